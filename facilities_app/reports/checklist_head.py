"""What stands above and below the table on every page of a checklist."""

from facilities_app.reports.checklist_data import ChecklistSheet
from facilities_app.reports.checklist_grid import CAPTION, END, NO, TABLE_SIZE
from facilities_app.reports.pen import HAIR, POINT, Pen
from facilities_app.reports.qr import draw_qr
from resources.texts import tr

QR = 19.2
SIGN_TOP, SIGN_HEIGHT, FOOT = 248.4, 25.0, 285.0
_COLUMNS = ((20.0, 64.8), (86.8, 52.9), (142.7, 52.4))  # left edges and widths of the head's three columns
_HEAD_END = 34.0
_VALUE_LEADING = TABLE_SIZE * 1.3 * POINT
_MOST_LINES = 3


def draw_head(pen: Pen, sheet: ChecklistSheet, page: int) -> float:
    """Everything above the table; returns where the table may begin."""
    _draw_title(pen, sheet, _draw_number(pen, sheet, page))
    pen.across(NO, END, _HEAD_END, 1.0)
    y = _draw_facts(pen, sheet, _HEAD_END)
    y = _draw_to_write(pen, sheet, y)
    return _draw_hint(pen, sheet, y)


def draw_sign_off(pen: Pen) -> None:
    """檢查人員 with the licence number, 複核, 單位主管; each with month and day."""
    weights = ((tr("Inspector"), 1.5), (tr("Reviewed by"), 1.0), (tr("Head of unit"), 1.0))
    unit = (END - NO) / sum(weight for _, weight in weights)
    pen.box(NO, SIGN_TOP, END - NO, SIGN_HEIGHT, HAIR)
    left, low = NO, SIGN_TOP + SIGN_HEIGHT - 2.6
    for number, (title, weight) in enumerate(weights):
        right = left + unit * weight
        pen.text(left + 2.2, SIGN_TOP + 5, title, TABLE_SIZE, bold=True, room=right - left - 4)
        if number:
            pen.down(left, SIGN_TOP, SIGN_TOP + SIGN_HEIGHT)
        else:
            x = left + 2.2
            x += pen.text(x, low - 5.2, tr("Licence no."), CAPTION) + 1
            pen.across(x, right - 2.2, low - 4)
            pen.blank("licence", x, low - 9.2, right - 2.2 - x, 5)
        x = right - 2.2
        x -= pen.text(x, low, tr("day", "date to write"), CAPTION, align="right") + 5.5
        pen.text(x, low, tr("month", "date to write"), CAPTION, align="right")
        left = right


def draw_foot(pen: Pen, sheet: ChecklistSheet, page: int, pages: int, next_no: int | None) -> None:
    """Where it goes on, which page this is, who printed it."""
    if next_no is not None:
        pen.text(NO, FOOT, tr("Continues with item {no}").format(no=next_no), CAPTION, room=58)
    numbered = tr("Page {page} of {pages}").format(page=page, pages=pages)
    pen.text((NO + END) / 2, FOOT, numbered, CAPTION, align="center")
    if sheet.printed_text:
        printed = tr("Printed {date}").format(date=sheet.printed_text)
        pen.text(END, FOOT, printed, CAPTION, align="right", room=62)


def _draw_title(pen: Pen, sheet: ChecklistSheet, room: float) -> None:
    pen.text(NO, 15.9, sheet.office, 10.4, room=room)
    pen.text(NO, 24.7, sheet.title, 16.7, bold=True, room=room)
    width = pen.text(NO, 30.2, sheet.period_text, CAPTION, room=room - 25)
    if sheet.demo:
        tag = tr("Demo data")
        x = NO + width + (3 if width else 0)
        pen.box(x, 27, pen.width(tag, CAPTION) + 2.4, 4.3, 0.6)
        pen.text(x + 1.2, 30.2, tag, CAPTION)


