"""Reading a file of findings, CSV or Excel: its rows as texts by column, with the row of the file they stand in."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from facilities_app.domain.errors import Invalid, Unavailable
from resources.texts import tr

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "unit": ("unit", "宿舍編號", "戶號"),
    "finding": ("finding", "查考認定", "認定"),
    "visited": ("visited", "訪查時間"),
    "visitor": ("visitor", "訪查人"),
    "met": ("met", "遇見何人"),
    "absence": ("absence", "未在家原因"),
    "revisit": ("revisit", "再訪日期"),
    "note": ("note", "備註"),
}
"""The columns a file may have and what their heads may say."""
NEEDED = ("unit", "finding", "visited")
_MOST_ROWS, _HEAD_WITHIN = 5_000, 10


@dataclass(frozen=True, slots=True)
class FileRow:
    """One row: its number in the file as people count, and its texts, "" where a cell is empty."""

    number: int
    cells: Mapping[str, str]


def read_file(path: Path) -> list[FileRow]:
    """The rows below the head, empty ones left out.

    Raises Unavailable("file.unusable"), Invalid("file.unknown_kind"), Invalid("audit.import_unreadable"),
    ("audit.import_no_head"), ("audit.import_unknown_column") and ("audit.import_too_long").
    """
    ending = path.suffix.lower()
    if ending not in (".csv", ".xlsx"):
        known = tr(", ", "between names").join((".csv", ".xlsx"))
        raise Invalid("file.unknown_kind", path=str(path), known=known)
    try:
        lines = list(islice(_csv(path) if ending == ".csv" else _excel(path), _MOST_ROWS + _HEAD_WITHIN))
    except OSError as error:
        raise Unavailable("file.unusable", path=str(path), why=error.strerror or str(error)) from error
    except (csv.Error, BadZipFile, KeyError, ValueError, UnicodeError) as error:
        raise Invalid("audit.import_unreadable", path=str(path)) from error
    at, columns = _head(lines, path)
    rows = [
        FileRow(
            number, {key: line[place].strip() if place < len(line) else "" for key, place in columns.items()}
        )
        for number, line in enumerate(lines[at + 1 :], at + 2)
    ]
    found = [row for row in rows if any(row.cells.values())]
    if len(found) > _MOST_ROWS:
        raise Invalid("audit.import_too_long", most=_MOST_ROWS)
    return found


def _head(lines: list[list[str]], path: Path) -> tuple[int, dict[str, int]]:
    """Where the head stands, and the place of each column."""
    by_name = {name: key for key, names in COLUMNS.items() for name in names}
    for at, line in enumerate(lines[:_HEAD_WITHIN]):
        names = [cell.strip().casefold() for cell in line]
        if not any(name in COLUMNS["unit"] for name in names):
            continue
        unknown = [name for name in names if name and name not in by_name]
        if unknown:
            known = tr(", ", "between names").join(COLUMNS)
            raise Invalid("audit.import_unknown_column", column=unknown[0], known=known)
        columns = {by_name[name]: place for place, name in enumerate(names) if name}
        if all(key in columns for key in NEEDED):
            return at, columns
        break
    raise Invalid("audit.import_no_head", path=str(path), needed=tr(", ", "between names").join(NEEDED))


def _csv(path: Path) -> Iterable[list[str]]:
    data = path.read_bytes()
    for encoding in ("utf-8-sig", "cp950"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return list(csv.reader(text.splitlines()))
    raise ValueError("neither UTF-8 nor Big5")


def _excel(path: Path) -> Iterator[list[str]]:
    from openpyxl import load_workbook  # slow to import, and rarely needed

    book = load_workbook(path, read_only=True, data_only=True)
    try:
        for line in book.worksheets[0].iter_rows(values_only=True):
            yield [_text(cell) for cell in line]
    finally:
        book.close()


def _text(cell: Any) -> str:
    """A cell as it would be typed."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M}" if cell.hour or cell.minute else f"{cell:%Y-%m-%d}"
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
