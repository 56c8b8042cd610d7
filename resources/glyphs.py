"""The fonts that documents embed, and which characters they can print."""

from functools import cache
from pathlib import Path

from resources import asset

WEIGHTS = ("Regular", "Medium", "Bold")
_LINE_CONTROLS = frozenset("\n\r\t")


def font_path(weight: str = "Regular") -> Path:
    """The TrueType file of one of WEIGHTS."""
    return asset(f"fonts/NotoSansTC-{weight}.ttf")


@cache
def coverage() -> frozenset[int]:
    """The code points that every weight can print."""
    codes: set[int] = set()
    for line in asset("fonts/coverage.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            first, _, last = line.partition("-")
            codes.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(codes)


def missing(text: str) -> list[str]:
    """The characters of ``text`` that would print as boxes, each once, in order."""
    covered = coverage()
    return [char for char in dict.fromkeys(text) if ord(char) not in covered and char not in _LINE_CONTROLS]
