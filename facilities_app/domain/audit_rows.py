"""What the audit's screens and papers are told of a round, a unit of it, and what follows."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from facilities_app.domain.audits import Counts


@dataclass(frozen=True, slots=True)
class Frozen:
    """What was true of a unit when the round's list was made. Names are whole: who shows them masks them."""

    unit_code: str
    unit_kind: str
    unit_status: str
    where: str
    land: str
    area_m2: Decimal | None
    resident: str
    title: str
    agency: str
    family: str
    agreement_from: date | None
    agreement_until: date | None
    notarised_on: date | None
    previous_finding: str
    previous_on: date | None
    agreement_id: int | None = None


@dataclass(frozen=True, slots=True)
class VisitLine:
    """One unit of a round, in route order."""

    id: int
    unit_id: int
    number: str
    position: int
    route: str
    unit_code: str
    unit_kind: str
    resident: str
    finding: str
    revisit_on: date | None
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One step of what follows a finding."""

    id: int
    visit_id: int
    unit_code: str
    resident: str
    finding: str
    kind: str
    state: str
    made_on: date
    due_on: date | None
    due_time: str
    done_on: date | None
    document: str
    outcome: str
    note: str


@dataclass(frozen=True, slots=True)
class RoundDetail:
    """A round whole: its units in route order and all that follows."""

    id: int
    version: int
    name: str
    year: int
    ordinal: int
    scope: str
    starts_on: date | None
    due_on: date | None
    frozen_at: datetime | None
    closed_at: datetime | None
    closed_by: str
    counts: Counts
    lines: tuple[VisitLine, ...]
    follow_ups: tuple[FollowUp, ...]
    is_demo: bool


@dataclass(frozen=True, slots=True)
class Attempt:
    """One knock at the door."""

    id: int
    visited_at: datetime
    visitor: str
    met: str
    met_name: str
    finding: str
    note: str


@dataclass(frozen=True, slots=True)
class Usage:
    """One billing period's use of water or electricity."""

    kind: str
    period_from: date
    period_until: date
    value: Decimal


@dataclass(frozen=True, slots=True)
class VisitDetail:
    """One unit of a round, whole."""

    id: int
    version: int
    round_id: int
    unit_id: int
    number: str
    position: int
    total: int
    frozen: Frozen
    finding: str
    visited_at: datetime | None
    visitor: str
    revisit_on: date | None
    absence: str
    note: str
    registration: str
    registration_note: str
    neighbour_note: str
    explanation: str
    attempts: tuple[Attempt, ...]
    usages: tuple[Usage, ...]
    follow_ups: tuple[FollowUp, ...]
    photos: int


@dataclass(frozen=True, slots=True)
class KeyedVisit:
    """What is keyed of one visit."""

    finding: str
    visited_at: datetime
    visitor: str = ""
    met: str = ""
    met_name: str = ""
    absence: str = ""
    revisit_on: date | None = None
    revisit_time: str = ""
    note: str = ""
    registration: str = ""
    registration_note: str = ""
    neighbour_note: str = ""
