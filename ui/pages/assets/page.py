"""設備: tree of places, list, pane, and what can be done with an asset."""

from array import array
from collections.abc import Callable, Mapping

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from facilities_app.domain.asset_life_rows import DowntimeRow
from facilities_app.domain.lists import Condition, ListQuery, ViewPreset
from facilities_app.domain.rows import AssetDetail
from resources.texts import tr
from ui import icons, theme
from ui.components.list_page import ListPage
from ui.components.page_segments import OF_ASSETS, PageSegments
from ui.components.papers import write_paper
from ui.components.place_tree import EVERYWHERE
from ui.context import UiContext
from ui.pages.assets.form import AssetForm
from ui.pages.assets.label_sheet import LabelsSheet
from ui.pages.assets.look import PlaceScope, make_look
from ui.pages.assets.pane import AssetPane
from ui.pages.assets.paper_desk import PaperDesk
from ui.pages.assets.place_desk import PlaceDesk
from ui.pages.assets.sidebar import PlaceSidebar
from ui.pages.assets.slip_desk import SlipDesk
from ui.pages.assets.status_sheet import StatusSheet
from ui.widgets.buttons import GhostButton, IconButton
from ui.widgets.overlay import Overlay


class AssetsPage(ListPage):
    """Keeps tree and chips in step, and turns the pane's wishes into sheets and changes."""

    sidebar: PlaceSidebar
    pane: AssetPane

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        source = context.services.lists["assets"]
        self._scope = PlaceScope()
        look = make_look(context, source.info, self._scope)
        self._drafts: dict[int, AssetForm] = {}
        super().__init__(context, source, look, AssetPane(context), PlaceSidebar(context), parent)
        self.places = PlaceDesk(context, self.sidebar, self)
        self.segments = PageSegments(context, OF_ASSETS, "assets", self)
        self.sidebar.add_switch(self.segments)
        self._first_step: Callable[[], None] | None = None
        self.sidebar.chosen.connect(self._on_place)
        self.sidebar.read.connect(self._on_places_read)
        self.new_button = IconButton("plus", tr("New asset"), on_click=self.new_asset)
        self.filters.tools.insertWidget(0, self.new_button)
        self.filters.count.hide()  # the list is narrow, and the page's title says it
        # Long names shorten their chips and tabs before the tree or the pane gives up room.
        self._column.setMinimumWidth(theme.current().sizes.sheet * 2 // 3)
        for landed in (self.model.loaded, self.model.ordered):
            landed.connect(self._begin)
        self.footer.add_bulk(GhostButton(tr("Change status"), on_click=self.change_status))
        self.footer.add_bulk(GhostButton(tr("Print labels"), on_click=self.print_labels))
        self.slips, self.papers = SlipDesk(context, self), PaperDesk(context, self)
        self.footer.add_bulk(GhostButton(tr("Move…"), on_click=self._move_chosen))
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._on_menu)
        pane = self.pane
        pane.edit_asked.connect(self.edit)
        pane.status_asked.connect(self.change_status)
        pane.repair_asked.connect(self.log_repair)
        pane.blank_asked.connect(self._on_blank)
        pane.dossier_asked.connect(self.print_dossier)
        pane.labels_asked.connect(self.print_labels)
        pane.asset_asked.connect(self.choose)
        pane.record_asked.connect(self._on_record)
        pane.slip_asked.connect(lambda slip: self.slips.print_slips((slip,)))
        pane.slip_wanted.connect(self._on_slip)
        pane.downtime_asked.connect(self._on_downtime)
        pane.paper_asked.connect(self._on_paper)

    # -- ListPage --------------------------------------------------------------------------------

    def set_query(self, query: ListQuery) -> None:
        """Also move the tree to the place that the list is narrowed to."""
        place = next(
            (int(c.values[0]) for c in query.conditions if c.field == "place" and c.values), EVERYWHERE
        )
        self.sidebar.tree.choose(place)
        self._scope.site = self.sidebar.site_name(place)
        super().set_query(query)
        self._spare_chips(query)

    def show_view(self, view: ViewPreset) -> None:
        """A view within the place that is chosen."""
        place = next((c for c in self.model.query.conditions if c.field == "place"), None)
        super().show_view(view)
        if place is not None and not any(c.field == "place" for c in view.query.conditions):
            self.set_query(view.query.where(place))

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """Editing and logging a repair begin from the asset in front."""
        return {
            **super().commands(),
            "edit": self._edit_in_front,
            "log_repair": self.log_repair,
            "new": self.new_asset,
        }

    def keep_state(self) -> None:
        """Also which places are open."""
        super().keep_state()
        self.sidebar.keep_state()

    def set_shown(self, shown: bool) -> None:
        """Where there is nothing yet, its first step has the focus."""
        super().set_shown(shown)
        if shown and self._middle.currentWidget() is self.empty:
            self._focus_first_step()

    # -- what can be done --------------------------------------------------------------------------

    def detail(self) -> AssetDetail | None:
        """The asset in the pane, if it is the current one."""
        view = self.pane.view
        return view.detail if view is not None and view.detail.id == self.current else None

    def print_dossier(self) -> None:
        """Print everything about the asset in front on a page."""
        record = self.current
        if record is not None:
            title = tr("Asset record")
            dossiers = self.context.services.dossiers
            write_paper(self.context, title, title, lambda path, _job: dossiers.write(record, path))

    def print_labels(self) -> None:
        """Ask on which sheet, then print labels for all that are chosen."""
        self.chosen_ids(self._ask_labels)

    def log_repair(self) -> None:
        """Log a repair of the asset in front."""
        if self.current is None:
            self.context.navigate("log_repair")
        else:
            self.context.navigate("log_repair", target=("asset", self.current))

    def new_asset(self) -> None:
        """Enter an asset, at the place that is chosen. What was typed before and not saved is still there.

        Before there is a place for it, a place.
        """
        if self.sidebar.is_read and not self.sidebar.tree.has_places():
            self.places.add()
            return
        self._open_form(
            0, lambda: AssetForm(self.context, self.window(), None, self.sidebar.tree.chosen_place())
        )

    def edit(self) -> None:
        """Edit the current asset."""
        if self.current is None:
            return
        services, key = self.context.services, self.current
        self.context.worker.read(
            lambda: services.assets.detail(key), self._on_editable, self.context.notify.error
        )

    def change_status(self) -> None:
        """Change the status of what is chosen."""
        self.chosen_ids(self._ask_status)

    # -- slots -----------------------------------------------------------------------------------

    def _edit_in_front(self) -> None:
        """F2 renames the place while one is in the tree."""
        if self.sidebar.tree.hasFocus():
            self.places.rename(self.sidebar.tree.chosen_place())
        else:
            self.edit()

    def _show_empty(self) -> None:
        """First a place, then an asset in it; what filters leave empty says so."""
        query, icon, had_step = self.model.query, self.look.empty.icon, self._first_step is not None
        self._first_step = None
        if self.sidebar.is_read and not self.sidebar.tree.has_places():
            words = tr(
                "Begin with the site, then its floors and rooms: each asset and each repair has its place."
            )
            self.empty.offer("map-pin", tr("No places yet"), words, tr("Add a place", "first step"))
            self._first_step = self.places.add
        elif self.sidebar.is_read and not query.search and all(c.field == "place" for c in query.conditions):
            self.empty.offer(
                icon, tr("No assets here yet"), self.look.empty.text, tr("New asset", "first step")
            )
            self._first_step = self.new_asset
        else:
            super()._show_empty()
        if self._first_step is not None and not had_step:
            self._focus_first_step()

    def _focus_first_step(self) -> None:
        # Qt: the stack hands the focus of the table it hides to the whole empty state.
        if self.isVisible() and QApplication.focusWidget() in (None, self.table, self.empty):
            self.empty.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_first_step(self) -> None:
        if self._first_step is not None:
            self._first_step()
        else:
            super()._on_first_step()

    def _on_editable(self, asset: AssetDetail) -> None:
        draft = self._drafts.get(asset.id)
        if draft is not None and not draft.changed():
            self._drop(asset.id)
        self._open_form(asset.id, lambda: AssetForm(self.context, self.window(), asset))

    def _open_form(self, key: int, make: Callable[[], AssetForm]) -> None:
        form = self._drafts.get(key)
        if form is None:
            form = self._drafts[key] = make()
            form.saved.connect(lambda value: self._on_saved(key, int(value)))
            self.destroyed.connect(form.deleteLater)
        form.open()

    def _on_saved(self, key: int, asset_id: int) -> None:
        self._drop(key)
        self.choose(asset_id)

    def _drop(self, key: int) -> None:
        self._drafts.pop(key).deleteLater()

    def _ask_status(self, ids: "array[int]") -> None:
        chosen = tuple(ids) or ((self.current,) if self.current is not None else ())
        if not chosen:
            return
        shown = self.detail()
        only = shown if shown is not None and chosen == (shown.id,) else None
        sheet = StatusSheet(
            self.context,
            self.window(),
            chosen,
            only.name if only else "",
            only.status if only else "",
        )
        _open_once(sheet)

    def _on_menu(self, at: QPoint) -> None:
        """What can be done with what is chosen: the asset's own for one, the common ones for many."""
        where = self.table.viewport().mapToGlobal(at)
        if self.table.chosen.count() > 1:
            menu = QMenu(self)
            for icon, words, run in (
                ("refresh-cw", tr("Change status"), self.change_status),
                ("tag", tr("Print labels"), self.print_labels),
                ("arrow-left-right", tr("Move…"), self._move_chosen),
            ):
                menu.addAction(icons.icon(icon), words).triggered.connect(lambda _=False, run=run: run())
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(where)
        elif self.detail() is not None:
            self.pane.menu.popup(where)

    def _move_chosen(self) -> None:
        self.chosen_ids(lambda ids: self.slips.move(tuple(ids)))

    def _ask_labels(self, ids: "array[int]") -> None:
        chosen = tuple(ids) or ((self.current,) if self.current is not None else ())
        if chosen:
            _open_once(LabelsSheet(self.context, self.window(), chosen))

    def _spare_chips(self, query: ListQuery) -> None:
        """The tree offers the places already, and beside a search there is room for what is lit only."""
        lit = {condition.field for condition in query.conditions}
        for field, chip in self.filters.by_field.items():
            chip.setVisible(field in lit or not (query.search or field == "place"))

    def _begin(self) -> None:
        """Nothing chosen yet: begin with the first."""
        if self.current is None and self.model.rowCount() and not self.pane.isHidden():
            self.table.setCurrentIndex(self.model.index(0, self.source.info.index("name") - 1))

    def _on_place(self, place_id: int) -> None:
        if place_id == EVERYWHERE:
            self.narrow(None, "place")
        else:
            self.narrow(Condition("place", "in", (place_id,)))

    def _on_places_read(self) -> None:
        """The tree is here: the list may be narrowed to a place already."""
        place = next((c for c in self.model.query.conditions if c.field == "place" and c.values), None)
        if place is not None and self.sidebar.tree.place(int(place.values[0])) is None:
            self.narrow(None, "place")  # it is gone
        elif place is not None:
            self.sidebar.tree.choose(int(place.values[0]))
            self._scope.site = self.sidebar.site_name(int(place.values[0]))
            self.table.viewport().update()
        if self._middle.currentWidget() is self.empty:
            self._show_empty()

    def _on_blank(self) -> None:
        asset = self.detail()
        if asset is not None:
            self.context.navigate("inspections", blank=asset.id)

    def _on_slip(self, kind: str) -> None:
        asset = self.detail()
        if asset is not None:
            self.slips.begin(kind, asset)

    def _on_paper(self, kind: str, key: int) -> None:
        view = self.pane.view
        if view is not None and self.detail() is not None:
            self.papers.begin(kind, key, view)

    def _on_downtime(self, row: DowntimeRow | None) -> None:
        view = self.pane.view
        if view is None or self.detail() is None:
            return
        if row is not None and row.ticket_id is not None:
            self.context.navigate("tickets", record=row.ticket_id)
        else:
            self.slips.downtime(view, row)

    def _on_record(self, kind: str, record: int) -> None:
        if kind in ("project", "damage"):
            self.context.navigate("contracts", record=record, kind=kind)
        else:
            self.context.navigate({"ticket": "tickets", "task": "inspections"}[kind], record=record)


def create(context: UiContext) -> AssetsPage:
    """Make the page."""
    return AssetsPage(context)


def _open_once(sheet: Overlay) -> None:
    sheet.closed.connect(sheet.deleteLater)
    sheet.open()
