"""One line of the bell's popover: what it tells, and for a reminder the buttons to put it off or take note."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from resources.texts import tr
from ui import icons, theme
from ui.widgets import drawing
from ui.widgets.buttons import GhostButton, IconButton, PaintedButton
from ui.widgets.tips import plain_tip

if TYPE_CHECKING:
    from facilities_app.services.inbox import Reminder

WIDTH = 420
_DISC = 30


@dataclass(frozen=True, slots=True)
class Notice:
    """One line of the popover; ``key`` tells it apart, so that what was read stays read.

    One with a ``reminder`` is a line of the inbox: it speaks until it is put off, noted or done.
    """

    key: str
    title: str
    detail: str = ""
    icon: str = "bell"
    tone: str = "neutral"
    page: str = ""
    what: tuple[tuple[str, object], ...] = ()
    reminder: "Reminder | None" = None


@dataclass(frozen=True, slots=True)
class Hands:
    """What can be done about a line. ``snooze`` is told the choice: hour, tomorrow, week, or pick."""

    go: Callable[[Notice], object]
    snooze: Callable[[Notice, str], object]
    acknowledge: Callable[[Notice], object]
    undo: Callable[[], object]


class NoticeLine(PaintedButton):
    """Icon in its tone, title, and a quiet second line. A reminder is put off by S and noted by A.

    ``walked`` carries 1 or -1: the arrows ask for the line below or above. ``grown``: another height.
    """

    walked = Signal(int)
    grown = Signal()

    def __init__(self, notice: Notice, hands: Hands) -> None:
        super().__init__()
        self.notice = notice
        self._hands = hands
        self.setAccessibleName(f"{notice.title} {notice.detail}".strip())
        self.setToolTip(plain_tip("\n".join(part for part in (notice.title, notice.detail) if part)))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: hands.go(notice))
        self._reserved = 0
        self._choices: QWidget | None = None
        if notice.reminder is not None:
            self._add_buttons()

    def sizeHint(self) -> QSize:
        """Two lines, and one more for the choices while it is asked until when."""
        return QSize(WIDTH, self._upper() + (theme.current().sizes.control if self.asks else 0))

    @property
    def asks(self) -> bool:
        """Whether it is asked until when the reminder is put off."""
        return self._choices is not None

    def ask_snooze(self) -> None:
        """Ask below the words until when it is put off; asked again, ask no more."""
        if self._choices is not None:
            self._choices.hide()
            self._choices.deleteLater()
            self._choices = None
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._choices = self._make_choices()
        self.updateGeometry()
        self.grown.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the parts in their places."""
        super().resizeEvent(event)
        sizes = theme.current().sizes
        if self.notice.reminder is not None:
            side, top = sizes.compact, (self._upper() - sizes.compact) // 2
            self.noted.setGeometry(self.width() - sizes.m - side, top, side, side)
            self.later.setGeometry(self.noted.x() - sizes.xs - side, top, side, side)
        if self._choices is not None:
            left = sizes.l + _DISC + sizes.s
            self._choices.setGeometry(left, self._upper() - sizes.xs, self.width() - left, sizes.control)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """S puts off, A takes note; the arrows walk along the lines."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None:
            self.walked.emit(step)
            return
        if event.key() == Qt.Key.Key_Escape and self.asks:
            self.ask_snooze()
            return
        key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and self.notice.reminder is not None and key == Qt.Key.Key_S:
            self.ask_snooze()
        elif plain and self.notice.reminder is not None and key == Qt.Key.Key_A:
            self._hands.acknowledge(self.notice)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line."""
        current, sizes = theme.current(), theme.current().sizes
        painter = QPainter(self)
        if self.hovered or self.ringed:
            painter.fillRect(self.rect(), current.hover)
        tone = current.tone(self.notice.tone)
        disc = QRect(sizes.l, (self._upper() - _DISC) // 2, _DISC, _DISC)
        drawing.rounded(painter, disc, _DISC // 2, tone.bg)
        icons.paint(painter, self.notice.icon, disc, tone.fg)
        left, middle = disc.right() + sizes.m, self._upper() // 2
        room = QRect(left, middle - 20, self.width() - left - sizes.l - self._reserved, 20)
        drawing.text(painter, room, self.notice.title, current.text, "body", drawing.MEDIUM)
        drawing.text(painter, room.translated(0, 20), self.notice.detail, current.text2, "small")
        if self.ringed:
            ring = self.rect().adjusted(2, 1, -2, -1)
            drawing.rounded(painter, ring, sizes.radius, None, current.accent, 2)
        painter.end()

    def _add_buttons(self) -> None:
        sizes = theme.current().sizes
        notice, name = self.notice, self.notice.title
        self.later = IconButton("alarm-clock", tr("Put off (S)"), on_click=self.ask_snooze, parent=self)
        self.noted = IconButton(
            "check", tr("Take note (A)"), on_click=lambda: self._hands.acknowledge(notice), parent=self
        )
        self.later.setAccessibleName(tr("Put off: {name}").format(name=name))
        self.noted.setAccessibleName(tr("Take note: {name}").format(name=name))
        self._reserved = 2 * sizes.compact + sizes.xs

    def _make_choices(self) -> QWidget:
        box = QWidget(self)
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for choice, words in (
            ("hour", tr("1 hour", "put off")),
            ("tomorrow", tr("Tomorrow")),
            ("week", tr("Next week")),
            ("pick", tr("Choose a day …")),
        ):
            button = GhostButton(words, on_click=partial(self._hands.snooze, self.notice, choice))
            button.setAccessibleName(f"{self.later.accessibleName()}　{words}")
            button.setObjectName(choice)
            row.addWidget(button)
        row.addStretch(1)
        box.show()
        box.findChildren(GhostButton)[0].setFocus(Qt.FocusReason.TabFocusReason)
        return box

    def _upper(self) -> int:
        return theme.current().sizes.row + theme.current().sizes.l
