"""Inspection checklists as a PDF, one sheet or many."""

from collections.abc import Iterable
from pathlib import Path

from reportlab.lib.pagesizes import A4

from facilities_app.reports.checklist_data import ChecklistLine, ChecklistSheet, ItemKind
from facilities_app.reports.checklist_sheet import SheetPrinter
from facilities_app.reports.fonts import Faces
from facilities_app.reports.pages import pdf_file
from facilities_app.reports.table import Step, Written

__all__ = ["ChecklistLine", "ChecklistSheet", "ItemKind", "write_checklists"]


def write_checklists(path: Path, sheets: Iterable[ChecklistSheet], step: Step | None = None) -> Written:
    """Write all sheets into one PDF at ``path``, whole or not at all; each sheet counts its own pages.

    ``step`` hears the number of sheets done. Returns sheets as rows. Raises ValueError when there is no sheet.
    """
    faces = Faces()
    waiting = iter(sheets)
    first = next(waiting, None)
    if first is None:
        raise ValueError("no sheet to print")
    count = pages = 0
    with pdf_file(path, f"{first.sheet_number} {first.title}", first.office, A4) as canvas:
        printer = SheetPrinter(canvas, faces)
        sheet: ChecklistSheet | None = first
        while sheet is not None:
            pages += printer.draw(sheet)
            count += 1
            if step:
                step(count)
            sheet = next(waiting, None)
    return Written(count, pages, tuple(sorted(faces.missing)), printer.shortened)
