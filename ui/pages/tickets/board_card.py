"""A ticket as a card of the board: what it says, and how it is painted."""

from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from facilities_app.domain.dates import taipei
from facilities_app.domain.lists import Row
from facilities_app.domain.tickets import Priority, Status
from resources.texts import tr
from ui import icons, theme
from ui.components.moments import Due, day_words, due_lit
from ui.context import UiContext
from ui.models import roles
from ui.models.windowed import Index, WindowedModel
from ui.theme import Theme
from ui.widgets import drawing

_SELECTED = QStyle.StateFlag.State_Selected.value
_HOVERED = QStyle.StateFlag.State_MouseOver.value
_FOCUSED = QStyle.StateFlag.State_HasFocus.value
_PAD = 10
BAR = 6  # room for the scroll bar at the right of the cards
_GAP = 3  # half of what is free between two cards
_LINES = 2


class CardWords(NamedTuple):
    """What a card says."""

    id: int
    number: str
    summary: str
    where: str
    who: str
    due: Due
    status: Status
    state: str  # what it waits for, where it waits
    priority: str
    priority_icon: str
    priority_tone: str
    visit: str

    def whole(self) -> str:
        """All of it in one line, for who cannot see the card."""
        parts = (
            self.number, self.summary, self.where, self.priority, self.due.text, self.state,
            tr("visit {when}").format(when=self.visit) if self.visit else "", self.who,
        )  # fmt: skip
        return tr(", ", "list").join(part for part in parts if part)


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
        box: QRect = option.rect.adjusted(0, _GAP, -BAR, -_GAP)
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


def card_height() -> int:
    """Four lines and the second of the subject, with what is free around them."""
    sizes = theme.current().sizes
    return _line("small") * 3 + _line("body") * _LINES + 2 * sizes.s + 2 * _GAP + 8


def paint_ground(
    painter: QPainter, box: QRect, current: Theme, chosen: bool, hovered: bool, focused: bool
) -> None:
    """The card itself; the chosen one as long as its column has the keyboard stands out."""
    if chosen:
        width = 2 if focused else 1.4
        drawing.rounded(painter, box, current.sizes.radius, current.accent_bg, current.accent, width)
        return
    line = current.accent if hovered else current.line
    drawing.rounded(painter, box, current.sizes.radius, current.surface, line)


def paint_words(painter: QPainter, box: QRect, words: CardWords, current: Theme) -> None:
    """Number and deadline, subject over two lines, place, who and when."""
    inner = box.adjusted(_PAD, current.sizes.s, -_PAD, -current.sizes.s)
    small, body = _line("small"), _line("body")
    top = inner.top()
    _paint_head(painter, QRect(inner.left(), top, inner.width(), small), words, current)
    top += small + 3
    metrics = current.metrics("body", drawing.MEDIUM)
    for text in two_lines(words.summary, inner.width(), metrics):
        line = QRect(inner.left(), top, inner.width(), body)
        drawing.text(painter, line, text, current.text, "body", drawing.MEDIUM)
        top += body
    top = inner.top() + small + 3 + _LINES * body + 2
    line = QRect(inner.left(), top, inner.width(), small)
    drawing.text(painter, line, words.where, current.text2, "small", elide=Qt.TextElideMode.ElideLeft)
    _paint_foot(painter, line.translated(0, small + 3), words, current)


def _paint_head(painter: QPainter, line: QRect, words: CardWords, current: Theme) -> None:
    side, left = current.sizes.icon_small, line.left()
    if words.priority_icon:
        slot = QRect(left, line.top(), side, line.height())
        icons.paint(painter, words.priority_icon, slot, current.tone(words.priority_tone).fg, side)
        left += side + 4
    room = QRect(left, line.top(), line.right() - left + 1, line.height())
    left += drawing.text(painter, room, words.number, current.text2, "small", drawing.MEDIUM) + 6
    if not words.due.text:
        return
    late = words.due.tone != "neutral"
    colour = current.tone(words.due.tone).fg if late else current.text2
    room = QRect(left, line.top(), line.right() - left + 1, line.height())
    weight = drawing.MEDIUM if late else 400
    width = drawing.text(painter, room, words.due.text, colour, "small", weight, drawing.RIGHT)
    if late and words.due.icon and room.width() - width > side + 4:
        slot = QRect(line.right() - width - side - 3, line.top(), side, line.height())
        icons.paint(painter, words.due.icon, slot, colour, side)


def _paint_foot(painter: QPainter, line: QRect, words: CardWords, current: Theme) -> None:
    """Who does it at the left; what it waits for or when somebody comes at the right."""
    right = words.state or words.visit
    width = 0
    if right:
        colour = current.tone("amber").fg if words.state else current.tone("blue").fg
        room = line.adjusted(line.width() // 4, 0, 0, 0)
        width = drawing.text(painter, room, right, colour, "small", drawing.MEDIUM, drawing.RIGHT) + 6
        if not words.state:
            side = current.sizes.icon_small
            slot = QRect(line.right() - width - side + 4, line.top(), side, line.height())
            icons.paint(painter, "footprints", slot, colour, side)
            width += side + 4
    who = words.who or tr("nobody yet")
    colour = current.text2 if words.who else current.text3
    drawing.text(painter, line.adjusted(0, 0, -width, 0), who, colour, "small")


@lru_cache(maxsize=2048)
def _split(words: str, width: int, family: str, pixels: int) -> tuple[str, ...]:
    """Where the first line of a subject ends; Chinese breaks anywhere, other words between them."""
    metrics = theme.current().metrics("body", drawing.MEDIUM)
    if metrics.horizontalAdvance(words) <= width:
        return (words,)
    low, high = 1, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (
            (middle, high) if metrics.horizontalAdvance(words[:middle]) <= width else (low, middle - 1)
        )
    cut = low
    if words[cut - 1].isascii() and words[cut].isascii() and words[cut] != " ":
        space = words.rfind(" ", 0, cut)
        cut = space if space > 0 else cut
    return words[:cut].rstrip(), words[cut:].lstrip()


def two_lines(words: str, width: int, metrics: QFontMetrics) -> tuple[str, ...]:
    """The subject on at most two lines; what is too long for them is elided by who draws it."""
    current = theme.current()
    return _split(words, width, current.family, current.sizes.body)


def _line(size: str) -> int:
    return theme.current().metrics(size).height()
