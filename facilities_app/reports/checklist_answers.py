"""What stands right of an item: boxes to tick, a box for the reading, its limits, lines to write on."""

from contextlib import suppress
from decimal import Decimal, InvalidOperation

from facilities_app.reports.checklist_data import ChecklistLine, ItemKind
from facilities_app.reports.checklist_grid import (
    CAPTION,
    CHECK,
    END,
    FAILED,
    LEFT_OUT,
    LIMIT,
    NOTE,
    PASSED,
    READING,
    ROW,
    TABLE_SIZE,
    TEXT_ROW,
)
from facilities_app.reports.pen import Pen
from facilities_app.reports.text import number_text
from resources.texts import tr

_BOX = (15.5, 7.6)
_LINE = 8.0  # one line of a choice's answers


def answer_height(pen: Pen, item: ChecklistLine) -> float:
    """The least height of the item's row."""
    if item.kind in (ItemKind.TEXT, ItemKind.SIGNATURE):
        return TEXT_ROW
    if item.kind is ItemKind.CHOICE:
        return max(ROW, len(_choices(pen, item)) * _LINE + 3.1)
    return ROW


def draw_answer(pen: Pen, item: ChecklistLine, top: float, bottom: float) -> None:
    """All that is answered or known about the item, between ``top`` and ``bottom``."""
    _ANSWERS[item.kind](pen, item, top, bottom)


def limit_text(low: Decimal | None, high: Decimal | None) -> str:
    """The limits as they are written: ``≥ 0``, ``≤ 40``, ``±15``, ``5–10``."""
    if low is None and high is None:
        return ""
    if high is None:
        return f"≥ {_number(low)}"
    if low is None:
        return f"≤ {_number(high)}"
    if low == high:
        return f"= {_number(low)}"
    if low == -high:
        return f"±{_number(high)}"
    joint = "–" if low >= 0 else " ~ "
    return f"{_number(low)}{joint}{_number(high)}"


def _number(value: Decimal | None) -> str:
    return number_text(value).replace("-", "−")


def _last(item: ChecklistLine) -> str:
    """What was found last time, in words; a reading is written like the limits."""
    value = item.last_text
    with suppress(InvalidOperation):
        value = _number(Decimal(value))
    return tr("last {value}").format(value=value) if value else ""


def _draw_pass_fail(pen: Pen, item: ChecklistLine, top: float, bottom: float) -> None:
    _draw_ticks(pen, item, top, bottom)
    pen.down(READING, top, bottom)
    room = END - READING - 1.6
    if item.last_text:
        _draw_last(pen, item, (top + bottom) / 2 + 1)
        room -= 31
    pen.blank(f"{item.no}:note", READING + 0.8, top + 0.6, room, bottom - top - 1.2)


def _draw_reading(pen: Pen, item: ChecklistLine, top: float, bottom: float) -> None:
    _draw_ticks(pen, item, top, bottom)
    middle = (top + bottom) / 2
    for x in (READING, NOTE):
        pen.down(x, top, bottom)
    width, height = _BOX
    pen.box(READING + 1.2, middle - height / 2, width, height, 0.6)
    pen.blank(f"{item.no}:reading", READING + 1.2, middle - height / 2, width, height)
    pen.blank(f"{item.no}:note", NOTE + 0.6, top + 0.6, END - NOTE - 1.2, bottom - top - 1.2)
    _draw_unit(pen, READING + 1.2 + width + 1, middle, item.unit)
    limit = limit_text(item.min, item.max)
    centre, room = (LIMIT + NOTE) / 2, NOTE - LIMIT - 1
    last = _last(item)
    if limit and last:
        pen.text(centre, middle - 0.5, limit, TABLE_SIZE, align="center", room=room)
        pen.text(centre, middle + 3.3, last, CAPTION, align="center", room=room)
    else:
        pen.text(
            centre, middle + 1.15, limit or last, TABLE_SIZE if limit else CAPTION, align="center", room=room
        )


def _draw_unit(pen: Pen, x: float, middle: float, unit: str) -> None:
    """The unit beside its box; a long one such as kWh/kWp breaks after the stroke."""
    room = LIMIT - x - 0.3
    over, stroke, under = unit.partition("/")
    if not stroke or pen.width(unit, CAPTION * 0.8) <= room:
        pen.text(x, middle + 1.1, unit, CAPTION, room=room)
        return
    pen.text(x, middle - 0.3, over + stroke, CAPTION * 0.9, room=room)
    pen.text(x, middle + 2.7, under, CAPTION * 0.9, room=room)


