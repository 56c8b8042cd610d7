"""Where the year planner's parts lie: strip, names, columns, rows, head and foot."""

from dataclasses import dataclass, field

from PySide6.QtCore import QRect

from ui import theme
from ui.widgets import drawing

STRIP = 26
_NAME_LEAST, _CELL_LEAST, _CELL_MOST = 186, 58, 96
_NAME_SHARE = 0.22


@dataclass(slots=True)
class Geometry:
    """Everything in pixels of the viewport, rows before scrolling."""

    width: int = 0
    height: int = 0
    columns: int = 12
    cycle: int = 44
    basis: int = 44
    done: int = 52
    name: int = _NAME_LEAST
    edges: list[int] = field(default_factory=list)

    @property
    def head(self) -> int:
        """The heading's height."""
        return theme.current().sizes.group_header

    @property
    def row(self) -> int:
        """A row's height."""
        return theme.current().sizes.row_dense

    @property
    def foot(self) -> int:
        """The load row's height."""
        return theme.current().sizes.tabs

    @property
    def left(self) -> int:
        """Where the columns begin."""
        return STRIP + self.name + self.cycle + self.basis

    def fit(self, width: int, height: int, columns: int, cycles: list[str], bases: list[str]) -> None:
        """Share the width: words as wide as they are, the name at least _NAME_LEAST, the rest to the columns."""
        self.width, self.height, self.columns = width, height, columns
        self.cycle = max([drawing.text_width(word, "small") for word in cycles], default=0) + 12
        self.basis = max([drawing.text_width(word, "small", drawing.BOLD) for word in bases], default=0) + 12
        self.done = drawing.text_width("000/000", "small") + 12
        fixed = STRIP + self.cycle + self.basis + self.done
        room = max(0, width - fixed)
        wanted = max(_NAME_LEAST, round(room * _NAME_SHARE))
        if columns == 12:
            cell = min(_CELL_MOST, max(_CELL_LEAST, (room - wanted) // 12))
            self.name = max(120, room - 12 * cell)
        else:
            self.name = min(wanted, max(120, room - columns * 11))
        across = max(columns, room - self.name)
        self.edges = [self.left + across * place // columns for place in range(columns + 1)]

    def row_box(self, row: int, scrolled: int) -> QRect:
        """A whole row."""
        return QRect(0, self.head + row * self.row - scrolled, self.width, self.row)

    def cell_box(self, row: int, column: int, scrolled: int) -> QRect:
        """One cell."""
        left, right = self.edges[column], self.edges[column + 1]
        return QRect(left, self.head + row * self.row - scrolled, right - left, self.row)

    def body(self) -> QRect:
        """Between head and foot."""
        return QRect(0, self.head, self.width, max(0, self.height - self.head - self.foot))

    def column_at(self, x: int) -> int:
        """The column at a place; -1 beside them."""
        for place in range(self.columns):
            if self.edges[place] <= x < self.edges[place + 1]:
                return place
        return -1

    def row_at(self, y: int, scrolled: int, count: int) -> int:
        """The row at a height; -1 beside them."""
        if not self.body().contains(0, y):
            return -1
        row = (y - self.head + scrolled) // self.row
        return row if 0 <= row < count else -1
