"""Bars with direct labels: rows of bars, ticks, proportions, progress."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.widgets import drawing
from ui.widgets.chart import Chart


@dataclass(frozen=True, slots=True)
class BarRow:
    """One bar: what, how much, how it is written, and the colour role of the bar."""

    label: str
    value: float
    text: str = ""
    role: str = "chart"


class Bars(Chart):
    """Horizontal bars on one scale, each with its name at the left and its number at the right."""

    def __init__(
        self, rows: Sequence[BarRow] = (), *, label_width: int = 56, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._rows, self._label_width = tuple(rows), label_width

    def set_rows(self, rows: Sequence[BarRow]) -> None:
        """Show other bars."""
        self._rows = tuple(rows)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A line for each bar."""
        return QSize(180, self._line() * len(self._rows))

    def parts(self) -> Sequence[QRect]:
        """The lines."""
        return [QRect(0, i * self._line(), self.width(), self._line()) for i in range(len(self._rows))]

    def part_name(self, part: int) -> str:
        """Name and number."""
        row = self._rows[part]
        return f"{row.label} {self._text(row)}"

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bars."""
        current = theme.current()
        painter = QPainter(self)
        top = max((row.value for row in self._rows), default=0) or 1
        names = [drawing.text_width(row.label, "small") for row in self._rows]
        left = max([self._label_width, *(name + current.sizes.s for name in names)])
        numbers = max(
            (drawing.text_width(self._text(r), "small", drawing.BOLD) for r in self._rows), default=0
        )
        room = max(1, self.width() - left - numbers - current.sizes.m)
        for part, (row, line) in enumerate(zip(self._rows, self.parts(), strict=True)):
            if part == self.at:
                drawing.rounded(painter, line, current.sizes.xs, current.hover)
            drawing.text(painter, line, row.label, current.text2, "small")
            wide = max(2.0, room * row.value / top) if row.value else 0.0
            height = current.sizes.s
            bar = QRectF(left, line.center().y() - height / 2 + 1, wide, height)
            drawing.rounded(painter, bar, 1.5, current.color(row.role))
            colour = current.text if row.role in ("chart", "accent") else current.color(row.role)
            drawing.text(painter, line, self._text(row), colour, "small", drawing.BOLD, drawing.RIGHT)
        painter.end()

    @staticmethod
    def _text(row: BarRow) -> str:
        return row.text or f"{row.value:,.0f}"

    @staticmethod
    def _line() -> int:
        return theme.current().sizes.icon_large - 1


class Tick(NamedTuple):
    """One item of a tick bar: the colour role of its tick, its name, filled or outlined, a gap before."""

    role: str
    name: str = ""
    filled: bool = True
    gap: bool = False


class TickBar(Chart):
    """One tick an item, so that two red of thirty-six are seen as two."""

    def __init__(self, ticks: Sequence[Tick] = (), *, height: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._high = height
        self._ticks: tuple[Tick, ...] = tuple(ticks)

    def set_ticks(self, ticks: Sequence[Tick]) -> None:
        """Show other items."""
        self._ticks = tuple(ticks)
        self.update()

    def sizeHint(self) -> QSize:
        """Five pixels an item."""
        return QSize(5 * len(self._ticks), self._high)

    def parts(self) -> Sequence[QRect]:
        """The ticks."""
        gaps = sum(tick.gap for tick in self._ticks)
        step = min(12.0, (self.width() - gaps * 5) / max(1, len(self._ticks)))
        boxes, x = [], 0.0
        for tick in self._ticks:
            x += 5 if tick.gap else 0
            boxes.append(QRect(round(x), 0, max(1, round(x + step) - round(x) - 1), self.height()))
            x += step
        return boxes

    def part_name(self, part: int) -> str:
        """The item's name."""
        return self._ticks[part].name

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ticks."""
        current = theme.current()
        painter = QPainter(self)
        for part, (tick, box) in enumerate(zip(self._ticks, self.parts(), strict=True)):
            colour = current.text if part == self.at else current.color(tick.role)
            radius = 1.0 if box.width() > 3 else 0.5
            if tick.filled:
                drawing.rounded(painter, box, radius, colour)
            else:
                drawing.rounded(painter, box, radius, None, colour)
        painter.end()


class Share(NamedTuple):
    """One end of a split bar: name with percentage, value, size, colour role."""

    label: str
    text: str
    amount: float
    role: str


class SplitBar(QWidget):
    """A bar of 8 px in two proportions, each end labelled with its name and its value."""

    def __init__(self, left: Share, right: Share, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_shares(left, right)

    def set_shares(self, left: Share, right: Share) -> None:
        """Show other proportions."""
        self._left, self._right = left, right
        self.setAccessibleName(f"{left.label} {left.text}, {right.label} {right.text}")
        self.update()

    def sizeHint(self) -> QSize:
        """Bar and two lines."""
        return QSize(280, theme.current().sizes.split_bar + self._line() * 2 + theme.current().sizes.s - 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw bar and labels."""
        current = theme.current()
        painter = QPainter(self)
        high = current.sizes.split_bar
        whole = (self._left.amount + self._right.amount) or 1
        split = (self.width() - 2) * self._left.amount / whole
        drawing.rounded(painter, QRectF(0, 0, split, high), 2, current.color(self._left.role))
        rest = QRectF(split + 2, 0, self.width() - split - 2, high)
        drawing.rounded(painter, rest, 2, current.color(self._right.role))
        top, line = high + current.sizes.s - 2, self._line()
        for share, align in ((self._left, drawing.LEFT), (self._right, drawing.RIGHT)):
            name = QRect(0, top, self.width(), line)
            width = drawing.text_width(share.label, "small")
            at = 0 if align == drawing.LEFT else self.width() - width - 14
            mark = QRectF(at, name.center().y() - 3.5, 8, 8)
            drawing.rounded(painter, mark, 2, current.color(share.role))
            drawing.text(painter, QRect(at + 14, top, width + 1, line), share.label, current.text2, "small")
            value = QRect(0, top + line, self.width(), line)
            drawing.text(painter, value, share.text, current.text, "body", drawing.MEDIUM, align)
        painter.end()

    @staticmethod
    def _line() -> int:
        return theme.current().sizes.icon_large - 1


class ProgressLine(QWidget):
    """How far something is, as a thin line; below zero it is not known and the line is half grey."""

    def __init__(self, share: float = 0.0, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = share
        self.setAccessibleName(name)
        self.setFixedHeight(theme.current().sizes.xs)
        self.set_share(share)

    def set_share(self, share: float) -> None:
        """Show another share, 0 to 1."""
        self._share = min(1.0, share)
        self.setAccessibleDescription(f"{self._share:.0%}" if share >= 0 else "")
        self.update()

    def share(self) -> float:
        """The share shown."""
        return self._share

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line."""
        current = theme.current()
        painter = QPainter(self)
        drawing.rounded(painter, self.rect(), self.height() / 2, current.grey_bg)
        if self._share < 0:
            middle = QRectF(self.width() * 0.3, 0, self.width() * 0.4, self.height())
            drawing.rounded(painter, middle, self.height() / 2, current.chart)
        elif self._share:
            done = QRectF(0, 0, max(self.height(), self.width() * self._share), self.height())
            drawing.rounded(painter, done, self.height() / 2, current.accent)
        painter.end()
