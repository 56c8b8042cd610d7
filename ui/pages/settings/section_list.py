"""The sections at the left of the settings."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from resources.texts import tr
from ui import icons, theme
from ui.widgets import drawing

_KEY = int(Qt.ItemDataRole.UserRole) + 1
_ICON = _KEY + 1


class SectionList(QListView):
    """Arrows choose; Enter or Right goes into the section."""

    chosen = Signal(str)
    entered = Signal()

    def __init__(self, sections: Sequence[tuple[str, str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        sizes = theme.current().sizes
        self.setAccessibleName(tr("Settings"))
        self.setFixedWidth(sizes.rail - sizes.s)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setViewportMargins(0, sizes.m, 0, 0)
        model = QStandardItemModel(self)
        for key, title, icon in sections:
            item = QStandardItem(title)
            item.setData(key, _KEY)
            item.setData(icon, _ICON)
            model.appendRow(item)
        self._sections = model
        self.setModel(model)
        self.setItemDelegate(_SectionDelegate(self))
        self.selectionModel().currentChanged.connect(lambda now, _before: self.chosen.emit(now.data(_KEY)))

    def current(self) -> str:
        """The key of the chosen section."""
        return str(self.currentIndex().data(_KEY) or "")

    def choose(self, key: str) -> None:
        """Choose a section."""
        for row in range(self._sections.rowCount()):
            if self._sections.item(row).data(_KEY) == key:
                self.setCurrentIndex(self._sections.index(row, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Right go in."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right):
            self.entered.emit()
            return
        super().keyPressEvent(event)


class _SectionDelegate(QStyledItemDelegate):
    """Icon and name on a rounded ground."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As high as an item of the rail."""
        return QSize(10, theme.current().sizes.rail_item)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the item."""
        current, sizes = theme.current(), theme.current().sizes
        rect: QRect = option.rect.adjusted(sizes.s, 1, -sizes.s, -1)
        state = option.state
        on = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        fill = current.accent_bg if on else current.hover if hovered else None
        drawing.rounded(painter, rect, sizes.radius, fill)
        if on and bool(state & QStyle.StateFlag.State_HasFocus):
            drawing.rounded(painter, rect, sizes.radius, None, current.accent, 1.5)
        colour = current.accent_strong if on else current.text2
        slot = QRect(rect.left() + sizes.m, rect.top(), sizes.icon, rect.height())
        icons.paint(painter, str(index.data(_ICON)), slot, colour, sizes.icon)
        room = rect.adjusted(sizes.m + sizes.icon + sizes.m - 2, 0, -sizes.s, 0)
        words = current.accent_strong if on else current.text
        drawing.text(painter, room, index.data(), words, "body", drawing.MEDIUM if on else 400)
