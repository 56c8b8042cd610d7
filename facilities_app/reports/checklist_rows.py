"""The rows of a checklist: a section heading, or an item with its boxes, limits and lines to write on."""

from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from facilities_app.reports.checklist_data import ChecklistLine, ItemKind
from facilities_app.reports.pen import HAIR, POINT, TICK, Pen
from facilities_app.reports.text import number_text
from resources.texts import tr

# Left edges of 項次, 檢查項目, the three answers, 讀值, 限值／前次, 備註, and the right edge of all (mm).
NO, ITEM, PASSED, FAILED, LEFT_OUT, READING, LIMIT, NOTE, END = (
    20.0, 28.4, 97.3, 108.6, 119.9, 131.2, 156.4, 172.8, 195.1,
)  # fmt: skip
ROW, TEXT_ROW, SECTION = 11.1, 16.8, 6.2
TABLE_SIZE, CAPTION = 9.25, 8.0
_LEADING = TABLE_SIZE * 1.3 * POINT
_PAD, _PAD_Y = 1.8, 1.25
_MOST_LINES = 20
_BOX = (15.5, 7.6)


@dataclass(frozen=True, slots=True)
class Row:
    """An item measured for the page; ``lines`` are of its text, ``heading`` is its section if that begins here."""

    item: ChecklistLine
    lines: tuple[str, ...]
    height: float
    heading: str = ""

    @property
    def total(self) -> float:
        """Item and heading together: they are never parted."""
        return self.height + (SECTION if self.heading else 0)


def measure(pen: Pen, items: tuple[ChecklistLine, ...]) -> list[Row]:
    """All items as rows, as high as their texts need."""
    rows, section = [], ""
    for item in items:
        lines = tuple(pen.wrapped(item.text, TABLE_SIZE, PASSED - ITEM - 2 * _PAD, _MOST_LINES))
        least = TEXT_ROW if item.kind is ItemKind.TEXT else ROW
        heading = item.section if item.section != section else ""
        section = item.section
        rows.append(Row(item, lines, max(least, len(lines) * _LEADING + 2 * _PAD_Y), heading))
    return rows


def draw_row(pen: Pen, row: Row, top: float) -> float:
    """Draw one row from ``top`` and return where it ends. The caller draws the frame."""
    if row.heading:
        pen.text(
            ITEM + _PAD, top + SECTION / 2 + 1.15, row.heading, TABLE_SIZE, bold=True, room=END - ITEM - 4
        )
        top += SECTION
        pen.across(NO, END, top)
    middle, bottom = top + row.height / 2, top + row.height
    pen.text((NO + ITEM) / 2, middle + 1.15, str(row.item.no), TABLE_SIZE, align="center", room=ITEM - NO - 1)
    baseline = middle - (len(row.lines) - 1) * _LEADING / 2 + 1.15
    for number, line in enumerate(row.lines):
        pen.text(ITEM + _PAD, baseline + number * _LEADING, line, TABLE_SIZE)
    for x in (ITEM, PASSED):
        pen.down(x, top, bottom)
    _ANSWERS[row.item.kind](pen, row.item, top, bottom)
    pen.across(NO, END, bottom)
    return bottom


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
        x += pen.tick(x, first, means=f"{item.no}=none") + 1.5
        x += pen.text(x, first + 1.15, tr("none"), TABLE_SIZE) + 3.5
        x += pen.tick(x, first, means=f"{item.no}=some") + 1.5
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
    x += pen.tick(x, middle, means=f"{item.no}=taken") + 1.5
    x += pen.text(x, middle + 1.15, tr("photographed"), TABLE_SIZE) + 4
    x += pen.text(x, middle + 1.15, tr("how many"), TABLE_SIZE) + 1.2
    pen.across(x, x + 11, middle + 1.9)
    pen.blank(f"{item.no}:count", x, middle - 3, 11, 5)
    x += 15
    x += pen.tick(x, middle, means=f"{item.no}=na") + 1.5
    x += pen.text(x, middle + 1.15, tr("N/A"), TABLE_SIZE) + 3
    if item.last_text:
        _draw_last(pen, item, middle + 1)
    else:
        pen.across(x, END - 2.5, middle + 1.9)
        pen.blank(f"{item.no}:text", x, middle - 3.4, END - 2.5 - x, 5.4)


def _draw_ticks(pen: Pen, item: ChecklistLine, top: float, bottom: float) -> None:
    columns = ((PASSED, FAILED, "pass"), (FAILED, LEFT_OUT, "fail"), (LEFT_OUT, READING, "na"))
    for left, right, answer in columns:
        pen.tick((left + right - TICK) / 2, (top + bottom) / 2, means=f"{item.no}={answer}")


def _draw_last(pen: Pen, item: ChecklistLine, baseline: float) -> None:
    pen.text(END - 2, baseline, _last(item), CAPTION, align="right", room=30)


_ANSWERS = {
    ItemKind.PASS_FAIL: _draw_pass_fail,
    ItemKind.READING: _draw_reading,
    ItemKind.TEXT: _draw_text,
    ItemKind.PHOTO: _draw_photo,
}


def draw_table_head(pen: Pen, top: float, height: float) -> None:
    """The line of column titles."""
    baseline = top + height / 2 + 1.1
    titles = (
        (NO, ITEM, tr("No.", "checklist")),
        (PASSED, FAILED, tr("Pass")),
        (FAILED, LEFT_OUT, tr("Fail")),
        (LEFT_OUT, READING, tr("N/A")),
        (READING, LIMIT, tr("Reading")),
        (LIMIT, NOTE, tr("Limit / last")),
        (NOTE, END, tr("Note", "checklist")),
    )
    for left, right, title in titles:
        pen.text((left + right) / 2, baseline, title, 8.5, bold=True, align="center", room=right - left - 0.6)
    pen.text(ITEM + _PAD, baseline, tr("Item", "checklist"), 8.5, bold=True)
    for x in (ITEM, PASSED, READING, NOTE):
        pen.down(x, top, top + height)
    pen.across(NO, END, top + height, HAIR)
