"""A plan and what became of it: two bars and the milestones on one scale of days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.widgets import drawing
from ui.widgets.chart import Chart

_MARK = 4.5


@dataclass(frozen=True, slots=True)
class PlanBar:
    """One bar from day to day; ``role`` colours it, an outlined one is a plan. ``name`` says it whole."""

    label: str
    start: date
    end: date
    name: str
    role: str = "chart"
    outlined: bool = False


@dataclass(frozen=True, slots=True)
class PlanMark:
    """A milestone: hollow where it was planned, filled where it was reached."""

    day: date
    name: str
    role: str = "text2"
    filled: bool = False


class PlanBars(Chart):
    """Bars with their names at the left, marks below them, today as a thin line.."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[PlanBar, ...] = ()
        self._marks: tuple[PlanMark, ...] = ()
        self._mark_label = ""
        self._today: date | None = None
        self._ends = ("", "")

    def set_plan(
        self,
        bars: Sequence[PlanBar],
        marks: Sequence[PlanMark],
        *,
        mark_label: str = "",
        ends: tuple[str, str] = ("", ""),
        today: date | None = None,
    ) -> None:
        """Show another plan; ``ends`` are the words for its first and last day."""
        self._bars, self._marks, self._mark_label = tuple(bars), tuple(marks), mark_label
        self._ends, self._today = ends, today
        self.setAccessibleName("; ".join(self._names()))
        self.updateGeometry()
        self.update()

    def first(self) -> date:
        """The first day on the scale."""
        return min([*(bar.start for bar in self._bars), *(mark.day for mark in self._marks)])

    def last(self) -> date:
        """The last day on the scale."""
        return max([*(bar.end for bar in self._bars), *(mark.day for mark in self._marks)])

    def sizeHint(self) -> QSize:
        """A line for each bar, one for the marks, one for the days."""
        lines = len(self._bars) + bool(self._marks) + 1
        return QSize(180, self._line() * lines if self._bars or self._marks else 0)

    def parts(self) -> Sequence[QRect]:
        """Bars and marks."""
        if not self._bars and not self._marks:
            return []
        found = [self._bar_rect(place).toAlignedRect() for place in range(len(self._bars))]
        side = int(_MARK * 2 + 4)
        for mark in self._marks:
            x, y = self._x(mark.day), self._line() * (len(self._bars) + 0.5)
            found.append(QRect(round(x - side / 2), round(y - side / 2), side, side))
        return found

    def part_name(self, part: int) -> str:
        """What it is, from when to when."""
        return self._names()[part]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the plan."""
        if not self._bars and not self._marks:
            return
        current = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bottom = self._line() * (len(self._bars) + bool(self._marks))
        painter.fillRect(QRectF(self._left(), bottom, self._room(), 1), current.line)
        if self._today is not None and self.first() <= self._today <= self.last():
            painter.fillRect(QRectF(self._x(self._today), 0, 1, bottom), current.accent)
        for place, bar in enumerate(self._bars):
            line = QRect(0, self._line() * place, self.width(), self._line())
            drawing.text(painter, line, bar.label, current.text2, "small")
            fill = None if bar.outlined else current.color(bar.role)
            outline = current.color(bar.role) if bar.outlined else None
            drawing.rounded(painter, self._bar_rect(place), 2, fill, outline, 1.2, dashed=bar.outlined)
        self._paint_marks(painter)
        self._paint_ends(painter, bottom)
        if 0 <= self.at < len(self.parts()):
            drawing.rounded(
                painter, self.parts()[self.at].adjusted(-2, -2, 2, 2), 3, None, current.accent, 1.2
            )
        painter.end()

    def _names(self) -> list[str]:
        return [*(bar.name for bar in self._bars), *(mark.name for mark in self._marks)]

    def _paint_marks(self, painter: QPainter) -> None:
        if not self._marks:
            return
        current, top = theme.current(), self._line() * len(self._bars)
        line = QRect(0, top, self.width(), self._line())
        drawing.text(painter, line, self._mark_label, current.text2, "small")
        for mark in self._marks:
            x, y = self._x(mark.day), top + self._line() / 2
            colour = current.color(mark.role)
            painter.setPen(QPen(colour, 1.4))
            painter.setBrush(colour if mark.filled else current.surface)
            corners = ((x, y - _MARK), (x + _MARK, y), (x, y + _MARK), (x - _MARK, y))
            painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))

    def _paint_ends(self, painter: QPainter, bottom: int) -> None:
        current = theme.current()
        line = QRect(self._left(), bottom + 1, self._room(), self._line())
        drawing.text(painter, line, self._ends[0], current.text2, "caption")
        drawing.text(painter, line, self._ends[1], current.text2, "caption", align=drawing.RIGHT)

    def _bar_rect(self, place: int) -> QRectF:
        bar, height = self._bars[place], theme.current().sizes.s + 2
        left, right = self._x(bar.start), self._x(bar.end + timedelta(days=1))
        top = self._line() * place + (self._line() - height) / 2
        return QRectF(left, top, max(3.0, right - left), height)

    def _x(self, day: date) -> float:
        days = max(1, (self.last() - self.first()).days + 1)
        share = min(1.0, (day - self.first()).days / days)
        return self._left() + _MARK + share * (self._room() - 2 * _MARK)

    def _left(self) -> int:
        names = [*(bar.label for bar in self._bars), self._mark_label]
        return max(drawing.text_width(name, "small") for name in names) + theme.current().sizes.s

    def _room(self) -> int:
        return max(20, self.width() - self._left())

    @staticmethod
    def _line() -> int:
        return theme.current().sizes.icon_large
