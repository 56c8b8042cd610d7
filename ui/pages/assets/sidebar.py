"""The places at the left of the list of assets."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilities_app.domain.changes import Changes
from facilities_app.domain.rows import PlaceRow
from resources.texts import tr
from ui import theme
from ui.components.place_tree import EVERYWHERE, PlaceTree
from ui.context import UiContext
from ui.widgets.buttons import IconButton
from ui.widgets.labels import Label

_OPENED = "assets.places"


class PlaceSidebar(QWidget):
    """Heading with its 「＋」 and tree; reads the places, and reads them again when assets or places change."""

    chosen = Signal(int)
    read = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        sizes = theme.current().sizes
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.is_read = False
        self._wish: int | None = None
        self.tree = PlaceTree()
        self.tree.chosen.connect(self.chosen)
        self.add_button = IconButton("plus", tr("Add a place"))
        self._column = column
        column.addWidget(self._build_head())
        column.addWidget(self.tree, 1)
        self.setMinimumWidth(sizes.rail * 2 // 3)
        self.setFocusProxy(self.tree)
        context.bus.changed.connect(self._on_changed)
        self.refresh()

    def add_switch(self, switch: QWidget) -> None:
        """Put the page's segments above the places."""
        sizes = theme.current().sizes
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(sizes.s, sizes.s, sizes.s, 0)
        row.addWidget(switch)
        row.addStretch(1)
        self._column.insertWidget(0, box)
        self.setMinimumWidth(max(self.minimumWidth(), switch.sizeHint().width() + 2 * sizes.s))

    def choose_when_read(self, key: int) -> None:
        """Choose a place and tell, once it stands in the tree (or is gone from it): a change is on its way."""
        self._wish = key
        self.refresh()

    def refresh(self) -> None:
        """Read the places."""
        self._context.worker.read(
            self._context.services.places.tree, self._on_places, self._context.notify.error
        )

    def site_name(self, place_id: int) -> str:
        """The first part of the labels of all places on that place's site."""
        site = self.tree.site_of(place_id)
        return site.label if site is not None else ""

    def keep_state(self) -> None:
        """Keep which places are open."""
        if self.tree.opened():
            self._context.prefs.set(_OPENED, self.tree.opened())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().surface)
        painter.end()

    def _build_head(self) -> QWidget:
        sizes = theme.current().sizes
        box = QWidget()
        box.setFixedHeight(sizes.row)
        row = QHBoxLayout(box)
        row.setContentsMargins(sizes.l, sizes.xs, sizes.s, 0)
        words = Label(tr("Places"), "secondary")
        words.setBuddy(self.tree)
        row.addWidget(words, 1)
        row.addWidget(self.add_button)
        return box

    def _on_changed(self, changes: Changes, initiator: object) -> None:
        if changes.touches("places", "assets"):
            self.refresh()

    def _on_places(self, places: list[PlaceRow]) -> None:
        self.tree.set_places(places, self._context.prefs.get(_OPENED))
        self.is_read = True
        wish = self._wish
        if wish is not None and (wish == EVERYWHERE or self.tree.place(wish) is not None):
            self._wish = None
            self.tree.choose(wish)
            self.chosen.emit(wish)
        self.read.emit()
