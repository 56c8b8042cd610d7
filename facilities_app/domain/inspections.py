"""How an inspection stands on a day: from its due date, what was done, and whether a law sets the interval."""

from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum

from dateutil.relativedelta import relativedelta
from dateutil.rrule import rrulestr

DUE_SOON_DAYS = 7


class TaskState(StrEnum):
    """How a task reads today. Only planned, done, missed and skipped are stored."""

    PLANNED = "planned"
    DUE_SOON = "due_soon"
    DUE_TODAY = "due_today"
    OVERDUE = "overdue"
    DONE = "done"
    DONE_LATE = "done_late"
    MISSED = "missed"
    SKIPPED = "skipped"


def state(status: str, due_on: date, done_on: date | None, today: date) -> TaskState:
    """The state on ``today`` of a task stored as ``status``."""
    if status == "done":
        return TaskState.DONE_LATE if done_on and done_on > due_on else TaskState.DONE
    if status in ("missed", "skipped"):
        return TaskState(status)
    if due_on < today:
        return TaskState.OVERDUE
    if due_on == today:
        return TaskState.DUE_TODAY
    return TaskState.DUE_SOON if (due_on - today).days <= DUE_SOON_DAYS else TaskState.PLANNED


def within(reading: Decimal, minimum: Decimal | None, maximum: Decimal | None) -> bool:
    """Whether a reading keeps its limits; a limit itself still passes."""
    return (minimum is None or reading >= minimum) and (maximum is None or reading <= maximum)


def sheet_prefix(template_code: str, roc_year: int, month: int) -> str:
    """The part of a sheet's number before its count: ELEV-11511."""
    return f"{template_code}-{roc_year:03d}{month:02d}"


_STEPS = {"DAILY": "days", "WEEKLY": "weeks", "MONTHLY": "months", "YEARLY": "years"}
_END_OF_MONTH = relativedelta(day=31)


def lawful_until(
    rule: str, due_on: date, last_done: date | None = None, own: tuple[str, date] | None = None
) -> date:
    """The last day on which an inspection keeps the interval of the law's ``rule``.

    Counted from the day it was done last, but never before the day it was planned for: with the plan's ``own``
    rule and start that is the rule's last day up to ``due_on``, however often it was put off since. What the law
    asks for month by month (按月) may be done on any day of its month.
    """
    planned = _last_planned(own, due_on)
    step = _interval(rule)
    day = max(planned, last_done + step) if step is not None and last_done is not None else planned
    return day + _END_OF_MONTH if step == relativedelta(months=1) else day


def lawful_from(rule: str, asked_on: date) -> date | None:
    """The first day on which an inspection counts for ``asked_on``: what the law asks for month by month is done in
    its own month; every other interval may be kept earlier (None).
    """
    return asked_on.replace(day=1) if _interval(rule) == relativedelta(months=1) else None


def _last_planned(own: tuple[str, date] | None, due_on: date) -> date:
    if own is None:
        return due_on
    rule, starts_on = own
    try:
        days = rrulestr(rule, dtstart=datetime.combine(starts_on, time.min))
    except ValueError:
        return due_on
    found = days.before(datetime.combine(due_on, time.max))
    return due_on if found is None else found.date()


def _interval(rule: str) -> relativedelta | None:
    """How far apart the rule's days are, or None for what an event starts."""
    parts = dict(part.partition("=")[::2] for part in rule.split(";"))
    step = _STEPS.get(parts.get("FREQ", ""))
    count = parts.get("INTERVAL", "1")
    return relativedelta(**{step: int(count)}) if step and count.isdecimal() else None  # type: ignore[arg-type]
