"""The embedded fonts of every PDF, and what they cannot print."""

import unicodedata
from functools import cache
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from facilities_app.reports.text import clean
from resources import asset

REGULAR = "NotoSansTC"
BOLD = "NotoSansTC-Bold"
MISSING = "〓"
_SILENT = frozenset(
    "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


@cache
def register() -> None:
    """Make both weights known to ReportLab, once a process. Raises FileNotFoundError if they are not shipped."""
    for name in (REGULAR, BOLD):
        pdfmetrics.registerFont(
            TTFont(name, str(asset(f"fonts/{name if name == BOLD else name + '-Regular'}.ttf")))
        )
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD)


class Face:
    """One weight as one document uses it: widths, and text turned into what the font can print.

    ``missing`` gathers the characters it lacks; they are printed as 〓, never left out.
    """

    def __init__(self, name: str, missing: set[str]) -> None:
        register()
        self.name = name
        self.missing = missing
        font: Any = pdfmetrics.getFont(name)
        self.font, self._face = font, font.face
        self._glyphs = self._face.charToGlyph
        self._widths: dict[str, float] = {}

    def printable(self, text: str) -> str:
        """The text cleaned, without marks that have no shape, and with 〓 for what the font lacks."""
        text = clean(text)
        glyphs = self._glyphs
        if all(ord(char) in glyphs or char == "\n" for char in text):
            return text
        return "".join(self._shown(char) for char in unicodedata.normalize("NFC", text))

    def width(self, text: str, size: float) -> float:
        """The width of printable text in points."""
        widths = self._widths
        total = 0.0
        for char in text:
            known = widths.get(char)
            if known is None:
                known = widths[char] = self._face.charWidths.get(ord(char), self._face.defaultWidth) / 1000
            total += known
        return total * size

    def _shown(self, char: str) -> str:
        if char == "\n" or ord(char) in self._glyphs:
            return char
        if char == "\t" or char.isspace():
            return " "
        if char in _SILENT or unicodedata.name(char, "").startswith("VARIATION SELECTOR"):
            return ""
        self.missing.add(char)
        return MISSING


class Faces:
    """Both weights for one document, with one set of missing characters between them."""

    def __init__(self) -> None:
        self.missing: set[str] = set()
        self.regular = Face(REGULAR, self.missing)
        self.bold = Face(BOLD, self.missing)

    def pick(self, *, bold: bool) -> Face:
        """The weight asked for."""
        return self.bold if bold else self.regular
