"""The one icon family: Lucide line icons, tinted from the theme at paint time."""

from collections import OrderedDict
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from resources import asset
from ui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

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


def icon(name: str, colour: str | QColor = "text2", size: int = 0) -> "QIcon":
    """An icon drawn in a theme role (or a fixed colour), following later theme changes.

    ``size`` is the natural size in logical pixels, normally the theme's icon size.
    """
    from PySide6.QtGui import QIcon

    from ui.icons.engine import TintedEngine  # start-up counts: the first paint draws, but has no QIcon

    _source(name)
    return QIcon(TintedEngine(name, colour, size))


def pixmap(name: str, colour: str | QColor = "text2", size: int = 0, dpr: float = 1.0) -> QPixmap:
    """The icon ``size`` logical pixels wide on a screen of ``dpr``. Shared: never paint on it."""
    tint = colour_of(colour)
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


def colour_of(colour: str | QColor) -> QColor:
    """The colour of a role, or the colour itself."""
    return colour if isinstance(colour, QColor) else theme.current().color(colour)


@cache
def _folder() -> str:
    return str(asset("icons"))


@cache
def _source(name: str) -> str:
    try:
        # plain names: paths as objects take twice the time, and the first paint has a dozen
        with open(f"{_folder()}/{name}.svg", encoding="utf-8") as file:
            return file.read()
    except FileNotFoundError:
        if _strict:
            raise KeyError(f"no such icon: {name}") from None
        return _SQUARE


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
