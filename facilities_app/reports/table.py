"""What a list looks like to the writers: columns, a stream of rows, and what writing them came to."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from facilities_app.domain.lists import ColumnKind

Align = Literal["left", "center", "right"]
Step = Callable[[int], None]
"""Hears how many rows are written, every STEP_ROWS rows and at the end. Whatever it raises stops the writing."""

STEP_ROWS = 1_000
EMPTY = "－"
NUMBERS = frozenset({ColumnKind.INTEGER, ColumnKind.DECIMAL, ColumnKind.MONEY})


@dataclass(frozen=True, slots=True)
class ReportColumn:
    """One column; ``title`` is translated already, ``width`` counts half-width characters."""

    title: str
    kind: ColumnKind = ColumnKind.TEXT
    width: int = 12
    align: Align | None = None
    total: bool = False

    @property
    def is_number(self) -> bool:
        """Whether values arrive as numbers; all others arrive as the text to show."""
        return self.kind in NUMBERS

    @property
    def side(self) -> Align:
        """Where the text stands: as asked, else numbers right and the rest left."""
        return self.align or ("right" if self.is_number else "left")


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A list ready to be written. ``rows`` is read once, from first to last, and may be a generator.

    ``subtitle`` says what was asked for (period, filters), ``unit_note`` the unit of the amounts. A totals row
    appears when ``totals`` and a column has ``total``. ``count`` is shown in the heading when known. ``signs`` are
    the titles of the boxes to sign in below the last row, on paper and in the workbook; ``remarks`` are sentences
    between the two.
    """

    title: str
    columns: tuple[ReportColumn, ...]
    rows: Iterable[tuple[Any, ...]]
    subtitle: str = ""
    unit_note: str = ""
    totals: bool = True
    printed_on: str = ""
    printed_by: str = ""
    demo: bool = False
    count: int | None = None
    signs: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def has_totals(self) -> bool:
        """Whether a totals row is to be written."""
        return self.totals and any(c.total and c.is_number for c in self.columns)


@dataclass(frozen=True, slots=True)
class Written:
    """What was written. ``missing`` are characters the font lacks (printed 〓), ``shortened`` counts cut cells."""

    rows: int
    pages: int = 0
    missing: tuple[str, ...] = ()
    shortened: int = 0


class Totals:
    """The running sums of a list's total columns, exact."""

    def __init__(self, columns: tuple[ReportColumn, ...]) -> None:
        self._indexes = tuple(i for i, c in enumerate(columns) if c.total and c.is_number)
        self.sums: dict[int, Decimal] = {i: Decimal(0) for i in self._indexes}

    def add(self, row: tuple[Any, ...]) -> None:
        """Count one row in; anything that is not a number is left out."""
        for index in self._indexes:
            value = row[index]
            if isinstance(value, int | Decimal):
                self.sums[index] += value
            elif isinstance(value, float):
                self.sums[index] += Decimal(repr(value))

    def label_index(self, columns: tuple[ReportColumn, ...]) -> int | None:
        """The first column without a sum: where 合計 is written."""
        return next((i for i in range(len(columns)) if i not in self.sums), None)
