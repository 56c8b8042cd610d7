"""The four parts of the visit form and its signatures: what is frozen is printed, the rest is left to write."""

from collections.abc import Sequence

from facilities_app.reports.audit_data import USAGE_PERIODS, AuditForm, UsageColumn
from facilities_app.reports.form_cells import END, LEFT, WIDTH
from facilities_app.reports.form_line import Blank, Box, Part, Word, draw_line
from facilities_app.reports.pen import FRAME, Pen
from resources.texts import tr

SIZE, LABEL_SIZE, HEAD_SIZE, CAPTION = 9.5, 8.5, 10.0, 8.0
_PAD = 1.9
_ROW, _TALL = 7.95, 9.25
_LABEL = 40.2  # where labels end and values begin
_MONTH = 19.25
_METER = _LABEL + USAGE_PERIODS * _MONTH


def draw_residents(pen: Pen, form: AuditForm) -> None:
    """一、借用及應居住人."""
    top = _heading(pen, 51.4, tr("I. The borrower and who should live there"))
    ends = (_LABEL, 70.0, 90.2, 135.5, 155.7, END)
    first = (
        (tr("Borrower", "form"), form.resident),
        (tr("Serves at"), form.agency),
        (tr("Job title"), form.title),
    )
    left = LEFT
    for end, text, is_label in zip(ends, _flat(first), (True, False) * 3, strict=True):
        _cell(pen, left, end, top, _ROW, text, LABEL_SIZE if is_label else SIZE, bold=end == 70.0)
        left = end
    rows = (
        (tr("Family living there"), form.family, tr("Last audit"), form.previous),
        (tr("Loan agreement"), form.agreement, tr("Notarised"), form.notarised),
    )
    y = top + _ROW
    for label, value, other, found in rows:
        _cell(pen, LEFT, _LABEL, y, _ROW, label, LABEL_SIZE)
        _cell(pen, _LABEL, 135.5, y, _ROW, value, SIZE)
        _cell(pen, 135.5, 155.7, y, _ROW, other, LABEL_SIZE)
        _cell(pen, 155.7, END, y, _ROW, found, SIZE)
        y += _ROW
    pen.box(LEFT, top, WIDTH, y - top, FRAME)


def draw_evidence(pen: Pen, form: AuditForm) -> None:
    """二、查考事證: when, who was met, photos, household registration, water and power."""
    top = _heading(pen, 84.0, tr("II. Evidence"))
    lines: tuple[tuple[str, Sequence[Part]], ...] = (
        (tr("Time of visit"), (*_moment(tr("1st")), *_moment(tr("2nd"), apart=True))),
        (tr("Who was met"), _met()),
        (tr("Photos"), _photos()),
        (tr("Household registration"), _registration()),
    )
    y = top
    for label, parts in lines:
        _cell(pen, LEFT, _LABEL, y, _TALL, label, LABEL_SIZE)
        pen.box(_LABEL, y, END - _LABEL, _TALL)
        draw_line(pen, _LABEL + _PAD, END - _PAD, y + _TALL / 2, parts, SIZE)
        y += _TALL
    y = _draw_usages(pen, form.usages, y)
    pen.box(LEFT, top, WIDTH, y - top, FRAME)
    hint = tr("Low use only prompts another visit; it is no ground for a finding.")
    pen.text(LEFT, y + 4.2, hint, CAPTION, room=WIDTH)


def draw_findings(pen: Pen, form: AuditForm) -> None:
    """三、查考認定: the findings by their keys, why nobody was at home, what follows."""
    top = _heading(pen, 158.4, tr("III. Finding"), tr("tick one"))
    third = WIDTH / 3
    for place, (key, name) in enumerate(form.findings):
        x, y = LEFT + place % 3 * third, top + place // 3 * _TALL
        pen.box(x, y, third, _TALL)
        at = x + _PAD + pen.tick(x + _PAD, y + _TALL / 2) + 1.6
        pen.text(at, y + _TALL / 2 + 1.2, str(key), SIZE)
        pen.text(at + 5, y + _TALL / 2 + 1.2, name, SIZE, room=x + third - at - 6)
    y = top + (len(form.findings) + 2) // 3 * _TALL
    for parts in (_absence(form), _follow_up()):
        pen.box(LEFT, y, WIDTH, _TALL)
        draw_line(pen, LEFT + _PAD, END - _PAD, y + _TALL / 2, parts, SIZE)
        y += _TALL
    pen.box(LEFT, top, WIDTH, y - top, FRAME)


def draw_statement(pen: Pen) -> None:
    """四、受訪人陳述: lines to write on."""
    heading = tr("IV. Statement of the person met")
    top = _heading(pen, 203.9, heading, tr("signed below after reading it through"))
    pen.box(LEFT, top, WIDTH, 25.6, FRAME)
    for line in range(3):
        pen.across(LEFT + 2.7, END - 2.7, top + 8.0 + line * 7.5)


