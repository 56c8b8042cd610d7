"""How weekdays, days and entries of the calendar's sheet are painted."""

from datetime import date, timedelta

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from facilities_app.domain.dates import weekday_en, weekday_zh
from resources.texts import language, tr
from ui import icons, theme
from ui.components.day_words import EntryWords
from ui.pages.calendar.cells import Cell, day_height, head_height
from ui.widgets import drawing

_PAD = 4


def paint_weekdays(painter: QPainter, first: date, width: int) -> None:
    """The names over the columns."""
    current = theme.current()
    for column in range(7):
        day = first + timedelta(days=column)
        words = weekday_en(day) if language() == "en" else f"週{weekday_zh(day)}"
        left, right = width * column // 7, width * (column + 1) // 7
        box = QRect(left + 8, 0, right - left - 8, head_height())
        drawing.text(painter, box, words, current.text2, "small", drawing.MEDIUM)
    painter.fillRect(0, head_height() - 1, width, 1, current.line)


def paint_day(painter: QPainter, cell: Cell, kind: str, name: str, *, is_today: bool, outside: bool) -> None:
    """A day's number, and the name of its holiday or make-up workday."""
    current = theme.current()
    line = QRect(cell.box.left() + 4, cell.box.top() + 2, cell.box.width() - 8, day_height() - 2)
    words = f"{cell.day.month}/{cell.day.day}" if cell.day.day == 1 else str(cell.day.day)
    colour = current.red if kind == "holiday" else current.text3 if kind == "weekend" else current.text
    colour = drawing.faded(colour, 0.5) if outside else colour
    width = max(day_height() - 2, drawing.text_width(words, "small", drawing.BOLD) + 8)
    badge = QRect(line.left(), line.top(), width, line.height())
    if is_today:
        drawing.rounded(painter, badge, badge.height() / 2, current.accent)
        colour = current.on_accent
    drawing.text(painter, badge, words, colour, "small", drawing.BOLD, drawing.CENTRE)
    if name:
        tone = current.red if kind == "holiday" else current.text2
        drawing.text(painter, line.adjusted(width + 4, 0, 0, 0), name, tone, "small")


def paint_entry(
    painter: QPainter, box: QRect, words: EntryWords, *, tall: bool, chosen: bool, hovered: bool = False
) -> None:
    """An entry: icon, hour and title; in the week its number, place and who as well."""
    current = theme.current()
    fg, bg = current.tone(words.tone)
    line = current.accent if chosen or hovered else None
    drawing.rounded(painter, box, current.sizes.xs, None if words.over else bg, line, 2 if chosen else 1)
    side = current.sizes.icon_small - 1
    height = current.metrics("small").height()
    top = QRect(box.left() + _PAD + 1, box.top() + 2, box.width() - 2 * _PAD - 1, height)
    icons.paint(painter, words.icon, QRect(top.left(), top.top(), side, height), fg, side)
    top.setLeft(top.left() + side + 4)
    if words.time:
        width = drawing.text(painter, top, words.time, fg, "small", drawing.BOLD)
        top.setLeft(top.left() + width + 4)
    if not tall:
        drawing.text(painter, top, words.title, current.text2 if words.over else current.text, "small")
        return
    drawing.text(painter, top, words.number, fg, "small", drawing.MEDIUM)
    middle = QRect(box.left() + _PAD + 2, top.bottom() + 2, box.width() - 2 * _PAD - 2, height)
    drawing.text(painter, middle, words.title, current.text, "small", drawing.MEDIUM)
    below = middle.translated(0, height)
    who = "　".join(part for part in (words.who, words.where) if part)
    drawing.text(painter, below, who, current.text2, "small")


def paint_more(painter: QPainter, cell: Cell) -> None:
    """How many do not fit."""
    words = tr("{n} more").format(n=f"{cell.left:,}")
    box = cell.more.adjusted(_PAD, 0, 0, 0)
    drawing.text(painter, box, words, theme.current().text2, "small", drawing.MEDIUM)
