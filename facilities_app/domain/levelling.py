"""平準化: which planned inspections to move so that the months of a year ask for about as much each.

Nothing leaves the days it may be moved to, nothing moves twice, and nothing moves that makes the year no evener.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from facilities_app.domain.recurrence import Workdays
from facilities_app.domain.rule_parts import read_rule
from facilities_app.domain.year_columns import Column

_DAYS = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 30, "YEARLY": 365}
_FEWEST_DAYS = 60
"""What comes round more often stays: it would stand twice in one month and in another not at all."""
_MOST_SLACK = 31


@dataclass(frozen=True, slots=True)
class Item:
    """``weight`` inspections of one kind at one site on one day, moved together, from ``first`` to ``last``."""

    key: int
    due_on: date
    first: date
    last: date
    weight: int = 1


class Shift(NamedTuple):
    """Move the item of that key."""

    key: int
    before: date
    after: date


def slack_of(rule: str) -> int:
    """How many days our own schedule lets an occurrence of the rule move: a quarter of its interval, a month at most;
    0 for what comes round too often to be moved.
    """
    parts = read_rule(rule) if rule else None
    if parts is None:
        return 0
    days = _DAYS[parts.unit] * parts.every
    return min(_MOST_SLACK, days // 4) if days >= _FEWEST_DAYS else 0


def level(
    items: Iterable[Item],
    load: Sequence[int],
    columns: Sequence[Column],
    by_day: Mapping[date, int],
    workdays: Workdays,
) -> tuple[Shift, ...]:
    """The moves, in the order of the days they leave. ``load`` is what each of ``columns`` asks for now, the items
    included; ``by_day`` says how much stands on a day already.
    """
    work = _Levelling(items, load, columns, by_day, workdays)
    while work.step():
        pass
    return tuple(sorted(work.shifts, key=lambda shift: (shift.before, shift.key)))


class _Levelling:
    """One run: the load as it becomes while items move."""

    def __init__(
        self,
        items: Iterable[Item],
        load: Sequence[int],
        columns: Sequence[Column],
        by_day: Mapping[date, int],
        workdays: Workdays,
    ) -> None:
        self._columns, self._workdays = columns, workdays
        self._load, self._days = list(load), dict(by_day)
        self._waiting: dict[int, list[Item]] = {place: [] for place in range(len(columns))}
        self.shifts: list[Shift] = []
        for item in sorted(items, key=lambda one: (one.due_on, one.key)):
            place = self._place(item.due_on)
            if place >= 0:
                self._waiting[place].append(item)

    def step(self) -> bool:
        """Make the move that evens out most; False when there is none."""
        best: tuple[tuple[int, int, int, int], int, int, Item, date] | None = None
        for source, items in self._waiting.items():
            for item in items:
                for target in range(len(self._columns)):
                    gain = self._load[source] - self._load[target] - item.weight
                    rank = (-gain, abs(target - source), source, item.key)
                    if target == source or gain < 1 or (best is not None and rank >= best[0]):
                        continue
                    day = self._day(item, self._columns[target])
                    if day is not None:
                        best = rank, source, target, item, day
        if best is None:
            return False
        _rank, source, target, item, day = best
        self._waiting[source].remove(item)
        self._load[source] -= item.weight
        self._load[target] += item.weight
        self._days[day] = self._days.get(day, 0) + item.weight
        self.shifts.append(Shift(item.key, item.due_on, day))
        return True

    def _place(self, day: date) -> int:
        found = (n for n, column in enumerate(self._columns) if column.first <= day <= column.last)
        return next(found, -1)

    def _day(self, item: Item, column: Column) -> date | None:
        """The least loaded working day of the column in the item's reach, the nearest of those; None without one."""
        day, last = max(item.first, column.first), min(item.last, column.last)
        found: list[tuple[int, int, date]] = []
        while day <= last:
            if self._workdays.next_workday(day) == day:
                found.append((self._days.get(day, 0), abs((day - item.due_on).days), day))
            day += timedelta(days=1)
        return min(found)[2] if found else None
