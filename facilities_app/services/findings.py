"""Findings: a failed item until it is put right. Its repair, its deadline, the re-check that closes it."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import (
    ChecklistItem,
    Finding,
    InspectionResult,
    InspectionTask,
    ResultItem,
    Ticket,
)
from db.uow import UnitOfWork
from facilities_app.domain.changes import Outcome
from facilities_app.domain.errors import Conflict, Invalid, NotFound
from facilities_app.domain.keying import FindingDetail, FindingRow
from facilities_app.domain.tickets import Status
from facilities_app.domain.wording import clean_text
from facilities_app.services.attachments import photos_of
from facilities_app.services.finding_repairs import Failed, FindingRepairs
from facilities_app.services.finding_steps import (
    OPEN,
    REPAIRING,
    RESOLVED,
    SETTLED,
    WAIVED,
    drop_recheck,
    make_recheck,
)
from facilities_app.services.tickets import TicketService
from resources.texts import pick, tr

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

_OVER = frozenset({Status.DONE, Status.VERIFIED, Status.CLOSED, Status.REJECTED, Status.CANCELLED})


class FindingService:
    """All changes to findings go through here, but those that follow a ticket (finding_steps)."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base
        self._tickets = TicketService(base)
        self._repairs = FindingRepairs(base, self._tickets)

    def of_task(self, task_id: int) -> tuple[FindingRow, ...]:
        """What the inspection found, or for a re-check what it looks at again, in paper order."""
        with self._base.read() as session:
            return read_findings(session, task_id)

    def detail(self, finding_id: int) -> FindingDetail:
        """A finding with the inspection that found it. Raises NotFound("finding.gone")."""
        with self._base.read() as session:
            row = session.get(Finding, finding_id)
            result = session.get(InspectionResult, row.result_id) if row is not None else None
            task = session.get(InspectionTask, result.task_id or 0) if result is not None else None
            if row is None or task is None:
                raise NotFound("finding.gone", id=finding_id)
            return FindingDetail(
                row=next(one for one in read_findings(session, task.id) if one.id == finding_id),
                task_id=task.id,
                number=task.number,
                title=self._base.labels.name("term", task.title),
                target=task.target_label,
                asset_id=task.asset_id,
                photos=photos_of(session, self._base.files, "inspection_tasks", task.id),
                is_demo=row.is_demo,
            )

    def set_correct_by(self, finding_id: int, version: int, day: date | None) -> Outcome[int]:
        """Set the deadline to put it right (限期改善). Raises Conflict if it moved on."""
        with self._base.uow("finding.deadline_set") as uow:
            row = self._current(uow, finding_id, version)
            if day is not None and day < row.found_on:
                raise Invalid("finding.deadline_before", field="correct_by", on=row.found_on)
            row.correct_by = day
            return uow.commit(row.id, name=_name(uow.session, row))

    def waive(self, finding_id: int, version: int, reason: str) -> Outcome[int]:
        """It need not be put right, for a reason; its repair goes on by itself."""
        why = clean_text(reason)
        if not why:
            raise Invalid("task.needs_reason", field="reason")
        with self._base.uow("finding.waived") as uow:
            row = self._current(uow, finding_id, version)
            drop_recheck(uow, row, WAIVED)
            row.resolved_on = self._base.clock.today()
            row.note = f"{row.note}\n{why}"[:1000]
            _comply(uow, row)
            return uow.commit(row.id, name=_name(uow.session, row))

    def recheck(self, finding_id: int, version: int) -> Outcome[int]:
        """Look at it again without waiting for a repair; gives back the id of the re-check."""
        with self._base.uow("finding.recheck_made") as uow:
            row = self._current(uow, finding_id, version)
            drop_recheck(uow, row, OPEN)
            task = make_recheck(self._base, uow, row)
            return uow.commit(task.id, name=_name(uow.session, row), number=task.number)

    def repair(self, finding_id: int, version: int) -> Outcome[int]:
        """Log a new repair where the last one was cancelled or rejected; gives back the ticket's id.

        Raises Invalid while a repair is under way.
        """
        with self._base.uow("finding.repair_logged") as uow:
            row = self._current(uow, finding_id, version)
            before = uow.session.get(Ticket, row.ticket_id) if row.ticket_id else None
            if before is not None and Status(before.status) not in _OVER:
                raise Invalid("finding.in_repair", number=before.number)
            result = uow.get(InspectionResult, row.result_id)
            task = uow.get(InspectionTask, result.task_id or 0, "task.gone")
            item = uow.session.get(ChecklistItem, row.item_id) if row.item_id else None
            answers = select(ResultItem).where(ResultItem.result_id == result.id)
            answer = uow.session.scalar(answers.where(ResultItem.item_id == row.item_id)) if item else None
            drop_recheck(uow, row, REPAIRING)
            ticket = self._repairs.log(uow, task, result, row.correct_by, [(item, answer)])
            row.ticket_id = ticket.id
            return uow.commit(ticket.id, name=_name(uow.session, row), number=ticket.number)

    # -- parts of recording a result ---------------------------------------------------------------

    def make(
        self,
        uow: UnitOfWork,
        task: InspectionTask,
        result: InspectionResult,
        failed: Sequence[Failed],
        correct_by: date | None,
        *,
        one_repair: bool = False,
    ) -> tuple[str, ...]:
        """A finding and a repair for each item that failed, or one for a result that failed as a whole.

        With ``one_repair`` a single repair puts all of them right. Gives back the repairs' numbers.
        """
        whole: list[Failed] = [(None, None)] if result.outcome == "fail" else []
        parts = failed or whole
        log = partial(self._repairs.log, uow, task, result, correct_by)
        tickets = [log(parts)] * len(parts) if one_repair and parts else [log([one]) for one in parts]
        for (item, answer), ticket in zip(parts, tickets, strict=True):
            uow.add(
                Finding(
                    result_id=result.id,
                    item_id=item.id if item else None,
                    ticket_id=ticket.id,
                    state=REPAIRING,
                    found_on=result.inspected_on,
                    correct_by=correct_by,
                    note=(answer.note if answer else result.note)[:1000],
                    is_demo=task.is_demo,
                )
            )
        return tuple(dict.fromkeys(ticket.number for ticket in tickets))

    def settle(self, uow: UnitOfWork, finding: Finding, result: InspectionResult) -> tuple[str, ...]:
        """The re-check was recorded: passed puts the finding right, failed opens its repair anew.

        Gives back the number of the repair that goes on.
        """
        if result.outcome == "pass":
            finding.state, finding.resolved_on = RESOLVED, result.inspected_on
            _comply(uow, finding)
            return ()
        finding.state = REPAIRING
        notes = select(ResultItem.note).where(ResultItem.result_id == result.id, ResultItem.outcome == "fail")
        words = uow.session.scalars(notes.limit(1)).first() or result.note
        ticket = uow.session.get(Ticket, finding.ticket_id) if finding.ticket_id else None
        if ticket is not None and Status(ticket.status) in _OVER:
            reason = (
                tr("The re-check failed: {note}").format(note=words) if words else tr("The re-check failed")
            )
            self._tickets.reopen_within(uow, ticket, reason)
        return (ticket.number,) if ticket is not None else ()

    @staticmethod
    def _current(uow: UnitOfWork, finding_id: int, version: int) -> Finding:
        row = uow.get(Finding, finding_id, "finding.gone")
        if row.version != version:
            raise Conflict("finding.moved_on", name=_name(uow.session, row))
        if row.state in SETTLED:
            raise Invalid("finding.settled", name=_name(uow.session, row))
        return row


