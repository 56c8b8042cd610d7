"""A checklist as an Excel sheet that people change: facts above, one item a row, pictures in their cells."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.drawing.image import Image
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from facilities_app.domain.checklist_template import Template, TemplateItem
from facilities_app.domain.checklist_words import (
    COLUMNS,
    EVIDENCE,
    HEAD,
    KIND,
    YES,
    condition_cell,
    said,
)
from facilities_app.reports.files import replacing
from facilities_app.reports.text import clean
from resources.texts import tr

HEAD_ROW = len(HEAD) + 2
_WIDTHS = {
    "no": 6,
    "zh": 34,
    "en": 34,
    "kind": 16,
    "unit": 9,
    "minimum": 9,
    "maximum": 9,
    "options": 20,
    "offers_none": 9,
    "shown_if": 13,
    "evidence": 22,
    "guidance_zh": 30,
    "guidance_en": 30,
    "picture": 18,
}
_WIDTH, _PICTURE_PIXELS, _EXACT_DIGITS = 18, 110, 15
_LINE = Side(style="thin", color="FFBFC4CC")
_GRID = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_GROUND = PatternFill("solid", fgColor="FFE8ECEF")
_MORE_ROWS = 60  # lists to choose from are offered for items that are still to be written


def write_book(path: Path, template: Template, pictures: Mapping[str, bytes]) -> None:
    """Write a tidied checklist, whole or not at all. ``pictures`` are JPEG or PNG by their SHA-256."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = _sheet_name(template.code)
    _write_head(sheet, template)
    for number, item in enumerate(template.items, 1):
        _write_item(sheet, template.items, item, number)
        if item.picture in pictures:
            _put_picture(sheet, HEAD_ROW + number, pictures[item.picture])
    _offer(sheet, len(template.items))
    _set_page(sheet, len(template.items))
    with replacing(path) as file:
        book.save(file)


def _write_head(sheet: Worksheet, template: Template) -> None:
    for row, (key, words) in enumerate(HEAD.items(), 1):
        _put(sheet.cell(row, 1), said(words)).font = Font(bold=True)
        _put(sheet.cell(row, 3), getattr(template, key))
    hint = tr("One item a row. Move rows freely: conditions name an item by its No.")
    _put(sheet.cell(HEAD_ROW - 1, 1), hint).font = Font(italic=True, color="FF5F6B76")
    for column, words in enumerate(COLUMNS.values(), 1):
        cell = _put(sheet.cell(HEAD_ROW, column), said(words))
        cell.font, cell.fill, cell.border = Font(bold=True), _GROUND, _GRID
        cell.alignment = Alignment(wrap_text=True, vertical="center")


def _write_item(sheet: Worksheet, items: Sequence[TemplateItem], item: TemplateItem, number: int) -> None:
    values: dict[str, Any] = {key: getattr(item, key, "") for key in COLUMNS}
    values |= {
        "no": number,
        "kind": said(KIND[item.kind]),
        "options": "\n".join(item.options),
        "offers_none": said(YES) if item.offers_none else "",
        "shown_if": condition_cell(item, items),
        "evidence": said(EVIDENCE[item.evidence]) if item.evidence else "",
        "picture": "",
    }
    tallest = 1
    for column, key in enumerate(COLUMNS, 1):
        cell = _put(sheet.cell(HEAD_ROW + number, column), values[key])
        cell.border, cell.alignment = _GRID, Alignment(wrap_text=True, vertical="top")
        tallest = max(tallest, _lines(values[key], _WIDTHS.get(key, _WIDTH)))
    sheet.row_dimensions[HEAD_ROW + number].height = max(16, tallest * 15 + 2)


def _put(cell: Cell | Any, value: Any) -> Any:
    """A number as a number while Excel keeps all its digits; any text as text, whatever it looks like."""
    if value is None or value == "":
        return cell
    if not isinstance(value, str) and len(f"{value:f}".strip("-0.").replace(".", "")) <= _EXACT_DIGITS:
        cell.value = value
        return cell
    cell.value = clean(value if isinstance(value, str) else f"{value:f}")
    cell.data_type = "s"
    cell.quotePrefix = str(cell.value)[:1] in ("=", "+", "-", "@")
    return cell


def _put_picture(sheet: Worksheet, row: int, data: bytes) -> None:
    image = Image(BytesIO(data))
    scale = min(1.0, _PICTURE_PIXELS / max(image.width, image.height, 1))
    image.width, image.height = int(image.width * scale), int(image.height * scale)
    sheet.add_image(image, f"{get_column_letter(list(COLUMNS).index('picture') + 1)}{row}")
    height = sheet.row_dimensions[row].height or 16
    sheet.row_dimensions[row].height = max(height, image.height * 0.75 + 4)


def _offer(sheet: Worksheet, count: int) -> None:
    """Lists to choose from, where only some words are read."""
    last = HEAD_ROW + count + _MORE_ROWS
    offered = (("kind", KIND), ("evidence", {key: pair for key, pair in EVIDENCE.items() if key}))
    for key, words in (*offered, ("offers_none", {"yes": YES})):
        letter = get_column_letter(list(COLUMNS).index(key) + 1)
        options = ",".join(said(pair) for pair in words.values())
        rule = DataValidation(type="list", formula1=f'"{options}"', allow_blank=True)
        rule.showErrorMessage = True
        rule.error = tr("Choose one of the words of the list.")
        rule.add(f"{letter}{HEAD_ROW + 1}:{letter}{last}")
        sheet.add_data_validation(rule)


def _set_page(sheet: Worksheet, count: int) -> None:
    for column, key in enumerate(COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(key, _WIDTH)
    sheet.freeze_panes = f"{get_column_letter(list(COLUMNS).index('en') + 1)}{HEAD_ROW + 1}"
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A3
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _lines(value: Any, width: int) -> int:
    """About how many lines a text takes; a Chinese character is two wide."""
    texts = str(value or "").split("\n")
    return sum(1 + (sum(2 if ord(sign) > 0x2E7F else 1 for sign in text) - 1) // width for text in texts)


def _sheet_name(code: str) -> str:
    return code[:31] or "checklist"
