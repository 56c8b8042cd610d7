"""The order in which a route is walked, by Alt and arrows or by dragging; and putting vacant units on a route."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from facilities_app.domain.patrols import SpotRow
from resources.texts import tr
from ui.components.form_sheet import FormSheet
from ui.context import UiContext
from ui.pages.inspections.patrol_sheets import fill_routes, route_box
from ui.widgets.buttons import IconButton
from ui.widgets.labels import Label

_ID = int(Qt.ItemDataRole.UserRole)


class RouteSheet(FormSheet):
    """Every spot of one route; nothing is kept until it is saved."""

    likely_height = 600

    def __init__(self, context: UiContext, host: QWidget, route: str | None = None) -> None:
        super().__init__(context, host, tr("Order of the route"))
        self._wanted = route
        self.route = QComboBox()
        self.route.setAccessibleName(tr("Route"))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Spots in walking order"))
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setMinimumHeight(340)
        self.lay(self.add("route", tr("Route"), self.route))
        self.body.addWidget(
            Label(tr("Drag a spot, or move it with Alt and the arrows."), "secondary", wrap=True)
        )
        self.body.addWidget(self.list)
        row = QHBoxLayout()
        for icon, words, step in (
            ("arrow-up", tr("Move up (Alt+↑)"), -1),
            ("arrow-down", tr("Move down (Alt+↓)"), 1),
        ):
            row.addWidget(IconButton(icon, words, on_click=partial(self.move_spot, step)))
        row.addStretch(1)
        self.body.addLayout(row)
        for keys, step in (("Alt+Up", -1), ("Alt+Down", 1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self.move_spot, step))
        self.route.currentIndexChanged.connect(self._on_route)
        context.worker.read(context.services.patrols.routes, self._on_routes, context.notify.error)

    def first_focus(self) -> QWidget | None:
        """The spots."""
        return self.list

    def order(self) -> list[int]:
        """The ids as they stand now."""
        return [int(self.list.item(row).data(_ID)) for row in range(self.list.count())]

    def move_spot(self, step: int) -> None:
        """Move the current spot ``step`` places down (up if negative)."""
        row = self.list.currentRow()
        wanted = row + step
        if row < 0 or not 0 <= wanted < self.list.count():
            return
        self.list.insertItem(wanted, self.list.takeItem(row))
        self.list.setCurrentRow(wanted)

    def save(self) -> None:
        """Keep the order."""
        self.clear_errors()
        route, ids, patrols = self.route.currentData(), self.order(), self.context.services.patrols
        if route is not None:
            self.submit(lambda: patrols.reorder(route, ids))

    def _on_routes(self, routes: tuple[str, ...]) -> None:
        self.route.blockSignals(True)
        for route in routes:
            self.route.addItem(route or tr("no route"), route)
        self.route.setCurrentIndex(max(self.route.findData(self._wanted), 0))
        self.route.blockSignals(False)
        self._on_route()

    def _on_route(self, *_: object) -> None:
        route, patrols = self.route.currentData(), self.context.services.patrols
        if route is not None:
            self.context.worker.read(lambda: patrols.walk(route), self._on_spots, self.context.notify.error)

    def _on_spots(self, spots: tuple[SpotRow, ...]) -> None:
        self.list.clear()
        for spot in spots:
            item = QListWidgetItem(f"{spot.name}　{spot.place}")
            item.setData(_ID, spot.id)
            self.list.addItem(item)
        self.list.setCurrentRow(0)


class VacantSheet(FormSheet):
    """Every vacant or recovered unit that is not on the register yet goes on one route."""

    def __init__(self, context: UiContext, host: QWidget, route: str = "") -> None:
        super().__init__(
            context, host, tr("Put vacant units on the register"), save=tr("Put on the register")
        )
        self.route = route_box(route)
        self.lay(self.add("route", tr("Route"), self.route))
        words = tr("Vacant and recovered units that are not there yet are added at the end of the route.")
        self.body.addWidget(Label(words, "secondary", wrap=True))
        patrols = context.services.patrols
        context.worker.read(
            patrols.routes, lambda routes: fill_routes(self.route, routes), context.notify.error
        )

    def save(self) -> None:
        """Add them."""
        self.clear_errors()
        route, patrols = self.route.currentText(), self.context.services.patrols
        self.submit(lambda: patrols.add_vacant(route))
