"""A sheet written for a preview: where on which page each item stands is noted while it is drawn."""

from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from facilities_app.reports.checklist_data import ChecklistSheet
from facilities_app.reports.checklist_sheet import SheetPrinter
from facilities_app.reports.fonts import Faces
from facilities_app.reports.pages import pdf_file
from facilities_app.reports.pen import POINT, TICK, Pen

_ROOM = 3.4  # mm above and below what is answered


def write_noted(path: Path, sheet: ChecklistSheet) -> dict[int, tuple[int, float, float]]:
    """Write the sheet; gives back of each item its page (from 0), top and bottom as parts of the page's height."""
    faces = Faces()
    with pdf_file(path, sheet.title, sheet.office, A4) as canvas:
        pen = _NotingPen(canvas, faces, A4[1])
        SheetPrinter(canvas, faces, pen).draw(sheet)
    high = A4[1] * POINT
    return {
        number: (page, max(0.0, (top - _ROOM) / high), min(1.0, (bottom + _ROOM) / high))
        for number, (page, top, bottom) in pen.places.items()
    }


class _NotingPen(Pen):
    """Notes the page and the height of every box that answers an item."""

    def __init__(self, canvas: Canvas, faces: Faces, height: float) -> None:
        super().__init__(canvas, faces, height)
        self.places: dict[int, tuple[int, float, float]] = {}

    def tick(self, x: float, middle: float, size: float = TICK, *, means: str = "") -> float:
        """Note it, and draw it."""
        self._note(means, middle - size / 2, middle + size / 2)
        return super().tick(x, middle, size, means=means)

    def blank(self, means: str, x: float, y: float, width: float, height: float) -> None:
        """Note it."""
        self._note(means, y, y + height)

    def _note(self, means: str, top: float, bottom: float) -> None:
        number = means.replace("=", ":").partition(":")[0]
        if not number.isdecimal():
            return
        page = self._canvas.getPageNumber() - 1
        known = self.places.get(int(number), (page, top, bottom))
        self.places[int(number)] = (page, min(known[1], top), max(known[2], bottom))
