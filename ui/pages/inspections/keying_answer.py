"""The boxes of the keying form: one of a few by one key, a reading that reddens while it is typed, a line."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QLineEdit, QWidget

from facilities_app.domain.inspections import within
from facilities_app.domain.keying import KeyingItem
from ui import icons, theme
from ui.widgets import drawing
from ui.widgets.photos import files_in

SEGMENT = 73
_ROOM = 440  # what stands beside the item's words
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Choice(NamedTuple):
    """One answer of a few; ``key`` is the letter that gives it beside its number."""

    value: str
    text: str
    icon: str = ""
    tone: str = ""
    key: int = 0


class OneOf(QWidget):
    """One of a few: 1, 2, 3 or its letter takes it, Enter the usual one. ``taken`` tells of it.

    ``next_asked`` and ``moved`` (−1, 1) say where the keyboard wants to go.
    """

    taken = Signal(str)
    next_asked = Signal()
    moved = Signal(int)
    focused = Signal()

    def __init__(
        self, choices: Sequence[Choice], usual: str, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._choices, self._usual, self.value = tuple(choices), usual, ""
        self._name = name
        self._wide = self._segment()
        self._across = max(1, min(len(self._choices), _ROOM // self._wide))
        self._high = theme.current().sizes.compact + 2
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(self.sizeHint())
        self.set_value("")

    def set_value(self, value: str) -> None:
        """Show an answer without telling."""
        self.value = value
        words = next((one.text for one in self._choices if one.value == value), "")
        self.setAccessibleName(f"{self._name} {words}".strip())
        self.update()

    def sizeHint(self) -> QSize:
        """Equal segments, on as many lines as they need."""
        return QSize(self._wide * self._across, self._high * -(-len(self._choices) // self._across))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits and letters answer, Enter gives the usual answer and goes on, arrows move."""
        key, place = event.key(), event.key() - Qt.Key.Key_1
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and 0 <= place < len(self._choices):
            self._take(self._choices[place].value)
        elif plain and (found := next((one for one in self._choices if one.key == key), None)):
            self._take(found.value)
        elif plain and key in ENTER:
            self._take(self.value or self._usual)
        elif plain and key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.set_value("")
            self.taken.emit("")
        elif not _walked(self, event):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click takes the segment."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        across = min(int(event.position().x() // self._wide), self._across - 1)
        place = int(event.position().y() // self._high) * self._across + across
        if place >= len(self._choices):
            return
        self.set_value(self._choices[place].value)
        self.taken.emit(self.value)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The row lights up."""
        super().focusInEvent(event)
        self.focused.emit()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the segments, the taken one in its tone."""
        current, sizes = theme.current(), theme.current().sizes
        painter = QPainter(self)
        drawing.rounded(painter, self.rect(), sizes.radius, current.surface, current.line)
        for place, choice in enumerate(self._choices):
            line, across = divmod(place, self._across)
            box = QRectF(across * self._wide, line * self._high, self._wide, self._high)
            on = choice.value == self.value
            if on:
                drawing.rounded(
                    painter, box.adjusted(1, 1, -1, -1), sizes.radius - 1, current.tone(choice.tone).bg
                )
            elif place:
                painter.fillRect(int(box.left()), int(box.top()) + 1, 1, self._high - 2, current.line)
            self._paint_words(painter, box, f"{place + 1} {choice.text}", choice, on)
        if self.hasFocus():
            drawing.rounded(painter, self.rect(), sizes.radius, None, current.accent, 2)
        painter.end()

    def _paint_words(self, painter: QPainter, box: QRectF, words: str, choice: Choice, on: bool) -> None:
        current, sizes = theme.current(), theme.current().sizes
        colour = current.tone(choice.tone).fg if on else current.text2
        weight = drawing.MEDIUM if on else 400
        icon = choice.icon if on and choice.icon else ""
        head = sizes.icon_small + 2 if icon else 0
        width = min(drawing.text_width(words, "small", weight), self._wide - head - 6)
        left = box.left() + (self._wide - width - head) / 2
        if icon:
            icons.paint(
                painter, icon, QRectF(left, box.top(), sizes.icon_small, self._high), colour, sizes.icon_small
            )
        drawing.text(
            painter, QRectF(left + head, box.top(), width + 1, self._high), words, colour, "small", weight
        )

    def _segment(self) -> int:
        """As wide as the longest answer, taken; 73 at the usual text size."""
        sizes = theme.current().sizes
        most = _ROOM
        words = (drawing.text_width(f"0 {one.text}", "small", drawing.MEDIUM) for one in self._choices)
        return max(SEGMENT, min(most, max(words, default=0) + sizes.icon_small + 10))

    def _take(self, value: str) -> None:
        self.set_value(value)
        self.taken.emit(value)
        self.next_asked.emit()


class KeyLine(QLineEdit):
    """A line that takes part in the walk of the form; a picture on the clipboard is handed over."""

    next_asked = Signal()
    moved = Signal(int)
    focused = Signal()
    pasted = Signal(list)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, arrows move, a pasted picture is a photo."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in ENTER:
            self.next_asked.emit()
        elif event.matches(QKeySequence.StandardKey.Paste) and self._pictures():
            self.pasted.emit(self._pictures())
        elif not _walked(self, event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The row lights up."""
        super().focusInEvent(event)
        self.focused.emit()

    @staticmethod
    def _pictures() -> list[object]:
        mime = QGuiApplication.clipboard().mimeData()
        return list(files_in(mime)) if mime is not None else []


class ReadingBox(KeyLine):
    """A number with its unit inside; red while it is beyond its limits. N says that it does not apply."""

    changed = Signal()
    skipped = Signal()

    def __init__(self, item: KeyingItem, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._item = item
        self.unread = False
        self.setFixedWidth(116)
        self.setAccessibleName(f"{item.position} {item.text} {item.unit}".strip())
        self.setTextMargins(0, 0, drawing.text_width(item.unit, "small") + 6 if item.unit else 0, 0)
        self.textEdited.connect(self._on_edited)

    def value(self) -> Decimal | None:
        """What was read; None for nothing or what is no number."""
        try:
            found = Decimal(self.text().strip().replace(",", "")) if self.text().strip() else None
        except InvalidOperation:
            return None
        return found if found is not None and found.is_finite() else None

    def set_words(self, words: str) -> None:
        """Show what was kept."""
        self.setText(words)
        self._mark()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """N: not applicable."""
        if event.key() == Qt.Key.Key_N and not event.modifiers():
            self.clear()
            self._mark()
            self.skipped.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the unit inside."""
        super().paintEvent(event)
        if self._item.unit:
            painter = QPainter(self)
            room = self.rect().adjusted(0, 0, -9, 0)
            colour = theme.current().red if self.property("invalid") else theme.current().text2
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            drawing.text(painter, room, self._item.unit, colour, "small", align=right)
            painter.end()

    def _on_edited(self) -> None:
        self._mark()
        self.changed.emit()

    def _mark(self) -> None:
        value = self.value()
        self.unread = bool(self.text().strip()) and value is None
        wrong = self.unread or (
            value is not None and not within(value, self._item.minimum, self._item.maximum)
        )
        if bool(self.property("invalid")) != wrong:
            self.setProperty("invalid", wrong)
            self.style().polish(self)
        self.update()


def _walked(widget: "OneOf | KeyLine", event: QKeyEvent) -> bool:
    """Up and Down go to the line above or below."""
    step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
    if step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return False
    widget.moved.emit(step)
    return True
