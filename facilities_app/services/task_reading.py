"""An inspection task, whole: what the law or the plan asks, the checklist and what was found."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import (
    Asset,
    ChecklistItem,
    ChecklistSheet,
    ChecklistTemplate,
    Duty,
    InspectionResult,
    InspectionTask,
    Place,
    ResultItem,
)
from db.queries.trends import known
from facilities_app.domain.errors import NotFound
from facilities_app.domain.inspections import state
from facilities_app.domain.rows import ItemRow, TaskDetail
from facilities_app.domain.trends import same_items
from facilities_app.services.attachments import photos_of
from facilities_app.services.finding_steps import rechecked_finding
from resources.texts import pick, tr

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

_HISTORY = 24


def read_task(base: "ServiceBase", task_id: int) -> TaskDetail:
    """The task, whole. Raises NotFound("task.gone")."""
    today = base.clock.today()
    with base.read() as session:
        row = session.get(InspectionTask, task_id)
        if row is None:
            raise NotFound("task.gone", id=task_id)
        asset = session.get(Asset, row.asset_id) if row.asset_id else None
        place = session.get_one(Place, row.place_id)
        duty = session.get(Duty, row.duty_id) if row.duty_id else None
        result = session.scalar(select(InspectionResult).where(InspectionResult.task_id == row.id))
        template = edition_of(session, row, result)
        return TaskDetail(
            id=row.id,
            version=row.version,
            number=row.number,
            title=_title(base, row),
            template_code=row.template_code,
            template_name=pick(template.name_zh, template.name_en) if template else "",
            asset_id=row.asset_id,
            place_id=row.place_id,
            target=asset.name if asset else place.name,
            place_label=place.label,
            due_on=row.due_on,
            window_from=row.window_from,
            window_until=row.window_until,
            status=row.status,
            state=state(row.status, row.due_on, row.done_on, today).value,
            done_on=row.done_on,
            outcome=row.outcome,
            reason=base.labels.name("why", row.reason),
            explanation=base.labels.name("why", row.explanation),
            plan_id=row.plan_id,
            duty_id=row.duty_id,
            assignee_id=row.assignee_id,
            assignee=row.assignee_label,
            is_statutory=row.is_statutory,
            legal_basis=pick(duty.legal_basis, duty.legal_basis_en) if duty else "",
            interval=pick(duty.interval_zh, duty.interval_en) if duty else "",
            who=pick(duty.who_zh, duty.who_en) if duty else "",
            record=pick(duty.record_zh, duty.record_en) if duty else "",
            filing=pick(duty.filing_zh, duty.filing_en) if duty else "",
            retention_years=duty.retention_years if duty else None,
            note=pick(duty.note_zh, duty.note_en) if duty else "",
            is_demo=row.is_demo,
            sheets=_sheets(session, row.id),
            history=_history(session, row),
            complied_on=result.complied_on if result else None,
            keyed_by=result.keyed_by if result else "",
            keyed_at=result.keyed_at if result else None,
            inspector=result.inspector if result else "",
            licence=result.licence_number if result else "",
            result_note=result.note if result else "",
            items=_items(session, row, template, result),
            photos=photos_of(session, base.files, "inspection_tasks", row.id),
        )


def template_of(
    session: Session, code: str, result: InspectionResult | None = None
) -> ChecklistTemplate | None:
    """The edition a result was made with, else the current one of this code."""
    if result is not None and result.template_id is not None:
        return session.get(ChecklistTemplate, result.template_id)
    return session.scalar(
        select(ChecklistTemplate)
        .where(ChecklistTemplate.code == code, ChecklistTemplate.is_current)
        .order_by(ChecklistTemplate.edition.desc())
        .limit(1)
    )


def edition_of(
    session: Session,
    row: InspectionTask,
    result: InspectionResult | None = None,
    sheet: ChecklistSheet | None = None,
) -> ChecklistTemplate | None:
    """As template_of; a re-check keeps the edition of the item that failed, a new result that of its sheet."""
    finding = rechecked_finding(session, row)
    item = session.get(ChecklistItem, finding.item_id) if finding and finding.item_id else None
    if item is not None:
        return session.get(ChecklistTemplate, item.template_id)
    if result is None and sheet is not None:
        return session.get(ChecklistTemplate, sheet.template_id)
    return template_of(session, row.template_code, result)


def template_items(session: Session, template_id: int) -> list[ChecklistItem]:
    """The items in the order of the paper."""
    return list(
        session.scalars(
            select(ChecklistItem)
            .where(ChecklistItem.template_id == template_id)
            .order_by(ChecklistItem.position)
        )
    )


def last_readings(
    session: Session,
    template_code: str,
    asset_id: int | None,
    place_id: int,
    before: int | None = None,
    template_id: int | None = None,
) -> tuple[dict[int, Decimal], date | None]:
    """By the item's position, the newest reading on the same asset (or place), and when it was inspected last.

    Positions are those of the edition ``template_id``, else of the current one; what was read on others counts too.
    ``before`` leaves out the result of one task, so that a done one shows what was known before it.
    """
    same = (
        InspectionResult.asset_id == asset_id
        if asset_id is not None
        else InspectionResult.asset_id.is_(None) & (InspectionResult.place_id == place_id)
    )
    statement = (
        select(InspectionResult.id, InspectionResult.inspected_on)
        .join(ChecklistTemplate, ChecklistTemplate.id == InspectionResult.template_id)
        .where(same, ChecklistTemplate.code == template_code, InspectionResult.outcome != "")
        .order_by(InspectionResult.inspected_on.desc(), InspectionResult.id.desc())
        .limit(_HISTORY)
    )
    if before is not None:
        mine = InspectionResult.task_id
        statement = statement.where(mine.is_(None) | (mine != before))
    results = session.execute(statement).all()
    age = {found.id: place for place, found in enumerate(results)}
    rows = session.execute(
        select(ResultItem.result_id, ResultItem.item_id, ResultItem.reading, ChecklistItem.template_id)
        .join(ChecklistItem, ChecklistItem.id == ResultItem.item_id)
        .where(ResultItem.result_id.in_(age), ResultItem.reading.is_not(None))
    ).all()
    current = template_id or (template_of(session, template_code) or ChecklistTemplate()).id
    at = _positions(session, current, {row.item_id: row.template_id for row in rows}) if rows else {}
    readings: dict[int, Decimal] = {}
    for _result, item_id, reading, _of in sorted(rows, key=lambda row: age[row[0]]):
        if reading is not None and item_id in at:
            readings.setdefault(at[item_id], reading)
    return readings, results[0].inspected_on if results else None


def _positions(session: Session, edition_id: int, read: Mapping[int, int]) -> dict[int, int]:
    """By the id of an item that was read (with its edition's), where the same item stands in this edition."""
    mine = template_items(session, edition_id)
    place = {item.id: item.position for item in mine}
    if all(of == edition_id for of in read.values()):
        return place
    items = [*(session.get_one(ChecklistItem, key) for key in read), *mine]
    kinds = {item.id: item for item in items if item.kind == "reading"}
    editions = {of: session.get_one(ChecklistTemplate, of) for of in (edition_id, *read.values())}
    heads = same_items([known(item, editions[item.template_id]) for item in kinds.values()])
    by_head = {heads[key].id: position for key, position in place.items() if key in heads}
    found = {key: by_head.get(heads[key].id) for key in read if key in heads}
    return {key: position for key, position in found.items() if position is not None}


def _sheets(session: Session, task_id: int) -> tuple[str, ...]:
    return tuple(
        session.scalars(
            select(ChecklistSheet.number)
            .where(ChecklistSheet.task_id == task_id)
            .order_by(ChecklistSheet.id.desc())
        )
    )


def _history(session: Session, row: InspectionTask) -> tuple[tuple[date, str, str], ...]:
    """Earlier inspections of the same kind on the same thing, newest first."""
    if row.asset_id is not None:
        same = InspectionTask.asset_id == row.asset_id
    else:
        same = InspectionTask.asset_id.is_(None) & (InspectionTask.place_id == row.place_id)
    kind = InspectionTask.plan_id == row.plan_id if row.plan_id else InspectionTask.title == row.title
    rows = session.execute(
        select(InspectionTask.done_on, InspectionTask.outcome, InspectionResult.inspector)
        .outerjoin(InspectionResult, InspectionResult.task_id == InspectionTask.id)
        .where(same, kind, InspectionTask.status == "done", InspectionTask.id != row.id)
        .order_by(InspectionTask.done_on.desc(), InspectionTask.id.desc())
        .limit(_HISTORY)
    )
    return tuple((done_on, outcome, who or "") for done_on, outcome, who in rows if done_on is not None)


def _items(
    session: Session,
    row: InspectionTask,
    template: ChecklistTemplate | None,
    result: InspectionResult | None,
) -> tuple[ItemRow, ...]:
    if template is None:
        return ()
    found = session.scalars(select(ResultItem).where(ResultItem.result_id == result.id)) if result else ()
    answers = {answer.item_id: answer for answer in found}
    finding = rechecked_finding(session, row)
    only = finding.item_id if finding else None
    last, _on = last_readings(
        session, template.code, row.asset_id, row.place_id, before=row.id, template_id=template.id
    )
    return tuple(
        _item(item, answers.get(item.id), last.get(item.position))
        for item in template_items(session, template.id)
        if only is None or item.id == only
    )


def _item(item: ChecklistItem, answer: ResultItem | None, last: Decimal | None) -> ItemRow:
    return ItemRow(
        id=item.id,
        position=item.position,
        section=pick(item.section_zh, item.section_en),
        text=pick(item.zh, item.en),
        kind=item.kind,
        unit=item.unit,
        minimum=item.minimum,
        maximum=item.maximum,
        outcome=answer.outcome if answer else "",
        reading=answer.reading if answer else None,
        answer=answer.text if answer else "",
        last=last,
    )


def _title(base: "ServiceBase", row: InspectionTask) -> str:
    """What is inspected; a re-check says that it is one."""
    name = base.labels.name("term", row.title)
    return tr("Re-check: {name}").format(name=name) if row.origin == "recheck" else name
