"""The toast: says what happened and offers to take it back."""

from collections.abc import Callable

from PySide6.QtCore import (
    QEasingCurve,
    QEvent,
    QObject,
    QPoint,
    QPropertyAnimation,
    QRect,
    QSize,
    QTimer,
    Signal,
)
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import theme
from ui.widgets import drawing
from ui.widgets.buttons import PaintedButton
from ui.widgets.labels import Label
from ui.widgets.surfaces import IconView

_ROOM = 14  # around the toast, for its shadow
_LIFT = 44  # above the lower edge of its parent
_ICONS = {"green": "circle-check", "red": "circle-alert", "amber": "triangle-alert", "neutral": "info"}


class Toast(QWidget):
    """One message at a time over the lower middle of ``parent``; dark in both themes.

    Goes by itself, waits while the mouse is over it. The action is done at most once.
    """

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._host = parent
        self._on_action: Callable[[], object] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.dismiss)
        self._slide = QPropertyAnimation(self, b"pos", self)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._build()
        parent.installEventFilter(self)
        self.hide()

    def show_message(
        self,
        text: str,
        *,
        tone: str = "green",
        action: str = "",
        key: str = "",
        on_action: Callable[[], object] | None = None,
        seconds: float = 6,
    ) -> None:
        """Say something now, in place of what was said before."""
        self._on_action = on_action
        self._label.setText(text)
        self._icon.set_icon(_ICONS.get(tone, "info"), "toast_green" if tone == "green" else "toast_text")
        self._button.set_content(action, key)
        self._button.setVisible(bool(action))
        self._line.setVisible(bool(action))
        self.setAccessibleName(text)
        self._timer.setInterval(round(seconds * 1000))
        self._appear()

    def text(self) -> str:
        """What is being said."""
        return self._label.text()

    def dismiss(self) -> None:
        """Go away."""
        self._timer.stop()
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def act(self) -> None:
        """Do what the toast offers, once."""
        action, self._on_action = self._on_action, None
        self.dismiss()
        if action is not None:
            action()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Wait while a person looks."""
        super().enterEvent(event)
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """Go on."""
        super().leaveEvent(event)
        if self.isVisible():
            self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle when the parent changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._slide.stop()
            self.move(self._place())
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dark box and its shadow."""
        current = theme.current()
        painter = QPainter(self)
        box = QRect(self.rect()).adjusted(_ROOM, _ROOM, -_ROOM, -_ROOM)
        drawing.shadow(painter, box, current.sizes.radius, _ROOM)
        drawing.rounded(painter, box, current.sizes.radius, current.toast)
        painter.end()

    def _build(self) -> None:
        sizes = theme.current().sizes
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(_ROOM + sizes.m + 2, _ROOM, _ROOM + sizes.s, _ROOM)
        row.setSpacing(sizes.s)
        self._icon = IconView("circle-check", "toast_green", sizes.icon + 1)
        self._label = Label(role="strong", colour="toast_text")
        self._line = _Divider()
        self._button = _ToastAction(self)
        self._button.clicked.connect(self.act)
        for widget in (self._icon, self._label, self._line, self._button):
            row.addWidget(widget)
        row.addSpacing(sizes.xs)

    def _appear(self) -> None:
        parent, sizes = self._host, theme.current().sizes
        limit = max(sizes.sheet // 4, min(sizes.sheet, parent.width() - 2 * sizes.xl))
        hint = self._row.totalSizeHint()
        self._label.setWordWrap(hint.width() > limit)
        width = min(hint.width(), limit)
        height = sizes.toast + 2 * _ROOM
        if self._label.wordWrap():
            height = max(height, self._row.totalHeightForWidth(width) + sizes.m)
        self.resize(width, height)
        at = self._place()
        self.show()
        self.raise_()
        if theme.current().duration:
            self._slide.setDuration(theme.current().duration)
            self._slide.setStartValue(at + QPoint(0, sizes.s))
            self._slide.setEndValue(at)
            self._slide.start()
        self.move(at)
        self._timer.start()

    def _place(self) -> QPoint:
        parent = self._host
        return QPoint((parent.width() - self.width()) // 2, parent.height() - self.height() - _LIFT + _ROOM)


class _Divider(QWidget):
    """The short line before the action."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(1 + theme.current().sizes.s, theme.current().sizes.l)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line."""
        painter = QPainter(self)
        painter.fillRect(self.width() // 2, 0, 1, self.height(), theme.current().toast_line)
        painter.end()


class _ToastAction(PaintedButton):
    """The accent word and its key cap."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._key = ""

    def set_content(self, text: str, key: str) -> None:
        """Offer another action."""
        self._key = key
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Word and key cap."""
        sizes = theme.current().sizes
        width = drawing.text_width(self.text(), "body", drawing.BOLD) + sizes.s
        if self._key:
            width += sizes.s + drawing.keycap_width(self._key)
        return QSize(width, sizes.compact)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw word and key cap."""
        current = theme.current()
        painter = QPainter(self)
        room = self.rect().adjusted(current.sizes.xs, 0, 0, 0)
        width = drawing.text(painter, room, self.text(), current.toast_accent, "body", drawing.BOLD)
        if self._key:
            cap = room.adjusted(width + current.sizes.s, 0, 0, 0)
            drawing.keycap(painter, cap, self._key, current.toast_text, current.toast_line)
        if self.ringed:
            drawing.rounded(painter, self.rect(), current.sizes.xs, None, current.toast_accent, 1.5)
        painter.end()
