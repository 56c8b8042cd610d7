"""Rounds after an event: what a stop is, how a round stands, and what starting one would make."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Event(StrEnum):
    """What makes the office go round."""

    TYPHOON_BEFORE = "typhoon_before"
    TYPHOON_AFTER = "typhoon_after"
    EARTHQUAKE = "earthquake"
    DENGUE = "dengue"
    OTHER = "other"


PARTNER: Mapping[str, str] = {
    Event.TYPHOON_AFTER: Event.TYPHOON_BEFORE,
    Event.TYPHOON_BEFORE: Event.TYPHOON_AFTER,
}
"""The round that stands beside this one over the same damage event."""
DAMAGE_KIND: Mapping[str, str] = {
    Event.TYPHOON_BEFORE: "typhoon",
    Event.TYPHOON_AFTER: "typhoon",
    Event.EARTHQUAKE: "earthquake",
}
"""The kind of damage event that a round of this kind belongs to; none for the others."""


class RoundState(StrEnum):
    """How a round reads today; only its closing is stored."""

    RUNNING = "running"
    BEHIND = "behind"  # past its day with stops open; no law sets that day
    WALKED = "walked"  # nothing open any more, but not closed
    CLOSED = "closed"


def state(closed_on: date | None, due_on: date, open_stops: int, today: date) -> RoundState:
    """How the round stands on ``today``."""
    if closed_on is not None:
        return RoundState.CLOSED
    if not open_stops:
        return RoundState.WALKED
    return RoundState.BEHIND if due_on < today else RoundState.RUNNING


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop of a round: an inspection. ``before`` is how the partner round found the same thing, "" for not."""

    task_id: int
    version: int
    number: str
    asset_id: int | None
    place_id: int
    target: str
    where: str
    template_code: str
    template: str
    status: str
    outcome: str = ""
    reason: str = ""
    done_on: date | None = None
    before: str = ""
    found: str = ""  # what was wrong, in the words of who looked
    tickets: tuple[tuple[int, str], ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether somebody has still to go there."""
        return self.status == "planned"

    @property
    def has_failed(self) -> bool:
        """Whether something was wrong there."""
        return self.outcome == "fail"


@dataclass(frozen=True, slots=True)
class RoundBrief:
    """A round of the same damage event, or one of the same recipe that is still open."""

    id: int
    number: str
    title: str
    event_kind: str
    started_on: date
    total: int
    done: int
    failed: int
    is_closed: bool


@dataclass(frozen=True, slots=True)
class RoundDetail:
    """A round, whole, its stops in the order they are walked."""

    id: int
    version: int
    number: str
    title: str
    recipe_id: int
    recipe: str
    event_kind: str
    event_id: int | None
    event: str
    started_at: datetime
    due_on: date
    closed_on: date | None
    note: str
    state: RoundState
    stops: tuple[Stop, ...]
    others: tuple[RoundBrief, ...]
    is_demo: bool

    @property
    def open_stops(self) -> tuple[Stop, ...]:
        """Where somebody has still to go."""
        return tuple(stop for stop in self.stops if stop.is_open)

    @property
    def done(self) -> int:
        """How many stops were looked at."""
        return sum(stop.status == "done" for stop in self.stops)

    @property
    def failed(self) -> int:
        """At how many of them something was wrong."""
        return sum(stop.has_failed for stop in self.stops)

    @property
    def tickets(self) -> tuple[tuple[int, str], ...]:
        """The repairs that came of it, each once."""
        return tuple(dict.fromkeys(ticket for stop in self.stops for ticket in stop.tickets))

    @property
    def next_stop(self) -> Stop | None:
        """The first open one in walking order."""
        return next(iter(self.open_stops), None)


@dataclass(frozen=True, slots=True)
class StopPlan:
    """A stop that a round would have."""

    asset_id: int | None
    place_id: int
    target: str
    template_code: str
    template: str


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """What starting a recipe would make, in walking order. ``today`` are rounds of it that were started today,
    ``running`` older ones that are still open.
    """

    recipe_id: int
    code: str
    name: str
    event_kind: str
    due_on: date
    stops: tuple[StopPlan, ...]
    today: tuple[RoundBrief, ...] = ()
    running: tuple[RoundBrief, ...] = ()


@dataclass(frozen=True, slots=True)
class StartRound:
    """The wish to start a round. ``event_id`` or the name of a ``new_event`` ties it to a damage event; ``again``
    starts a second one of the same recipe on the same day.
    """

    recipe_id: int
    title: str = ""
    due_on: date | None = None
    event_id: int | None = None
    new_event: str = ""
    assignee_id: int | None = None
    again: bool = False
