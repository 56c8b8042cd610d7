"""The order in which a person walks: site, building, floor from the lowest up, place, then the asset's code."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from facilities_app.domain.places import KINDS

_ROOF = 1_000
_BELOW = re.compile(r"(?:B|地下)\s*(\d+)?\s*(?:F|樓|層)?(?![0-9A-Z])")
_ABOVE = re.compile(r"(\d+)(M)?\s*(?:F|樓|層)?(?![0-9A-Z])")
_TOP = re.compile(r"(?:R(\d*)F?|PH(\d*)|屋頂|頂樓|頂層|屋突)(?![0-9A-Z])")
_FIGURES = str.maketrans({"一": "1", "二": "2", "三": "3", "四": "4", "五": "5", "六": "6"})
_PARTS = re.compile(r"(\d+)")

Natural = tuple[tuple[int, int, str], ...]
PlaceKey = tuple[int, float, int, Natural]


class Order(StrEnum):
    """How many sheets follow one another: as given, by the day they are due, or as one walks."""

    GIVEN = "given"
    DUE = "due"
    WALK = "walk"


@dataclass(frozen=True, slots=True)
class Stop:
    """A place as the walk needs it. ``position`` is its order among its siblings."""

    kind: str
    name: str
    position: int = 0


def walk_key(stops: tuple[Stop, ...], code: str) -> tuple[tuple[PlaceKey, ...], Natural]:
    """Sorts what stands at the end of ``stops`` (site first) under ``code``: B2 before B1, 2F before 12F, then RF."""
    return tuple(_place_key(stop) for stop in stops), natural(code)


def natural(text: str) -> Natural:
    """Sorts texts with numbers in them as people count: A-2 before A-10."""
    shown = unicodedata.normalize("NFKC", text).casefold()
    parts = (part for part in _PARTS.split(shown) if part)
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts)


def floor_level(name: str) -> float | None:
    """The height of a floor by its name: B2 is -2, 3F is 3, 3MF between 3 and 4, RF above all; None if it has none."""
    shown = unicodedata.normalize("NFKC", name).strip().upper()
    if found := _BELOW.match(shown.translate(_FIGURES)):
        return -float(found[1] or 1)
    if found := _TOP.match(shown):
        return float(_ROOF + int(found[1] or found[2] or 0))
    if found := _ABOVE.match(shown):
        return int(found[1]) + (0.5 if found[2] else 0.0)
    return None


def _place_key(stop: Stop) -> PlaceKey:
    rank = KINDS.index(stop.kind) if stop.kind in KINDS else len(KINDS)
    level = floor_level(stop.name) if stop.kind == "floor" else None
    return rank, _ROOF * 2 if level is None else level, stop.position, natural(stop.name)
