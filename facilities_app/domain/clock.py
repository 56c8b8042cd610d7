"""Time, injected: UTC for moments, the calendar day of Taiwan (UTC+8, no daylight saving) for dates."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Protocol

TAIPEI = timezone(timedelta(hours=8), "Asia/Taipei")


class Clock(Protocol):
    """Where the program learns what time it is."""

    def now(self) -> datetime:
        """This moment, aware, in UTC."""
        ...

    def today(self) -> date:
        """Today's date in Taiwan."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """This moment, aware, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """Today's date in Taiwan."""
        return self.now().astimezone(TAIPEI).date()


class FixedClock:
    """A clock for tests, tours and demo data: stands at ``moment`` until it is moved."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment

    def now(self) -> datetime:
        """The moment the clock stands at."""
        return self._moment

    def today(self) -> date:
        """That moment's date in Taiwan."""
        return self._moment.astimezone(TAIPEI).date()

    def move(self, by: timedelta) -> None:
        """Move the hands by ``by``."""
        self._moment += by


def at(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """The moment of a Taiwanese wall clock on ``day``, in UTC."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=TAIPEI).astimezone(UTC)


def of_day(day: date | None) -> Clock:
    """The machine's clock, or one that stands at nine in the morning of ``day``."""
    return SystemClock() if day is None else FixedClock(at(day, 9))
