"""A field for a date: typed in any form of the office, picked from a calendar, or stepped by the arrows."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from facilities_app.domain.dates import DateStyle, format_date, parse, weekday_en, weekday_zh
from facilities_app.domain.errors import DomainError
from resources.texts import language, tr
from ui import theme
from ui.widgets import drawing
from ui.widgets.buttons import IconButton
from ui.widgets.calendar import CalendarPopup, DayKind, plain_week
from ui.widgets.labels import Label


def plain_reason(error: DomainError) -> str:
    """The sentence for an unreadable date where no better one is given."""
    return tr("This date cannot be read. Write 115/3/2, 1150302, 2026-03-02, today or +7.")


class DateField(QWidget):
    """A date or nothing. Reads what was typed on Enter and on leaving; what cannot be read stays, with
    the reason below. Up and Down change the day, Alt+Down or F4 opens the calendar.
    """

    changed = Signal(object)

    def __init__(
        self,
        today: Callable[[], date],
        *,
        style: DateStyle = DateStyle.ROC,
        day_kind: DayKind = plain_week,
        explain: Callable[[DomainError], str] = plain_reason,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._today, self._style, self._day_kind, self._explain = today, style, day_kind, explain
        self._value: date | None = None
        self._line = _DateLine(self)
        self._line.textEdited.connect(lambda _: self._show_error("") if self.error() else None)
        self._open = IconButton("calendar-days", tr("Open the calendar"), parent=self._line)
        self._open.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._open.clicked.connect(self.open_calendar)
        self._error = Label("", "secondary", colour="red", wrap=True)
        self._error.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().sizes.xs)
        column.addWidget(self._line)
        column.addWidget(self._error)
        column.addStretch(0)
        self.setFocusProxy(self._line)
        self.setAccessibleName(name)
        self._line.setAccessibleName(name or tr("Date"))
        self._line.setPlaceholderText("115/03/02" if style is DateStyle.ROC else "2026-03-02")

    def value(self) -> date | None:
        """The date, or None while empty or unreadable."""
        return self._value

    def set_value(self, day: date | None) -> None:
        """Show a date without telling."""
        self._value = day
        self._line.setText(format_date(day, self._style) if day else "")
        self._show_error("")

    def text(self) -> str:
        """What stands in the line."""
        return self._line.text()

    def line(self) -> QLineEdit:
        """The line itself, for tests and for placing the cursor."""
        return self._line

    def error(self) -> str:
        """Why what stands there is no date, or ""."""
        return self._error.text()

    def commit(self) -> bool:
        """Read what was typed; whether it is a date or nothing."""
        words = self._line.text().strip()
        if not words:
            self._take(None)
            return True
        try:
            self._take(parse(words, self._today()))
        except DomainError as error:
            self._value = None
            self._show_error(self._explain(error))
            return False
        return True

    def step(self, days: int) -> None:
        """Move by days, from today when empty."""
        if self._line.text().strip() and not self.commit():
            return
        start = self._value
        self._take(self._today() if start is None else start + timedelta(days=days))

    def open_calendar(self) -> None:
        """Show the calendar below the line."""
        popup = CalendarPopup(self, self._today(), self._value or self._today(), self._day_kind)
        popup.picked.connect(self._take)
        popup.move(self._line.mapToGlobal(QPoint(0, self._line.height() + 2)))
        popup.show()

    def place_parts(self) -> None:
        """Put weekday and button to the right end of the line."""
        side, right = theme.current().sizes.row_dense, self._line.width() - 4
        middle = (self._line.height() - side) // 2
        self._open.setGeometry(right - side, middle, side, side)
        self._line.tail = self.weekday()
        self._line.tail_right = right - side - 4
        self._line.setTextMargins(0, 0, side + drawing.text_width(self._line.tail, "small"), 0)

    def _take(self, day: date | None) -> None:
        before = self._value
        self.set_value(day)
        if day != before:
            self.changed.emit(day)

    def _show_error(self, sentence: str) -> None:
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
        self._line.setProperty("invalid", bool(sentence))
        self._line.style().unpolish(self._line)
        self._line.style().polish(self._line)
        self._line.setAccessibleDescription(sentence)
        self.place_parts()
        self._line.update()

    def weekday(self) -> str:
        """The holiday or weekday that is written behind the date."""
        if self._value is None:
            return ""
        name = self._day_kind(self._value)[1]
        return name or (weekday_en(self._value) if language() == "en" else f"週{weekday_zh(self._value)}")


class _DateLine(QLineEdit):
    """The line of a date field."""

    def __init__(self, field: DateField) -> None:
        super().__init__(field)
        self._field = field
        self.tail = ""
        self.tail_right = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the weekday behind the date."""
        super().paintEvent(event)
        if self.tail:
            painter = QPainter(self)
            room = QRect(0, 0, self.tail_right, self.height())
            colour = theme.current().text2
            drawing.text(painter, room, self.tail, colour, "small", align=drawing.RIGHT)
            painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter reads, the arrows step, Alt+Down and F4 open the calendar."""
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key == Qt.Key.Key_F4 or (alt and key == Qt.Key.Key_Down):
            self._field.open_calendar()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._field.step(1 if key == Qt.Key.Key_Up else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if self._field.commit():
                super().keyPressEvent(event)
                event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A sheet that opens on a date: what is typed takes its place, as after Tab."""
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.OtherFocusReason:
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Read what was typed."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._field.commit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the parts in place."""
        super().resizeEvent(event)
        self._field.place_parts()
