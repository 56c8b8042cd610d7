"""Reads what the keying of an inspection needs: its items, the last readings, what was keyed before."""

from collections.abc import Sequence
from dataclasses import replace
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
    InspectionPlan,
    InspectionResult,
    InspectionTask,
    Place,
    ResultItem,
)
from db.queries.trends import item_readings, known
from facilities_app.domain import keying
from facilities_app.domain.clock import TAIPEI
from facilities_app.domain.errors import Invalid, NotFound
from facilities_app.domain.keying import Keyed, KeyingForm, KeyingItem, LicenceRow
from facilities_app.domain.rows import ItemAnswer
from facilities_app.domain.trends import same_items
from facilities_app.domain.units import english_unit
from facilities_app.services.attachments import photos_of
from facilities_app.services.finding_steps import rechecked_finding
from facilities_app.services.licences import read_licences
from facilities_app.services.task_reading import edition_of, template_items
from resources.texts import pick

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

PAST = 3
_RESULTS = 24


def read_form(
    base: "ServiceBase", session: Session, task_id: int, sheet: ChecklistSheet | None
) -> KeyingForm:
    """As KeyingService.form, within a session; the newest sheet is the inspection's own, if none is given."""
    row = session.get(InspectionTask, task_id)
    if row is None:
        raise NotFound("task.gone", id=task_id)
    if row.status != "planned":
        raise Invalid("task.not_planned", field="number", number=row.number)
    draft = session.scalar(select(InspectionResult).where(InspectionResult.task_id == row.id))
    return read_form_of(base, session, row, draft, sheet)


def read_form_of(
    base: "ServiceBase",
    session: Session,
    row: InspectionTask,
    draft: InspectionResult | None,
    sheet: ChecklistSheet | None,
) -> KeyingForm:
    """The form of an inspection that need not be stored yet."""
    asset = session.get(Asset, row.asset_id) if row.asset_id else None
    place = session.get_one(Place, row.place_id)
    printed = _printed(session, row)
    newest = sheet or (printed[-1] if printed else None)
    template, only = _checklist(session, row, draft, newest)
    items = [one for one in template_items(session, template.id) if only is None or one.id == only]
    past, last = _past(session, template, items, row), _last(session, template.code, row)
    plan = _plan(session, row)
    kind = plan.licence_kind if plan is not None else ""
    licences = keying.fitting(read_licences(session), kind)
    return KeyingForm(
        task_id=row.id or 0,
        version=row.version or 0,
        number=row.number or (newest.number if newest else ""),
        title=base.labels.name("term", row.title),
        template_name=pick(template.name_zh, template.name_en),
        target=asset.name if asset else pick(place.name, place.name_en),
        place_label=place.label,
        due_on=row.due_on,
        items=tuple(_item(item, past.get(item.id, ())) for item in items),
        keyed=_keyed(
            base,
            session,
            draft,
            newest,
            keying.own_licence(licences, kind, base.actor_id, base.clock.today()),
        ),
        sheet_number=newest.number if newest else "",
        draft=draft.version if draft else 0,
        is_recheck=only is not None,
        last_on=last[0] if last else None,
        last_outcome=last[1] if last else "",
        licences=licences,
        licence_kind=kind,
        photos=photos_of(session, base.files, "inspection_tasks", row.id) if row.id else (),
        printed_on=_day(sheet or (printed[0] if printed else None)),
        draft_by=draft.keyed_by if draft else "",
        draft_at=draft.keyed_at if draft else None,
    )


def _plan(session: Session, row: InspectionTask) -> InspectionPlan | None:
    """The plan it comes from, a re-check from that of the inspection that failed."""
    first: InspectionTask | None = row
    while first is not None and not first.plan_id:
        first = session.get(InspectionTask, first.recheck_of_id) if first.recheck_of_id else None
    return session.get(InspectionPlan, first.plan_id) if first is not None else None


def _printed(session: Session, row: InspectionTask) -> list[ChecklistSheet]:
    """The inspection's own sheets, in the order they were printed."""
    if not row.id:
        return []
    mine = select(ChecklistSheet).where(ChecklistSheet.task_id == row.id)
    return list(session.scalars(mine.order_by(ChecklistSheet.id)))


def _day(sheet: ChecklistSheet | None) -> date | None:
    """The day in Taiwan on which it was printed."""
    return sheet.printed_at.astimezone(TAIPEI).date() if sheet is not None else None


