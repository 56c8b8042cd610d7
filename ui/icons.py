"""The one icon family: Lucide line icons, tinted from the theme at paint time."""

from collections import OrderedDict
from functools import cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from resources import asset
from ui import theme

STROKE = "1.8"
_CACHE_LIMIT = 1024
_SQUARE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="currentColor"'
    ' stroke-width="2" stroke-linejoin="round"><rect x="4" y="4" width="16" height="16" rx="3"/></svg>'
)

_strict = False
_pixmaps: "OrderedDict[tuple[str, int, int, float], QPixmap]" = OrderedDict()


def set_strict(strict: bool) -> None:
    """In tests an unknown icon raises KeyError; for a person it is a neutral square."""
    global _strict
    _strict = strict


@cache
def names() -> frozenset[str]:
    """The names of all shipped icons."""
    return frozenset(path.stem for path in asset("icons").glob("*.svg"))


def icon(name: str, colour: str | QColor = "text2", size: int = 0) -> QIcon:
    """An icon drawn in a theme role (or a fixed colour), following later theme changes.

    ``size`` is the natural size in logical pixels, normally the theme's icon size.
    """
    _source(name)
    return QIcon(_TintedEngine(name, colour, size))


def pixmap(name: str, colour: str | QColor = "text2", size: int = 0, dpr: float = 1.0) -> QPixmap:
    """The icon ``size`` logical pixels wide on a screen of ``dpr``. Shared: never paint on it."""
    tint = _colour(colour)
    side = size or theme.current().sizes.icon
    key = (name, tint.rgba(), side, dpr)
    found = _pixmaps.get(key)
    if found is None:
        found = _render(name, tint, round(side * dpr), dpr)
        _pixmaps[key] = found
        if len(_pixmaps) > _CACHE_LIMIT:
            _pixmaps.popitem(last=False)
    return found


def paint(
    painter: QPainter, name: str, rect: QRect | QRectF, colour: str | QColor = "text2", size: int = 0
) -> None:
    """Draw the icon centred in ``rect``, sharp on the painter's device."""
    side = size or theme.current().sizes.icon
    # Qt: a widget drawn into a picture paints through a scaled transform, while its device says 1.
    dpr = painter.deviceTransform().m11() or 1.0
    centre = QRectF(rect).center()
    at = QPoint(round(centre.x() - side / 2), round(centre.y() - side / 2))
    painter.drawPixmap(at, pixmap(name, colour, side, dpr))


def _colour(colour: str | QColor) -> QColor:
    return colour if isinstance(colour, QColor) else theme.current().color(colour)


@cache
def _source(name: str) -> str:
    if name not in names():
        if _strict:
            raise KeyError(f"no such icon: {name}")
        return _SQUARE
    return asset(f"icons/{name}.svg").read_text(encoding="utf-8")


def _render(name: str, tint: QColor, side: int, dpr: float) -> QPixmap:
    svg = (
        _source(name)
        .replace("currentColor", tint.name())
        .replace('stroke-width="2"', f'stroke-width="{STROKE}"', 1)
    )
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    made = QPixmap(side, side)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setOpacity(tint.alphaF())
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    made.setDevicePixelRatio(dpr)
    return made


class _TintedEngine(QIconEngine):
    """Paints one icon in a role of the theme in force."""

    def __init__(self, name: str, colour: str | QColor, size: int) -> None:
        super().__init__()
        self._name, self._colour, self._size = name, colour, size

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw the icon in the middle of ``rect``."""
        side = min(rect.width(), rect.height())
        paint(painter, self._name, rect, self._tint(mode), side)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """The icon at ``size`` device pixels."""
        return pixmap(self._name, self._tint(mode), min(size.width(), size.height()))

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        """The icon at ``size`` device pixels for a screen of ``scale``."""
        side = round(min(size.width(), size.height()) / scale)
        return pixmap(self._name, self._tint(mode), side, scale)

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
        return _TintedEngine(self._name, self._colour, self._size)

    def isNull(self) -> bool:
        """Never: an unknown name is a square."""
        return False

    def key(self) -> str:
        """Which engine this is."""
        return "facilities-tinted"

    def _tint(self, mode: QIcon.Mode) -> QColor:
        tint = QColor(_colour(self._colour))
        if mode == QIcon.Mode.Disabled:
            tint = QColor(theme.current().text3)
            tint.setAlphaF(0.6)
        return tint
