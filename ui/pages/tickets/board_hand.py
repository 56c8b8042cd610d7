"""The hand that lifts a card: shows where it fits, carries it, scrolls at the edges, and lets it go."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from facilities_app.domain.boards import ALL_RIGHTS, ENDS, BoardRights, drop
from facilities_app.domain.lists import Row
from facilities_app.domain.tickets import Status
from ui.context import UiContext
from ui.pages.tickets.board_card import BAR, CardReader
from ui.pages.tickets.board_column import BoardColumn
from ui.pages.tickets.board_drag import EndStrip, FloatingCard
from ui.pages.tickets.board_words import drop_words, refusal

_EDGE, _STEP, _TICK_MS = 48, 18, 16


class Hand(QObject):
    """``dropped`` carries (ticket, Drop) where something follows from it; else it says why nothing does."""

    dropped = Signal(int, object)

    def __init__(
        self,
        board: QWidget,
        context: UiContext,
        columns: Sequence[BoardColumn],
        area: QScrollArea,
        reader: CardReader,
    ) -> None:
        super().__init__(board)
        self._board, self._context, self._columns = board, context, columns
        self._area, self._reader = area, reader
        self.rights: BoardRights = ALL_RIGHTS
        self.ends = EndStrip(context, board)
        self.card = FloatingCard(board)
        self._lifted: tuple[int, Status] | None = None
        self._mouse = QPoint()
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._on_tick)

    @property
    def is_full(self) -> bool:
        """Whether a card is lifted."""
        return self._lifted is not None

    def lift(self, row: Row, where: QPoint, grip: QPoint) -> None:
        """Take a card up; every state says what dropping it there does, or why nothing would."""
        words = self._reader.words(row)
        self._lifted = (words.id, words.status)
        width = 0
        for column in self._columns:
            found = drop(words.status, column.status, self.rights)
            is_source = column.status is words.status
            column.show_drop(found, drop_words(found, words.status), is_source=is_source)
            column.delegate.lifted = words.id if is_source else None
            column.list.viewport().update()
            width = column.list.viewport().width() - BAR if is_source else width
        ends = {status: drop(words.status, status, self.rights) for status in ENDS}
        self.ends.show_drops({s: (found, drop_words(found, words.status)) for s, found in ends.items()})
        self.card.lift(words, width, grip)
        self._board.setCursor(Qt.CursorShape.ClosedHandCursor)
        self._timer.start()
        self.carry(where)

    def carry(self, where: QPoint) -> None:
        """Follow the mouse, whose place on the screen is ``where``."""
        if self._lifted is None:
            return
        self._mouse = self._board.mapFromGlobal(where)
        self.card.carry(self._mouse)
        over = self.target_at(self._mouse)
        for column in self._columns:
            column.show_over(column.status is over)
        self.ends.show_over(over if over in ENDS else None)

    def let_go(self, where: QPoint) -> None:
        """Drop the card where the mouse is."""
        if self._lifted is None:
            return
        ticket_id, source = self._lifted
        target = self.target_at(self._board.mapFromGlobal(where))
        self.put_down()
        if target is None or target is source:
            return
        found = drop(source, target, self.rights)
        if found.is_allowed:
            self.dropped.emit(ticket_id, found)
        else:
            self._context.notify.toast(refusal(self._context, found, source, target), tone="amber")

    def put_down(self) -> None:
        """Nothing is lifted any more, and nothing was moved."""
        self._lifted = None
        self._timer.stop()
        self.card.hide()
        self.ends.show_drops({})
        self._board.unsetCursor()
        for column in self._columns:
            column.show_drop(None)
            column.delegate.lifted = None
            column.list.is_dragging = False
            column.list.viewport().update()

    def target_at(self, where: QPoint) -> Status | None:
        """The state whose column or place at the foot is under a point of the board."""
        end = self.ends.target_at(where)
        if end is not None or not self._board.rect().contains(where):
            return end
        for column in self._columns:
            if column.rect().contains(column.mapFrom(self._board, where)):
                return column.status
        return None

    def _on_tick(self) -> None:
        """Scroll while the card is held at an edge."""
        bar = self._area.horizontalScrollBar()
        if self._mouse.x() > self._board.width() - _EDGE:
            bar.setValue(bar.value() + _STEP)
        elif self._mouse.x() < _EDGE:
            bar.setValue(bar.value() - _STEP)
