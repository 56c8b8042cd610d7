"""Columns over months: small multiples on one scale, and columns against a plan."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.widgets import drawing
from ui.widgets.chart import Chart


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """One small multiple: its name, one value a column, and the numbers written behind it."""

    label: str
    values: tuple[float, ...]
    figures: tuple[str, ...] = ()


class SmallMultiples(Chart):
    """Rows of columns on one common scale; the last (or ``highlight``) column in accent.

    Names get the room they need, up to a limit; ``foot`` is written under the figures, ``labels``
    under the columns. With ``figure_names`` each figure is opened by itself: ``figure_opened`` carries row
    (the foot comes last) and figure; Left and Right walk through them.
    """

    figure_opened = Signal(int, int)

    def __init__(
        self, *, label_width: int = 42, figure_width: int = 48, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._least_label, self._figure_width = label_width, figure_width
        self._rows: tuple[SeriesRow, ...] = ()
        self._labels: tuple[str, ...] = ()
        self._foot: tuple[str, ...] = ()
        self._highlight = -1
        self._figure_names: tuple[str, ...] = ()
        self.figure = -1

    def set_data(
        self,
        rows: Sequence[SeriesRow],
        labels: Sequence[str],
        foot: Sequence[str] = (),
        highlight: int | None = None,
        figure_names: Sequence[str] = (),
    ) -> None:
        """Show other rows."""
        self._rows, self._labels, self._foot = tuple(rows), tuple(labels), tuple(foot)
        self._figure_names = tuple(figure_names)
        self._highlight = len(labels) - 1 if highlight is None else highlight
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A line for each row and one for the labels."""
        return QSize(320, self._line() * len(self._rows) + theme.current().sizes.icon_large)

    def parts(self) -> Sequence[QRect]:
        """The rows."""
        count = len(self._rows) + bool(self._foot)
        return [QRect(0, i * self._line(), self.width(), self._line()) for i in range(count)]

    def part_name(self, part: int) -> str:
        """Name, columns and figures of a row; of a figure that is pointed at, its name and number."""
        figures = self._foot if part >= len(self._rows) else self._rows[part].figures
        name = "" if part >= len(self._rows) else self._rows[part].label
        if 0 <= self.figure < min(len(figures), len(self._figure_names)):
            return " ".join(filter(None, (name, self._figure_names[self.figure], figures[self.figure])))
        if not name:
            return " ".join(self._foot)
        values = " ".join(f"{v:,.0f}" for v in self._rows[part].values)
        return f"{name}: {values}"

    def figure_rect(self, part: int, figure: int) -> QRect:
        """Where a figure of a row (or of the foot) is written."""
        line = self.parts()[part]
        left = self.width() - (len(self._figure_names) - figure) * self._figure_width
        return QRect(left, line.top(), self._figure_width, line.height())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light the figure under the mouse."""
        self._point_at(self._figure_at(event.position().toPoint()))
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the figure under the mouse, else its row."""
        at = event.position().toPoint()
        figure = self._figure_at(at)
        if figure >= 0:
            self.figure_opened.emit(self.part_at(at), figure)
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right walk through the figures of the row."""
        count = len(self._figure_names)
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps and count and self.at >= 0:
            self._point_at((self.figure + 1 + steps[Qt.Key(event.key())]) % (count + 1) - 1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.at >= 0 and self.figure >= 0:
            self.figure_opened.emit(self.at, self.figure)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw rows, figures and labels."""
        current = theme.current()
        painter = QPainter(self)
        top = max((max(row.values, default=0) for row in self._rows), default=0) or 1
        for part, (row, line) in enumerate(zip(self._rows, self.parts(), strict=False)):
            if part == self.at:
                drawing.rounded(painter, line, current.sizes.xs, current.hover)
            name = QRect(line.left(), line.top(), self._label_width - current.sizes.xs, line.height())
            drawing.text(painter, name, row.label, current.text2, "small")
            self._paint_columns(painter, row, line, top)
            self._paint_figures(painter, row.figures, line, part)
        foot = QRect(0, self._line() * len(self._rows), self.width(), current.sizes.icon_large)
        if self.at == len(self._rows):
            drawing.rounded(painter, foot, current.sizes.xs, current.hover)
        for place, label in enumerate(self._labels):
            on = place == self._highlight
            weight = drawing.BOLD if on else 400
            room = self._column(place, foot).adjusted(-4, 0, 4, 0)
            colour = current.accent if on else current.text2
            drawing.text(painter, room, label, colour, "caption", weight, drawing.CENTRE)
        self._paint_figures(painter, self._foot, foot, len(self._rows))
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

    def _paint_figures(self, painter: QPainter, figures: Sequence[str], line: QRect, part: int) -> None:
        current = theme.current()
        for place, figure in enumerate(reversed(figures)):
            right = self.width() - place * self._figure_width
            room = QRect(right - self._figure_width, line.top(), self._figure_width, line.height())
            first = place == len(figures) - 1
            colour, weight = (current.text, drawing.BOLD) if first else (current.text2, 400)
            if part == self.at and self.figure == len(figures) - 1 - place:
                colour, weight = current.accent, drawing.BOLD
            drawing.text(painter, room, figure, colour, "small", weight, drawing.RIGHT)

    def _move_to(self, part: int) -> None:
        if part < 0:
            self.figure = -1
        super()._move_to(part)

    def _figure_at(self, point: QPoint) -> int:
        part = self.part_at(point)
        count = len(self._figure_names) if part >= 0 else 0
        return next((n for n in range(count) if self.figure_rect(part, n).contains(point)), -1)

    def _point_at(self, figure: int) -> None:
        if figure != self.figure:
            self.figure = figure
            if self.at >= 0:
                self.setAccessibleDescription(self.part_name(self.at))
            self.update()

    def _column(self, place: int, line: QRect) -> QRect:
        figures = max((len(row.figures) for row in self._rows), default=0)
        room = self.width() - self._label_width - figures * self._figure_width - 8
        step = room / max(1, len(self._labels))
        left = self._label_width + round(step * place) + 4
        return QRect(left, line.top(), max(3, min(14, round(step * 0.6))), line.height())

    @property
    def _label_width(self) -> int:
        widest = max((drawing.text_width(row.label, "small") for row in self._rows), default=0)
        most = max(self._least_label * 5 // 2, self.width() * 2 // 7)
        return max(self._least_label, min(widest + theme.current().sizes.s, most))

    @staticmethod
    def _line() -> int:
        return theme.current().sizes.row_dense - 1


class PlanColumns(Chart):
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
