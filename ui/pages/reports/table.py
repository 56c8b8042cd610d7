"""A table of figures: a name with its bar, and numbers in columns; a row opens its cases."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.widgets import drawing
from ui.widgets.chart import Chart

_MOST_NAME, _LEAST_NAME = 0.42, 0.18
"""Of the whole width, what the longest name may take, and what it gets before the last columns give way."""


class TableRow(NamedTuple):
    """``value`` makes the bar; ``cells`` are written under the titles; ``tones`` colour a cell ("" for none)."""

    name: str
    value: int
    cells: tuple[str, ...]
    tones: tuple[str, ...] = ()


class FigureTable(Chart):
    """Rows that can be pointed at, walked through with the arrows, and opened."""

    def __init__(self, parent: QWidget | None = None, *, bars: bool = True) -> None:
        super().__init__(parent)
        self._bars = bars
        self._titles: tuple[str, ...] = ()
        self.rows: tuple[TableRow, ...] = ()

    def set_rows(self, titles: Sequence[str], rows: Sequence[TableRow]) -> None:
        """Show other rows; the first title stands over the names, the next over the first cell."""
        self._titles, self.rows, self.at = tuple(titles), tuple(rows), -1
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A head, and a line for each row."""
        return QSize(theme.current().sizes.rail, self._head() + self._line() * len(self.rows))

    def parts(self) -> Sequence[QRect]:
        """The rows."""
        return [
            QRect(0, self._head() + i * self._line(), self.width(), self._line())
            for i in range(len(self.rows))
        ]

    def part_name(self, part: int) -> str:
        """The row's name and its numbers with their titles."""
        row = self.rows[part]
        pairs = zip(self._titles[1:], row.cells, strict=True)
        return "  ".join([row.name, *(f"{title} {cell}" for title, cell in pairs)])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw head and rows."""
        painter = QPainter(self)
        widths = self._widths()
        self._paint_head(painter, widths)
        top = max((row.value for row in self.rows), default=0) or 1
        for part, (row, line) in enumerate(zip(self.rows, self.parts(), strict=True)):
            if line.intersects(event.rect()):
                self._paint_row(painter, row, line, widths, (part == self.at, row.value / top))
        painter.end()

    def _paint_head(self, painter: QPainter, widths: list[int]) -> None:
        current = theme.current()
        head = QRect(0, 0, self.width(), self._head() - 1)
        if self._titles:
            drawing.text(painter, head, self._titles[0], current.text2, "caption")
        for title, room in zip(self._titles[1:], self._cells(head, widths), strict=False):
            drawing.text(painter, room, title, current.text2, "caption", align=drawing.RIGHT)
        painter.fillRect(0, head.bottom(), self.width(), 1, current.line)

    def _paint_row(
        self, painter: QPainter, row: TableRow, line: QRect, widths: list[int], look: tuple[bool, float]
    ) -> None:
        current, sizes = theme.current(), theme.current().sizes
        lit, share = look
        if lit:
            drawing.rounded(painter, line, sizes.xs, current.hover)
        cells = self._cells(line, widths)
        name = QRect(line.left(), line.top(), self._name_width(widths), line.height())
        drawing.text(painter, name, row.name, current.text, "small")
        room = cells[0].left() - name.right() - sizes.l
        if self._bars and row.value and room > sizes.l:
            bar = QRectF(name.right() + sizes.s, line.center().y() - 3, max(2.0, room * share), sizes.s)
            drawing.rounded(painter, bar, 1.5, current.chart)
        for place, (cell, box) in enumerate(zip(row.cells, cells, strict=False)):
            tone = row.tones[place] if place < len(row.tones) else ""
            colour = current.tone(tone).fg if tone else current.text if place == 0 else current.text2
            drawing.text(
                painter, box, cell, colour, "small", drawing.BOLD if place == 0 else 400, drawing.RIGHT
            )

    def _cells(self, line: QRect, widths: list[int]) -> list[QRect]:
        right, boxes = line.right() + 1, []
        for width in reversed(widths):
            boxes.append(QRect(right - width, line.top(), width, line.height()))
            right -= width
        return boxes[::-1]

    def _widths(self) -> list[int]:
        gap = theme.current().sizes.l
        widths = [
            gap
            + max(
                drawing.text_width(title, "caption"),
                *(drawing.text_width(row.cells[place], "small", drawing.BOLD) for row in self.rows),
                0,
            )
            for place, title in enumerate(self._titles[1:])
        ]
        least = min(self._longest() + 2, round(self.width() * _LEAST_NAME))
        while len(widths) > 1 and self.width() - sum(widths) < least:
            widths.pop()
        return widths

    def _name_width(self, widths: list[int]) -> int:
        longest = self._longest()
        most = self.width() - sum(widths) if not self._bars else round(self.width() * _MOST_NAME)
        return max(0, min(longest + 2, most, self.width() - sum(widths)))

    def _longest(self) -> int:
        return max((drawing.text_width(row.name, "small") for row in self.rows), default=0)

    @staticmethod
    def _line() -> int:
        return theme.current().sizes.row_dense

    @staticmethod
    def _head() -> int:
        return theme.current().sizes.row_dense
