"""Results that a rule wants filed by a day and that no filing was entered for."""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Duty, InspectionResult, InspectionTask
from facilities_app.domain import duties
from facilities_app.domain.rows import DueItem

_TOLD_DAYS = 60
"""So long a filing that was missed is told: an office that never enters them is not flooded."""


def filings_due(session: Session, today: date) -> Iterator[DueItem]:
    """From the day of the inspection until its filing is entered."""
    rows = session.execute(
        select(InspectionTask, Duty.code)
        .join(InspectionResult, InspectionResult.task_id == InspectionTask.id)
        .join(Duty, Duty.id == InspectionTask.duty_id)
        .where(
            Duty.code.in_(duties.FILED_BY),
            InspectionTask.status == "done",
            InspectionTask.done_on >= today - timedelta(days=_TOLD_DAYS + duties.LONGEST_FILING_DAYS),
            InspectionResult.filing_number == "",
            InspectionResult.filed_on.is_(None),
        )
    )
    for task, code in rows:
        last = duties.file_by(code, task.done_on) if task.done_on is not None else None
        if last is not None and last >= today - timedelta(days=_TOLD_DAYS):
            yield DueItem(
                kind="filing",
                id=task.id,
                number=task.number,
                title=task.title,
                where=task.target_label,
                due_on=last,
                action="open",
                target="inspection_tasks",
                target_id=task.id,
                is_demo=task.is_demo,
            )
