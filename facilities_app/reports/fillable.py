"""Inspection checklists as a PDF that is filled in on a screen: the paper sheet with form fields on it."""

from collections.abc import Iterable
from pathlib import Path

from reportlab.lib.pagesizes import A4

from facilities_app.reports.checklist_sheet import SheetPrinter
from facilities_app.reports.fillable_data import FormSheet
from facilities_app.reports.fillable_form import Form
from facilities_app.reports.fillable_pen import FieldPen
from facilities_app.reports.fonts import Faces
from facilities_app.reports.pages import pdf_file
from facilities_app.reports.table import Step, Written


def write_fillable(path: Path, sheets: Iterable[FormSheet], step: Step | None = None) -> Written:
    """As write_checklists, with fields. Raises ValueError when there is no sheet."""
    faces = Faces()
    waiting = iter(sheets)
    given = next(waiting, None)
    if given is None:
        raise ValueError("no sheet to print")
    count = pages = 0
    first = given.sheet
    with pdf_file(path, f"{first.sheet_number} {first.title}", first.office, A4) as canvas:
        form = Form(canvas)
        pen = FieldPen(canvas, faces, A4[1], form)
        printer = SheetPrinter(canvas, faces, pen)
        while given is not None:
            pen.begin(given)
            pages += printer.draw(given.sheet)
            count += 1
            if step:
                step(count)
            given = next(waiting, None)
        form.close()
    return Written(count, pages, tuple(sorted(faces.missing)), printer.shortened)