def _draw_number(pen: Pen, sheet: ChecklistSheet, page: int) -> float:
    """The number and its code; returns what room is left for the title."""
    right, room = END - QR - 3, 56.0
    pen.text(right, 15.3, tr("Sheet no."), CAPTION, align="right", room=room)
    width = pen.text(right, 20.5, sheet.sheet_number, 11, bold=True, align="right", room=room)
    pen.text(right, 24.6, tr("Scan to key in"), CAPTION, align="right", room=room)
    draw_qr(pen, END - QR, 12, QR, f"{sheet.sheet_number}/{page}")
    return right - max(width, 24.0) - 4 - NO


def _draw_facts(pen: Pen, sheet: ChecklistSheet, y: float) -> float:
    """Captions above values, three in a row; a value too long for its column takes up to three lines."""
    where = ((tr("Place"), sheet.place),) if sheet.place else ()
    pairs = ((sheet.target_label, sheet.target_name), *where, *sheet.facts)
    for start in range(0, len(pairs), len(_COLUMNS)):
        tallest = 1
        for (x, room), (label, value) in zip(_COLUMNS, pairs[start : start + len(_COLUMNS)], strict=False):
            pen.text(x, y + 4.2, label, CAPTION, room=room)
            lines = pen.wrapped(value, TABLE_SIZE + 0.25, room, _MOST_LINES, bold=True)
            tallest = max(tallest, len(lines))
            for number, line in enumerate(lines):
                pen.text(x, y + 8.8 + number * _VALUE_LEADING, line, TABLE_SIZE + 0.25, bold=True)
        y += 11 + (tallest - 1) * _VALUE_LEADING
        pen.across(NO, END, y)
    return y


def _draw_to_write(pen: Pen, sheet: ChecklistSheet, y: float) -> float:
    """檢查日期, 檢查人員 and 起訖時間, with lines to write on."""
    (date_x, date_room), (who_x, who_room), (time_x, time_room) = _COLUMNS
    base, line = y + 9.9, y + 11.1
    pen.text(date_x, y + 4.2, tr("Inspected on"), CAPTION)
    x = date_x
    if sheet.year_text:
        x += pen.text(x, base, sheet.year_text, TABLE_SIZE, room=date_room / 3) + 1
    month, day = tr("month", "date to write"), tr("day", "date to write")
    words = pen.width(month, TABLE_SIZE) + pen.width(day, TABLE_SIZE) + 3
    blank = (date_x + date_room - 3.5 - x - words) / 2
    for word, means in ((month, "month"), (day, "day")):
        pen.across(x, x + blank, line)
        pen.blank(means, x, line - 5.4, blank, 5.2)
        x += blank + 1
        x += pen.text(x, base, word, TABLE_SIZE) + 1
    pen.text(who_x, y + 4.2, tr("Inspector"), CAPTION)
    pen.across(who_x, who_x + who_room - 2.5, line)
    pen.blank("inspector", who_x, line - 5.4, who_room - 2.5, 5.2)
    pen.text(time_x, y + 4.2, tr("From – to"), CAPTION)
    _draw_times(pen, time_x, time_room, base, line)
    return y + 12.2


def _draw_times(pen: Pen, x: float, room: float, base: float, line: float) -> None:
    """``__ : __ 至 __ : __``."""
    joint = tr("to", "from a time to a time")
    joint_width = pen.width(joint, TABLE_SIZE) + 2
    blank = (room - joint_width - 2 * 5) / 4
    for number in range(4):
        pen.across(x, x + blank, line)
        pen.blank(("from_hour", "from_minute", "to_hour", "to_minute")[number], x, line - 5.4, blank, 5.2)
        x += blank
        if number == 1:
            pen.text(x + joint_width / 2, base, joint, TABLE_SIZE, align="center")
            x += joint_width
        elif number != 3:
            pen.text(x + 2.5, base - 0.3, ":", TABLE_SIZE, align="center")
            x += 5


def _draw_hint(pen: Pen, sheet: ChecklistSheet, y: float) -> float:
    hint = tr(
        "Tick the boxes, write readings in theirs; outside the limits is a fail. A fail needs a note and a photo."
    )
    last_width = pen.text(END, y + 3.8, sheet.last_inspected_text, CAPTION, align="right", room=45)
    pen.text(NO, y + 3.8, hint, CAPTION, room=END - NO - last_width - 4)
    return y + 5.6
