"""A line of a form to fill in by hand: words, boxes to tick, and blanks that share what room is left."""

from collections.abc import Sequence
from dataclasses import dataclass

from facilities_app.reports.pen import TICK, Pen

_SMALLEST, _STEP = 6.0, 0.25
_LOOSE, _TIGHT = 4.6, 2.6
"""Room before a tick box or a new thought (mm): the second where a language needs more room."""
_AFTER_BOX, _AROUND = 1.6, 1.2


@dataclass(frozen=True, slots=True)
class Word:
    """A word; ``apart`` sets it off from what stands before it."""

    text: str
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A box to tick and its word."""

    text: str


@dataclass(frozen=True, slots=True)
class Blank:
    """A line to write on, ``share`` of the room that is left, never less than ``least`` mm."""

    share: float = 1.0
    least: float = 6.0


Part = Word | Box | Blank


def draw_line(pen: Pen, left: float, right: float, middle: float, parts: Sequence[Part], size: float) -> None:
    """Draw the parts between ``left`` and ``right``, closer and then smaller where a language needs more room."""
    gap, least = _LOOSE, sum(part.least for part in parts if isinstance(part, Blank))
    while size > _SMALLEST and _fixed(pen, parts, size, gap) + least > right - left:
        size, gap = (size, _TIGHT) if gap == _LOOSE else (size - _STEP, gap)
    room = right - left - _fixed(pen, parts, size, gap)
    shares = sum(part.share for part in parts if isinstance(part, Blank))
    x, baseline = left, middle + size * 0.125
    for place, part in enumerate(parts):
        x += _before(parts, place, gap)
        if isinstance(part, Blank):
            wide = max(0.0, room * part.share / shares)
            pen.across(x, x + wide, baseline + 1.1)
            x += wide
            continue
        if isinstance(part, Box):
            x += pen.tick(x, middle) + _AFTER_BOX
        x += pen.text(x, baseline, part.text, size)


def _before(parts: Sequence[Part], place: int, gap: float) -> float:
    """The room before a part."""
    part = parts[place]
    if place == 0:
        return 0.0
    return gap if isinstance(part, Box) or (isinstance(part, Word) and part.apart) else _AROUND


def _fixed(pen: Pen, parts: Sequence[Part], size: float, gap: float) -> float:
    """How wide everything but the blanks is."""
    wide = sum(_before(parts, place, gap) for place in range(len(parts)))
    for part in parts:
        if isinstance(part, Box):
            wide += TICK + _AFTER_BOX
        if not isinstance(part, Blank):
            wide += pen.width(part.text, size)
    return wide
