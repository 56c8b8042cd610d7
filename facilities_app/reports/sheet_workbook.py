"""Inspection checklists as an Excel workbook to fill in on a tablet: one sheet each, answers chosen from lists."""

from collections.abc import Iterable
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from facilities_app.reports.book import sheet_name
from facilities_app.reports.checklist_data import ItemKind
from facilities_app.reports.files import replacing
from facilities_app.reports.fillable_data import FormSheet
from facilities_app.reports.sheet_workbook_cells import (
    COLUMNS,
    FIRST_ROW,
    HEAD,
    LAST_COLUMN,
    Cells,
)
from facilities_app.reports.sheet_workbook_rules import Rules
from facilities_app.reports.table import Step, Written
from facilities_app.reports.text import one_line
from resources.texts import tr


def write_sheets(path: Path, sheets: Iterable[FormSheet], step: Step | None = None) -> Written:
    """Write all sheets into one workbook at ``path``, whole or not at all. Raises ValueError without a sheet."""
    book = Workbook()
    book.remove(book.worksheets[0])
    count = 0
    for count, given in enumerate(sheets, 1):
        sheet = book.create_sheet(sheet_name(given.sheet.sheet_number, 1))
        _fill(sheet, given)
        if count == 1:
            book.properties.title = one_line(f"{given.sheet.sheet_number} {given.sheet.title}")[:200]
            book.properties.creator = one_line(given.sheet.office)[:80]
        if step:
            step(count)
    if not count:
        raise ValueError("no sheet to print")
    with replacing(path) as file:
        book.save(file)
    return Written(count, count, (), 0)


def _fill(sheet: Worksheet, given: FormSheet) -> None:
    cells, rules = Cells(sheet), Rules(sheet)
    _head(cells, rules, given)
    row, section = FIRST_ROW, ""
    for item in given.sheet.items:
        if item.section and item.section != section:
            section = item.section
            cells.section(row, section)
            row += 1
        cells.item(row, item)
        rules.answer(row, item)
        if item.kind is ItemKind.READING:
            rules.reading(row, item)
        row += 1
    cells.remarks(row)
    _set_up(sheet, given, row)
    cells.mark(given.packed())


def _head(cells: Cells, rules: Rules, given: FormSheet) -> None:
    sheet = given.sheet
    cells.title(1, f"{sheet.office}　{sheet.title}")
    facts = [sheet.period_text, f"{sheet.target_label} {sheet.target_name}", sheet.place]
    facts += [f"{label} {value}" for label, value in sheet.facts]
    facts += [sheet.last_inspected_text, tr("Demo data") if sheet.demo else ""]
    cells.line(2, "　".join(one_line(fact) for fact in facts if fact))
    cells.label(HEAD["number"], tr("Sheet no."), sheet.sheet_number, locked=True)
    cells.label(HEAD["day"], tr("Inspected on"), "")
    cells.label(HEAD["inspector"], tr("Inspector"), "")
    cells.label(HEAD["licence"], tr("Licence no."), "")
    cells.label(HEAD["times"], tr("From – to"), "")
    rules.hint(HEAD["day"], tr("Inspected on"), tr("such as {example}").format(example="115/11/23"))
    cells.heads(FIRST_ROW - 1)


def _set_up(sheet: Worksheet, given: FormSheet, last: int) -> None:
    """Locked but for the answers (no password: it guards against slips), and printed on A4."""
    for letter, (_title, width) in COLUMNS.items():
        sheet.column_dimensions[letter].width = width
    sheet.column_dimensions["A"].hidden = True
    sheet.freeze_panes = f"D{FIRST_ROW}"
    sheet.protection.sheet = True
    sheet.protection.formatRows = sheet.protection.formatColumns = False
    sheet.page_setup.paperSize, sheet.page_setup.orientation = 9, "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_area = f"B1:{LAST_COLUMN}{last}"
    sheet.print_title_rows = f"{FIRST_ROW - 1}:{FIRST_ROW - 1}"
    sheet.sheet_view.zoomScale = 110
    sheet.sheet_view.showGridLines = False
