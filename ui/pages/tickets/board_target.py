"""A place where a card can be dropped, painted: what happens there, or why nothing does."""

from typing import Any

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from ui import theme
from ui.widgets import drawing


def paint_target(painter: QPainter, box: QRect, words: str, allowed: bool, over: bool) -> None:
    """A place to drop a card: what happens there, or why nothing does."""
    current = theme.current()
    radius = current.sizes.radius_card
    inside = box.adjusted(1, 1, -1, -1)
    tag = QRect(box.left() + 4, box.top() + current.sizes.tabs, box.width() - 8, current.sizes.row)
    tag.moveTop(min(tag.top(), box.center().y() - tag.height() // 2))
    if not allowed:
        drawing.rounded(painter, box, radius, drawing.faded(current.bg, 0.72))
        _paint_tag(painter, tag, words, current.text2, current.surface2)
        return
    ground = drawing.faded(current.accent_bg, 0.6 if over else 0.15)
    drawing.rounded(painter, inside, radius, ground, current.accent, 2 if over else 1.4, dashed=not over)
    fill = current.accent if over else current.accent_bg
    _paint_tag(painter, tag, words, current.on_accent if over else current.accent_strong, fill)


def _paint_tag(painter: QPainter, room: QRect, words: str, colour: Any, fill: Any) -> None:
    width = min(room.width(), drawing.text_width(words, "small", drawing.MEDIUM) + 20)
    box = QRect(room.center().x() - width // 2, room.top() + 4, width, room.height() - 8)
    drawing.rounded(painter, box, box.height() / 2, fill)
    drawing.text(painter, box.adjusted(8, 0, -8, 0), words, colour, "small", drawing.MEDIUM, drawing.CENTRE)
