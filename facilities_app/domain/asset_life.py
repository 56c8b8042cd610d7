"""The life of an asset: how long it serves, what it costs to keep, and how long it was down.

What is not known stays unknown (None). The hint whether to repair or to replace is this program's own rule, not a
law: its formula is always shown beside it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

REPAIR_YEARS = 3
"""Repairs of so many years, or of the whole time in service if that is shorter, stand for a usual year."""


class Hint(StrEnum):
    """What the figures suggest. A person decides."""

    KEEP = "keep"  # neither threshold is reached
    WATCH = "watch"  # one of them is
    REPLACE = "replace"  # both are
    UNKNOWN = "unknown"  # what is missing could change the answer


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Own defaults, in per cent, editable: when a year's repairs weigh too much, and when an asset counts as old."""

    repair_percent: int = 50
    age_percent: int = 80


@dataclass(frozen=True, slots=True)
class ServiceLife:
    """From when, how many years, until when. ``from_category`` says that the years are the category's default."""

    since: date | None
    years: int | None
    from_category: bool = False
    source: str = ""

    @property
    def ends_on(self) -> date | None:
        """The day on which the years are over: the same day so many years later (February 29 becomes March 1)."""
        return add_years(self.since, self.years) if self.since and self.years else None

    @property
    def replacement_year(self) -> int | None:
        """The Gregorian year in which they are over."""
        return self.ends_on.year if self.ends_on else None

    def is_reached(self, on: date) -> bool | None:
        """Whether the years are over on that day; None if that is not known."""
        return None if self.ends_on is None else on >= self.ends_on

    def age_percent(self, on: date) -> Decimal | None:
        """The age as a share of the service life."""
        if self.since is None or not self.years or on < self.since:
            return None
        return _tenths(age_years(self.since, on) * 100 / self.years)


@dataclass(frozen=True, slots=True)
class Costs:
    """Finished repairs and their cost in whole NT$; ``cost`` counts the ``costed`` ones."""

    repairs: int = 0
    cost: int = 0
    costed: int = 0

    def __add__(self, other: "Costs") -> "Costs":
        return Costs(self.repairs + other.repairs, self.cost + other.cost, self.costed + other.costed)

    @property
    def uncosted(self) -> int:
        """Repairs whose cost nobody entered."""
        return self.repairs - self.costed

    @property
    def known(self) -> int | None:
        """NT$; None when there were repairs and no cost of any is known."""
        return self.cost if self.costed or not self.repairs else None

    @property
    def is_floor(self) -> bool:
        """Whether the sum is only the least it can be."""
        return self.uncosted > 0


@dataclass(frozen=True, slots=True)
class Judgement:
    """The hint with everything it was worked out from. Sums are whole NT$, shares per cent to one place."""

    hint: Hint
    thresholds: Thresholds
    recent: Costs
    counted_years: Decimal | None
    repairs_a_year: int | None
    straight_line: int | None
    repair_percent: Decimal | None
    age_percent: Decimal | None
    age_years: Decimal | None = None

    @property
    def repairs_reached(self) -> bool:
        """Whether a year's repairs are known to weigh too much."""
        return self.repair_percent is not None and self.repair_percent >= self.thresholds.repair_percent

    @property
    def age_reached(self) -> bool:
        """Whether it is known to be old."""
        return self.age_percent is not None and self.age_percent >= self.thresholds.age_percent


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time without the asset; open while it still is."""

    from_at: datetime
    until_at: datetime | None = None


def judge(
    life: ServiceLife, cost_twd: int | None, recent: Costs, today: date, thresholds: Thresholds
) -> Judgement:
    """A year's repairs (those of the last three years, by year) against cost ÷ service life, and the age's share."""
    counted = _counted_years(life.since, today)
    yearly = recent.known if counted else None
    repairs_a_year = None if yearly is None or not counted else _whole(Decimal(yearly) / counted)
    line = _whole(Decimal(cost_twd) / life.years) if cost_twd and life.years else None
    share = None
    if yearly is not None and counted and cost_twd and life.years:
        share = _tenths(Decimal(yearly) * life.years * 100 / (counted * cost_twd))
    made = Judgement(
        Hint.UNKNOWN,
        thresholds,
        recent,
        _tenths(counted) if counted else None,
        repairs_a_year,
        line,
        share,
        life.age_percent(today),
        _tenths(age_years(life.since, today)) if life.since and life.since <= today else None,
    )
    return _with_hint(made)


def _with_hint(made: Judgement) -> Judgement:
    # A sum with repairs of unknown cost can only grow: reached it stays reached, short of it nothing is sure.
    repairs_sure = made.repairs_reached or (made.repair_percent is not None and not made.recent.is_floor)
    age_sure = made.age_percent is not None
    reached = made.repairs_reached + made.age_reached
    if reached == 2:
        hint = Hint.REPLACE
    elif not (repairs_sure and age_sure):
        hint = Hint.UNKNOWN
    else:
        hint = Hint.WATCH if reached else Hint.KEEP
    return replace(made, hint=hint)


def down_minutes(spans: Iterable[Span], start: datetime, end: datetime, now: datetime) -> int:
    """Whole minutes of [start, end) in which at least one of the spans holds; open ones last until ``now``.

    Overlaps count once; nothing after ``now`` counts.
    """
    last = min(end, now)
    total, reached = timedelta(), start
    for span in sorted(spans, key=lambda one: one.from_at):
        begin = max(span.from_at, reached)
        until = min(span.until_at or now, last)
        if until > begin:
            total += until - begin
            reached = until
    return int(total.total_seconds()) // 60


def availability(down: int, start: datetime, end: datetime) -> Decimal | None:
    """Per cent of the time it was not down, to two places; None of no time. With any downtime never 100.00."""
    whole = int((end - start).total_seconds()) // 60
    if whole <= 0:
        return None
    shown = (Decimal(whole - down) * 100 / whole).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return Decimal("99.99") if down and shown == 100 else max(shown, Decimal(0))


def down_hours(minutes: int) -> Decimal:
    """Hours to one place; a few minutes never read as none."""
    shown = _tenths(Decimal(minutes) / 60)
    return Decimal("0.1") if minutes and not shown else shown


def status_days(
    changes: Sequence[tuple[date, str]], today: date
) -> tuple[tuple[str, date, date | None, int], ...]:
    """Each status with its first day, the day it ended (None: still) and its days. ``changes`` are in order."""
    found = []
    for place, (since, status) in enumerate(changes):
        after = changes[place + 1][0] if place + 1 < len(changes) else None
        found.append((status, since, after, max(0, ((after or today) - since).days)))
    return tuple(found)


def add_years(day: date, years: int) -> date:
    """The same day so many years later; February 29 becomes March 1 where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def age_years(since: date, on: date) -> Decimal:
    """Years from a day to another: whole ones, and the days of the year that runs as a share of it."""
    whole = on.year - since.year - (add_years(since, on.year - since.year) > on)
    last, following = add_years(since, whole), add_years(since, whole + 1)
    return whole + Decimal((on - last).days) / (following - last).days


def _counted_years(since: date | None, today: date) -> Decimal | None:
    """Over how many years the recent repairs are spread: three, or the time in service; at least one."""
    if since is None:
        return Decimal(REPAIR_YEARS)
    return min(Decimal(REPAIR_YEARS), max(Decimal(1), age_years(since, today)))


def _whole(value: Decimal) -> int:
    return int(value.quantize(Decimal(1), ROUND_HALF_UP))


def _tenths(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"), ROUND_HALF_UP)
