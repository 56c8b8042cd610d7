"""Figures of repairs: what is counted, and what may be said when something is not known.

A case belongs to the period in which it was reported. Nothing late ever counts as kept, and what is not known is
counted as unknown: never as nothing, never as kept.
"""

import statistics
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from operator import sub
from typing import Any

from facilities_app.domain.periods import Period

REPEAT_DAYS = 30
"""A fault on an asset within so many days of its fault before is a repeat."""


class By(StrEnum):
    """What the cases are told apart by."""

    TRADE = "trade"
    SITE = "site"
    PLACE = "place"
    VENDOR = "vendor"
    ASSET = "asset"
    CATEGORY = "category"
    PRIORITY = "priority"
    MONTH = "month"
    BUDGET = "budget"


DOWN_BY = frozenset({By.ASSET, By.CATEGORY, By.PLACE, By.SITE, By.MONTH})
"""What downtime is told apart by: it belongs to assets, not to cases."""


class Outcome(StrEnum):
    """How a case stands to its promise. Each case has exactly one."""

    KEPT = "kept"  # finished by its due moment
    LATE = "late"  # finished after it
    OVERDUE = "overdue"  # not finished, and its due moment is past
    RUNNING = "running"  # not finished, and there is still time
    UNKNOWN = "unknown"  # done, but when was never written down
    DROPPED = "dropped"  # sent back or cancelled: no repair


@dataclass(frozen=True, slots=True)
class Sums:
    """What is added up over cases. ``minutes`` are those of the finished ones, ``cost`` of the ``costed`` ones."""

    cases: int = 0
    kept: int = 0
    late: int = 0
    overdue: int = 0
    running: int = 0
    unknown: int = 0
    dropped: int = 0
    minutes: int = 0
    cost: int = 0
    costed: int = 0

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(*map(int.__add__, self.values(), other.values()))

    def values(self) -> tuple[int, ...]:
        """All sums in their order."""
        return tuple(getattr(self, name) for name in self.__slots__)

    @property
    def finished(self) -> int:
        """Cases whose finish is known."""
        return self.kept + self.late

    @property
    def judged(self) -> int:
        """Cases of which it is known whether the promise was kept."""
        return self.kept + self.late + self.overdue

    @property
    def share_on_time(self) -> Decimal | None:
        """Per cent kept of those judged; None when none is. Below 100 it never reads 100.0."""
        return percent(self.kept, self.judged)

    @property
    def mean_hours(self) -> Decimal | None:
        """From report to finish, None when nothing is finished."""
        return _tenths(Decimal(self.minutes) / self.finished / 60) if self.finished else None

    @property
    def uncosted(self) -> int:
        """Cases whose cost is not known."""
        return self.cases - self.costed

    @property
    def known_cost(self) -> int | None:
        """NT$ of the cases with a cost; None when no cost is known."""
        return self.cost if self.costed else None


@dataclass(frozen=True, slots=True)
class FigureRow:
    """The sums of one trade, place, month…; ``key`` is its id (None: not named), a month its first day."""

    key: Any
    name: str
    sums: Sums


@dataclass(frozen=True, slots=True)
class FaultRow:
    """One asset's faults: how often, how many came again within 30 days, mean days between (None: unknown)."""

    asset_id: int
    name: str
    faults: int
    repeats: int
    days_between: Decimal | None
    sums: Sums


