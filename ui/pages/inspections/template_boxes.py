"""Fields of the checklist editor: they hand Ctrl+Z over once they have nothing of their own to take back."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit

_LINE_HEIGHT = 20


def wish(event: QKeyEvent) -> str:
    """ "undo", "redo" or ""."""
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    keys = (event.key(), event.modifiers())
    if keys == (Qt.Key.Key_Z, control):
        return "undo"
    return "redo" if keys in ((Qt.Key.Key_Y, control), (Qt.Key.Key_Z, control | shift)) else ""


class Line(QLineEdit):
    """A line of text."""

    def __init__(self, longest: int = 200, placeholder: str = "") -> None:
        super().__init__()
        self.setMaxLength(longest)
        self.setPlaceholderText(placeholder)

    def show_text(self, text: str) -> None:
        """Show another text without telling; the cursor stays where one types."""
        if self.text() != text:
            self.setText(text)
            self.setCursorPosition(0 if not self.hasFocus() else len(text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo of its own text first."""
        asked = wish(event)
        can = self.isUndoAvailable() if asked == "undo" else self.isRedoAvailable()
        if asked and not can:
            event.ignore()
            return
        super().keyPressEvent(event)


class Text(QPlainTextEdit):
    """A few lines of text; Tab goes on."""

    def __init__(self, lines: int = 2, placeholder: str = "") -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(lines * _LINE_HEIGHT + 18)
        self.setPlaceholderText(placeholder)

    def show_text(self, text: str) -> None:
        """Show another text without telling."""
        if self.toPlainText() != text:
            self.setPlainText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo of its own text first; Ctrl+Enter belongs to the editor."""
        asked, document = wish(event), self.document()
        can = document.isUndoAvailable() if asked == "undo" else document.isRedoAvailable()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if (asked and not can) or (enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier):
            event.ignore()
            return
        super().keyPressEvent(event)


class Pick(QComboBox):
    """One of a few; the wheel scrolls the form and never changes it."""

    def __init__(self, name: str, choices: Iterable[tuple[object, str]] = ()) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.set_choices(choices)

    def set_choices(self, choices: Iterable[tuple[object, str]]) -> None:
        """Offer other ones, without telling."""
        blocked = self.blockSignals(True)
        self.clear()
        for value, words in choices:
            self.addItem(words, value)
        self.blockSignals(blocked)

    def show_value(self, value: object) -> None:
        """Take one without telling; what is not offered shows nothing."""
        blocked = self.blockSignals(True)
        self.setCurrentIndex(self.findData(value))
        self.blockSignals(blocked)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Hand the wheel on."""
        event.ignore()
