"""Slips of the property ledger (財產移動單、減損單…) on A4: one page a slip, signed from the clerk to the head."""

from collections.abc import Iterable
from pathlib import Path

from reportlab.lib.pagesizes import A4

from facilities_app.domain.errors import Invalid
from facilities_app.reports.fonts import Faces
from facilities_app.reports.form_cells import (
    END,
    FOOT,
    LEFT,
    SIGN,
    TOP,
    WIDTH,
    pair_row,
    sign_row,
    wide_row,
)
from facilities_app.reports.pages import finish_page, pdf_file
from facilities_app.reports.pen import FRAME, Pen
from facilities_app.reports.slip_data import SlipPaper
from resources.texts import tr

_GAP = 8.0


def write_slips(path: Path, slips: Iterable[SlipPaper]) -> int:
    """Write one page a slip; returns how many. Raises Invalid("slip.none_chosen") for none, and leaves no file."""
    count = 0
    with pdf_file(path, tr("Slips of the property ledger"), "", A4) as canvas:
        pen = Pen(canvas, Faces(), A4[1])
        for slip in slips:
            _draw(pen, slip)
            finish_page(canvas)
            count += 1
        if not count:
            raise Invalid("slip.none_chosen")
    return count


def _draw(pen: Pen, slip: SlipPaper) -> None:
    middle = LEFT + WIDTH / 2
    pen.text(middle, TOP + 8, slip.office, 12, align="center", room=WIDTH)
    pen.text(middle, TOP + 17, slip.title, 17, bold=True, align="center", room=WIDTH)
    pen.text(LEFT, TOP + 25, slip.dated, 10)
    pen.text(END, TOP + 25, slip.number, 11, bold=True, align="right")
    y = top = TOP + 28
    for left, right in slip.pairs:
        y = pair_row(pen, y, left, right)
    for label, value in slip.texts:
        y = wide_row(pen, y, label, value)
    pen.box(LEFT, top, WIDTH, y - top, FRAME)
    sign_row(
        pen,
        min(y + _GAP, FOOT - 6 - SIGN),
        (
            tr("Clerk", "sign-off"),
            tr("Head of unit"),
            tr("Property manager", "sign-off"),
            tr("Head of agency", "sign-off"),
        ),
    )
    pen.text(LEFT, FOOT, tr("Demo data") if slip.demo else "", 8)
    pen.text(END, FOOT, slip.printed, 8, align="right")
