"""Findings: a failed item until it is put right. Its repair, its deadline, the re-check that closes it."""

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import (
    Asset,
    AttachmentLink,
    ChecklistItem,
    ChecklistSheet,
    Finding,
    InspectionResult,
    InspectionTask,
    ResultItem,
    Ticket,
)
from db.uow import UnitOfWork
from facilities_app.domain.changes import Outcome
from facilities_app.domain.errors import Conflict, Invalid
from facilities_app.domain.keying import FindingRow, photo_position
from facilities_app.domain.tickets import Status
from facilities_app.domain.wording import clean_text
from facilities_app.services.finding_steps import (
    OPEN,
    REPAIRING,
    RESOLVED,
    SETTLED,
    WAIVED,
    drop_recheck,
    make_recheck,
)
from facilities_app.services.ticket_checks import LONGEST_SUMMARY
from facilities_app.services.tickets import NewTicket, TicketService
from resources.texts import pick, tr

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

Failed = tuple[ChecklistItem, ResultItem]
_OVER = frozenset({Status.DONE, Status.VERIFIED, Status.CLOSED, Status.REJECTED, Status.CANCELLED})


class FindingService:
    """All changes to findings go through here, but those that follow a ticket (finding_steps)."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base
        self._tickets = TicketService(base)

    def of_task(self, task_id: int) -> tuple[FindingRow, ...]:
        """What the inspection found, or for a re-check what it looks at again, in paper order."""
        with self._base.read() as session:
            return read_findings(session, task_id)

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

    # -- parts of recording a result ---------------------------------------------------------------

    def make(
        self,
        uow: UnitOfWork,
        task: InspectionTask,
        result: InspectionResult,
        failed: list[Failed],
        correct_by: date | None,
    ) -> tuple[str, ...]:
        """A finding and a repair for each item that failed, or one for a result that failed as a whole.

        Gives back the repairs' numbers.
        """
        numbers = []
        whole: list[tuple[None, None]] = [(None, None)] if result.outcome == "fail" else []
        for item, answer in failed or whole:
            ticket = self._tickets.log_within(uow, self._repair(uow, task, result, item, answer, correct_by))
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
            _share_photos(uow, task, item, ticket)
            numbers.append(ticket.number)
        return tuple(numbers)

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

    def _repair(
        self,
        uow: UnitOfWork,
        task: InspectionTask,
        result: InspectionResult,
        item: ChecklistItem | None,
        answer: ResultItem | None,
        correct_by: date | None,
    ) -> NewTicket:
        """The repair names the item, the sheet and the inspection."""
        sheet = uow.session.get(ChecklistSheet, result.sheet_id) if result.sheet_id else None
        what, note = self._base.labels.name("term", task.title), result.note
        asked = ""
        if item is not None and answer is not None:
            what, note = pick(item.short_zh or item.zh, item.short_en or item.en), answer.note
            if answer.reading is not None:
                what = f"{what} {answer.reading:f} {item.unit}".strip()
            asked = tr("Item {position}: {text}").format(position=item.position, text=pick(item.zh, item.en))
        told = note.replace("\n", " ")
        summary = tr("{item} failed: {note}").format(item=what, note=told)
        if not told:
            summary = tr("{item} failed").format(item=what)
        lines = [
            tr("Inspection {number} {title}").format(number=task.number, title=task.title),
            tr("Sheet {number}").format(number=sheet.number) if sheet else "",
            asked,
            note,
        ]
        retired = result.asset_id is not None and _is_retired(uow.session, result.asset_id)
        by_place = result.asset_id is None or retired
        return NewTicket(
            summary if len(summary) <= LONGEST_SUMMARY else f"{summary[: LONGEST_SUMMARY - 1]}…",
            asset_id=None if by_place else result.asset_id,
            place_id=result.place_id if by_place else None,
            description="\n".join(line for line in lines if line),
            due_on=correct_by if correct_by and correct_by >= self._base.clock.today() else None,
            source="inspection",
        )

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


def _share_photos(uow: UnitOfWork, task: InspectionTask, item: ChecklistItem | None, ticket: Ticket) -> None:
    """The photos of the item that failed are the repair's too; those of the inspection if it failed as a whole."""
    links = select(AttachmentLink).where(
        AttachmentLink.entity == "inspection_tasks", AttachmentLink.entity_id == task.id
    )
    wanted = item.position if item is not None else None
    mine = [one for one in uow.session.scalars(links) if photo_position(one.caption) == wanted]
    for place, link in enumerate(mine, 1):
        uow.add(
            AttachmentLink(
                attachment_id=link.attachment_id, entity="tickets", entity_id=ticket.id, position=place
            )
        )


def _is_retired(session: Session, asset_id: int) -> bool:
    return session.scalar(select(Asset.status).where(Asset.id == asset_id)) == "retired"


def _name(session: Session, row: Finding) -> str:
    item = session.get(ChecklistItem, row.item_id) if row.item_id else None
    if item is not None:
        return pick(item.short_zh or item.zh, item.short_en or item.en)
    return row.note[:40] or tr("The inspection as a whole")
