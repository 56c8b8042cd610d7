"""Buttons: one filled button a page, the others quiet."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from ui import icons, theme
from ui.widgets import drawing

_COMING_BACK = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)


class PaintedButton(QAbstractButton):
    """A button that paints itself from the theme: tracks hover, and shows a ring for keyboard focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hovered = False
        self.ringed = False
        self._by_keyboard = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Never smaller than the words."""
        return self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Start to hover."""
        super().enterEvent(event)
        self.hovered = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Stop to hover."""
        super().leaveEvent(event)
        self.hovered = False
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring when the keyboard brought the focus, or had before the window was left."""
        if event.reason() not in _COMING_BACK:
            self._by_keyboard = event.reason() != Qt.FocusReason.MouseFocusReason
        self.ringed = self._by_keyboard
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        self.ringed = False
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Take on the new theme's size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        self.update()


class Button(PaintedButton):
    """A push button of a kind: "primary", "secondary", "outline" (accent), "ghost" or "danger".

    ``key`` is shown as a key cap and sets no shortcut: actions own those.
    """

    def __init__(
        self,
        text: str = "",
        icon: str = "",
        *,
        kind: str = "secondary",
        key: str = "",
        compact: bool = False,
        on_click: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind, self._icon, self._key, self._compact = kind, icon, key, compact
        self.setText(text)
        self.setAccessibleName(text)
        if on_click is not None:
            self.clicked.connect(lambda: on_click())

    def set_content(self, text: str, icon: str = "", key: str = "") -> None:
        """Change the words, icon and key cap."""
        self._icon, self._key = icon, key
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def set_kind(self, kind: str) -> None:
        """Change the kind."""
        self._kind = kind
        self.update()

    def set_menu(self, menu: QMenu) -> None:
        """Open ``menu`` below the button when it is pressed."""
        self.clicked.connect(lambda: menu.popup(self.mapToGlobal(self.rect().bottomLeft())))

    def sizeHint(self) -> QSize:
        """Padding, icon, words, key cap."""
        sizes = theme.current().sizes
        width = self._content_width() + 2 * (sizes.s + 2 if self._compact else sizes.m + 2)
        return QSize(width, sizes.compact if self._compact else sizes.control)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button."""
        current = theme.current()
        painter = QPainter(self)
        colour, fill, line = self._colours()
        if not self.isEnabled():
            painter.setOpacity(0.45)
        drawing.rounded(painter, self.rect(), current.sizes.radius, fill, line)
        self._paint_content(painter, colour)
        if self.ringed:
            self._paint_ring(painter)
        painter.end()

    def _content_width(self) -> int:
        sizes = theme.current().sizes
        parts = [drawing.text_width(self.text(), self._size(), drawing.MEDIUM)] if self.text() else []
        if self._icon:
            parts.append(sizes.icon)
        if self._key:
            parts.append(drawing.keycap_width(self._key) + 2)
        return sum(parts) + (sizes.s - 2) * max(0, len(parts) - 1)

    def _size(self) -> str:
        return "small" if self._compact else "body"

    def _paint_content(self, painter: QPainter, colour: QColor) -> None:
        sizes = theme.current().sizes
        left = (self.width() - self._content_width()) // 2
        if self._icon:
            icons.paint(painter, self._icon, QRect(left, 0, sizes.icon, self.height()), colour)
            left += sizes.icon + sizes.s - 2
        if self.text():
            width = drawing.text_width(self.text(), self._size(), drawing.MEDIUM)
            room = QRect(left, 0, width + 1, self.height())
            drawing.text(painter, room, self.text(), colour, self._size(), drawing.MEDIUM)
            left += width + sizes.s
        if self._key:
            line = QColor(colour)
            line.setAlphaF(0.5 if self._kind == "primary" else 0.25)
            drawing.keycap(painter, QRect(left, 0, self.width(), self.height()), self._key, colour, line)

    def _colours(self) -> tuple[QColor, QColor | None, QColor | None]:
        """Words, ground and outline in the present state."""
        current = theme.current()
        over = current.pressed if self.isDown() else current.hover if self.hovered else None
        if self._kind == "primary":
            fill = current.accent_pressed if self.isDown() else current.accent
            return (
                current.on_accent,
                current.accent_hover if self.hovered and not self.isDown() else fill,
                None,
            )
        if self._kind == "outline":
            ground = current.accent_bg if self.hovered or self.isDown() else current.surface
            return current.accent_strong, ground, current.accent
        if self._kind == "ghost":
            return current.accent, over, None
        colour = current.red if self._kind == "danger" else current.text
        ground = drawing.mixed(current.surface, current.text, over.alphaF()) if over else current.surface
        return colour, ground, current.line

    def _paint_ring(self, painter: QPainter) -> None:
        current = theme.current()
        if self._kind == "primary":
            inner = QRectF(self.rect()).adjusted(2, 2, -2, -2)
            drawing.rounded(painter, inner, current.sizes.radius - 2, None, current.on_accent, 1.5)
        else:
            drawing.rounded(painter, self.rect(), current.sizes.radius, None, current.accent, 2)


class PrimaryButton(Button):
    """The page's one filled button."""

    def __init__(
        self,
        text: str = "",
        icon: str = "",
        *,
        key: str = "",
        compact: bool = False,
        on_click: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            text, icon, kind="primary", key=key, compact=compact, on_click=on_click, parent=parent
        )


class SecondaryButton(Button):
    """A white button with an outline."""


class GhostButton(Button):
    """Accent words without a box: a link that acts."""

    def __init__(
        self,
        text: str = "",
        icon: str = "",
        *,
        key: str = "",
        compact: bool = True,
        on_click: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, icon, kind="ghost", key=key, compact=compact, on_click=on_click, parent=parent)


class IconButton(PaintedButton):
    """A square button with an icon only; ``name`` is its tooltip and accessible name."""

    def __init__(
        self,
        icon: str,
        name: str,
        *,
        boxed: bool = False,
        colour: str = "text2",
        compact: bool = True,
        on_click: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon, self._boxed, self._colour, self._compact = icon, boxed, colour, compact
        self.set_content(icon, name)
        if on_click is not None:
            self.clicked.connect(lambda: on_click())

    def set_content(self, icon: str, name: str) -> None:
        """Change icon and name."""
        self._icon = icon
        self.setToolTip(name)
        self.setAccessibleName(name)
        self.update()

    def set_menu(self, menu: QMenu) -> None:
        """Open ``menu`` below the button when it is pressed."""
        self.clicked.connect(lambda: menu.popup(self.mapToGlobal(self.rect().bottomLeft())))

    def sizeHint(self) -> QSize:
        """Square."""
        sizes = theme.current().sizes
        side = sizes.compact if self._compact else sizes.control
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon on its ground."""
        current = theme.current()
        painter = QPainter(self)
        if not self.isEnabled():
            painter.setOpacity(0.4)
        fill = current.pressed if self.isDown() else current.hover if self.hovered else None
        if self.isChecked():
            fill = current.accent_bg
        if self._boxed:
            drawing.rounded(painter, self.rect(), current.sizes.radius, current.surface, current.line)
        drawing.rounded(painter, self.rect(), current.sizes.radius, fill)
        colour = "accent_strong" if self.isChecked() else "text" if self.hovered else self._colour
        icons.paint(painter, self._icon, self.rect(), colour, current.sizes.icon + 1)
        if self.ringed:
            drawing.rounded(painter, self.rect(), current.sizes.radius, None, current.accent, 2)
        painter.end()
