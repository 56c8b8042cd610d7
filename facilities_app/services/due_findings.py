"""Findings with a deadline of an authority (限期改善) that is near or past."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import ChecklistItem, Finding, InspectionResult, InspectionTask
from facilities_app.domain.rows import DueItem
from facilities_app.services.due_items import MONTH
from facilities_app.services.finding_steps import SETTLED
from resources.texts import pick


def findings_due(session: Session, today: date) -> Iterator[DueItem]:
    """What must be put right within a month, or should have been; it opens the inspection that found it."""
    rows = session.execute(
        select(Finding, ChecklistItem, InspectionTask)
        .join(InspectionResult, InspectionResult.id == Finding.result_id)
        .join(InspectionTask, InspectionTask.id == InspectionResult.task_id)
        .outerjoin(ChecklistItem, ChecklistItem.id == Finding.item_id)
        .where(Finding.state.not_in(SETTLED), Finding.correct_by <= today + MONTH)
        .order_by(Finding.correct_by, Finding.id)
    )
    for finding, item, task in rows:
        if finding.correct_by is None:
            continue
        name = pick(item.short_zh or item.zh, item.short_en or item.en) if item else finding.note
        yield DueItem(
            kind="finding",
            id=finding.id,
            number=task.number,
            title=name,
            where=task.target_label,
            due_on=finding.correct_by,
            action="open",
            target="inspection_tasks",
            target_id=task.id,
            is_demo=finding.is_demo,
        )
