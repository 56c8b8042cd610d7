"""What is on a label, and the sheets stationers sell; the drawing is in labels.py."""

from dataclasses import dataclass
from enum import StrEnum


class LabelCodes(StrEnum):
    """Which codes a label bears, where there is room for them."""

    BOTH = "both"
    QR = "qr"
    BAR = "bar"


@dataclass(frozen=True, slots=True)
class LabelSheet:
    """A common A4 sheet: all sizes in millimetres, gaps between labels."""

    code: str
    columns: int
    rows: int
    width: float
    height: float
    left: float
    top: float
    gap_x: float = 0.0
    gap_y: float = 0.0

    @property
    def count(self) -> int:
        """How many labels a sheet has."""
        return self.columns * self.rows

    def pages(self, labels: int, start: int = 1) -> int:
        """How many sheets so many labels take from position ``start`` on."""
        return -(-(start - 1 + labels) // self.count) if labels else 0

    def corner(self, place: int) -> tuple[float, float]:
        """The top left corner of the label at ``place``, counted from 0 along the rows."""
        row, column = divmod(place, self.columns)
        return self.left + column * (self.width + self.gap_x), self.top + row * (self.height + self.gap_y)


SHEETS = {
    sheet.code: sheet
    for sheet in (
        LabelSheet("3x7", 3, 7, 63.5, 38.1, 7.25, 15.15, 2.5),
        LabelSheet("3x8", 3, 8, 70.0, 36.0, 0.0, 4.5),
        LabelSheet("2x7", 2, 7, 99.1, 38.1, 4.65, 15.15, 2.5),
        LabelSheet("2x5", 2, 5, 99.1, 57.0, 4.65, 6.0, 2.5),
        LabelSheet("4x10", 4, 10, 48.5, 25.4, 8.0, 21.5),
    )
}
"""The sheets stationers sell, by columns × rows."""


@dataclass(frozen=True, slots=True)
class Label:
    """What is on one label. ``code`` goes into both codes; ``number`` is the property number or ""."""

    code: str
    name: str
    number: str = ""
    place: str = ""
    office: str = ""
