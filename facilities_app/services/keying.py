"""Keying: from a sheet's number or QR code to the form, what was keyed so far, and the finished result."""

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
    InspectionResult,
    InspectionTask,
    Place,
    ResultItem,
)
from db.uow import UnitOfWork
from facilities_app.domain import keying
from facilities_app.domain.changes import Outcome
from facilities_app.domain.errors import Conflict, Invalid, NotFound
from facilities_app.domain.keying import Keyed, KeyingForm, KeyingItem
from facilities_app.domain.rows import ItemAnswer
from facilities_app.domain.units import english_unit
from facilities_app.services.attachments import photos_of
from facilities_app.services.finding_steps import rechecked_finding
from facilities_app.services.inspections import planned, said
from facilities_app.services.licences import read_licences
from facilities_app.services.recording import Found, Recorded, Recorder, add_answers
from facilities_app.services.task_reading import edition_of, template_items
from resources.texts import pick

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

PAST = 3
_RESULTS = 24


class KeyingService:
    """Reads the form on any thread; saves and finishes on the writer's."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base
        self._recorder = Recorder(base)

    def find(self, text: str) -> KeyingForm:
        """The form behind a sheet's number, its QR code or an inspection's number.

        Raises NotFound, and Invalid if the sheet belongs to no inspection or that one is over.
        """
        number = keying.sheet_number(text)
        with self._base.read() as session:
            sheet = session.scalar(select(ChecklistSheet).where(ChecklistSheet.number == number))
            if sheet is not None:
                task_id = sheet.task_id or _open_like(session, sheet)
                if task_id is None:
                    raise Invalid("keying.no_inspection", field="number", number=number)
                return self._form(session, task_id, sheet)
            found = session.scalar(select(InspectionTask.id).where(InspectionTask.number == number))
            if found is None:
                raise NotFound("keying.no_such_number", field="number", number=text.strip())
            return self._form(session, found, None)

    def form(self, task_id: int) -> KeyingForm:
        """The form of an inspection. Raises NotFound("task.gone"), Invalid if it is over or has no checklist."""
        with self._base.read() as session:
            return self._form(session, task_id, None)

    def save(self, form: KeyingForm, keyed: Keyed) -> Outcome[int]:
        """Keep what was keyed so far; gives back the draft's version. Raises Conflict if another one keyed too."""
        with self._base.uow("keying.saved") as uow:
            row = self._same(uow, form)
            found = Found(
                keyed.done_on,
                keying.DRAFT,
                keyed.inspector,
                note=keyed.note,
                licence_id=keyed.licence_id,
                sheet_id=keyed.sheet_id,
            )
            result = self._recorder.write(uow, row, found)
            add_answers(uow, result, keyed.answers)
            result.keyed_at = self._base.clock.now()  # the same answers again are a change too
            uow.session.flush()
            title = self._base.labels.name("term", row.title)
            return uow.commit(result.version, number=row.number, title=title, done=len(keyed.answers))

    def finish(self, form: KeyingForm, keyed: Keyed) -> Outcome[Recorded]:
        """The sheet is done: its result, its findings and their repairs. Raises Invalid("keying.missing")."""
        answers = {answer.item_id: answer for answer in keyed.answers}
        with self._base.uow("task.recorded") as uow:
            row = self._same(uow, form)
            photos = photos_of(uow.session, self._base.files, "inspection_tasks", row.id)
            have = {at for at in (keying.photo_position(one.caption) for one in photos) if at is not None}
            lacking = keying.missing(form.items, answers, have)
            if lacking:
                item, what = lacking[0]
                raise Invalid(f"keying.needs_{what}", field=f"item:{item.position}", position=item.position)
            shown = [one for one in form.items if keying.is_shown(one, form.items, answers)]
            given = [_judged(one, answers[one.id]) for one in shown if one.id in answers]
            outcome = "fail" if any(one.outcome == "fail" for one in given) else "pass"
            done = self._recorder.record(
                uow,
                row,
                Found(
                    keyed.done_on,
                    outcome,
                    keyed.inspector,
                    note=keyed.note,
                    items=tuple(given),
                    licence_id=keyed.licence_id,
                    sheet_id=keyed.sheet_id,
                    correct_by=keyed.correct_by,
                ),
            )
            if done.tickets:
                uow.called("task.failed")
            return uow.commit(done, **said(self._base, row, done))

    # -- reading -----------------------------------------------------------------------------------

    def _form(self, session: Session, task_id: int, sheet: ChecklistSheet | None) -> KeyingForm:
        row = session.get(InspectionTask, task_id)
        if row is None:
            raise NotFound("task.gone", id=task_id)
        if row.status != "planned":
            raise Invalid("task.not_planned", field="number", number=row.number)
        draft = session.scalar(select(InspectionResult).where(InspectionResult.task_id == row.id))
        template, only = _checklist(session, row, draft)
        asset = session.get(Asset, row.asset_id) if row.asset_id else None
        place = session.get_one(Place, row.place_id)
        newest = sheet or session.scalar(
            select(ChecklistSheet)
            .where(ChecklistSheet.task_id == row.id)
            .order_by(ChecklistSheet.id.desc())
            .limit(1)
        )
        past, last = _past(session, template.code, row)
        licences = read_licences(session)
        return KeyingForm(
            task_id=row.id,
            version=row.version,
            number=row.number,
            title=self._base.labels.name("term", row.title),
            template_name=pick(template.name_zh, template.name_en),
            target=asset.name if asset else pick(place.name, place.name_en),
            place_label=place.label,
            due_on=row.due_on,
            items=tuple(
                _item(item, past.get(item.position, ()))
                for item in template_items(session, template.id)
                if only is None or item.id == only
            ),
            keyed=self._keyed(session, draft, newest),
            sheet_number=newest.number if newest else "",
            draft=draft.version if draft else 0,
            is_recheck=only is not None,
            last_on=last[0] if last else None,
            last_outcome=last[1] if last else "",
            licences=licences,
            photos=photos_of(session, self._base.files, "inspection_tasks", row.id),
        )

    def _keyed(self, session: Session, draft: InspectionResult | None, sheet: ChecklistSheet | None) -> Keyed:
        fresh = Keyed(self._base.clock.today(), self._base.actor_name, sheet_id=sheet.id if sheet else None)
        if draft is None:
            mine = next((one for one in read_licences(session) if one.user_id == self._base.actor_id), None)
            return replace(fresh, licence_id=mine.id if mine and self._base.actor_id else None)
        answers = session.scalars(select(ResultItem).where(ResultItem.result_id == draft.id))
        return Keyed(
            draft.inspected_on,
            draft.inspector,
            draft.licence_id,
            draft.note,
            tuple(ItemAnswer(one.item_id, one.outcome, one.reading, one.text, one.note) for one in answers),
            draft.sheet_id or fresh.sheet_id,
        )

    @staticmethod
    def _same(uow: UnitOfWork, form: KeyingForm) -> InspectionTask:
        row = planned(uow, form.task_id, form.version)
        version = uow.session.scalar(
            select(InspectionResult.version).where(InspectionResult.task_id == row.id)
        )
        if (version or 0) != form.draft:
            raise Conflict("keying.moved_on", number=row.number)
        return row


