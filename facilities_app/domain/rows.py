"""What services hand to views, papers and the command line: values, never mapped rows."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from facilities_app.domain.agreement_rows import AgreementDetail
from facilities_app.domain.application_rows import ApplicationRow
from facilities_app.domain.promises import TicketClocks
from facilities_app.domain.work_rows import TicketWork


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a code list in the language of the moment."""

    code: str | int
    name: str
    icon: str = ""
    tone: str = "neutral"


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place in its tree. ``assets`` counts the assets in it and below."""

    id: int
    parent_id: int | None
    kind: str
    code: str
    name: str
    label: str
    assets: int = 0
    is_demo: bool = False


@dataclass(frozen=True, slots=True)
class PlaceDetail:
    """One place as it is edited: its own words, not those of the language of the moment."""

    id: int
    version: int
    parent_id: int | None
    kind: str
    code: str
    name: str
    name_en: str
    label: str
    note: str


@dataclass(frozen=True, slots=True)
class NewPlace:
    """A place to be entered; ``code`` "" gets one from its parent's and its name. ``position`` None puts it last."""

    parent_id: int | None
    kind: str
    name: str
    code: str = ""
    name_en: str = ""
    position: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A dormitory unit to be entered, below a place that is there or below a new site called ``site``."""

    code: str
    kind: str
    land: str
    parent_id: int | None = None
    site: str = ""
    status: str = "vacant"
    since: date | None = None
    floor: int | None = None
    address: str = ""
    parcel: str = ""
    area_m2: Decimal | None = None
    rooms: int | None = None
    capacity: int | None = None
    built_on: date | None = None
    property_number: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PhotoRow:
    """A photo or document of a record. ``path`` is the stored file."""

    id: int
    link_id: int
    name: str
    path: str
    is_image: bool
    size: int
    added_at: datetime
    caption: str = ""


@dataclass(frozen=True, slots=True)
class EventRow:
    """One line of a history. ``kind`` picks icon and words; ``text`` is what a person wrote."""

    at: datetime | None
    on: date | None
    kind: str
    actor: str = ""
    text: str = ""
    from_status: str | int | None = None
    to_status: str | int | None = None
    is_future: bool = False
    when: str = ""  # what the source says of a date that is only roughly known
    detail: str = ""
    ref_kind: str = ""  # the record behind the line: ticket, task, project, damage, agreement
    ref_id: int = 0
    id: int = 0  # of a ticket's own line
    ref_code: str = ""


@dataclass(frozen=True, slots=True)
class CoverRow:
    """Who stands behind an asset: the contract or warranty in force. ``kind``: contract, lease or warranty."""

    kind: str
    vendor: str
    phone: str
    ends_on: date
    response_hours: int | None = None
    number: str = ""
    is_over: bool = False


@dataclass(frozen=True, slots=True)
class PermitRow:
    """A permit of an asset."""

    kind: str
    number: str
    expires_on: date
    is_demo: bool = False


@dataclass(frozen=True, slots=True)
class TicketBrief:
    """A ticket in one line."""

    id: int
    number: str
    summary: str
    status: int
    assignee: str
    reported_on: date
    due_at: datetime
    where: str = ""
    spot: tuple[int, int] = (0, 0)  # the ids of its place and of its asset; 0 for none
    hold_reason: str = ""


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A ticket this one is linked to: it stands to ``ticket`` as ``kind`` says, or the other way round."""

    id: int
    kind: str
    is_inverse: bool
    ticket: TicketBrief
    holds: bool = False  # it must be done before this one is finished


