"""Strokes that widgets and cells share: rounded boxes, pills, key caps, elided text."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap, QPixmapCache

from ui import icons, theme

Box = QRect | QRectF
Heard = Callable[[str, int, int], object]
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter
MEDIUM = int(QFont.Weight.Medium)
BOLD = int(QFont.Weight.Bold)

_ONE_LINE = int(Qt.TextFlag.TextSingleLine)
_PILL_PAD = 8
_PILL_GAP = 4
_KEY_PAD = 5
_listener: Heard | None = None


def rounded(
    painter: QPainter,
    box: Box,
    radius: float,
    fill: QColor | None = None,
    line: QColor | None = None,
    width: float = 1.0,
    dashed: bool = False,
) -> None:
    """A rounded box whose outline lies inside ``box``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    rect = QRectF(box)
    if line is None:
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        pen = QPen(line, width)
        if dashed:
            pen.setDashPattern([3, 2.5])
        painter.setPen(pen)
        rect = rect.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    if fill is None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
    else:
        painter.setBrush(fill)
    painter.drawRoundedRect(rect, radius, radius)
    painter.restore()


def plain(painter: QPainter, box: QRect, fill: QColor) -> None:
    """A plain ground or a straight line. Qt: fillRect() would have the enums of QGradient made, 1 ms of a start."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawRect(box)


def shadow(painter: QPainter, box: Box, radius: float, spread: int = 14) -> None:
    """A soft shadow around ``box``, which has ``spread`` pixels of room on each side; drawn once for a size."""
    colour = QColor(theme.current().shadow)
    rect, scale = QRectF(box), painter.device().devicePixelRatioF()
    key = f"shadow:{rect.width()}:{rect.height()}:{radius}:{spread}:{colour.rgba()}:{scale}"
    kept = QPixmap()
    if not QPixmapCache.find(key, kept):
        kept = _shadow(rect.size(), radius, spread, colour, scale)
        QPixmapCache.insert(key, kept)
    painter.drawPixmap(rect.topLeft() - QPointF(spread, spread), kept)


def _shadow(size: QSizeF, radius: float, spread: int, colour: QColor, scale: float) -> QPixmap:
    made = QPixmap((QSizeF(size.width() + 2 * spread, size.height() + 2 * spread) * scale).toSize())
    made.setDevicePixelRatio(scale)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    box = QRectF(QPointF(spread, spread), size)
    strength = colour.alphaF() * 3 / spread
    for step in range(spread, 0, -1):
        grown = box.adjusted(-step, -step * 0.6, step, step)
        rounded(painter, grown, radius + step, faded(colour, strength * (1 - step / (spread + 1)) ** 2))
    painter.end()
    return made


@contextmanager
def heard(listener: Heard) -> Iterator[None]:
    """Meanwhile tell of all words that text() draws, whole, and where in the device they begin."""
    global _listener
    _listener = listener
    try:
        yield
    finally:
        _listener = None


def text(
    painter: QPainter,
    box: Box,
    words: str,
    colour: QColor,
    size: str = "body",
    weight: int = QFont.Weight.Normal,
    align: Qt.AlignmentFlag = LEFT,
    elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> int:
    """One line of plain text, elided to ``box``. Returns its width."""
    current = theme.current()
    metrics = current.metrics(size, weight)
    rect = QRectF(box).toAlignedRect()
    if _listener is not None and words:
        at = painter.deviceTransform().map(rect.topLeft())
        _listener(words, at.x(), at.y())
    width = metrics.horizontalAdvance(words)
    if width > rect.width():
        words = metrics.elidedText(words, elide, rect.width())
        width = metrics.horizontalAdvance(words)
    painter.setFont(current.font(size, weight))
    painter.setPen(colour)
    painter.drawText(rect, int(align) | _ONE_LINE, words)
    return width


def text_width(words: str, size: str = "body", weight: int = QFont.Weight.Normal) -> int:
    """How wide ``words`` are drawn by text()."""
    return theme.current().metrics(size, weight).horizontalAdvance(words)


def pill_width(words: str, icon: str = "") -> int:
    """How wide pill() draws these words."""
    sizes = theme.current().sizes
    head = sizes.icon_small + _PILL_GAP if icon else 0
    return 2 * _PILL_PAD + head + text_width(words, "small", MEDIUM)


def pill(
    painter: QPainter, box: Box, words: str, tone: str, icon: str = "", ground: QColor | None = None
) -> None:
    """A status: icon and word in a tone, at the left of ``box``, vertically centred."""
    current = theme.current()
    fg, bg = current.tone(tone)
    room = QRectF(box)
    height = current.sizes.pill
    wide = min(float(pill_width(words, icon)), room.width())
    rect = QRectF(room.left(), round(room.center().y() - height / 2), wide, height)
    rounded(painter, rect, height / 2, ground or bg)
    inner = rect.adjusted(_PILL_PAD, 0, -_PILL_PAD + 1, 0)
    if icon:
        side = current.sizes.icon_small
        icons.paint(painter, icon, QRectF(inner.left(), inner.top(), side, height), fg, side)
        inner.setLeft(inner.left() + side + _PILL_GAP)
    text(painter, inner, words, fg, "small", MEDIUM)


def keycap_width(words: str) -> int:
    """How wide keycap() draws these words."""
    return max(text_width(words, "caption") + 2 * _KEY_PAD, theme.current().sizes.keycap)


def keycap(
    painter: QPainter, box: Box, words: str, colour: QColor, line: QColor, fill: QColor | None = None
) -> None:
    """The name of a key in a small box, at the left of ``box``, vertically centred."""
    height = theme.current().sizes.keycap
    room = QRectF(box)
    rect = QRectF(room.left(), round(room.center().y() - height / 2), keycap_width(words), height)
    rounded(painter, rect, theme.current().sizes.xs, fill, line)
    text(painter, rect, words, colour, "caption", align=CENTRE)


def mixed(first: QColor, second: QColor, share: float) -> QColor:
    """``share`` of ``second`` in ``first``."""
    channels = ((first.red(), second.red()), (first.green(), second.green()), (first.blue(), second.blue()))
    return QColor(*(round(a * (1 - share) + b * share) for a, b in channels))


def faded(colour: QColor, opacity: float) -> QColor:
    """The colour, let through."""
    made = QColor(colour)
    made.setAlphaF(opacity)
    return made
