"""Moving occurrences about the year: how far each may go, and which day of a month or week is meant."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from facilities_app.domain.recurrence import Workdays


@dataclass(frozen=True, slots=True)
class MoveRange:
    """A planned inspection and the days it may be moved to; ``last`` is None where nothing bounds it.

    ``own_last`` is the end of the plan's own window: no law, but what the office set itself.
    """

    task_id: int
    version: int
    number: str
    title: str
    target: str
    due_on: date
    first: date
    last: date | None
    statutory: bool
    own_last: date | None = None


class Move(NamedTuple):
    """Put the inspection on that day, if it is still as it was read."""

    task_id: int
    version: int
    due_on: date


def day_within(due_on: date, first: date, last: date, workdays: Workdays) -> date:
    """The day of a month or week (``first`` to ``last``) that is meant by moving ``due_on`` there: the same day of
    the month or of the week, or the working day nearest to it inside.
    """
    if (last - first).days > 6:
        wanted = first + timedelta(days=min(due_on.day, last.day) - 1)
    else:
        wanted = first + timedelta(days=(due_on.weekday() - first.weekday()) % 7)
    return workday_near(wanted, first, last, workdays)


def workday_near(wanted: date, first: date, last: date, workdays: Workdays) -> date:
    """The working day from ``first`` to ``last`` nearest to ``wanted``; without any ``wanted`` itself, put inside."""
    inside = min(max(wanted, first), last)
    later, earlier = workdays.next_workday(inside), workdays.previous_workday(inside)
    near = sorted((later, earlier), key=lambda day: abs((day - inside).days))
    return next((day for day in near if first <= day <= last), inside)
