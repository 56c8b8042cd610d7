"""The row of progress: one cell a unit in route order, a gap and a word for each kind of unit."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.widgets import drawing
from ui.widgets.chart import Chart

_GAP = 8


class Cell(NamedTuple):
    """One unit: its visit, kind, the colour role of its finding, whether that is final, and what it says."""

    visit_id: int
    kind: str
    role: str
    is_final: bool
    name: str


class RouteCells(Chart):
    """Filled is a finding, outlined is open, accent is the current unit. ``chosen`` carries the visit's id."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells: tuple[Cell, ...] = ()
        self._words: dict[str, str] = {}
        self._current = 0
        self.opened.connect(lambda part: self.chosen.emit(self._cells[part].visit_id))

    def set_cells(self, cells: Sequence[Cell], words: dict[str, str]) -> None:
        """Show these; ``words`` name the kinds."""
        self._cells, self._words = tuple(cells), words
        self.at = -1
        self.update()

    def set_current(self, visit_id: int) -> None:
        """Mark the unit in front."""
        self._current = visit_id
        self.update()

    def cells(self) -> tuple[Cell, ...]:
        """What is shown."""
        return self._cells

    def sizeHint(self) -> QSize:
        """Cells, and a line of words below."""
        sizes = theme.current().sizes
        return QSize(9 * len(self._cells), sizes.pill + sizes.icon_large)

    def minimumSizeHint(self) -> QSize:
        """As narrow as need be."""
        return QSize(72, self.sizeHint().height())

    def parts(self) -> Sequence[QRect]:
        """The cells."""
        gaps = sum(a.kind != b.kind for a, b in zip(self._cells, self._cells[1:], strict=False))
        room = self.width() - 4 - gaps * _GAP
        step = min(11.0, room / max(1, len(self._cells)))
        boxes, x, before = [], 2.0, ""
        for cell in self._cells:
            x += _GAP if before and cell.kind != before else 0
            between = 2 if step >= 6 else 1 if step >= 3 else 0
            wide = max(1, round(x + step) - round(x) - between)
            boxes.append(QRect(round(x), 2, wide, theme.current().sizes.pill - 2))
            x, before = x + step, cell.kind
        return boxes

    def part_name(self, part: int) -> str:
        """Unit, resident, finding."""
        return self._cells[part].name

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw cells, the ring of the current one, and the kinds."""
        current = theme.current()
        painter = QPainter(self)
        boxes = self.parts()
        for place, (cell, box) in enumerate(zip(self._cells, boxes, strict=True)):
            colour = current.color(cell.role)
            fill, line = (colour, None) if cell.is_final else (None, colour)
            drawing.rounded(painter, box, 2, fill, line, 1.5)
            if place == self.at or cell.visit_id == self._current:
                ring = current.accent if cell.visit_id == self._current else current.text
                drawing.rounded(painter, box.adjusted(-2, -2, 2, 2), 3, None, ring, 2)
        self._paint_kinds(painter, boxes)
        painter.end()

    def _paint_kinds(self, painter: QPainter, boxes: Sequence[QRect]) -> None:
        current, sizes = theme.current(), theme.current().sizes
        place, free = 0, 0
        for kind, run in groupby(self._cells, key=lambda cell: cell.kind):
            count = len(list(run))
            words = f"{self._words.get(kind, kind)} {count}"
            left = max(boxes[place].left(), free)
            wide = drawing.text_width(words, "caption")
            if left + wide <= self.width():
                room = QRect(left, sizes.pill + 2, wide + 1, sizes.icon_large - 4)
                drawing.text(painter, room, words, current.text2, "caption")
            free = left + wide + sizes.s
            place += count
