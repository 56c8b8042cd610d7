"""A day, or several, as a list: headings and the entries under them. Arrows walk, Enter opens."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from facilities_app.domain.planning import DayEntry
from ui.components.day_rows import DayDelegate, DaySection
from ui.components.day_words import EntryWords, entry_words
from ui.components.list_scroll import OverlayBar
from ui.context import UiContext
from ui.models import roles
from ui.models.windowed import Index

_NOWHERE = QModelIndex()


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
        self.entries = DayListModel(context, self)
        self._kept: tuple[str, int] | None = None
        self._row = 0
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setModel(self.entries)
        self.setItemDelegate(DayDelegate(self.entries.words, self, shows_who=shows_who))
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
