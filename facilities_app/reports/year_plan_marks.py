"""The signs of the year's plan as drawn shapes: every printer has them, whatever its fonts."""

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from facilities_app.reports.year_plan_data import Sign


class Marks:
    """Draws signs in millimetres from the page's top left corner, in pure black."""

    def __init__(self, canvas: Canvas, height: float) -> None:
        self._canvas, self._height = canvas, height / mm

    def draw(self, sign: Sign, x: float, middle: float, size: float) -> None:
        """The sign in a square of ``size`` whose left side is at ``x``, around the height ``middle``."""
        self._canvas.setLineWidth(0.7)
        top, bottom, right = middle - size / 2, middle + size / 2, x + size
        if sign in (Sign.PLANNED, Sign.FORESEEN):
            self._ring(x + size / 2, middle, size / 2, dashed=sign is Sign.FORESEEN)
        elif sign in (Sign.DONE, Sign.LATE):
            self._line((x, middle), (x + size * 0.38, bottom - size * 0.12), (right, top + size * 0.1))
            if sign is Sign.LATE:
                self._line((x, bottom + size * 0.12), (right, bottom + size * 0.12))
        elif sign is Sign.MISSED:
            self._line((x, top), (right, bottom))
            self._line((x, bottom), (right, top))
        elif sign is Sign.OVERDUE:
            self._line((x + size / 2, top), (right, bottom), (x, bottom), (x + size / 2, top))
        else:
            self._line((x, middle), (right, middle))

    def _ring(self, x: float, y: float, radius: float, *, dashed: bool) -> None:
        if dashed:
            self._canvas.setDash(1.2, 1.2)
        self._canvas.circle(x * mm, (self._height - y) * mm, radius * mm, stroke=1, fill=0)
        self._canvas.setDash()

    def _line(self, *points: tuple[float, float]) -> None:
        path = self._canvas.beginPath()
        for place, (x, y) in enumerate(points):
            (path.lineTo if place else path.moveTo)(x * mm, (self._height - y) * mm)
        self._canvas.drawPath(path, stroke=1, fill=0)
