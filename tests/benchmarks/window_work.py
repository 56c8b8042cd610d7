"""One process with the ticket page open over one database: times painted answers and tells its memory."""

import json
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer

from facilities_app.bootstrap import open_program
from facilities_app.domain.lists import ListQuery
from ui.app import App, Options, application
from ui.components.list_page import ListPage

REPEATS = 15
PATIENCE_MS = 15_000
ORDERS = ("summary", "where_label", "due_at", "status", "priority", "reported_at", "assignee_label")
WORDS = ("冷", "冷氣", "冷氣漏水", "漏水", "客梯", "燈", "水")
ORDER = "order of all rows known"
_faults: list[str] = []
EVERYTHING = ListQuery(order="number", descending=True)


def main() -> None:
    """Print one JSON line: {"times": {name: [ms]}, "rss_mb": n}."""
    database = Path(sys.argv[1])
    application()
    with tempfile.TemporaryDirectory() as folder:
        options = Options(database=str(database), page="tickets", prefs=Path(folder) / "window.ini")
        app = App(lambda: open_program(database), options)
        app.notify.faulted.connect(lambda fault: _faults.append(fault.details))
        try:
            app.start()
            app.window.resize(1366, 768)
            _until(lambda: app.context is not None and app.worker.idle(), "the window's first page")
            page = app.window.stack.page()
            assert isinstance(page, ListPage)
            times = _times(app, page)
            _ordered(page)
            _until(app.worker.idle, "the end of all reading")
            print(json.dumps({"times": times, "rss_mb": _rss_mb()}))
        finally:
            app.stop()


def _times(app: App, page: ListPage) -> dict[str, list[float]]:
    _ask(page, EVERYTHING)
    _until(app.worker.idle, "the first order")
    names = ("first page", "sort", "filter keystroke", "jump to the end", ORDER, "jump to the middle")
    found: dict[str, list[float]] = {name: [] for name in names}
    for n in range(REPEATS):
        found["first page"].append(_ask(page, replace(EVERYTHING, descending=n % 2 == 0)))
        found["sort"].append(_ask(page, ListQuery(order=ORDERS[n % len(ORDERS)], descending=n % 2 == 1)))
        found["filter keystroke"].append(_ask(page, ListQuery(search=WORDS[n % len(WORDS)])))
        _ask(page, replace(EVERYTHING, descending=n % 2 == 1))
        _until(page.model.exact, "the count")
        total = page.model.rowCount()
        found["jump to the end"].append(_jump(page, total - 1))
        found[ORDER].append(_ordered(page))
        found["jump to the middle"].append(_jump(page, total // 2 + n * 500 % max(1, total // 3)))
    return found


def _ask(page: ListPage, query: ListQuery) -> float:
    """Milliseconds from the question until its first rows are painted."""
    start = time.perf_counter()
    landed: list[bool] = []
    _until(
        lambda: bool(landed),
        f"rows of {query}",
        page.model.loaded,
        lambda: landed.append(True),
        lambda: page.set_query(query),
    )
    page.table.viewport().repaint()
    return (time.perf_counter() - start) * 1000


def _ordered(page: ListPage) -> float:
    """Milliseconds until the ids of all rows are here: what selecting all waits for."""
    start = time.perf_counter()
    known: list[bool] = []
    page.model.with_ids(lambda ids: known.append(True))
    _until(lambda: bool(known), "the order of all rows")
    return (time.perf_counter() - start) * 1000


def _jump(page: ListPage, row: int) -> float:
    """Milliseconds from the jump until the row is painted."""
    start = time.perf_counter()
    page.table.scrollTo(page.model.index(row, 1))
    page.table.viewport().repaint()
    _until(lambda: page.model.row_at(row) is not None, f"row {row:,}", page.model.dataChanged)
    page.table.viewport().repaint()
    return (time.perf_counter() - start) * 1000


def _until(
    ready: Callable[[], bool],
    what: str,
    signal: Any = None,
    heard: Callable[[], object] = lambda: None,
    begin: Callable[[], object] = lambda: None,
) -> None:
    """Let the window work until ``ready``: asked whenever ``signal`` comes, else every 2 ms.

    Raises TimeoutError, and RuntimeError for whatever the window could not do.
    """
    loop = QEventLoop()

    def look(*_: object) -> None:
        heard()
        if _faults or ready():
            loop.quit()

    patience, pulse = QTimer(loop), QTimer(loop)
    patience.setSingleShot(True)
    patience.timeout.connect(lambda: loop.exit(1))
    patience.start(PATIENCE_MS)
    connection = signal.connect(look) if signal is not None else None
    pulse.timeout.connect(look if signal is None else lambda: loop.quit() if _faults else None)
    pulse.start(2 if signal is None else 100)
    begin()
    late = not ready() and loop.exec()
    patience.stop()
    pulse.stop()
    if connection is not None:
        signal.disconnect(connection)
    if _faults:
        raise RuntimeError(_faults[0])
    if late:
        raise TimeoutError(f"{what} did not come within {PATIENCE_MS / 1000:g} s")


def _rss_mb() -> float:
    for text in Path("/proc/self/status").read_text().splitlines():
        if text.startswith("VmRSS"):
            return int(text.split()[1]) / 1024
    return 0.0


if __name__ == "__main__":
    main()
