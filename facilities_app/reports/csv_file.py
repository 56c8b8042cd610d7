"""A list as CSV: UTF-8, a header line, then one line a record, and nothing a spreadsheet would run."""

import csv
import io
from pathlib import Path
from typing import Any

from facilities_app.reports.files import replacing
from facilities_app.reports.table import STEP_ROWS, ReportColumn, ReportTable, Step, Written
from facilities_app.reports.text import number_text, one_line

# Spreadsheets run text that starts so; the full-width forms count too where East Asian input is folded.
_RUNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def write_csv(path: Path, table: ReportTable, step: Step | None = None, *, bom: bool = False) -> Written:
    """Write the list to ``path``, whole or not at all. ``bom`` helps an old Excel to see the UTF-8."""
    count = 0
    with replacing(path) as file:
        text = io.TextIOWrapper(
            file, encoding="utf-8-sig" if bom else "utf-8", newline="", write_through=False
        )
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow([safe_text(column.title) for column in table.columns])
        for count, row in enumerate(table.rows, 1):
            writer.writerow([_field(column, value) for column, value in zip(table.columns, row, strict=True)])
            if step and count % STEP_ROWS == 0:
                step(count)
        text.flush()
        text.detach()
        if step:
            step(count)
    return Written(rows=count)


def safe_text(text: str) -> str:
    """The text on one line, behind an apostrophe where a spreadsheet would take it for a formula."""
    line = one_line(text)
    return f"'{line}" if text.startswith(_RUNS) or line.lstrip().startswith(_RUNS) else line


def _field(column: ReportColumn, value: Any) -> str:
    if value is None:
        return ""
    if column.is_number and not isinstance(value, str):
        return number_text(value).replace(",", "")
    return safe_text(str(value))
