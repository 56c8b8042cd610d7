"""Paints the year planner: heading, rows, cells, groups, today, and the load of each month."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QPainter

from facilities_app.domain.year_columns import Column
from facilities_app.domain.year_plan import Load, Mark, MarkState, YearRow, days_text, leading
from facilities_app.domain.year_words import basis_word, counted_title, cycle_words
from resources.texts import language, tr
from ui import icons, theme
from ui.pages.inspections.year_geometry import STRIP, Geometry
from ui.pages.inspections.year_look import LOOKS, column_title, look_of
from ui.widgets import drawing

_NORMAL = int(QFont.Weight.Normal)
_ICON = 12
_NARROW = 34  # a cell of a week: the icon alone


def paint_head(painter: QPainter, at: Geometry, columns: Sequence[Column], today: date, *, name: str) -> None:
    """Names over the columns; this month's is strong and bears the flag of the day."""
    current = theme.current()
    painter.fillRect(0, 0, at.width, at.head, current.surface)
    weeks = len(columns) != 12
    x = STRIP + 8
    for words, width in ((name, at.name), (tr("Interval"), at.cycle), (tr("Basis"), at.basis)):
        drawing.text(painter, QRect(x, 0, width - 8, at.head), words, current.text2, "small")
        x += width
    for place, column in enumerate(columns):
        box = QRect(at.edges[place], 0, at.edges[place + 1] - at.edges[place], at.head)
        now = column.first <= today <= column.last
        if now:
            painter.fillRect(box, current.surface2)
        if weeks and place % 4 and not now:
            continue
        colour, weight = (current.text, drawing.BOLD) if now else (current.text2, drawing.MEDIUM)
        inner = box.adjusted(2 if weeks else 8, 0, 20 if weeks else 0, 0)
        drawing.text(painter, inner, column_title(column, weeks), colour, "small", weight)
    done = QRect(at.edges[-1], 0, at.width - at.edges[-1] - 8, at.head)
    drawing.text(painter, done, tr("Done", "year plan"), current.text2, "small", align=drawing.RIGHT)
    painter.fillRect(0, at.head - 1, at.width, 1, current.line)


def paint_row(painter: QPainter, at: Geometry, box: QRect, row: YearRow, suffix: str) -> None:
    """Icon, title, interval, basis and how much is done; the cells come after."""
    current = theme.current()
    painter.fillRect(box.left() + STRIP, box.bottom(), box.width() - STRIP, 1, current.line)
    icons.paint(painter, row.icon, QRect(STRIP + 8, box.top(), 14, box.height()), current.text2, 14)
    words = counted_title(row.title, row.count)
    name = QRect(STRIP + 28, box.top(), at.name - 34, box.height())
    used = drawing.text(painter, name, words, current.text, "small")
    if suffix and name.width() - used > 24:
        drawing.text(painter, name.adjusted(used + 6, 0, 0, 0), suffix, current.text3, "caption")
    x = STRIP + at.name + 8
    cycle = QRect(x, box.top(), at.cycle - 8, box.height())
    drawing.text(painter, cycle, cycle_words(row.rule), current.text2, "small")
    basis = QRect(x + at.cycle, box.top(), at.basis - 8, box.height())
    colour, weight = (current.text, drawing.BOLD) if row.statutory else (current.text2, _NORMAL)
    drawing.text(painter, basis, basis_word(row.statutory), colour, "small", weight)
    if not row.asked:
        return
    lapsed = row.worst in (MarkState.OVERDUE, MarkState.MISSED, MarkState.BEHIND)
    tone = current.text2 if not lapsed else current.red if row.statutory else current.amber
    done = QRect(at.edges[-1], box.top(), at.width - at.edges[-1] - 8, box.height())
    drawing.text(painter, done, f"{row.done}/{row.asked}", tone, "small", align=drawing.RIGHT)


