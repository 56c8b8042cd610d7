"""計畫: what is inspected, how often and by which law, beside the inspections it makes."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from facilities_app.domain.lists import ListInfo
from resources.texts import tr
from ui.components.list_look import ColumnLook, EmptyLook, ListLook
from ui.components.list_page import ListPage
from ui.components.page_segments import OF_INSPECTIONS, PageSegments
from ui.context import UiContext
from ui.pages.inspections.landing import Landing
from ui.pages.inspections.plan_form import PlanForm
from ui.pages.inspections.plan_pane import PlanPane
from ui.pages.inspections.plan_sheets import PauseSheet
from ui.widgets.buttons import IconButton


class PlansPage(ListPage):
    """The list of plans with a PlanPane."""

    pane: PlanPane

    def __init__(self, context: UiContext) -> None:
        source = context.services.lists["plans"]
        super().__init__(context, source, make_look(source.info), PlanPane(context))
        self.landing = Landing(self)
        self.segments = PageSegments(context, OF_INSPECTIONS, "plans", self)
        self.views.tabs.add_corner(self.segments, first=True)
        self.new_button = IconButton("plus", tr("New plan (Insert)"), on_click=self.new_plan)
        self.filters.tools.insertWidget(0, self.new_button)
        insert = QShortcut(QKeySequence(Qt.Key.Key_Insert), self)
        insert.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        insert.activated.connect(self.new_plan)
        pane = self.pane
        pane.edit_asked.connect(self.edit)
        pane.pause_asked.connect(self.pause)
        pane.resume_asked.connect(self.resume)
        pane.back_asked.connect(self.table.setFocus)
        pane.task_asked.connect(lambda key: self.context.navigate("inspections", record=key))
        for landed in (self.model.loaded, self.model.ordered):
            landed.connect(self._begin)

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """The list's, and those of a plan."""
        return {**super().commands(), "new": self.new_plan, "edit": self.edit}

    def new_plan(self) -> None:
        """Make a plan."""
        form = PlanForm(self.context, self.window())
        form.saved.connect(self.landing.at)
        form.open()

    def edit(self) -> None:
        """Change the plan in front."""
        if self.pane.plan is not None:
            form = PlanForm(self.context, self.window(), self.pane.plan)
            form.saved.connect(self.landing.at)
            form.open()

    def pause(self) -> None:
        """Let the plan rest, with the reason."""
        plan = self.pane.plan
        if plan is not None and plan.row.is_active:
            sheet = PauseSheet(self.context, self.window(), plan.row)
            sheet.saved.connect(self.landing.at)
            sheet.open()

    def resume(self) -> None:
        """End the pause today."""
        plan = self.pane.plan
        if plan is not None and not plan.row.is_active:
            services, row = self.context.services, plan.row
            self.context.change(lambda: services.plans.resume(row.id, row.version), self, self.landing.at)

    def _begin(self) -> None:
        """Nothing chosen yet: begin with the first."""
        if self.current is None and self.model.rowCount() and not self.pane.isHidden():
            self.table.setCurrentIndex(self.model.index(0, self.source.info.index("title") - 1))

    def _on_first_step(self) -> None:
        self.new_plan()


def make_look(info: ListInfo) -> ListLook:
    """The looks, in the language of the moment."""
    return ListLook(
        columns={
            "code": ColumnLook(72),
            "title": ColumnLook(),
            "rule": ColumnLook(116),
            "anchor": ColumnLook(120),
            "next_due": ColumnLook(84),
            "last_done": ColumnLook(84),
            "assignee": ColumnLook(62),
        },
        stretch="title",
        counted=lambda n: (tr("{n} plan") if n == "1" else tr("{n} plans")).format(n=n),
        filter_names={"basis": tr("Basis"), "assignee": tr("Assignee"), "anchor": tr("Counted from")},
        empty=EmptyLook(
            "repeat",
            tr("No plans here"),
            tr(
                "A plan says what is inspected, how often and by which law; it makes the inspections by itself."
            ),
            tr("New plan"),
        ),
        kind="plan",
    )


def create(context: UiContext) -> PlansPage:
    """Make the page."""
    return PlansPage(context)
