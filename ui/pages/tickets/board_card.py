"""A ticket as a card of the board: what it says, and how it is painted."""

from datetime import date
from typing import Any

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from facilities_app.domain.dates import taipei
from facilities_app.domain.lists import Row
from facilities_app.domain.tickets import Priority, Status
from ui import theme
from ui.components.moments import Due, day_words, due_lit
from ui.context import UiContext
from ui.models import roles
from ui.models.windowed import Index, WindowedModel
from ui.pages.tickets.board_card_paint import GAP, card_height, paint_ground, paint_words
from ui.pages.tickets.board_words import CardWords
from ui.widgets import drawing

_SELECTED = QStyle.StateFlag.State_Selected.value
_HOVERED = QStyle.StateFlag.State_MouseOver.value
_FOCUSED = QStyle.StateFlag.State_HasFocus.value
BAR = 6  # room for the scroll bar at the right of the cards


class CardReader:
    """Turns rows of the ticket list into words, in the language of the moment."""

    def __init__(self, context: UiContext) -> None:
        self._context = context
        info = context.services.lists["tickets"].info
        keys = (
            "number", "summary", "where_label", "assignee_label", "due_at", "status", "hold_reason", "priority",
            "visit_at", "amber_at",
        )  # fmt: skip
        self._at = {key: info.index(key) for key in keys}

    def words(self, row: Row) -> CardWords:
        """The words of one row."""
        at, labels, clock = self._at, self._context.services.labels, self._context.clock
        status = Status(row[at["status"]])
        waits = row[at["hold_reason"]] if status is Status.ON_HOLD else ""
        rank = row[at["priority"]]
        priority = labels.choice("priority", rank)
        pressing = rank <= Priority.HIGH
        return CardWords(
            id=int(row[0]),
            number=row[at["number"]],
            summary=row[at["summary"]],
            where=row[at["where_label"]] or "",
            who=row[at["assignee_label"]] or "",
            due=self._due(row[at["due_at"]], row[at["amber_at"]], status),
            status=status,
            state=labels.name("hold_reason", waits) if waits else "",
            priority=priority.name,
            priority_icon=priority.icon if pressing else "",
            priority_tone=priority.tone,
            visit=self._visit(row[at["visit_at"]], clock.today()),
        )

    def _due(self, value: Any, amber: Any, status: Status) -> Due:
        if not value or status >= Status.DONE:
            return Due("")
        clock, presenter = self._context.clock, self._context.presenter
        lit = taipei(amber) if amber else None
        due = due_lit(value, clock.now(), presenter, lit, waits=status is Status.ON_HOLD)
        day = taipei(value).date()
        return due._replace(text=self._short(day)) if due.text == presenter.date(day) else due

    def _visit(self, value: Any, today: date) -> str:
        if not value:
            return ""
        local = taipei(value)
        near = abs((local.date() - today).days) <= 1
        day = day_words(local.date(), today, self._context.presenter) if near else self._short(local.date())
        return f"{day} {local:%H:%M}"

    def _short(self, day: date) -> str:
        """A day of this year without its year: a card is narrow."""
        words = self._context.presenter.date(day)
        return words[-5:] if day.year == self._context.clock.today().year else words


class CardModel(WindowedModel):
    """The tickets of one state; a card reads as a sentence to assistive technology."""

    reader: CardReader

    def data(self, index: Index, role: int = roles.DISPLAY) -> Any:
        """As WindowedModel, with the whole card as accessible text and tip."""
        if role in (roles.ACCESSIBLE, roles.TOOLTIP) and index.isValid():
            row = super().data(index, roles.ROW)
            return self.reader.words(row).whole() if row is not None else "…"
        return super().data(index, role)


class CardDelegate(QStyledItemDelegate):
    """Paints cards of one height; ``lifted`` is the ticket that is being dragged, drawn as its empty place."""

    def __init__(self, reader: CardReader, parent: QAbstractItemView | None = None) -> None:
        super().__init__(parent)
        self._reader = reader
        self.lifted: int | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One height for all."""
        return QSize(100, card_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the card of a row."""
        current, state = theme.current(), option.state.value
        box: QRect = option.rect.adjusted(0, GAP, -BAR, -GAP)
        row = index.data(roles.ROW)
        if row is None:
            drawing.rounded(painter, box, current.sizes.radius, current.surface, current.line)
            return
        if self.lifted is not None and row[0] == self.lifted:
            drawing.rounded(painter, box, current.sizes.radius, None, current.text3, dashed=True)
            return
        words = self._reader.words(row)
        paint_ground(
            painter, box, current, bool(state & _SELECTED), bool(state & _HOVERED), bool(state & _FOCUSED)
        )
        paint_words(painter, box, words, current)
