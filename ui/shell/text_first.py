"""Ctrl+Z and Ctrl+Y in a text field: its own text first, then, when that has nothing more, the data."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class TextFirst(QObject):
    """Listens to the text field that has the focus, and to nothing else: the window's events are many."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)
        self._on_focus(None, QApplication.focusWidget())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: a text field claims these keys even when it has nothing to take back; here it lets them go."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            wish = _wish(event)
            if wish and not _can(watched, wish):
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    def _on_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        if isinstance(before, (QLineEdit, QPlainTextEdit, QTextEdit)):
            before.removeEventFilter(self)
        if isinstance(now, (QLineEdit, QPlainTextEdit, QTextEdit)):
            now.installEventFilter(self)


def _wish(event: QKeyEvent) -> str:
    """ "undo", "redo" or ""."""
    keys = (event.key(), event.modifiers())
    if keys == (Qt.Key.Key_Z, _CONTROL):
        return "undo"
    return "redo" if keys in ((Qt.Key.Key_Y, _CONTROL), (Qt.Key.Key_Z, _CONTROL | _SHIFT)) else ""


def _can(field: QObject, wish: str) -> bool:
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable() if wish == "undo" else field.isRedoAvailable()
    if isinstance(field, (QPlainTextEdit, QTextEdit)):
        document = field.document()
        return document.isUndoAvailable() if wish == "undo" else document.isRedoAvailable()
    return False
