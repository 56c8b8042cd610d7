"""Grounds that hold other things: cards, notices, empty states."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui import icons, theme
from ui.widgets import drawing
from ui.widgets.buttons import Button
from ui.widgets.labels import Label


class IconView(QWidget):
    """An icon that only shows, in a colour role."""

    def __init__(
        self, icon: str, colour: str = "text2", size: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon, self._colour = icon, colour
        self._side = size or theme.current().sizes.icon
        self.setFixedSize(self._side, self._side)

    def set_icon(self, icon: str, colour: str = "") -> None:
        """Show another icon."""
        self._icon, self._colour = icon, colour or self._colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon."""
        painter = QPainter(self)
        icons.paint(painter, self._icon, self.rect(), self._colour, self._side)
        painter.end()


class IconTile(QWidget):
    """An icon on a rounded grey ground: what kind of thing a pane shows."""

    def __init__(self, icon: str, tone: str = "", size: int = 36, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._tone = icon, tone
        self.setFixedSize(size, size)

    def set_icon(self, icon: str, tone: str = "") -> None:
        """Show another icon."""
        self._icon, self._tone = icon, tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground and icon."""
        current = theme.current()
        painter = QPainter(self)
        fg, bg = current.tone(self._tone)
        drawing.rounded(painter, self.rect(), current.sizes.radius, bg if self._tone else current.surface2)
        icons.paint(painter, self._icon, self.rect(), fg, current.sizes.icon_large - 2)
        painter.end()


class Card(QWidget):
    """A white sheet with a hairline around it. Put things into ``body``."""

    def __init__(
        self, *, padding: int | None = None, flat: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._flat = flat
        pad = theme.current().sizes.l if padding is None else padding
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(pad, pad, pad, pad)
        self.body.setSpacing(theme.current().sizes.s)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sheet."""
        current = theme.current()
        painter = QPainter(self)
        line = None if self._flat else current.line
        drawing.rounded(painter, self.rect(), current.sizes.radius_card, current.surface, line)
        painter.end()


class Notice(QWidget):
    """A tinted box that tells without blocking: a title with icon, and what ``body`` holds below."""

    def __init__(
        self,
        title: str = "",
        text: str = "",
        *,
        tone: str = "amber",
        icon: str = "triangle-alert",
        aside: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tone = tone
        sizes = theme.current().sizes
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        role = tone if tone in ("amber", "blue", "red", "green") else "text2"
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(sizes.m, sizes.s + 2, sizes.m, sizes.s + 2)
        self.body.setSpacing(sizes.xs)
        head = QHBoxLayout()
        head.setSpacing(sizes.s)
        self.title = Label(title, "bold", colour=role, wrap=True)
        self.aside = Label(aside, "secondary", colour=role)
        head.addWidget(IconView(icon, role), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.title, 1)
        head.addWidget(self.aside)
        self.body.addLayout(head)
        # Qt: a widget made visible before it has a parent would flash up as a window of its own.
        self.aside.setVisible(bool(aside))
        self.text = Label(text, "secondary", colour=role, wrap=True)
        self.text.setContentsMargins(sizes.icon + sizes.s, 0, 0, 0)
        self.body.addWidget(self.text)
        self.set_words(title, text)

    def set_words(self, title: str, text: str = "") -> None:
        """Say something else."""
        self.title.setText(title)
        self.text.setText(text)
        self.text.setVisible(bool(text))
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tinted box."""
        current = theme.current()
        painter = QPainter(self)
        ground = current.surface2 if self._tone == "neutral" else current.tone(self._tone).bg
        drawing.rounded(painter, self.rect(), current.sizes.radius, ground)
        painter.end()


class EmptyState(QWidget):
    """What a list shows when it holds nothing: what would be here, and the first step."""

    def __init__(
        self,
        icon: str,
        title: str,
        text: str = "",
        *,
        action: str = "",
        on_action: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        sizes = theme.current().sizes
        column = QVBoxLayout(self)
        column.setSpacing(sizes.s)
        column.addStretch(2)
        self._picture = _Hero(icon)
        column.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(sizes.xs)
        self.title = self._centred(Label(title, "heading", wrap=True), column)
        self.text = self._centred(Label(text, "secondary", wrap=True), column)
        self.text.setVisible(bool(text))
        self.button = Button(action, kind="outline", on_click=on_action)
        column.addSpacing(sizes.xs)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.button.setVisible(bool(action))
        column.addStretch(3)

    def set_content(self, icon: str, title: str, text: str = "", action: str = "") -> None:
        """Show another reason for being empty."""
        self._picture.set_icon(icon)
        self.title.setText(title)
        self.text.setText(text)
        self.text.setVisible(bool(text))
        self.button.set_content(action)
        self.button.setVisible(bool(action))

    @staticmethod
    def _centred(label: QLabel, column: QVBoxLayout) -> QLabel:
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(label)
        return label


class _Hero(QWidget):
    """The large icon of an empty state on a soft disc."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon

    def set_icon(self, icon: str) -> None:
        """Show another icon."""
        self._icon = icon
        self.update()

    def sizeHint(self) -> QSize:
        """The disc."""
        side = theme.current().sizes.icon_hero + theme.current().sizes.xl
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw disc and icon."""
        current = theme.current()
        painter = QPainter(self)
        side = current.sizes.icon_hero + current.sizes.xl
        disc = QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)
        drawing.rounded(painter, disc, side / 2, current.surface2)
        icons.paint(painter, self._icon, disc, current.text3, current.sizes.icon_hero * 3 // 4)
        painter.end()
