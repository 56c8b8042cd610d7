"""Which tiles the rack shows: chips for statuses and flags, with counts that equal the tiles drawn."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from facilities_app.domain.lists import ListQuery
from facilities_app.domain.rows import UnitTile


@dataclass(frozen=True, slots=True)
class Facets:
    """What is asked for; an empty set asks for all."""

    statuses: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()

    def shows(self, tile: UnitTile) -> bool:
        """Whether the rack draws the tile."""
        return self._by_status(tile) and self._by_flag(tile) and self._by_kind(tile)

    def status_counts(self, tiles: Iterable[UnitTile]) -> Counter[str]:
        """By status, how many tiles its chip would leave."""
        return Counter(tile.status for tile in tiles if self._by_flag(tile) and self._by_kind(tile))

    def flag_counts(self, tiles: Iterable[UnitTile]) -> Counter[str]:
        """By flag, how many tiles its chip would leave."""
        rest = (tile for tile in tiles if self._by_status(tile) and self._by_kind(tile))
        return Counter(flag for tile in rest for flag in tile.flags)

    def _by_status(self, tile: UnitTile) -> bool:
        return not self.statuses or tile.status in self.statuses

    def _by_flag(self, tile: UnitTile) -> bool:
        return not self.flags or not self.flags.isdisjoint(tile.flags)

    def _by_kind(self, tile: UnitTile) -> bool:
        return not self.kinds or tile.kind in self.kinds


def facets_of(query: ListQuery) -> Facets:
    """The share of a list's question that the rack can answer."""
    asked = {c.field: frozenset(map(str, c.values)) for c in query.conditions if c.op == "in"}
    ending = any(c.field == "agreement" for c in query.conditions)
    return Facets(
        asked.get("status", frozenset()),
        frozenset(("ending",)) if ending else asked.get("flag", frozenset()),
        asked.get("kind", frozenset()),
    )
