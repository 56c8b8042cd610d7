"""Chips: the filters above a list."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QWidget

from resources.texts import tr
from ui import icons, theme
from ui.widgets import drawing
from ui.widgets.buttons import PaintedButton

_CHIP_PAD = 11


class Chip(PaintedButton):
    """A rounded filter: a toggle with a count, a condition with ✕, or the door to a menu.

    ``removable`` chips are always lit and send ``removed`` on ✕, Delete or Backspace.
    """

    removed = Signal()

    def __init__(
        self,
        text: str = "",
        icon: str = "",
        *,
        count: int | None = None,
        tone: str = "",
        checkable: bool = False,
        removable: bool = False,
        menu: QMenu | None = None,
        drops: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon, self._tone, self._count = icon, tone, count
        self._removable, self._drops = removable, drops or menu is not None
        self.setCheckable(checkable)
        self.set_content(text, count)
        if menu is not None:
            self.clicked.connect(lambda: menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2))))

    def set_content(self, text: str, count: int | None = None) -> None:
        """Change words and count."""
        self._count = count
        self.setText(text)
        self.setAccessibleName(text if count is None else f"{text} {count:,}")
        if self._removable:
            self.setAccessibleDescription(tr("Delete removes this filter"))
        self.updateGeometry()
        self.update()

    @property
    def lit(self) -> bool:
        """Whether the chip is on."""
        return self._removable or self.isChecked()

    def sizeHint(self) -> QSize:
        """Icon, words, count, ✕ or arrow."""
        sizes = theme.current().sizes
        width = 2 * _CHIP_PAD + drawing.text_width(self._words(), "small", drawing.MEDIUM)
        for part in (self._icon, self._removable, self._drops):
            width += sizes.icon_small + 5 if part else 0
        return QSize(width, sizes.chip)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete and Backspace take a removable chip away."""
        if self._removable and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the ✕ removes; a click elsewhere clicks."""
        if self._removable and self.rect().contains(event.position().toPoint()) and self._on_cross(event):
            self.setDown(False)
            self.removed.emit()
            return
        super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip."""
        current, side = theme.current(), theme.current().sizes.icon_small
        painter = QPainter(self)
        fill = current.accent_bg if self.lit else current.surface
        line = current.accent if self.lit else current.chart if self.hovered else current.line
        radius = self.height() / 2
        drawing.rounded(painter, self.rect(), radius, fill, line)
        colour = current.accent_strong if self.lit else current.text2
        left, right = _CHIP_PAD, self.width() - _CHIP_PAD
        if self._icon:
            tint = current.tone(self._tone).fg if self._tone else colour
            icons.paint(painter, self._icon, QRect(left, 0, side, self.height()), tint, side)
            left += side + 5
        if self._removable or self._drops:
            name = "x" if self._removable else "chevron-down"
            icons.paint(painter, name, QRect(right - side, 0, side, self.height()), colour, side)
            right -= side + 5
        room = QRect(left, 0, right - left + 2, self.height())
        drawing.text(painter, room, self._words(), colour, "small", drawing.MEDIUM if self.lit else 400)
        if self.ringed:
            drawing.rounded(painter, self.rect(), radius, None, current.accent, 2)
        painter.end()

    def _words(self) -> str:
        return self.text() if self._count is None else f"{self.text()} {self._count:,}"

    def _on_cross(self, event: QMouseEvent) -> bool:
        return event.position().x() > self.width() - _CHIP_PAD - theme.current().sizes.icon_small - 5
