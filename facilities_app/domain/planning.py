"""What stands on a day: planned visits, deadlines, holds that end, inspections, papers that run out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class DayKind(StrEnum):
    """Why something stands on a day; the order is that of a day's list."""

    VISIT = "visit"  # a visit is planned
    DUE = "due"  # a ticket is due
    HOLD = "hold"  # what a ticket waits for should be here
    TASK = "task"  # an inspection is due
    FINDING = "finding"  # an authority's deadline to put something right
    CONTRACT = "contract"  # a contract ends
    PERMIT = "permit"  # a permit ends


@dataclass(frozen=True, slots=True)
class DayEntry:
    """One thing on one day. ``at`` is its moment where it has one; ``status``, ``priority``, ``due_at`` and
    ``amber_at`` (when its time runs short) are a ticket's.

    ``entity`` and ``id`` name the record that opens it; ``key`` tells entries apart, ``part`` several of one record.
    """

    kind: DayKind
    entity: str
    id: int
    day: date
    title: str
    number: str = ""
    where: str = ""
    who: str = ""
    at: datetime | None = None
    due_at: datetime | None = None
    amber_at: datetime | None = None
    status: int | None = None
    priority: int | None = None
    is_over: bool = False  # done, so that it only stands there for the record
    is_late: bool = False
    is_statutory: bool = False  # an inspection whose interval a law sets
    task_state: str = ""  # an inspection's TaskState
    is_demo: bool = False
    part: int = 0

    @property
    def key(self) -> tuple[str, int]:
        """Tells entries of one range apart."""
        return self.kind.value, self.part or self.id

    @property
    def can_move(self) -> bool:
        """Whether it may be planned for another day here: visits freely, inspections as the law lets them."""
        return self.kind in (DayKind.VISIT, DayKind.TASK) and not self.is_over


@dataclass(frozen=True, slots=True)
class DayRange:
    """What stands on the days of a range, in order. ``left_out`` counts what was too much to read, by kind."""

    entries: tuple[DayEntry, ...]
    left_out: tuple[tuple[DayKind, int], ...] = ()


@dataclass(frozen=True, slots=True)
class DayGroup:
    """One part of somebody's day: visit, late, today, hold, task, next. ``total`` counts beyond what is listed."""

    key: str
    entries: tuple[DayEntry, ...]
    total: int


def in_day_order(entries: Sequence[DayEntry]) -> tuple[DayEntry, ...]:
    """By day; in a day what is over comes last, what has a moment first, then by kind, priority and record."""
    order = {kind: place for place, kind in enumerate(DayKind)}

    def key(entry: DayEntry) -> tuple[date, bool, bool, str, int, int, int]:
        timed = entry.kind is DayKind.VISIT and entry.at is not None
        moment = entry.at.isoformat() if timed and entry.at is not None else ""
        return entry.day, entry.is_over, not timed, moment, order[entry.kind], entry.priority or 9, entry.id

    return tuple(sorted(entries, key=key))
