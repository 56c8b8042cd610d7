"""The tree of places at the left of a list: choosing one filters the list."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QTreeView, QWidget

from facilities_app.domain.rows import PlaceRow
from resources.texts import tr
from ui import icons, theme
from ui.widgets import drawing
from ui.widgets.tips import plain_tip

EVERYWHERE = 0
Index = QModelIndex | QPersistentModelIndex
_ID = int(Qt.ItemDataRole.UserRole) + 1
_COUNT = _ID + 1
_SITE = _ID + 2
_GAP = 8
_INDENT = 18


class PlaceTree(QTreeView):
    """All places with the assets each holds; ``chosen`` carries a place's id, or EVERYWHERE.

    Arrow keys move, open and close. Sites stand apart from what is above them. Insert, Delete and the context
    menu only ask: ``menu_asked`` carries the place and where on the screen.
    """

    chosen = Signal(int)
    add_asked = Signal(int)
    remove_asked = Signal(int)
    menu_asked = Signal(int, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[int, PlaceRow] = {}
        self._items: dict[int, QStandardItem] = {}
        self._places = QStandardItemModel(self)
        self._silent = False
        self.setModel(self._places)
        self.setAccessibleName(tr("Places"))
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(_INDENT)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setExpandsOnDoubleClick(True)
        self.selectionModel().currentChanged.connect(self._on_current)

    def set_places(self, places: Sequence[PlaceRow], opened: Iterable[int] | None = None) -> None:
        """Show these places, depth first; keeps what was chosen and open. ``opened`` None opens the sites."""
        before = self.chosen_place()
        known = bool(self._rows)
        opened = self.opened() if known else opened
        self._rows = {place.id: place for place in places}
        self._silent = True
        self._fill(places)
        sites = [place.id for place in places if place.parent_id is None]
        for key in sites if opened is None else opened:
            if key in self._items:
                self.expand(self._items[key].index())
        self.choose(before if before in self._items else EVERYWHERE)
        self._silent = False

    def place(self, key: int) -> PlaceRow | None:
        """The place with this id."""
        return self._rows.get(key)

    def has_places(self) -> bool:
        """Whether there is any place."""
        return bool(self._rows)

    def site_of(self, key: int) -> PlaceRow | None:
        """The site that a place stands on."""
        place = self._rows.get(key)
        while place is not None and place.parent_id is not None:
            place = self._rows.get(place.parent_id)
        return place

    def chosen_place(self) -> int:
        """The place chosen, or EVERYWHERE."""
        found = self.currentIndex().data(_ID)
        return int(found) if found else EVERYWHERE

    def opened(self) -> list[int]:
        """The places that are open, to be kept."""
        return [key for key, item in self._items.items() if key and self.isExpanded(item.index())]

    def choose(self, key: int) -> None:
        """Choose a place without telling."""
        item = self._items.get(key)
        if item is None:
            return
        silent, self._silent = self._silent, True
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(item.index(), flag)
        self.scrollTo(item.index())
        self._silent = silent

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens and closes, Insert asks for a place below, Delete to take one away."""
        if event.key() == Qt.Key.Key_Insert:
            self.add_asked.emit(self.chosen_place())
            return
        if event.key() == Qt.Key.Key_Delete:
            self.remove_asked.emit(self.chosen_place())
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.setExpanded(self.currentIndex(), not self.isExpanded(self.currentIndex()))
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the arrow opens or closes and chooses nothing."""
        at = event.position().toPoint()
        index = self.indexAt(at)
        if index.isValid() and self.model().rowCount(index) and self.arrow(index).contains(at):
            self.setExpanded(index, not self.isExpanded(index))
            return
        super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the place under the mouse, or by keyboard of the one that is chosen."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        at = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft()) if by_key else event.globalPos()
        key = index.data(_ID)
        self.menu_asked.emit(int(key) if key else EVERYWHERE, at)
        event.accept()

    def arrow(self, index: Index) -> QRect:
        """Where the arrow of a row is, with room for a finger."""
        row, side = self.visualRect(index), theme.current().sizes.s
        box = QRect(side, row.top(), self.viewport().width() - 2 * side, row.height())
        return self._arrow(box, index).adjusted(-4, 0, 4, 0)

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Nothing: the row draws its own arrow."""

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground, arrow, name and count."""
        current, sizes = theme.current(), theme.current().sizes
        row: QRect = option.rect
        box = QRect(
            sizes.s, row.bottom() - sizes.tree_row + 1, self.viewport().width() - 2 * sizes.s, sizes.tree_row
        )
        chosen = index == self.currentIndex()
        painter.save()
        if chosen:
            ring = current.accent if self.hasFocus() else None
            drawing.rounded(painter, box, sizes.radius, current.accent_bg, ring, 1.5)
        elif box.contains(self.viewport().mapFromGlobal(self.cursor().pos())):
            drawing.rounded(painter, box, sizes.radius, current.hover)
        self._paint_words(painter, box, index, chosen)
        painter.restore()

    def _paint_words(self, painter: QPainter, box: QRect, index: Index, chosen: bool) -> None:
        current, sizes = theme.current(), theme.current().sizes
        strong = bool(index.data(_SITE))
        colour = current.accent_strong if chosen else current.text if strong else current.text2
        weight = drawing.MEDIUM if strong or chosen else 400
        if self.model().rowCount(index):
            name = "chevron-down" if self.isExpanded(index) else "chevron-right"
            slot = self._arrow(box, index)
            icons.paint(painter, name, slot, colour if chosen else current.text2, sizes.icon_small)
        count = int(index.data(_COUNT))
        words = f"{count:,}" if count else ""
        room = box.adjusted(self._arrow(box, index).right() + 5 - box.left(), 0, -sizes.s, 0)
        taken = drawing.text_width(words, "small") + sizes.s if words else 0
        tint = current.accent_strong if chosen else current.text3
        drawing.text(painter, room, words, tint, "small", weight if chosen else 400, drawing.RIGHT)
        name_room = room.adjusted(0, 0, -taken, 0)
        drawing.text(painter, name_room, str(index.data()), colour, "body" if strong else "small", weight)

    def _arrow(self, box: QRect, index: Index) -> QRect:
        depth, above = 0, index.parent()
        while above.isValid():
            depth, above = depth + 1, above.parent()
        return QRect(
            box.left() + 6 + depth * _INDENT, box.top(), theme.current().sizes.icon_small, box.height()
        )

    def _fill(self, places: Sequence[PlaceRow]) -> None:
        self._places.clear()
        self._items = {}
        whole = sum(place.assets for place in places if place.parent_id is None)
        self._add(None, EVERYWHERE, tr("Everywhere"), whole, strong=True)
        for place in places:
            self._add(place.parent_id, place.id, place.name, place.assets, strong=place.parent_id is None)

    def _add(self, parent: int | None, key: int, name: str, count: int, *, strong: bool) -> None:
        item = QStandardItem(name)
        item.setData(key, _ID)
        item.setData(count, _COUNT)
        item.setData(strong, _SITE)
        item.setData(f"{name} {count:,}", int(Qt.ItemDataRole.AccessibleTextRole))
        item.setToolTip(plain_tip(name))
        height = theme.current().sizes.tree_row + (_GAP if strong and key else 0)
        item.setSizeHint(QSize(10, height))
        above = self._items.get(parent) if parent is not None else None
        (above or self._places.invisibleRootItem()).appendRow(item)
        self._items[key] = item

    def _on_current(self, current: QModelIndex, previous: QModelIndex) -> None:
        self.viewport().update()
        if not self._silent and current.isValid():
            self.chosen.emit(self.chosen_place())