def draw_signatures(pen: Pen) -> None:
    """Who was met and who visited, each with month and day."""
    sides = ((LEFT, 105.0, tr("Person met", "sign here")), (110.4, END, tr("Visitor", "sign here")))
    for left, right, title in sides:
        x = right - pen.text(right, 241.4, tr("day", "date to write"), LABEL_SIZE, align="right") - 3
        x -= pen.text(x, 241.4, tr("month", "date to write"), LABEL_SIZE, align="right") + 4
        start = left + pen.text(left, 241.4, title, SIZE, room=38) + 1.2
        pen.across(start, x, 242.6)


def _met() -> tuple[Part, ...]:
    return (
        Box(tr("the borrower", "form")),
        Box(tr("family", "form")),
        Box(tr("nobody answered", "form")),
        Box(tr("neighbour or other", "form")),
        Word(tr("name, relation", "form"), apart=True),
        Blank(least=18),
    )


def _photos() -> tuple[Part, ...]:
    return (
        Box(tr("door", "form")),
        Box(tr("inside (by consent)", "form")),
        Box(tr("water meter", "form")),
        Box(tr("power meter", "form")),
        Word(tr("in all", "photos"), apart=True),
        Blank(0.4, 8),
        Word(tr("photos", "form")),
        Word(tr("no.", "photos"), apart=True),
        Blank(1.0, 16),
    )


def _registration() -> tuple[Part, ...]:
    return (
        Box(tr("all registered here", "form")),
        Box(tr("some registered here", "form")),
        Box(tr("not registered", "form")),
        Word(tr("notes", "form"), apart=True),
        Blank(least=25),
    )


def _absence(form: AuditForm) -> tuple[Part, ...]:
    return (
        Word(tr("Reason for absence")),
        *(Box(name) for name in form.absences),
        Word(tr("other", "form"), apart=True),
        Blank(1.0, 18),
        Word(tr("from – until", "form")),
        Blank(1.0, 18),
    )


def _follow_up() -> tuple[Part, ...]:
    return (
        Word(tr("What follows", "form")),
        Box(tr("nothing", "form")),
        Box(tr("second visit", "form")),
        Box(tr("letter to explain", "form")),
        Box(tr("end of the loan", "form")),
        Word(tr("by", "deadline to write"), apart=True),
        Blank(1.0, 10),
        Word(tr("year", "date to write")),
        Blank(1.0, 8),
        Word(tr("month", "date to write")),
        Blank(1.0, 8),
        Word(tr("day", "date to write")),
    )


def _moment(nth: str, *, apart: bool = False) -> tuple[Part, ...]:
    """第 1 次 __ 月 __ 日 __ 時 __ 分."""
    words = (
        tr("month", "date to write"),
        tr("day", "date to write"),
        tr("h", "time to write"),
        tr("min", "time to write"),
    )
    return (Word(nth, apart), *(part for word in words for part in (Blank(least=8), Word(word))))


def _draw_usages(pen: Pen, usages: Sequence[UsageColumn], y: float) -> float:
    """Six periods, oldest first, and room for today's meters; returns where it ends."""
    shown = [*usages[-USAGE_PERIODS:]]
    shown = [UsageColumn("")] * (USAGE_PERIODS - len(shown)) + shown
    rows = (
        (tr("Water and power"), [one.month for one in shown], tr("meter on the day of the visit")),
        (tr("Water (units)"), [one.water for one in shown], ""),
        (tr("Power (kWh)"), [one.electricity for one in shown], ""),
    )
    for place, (label, values, last) in enumerate(rows):
        _cell(pen, LEFT, _LABEL, y, _ROW, label, LABEL_SIZE)
        for column, value in enumerate(values):
            left = _LABEL + column * _MONTH
            pen.box(left, y, _MONTH, _ROW)
            size = SIZE if place else LABEL_SIZE
            pen.text(
                left + _MONTH - _PAD, y + _ROW / 2 + 1.2, value, size, align="right", room=_MONTH - 2 * _PAD
            )
        _cell(pen, _METER, END, y, _ROW, last, LABEL_SIZE)
        y += _ROW
    return y


def _heading(pen: Pen, baseline: float, text: str, right: str = "") -> float:
    """A part's heading with what it asks for at the right; returns where its table begins."""
    pen.text(LEFT, baseline, text, HEAD_SIZE, bold=True, room=WIDTH * 0.6)
    if right:
        pen.text(END, baseline, right, CAPTION, align="right", room=WIDTH * 0.38)
    return baseline + 2.1


def _cell(
    pen: Pen, left: float, right: float, y: float, tall: float, text: str, size: float, *, bold: bool = False
) -> None:
    """A box with its text on the middle line; what is too long takes two smaller lines."""
    pen.box(left, y, right - left, tall)
    room = right - left - 2 * _PAD
    if pen.width(text, size, bold=bold) <= room:
        pen.text(left + _PAD, y + tall / 2 + size * 0.125, text, size, bold=bold)
        return
    small = min(size, 7.5)
    lines = pen.wrapped(text, small, room, 2, bold=bold)
    baseline = y + tall / 2 + 1.0 - (len(lines) - 1) * 1.5
    for number, line in enumerate(lines):
        pen.text(left + _PAD, baseline + number * 3.1, line, small, bold=bold)


def _flat(pairs: Sequence[tuple[str, str]]) -> list[str]:
    return [text for pair in pairs for text in pair]
