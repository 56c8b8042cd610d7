"""The unit's own fields: a line for a moment, choices that leave Enter to the page, the finding keys."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from facilities_app.domain.clock import at
from facilities_app.domain.dates import format_moment, taipei
from facilities_app.domain.rows import Choice
from resources.texts import tr
from ui import theme
from ui.context import UiContext
from ui.pages.audits.keying import read_when
from ui.widgets import drawing
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
                self.parentWidget().event(event)
                return True
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


class FindingKeys(QWidget):
    """Six findings by their keys and a door to those without one. ``taken`` carries the finding."""

    taken = Signal(str)

    def __init__(self, choices: Sequence[Choice], keyed: Sequence[str]) -> None:
        super().__init__()
        by_code = {str(one.code): one for one in choices}
        self._keyed = tuple(by_code[code] for code in keyed if code in by_code)
        self._others = tuple(one for code, one in by_code.items() if code not in keyed)
        self.value, self._at = "", -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Finding"))
        self.more = IconButton("ellipsis", tr("Other findings"), boxed=True, parent=self)
        self.more.clicked.connect(self._on_more)
        self.setFixedHeight(theme.current().sizes.toast)

    def set_value(self, value: str) -> None:
        """Show a finding without telling."""
        self.value = value
        name = next((one.name for one in (*self._keyed, *self._others) if one.code == value), "")
        self.setAccessibleDescription(name)
        self.update()

    def take_key(self, number: int) -> bool:
        """Take the finding of a number key; False if there is none."""
        if not self.isEnabled() or not 1 <= number <= len(self._keyed):
            return False
        self.take(str(self._keyed[number - 1].code))
        return True

    def take(self, code: str) -> None:
        """Take a finding."""
        self.set_value(code)
        self.taken.emit(code)

    def boxes(self) -> list[QRect]:
        """Where the keys stand."""
        sizes = theme.current().sizes
        gap, side = sizes.xs + 2, sizes.control
        room = self.width() - side - gap
        needs = [_need(one.name) for one in self._shown()]
        free = room - sum(needs) - gap * (len(needs) - 1)
        boxes, x = [], 0.0
        for need in needs:
            wide = need + free / len(needs)
            boxes.append(QRect(round(x), 0, round(x + wide) - round(x), self.height()))
            x += wide + gap
        return boxes

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the door at the right."""
        super().resizeEvent(event)
        side = theme.current().sizes.control
        self.more.setGeometry(self.width() - side, (self.height() - side) // 2, side, side)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light the key under the mouse."""
        at = self._place(event)
        if at != self._at:
            self._at = at
            self.setToolTip(self._shown()[at].name if at >= 0 else "")
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Light none."""
        super().leaveEvent(event)
        self._at = -1
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click takes it."""
        place = self._place(event)
        if place >= 0:
            self.take(str(self._shown()[place].code))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right walk; digits are the page's."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        codes = [str(one.code) for one in self._shown()]
        if step is None:
            event.ignore()
        elif self.value in codes:
            self.take(codes[(codes.index(self.value) + step) % len(codes)])
        else:
            self.take(codes[0 if step > 0 else -1])

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take it away."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the keys."""
        painter = QPainter(self)
        if not self.isEnabled():
            painter.setOpacity(0.55)
        for place, (choice, box) in enumerate(zip(self._shown(), self.boxes(), strict=True)):
            self._paint(painter, box, place, choice)
        painter.end()

    def _paint(self, painter: QPainter, box: QRect, place: int, choice: Choice) -> None:
        current, sizes = theme.current(), theme.current().sizes
        on = choice.code == self.value
        fill = current.accent_bg if on else current.hover if place == self._at else current.surface
        drawing.rounded(painter, box, sizes.radius, current.surface)
        line, width = (current.accent, 2.0) if on else (current.line, 1.0)
        if self.hasFocus() and (on or (not self.value and place == 0)):
            width, line = 2.5, current.accent
        drawing.rounded(painter, box, sizes.radius, fill, line, width)
        colour = current.accent_strong if on else current.text
        cap = sizes.keycap if place < len(self._keyed) else 0
        if cap:
            keycap = QRect(box.left() + sizes.s, box.top(), cap, box.height())
            drawing.keycap(painter, keycap, str(place + 1), current.text2, current.line, current.surface)
        room = box.adjusted(sizes.s + cap + (sizes.xs + 2 if cap else 0), 0, -4, 0)
        _paint_words(painter, room, choice.name, colour)

    def _shown(self) -> tuple[Choice, ...]:
        """One without a key has its own box once it is the finding."""
        return (*self._keyed, *(one for one in self._others if one.code == self.value))

    def _place(self, event: QMouseEvent) -> int:
        if not self.isEnabled():
            return -1
        point = event.position().toPoint()
        return next((place for place, box in enumerate(self.boxes()) if box.contains(point)), -1)

    def _on_more(self) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for one in self._others:
            menu.addAction(one.name, _calling(self.take, str(one.code)))
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))


def _calling(take: Callable[[str], object], code: str) -> Callable[[], object]:
    return lambda: take(code)


def split_words(words: str) -> tuple[str, ...]:
    """One line, or the two of a long name, as even as its joints allow."""
    if drawing.text_width(words, "body", drawing.MEDIUM) <= 58:
        return (words,)
    ascii_only = words.isascii()
    joints = [place for place, sign in enumerate(words) if sign == " "] if ascii_only else []
    if not joints:
        joints = [place + 1 for place, sign in enumerate(words[:-1]) if sign in "，／、"]
    if not joints:
        return (words,)
    best = min(joints, key=lambda place: max(_small(words[:place]), _small(words[place:])))
    return words[:best].strip(), words[best:].strip()


def _small(words: str) -> int:
    return drawing.text_width(words.strip(), "small", drawing.MEDIUM)


def _need(words: str) -> int:
    sizes = theme.current().sizes
    lines = split_words(words)
    wide = drawing.text_width(words, "body", drawing.MEDIUM) if len(lines) == 1 else max(map(_small, lines))
    return wide + sizes.keycap + 2 * sizes.s + 8


def _paint_words(painter: QPainter, room: QRect, words: str, colour: object) -> None:
    lines = split_words(words)
    if len(lines) == 1:
        drawing.text(painter, room, words, colour, "body", drawing.MEDIUM)  # type: ignore[arg-type]
        return
    high = theme.current().sizes.small + 4
    top = room.center().y() - high + 1
    for place, line in enumerate(lines):
        box = QRect(room.left(), top + place * high, room.width(), high)
        drawing.text(painter, box, line, colour, "small", drawing.MEDIUM)  # type: ignore[arg-type]