def paint_cell(
    painter: QPainter, box: QRect, row: YearRow, column: Column, marks: tuple[Mark, ...], *, now: bool
) -> None:
    """The mark of a cell: icon, days, and how many where there are several; ``now``: today's line ends around it."""
    current, look = theme.current(), look_of(leading(marks), row.statutory)
    inner = box.adjusted(2, 2, -2, -3)
    fg, bg = current.tone(look.tone)
    if now:
        painter.fillRect(inner, current.surface2)
    if look.filled or look.outlined:
        ground, line = (bg, None) if look.filled else (None, fg)
        drawing.rounded(painter, inner, 3, ground, line)
    tint = current.tone(look.icon_tone).fg if look.icon_tone else fg
    narrow = box.width() < _NARROW
    side = min(_ICON, box.width() - 2)
    left = inner.left() + (max(0, (inner.width() - side) // 2) if narrow else 5)
    icons.paint(painter, look.icon, QRect(left, inner.top(), side, inner.height()), tint, side)
    if narrow:
        return
    words = QRect(left + _ICON + 4, inner.top(), inner.right() - left - _ICON - 6, inner.height())
    strong = look.filled and look.tone in ("red", "amber")
    quiet = leading(marks) in (MarkState.FORESEEN, MarkState.SKIPPED)
    colour = fg if strong or look.outlined else current.text3 if quiet else current.text2
    if row.statutory and not strong and not quiet and not look.outlined and not marks[0].is_done:
        colour = current.text
    weight = drawing.BOLD if strong else drawing.MEDIUM if row.statutory else _NORMAL
    used = drawing.text(painter, words, days_text(marks, column), colour, "small", weight)
    if len(marks) > 1:
        many = f"×{len(marks)}"
        if used + 3 + drawing.text_width(many, "caption") <= words.width():
            room = words.adjusted(used + 3, 0, 0, 0)
            drawing.text(painter, room, many, current.text3, "caption", align=drawing.RIGHT)


def paint_pause(painter: QPainter, box: QRect, reason: str) -> None:
    """A month in which the plan rests."""
    current = theme.current()
    inner = box.adjusted(2, 2, -2, -3)
    drawing.rounded(painter, inner, 3, current.grey_bg)
    side = min(_ICON, box.width() - 2)
    icons.paint(
        painter,
        LOOKS[MarkState.PAUSED].icon,
        QRect(inner.left() + 5, inner.top(), side, inner.height()),
        current.text2,
        side,
    )
    if box.width() >= _NARROW:
        words = inner.adjusted(5 + _ICON + 4, 0, -2, 0)
        drawing.text(painter, words, reason or tr("Paused", "year plan"), current.text2, "caption")


def paint_group(painter: QPainter, box: QRect, seen: QRect, name: str) -> None:
    """A group's strip with its name upright: Chinese sign by sign, other words turned."""
    current = theme.current()
    painter.fillRect(box, current.surface2)
    painter.fillRect(box.left(), box.bottom(), box.width(), 1, current.line)
    room = box.intersected(seen)
    if language() == "en":
        _turned(painter, room, name)
        return
    line = current.metrics("small").height() + 1
    signs = list(name)[: max(0, room.height() // line)]
    if len(signs) < min(2, len(name)):
        return
    top = room.top() + (room.height() - line * len(signs)) // 2
    for place, sign in enumerate(signs):
        where = QRect(room.left(), top + place * line, room.width(), line)
        drawing.text(painter, where, sign, current.text2, "small", drawing.MEDIUM, drawing.CENTRE)


def _turned(painter: QPainter, room: QRect, name: str) -> None:
    if room.height() < 40:
        return
    painter.save()
    painter.translate(room.left(), room.bottom())
    painter.rotate(-90)
    where = QRect(4, 0, room.height() - 8, room.width())
    drawing.text(painter, where, name, theme.current().text2, "small", drawing.MEDIUM, drawing.CENTRE)
    painter.restore()


def paint_today(painter: QPainter, at: Geometry, columns: Sequence[Column], today: date, bottom: int) -> None:
    """A line at today's place in its column; rows are painted over it, so that it cuts no words."""
    if (found := _today_x(at, columns, today)) is not None:
        painter.fillRect(found[0], at.head - 4, 1, bottom - at.head + 4, theme.current().text)


def paint_flag(painter: QPainter, at: Geometry, columns: Sequence[Column], today: date) -> None:
    """The day on a flag in the head, on its line."""
    current, found = theme.current(), _today_x(at, columns, today)
    if found is None:
        return
    x, right = found
    painter.fillRect(x, at.head - 4, 1, 4, current.text)
    words = str(today.day)
    flag = drawing.text_width(words, "small", drawing.BOLD) + 8
    box = QRect(min(x - flag // 2, right - flag), 5, flag, at.head - 10)
    drawing.rounded(painter, box, 3, current.text)
    drawing.text(painter, box, words, current.surface, "small", drawing.BOLD, drawing.CENTRE)


def _today_x(at: Geometry, columns: Sequence[Column], today: date) -> tuple[int, int] | None:
    """Where today lies, and where its column ends."""
    place = next((n for n, one in enumerate(columns) if one.first <= today <= one.last), -1)
    if place < 0:
        return None
    column, left, right = columns[place], at.edges[place], at.edges[place + 1]
    days = (column.last - column.first).days + 1
    return left + round((right - left) * ((today - column.first).days + 0.5) / days), right


def paint_foot(
    painter: QPainter, at: Geometry, columns: Sequence[Column], found: Sequence[Load], today: date
) -> None:
    """How many each column asks for, what is done filled, the rest outlined; at the end the share of all."""
    current = theme.current()
    top = at.height - at.foot
    painter.fillRect(0, top, at.width, at.foot, current.surface)
    painter.fillRect(0, top, at.width, 1, current.line)
    label = QRect(STRIP + 8, top, at.left - STRIP - 16, at.foot)
    weeks = len(columns) != 12
    words = tr("Inspections a week") if weeks else tr("Inspections a month")
    drawing.text(painter, label, words, current.text, "small", drawing.MEDIUM)
    most = max([load.asked for load in found], default=0) or 1
    for place, load in enumerate(found):
        box = QRect(at.edges[place], top + 1, at.edges[place + 1] - at.edges[place], at.foot - 1)
        now = columns[place].first <= today <= columns[place].last
        if now:
            painter.fillRect(box, current.surface2)
        _paint_load(painter, box, load, most, now=now, weeks=weeks)
    asked, done = sum(load.asked for load in found), sum(load.done for load in found)
    share = QRect(at.edges[-1], top, at.width - at.edges[-1] - 8, at.foot)
    text = f"{done * 100 // asked} %" if asked else "－"
    drawing.text(painter, share, text, current.text, "small", drawing.BOLD, drawing.RIGHT)


def _paint_load(painter: QPainter, box: QRect, load: Load, most: int, *, now: bool, weeks: bool) -> None:
    """The bar of a column, and its number where there is room."""
    current = theme.current()
    bar, high, base = min(14, box.width() - 2), box.height() - 13, box.bottom() - 5
    whole, part = round(high * load.asked / most), round(high * load.done / most)
    x = box.left() + (1 if weeks else 8)
    if load.asked > load.done:
        rest = QRect(x, base - whole, bar, max(2, whole - part))
        drawing.rounded(painter, rest, 2, None, current.chart)
    if part:
        drawing.rounded(painter, QRect(x, base - part, bar, part), 2, current.chart)
    if not weeks:
        number = QRect(x + bar + 5, box.top() + 3, box.width() - bar - 14, box.height() - 7)
        bottom = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        weight = drawing.BOLD if now else _NORMAL
        drawing.text(painter, number, str(load.asked), current.text2, "small", weight, bottom)
