"""Cuts what was written out of a scanned sheet: the QR code in the corner says where the paper lies."""

from collections.abc import Mapping
from io import BytesIO
from math import hypot

from PIL import Image

from facilities_app.reports.checklist_grid import END
from facilities_app.reports.checklist_head import QR
from facilities_app.reports.fillable_layout import Area

_QR_TOP = 12.0
_DOTS = 7  # a millimetre of a crop, in pixels
_LARGEST = 2600
_MOST_SKEW = 0.05  # a photo taken at an angle would be cut in the wrong places

Corners = tuple[tuple[float, float], ...]


def crops_of(data: bytes, number: str, areas: Mapping[int, Area]) -> dict[int, bytes]:
    """By item a PNG of its answer, of those on this picture's page; {} if the code is not found or lies askew."""
    import zxingcpp

    with Image.open(BytesIO(data)) as image:
        image.draft("L", (_LARGEST, _LARGEST))
        grey = image.convert("L")
    grey.thumbnail((_LARGEST, _LARGEST))
    for code in zxingcpp.read_barcodes(grey, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)):
        sheet, _stroke, page = code.text.partition("/")
        if sheet == number and page.isdecimal():
            at = code.position
            corners = tuple(
                (float(one.x), float(one.y))
                for one in (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
            )
            return _cut(grey, corners, int(page), areas) if _is_square(corners) else {}
    return {}


def _cut(grey: Image.Image, corners: Corners, page: int, areas: Mapping[int, Area]) -> dict[int, bytes]:
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = corners
    # The two directions of the paper, in pixels a millimetre, each from both sides of the code.
    across = ((bx - ax + cx - dx) / 2 / QR, (by - ay + cy - dy) / 2 / QR)
    down = (-across[1], across[0])  # paper has right angles: the longer arm would only add noise
    middle_x, middle_y = (ax + bx + cx + dx) / 4, (ay + by + cy + dy) / 4
    found = {}
    for no, area in areas.items():
        if area.page != page:
            continue
        left, top = area.left - (END - QR / 2), area.top - (_QR_TOP + QR / 2)
        step = 1 / _DOTS
        matrix = (
            across[0] * step,
            down[0] * step,
            middle_x + left * across[0] + top * down[0],
            across[1] * step,
            down[1] * step,
            middle_y + left * across[1] + top * down[1],
        )
        size = (round((area.right - area.left) * _DOTS), round((area.bottom - area.top) * _DOTS))
        piece = grey.transform(size, Image.Transform.AFFINE, matrix, Image.Resampling.BILINEAR, fillcolor=255)
        out = BytesIO()
        piece.save(out, "PNG", compress_level=1)
        found[no] = out.getvalue()
    return found


def _is_square(corners: Corners) -> bool:
    """Whether all four sides are about the same: then the paper was looked at from above."""
    sides = [
        hypot(corners[n][0] - corners[(n + 1) % 4][0], corners[n][1] - corners[(n + 1) % 4][1])
        for n in range(4)
    ]
    return min(sides) > 0 and max(sides) / min(sides) - 1 <= _MOST_SKEW
