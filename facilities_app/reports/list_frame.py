"""What stands around the table on every page of a list PDF: title, unit, page numbers, who printed it."""

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from facilities_app.reports.fonts import Face, Faces
from facilities_app.reports.ink import Ink
from facilities_app.reports.table import ReportTable
from facilities_app.reports.text import one_line, shorten
from resources.texts import tr, trn

HEIGHT, WIDTH = A4
LEFT, RIGHT = 12 * mm, WIDTH - 12 * mm
BOTTOM = 15 * mm
_CENTRE = WIDTH / 2
_TITLE_SIZE, _SMALL = 14.0, 8.0
_TITLE_Y, _NOTE_Y, _FOOT_Y = HEIGHT - 15 * mm, HEIGHT - 21.5 * mm, 9 * mm
_TOTAL_FORM = "pages"


class ListFrame:
    """Heading and footer. Text that is the same on every page is encoded once."""

    top = HEIGHT - 23.5 * mm

    def __init__(self, canvas: Canvas, table: ReportTable, faces: Faces) -> None:
        self._canvas = canvas
        self._small = Ink(canvas, faces.regular, _SMALL)
        self._before, self._after = tr("Page {page} of {pages}").split("{pages}")
        self._same = self._heading(table, Ink(canvas, faces.bold, _TITLE_SIZE)) + self._signed(table)
        self._tag = tr("Demo data") if table.demo else ""

    def draw(self, number: int) -> None:
        """Everything around the table of page ``number``."""
        before = self._before.format(page=number)
        width = self._small.width(before)
        # How many pages there will be is not known yet: the total is a form that settle() fills in. It is
        # centred as if the last page had as many digits as this one.
        seam = _CENTRE + (width - self._small.width(f"{number}{self._after}")) / 2
        page_text = f"1 0 0 1 {seam - width:.2f} {_FOOT_Y:.2f} Tm {self._small.operators(before)}"
        self._canvas.addLiteral(f"BT {self._same}{page_text}ET")
        self._canvas.saveState()
        self._canvas.translate(seam, _FOOT_Y)
        self._canvas.doForm(_TOTAL_FORM)
        self._canvas.restoreState()
        if self._tag:
            self._draw_tag()

    def settle(self, pages: int) -> None:
        """Say how many pages there are: once, after the last."""
        self._canvas.beginForm(_TOTAL_FORM)
        self._canvas.addLiteral(f"BT {self._small.operators(f'{pages}{self._after}')}ET")
        self._canvas.endForm()

    def _heading(self, table: ReportTable, title_ink: Ink) -> str:
        title = self._fitted(title_ink, table.title, (RIGHT - LEFT) * 0.8)
        middle = _CENTRE - title_ink.width(title) / 2
        counted = "" if table.count is None else trn("{n} record", "{n} records", table.count)
        asked = "　".join(part for part in (table.subtitle, counted) if part)
        left = self._fitted(self._small, asked, (RIGHT - LEFT) * 0.68)
        unit = self._fitted(self._small, table.unit_note, (RIGHT - LEFT) * 0.3)
        return (
            self._at(middle, _TITLE_Y, title_ink, title)
            + self._at(LEFT, _NOTE_Y, self._small, left)
            + self._at(RIGHT - self._small.width(unit), _NOTE_Y, self._small, unit)
        )

    def _signed(self, table: ReportTable) -> str:
        printed = tr("Printed {date}").format(date=table.printed_on) if table.printed_on else ""
        signed = "　".join(part for part in (printed, table.printed_by) if part)
        text = self._fitted(self._small, signed, (RIGHT - LEFT) * 0.35)
        return self._at(RIGHT - self._small.width(text), _FOOT_Y, self._small, text)

    def _draw_tag(self) -> None:
        """The demo mark, boxed at the top right of every page."""
        text = self._fitted(self._small, self._tag, 80)
        width = self._small.width(text) + 8
        self._canvas.setLineWidth(0.6)
        self._canvas.rect(RIGHT - width, _TITLE_Y - 2, width, _SMALL + 5, stroke=1, fill=0)
        self._canvas.addLiteral(f"BT {self._at(RIGHT - width + 4, _TITLE_Y + 1.5, self._small, text)}ET")

    @staticmethod
    def _fitted(ink: Ink, text: str, width: float) -> str:
        face: Face = ink.face
        return shorten(face.printable(one_line(text[:500])), ink.width, width)

    @staticmethod
    def _at(x: float, y: float, ink: Ink, text: str) -> str:
        return f"1 0 0 1 {x:.2f} {y:.2f} Tm {ink.operators(text)}" if text else ""
