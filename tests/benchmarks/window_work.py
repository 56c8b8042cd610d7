"""One process with the ticket page open over one database: times painted answers and tells its memory."""

import json
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from facilities_app.bootstrap import open_program
from facilities_app.domain.lists import ListQuery
from ui.app import App, Options, application
from ui.components.list_page import ListPage

REPEATS = 21
ORDERS = ("summary", "where_label", "due_at", "status", "priority", "reported_at", "assignee_label")
WORDS = ("冷", "冷氣", "冷氣漏水", "漏水", "客梯", "燈", "水")


def main() -> None:
    """Print one JSON line: {"times": {name: [ms]}, "rss_mb": n}."""
    database = Path(sys.argv[1])
    application()
    with tempfile.TemporaryDirectory() as folder:
        options = Options(database=str(database), page="tickets", prefs=Path(folder) / "window.ini")
        app = App(lambda: open_program(database), options)
        app.start()
        app.window.resize(1366, 768)
        _until(lambda: app.context is not None and app.worker.idle)
        page = app.window.stack.page()
        assert isinstance(page, ListPage)
        times = _times(app, page)
        _until(lambda: app.worker.idle)
        print(json.dumps({"times": times, "rss_mb": _rss_mb()}))
        app.stop()


def _times(app: App, page: ListPage) -> dict[str, list[float]]:
    model, table = page.model, page.table
    everything = ListQuery(order="number", descending=True)
    _ask(page, everything)
    found: dict[str, list[float]] = {
        name: []
        for name in ("first page", "sort", "filter keystroke", "jump to the end", "jump to the middle")
    }
    for n in range(REPEATS):
        found["first page"].append(_ask(page, replace(everything, descending=n % 2 == 0)))
        order = ORDERS[n % len(ORDERS)]
        found["sort"].append(_ask(page, ListQuery(order=order, descending=n % 2 == 1)))
        found["filter keystroke"].append(_ask(page, ListQuery(search=WORDS[n % len(WORDS)])))
        ordered: list[bool] = []
        connection = model.ordered.connect(lambda done=ordered: done.append(True))  # type: ignore[misc]
        _ask(page, replace(everything, descending=n % 2 == 1))
        _until(lambda done=ordered: bool(done))  # type: ignore[misc]
        model.ordered.disconnect(connection)
        for name, row in (("jump to the end", -1), ("jump to the middle", 0)):
            _until(lambda: app.worker.idle)
            total = model.rowCount()
            target = total - 1 if row else total // 2 + n * 500 % max(1, total // 3)
            found[name].append(_jump(page, target))
    assert table is not None
    return found


def _ask(page: ListPage, query: ListQuery) -> float:
    landed: list[bool] = []
    connection = page.model.loaded.connect(lambda: landed.append(True))
    start = time.perf_counter()
    page.set_query(query)
    _until(lambda: bool(landed), every=0)
    page.table.viewport().repaint()
    spent = (time.perf_counter() - start) * 1000
    page.model.loaded.disconnect(connection)
    return spent


def _jump(page: ListPage, row: int) -> float:
    start = time.perf_counter()
    page.table.scrollTo(page.model.index(row, 1))
    page.table.viewport().repaint()
    _until(lambda: page.model.row_at(row) is not None, every=0)
    page.table.viewport().repaint()
    return (time.perf_counter() - start) * 1000


def _until(ready: Callable[[], bool], every: int = 2) -> None:
    loop = QEventLoop()
    timer = QTimer()
    timer.setInterval(every)
    timer.timeout.connect(lambda: loop.quit() if ready() else None)
    timer.start()
    QTimer.singleShot(30_000, loop, lambda: loop.exit(1))
    if not ready() and loop.exec():
        raise TimeoutError("nothing came")
    timer.stop()


def _rss_mb() -> float:
    for text in Path("/proc/self/status").read_text().splitlines():
        if text.startswith("VmRSS"):
            return int(text.split()[1]) / 1024
    return 0.0


if __name__ == "__main__":
    main()
