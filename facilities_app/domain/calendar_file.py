"""Reading the yearly office calendar that the personnel administration (人事行政總處) publishes as CSV.

Its columns: 西元日期 (20260302), 星期, 是否放假 (0 at work, 2 off), 備註 (the reason).
"""

import csv
from datetime import date, datetime

from facilities_app.domain.errors import Invalid
from facilities_app.domain.wording import clean_line
from facilities_app.domain.workdays import DayKind, DayOverride

LONGEST_NAME = 80
_FIRST_YEAR = 1912  # 民國 1 年
_HEADER = ("西元日期", "星期", "是否放假", "備註")
_KINDS = {"0": DayKind.WORKDAY, "2": DayKind.HOLIDAY}


def parse_calendar(data: bytes) -> dict[date, DayOverride]:
    """Every day of the file, in UTF-8 or Big5.

    Raises Invalid: calendar.not_recognised, or calendar.bad_row with its ``line``.
    """
    reader = csv.reader(_decode(data).splitlines())
    try:
        rows = list(reader)
    except csv.Error as error:
        raise Invalid("calendar.bad_row", line=reader.line_num) from error
    if not rows or tuple(cell.strip() for cell in rows[0][:4]) != _HEADER:
        raise Invalid("calendar.not_recognised")
    return dict(_read(row, line) for line, row in enumerate(rows[1:], 2) if any(cell.strip() for cell in row))


def _decode(data: bytes) -> str:
    for encoding in ("utf-8-sig", "cp950"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Invalid("calendar.not_recognised")


def _read(row: list[str], line: int) -> tuple[date, DayOverride]:
    cells = [cell.strip() for cell in row] + [""]
    try:
        day = datetime.strptime(cells[0], "%Y%m%d").date()  # noqa: DTZ007 a calendar day has no zone
        kind = _KINDS[cells[2]]
    except (ValueError, KeyError, IndexError):
        raise Invalid("calendar.bad_row", line=line) from None
    if day.year < _FIRST_YEAR:
        raise Invalid("calendar.bad_row", line=line)
    return day, DayOverride(kind, clean_line(cells[3])[:LONGEST_NAME])
