"""QR codes as black vector shapes."""

from itertools import groupby

from reportlab.graphics.barcode import qrencoder

from facilities_app.reports.pen import Pen

_OVERLAP = 1.02  # neighbouring rows touch, so that no white hairline shows between them


def draw_qr(pen: Pen, x: float, y: float, side: float, content: str) -> None:
    """A QR code of ``side`` mm, its quiet zone outside. A quarter of it may be smudged and it still reads."""
    code = qrencoder.QRCode(None, qrencoder.QRErrorCorrectLevel.Q)
    code.addData(content)
    code.make()
    matrix: list[list[object]] = code.modules
    module = side / len(matrix)
    for row, modules in enumerate(matrix):
        column = 0
        for dark, run in groupby(bool(m) for m in modules):
            length = len(list(run))
            if dark:
                height = module if row == len(matrix) - 1 else module * _OVERLAP
                pen.blot(x + column * module, y + row * module, length * module, height)
            column += length
