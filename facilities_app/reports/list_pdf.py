"""A list as a PDF: A4 landscape, drawn straight onto the canvas in one pass over the rows."""

from pathlib import Path
from typing import Any

from reportlab.lib.pagesizes import A4, landscape

from facilities_app.reports.list_page import ListPage
from facilities_app.reports.pages import pdf_file
from facilities_app.reports.table import STEP_ROWS, ReportTable, Step, Totals, Written
from facilities_app.reports.text import number_text
from resources.texts import tr


def write_list_pdf(path: Path, table: ReportTable, step: Step | None = None) -> Written:
    """Write the list to ``path``, whole or not at all."""
    totals = Totals(table.columns)
    count = 0
    with pdf_file(path, table.title, table.printed_by, landscape(A4)) as canvas:
        page = ListPage(canvas, table)
        for count, row in enumerate(table.rows, 1):
            page.add(row)
            totals.add(row)
            if step and count % STEP_ROWS == 0:
                step(count)
        if count == 0:
            page.say(tr("Nothing to list"))
        if table.has_totals:
            page.add_totals(_totals_row(table, totals))
        page.remark(table.remarks)
        page.sign(table.signs)
        page.finish()
        if step:
            step(count)
    return Written(count, page.number, tuple(sorted(page.faces.missing)), page.shortened)


def _totals_row(table: ReportTable, totals: Totals) -> tuple[Any, ...]:
    label_index = totals.label_index(table.columns)
    return tuple(
        number_text(totals.sums[i]) if i in totals.sums else (tr("Total") if i == label_index else "")
        for i in range(len(table.columns))
    )
