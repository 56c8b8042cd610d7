"""The clocks of a repair: how much working time passed, when a promise falls due, and how it reads today.

Working time is what the office works: its spans of the day on its working days (Taiwan's calendar with the
office's own word above it). A pause stops the clock; calendar time never does.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol

from facilities_app.domain.clock import TAIPEI, at
from facilities_app.domain.errors import Invalid

Span = tuple[int, int]
"""From and until a minute of the day."""

Pause = tuple[datetime, datetime | None]
"""From and until a moment; open at its end while it lasts."""

_SPAN = re.compile(r"(\d{1,2}):(\d{2})\s*[-–~～]\s*(\d{1,2}):(\d{2})")

OFFICE_HOURS: tuple[Span, ...] = ((8 * 60, 12 * 60), (13 * 60, 17 * 60))
TARGET_DAY = 8 * 60
"""What a target calls a working day, whatever hours the office keeps."""

AMBER_PERCENT = 75
"""When so much of its time is used up a promise reads amber."""


class WorkdaySource(Protocol):
    """Tells working days apart."""

    def is_workday(self, day: date) -> bool:
        """Whether the office works on ``day``."""
        ...


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """The office's calendar and hours. Moments are aware; results are minutes of working time."""

    workdays: WorkdaySource
    spans: tuple[Span, ...] = OFFICE_HOURS
    _years: dict[int, list[int]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def day_minutes(self) -> int:
        """How many minutes a working day has."""
        return sum(until - start for start, until in self.spans)

    def between(self, start: datetime, until: datetime) -> int:
        """Working minutes from ``start`` to ``until``; 0 if ``until`` is not later. Seconds are left out."""
        if until <= start:
            return 0
        first, last = start.astimezone(TAIPEI), until.astimezone(TAIPEI)
        if first.date() == last.date():
            return self._of_day(first.date(), _minute(first), _minute(last))
        return (
            self._of_day(first.date(), _minute(first), 24 * 60)
            + self.day_minutes * self._workdays_between(first.date(), last.date())
            + self._of_day(last.date(), 0, _minute(last))
        )

    def after(self, start: datetime, minutes: int) -> datetime:
        """The moment when ``minutes`` of working time have passed since ``start``; at least one working day ahead
        is searched for a thousand days, after which ValueError is raised.
        """
        local = start.astimezone(TAIPEI)
        day, minute, left = local.date(), _minute(local), minutes
        for _ in range(1000 + minutes // max(1, self.day_minutes) * 3):
            if self.workdays.is_workday(day):
                for begin, end in self.spans:
                    free = max(0, end - max(begin, minute))
                    if free and left <= free:
                        stop = max(begin, minute) + left
                        return at(day, stop // 60, stop % 60)
                    left -= free
            day, minute = day + timedelta(days=1), 0
        raise ValueError("the calendar has no working days")

    def before(self, end: datetime, minutes: int) -> datetime:
        """The moment from which ``minutes`` of working time lead to ``end``: after()'s way back, and the end of a
        span rather than the beginning of the next.
        """
        local = end.astimezone(TAIPEI)
        day, minute, left = local.date(), _minute(local), minutes
        for _ in range(1000 + minutes // max(1, self.day_minutes) * 3):
            if self.workdays.is_workday(day):
                for begin, stop in reversed(self.spans):
                    free = max(0, min(stop, minute) - begin)
                    if free and left < free:
                        found = min(stop, minute) - left
                        return at(day, found // 60, found % 60)
                    left -= free
            day, minute = day - timedelta(days=1), 24 * 60
        raise ValueError("the calendar has no working days")

    def closing(self, day: date) -> datetime:
        """When the office closes on ``day``, were it a working day."""
        last = self.spans[-1][1]
        return at(day, last // 60, last % 60)

    def promised(self, start: datetime, minutes: int) -> datetime:
        """When a promise of so much working time made at ``start`` falls due.

        A promise of whole working days lasts until the office closes on the last of them; 0 is the same day, and
        after closing time the next working day.
        """
        days, rest = divmod(minutes, TARGET_DAY)
        if rest:
            return self.after(start, minutes)
        day = start.astimezone(TAIPEI).date()
        if days == 0:
            if self.workdays.is_workday(day) and start < self.closing(day):
                return self.closing(day)
            days = 1
        while days:
            day += timedelta(days=1)
            days -= self.workdays.is_workday(day)
        return self.closing(day)

    def share(self, start: datetime, end: datetime, percent: int) -> datetime:
        """When so many per cent of the working time from ``start`` to ``end`` are used up, more than 100 as well."""
        minutes = -(-self.between(start, end) * percent // 100)
        return self.after(start, minutes) if minutes else end

    def elapsed(self, start: datetime, until: datetime, pauses: Sequence[Pause]) -> int:
        """Working minutes from ``start`` to ``until`` with the pauses taken out; pauses may overlap and be open."""
        paused = 0
        edge = start
        for begin, end in sorted(pauses, key=lambda pause: pause[0]):
            begin, end = max(begin, edge), min(end or until, until)
            if end > begin:
                paused += self.between(begin, end)
                edge = end
        return max(0, self.between(start, until) - paused)

    def moved_on(self, due: datetime, pauses: Sequence[Pause], now: datetime) -> datetime:
        """``due`` moved on by the working time of each pause that began before it: what is late stays late."""
        edge: datetime | None = None
        for begin, end in sorted(pauses, key=lambda pause: pause[0]):
            begin, end = max(begin, edge or begin), end or now
            if end <= begin or begin >= due:
                continue
            minutes = self.between(begin, end)
            due = self.after(due, minutes) if minutes else due
            edge = end
        return due

    def _workdays_between(self, first: date, last: date) -> int:
        """Working days after ``first`` and before ``last``; each year is counted once."""
        count = 0
        for year in range(first.year, last.year + 1):
            days = self._year(year)
            begin = bisect_left(days, first.toordinal() + 1)
            count += bisect_left(days, last.toordinal()) - begin
        return max(0, count)

    def _year(self, year: int) -> list[int]:
        if year not in self._years:
            days = range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1)
            self._years[year] = [day for day in days if self.workdays.is_workday(date.fromordinal(day))]
        return self._years[year]

    def _of_day(self, day: date, start: int, until: int) -> int:
        if not self.workdays.is_workday(day):
            return 0
        return sum(max(0, min(until, end) - max(start, begin)) for begin, end in self.spans)


class Light(StrEnum):
    """How a promise reads."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    PAUSED = "paused"
    KEPT = "kept"
    BROKEN = "broken"


def light(
    *,
    due: datetime,
    amber: datetime | None,
    now: datetime,
    met: datetime | None = None,
    paused_until: datetime | None = None,
) -> Light:
    """The light of one promise that falls due at ``due``; ``met`` is when it was met.

    What was met late is broken, and what is late and unmet is red, also while it waits: neither ever counts as
    kept. The same comparison is made wherever late repairs are counted.
    """
    if met is not None:
        return Light.KEPT if met <= due else Light.BROKEN
    if now > due:
        return Light.RED
    if paused_until is not None and now < paused_until:
        return Light.PAUSED
    return Light.AMBER if amber is not None and now >= amber else Light.GREEN


def read_hours(text: str) -> tuple[Span, ...]:
    """Office hours such as "08:00-12:00, 13:00-17:00", in order. Raises Invalid("office.hours") beside the field."""
    spans = tuple((int(a) * 60 + int(b), int(c) * 60 + int(d)) for a, b, c, d in _SPAN.findall(text))
    rest = _SPAN.sub("", text).strip(" ,，、;；")
    edges = [edge for span in spans for edge in span]
    if not spans or rest.strip(" ,，、;；") or edges != sorted(set(edges)) or edges[-1] > 24 * 60:
        raise Invalid("office.hours", field="office_hours", text=text)
    return spans


def _minute(moment: datetime) -> int:
    return moment.hour * 60 + moment.minute
