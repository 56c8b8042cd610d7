"""Cells of a list PDF: where a column stands, and a value laid out in it."""

from dataclasses import dataclass
from typing import Any

from facilities_app.reports.ink import Ink
from facilities_app.reports.table import Align, ReportColumn
from facilities_app.reports.text import cell_text, number_text, one_line, wrap

LARGEST, SMALLEST = 8.0, 5.5
PADDING = 2.6
TEXT_LINES = 3
_READ = 600  # characters of a text that are looked at: more never fits in the lines of a cell


@dataclass(frozen=True, slots=True)
class Track:
    """A column on the page, its text within ``left`` and ``right``."""

    left: float
    right: float
    column: ReportColumn

    @property
    def width(self) -> float:
        """The room for text."""
        return self.right - self.left


@dataclass(frozen=True, slots=True)
class Cell:
    """A value laid out: for each line the text matrix up to its y, and the operators that show it."""

    lines: tuple[tuple[str, str], ...]
    is_cut: bool = False


def tracks(columns: tuple[ReportColumn, ...], left: float, right: float) -> tuple[list[Track], float]:
    """All columns side by side from ``left`` to ``right``, and the text size at which they fit best."""
    room = right - left
    paddings = 2 * PADDING * len(columns)
    characters = sum(max(column.width, 3) for column in columns)
    size = min(LARGEST, max(SMALLEST, (room - paddings) / (characters * 0.5)))
    per_character = (room - paddings) / characters
    found, x = [], left
    for column in columns:
        width = max(column.width, 3) * per_character
        found.append(Track(x + PADDING, x + PADDING + width, column))
        x += width + 2 * PADDING
    return found, size


class CellPrinter:
    """Lays out the values of one column in one weight."""

    def __init__(self, track: Track, ink: Ink) -> None:
        self._track, self._ink = track, ink

    def value(self, value: Any) -> Cell:
        """A value of the column: a number always whole, on one line; a text on three lines at most."""
        if not self._track.column.is_number:
            return self.text(cell_text(value), self._track.column.side)
        text = self._ink.face.printable(one_line(number_text(value)[:_READ]))
        size = self._ink.width(text)
        operators = self._ink.operators(text)
        if size > self._track.width:  # a number with its end cut off would be another number
            squeeze = self._track.width / size
            operators, size = f"{squeeze * 100:.1f} Tz {operators}100 Tz", self._track.width
        return Cell(((self._start(size, self._track.column.side), operators),))

    def text(self, text: str, side: Align) -> Cell:
        """Any text, at ``side``."""
        shown = self._ink.face.printable(one_line(text[:_READ]))
        size = self._ink.width(shown)
        if size <= self._track.width and len(text) <= _READ:
            return Cell(((self._start(size, side), self._ink.operators(shown)),))
        lines, is_cut = wrap(shown, self._ink.width, self._track.width, TEXT_LINES)
        laid = tuple((self._start(self._ink.width(line), side), self._ink.operators(line)) for line in lines)
        return Cell(laid, is_cut)

    def _start(self, size: float, side: Align) -> str:
        track = self._track
        x = track.left
        if side == "right":
            x = track.right - size
        elif side == "center":
            x = track.left + (track.width - size) / 2
        return f"1 0 0 1 {x:.2f} "
