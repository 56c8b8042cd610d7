"""The register for an auditor: every duty, its legal basis, last and next date, licence, filing number, evidence."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import (
    AttachmentLink,
    ChecklistSheet,
    Duty,
    InspectionResult,
    InspectionTask,
    Place,
    ResultItem,
)
from db.queries.compliance import site_of
from facilities_app.domain.dates import DateStyle, format_date
from facilities_app.domain.errors import Unavailable
from facilities_app.reports.lists import write_list
from facilities_app.reports.table import EMPTY, ReportColumn, ReportTable
from facilities_app.services.exports import ExportResult, warnings_of
from facilities_app.services.office import OfficeService
from resources.texts import pick, tr, trn

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

Where = tuple[int, int]
"""Duty and site."""


class RegisterService:
    """Writes the register. Reads only; any thread."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    def write(self, out: Path, *, style: DateStyle = DateStyle.ROC) -> ExportResult:
        """Write ``out``, whole or not at all; its ending chooses Excel, PDF or CSV.

        Raises Invalid("report.ending") and Unavailable("file.cannot_write").
        """
        try:
            written = write_list(out, self.table(style))
        except OSError as error:
            raise Unavailable("file.cannot_write", path=str(out), why=error.strerror or str(error)) from error
        return ExportResult(out, written.rows, warnings_of(written))

    def table(self, style: DateStyle = DateStyle.ROC) -> ReportTable:
        """A row for each duty and site; a duty that nothing is planned for has one too."""
        with self._base.read() as session:
            rows = list(_rows(session, style))
            demo = (
                session.scalar(select(InspectionTask.id).where(InspectionTask.is_demo).limit(1)) is not None
            )
        office = str(OfficeService(self._base).get("office_name"))
        titles = (
            (tr("System", "compliance"), 14),
            (tr("Duty", "compliance"), 22),
            (tr("Legal basis"), 34),
            (tr("Interval"), 20),
            (tr("Site", "compliance"), 14),
            (tr("Last done", "compliance"), 11),
            (tr("Result", "compliance"), 9),
            (tr("Next due"), 11),
            (tr("Licence no."), 16),
            (tr("Filing no."), 16),
            (tr("Evidence"), 18),
        )
        return ReportTable(
            title=tr("Register of inspection duties"),
            columns=tuple(ReportColumn(title, width=width) for title, width in titles),
            rows=rows,
            subtitle=office,
            unit_note=tr("－ is not known"),
            printed_on=format_date(self._base.clock.today(), style),
            printed_by=self._base.actor_name,
            demo=demo,
            count=len(rows),
        )


def _rows(session: Session, style: DateStyle) -> Iterator[tuple[Any, ...]]:
    last, following = _last(session), _next(session)
    labels: dict[int, str] = dict(
        session.execute(select(Place.id, Place.label).where(Place.kind == "site")).all()
    )
    sites = defaultdict(set)
    for duty_id, site_id in {*last, *following}:
        sites[duty_id].add(site_id)
    evidence = _evidence(session, [task.id for task, _result, _sheet in last.values()])
    for duty in session.scalars(select(Duty).order_by(Duty.position, Duty.id)):
        own = sorted(sites.get(duty.id, ()), key=lambda site: labels.get(site, ""))
        for site in own or [0]:
            done, due = last.get((duty.id, site)), following.get((duty.id, site))
            yield (*_duty_cells(duty), labels.get(site, EMPTY), *_done_cells(done, due, evidence, style))


def _duty_cells(duty: Duty) -> tuple[str, ...]:
    law = pick(duty.legal_basis, duty.legal_basis_en)
    return (
        pick(duty.system_zh, duty.system_en),
        pick(duty.title_zh, duty.title_en),
        law or EMPTY if duty.is_statutory else tr("Our own schedule", "compliance"),
        pick(duty.interval_zh, duty.interval_en) or EMPTY,
    )


Last = tuple[InspectionTask, InspectionResult | None, str]


