"""What a late repair costs the contractor, worked out from the ticket's own times.

The rule, as it is applied and as it is shown:

- A promise counts hours of the clock, from the moment the contractor was told (the dispatch).
- Time that the office itself made them wait (待預算) is taken out; waiting for the contractor or for parts is not.
- Seconds are left out. Every begun hour or day beyond the promise counts as a whole one.
- Arrival and repair are two promises, each charged. Nothing is charged before the repair is finished.
- All penalties of a contract together stay within the cap, in the order in which the repairs were finished.
- What lacks a time, or the contract's sum where the rule needs it, is unknown: never nothing, and never charged.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

OFFICE_WAITS = frozenset({"budget"})
"""Reasons of a pause that are the office's own."""

_HOUR, _DAY = 60, 24 * 60


class PenaltyKind(StrEnum):
    """How lateness is charged."""

    FIXED_HOUR = "fixed_hour"
    FIXED_DAY = "fixed_day"
    PERMILLE_DAY = "permille_day"


class Promise(StrEnum):
    """What was promised."""

    ARRIVAL = "arrival"
    REPAIR = "repair"


class Kept(StrEnum):
    """How a promise stands."""

    KEPT = "kept"
    LATE = "late"
    WAITING = "waiting"  # not done yet, and still in time
    OVERDUE = "overdue"  # not done yet, and late
    UNKNOWN = "unknown"


class Charge(StrEnum):
    """What follows for the ticket."""

    NO_RULE = "no_rule"  # the contract charges nothing for lateness
    NOTHING = "nothing"
    CHARGED = "charged"
    RUNNING = "running"  # not finished: what it would be by now is told, not charged
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Terms:
    """What the contract says. Hours of the clock; ``rate`` is NT$, or thousandths of ``amount_twd``."""

    response_hours: int | None = None
    repair_hours: int | None = None
    kind: str = ""
    rate: int | None = None
    cap_percent: int | None = None
    amount_twd: int | None = None

    @property
    def has_rule(self) -> bool:
        """Whether lateness is charged at all."""
        return self.kind in set(PenaltyKind) and self.rate is not None

    @property
    def unit_minutes(self) -> int:
        """How long one charged unit is."""
        return _HOUR if self.kind == PenaltyKind.FIXED_HOUR else _DAY

    @property
    def cap_twd(self) -> int | None:
        """The most that all penalties of the contract come to, cut to whole NT$; None without one."""
        if self.cap_percent is None or self.amount_twd is None:
            return None
        return self.amount_twd * self.cap_percent // 100

    @property
    def lacks_sum(self) -> bool:
        """Whether the rule needs the contract's sum and does not have it."""
        needs = self.kind == PenaltyKind.PERMILLE_DAY or self.cap_percent is not None
        return needs and self.amount_twd is None

    def price(self, units: int) -> int | None:
        """What so many units cost before the cap, cut to whole NT$; None where the contract's sum is missing."""
        if self.rate is None or self.lacks_sum:
            return None
        if self.kind == PenaltyKind.PERMILLE_DAY:
            return (self.amount_twd or 0) * self.rate * units // 1000
        return self.rate * units


@dataclass(frozen=True, slots=True)
class Wait:
    """The clock stood still; ``until`` is None while it still does."""

    start: datetime
    until: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class Times:
    """A ticket's own times. ``is_done`` says that the work ended, whether or not a moment was written down."""

    told_at: datetime | None
    arrived_at: datetime | None = None
    finished_at: datetime | None = None
    is_done: bool = False
    waits: tuple[Wait, ...] = ()


@dataclass(frozen=True, slots=True)
class Delay:
    """One promise with its arithmetic, in minutes. ``amount_twd`` is before the cap, None if unknown or not late."""

    promise: Promise
    kept: Kept
    promised: int
    told_at: datetime | None = None
    until: datetime | None = None
    passed: int | None = None
    waited: int = 0
    late: int = 0
    units: int = 0
    amount_twd: int | None = None


@dataclass(frozen=True, slots=True)
class Penalty:
    """What a ticket's lateness costs. ``asked_twd`` is before the cap; ``cap_left`` what the cap leaves for it."""

    charge: Charge
    delays: tuple[Delay, ...] = ()
    asked_twd: int | None = None
    charged_twd: int | None = None
    cap_left: int | None = None


def work_out(terms: Terms, times: Times, now: datetime) -> Penalty:
    """What the ticket's times mean under these terms, before other tickets use up the cap."""
    hours = ((Promise.ARRIVAL, terms.response_hours), (Promise.REPAIR, terms.repair_hours))
    delays = tuple(_delay(terms, times, promise, told * 60, now) for promise, told in hours if told)
    if not delays or not terms.has_rule:
        return Penalty(Charge.NO_RULE, delays)
    late = [delay for delay in delays if delay.kept in (Kept.LATE, Kept.OVERDUE)]
    known = [delay.amount_twd for delay in late]
    asked = None if None in known else sum(amount or 0 for amount in known)
    if any(delay.kept is Kept.UNKNOWN for delay in delays) or asked is None:
        return Penalty(Charge.UNKNOWN, delays)
    if not times.is_done:
        return Penalty(Charge.RUNNING, delays, asked) if late else Penalty(Charge.NOTHING, delays)
    if not late:
        return Penalty(Charge.NOTHING, delays, 0, 0)
    return Penalty(Charge.CHARGED, delays, asked, _least(asked, terms.cap_twd), terms.cap_twd)


def within_cap(penalties: Sequence[Penalty], cap_twd: int | None) -> tuple[Penalty, ...]:
    """The penalties of one contract, in the order of finishing, each given what the cap still leaves."""
    left, found = cap_twd, []
    for penalty in penalties:
        if penalty.charge is Charge.CHARGED and left is not None:
            charged = min(penalty.asked_twd or 0, left)
            found.append(replace(penalty, charged_twd=charged, cap_left=left))
            left -= charged
        else:
            found.append(penalty)
    return tuple(found)


def _delay(terms: Terms, times: Times, promise: Promise, promised: int, now: datetime) -> Delay:
    done_at = times.arrived_at if promise is Promise.ARRIVAL else times.finished_at
    start = times.told_at
    if start is None or (done_at is None and times.is_done):
        return Delay(promise, Kept.UNKNOWN, promised, start, done_at)
    until = done_at or now
    passed = _minutes(start, until)
    waited = sum(_minutes(a, b) for a, b in _office_waits(times.waits, start, until))
    late = max(0, passed - waited - promised)
    if not late:
        kept = Kept.KEPT if done_at else Kept.WAITING
        return Delay(promise, kept, promised, start, done_at, passed, waited)
    units = -(-late // terms.unit_minutes)
    amount = terms.price(units) if terms.has_rule else None
    kept = Kept.LATE if done_at else Kept.OVERDUE
    return Delay(promise, kept, promised, start, done_at, passed, waited, late, units, amount)


def _office_waits(waits: Sequence[Wait], start: datetime, until: datetime) -> list[tuple[datetime, datetime]]:
    """The office's own waits between start and until, those that overlap counted once."""
    found: list[tuple[datetime, datetime]] = []
    edge = start
    for wait in sorted(waits, key=lambda one: one.start):
        if wait.reason not in OFFICE_WAITS:
            continue
        begin, end = max(wait.start, edge), min(wait.until or until, until)
        if end > begin:
            found.append((begin, end))
            edge = end
    return found


def _minutes(start: datetime, until: datetime) -> int:
    return max(0, int((until - start).total_seconds()) // 60)


def _least(amount: int, cap: int | None) -> int:
    return amount if cap is None else min(amount, cap)
