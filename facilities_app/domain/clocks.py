"""The clocks of a repair: how much working time passed, when a promise falls due, and how it reads today.

Working time is what the office works: its spans of the day on its working days (Taiwan's calendar with the
office's own word above it). A pause stops the clock; calendar time never does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol

from facilities_app.domain.clock import TAIPEI, at

Span = tuple[int, int]
"""From and until a minute of the day."""

OFFICE_HOURS: tuple[Span, ...] = ((8 * 60, 12 * 60), (13 * 60, 17 * 60))
AMBER_SHARE = 0.75
"""From this part of its time on a promise reads amber."""


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
        whole = 0
        day = first.date() + timedelta(days=1)
        while day < last.date():
            whole += self.day_minutes if self.workdays.is_workday(day) else 0
            day += timedelta(days=1)
        return (
            self._of_day(first.date(), _minute(first), 24 * 60)
            + whole
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

    def elapsed(
        self, start: datetime, until: datetime, pauses: Sequence[tuple[datetime, datetime | None]]
    ) -> int:
        """Working minutes from ``start`` to ``until`` with the pauses taken out; pauses may overlap and be open."""
        paused = 0
        edge = start
        for begin, end in sorted(pauses, key=lambda pause: pause[0]):
            begin, end = max(begin, edge), min(end or until, until)
            if end > begin:
                paused += self.between(begin, end)
                edge = end
        return max(0, self.between(start, until) - paused)

    def due(
        self, start: datetime, minutes: int, pauses: Sequence[tuple[datetime, datetime | None]], now: datetime
    ) -> datetime:
        """When ``minutes`` of unpaused working time are used up: each pause moves it on by its working time."""
        waited = self.between(start, now) - self.elapsed(start, now, pauses) if now > start else 0
        return self.after(start, minutes + waited)

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


def light(*, used: int, promised: int, met_used: int | None, paused: bool) -> Light:
    """The light of one promise: ``used`` working minutes of ``promised``; ``met_used`` once it was met.

    What was met late is broken, and what is late and unmet is red: neither ever counts as kept.
    """
    if met_used is not None:
        return Light.KEPT if met_used <= promised else Light.BROKEN
    if used > promised:
        return Light.RED
    if paused:
        return Light.PAUSED
    return Light.AMBER if used >= promised * AMBER_SHARE else Light.GREEN


def _minute(moment: datetime) -> int:
    return moment.hour * 60 + moment.minute