@dataclass(frozen=True, slots=True)
class Faults:
    """Faults of assets in a period: of how many, how often, how many again within 30 days, and the busiest.

    ``each`` maps an asset to its own faults, repeats and mean days between.
    """

    assets: int = 0
    faults: int = 0
    repeats: int = 0
    days_between: Decimal | None = None
    busiest: tuple[FaultRow, ...] = ()
    each: Mapping[int, tuple[int, int, Decimal | None]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Responses:
    """How cases stand to the promise of an answer: somebody arrived in time, late, not yet though it is past, or
    there is time; ``unknown`` had no promise or nobody wrote down when somebody came. Dropped cases are left out.
    """

    kept: int = 0
    late: int = 0
    overdue: int = 0
    running: int = 0
    unknown: int = 0

    @property
    def missed(self) -> int:
        """Cases whose promise of an answer was not kept."""
        return self.late + self.overdue

    @property
    def judged(self) -> int:
        """Cases of which it is known whether the promise was kept."""
        return self.kept + self.missed

    @property
    def share(self) -> Decimal | None:
        """Per cent kept of those judged; None when none is."""
        return percent(self.kept, self.judged)


@dataclass(frozen=True, slots=True)
class Downtimes:
    """Recorded downtime of a period in minutes: of how many assets, in all (None: none recorded), and by key."""

    assets: int = 0
    minutes: int | None = None
    each: Mapping[Any, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of a period. ``working``: hours are the office's working hours, else calendar hours.

    ``by_site`` maps (trade, site) to cases, ``by_month`` (trade, month); ``months`` are the months of the period that
    have begun; ``demo`` says that some cases are invented. ``earlier`` is None where the records do not reach back.
    """

    period: Period
    before: Period
    today: date
    by: By
    total: Sums
    earlier: Sums | None
    rows: tuple[FigureRow, ...]
    median_hours: Decimal | None
    working: bool
    trades: tuple[FigureRow, ...]
    sites: tuple[FigureRow, ...]
    months: tuple[FigureRow, ...]
    by_site: dict[tuple[int, int], int]
    by_month: dict[tuple[int, date], int]
    faults: Faults
    ages: tuple[tuple[str, int], ...]
    demo: bool = False
    downtimes: Downtimes = field(default_factory=Downtimes)
    responses: Responses | None = None  # None: too many cases to look at
    response_rows: Mapping[Any, Responses] = field(default_factory=dict)

    def share_answered(self, key: Any) -> Decimal | None:
        """Per cent of the row's cases where somebody arrived in time; None is unknown."""
        found = self.response_rows.get(key)
        return found.share if found is not None else None


def percent(part: int, whole: int) -> Decimal | None:
    """A share in per cent to one place, None of nothing. A part that is not the whole never reads 100.0."""
    if not whole:
        return None
    exact = Decimal(part) * 100 / whole
    shown = _tenths(exact)
    return Decimal("99.9") if shown == 100 and part < whole else shown


def median_hours(minutes: Sequence[int]) -> Decimal | None:
    """The middle one in hours, or the mean of the two in the middle; None of nothing."""
    return _tenths(Decimal(str(statistics.median(minutes))) / 60) if minutes else None


def days_between(days: Sequence[int]) -> Decimal | None:
    """Mean days from one fault to the next; unknown below two faults. ``days`` are ordinals in order."""
    return mean_days(days[-1] - days[0], len(days) - 1) if days else None


def mean_days(span: int, gaps: int) -> Decimal | None:
    """So many days over so many gaps between faults; unknown without a gap."""
    return _tenths(Decimal(span) / gaps) if gaps else None


def repeats(days: Sequence[int], since: int) -> int:
    """Of the faults from ``since`` on, how many came within 30 days of the fault before. Ordinals in order."""
    first = max(1, bisect_left(days, since))
    return sum(gap <= REPEAT_DAYS for gap in map(sub, days[first:], days[first - 1 :]))


def preceding(period: Period, today: date) -> Period:
    """What ``period`` is compared with: the same stretch of the month, quarter, half-year or year before, or else
    as many days right before. Of a period that still runs, only the days that have passed are compared.
    """
    passed = min(period.end, max(today, period.start))
    months = _whole_months(period)
    if months is None:
        days = (passed - period.start).days + 1
        return Period(period.start - timedelta(days=days), period.start - timedelta(days=1))
    start = shift_months(period.start, -months)
    if passed == period.end:
        return Period(start, period.start - timedelta(days=1))
    return Period(start, min(start + (passed - period.start), period.start - timedelta(days=1)))


def shift_months(day: date, months: int) -> date:
    """The first day of the month so many months away."""
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def calendar_period(name: str, today: date) -> Period:
    """The period a person calls this_month, last_month, quarter, half_year or year."""
    month = today.replace(day=1)
    if name == "last_month":
        return Period.of_month(shift_months(month, -1))
    size = {"this_month": 1, "quarter": 3, "half_year": 6, "year": 12}[name]
    start = date(today.year, (today.month - 1) // size * size + 1, 1)
    return Period(start, shift_months(start, size) - timedelta(days=1))


def months_of(period: Period, today: date) -> tuple[date, ...]:
    """The first days of the months that ``period`` touches and that have begun."""
    last = min(period.end, max(today, period.start))
    found, month = [], period.start.replace(day=1)
    while month <= last:
        found.append(month)
        month = shift_months(month, 1)
    return tuple(found)


def _whole_months(period: Period) -> int | None:
    following = period.end + timedelta(days=1)
    if period.start.day != 1 or following.day != 1:
        return None
    return (following.year - period.start.year) * 12 + following.month - period.start.month


def _tenths(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"), ROUND_HALF_UP)
