"""The days a plan will ask for beyond its tasks: of a fixed plan by its rule, of a floating one if each is done on
its day, of a permit's if each is renewed for the same time."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from facilities_app.domain.recurrence import HolidayRule, Recurrence, Workdays, shifted

_MOST = 400
"""More occurrences than a year of days has are never asked for."""
_MONTHS = {"MONTHLY": 1, "YEARLY": 12}
_DAYS = {"DAILY": 1, "WEEKLY": 7}


def stepped(rule: str, day: date) -> date | None:
    """The next day of a plain rule ("FREQ=MONTHLY;INTERVAL=6") counted from ``day``, as Recurrence.from_completion
    gives it at a hundredth of the time; None where the rule says more than how far apart.
    """
    parts = dict(piece.partition("=")[::2] for piece in rule.split(";"))
    if not set(parts) <= {"FREQ", "INTERVAL"} or not parts.get("INTERVAL", "1").isdecimal():
        return None
    unit, count = parts.get("FREQ", ""), int(parts.get("INTERVAL", "1"))
    if count and unit in _DAYS:
        return day + timedelta(days=_DAYS[unit] * count)
    if count and unit in _MONTHS:
        return _months_on(day, _MONTHS[unit] * count)
    return None


def onward(
    recurrence: Recurrence, holiday_rule: HolidayRule, workdays: Workdays, since: date, until: date
) -> Iterator[tuple[date, date]]:
    """(the rule's day, the day it is put on) of each that follows ``since`` if every one is done on its day."""
    day = since
    plain = not recurrence.exclusions
    for _ in range(_MOST):
        step = stepped(recurrence.rule, day) if plain else None
        following = step if step is not None else recurrence.from_completion(day)
        ended = following is not None and recurrence.ends_on is not None and following > recurrence.ends_on
        if following is None or ended or following > until:
            return
        day = shifted(following, holiday_rule, workdays)
        yield following, day


def _months_on(day: date, count: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
