"""巡檢: the list of what is due, its pane, and what is done about it."""

from array import array
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QMenu, QWidget

from facilities_app.domain.inspections import TaskState
from facilities_app.domain.lists import ListQuery, ViewPreset
from facilities_app.domain.rows import AssetDetail, Choice, TargetHit, TaskDetail
from resources.texts import tr
from ui import icons, theme
from ui.components.list_page import ListPage
from ui.components.page_segments import OF_INSPECTIONS, PageSegments
from ui.components.task_words import OPEN
from ui.context import UiContext
from ui.pages.inspections.keying_desk import KeyingDesk
from ui.pages.inspections.look import make_look
from ui.pages.inspections.month_sheet import MonthSheet
from ui.pages.inspections.pane import TaskPane
from ui.pages.inspections.printing import ChecklistPrinter
from ui.pages.inspections.sheet_back_desk import SheetBackDesk
from ui.pages.inspections.sheet_back_menu import add_back_action, add_fill_actions
from ui.pages.inspections.sheets import BlankSheet, PostponeSheet, ResultSheet, SkipSheet
from ui.widgets.buttons import GhostButton, IconButton
from ui.widgets.overlay import Overlay

_DONE_COLUMNS = {"done_on": True, "outcome": True, "due_on": False, "assignee_label": False}


