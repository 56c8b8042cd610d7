"""Inspections: read, recorded as done, put off or skipped. A plan with a rule never runs out of its next task."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.models import InspectionTask
from db.uow import UnitOfWork
from facilities_app.domain.changes import Outcome
from facilities_app.domain.errors import Conflict, Invalid, NotFound
from facilities_app.domain.rows import ItemAnswer, TaskDetail
from facilities_app.domain.wording import clean_text
from facilities_app.services.finding_steps import OPEN, drop_recheck, rechecked_finding
from facilities_app.services.in_step import refresh_next_due
from facilities_app.services.plan_generation import PlanGeneration
from facilities_app.services.recording import Found, Recorded, Recorder
from facilities_app.services.task_law import check_lawful
from facilities_app.services.task_reading import read_task

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase


class InspectionService:
    """All changes to inspection tasks go through here."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base
        self._generation = PlanGeneration(base)
        self._recorder = Recorder(base)

    def detail(self, task_id: int) -> TaskDetail:
        """The task, whole. Raises NotFound("task.gone")."""
        return read_task(self._base, task_id)

    def find(self, number: str) -> int:
        """The id of the task with this number, or with a sheet of this number. Raises NotFound."""
        with self._base.read() as session:
            found = session.scalar(select(InspectionTask.id).where(InspectionTask.number == number.strip()))
        if found is None:
            raise NotFound("task.no_such_number", number=number)
        return found

    def record(
        self,
        task_id: int,
        version: int,
        done_on: date,
        outcome: str,
        inspector: str,
        licence: str = "",
        note: str = "",
        items: Iterable[ItemAnswer] = (),
        correct_by: date | None = None,
    ) -> Outcome[int]:
        """Write down what was found and mark the task done; gives back the id of the result.

        Each item that failed needs a note and becomes a finding with its repair, due by ``correct_by`` where an
        authority set a deadline. Raises Invalid beside the field, Conflict if the task moved on since.
        """
        told = Found(done_on, outcome, inspector, licence, note, tuple(items), correct_by=correct_by)
        self._recorder.check(told)
        with self._base.uow("task.recorded") as uow:
            row = planned(uow, task_id, version)
            done = self._recorder.record(uow, row, told)
            if done.tickets:
                uow.called("task.failed")
            return uow.commit(done.result_id, **said(self._base, row, done))

    def postpone(self, task_id: int, version: int, due_on: date, reason: str) -> Outcome[int]:
        """Give a planned task another due date, with the reason. Raises Invalid past what the law lets it move."""
        why = needed_reason(reason)
        with self._base.uow("task.postponed") as uow:
            row = put_off(uow, task_id, version, due_on, why, self._base.clock.today())
            return uow.commit(
                row.id,
                number=row.number,
                title=self._base.labels.name("term", row.title),
                due=due_on.isoformat(),
            )

    def skip(self, task_id: int, version: int, reason: str) -> Outcome[int]:
        """Leave a planned task out, with the reason; its plan goes on."""
        why = needed_reason(reason)
        with self._base.uow("task.skipped") as uow:
            row = planned(uow, task_id, version)
            row.status, row.reason = "skipped", why
            finding = rechecked_finding(uow.session, row)
            if finding is not None:
                drop_recheck(uow, finding, OPEN)
            self._generation.follow(uow, row)
            refresh_next_due(uow.session, row.asset_id)
            return uow.commit(row.id, number=row.number, title=self._base.labels.name("term", row.title))


def planned(uow: UnitOfWork, task_id: int, version: int) -> InspectionTask:
    """The task, if it is still to be done. Raises Conflict if it moved on, Invalid if it is over."""
    row = uow.get(InspectionTask, task_id, "task.gone")
    if row.version != version:
        raise Conflict("task.moved_on", number=row.number)
    if row.status != "planned":
        raise Invalid("task.not_planned", number=row.number)
    return row


def put_off(
    uow: UnitOfWork, task_id: int, version: int, due_on: date, why: str, today: date
) -> InspectionTask:
    """Give one planned task another due date as a part of a step; see InspectionService.postpone."""
    row = planned(uow, task_id, version)
    if due_on <= today and due_on < row.due_on:
        raise Invalid("task.due_in_the_past", field="due_on", due=due_on)
    check_lawful(uow.session, row, due_on)
    row.due_on, row.reason = due_on, why
    refresh_next_due(uow.session, row.asset_id)
    return row


def needed_reason(text: str) -> str:
    """The reason as it is kept. Raises Invalid("task.needs_reason")."""
    reason = clean_text(text)
    if not reason:
        raise Invalid("task.needs_reason", field="reason")
    return reason[:400]


def said(base: "ServiceBase", row: InspectionTask, done: Recorded) -> dict[str, Any]:
    """What the toast of a recorded result names."""
    words = {"number": row.number, "title": base.labels.name("term", row.title)}
    return words | ({"tickets": "、".join(done.tickets)} if done.tickets else {})
