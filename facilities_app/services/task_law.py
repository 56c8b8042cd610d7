"""How far the law lets an inspection move."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import Duty, InspectionPlan, InspectionTask
from facilities_app.domain.errors import Invalid
from facilities_app.domain.inspections import lawful_from, lawful_until
from resources.texts import pick


def check_lawful(session: Session, row: InspectionTask, due_on: date) -> None:
    """A statutory inspection stays in its window or, without one, keeps its interval.

    Raises Invalid beside ``due_on`` that names the article.
    """
    if not row.is_statutory:
        return
    first = lawful_first(session, row)
    if first is not None and due_on < first and due_on < row.due_on:
        raise Invalid("task.before_window", field="due_on", since=first)
    if row.window_until is not None:
        if due_on > row.window_until:
            raise Invalid("task.after_window", field="due_on", until=row.window_until)
        return
    duty = session.get(Duty, row.duty_id) if row.duty_id is not None else None
    if duty is None:
        return
    until = _until(session, row, duty)
    if due_on > until:
        raise Invalid(
            "task.after_interval",
            field="due_on",
            law=pick(duty.legal_basis, duty.legal_basis_en),
            interval=pick(duty.interval_zh, duty.interval_en),
            until=until,
        )


def lawful_first(session: Session, row: InspectionTask) -> date | None:
    """The first day the law lets a statutory inspection be done: its window's, or of the month it is asked for in;
    None where it sets none.
    """
    if not row.is_statutory or row.window_from is not None:
        return row.window_from if row.is_statutory else None
    duty = session.get(Duty, row.duty_id) if row.duty_id is not None else None
    return lawful_from(duty.rule, row.occurrence_on or row.due_on) if duty is not None else None


def lawful_last(session: Session, row: InspectionTask) -> date | None:
    """The last day the law lets a statutory inspection be done; None where it sets none."""
    if not row.is_statutory or row.window_until is not None:
        return row.window_until if row.is_statutory else None
    duty = session.get(Duty, row.duty_id) if row.duty_id is not None else None
    return _until(session, row, duty) if duty is not None else None


def _until(session: Session, row: InspectionTask, duty: Duty) -> date:
    plan = session.get(InspectionPlan, row.plan_id) if row.plan_id is not None else None
    last = session.scalar(
        select(func.max(InspectionTask.done_on)).where(
            InspectionTask.duty_id == duty.id,
            InspectionTask.asset_id.is_not_distinct_from(row.asset_id),
            InspectionTask.place_id == row.place_id,
            InspectionTask.status == "done",
        )
    )
    own = (plan.rule, plan.starts_on) if plan is not None and plan.rule else None
    return lawful_until(duty.rule, row.occurrence_on or row.due_on, last, own)