def _keyed(
    base: "ServiceBase",
    session: Session,
    draft: InspectionResult | None,
    sheet: ChecklistSheet | None,
    mine: LicenceRow | None,
) -> Keyed:
    fresh = Keyed(base.clock.today(), base.actor_name, sheet_id=sheet.id if sheet else None)
    answers = _answers(session, draft)
    if draft is None or not (answers or draft.inspector):  # only begun: the next one keys in their own name
        return replace(fresh, licence_id=mine.id if mine else None)
    return Keyed(
        draft.inspected_on,
        draft.inspector,
        draft.licence_id,
        draft.note,
        answers,
        draft.sheet_id or fresh.sheet_id,
    )


def _answers(session: Session, draft: InspectionResult | None) -> tuple[ItemAnswer, ...]:
    if draft is None:
        return ()
    kept = session.scalars(select(ResultItem).where(ResultItem.result_id == draft.id))
    return tuple(ItemAnswer(one.item_id, one.outcome, one.reading, one.text, one.note) for one in kept)


def _checklist(
    session: Session, row: InspectionTask, draft: InspectionResult | None, sheet: ChecklistSheet | None
) -> tuple[ChecklistTemplate, int | None]:
    """The edition to key, that of the paper if there is one, and for a re-check the one item of it."""
    finding = rechecked_finding(session, row)
    item = session.get(ChecklistItem, finding.item_id) if finding and finding.item_id else None
    if item is not None:
        return session.get_one(ChecklistTemplate, item.template_id), item.id
    template = edition_of(session, row, draft, sheet)
    if template is None:
        raise Invalid("task.no_checklist", number=row.number)
    return template, None


def open_like(session: Session, sheet: ChecklistSheet) -> int | None:
    """A sheet printed without an inspection serves the most pressing open one of its kind on the same thing."""
    code = session.get_one(ChecklistTemplate, sheet.template_id).code
    return session.scalar(
        select(InspectionTask.id)
        .where(
            InspectionTask.status == "planned",
            InspectionTask.origin != "recheck",
            InspectionTask.template_code == code,
            InspectionTask.asset_id.is_not_distinct_from(sheet.asset_id),
            InspectionTask.place_id == sheet.place_id,
        )
        .order_by(InspectionTask.due_on, InspectionTask.id)
        .limit(1)
    )


def _past(
    session: Session, template: ChecklistTemplate, items: Sequence[ChecklistItem], row: InspectionTask
) -> dict[int, tuple[tuple[date, Decimal], ...]]:
    """By the item's id its last readings on the same thing, oldest first, also from earlier editions."""
    place = None if row.asset_id else row.place_id
    readings = item_readings(
        session, asset_id=row.asset_id, place_id=place, code=template.code, newest=_RESULTS
    )
    seen = {one.item.id: known(one.item, one.template) for one in readings}
    mine = {item.id: known(item, template) for item in items if item.kind == "reading"}
    heads = same_items((seen | mine).values())
    past: dict[int, list[tuple[date, Decimal]]] = {}
    for one in readings:
        past.setdefault(heads[one.item.id].id, []).append((one.on, one.value))
    return {key: tuple(past.get(heads[key].id, ())[-PAST:]) for key in mine}


def _last(session: Session, code: str, row: InspectionTask) -> tuple[date, str] | None:
    """When the same thing was inspected last by this checklist, and with what outcome."""
    same = InspectionResult.asset_id == row.asset_id
    if row.asset_id is None:
        same = InspectionResult.asset_id.is_(None) & (InspectionResult.place_id == row.place_id)
    found = session.execute(
        select(InspectionResult.inspected_on, InspectionResult.outcome)
        .join(ChecklistTemplate, ChecklistTemplate.id == InspectionResult.template_id)
        .where(same, ChecklistTemplate.code == code, InspectionResult.outcome != keying.DRAFT)
        .order_by(InspectionResult.inspected_on.desc(), InspectionResult.id.desc())
        .limit(1)
    ).first()
    return (found.inspected_on, found.outcome) if found else None


def _item(item: ChecklistItem, past: tuple[tuple[date, Decimal], ...]) -> KeyingItem:
    return KeyingItem(
        id=item.id,
        position=item.position,
        section=pick(item.section_zh, item.section_en),
        text=pick(item.zh, item.en),
        short=pick(item.short_zh or item.zh, item.short_en or item.en),
        kind=item.kind,
        unit=pick(item.unit, english_unit(item.unit)),
        minimum=item.minimum,
        maximum=item.maximum,
        offers_none=item.offers_none,
        options=tuple(line for line in item.options.splitlines() if line.strip()),
        guidance=pick(item.guidance_zh, item.guidance_en),
        picture_id=item.picture_id,
        shown_if=item.shown_if,
        evidence=item.evidence,
        past=past,
    )
