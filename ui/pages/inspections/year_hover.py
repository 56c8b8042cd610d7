"""When the card of the year planner shows: after a moment over a cell, or at once by Space."""

from PySide6.QtCore import QObject, QPoint, QRect, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QWidget

from facilities_app.domain.year_plan import Mark, MarkState
from facilities_app.services.plan_years_card import CellCard
from ui.context import UiContext
from ui.pages.inspections.year_card import YearCard
from ui.pages.inspections.year_grid import Spot, YearGrid
from ui.worker import Task

_WAIT_MS, _LEAVE_MS = 400, 220


class CardHand(QObject):
    """Shows the card of one cell at a time. The mouse may go from the cell onto the card."""

    def __init__(self, context: UiContext, page: QWidget, grid: YearGrid) -> None:
        super().__init__(page)
        self._context, self._page, self._grid = context, page, grid
        self.card = YearCard(context, page)
        self._wanted: Spot | None = None
        self._task: Task | None = None
        self._soon, self._later = QTimer(self), QTimer(self)
        for timer, wait in ((self._soon, _WAIT_MS), (self._later, _LEAVE_MS)):
            timer.setSingleShot(True)
            timer.setInterval(wait)
        self._soon.timeout.connect(self._read)
        self._later.timeout.connect(self._leave)
        grid.hovered.connect(self._on_hovered)
        grid.more_asked.connect(self.toggle)
        grid.at_changed.connect(lambda _spot: self.hide())
        grid.verticalScrollBar().valueChanged.connect(lambda _value: self.hide())

    def toggle(self, spot: Spot) -> None:
        """Show the card of a cell, or put it away."""
        if self.card.isVisible() and self.card.spot == spot:
            self.hide()
        elif self._grid.marks(spot):
            self._wanted = spot
            self._read()

    def hide(self) -> None:
        """Put the card away, also one that is only on its way."""
        self._soon.stop()
        self._later.stop()
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._wanted = None
        self.card.hide()

    # -- private ---------------------------------------------------------------------------------

    def _on_hovered(self, spot: Spot | None) -> None:
        self._soon.stop()
        if spot is None:
            self._later.start()
        elif not (self.card.isVisible() and self.card.spot == spot):
            self._wanted = spot
            self._later.start()
            self._soon.start()

    def _leave(self) -> None:
        over = self.card.rect().contains(self.card.mapFromGlobal(QCursor.pos()))
        if over:
            self._later.start()
        elif self.card.spot != self._wanted:
            self.card.hide()

    def _read(self) -> None:
        spot = self._wanted
        if spot is None:
            return
        marks = self._grid.marks(spot)
        tasks = tuple(mark.task_id for mark in sorted(marks, key=_pressing) if mark.task_id)
        if not tasks:
            self._show(spot, None)
            return
        if self._task is not None:
            self._task.cancel()
        service = self._context.services.plan_years
        self._task = self._context.worker.read(
            lambda: service.card(tasks), lambda found: self._show(spot, found), self._context.notify.error
        )

    def _show(self, spot: Spot, found: CellCard | None) -> None:
        self._task = None
        marks = self._grid.marks(spot)
        if spot != self._wanted or not marks:
            return
        self.card.show_cell(spot, self._grid.rows[spot.row], marks, found)
        box, view = self._grid.box(spot), self._grid.viewport()
        origin = view.mapTo(self._page, QPoint(0, 0))
        self.card.place(box.translated(origin), QRect(origin, view.size()))
        self._grid.setAccessibleDescription(self.card.words())


_ORDER = {state: place for place, state in enumerate(MarkState)}


def _pressing(mark: Mark) -> tuple[int, int]:
    return _ORDER[mark.state], mark.task_id
