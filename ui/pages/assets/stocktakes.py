"""盤點: campaigns at the left, their lines in the middle, the scan box at the right."""

from array import array
from collections.abc import Callable, Mapping
from typing import Any

from facilities_app.domain.changes import Changes
from facilities_app.domain.dates import roc_code
from facilities_app.domain.errors import DomainError
from facilities_app.domain.lists import Condition, ListInfo, ListQuery, ListSource, Row
from facilities_app.presenting import EMPTY
from facilities_app.services.stocktake_reading import StocktakeDetail
from resources.texts import tr
from ui import theme
from ui.components.list_look import ColumnLook, EmptyLook, ListLook
from ui.components.list_page import ListPage
from ui.components.list_widths import pill_room, whole
from ui.components.page_segments import OF_ASSETS, PageSegments
from ui.components.papers import write_file, write_paper
from ui.context import UiContext
from ui.delegates import PillDelegate
from ui.models.cells import Cells
from ui.pages.assets.look import NumberCell
from ui.pages.assets.stocktake_pane import StocktakePane
from ui.pages.assets.stocktake_sheets import FoundSheet, RemarkSheet, StartSheet
from ui.pages.assets.stocktake_side import Campaign, CampaignSide
from ui.widgets.buttons import GhostButton
from ui.widgets.overlay import Overlay

_NUMBER = "5010306-11…0004"  # shortened in its middle: kind and serial stay
_KEPT = "stocktakes.current"
_FIELD = "stocktake"


class CampaignLines:
    """The list of lines, seen through one campaign: counts of its tabs are that campaign's."""

    def __init__(self, source: ListSource) -> None:
        self._source = source
        self.campaign = 0

    @property
    def info(self) -> ListInfo:
        """The list's fixed side."""
        return self._source.info

    def page(self, query: ListQuery, offset: int, limit: int) -> list[Row]:
        """As ListSource."""
        return self._source.page(self.of_campaign(query), offset, limit)

    def count(self, query: ListQuery) -> int:
        """As ListSource."""
        return self._source.count(self.of_campaign(query))

    def ids(self, query: ListQuery, cancelled: Callable[[], bool]) -> "array[int]":
        """As ListSource."""
        return self._source.ids(self.of_campaign(query), cancelled)

    def rows(self, ids: Any) -> list[Row]:
        """As ListSource."""
        return self._source.rows(ids)

    def of_campaign(self, query: ListQuery) -> ListQuery:
        """The same question about this campaign only."""
        return query.where(Condition(_FIELD, "in", (self.campaign,)))


