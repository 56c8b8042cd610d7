"""How an inspection stands against its deadline: one rule for the figures and for the list behind them."""

from datetime import date

from sqlalchemy import ColumnElement, and_, case, func, select

from db.models import InspectionTask, Place
from facilities_app.domain.compliance import Judged
from facilities_app.domain.lists import Condition

deadline = func.coalesce(InspectionTask.window_until, InspectionTask.due_on)
"""The last lawful day: the end of the window, or without one the due day."""


def judged(today: date) -> ColumnElement[str]:
    """Which of Judged an inspection is today, as SQL."""
    return case(
        (InspectionTask.status == "skipped", Judged.SKIPPED.value),
        (InspectionTask.status == "missed", Judged.MISSED.value),
        (and_(InspectionTask.status == "done", InspectionTask.done_on <= deadline), Judged.ON_TIME.value),
        (InspectionTask.status == "done", Judged.LATE.value),
        (deadline < today, Judged.OVERDUE.value),
        else_=Judged.OPEN.value,
    )


def with_judgement(condition: Condition) -> ColumnElement[bool]:
    """The condition of the inspection list for any of Judged, as it is on the ISO day that stands last."""
    *wanted, day = (str(value) for value in condition.values)
    return judged(date.fromisoformat(day)).in_(wanted)


def site_of() -> ColumnElement[int]:
    """The site of an inspection, as a subquery: a site is its own."""
    return (
        select(func.coalesce(Place.site_id, Place.id))
        .where(Place.id == InspectionTask.place_id)
        .correlate(InspectionTask)
        .scalar_subquery()
    )


def at_site(condition: Condition) -> ColumnElement[bool]:
    """The condition of the inspection list for sites."""
    return site_of().in_(condition.values)