def _done_cells(
    done: Last | None, due: date | None, evidence: "dict[int, _Evidence]", style: DateStyle
) -> tuple[str, ...]:
    task, result, sheet = done if done is not None else (None, None, "")
    found = evidence.get(task.id, _Evidence()) if task is not None else _Evidence()
    shown = [
        sheet or found.sheet,
        result.filing_number if result is not None else "",
        trn("{n} item answered", "{n} items answered", found.items) if found.items else "",
        trn("{n} file", "{n} files", found.files) if found.files else "",
    ]
    return (
        format_date(task.done_on, style) if task is not None and task.done_on is not None else EMPTY,
        _outcome(task, result, style) if task is not None else EMPTY,
        format_date(due, style) if due is not None else EMPTY,
        (result.licence_number if result is not None else "") or EMPTY,
        (result.filing_number if result is not None else "") or EMPTY,
        "　".join(part for part in shown if part) or EMPTY,
    )


def _outcome(task: InspectionTask, result: InspectionResult | None, style: DateStyle) -> str:
    if task.outcome != "fail":
        return tr("Passed", "compliance") if task.outcome == "pass" else EMPTY
    if result is not None and result.complied_on is not None:
        return tr("Failed, put right {day}").format(day=format_date(result.complied_on, style))
    return tr("Failed", "compliance")


def _last(session: Session) -> dict[Where, Last]:
    """The newest inspection done of each duty and site, with its result and sheet number."""
    rank = (
        func.row_number()
        .over(
            partition_by=(InspectionTask.duty_id, site_of()),
            order_by=(InspectionTask.done_on.desc(), InspectionTask.id.desc()),
        )
        .label("rank")
    )
    ranked = (
        select(InspectionTask.id, site_of().label("site"), rank)
        .where(InspectionTask.status == "done", InspectionTask.duty_id.is_not(None))
        .subquery()
    )
    rows = session.execute(
        select(InspectionTask, ranked.c.site, InspectionResult, ChecklistSheet.number)
        .join(ranked, ranked.c.id == InspectionTask.id)
        .outerjoin(InspectionResult, InspectionResult.task_id == InspectionTask.id)
        .outerjoin(ChecklistSheet, ChecklistSheet.id == InspectionResult.sheet_id)
        .where(ranked.c.rank == 1)
    )
    return {(task.duty_id or 0, site): (task, result, sheet or "") for task, site, result, sheet in rows}


def _next(session: Session) -> dict[Where, date]:
    site = site_of().label("site")
    planned = (
        select(InspectionTask.duty_id.label("duty"), site, InspectionTask.due_on.label("due"))
        .where(InspectionTask.status == "planned", InspectionTask.duty_id.is_not(None))
        .subquery()
    )
    rows = session.execute(
        select(planned.c.duty, planned.c.site, func.min(planned.c.due)).group_by(
            planned.c.duty, planned.c.site
        )
    )
    return {(duty, place): due for duty, place, due in rows}


@dataclass(slots=True)
class _Evidence:
    """What proves one inspection: its sheet's number, answered items, and files (scans and photos)."""

    sheet: str = ""
    items: int = 0
    files: int = 0


def _evidence(session: Session, tasks: list[int]) -> dict[int, _Evidence]:
    """What there is of each inspection; files hang on itself, its result, the answers or the sheet."""
    found = {task: _Evidence() for task in tasks}
    sheets = select(ChecklistSheet.id, ChecklistSheet.task_id, ChecklistSheet.number)
    owners: dict[tuple[str, int], int] = {("inspection_tasks", task): task for task in tasks}
    for key, owner, number in session.execute(
        sheets.where(ChecklistSheet.task_id.in_(tasks)).order_by(ChecklistSheet.id)
    ):
        task = owners["checklist_sheets", key] = owner or 0
        found[task].sheet = number
    results = select(InspectionResult.id, InspectionResult.task_id)
    for key, owner in session.execute(results.where(InspectionResult.task_id.in_(tasks))):
        owners["inspection_results", key] = owner or 0
    answers = select(ResultItem.id, InspectionResult.task_id).join(
        InspectionResult, InspectionResult.id == ResultItem.result_id
    )
    for key, owner in session.execute(answers.where(InspectionResult.task_id.in_(tasks))):
        task = owners["result_items", key] = owner or 0
        found[task].items += 1
    links = select(AttachmentLink.entity, AttachmentLink.entity_id)
    for entity, key in session.execute(links.where(AttachmentLink.entity.in_({name for name, _ in owners}))):
        if (entity, key) in owners:
            found[owners[entity, key]].files += 1
    return found
