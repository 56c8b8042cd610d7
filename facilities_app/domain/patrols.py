"""Patrols of the places where mosquitoes may breed (造冊列管): spots, visits, and how often water held larvae."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from facilities_app.domain.errors import Invalid
from facilities_app.domain.rows import PhotoRow

KINDS = (
    "gutter",
    "drain",
    "sump",
    "planter",
    "container",
    "pond",
    "tank",
    "vacant_unit",
    "vacant_land",
    "other",
)
UNIT_KIND = "vacant_unit"
MOST_CONTAINERS = 9_999
USUAL_DAYS = 7
"""How many days may lie between two visits. No law sets it: weekly is the public advice."""


class SpotState(StrEnum):
    """How a spot stands today."""

    VISITED = "visited"
    DUE = "due"  # not visited within the office's own period: behind, never overdue by law
    NEVER = "never"
    OFF = "off"  # no longer on the register


def state(is_active: bool, last_on: date | None, today: date, days: int) -> SpotState:
    """How the spot stands on ``today`` when it is to be visited every so many days."""
    if not is_active:
        return SpotState.OFF
    if last_on is None:
        return SpotState.NEVER
    return SpotState.DUE if next_on(last_on, days) < today else SpotState.VISITED


def next_on(last_on: date, days: int) -> date:
    """The last day on which the next visit keeps the period."""
    return last_on + timedelta(days=days)


@dataclass(frozen=True, slots=True)
class SpotDraft:
    """What is entered of a spot; an empty ``code`` is numbered."""

    name: str
    place_id: int | None
    kind: str = "other"
    route: str = ""
    listed_on: date | None = None
    note: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class VisitDraft:
    """What a visit found: containers with water, and how many of them held larvae."""

    visited_on: date
    containers: int = 0
    positive: int = 0
    visited_by: str = ""
    finding: str = ""


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A visit as it is shown."""

    id: int
    version: int
    spot_id: int
    visited_on: date
    containers: int
    positive: int
    visited_by: str
    finding: str
    ticket: tuple[int, str] | None = None
    photos: tuple[PhotoRow, ...] = ()


@dataclass(frozen=True, slots=True)
class SpotRow:
    """A spot with its last visit. ``unit`` is how the dormitory unit there stands, "" for other places."""

    id: int
    version: int
    code: str
    name: str
    place_id: int
    place: str
    kind: str
    route: str
    position: int
    listed_on: date | None
    is_active: bool
    note: str
    state: SpotState
    last: VisitRow | None = None
    unit: str = ""
    is_demo: bool = False


@dataclass(frozen=True, slots=True)
class RouteMonth:
    """What the visits of one route found in one month; the month is its first day."""

    route: str
    month: date
    visits: int
    containers: int
    positive: int

    @property
    def rate(self) -> float | None:
        """Positive containers per hundred containers with water; None where there was no water."""
        return 100 * self.positive / self.containers if self.containers else None


def check_visit(draft: VisitDraft, today: date, listed_on: date | None = None) -> None:
    """Raise Invalid beside the field of what cannot be."""
    if draft.visited_on > today:
        raise Invalid("patrol.in_future", field="visited_on", on=draft.visited_on)
    if listed_on is not None and draft.visited_on < listed_on:
        raise Invalid("patrol.before_listed", field="visited_on", on=listed_on)
    for key in ("containers", "positive"):
        if not 0 <= getattr(draft, key) <= MOST_CONTAINERS:
            raise Invalid("patrol.bad_count", field=key, most=MOST_CONTAINERS)
    if draft.positive > draft.containers:
        raise Invalid(
            "patrol.more_positive", field="positive", positive=draft.positive, containers=draft.containers
        )
    if not draft.visited_by.strip():
        raise Invalid("patrol.needs_visitor", field="visited_by")
    if draft.positive and not draft.finding.strip():
        raise Invalid("patrol.needs_finding", field="finding", positive=draft.positive)


def months_before(today: date, count: int) -> list[date]:
    """The first days of so many months, the running one last."""
    months = []
    year, month = today.year, today.month
    for _ in range(count):
        months.append(date(year, month, 1))
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return months[::-1]


def summed(rows: Iterable[RouteMonth], route: str, month: date) -> RouteMonth:
    """The sum of several months or routes under one name."""
    found = list(rows)
    return RouteMonth(
        route,
        month,
        sum(row.visits for row in found),
        sum(row.containers for row in found),
        sum(row.positive for row in found),
    )
