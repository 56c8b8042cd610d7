"""How a card of the board is painted: ground, number and deadline, subject over two lines, place, who and when."""

from functools import lru_cache

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from resources.texts import tr
from ui import icons, theme
from ui.pages.tickets.board_words import CardWords
from ui.theme import Theme
from ui.widgets import drawing

GAP = 3  # half of what is free between two cards
PAD = 10
_LINES = 2


def card_height() -> int:
    """Four lines and the second of the subject, with what is free around them."""
    sizes = theme.current().sizes
    return _line("small") * 3 + _line("body") * _LINES + 2 * sizes.s + 2 * GAP + 8


def paint_ground(
    painter: QPainter, box: QRect, current: Theme, chosen: bool, hovered: bool, focused: bool
) -> None:
    """The card itself; the chosen one as long as its column has the keyboard stands out."""
    if chosen:
        width = 2 if focused else 1.4
        drawing.rounded(painter, box, current.sizes.radius, current.accent_bg, current.accent, width)
        return
    line = current.accent if hovered else current.line
    drawing.rounded(painter, box, current.sizes.radius, current.surface, line)


def paint_words(painter: QPainter, box: QRect, words: CardWords, current: Theme) -> None:
    """Number and deadline, subject over two lines, place, who and when."""
    inner = box.adjusted(PAD, current.sizes.s, -PAD, -current.sizes.s)
    small, body = _line("small"), _line("body")
    top = inner.top()
    _paint_head(painter, QRect(inner.left(), top, inner.width(), small), words, current)
    top += small + 3
    metrics = current.metrics("body", drawing.MEDIUM)
    for text in two_lines(words.summary, inner.width(), metrics):
        line = QRect(inner.left(), top, inner.width(), body)
        drawing.text(painter, line, text, current.text, "body", drawing.MEDIUM)
        top += body
    top = inner.top() + small + 3 + _LINES * body + 2
    line = QRect(inner.left(), top, inner.width(), small)
    drawing.text(painter, line, words.where, current.text2, "small", elide=Qt.TextElideMode.ElideLeft)
    _paint_foot(painter, line.translated(0, small + 3), words, current)


def head_words(words: CardWords, room: int) -> tuple[str, str]:
    """Number and deadline as the first line shows them: how late it is stays whole, the number keeps its end."""
    due = drawing.text_width(words.due.text, "small", _weight(words)) if words.due.text else 0
    left = room - (theme.current().sizes.icon_small + 4 if words.priority_icon else 0)
    if drawing.text_width(words.number, "small", drawing.MEDIUM) + (due + 6 if due else 0) <= left:
        return words.number, words.due.text
    return "-" + words.number.rpartition("-")[2], words.due.text


def _weight(words: CardWords) -> int:
    return drawing.MEDIUM if words.due.tone != "neutral" else 400


def _paint_head(painter: QPainter, line: QRect, words: CardWords, current: Theme) -> None:
    side, left = current.sizes.icon_small, line.left()
    if words.priority_icon:
        slot = QRect(left, line.top(), side, line.height())
        icons.paint(painter, words.priority_icon, slot, current.tone(words.priority_tone).fg, side)
        left += side + 4
    room = QRect(left, line.top(), line.right() - left + 1, line.height())
    number, due = head_words(words, line.width())
    left += drawing.text(painter, room, number, current.text2, "small", drawing.MEDIUM) + 6
    if not due:
        return
    late = words.due.tone != "neutral"
    colour = current.tone(words.due.tone).fg if late else current.text2
    room = QRect(left, line.top(), line.right() - left + 1, line.height())
    width = drawing.text(painter, room, due, colour, "small", _weight(words), drawing.RIGHT)
    if late and words.due.icon and room.width() - width > side + 4:
        slot = QRect(line.right() - width - side - 3, line.top(), side, line.height())
        icons.paint(painter, words.due.icon, slot, colour, side)


def _paint_foot(painter: QPainter, line: QRect, words: CardWords, current: Theme) -> None:
    """Who does it at the left; what it waits for or when somebody comes at the right."""
    right = words.state or words.visit
    width = 0
    if right:
        colour = current.tone("amber").fg if words.state else current.tone("blue").fg
        room = line.adjusted(line.width() // 6, 0, 0, 0)
        width = drawing.text(painter, room, right, colour, "small", drawing.MEDIUM, drawing.RIGHT) + 6
        if not words.state:
            side = current.sizes.icon_small
            slot = QRect(line.right() - width - side + 4, line.top(), side, line.height())
            icons.paint(painter, "footprints", slot, colour, side)
            width += side + 4
    who = words.who or tr("nobody yet")
    colour = current.text2 if words.who else current.text3
    drawing.text(painter, line.adjusted(0, 0, -width, 0), who, colour, "small")


@lru_cache(maxsize=2048)
def _split(words: str, width: int, family: str, pixels: int) -> tuple[str, ...]:
    """Where the first line of a subject ends; Chinese breaks anywhere, other words between them."""
    metrics = theme.current().metrics("body", drawing.MEDIUM)
    if metrics.horizontalAdvance(words) <= width:
        return (words,)
    low, high = 1, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (
            (middle, high) if metrics.horizontalAdvance(words[:middle]) <= width else (low, middle - 1)
        )
    cut = low
    if words[cut - 1].isascii() and words[cut].isascii() and words[cut] != " ":
        space = words.rfind(" ", 0, cut)
        cut = space if space > 0 else cut
    return words[:cut].rstrip(), words[cut:].lstrip()


def two_lines(words: str, width: int, metrics: QFontMetrics) -> tuple[str, ...]:
    """The subject on at most two lines; what is too long for them is elided by who draws it."""
    current = theme.current()
    return _split(words, width, current.family, current.sizes.body)


def _line(size: str) -> int:
    return theme.current().metrics(size).height()
