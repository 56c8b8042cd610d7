"""Quiet charts of our own: bars with direct labels, no axes beyond need, no legends."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui import theme
from ui.widgets import drawing


class _Chart(QWidget):
    """A chart of parts that can be pointed at, walked through with the arrows, and opened.

    ``opened`` carries the part's number. Subclasses give parts() and part_name().
    """

    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.at = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def parts(self) -> Sequence[QRect]:
        """The places that can be pointed at."""
        return ()

    def part_name(self, part: int) -> str:
        """What a part says when pointed at."""
        raise NotImplementedError

    def part_at(self, point: QPoint) -> int:
        """The part under a point, or -1."""
        return next((i for i, rect in enumerate(self.parts()) if rect.contains(point)), -1)

    def event(self, event: QEvent) -> bool:
        """Show the number of the part under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            part = self.part_at(event.pos())
            QToolTip.showText(event.globalPos(), self.part_name(part) if part >= 0 else "", self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light the part under the mouse."""
        self._move_to(self.part_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        """Light none."""
        super().leaveEvent(event)
        self._move_to(-1)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Light none."""
        super().focusOutEvent(event)
        self._move_to(-1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the part under the mouse."""
        part = self.part_at(event.position().toPoint())
        if part >= 0:
            self.opened.emit(part)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk through the parts, Enter opens."""
        count = len(self.parts())
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}
        if event.key() in step and count:
            forward = step[Qt.Key(event.key())]
            self._move_to((self.at + forward) % count if self.at >= 0 else (0 if forward > 0 else count - 1))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and 0 <= self.at < count:
            self.opened.emit(self.at)
        else:
            super().keyPressEvent(event)

    def _move_to(self, part: int) -> None:
        if part != self.at:
            self.at = part
            self.setCursor(Qt.CursorShape.PointingHandCursor if part >= 0 else Qt.CursorShape.ArrowCursor)
            if part >= 0:
                self.setAccessibleDescription(self.part_name(part))
            self.update()


@dataclass(frozen=True, slots=True)
class BarRow:
    """One bar: what, how much, how it is written, and the colour role of the bar."""

    label: str
    value: float
    text: str = ""
    role: str = "chart"


class Bars(_Chart):
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


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """One small multiple: its name, one value a column, and the numbers written behind it."""

    label: str
    values: tuple[float, ...]
    figures: tuple[str, ...] = ()


class SmallMultiples(_Chart):
    """Rows of columns on one common scale; the last (or ``highlight``) column in accent.

    ``heads`` are written over the figures, ``foot`` under them; ``labels`` under the columns.
    """

    def __init__(
        self, *, label_width: int = 42, figure_width: int = 48, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._label_width, self._figure_width = label_width, figure_width
        self._rows: tuple[SeriesRow, ...] = ()
        self._labels: tuple[str, ...] = ()
        self._foot: tuple[str, ...] = ()
        self._highlight = -1

    def set_data(
        self,
        rows: Sequence[SeriesRow],
        labels: Sequence[str],
        foot: Sequence[str] = (),
        highlight: int | None = None,
    ) -> None:
        """Show other rows."""
        self._rows, self._labels, self._foot = tuple(rows), tuple(labels), tuple(foot)
        self._highlight = len(labels) - 1 if highlight is None else highlight
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A line for each row and one for the labels."""
        return QSize(320, self._line() * len(self._rows) + theme.current().sizes.icon_large)

    def parts(self) -> Sequence[QRect]:
        """The rows."""
        return [QRect(0, i * self._line(), self.width(), self._line()) for i in range(len(self._rows))]

    def part_name(self, part: int) -> str:
        """Name, columns and figures of a row."""
        row = self._rows[part]
        values = " ".join(f"{v:,.0f}" for v in row.values)
        return f"{row.label}: {values}"

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw rows, figures and labels."""
        current = theme.current()
        painter = QPainter(self)
        top = max((max(row.values, default=0) for row in self._rows), default=0) or 1
        for part, (row, line) in enumerate(zip(self._rows, self.parts(), strict=True)):
            if part == self.at:
                drawing.rounded(painter, line, current.sizes.xs, current.hover)
            drawing.text(painter, line, row.label, current.text2, "small")
            self._paint_columns(painter, row, line, top)
            self._paint_figures(painter, row.figures, line)
        foot = QRect(0, self._line() * len(self._rows), self.width(), current.sizes.icon_large)
        for place, label in enumerate(self._labels):
            on = place == self._highlight
            weight = drawing.BOLD if on else 400
            room = self._column(place, foot).adjusted(-4, 0, 4, 0)
            colour = current.accent if on else current.text2
            drawing.text(painter, room, label, colour, "caption", weight, drawing.CENTRE)
        self._paint_figures(painter, self._foot, foot)
        painter.end()

    def _paint_columns(self, painter: QPainter, row: SeriesRow, line: QRect, top: float) -> None:
        current = theme.current()
        high = line.height() - current.sizes.xs
        base = line.bottom()
        last = self._column(len(row.values) - 1, line)
        painter.fillRect(self._label_width, base, last.right() - self._label_width + 4, 1, current.line)
        for place, value in enumerate(row.values):
            box = self._column(place, line)
            tall = max(1, round(high * value / top)) if value else 0
            colour = current.accent if place == self._highlight else current.chart
            painter.fillRect(QRect(box.left(), base - tall, box.width(), tall), colour)

    def _paint_figures(self, painter: QPainter, figures: Sequence[str], line: QRect) -> None:
        current = theme.current()
        for place, figure in enumerate(reversed(figures)):
            right = self.width() - place * self._figure_width
            room = QRect(right - self._figure_width, line.top(), self._figure_width, line.height())
            first = place == len(figures) - 1
            colour, weight = (current.text, drawing.BOLD) if first else (current.text2, 400)
            drawing.text(painter, room, figure, colour, "small", weight, drawing.RIGHT)

    def _column(self, place: int, line: QRect) -> QRect:
        figures = max((len(row.figures) for row in self._rows), default=0)
        room = self.width() - self._label_width - figures * self._figure_width - 8
        step = room / max(1, len(self._labels))
        left = self._label_width + round(step * place) + 4
        return QRect(left, line.top(), max(3, min(14, round(step * 0.6))), line.height())

    @staticmethod
    def _line() -> int:
        return theme.current().sizes.row_dense - 1


class PlanColumns(_Chart):
    """Columns with a short plan line each; the running column in accent."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: tuple[float | None, ...] = ()
        self._plan: tuple[float, ...] = ()
        self._labels: tuple[str, ...] = ()
        self._highlight = -1
        self._plan_name = ""

    def set_data(
        self,
        values: Sequence[float | None],
        labels: Sequence[str],
        plan: Sequence[float] = (),
        highlight: int = -1,
        plan_name: str = "",
    ) -> None:
        """Show other columns; None is a column still to come."""
        self._values, self._labels, self._plan = tuple(values), tuple(labels), tuple(plan)
        self._highlight, self._plan_name = highlight, plan_name
        self.update()

    def sizeHint(self) -> QSize:
        """About as on the overview."""
        return QSize(222, 100)

    def parts(self) -> Sequence[QRect]:
        """The columns, from top to bottom."""
        step = self.width() / max(1, len(self._labels))
        return [QRect(round(i * step), 0, round(step), self.height()) for i in range(len(self._labels))]

    def part_name(self, part: int) -> str:
        """Label, value and plan of a column."""
        value = self._values[part]
        words = [self._labels[part], "－" if value is None else f"{value:,.1f}".removesuffix(".0")]
        if part < len(self._plan):
            words.append(f"{self._plan_name} {self._plan[part]:,.1f}".strip().removesuffix(".0"))
        return "  ".join(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw columns, plan lines and labels."""
        current = theme.current()
        painter = QPainter(self)
        foot = current.sizes.icon_large - 2
        head = current.sizes.icon_small if self._plan_name else 2
        top = max([*(v or 0 for v in self._values), *self._plan, 0]) or 1
        high = self.height() - foot - head
        for part, box in enumerate(self.parts()):
            wide = max(3, round(box.width() * 0.64))
            left = box.left() + (box.width() - wide) // 2
            value = self._values[part] if part < len(self._values) else None
            tall = round(high * value / top) if value else 0
            on = part == self._highlight
            bar = QRect(left, head + high - tall, wide, tall)
            painter.fillRect(
                bar, current.accent if on else current.text3 if part == self.at else current.chart
            )
            if part < len(self._plan):
                y = head + high - round(high * self._plan[part] / top)
                painter.fillRect(left - 1, y, wide + 2, 1, current.plan)
            label = QRect(box.left() - 4, self.height() - foot, box.width() + 8, foot)
            colour, weight = (current.accent, drawing.BOLD) if on else (current.text2, 400)
            drawing.text(painter, label, self._labels[part], colour, "caption", weight, drawing.CENTRE)
        painter.fillRect(0, head + high, self.width(), 1, current.line)
        if self._plan_name:
            room = QRect(0, 0, self.width(), head)
            drawing.text(painter, room, self._plan_name, current.text2, "caption", align=drawing.RIGHT)
        painter.end()


class Tick(NamedTuple):
    """One item of a tick bar: the colour role of its tick, its name, filled or outlined, a gap before."""

    role: str
    name: str = ""
    filled: bool = True
    gap: bool = False


class TickBar(_Chart):
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
