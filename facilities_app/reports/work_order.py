"""The work order (修繕派工單): one A4 page a ticket to take along, with room for what was done; one or a batch."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from reportlab.lib.pagesizes import A4

from facilities_app.domain.errors import Invalid
from facilities_app.reports.fonts import Faces
from facilities_app.reports.pages import finish_page, pdf_file
from facilities_app.reports.pen import FRAME, Pen
from facilities_app.reports.qr import draw_qr
from resources.texts import tr

_LEFT, _TOP, _WIDTH = 20.0, 12.0, 175.0
_END = _LEFT + _WIDTH
_LABEL, _HALF, _PAD = 24.0, 87.5, 2.0
_ROW, _LINE, _SIZE = 9.0, 4.6, 9.5
_SIGN, _FOOT = 25.0, 286.0
_MOST_LINES = 14
_QR = 19.0


@dataclass(frozen=True, slots=True)
class WorkOrder:
    """What is printed of one ticket, ready to read. ``pairs`` stand two to a row; ``texts`` over the whole width."""

    office: str
    number: str
    pairs: tuple[tuple[tuple[str, str], tuple[str, str]], ...]
    texts: tuple[tuple[str, str], ...]
    printed: str
    demo: bool = False


def write_work_orders(path: Path, orders: Iterable[WorkOrder]) -> int:
    """Write one page an order; returns how many. Raises Invalid("ticket.none_chosen") for none, and leaves no file."""
    count = 0
    with pdf_file(path, tr("Work order"), "", A4) as canvas:
        pen = Pen(canvas, Faces(), A4[1])
        for order in orders:
            _draw(pen, order)
            finish_page(canvas)
            count += 1
        if not count:
            raise Invalid("ticket.none_chosen")
    return count


def _draw(pen: Pen, order: WorkOrder) -> None:
    y = _draw_head(pen, order)
    top = y
    for left, right in order.pairs:
        height = max(_height(pen, value, _HALF - _LABEL) for _, value in (left, right))
        for place, (label, value) in enumerate((left, right)):
            x = _LEFT + place * _HALF
            _cell(pen, x, y, _LABEL, height, label, bold=True)
            _cell(pen, x + _LABEL, y, _HALF - _LABEL, height, value)
        y += height
    for label, value in order.texts:
        y = _wide(pen, y, label, value, _height(pen, value, _WIDTH - _LABEL))
    sign = _FOOT - 6 - _SIGN
    done = sign - 4 - _ROW
    _wide(pen, y, tr("What was done"), "", done - y)
    _cell(pen, _LEFT, done, _LABEL, _ROW, tr("Finished"), bold=True)
    _cell(pen, _LEFT + _LABEL, done, _HALF - _LABEL, _ROW, "")
    _cell(pen, _LEFT + _HALF, done, _LABEL, _ROW, tr("Actual"), bold=True)
    _cell(pen, _LEFT + _HALF + _LABEL, done, _HALF - _LABEL, _ROW, "")
    pen.box(_LEFT, top, _WIDTH, done + _ROW - top, FRAME)
    _draw_signs(pen, sign)
    pen.text(_LEFT, _FOOT, tr("Demo data") if order.demo else "", 8)
    pen.text(_END, _FOOT, order.printed, 8, align="right")


def _draw_head(pen: Pen, order: WorkOrder) -> float:
    draw_qr(pen, _END - _QR, _TOP, _QR, order.number)
    pen.text(_LEFT, _TOP + 4, order.office, 10)
    pen.text(_LEFT, _TOP + 13, tr("Work order"), 16.7, bold=True)
    pen.text(_END - _QR - 4, _TOP + 13, order.number, 12, bold=True, align="right")
    return _TOP + _QR + 4


def _draw_signs(pen: Pen, y: float) -> None:
    titles = (tr("Repaired by"), tr("Accepted by"), tr("Officer"), tr("Head of unit"))
    width = _WIDTH / len(titles)
    for place, title in enumerate(titles):
        x = _LEFT + place * width
        pen.box(x, y, width, _SIGN)
        pen.text(x + _PAD, y + 5, title, _SIZE, bold=True, room=width - 2 * _PAD)
        edge = x + width - _PAD
        edge -= pen.text(edge, y + _SIGN - 3, tr("day", "date to write"), 8, align="right") + 5.5
        pen.text(edge, y + _SIGN - 3, tr("month", "date to write"), 8, align="right")
    pen.box(_LEFT, y, _WIDTH, _SIGN, FRAME)


def _wide(pen: Pen, y: float, label: str, value: str, height: float) -> float:
    _cell(pen, _LEFT, y, _LABEL, height, label, bold=True)
    _cell(pen, _LEFT + _LABEL, y, _WIDTH - _LABEL, height, value)
    return y + height


def _height(pen: Pen, value: str, width: float) -> float:
    lines = pen.wrapped(value, _SIZE, width - 2 * _PAD, _MOST_LINES)
    return max(_ROW, len(lines) * _LINE + _ROW - _LINE)


def _cell(
    pen: Pen, x: float, y: float, width: float, height: float, text: str, *, bold: bool = False
) -> None:
    pen.box(x, y, width, height)
    line = y + _ROW / 2 + 1.6
    for part in pen.wrapped(text, _SIZE, width - 2 * _PAD, _MOST_LINES, bold=bold):
        pen.text(x + _PAD, line, part, _SIZE, bold=bold)
        line += _LINE
