"""The rack's groups: by kind, place or status, and what a group's heading says."""

from collections import Counter
from collections.abc import Callable, Iterable

from facilities_app.domain.rows import UnitTile
from resources.texts import pick, tr
from ui.context import UiContext
from ui.pages.dormitories.rack_layout import COLUMNS, Group, group_by
from ui.pages.dormitories.words import UnitWords

_KINDS = ("head", "single", "multi", "family")


class Grouping:
    """Makes groups in the language of the moment."""

    def __init__(self, context: UiContext, words: UnitWords) -> None:
        self._labels, self._words = context.services.labels, words

    def groups(self, tiles: Iterable[UnitTile], by: str) -> tuple[Group, ...]:
        """The tiles by "kind", "place" or "status"."""
        shown = list(tiles)
        if by == "status":
            order = [str(one.code) for one in self._labels.choices("unit_status")]
            return group_by(
                shown, lambda tile: tile.status, order, lambda code: self._words.status(code).name
            )
        if by == "place":
            storeys = _storeys(shown, lambda tile: tile.site)
            return group_by(
                shown, lambda tile: tile.site, (), lambda site: site or tr("Elsewhere"), storeys.__contains__
            )
        storeys = _storeys(shown, lambda tile: tile.kind)
        return group_by(shown, lambda tile: tile.kind, _KINDS, self._words.kind, storeys.__contains__)

    def summary(self, group: Group, by: str) -> str:
        """使用中 29，整修 2，空屋 1; in a group of one status, its kinds."""
        if by == "status":
            kinds = Counter(tile.kind for tile in group.tiles)
            order = [*_KINDS, *(kind for kind in kinds if kind not in _KINDS)]
            parts = [f"{self._words.kind(kind)} {kinds[kind]:,}" for kind in order if kinds[kind]]
        else:
            parts = self._statuses(group)
        return pick("，", ", ").join(parts)

    def _statuses(self, group: Group) -> list[str]:
        counts = Counter(tile.status for tile in group.tiles)
        state = Counter(tile.status for tile in group.tiles if tile.land == "state")
        order = [str(one.code) for one in self._labels.choices("unit_status")]
        parts = []
        for code in [*order, *(code for code in counts if code not in order)]:
            if counts[code]:
                words = f"{self._words.status(code).name} {counts[code]:,}"
                if state[code]:
                    words += tr(" ({n} on state land)").format(n=state[code])
                parts.append(words)
        return parts


def _storeys(tiles: Iterable[UnitTile], key: Callable[[UnitTile], str]) -> frozenset[str]:
    """The groups that are blocks of flats: more than a row, every unit on a known floor, of several."""
    floors: dict[str, list[int | None]] = {}
    for tile in tiles:
        floors.setdefault(key(tile), []).append(tile.floor)
    return frozenset(
        name
        for name, of in floors.items()
        if len(of) > COLUMNS and None not in of and 1 < len(set(of)) < len(of)
    )
