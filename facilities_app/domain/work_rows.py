"""What services hand out of the work on a repair and of the stock: values, never mapped rows."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from facilities_app.domain.work import unsplit


@dataclass(frozen=True, slots=True)
class NewLabour:
    """Time worked on a ticket, by own staff (``user_id``) or a contractor (``vendor_id``): exactly one."""

    minutes: int
    worked_on: date | None = None  # None is today
    user_id: int | None = None
    vendor_id: int | None = None
    amount_twd: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class PartUse:
    """So much of a part, for a ticket."""

    part_id: int
    quantity_milli: int


@dataclass(frozen=True, slots=True)
class WorkDone:
    """What is told of the work when a ticket is finished; everything may be left open.

    ``other_twd`` is what the repair cost beside the labour and parts told here or before, None for nothing to say.
    """

    cause_id: int | None = None
    remedy_id: int | None = None
    labour: NewLabour | None = None
    parts: tuple[PartUse, ...] = ()
    other_twd: int | None = None
    is_green: bool | None = None
    finished_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CodeRow:
    """A cause or remedy code. ``is_own`` where it is of the trade asked for."""

    id: int
    code: str
    name: str
    trade_id: int | None
    is_own: bool = True


@dataclass(frozen=True, slots=True)
class LabourRow:
    """Time worked on a ticket."""

    id: int
    version: int
    worked_on: date
    minutes: int
    user_id: int | None
    vendor_id: int | None
    who: str
    amount_twd: int | None
    note: str


@dataclass(frozen=True, slots=True)
class PartUseRow:
    """What a ticket holds of one part, and what that cost."""

    part_id: int
    code: str
    name: str
    unit: str
    quantity_milli: int
    amount_twd: int
    is_green: bool = False


@dataclass(frozen=True, slots=True)
class CostLineRow:
    """A share of a ticket's cost. ``year`` is 民國."""

    id: int
    version: int
    year: int
    budget_line: str
    amount_twd: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class DowntimeRow:
    """The asset was out of service; ``until_at`` None while it still is."""

    id: int
    from_at: datetime
    until_at: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class MeterStand:
    """A meter of the ticket's asset (or place) and where it stood last."""

    id: int
    code: str
    kind: str
    unit: str
    value: Decimal | None
    read_on: date | None


@dataclass(frozen=True, slots=True)
class TicketWork:
    """What a ticket took. ``recorded_twd`` is labour and parts; ``other_twd`` what was entered beside them."""

    cause: CodeRow | None = None
    remedy: CodeRow | None = None
    is_green: bool = False
    satisfaction: int | None = None
    verified_by: str = ""
    labour: tuple[LabourRow, ...] = ()
    parts: tuple[PartUseRow, ...] = ()
    cost_lines: tuple[CostLineRow, ...] = ()
    downtimes: tuple[DowntimeRow, ...] = ()
    meters: tuple[MeterStand, ...] = ()
    cost_twd: int | None = None

    @property
    def minutes(self) -> int:
        """All minutes worked."""
        return sum(row.minutes for row in self.labour)

    @property
    def labour_twd(self) -> int:
        """What the labour cost; own staff's is often not charged."""
        return sum(row.amount_twd or 0 for row in self.labour)

    @property
    def parts_twd(self) -> int:
        """What the parts cost."""
        return sum(row.amount_twd for row in self.parts)

    @property
    def other_twd(self) -> int:
        """What of the cost is neither labour nor parts."""
        return (self.cost_twd or 0) - self.labour_twd - self.parts_twd

    @property
    def unsplit_twd(self) -> int:
        """What no budget line carries yet; below zero, what they carry too much."""
        return unsplit(self.cost_twd, (line.amount_twd for line in self.cost_lines))

    @property
    def is_down(self) -> bool:
        """Whether the asset is out of service because of this ticket."""
        return any(row.until_at is None for row in self.downtimes)


@dataclass(frozen=True, slots=True)
class NewPart:
    """A part to be kept in stock; ``code`` "" gets the next free number. Nothing lies on the shelf yet."""

    name: str
    unit: str
    code: str = ""
    unit_price_twd: int = 0
    reorder_milli: int = 0
    trade_id: int | None = None
    shelf: str = ""
    is_green: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part as the type-ahead shows it."""

    id: int
    code: str
    name: str
    unit: str
    unit_price_twd: int
    stock_milli: int
    shelf: str = ""
    trade_id: int | None = None


@dataclass(frozen=True, slots=True)
class PartMoveRow:
    """One line of a part's history: thousandths in (negative: out), and what then lay on the shelf."""

    id: int
    at: datetime
    kind: str
    quantity_milli: int
    stock_milli: int
    unit_price_twd: int
    ticket_id: int | None
    ticket_number: str
    note: str


@dataclass(frozen=True, slots=True)
class PartDetail:
    """A part, whole, its newest moves first."""

    id: int
    version: int
    code: str
    name: str
    unit: str
    unit_price_twd: int
    reorder_milli: int
    stock_milli: int
    trade_id: int | None
    shelf: str
    is_green: bool
    is_active: bool
    is_demo: bool
    note: str
    moves: tuple[PartMoveRow, ...] = ()

    @property
    def is_short(self) -> bool:
        """At or below the level at which it is to be ordered; a level of zero asks for nothing."""
        return self.is_active and 0 < self.reorder_milli >= self.stock_milli
