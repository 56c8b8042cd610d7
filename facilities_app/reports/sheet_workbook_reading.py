"""What somebody filled into a checklist in Excel; nothing in it is calculated or run."""

import re
import zipfile
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from facilities_app.domain.errors import Unavailable
from facilities_app.domain.sheet_back import RawItem, RawSheet
from facilities_app.reports.fillable_data import Marks, unpacked
from facilities_app.reports.sheet_workbook_cells import ANSWER, HEAD, NOTE, READING, REMARKS
from facilities_app.reports.text import clean

MOST_SHEETS, MOST_PARTS = 400, 3_000
MOST_UNPACKED, MOST_OF_A_PART = 200 * 1024 * 1024, 16 * 1024 * 1024
_ROWS, _COLUMNS, _LONGEST = 400, 12, 4_000
_HEAD_ROWS = 5
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NO = re.compile(r"\d{1,5}")
Grid = dict[tuple[int, int], str]


def read_workbook(path: Path) -> tuple[RawSheet, ...]:
    """All sheets in the file. Raises Unavailable("sheet.…") that says what is wrong with it."""
    _look_inside(path)
    try:
        sheets = _sheets(path)
    except Unavailable:
        raise
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, EOFError) as error:
        raise Unavailable("sheet.damaged", name=path.name) from error
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ParseError, MemoryError) as error:
        raise Unavailable("sheet.damaged", name=path.name) from error
    if not sheets:
        raise Unavailable("sheet.no_sheets", name=path.name)
    return sheets


def _look_inside(path: Path) -> None:
    """Sizes as the archive tells them, before anything is unpacked: no part grows beyond what it says."""
    try:
        with path.open("rb") as file:
            if file.read(8) == _OLE:  # a workbook with a password is no archive
                raise Unavailable("sheet.encrypted", name=path.name)
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Unavailable("sheet.damaged", name=path.name) from error
    whole = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or whole > MOST_UNPACKED:
        raise Unavailable("sheet.too_many_pages", name=path.name, limit=MOST_SHEETS)
    if any(part.file_size > MOST_OF_A_PART for part in parts):
        raise Unavailable("sheet.too_many_pages", name=path.name, limit=MOST_SHEETS)


def _sheets(path: Path) -> tuple[RawSheet, ...]:
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True, data_only=False, keep_links=False)
    try:
        if len(book.sheetnames) > MOST_SHEETS:
            raise Unavailable("sheet.too_many_pages", name=path.name, limit=MOST_SHEETS)
        found = []
        for sheet in book.worksheets:
            grid = _grid(sheet)
            marks = unpacked(grid.get((1, 1), ""))
            if marks is not None:
                found.append(_sheet(marks, grid))
        return tuple(found)
    finally:
        book.close()


def _grid(sheet: Any) -> Grid:
    """The words of the cells that matter; formulas stay what was typed, so that they are no numbers."""
    found: Grid = {}
    rows: Iterable[Any] = sheet.iter_rows(max_row=_ROWS, max_col=_COLUMNS)
    for row in rows:
        for cell in row:
            words = _words(cell.value)
            if words:
                found[cell.row, cell.column] = words
    return found


def _words(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return f"{Decimal(repr(value)).normalize():f}" if value - value == 0 else ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return clean(str(value))[: _LONGEST * 20].strip()


def _sheet(marks: Marks, grid: Grid) -> RawSheet:
    items, remarks = [], ""
    for row in sorted({row for row, _column in grid if row > _HEAD_ROWS}):
        key = grid.get((row, 1), "") or grid.get((row, 2), "")
        if key == REMARKS:
            remarks = grid.get((row, 3), "")
        elif _NO.fullmatch(key):
            items.append(_item(int(key), marks, grid, row))
    head = {name: grid.get((row, column + 1), "") for name, (row, column) in HEAD.items()}
    return RawSheet(
        number=marks.number,
        template=marks.template,
        edition=marks.edition,
        items=tuple(sorted(items, key=lambda one: one.position)),
        day=head["day"],
        inspector=head["inspector"][:80],
        licence=head["licence"][:60],
        times=head["times"][:40],
        note=remarks[:_LONGEST],
    )


def _item(position: int, marks: Marks, grid: Grid, row: int) -> RawItem:
    """What is written beside a list of answers is the item's text where it has no answer, else its note."""
    answer, reading = grid.get((row, ANSWER), ""), grid.get((row, READING), "")
    return RawItem(
        position=position,
        answer=answer[:_LONGEST],
        reading=reading[:_LONGEST],
        note=grid.get((row, NOTE), "")[:_LONGEST],
        mark=marks.items.get(position, ""),
        label=grid.get((row, 3), "").partition("\n")[0][:_LONGEST],
    )
