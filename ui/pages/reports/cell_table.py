"""A table of figures in which every number opens what it counts."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.pages.reports.table import FigureTable
from ui.widgets import drawing


class CellTable(FigureTable):
    """Its parts are the numbers, row by row; ``place`` says row and column of one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, bars=False)

    def lines(self) -> Sequence[QRect]:
        """The rows."""
        return super().parts()

    def parts(self) -> Sequence[QRect]:
        """The numbers."""
        widths = self._widths()
        return [cell for line in self.lines() for cell in self._cells(line, widths)]

    def place(self, part: int) -> tuple[int, int]:
        """Row and column of a number."""
        return divmod(part, max(1, len(self._titles) - 1))

    def part_name(self, part: int) -> str:
        """The row's name, the column's title and the number."""
        row, column = self.place(part)
        return f"{self.rows[row].name}  {self._titles[column + 1]} {self.rows[row].cells[column]}"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down stay in the column."""
        count, across = len(self.parts()), max(1, len(self._titles) - 1)
        step = {Qt.Key.Key_Down: across, Qt.Key.Key_Up: -across}.get(Qt.Key(event.key()))
        if step is None or self.at < 0 or not count:
            super().keyPressEvent(event)
        else:
            self._move_to((self.at + step) % count)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw head, rows, and the number that is pointed at."""
        painter = QPainter(self)
        widths = self._widths()
        self._paint_head(painter, widths)
        for place, (row, line) in enumerate(zip(self.rows, self.lines(), strict=True)):
            if not line.intersects(event.rect()):
                continue
            if self.at >= 0 and self.place(self.at)[0] == place:
                cell = self._cells(line, widths)[self.place(self.at)[1]].adjusted(2, 2, 4, -2)
                drawing.rounded(painter, cell, theme.current().sizes.xs, theme.current().hover)
            self._paint_row(painter, row, line, widths, (False, 0.0))
        painter.end()
