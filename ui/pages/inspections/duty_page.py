"""法定檢查: the catalogue of duties, and how each thing under one stands."""

from collections.abc import Callable, Mapping

from facilities_app.domain.lists import ListInfo
from resources.texts import tr
from ui.components.list_look import ColumnLook, EmptyLook, ListLook
from ui.components.list_page import ListPage
from ui.components.page_segments import OF_INSPECTIONS, PageSegments
from ui.context import UiContext
from ui.pages.inspections.duty_pane import DutyPane


class DutiesPage(ListPage):
    """The list of duties with a DutyPane. The catalogue itself is edited in the settings."""

    pane: DutyPane

    def __init__(self, context: UiContext) -> None:
        source = context.services.lists["duties"]
        super().__init__(context, source, make_look(source.info), DutyPane(context))
        self.segments = PageSegments(context, OF_INSPECTIONS, "duties", self)
        self.views.tabs.add_corner(self.segments, first=True)
        pane = self.pane
        pane.edit_asked.connect(self.edit)
        pane.back_asked.connect(self.table.setFocus)
        pane.task_asked.connect(lambda key: self.context.navigate("inspections", record=key))
        pane.asset_asked.connect(lambda key: self.context.navigate("assets", record=key))
        pane.plan_asked.connect(lambda key: self.context.navigate("plans", record=key))
        for landed in (self.model.loaded, self.model.ordered):
            landed.connect(self._begin)

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """The list's, and F2 for the catalogue."""
        return {**super().commands(), "edit": self.edit}

    def edit(self) -> None:
        """To where the catalogue is edited."""
        self.context.navigate("settings", section="duties")

    def _begin(self) -> None:
        """Nothing chosen yet: begin with the first."""
        if self.current is None and self.model.rowCount() and not self.pane.isHidden():
            self.table.setCurrentIndex(self.model.index(0, self.source.info.index("title") - 1))


def make_look(info: ListInfo) -> ListLook:
    """The looks, in the language of the moment."""
    return ListLook(
        columns={
            "code": ColumnLook(148),
            "system": ColumnLook(108),
            "title": ColumnLook(),
            "basis": ColumnLook(92),
            "legal_basis": ColumnLook(220),
            "interval": ColumnLook(180),
            "who": ColumnLook(160),
            "record": ColumnLook(160),
            "filing": ColumnLook(180),
            "retention_years": ColumnLook(84),
        },
        stretch="title",
        subject=260,
        counted=lambda n: (tr("{n} duty") if n == "1" else tr("{n} duties")).format(n=n),
        filter_names={"basis": tr("Basis")},
        empty=EmptyLook(
            "scale",
            tr("No duties here"),
            tr("The catalogue says what the law asks to be inspected, how often and by whom."),
            "",
        ),
        tools="chips",
        kind="duty",
    )


def create(context: UiContext) -> DutiesPage:
    """Make the page."""
    return DutiesPage(context)
