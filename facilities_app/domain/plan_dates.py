"""The days on which a plan asks for an inspection: by its rule, the last completion, a permit or a meter."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from facilities_app.domain.recurrence import HolidayRule, Recurrence, Workdays, shifted

LIFT_YOUNG_YEARS = 15
LIFT_MONTHS, LIFT_OLD_MONTHS = 12, 6
"""建築物昇降設備設置及檢查管理辦法 §5: yearly, half-yearly from 15 years after completion."""
PERMIT_WINDOW_MONTHS = 2
"""The same §5: apply within the two months before the permit ends."""


class Why(StrEnum):
    """Why an occurrence is on its day; the sentence is in the message door."""

    RULE = "rule"
    FIRST = "first"
    AFTER_DONE = "after_done"
    PERMIT = "permit"
    METER = "meter"
    RENEWED = "renewed"  # foreseen: the permit renewed as usual
    IF_DONE = "if_done"  # foreseen: the one before done on its day


@dataclass(frozen=True, slots=True)
class Timing:
    """How a plan turns a day of its rule into a task: where days off move it and how far people may."""

    holiday_rule: HolidayRule = HolidayRule.KEEP
    days_before: int | None = None
    days_after: int | None = None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One inspection to be. ``on`` is the rule's own day and never moves; ``due_on`` is where it was put."""

    on: date
    due_on: date
    window_from: date | None
    window_until: date | None
    why: Why
    since: date | None = None  # the completion or the permit's end that it follows from

    @property
    def was_moved(self) -> bool:
        """Whether a day off moved it."""
        return self.on != self.due_on


def by_rule(
    recurrence: Recurrence, timing: Timing, workdays: Workdays, since: date, until: date
) -> list[Occurrence]:
    """The fixed plan's occurrences whose own day lies from ``since`` to ``until``."""
    return [_placed(day, timing, workdays, Why.RULE) for day in recurrence.dates(since, until)]


def after_completion(
    recurrence: Recurrence, timing: Timing, workdays: Workdays, done_on: date | None
) -> Occurrence | None:
    """The one next occurrence of a floating plan: counted from ``done_on``, or the first if it was never done."""
    if done_on is None:
        first = recurrence.first(1, recurrence.starts_on)
        return _placed(first[0], timing, workdays, Why.FIRST) if first else None
    day = recurrence.from_completion(done_on)
    return _placed(day, timing, workdays, Why.AFTER_DONE, done_on) if day is not None else None


def before_expiry(expires_on: date, timing: Timing, workdays: Workdays) -> Occurrence:
    """The inspection that renews a permit: due on its last day, never later, open two months before unless the plan
    says otherwise. A day off can only bring it forward.
    """
    opens = (
        expires_on - relativedelta(months=PERMIT_WINDOW_MONTHS)
        if timing.days_before is None
        else expires_on - timedelta(days=timing.days_before)
    )
    due = expires_on if timing.holiday_rule is HolidayRule.KEEP else workdays.previous_workday(expires_on)
    return Occurrence(expires_on, due, opens, expires_on, Why.PERMIT, expires_on)


def after_renewal(
    recurrence: Recurrence, timing: Timing, workdays: Workdays, expires_on: date
) -> Iterator[Occurrence]:
    """What follows ``expires_on`` if the permit is renewed each time for as long as the rule says: estimates, in order,
    until the rule ends.
    """
    last, until = expires_on, recurrence.from_completion(expires_on)
    while until is not None:
        yield replace(before_expiry(until, timing, workdays), why=Why.RENEWED, since=last)
        last, until = until, recurrence.from_completion(until)


def lift_interval_months(completion_inspected_on: date | None, on: date) -> int | None:
    """How often a lift is inspected on ``on``; None when its completion inspection is unknown, so that the permit's
    printed end decides. Source: see LIFT_MONTHS.
    """
    if completion_inspected_on is None:
        return None
    old_from = completion_inspected_on + relativedelta(years=LIFT_YOUNG_YEARS)
    return LIFT_OLD_MONTHS if on >= old_from else LIFT_MONTHS


def explained(occurrence: Occurrence) -> str:
    """Why it is on its day, as a code that is stored: "after_done:2026-04-25;moved:2026-07-25"."""
    text = occurrence.why.value + (f":{occurrence.since}" if occurrence.since else "")
    return f"{text};moved:{occurrence.on}" if occurrence.was_moved else text


class MeterRule(StrEnum):
    """What a reading must do to ask for an inspection."""

    ABOVE = "above"
    BELOW = "below"
    BETWEEN = "between"
    INCREASE = "increase"


def met_on(
    rule: MeterRule,
    low: Decimal | None,
    high: Decimal | None,
    readings: Sequence[tuple[date, Decimal]],
    done_on: date | None,
) -> tuple[date, Decimal] | None:
    """The first reading after ``done_on`` that asks for an inspection, with its value; None if none does.

    above: more than ``low``; below: less than ``low``; between: from ``low`` to ``high``; increase: at least ``low``
    more than the last reading up to ``done_on`` (than the first reading if it was never done). ``readings`` in order.
    """
    if low is None:
        return None
    base = _base(readings, done_on)
    for day, value in readings:
        if done_on is not None and day <= done_on:
            continue
        if _is_met(rule, low, high, value, base):
            return day, value
    return None


def _is_met(
    rule: MeterRule, low: Decimal, high: Decimal | None, value: Decimal, base: Decimal | None
) -> bool:
    if rule is MeterRule.ABOVE:
        return value > low
    if rule is MeterRule.BELOW:
        return value < low
    if rule is MeterRule.BETWEEN:
        return low <= value and (high is None or value <= high)
    return base is not None and value - base >= low


def _base(readings: Iterable[tuple[date, Decimal]], done_on: date | None) -> Decimal | None:
    base = None
    for day, value in readings:
        if base is not None and (done_on is None or day > done_on):
            break
        base = value
    return base


def _placed(day: date, timing: Timing, workdays: Workdays, why: Why, since: date | None = None) -> Occurrence:
    due = shifted(day, timing.holiday_rule, workdays)
    before, after = timing.days_before, timing.days_after
    return Occurrence(
        on=day,
        due_on=due,
        window_from=None if before is None else day - timedelta(days=before),
        window_until=None if after is None else day + timedelta(days=after),
        why=why,
        since=since,
    )
