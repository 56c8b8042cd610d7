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
from facilities_app.reports.label_data import Label, LabelCodes, LabelSheet
from facilities_app.reports.pages import finish_page, pdf_file
from facilities_app.reports.pen import Pen
from facilities_app.reports.qr import draw_qr

_PADDING = 2.0
_QUIET = 1.0  # millimetres of white around the code, beside the padding
_BAR_WIDTHS = (0.508, 0.4233, 0.3387)  # 6, 5 and 4 dots of 300 an inch; narrower ones are not read at 150
_BAR_HEIGHT = 6.0
_BAR_QUIET = 10  # bars of white at both sides, as Code 128 wants; the padding is part of it
_FOR_BOTH = 34.0  # millimetres: below a QR code of a lower label no bars have room


def write_labels(
    path: Path,
    labels: Iterable[Label],
    sheet: LabelSheet,
    *,
    start: int = 1,
    codes: LabelCodes = LabelCodes.BOTH,
    title: str = "",
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
            _draw(canvas, pen, (x, y, A4[1] / mm), sheet, label, codes)
            place += 1
        if pages == 0 and place == start - 1:
            raise Invalid("label.none")
        finish_page(canvas)
        pages += 1
    return pages


def write_one_label(path: Path, label: Label, sheet: LabelSheet, codes: LabelCodes = LabelCodes.BOTH) -> None:
    """Write one label on a page of its own size, as it will be on the sheet."""
    size = (sheet.width * mm, sheet.height * mm)
    with pdf_file(path, label.code, "", size) as canvas:
        _draw(canvas, Pen(canvas, Faces(), size[1]), (0, 0, sheet.height), sheet, label, codes)
        finish_page(canvas)


def bears_bars(code: str, sheet: LabelSheet, codes: LabelCodes = LabelCodes.BOTH) -> bool:
    """Whether a label of this sheet has room for the bar code of ``code``."""
    return _bars(code, sheet, codes) is not None


def _draw(
    canvas: Canvas,
    pen: Pen,
    at: tuple[float, float, float],
    sheet: LabelSheet,
    label: Label,
    codes: LabelCodes,
) -> None:
    """``at`` is the label's left, its top and the page's height, in millimetres."""
    x, y, page = at
    bars = _bars(label.code, sheet, codes)
    bottom = y + sheet.height - _PADDING
    floor = bottom - (_BAR_HEIGHT + 1 if bars is not None else 0)
    left = x + _PADDING
    if codes is not LabelCodes.BAR or bars is None:  # what no bars can hold still has a code
        side = min(floor - y - _PADDING - 2 * _QUIET, 24.0)
        draw_qr(pen, left + _QUIET, y + _PADDING + _QUIET, side, label.code)
        left += side + 2 * _QUIET + 1.5
    room = x + sheet.width - _PADDING - left
    line = y + _PADDING + 3.6
    if label.office:
        pen.text(left, line, label.office, 6.5, room=room)
        line += 4.2
    for part in pen.wrapped(label.name, 9.5, room, 2, bold=True):
        pen.text(left, line, part, 9.5, bold=True)
        line += 4.4
    for text in (label.code, label.number, label.place):
        if text and line < floor:
            pen.text(left, line, text, 7.5, room=room)
            line += 3.6
    if bars is not None:
        bars.drawOn(canvas, (x + _PADDING) * mm, (page - bottom) * mm)


def _bars(code: str, sheet: LabelSheet, codes: LabelCodes) -> Code128 | None:
    too_low = codes is LabelCodes.BOTH and sheet.height < _FOR_BOTH
    if codes is LabelCodes.QR or too_low or not code.isascii():
        return None
    room = (sheet.width - 2 * _PADDING) * mm
    for wide in _BAR_WIDTHS:
        quiet = (_BAR_QUIET * wide - _PADDING) * mm
        bars = Code128(
            code, barWidth=wide * mm, barHeight=_BAR_HEIGHT * mm, quiet=1, lquiet=quiet, rquiet=quiet
        )
        if bars.width <= room:
            return bars
    return None
