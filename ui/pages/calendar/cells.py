"""Where days and their entries lie on the calendar's sheet, and how they are painted."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter

from facilities_app.domain.planning import DayEntry
from resources.texts import tr
from ui import icons, theme
from ui.components.day_words import EntryWords
from ui.widgets import drawing

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


def paint_entry(
    painter: QPainter, box: QRect, words: EntryWords, *, tall: bool, chosen: bool, hovered: bool = False
) -> None:
    """An entry: icon, hour and title; in the week its number, place and who as well."""
    current = theme.current()
    fg, bg = current.tone(words.tone)
    line = current.accent if chosen or hovered else None
    drawing.rounded(painter, box, current.sizes.xs, None if words.over else bg, line, 2 if chosen else 1)
    side = current.sizes.icon_small - 1
    height = current.metrics("small").height()
    top = QRect(box.left() + _PAD + 1, box.top() + 2, box.width() - 2 * _PAD - 1, height)
    icons.paint(painter, words.icon, QRect(top.left(), top.top(), side, height), fg, side)
    top.setLeft(top.left() + side + 4)
    if words.time:
        width = drawing.text(painter, top, words.time, fg, "small", drawing.BOLD)
        top.setLeft(top.left() + width + 4)
    if not tall:
        drawing.text(painter, top, words.title, current.text2 if words.over else current.text, "small")
        return
    drawing.text(painter, top, words.number, fg, "small", drawing.MEDIUM)
    middle = QRect(box.left() + _PAD + 2, top.bottom() + 2, box.width() - 2 * _PAD - 2, height)
    drawing.text(painter, middle, words.title, current.text, "small", drawing.MEDIUM)
    below = middle.translated(0, height)
    who = "　".join(part for part in (words.who, words.where) if part)
    drawing.text(painter, below, who, current.text2, "small")


def paint_more(painter: QPainter, cell: Cell) -> None:
    """How many do not fit."""
    words = tr("{n} more").format(n=f"{cell.left:,}")
    box = cell.more.adjusted(_PAD, 0, 0, 0)
    drawing.text(painter, box, words, theme.current().text2, "small", drawing.MEDIUM)
