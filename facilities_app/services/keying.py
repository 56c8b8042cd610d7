"""Keying: from a sheet's number or QR code to the form, what was keyed so far, and the finished result."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from db.models import ChecklistSheet, InspectionResult, InspectionTask
from db.uow import UnitOfWork
from facilities_app.domain import keying
from facilities_app.domain.changes import Changes, Outcome
from facilities_app.domain.errors import Conflict, Invalid, NotFound
from facilities_app.domain.keying import Keyed, KeyedBy, KeyingForm, KeyingItem
from facilities_app.domain.rows import ItemAnswer
from facilities_app.services.attachments import photos_of
from facilities_app.services.inspections import planned, said
from facilities_app.services.keying_blank import blank_form, make_task
from facilities_app.services.keying_reading import open_like, read_form
from facilities_app.services.photo_words import no_photo_words
from facilities_app.services.recording import Found, Recorded, Recorder, add_answers

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

_NEEDS = {
    keying.ANSWER: "keying.needs_answer",
    keying.NOTE: "keying.needs_note",
    keying.PHOTO: "keying.needs_photo",
}


Also = Callable[[UnitOfWork, InspectionTask], None]


class KeyingService:
    """Reads the form on any thread; saves and finishes on the writer's."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base
        self._recorder = Recorder(base)

    def find(self, text: str) -> KeyingForm:
        """The form behind a sheet's number, its QR code or an inspection's number.

        A sheet that belongs to no inspection has a form of its own (task_id 0). Raises NotFound, and Invalid
        if the inspection is over.
        """
        number = keying.sheet_number(text)
        with self._base.read() as session:
            sheet = session.scalar(select(ChecklistSheet).where(ChecklistSheet.number == number))
            if sheet is not None:
                task_id = sheet.task_id or open_like(session, sheet)
                if task_id is None:
                    return blank_form(self._base, session, sheet)
                return read_form(self._base, session, task_id, sheet)
            found = session.scalar(select(InspectionTask.id).where(InspectionTask.number == number))
            if found is None:
                raise NotFound("keying.no_such_number", field="number", number=text.strip())
            return read_form(self._base, session, found, None)

    def form(self, task_id: int) -> KeyingForm:
        """The form of an inspection. Raises NotFound("task.gone"), Invalid if it is over or has no checklist."""
        with self._base.read() as session:
            return read_form(self._base, session, task_id, None)

    def now(self, form: KeyingForm) -> KeyingForm | KeyedBy:
        """The same form as it stands now, or who ended the inspection meanwhile. Raises NotFound("task.gone")."""
        with self._base.read() as session:
            key = form.keyed.sheet_id
            sheet = session.get(ChecklistSheet, key) if key else None
            task_id = form.task_id or (sheet.task_id or open_like(session, sheet) if sheet else None)
            if task_id is None and sheet is not None:
                return blank_form(self._base, session, sheet)
            row = session.get(InspectionTask, task_id) if task_id else None
            if row is None or row.status == "planned":
                return read_form(self._base, session, task_id or 0, sheet)
            result = session.scalar(select(InspectionResult).where(InspectionResult.task_id == row.id))
            by, at = (result.keyed_by, result.keyed_at) if result else ("", None)
            return KeyedBy(by, at, row.done_on, row.outcome)

    def save(self, form: KeyingForm, keyed: Keyed, also: Also | None = None) -> Outcome[int]:
        """Keep what was keyed so far; gives back the draft's version. Raises Conflict if another one keyed too.

        ``also`` is done in the same step.
        """
        with self._base.uow("keying.saved") as uow:
            row = self._same(uow, form, keyed)
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
            if also is not None:
                also(uow, row)
            title = self._base.labels.name("term", row.title)
            return uow.commit(result.version, number=row.number, title=title, done=len(keyed.answers))

    def finish(self, form: KeyingForm, keyed: Keyed, also: Also | None = None) -> Outcome[Recorded]:
        """The sheet is done: its result, its findings and their repairs. Raises Invalid("keying.missing").

        ``also`` is done in the same step, before the repairs.
        """
        answers = {answer.item_id: answer for answer in keyed.answers}
        with self._base.uow("task.recorded") as uow:
            row = self._same(uow, form, keyed)
            self._check_day(form, keyed)
            if also is not None:
                also(uow, row)
            photos = photos_of(uow.session, self._base.files, "inspection_tasks", row.id)
            have = {at for at in (keying.photo_position(one.caption) for one in photos) if at is not None}
            lacking = keying.missing(form.items, answers, have)
            if lacking:
                item, what = lacking[0]
                raise Invalid(_NEEDS[what], field=f"item:{item.position}", position=item.position)
            shown = [one for one in form.items if keying.is_shown(one, form.items, answers)]
            given = [_judged(one, answers[one.id]) for one in shown if one.id in answers]
            bare = no_photo_words(keying.without_photo(form.items, answers, have))
            done = self._recorder.record(uow, row, _found(keyed, given, bare))
            if done.tickets:
                uow.called("task.failed")
            return uow.commit(done, **said(self._base, row, done))

    def claim(self, form: KeyingForm) -> Outcome[int]:
        """Say that one keys this inspection, before anything is kept; gives back the draft's version.

        Quiet and not undoable: whoever else has the sheet open hears of it. Raises Conflict if another one was
        first.
        """
        if form.draft or not form.task_id:
            return Outcome(form.draft, Changes())
        with self._base.uow("keying.begun") as uow:
            row = self._same(uow, form, form.keyed)
            found = Found(form.keyed.done_on, keying.DRAFT, "", sheet_id=form.keyed.sheet_id)
            result = self._recorder.write(uow, row, found)
            return replace(uow.commit(result.version, undoable=False), label="", operation=0)

    def begin(self, form: KeyingForm, keyed: Keyed) -> Outcome[int]:
        """Make the inspection of a blank sheet now, for its first photo; gives back the inspection's id."""
        with self._base.uow("keying.made") as uow:
            row = self._same(uow, form, keyed)
            return uow.commit(row.id, number=row.number, sheet=form.sheet_number)

    @staticmethod
    def _check_day(form: KeyingForm, keyed: Keyed) -> None:
        """No paper is filled in before it is printed."""
        if form.printed_on is not None and keyed.done_on < form.printed_on:
            raise Invalid("keying.before_print", field="done_on", on=form.printed_on)

    def _same(self, uow: UnitOfWork, form: KeyingForm, keyed: Keyed) -> InspectionTask:
        """The inspection as the form shows it; a blank sheet's is made. Raises Conflict if it moved on."""
        if not form.task_id:
            return make_task(self._base, uow, form, keyed)
        row = planned(uow, form.task_id, form.version)
        version = uow.session.scalar(
            select(InspectionResult.version).where(InspectionResult.task_id == row.id)
        )
        if (version or 0) != form.draft:
            raise Conflict("keying.moved_on", number=row.number)
        sheet = uow.session.get(ChecklistSheet, keyed.sheet_id) if keyed.sheet_id else None
        if sheet is not None and sheet.task_id is None:
            sheet.task_id = row.id  # a blank sheet serves once
        return row


def _found(keyed: Keyed, given: list[ItemAnswer], bare: str) -> Found:
    """The whole result; ``bare`` says which failed and have no photo, and stays with it."""
    told = (bare if bare not in keyed.note else "", keyed.note)
    return Found(
        keyed.done_on,
        "fail" if any(one.outcome == "fail" for one in given) else "pass",
        keyed.inspector,
        note="\n".join(part for part in told if part),
        items=tuple(given),
        licence_id=keyed.licence_id,
        sheet_id=keyed.sheet_id,
        correct_by=keyed.correct_by,
        one_repair=keyed.one_repair,
    )


def _judged(item: KeyingItem, answer: ItemAnswer) -> ItemAnswer:
    return replace(answer, outcome=keying.verdict(item, answer))
