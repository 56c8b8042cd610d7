"""The board of 5,000 open tickets: how long a frame takes while a card is dragged, against a bare picture moved.

``python -m tests.benchmarks.boards``: a frame is what the main thread works from the mouse's move to the paint, in
milliseconds of its own time, so that what else the machine does is not counted; the drop is what a person waits.
"""

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from facilities_app.bootstrap import open_program
from facilities_app.domain.boards import COLUMNS
from facilities_app.domain.clock import SystemClock
from facilities_app.domain.tickets import Status
from facilities_app.services.demo import make_demo
from tests.benchmarks.measuring import Times, draw_somewhere, line
from ui.app import App, Options, application
from ui.pages.tickets.board import Board
from ui.pages.tickets.page import TicketsPage

OPEN = 5_000
STEPS = 240
FRAME_MS = 16.7
"""Sixty frames a second."""
_PATIENCE_S = 20.0


def main() -> int:
    """Make the database, measure, print; 1 if a target was missed."""
    with tempfile.TemporaryDirectory(prefix="facilities-bench-") as folder:
        return 0 if run(Path(folder)) else 1


def run(folder: Path) -> bool:
    """Measure in ``folder``; whether every target was reached."""
    draw_somewhere()
    database = folder / "board.sqlite"
    database.unlink(missing_ok=True)
    make_demo(database, SystemClock().today(), tickets=3 * OPEN)
    _open_many(database)
    application()
    app = App(
        lambda: open_program(database),
        Options(database=str(database), page="tickets", prefs=folder / "window.ini"),
    )
    try:
        app.start()
        app.window.resize(1366, 768)
        _until(lambda: app.context is not None and app.worker.idle())
        page = app.window.stack.page()
        assert isinstance(page, TicketsPage)
        return _measure(app, page)
    finally:
        app.stop()


def _measure(app: App, page: TicketsPage) -> bool:
    start = time.perf_counter()
    assert page.faces is not None
    page.faces.show("board")
    board = page.faces.board
    assert board is not None
    _until(lambda: all(column.model.exact() for column in board.columns) and app.worker.idle())
    shown = (time.perf_counter() - start) * 1000
    total = sum(column.model.rowCount() for column in board.columns)
    print(f"\nboard of {total:,} open tickets; shown with its counts after {shown:.0f} ms", flush=True)
    still, scrolled = _drag(board, scroll=False), _drag(board, scroll=True)
    floor = _floor(board)
    results = [
        line("a frame of the drag", still, floor, most_ms=FRAME_MS),
        line("the same while the columns scroll", scrolled, floor, most_ms=FRAME_MS),
        line("drop until the card stands in its column", _drop(app, board)),
    ]
    return all(results)


def _drag(board: Board, *, scroll: bool) -> Times:
    """Lift a card and carry it over all columns and back, in STEPS steps; let it go where it was."""
    column = board.column(Status.DISPATCHED)
    view = column.list.viewport()
    start = column.list.visualRect(column.model.index(1, 0)).center()
    _send(view, QEvent.Type.MouseButtonPress, start)
    _send(view, QEvent.Type.MouseMove, start + QPoint(20, 20))
    QCoreApplication.processEvents()
    frames = []
    for place, at in enumerate(_path(board)):
        if scroll:
            bar = board.columns[place % len(COLUMNS)].list.verticalScrollBar()
            bar.setValue(bar.value() + 40)
        begun = time.thread_time()
        _send(view, QEvent.Type.MouseMove, view.mapFromGlobal(board.mapToGlobal(at)))
        QCoreApplication.processEvents()
        frames.append((time.thread_time() - begun) * 1000)
    _send(view, QEvent.Type.MouseButtonRelease, start)
    QCoreApplication.processEvents()
    return Times(tuple(frames))


