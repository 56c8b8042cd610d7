"""Scanned or photographed sheets: known by their QR code, put beside the inspection they belong to."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from sqlalchemy import select

from db.models import ChecklistSheet, InspectionTask
from facilities_app.domain.changes import Outcome
from facilities_app.domain.errors import Conflict, NotFound, Unavailable
from facilities_app.domain.keying import sheet_number
from facilities_app.services import file_types
from facilities_app.services.attachments import AttachmentService
from facilities_app.services.file_types import IMAGES, Content
from facilities_app.services.keying import KeyingService

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

PICTURES = (".jpg", ".jpeg", ".png", ".webp")


@dataclass(frozen=True, slots=True)
class Scan:
    """The pages of one sheet in a scanned file (counted from 0). ``is_open``: it can be keyed still."""

    path: Path
    number: str
    pages: tuple[int, ...]
    is_whole: bool
    is_open: bool


class ScanService:
    """``find`` any thread, ``attach`` on the writer's."""

    def __init__(self, base: "ServiceBase", keying: KeyingService, attachments: AttachmentService) -> None:
        self._base, self._keying, self._attachments = base, keying, attachments

    def find(self, path: Path) -> tuple[Scan, ...]:
        """The sheets on a picture or in a scanned PDF; a page without a code belongs to the sheet before it.

        Raises Unavailable("sheet.no_code") if no number can be read, NotFound if none of them is known.
        """
        by_page = _numbers(path, file_types.read_content(path))
        pages: dict[str, list[int]] = {}
        last = next((number for number in by_page if number), "")
        for page, number in enumerate(by_page):
            last = number or last
            pages.setdefault(last, []).append(page)
        if not last:
            raise Unavailable("sheet.no_code", name=path.name)
        known = self._known(tuple(pages))
        found = tuple(
            Scan(path, number, tuple(at), len(at) == len(by_page), known[number])
            for number, at in pages.items()
            if number in known
        )
        if not found:
            raise NotFound("sheet.unknown_number", number=next(iter(pages)))
        return found

    def attach(self, scan: Scan) -> Outcome[int]:
        """Put its pages beside its inspection, which a blank sheet gets now; gives back the inspection's id."""
        content = file_types.read_content(scan.path)
        name = file_types.tidy_name(scan.path.name)
        if not scan.is_whole:
            from facilities_app.reports.scan_codes import pages_of_pdf

            content = Content(pages_of_pdf(content.data, scan.pages), content.extension)
            name = f"{PurePath(name).stem}_{scan.number}.pdf"
        task_id = self._task(scan.number)
        with self._base.uow("attachment.added") as uow:
            task = uow.get(InspectionTask, task_id, "task.gone")
            self._attachments.join(uow, task, name, content, scan.number)
            return uow.commit(task_id, name=name, count=1)

    def _known(self, numbers: tuple[str, ...]) -> Mapping[str, bool]:
        """Which of them are sheets of ours, and whether their inspection is open."""
        with self._base.read() as session:
            rows = session.execute(
                select(ChecklistSheet.number, InspectionTask.status)
                .outerjoin(InspectionTask, InspectionTask.id == ChecklistSheet.task_id)
                .where(ChecklistSheet.number.in_(numbers))
            )
            return {row.number: row.status in (None, "planned") for row in rows}

    def _task(self, number: str) -> int:
        with self._base.read() as session:
            row = session.scalar(select(ChecklistSheet).where(ChecklistSheet.number == number))
            if row is None:
                raise Conflict("sheet.unknown_number", number=number)
            if row.task_id is not None:
                return row.task_id
        form = self._keying.find(number)
        return form.task_id or self._keying.begin(form, form.keyed).value


def _numbers(path: Path, content: Content) -> tuple[str, ...]:
    """The sheet's number on each page, "" where none is read."""
    from facilities_app.reports.scan_codes import codes_of_pdf, codes_of_picture

    pages: tuple[tuple[str, ...], ...]
    if content.extension in IMAGES:
        pages = (codes_of_picture(content.data),)
    elif content.extension == "pdf":
        pages = codes_of_pdf(content.data, path.name)
    else:
        raise Unavailable("sheet.no_code", name=path.name)
    return tuple(next((sheet_number(text) for text in texts if "-" in text), "") for texts in pages)
