"""Sheets of labels to stick on assets: a QR code and a Code 128 bar code beside name, number and place.

The QR code holds the asset's own number, which the search fields of the program take as it is scanned.
"""

from collections.abc import Iterable
from pathlib import Path

from reportlab.graphics.barcode.code128 import Code128
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from facilities_app.domain.errors import Invalid
from facilities_app.reports.fonts import Faces
from facilities_app.reports.label_data import Label, LabelSheet
from facilities_app.reports.pages import finish_page, pdf_file
from facilities_app.reports.pen import Pen
from facilities_app.reports.qr import draw_qr

_PADDING = 2.0
_QUIET = 1.0  # millimetres of white around the code, beside the padding
_BAR_WIDTH = 0.33  # millimetres: narrower bars are not read at 150 dots an inch
_BAR_HEIGHT = 6.0


def write_labels(
    path: Path, labels: Iterable[Label], sheet: LabelSheet, *, start: int = 1, title: str = ""
) -> int:
    """Write the labels from position ``start`` of the first sheet on; returns the number of pages.

    Raises Invalid("label.start") for a position the sheet does not have, Invalid("label.none") for no labels.
    """
    if not 1 <= start <= sheet.count:
        raise Invalid("label.start", field="start", most=sheet.count)
    faces = Faces()
    pages = 0
    with pdf_file(path, title, "", A4) as canvas:
        place = start - 1
        pen = Pen(canvas, faces, A4[1])
        for label in labels:
            if place == sheet.count:
                finish_page(canvas)
                pages, place = pages + 1, 0
            x, y = sheet.corner(place)
            _draw(canvas, pen, x, y, sheet, label)
            place += 1
        if pages == 0 and place == start - 1:
            raise Invalid("label.none")
        finish_page(canvas)
        pages += 1
    return pages


def _draw(canvas: Canvas, pen: Pen, x: float, y: float, sheet: LabelSheet, label: Label) -> None:
    height = sheet.height - 2 * _PADDING
    bars = _bars(label.code, sheet)
    side = min(height - 2 * _QUIET - (_BAR_HEIGHT + 1 if bars is not None and sheet.height > 45 else 0), 24.0)
    draw_qr(pen, x + _PADDING + _QUIET, y + _PADDING + _QUIET, side, label.code)
    left = x + _PADDING + side + 2 * _QUIET + 1.5
    room = x + sheet.width - _PADDING - left
    line = y + _PADDING + 3.6
    if label.office:
        pen.text(left, line, label.office, 6.5, room=room)
        line += 4.2
    for part in pen.wrapped(label.name, 9.5, room, 2, bold=True):
        pen.text(left, line, part, 9.5, bold=True)
        line += 4.4
    for text in (label.code, label.number, label.place):
        if text and line < y + sheet.height - _PADDING:
            pen.text(left, line, text, 7.5, room=room)
            line += 3.6
    if bars is not None and sheet.height > 45:
        bars.drawOn(canvas, (x + _PADDING) * mm, A4[1] - (y + sheet.height - _PADDING) * mm)


def _bars(code: str, sheet: LabelSheet) -> Code128 | None:
    if not code.isascii():
        return None
    bars = Code128(
        code, barWidth=_BAR_WIDTH * mm, barHeight=_BAR_HEIGHT * mm, quiet=1, lquiet=2 * mm, rquiet=2 * mm
    )
    return bars if bars.width <= (sheet.width - 2 * _PADDING) * mm else None
