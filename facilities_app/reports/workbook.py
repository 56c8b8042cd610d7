"""A list as an Excel file: openpyxl makes the book, the rows are streamed into it as XML."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from openpyxl.utils import get_column_letter

from facilities_app.reports.book import HEAD_ROWS, make_book, sheet_part
from facilities_app.reports.files import replacing
from facilities_app.reports.sheet_rows import RowEncoder, inline
from facilities_app.reports.table import STEP_ROWS, ReportTable, Step, Totals, Written
from facilities_app.reports.text import clean
from resources.texts import tr

SHEET_ROWS = 1_048_576
SHEET_BYTES = 1_900_000_000  # a part of 2 GiB would need the zip64 form, which not every reader has
_CHUNK_ROWS = 200
_LEVEL = 4
_SIGN_ROWS, _SIGN_ROOM = 3, 12
_IGNORED = (
    '<ignoredErrors><ignoredError sqref="A1:{last}" numberStoredAsText="1" twoDigitTextYear="1"/>'
    "</ignoredErrors>"
)


def write_workbook(
    path: Path, table: ReportTable, step: Step | None = None, *, sheet_rows: int = SHEET_ROWS
) -> Written:
    """Write the list to ``path``, whole or not at all; what one sheet cannot hold goes on in the next."""
    with replacing(path) as file:
        return _Writer(table, step, sheet_rows).write(file)


class _Writer:
    """The writing of one workbook, in one pass over the rows and in constant memory."""

    def __init__(self, table: ReportTable, step: Step | None, sheet_rows: int) -> None:
        self._table, self._step = table, step
        self._last_data_row = sheet_rows - (1 if table.has_totals else 0)
        styles = make_book(table, [HEAD_ROWS]).styles
        self._encoder = RowEncoder(table.columns, styles.values, styles.empties)
        self._total_styles = styles.totals
        self._totals = Totals(table.columns)
        self._count = 0

    def write(self, file: BinaryIO) -> Written:
        """Fill ``file``."""
        rows = iter(self._table.rows)
        waiting = next(rows, None)
        last_rows: list[int] = []
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
            while waiting is not None or not last_rows:
                waiting = self._write_sheet(archive, last_rows, waiting, rows)
            for name, data in make_book(self._table, last_rows).parts.items():
                if not name.startswith("xl/worksheets/sheet"):
                    archive.writestr(_entry(name), data)
        if self._step:
            self._step(self._count)
        return Written(rows=self._count, pages=len(last_rows), shortened=self._encoder.shortened)

    def _write_sheet(
        self,
        archive: zipfile.ZipFile,
        last_rows: list[int],
        waiting: tuple[Any, ...] | None,
        rows: Iterator[tuple[Any, ...]],
    ) -> tuple[Any, ...] | None:
        """One sheet, from the row that waits; returns the row that found no place in it."""
        number = len(last_rows) + 1
        head, _ = make_book(self._table, [*last_rows, HEAD_ROWS]).sheet(number)
        at, written, chunk = HEAD_ROWS, 0, []
        with archive.open(_entry(sheet_part(number)), "w") as part:
            part.write(head)
            while waiting is not None and at < self._last_data_row and written < SHEET_BYTES:
                at += 1
                chunk.append(self._encoder.row(at, waiting))
                self._counted(waiting)
                waiting = next(rows, None)
                if len(chunk) == _CHUNK_ROWS or waiting is None:
                    written += part.write("".join(chunk).encode())
                    chunk.clear()
            part.write("".join(chunk).encode())
            last_rows.append(at)
            if waiting is None and self._table.has_totals:
                part.write(self._total_row(at, only_sheet=number == 1).encode())
            if waiting is None:
                part.write(self._below(at + _SIGN_ROWS).encode())
            part.write(self._tail(last_rows))
        return waiting

    def _counted(self, row: tuple[Any, ...]) -> None:
        self._count += 1
        self._totals.add(row)
        if self._step and self._count % STEP_ROWS == 0:
            self._step(self._count)

    def _tail(self, last_rows: list[int]) -> bytes:
        _, tail = make_book(self._table, last_rows).sheet(len(last_rows))
        last = f"{get_column_letter(len(self._table.columns))}{last_rows[-1] + 1}"
        return tail.replace(b"</worksheet>", _IGNORED.format(last=last).encode() + b"</worksheet>")

    def _below(self, row: int) -> str:
        """Below the totals with room between: the remarks, a line each, and who signs, all in one line."""
        lines = list(self._table.remarks)
        if self._table.signs:
            lines += [*([""] if lines else []), ("　" * _SIGN_ROOM).join(f"{t}：" for t in self._table.signs)]
        return "".join(
            f'<row r="{row + place}"><c r="A{row + place}" s="0{inline(clean(words))}</row>'
            for place, words in enumerate(lines)
            if words
        )

    def _total_row(self, last_row: int, *, only_sheet: bool) -> str:
        """合計 under the data. On a single sheet it follows the filter; its value is written either way."""
        row, cells = last_row + 1, []
        label_index = self._totals.label_index(self._table.columns)
        for index, style in enumerate(self._total_styles):
            letter = get_column_letter(index + 1)
            start = f'<c r="{letter}{row}" s="{style}'
            if index in self._totals.sums:
                ours = f"<f>SUBTOTAL(109,{letter}{HEAD_ROWS + 1}:{letter}{last_row})</f>"
                formula = ours if only_sheet and last_row > HEAD_ROWS else ""
                cells.append(f'{start}">{formula}<v>{self._totals.sums[index]:f}</v></c>')
            elif index == label_index:
                cells.append(f"{start}{inline(tr('Total'))}")
            else:
                cells.append(f'{start}"/>')
        return f'<row r="{row}">{"".join(cells)}</row>'


def _entry(name: str) -> zipfile.ZipInfo:
    """An entry without the clock, so that the same list gives the same bytes."""
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry
