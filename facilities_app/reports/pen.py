"""Drawing forms: text, lines and boxes in millimetres from the page's top left corner, in pure black."""

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from facilities_app.reports.fonts import Faces
from facilities_app.reports.table import Align
from facilities_app.reports.text import one_line, shorten, wrap

POINT = 1 / mm  # one point in millimetres
HAIR, FRAME = 0.4, 0.8  # points
TICK = 4.4
_READ = 4_000  # characters of a text that are looked at: more than one page holds
_LEAST = 5.5  # points: smaller text is not read on paper


class Pen:
    """Draws on one canvas. Baselines, not tops, place a text. ``shortened`` counts texts that were cut."""

    def __init__(self, canvas: Canvas, faces: Faces, height: float) -> None:
        self.faces = faces
        self.shortened = 0
        self._canvas, self._height = canvas, height / mm

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """The width of a text in millimetres."""
        face = self.faces.pick(bold=bold)
        return face.width(face.printable(one_line(text)), size) * POINT

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        *,
        bold: bool = False,
        align: Align = "left",
        room: float = 0,
    ) -> float:
        """Write ``text`` at ``x``; in ``room`` it is made smaller first, then cut with 「…」. Returns its width."""
        face = self.faces.pick(bold=bold)
        shown = face.printable(one_line(text[:_READ]))
        width = face.width(shown, size) * POINT
        if room and width > room:
            size = max(_LEAST, size * room / width)
            whole, shown = shown, shorten(shown, lambda part: face.width(part, size) * POINT, room + 0.01)
            self.shortened += shown != whole
            width = face.width(shown, size) * POINT
        if align == "right":
            x -= width
        elif align == "center":
            x -= width / 2
        self._canvas.setFont(face.name, size)
        self._canvas.drawString(x * mm, (self._height - y) * mm, shown)
        return width

    def wrapped(self, text: str, size: float, room: float, most: int, *, bold: bool = False) -> list[str]:
        """The lines of ``text`` in ``room``, at most ``most``."""
        face = self.faces.pick(bold=bold)
        shown = face.printable(text[:_READ])
        lines, is_cut = wrap(shown, lambda part: face.width(part, size) * POINT, room, most)
        self.shortened += is_cut or len(text) > _READ
        return lines

    def across(self, x1: float, x2: float, y: float, weight: float = HAIR) -> None:
        """A horizontal line."""
        self._line(x1, y, x2, y, weight)

    def down(self, x: float, y1: float, y2: float, weight: float = HAIR) -> None:
        """A vertical line."""
        self._line(x, y1, x, y2, weight)

    def box(self, x: float, y: float, width: float, height: float, weight: float = HAIR) -> None:
        """An empty rectangle whose top left corner is at ``x``, ``y``."""
        self._canvas.setLineWidth(weight)
        self._canvas.rect(x * mm, (self._height - y - height) * mm, width * mm, height * mm, stroke=1, fill=0)

    def tick(self, x: float, middle: float, size: float = TICK, *, means: str = "") -> float:
        """A box to tick, its left side at ``x``; ``means`` as in blank, such as "3=fail". Returns its width."""
        self.box(x, middle - size / 2, size, size, 0.6)
        return size

    def blank(self, means: str, x: float, y: float, width: float, height: float) -> None:
        """Where a person writes what ``means`` names, such as "3:note": nothing here, a field in a fillable file."""

    def blot(self, x: float, y: float, width: float, height: float) -> None:
        """A filled rectangle without an outline: a module of a QR code."""
        self._canvas.rect(x * mm, (self._height - y - height) * mm, width * mm, height * mm, stroke=0, fill=1)

    def _line(self, x1: float, y1: float, x2: float, y2: float, weight: float) -> None:
        self._canvas.setLineWidth(weight)
        self._canvas.line(x1 * mm, (self._height - y1) * mm, x2 * mm, (self._height - y2) * mm)
