"""The year planner (年度檢查計畫): plans as rows, their occurrences as marks, and what a cell of them says."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from facilities_app.domain.year_columns import Column, place_of

DUE_DAYS = 7
"""So near an occurrence counts as due, as in the list of inspections."""


class MarkState(StrEnum):
    """How an occurrence stands, the most pressing first: a cell of several shows the first of them."""

    OVERDUE = "overdue"  # past its day, and a law sets it
    BEHIND = "behind"  # past its day on our own schedule
    MISSED = "missed"
    DUE = "due"  # within DUE_DAYS
    OPEN = "open"  # its window is open
    PLANNED = "planned"
    FORESEEN = "foreseen"  # no task yet: it follows if the one before is done on its day
    LATE = "late"  # done after its last day
    DONE = "done"
    SKIPPED = "skipped"
    PAUSED = "paused"


CARRIED = frozenset({MarkState.OVERDUE, MarkState.BEHIND, MarkState.DUE, MarkState.OPEN, MarkState.PLANNED})
"""What may still be moved."""
_DONE = frozenset({MarkState.LATE, MarkState.DONE})


class Mark(NamedTuple):
    """One occurrence. ``task_id`` is 0 while there is no task; ``on`` is the rule's own day; ``member`` tells the
    things of a plan apart ("a12", "p5")."""

    task_id: int
    due_on: date
    done_on: date | None
    on: date
    state: MarkState
    member: str

    @property
    def day(self) -> date:
        """The day it shows: when it was done, else when it is due."""
        return self.done_on or self.due_on

    @property
    def is_done(self) -> bool:
        """Whether somebody inspected."""
        return self.done_on is not None

    @property
    def counts(self) -> bool:
        """Whether the year asks for it: what was left out with a reason does not."""
        return self.state not in (MarkState.SKIPPED, MarkState.PAUSED)


class Pause(NamedTuple):
    """The plan rests from one day until before another (None: open), for a reason."""

    since: date
    until: date | None
    reason: str

    def covers(self, column: Column) -> bool:
        """Whether the plan rests on some day of the column."""
        return column.last >= self.since and (self.until is None or column.first < self.until)


@dataclass(frozen=True, slots=True)
class YearRow:
    """A plan at one site, or several plans of one duty there (``merged``). ``count`` are the things inspected."""

    plan_ids: tuple[int, ...]
    duty_id: int | None
    site_id: int
    site: str
    system: str
    title: str
    duty: str
    icon: str
    rule: str
    statutory: bool
    assignees: frozenset[int]
    count: int
    marks: tuple[Mark, ...]
    pause: Pause | None = None

    @property
    def key(self) -> tuple[int, tuple[int, ...]]:
        """What tells rows apart."""
        return self.site_id, self.plan_ids

    @property
    def done(self) -> int:
        """How many were done."""
        return sum(mark.is_done for mark in self.marks)

    @property
    def asked(self) -> int:
        """How many the year asks for."""
        return sum(mark.counts for mark in self.marks)

    @property
    def worst(self) -> MarkState | None:
        """The most pressing state of the row."""
        return min((mark.state for mark in self.marks), key=_ORDER.__getitem__, default=None)


class Revision(NamedTuple):
    """The plan as it was put down and maybe approved."""

    id: int
    version: int
    number: int
    made_on: date
    made_by: str
    approved_on: date | None
    approved_by: str
    note: str


@dataclass(frozen=True, slots=True)
class YearPlan:
    """The year as it stands today, with its revisions, the oldest first."""

    year: int
    today: date
    rows: tuple[YearRow, ...]
    revisions: tuple[Revision, ...] = ()

    @property
    def approved(self) -> Revision | None:
        """The last approved revision."""
        found = [one for one in self.revisions if one.approved_on is not None]
        return found[-1] if found else None

    @property
    def draft(self) -> Revision | None:
        """A newer one that waits for its approval."""
        last = self.revisions[-1] if self.revisions else None
        return last if last is not None and last.approved_on is None else None


def state_of(
    status: str, due_on: date, done_on: date | None, opens: date | None, closes: date | None,
    today: date, *, statutory: bool, paused: bool,
) -> MarkState:  # fmt: skip
    """How a stored task stands today; done in its window is done in time."""
    if status == "done":
        return MarkState.LATE if done_on is not None and done_on > (closes or due_on) else MarkState.DONE
    if status == "missed":
        return MarkState.MISSED
    if status == "skipped":
        return MarkState.PAUSED if paused else MarkState.SKIPPED
    if due_on < today:
        return MarkState.OVERDUE if statutory else MarkState.BEHIND
    if (due_on - today).days <= DUE_DAYS:
        return MarkState.DUE
    return MarkState.OPEN if opens is not None and opens <= today else MarkState.PLANNED


def merged(rows: Iterable[YearRow]) -> tuple[YearRow, ...]:
    """The same year with all plans of one duty at one site as one row."""
    together: dict[tuple[int, str], list[YearRow]] = {}
    for row in rows:
        together.setdefault((row.site_id, row.duty), []).append(row)
    return tuple(_one(rows) for rows in together.values())


def _one(rows: Sequence[YearRow]) -> YearRow:
    first = rows[0]
    if len(rows) == 1:
        return replace(first, title=first.duty)
    resting = [row.pause for row in rows]
    return replace(
        first,
        plan_ids=tuple(plan for row in rows for plan in row.plan_ids),
        title=first.duty,
        assignees=frozenset().union(*(row.assignees for row in rows)),
        count=sum(row.count for row in rows),
        marks=tuple(sorted((mark for row in rows for mark in row.marks), key=lambda mark: mark.due_on)),
        pause=first.pause if all(resting) else None,
    )


def cells_of(row: YearRow, columns: Sequence[Column]) -> dict[int, tuple[Mark, ...]]:
    """The row's marks by column, each where it is due, in the order of their days."""
    found: dict[int, list[Mark]] = {}
    for mark in row.marks:
        found.setdefault(place_of(columns, mark.due_on), []).append(mark)
    return {
        place: tuple(sorted(marks, key=lambda mark: mark.day)) for place, marks in found.items() if place >= 0
    }


