"""The Excel book around the rows: styles, headings, filter, print set-up. openpyxl makes it, without any row."""

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from facilities_app.domain.lists import ColumnKind
from facilities_app.reports.table import ReportColumn, ReportTable
from facilities_app.reports.text import one_line
from resources.texts import tr, trn

HEAD_ROWS = 3
_FONT = "Microsoft JhengHei"
_LINE = Side(style="thin", color="FFB8C0CA")
_GRID = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEAD_FILL = PatternFill("solid", fgColor="FFE8EDF2")
_FORMATS = {ColumnKind.INTEGER: "#,##0", ColumnKind.MONEY: "#,##0", ColumnKind.DECIMAL: "General"}
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")


@dataclass(frozen=True, slots=True)
class BodyStyles:
    """Style numbers of the rows below the heading, one a column."""

    values: list[int]
    empties: list[int]
    totals: list[int]


@dataclass(frozen=True, slots=True)
class Book:
    """A saved book: its parts by name, and the styles its rows may use."""

    parts: dict[str, bytes]
    styles: BodyStyles

    def sheet(self, number: int) -> tuple[bytes, bytes]:
        """The XML of a sheet before and after the place where its rows go."""
        head, _, tail = self.parts[sheet_part(number)].partition(b"</sheetData>")
        # The dimension is only true once the rows are there, and nobody needs it.
        return re.sub(rb"<dimension [^>]*/>", b"", head), b"</sheetData>" + tail


def sheet_part(number: int) -> str:
    """The name of a sheet's part in the file."""
    return f"xl/worksheets/sheet{number}.xml"


def make_book(table: ReportTable, last_rows: Sequence[int]) -> Book:
    """The book of ``table`` with one sheet for each last row of data. The same table gives the same styles."""
    workbook = Workbook()
    workbook.properties.creator = one_line(table.printed_by)[:80]
    workbook.properties.title = one_line(table.title)[:200]
    scratch = workbook.worksheets[0]
    styles = BodyStyles(
        [_styled(scratch, 1, i, c) for i, c in enumerate(table.columns, 1)],
        [_styled(scratch, 2, i, c) for i, c in enumerate(table.columns, 1)],
        [_styled(scratch, 3, i, c, bold=True) for i, c in enumerate(table.columns, 1)],
    )
    workbook.remove(scratch)
    for number, last_row in enumerate(last_rows, 1):
        _dress(workbook.create_sheet(sheet_name(table.title, number)), table, last_row)
    held = io.BytesIO()
    workbook.save(held)
    with zipfile.ZipFile(held) as archive:
        return Book({name: archive.read(name) for name in archive.namelist()}, styles)


def sheet_name(title: str, number: int) -> str:
    """A name Excel accepts: 31 characters, none of ``[]:*?/\\``, no apostrophe at an end, not History."""
    name = _FORBIDDEN.sub(" ", one_line(title)).strip("' ")
    ending = f" ({number})" if number > 1 else ""
    while len((name + ending).encode("utf-16-le")) > 31 * 2:
        name = name[:-1]
    name = name.strip("' ")
    if not name or name.casefold() == "history":
        name = tr("List")
    return name + ending


def heading_left(table: ReportTable) -> str:
    """What was asked for, and how much of it there is."""
    counted = "" if table.count is None else trn("{n} record", "{n} records", table.count)
    marked = tr("Demo data") if table.demo else ""
    return "　".join(part for part in (marked, one_line(table.subtitle), counted) if part)


def heading_right(table: ReportTable) -> str:
    """The unit of the amounts, and when the list was printed."""
    return "　".join(part for part in (one_line(table.unit_note), heading_printed(table)) if part)


def _styled(sheet: Worksheet, row: int, index: int, column: ReportColumn, *, bold: bool = False) -> int:
    cell = sheet.cell(row, index)
    assert isinstance(cell, Cell)
    cell.font = Font(name=_FONT, size=10, bold=bold)
    cell.border = _GRID
    indent = 1 if column.side == "left" else 0  # or a text would touch the number before it
    cell.alignment = Alignment(
        horizontal=column.side, vertical="center", wrap_text=not column.is_number, indent=indent
    )
    if row != 2:
        cell.number_format = _FORMATS.get(column.kind, "@")
    if row == 2 or not column.is_number:
        cell.quotePrefix = True
    return cell.style_id


def _dress(sheet: Worksheet, table: ReportTable, last_row: int) -> None:
    width = len(table.columns)
    last_letter = get_column_letter(width)
    _heading(sheet, table, width)
    for index, column in enumerate(table.columns, 1):
        cell = _put(sheet, HEAD_ROWS, index, column.title, Font(name=_FONT, size=10, bold=True))
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.border, cell.fill = _GRID, _HEAD_FILL
        sheet.column_dimensions[get_column_letter(index)].width = max(column.width, 4) + 2.5
    sheet.row_dimensions[1].height, sheet.row_dimensions[HEAD_ROWS].height = 28, 22
    sheet.freeze_panes = f"B{HEAD_ROWS + 1}" if width > 1 else f"A{HEAD_ROWS + 1}"
    sheet.auto_filter.ref = f"A{HEAD_ROWS}:{last_letter}{max(last_row, HEAD_ROWS)}"
    _print_setup(sheet, table)


def _heading(sheet: Worksheet, table: ReportTable, width: int) -> None:
    title = _put(sheet, 1, 1, table.title, Font(name=_FONT, size=16, bold=True))
    title.alignment = Alignment(horizontal="center", vertical="center")
    small = Font(name=_FONT, size=9, color="FF55606E")
    if width == 1:
        both = "　".join(part for part in (heading_left(table), heading_right(table)) if part)
        _put(sheet, 2, 1, both, small)
        return
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=width)
    middle = max(1, width // 2)
    _put(sheet, 2, 1, heading_left(table), small).alignment = Alignment(horizontal="left", vertical="center")
    right = _put(sheet, 2, middle + 1, heading_right(table), small)
    right.alignment = Alignment(horizontal="right", vertical="center")
    for first, last in ((1, middle), (middle + 1, width)):
        if last > first:
            sheet.merge_cells(start_row=2, end_row=2, start_column=first, end_column=last)


def _put(sheet: Worksheet, row: int, column: int, text: str, font: Font) -> Cell:
    """A heading cell that is text whatever it looks like."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    cell.value = one_line(text)
    cell.data_type = "s"
    cell.font = font
    cell.quotePrefix = True
    return cell


def _print_setup(sheet: Worksheet, table: ReportTable) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"1:{HEAD_ROWS}"
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.header, margins.footer = 0.5, 0.65, 0.3, 0.3
    footer = sheet.oddFooter
    assert footer is not None
    # &P and &N are Excel's own page numbers; an & of ours must be doubled.
    footer.center.text = tr("Page {page} of {pages}").format(page="&P", pages="&N")
    signed = "　".join(part for part in (heading_printed(table), one_line(table.printed_by)[:60]) if part)
    if signed:
        footer.right.text = signed.replace("&", "&&")
    if table.demo:
        footer.left.text = tr("Demo data")


def heading_printed(table: ReportTable) -> str:
    """When the list was printed, in words."""
    return tr("Printed {date}").format(date=one_line(table.printed_on)) if table.printed_on else ""
