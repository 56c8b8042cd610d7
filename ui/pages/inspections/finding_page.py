"""缺失: all that failed, until when it is to be put right, and how far its repair and its re-check are."""

from datetime import date
from typing import Any

from facilities_app.domain.lists import ListInfo, Row
from resources.texts import tr
from ui.components.list_look import ColumnLook, EmptyLook, ListLook
from ui.components.list_page import ListPage
from ui.components.page_segments import OF_INSPECTIONS, PageSegments
from ui.context import UiContext
from ui.delegates import DueDelegate, PillDelegate
from ui.models.cells import Cells
from ui.pages.inspections.finding_pane import FindingPane
from ui.pages.inspections.look import place_words

_SOON_DAYS = 7
_SETTLED = ("resolved", "waived")


class FindingsPage(ListPage):
    """The list of findings with a FindingPane."""

    pane: FindingPane

    def __init__(self, context: UiContext) -> None:
        source = context.services.lists["findings"]
        super().__init__(context, source, make_look(context, source.info), FindingPane(context))
        self.segments = PageSegments(context, OF_INSPECTIONS, "findings", self)
        self.views.tabs.add_corner(self.segments, first=True)
        pane = self.pane
        pane.task_asked.connect(lambda key: self.context.navigate("inspections", record=key))
        pane.ticket_asked.connect(lambda key: self.context.navigate("tickets", record=key))
        pane.asset_asked.connect(lambda key: self.context.navigate("assets", record=key))
        pane.back_asked.connect(self.table.setFocus)
        for landed in (self.model.loaded, self.model.ordered):
            landed.connect(self._begin)

    def _begin(self) -> None:
        """Nothing chosen yet: begin with the first."""
        if self.current is None and self.model.rowCount() and not self.pane.isHidden():
            self.table.setCurrentIndex(self.model.index(0, self.source.info.index("item") - 1))


def make_look(context: UiContext, info: ListInfo) -> ListLook:
    """The looks, in the language of the moment."""
    return ListLook(
        columns={
            "item": ColumnLook(),
            "target": ColumnLook(150, cells=Cells(text=lambda value, row: place_words(value or ""))),
            "state": ColumnLook(112, delegate=lambda view: PillDelegate(view)),
            "correct_by": ColumnLook(
                96, cells=_deadline(context, info), delegate=lambda view: DueDelegate(view)
            ),
            "found_on": ColumnLook(92),
            "ticket": ColumnLook(96),
            "recheck_on": ColumnLook(100),
            "resolved_on": ColumnLook(84),
            "number": ColumnLook(94),
        },
        stretch="item",
        counted=lambda n: (tr("{n} finding") if n == "1" else tr("{n} findings")).format(n=n),
        filter_names={
            "state": tr("Status"),
            "place": tr("Place"),
            "basis": tr("Basis"),
            "correct_by": tr("Deadline"),
            "found_on": tr("Found on"),
        },
        empty=EmptyLook(
            "circle-check",
            tr("No findings here"),
            tr("An item that fails on a checklist stands here until it is put right."),
        ),
        kind="finding",
    )


def _deadline(context: UiContext, info: ListInfo) -> Cells:
    """Red once it is past: an authority set it; amber in its last week."""

    def tone(value: Any, row: Row) -> str:
        if not value or row[info.index("state")] in _SETTLED:
            return "neutral"
        left = (date.fromisoformat(str(value)[:10]) - context.clock.today()).days
        return "red" if left < 0 else "amber" if left <= _SOON_DAYS else "neutral"

    return Cells(tone=tone)


def create(context: UiContext) -> FindingsPage:
    """Make the page."""
    return FindingsPage(context)
