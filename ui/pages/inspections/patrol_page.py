"""孳生源列管: the register of spots in the order they are walked, with the visits of each; and walking a route."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from facilities_app.domain.lists import ListInfo
from facilities_app.domain.patrols import SpotRow
from resources.texts import tr
from ui.components.list_look import ColumnLook, EmptyLook, ListLook
from ui.components.list_page import ListPage
from ui.components.page_segments import OF_INSPECTIONS, PageSegments
from ui.context import UiContext
from ui.pages.inspections.patrol_figures import FiguresSheet
from ui.pages.inspections.patrol_pane import SpotPane
from ui.pages.inspections.patrol_route import RouteSheet, VacantSheet
from ui.pages.inspections.patrol_sheets import SpotSheet, VisitSheet
from ui.pages.inspections.patrol_walk import WalkSheet
from ui.widgets.buttons import Button, IconButton
from ui.widgets.overlay import Overlay


class PatrolsPage(ListPage):
    """The register with a SpotPane."""

    pane: SpotPane

    def __init__(self, context: UiContext) -> None:
        source = context.services.lists["patrol_spots"]
        super().__init__(context, source, make_look(source.info), SpotPane(context))
        self.segments = PageSegments(context, OF_INSPECTIONS, "patrols", self)
        self.views.tabs.add_corner(self.segments, first=True)
        self._add_tools()
        self._add_keys()
        pane = self.pane
        pane.visit_asked.connect(self.visit)
        pane.edit_asked.connect(self.edit)
        pane.off_asked.connect(self.list_off)
        pane.correct_asked.connect(self._on_correct)
        pane.remove_asked.connect(self._on_remove)
        pane.ticket_wanted.connect(self._on_ticket_wanted)
        pane.ticket_asked.connect(lambda key: context.navigate("tickets", record=key))
        pane.back_asked.connect(self.table.setFocus)
        for landed in (self.model.loaded, self.model.ordered):
            landed.connect(self._begin)

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """The list's, and those of a spot."""
        return {**super().commands(), "new": self.new_spot, "edit": self.edit}

    # -- what can be done ------------------------------------------------------------------------

    def spot(self) -> SpotRow | None:
        """The spot in the pane, if it is the current one."""
        found = self.pane.spot
        return found if found is not None and found.id == self.current else None

    def new_spot(self) -> None:
        """Put a place on the register."""
        spot = self.spot()
        sheet = SpotSheet(self.context, self.window(), route=spot.route if spot else "")
        sheet.saved.connect(lambda key: self.choose(int(key)))
        _open_once(sheet)

    def edit(self) -> None:
        """Change the spot in front."""
        spot = self.spot()
        if spot is not None:
            _open_once(SpotSheet(self.context, self.window(), spot))

    def visit(self) -> None:
        """Write down a visit to the spot in front."""
        spot = self.spot()
        if spot is not None and spot.is_active:
            _open_once(VisitSheet(self.context, self.window(), spot))

    def list_off(self) -> None:
        """Take the spot in front off the register, or put it on again."""
        spot, patrols = self.spot(), self.context.services.patrols
        if spot is not None:
            active = not spot.is_active
            self.context.change(lambda: patrols.list_off(spot.id, spot.version, active=active), self)

    def walk(self) -> None:
        """Key the visits of a route one after another; begin at the spot in front."""
        spot = self.spot()
        _open_once(WalkSheet(self.context, self.window(), spot.route if spot else None))

    def order_route(self) -> None:
        """Say in which order a route is walked."""
        spot = self.spot()
        _open_once(RouteSheet(self.context, self.window(), spot.route if spot else None))

    def add_vacant(self) -> None:
        """Put the vacant units on the register."""
        spot = self.spot()
        _open_once(VacantSheet(self.context, self.window(), spot.route if spot else ""))

    def show_figures(self) -> None:
        """Positive rates by route and month."""
        _open_once(FiguresSheet(self.context, self.window()))

    # -- slots -----------------------------------------------------------------------------------

    def _add_tools(self) -> None:
        self.walk_button = Button(tr("Walk a route"), "footprints", kind="outline", on_click=self.walk)
        self.new_button = IconButton("plus", tr("New spot (Insert)"), on_click=self.new_spot)
        self.order_button = IconButton("arrow-up-down", tr("Order of the route"), on_click=self.order_route)
        self.figures_button = IconButton("chart-column", tr("Figures by route"), on_click=self.show_figures)
        self.more_button = IconButton("ellipsis", tr("More"))
        menu = QMenu(self.more_button)
        menu.addAction(tr("Put vacant units on the register"), self.add_vacant)
        menu.addAction(tr("All visits"), lambda: self.context.navigate("patrol_visits"))
        self.more_button.set_menu(menu)
        tools: tuple[QWidget, ...] = (
            self.walk_button,
            self.new_button,
            self.order_button,
            self.figures_button,
            self.more_button,
        )
        for place, tool in enumerate(tools):
            self.filters.tools.insertWidget(place, tool)

    def _add_keys(self) -> None:
        for keys, slot in (("Ins", self.new_spot), ("Ctrl+Return", self.walk), ("Ctrl+Enter", self.walk)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def _on_correct(self, visit: object) -> None:
        spot = self.spot()
        if spot is not None:
            _open_once(VisitSheet(self.context, self.window(), spot, visit))  # type: ignore[arg-type]

    def _on_remove(self, visit_id: int) -> None:
        patrols = self.context.services.patrols
        self.context.change(lambda: patrols.remove_visit(visit_id), self)

    def _on_ticket_wanted(self, visit_id: int) -> None:
        patrols = self.context.services.patrols
        self.context.change(lambda: patrols.log_ticket(visit_id), self)

    def _begin(self) -> None:
        """Nothing chosen yet: begin with the first."""
        if self.current is None and self.model.rowCount() and not self.pane.isHidden():
            self.table.setCurrentIndex(self.model.index(0, self.source.info.index("name") - 1))

    def _on_first_step(self) -> None:
        self.new_spot()


def make_look(info: ListInfo) -> ListLook:
    """The looks, in the language of the moment."""
    words = tr("Places where water stands are put on the register, and visited route by route.")
    return ListLook(
        columns={
            "route": ColumnLook(84),
            "position": ColumnLook(48),
            "code": ColumnLook(64),
            "name": ColumnLook(),
            "place": ColumnLook(150),
            "kind": ColumnLook(104),
            "last_on": ColumnLook(84),
            "containers": ColumnLook(80),
            "positive": ColumnLook(84),
        },
        stretch="name",
        subject=150,
        counted=lambda n: (tr("{n} spot") if n == "1" else tr("{n} spots")).format(n=n),
        filter_names={"route": tr("Route"), "kind": tr("Kind"), "place": tr("Place")},
        empty=EmptyLook("footprints", tr("No spots here"), words, tr("New spot")),
        kind="patrol_spot",
    )


def create(context: UiContext) -> PatrolsPage:
    """Make the page."""
    return PatrolsPage(context)


def _open_once(sheet: Overlay) -> None:
    sheet.closed.connect(sheet.deleteLater)
    sheet.open()
