"""The name of another record: accent words that open it."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.widgets import drawing
from ui.widgets.buttons import PaintedButton
from ui.widgets.tips import plain_tip


class LinkButton(PaintedButton):
    """Accent words without padding, elided where room is short; underlined under the mouse."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.set_words(text)

    def set_words(self, text: str, opens: bool = True) -> None:
        """Show another name; what opens nothing is plain text."""
        self.setText(text)
        self.setAccessibleName(text)
        self.setToolTip(plain_tip(text))
        self.setEnabled(opens)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The words."""
        width = drawing.text_width(self.text(), "body", drawing.MEDIUM)
        return QSize(width + 4, theme.current().sizes.keycap)

    def minimumSizeHint(self) -> QSize:
        """A few characters."""
        return QSize(theme.current().sizes.xl, theme.current().sizes.keycap)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words."""
        current = theme.current()
        painter = QPainter(self)
        colour = current.accent if self.isEnabled() else current.text
        room = self.rect().adjusted(0, 0, -1, 0)
        width = drawing.text(painter, room, self.text(), colour, "body", drawing.MEDIUM)
        if self.hovered and self.isEnabled():
            under = room.center().y() + current.metrics("body").height() // 2
            painter.fillRect(QRect(0, under, width, 1), colour)
        if self.ringed:
            drawing.rounded(painter, self.rect(), current.sizes.xs, None, current.accent, 1.5)
        painter.end()
