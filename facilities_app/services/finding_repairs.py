"""The repair that findings become: it names items, sheet and inspection, and has the photos of what failed."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import (
    Asset,
    AttachmentLink,
    ChecklistItem,
    ChecklistSheet,
    InspectionResult,
    InspectionTask,
    ResultItem,
    Ticket,
)
from db.uow import UnitOfWork
from facilities_app.domain.keying import photo_position
from facilities_app.services.ticket_checks import LONGEST_SUMMARY
from facilities_app.services.tickets import NewTicket, TicketService
from resources.texts import pick, tr, trn

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

Failed = tuple[ChecklistItem | None, ResultItem | None]
"""An item with its answer; neither for a result that failed as a whole."""


class FindingRepairs:
    """Logs within a step of the caller's."""

    def __init__(self, base: "ServiceBase", tickets: TicketService) -> None:
        self._base, self._tickets = base, tickets

    def log(
        self,
        uow: UnitOfWork,
        task: InspectionTask,
        result: InspectionResult,
        correct_by: date | None,
        failed: Sequence[Failed],
    ) -> Ticket:
        """One repair for all of these, due by ``correct_by`` if that is still to come."""
        sheet = uow.session.get(ChecklistSheet, result.sheet_id) if result.sheet_id else None
        lines = [
            tr("Inspection {number} {title}").format(number=task.number, title=task.title),
            tr("Sheet {number}").format(number=sheet.number) if sheet else "",
        ]
        for item, answer in failed:
            if item is not None:
                asked = pick(item.zh, item.en)
                lines.append(tr("Item {position}: {text}").format(position=item.position, text=asked))
            lines.append(answer.note if answer is not None else result.note)
        retired = result.asset_id is not None and _is_retired(uow.session, result.asset_id)
        by_place = result.asset_id is None or retired
        new = NewTicket(
            self._summary(task, result, failed),
            asset_id=None if by_place else result.asset_id,
            place_id=result.place_id if by_place else None,
            description="\n".join(line for line in lines if line),
            due_on=correct_by if correct_by and correct_by >= self._base.clock.today() else None,
            source="inspection",
        )
        ticket = self._tickets.log_within(uow, new)
        _share_photos(uow, task, [item for item, _answer in failed], ticket)
        return ticket

    def _summary(self, task: InspectionTask, result: InspectionResult, failed: Sequence[Failed]) -> str:
        """What failed and how; of several items their names."""
        title = self._base.labels.name("term", task.title)
        if len(failed) > 1:
            names = tr(", ", "list").join(_named(item, answer) or title for item, answer in failed)
            count = trn("{n} item", "{n} items", len(failed))
            words = tr("{title}: {items} failed: {names}")
            return _shortened(words.format(title=title, items=count, names=names))
        ((item, answer),) = failed
        what = _named(item, answer) or title
        told = (answer.note if answer is not None else result.note).replace("\n", " ")
        if not told:
            return _shortened(tr("{item} failed").format(item=what))
        return _shortened(tr("{item} failed: {note}").format(item=what, note=told))


def _named(item: ChecklistItem | None, answer: ResultItem | None) -> str:
    """The item by its short name, with what was read; "" for none."""
    if item is None:
        return ""
    name = pick(item.short_zh or item.zh, item.short_en or item.en)
    if answer is None or answer.reading is None:
        return name
    return f"{name} {answer.reading:f} {item.unit}".strip()


def _shortened(words: str) -> str:
    return words if len(words) <= LONGEST_SUMMARY else f"{words[: LONGEST_SUMMARY - 1]}…"


def _share_photos(
    uow: UnitOfWork, task: InspectionTask, items: Sequence[ChecklistItem | None], ticket: Ticket
) -> None:
    """The photos of the items that failed are the repair's too; those of the inspection if it failed as a whole."""
    links = select(AttachmentLink).where(
        AttachmentLink.entity == "inspection_tasks", AttachmentLink.entity_id == task.id
    )
    wanted = {item.position if item is not None else None for item in items}
    mine = [one for one in uow.session.scalars(links) if photo_position(one.caption) in wanted]
    for place, link in enumerate(mine, 1):
        uow.add(
            AttachmentLink(
                attachment_id=link.attachment_id, entity="tickets", entity_id=ticket.id, position=place
            )
        )


def _is_retired(session: Session, asset_id: int) -> bool:
    return session.scalar(select(Asset.status).where(Asset.id == asset_id)) == "retired"