class StocktakesPage(ListPage):
    """Turns scans, ticks and the pane's wishes into changes."""

    sidebar: CampaignSide
    pane: StocktakePane
    source: CampaignLines

    def __init__(self, context: UiContext) -> None:
        source = CampaignLines(context.services.lists["stocktake_lines"])
        kept = context.prefs.get(_KEPT, 0)
        self.campaign = source.campaign = kept if isinstance(kept, int) else 0
        super().__init__(
            context, source, _look(context, source.info), StocktakePane(context), CampaignSide(context)
        )
        self._column.setMinimumWidth(theme.current().sizes.sheet * 3 // 4)
        self.segments = PageSegments(context, OF_ASSETS, "stocktakes", self)
        self.sidebar.add_switch(self.segments)
        self.views.save.hide()
        self.sidebar.chosen.connect(self.show_campaign)
        self.sidebar.read.connect(self._on_campaigns)
        self.sidebar.new_asked.connect(self.start)
        for words, run in (
            (tr("Tick off as found"), self.mark_found),
            (tr("Found elsewhere…"), self.mark_elsewhere),
            (tr("Take the mark back"), self.unmark),
        ):
            self.footer.add_bulk(GhostButton(words, on_click=run))
        self.table.typed.disconnect()
        self.table.typed.connect(self.pane.take_focus)
        pane = self.pane
        pane.scanned.connect(self.scan)
        pane.close_asked.connect(self.close_campaign)
        pane.apply_asked.connect(self.apply)
        pane.print_asked.connect(self.print_list)
        pane.export_asked.connect(self.export_list)
        context.bus.changed.connect(self._on_lines_changed)

    # -- ListPage --------------------------------------------------------------------------------

    def set_query(self, query: ListQuery) -> None:
        """Always within the campaign."""
        self._home = self.source.of_campaign(self._home)
        super().set_query(self.source.of_campaign(query))

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """New starts a campaign, Edit writes a remark, Print prints the list."""
        return {**super().commands(), "new": self.start, "edit": self.remark, "print": self.print_list}

    def show_what(self, **what: Any) -> None:
        """``record``: a campaign's id."""
        if what.get("record"):
            self.show_campaign(int(what["record"]))

    def set_shown(self, shown: bool) -> None:
        """Who comes to count wants the scan box."""
        super().set_shown(shown)
        if shown:
            self.pane.take_focus()

    def keep_state(self) -> None:
        """Also which campaign is in front."""
        super().keep_state()
        self.context.prefs.set(_KEPT, self.campaign)

    def _show_empty(self) -> None:
        if self.sidebar.campaigns:
            super()._show_empty()
            return
        words = tr(
            "Every asset of a place is written on a list; then it is looked for by list or by scanner."
        )
        self.empty.offer("clipboard-list", tr("No stock-take yet"), words, tr("New stock-take"))

    def _on_first_step(self) -> None:
        self.start()

    # -- what can be done --------------------------------------------------------------------------

    def show_campaign(self, campaign_id: int) -> None:
        """Bring a campaign to the front."""
        self.campaign = self.source.campaign = campaign_id
        self.sidebar.mark(campaign_id)
        self.set_query(self.model.query)
        self.views.read()
        self._read_campaign()

    def start(self) -> None:
        """Start a campaign."""
        sheet = StartSheet(self.context, self.window())
        sheet.saved.connect(lambda value: self.show_campaign(int(value)))
        _open_once(sheet)

    def scan(self, text: str, here: int | None) -> None:
        """Mark what was scanned."""
        service, campaign = self.context.services.stocktakes, self.campaign
        self.context.change(
            lambda: service.scan(campaign, text, here), self.pane, self.pane.show_scan, self._on_refused
        )

    def mark_found(self) -> None:
        """Tick the chosen lines off."""
        service = self.context.services.stocktakes
        self._with_chosen(lambda ids: self.context.change(lambda: service.mark(ids), self.pane))

    def mark_elsewhere(self) -> None:
        """Say where the chosen lines were found."""
        self._with_chosen(lambda ids: _open_once(FoundSheet(self.context, self.window(), ids)))

    def unmark(self) -> None:
        """Take the marks of the chosen lines back."""
        service = self.context.services.stocktakes
        self._with_chosen(lambda ids: self.context.change(lambda: service.unmark(ids), self.pane))

    def remark(self) -> None:
        """Write a remark beside the current line."""
        if self.current is None:
            return
        row = next(iter(self.source.rows((self.current,))), None)
        if row is not None:
            name, note = (str(row[self.source.info.index(key)] or "") for key in ("name", "note"))
            _open_once(RemarkSheet(self.context, self.window(), self.current, name, note))

    def close_campaign(self) -> None:
        """Close it: what was not seen is missing. The toast can open it again."""
        service, campaign = self.context.services.stocktakes, self.campaign
        self.context.change(lambda: service.close(campaign), self.pane)

    def apply(self) -> None:
        """Turn what moved into slips, and print them."""
        service, papers, campaign = (
            self.context.services.stocktakes,
            self.context.services.slip_papers,
            self.campaign,
        )
        title = tr("Slips of the property ledger")

        def done(made: Any) -> None:
            write_paper(self.context, title, title, lambda path, _job: papers.write(made.ids, path))

        self.context.change(lambda: service.apply(campaign), self.pane, done)

    def print_list(self) -> None:
        """The list of the campaign as PDF, with its sign-off."""
        if self.campaign:
            papers, campaign, title = (
                self.context.services.stocktake_papers,
                self.campaign,
                tr("Property stock-take list"),
            )
            write_paper(self.context, title, title, lambda path, _job: papers.write(campaign, path))

    def export_list(self) -> None:
        """The same as a workbook."""
        if not self.campaign:
            return
        title, day = tr("Property stock-take list"), roc_code(self.context.clock.today())
        papers, campaign = self.context.services.stocktake_papers, self.campaign
        write_file(
            self.context, f"{day}_{title}.xlsx", title, lambda path, _job: papers.write(campaign, path)
        )

    # -- slots -----------------------------------------------------------------------------------

    def _with_chosen(self, then: Callable[[tuple[int, ...]], object]) -> None:
        def go(ids: "array[int]") -> None:
            chosen = tuple(ids) or ((self.current,) if self.current is not None else ())
            if chosen:
                then(chosen)

        self.chosen_ids(go)

    def _on_refused(self, error: BaseException) -> None:
        if isinstance(error, DomainError):
            self.pane.refuse(self.context.notify.sentence(error))
        else:
            self.context.notify.error(error)

    def _on_lines_changed(self, changes: Changes, initiator: object) -> None:
        if changes.touches("stocktakes", "stocktake_lines", "assets"):
            self._read_campaign()

    def _read_campaign(self) -> None:
        service, campaign = self.context.services.stocktakes, self.campaign
        if campaign:
            self.context.worker.read(lambda: service.detail(campaign), self._on_detail, lambda _error: None)
        else:
            self.pane.show_take(None)

    def _on_detail(self, take: StocktakeDetail) -> None:
        if take.id == self.campaign:
            had_focus = self.pane.box.isEnabled()
            self.pane.show_take(take)
            if self.isVisible() and not had_focus:
                self.pane.take_focus()

    def _on_campaigns(self, campaigns: tuple[Campaign, ...]) -> None:
        """The first time: the newest that runs, unless one is in front already."""
        known = {one.id for one in campaigns}
        if self.campaign in known:
            self.sidebar.mark(self.campaign)
            if self.pane.take is None:
                self._read_campaign()
        elif campaigns:
            running = [one.id for one in campaigns if one.closed_on is None]
            self.show_campaign(running[0] if running else campaigns[0].id)
        else:
            self.campaign = self.source.campaign = 0
            self.pane.show_take(None)
        if not campaigns and self._middle.currentWidget() is self.empty:
            self._show_empty()


def create(context: UiContext) -> StocktakesPage:
    """Make the page."""
    return StocktakesPage(context)


def _look(context: UiContext, info: ListInfo) -> ListLook:
    at_code = info.index("code")
    states = context.services.labels.choices(info.columns[info.index("state") - 1].choices)
    return ListLook(
        columns={
            "property_number": ColumnLook(
                whole(_NUMBER),
                cells=Cells(
                    text=lambda value, row: value or row[at_code] or EMPTY,
                    emphasis=lambda value, row: "normal" if value else "faint",
                ),
                delegate=lambda view: NumberCell(view),
            ),
            "state": ColumnLook(pill_room(states), delegate=lambda view: PillDelegate(view)),
            "place": ColumnLook(120, cells=Cells(text=_without_site)),
            "found_place": ColumnLook(100, cells=Cells(text=_without_site)),
            "note": ColumnLook(70),
        },
        stretch="name",
        counted=lambda n: tr("{n} rows").format(n=n),
        filter_names={"place": tr("Place")},
        empty=EmptyLook("clipboard-list", tr("Nothing here"), tr("Other tabs hold the other lines.")),
        pane_share=(640, 364),
        tools="chips",
        first_view="all",
    )


def _without_site(label: str | None, _row: Row) -> str:
    """A place as one says it on the site itself."""
    return (label or EMPTY).partition(" › ")[2].replace(" › ", " ") or label or EMPTY


def _open_once(sheet: Overlay) -> None:
    sheet.closed.connect(sheet.deleteLater)
    sheet.open()