def _judged(item: KeyingItem, answer: ItemAnswer) -> ItemAnswer:
    return replace(answer, outcome=keying.verdict(item, answer))


def _checklist(
    session: Session, row: InspectionTask, draft: InspectionResult | None
) -> tuple[ChecklistTemplate, int | None]:
    """The edition to key, and for a re-check the one item of it."""
    finding = rechecked_finding(session, row)
    item = session.get(ChecklistItem, finding.item_id) if finding and finding.item_id else None
    if item is not None:
        return session.get_one(ChecklistTemplate, item.template_id), item.id
    template = edition_of(session, row, draft)
    if template is None:
        raise Invalid("task.no_checklist", number=row.number)
    return template, None


def _open_like(session: Session, sheet: ChecklistSheet) -> int | None:
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
    session: Session, code: str, row: InspectionTask
) -> tuple[dict[int, tuple[tuple[date, Decimal], ...]], tuple[date, str] | None]:
    """By position the last readings on the same thing, oldest first; and when it was inspected last, how."""
    same = InspectionResult.asset_id == row.asset_id
    if row.asset_id is None:
        same = InspectionResult.asset_id.is_(None) & (InspectionResult.place_id == row.place_id)
    results = session.execute(
        select(InspectionResult.id, InspectionResult.inspected_on, InspectionResult.outcome)
        .join(ChecklistTemplate, ChecklistTemplate.id == InspectionResult.template_id)
        .where(same, ChecklistTemplate.code == code, InspectionResult.outcome != keying.DRAFT)
        .order_by(InspectionResult.inspected_on.desc(), InspectionResult.id.desc())
        .limit(_RESULTS)
    ).all()
    days = {found.id: found.inspected_on for found in results}
    rows = session.execute(
        select(ResultItem.result_id, ChecklistItem.position, ResultItem.reading)
        .join(ChecklistItem, ChecklistItem.id == ResultItem.item_id)
        .where(ResultItem.result_id.in_(days), ResultItem.reading.is_not(None))
    ).all()
    order = {result_id: place for place, result_id in enumerate(days)}
    past: dict[int, list[tuple[date, Decimal]]] = {}
    for result_id, position, reading in sorted(rows, key=lambda found: order[found[0]]):
        if reading is not None:
            past.setdefault(position, []).append((days[result_id], reading))
    newest = (results[0].inspected_on, results[0].outcome) if results else None
    return {at: tuple(reversed(found[:PAST])) for at, found in past.items()}, newest


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
        shown_if=item.shown_if,
        evidence=item.evidence,
        past=past,
    )
