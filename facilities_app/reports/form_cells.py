"""The cells of an A4 form: a label beside its value, a value over the whole width, and boxes to sign in."""

from collections.abc import Sequence

from facilities_app.reports.pen import FRAME, Pen
from resources.texts import tr

LEFT, TOP, WIDTH = 20.0, 12.0, 175.0
END = LEFT + WIDTH
LABEL, HALF, PAD = 24.0, 87.5, 2.0
ROW, LINE, SIZE = 9.0, 4.6, 9.5
SIGN, FOOT = 25.0, 286.0
MOST_LINES = 14

Pair = tuple[str, str]


def pair_row(pen: Pen, y: float, left: Pair, right: Pair) -> float:
    """Two labels with their values side by side; returns where the next row begins."""
    tall = max(_tall(pen, label, value, HALF) for label, value in (left, right))
    for place, (label, value) in enumerate((left, right)):
        x = LEFT + place * HALF
        cell(pen, x, y, LABEL, tall, label, bold=True)
        cell(pen, x + LABEL, y, HALF - LABEL, tall, value)
    return y + tall


def wide_row(pen: Pen, y: float, label: str, value: str, tall: float = 0.0) -> float:
    """A label with a value over the whole width, as tall as it needs or as told; returns where the next row begins."""
    tall = tall or _tall(pen, label, value, WIDTH)
    cell(pen, LEFT, y, LABEL, tall, label, bold=True)
    cell(pen, LEFT + LABEL, y, WIDTH - LABEL, tall, value)
    return y + tall


def sign_row(pen: Pen, y: float, titles: Sequence[str]) -> None:
    """Boxes to sign in from left to right, with room for month and day."""
    width = WIDTH / len(titles)
    for place, title in enumerate(titles):
        x = LEFT + place * width
        pen.box(x, y, width, SIGN)
        pen.text(x + PAD, y + 5, title, SIZE, bold=True, room=width - 2 * PAD)
        edge = x + width - PAD
        edge -= pen.text(edge, y + SIGN - 3, tr("day", "date to write"), 8, align="right") + 5.5
        pen.text(edge, y + SIGN - 3, tr("month", "date to write"), 8, align="right")
    pen.box(LEFT, y, WIDTH, SIGN, FRAME)


def cell(pen: Pen, x: float, y: float, width: float, tall: float, text: str, *, bold: bool = False) -> None:
    """A box with its text from the top left."""
    pen.box(x, y, width, tall)
    line = y + ROW / 2 + 1.6
    for part in pen.wrapped(text, SIZE, width - 2 * PAD, MOST_LINES, bold=bold):
        pen.text(x + PAD, line, part, SIZE, bold=bold)
        line += LINE


def _tall(pen: Pen, label: str, value: str, width: float) -> float:
    """How tall a row has to be for its label and its text."""
    words = pen.wrapped(label, SIZE, LABEL - 2 * PAD, MOST_LINES, bold=True)
    lines = pen.wrapped(value, SIZE, width - LABEL - 2 * PAD, MOST_LINES)
    return max(ROW, max(len(words), len(lines)) * LINE + ROW - LINE)
