"""Writing a result down: its answers, what failed, and what comes of that, all in one step."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from db.models import ChecklistItem, ChecklistSheet, InspectionResult, InspectionTask, Licence, ResultItem
from db.uow import UnitOfWork
from facilities_app.domain.dates import DateStyle, format_date
from facilities_app.domain.errors import Invalid
from facilities_app.domain.inspections import within
from facilities_app.domain.keying import LicenceRow
from facilities_app.domain.rows import ItemAnswer
from facilities_app.domain.wording import clean_line, clean_text
from facilities_app.services.finding_steps import rechecked_finding
from facilities_app.services.findings import FindingService
from facilities_app.services.in_step import refresh_next_due
from facilities_app.services.licences import doubt_words, read_licences
from facilities_app.services.plan_generation import PlanGeneration
from facilities_app.services.task_reading import edition_of
from resources.texts import language, tr

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

_OUTCOMES = frozenset({"pass", "fail"})
_ANSWERS = frozenset({"", "pass", "fail", "na"})


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, as InspectionService.record is told; ``outcome`` "" follows from the answers."""

    done_on: date
    outcome: str
    inspector: str
    licence: str = ""
    note: str = ""
    items: tuple[ItemAnswer, ...] = ()
    licence_id: int | None = None
    sheet_id: int | None = None
    correct_by: date | None = None
    one_repair: bool = False


@dataclass(frozen=True, slots=True)
class Recorded:
    """The result, and the numbers of the repairs that were logged."""

    result_id: int
    outcome: str
    tickets: tuple[str, ...] = ()


class Recorder:
    """Records within a step of the caller's."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base
        self._generation = PlanGeneration(base)
        self._findings = FindingService(base)

    def check(self, found: Found) -> None:
        """Raises Invalid beside the field of what cannot be."""
        if found.outcome not in _OUTCOMES:
            raise Invalid("task.needs_outcome", field="outcome")
        if found.done_on > self._base.clock.today():
            raise Invalid("task.done_in_future", field="done_on", on=found.done_on)
        if not clean_line(found.inspector):
            raise Invalid("task.needs_inspector", field="inspector")
        if found.correct_by is not None and found.correct_by < found.done_on:
            raise Invalid("finding.deadline_before", field="correct_by", on=found.done_on)

    def record(self, uow: UnitOfWork, row: InspectionTask, found: Found) -> Recorded:
        """The planned task is done: its result, its findings and their repairs, the plan's next turn."""
        self.check(found)
        result = self.write(uow, row, found)
        _warn_of_licence(uow, result)
        failed = add_answers(uow, result, found.items)
        if failed and found.outcome == "pass":
            raise Invalid("task.item_failed", field="outcome")
        _need_notes(failed)
        row.status, row.done_on, row.outcome = "done", found.done_on, found.outcome
        finding = rechecked_finding(uow.session, row)
        if finding is not None:
            numbers = self._findings.settle(uow, finding, result)
        else:
            numbers = self._findings.make(
                uow, row, result, failed, found.correct_by, one_repair=found.one_repair
            )
        self._generation.follow(uow, row)
        refresh_next_due(uow.session, row.asset_id)
        return Recorded(result.id, found.outcome, numbers)

    def write(self, uow: UnitOfWork, row: InspectionTask, found: Found) -> InspectionResult:
        """The result's own row: new, or what was keyed so far, without its answers."""
        result = uow.session.scalar(select(InspectionResult).where(InspectionResult.task_id == row.id))
        if result is None:
            sheet = uow.get(ChecklistSheet, found.sheet_id) if found.sheet_id else None
            template = edition_of(uow.session, row, None, sheet)
            result = InspectionResult(
                task_id=row.id,
                template_id=template.id if template else None,
                asset_id=row.asset_id,
                place_id=row.place_id,
                inspected_on=found.done_on,
                outcome=found.outcome,
                is_demo=row.is_demo,
            )
        else:
            for answer in uow.session.scalars(select(ResultItem).where(ResultItem.result_id == result.id)):
                uow.session.delete(answer)
            uow.session.flush()
        licence = uow.get(Licence, found.licence_id, "licence.gone") if found.licence_id else None
        result.inspected_on, result.outcome = found.done_on, found.outcome
        result.inspector = clean_line(found.inspector)[:80]
        result.licence_id = licence.id if licence else None
        result.licence_number = licence.number if licence else clean_line(found.licence)[:60]
        result.note = clean_text(found.note)[:2000]
        result.sheet_id = found.sheet_id
        result.keyed_at, result.keyed_by = self._base.clock.now(), self._base.actor_name[:80]
        return uow.add(result)


def _warn_of_licence(uow: UnitOfWork, result: InspectionResult) -> None:
    """A licence that had ended on the day, or is somebody else's, stays chosen, but the record says so for good."""
    held = select(Licence).where(Licence.number == result.licence_number, Licence.number != "")
    licence = uow.session.get(Licence, result.licence_id) if result.licence_id else None
    licence = licence or uow.session.scalar(held.order_by(Licence.expires_on.desc()).limit(1))
    if licence is None:
        return
    row = next(one for one in read_licences(uow.session) if one.id == licence.id)
    for words in (doubt_words(row, result.inspector), _expired_words(row, result.inspected_on)):
        if words and words not in result.note:
            result.note = f"{words}\n{result.note}".strip()[:2000]


def _expired_words(licence: LicenceRow, on: date) -> str:
    if licence.expires_on is None or licence.expires_on >= on:
        return ""
    style = DateStyle.ROC if language() == "zh_TW" else DateStyle.ISO
    return tr("Licence {number} had expired on the day of the inspection ({date}).").format(
        number=licence.number, date=format_date(licence.expires_on, style)
    )


def add_answers(
    uow: UnitOfWork, result: InspectionResult, items: Iterable[ItemAnswer]
) -> list[tuple[ChecklistItem, ResultItem]]:
    """Write the answers; gives back those that failed. Raises Invalid for an item or answer there is not."""
    failed = []
    for answer in items:
        item = uow.get(ChecklistItem, answer.item_id, "task.no_such_item")
        if item.template_id != result.template_id:
            raise Invalid("task.no_such_item", item=answer.item_id)
        if answer.outcome not in _ANSWERS:
            raise Invalid("task.no_such_answer", answer=answer.outcome)
        verdict = answer.outcome
        if answer.reading is not None:
            kept = within(answer.reading, item.minimum, item.maximum)
            verdict = "fail" if not kept else verdict
        row = uow.add(
            ResultItem(
                result_id=result.id,
                item_id=item.id,
                outcome=verdict,
                reading=answer.reading,
                text=clean_text(answer.text)[:1000],
                note=clean_text(answer.note)[:1000],
            )
        )
        if verdict == "fail":
            failed.append((item, row))
    return failed


def _need_notes(failed: list[tuple[ChecklistItem, ResultItem]]) -> None:
    for item, answer in failed:
        if not answer.note:
            raise Invalid("finding.needs_note", field=f"item:{item.position}", position=item.position)
