"""Text as PDF operators, each character looked up once a document: what makes long lists fast."""

from typing import Any

from reportlab.pdfgen.canvas import Canvas

from facilities_app.reports.fonts import Face


class Ink:
    """One weight at one size on one canvas."""

    def __init__(self, canvas: Canvas, face: Face, size: float) -> None:
        self.face, self.size = face, size
        self._document: Any = canvas._doc  # type: ignore[attr-defined]
        self._font = face.font
        self._glyphs: dict[str, tuple[int, str]] = {}
        self._switches: dict[int, str] = {}

    def width(self, text: str) -> float:
        """The width of printable text in points."""
        return self.face.width(text, self.size)

    def operators(self, text: str) -> str:
        """What shows printable ``text`` at the current point, its font switches included."""
        glyphs, current = self._glyphs, -1
        parts: list[str] = []
        for char in text:
            found = glyphs.get(char)
            if found is None:
                found = self._look_up(char)
            subset, code = found
            if subset != current:
                parts.append(f"> Tj {self._switches[subset]}<" if parts else f"{self._switches[subset]}<")
                current = subset
            parts.append(code)
        if parts:
            parts.append("> Tj ")
        return "".join(parts)

    def _look_up(self, char: str) -> tuple[int, str]:
        subset, code = self._font.splitString(char, self._document)[0]
        if subset not in self._switches:
            name = self._font.getSubsetInternalName(subset, self._document)
            self._switches[subset] = f"{name} {self.size:g} Tf "
        found = self._glyphs[char] = (subset, code.hex())
        return found
