"""Reads a filled-in checklist back: first what it would change, then, once accepted, into the keying."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import ChecklistSheet, ChecklistTemplate, InspectionResult, InspectionTask
from db.uow import UnitOfWork
from facilities_app.domain.changes import Outcome
from facilities_app.domain.errors import Conflict, DomainError, Invalid, NotFound, Unavailable
from facilities_app.domain.keying import KeyingForm
from facilities_app.domain.sheet_back import RawSheet
from facilities_app.domain.sheet_compare import compared
from facilities_app.domain.sheet_preview import (
    SheetPreview,
    State,
    can_finish,
    keyed_with,
)
from facilities_app.services import file_types
from facilities_app.services.attachments import AttachmentService
from facilities_app.services.file_types import Content
from facilities_app.services.keying import KeyingService
from facilities_app.services.keying_reading import read_form_of
from facilities_app.services.sheet_files import marks_of
from facilities_app.services.task_reading import template_items

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

LARGEST_BYTES = 30 * 1024 * 1024
SUFFIXES = (".pdf", ".xlsx")


@dataclass(frozen=True, slots=True)
class FilePreview:
    """What a file would change, sheet by sheet. ``digest`` is of the bytes that were read."""

    path: Path
    digest: str
    sheets: tuple[SheetPreview, ...]


@dataclass(frozen=True, slots=True)
class Accepted:
    """What became of one sheet: recorded with these repairs, or kept until the rest is keyed."""

    number: str
    finished: bool
    outcome: str = ""
    tickets: tuple[str, ...] = ()


class SheetReadingService:
    """``read`` changes nothing, any thread; ``accept`` on the writer's."""

    def __init__(self, base: "ServiceBase", keying: KeyingService, attachments: AttachmentService) -> None:
        self._base, self._keying, self._attachments = base, keying, attachments

    def read(self, path: Path) -> FilePreview:
        """What accepting ``path`` would change. Raises Unavailable("sheet.…") if the file is of no use."""
        content = _content(path)
        raws = _raw_sheets(path)
        return FilePreview(path, _digest(content), tuple(self._preview(raw) for raw in raws))

    def accept(
        self, file: FilePreview, number: str, take: Collection[str] = (), *, finish: bool = True
    ) -> Outcome[Accepted]:
        """Key what sheet ``number`` says, with the file beside it: recorded if nothing lacks, else kept so far.

        ``take`` are the conflicts whose answer in the file counts; without ``finish`` it is kept whatever lacks,
        for somebody to decide the rest. Raises Conflict if file or inspection changed
        since it was read, and what KeyingService raises.
        """
        preview = next(one for one in file.sheets if one.number == number)
        if preview.state is not State.CHANGES or preview.form is None:
            raise preview.problem or Invalid("sheet.nothing_new", number=number)
        content = _content(file.path)
        if _digest(content) != file.digest:
            raise Conflict("sheet.file_changed", name=file.path.name)
        keyed = keyed_with(preview, take)
        name = file_types.tidy_name(file.path.name)

        def attach(uow: UnitOfWork, task: InspectionTask) -> None:
            self._attachments.join(uow, task, name, content, number)

        if finish and can_finish(preview, keyed):
            done = self._keying.finish(preview.form, keyed, attach)
            return _as(done, Accepted(number, True, done.value.outcome, done.value.tickets))
        return _as(self._keying.save(preview.form, keyed, attach), Accepted(number, False))

    def _preview(self, raw: RawSheet) -> SheetPreview:
        try:
            with self._base.read() as session:
                return self._compared(session, raw)
        except DomainError as error:
            return SheetPreview(raw.number, State.BLOCKED, problem=error)

    def _compared(self, session: Session, raw: RawSheet) -> SheetPreview:
        sheet = session.scalar(select(ChecklistSheet).where(ChecklistSheet.number == raw.number))
        if sheet is None:
            raise NotFound("sheet.unknown_number", number=raw.number)
        template = session.get_one(ChecklistTemplate, sheet.template_id)
        _must_be_edition(raw, template)
        items = template_items(session, template.id)
        recorded = self._recorded(session, sheet)
        form = recorded or self._keying.find(raw.number)
        labels = {one.position: (one.zh, one.en) for one in items}
        found = compared(form, raw, marks_of(items), labels, self._base.clock.today())
        if raw.is_blank:
            return replace(found, state=State.EMPTY)
        if recorded is not None and found.state is State.CHANGES:
            over = Invalid("sheet.recorded_otherwise", number=raw.number, task=form.number)
            return replace(found, state=State.BLOCKED, problem=over)
        if recorded is None and sheet.template_id != _keyed_edition(session, form, template.id):
            raise Conflict("sheet.keyed_on_other_edition", number=raw.number)
        return found

    def _recorded(self, session: Session, sheet: ChecklistSheet) -> KeyingForm | None:
        """The form as it was recorded; None while the inspection is open. Raises Invalid if it was left out."""
        task = session.get(InspectionTask, sheet.task_id) if sheet.task_id else None
        if task is None or task.status == "planned":
            return None
        result = session.scalar(select(InspectionResult).where(InspectionResult.task_id == task.id))
        if result is None:
            raise Invalid("task.not_planned", number=task.number)
        return read_form_of(self._base, session, task, result, sheet)


def _as(outcome: Outcome[Any], value: Accepted) -> Outcome[Accepted]:
    return Outcome(value, outcome.changes, outcome.operation, outcome.label, outcome.params)


def _must_be_edition(raw: RawSheet, template: ChecklistTemplate) -> None:
    """A sheet of the same number from another database, or of an edition that this one never had."""
    code = raw.template or template.code
    if code != template.code or (raw.edition and raw.edition != template.edition):
        raise Conflict(
            "sheet.other_edition",
            number=raw.number,
            theirs=f"{code} {raw.edition}",
            ours=f"{template.code} {template.edition}",
        )


def _keyed_edition(session: Session, form: KeyingForm, own: int) -> int:
    """The edition of what was keyed before, else the sheet's own."""
    draft = session.scalar(select(InspectionResult).where(InspectionResult.task_id == form.task_id))
    return draft.template_id if draft is not None and draft.template_id else own


def _raw_sheets(path: Path) -> tuple[RawSheet, ...]:
    if path.suffix.lower() == ".xlsx":
        from facilities_app.reports.sheet_workbook_reading import read_workbook

        return read_workbook(path)
    from facilities_app.reports.fillable_reading import read_fillable

    return read_fillable(path)


def _content(path: Path) -> Content:
    """The bytes, checked. Raises Unavailable that says what is wrong with the file."""
    if path.suffix.lower() not in SUFFIXES:
        raise Unavailable("sheet.kind", name=path.name, known=" ".join(SUFFIXES))
    try:
        size = path.stat().st_size
    except OSError as error:
        raise Unavailable("sheet.not_there", name=path.name) from error
    if size > LARGEST_BYTES:
        raise Unavailable("sheet.too_big", name=path.name, limit=LARGEST_BYTES // 1024**2)
    try:
        content = file_types.read_content(path)
    except Invalid as error:
        raise Unavailable("sheet.damaged", name=path.name) from error
    if f".{content.extension}" != path.suffix.lower():
        raise Unavailable("sheet.damaged", name=path.name)
    return content


def _digest(content: Content) -> str:
    return hashlib.sha256(content.data).hexdigest()
