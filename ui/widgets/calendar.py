"""The calendar that pops up at a date field: a month with Taiwan's holidays and make-up workdays."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from facilities_app.domain.dates import FIRST, english_text, roc_month, weekday_en, weekday_zh
from facilities_app.domain.workdays import Workdays
from resources.texts import language, pick, tr
from ui import theme
from ui.widgets import drawing
from ui.widgets.buttons import GhostButton, IconButton
from ui.widgets.labels import Label
from ui.widgets.tips import plain_tip
from ui.widgets.week import week_of

DayKind = Callable[[date], tuple[str, str]]
"""Of a day, its kind ("workday", "weekend", "holiday", "makeup") and its name or ""."""

_CELL = 34
_HEAD = 24


def plain_week(day: date) -> tuple[str, str]:
    """The kind of a day where nobody knows the holidays."""
    return ("weekend" if day.weekday() >= 5 else "workday"), ""


def office_days(workdays: Workdays) -> DayKind:
    """The kinds of days as the office's calendar knows them, named in the active language."""

    def kind_of(day: date) -> tuple[str, str]:
        name = workdays.name(day)
        words = pick(name.zh, name.en)
        if workdays.is_makeup(day):
            return "makeup", words
        if workdays.is_workday(day):
            return "workday", words
        return ("holiday" if words else "weekend"), words

    return kind_of


def month_title(day: date) -> str:
    """The title over a month: 民國 115 年 11 月, or November 2026."""
    if language() == "en":
        return english_text(day).partition(" ")[2]
    return f"民國 {roc_month(day)}" if day >= FIRST else roc_month(day)


class MonthGrid(QWidget):
    """Six weeks. Arrows move a day or a week, Page a month, Enter picks."""

    picked = Signal(object)
    month_changed = Signal()

    def __init__(self, today: date, day_kind: DayKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today, self._kind = today, day_kind
        self.at = today
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._hover: date | None = None
        self.move_to(today)

    def move_to(self, day: date) -> None:
        """Stand on another day and show its month."""
        self.at = day
        self.setAccessibleName(f"{month_title(day)} {day.day} {self._kind(day)[1]}".strip())
        self.month_changed.emit()
        self.update()

    def sizeHint(self) -> QSize:
        """Seven by six cells under a head."""
        return QSize(7 * _CELL, _HEAD + 6 * _CELL)

    def first_day(self) -> date:
        """The day in the first cell."""
        return week_of(self.at.replace(day=1))

    def day_at(self, point: QPoint) -> date | None:
        """The day under a point."""
        column, row = point.x() // _CELL, (point.y() - _HEAD) // _CELL
        if point.y() < _HEAD or not (0 <= column < 7 and 0 <= row < 6):
            return None
        return self.first_day() + timedelta(days=7 * row + column)

    def shift_month(self, by: int) -> None:
        """Go to the same day of another month, or its last day."""
        month = self.at.year * 12 + self.at.month - 1 + by
        year, month = divmod(month, 12)
        for day in range(self.at.day, 27, -1):
            try:
                self.move_to(date(year, month + 1, day))
                return
            except ValueError:
                continue
        self.move_to(date(year, month + 1, min(self.at.day, 28)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk and pick."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
        pages = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        if event.key() in steps:
            self.move_to(self.at + timedelta(days=steps[Qt.Key(event.key())]))
        elif event.key() in pages:
            self.shift_month(pages[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.picked.emit(self.at)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light the day under the mouse."""
        self._hover = self.day_at(event.position().toPoint())
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Pick the day under the mouse."""
        day = self.day_at(event.position().toPoint())
        if day is not None:
            self.picked.emit(day)

    def event(self, event: QEvent) -> bool:
        """Name the holiday under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            day = self.day_at(event.pos())
            QToolTip.showText(event.globalPos(), plain_tip(self._kind(day)[1]) if day else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the head and the days."""
        current = theme.current()
        painter = QPainter(self)
        first = self.first_day()
        for column in range(7):
            day = first + timedelta(days=column)
            words = weekday_en(day)[:2] if language() == "en" else weekday_zh(day)
            room = QRect(column * _CELL, 0, _CELL, _HEAD)
            drawing.text(painter, room, words, current.text3, "caption", align=drawing.CENTRE)
        for place in range(42):
            box = QRect(place % 7 * _CELL, _HEAD + place // 7 * _CELL, _CELL, _CELL)
            self._paint_day(painter, box.adjusted(1, 1, -1, -1), first + timedelta(days=place))
        painter.end()

    def _paint_day(self, painter: QPainter, box: QRect, day: date) -> None:
        current, radius = theme.current(), theme.current().sizes.radius
        kind = self._kind(day)[0]
        chosen = day == self.at
        if chosen:
            drawing.rounded(painter, box, radius, current.accent)
        elif day == self._hover:
            drawing.rounded(painter, box, radius, current.hover)
        if day == self._today and not chosen:
            drawing.rounded(painter, box, radius, None, current.accent)
        free = kind in ("weekend", "holiday")
        colour = current.red if kind == "holiday" else current.text3 if free else current.text
        colour = current.on_accent if chosen else colour
        if day.month != self.at.month:
            colour = drawing.faded(colour, 0.45)
        weight = drawing.MEDIUM if kind in ("holiday", "makeup") else 400
        number = box.adjusted(0, 0, 0, -8 if kind in ("holiday", "makeup") else 0)
        drawing.text(painter, number, str(day.day), colour, "body", weight, drawing.CENTRE)
        if kind == "makeup":
            mark = box.adjusted(0, 16, 0, 0)
            drawing.text(painter, mark, tr("work"), colour, "caption", align=drawing.CENTRE)
        elif kind == "holiday":
            dot = QRect(box.center().x() - 1, box.bottom() - 6, 4, 4)
            drawing.rounded(painter, dot, 2, colour)


class CalendarPopup(QFrame):
    """A month over the window, with buttons to turn it and to go to today. Esc closes."""

    picked = Signal(object)

    def __init__(self, parent: QWidget, today: date, day: date, day_kind: DayKind) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sizes = theme.current().sizes
        self.grid = MonthGrid(today, day_kind, self)
        self._title = Label(role="heading")
        self._name = Label("", "secondary", colour="red")
        column = QVBoxLayout(self)
        column.setContentsMargins(sizes.m, sizes.s, sizes.m, sizes.m)
        column.setSpacing(sizes.xs)
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(self._title, 1)
        head.addWidget(GhostButton(tr("Today"), on_click=lambda: self._on_picked(today)))
        head.addWidget(
            IconButton("chevron-left", tr("Previous month"), on_click=lambda: self.grid.shift_month(-1))
        )
        head.addWidget(
            IconButton("chevron-right", tr("Next month"), on_click=lambda: self.grid.shift_month(1))
        )
        column.addLayout(head)
        column.addWidget(self.grid)
        column.addWidget(self._name)
        self._day_kind = day_kind
        self.grid.month_changed.connect(self._on_moved)
        self.grid.picked.connect(self._on_picked)
        self.grid.move_to(day)
        self.grid.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        current = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), current.surface)
        drawing.rounded(painter, self.rect(), 0, current.surface, current.line)
        painter.end()

    def _on_moved(self) -> None:
        self._title.setText(month_title(self.grid.at))
        kind, name = self._day_kind(self.grid.at)
        self._name.setText(name or " ")
        self._name.set_colour("red" if kind == "holiday" else "text2")

    def _on_picked(self, day: date) -> None:
        self.picked.emit(day)
        self.close()
