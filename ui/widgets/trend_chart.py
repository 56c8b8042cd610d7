"""Readings over the years as a line: limits dashed, what is beyond them red, gaps left open."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from datetime import date
from math import ceil, floor, log10

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent

from facilities_app.domain.trends import Trend, TrendPoint, runs
from ui import theme
from ui.widgets import drawing
from ui.widgets.chart import Chart

_REACH, _DOT, _TIGHT = 12, 2.6, 6
Name = Callable[[TrendPoint], str]


class TrendChart(Chart):
    """``opened`` carries the number of the point, ``pointed`` the one under the mouse or keyboard (−1: none).

    ``year`` words a year under the scale, ``name`` a point in full.
    """

    pointed = Signal(int)

    def __init__(self, name: Name, year: Callable[[date], str]) -> None:
        super().__init__()
        self._name, self._year = name, year
        self._trend: Trend | None = None
        self._low = self._high = 0.0
        self._ticks: tuple[float, ...] = ()
        self._places: list[QPointF] = []

    def set_trend(self, trend: Trend | None) -> None:
        """Show another reading."""
        self._trend, self.at = trend, -1
        self._scale()
        self._lay()
        self.update()

    def sizeHint(self) -> QSize:
        """A pane's width, and high enough to see a slope."""
        return QSize(320, 176)

    def parts(self) -> Sequence[QRect]:
        """The points."""
        return [QRect(round(at.x()) - 6, round(at.y()) - 6, 12, 12) for at in self._places]

    def part_at(self, point: QPoint) -> int:
        """The nearest point of the day the mouse is at."""
        if not self._places:
            return -1
        place = bisect_left([at.x() for at in self._places], point.x())
        near = min(
            range(max(0, place - 1), min(len(self._places), place + 1)),
            key=lambda one: abs(self._places[one].x() - point.x()),
        )
        return near if abs(self._places[near].x() - point.x()) <= _REACH else -1

    def part_name(self, part: int) -> str:
        """Day, value, verdict and inspector."""
        return self._name(self._points[part])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the points out anew."""
        super().resizeEvent(event)
        self._lay()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw scale, limits, line and points."""
        if not self._places:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_scale(painter)
        self._paint_years(painter)
        for limit in ("minimum", "maximum"):
            self._paint_limit(painter, limit)
        self._paint_line(painter)
        self._paint_dots(painter)
        painter.end()

    # -- laying out ------------------------------------------------------------------------------

    @property
    def _points(self) -> tuple[TrendPoint, ...]:
        return self._trend.points if self._trend is not None else ()

    def _scale(self) -> None:
        """From a round number to a round number, limits included."""
        values = [float(point.value) for point in self._points]
        limits = (limit for point in self._points for limit in (point.minimum, point.maximum))
        values += [float(limit) for limit in limits if limit is not None]
        low, high = (min(values), max(values)) if values else (0.0, 1.0)
        if low == high:
            low, high = low - 1, high + 1
        step = _round_step((high - low) / 3)
        first, last = floor(low / step), ceil(high / step)
        self._ticks = tuple(step * place for place in range(first, last + 1))
        self._low, self._high = self._ticks[0], self._ticks[-1]

    def _lay(self) -> None:
        self._places = [QPointF(self._x(point.on), self._y(float(point.value))) for point in self._points]

    def _room(self) -> QRectF:
        sizes = theme.current().sizes
        words = max((drawing.text_width(_number(tick), "caption") for tick in self._ticks), default=0)
        foot = sizes.icon_large - 2
        return QRectF(
            words + sizes.s, sizes.s, self.width() - words - 2 * sizes.s, self.height() - foot - sizes.s
        )

    def _x(self, day: date) -> float:
        room = self._room().adjusted(4, 0, -4, 0)
        first, last = self._points[0].on, self._points[-1].on
        whole = (last - first).days
        return room.left() + room.width() * ((day - first).days / whole if whole else 0.5)

    def _y(self, value: float) -> float:
        room = self._room()
        return room.bottom() - room.height() * (value - self._low) / ((self._high - self._low) or 1)

    # -- painting --------------------------------------------------------------------------------

    def _paint_scale(self, painter: QPainter) -> None:
        current, room = theme.current(), self._room()
        for tick in self._ticks:
            y = round(self._y(tick))
            painter.fillRect(QRectF(room.left(), y, room.width(), 1), current.line)
            label = QRectF(0, y - 9, room.left() - current.sizes.s / 2, 18)
            drawing.text(painter, label, _number(tick), current.text2, "caption", align=drawing.RIGHT)

    def _paint_years(self, painter: QPainter) -> None:
        """The first of each year; below two years the first and the last day's months."""
        current, room = theme.current(), self._room()
        first, last = self._points[0].on, self._points[-1].on
        days = [date(year, 1, 1) for year in range(first.year + 1, last.year + 1)]
        if len(days) < 2:
            days = [first] if first == last else [first, last]
        free = -1.0
        for day in days:
            words, x = self._year(day), self._x(day)
            width = drawing.text_width(words, "caption")
            left = min(max(room.left(), x - width / 2), self.width() - width)
            if left < free:
                continue
            free = left + width + current.sizes.s
            painter.fillRect(QRectF(x, room.bottom(), 1, 4), current.text3)
            label = QRectF(left, room.bottom() + 4, width + 1, self.height() - room.bottom() - 4)
            drawing.text(painter, label, words, current.text2, "caption")

    def _paint_limit(self, painter: QPainter, which: str) -> None:
        """Dashed, and where an edition of the checklist changed it, in steps."""
        current, room = theme.current(), self._room()
        pen = QPen(current.red, 1)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        begun, limit = room.left(), getattr(self._points[0], which)
        for place, point in enumerate(self._points):
            if getattr(point, which) != limit:
                _level(painter, begun, self._places[place].x(), limit, self._y)
                begun, limit = self._places[place].x(), getattr(point, which)
        _level(painter, begun, room.right(), limit, self._y)

    def _paint_line(self, painter: QPainter) -> None:
        painter.setPen(QPen(theme.current().plan, 1.6))
        place = 0
        for run in runs(self._points):
            painter.drawPolyline(QPolygonF(self._places[place : place + len(run)]))
            place += len(run)

    def _paint_dots(self, painter: QPainter) -> None:
        current = theme.current()
        tight = self._room().width() / max(1, len(self._places)) < _TIGHT
        painter.setPen(Qt.PenStyle.NoPen)
        for place, (point, at) in enumerate(zip(self._points, self._places, strict=True)):
            size = _DOT + 2 if place == self.at else _DOT + 0.6 if point.fails else 1.4 if tight else _DOT
            painter.setBrush(
                current.accent if place == self.at else current.red if point.fails else current.plan
            )
            painter.drawEllipse(at, size, size)

    def _move_to(self, part: int) -> None:
        before = self.at
        super()._move_to(part)
        if self.at != before:
            self.pointed.emit(self.at)


def _level(
    painter: QPainter, left: float, right: float, limit: object, height: Callable[[float], float]
) -> None:
    if limit is not None:
        y = height(float(limit))  # type: ignore[arg-type]
        painter.drawLine(QPointF(left, y), QPointF(right, y))


def _round_step(rough: float) -> float:
    """1, 2 or 5 times a power of ten, not below ``rough``."""
    base = 10.0 ** floor(log10(rough))
    return next(base * times for times in (1, 2, 5, 10) if base * times >= rough * 0.999)


def _number(value: float) -> str:
    return f"{value:,.6f}".rstrip("0").rstrip(".")
