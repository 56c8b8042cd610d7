"""What a new edition of a checklist would change, item by item."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from difflib import SequenceMatcher
from typing import Any

from facilities_app.domain.checklist_template import Template, TemplateItem

ADDED, LEFT_OUT, CHANGED, MOVED = "added", "left_out", "changed", "moved"
ITEM_FIELDS = tuple(one.name for one in fields(TemplateItem) if one.name != "key")
HEAD_FIELDS = ("name_zh", "name_en", "applies_to")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field and its two values."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class ItemChange:
    """``number`` is the item's in the new edition (in the old one for what is left out), ``was`` the old one."""

    what: str
    number: int
    item: TemplateItem
    was: int = 0
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class TemplateChange:
    """``before`` is None for a checklist that is new."""

    before: Template | None
    after: Template
    head: tuple[FieldChange, ...]
    items: tuple[ItemChange, ...]

    @property
    def is_nothing(self) -> bool:
        """Whether both are the same."""
        return self.before == self.after


def compared(before: Template | None, after: Template) -> TemplateChange:
    """The changes in the order of the new edition. Items are known by their words, then by their place."""
    old = before.items if before is not None else ()
    head = _differing(before, after, HEAD_FIELDS) if before is not None else ()
    return TemplateChange(before, after, head, tuple(_items(old, after.items)))


def _items(old: Sequence[TemplateItem], new: Sequence[TemplateItem]) -> Iterator[ItemChange]:
    pairs = _pairs(old, new)
    strays = set(pairs) - _in_step(pairs)
    numbers = {was + 1: now + 1 for now, was in pairs.items()}
    later: dict[int, list[int]] = {}
    for was in range(len(old)):
        if was not in pairs.values():
            later.setdefault(_place(was, pairs), []).append(was)
    for now in range(len(new) + 1):
        for was in later.get(now, ()):
            yield ItemChange(LEFT_OUT, was + 1, old[was], was + 1)
        if now < len(new):
            yield from _one(old, new[now], now, pairs.get(now), numbers, now in strays)


def _one(
    old: Sequence[TemplateItem],
    item: TemplateItem,
    now: int,
    was: int | None,
    numbers: dict[int, int],
    is_stray: bool,
) -> Iterator[ItemChange]:
    if was is None:
        yield ItemChange(ADDED, now + 1, item)
        return
    changed = tuple(
        one
        for one in _differing(old[was], item, ITEM_FIELDS)
        if one.field != "shown_if" or not _follows(str(one.before), str(one.after), numbers)
    )
    if changed:
        yield ItemChange(CHANGED, now + 1, item, was + 1, changed)
    elif is_stray:
        yield ItemChange(MOVED, now + 1, item, was + 1)


def _pairs(old: Sequence[TemplateItem], new: Sequence[TemplateItem]) -> dict[int, int]:
    """New place to old place."""
    pairs: dict[int, int] = {}
    free = {at: item.zh for at, item in enumerate(old)}
    for now, item in enumerate(new):
        was = next((at for at, words in free.items() if words == item.zh), None)
        if was is not None:
            pairs[now] = was
            del free[was]
    matcher = SequenceMatcher(None, [one.zh for one in old], [one.zh for one in new], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "replace":
            left = [at for at in range(a, b) if at in free]
            right = [now for now in range(c, d) if now not in pairs]
            for was, now in zip(left, right, strict=False):
                pairs[now] = was
                del free[was]
    return pairs


def _place(was: int, pairs: dict[int, int]) -> int:
    """Before which new item one that is left out is told."""
    after = [now for now, at in pairs.items() if at < was]
    return max(after) + 1 if after else 0


def _in_step(pairs: dict[int, int]) -> set[int]:
    """The most items that kept their order among each other; a number that merely shifted is no move."""
    best: dict[int, list[int]] = {}
    for now in sorted(pairs):
        before = [run for end, run in best.items() if pairs[end] < pairs[now]]
        best[now] = [*_longest(before), now]
    return set(_longest(list(best.values())))


def _longest(runs: list[list[int]]) -> list[int]:
    return max(runs, key=lambda run: len(run), default=[])


def _follows(before: str, after: str, numbers: dict[int, int]) -> bool:
    """Whether the condition still names the same item and answer, under that item's new number."""
    number, _equals, answer = before.partition("=")
    return number.isdecimal() and f"{numbers.get(int(number), 0)}={answer}" == after


def _differing(before: Any, after: Any, keys: Sequence[str]) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(key, getattr(before, key), getattr(after, key))
        for key in keys
        if getattr(before, key) != getattr(after, key)
    )