_ORDER = {state: place for place, state in enumerate(MarkState)}


def leading(marks: Sequence[Mark]) -> MarkState:
    """The state a cell shows for all of its marks."""
    return min((mark.state for mark in marks), key=_ORDER.__getitem__)


def days_text(marks: Sequence[Mark], column: Column) -> str:
    """The days of the marks that lead the cell: 25, 3–24; with the month where it was done in another one."""
    lead = leading(marks)
    told = _DONE if lead in _DONE else {lead}
    days = [mark.day for mark in marks if mark.state in told]
    inside = [day for day in days if column.first <= day <= column.last]
    first, last = min(inside or days), max(inside or days)
    if first == last or not inside:
        return _day_text(first, column)
    return f"{_day_text(first, column)}–{_day_text(last, column)}"


def _day_text(day: date, column: Column) -> str:
    same = column.first.month == column.last.month == day.month and column.first.year == day.year
    return str(day.day) if same else f"{day.month}/{day.day}"


class Load(NamedTuple):
    """What one column asks for and how much of it was done."""

    done: int
    asked: int


def loads(rows: Iterable[YearRow], columns: Sequence[Column]) -> tuple[Load, ...]:
    """The load of each column."""
    done, asked = [0] * len(columns), [0] * len(columns)
    for row in rows:
        for mark in row.marks:
            place = place_of(columns, mark.due_on)
            if place >= 0 and mark.counts:
                asked[place] += 1
                done[place] += mark.is_done
    return tuple(Load(one, all_) for one, all_ in zip(done, asked, strict=True))
