"""The board: open tickets by state, moved by dragging a card or by Ctrl+Shift and an arrow."""

from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from facilities_app.domain.boards import COLUMNS, BoardRights, Drop, drop, next_column
from facilities_app.domain.changes import Changes
from facilities_app.domain.lists import Condition, ListQuery
from facilities_app.domain.tickets import Status
from resources.texts import tr
from ui import theme
from ui.context import UiContext
from ui.pages.tickets.board_card import CardReader
from ui.pages.tickets.board_column import BoardColumn
from ui.pages.tickets.board_hand import Hand

_PLAIN = Qt.KeyboardModifier.NoModifier
_MOVING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class Board(QWidget):
    """One column for each state somebody has to act on. Left and Right walk between them; what a card's state does
    not allow is dimmed while it is dragged, with the reason.
    """

    current_changed = Signal(object)  # id or None
    opened = Signal(object)
    pane_asked = Signal()
    back_asked = Signal()
    typed = Signal(str)
    move_asked = Signal(int, object)  # ticket, Action
    menu_asked = Signal(int, QPoint)
    visit_asked = Signal(int)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._reader = CardReader(context)
        self._asked: ListQuery | None = None
        self._active = False
        self._at = 0
        self._current: int | None = None
        self._row = 0
        self._followed: int | None = None
        self._awaited: set[int] = set()
        self._rights: BoardRights | None = None
        self.columns = tuple(BoardColumn(context, status, self._reader) for status in COLUMNS)
        self.setAccessibleName(tr("Board of tickets"))
        self._build()
        self._wire()

    # -- what it shows ---------------------------------------------------------------------------

    @property
    def current(self) -> int | None:
        """The current card's ticket."""
        return self._current

    def set_query(self, query: ListQuery) -> None:
        """Show what the list's filters and search let through; asked once somebody looks."""
        self._asked = query
        if self._active:
            self._ask()

    def set_active(self, active: bool) -> None:
        """A board nobody sees waits with reading."""
        self._active = active
        for column in self.columns:
            column.model.set_active(active)
        if active:
            self._ask()
            if self._rights is None:
                self._read_rights()

    def choose(self, ticket_id: int) -> None:
        """Make this ticket the current one; its card is marked as soon as it is here."""
        self._set_current(ticket_id)
        for column in self.columns:
            row = column.model.find(ticket_id)
            if row >= 0:
                self._go(column, row)
                return
        self._followed = ticket_id

    def column(self, status: Status) -> BoardColumn:
        """The column of a state."""
        return self.columns[COLUMNS.index(status)]

    def take_focus(self) -> None:
        """Bring the keyboard to the current card, else to the first there is."""
        if not self.columns[self._at].model.rowCount():
            filled = (place for place, one in enumerate(self.columns) if one.model.rowCount())
            self._at = next(filled, self._at)
        self.columns[self._at].list.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        sizes = theme.current().sizes
        inner = QWidget()
        inner.setProperty("plain", True)
        row = QHBoxLayout(inner)
        row.setContentsMargins(sizes.m, sizes.s, sizes.m, sizes.s)
        row.setSpacing(sizes.s)
        for column in self.columns:
            row.addWidget(column, 1)
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(inner)
        fill = QVBoxLayout(self)
        fill.setContentsMargins(0, 0, 0, 0)
        fill.addWidget(self.area)
        self.hand = Hand(self, self._context, self.columns, self.area, self._reader)

    def _wire(self) -> None:
        self._context.bus.changed.connect(self._on_changed)
        self.hand.dropped.connect(self._move)
        for place, column in enumerate(self.columns):
            cards = column.list
            cards.key_pressed.connect(self._on_key)
            cards.lifted.connect(self.hand.lift)
            cards.dragged.connect(self.hand.carry)
            cards.let_go.connect(self.hand.let_go)
            cards.came.connect(lambda place=place: self._on_came(place))
            cards.pressed.connect(lambda _: self._forget_followed())
            cards.doubleClicked.connect(lambda _: self.opened.emit(self._current))
            cards.customContextMenuRequested.connect(lambda at, cards=cards: self._on_menu(cards, at))
            cards.selectionModel().currentChanged.connect(
                lambda now, _before, place=place: self._on_current(place, now.row())
            )
            column.model.loaded.connect(lambda place=place: self._on_loaded(place))
            column.model.failed.connect(self._context.notify.error)

    def _ask(self) -> None:
        """Ask every column what its state holds of the list's query."""
        asked, self._asked = self._asked, None
        if asked is None:
            return
        wanted = [value for c in asked.conditions if c.field == "status" for value in c.values]
        closed = any(c.field == "state" and c.values != ("open",) for c in asked.conditions)
        self._awaited = set(range(len(self.columns)))
        self._current = None  # another question begins at its first answer
        base = asked.without("status").without("state").where(Condition("state", "in", ("open",)))
        for column in self.columns:
            column.is_narrowed = closed or bool(wanted and int(column.status) not in wanted)
            only = -1 if column.is_narrowed else int(column.status)
            column.model.set_query(base.where(Condition("status", "in", (only,))))
            column.say_count()

    # -- the current card ------------------------------------------------------------------------

    def _on_came(self, place: int) -> None:
        column = self.columns[place]
        self.area.ensureWidgetVisible(column, theme.current().sizes.m, 0)
        if column.current_id() is not None:
            self._on_current(place, column.list.currentIndex().row())

    def _on_current(self, place: int, row: int) -> None:
        if row < 0:
            return
        self._at, self._row = place, row
        for other, column in enumerate(self.columns):
            if other != place:
                column.list.clearSelection()
        self._set_current(self.columns[place].model.id_at(row))

    def _set_current(self, ticket_id: int | None) -> None:
        if ticket_id != self._current:
            self._current = ticket_id
            self.current_changed.emit(ticket_id)

    def _on_loaded(self, place: int) -> None:
        """Read again: the current card stays current, or the one that took its place."""
        column = self.columns[place]
        column.say_count()
        if self._followed is not None:
            sought = self._followed
            column.model.with_ids(lambda _: self._land(column, sought))
        self._awaited.discard(place)
        if not self._awaited and self._current is None:
            self._begin()
        if place != self._at or column.list.currentIndex().isValid():
            return
        row = column.model.find(self._current) if self._current is not None else -1
        if row < 0:
            row = min(self._row, column.model.rowCount() - 1)
        if row >= 0 and self._followed is None:
            column.choose_row(row)

    def _begin(self) -> None:
        """All columns are here and nothing is current: begin with the first card there is."""
        filled = (place for place, one in enumerate(self.columns) if one.model.rowCount())
        place = next(filled, -1)
        if place >= 0:
            self._go(self.columns[place], 0)

    def _forget_followed(self) -> None:
        """Who goes on by hand is not fetched back to a card that was to be moved before."""
        self._followed = None

    def _land(self, column: BoardColumn, ticket_id: int) -> None:
        """A card that was moved arrived here: the keyboard goes with it."""
        row = column.model.find(ticket_id)
        if row >= 0 and self._followed == ticket_id:
            self._followed = None
            self._go(column, row)

    def _go(self, column: BoardColumn, row: int) -> None:
        had = self.isAncestorOf(self.window().focusWidget() or self)
        column.choose_row(row)
        self.area.ensureWidgetVisible(column, theme.current().sizes.m, 0)
        if had or self.hasFocus():
            column.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_changed(self, changes: Changes, initiator: object) -> None:
        for column in self.columns:
            column.model.on_changed(changes, initiator)
        if changes.touches("users", "roles", "settings"):
            self._read_rights()

    def _read_rights(self) -> None:
        """What the acting person may do."""
        rights = self._context.services.boards.rights
        self._context.worker.read(rights, self._on_rights, self._context.notify.error)

    def _on_rights(self, rights: BoardRights) -> None:
        self._rights = self.hand.rights = rights

    # -- keys ------------------------------------------------------------------------------------

    def _on_key(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(key), 0)
        event.accept()
        self._forget_followed()
        if self.hand.is_full:
            if key == Qt.Key.Key_Escape:
                self.hand.put_down()
        elif step and modifiers == _MOVING:
            self._shift(step)
        elif step and modifiers == _PLAIN:
            self._walk(step)
        elif modifiers == _PLAIN and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self._current)
        elif modifiers == _PLAIN and key == Qt.Key.Key_Space:
            self.pane_asked.emit()
        elif modifiers == _PLAIN and key == Qt.Key.Key_Escape:
            self.back_asked.emit()
        elif modifiers == _PLAIN and key in (Qt.Key.Key_M, Qt.Key.Key_Menu):
            cards = self.columns[self._at].list
            self._on_menu(cards, cards.visualRect(cards.currentIndex()).center())
        elif modifiers == _PLAIN and key == Qt.Key.Key_V and self._current is not None:
            self.visit_asked.emit(self._current)
        elif (
            modifiers == _PLAIN
            and event.text().strip()
            and event.text().isprintable()
            and event.text() != "?"
        ):
            self.typed.emit(event.text())
        else:
            event.ignore()

    def _walk(self, step: int) -> None:
        """To the next column that has cards, at the same height."""
        here = self.columns[self._at].list
        level = here.visualRect(here.currentIndex()).center()
        place = self._at + step
        while 0 <= place < len(self.columns):
            column = self.columns[place]
            if column.model.rowCount():
                row = column.list.indexAt(level).row()
                column.choose_row(row if row >= 0 else column.model.rowCount() - 1)
                column.list.setFocus(Qt.FocusReason.OtherFocusReason)
                return
            place += step

    def _shift(self, step: int) -> None:
        """Move the current card to the next column it may go to."""
        status = self.columns[self._at].status
        target = next_column(status, step, self.hand.rights)
        if self._current is None:
            return
        if target is None:
            words = tr("There is no column on this side that the ticket may go to. M shows every step.")
            self._context.notify.toast(words, tone="amber")
            return
        self._move(self._current, drop(status, target, self.hand.rights))

    def _on_menu(self, cards: Any, at: QPoint) -> None:
        if cards.indexAt(at).isValid() and self._current is not None:
            self.menu_asked.emit(self._current, cards.viewport().mapToGlobal(at))

    def _move(self, ticket_id: int, found: Drop) -> None:
        self._followed = ticket_id
        self.move_asked.emit(ticket_id, found.action)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The places at the foot keep their place."""
        super().resizeEvent(event)
        self.hand.ends.place()
