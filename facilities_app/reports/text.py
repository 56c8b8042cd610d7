"""Text on its way to paper or a cell: cleaned, numbers in words a clerk writes, and wrapped."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from decimal import Decimal
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph  # noqa: TID251 - this is the one helper that escapes

from facilities_app.reports.table import EMPTY

_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_HAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]|[\U00020000-\U0003ffff]")

_OPENING = "（「『【《〈［｛〔“‘(\\[{"
_CLOSING = "，。、；：？！）」』】》〉］｝〕…％，．,.;:?!)\\]}%”’·／/"
_WORD = "A-Za-z0-9\u00b0-\u024f\u0370-\u03ff\u2032\u2033℃&@#$_+\\-−=<>*'\"~^|`"
_UNIT = re.compile(f" *[{_OPENING}]*(?:[{_WORD}]+(?:[{_CLOSING}]+[{_WORD}]+)*|[^ \t])[{_CLOSING}]*|[ \t]+")


def clean(text: str) -> str:
    """The text without control characters and broken halves of characters; line breaks become ``\\n``."""
    if text.isprintable():
        return text
    return _UNWANTED.sub("", _BREAKS.sub("\n", text))


def one_line(text: str) -> str:
    """Cleaned text with every line break and tab turned into one space."""
    cleaned = clean(text)
    return cleaned if cleaned.isprintable() else re.sub(r"[ \t]*[\n\t][\n\t ]*", " ", cleaned)


def cell_text(value: object) -> str:
    """Any value of a text column as the text to show; empty is 「－」. The one door for text cells."""
    if value is None or value == "":
        return EMPTY
    return clean(value if isinstance(value, str) else str(value)) or EMPTY


def number_text(value: object) -> str:
    """A number with thousands separators and no idle zeros (10, 33.5, 1,234,567); empty is 「－」."""
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        value = Decimal(repr(value))
    if isinstance(value, Decimal) and value.is_finite():
        trimmed = value.normalize()
        return f"{trimmed:,f}" if trimmed else "0"
    return cell_text(value)


def para(text: str, style: ParagraphStyle) -> Paragraph:
    """A paragraph that shows ``text`` as it is: markup in it is never read. Chinese wraps anywhere."""
    wrap_style = style
    if _HAN.search(text) and not style.wordWrap:
        wrap_style = ParagraphStyle(f"{style.name}-cjk", parent=style, wordWrap="CJK")
    return Paragraph(escape(clean(text)).replace("\n", "<br/>"), wrap_style)


def wrap(text: str, measure: Callable[[str], float], width: float, most: int = 0) -> tuple[list[str], bool]:
    """The lines of ``text`` in ``width``, at most ``most`` (0: all), and whether some had to be cut off.

    Words and numbers stay whole where they fit; no line begins with closing punctuation.
    """
    lines: list[str] = []
    for line in _lines(text, measure, width):
        if most and len(lines) == most:
            lines[-1] = shorten(lines[-1] + "…", measure, width)
            return lines, True
        lines.append(line)
    return lines or [""], False


def shorten(text: str, measure: Callable[[str], float], width: float) -> str:
    """The text, or as much of it as fits with 「…」 at its end."""
    if measure(text) <= width:
        return text
    kept = text.removesuffix("…")
    fits = bisect_right(range(1, len(kept) + 1), width, key=lambda length: measure(kept[:length] + "…"))
    return kept[:fits].rstrip() + "…"


def _lines(text: str, measure: Callable[[str], float], width: float) -> Iterator[str]:
    for paragraph in text.split("\n"):
        line, used = "", 0.0
        for match in _UNIT.finditer(paragraph):
            unit = match.group() if line else match.group().lstrip()
            size = measure(unit)
            if used + size <= width:
                line, used = line + unit, used + size
                continue
            if line.strip():
                yield line.rstrip()
            line, used = "", 0.0
            for piece in _pieces(unit.lstrip(), measure, width):
                if line:
                    yield line
                line, used = piece, measure(piece)
        yield line.rstrip()


def _pieces(unit: str, measure: Callable[[str], float], width: float) -> Iterator[str]:
    """A unit as it is if it fits in an empty line, else cut wherever the line is full."""
    piece, used = "", 0.0
    for char in unit:
        size = measure(char)
        if piece and used + size > width:
            yield piece
            piece, used = "", 0.0
        piece, used = piece + char, used + size
    yield piece
