"""The history slider: drags the rack through the years."""

from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilities_app.domain.dates import DateStyle, format_date
from resources.texts import tr
from ui import theme
from ui.pages.dormitories.words import year_text
from ui.widgets import drawing

YEARS = 5
_KNOB = 6
_STEPS = (1, 2, 5, 10, 20, 50)


def months_later(day: date, months: int) -> date:
    """The same day some months on, or the last one of a shorter month."""
    count = day.year * 12 + day.month - 1 + months
    year, month = count // 12, count % 12 + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(day.day, last))


class HistorySlider(QWidget):
    """A day between ``first`` and ``last``. Arrows go a month, Page a year, Home and End to the ends."""

    changed = Signal(object)

    def __init__(self, last: date, style: DateStyle, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first = self._history = date(last.year, 1, 1)
        self._last, self._day, self._style = last, last, style
        self._ringed = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Rack as of"))
        self._describe()

    def set_range(self, first: date, last: date) -> None:
        """How far back the history goes: from the beginning of that year.

        The track shows the last years; it grows when somebody goes further back.
        """
        self._history, self._last = min(date(first.year, 1, 1), last), last
        self.set_day(self._day)

    def day(self) -> date:
        """The day shown."""
        return self._day

    def set_day(self, day: date) -> None:
        """Show a day without telling."""
        self._day = max(self._history, min(day, self._last))
        usual = date(self._last.year - YEARS + 1, 1, 1)
        self._first = max(self._history, min(usual, date(self._day.year, 1, 1)))
        self._describe()
        self.update()

    def step(self, months: int) -> None:
        """Go some months on or back; on reaches the last day exactly."""
        self._take(months_later(self._day, months))

    def sizeHint(self) -> QSize:
        """Track and years."""
        return QSize(170, theme.current().sizes.compact)

    def minimumSizeHint(self) -> QSize:
        """Still long enough to aim."""
        return QSize(110, theme.current().sizes.compact)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Months by the arrows, years by Page."""
        key = event.key()
        steps = {
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: 1,
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Down: -1,
            Qt.Key.Key_PageUp: 12,
            Qt.Key.Key_PageDown: -12,
        }
        if key in steps:
            self.step(steps[Qt.Key(key)])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._take(self._history if key == Qt.Key.Key_Home else self._last)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Jump there."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._take(self._day_at(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._take(self._day_at(event.position()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A notch is a month."""
        if event.angleDelta().y():
            self.step(1 if event.angleDelta().y() > 0 else -1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring for the keyboard."""
        self._ringed = event.reason() != Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        self._ringed = False
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw track, years and knob."""
        current = theme.current()
        painter = QPainter(self)
        middle = self.height() * 0.3
        left, right = self._ends()
        track = QRectF(left, middle - 2, right - left, 4)
        drawing.rounded(painter, track, 2, current.line)
        x = self._x(self._day)
        drawing.rounded(painter, QRectF(left, middle - 2, x - left, 4), 2, current.plan)
        self._paint_years(painter, round(middle) + 3)
        knob = QRectF(x - _KNOB, middle - _KNOB, 2 * _KNOB, 2 * _KNOB)
        if self._ringed:
            drawing.rounded(painter, knob.adjusted(-4, -4, 4, 4), _KNOB + 4, current.ring)
        drawing.rounded(painter, knob, _KNOB, current.surface, current.accent, 2.4)
        painter.end()

    def _paint_years(self, painter: QPainter, top: int) -> None:
        current = theme.current()
        years = range(self._first.year, self._last.year + 1)
        left, right = self._ends()
        wide = drawing.text_width("8888", "caption") + current.sizes.s
        room = (right - left) / max(1, len(years))
        step = next((one for one in _STEPS if room * one >= wide), _STEPS[-1])
        shown_from = self._last.year % step
        for year in years:
            if year % step != shown_from:
                continue
            start = max(date(year, 1, 1), self._first)
            x = round(self._x(start))
            label = year_text(date(year, 7, 1), self._style)
            width = drawing.text_width(label, "caption")
            if x + 3 + width > self.width():
                continue
            painter.fillRect(x, top, 1, 4, current.text3)
            box = QRect(x + 3, top, width + 2, self.height() - top)
            drawing.text(painter, box, label, current.text2, "caption")

    def _ends(self) -> tuple[float, float]:
        return _KNOB + 1.0, max(_KNOB + 2.0, self.width() - _KNOB - 1.0)

    def _x(self, day: date) -> float:
        left, right = self._ends()
        days = max(1, (self._last - self._first).days)
        return left + (right - left) * (day - self._first).days / days

    def _day_at(self, point: QPointF) -> date:
        left, right = self._ends()
        share = max(0.0, min(1.0, (point.x() - left) / (right - left)))
        return self._first + timedelta(days=round(share * (self._last - self._first).days))

    def _take(self, day: date) -> None:
        before = self._day
        self.set_day(day)
        if self._day != before:
            self.changed.emit(self._day)

    def _describe(self) -> None:
        words = format_date(self._day, self._style)
        self.setAccessibleDescription(words)
        self.setToolTip(words)
