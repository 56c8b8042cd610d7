"""One line that tells: what, a quiet note, and a figure at the right; a click opens it."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons, theme
from ui.widgets import drawing
from ui.widgets.buttons import PaintedButton
from ui.widgets.tips import plain_tip


class LineRow(PaintedButton):
    """Icon, words, note and figure on one line; what opens nothing only shows."""

    def __init__(
        self,
        icon: str,
        text: str,
        note: str = "",
        figure: str = "",
        *,
        tone: str = "",
        opens: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon, self._note, self._figure, self._tone = icon, note, figure, tone
        self.setText(text)
        whole = "  ".join(word for word in (text, note, figure) if word)
        self.setAccessibleName(whole)
        self.setToolTip(plain_tip(whole))
        self.setEnabled(opens)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A dense row."""
        sizes = theme.current().sizes
        return QSize(sizes.sheet // 3, sizes.row_dense)

    def minimumSizeHint(self) -> QSize:
        """The words elide."""
        return QSize(theme.current().sizes.sheet // 4, theme.current().sizes.row_dense)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line; under the mouse its ground."""
        current, sizes = theme.current(), theme.current().sizes
        painter = QPainter(self)
        if self.hovered and self.isEnabled():
            drawing.rounded(painter, self.rect(), sizes.radius, current.surface2)
        colour = current.tone(self._tone)[0] if self._tone else current.text
        side = sizes.icon_small
        icon_at = QRect(sizes.xs, 0, side, self.height())
        icons.paint(painter, self._icon, icon_at, self._tone or "text2", side)
        left, right = side + sizes.s + sizes.xs, self.width() - sizes.xs
        if self._figure:
            wide = drawing.text_width(self._figure, "body")
            at = QRect(right - wide - 1, 0, wide + 2, self.height())
            drawing.text(painter, at, self._figure, colour, "body")
            right -= wide + sizes.m
        room = QRect(left, 0, max(0, right - left), self.height())
        used = drawing.text(painter, room, self.text(), colour, "body")
        if self._note:
            start = left + used + sizes.s
            rest = QRect(start, 0, max(0, right - start), self.height())
            drawing.text(painter, rest, self._note, current.text2, "small")
        if self.ringed:
            drawing.rounded(painter, self.rect(), sizes.radius, None, current.accent, 1.5)
        painter.end()
