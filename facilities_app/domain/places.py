"""Which place may stand in which: the rules of the tree."""

LONGEST = {"name": 120, "name_en": 120, "code": 40, "note": 400}
LONGEST_LABEL = 400

_HOLDS: dict[str, tuple[str, ...]] = {
    "site": ("building", "block", "floor", "space", "land", "unit"),
    "building": ("block", "floor", "space", "land", "unit"),
    "block": ("floor", "space", "land", "unit"),
    "floor": ("space", "unit"),
    "space": ("space",),
    "land": ("space",),
    "unit": ("space",),
}
KINDS = ("site", "building", "block", "floor", "space", "land", "unit")
OWN_RECORD = frozenset({"unit"})
"""Kinds with a record of their own: they are entered together with it."""


def kinds_below(parent: str | None) -> tuple[str, ...]:
    """The kinds a place of this kind may hold, the usual one first; None for the top of the tree."""
    return ("site",) if parent is None else _HOLDS.get(parent, ())


def may_hold(parent: str | None, kind: str) -> bool:
    """Whether a place of this kind may stand below one of ``parent``'s kind (None: on its own)."""
    return kind in kinds_below(parent)
