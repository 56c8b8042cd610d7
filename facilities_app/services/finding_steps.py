"""What a repair's life does to the findings it puts right: called inside the ticket's own step."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Asset, ChecklistTemplate, Finding, InspectionResult, InspectionTask, Place, Ticket
from db.uow import UnitOfWork
from facilities_app.domain.naming import where_label
from facilities_app.domain.tickets import Action
from facilities_app.services.in_step import refresh_next_due
from facilities_app.services.plan_generation import last_number

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

OPEN, REPAIRING, RECHECK, RESOLVED, WAIVED = "open", "repairing", "recheck", "resolved", "waived"
SETTLED = frozenset({RESOLVED, WAIVED})
RECHECK_DAYS = 7
REOPENED = "auto:reopened"
_GIVEN_UP = frozenset({Action.CANCEL, Action.REJECT})


def after_step(base: "ServiceBase", uow: UnitOfWork, row: Ticket, action: Action) -> None:
    """The ticket took this step: a finished repair asks for the re-check, a reopened one takes it back."""
    for finding in _of_ticket(uow.session, row.id):
        if action is Action.FINISH and finding.state in (OPEN, REPAIRING):
            make_recheck(base, uow, finding)
        elif action is Action.REOPEN:
            drop_recheck(uow, finding, REPAIRING)
        elif action in _GIVEN_UP:
            drop_recheck(uow, finding, OPEN)


def carry(uow: UnitOfWork, kept: Ticket, other: Ticket) -> None:
    """One ticket takes another one in: what the other was to put right is the kept one's now."""
    for finding in _of_ticket(uow.session, other.id):
        finding.ticket_id = kept.id
    uow.session.flush()


def make_recheck(base: "ServiceBase", uow: UnitOfWork, finding: Finding) -> InspectionTask:
    """A task for the one item that failed, by the deadline that was set, at the latest in a week."""
    result = uow.get(InspectionResult, finding.result_id)
    first = uow.get(InspectionTask, result.task_id) if result.task_id else None
    template = uow.get(ChecklistTemplate, result.template_id) if result.template_id else None
    asset = uow.get(Asset, result.asset_id) if result.asset_id else None
    place = uow.get(Place, asset.place_id if asset else result.place_id)
    due = _due(base.clock.today(), finding.correct_by)
    prefix = f"I{due.year - 1911:03d}-"
    task = uow.add(
        InspectionTask(
            number=f"{prefix}{last_number(uow.session, prefix) + 1:04d}",
            template_code=template.code if template else "",
            title=first.title if first else template.name_zh if template else "",
            asset_id=result.asset_id,
            place_id=place.id,
            target_label=where_label(place.label, asset.name if asset else None),
            due_on=due,
            origin="recheck",
            recheck_of_id=first.id if first else None,
            assignee_id=first.assignee_id if first else None,
            assignee_label=first.assignee_label if first else "",
            explanation=f"recheck:{finding.found_on}",
            is_demo=finding.is_demo,
        )
    )
    finding.recheck_task_id, finding.state = task.id, RECHECK
    refresh_next_due(uow.session, task.asset_id)
    return task


def drop_recheck(uow: UnitOfWork, finding: Finding, state: str) -> None:
    """The repair is not done after all: a re-check that was planned is left out. What is settled stays so."""
    if finding.state in SETTLED:
        return
    task = uow.session.get(InspectionTask, finding.recheck_task_id) if finding.recheck_task_id else None
    if task is not None and task.status == "planned":
        task.status, task.reason = "skipped", REOPENED
        refresh_next_due(uow.session, task.asset_id)
    finding.state = state


def rechecked_finding(session: Session, task: InspectionTask) -> Finding | None:
    """The finding that a re-check looks at again; None for any other inspection."""
    if task.origin != "recheck":
        return None
    return session.scalar(select(Finding).where(Finding.recheck_task_id == task.id))


def _of_ticket(session: Session, ticket_id: int) -> list[Finding]:
    return list(session.scalars(select(Finding).where(Finding.ticket_id == ticket_id).order_by(Finding.id)))


def _due(today: date, correct_by: date | None) -> date:
    usual = today + timedelta(days=RECHECK_DAYS)
    return usual if correct_by is None else max(today, min(usual, correct_by))
