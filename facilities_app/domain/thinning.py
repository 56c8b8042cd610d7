"""Which backups stay: many of the last days, few of the past. Pure, so that it can be proved on any calendar."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from facilities_app.domain.clock import TAIPEI

ALL_FOR = timedelta(days=2)
DAILY_FOR = timedelta(days=14)
WEEKLY_FOR = timedelta(days=61)
MONTHLY_FOR = timedelta(days=731)
FEWEST = 10
"""So many of the newest stay at any age: a clock that was set wrong must not cost the past."""


def kept(moments: Iterable[datetime], now: datetime) -> set[datetime]:
    """The moments that stay: all of two days, then the newest of each day, week and month, up to two years.

    A day lies in one week and a week in one month, so thinning often keeps the same as thinning once.
    """
    ordered = sorted(set(moments), reverse=True)
    staying = set(ordered[:FEWEST])
    seen: set[tuple[str, int, int]] = set()
    for moment in ordered:
        buckets = _buckets(moment)
        bucket = _bucket_at(now - moment, buckets)
        if bucket is not None and bucket not in seen:
            staying.add(moment)
        seen.update(buckets)
    return staying


def _bucket_at(age: timedelta, buckets: tuple[tuple[str, int, int], ...]) -> tuple[str, int, int] | None:
    moment, day, week, month = buckets
    if age <= ALL_FOR:
        return moment
    if age <= DAILY_FOR:
        return day
    if age <= WEEKLY_FOR:
        return week
    return month if age <= MONTHLY_FOR else None


def _buckets(moment: datetime) -> tuple[tuple[str, int, int], ...]:
    """What the moment may be the newest of, on Taiwan's calendar; a week belongs to the month of its Thursday."""
    day = moment.astimezone(TAIPEI).date()
    year, week, weekday = day.isocalendar()
    thursday = day + timedelta(days=4 - weekday)
    return (
        ("moment", day.toordinal(), int(moment.timestamp() * 1_000_000)),
        ("day", day.toordinal(), 0),
        ("week", year, week),
        ("month", thursday.year, thursday.month),
    )
