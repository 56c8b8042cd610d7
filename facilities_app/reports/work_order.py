"""The work order (修繕派工單): one A4 page a ticket to take along, with room for what was done; one or a batch."""

from collections.abc import Iterable
from pathlib import Path

from reportlab.lib.pagesizes import A4

from facilities_app.domain.errors import Invalid
from facilities_app.reports.fonts import Faces
from facilities_app.reports.form_cells import (
    END,
    FOOT,
    HALF,
    LABEL,
    LEFT,
    ROW,
    SIGN,
    TOP,
    WIDTH,
    cell,
    pair_row,
    sign_row,
    wide_row,
)
from facilities_app.reports.pages import finish_page, pdf_file
from facilities_app.reports.pen import FRAME, Pen
from facilities_app.reports.qr import draw_qr
from facilities_app.reports.work_order_data import WorkOrder
from resources.texts import tr

_QR = 19.0


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
    y = top = _draw_head(pen, order)
    for left, right in order.pairs:
        y = pair_row(pen, y, left, right)
    for label, value in order.texts:
        y = wide_row(pen, y, label, value)
    sign = FOOT - 6 - SIGN
    done = sign - 4 - ROW
    wide_row(pen, y, tr("What was done"), order.done, done - y)
    cell(pen, LEFT, done, LABEL, ROW, tr("Finished"), bold=True)
    cell(pen, LEFT + LABEL, done, HALF - LABEL, ROW, order.finished)
    cell(pen, LEFT + HALF, done, LABEL, ROW, tr("Actual"), bold=True)
    cell(pen, LEFT + HALF + LABEL, done, HALF - LABEL, ROW, order.actual)
    pen.box(LEFT, top, WIDTH, done + ROW - top, FRAME)
    sign_row(pen, sign, (tr("Repaired by"), tr("Accepted by"), tr("Officer"), tr("Head of unit")))
    if order.accepted:
        pen.text(LEFT + WIDTH / 4 + 2, sign + 12, order.accepted, 9.5, room=WIDTH / 4 - 4)
    pen.text(LEFT, FOOT, tr("Demo data") if order.demo else "", 8)
    pen.text(END, FOOT, order.printed, 8, align="right")


def _draw_head(pen: Pen, order: WorkOrder) -> float:
    draw_qr(pen, END - _QR, TOP, _QR, order.number)
    pen.text(LEFT, TOP + 4, order.office, 10)
    pen.text(LEFT, TOP + 13, tr("Work order"), 16.7, bold=True)
    pen.text(END - _QR - 4, TOP + 13, order.number, 12, bold=True, align="right")
    return TOP + _QR + 4
