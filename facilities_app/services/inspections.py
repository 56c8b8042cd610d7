"""Inspections: read, recorded as done, put off or skipped. A plan with a rule never runs out of its next task."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from db.models import ChecklistItem, InspectionResult, InspectionTask, ResultItem
from db.uow import UnitOfWork
from facilities_app.domain.changes import Outcome
from facilities_app.domain.errors import Conflict, Invalid, NotFound
from facilities_app.domain.inspections import within
from facilities_app.domain.rows import ItemAnswer, TaskDetail
from facilities_app.domain.wording import clean_line, clean_text
from facilities_app.services.in_step import refresh_next_due
from facilities_app.services.plan_generation import PlanGeneration
from facilities_app.services.task_law import check_lawful
from facilities_app.services.task_reading import read_task, template_of

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

_OUTCOMES = frozenset({"pass", "fail"})
_ANSWERS = frozenset({"", "pass", "fail", "na"})


class InspectionService:
    """All changes to inspection tasks go through here."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base
        self._generation = PlanGeneration(base)

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
    ) -> Outcome[int]:
        """Write down what was found and mark the task done; gives back the id of the result.

        Raises Invalid beside the field, Conflict if the task moved on since.
        """
        if outcome not in _OUTCOMES:
            raise Invalid("task.needs_outcome", field="outcome")
        if done_on > self._base.clock.today():
            raise Invalid("task.done_in_future", field="done_on", on=done_on)
        if not clean_line(inspector):
            raise Invalid("task.needs_inspector", field="inspector")
        with self._base.uow("task.recorded") as uow:
            row = self._planned(uow, task_id, version)
            template = template_of(uow.session, row.template_code)
            result = uow.add(
                InspectionResult(
                    task_id=row.id,
                    template_id=template.id if template else None,
                    asset_id=row.asset_id,
                    place_id=row.place_id,
                    inspected_on=done_on,
                    inspector=clean_line(inspector)[:80],
                    licence_number=clean_line(licence)[:60],
                    outcome=outcome,
                    note=clean_text(note)[:2000],
                )
            )
            _add_answers(uow, result, items, outcome)
            row.status, row.done_on, row.outcome = "done", done_on, outcome
            self._generation.follow(uow, row)
            refresh_next_due(uow.session, row.asset_id)
            return uow.commit(result.id, number=row.number, title=self._base.labels.name("term", row.title))

    def postpone(self, task_id: int, version: int, due_on: date, reason: str) -> Outcome[int]:
        """Give a planned task another due date, with the reason. Raises Invalid past what the law lets it move."""
        why = _reason(reason)
        with self._base.uow("task.postponed") as uow:
            row = self._planned(uow, task_id, version)
            if due_on <= self._base.clock.today() and due_on < row.due_on:
                raise Invalid("task.due_in_the_past", field="due_on", due=due_on)
            check_lawful(uow.session, row, due_on)
            row.due_on, row.reason = due_on, why
            refresh_next_due(uow.session, row.asset_id)
            return uow.commit(
                row.id,
                number=row.number,
                title=self._base.labels.name("term", row.title),
                due=due_on.isoformat(),
            )

    def skip(self, task_id: int, version: int, reason: str) -> Outcome[int]:
        """Leave a planned task out, with the reason; its plan goes on."""
        why = _reason(reason)
        with self._base.uow("task.skipped") as uow:
            row = self._planned(uow, task_id, version)
            row.status, row.reason = "skipped", why
            self._generation.follow(uow, row)
            refresh_next_due(uow.session, row.asset_id)
            return uow.commit(row.id, number=row.number, title=self._base.labels.name("term", row.title))

    @staticmethod
    def _planned(uow: UnitOfWork, task_id: int, version: int) -> InspectionTask:
        row = uow.get(InspectionTask, task_id, "task.gone")
        if row.version != version:
            raise Conflict("task.moved_on", number=row.number)
        if row.status != "planned":
            raise Invalid("task.not_planned", number=row.number)
        return row


def _add_answers(
    uow: UnitOfWork, result: InspectionResult, items: Iterable[ItemAnswer], outcome: str
) -> None:
    failed = False
    for answer in items:
        item = uow.get(ChecklistItem, answer.item_id, "task.no_such_item")
        if item.template_id != result.template_id:
            raise Invalid("task.no_such_item", item=answer.item_id)
        if answer.outcome not in _ANSWERS:
            raise Invalid("task.no_such_answer", answer=answer.outcome)
        verdict = answer.outcome
        if answer.reading is not None and not within(answer.reading, item.minimum, item.maximum):
            verdict = "fail"
        failed = failed or verdict == "fail"
        uow.add(
            ResultItem(
                result_id=result.id,
                item_id=item.id,
                outcome=verdict,
                reading=answer.reading,
                text=clean_text(answer.text)[:1000],
            )
        )
    if failed and outcome == "pass":
        raise Invalid("task.item_failed", field="outcome")


def _reason(text: str) -> str:
    reason = clean_text(text)
    if not reason:
        raise Invalid("task.needs_reason", field="reason")
    return reason[:400]
