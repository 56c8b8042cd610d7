"""What can be done with the places beside the list: add, rename, move, remove."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu, QWidget

from facilities_app.domain.places import OWN_RECORD
from facilities_app.domain.rows import PlaceDetail
from resources.texts import tr
from ui import icons
from ui.components.place_tree import EVERYWHERE
from ui.context import UiContext
from ui.pages.assets.place_form import PlaceForm
from ui.pages.assets.place_move import PlaceMoveForm
from ui.pages.assets.sidebar import PlaceSidebar


class PlaceDesk(QObject):
    """Turns the tree's wishes into forms and changes. ``host`` is the page."""

    def __init__(self, context: UiContext, sidebar: PlaceSidebar, host: QWidget) -> None:
        super().__init__(host)
        self._context, self._sidebar, self._host = context, sidebar, host
        sidebar.add_button.clicked.connect(lambda: self.add(sidebar.tree.chosen_place()))
        sidebar.tree.add_asked.connect(self.add)
        sidebar.tree.remove_asked.connect(self.remove)
        sidebar.tree.menu_asked.connect(self._on_menu)

    def add(self, below: int = EVERYWHERE) -> None:
        """Enter a place below this one."""
        self._open(
            PlaceForm(
                self._context,
                self._host.window(),
                self._kind,
                parent_id=below or None,
                has_places=self._sidebar.tree.has_places(),
            )
        )

    def rename(self, key: int) -> None:
        """Change a place's name, code and note; a dormitory unit is named where its record is."""
        if self._kind(key) is None or self._kind(key) in OWN_RECORD:
            return
        places = self._context.services.places
        self._context.worker.read(lambda: places.detail(key), self._on_detail, self._context.notify.error)

    def move(self, key: int) -> None:
        """Put a place into another, with all that is in it."""
        context, host = self._context, self._host.window()
        context.worker.read(
            lambda: context.services.places.detail(key),
            lambda place: self._open(PlaceMoveForm(context, host, place)),
            context.notify.error,
        )

    def remove(self, key: int) -> None:
        """Take an empty place away; the toast can bring it back."""
        place, places = self._sidebar.tree.place(key), self._context.services.places
        if place is not None:
            above = place.parent_id or EVERYWHERE
            self._context.change(
                lambda: places.remove(key), self._host, lambda _: self._sidebar.choose_when_read(above)
            )

    def _kind(self, key: int) -> str | None:
        place = self._sidebar.tree.place(key)
        return place.kind if place is not None else None

    def _on_detail(self, place: PlaceDetail) -> None:
        self._open(PlaceForm(self._context, self._host.window(), self._kind, place=place))

    def _open(self, form: PlaceForm | PlaceMoveForm) -> None:
        form.saved.connect(lambda key: self._sidebar.choose_when_read(int(key)))
        form.closed.connect(form.deleteLater)
        form.open()

    def _on_menu(self, key: int, at: QPoint) -> None:
        menu = QMenu(self._host)
        menu.aboutToHide.connect(menu.deleteLater)
        kind = self._kind(key)
        words = tr("Add a place in here") if kind is not None else tr("Add a place")
        _entry(menu, "plus", words, lambda: self.add(key))
        if kind is not None and kind not in OWN_RECORD:
            _entry(menu, "pencil", tr("Rename the place"), lambda: self.rename(key))
        if kind not in (None, "site"):
            _entry(menu, "move", tr("Move the place"), lambda: self.move(key))
        if kind is not None and kind not in OWN_RECORD:
            _entry(menu, "trash-2", tr("Remove the place"), lambda: self.remove(key))
        menu.popup(at)


def _entry(menu: QMenu, icon: str, words: str, run: Callable[[], None]) -> None:
    menu.addAction(icons.icon(icon), words).triggered.connect(lambda _=False: run())
