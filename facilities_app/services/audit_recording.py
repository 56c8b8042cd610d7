"""What is kept of one visit: the finding on the round's list, the knock at the door, and what the finding asks for."""

from typing import TYPE_CHECKING

from sqlalchemy import select

from db.models import AuditAttempt, AuditFollowUp, AuditVisit
from db.uow import UnitOfWork
from facilities_app.domain import audits as rules
from facilities_app.domain.audit_rows import KeyedVisit
from facilities_app.domain.wording import clean_line, clean_text

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase


def keep(base: "ServiceBase", uow: UnitOfWork, row: AuditVisit, keyed: KeyedVisit) -> None:
    """Keep a visit that was checked, in a round that is open; the caller commits."""
    row.finding, row.visited_at = keyed.finding, keyed.visited_at
    row.visitor = (clean_line(keyed.visitor) or base.actor_name)[:80]
    row.absence, row.revisit_on = keyed.absence, keyed.revisit_on
    row.note = clean_text(keyed.note)[:1000]
    row.registration = keyed.registration
    row.registration_note = clean_line(keyed.registration_note)[:200]
    row.neighbour_note = clean_line(keyed.neighbour_note)[:400]
    uow.session.add(
        AuditAttempt(
            visit_id=row.id,
            visited_at=keyed.visited_at,
            visitor=row.visitor,
            met=keyed.met,
            met_name=clean_line(keyed.met_name)[:80],
            finding=keyed.finding,
            note=row.note,
        )
    )
    _follow(base, uow, row, keyed)


def _follow(base: "ServiceBase", uow: UnitOfWork, row: AuditVisit, keyed: KeyedVisit) -> None:
    """A second visit after not met, the draft of a letter after what asks for one; a visit ends a second one."""
    today = base.clock.today()
    waiting = AuditFollowUp.state.in_(("open", "draft"))
    steps = list(uow.session.scalars(select(AuditFollowUp).where(AuditFollowUp.visit_id == row.id, waiting)))
    for step in steps:
        if step.kind == "revisit":
            step.state, step.done_on, step.outcome = "done", today, keyed.finding
        elif step.state == "draft" and keyed.finding not in rules.LETTER_FOR:
            step.state, step.done_on = "dropped", today
    if keyed.finding == "not_met":
        uow.session.add(
            AuditFollowUp(
                visit_id=row.id,
                kind="revisit",
                state="open",
                made_on=today,
                due_on=keyed.revisit_on,
                due_time=keyed.revisit_time[:5],
            )
        )
    has_letter = any(step.kind == "letter" and step.state != "dropped" for step in steps)
    if keyed.finding in rules.LETTER_FOR and not has_letter:
        uow.session.add(AuditFollowUp(visit_id=row.id, kind="letter", state="draft", made_on=today))
