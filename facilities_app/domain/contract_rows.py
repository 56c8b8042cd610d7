"""What services tell of contracts, contractors and insurance: values, never mapped rows."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from facilities_app.domain.penalties import Charge, Penalty, Terms
from facilities_app.domain.periods import Period
from facilities_app.domain.rows import TicketBrief


@dataclass(frozen=True, slots=True)
class NewContract:
    """A contract to be entered; see ContractDetail."""

    number: str
    title: str
    kind: str
    vendor_id: int | None
    starts_on: date | None
    ends_on: date | None
    amount_twd: int | None = None
    notice_days: int | None = 60
    response_hours: int | None = None
    repair_hours: int | None = None
    penalty_kind: str = ""
    penalty_rate: int | None = None
    penalty_cap_percent: int | None = None
    bond_twd: int | None = None
    bond_return_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Overlap:
    """Another contract that covers some of the same at the same time."""

    contract_id: int
    number: str
    title: str
    vendor: str


@dataclass(frozen=True, slots=True)
class ScopeLine:
    """One thing a contract covers; what is open covers any."""

    id: int
    asset_id: int | None = None
    asset: str = ""
    category_id: int | None = None
    category: str = ""
    trade_id: int | None = None
    trade: str = ""
    place_id: int | None = None
    place: str = ""
    overlaps: tuple[Overlap, ...] = ()


@dataclass(frozen=True, slots=True)
class TicketPenalty:
    """A ticket in a contract's scope with what its times cost the contractor."""

    ticket_id: int
    number: str
    summary: str
    status: int
    told_at: datetime | None
    finished_at: datetime | None
    contract_id: int
    contract_number: str
    vendor: str
    told_on: date
    terms: Terms
    penalty: Penalty


@dataclass(frozen=True, slots=True)
class PenaltySheet:
    """The penalties of one contract or contractor over a period (None: all of it), oldest first."""

    period: Period | None
    lines: tuple[TicketPenalty, ...] = ()

    @property
    def charged_twd(self) -> int:
        """What is charged in all; unknown ones are not in it."""
        return sum(line.penalty.charged_twd or 0 for line in self.lines)

    def count(self, charge: Charge) -> int:
        """How many tickets stand so."""
        return sum(line.penalty.charge is charge for line in self.lines)


@dataclass(frozen=True, slots=True)
class ContractDetail:
    """A contract, whole. ``notice_on`` is the day its renewal is due to be settled."""

    id: int
    version: int
    number: str
    title: str
    kind: str
    vendor_id: int
    vendor: str
    phone: str
    starts_on: date
    ends_on: date
    amount_twd: int | None
    notice_days: int
    notice_on: date
    terms: Terms
    bond_twd: int | None
    bond_return_on: date | None
    bond_returned_on: date | None
    note: str
    is_demo: bool
    scopes: tuple[ScopeLine, ...] = ()
    open_tickets: tuple[TicketBrief, ...] = ()
    open_count: int = 0
    penalties: PenaltySheet = PenaltySheet(None)


@dataclass(frozen=True, slots=True)
class ContractBrief:
    """A contract in one line."""

    id: int
    number: str
    title: str
    kind: str
    starts_on: date
    ends_on: date
    amount_twd: int | None
    bond_twd: int | None = None
    bond_return_on: date | None = None
    bond_returned_on: date | None = None


@dataclass(frozen=True, slots=True)
class WarrantyBrief:
    """A promise on one asset."""

    id: int
    asset_id: int
    asset: str
    place: str
    ends_on: date


@dataclass(frozen=True, slots=True)
class Punctuality:
    """Promises of finished repairs: how many were kept, late or cannot be told; ``share`` of those known."""

    kept: int = 0
    late: int = 0
    unknown: int = 0

    @property
    def share(self) -> Decimal | None:
        """Kept of kept and late; None while neither is known."""
        known = self.kept + self.late
        return Decimal(self.kept) / known if known else None


@dataclass(frozen=True, slots=True)
class VendorDetail:
    """A contractor, whole. ``cost_twd`` adds the known costs of its repairs of the last twelve months."""

    id: int
    version: int
    code: str
    name: str
    tax_id: str
    phone: str
    contact: str
    note: str
    is_demo: bool
    contracts: tuple[ContractBrief, ...] = ()
    open_tickets: tuple[TicketBrief, ...] = ()
    open_count: int = 0
    arrival: Punctuality = Punctuality()
    repair: Punctuality = Punctuality()
    year: Period | None = None
    repairs: int = 0
    cost_twd: int | None = None
    uncosted: int = 0
    penalties: PenaltySheet = PenaltySheet(None)
    warranties: tuple[WarrantyBrief, ...] = ()


@dataclass(frozen=True, slots=True)
class NewVendor:
    """A contractor to be entered; ``code`` "" gets the next free one."""

    name: str
    code: str = ""
    tax_id: str = ""
    phone: str = ""
    contact: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PolicyDetail:
    """An insurance policy, whole."""

    id: int
    version: int
    number: str
    kind: str
    vendor_id: int
    vendor: str
    phone: str
    place_id: int
    place: str
    starts_on: date
    ends_on: date
    insured_twd: int | None
    premium_twd: int | None
    notice_days: int
    note: str
    is_demo: bool
    earlier: tuple[
        tuple[int, str, date, date], ...
    ] = ()  # id, number, from, until of the same place and kind


@dataclass(frozen=True, slots=True)
class NewPolicy:
    """A policy to be entered."""

    number: str
    kind: str
    vendor_id: int | None
    place_id: int | None
    starts_on: date | None
    ends_on: date | None
    insured_twd: int | None = None
    premium_twd: int | None = None
    notice_days: int | None = 60
    note: str = ""
