"""Text, key caps, pills and lines: the small things that only show."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui import theme
from ui.widgets import drawing
from ui.widgets.tips import plain_tip

_N, _M, _B = QFont.Weight.Normal, QFont.Weight.Medium, QFont.Weight.Bold
ROLES = {
    "page": ("page", _B, "text"),
    "title": ("title", _B, "text"),
    "heading": ("heading", _B, "text"),
    "section": ("body", _M, "text2"),
    "body": ("body", _N, "text"),
    "bold": ("body", _B, "text"),
    "strong": ("body", _M, "text"),
    "secondary": ("small", _N, "text2"),
    "caption": ("caption", _N, "text3"),
    "figure": ("figure", QFont.Weight.Bold, "text"),
    "link": ("body", _M, "accent"),
}
"""Text role -> type size, weight, colour role."""


class Label(QLabel):
    """Plain text in a text role, never read as markup. Elides with the whole text as tooltip, or wraps."""

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        *,
        colour: str = "",
        elide: bool = False,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._role, self._colour, self._elide = role, colour, elide
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if elide:
            self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            self.setMinimumWidth(1)
        self._restyle()
        self.setText(text)

    def set_role(self, role: str, colour: str = "") -> None:
        """Change the text role, and the colour role where it differs from the text role's own."""
        self._role, self._colour = role, colour
        self._restyle()

    def set_colour(self, colour: str) -> None:
        """Change the colour role only; "" goes back to the text role's own."""
        self._colour = colour
        self._restyle()

    def changeEvent(self, event: QEvent) -> None:
        """Take on the new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._restyle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the whole text as tooltip when it no longer fits."""
        super().resizeEvent(event)
        if self._elide:
            hidden = self.fontMetrics().horizontalAdvance(self.text()) > self.width()
            self.setToolTip(plain_tip(self.text()) if hidden else "")

    def sizeHint(self) -> QSize:
        """Room for the whole text, also where it may be elided."""
        hint = super().sizeHint()
        if self._elide:
            hint.setWidth(self.fontMetrics().horizontalAdvance(self.text()) + 2)
        return hint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, elided if need be."""
        if not self._elide:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        # Qt: the style's own way to draw it would cost every start 10 ms for the enums of QStyle.
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(self.rect(), int(self.alignment() | Qt.TextFlag.TextSingleLine), words)
        painter.end()

    def _restyle(self) -> None:
        current = theme.current()
        size, weight, colour = ROLES[self._role]
        self.setFont(current.font(size, weight))
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.WindowText, current.color(self._colour or colour))
        self.setPalette(palette)


class Pill(QWidget):
    """A status: icon and word in a tone. ``ground`` names another colour role to stand on."""

    def __init__(
        self,
        text: str = "",
        tone: str = "neutral",
        icon: str = "",
        *,
        ground: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._ground = ground
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_status(text, tone, icon)

    def set_status(self, text: str, tone: str = "neutral", icon: str = "") -> None:
        """Show another status."""
        self._text, self._tone, self._icon = text, tone, icon
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """The word shown."""
        return self._text

    def sizeHint(self) -> QSize:
        """As wide as icon and word."""
        return QSize(drawing.pill_width(self._text, self._icon), theme.current().sizes.pill)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pill."""
        painter = QPainter(self)
        ground = theme.current().color(self._ground) if self._ground else None
        drawing.pill(painter, self.rect(), self._text, self._tone, self._icon, ground)
        painter.end()


class KeyCap(QWidget):
    """The name of a key, with what it does beside it."""

    def __init__(self, key: str, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key, self._text = key, text
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{key} {text}".strip())

    def sizeHint(self) -> QSize:
        """As wide as key and text."""
        sizes = theme.current().sizes
        tail = sizes.s - 2 + drawing.text_width(self._text, "small") if self._text else 0
        return QSize(drawing.keycap_width(self._key) + tail, sizes.keycap)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the key and its text."""
        current = theme.current()
        painter = QPainter(self)
        drawing.keycap(painter, self.rect(), self._key, current.text2, current.line, current.surface)
        if self._text:
            left = drawing.keycap_width(self._key) + current.sizes.s - 2
            drawing.text(painter, self.rect().adjusted(left, 0, 1, 0), self._text, current.text2, "small")
        painter.end()


class Hairline(QWidget):
    """A line of one pixel, lying or standing."""

    def __init__(self, vertical: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().line)
        painter.end()


class Avatar(QWidget):
    """A person by the last two characters of a Chinese name, or initials, in a quiet circle."""

    def __init__(self, name: str, size: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        side = size or theme.current().sizes.compact
        self.setFixedSize(side, side)
        self.set_name(name)

    def set_name(self, name: str) -> None:
        """Show another person."""
        self._initials = initials(name)
        self.setAccessibleName(name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the circle and the initials."""
        current = theme.current()
        painter = QPainter(self)
        drawing.rounded(painter, self.rect(), self.width() / 2, current.accent_bg)
        drawing.text(
            painter, self.rect(), self._initials, current.accent_strong, "caption", _M, drawing.CENTRE
        )
        painter.end()


def initials(name: str) -> str:
    """The one or two characters that stand for a person: 林育成 is 林, Ann Lee is AL."""
    words = name.split()
    if not words:
        return "?"
    if words[0][0].isascii():
        return "".join(word[0].upper() for word in words[:2])
    return words[0][0]
