"""The rows of a checklist: a section heading, and an item as high as its text and what it asks need."""

from dataclasses import dataclass, replace

from facilities_app.reports.checklist_answers import answer_height, draw_answer
from facilities_app.reports.checklist_data import ChecklistLine
from facilities_app.reports.checklist_grid import (
    CAPTION,
    END,
    FAILED,
    ITEM,
    LEADING,
    LEFT_OUT,
    LIMIT,
    NO,
    NOTE,
    PAD,
    PAD_Y,
    PASSED,
    READING,
    SECTION,
    SMALL_LEADING,
    TABLE_SIZE,
)
from facilities_app.reports.pen import HAIR, Pen
from resources.texts import tr

_MOST_LINES, _MOST_SMALL = 20, 6


@dataclass(frozen=True, slots=True)
class Row:
    """An item measured for the page; ``lines`` are of its text, ``small`` of its guidance below.

    ``heading`` is its section if that begins here, or goes on on a new page.
    """

    item: ChecklistLine
    lines: tuple[str, ...]
    height: float
    heading: str = ""
    small: tuple[str, ...] = ()

    @property
    def total(self) -> float:
        """Item and heading together: they are never parted."""
        return self.height + (SECTION if self.heading else 0)

    def going_on(self) -> "Row":
        """The same as the first of a page: its section is named again."""
        if self.heading or not self.item.section:
            return self
        return replace(self, heading=tr("{section} (continued)").format(section=self.item.section))


def measure(pen: Pen, items: tuple[ChecklistLine, ...]) -> list[Row]:
    """All items as rows, as high as their texts need."""
    rows, section, room = [], "", PASSED - ITEM - 2 * PAD
    for item in items:
        lines = tuple(pen.wrapped(item.text, TABLE_SIZE, room, _MOST_LINES))
        small = tuple(pen.wrapped(item.guidance, CAPTION, room, _MOST_SMALL)) if item.guidance else ()
        heading = item.section if item.section != section else ""
        section = item.section
        tall = len(lines) * LEADING + len(small) * SMALL_LEADING + 2 * PAD_Y
        rows.append(Row(item, lines, max(answer_height(pen, item), tall), heading, small))
    return rows


def draw_row(pen: Pen, row: Row, top: float) -> float:
    """Draw one row from ``top`` and return where it ends. The caller draws the frame."""
    if row.heading:
        base = top + SECTION / 2 + 1.15
        pen.text(ITEM + PAD, base, row.heading, TABLE_SIZE, bold=True, room=END - ITEM - 4)
        top += SECTION
        pen.across(NO, END, top)
    middle, bottom = top + row.height / 2, top + row.height
    pen.text((NO + ITEM) / 2, middle + 1.15, str(row.item.no), TABLE_SIZE, align="center", room=ITEM - NO - 1)
    baseline = middle - ((len(row.lines) - 1) * LEADING + len(row.small) * SMALL_LEADING) / 2 + 1.15
    for number, line in enumerate(row.lines):
        pen.text(ITEM + PAD, baseline + number * LEADING, line, TABLE_SIZE)
    baseline += (len(row.lines) - 1) * LEADING
    for number, line in enumerate(row.small, 1):
        pen.text(ITEM + PAD, baseline + number * SMALL_LEADING, line, CAPTION)
    for x in (ITEM, PASSED):
        pen.down(x, top, bottom)
    draw_answer(pen, row.item, top, bottom)
    pen.across(NO, END, bottom)
    return bottom


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
    pen.text(ITEM + PAD, baseline, tr("Item", "checklist"), 8.5, bold=True)
    for x in (ITEM, PASSED, READING, NOTE):
        pen.down(x, top, top + height)
    pen.across(NO, END, top + height, HAIR)
