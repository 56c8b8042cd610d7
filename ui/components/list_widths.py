"""How wide the columns of a list are, and which of them a narrow window leaves out."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from facilities_app.domain.lists import ColumnKind, ColumnSpec
from facilities_app.domain.rows import Choice
from ui import theme
from ui.widgets import drawing

ROOMY, ENOUGH, LEAST = 160, 120, 80  # the flexible column: as it should be, as it may be, as it must be
PLENTY = 320  # and as much as it needs before the others get what is left
PLACE, WORDS = 112, 56  # what a way to a place and other words are never narrower than
_LONGEST_PILL = 200  # an office's own choice may be called anything
_CHARACTER, _PADDING = 7, 14


def written(spec: ColumnSpec) -> int:
    """As wide as the column's usual words are."""
    return spec.width * _CHARACTER + _PADDING


def pill_room(choices: Iterable[Choice]) -> int:
    """What a column needs to show the pill of any of these choices whole."""
    widest = max((drawing.pill_width(choice.name, choice.icon) for choice in choices), default=0)
    return min(widest, _LONGEST_PILL) + _PADDING


def whole(words: str) -> int:
    """What the first column of a list needs to show such words uncut."""
    return theme.current().sizes.edge + drawing.text_width(words, "small") + _PADDING // 2 + 2


def fitted(
    specs: Sequence[ColumnSpec],
    wanted: Mapping[str, int],
    chosen: Mapping[str, int],
    room: int,
    flexible: int = 0,
    asked: Collection[str] = (),
) -> dict[str, int]:
    """The widths of the columns beside the flexible one, in ``room``; a column that is left out has none.

    Where the flexible column would get too little, the lesser columns go, but for those ``asked`` for; then words
    give way, which tell the rest in their tooltip. Figures, dates, pills and widths that a person chose stay.
    """
    widths = {spec.key: chosen.get(spec.key, wanted[spec.key]) for spec in specs}
    floors = {
        spec.key: min(widths[spec.key], PLACE if spec.is_place else WORDS)
        for spec in specs
        if _gives_way(spec) and spec.key not in chosen
    }
    for spec in sorted(specs, key=lambda spec: -spec.lesser):
        needed = sum(floors.get(key, width) for key, width in widths.items())
        if room - needed >= max(flexible, ENOUGH) or not spec.lesser:
            break
        if spec.key not in asked:
            del widths[spec.key]
    _narrow(widths, floors, max(flexible, ROOMY) - (room - sum(widths.values())))
    kept = [spec for spec in specs if spec.key in widths]
    _widen(kept, widths, chosen, room - sum(widths.values()) - PLENTY)
    return widths


def _gives_way(spec: ColumnSpec) -> bool:
    """Words may be cut short; the number that names a row may not."""
    return spec.kind is ColumnKind.TEXT and not spec.key.endswith("number")


def _narrow(widths: dict[str, int], floors: Mapping[str, int], missing: int) -> None:
    """Words give what is missing, each by its share."""
    spare = {key: widths[key] - floor for key, floor in floors.items() if widths.get(key, 0) > floor}
    if missing > 0 and spare:
        share = min(1.0, missing / sum(spare.values()))
        for key, most in spare.items():
            widths[key] -= int(most * share)


def _widen(specs: Sequence[ColumnSpec], widths: dict[str, int], chosen: Mapping[str, int], left: int) -> None:
    """What the flexible column has no use for shows the other words whole."""
    wishes = {
        spec.key: written(spec) - widths[spec.key]
        for spec in specs
        if spec.kind is ColumnKind.TEXT and spec.key not in chosen
    }
    wishes = {key: wish for key, wish in wishes.items() if wish > 0}
    if left > 0 and wishes:
        share = min(1.0, left / sum(wishes.values()))
        for key, wish in wishes.items():
            widths[key] += int(wish * share)
