"""The days a plan will ask for beyond its tasks: of a fixed plan by its rule, of a floating one if each is done on
its day, of a permit's if each is renewed for the same time."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from facilities_app.domain.recurrence import HolidayRule, Recurrence, Workdays, read_days, shifted

_SHORTEST = 28
_MOST = 400
"""More occurrences than a year of days has are never asked for."""
_MONTHS = {"MONTHLY": 1, "YEARLY": 12}
_DAYS = {"DAILY": 1, "WEEKLY": 7}


class Plain(NamedTuple):
    """A rule that only says how far apart its days are: so many days, or so many months."""

    days: int = 0
    months: int = 0


@lru_cache(maxsize=256)
def plain(rule: str) -> Plain | None:
    """What a plain rule ("FREQ=MONTHLY;INTERVAL=6") says; None where it says more than how far apart."""
    parts = dict(piece.partition("=")[::2] for piece in rule.split(";"))
    if not set(parts) <= {"FREQ", "INTERVAL"} or not parts.get("INTERVAL", "1").isdecimal():
        return None
    unit, count = parts.get("FREQ", ""), int(parts.get("INTERVAL", "1"))
    found = Plain(_DAYS.get(unit, 0) * count, _MONTHS.get(unit, 0) * count)
    return found if any(found) else None


def stepped(rule: str, day: date) -> date | None:
    """The next day of a plain rule counted from ``day``, as Recurrence.from_completion gives it at a hundredth of the
    time; None for another rule.
    """
    step = plain(rule)
    if step is None:
        return None
    return day + timedelta(days=step.days) if step.days else _months_on(day, step.months)


def days_of(rule: str, starts_on: date, since: date, until: date) -> list[date] | None:
    """A plain rule's days from ``since`` to ``until``, as Recurrence.dates gives them; None for another rule."""
    step = plain(rule)
    if step is None:
        return None
    since = max(since, starts_on)
    if step.days:
        at = -(-(since - starts_on).days // step.days)
        count = (until - starts_on).days // step.days
        return [starts_on + timedelta(days=step.days * n) for n in range(at, count + 1)]
    at = max(0, ((since.year - starts_on.year) * 12 + since.month - starts_on.month) // step.months)
    found, day = [], _months_on(starts_on, step.months * at)
    while day <= until:
        if day >= since:
            found.append(day)
        at += 1
        day = _months_on(starts_on, step.months * at)
    return found


def onward(
    rule: "Rule", holiday_rule: HolidayRule, workdays: Workdays, since: date, until: date
) -> Iterator[tuple[date, date]]:
    """(the rule's day, the day it is put on) of each that follows ``since`` if every one is done on its day."""
    day = since
    for _ in range(_MOST):
        following = rule.from_completion(day)
        if following is None or following > until:
            return
        day = shifted(following, holiday_rule, workdays)
        yield following, day


class Rule:
    """A recurrence that is asked for very many plans: a plain rule is reckoned, any other goes the usual way.

    Raises Invalid("plan.bad_rule") or Invalid("plan.bad_day") when it is first asked.
    """

    def __init__(self, rule: str, starts_on: date, ends_on: date | None, exclusions: str) -> None:
        self._rule, self._starts_on, self._ends_on = rule, starts_on, ends_on
        self._exclusions = exclusions

    def dates(self, since: date, until: date) -> list[date]:
        """As Recurrence.dates."""
        last = until if self._ends_on is None else min(until, self._ends_on)
        found = None if self._exclusions else days_of(self._rule, self._starts_on, since, last)
        return self._whole().dates(since, until) if found is None else found

    def from_completion(self, day: date) -> date | None:
        """As Recurrence.from_completion."""
        found = None if self._exclusions else stepped(self._rule, day)
        if found is None:
            return self._whole().from_completion(day)
        return None if self._ends_on is not None and found > self._ends_on else found

    def _whole(self) -> Recurrence:
        return Recurrence(self._rule, self._starts_on, self._ends_on, read_days(self._exclusions))


def _months_on(day: date, count: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    if day.day <= _SHORTEST:
        return date(year, month + 1, day.day)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
