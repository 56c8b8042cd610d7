"""The columns of a year: its months, or its weeks from Monday on."""

import itertools
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

_WEEK = timedelta(days=7)
_MONTHS = 12


class Column(NamedTuple):
    """A month or week of the year: its days and its short name."""

    first: date
    last: date
    name: str


def months_of(year: int) -> tuple[Column, ...]:
    """The twelve months."""
    starts = [date(year, month, 1) for month in range(1, 13)] + [date(year + 1, 1, 1)]
    return tuple(
        Column(start, after - timedelta(days=1), str(start.month))
        for start, after in itertools.pairwise(starts)
    )


def weeks_of(year: int) -> tuple[Column, ...]:
    """The weeks from Monday on; the first and the last are cut at the year's ends."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    found: list[Column] = []
    start = first
    while start <= last:
        end = min(last, start + timedelta(days=6 - start.weekday()))
        found.append(Column(start, end, str(len(found) + 1)))
        start = end + timedelta(days=1)
    return tuple(found)


def place_of(columns: Sequence[Column], day: date) -> int:
    """The column of a day; -1 outside the year."""
    if not columns or not columns[0].first <= day <= columns[-1].last:
        return -1
    if len(columns) == _MONTHS:
        return day.month - 1
    return (day - columns[0].first + timedelta(days=columns[0].first.weekday())) // _WEEK
