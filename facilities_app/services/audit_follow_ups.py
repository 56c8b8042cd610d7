"""What follows a finding of the audit, to the end: letter, statement, decision, end of contract, recovery."""

from datetime import date
from typing import TYPE_CHECKING

from db.models import AuditFollowUp, AuditVisit
from db.uow import UnitOfWork
from facilities_app.domain import audits as rules
from facilities_app.domain.audit_rows import FollowUp
from facilities_app.domain.changes import Outcome
from facilities_app.domain.errors import Invalid
from facilities_app.domain.wording import clean_line, clean_text
from facilities_app.services.audit_reading import follow_ups_of
from facilities_app.services.rights import must_hold

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase


class FollowUpService:
    """Follow-ups go on after their round is closed: the round stays as it was, what came of it is written here."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    def open(self) -> tuple[FollowUp, ...]:
        """Whatever is drafted or waits, of every round, the nearest deadline first."""
        with self._base.read() as session:
            return follow_ups_of(session, AuditFollowUp.state.in_(("draft", "open")))

    def begin(
        self, visit_id: int, kind: str, before_id: int | None = None, due_on: date | None = None
    ) -> Outcome[int]:
        """Begin a step after another one, or as the first. Raises Invalid("audit.step_out_of_order")."""
        with self._base.uow("audit.step_begun") as uow:
            must_hold(self._base, uow.session, "audit_edit")
            visit = uow.get(AuditVisit, visit_id, "audit.visit_gone")
            before = uow.get(AuditFollowUp, before_id, "audit.step_gone") if before_id else None
            rules.check_step(before.kind if before else None, kind)
            state = "draft" if kind == "letter" else "open"
            made = AuditFollowUp(
                visit_id=visit.id, kind=kind, state=state, made_on=self._base.clock.today(), due_on=due_on
            )
            uow.add(made)
            return uow.commit(made.id, name=visit.unit_code)

    def send(
        self, step_id: int, document: str, delivered_on: date, days: int = rules.REPLY_DAYS
    ) -> Outcome[int]:
        """The letter went out under this number and was delivered on this day; its deadline follows from it."""
        number = clean_line(document)[:80]
        if not number:
            raise Invalid("audit.needs_document", field="document")
        if delivered_on > self._base.clock.today():
            raise Invalid("audit.delivered_in_future", field="delivered_on")
        with self._base.uow("audit.letter_sent") as uow:
            row, visit = self._step(uow, step_id)
            if row.kind != "letter":
                raise Invalid("audit.no_letter")
            row.state, row.document = "open", number
            row.due_on = rules.reply_by(delivered_on, days)
            return uow.commit(row.id, name=visit.unit_code)

    def finish(
        self, step_id: int, done_on: date, outcome: str = "", note: str = "", document: str = ""
    ) -> Outcome[int]:
        """The step is done. Raises Invalid beside its field."""
        with self._base.uow("audit.step_done") as uow:
            row, visit = self._step(uow, step_id)
            if done_on > self._base.clock.today():
                raise Invalid("audit.done_in_future", field="done_on")
            if done_on < row.made_on:
                raise Invalid("audit.done_before_begun", field="done_on", begun=row.made_on)
            row.state, row.done_on, row.outcome = "done", done_on, outcome[:20]
            row.note = clean_text(note)[:1000] or row.note
            row.document = clean_line(document)[:80] or row.document
            return uow.commit(row.id, name=visit.unit_code)

    def drop(self, step_id: int, reason: str) -> Outcome[int]:
        """The step is not needed after all, for a reason."""
        words = clean_line(reason)[:1000]
        if not words:
            raise Invalid("audit.needs_reason", field="reason")
        with self._base.uow("audit.step_dropped") as uow:
            row, visit = self._step(uow, step_id)
            row.state, row.done_on, row.note = "dropped", self._base.clock.today(), words
            return uow.commit(row.id, name=visit.unit_code)

    def _step(self, uow: UnitOfWork, step_id: int) -> tuple[AuditFollowUp, AuditVisit]:
        must_hold(self._base, uow.session, "audit_edit")
        row = uow.get(AuditFollowUp, step_id, "audit.step_gone")
        visit = uow.get(AuditVisit, row.visit_id, "audit.visit_gone")
        if row.state not in ("draft", "open"):
            raise Invalid("audit.step_settled", name=visit.unit_code)
        return row, visit
