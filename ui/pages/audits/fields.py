"""The unit's own fields: a line for a moment, and choices that leave Enter to the page."""

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import QLineEdit

from facilities_app.domain.clock import at
from facilities_app.domain.dates import format_moment, taipei
from facilities_app.domain.rows import Choice
from resources.texts import tr
from ui import theme
from ui.context import UiContext
from ui.pages.audits.keying import read_when
from ui.widgets.buttons import IconButton
from ui.widgets.calendar import CalendarPopup, office_days
from ui.widgets.photos import files_in
from ui.widgets.segments import Segment, SegmentedControl

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class WordsLine(QLineEdit):
    """A line of words; a picture on the clipboard is no word but evidence: ``pasted`` carries it."""

    pasted = Signal(list)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A pasted picture is handed over."""
        if event.matches(QKeySequence.StandardKey.Paste):
            mime = QGuiApplication.clipboard().mimeData()
            found = files_in(mime) if mime is not None else []
            if found:
                self.pasted.emit(found)
                return
        super().keyPressEvent(event)


class WhenLine(WordsLine):
    """A day and a time in one line: 115/11/23 19:10, or 1910, or 45 for the minutes; ``changed`` tells of edits."""

    changed = Signal()

    def __init__(self, context: UiContext, name: str) -> None:
        super().__init__()
        self._context = context
        self._base: datetime | None = None
        self.setMaxLength(24)
        self.setAccessibleName(name)
        self._open = IconButton("calendar-days", tr("Open the calendar"), parent=self)
        self._open.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._open.clicked.connect(self.open_calendar)
        self.textEdited.connect(lambda _words: self._on_edited())

    def set_words(self, words: str, base: datetime | None = None) -> None:
        """Show these words; ``base`` is what a time alone belongs to."""
        self._base = base or read_when(words, None, self._context.clock.today()) or self._base
        if words != self.text():
            self.setText(words)
            self.setCursorPosition(0)
        self.set_wrong(False)

    def value(self) -> datetime | None:
        """The moment, or None."""
        return read_when(self.text(), self._base, self._context.clock.today())

    def commit(self) -> None:
        """Write what was typed as it is understood."""
        found = self.value()
        if found is not None:
            words = format_moment(found, self._context.presenter.style)
            if words != self.text():
                self.set_words(words, found)
                self.changed.emit()
        self.set_wrong(found is None and bool(self.text().strip()))

    def set_wrong(self, wrong: bool) -> None:
        """Redden."""
        if bool(self.property("invalid")) != wrong:
            self.setProperty("invalid", wrong)
            self.style().unpolish(self)
            self.style().polish(self)

    def open_calendar(self) -> None:
        """Pick the day."""
        today = self._context.clock.today()
        shown = self.value()
        day = taipei(shown).date() if shown else today
        popup = CalendarPopup(self, today, day, office_days(self._context.services.workdays))
        popup.picked.connect(self._on_picked)
        popup.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        popup.show()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """What is typed takes the place of what stands there."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Read what was typed."""
        super().focusOutEvent(event)
        self.commit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F4 and Alt+Down open the calendar; Enter reads and goes on to the page."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() == Qt.Key.Key_F4 or (alt and event.key() == Qt.Key.Key_Down):
            self.open_calendar()
            return
        if event.key() in ENTER:
            self.commit()
            event.ignore()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the calendar at the right."""
        super().resizeEvent(event)
        side = theme.current().sizes.row_dense
        self._open.setGeometry(self.width() - side - 4, (self.height() - side) // 2, side, side)
        self.setTextMargins(0, 0, side - 4, 0)

    def _on_edited(self) -> None:
        self.set_wrong(False)
        self.changed.emit()

    def _on_picked(self, day: date) -> None:
        shown = self.value() or self._base
        local = taipei(shown) if shown else None
        made = at(day, local.hour if local else 18, local.minute if local else 30)
        self.set_words(format_moment(made, self._context.presenter.style), made)
        self.changed.emit()


class Choices(SegmentedControl):
    """One of a few; Enter is the page's, Delete takes none, ``left`` asks for the keyboard to go home."""

    left = Signal()

    def __init__(self, choices: Sequence[Choice], name: str, *, numbered: bool = False) -> None:
        super().__init__((), None, name=name, numbered=numbered)
        self.set_segments([Segment(one.code, one.name) for one in choices])
        self._is_numbered = numbered

    def set_segments(self, segments: Sequence[Segment], value: object = None) -> None:
        """Offer other choices."""
        super().set_segments(segments, value)
        for button in self._group.buttons():
            button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: a button would take Enter for itself."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in ENTER and not event.modifiers():
                event.ignore()
                above = self.parentWidget()
                return above is not None and QCoreApplication.sendEvent(above, event)
            if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                self.set_value(None)
                self.changed.emit(None)
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit takes a choice and the keyboard goes home."""
        before = self.value()
        super().keyPressEvent(event)
        if self._is_numbered and event.isAccepted() and (self.value() != before or event.text().isdigit()):
            self.left.emit()
