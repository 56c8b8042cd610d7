"""One line of the keying form: what is asked, what was read before, the box; what is wrong below it."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilities_app.domain.keying import KeyingItem
from resources.texts import tr, trn
from ui import theme
from ui.context import UiContext
from ui.pages.inspections.keying_answer import Choice, KeyLine, OneOf, ReadingBox
from ui.pages.inspections.keying_date import DateLine
from ui.pages.inspections.keying_help import GuidanceLine
from ui.pages.inspections.keying_marks import Spark
from ui.pages.inspections.keying_state import KeyingState
from ui.pages.inspections.keying_words import beyond_words, limit_words, number, trend_words
from ui.widgets import drawing
from ui.widgets.buttons import SecondaryButton
from ui.widgets.labels import Label

_REASON, _PHOTO, _LIMIT = 84, 168, 96


class KeyingRow(QWidget):
    """``changed`` after each answer, ``next_asked`` and ``moved`` for the walk, ``photo_asked`` with what was
    pasted ([] asks for files).
    """

    changed = Signal()
    next_asked = Signal()
    moved = Signal(int)
    focused = Signal()
    photo_asked = Signal(list)

    def __init__(self, context: UiContext, state: KeyingState, item: KeyingItem) -> None:
        super().__init__()
        self._context, self._state, self.item = context, state, item
        self._current = False
        self.box = self._make_box()
        sizes = theme.current().sizes
        column = QVBoxLayout(self)
        column.setContentsMargins(sizes.m, 3, sizes.m, 3)
        column.setSpacing(sizes.xs)
        column.addLayout(self._build_line())
        self._history = self._build_history()
        column.addWidget(self._history)
        self.help = GuidanceLine(context, item)
        column.addWidget(self.help)
        self._wrong = self._build_wrong()
        column.addWidget(self._wrong)
        for source in (self.box, self.note):
            source.focused.connect(self.focused)
            source.moved.connect(self.moved)
        self.refresh()

    def refresh(self) -> None:
        """Show the state's answer, and the second line where it failed."""
        answer, fails = self._state.answer(self.item), self._state.verdict(self.item) == "fail"
        if isinstance(self.box, OneOf):
            self.box.set_value(answer.outcome or answer.text)
        elif (
            isinstance(self.box, ReadingBox)
            and answer.reading is not None
            and self.box.value() != answer.reading
        ):
            self.box.set_words(number(answer.reading))
        elif isinstance(self.box, DateLine):
            self.box.set_words(answer.text, skipped=answer.outcome == "na")
        elif not isinstance(self.box, ReadingBox) and self.box.text() != answer.text:
            self.box.setText(answer.text)
        if isinstance(self.box, KeyLine) and self.item.kind == "photo" and not self.item.offers_none:
            hint = tr("N/A") if answer.outcome == "na" else tr("Ctrl+V pastes a photo")
            self.box.setPlaceholderText(hint)
        if isinstance(self.box, ReadingBox):
            self.box.setPlaceholderText(tr("N/A") if answer.outcome == "na" else "")
        if self.note.text() != answer.note:
            self.note.setText(answer.note)
        self._reason.setText(beyond_words(self.item, answer.reading))
        self._show_photos(fails)
        for part in (self._reason, self.note):
            part.setVisible(fails)
        self._wrong.setVisible(fails or self.item.evidence == "photo" or self.item.kind == "photo")

    def set_current(self, current: bool) -> None:
        """The line with the focus grows and shows when the readings were made."""
        self._current = current
        self._history.setVisible(current and bool(self.item.past))
        self.help.setVisible(current and self.help.is_needed())
        self._past.setVisible(not current)
        self._text.set_role("strong" if current else "body")
        self.update()

    def take_focus(self, what: str = "answer") -> None:
        """Bring the keyboard to the box, the note or the photo."""
        target = {"note": self.note, "photo": self.photo}.get(what, self.box)
        if target is not self.box and not self._wrong.isVisibleTo(self):
            target = self.photo if what == "photo" else self.box
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(target, KeyLine):
            target.selectAll()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A hairline below; a ring around the line with the focus."""
        current = theme.current()
        painter = QPainter(self)
        if self._current:
            drawing.rounded(
                painter, self.rect(), current.sizes.radius_card, current.surface, current.accent, 2
            )
        else:
            painter.fillRect(0, self.height() - 1, self.width(), 1, current.line)
        painter.end()

    # -- building --------------------------------------------------------------------------------

    def _make_box(self) -> OneOf | KeyLine:
        item, name = self.item, f"{self.item.position} {self.item.text}"
        if item.kind == "reading":
            box = ReadingBox(item)
            box.changed.connect(self._on_reading)
            box.skipped.connect(self._on_skipped)
            box.next_asked.connect(self._on_next)
            return box
        if item.kind in ("pass_fail", "choice", "signature"):
            keys = OneOf(*_choices(item), name)
            keys.taken.connect(self._on_taken)
            keys.next_asked.connect(self._on_next)
            return keys
        if item.kind == "date":
            day = DateLine(self._context.clock.today)
            day.setAccessibleName(name)
            day.read.connect(self._on_text)
            day.skipped.connect(self._on_skipped)
            day.next_asked.connect(self.next_asked)
            return day
        line = KeyLine()
        line.setMaxLength(1000)
        line.setAccessibleName(name)
        line.setMinimumWidth(220)
        line.textEdited.connect(self._on_text)
        line.next_asked.connect(self._on_text_done)
        line.pasted.connect(self.photo_asked)
        hint = tr("Ctrl+V pastes a photo") if item.kind == "photo" else ""
        line.setPlaceholderText(tr("none", "answer") if item.offers_none else hint)
        return line

    def _build_line(self) -> QHBoxLayout:
        sizes, item = theme.current().sizes, self.item
        row = QHBoxLayout()
        row.setSpacing(sizes.m)
        place = Label(str(item.position), "secondary")
        place.setFixedWidth(22)
        self._text = Label(item.text, wrap=True)
        row.addWidget(place)
        row.addWidget(self._text, 1)
        self._past = QWidget()
        past = QHBoxLayout(self._past)
        past.setContentsMargins(0, 0, 0, 0)
        past.setSpacing(sizes.m)
        if item.past:
            past.addWidget(Spark(item))
            for _on, value in item.past:
                past.addWidget(Label(number(value), "secondary"))
        row.addWidget(self._past)
        limits = Label(limit_words(item), "secondary")
        if item.kind == "reading":
            limits.setMinimumWidth(_LIMIT)
            limits.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            row.addWidget(limits)
        row.addWidget(self.box)
        return row

    def _build_history(self) -> QWidget:
        sizes, item = theme.current().sizes, self.item
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(22 + sizes.m, 0, 0, sizes.xs)
        row.setSpacing(sizes.m)
        if item.past:
            row.addWidget(Spark(item, wide=True))
            for on, value in item.past:
                row.addWidget(Label(self._context.presenter.date(on), "secondary"))
                row.addWidget(Label(number(value), "strong"))
        row.addWidget(Label(trend_words(item), "secondary", elide=True), 1)
        box.hide()
        return box

    def _build_wrong(self) -> QWidget:
        sizes = theme.current().sizes
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(22 + sizes.m, 0, 0, sizes.xs)
        row.setSpacing(sizes.s)
        self._reason = Label("", "strong", colour="red")
        self._reason.setMinimumWidth(_REASON)
        self.note = KeyLine()
        self.note.setMaxLength(1000)
        self.note.setPlaceholderText(tr("What failed here"))
        self.note.setAccessibleName(
            tr("What is wrong with item {position}").format(position=self.item.position)
        )
        self.note.textEdited.connect(self._on_note)
        self.note.next_asked.connect(self.next_asked)
        self.note.pasted.connect(self.photo_asked)
        self.photo = SecondaryButton("", on_click=lambda: self.photo_asked.emit([]))
        self.photo.setMinimumWidth(_PHOTO)
        row.addWidget(self._reason)
        row.addWidget(self.note, 1)
        row.addWidget(self.photo)
        row.addStretch(0)
        box.hide()
        return box

    def _show_photos(self, fails: bool) -> None:
        count = self._state.photos.get(self.item.position, 0)
        asked = self.item.evidence == "photo" or (fails and self.item.evidence == "photo_on_fail")
        wanted = asked and not count
        words = trn("{n} photo", "{n} photos", count) if count else tr("Photo, or Ctrl+V")
        self.photo.set_content(
            tr("Photo missing, Ctrl+V") if wanted else words, "image" if count else "camera"
        )
        self.photo.set_kind("danger" if wanted else "secondary")

    # -- slots -----------------------------------------------------------------------------------

    def _on_taken(self, value: str) -> None:
        answer = self._state.answer(self.item)
        if self.item.kind == "pass_fail":
            self._state.set(replace(answer, outcome=value))
        elif value == "na":
            self._state.set(replace(answer, outcome=value, text=""))
        else:
            self._state.set(replace(answer, outcome="", text=value))
        self._tell()

    def _on_reading(self) -> None:
        box = self.box
        assert isinstance(box, ReadingBox)
        self._state.set(replace(self._state.answer(self.item), reading=box.value(), outcome=""))
        self._tell()

    def _on_skipped(self) -> None:
        self._state.set(replace(self._state.answer(self.item), reading=None, outcome="na", text=""))
        self._tell()
        self.next_asked.emit()

    def _on_text(self, words: str) -> None:
        self._state.set(replace(self._state.answer(self.item), outcome="", text=words))
        self._tell()

    def _on_text_done(self) -> None:
        """Enter on an empty line gives the usual answer: none, or that no photo applies."""
        if not self._state.is_done(self.item):
            if self.item.offers_none:
                self._on_text(tr("none", "answer"))
            elif self.item.kind == "photo":
                self._on_skipped()
                return
        self.next_asked.emit()

    def _on_note(self, words: str) -> None:
        self._state.note(self.item, words)
        self.changed.emit()

    def _on_next(self) -> None:
        """What failed wants a note first; what cannot be read wants to be read."""
        if isinstance(self.box, ReadingBox) and self.box.unread:
            return
        if self._state.verdict(self.item) == "fail" and not self._state.answer(self.item).note:
            self.note.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.next_asked.emit()

    def _tell(self) -> None:
        self.refresh()
        self.changed.emit()


def _choices(item: KeyingItem) -> tuple[list[Choice], str]:
    if item.kind == "choice":
        return [Choice(one, one, "", "accent") for one in item.options], item.options[
            0
        ] if item.options else ""
    if item.kind == "signature":
        left_out = Choice("na", tr("N/A"), "", "neutral", Qt.Key.Key_N)
        return [Choice(tr("signed"), tr("signed"), "check", "green"), left_out], tr("signed")
    return [
        Choice("pass", tr("Pass"), "check", "green", Qt.Key.Key_P),
        Choice("fail", tr("Fail"), "x", "red", Qt.Key.Key_F),
        Choice("na", tr("N/A"), "", "neutral", Qt.Key.Key_N),
    ], "pass"
