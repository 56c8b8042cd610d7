"""Which rows of the year are shown, in which order, and what their groups are called."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from facilities_app.domain.year_plan import MarkState, YearRow, merged

BY_SITE, BY_SYSTEM = "site", "system"
LATE = frozenset({MarkState.OVERDUE, MarkState.BEHIND})
CHIPS: dict[str, Callable[[YearRow], bool]] = {
    "all": lambda row: True,
    "law": lambda row: row.statutory,
    "due": lambda row: any(mark.state is MarkState.DUE for mark in row.marks),
    "late": lambda row: any(mark.state in LATE for mark in row.marks),
    "missed": lambda row: any(mark.state is MarkState.MISSED for mark in row.marks),
}
"""What the chips over the grid leave."""


@dataclass(slots=True)
class YearFilter:
    """Empty sets leave everything in."""

    chip: str = "all"
    sites: frozenset[Any] = field(default_factory=frozenset)
    systems: frozenset[Any] = field(default_factory=frozenset)
    people: frozenset[Any] = field(default_factory=frozenset)
    by: str = BY_SITE
    each: bool = False  # every plan has its own row

    @property
    def is_set(self) -> bool:
        """Whether anything is left out."""
        return self.chip != "all" or bool(self.sites or self.systems or self.people)

    def within(self, rows: Iterable[YearRow]) -> list[YearRow]:
        """The rows of the chosen sites, systems and people, before the chips."""
        kept = [
            row
            for row in rows
            if (not self.sites or row.site_id in self.sites)
            and (not self.systems or row.system in self.systems)
            and (not self.people or row.assignees & self.people)
        ]
        found = kept if self.each else list(merged(kept))
        if self.by == BY_SYSTEM:
            order: dict[str, int] = {}
            for row in found:
                order.setdefault(row.system, len(order))
            found.sort(key=lambda row: order[row.system])
        return found

    def counts(self, rows: Iterable[YearRow]) -> dict[str, int]:
        """How many rows each chip would leave."""
        known = list(rows)
        return {key: sum(map(keeps, known)) for key, keeps in CHIPS.items()}

    def shown(self, rows: Iterable[YearRow]) -> list[YearRow]:
        """Those of ``within`` that the chip leaves."""
        return [row for row in rows if CHIPS[self.chip](row)]

    def groups(self, rows: Iterable[YearRow]) -> list[str]:
        """The name of each row's group."""
        return [row.system if self.by == BY_SYSTEM else row.site for row in rows]

    def suffixes(self, rows: Iterable[YearRow]) -> list[str]:
        """The quiet words behind each title: the site where the group does not say it."""
        return [row.site if self.by == BY_SYSTEM else "" for row in rows]
