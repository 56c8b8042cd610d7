"""What is read of one asset's life: downtimes, slips, and everything the chapter 壽命與成本 shows."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from facilities_app.domain.asset_life import Costs, Judgement, ServiceLife


@dataclass(frozen=True, slots=True)
class DowntimeRow:
    """One recorded downtime; ``minutes`` until now while it is open."""

    id: int
    from_at: datetime
    until_at: datetime | None
    minutes: int
    reason: str = ""
    ticket_id: int | None = None
    ticket_number: str = ""


@dataclass(frozen=True, slots=True)
class SlipRow:
    """One slip of the property ledger in which the asset appears."""

    id: int
    number: str
    kind: str
    slip_on: date
    from_label: str
    to_label: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class AssetLife:
    """Everything the chapter 壽命與成本 shows of one asset.

    ``with_parts`` and ``whole`` add its components and their repairs, None if it has none; ``parts`` are the ids of
    all below it, ``part_tickets`` and ``part_open`` what was ever and what is still reported about them. ``down``
    are minutes from ``start_at`` to ``end_at``, the last 365 days or what of them it was in service; None if none
    was ever recorded.
    """

    asset_id: int
    name: str
    life: ServiceLife
    cost_twd: int | None
    costs: Costs
    with_parts: Costs | None
    judgement: Judgement
    start_at: datetime
    end_at: datetime
    down: int | None
    available: Decimal | None
    downtimes: tuple[DowntimeRow, ...] = ()
    statuses: tuple[tuple[str, date, date | None, int], ...] = ()
    slips: tuple[SlipRow, ...] = ()
    is_retired: bool = False
    whole: Judgement | None = None
    parts: tuple[int, ...] = ()
    part_tickets: int = 0
    part_open: int = 0
