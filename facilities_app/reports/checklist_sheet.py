"""One checklist over its pages: which item stands where, then head, table, sign-off and footer on each."""

from collections.abc import Sequence

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from facilities_app.reports.checklist_data import ChecklistSheet
from facilities_app.reports.checklist_grid import CAPTION, END, NO
from facilities_app.reports.checklist_head import SIGN_TOP, draw_foot, draw_head, draw_sign_off
from facilities_app.reports.checklist_rows import Row, draw_row, draw_table_head, measure
from facilities_app.reports.fonts import Faces
from facilities_app.reports.pages import finish_page
from facilities_app.reports.pen import FRAME, HAIR, Pen
from resources.texts import tr

_TABLE_HEAD = 8.7
_GAP = 2.9  # between the table and the sign-off
_FEWEST = 3  # a last page with fewer items would look lost
_REMARK_HEAD, _REMARK_LINE = 6.0, 8.5
_FEWEST_REMARKS, _MOST_REMARKS = 2, 6


class SheetPrinter:
    """Draws sheets one after another onto one canvas, with a pen of its own or the one it is given."""

    def __init__(self, canvas: Canvas, faces: Faces, pen: Pen | None = None) -> None:
        self._canvas = canvas
        self._pen = pen or Pen(canvas, faces, A4[1])

    @property
    def shortened(self) -> int:
        """How many texts did not fit."""
        return self._pen.shortened

    def draw(self, sheet: ChecklistSheet) -> int:
        """Draw the sheet and return how many pages it took."""
        rows = measure(self._pen, sheet.items)
        self._note(sheet)
        top = draw_head(self._pen, sheet, 1)
        pages = paginate(rows, SIGN_TOP - _GAP - top - _TABLE_HEAD)
        for number, on_page in enumerate(pages, 1):
            if number > 1:
                draw_head(self._pen, sheet, number)
            end = self._draw_table(on_page, top)
            if number == len(pages):
                _draw_remarks(self._pen, end)
            draw_sign_off(self._pen)
            next_no = pages[number][0].item.no if number < len(pages) else None
            draw_foot(self._pen, sheet, number, len(pages), next_no)
            finish_page(self._canvas)
        return len(pages)

    def _draw_table(self, rows: Sequence[Row], top: float) -> float:
        draw_table_head(self._pen, top, _TABLE_HEAD)
        y = top + _TABLE_HEAD
        for row in rows:
            y = draw_row(self._pen, row, y)
        self._pen.box(NO, top, END - NO, y - top, FRAME)
        return y

    def _note(self, sheet: ChecklistSheet) -> None:
        """An entry in the file's table of contents."""
        self._canvas.bookmarkPage(sheet.sheet_number)
        title = f"{sheet.sheet_number}　{sheet.title}　{sheet.target_name}"
        self._canvas.addOutlineEntry(title, sheet.sheet_number)


def paginate(rows: Sequence[Row], room: float) -> list[list[Row]]:
    """Rows by page, each page within ``room``, no few left alone on the last. There is always one page.

    A page that begins within a section names it again.
    """
    pages: list[list[Row]] = [[]]
    used = 0.0
    for row in rows:
        if pages[-1] and used + row.total > room + 0.01:
            pages.append([])
            used = row.going_on().total - row.total
        pages[-1].append(row)
        used += row.total
    if len(pages) > 1:
        _ease(pages[-2], pages[-1], room)
    return [page if number == 0 else _begun(page) for number, page in enumerate(pages)]


def _begun(page: list[Row]) -> list[Row]:
    return [row if number else row.going_on() for number, row in enumerate(page)]


def _ease(before: list[Row], last: list[Row], room: float) -> None:
    """Move rows onto a nearly empty last page while both pages stay worth their paper."""
    while len(last) < _FEWEST < len(before):
        moved = [before[-1], *last]
        if sum(row.total for row in _begun(moved)) > room:
            return
        last[:] = moved
        before.pop()


def _draw_remarks(pen: Pen, top: float) -> None:
    """Where a last page has room: lines for what the narrow columns do not hold."""
    top, bottom = top + _GAP, SIGN_TOP - _GAP
    lines = min(int((bottom - top - _REMARK_HEAD) / _REMARK_LINE), _MOST_REMARKS)
    if lines < _FEWEST_REMARKS:
        return
    pen.text(NO + 2.2, top + 5, tr("Remarks (item, what was found, what was done)"), CAPTION)
    for number in range(1, lines + 1):
        pen.across(NO + 2.2, END - 2.2, top + _REMARK_HEAD + number * _REMARK_LINE - 2)
    height = _REMARK_HEAD + lines * _REMARK_LINE + 1.5
    pen.box(NO, top, END - NO, height, HAIR)
    pen.blank("note", NO + 1.5, top + _REMARK_HEAD, END - NO - 3, height - _REMARK_HEAD - 1)
