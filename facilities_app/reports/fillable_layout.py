"""Where on the paper each item is answered: laid out again, without a file."""

from dataclasses import dataclass
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from facilities_app.reports.checklist_data import ChecklistSheet
from facilities_app.reports.checklist_grid import END, PASSED
from facilities_app.reports.checklist_sheet import SheetPrinter
from facilities_app.reports.fonts import REGULAR, Faces, register
from facilities_app.reports.pen import TICK, Pen

_AROUND = 1.6  # mm of paper shown above and below: what is written is larger than its box


@dataclass(frozen=True, slots=True)
class Area:
    """A part of a page in millimetres from its top left corner; pages count from 1."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


def answer_areas(sheet: ChecklistSheet) -> dict[int, Area]:
    """By item the part of its row that is ticked and written in."""
    register()
    canvas = Canvas(BytesIO(), pagesize=A4, initialFontName=REGULAR)  # type: ignore[arg-type]
    pen = _Noting(canvas, Faces(), A4[1])
    SheetPrinter(canvas, pen.faces, pen).draw(sheet)
    return {
        no: Area(page, PASSED, top - _AROUND, END, bottom + _AROUND)
        for no, (page, top, bottom) in pen.found.items()
    }


class _Noting(Pen):
    """Notes how high and low the places of each item reach; every page begins with its month."""

    def __init__(self, canvas: Canvas, faces: Faces, height: float) -> None:
        super().__init__(canvas, faces, height)
        self.found: dict[int, tuple[int, float, float]] = {}
        self._page = 0

    def tick(self, x: float, middle: float, size: float = TICK, *, means: str = "") -> float:
        self._note(means.partition("=")[0], middle - size / 2, middle + size / 2)
        return super().tick(x, middle, size)

    def blank(self, means: str, x: float, y: float, width: float, height: float) -> None:
        self._page += means == "month"
        self._note(means.partition(":")[0], y, y + height)

    def _note(self, no: str, top: float, bottom: float) -> None:
        if no.isdecimal():
            page, high, low = self.found.get(int(no), (self._page, top, bottom))
            self.found[int(no)] = (page, min(high, top), max(low, bottom))
