"""Where days and their entries lie on the calendar's sheet."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize

from facilities_app.domain.planning import DayEntry
from ui import theme

_GAP = 2
_PAD = 4


class Placed(NamedTuple):
    """An entry in its box."""

    entry: DayEntry
    box: QRect


class Cell(NamedTuple):
    """One day: its box, the entries that fit, and where "3 more" stands."""

    day: date
    box: QRect
    entries: tuple[Placed, ...]
    more: QRect
    left: int  # how many do not fit


def head_height() -> int:
    """The row of weekday names."""
    return theme.current().sizes.row_dense + 4


def day_height() -> int:
    """The line of a day's number."""
    return theme.current().sizes.row_dense


def entry_height(tall: bool) -> int:
    """A line in the month, three in the week."""
    sizes = theme.current().sizes
    line = theme.current().metrics("small").height()
    return line * 3 + sizes.s + 2 if tall else line + 4


def lay_out(
    size: QSize, first: date, rows: int, entries: Mapping[date, Sequence[DayEntry]], *, tall: bool
) -> tuple[Cell, ...]:
    """All cells of ``rows`` weeks, left to right and down."""
    top, cells = head_height(), []
    for place in range(rows * 7):
        row, column = divmod(place, 7)
        left, right = size.width() * column // 7, size.width() * (column + 1) // 7
        upper = top + (size.height() - top) * row // rows
        lower = top + (size.height() - top) * (row + 1) // rows
        box = QRect(left, upper, right - left, lower - upper)
        day = first + timedelta(days=place)
        cells.append(_cell(day, box, entries.get(day, ()), entry_height(tall)))
    return tuple(cells)


def _cell(day: date, box: QRect, entries: Sequence[DayEntry], height: int) -> Cell:
    top = box.top() + day_height() + _GAP
    room = box.bottom() - _PAD - top
    fit = max(0, (room + _GAP) // (height + _GAP))
    if len(entries) > fit:
        line = theme.current().metrics("small").height()
        fit = max(0, (room - line + _GAP) // (height + _GAP))
    placed = tuple(
        Placed(
            entry,
            QRect(box.left() + _PAD, top + at * (height + _GAP), box.width() - 2 * _PAD, height),
        )
        for at, entry in enumerate(entries[:fit])
    )
    below = top + fit * (height + _GAP)
    left = len(entries) - len(placed)
    more = QRect(box.left() + _PAD, below, box.width() - 2 * _PAD, box.bottom() - below) if left else QRect()
    return Cell(day, box, placed, more, left)