def _drop(app: App, board: Board) -> Times:
    """Milliseconds from letting a card go until the next column has it."""
    found = []
    for _ in range(7):
        source, target = board.column(Status.DISPATCHED), board.column(Status.IN_PROGRESS)
        source.list.scrollToTop()
        _until(lambda source=source: source.model.row_at(0) is not None)  # type: ignore[misc]
        view = source.list.viewport()
        start = source.list.visualRect(source.model.index(0, 0)).center()
        end = view.mapFrom(board, target.mapTo(board, target.rect().center()))
        for kind, at in (
            (QEvent.Type.MouseButtonPress, start),
            (QEvent.Type.MouseMove, start + QPoint(20, 20)),
            (QEvent.Type.MouseMove, end),
        ):
            _send(view, kind, at)
        QCoreApplication.processEvents()
        before, begun = target.model.rowCount(), time.perf_counter()
        _send(view, QEvent.Type.MouseButtonRelease, end)
        _until(lambda target=target, before=before: target.model.rowCount() == before + 1)  # type: ignore[misc]
        found.append((time.perf_counter() - begun) * 1000)
        _until(app.worker.idle)
    return Times(tuple(found))


class _Bare(QWidget):
    """Nothing but a ground of its own, and a picture on it that is moved."""

    def __init__(self, ground: QPixmap, card: QPixmap) -> None:
        super().__init__()
        self.resize(ground.size())
        self._ground = ground
        self.card = _Picture(card, self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is uncovered of the ground."""
        painter = QPainter(self)
        painter.drawPixmap(event.rect(), self._ground, event.rect())
        painter.end()


class _Picture(QWidget):
    def __init__(self, picture: QPixmap, parent: QWidget) -> None:
        super().__init__(parent)
        self.resize(picture.size())
        self._picture = picture

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture."""
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        painter.end()


def _floor(board: Board) -> Times:
    """The least a drag can take: a picture of the board, and a picture of a card moved over it."""
    card = QPixmap(board.hand.card.size())
    card.fill(QColor("#335577"))
    bare = _Bare(board.grab(), card)
    bare.show()
    QCoreApplication.processEvents()
    frames = []
    for at in _path(board):
        begun = time.thread_time()
        bare.card.move(at)
        QCoreApplication.processEvents()
        frames.append((time.thread_time() - begun) * 1000)
    bare.close()
    return Times(tuple(frames))


def _path(board: Board) -> Iterator[QPoint]:
    """Over the board and back, up and down."""
    width, height = board.width() - 120, board.height() - 160
    for step in range(STEPS):
        share = 2 * step / STEPS
        across = share if share <= 1 else 2 - share
        down = abs((step % 60) / 30 - 1)
        yield QPoint(60 + round(across * width), 40 + round(down * height))


def _send(view: QWidget, kind: QEvent.Type, at: QPoint) -> None:
    left = Qt.MouseButton.LeftButton
    button = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseMove else left
    held = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseButtonRelease else left
    event = QMouseEvent(
        kind, QPointF(at), QPointF(view.mapToGlobal(at)), button, held, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(view, event)


def _open_many(database: Path) -> None:
    """Make the newest OPEN tickets open ones, spread over the states."""
    connection = sqlite3.connect(database)
    with connection:
        marks = " ".join(f"WHEN {place} THEN {int(status)}" for place, status in enumerate(COLUMNS))
        connection.execute("UPDATE tickets SET is_open = 0, status = 80 WHERE is_open = 1")
        connection.execute(
            f"UPDATE tickets SET is_open = 1, closed_at = NULL, status = CASE id % {len(COLUMNS)} {marks} END "
            f"WHERE id > (SELECT max(id) FROM tickets) - {OPEN}"
        )
    connection.execute("ANALYZE")
    connection.close()


def _until(ready: Callable[[], bool]) -> None:
    end = time.perf_counter() + _PATIENCE_S
    while not ready():
        if time.perf_counter() > end:
            raise TimeoutError("the window does not come to rest")
        QCoreApplication.processEvents()
        time.sleep(0.001)


if __name__ == "__main__":
    sys.exit(main())