def read_findings(session: Session, task_id: int) -> tuple[FindingRow, ...]:
    """As FindingService.of_task, within a session."""
    recheck = select(Finding.id).where(Finding.recheck_task_id == task_id)
    of_result = select(InspectionResult.id).where(InspectionResult.task_id == task_id)
    rows = session.execute(
        select(Finding, ChecklistItem, Ticket, InspectionTask)
        .outerjoin(ChecklistItem, ChecklistItem.id == Finding.item_id)
        .outerjoin(Ticket, Ticket.id == Finding.ticket_id)
        .outerjoin(InspectionTask, InspectionTask.id == Finding.recheck_task_id)
        .where(Finding.result_id.in_(of_result) | Finding.id.in_(recheck))
        .order_by(ChecklistItem.position, Finding.id)
    )
    return tuple(_row(*found) for found in rows)


def _row(
    finding: Finding, item: ChecklistItem | None, ticket: Ticket | None, task: InspectionTask | None
) -> FindingRow:
    return FindingRow(
        id=finding.id,
        version=finding.version,
        item=pick(item.short_zh or item.zh, item.short_en or item.en)
        if item
        else tr("The inspection as a whole"),
        position=item.position if item else 0,
        state=finding.state,
        note=finding.note,
        found_on=finding.found_on,
        correct_by=finding.correct_by,
        resolved_on=finding.resolved_on,
        ticket_id=finding.ticket_id,
        ticket_number=ticket.number if ticket else "",
        ticket_status=ticket.status if ticket else None,
        recheck_id=task.id if task else None,
        recheck_number=task.number if task else "",
        recheck_due_on=task.due_on if task and task.status == "planned" else None,
    )


def _comply(uow: UnitOfWork, finding: Finding) -> None:
    """With its last finding settled the inspection complies, on that day; its own day stays beside it."""
    uow.session.flush()
    left = select(func.count()).where(Finding.result_id == finding.result_id, Finding.state.not_in(SETTLED))
    if not uow.session.scalar(left):
        latest = select(func.max(Finding.resolved_on)).where(Finding.result_id == finding.result_id)
        uow.get(InspectionResult, finding.result_id).complied_on = uow.session.scalar(latest)


def _name(session: Session, row: Finding) -> str:
    item = session.get(ChecklistItem, row.item_id) if row.item_id else None
    if item is not None:
        return pick(item.short_zh or item.zh, item.short_en or item.en)
    return row.note[:40] or tr("The inspection as a whole")
