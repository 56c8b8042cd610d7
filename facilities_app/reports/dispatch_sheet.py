"""The daily dispatch sheet (每日派工單): A4 upright, a worker's jobs of one day with room for what was done."""

from collections.abc import Sequence
from pathlib import Path

from reportlab.lib.pagesizes import A4

from facilities_app.domain.errors import Invalid
from facilities_app.reports.dispatch_data import DispatchRow, DispatchSheet
from facilities_app.reports.fonts import Faces
from facilities_app.reports.form_cells import END, FOOT, LEFT, SIGN, TOP, WIDTH, sign_row
from facilities_app.reports.pages import finish_page, pdf_file
from facilities_app.reports.pen import FRAME, Pen
from facilities_app.reports.qr import draw_qr
from resources.texts import tr, trn

_COLUMNS = (16.0, 25.0, 56.0, 31.0, 47.0)
"""Time, number, what and where, contact, what was done."""
_HEAD, _PAD, _LINE, _SIZE = 8.0, 2.0, 4.5, 9.5
_LEAST, _QR = 27.0, 15.0
_FIRST = 36.0
_MOST_LINES = 7
_ROOM = FOOT - 6 - SIGN - 4


def write_dispatch_sheets(path: Path, sheets: Sequence[DispatchSheet]) -> int:
    """Write the sheets, each worker beginning on a new page; returns how many pages. Raises
    Invalid("dispatch.nothing") for none, and leaves no file.
    """
    if not sheets:
        raise Invalid("dispatch.nothing")
    with pdf_file(path, tr("Daily dispatch sheet"), "", A4) as canvas:
        pen = Pen(canvas, Faces(), A4[1])
        pages = [(sheet, rows) for sheet in sheets for rows in _pages(pen, sheet.rows)]
        for count, (sheet, rows) in enumerate(pages, 1):
            _draw(pen, sheet, rows, tr("page {n} of {m}").format(n=count, m=len(pages)))
            finish_page(canvas)
    return len(pages)


def _pages(pen: Pen, rows: Sequence[DispatchRow]) -> list[list[DispatchRow]]:
    """The rows page by page; a row is never divided."""
    pages: list[list[DispatchRow]] = [[]]
    y = _FIRST + _HEAD
    for row in rows:
        height = _height(pen, row)
        if y + height > _ROOM and pages[-1]:
            pages.append([])
            y = _FIRST + _HEAD
        pages[-1].append(row)
        y += height
    return pages


def _draw(pen: Pen, sheet: DispatchSheet, rows: Sequence[DispatchRow], page: str) -> None:
    pen.text(LEFT, TOP + 4, sheet.office, 10)
    pen.text(LEFT, TOP + 13, tr("Daily dispatch sheet"), 16.7, bold=True)
    pen.text(END, TOP + 5, sheet.day, 11, bold=True, align="right")
    pen.text(END, TOP + 13, sheet.worker, 13, bold=True, align="right", room=90)
    pen.text(LEFT, _FIRST - 4, trn("{n} job", "{n} jobs", len(sheet.rows)), 9)
    y = _draw_head(pen)
    for row in rows:
        y = _draw_row(pen, y, row)
    pen.box(LEFT, _FIRST, WIDTH, y - _FIRST, FRAME)
    sign_row(pen, FOOT - 6 - SIGN, (tr("Dispatched by"), tr("Done by"), tr("Head of unit")))
    pen.text(LEFT, FOOT, tr("Demo data") if sheet.has_demo else "", 8)
    pen.text(LEFT + WIDTH / 2, FOOT, page, 8, align="center")
    pen.text(END, FOOT, sheet.printed, 8, align="right")


def _draw_head(pen: Pen) -> float:
    titles = (
        tr("Time", "dispatch"),
        tr("Ticket no."),
        tr("Subject and place"),
        tr("Contact"),
        tr("What was done, signature"),
    )
    x = LEFT
    for title, width in zip(titles, _COLUMNS, strict=True):
        pen.box(x, _FIRST, width, _HEAD)
        pen.text(x + _PAD, _FIRST + 5.4, title, 9, bold=True, room=width - 2 * _PAD)
        x += width
    return _FIRST + _HEAD


def _draw_row(pen: Pen, y: float, row: DispatchRow) -> float:
    height = _height(pen, row)
    x = LEFT
    for width in _COLUMNS:
        pen.box(x, y, width, height)
        x += width
    pen.text(LEFT + _PAD, y + 6, row.time, 11, bold=True, room=_COLUMNS[0] - 2 * _PAD)
    left = LEFT + _COLUMNS[0]
    pen.text(left + _PAD, y + 6, row.number, 10, bold=True, room=_COLUMNS[1] - 2 * _PAD)
    draw_qr(pen, left + (_COLUMNS[1] - _QR) / 2, y + 9, _QR, row.qr)
    left += _COLUMNS[1]
    what, where = _lines(pen, row)
    line = y + 5.5
    for text, bold in ((what, True), (where, False)):
        for part in text:
            pen.text(left + _PAD, line, part, _SIZE, bold=bold)
            line += _LINE
    pen.text(left + _PAD, y + height - 2.5, row.note, 8.5, room=_COLUMNS[2] - 2 * _PAD)
    left += _COLUMNS[2]
    line = y + 5.5
    for part in _contact(pen, row):
        pen.text(left + _PAD, line, part, 9)
        line += _LINE
    return y + height


def _height(pen: Pen, row: DispatchRow) -> float:
    what, where = _lines(pen, row)
    lines = max(len(what) + len(where) + 1, len(_contact(pen, row)))
    return max(_LEAST, 5.5 + lines * _LINE)


def _lines(pen: Pen, row: DispatchRow) -> tuple[list[str], list[str]]:
    room = _COLUMNS[2] - 2 * _PAD
    return (
        pen.wrapped(row.what, _SIZE, room, _MOST_LINES, bold=True),
        pen.wrapped(row.where, _SIZE, room, _MOST_LINES),
    )


def _contact(pen: Pen, row: DispatchRow) -> list[str]:
    return pen.wrapped(row.contact, 9, _COLUMNS[3] - 2 * _PAD, _MOST_LINES)
