"""The to-do list's lines: what is due, alike inspections of a day taken together, as many as there is room for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from facilities_app.domain.rows import DueItem

GROUPS = ("overdue", "week", "new", "expiring")
_AT_LEAST = {"overdue": 4, "week": 3, "new": 2, "expiring": 2}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: a thing that is due, or several inspections of one kind on one day."""

    items: tuple[DueItem, ...]

    @property
    def item(self) -> DueItem:
        """The first of them."""
        return self.items[0]


@dataclass(frozen=True, slots=True)
class Line:
    """What the list draws. ``kind``: head or entry. A head has the group's ``count``, and how many ``more`` are
    not shown."""

    kind: str
    group: str
    entry: Entry | None = None
    count: int = 0
    more: int = 0


def entries_of(items: Iterable[DueItem]) -> dict[str, tuple[Entry, ...]]:
    """By group, its entries in the order given."""
    groups: dict[str, dict[object, list[DueItem]]] = {name: {} for name in GROUPS}
    for item in items:
        group = groups.setdefault(item.group, {})
        alike = (item.title, item.due_on, item.is_statutory) if item.kind == "task" else (item.kind, item.id)
        group.setdefault(alike, []).append(item)
    return {name: tuple(Entry(tuple(of)) for of in group.values()) for name, group in groups.items()}


def shares(counts: Mapping[str, int], room: int) -> dict[str, int]:
    """How many entries of each group are shown in ``room`` lines: a few of each, the rest to what presses most."""
    shown = {name: min(count, _AT_LEAST.get(name, 2)) for name, count in counts.items()}
    left = room - sum(shown.values())
    for name, count in counts.items():
        taken = max(0, min(count - shown[name], left))
        shown[name] += taken
        left -= taken
    return shown


def lines_of(
    entries: Mapping[str, Sequence[Entry]],
    totals: Mapping[str, int],
    shown: Mapping[str, int],
    opened: frozenset[str] = frozenset(),
) -> tuple[Line, ...]:
    """Heads and entries; the head of a group cut short says how many more there are."""
    lines: list[Line] = []
    for group, of in entries.items():
        if not of:
            continue
        total = max(totals.get(group, 0), sum(len(entry.items) for entry in of))
        cut = of if group in opened else of[: shown.get(group, len(of))]
        lines.append(Line("head", group, count=total, more=total - sum(len(entry.items) for entry in cut)))
        lines += [Line("entry", group, entry) for entry in cut]
    return tuple(lines)
