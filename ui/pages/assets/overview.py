"""概要: what one wants to know of an asset at a glance."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from facilities_app.domain.lateness import check_late
from facilities_app.domain.rows import AssetDetail, AttributeRow, EventRow, FundingRow
from facilities_app.domain.units import english_unit
from facilities_app.presenting import EMPTY, money
from resources.texts import pick, tr, trn
from ui import theme
from ui.components.brief_rows import Brief, BriefRows
from ui.components.covers import fill_covers
from ui.components.event_timeline import when_words
from ui.components.record_photos import RecordPhotos
from ui.components.sections import Section, clear_layout
from ui.context import UiContext
from ui.pages.assets.look import DUE_SOON_DAYS, days_to
from ui.pages.assets.money import large, short
from ui.pages.assets.parts import EventLine, EventLines, Fact, Facts, ReportTag
from ui.widgets.bars import Share, SplitBar
from ui.widgets.facts import KeyValueGrid
from ui.widgets.labels import Label

TWO_COLUMNS = 700
_EVENT_KINDS = ("damage", "project", "project_done", "project_due")
_EVENT_LINES = 4
_PARTS = 12
_ASIDE = 10
_RANKS = {"project": 1, "project_due": 2, "project_done": 2}


class AssetOverview(QWidget):
    """Facts, money, specifications, covers, events and photos; beside each other where there is room.

    ``opened`` names the tab that tells more, ``asset_asked`` another asset.
    """

    opened = Signal(str)
    asset_asked = Signal(int)
    attributes_asked = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._sides = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._sides.setContentsMargins(0, theme.current().sizes.s - 1, 0, theme.current().sizes.s)
        self._sides.setSpacing(0)
        self._left, self._events_slot, self._rest = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self._pictures = group(tr("Photos"))
        self.photos = RecordPhotos(context, "assets", columns=3)
        self._pictures.body.addWidget(self.photos)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addLayout(self._left)
        right.addLayout(self._events_slot)
        right.addWidget(self._pictures)
        right.addLayout(self._rest)
        for side in (left, right):
            side.addStretch(1)
            self._sides.addLayout(side, int(side is right))
        for box in (left, right, self._left, self._events_slot, self._rest):
            box.setSpacing(0)

    def show_asset(self, asset: AssetDetail, part_open: int = 0) -> None:
        """Show another asset, or the same one with what changed; its components have so many open tickets."""
        left = (self._facts(asset, part_open), self._cost(asset), self._specs(asset), self._covers(asset))
        _fill(self._left, *left)
        _fill(self._events_slot, self._events(asset))
        _fill(self._rest, self._register(asset), self._parts(asset))
        self._show_photos(asset)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns when the pane is opened wide."""
        super().resizeEvent(event)
        wide = self.width() >= TWO_COLUMNS
        across = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._sides.direction() != across:
            self._sides.setDirection(across)
            self._sides.setStretch(0, int(wide))  # above one another, the upper takes what it needs

    # -- sections --------------------------------------------------------------------------------

    def _facts(self, asset: AssetDetail, part_open: int) -> Section:
        section = group()
        facts = Facts((self._next_fact(asset), self._last_fact(asset), _tickets_fact(asset, part_open)))
        facts.opened.connect(self.opened)
        section.body.addWidget(facts)
        return section

    def _next_fact(self, asset: AssetDetail) -> Fact:
        if asset.next_due_on is None:
            return Fact(tr("Next check"), EMPTY, tr("none planned"))
        today = self._context.clock.today()
        days = days_to(asset.next_due_on, today)
        late = check_late(asset.next_due_on, asset.law_due_on, today)
        if late is not None:
            words, tone = late.text, late.tone
        else:
            words = trn("in {n} day", "in {n} days", days) if days else tr("today")
            tone = "amber" if days <= DUE_SOON_DAYS else ""
        return Fact(tr("Next check"), self._context.presenter.date(asset.next_due_on), words, tone)

    def _last_fact(self, asset: AssetDetail) -> Fact:
        if asset.last_done_on is None:
            return Fact(tr("Last check"), EMPTY, tr("none recorded"))
        outcome = self._context.services.labels.name("result_outcome", asset.last_outcome)
        return Fact(tr("Last check"), self._context.presenter.date(asset.last_done_on), outcome)

    def _cost(self, asset: AssetDetail) -> Section | None:
        if asset.cost_twd is None:
            return None
        section = group(asset.cost_label or tr("Book cost"))
        row = QHBoxLayout()
        row.setSpacing(theme.current().sizes.s)
        figure, unit = large(asset.cost_twd)
        bottom = Qt.AlignmentFlag.AlignBottom
        row.addWidget(Label(figure, "figure"), 0, bottom)
        name = Label(unit, "heading", colour="text2")
        name.setContentsMargins(0, 0, 0, 3)
        row.addWidget(name, 0, bottom)
        row.addStretch(1)
        if asset.cost_as_reported:
            row.addWidget(ReportTag(), 0, Qt.AlignmentFlag.AlignVCenter)
        section.body.addLayout(row)
        if asset.funding:
            section.body.addWidget(self._funding(asset.funding))
        section.setAccessibleDescription(f"{figure} {unit}")
        return section

    def _funding(self, funding: tuple[FundingRow, ...]) -> QWidget:
        if len(funding) == 2:
            first, second = funding
            return SplitBar(self._share(first, "accent"), self._share(second, "chart"))
        grid = KeyValueGrid()
        for row in funding:
            tag = ReportTag() if row.as_reported else None
            grid.add(self._source(row), f"{short(row.amount_twd)}　{percent(row.share)}", tag)
        return grid

    def _share(self, row: FundingRow, role: str) -> Share:
        label = f"{self._source(row)} {percent(row.share)}"
        return Share(label, short(row.amount_twd), float(row.amount_twd), role)

    def _source(self, row: FundingRow) -> str:
        name = self._context.services.labels.name("funding_source", row.source)
        return tr("{source} (rest)").format(source=name) if row.is_remainder else name

    def _specs(self, asset: AssetDetail) -> Section | None:
        if not asset.attributes:
            return None
        section = group(tr("Specifications"), tr("Edit"), self.attributes_asked.emit)
        grid = KeyValueGrid()
        for row in asset.attributes:
            grid.add(row.name, self._value(row), ReportTag(row.note) if row.as_reported else None)
        section.body.addWidget(grid)
        return section

    def _value(self, row: AttributeRow) -> str:
        if row.value_type == "bool":
            return tr("Yes") if row.value == "1" else tr("No")
        if row.value_type == "date":
            return self._context.presenter.date(row.value)
        return f"{row.value} {pick(row.unit, english_unit(row.unit))}".strip()

    def _covers(self, asset: AssetDetail) -> Section:
        section = group(tr("Warranty, contract, permits"))
        grid = KeyValueGrid()
        fill_covers(grid, self._context, asset.covers, asset.permits)
        section.body.addWidget(grid)
        return section

    def _events(self, asset: AssetDetail) -> Section | None:
        events = [event for event in in_order(asset.events) if event.kind in _EVENT_KINDS][-_EVENT_LINES:]
        if not events:
            return None
        site = asset.place_label.partition(" › ")[0]
        section = group(tr("Events and works"), tr("Whole history"), lambda: self.opened.emit("history"))
        section.body.addWidget(EventLines([self._event(event, site) for event in events]))
        return section

    def _event(self, event: EventRow, site: str) -> EventLine:
        when = when_words(self._context, event)
        name = event.text.removeprefix(site)
        if event.kind == "damage":
            return EventLine("tornado", when, name, first_words(event.detail), "red")
        if event.kind == "project":
            return EventLine("hammer", when, name, event.ref_code, link=True)
        done = event.kind == "project_done"
        words = tr("{name} finished") if done else tr("{name} to be finished")
        icon, tone = ("circle-check", "green") if done else ("calendar-clock", "amber")
        return EventLine(icon, when, words.format(name=name), tone=tone)

    def _show_photos(self, asset: AssetDetail) -> None:
        pictures = [photo for photo in asset.photos if photo.is_image]
        words = trn("Photos · {n}", "Photos · {n}", len(pictures)) if pictures else tr("Photos")
        self._pictures.title.setText(words)
        self.photos.show_record(asset.id, pictures)

    def _parts(self, asset: AssetDetail) -> Section | None:
        rows = [Brief(key, name, icon="corner-down-right") for key, name in asset.components]
        if asset.parent_id is not None:
            rows.insert(
                0, Brief(asset.parent_id, asset.parent_name, icon="corner-down-right", aside=tr("part of"))
            )
        if not rows:
            return None
        section = group(tr("Components"))
        briefs = BriefRows()
        briefs.set_rows(rows[:_PARTS], total=len(rows))
        briefs.opened.connect(lambda key: self.asset_asked.emit(int(str(key))))
        section.body.addWidget(briefs)
        return section

    def _register(self, asset: AssetDetail) -> Section:
        section = group(tr("Register"))
        grid = KeyValueGrid()
        date = self._context.presenter.date
        life = trn("{n} year", "{n} years", asset.service_life_years) if asset.service_life_years else ""
        for label, value in (
            (tr("Property no."), asset.property_number or ""),
            (tr("Asset no."), asset.code),
            (tr("Category"), asset.category),
            (tr("Custodian"), asset.custodian),
            (tr("Used by"), asset.using_unit),
            (tr("Make and model"), " ".join(p for p in (asset.manufacturer, asset.model) if p)),
            (tr("Serial no."), asset.serial_number),
            (tr("Quantity"), f"{asset.quantity:,}" if asset.quantity != 1 else ""),
            (tr("Acquired"), date(asset.acquired_on) if asset.acquired_on else ""),
            (tr("In service since"), date(asset.in_service_on) if asset.in_service_on else ""),
            (tr("Book cost"), money(asset.cost_twd) if asset.cost_twd is not None else ""),
            (tr("Service life"), life),
            (tr("Note"), asset.note),
        ):
            if value:
                grid.add(label, value)
        section.body.addWidget(grid)
        return section


