"""The rows of a day's list, painted: headings, and entries of two lines."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from facilities_app.domain.planning import DayEntry
from ui import icons, theme
from ui.components.day_words import EntryWords
from ui.delegates.base import paint_ground
from ui.models import roles
from ui.models.windowed import Index
from ui.widgets import drawing

_SELECTED = QStyle.StateFlag.State_Selected.value
_HOVERED = QStyle.StateFlag.State_MouseOver.value
_TIME, _NUMBER, _WHO, _DUE = 54, 84, 66, 92


class DaySection(NamedTuple):
    """A heading with what stands under it. ``tone`` colours the note behind the title."""

    title: str
    note: str
    entries: Sequence[DayEntry]
    tone: str = "neutral"


class DayDelegate(QStyledItemDelegate):
    """Paints headings and entries."""

    def __init__(
        self, words: Callable[[int], EntryWords], parent: QAbstractItemView, *, shows_who: bool
    ) -> None:
        super().__init__(parent)
        self._words, self._shows_who = words, shows_who

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """A heading is lower than an entry of two lines."""
        sizes = theme.current().sizes
        heading = isinstance(index.data(roles.VALUE), DaySection)
        return QSize(100, sizes.row + 4 if heading else sizes.row + sizes.l)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row."""
        current, row, rect = theme.current(), index.data(roles.VALUE), option.rect
        painter.save()
        if isinstance(row, DaySection):
            _paint_heading(painter, rect, row)
        else:
            state = option.state.value
            selected = bool(state & _SELECTED)
            paint_ground(painter, rect, current, selected, bool(state & _HOVERED))
            if selected:
                painter.fillRect(rect.left(), rect.top(), current.sizes.bar, rect.height(), current.accent)
            edge = current.sizes.edge
            words = self._words(index.row())
            paint_entry(painter, rect.adjusted(edge, 4, -edge, -5), words, shows_who=self._shows_who)
        painter.restore()


def _paint_heading(painter: QPainter, rect: QRect, section: DaySection) -> None:
    current = theme.current()
    box = rect.adjusted(current.sizes.edge, current.sizes.s, -current.sizes.edge, 0)
    width = drawing.text(painter, box, section.title, current.text, "heading", drawing.BOLD)
    box.setLeft(box.left() + width + current.sizes.s)
    colour = current.text2 if section.tone == "neutral" else current.tone(section.tone).fg
    drawing.text(painter, box, section.note, colour, "small", drawing.MEDIUM)


def paint_entry(painter: QPainter, box: QRect, words: EntryWords, *, shows_who: bool = True) -> None:
    """Time or icon, number and title, the place below; at the right the state, the deadline and who."""
    current, sizes = theme.current(), theme.current().sizes
    fg, bg = current.tone(words.tone)
    tile = QRect(box.left() + _TIME, box.center().y() - 11, 24, 24)
    time = QRect(box.left(), box.top(), _TIME - sizes.s, box.height())
    drawing.text(painter, time, words.time, current.text, "heading", drawing.MEDIUM)
    drawing.rounded(painter, tile, sizes.radius, bg)
    icons.paint(painter, words.icon, tile, fg, sizes.icon_small)
    right = _paint_right(painter, box, words, shows_who)
    left, half = tile.right() + sizes.m, box.height() // 2
    first = QRect(left, box.top(), right - left, half)
    number = QRect(first.left(), first.top(), _NUMBER, half)
    drawing.text(painter, number, words.number, current.text2, "small", drawing.MEDIUM)
    title = first.adjusted(_NUMBER if words.number else 0, 0, 0, 0)
    if words.priority_icon:
        side = sizes.icon_small
        slot = QRect(title.left(), title.top(), side, half)
        icons.paint(painter, words.priority_icon, slot, current.tone(words.priority_tone).fg, side)
        title.setLeft(title.left() + side + 4)
    drawing.text(painter, title, words.title, current.text, "body", drawing.MEDIUM)
    second = QRect(left, box.top() + half, right - left, half)
    width = drawing.text(painter, second, words.kind, fg, "small", drawing.MEDIUM)
    second.setLeft(second.left() + max(width + sizes.s, _NUMBER))
    drawing.text(painter, second, words.where, current.text2, "small")


def _paint_right(painter: QPainter, box: QRect, words: EntryWords, shows_who: bool) -> int:
    """Who, the deadline and the state, from the right. Returns where they begin."""
    current = theme.current()
    right = box.right()
    if shows_who:
        room = QRect(right - _WHO, box.top(), _WHO, box.height())
        drawing.text(painter, room, words.who, current.text2, "small", align=drawing.RIGHT)
        right -= _WHO + current.sizes.m
    if words.due.text:
        width = drawing.text_width(words.due.text, "small", drawing.MEDIUM)
        late = words.due.tone != "neutral"
        colour = current.tone(words.due.tone).fg if late else current.text2
        room = QRect(right - width, box.top(), width + 1, box.height())
        drawing.text(painter, room, words.due.text, colour, "small", drawing.MEDIUM if late else 400)
    right -= _DUE
    if words.state:
        width = drawing.pill_width(words.state)
        drawing.pill(
            painter, QRect(right - width, box.top(), width, box.height()), words.state, words.state_tone
        )
        right -= width + current.sizes.m
    return right
