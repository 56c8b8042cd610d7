"""Icons as Qt wants them for menus and lists: tinted anew whenever they are painted."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap

from ui import icons, theme


class TintedEngine(QIconEngine):
    """Paints one icon in a role of the theme in force."""

    def __init__(self, name: str, colour: str | QColor, size: int) -> None:
        super().__init__()
        self._name, self._colour, self._size = name, colour, size

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw the icon in the middle of ``rect``."""
        side = min(rect.width(), rect.height())
        icons.paint(painter, self._name, rect, self._tint(mode), side)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """The icon at ``size`` device pixels."""
        return icons.pixmap(self._name, self._tint(mode), min(size.width(), size.height()))

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        """The icon at ``size`` device pixels for a screen of ``scale``."""
        side = round(min(size.width(), size.height()) / scale)
        return icons.pixmap(self._name, self._tint(mode), side, scale)

    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:
        """Any size, square."""
        side = min(size.width(), size.height())
        return QSize(side, side)

    def availableSizes(
        self, mode: QIcon.Mode = QIcon.Mode.Normal, state: QIcon.State = QIcon.State.Off
    ) -> list[QSize]:
        """The natural size."""
        side = self._size or theme.current().sizes.icon
        return [QSize(side, side)]

    def clone(self) -> QIconEngine:
        """A copy, as Qt asks for."""
        return TintedEngine(self._name, self._colour, self._size)

    def isNull(self) -> bool:
        """Never: an unknown name is a square."""
        return False

    def key(self) -> str:
        """Which engine this is."""
        return "facilities-tinted"

    def _tint(self, mode: QIcon.Mode) -> QColor:
        tint = QColor(icons.colour_of(self._colour))
        if mode == QIcon.Mode.Disabled:
            tint = QColor(theme.current().text3)
            tint.setAlphaF(0.6)
        return tint