def _fill(slot: QVBoxLayout, *sections: Section | None) -> None:
    """Put these chapters in place of what stood there."""
    clear_layout(slot)
    for section in sections:
        if section is not None:
            slot.addWidget(section)


def _tickets_fact(asset: AssetDetail, part_open: int) -> Fact:
    count = len(asset.open_tickets) + part_open
    if not count:
        return Fact(tr("Open tickets"), tr("none", "tickets"))
    words = trn("{n} ticket", "{n} tickets", count)
    detail = asset.open_tickets[0].summary if asset.open_tickets else ""
    if part_open:
        detail = trn("{n} of components", "{n} of components", part_open)
    return Fact(tr("Open tickets"), words, detail, link="tickets")


def in_order(events: Iterable[EventRow]) -> list[EventRow]:
    """Oldest first. A work whose dates the source only tells in words follows the damage it mends."""
    known = list(events)
    damaged = max((event.on for event in known if event.kind == "damage" and event.on), default=date.min)

    def place(event: EventRow) -> tuple[bool, date, int]:
        works = event.kind.startswith("project")
        on = event.on or (damaged if works else date.min)
        return event.is_future, on, _RANKS.get(event.kind, 0)

    return sorted(known, key=place)


def group(title: str = "", action: str = "", on_action: Callable[[], object] | None = None) -> Section:
    """A chapter divided from the others by space only."""
    section = Section(title, action=action, on_action=on_action, line=False)
    sizes = theme.current().sizes
    section.body.setContentsMargins(sizes.edge, sizes.s - 1, sizes.edge, sizes.s - 1)
    return section


def first_words(text: str) -> str:
    """The first clause, where it is short enough to stand at the end of a line."""
    words = text.replace("；", "，").partition("，")[0]
    return words if len(words) <= _ASIDE else ""


def percent(share: Decimal) -> str:
    """86.8 %."""
    return f"{share * 100:.1f} %"
