"""Where each tile of the rack stands: groups in bands of nine columns, a block of flats floor by floor."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect

from facilities_app.domain.rows import UnitTile

COLUMNS = 9
GAP_X, GAP_Y = 6, 5
_ACROSS_A_FLOOR = COLUMNS - 1


@dataclass(frozen=True, slots=True)
class Group:
    """Tiles under one heading. ``by_floor`` breaks the row for each floor and names it in the last column."""

    key: str
    title: str
    tiles: tuple[UnitTile, ...]
    by_floor: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """One tile in its place; ``row`` counts rows of tiles from the top, ``column`` from the left."""

    tile: UnitTile
    box: QRect
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Heading:
    """A group's title line."""

    group: Group
    box: QRect


@dataclass(frozen=True, slots=True)
class FloorName:
    """The floor beside its row."""

    floor: int | None
    box: QRect


@dataclass(frozen=True, slots=True)
class RackLayout:
    """Everything the rack draws, in reading order."""

    tiles: tuple[Placed, ...] = ()
    headings: tuple[Heading, ...] = ()
    floors: tuple[FloorName, ...] = ()
    height: int = 0


@dataclass(frozen=True, slots=True)
class Measure:
    """The sizes a layout is made with, in logical pixels."""

    width: int
    tile: int = 60
    head: int = 24
    between: int = 7  # above every heading but the first


def group_by(
    tiles: Iterable[UnitTile],
    key: Callable[[UnitTile], str],
    order: Sequence[str],
    title: Callable[[str], str],
    floors: Callable[[str], bool] = lambda key: False,
) -> tuple[Group, ...]:
    """The tiles in groups, those of ``order`` first, the others as they come."""
    found: dict[str, list[UnitTile]] = {one: [] for one in order}
    for tile in tiles:
        found.setdefault(key(tile), []).append(tile)
    return tuple(Group(one, title(one), tuple(of), floors(one)) for one, of in found.items() if of)


def lay_out(groups: Sequence[Group], measure: Measure) -> RackLayout:
    """Place the groups; neighbours that fit into nine columns together share a band."""
    made = _Layouter(measure)
    for band in _bands(groups):
        made.add_band(band)
    return RackLayout(tuple(made.tiles), tuple(made.headings), tuple(made.floors), made.bottom)


def _bands(groups: Sequence[Group]) -> list[list[Group]]:
    bands: list[list[Group]] = []
    room = 0
    for group in groups:
        size = COLUMNS + 1 if group.by_floor else len(group.tiles)
        if bands and size <= room:
            bands[-1].append(group)
            room -= size
        else:
            bands.append([group])
            room = COLUMNS - size
    return bands


class _Layouter:
    """Sets band under band."""

    def __init__(self, measure: Measure) -> None:
        self._measure = measure
        self.tiles: list[Placed] = []
        self.headings: list[Heading] = []
        self.floors: list[FloorName] = []
        self.bottom = 0
        self._row = 0

    def add_band(self, band: Sequence[Group]) -> None:
        """One or more groups side by side under their headings."""
        top = self.bottom + (self._measure.between if self.bottom else 0)
        column = 0
        for place, group in enumerate(band):
            last = place == len(band) - 1
            wide = COLUMNS - column if last else len(group.tiles)
            left, right = self._left(column), self._left(column + wide) - GAP_X
            self.headings.append(Heading(group, QRect(left, top, right - left, self._measure.head)))
            column += wide
        self.bottom = top + self._measure.head
        if len(band) == 1 and band[0].by_floor:
            self._add_floors(band[0])
        else:
            self._add_rows([tile for group in band for tile in group.tiles], COLUMNS)

    def _add_floors(self, group: Group) -> None:
        floors: dict[int | None, list[UnitTile]] = {}
        for tile in group.tiles:
            floors.setdefault(tile.floor, []).append(tile)
        for place, (floor, tiles) in enumerate(floors.items()):
            if place:
                self.bottom += GAP_Y
            left = self._left(_ACROSS_A_FLOOR)
            box = QRect(left, self.bottom, self._left(COLUMNS) - GAP_X - left, self._measure.tile)
            self.floors.append(FloorName(floor, box))
            self._add_rows(tiles, _ACROSS_A_FLOOR)

    def _add_rows(self, tiles: Sequence[UnitTile], across: int) -> None:
        for place, tile in enumerate(tiles):
            column = place % across
            if place and column == 0:
                self.bottom += self._measure.tile + GAP_Y
                self._row += 1
            left = self._left(column)
            box = QRect(left, self.bottom, self._left(column + 1) - GAP_X - left, self._measure.tile)
            self.tiles.append(Placed(tile, box, self._row, column))
        self.bottom += self._measure.tile
        self._row += 1

    def _left(self, column: int) -> int:
        """Where a column begins; the rounding is spread so that the last one ends at the edge."""
        return round(column * (self._measure.width + GAP_X) / COLUMNS)
