"""The line for a date: any way of writing it is read while it is typed, and stands in the office's way after Enter."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from facilities_app.domain import dates
from facilities_app.domain.dates import DateStyle
from facilities_app.domain.errors import DomainError
from resources.texts import tr
from ui.pages.inspections.keying_answer import ENTER, KeyLine


class DateLine(KeyLine):
    """``read`` carries the date as it is kept (115/03/02), "" for none. N says that it does not apply."""

    read = Signal(str)
    skipped = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self.unread = False
        self.setMinimumWidth(150)
        self.textEdited.connect(self._on_edited)

    def set_words(self, words: str, *, skipped: bool = False) -> None:
        """Show what was kept; what is being typed stays."""
        self.setPlaceholderText(tr("N/A") if skipped else "115/03/02")
        if self._said() != words and not self.unread:
            self.setText(words)
            self._mark()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """N: not applicable. Enter writes the date out, and stays while it cannot be read."""
        if event.key() == Qt.Key.Key_N and not event.modifiers():
            self.clear()
            self._mark()
            self.skipped.emit()
            return
        if event.key() in ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            if self.unread:
                return
            if self._said():
                self.setText(self._said())
        super().keyPressEvent(event)

    def _said(self) -> str:
        """The date as it is kept."""
        if not self.text().strip():
            return ""
        try:
            return dates.format_date(dates.parse(self.text(), self._today()), DateStyle.ROC)
        except DomainError:
            return ""

    def _on_edited(self) -> None:
        self._mark()
        self.read.emit(self._said())

    def _mark(self) -> None:
        self.unread = bool(self.text().strip()) and not self._said()
        if bool(self.property("invalid")) != self.unread:
            self.setProperty("invalid", self.unread)
            self.style().polish(self)
