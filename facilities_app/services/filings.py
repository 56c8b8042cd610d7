"""Filing (申報): under which number and on which day a result was filed, and how long its record is kept."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Duty, InspectionResult, InspectionTask
from facilities_app.domain import duties
from facilities_app.domain.changes import Outcome
from facilities_app.domain.errors import Conflict, Invalid, NotFound
from facilities_app.domain.wording import clean_line
from resources.texts import pick

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

LONGEST_NUMBER = 80


@dataclass(frozen=True, slots=True)
class FilingRow:
    """How a done inspection stands with its filing. ``asked`` are the rule's own words, "" where none is known.

    ``file_by`` is the last day a rule names; ``kept_until`` None where no rule says how long.
    """

    task_id: int
    version: int
    done_on: date
    number: str
    filed_on: date | None
    asked: str
    file_by: date | None
    kept_until: date | None
    is_statutory: bool

    @property
    def is_filed(self) -> bool:
        """Whether a number or a day was entered."""
        return bool(self.number) or self.filed_on is not None


class FilingService:
    """Reads on any thread; files on the writer's."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    def of_task(self, task_id: int) -> FilingRow | None:
        """Of a done inspection that was filed, or whose duty asks for a filing or a record kept; None for any other."""
        with self._base.read() as session:
            found = session.execute(
                select(InspectionTask, InspectionResult, Duty)
                .join(InspectionResult, InspectionResult.task_id == InspectionTask.id)
                .outerjoin(Duty, Duty.id == InspectionTask.duty_id)
                .where(InspectionTask.id == task_id, InspectionTask.status == "done")
            ).one_or_none()
            if found is None:
                return None
            row = _row(*found)
            return row if row.is_filed or row.asked or row.kept_until is not None else None

    def file(self, task_id: int, version: int, number: str, filed_on: date | None) -> Outcome[int]:
        """Enter under which number and when it was filed; both empty take the entry away. Gives back the result's id.

        Raises Invalid beside the field, NotFound, Conflict if it was filed otherwise since ``version``.
        """
        cleaned = clean_line(number)
        if len(cleaned) > LONGEST_NUMBER:
            raise Invalid("filing.number_too_long", field="number", longest=LONGEST_NUMBER)
        with self._base.uow("result.filed") as uow:
            task = uow.get(InspectionTask, task_id, "task.gone")
            result = _result(uow.session, task)
            if result.version != version:
                raise Conflict("filing.moved_on", number=task.number)
            self._check(cleaned, filed_on, result)
            result.filing_number, result.filed_on = cleaned, filed_on
            if not cleaned and filed_on is None:
                uow.called("result.unfiled")
            title = self._base.labels.name("term", task.title)
            return uow.commit(result.id, number=task.number, title=title, filing=cleaned)

    def _check(self, number: str, filed_on: date | None, result: InspectionResult) -> None:
        if number and filed_on is None:
            raise Invalid("filing.needs_day", field="filed_on")
        if filed_on is None:
            return
        if filed_on > self._base.clock.today():
            raise Invalid("filing.in_future", field="filed_on", on=filed_on)
        if filed_on < result.inspected_on:
            raise Invalid("filing.before_inspection", field="filed_on", on=result.inspected_on)


def _result(session: Session, task: InspectionTask) -> InspectionResult:
    found = session.scalar(select(InspectionResult).where(InspectionResult.task_id == task.id))
    if found is None or task.status != "done":
        raise NotFound("filing.no_result", number=task.number)
    return found


def _row(task: InspectionTask, result: InspectionResult, duty: Duty | None) -> FilingRow:
    done_on = task.done_on or result.inspected_on
    return FilingRow(
        task.id,
        result.version,
        done_on,
        result.filing_number,
        result.filed_on,
        pick(duty.filing_zh, duty.filing_en) if duty else "",
        duties.file_by(duty.code, done_on) if duty else None,
        duties.kept_until(done_on, duty.retention_years if duty else None),
        task.is_statutory,
    )
