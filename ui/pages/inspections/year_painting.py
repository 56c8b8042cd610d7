"""Paints the whole grid of the year planner, as far as it is in sight."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from resources.texts import tr
from ui import theme
from ui.pages.inspections import year_paint as paint
from ui.pages.inspections.year_geometry import STRIP
from ui.widgets import drawing

if TYPE_CHECKING:
    from ui.pages.inspections.year_grid import YearGrid


def paint_grid(painter: QPainter, grid: "YearGrid") -> None:
    """Columns, the rows in sight, groups and the ring; head, foot and today over them."""
    at, current = grid.places, theme.current()
    painter.fillRect(grid.viewport().rect(), current.surface)
    _columns(painter, grid)
    bottom = min(at.head + len(grid.rows) * at.row - grid.scrolled(), at.height - at.foot)
    paint.paint_today(painter, at, grid.columns, grid.today, bottom)
    first = grid.scrolled() // at.row
    for row in range(first, min(len(grid.rows), first + at.body().height() // at.row + 2)):
        _row(painter, grid, row)
    _groups(painter, grid)
    if grid.hasFocus() and grid.rows:
        drawing.rounded(painter, grid.box(grid.at).adjusted(1, 0, -1, -1), 4, None, current.accent, 2)
    paint.paint_foot(painter, at, grid.columns, grid.loads, grid.today)
    paint.paint_head(painter, at, grid.columns, grid.today, name=tr("Inspection"))
    paint.paint_flag(painter, at, grid.columns, grid.today)


def _columns(painter: QPainter, grid: "YearGrid") -> None:
    at, current = grid.places, theme.current()
    for place, column in enumerate(grid.columns):
        left, wide = at.edges[place], at.edges[place + 1] - at.edges[place]
        if column.first <= grid.today <= column.last:
            painter.fillRect(left, at.head, wide, at.height, current.surface2)
        if place == grid.over and grid.dragged is not None:
            painter.fillRect(left, at.head, wide, at.height, current.accent_bg)
        painter.fillRect(left, at.head, 1, at.height, current.line)
    if at.edges:
        painter.fillRect(at.edges[-1], at.head, 1, at.height, current.line)


def _row(painter: QPainter, grid: "YearGrid", row: int) -> None:
    at, found = grid.places, grid.rows[row]
    suffix = grid.suffixes[row] if row < len(grid.suffixes) else ""
    paint.paint_row(painter, at, at.row_box(row, grid.scrolled()), found, suffix)
    cells = grid.cells(row)
    for column, marks in cells.items():
        box = grid.cell(row, column)
        if grid.dragged == (row, column):
            line = theme.current().text3
            drawing.rounded(painter, box.adjusted(2, 2, -2, -3), 3, None, line, dashed=True)
        else:
            one = grid.columns[column]
            paint.paint_cell(painter, box, found, one, marks, now=one.first <= grid.today <= one.last)
    if found.pause is not None:
        for place in range(len(grid.columns)):
            if place not in cells and found.pause.covers(grid.columns[place]):
                paint.paint_pause(painter, grid.cell(row, place), found.pause.reason)


def _groups(painter: QPainter, grid: "YearGrid") -> None:
    at, seen = grid.places, grid.places.body()
    for name, first, last in grid.groups:
        top = at.head + first * at.row - grid.scrolled()
        box = QRect(0, top, STRIP, (last - first) * at.row)
        if box.intersects(seen):
            paint.paint_group(painter, box, seen, name)
            painter.fillRect(0, box.bottom(), at.width, 1, theme.current().text3)
