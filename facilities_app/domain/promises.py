"""What the office promises for repairs: which target holds, what urgency and impact make, who is told when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from facilities_app.domain.clocks import Light
from facilities_app.domain.errors import Invalid

GRADES = (1, 2, 3)
"""Urgency and impact: 1 high, 2 middle, 3 low."""


@dataclass(frozen=True, slots=True)
class Target:
    """Minutes of working time to the answer and to the repair; no trade or place means any."""

    id: int
    priority_id: int
    trade_id: int | None
    place_id: int | None
    response_minutes: int
    repair_minutes: int


@dataclass(frozen=True, slots=True)
class Step:
    """When so much of a repair's time is used up, people of this role are to be told; no priority means any."""

    at_percent: int
    role_id: int
    priority_id: int | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """When a repair must be answered and done; ``amber_at`` is when its time runs short."""

    response_due_at: datetime
    due_at: datetime
    amber_at: datetime


@dataclass(frozen=True, slots=True)
class ClockReading:
    """One clock of a ticket as it reads now, in minutes of working time."""

    due_at: datetime
    used: int
    promised: int
    light: Light
    met_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PauseReading:
    """The clock stood still: for what, from when, until when it was granted, and when that ended."""

    reason: str
    from_at: datetime
    until_at: datetime | None
    granted_until: datetime | None


@dataclass(frozen=True, slots=True)
class TicketClocks:
    """Both clocks of a ticket; None where nothing was promised. ``is_fixed``: a person set the due date."""

    response: ClockReading | None = None
    repair: ClockReading | None = None
    pauses: tuple[PauseReading, ...] = ()
    is_fixed: bool = False
    escalation: "Escalation | None" = None

    @property
    def paused(self) -> PauseReading | None:
        """The pause that lasts."""
        return next((pause for pause in self.pauses if pause.until_at is None), None)


@dataclass(frozen=True, slots=True)
class Escalation:
    """A repair past a step: how much of its time is used, since when, which roles are to be told and who has them."""

    id: int
    number: str
    title: str
    where: str
    assignee: str
    due_at: datetime
    percent: int
    at_percent: int
    since: datetime
    roles: tuple[str, ...]
    people: tuple[str, ...]
    is_demo: bool = False


def checked_grade(value: int | None, field: str) -> int | None:
    """An urgency or impact, or None. Raises Invalid("ticket.no_such_grade") beside its field."""
    if value is not None and value not in GRADES:
        raise Invalid("ticket.no_such_grade", field=field)
    return value


def best(targets: Iterable[Target], trade_id: int, places: Sequence[int]) -> Target | None:
    """Of one priority's targets the one that names most of this repair: trade and place, then the trade, then the
    nearest place. ``places`` lead from the site down to the place itself.
    """
    fitting = [
        one
        for one in targets
        if one.trade_id in (None, trade_id) and (one.place_id is None or one.place_id in places)
    ]

    def named(one: Target) -> tuple[int, bool, int]:
        has_trade, has_place = one.trade_id is not None, one.place_id is not None
        depth = places.index(one.place_id) if one.place_id is not None else -1
        return has_trade + has_place, has_trade, depth

    return max(fitting, key=named, default=None)


def past_steps(steps: Iterable[Step], priority_id: int, percent: int) -> tuple[Step, ...]:
    """The steps a repair of this priority has passed with so many per cent of its time used, the last one last.

    A step for the priority itself stands in place of one for any priority at the same per cent and role.
    """
    return tuple(
        sorted(
            {
                (one.at_percent, one.role_id): one
                for one in sorted(steps, key=lambda step: step.priority_id is not None)
                if one.priority_id in (None, priority_id) and percent >= one.at_percent
            }.values(),
            key=lambda step: (step.at_percent, step.role_id),
        )
    )
