"""The finding keys: six findings by their number, and a door to those without one."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from facilities_app.domain.rows import Choice
from resources.texts import tr
from ui import theme
from ui.widgets import drawing
from ui.widgets.buttons import IconButton


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
        self.setAccessibleName(tr("Audit finding"))
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


def _paint_words(painter: QPainter, room: QRect, words: str, colour: QColor) -> None:
    lines = split_words(words)
    if len(lines) == 1:
        drawing.text(painter, room, words, colour, "body", drawing.MEDIUM)
        return
    high = theme.current().sizes.small + 4
    top = room.center().y() - high + 1
    for place, line in enumerate(lines):
        box = QRect(room.left(), top + place * high, room.width(), high)
        drawing.text(painter, box, line, colour, "small", drawing.MEDIUM)
