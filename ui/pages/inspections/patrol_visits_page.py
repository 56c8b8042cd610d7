"""巡檢紀錄: all visits of all routes, to be filtered, printed and exported."""

from facilities_app.domain.lists import ListInfo
from resources.texts import tr
from ui.components.list_look import ColumnLook, EmptyLook, ListLook
from ui.components.list_page import ListPage
from ui.components.page_segments import OF_INSPECTIONS, PageSegments
from ui.context import UiContext


class PatrolVisitsPage(ListPage):
    """Enter opens the spot of a visit on the register."""

    def __init__(self, context: UiContext) -> None:
        source = context.services.lists["patrol_visits"]
        super().__init__(context, source, make_look(source.info))
        self.segments = PageSegments(context, OF_INSPECTIONS, "patrol_visits", self)
        self.views.tabs.add_corner(self.segments, first=True)
        self.opened.connect(self._on_visit)

    def _on_visit(self, record: object) -> None:
        row = next(iter(self.source.rows((int(str(record)),))), None)
        if row is None:
            return
        code, patrols = str(row[self.source.info.index("code")]), self.context.services.patrols
        self.context.worker.read(
            lambda: patrols.find(code),
            lambda key: self.context.navigate("patrols", record=key, kind="patrol_spot"),
            self.context.notify.error,
        )


def make_look(info: ListInfo) -> ListLook:
    """The looks, in the language of the moment."""
    return ListLook(
        columns={
            "visited_on": ColumnLook(84),
            "route": ColumnLook(84),
            "name": ColumnLook(150),
            "place": ColumnLook(170),
            "containers": ColumnLook(80),
            "positive": ColumnLook(84),
            "finding": ColumnLook(),
            "visited_by": ColumnLook(104),
            "ticket": ColumnLook(84),
        },
        stretch="finding",
        counted=lambda n: (tr("{n} visit") if n == "1" else tr("{n} visits")).format(n=n),
        filter_names={"route": tr("Route"), "visited": tr("Visited"), "place": tr("Place")},
        empty=EmptyLook(
            "footprints", tr("No visits here"), tr("Walk a route: each spot's visit stands here then.")
        ),
        kind="patrol_visit",
    )


def create(context: UiContext) -> PatrolVisitsPage:
    """Make the page."""
    return PatrolVisitsPage(context)
