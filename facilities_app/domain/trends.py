"""A reading over the years: its points, the limits each was judged by, and where nothing was read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from statistics import median

from facilities_app.domain.inspections import within

GAP_TIMES = Decimal("2.5")
"""A pause is a gap from so many times the usual pause on."""
GAP_DAYS = 45
"""Never a gap below so many days."""


@dataclass(frozen=True, slots=True)
class TrendItem:
    """One item of one edition of a checklist, as far as readings over editions have to know it."""

    id: int
    code: str
    edition: int
    position: int
    words: str
    short: str
    unit: str


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One reading. The limits are those of the sheet it was made on; ``task_id`` opens its inspection."""

    on: date
    value: Decimal
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    who: str = ""
    task_id: int | None = None
    number: str = ""

    @property
    def fails(self) -> bool:
        """Whether it is out of its limits."""
        return not within(self.value, self.minimum, self.maximum)


@dataclass(frozen=True, slots=True)
class Trend:
    """``key`` names it among those of one asset or place; ``of`` is the checklist or the meter. Oldest first."""

    key: str
    name: str
    of: str
    unit: str
    points: tuple[TrendPoint, ...]
    is_meter: bool = False

    @property
    def failed(self) -> int:
        """How many are out of their limits."""
        return sum(point.fails for point in self.points)

    @property
    def mean(self) -> Decimal | None:
        """The mean of all readings; None without any."""
        if not self.points:
            return None
        return sum((point.value for point in self.points), Decimal(0)) / len(self.points)


def rises(points: Sequence[TrendPoint]) -> tuple[Decimal | None, ...]:
    """By how much each is above the one before; None for the first."""
    pairs = pairwise(points)
    return (None, *(after.value - before.value for before, after in pairs)) if points else ()


def runs(points: Sequence[TrendPoint]) -> tuple[tuple[TrendPoint, ...], ...]:
    """The points in stretches without a gap: a line is drawn within each, never across."""
    if not points:
        return ()
    pauses = [(after.on - before.on).days for before, after in pairwise(points)]
    most = max(Decimal(GAP_DAYS), GAP_TIMES * Decimal(median(pauses))) if pauses else Decimal(0)
    stretches: list[list[TrendPoint]] = [[points[0]]]
    for pause, point in zip(pauses, points[1:], strict=True):
        if pause > most:
            stretches.append([])
        stretches[-1].append(point)
    return tuple(map(tuple, stretches))


def same_items(items: Iterable[TrendItem]) -> dict[int, TrendItem]:
    """By id, the item of the newest edition that each one is: known by its words, else by place and unit.

    Each edition is held against the next newer one, so that an item stays itself however often it was moved.
    """
    editions: dict[tuple[str, int], list[TrendItem]] = {}
    for item in sorted(items, key=lambda one: (one.code, -one.edition, one.position)):
        editions.setdefault((item.code, item.edition), []).append(item)
    heads: dict[int, TrendItem] = {}
    newer: dict[str, list[TrendItem]] = {}
    for (code, _edition), rows in editions.items():
        tracks = newer.setdefault(code, [])
        for item, track in _pairs(rows, tracks):
            heads[item.id] = item if track is None else heads[track.id]
            if track is not None:
                tracks.remove(track)
            tracks.append(item)
    return heads


def _pairs(
    rows: Sequence[TrendItem], tracks: Sequence[TrendItem]
) -> list[tuple[TrendItem, TrendItem | None]]:
    """Each item with the newer one that it is, if any; no two are the same."""
    left = list(tracks)
    found: dict[int, TrendItem] = {}
    for fits in (_by_words, _by_place):
        for item in rows:
            match = next((one for one in left if fits(one, item)), None) if item.id not in found else None
            if match is not None:
                found[item.id] = match
                left.remove(match)
    return [(item, found.get(item.id)) for item in rows]


def _by_words(newer: TrendItem, older: TrendItem) -> bool:
    same = newer.words == older.words or bool(newer.short and newer.short == older.short)
    return newer.unit == older.unit and same


def _by_place(newer: TrendItem, older: TrendItem) -> bool:
    return (newer.position, newer.unit) == (older.position, older.unit)
