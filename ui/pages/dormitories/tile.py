"""Paints one tile of the rack."""

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QPainter

from facilities_app.domain.rows import UnitTile
from resources.texts import tr
from ui import icons, theme
from ui.pages.dormitories.words import RECESSED, UnitWords, flag
from ui.widgets import drawing

_PAD = 6
_CHIP = 17
_FLAG = 13
_MOST_FLAGS = 2
_LEAST = 16  # narrower, only dots would be read


class TilePainter:
    """Draws tiles from the theme of the moment. ``mark_demo`` adds the flask where real and demo units stand mixed."""

    def __init__(self, words: UnitWords) -> None:
        self._words = words
        self.mark_demo = False

    def paint(
        self, painter: QPainter, tile: UnitTile, box: QRect, *, chosen: bool, hovered: bool, ringed: bool
    ) -> None:
        """Ground, number with status, and the two lines."""
        self._paint_ground(painter, tile, box, chosen, hovered, ringed)
        line = (box.height() - 8) // 3
        inner = box.adjusted(_PAD, 4, -_PAD, -4)
        top = QRect(inner.left(), inner.top(), inner.width(), line)
        middle = top.translated(0, line)
        bottom = QRect(inner.left(), middle.bottom() + 1, inner.width(), inner.bottom() - middle.bottom())
        self._paint_head(painter, tile, top, box)
        self._paint_words(painter, tile, middle, bottom, box)

    def _paint_ground(
        self, painter: QPainter, tile: UnitTile, box: QRect, chosen: bool, hovered: bool, ringed: bool
    ) -> None:
        current = theme.current()
        radius = current.sizes.radius
        if chosen:
            width = 2.5 if ringed else 1.6
            drawing.rounded(painter, box, radius, current.accent_bg, current.accent, width)
            return
        recessed, vacant = tile.status in RECESSED, tile.status == "vacant"
        fill = current.grey_bg if recessed else current.bg if vacant else current.surface
        if recessed and current.dark:
            fill = current.bg
        line: QColor | None = current.text3 if vacant else current.line
        if recessed and not current.dark:
            line = None
        if hovered:
            line = current.accent if not vacant else current.text
        drawing.rounded(painter, box, radius, fill, line, dashed=vacant and not hovered)

    def _paint_head(self, painter: QPainter, tile: UnitTile, line: QRect, box: QRect) -> None:
        current = theme.current()
        status = self._words.status(tile.status)
        chip = QRect(box.right() - 3 - _CHIP, box.top() + 5, _CHIP, _CHIP)
        fg, bg = current.tone(status.tone)
        if status.tone != "neutral" or tile.status in ("provided", "rented"):
            drawing.rounded(painter, chip, 4, bg)
        icons.paint(painter, status.icon or "house", chip, fg, _FLAG)
        room = QRect(line.left(), line.top(), chip.left() - line.left() - 2, line.height())
        quiet = current.text2
        size = "small"
        if drawing.text_width(tile.code, size, drawing.MEDIUM) > room.width():
            size, room = "caption", room.adjusted(-_PAD // 2, 0, 2, 0)  # a tile is found by its number
        width = drawing.text(painter, room, tile.code, quiet, size, drawing.MEDIUM)
        left = room.left() + width + 4
        if tile.is_demo and self.mark_demo and left + 12 <= room.right():
            icons.paint(painter, "test-tube", QRect(left, room.top(), 12, room.height()), quiet, 11)
            left += 15
        if tile.land == "state" and self._tag_fits(tile, box):
            self._paint_tag(painter, QRect(left, room.top(), room.right() - left + 1, line.height()))

    @staticmethod
    def _tag_width() -> int:
        return drawing.text_width(_state_land(), "caption") + 5

    def _tag_fits(self, tile: UnitTile, box: QRect) -> bool:
        """Whether the tag has room beside the number; else it stands at the foot."""
        number = drawing.text_width(tile.code, "small", drawing.MEDIUM)
        return _PAD + number + 4 + self._tag_width() + 2 + _CHIP + 3 <= box.width()

    def _paint_tag(self, painter: QPainter, room: QRect) -> None:
        """Whose land it is, where it is not the city's."""
        current = theme.current()
        tag = QRectF(room.left(), room.center().y() - 7, min(self._tag_width(), room.width()), 15)
        drawing.rounded(painter, tag, 3, None, current.text3)
        drawing.text(painter, tag, _state_land(), current.text2, "caption", align=drawing.CENTRE)

    def _paint_words(
        self, painter: QPainter, tile: UnitTile, middle: QRect, bottom: QRect, box: QRect
    ) -> None:
        current = theme.current()
        words = self._words.tile(tile)
        colour = current.color(words.tone) if words.tone else current.text
        fits = drawing.text_width(words.strong, "caption", drawing.MEDIUM) <= middle.width() + 2
        strong = words.strong if fits else words.short or words.strong
        _fitting(painter, middle, strong, colour, "body", drawing.MEDIUM)
        right = self._paint_flags(painter, tile, bottom)
        if tile.land == "state" and not self._tag_fits(tile, box):
            right -= self._tag_width() + 2
            self._paint_tag(painter, QRect(right, bottom.top(), self._tag_width(), bottom.height()))
        room = QRect(bottom.left(), bottom.top(), right - bottom.left(), bottom.height())
        quiet = words.quiet
        if words.brief and drawing.text_width(quiet, "small") > room.width():
            fits = drawing.text_width(words.brief, "caption") <= room.width() + 2
            quiet = words.brief if fits else ""  # half a date would be another one
        _fitting(painter, room, quiet, current.text2, "small")

    @staticmethod
    def _paint_flags(painter: QPainter, tile: UnitTile, line: QRect) -> int:
        """Up to two flags at the right, "+" for more. Returns where they begin."""
        current = theme.current()
        right = line.right() + 3
        if len(tile.flags) > _MOST_FLAGS:
            plus = QRect(right - 8, line.top(), 9, line.height())
            drawing.text(painter, plus, "+", current.text2, "caption", drawing.BOLD, drawing.RIGHT)
            right -= 9
        for code in reversed(tile.flags[:_MOST_FLAGS]):
            mark = flag(code)
            slot = QRect(right - _FLAG, line.top(), _FLAG, line.height())
            icons.paint(painter, mark.icon, slot, current.tone(mark.tone).fg, _FLAG)
            right -= _FLAG + 4
        return right


def _fitting(
    painter: QPainter, room: QRect, words: str, colour: QColor, size: str, weight: int = 400
) -> None:
    """Words that are too long for a narrow tile are set smaller, to its very edges, before they are cut."""
    sizes = (size, "small", "caption")
    found = next((one for one in sizes if drawing.text_width(words, one, weight) <= room.width()), "caption")
    if found == "caption":
        room = room.adjusted(1 - _PAD // 2, 0, 0, 0)
    if room.width() >= _LEAST:
        drawing.text(painter, room, words, colour, found, weight)


def _state_land() -> str:
    return tr("State", "land")
