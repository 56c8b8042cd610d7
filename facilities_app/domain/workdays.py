"""Taiwan's working days: weekends, holidays and make-up workdays, where the office's own word wins.

The computed calendar comes from the ``holidays`` library and knows what the government has announced; the
yearly table of the personnel administration (人事行政總處) can be read in as overrides (see calendar_file).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import Any

from facilities_app.domain.periods import Period

NAMES_IN = ("zh_TW", "en_US")
"""The languages the library is asked for; the installer brings their files along."""
_ONE_DAY = timedelta(days=1)
_FIRST_COMPUTED = 1998  # the library's calendar starts here; before it only weekends are known


class DayKind(StrEnum):
    """What the office does on a day."""

    WORKDAY = "workday"
    HOLIDAY = "holiday"


@dataclass(frozen=True, slots=True)
class DayName:
    """A day's name in both languages; both empty for an ordinary day."""

    zh: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True)
class DayOverride:
    """The office's own word on a day, with the reason it gives."""

    kind: DayKind
    name: str = ""


@dataclass(frozen=True, slots=True)
class _Year:
    """What the computed calendar says of one year, weekends left out."""

    holidays: Mapping[date, DayName]
    makeup: frozenset[date]


_MAKEUP = DayName("補行上班", "Make-up workday")
_SWAPPED = DayName("調整放假", "Bridge day off")


class Workdays:
    """The calendar with ``overrides`` laid over it. Cheap to make; years are computed once per process."""

    def __init__(self, overrides: Mapping[date, DayOverride] | None = None) -> None:
        self._overrides = dict(overrides or {})

    def is_workday(self, day: date) -> bool:
        """Whether the office works on ``day``."""
        if override := self._overrides.get(day):
            return override.kind is DayKind.WORKDAY
        year = _computed(day.year)
        if day in year.makeup:
            return True
        return day.weekday() < 5 and day not in year.holidays

    def is_makeup(self, day: date) -> bool:
        """Whether ``day`` is a weekend day that the office works on."""
        return day.weekday() >= 5 and self.is_workday(day)

    def name(self, day: date) -> DayName:
        """The holiday's or make-up day's name; empty for ordinary days."""
        override = self._overrides.get(day)
        computed = _computed_name(day)
        if override is None:
            return computed
        if override.name:
            return DayName(override.name, computed.en if computed.zh == override.name else override.name)
        return computed if override.kind is _computed_kind(day) else DayName()

    def next_workday(self, day: date) -> date:
        """``day`` itself if the office works then, else the first working day after it."""
        while not self.is_workday(day):
            day += _ONE_DAY
        return day

    def previous_workday(self, day: date) -> date:
        """``day`` itself if the office works then, else the last working day before it."""
        while not self.is_workday(day):
            day -= _ONE_DAY
        return day

    def add_workdays(self, day: date, count: int) -> date:
        """The ``count``-th working day after ``day`` (before it if negative); 0 is ``day`` itself."""
        step = _ONE_DAY if count > 0 else -_ONE_DAY
        left = abs(count)
        while left:
            day += step
            left -= self.is_workday(day)
        return day

    def count(self, period: Period) -> int:
        """How many working days ``period`` has."""
        return sum(map(self.is_workday, period))


def _computed_kind(day: date) -> DayKind:
    year = _computed(day.year)
    works = day in year.makeup or (day.weekday() < 5 and day not in year.holidays)
    return DayKind.WORKDAY if works else DayKind.HOLIDAY


def _computed_name(day: date) -> DayName:
    year = _computed(day.year)
    return _MAKEUP if day in year.makeup else year.holidays.get(day, DayName())


@cache
def _computed(year: int) -> _Year:
    """The computed calendar of ``year``. Importing late: it takes a tenth of a second."""
    if year < _FIRST_COMPUTED:
        return _Year({}, frozenset())
    from holidays.countries.taiwan import Taiwan

    make: Any = Taiwan
    zh, en = (make(years=year, language=language) for language in NAMES_IN)
    names = {
        day: _SWAPPED if "補班" in name else DayName(_plain(name), _plain(en[day]))
        for day, name in zh.items()
    }
    return _Year(names, frozenset(day for day in zh.weekend_workdays if day.year == year))


def _plain(name: str) -> str:
    """The library's name with 、 between two feasts and without its marks of an estimate."""
    name = (
        name.replace("，推定", "")
        .replace("（推定）", "")
        .replace(", estimated", "")
        .replace(" (estimated)", "")
    )
    return name.replace("; ", "、" if name[0] > "\x7f" else ", ")