def _draw_text(pen: Pen, item: ChecklistLine, top: float, bottom: float) -> None:
    left, right = PASSED + 2.5, END - 2.5
    first, second = top + (bottom - top) * 0.34, bottom - 3
    x = left
    if item.offers_none:
        x += pen.tick(x, first, CHECK, means=f"{item.no}=none") + 1.5
        x += pen.text(x, first + 1.15, tr("none"), TABLE_SIZE) + 3.5
        x += pen.tick(x, first, CHECK, means=f"{item.no}=some") + 1.5
        x += pen.text(x, first + 1.15, tr("yes, as follows:"), TABLE_SIZE) + 2
    if item.last_text:
        _draw_last(pen, item, first + 1.1)
        right -= 32
    pen.across(x, right, first + 1.9)
    pen.across(left, END - 2.5, second)
    field_top = first + 2.3 if item.offers_none or item.last_text else top + 0.8
    pen.blank(f"{item.no}:text", left, field_top, END - 2.5 - left, bottom - 0.8 - field_top)


def _draw_photo(pen: Pen, item: ChecklistLine, top: float, bottom: float) -> None:
    middle = (top + bottom) / 2
    x = PASSED + 3.5
    x += pen.tick(x, middle, CHECK, means=f"{item.no}=taken") + 1.5
    x += pen.text(x, middle + 1.15, tr("photographed"), TABLE_SIZE) + 4
    x += pen.text(x, middle + 1.15, tr("how many"), TABLE_SIZE) + 1.2
    pen.across(x, x + 11, middle + 1.9)
    pen.blank(f"{item.no}:count", x, middle - 3, 11, 5)
    x += 15
    x += pen.tick(x, middle, CHECK, means=f"{item.no}=na") + 1.5
    x += pen.text(x, middle + 1.15, tr("N/A"), TABLE_SIZE) + 3
    if item.last_text:
        _draw_last(pen, item, middle + 1)
    else:
        pen.across(x, END - 2.5, middle + 1.9)
        pen.blank(f"{item.no}:text", x, middle - 3.4, END - 2.5 - x, 5.4)


def _draw_choice(pen: Pen, item: ChecklistLine, top: float, bottom: float) -> None:
    """A box before each answer, as many in a line as fit."""
    lines = _choices(pen, item)
    middle = (top + bottom) / 2 - (len(lines) - 1) * _LINE / 2
    for line in lines:
        for x, option in line:
            pen.tick(x, middle, CHECK, means=f"{item.no}={option}")
            pen.text(x + CHECK + 1.5, middle + 1.15, option, TABLE_SIZE, room=END - 2.5 - x - CHECK - 1.5)
        middle += _LINE
    if item.last_text:
        _draw_last(pen, item, bottom - 1.2)


def _choices(pen: Pen, item: ChecklistLine) -> list[list[tuple[float, str]]]:
    """By line, where each answer's box begins."""
    lines: list[list[tuple[float, str]]] = [[]]
    x = left = PASSED + 3.5
    for option in item.options:
        width = CHECK + 1.5 + pen.width(option, TABLE_SIZE) + 4
        if lines[-1] and x + width - 4 > END - 2.5:
            lines.append([])
            x = left
        lines[-1].append((x, option))
        x += width
    return lines


def _draw_signature(pen: Pen, item: ChecklistLine, top: float, bottom: float) -> None:
    """A line to sign on, with its day."""
    base = bottom - 3
    x = END - 2.5
    for word in (tr("day", "date to write"), tr("month", "date to write")):
        x -= pen.text(x, base, word, CAPTION, align="right") + 7
    pen.across(PASSED + 2.5, x - 1, base + 0.6)
    pen.blank(f"{item.no}:text", PASSED + 2.5, top + 0.8, x - PASSED - 4, bottom - top - 3.2)


def _draw_date(pen: Pen, item: ChecklistLine, top: float, bottom: float) -> None:
    """Year, month and day to write."""
    base, x = (top + bottom) / 2 + 1.15, PASSED + 3.5
    begin = x
    for word, room in (
        (tr("year", "date to write"), 14.0),
        (tr("month", "date to write"), 10.0),
        (tr("day", "date to write"), 10.0),
    ):
        pen.across(x, x + room, base + 0.8)
        x += room + 1
        x += pen.text(x, base, word, TABLE_SIZE) + 2
    pen.blank(f"{item.no}:text", begin, top + 1.6, x - begin, bottom - top - 3.2)
    if item.last_text:
        _draw_last(pen, item, base)


def _draw_ticks(pen: Pen, item: ChecklistLine, top: float, bottom: float) -> None:
    columns = ((PASSED, FAILED, "pass"), (FAILED, LEFT_OUT, "fail"), (LEFT_OUT, READING, "na"))
    for left, right, answer in columns:
        pen.tick((left + right - CHECK) / 2, (top + bottom) / 2, CHECK, means=f"{item.no}={answer}")


def _draw_last(pen: Pen, item: ChecklistLine, baseline: float) -> None:
    pen.text(END - 2, baseline, _last(item), CAPTION, align="right", room=30)


_ANSWERS = {
    ItemKind.PASS_FAIL: _draw_pass_fail,
    ItemKind.READING: _draw_reading,
    ItemKind.CHOICE: _draw_choice,
    ItemKind.TEXT: _draw_text,
    ItemKind.PHOTO: _draw_photo,
    ItemKind.SIGNATURE: _draw_signature,
    ItemKind.DATE: _draw_date,
}
