"""Stretches of days, such as the half-year a business report covers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from facilities_app.domain.clock import at
from facilities_app.domain.errors import Invalid


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from ``start`` to ``end``, **both included**, as an office writes 2/16–7/31.

    Raises Invalid("date.range_reversed") if the end comes first.
    """

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise Invalid("date.range_reversed", start=self.start, end=self.end)

    @classmethod
    def of_month(cls, day: date) -> "Period":
        """The calendar month that ``day`` lies in."""
        first = day.replace(day=1)
        following = (first + timedelta(days=31)).replace(day=1)
        return cls(first, following - timedelta(days=1))

    @classmethod
    def of_year(cls, year: int) -> "Period":
        """The calendar year, which is also the fiscal year (115 年度 is 2026)."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    @property
    def days(self) -> int:
        """How many days, both ends counted."""
        return (self.end - self.start).days + 1

    @property
    def is_month(self) -> bool:
        """Whether it is exactly one calendar month."""
        return self == Period.of_month(self.start)

    @property
    def is_year(self) -> bool:
        """Whether it is exactly one calendar year."""
        return self == Period.of_year(self.start.year)

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def __iter__(self) -> Iterator[date]:
        return (self.start + timedelta(days=n) for n in range(self.days))

    def overlap(self, other: "Period") -> "Period | None":
        """The days that both have, or None."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Period(start, end) if start <= end else None

    def moments(self) -> tuple[datetime, datetime]:
        """The UTC moments from the first midnight in Taiwan up to, not including, the last."""
        return at(self.start, 0), at(self.end, 0) + timedelta(days=1)
