"""Checklists to be filled in on a screen: as a PDF with fields, or as an Excel sheet for a tablet."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from db.models import ChecklistItem, ChecklistTemplate
from facilities_app.domain.sheet_back import item_mark
from facilities_app.reports.fillable_data import FormSheet
from facilities_app.services.checklists import ChecklistService, Pages, Told
from facilities_app.services.task_reading import template_items

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase


class SheetFiles:
    """``pdf`` and ``workbook`` print whatever ChecklistService prints, in their own form."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base
        self.pdf = ChecklistService(base, self._write_pdf)
        self.workbook = ChecklistService(base, self._write_workbook)

    def by_ending(self, out: Path) -> ChecklistService:
        """The one whose files end so: .xlsx, else PDF."""
        return self.workbook if out.suffix.lower() == ".xlsx" else self.pdf

    def _write_pdf(self, out: Path, pages: Pages, told: Told) -> None:
        from facilities_app.reports.fillable import write_fillable  # slow to import, and rarely needed

        with self._base.read() as session:
            write_fillable(out, _forms(session, pages), told)

    def _write_workbook(self, out: Path, pages: Pages, told: Told) -> None:
        from facilities_app.reports.sheet_workbook import write_sheets  # slow to import, and rarely needed

        with self._base.read() as session:
            write_sheets(out, _forms(session, pages), told)


def marks_of(items: Sequence[ChecklistItem]) -> dict[int, str]:
    """By position the mark of what each item asks, whatever language it is shown in."""
    return {
        one.position: item_mark(
            one.zh, one.kind, one.unit, one.minimum, one.maximum, one.options.splitlines()
        )
        for one in items
    }


def _forms(session: Session, pages: Pages) -> Iterator[FormSheet]:
    known: dict[int, tuple[int, dict[int, str]]] = {}
    for target, sheet in pages:
        if target.template_id not in known:
            edition = session.get_one(ChecklistTemplate, target.template_id).edition
            known[target.template_id] = (edition, marks_of(template_items(session, target.template_id)))
        edition, marks = known[target.template_id]
        asked = {item.no: marks[item.no] for item in sheet.items if item.no in marks}
        yield FormSheet(sheet, target.template_code, edition, asked)
