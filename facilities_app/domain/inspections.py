"""How an inspection stands on a day: from its due date, what was done, and whether a law sets the interval."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

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