@dataclass(frozen=True, slots=True)
class TicketDetail:
    """A ticket, whole, as its pane shows it."""

    id: int
    version: int
    number: str
    summary: str
    description: str
    asset_id: int | None
    asset_name: str
    asset_code: str
    asset_icon: str
    place_id: int
    place_label: str
    trade_id: int
    priority: int
    status: int
    requester: str
    requester_phone: str
    assignee_id: int | None
    assignee: str
    vendor_id: int | None
    vendor: str
    reported_at: datetime
    due_at: datetime
    finished_at: datetime | None
    closed_at: datetime | None
    hold_reason: str
    hold_until: date | None
    estimate_twd: int | None
    cost_twd: int | None
    budget: str
    is_demo: bool
    actions: tuple[str, ...]
    covers: tuple[CoverRow, ...] = ()
    permits: tuple[PermitRow, ...] = ()
    photos: tuple[PhotoRow, ...] = ()
    events: tuple[EventRow, ...] = ()
    visit_at: datetime | None = None
    work: TicketWork = field(default_factory=TicketWork)
    may_edit: bool = True  # the acting user
    is_own_work: bool = False  # done by the acting user, so another person verifies it
    may_note: bool = True
    clocks: TicketClocks = TicketClocks()  # noqa: RUF009 frozen
    urgency: int | None = None
    impact: int | None = None
    links: tuple[LinkRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Requester:
    """Somebody who reported a repair, and how to reach them."""

    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class TargetHit:
    """One answer of the place-or-asset type-ahead. ``kind``: asset, place or unit."""

    kind: str
    id: int
    code: str
    name: str
    path: str
    icon: str
    open_tickets: int = 0


@dataclass(frozen=True, slots=True)
class TargetInfo:
    """What the log-repair sheet shows of the chosen asset or place."""

    kind: str
    id: int
    name: str
    path: str
    trade_id: int | None
    priority: int
    open_tickets: tuple[TicketBrief, ...] = ()
    covers: tuple[CoverRow, ...] = ()
    nearby: tuple[TicketBrief, ...] = ()  # of an asset: open tickets about its room


@dataclass(frozen=True, slots=True)
class AttributeRow:
    """One typed attribute of an asset, its value ready to read with its unit."""

    code: str
    name: str
    value: str
    unit: str
    as_reported: bool
    note: str = ""
    value_type: str = "text"  # number, text, date (ISO) or bool ("1" or "0")


@dataclass(frozen=True, slots=True)
class FundingRow:
    """One funding share: ``share`` is its part of the whole, 0 to 1."""

    source: str
    amount_twd: int
    share: Decimal
    as_reported: bool
    is_remainder: bool


@dataclass(frozen=True, slots=True)
class AssetDetail:
    """An asset, whole."""

    id: int
    version: int
    code: str
    name: str
    category_code: str
    category: str
    icon: str
    place_id: int
    place_label: str
    parent_id: int | None
    parent_name: str
    property_number: str | None
    status: str
    status_since: date | None
    custodian: str
    using_unit: str
    manufacturer: str
    model: str
    serial_number: str
    quantity: int
    acquired_on: date | None
    in_service_on: date | None
    cost_twd: int | None
    cost_label: str
    cost_as_reported: bool
    service_life_years: int | None
    note: str
    is_demo: bool
    next_due_on: date | None
    last_done_on: date | None
    last_outcome: str
    law_due_on: date | None = None  # the nearest check whose interval a law sets
    open_tickets: tuple[TicketBrief, ...] = ()
    ticket_count: int = 0
    task_count: int = 0
    attributes: tuple[AttributeRow, ...] = ()
    funding: tuple[FundingRow, ...] = ()
    covers: tuple[CoverRow, ...] = ()
    permits: tuple[PermitRow, ...] = ()
    photos: tuple[PhotoRow, ...] = ()
    events: tuple[EventRow, ...] = ()
    components: tuple[tuple[int, str], ...] = ()
    custodian_id: int | None = None
    name_en: str = ""
    service_life_source: str = ""
    template_code: str = ""


@dataclass(frozen=True, slots=True)
class UnitTile:
    """A dormitory unit on the rack. ``flags``: ending, audit, repair, patrol."""

    id: int
    place_id: int
    code: str
    kind: str
    land: str
    floor: int | None
    site: str
    status: str
    since: date | None
    until: date | None
    note: str
    resident: str
    resident_title: str
    flags: tuple[str, ...] = ()
    is_demo: bool = False
    agreement_until: date | None = None


@dataclass(frozen=True, slots=True)
class MeterRow:
    """A meter's newest reading and how much it rose since the one before."""

    kind: str
    unit: str
    value: Decimal
    rise: Decimal | None
    read_on: date


@dataclass(frozen=True, slots=True)
class UnitDetail:
    """A dormitory unit, whole."""

    tile: UnitTile
    version: int
    address: str
    parcel: str
    area_m2: Decimal | None
    rooms: int | None
    capacity: int | None
    property_number: str | None
    borrower: str
    borrower_title: str
    borrower_agency: str
    family: str
    agreement_kind: str
    agreement_from: date | None
    agreement_until: date | None
    purpose: str
    notary_number: str
    notarised_on: date | None
    is_enforceable: bool
    return_by: date | None
    return_reason: str
    open_tickets: tuple[TicketBrief, ...] = ()
    meters: tuple[MeterRow, ...] = ()
    photos: tuple[PhotoRow, ...] = ()
    events: tuple[EventRow, ...] = ()
    note: str = ""
    built_on: date | None = None
    agreements: tuple[AgreementDetail, ...] = ()
    applications: tuple[ApplicationRow, ...] = ()
    takes_applications: bool = False


@dataclass(frozen=True, slots=True)
class TaskDetail:
    """An inspection task, whole. ``state`` is one of domain.inspections.TaskState."""

    id: int
    version: int
    number: str
    title: str
    template_code: str
    template_name: str
    asset_id: int | None
    place_id: int
    target: str
    place_label: str
    due_on: date
    window_from: date | None
    window_until: date | None
    status: str
    state: str
    done_on: date | None
    outcome: str
    reason: str
    assignee: str
    is_statutory: bool
    legal_basis: str
    interval: str
    who: str
    record: str
    filing: str
    retention_years: int | None
    note: str
    is_demo: bool
    sheets: tuple[str, ...] = ()
    history: tuple[tuple[date, str, str], ...] = ()  # inspected on, outcome, inspector
    assignee_id: int | None = None
    inspector: str = ""
    licence: str = ""
    result_note: str = ""
    items: tuple["ItemRow", ...] = ()  # the checklist in paper order, with the answers of a done task
    photos: tuple[PhotoRow, ...] = ()
    explanation: str = ""  # why it is on its day, in words
    complied_on: date | None = None  # when the last thing it found was put right
    keyed_by: str = ""
    keyed_at: datetime | None = None  # also of what is only half keyed
    plan_id: int | None = None
    duty_id: int | None = None


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One checklist item with its answer, if there is one, and the newest earlier reading."""

    id: int
    position: int
    section: str
    text: str
    kind: str
    unit: str = ""
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    outcome: str = ""
    reading: Decimal | None = None
    answer: str = ""
    last: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ItemAnswer:
    """What a person keyed for one item: ``outcome`` pass, fail, na or ""; ``note`` says what failed."""

    item_id: int
    outcome: str = ""
    reading: Decimal | None = None
    text: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class NewAsset:
    """An asset to be entered; ``code`` "" gets the next free one of its category."""

    name: str
    category_id: int
    place_id: int
    code: str = ""
    name_en: str = ""
    parent_id: int | None = None
    property_number: str | None = None
    status: str = "in_use"
    custodian_id: int | None = None
    using_unit: str = ""
    manufacturer: str = ""
    model: str = ""
    serial_number: str = ""
    quantity: int = 1
    acquired_on: date | None = None
    in_service_on: date | None = None
    cost_twd: int | None = None
    service_life_years: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class DueItem:
    """One thing someone must do.

    ``kind``: ticket, task, permit, contract, bond, milestone, warranty, agreement, insurance, audit. ``action``:
    record, dispatch, progress, chase, verify, renew, notify, audit or open.
    """

    kind: str
    id: int
    number: str
    title: str
    where: str
    due_on: date
    due_at: datetime | None = None
    is_mine: bool = False
    is_statutory: bool = False
    group: str = ""  # overdue, week, new, expiring
    action: str = ""  # what the overview's accent text does
    target: str = ""  # where it opens: the entity ("tickets", "assets", "dorm_units" …) of ``target_id``
    target_id: int = 0
    is_demo: bool = False


@dataclass(frozen=True, slots=True)
class TradeCount:
    """Tickets of one trade by month, oldest first; the last month is the running one."""

    trade: str
    months: tuple[int, ...]
    trade_id: int = 0


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything the overview page shows, read in one moment."""

    today: date
    due: tuple[DueItem, ...] = ()
    later_tickets: int = 0  # repairs that fall due after the week, within 30 days
    later_tasks: int = 0  # and inspections
    statutory_total: int = 0
    statutory_overdue: int = 0
    ages: tuple[tuple[str, int], ...] = ()  # d3, d7, d14, d30, older -> open tickets
    trades: tuple[TradeCount, ...] = ()
    month_labels: tuple[int, ...] = ()
    tiles: tuple[UnitTile, ...] = ()
    audit_done: int = 0
    audit_total: int = 0
    solar: tuple[tuple[int, Decimal | None, Decimal | None], ...] = ()  # month, counted, planned
    solar_year: Decimal = Decimal(0)
    solar_plan: Decimal = Decimal(0)
    solar_plan_to_date: Decimal = Decimal(0)
    totals: tuple[tuple[str, int], ...] = ()  # group -> how many there are, also beyond those in ``due``
    open_tickets: int = 0
    audit_name: str = ""


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One answer of the search over everything.

    ``kind``: ticket, asset, unit, place, person, vendor, contract, project, event or task.
    """

    kind: str
    id: int
    title: str
    detail: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True)
class HistoryStep:
    """The step that undo or redo would take: its number, message code and facts."""

    id: int
    label: str
    params: dict[str, object] = field(default_factory=dict)
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something `check` found: a message code and its facts."""

    code: str
    params: dict[str, object] = field(default_factory=dict)
