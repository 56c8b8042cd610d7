"""A day, or several, as a list: headings and the entries under them. Arrows walk, Enter opens."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from facilities_app.domain.planning import DayEntry
from ui import icons, theme
from ui.components.day_words import EntryWords, entry_words
from ui.components.list_scroll import OverlayBar
from ui.context import UiContext
from ui.delegates.base import paint_ground
from ui.models import roles
from ui.models.windowed import Index
from ui.widgets import drawing

_SELECTED = QStyle.StateFlag.State_Selected.value
_HOVERED = QStyle.StateFlag.State_MouseOver.value
_TIME, _NUMBER, _WHO, _DUE = 54, 84, 66, 92
_NOWHERE = QModelIndex()


class DaySection(NamedTuple):
    """A heading with what stands under it. ``tone`` colours the note behind the title."""

    title: str
    note: str
    entries: Sequence[DayEntry]
    tone: str = "neutral"


class DayListModel(QAbstractListModel):
    """Rows are headings (DaySection) and entries (DayEntry); roles.VALUE gives them."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._rows: list[DaySection | DayEntry] = []
        self._words: dict[int, EntryWords] = {}

    def set_sections(self, sections: Sequence[DaySection]) -> None:
        """Show other sections."""
        self.beginResetModel()
        self._rows = []
        for section in sections:
            self._rows += [section, *section.entries]
        self._words.clear()
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Headings count as well."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A heading cannot be chosen."""
        if not index.isValid() or isinstance(self._rows[index.row()], DaySection):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = roles.DISPLAY) -> Any:
        """The row itself, or all of it as words."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == roles.VALUE:
            return row
        if role not in (roles.DISPLAY, roles.ACCESSIBLE, roles.TOOLTIP):
            return None
        return f"{row.title} {row.note}" if isinstance(row, DaySection) else self.words(index.row()).whole()

    def words(self, row: int) -> EntryWords:
        """The words of the entry in a row, made once."""
        found = self._words.get(row)
        if found is None:
            entry = self._rows[row]
            assert isinstance(entry, DayEntry)
            found = self._words[row] = entry_words(self._context, entry)
        return found

    def find(self, key: tuple[str, int] | None) -> int:
        """The row of an entry, or -1."""
        for place, row in enumerate(self._rows):
            if isinstance(row, DayEntry) and row.key == key:
                return place
        return -1

    def entry(self, row: int) -> DayEntry | None:
        """The entry in a row; None for a heading."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, DayEntry) else None


class DayList(QListView):
    """``opened`` carries the entry of Enter or a double click, ``stepped`` the one S was pressed on."""

    opened = Signal(object)
    stepped = Signal(object)
    current_changed = Signal(object)  # DayEntry or None
    pane_asked = Signal()
    back_asked = Signal()

    def __init__(
        self, context: UiContext, name: str, *, shows_who: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.shows_who = shows_who
        self.entries = DayListModel(context, self)
        self._kept: tuple[str, int] | None = None
        self._row = 0
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setModel(self.entries)
        self.setItemDelegate(_DayDelegate(self.entries, self))
        self.bar = OverlayBar(self)
        self.doubleClicked.connect(lambda _: self._open())
        self.selectionModel().currentChanged.connect(lambda now, _: self._on_current(now.row()))

    def set_sections(self, sections: Sequence[DaySection]) -> None:
        """Show other sections; the current entry stays, or what took its place becomes current."""
        kept, row, above = self._kept, self._row, self.verticalScrollBar().value()
        self.entries.set_sections(sections)
        self.doItemsLayout()
        self.verticalScrollBar().setValue(above)
        found = self.entries.find(kept)
        self.go(found if found >= 0 else row)
        if self.current() is None:
            self._on_current(-1)

    def current(self) -> DayEntry | None:
        """The current entry."""
        return self.entries.entry(self.currentIndex().row())

    def go(self, row: int) -> None:
        """Make the entry at a row current, or the nearest one to it."""
        count = self.entries.rowCount()
        near = sorted(range(count), key=lambda place: (abs(place - row), -place))
        place = next((one for one in near if self.entries.entry(one) is not None), -1)
        if place >= 0:
            self.setCurrentIndex(self.entries.index(place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, S takes the next step, Space asks for the pane; the rest walks."""
        key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        elif plain and key == Qt.Key.Key_S and self.current() is not None:
            self.stepped.emit(self.current())
        elif plain and key == Qt.Key.Key_Space:
            self.pane_asked.emit()
        elif plain and key == Qt.Key.Key_Escape:
            self.back_asked.emit()
        elif plain and key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go(0 if key == Qt.Key.Key_Home else self.entries.rowCount() - 1)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys here, not a search."""

    def _open(self) -> None:
        entry = self.current()
        if entry is not None:
            self.opened.emit(entry)

    def _on_current(self, row: int) -> None:
        entry = self.entries.entry(row)
        if entry is not None:
            self._row, self._kept = row, entry.key
        self.current_changed.emit(entry)


class _DayDelegate(QStyledItemDelegate):
    """Paints headings and entries."""

    def __init__(self, entries: DayListModel, parent: DayList) -> None:
        super().__init__(parent)
        self._entries, self._list = entries, parent

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
            words = self._entries.words(index.row())
            paint_entry(painter, rect.adjusted(edge, 4, -edge, -5), words, shows_who=self._list.shows_who)
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