class InspectionsPage(ListPage):
    """Turns the pane's wishes into sheets, papers and changes."""

    pane: TaskPane

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        source = context.services.lists["tasks"]
        self._row = 0
        super().__init__(context, source, make_look(context, source.info), TaskPane(context), parent=parent)
        self.printer = ChecklistPrinter(context, self)
        self.papers = IconButton("files", tr("Checklists on paper"))
        self.papers.set_menu(self._papers_menu())
        self.views.tabs.add_corner(self.papers)
        self.keying = KeyingDesk(context, self)
        self.back = SheetBackDesk(context, self, self.keying.key_number)
        self.segments = PageSegments(context, OF_INSPECTIONS, "inspections", self)
        self.views.tabs.add_corner(self.segments, first=True)
        self.footer.add_bulk(GhostButton(tr("Print the checklists"), on_click=self.print_chosen))
        self._show_columns(self.views.key)
        # Long names shorten their chips and tabs before the tree or the pane gives up room.
        self._column.setMinimumWidth(theme.current().sizes.sheet * 3 // 4)
        for landed in (self.model.loaded, self.model.ordered):
            landed.connect(self._begin)
        self.current_changed.connect(self._on_task)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        pane = self.pane
        pane.print_asked.connect(self.print_chosen)
        pane.record_asked.connect(self.record)
        pane.key_asked.connect(self.keying.key)
        pane.sections.findings.ticket_asked.connect(lambda key: self.context.navigate("tickets", record=key))
        pane.sections.findings.task_asked.connect(self.choose)
        pane.sections.trend.task_asked.connect(lambda key: self.context.navigate("inspections", record=key))
        pane.postpone_asked.connect(lambda: self._ask(PostponeSheet))
        pane.skip_asked.connect(lambda: self._ask(SkipSheet))
        pane.save_as_asked.connect(self._on_save_as)
        pane.fill_asked.connect(self.fill_chosen)
        pane.sections.duty_asked.connect(lambda key: self.context.navigate("duties", record=key))
        pane.target_asked.connect(lambda asset: self.context.navigate("assets", record=asset))

    # -- ListPage --------------------------------------------------------------------------------

    def set_query(self, query: ListQuery) -> None:
        """Another question begins at its first answer."""
        if query != self.model.query:
            self._row = 0
        super().set_query(query)

    def show_view(self, view: ViewPreset) -> None:
        """Done inspections show when and with what outcome; all others when and by whom."""
        super().show_view(view)
        self._show_columns(view.key)

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """Print prints checklists here, Edit records the result."""
        return {
            **super().commands(),
            "print": self.print_chosen,
            "edit": self.record,
            "log_repair": self.log_repair,
        }

    def show_what(self, **what: Any) -> None:
        """Also ``blank``: an asset to print a blank checklist for."""
        super().show_what(**what)
        if what.get("blank") is not None:
            asset_id, services = int(what["blank"]), self.context.services
            self.context.worker.read(
                lambda: (services.assets.detail(asset_id), services.checklists.templates()),
                lambda found: self._open_blank(found[1], found[0]),
                self.context.notify.error,
            )

    def toast_host(self) -> QWidget:
        """A sheet that is being keyed lies over the whole page: toasts come above it."""
        return self if self.keying.view is not None else super().toast_host()

    def take_focus(self) -> None:
        """A sheet that is being keyed keeps the keyboard."""
        if self.keying.view is not None:
            self.keying.view.take_focus()
        else:
            super().take_focus()

    def keep_state(self) -> None:
        """What was keyed is kept too."""
        self.keying.keep()
        super().keep_state()

    # -- what can be done --------------------------------------------------------------------------

    def detail(self) -> TaskDetail | None:
        """The inspection in the pane, if it is the current one."""
        found = self.pane.detail
        return found if found is not None and found.id == self.current else None

    def record(self) -> None:
        """Record the result of the current inspection."""
        task = self.detail()
        if task is not None and TaskState(task.state) in OPEN:
            me = self.context.services.base.actor_name
            self._open(ResultSheet(self.context, self.window(), task, me))

    def print_chosen(self) -> None:
        """Print the checklist of the current inspection, or of all that are chosen, into one file."""
        self.chosen_ids(self._print)

    def fill_chosen(self, ending: str) -> None:
        """The same as files to fill in on a screen: ".pdf" or ".xlsx"."""
        self.chosen_ids(lambda ids: self.printer.fillable(self._these(ids), ending))

    def log_repair(self) -> None:
        """Log a repair of what is inspected."""
        task = self.detail()
        if task is not None and task.asset_id is not None:
            self.context.navigate("log_repair", target=("asset", task.asset_id))
        else:
            self.context.navigate("log_repair")

    def ask_blank(self) -> None:
        """Print a checklist that belongs to no inspection."""
        services = self.context.services
        self.context.worker.read(services.checklists.templates, self._open_blank, self.context.notify.error)

    def ask_month(self) -> None:
        """Print all that is open in a month."""
        checklists = self.context.services.checklists
        self.context.worker.read(
            lambda: (checklists.sites(), checklists.templates()), self._open_month, self.context.notify.error
        )

    # -- slots -----------------------------------------------------------------------------------

    def _papers_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(icons.icon("printer"), tr("Print a month's checklists")).triggered.connect(
            self.ask_month
        )
        menu.addAction(icons.icon("file-plus"), tr("Blank checklist")).triggered.connect(self.ask_blank)
        add_fill_actions(menu, self.fill_chosen)
        add_back_action(menu, lambda: self.back.ask())
        return menu

    def _open_month(self, found: tuple[tuple[Choice, ...], tuple[Choice, ...]]) -> None:
        sheet = MonthSheet(self.context, self.window(), *found)
        sheet.wanted.connect(self.printer.month)
        self._open(sheet)

    def _print(self, ids: "array[int]") -> None:
        chosen = self._these(ids)
        if len(chosen) > 1:
            self.printer.many(chosen)
        elif chosen:
            self.printer.task(chosen[0])

    def _these(self, ids: "array[int]") -> tuple[int, ...]:
        """What is chosen, else the current one."""
        return tuple(ids) or ((self.current,) if self.current is not None else ())

    def _on_save_as(self) -> None:
        task = self.detail()
        if task is not None:
            self.printer.task_elsewhere(task.id, task.template_code)

    def _ask(self, make: type[PostponeSheet] | type[SkipSheet]) -> None:
        task = self.detail()
        if task is not None:
            self._open(make(self.context, self.window(), task))

    def _open_blank(self, templates: tuple[Choice, ...], asset: AssetDetail | None = None) -> None:
        sheet = BlankSheet(self.context, self.window(), templates)
        sheet.wanted.connect(self.printer.blank)
        if asset is not None:
            hit = TargetHit("asset", asset.id, asset.code, asset.name, asset.place_label, asset.icon)
            sheet.choose(hit, asset.template_code)
        self._open(sheet)

    def _open(self, sheet: Overlay) -> None:
        sheet.closed.connect(sheet.deleteLater)
        sheet.open()

    def _begin(self) -> None:
        """Nothing chosen yet: begin with the first, the most pressing one; where one was done, with the next."""
        if self.current is None and self.model.rowCount() and not self.pane.isHidden():
            row = min(self._row, self.model.rowCount() - 1)
            self.table.setCurrentIndex(self.model.index(row, self.source.info.index("title") - 1))

    def _on_row(self, current: QModelIndex) -> None:
        if current.isValid():
            self._row = current.row()

    def _on_task(self, record: int | None) -> None:
        """What is done leaves the list: the next one is in its place."""
        if record is None:
            self._begin()

    def _show_columns(self, view: str) -> None:
        for key, when_done in _DONE_COLUMNS.items():
            self.table.show_column(key, when_done == (view == "done"))


def create(context: UiContext) -> InspectionsPage:
    """Make the page."""
    return InspectionsPage(context)
