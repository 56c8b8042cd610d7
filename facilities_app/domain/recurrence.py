"""When something recurs: an RRULE (RFC 5545) over days, as an office means it.

The arithmetic is python-dateutil's. Two things an office means otherwise are written into the rule first: "every
month on the 31st" is the last day of a month that has no 31st (RFC 5545 leaves that month out), and 29 February is
28 February in other years. Days have no hours here, so no change of clocks can move them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Protocol

from dateutil.rrule import rrule, rrulestr

from facilities_app.domain.dates import parse
from facilities_app.domain.errors import Invalid

SHORTEST_MONTH = 28
_EXAMPLE = date(2026, 3, 2)
_FREQUENCIES = frozenset(("DAILY", "WEEKLY", "MONTHLY", "YEARLY"))
_DATED = frozenset(("BYDAY", "BYMONTHDAY", "BYWEEKNO", "BYYEARDAY"))
_KNOWN = _DATED | {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYSETPOS", "BYMONTH"}


class Anchor(StrEnum):
    """What the next date is counted from."""

    FIXED = "fixed"  # the plan's first day: what is done late moves nothing
    FLOATING = "floating"  # the day it was last done
    PERMIT = "permit"  # the day the permit ends
    METER = "meter"  # a reading


class HolidayRule(StrEnum):
    """Where an occurrence goes that falls on a day off."""

    KEEP = "keep"
    BEFORE = "before"
    AFTER = "after"
    NEAREST = "nearest"  # the later one when both are as near


class Workdays(Protocol):
    """Knows the office's days."""

    def next_workday(self, day: date) -> date:
        """``day`` or the first working day after it."""
        ...

    def previous_workday(self, day: date) -> date:
        """``day`` or the last working day before it."""
        ...


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A rule that starts on a day and leaves some days out. Raises Invalid("plan.bad_rule") for text that is no rule
    of days; "RRULE:" in front is allowed, a rule of hours or minutes is not.
    """

    rule: str
    starts_on: date
    ends_on: date | None = None
    exclusions: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        _made(self.rule, self.starts_on)

    def dates(self, since: date, until: date) -> list[date]:
        """The rule's days from ``since`` to ``until``, both included, in order, none twice."""
        last = until if self.ends_on is None else min(until, self.ends_on)
        if last < since:
            return []
        found = _made(self.rule, self.starts_on).between(_midnight(since), _midnight(last), inc=True)
        return [moment.date() for moment in found if moment.date() not in self.exclusions]

    def after(self, day: date) -> date | None:
        """The first day after ``day``, or None when the rule has ended."""
        for moment in _made(self.rule, self.starts_on).xafter(_midnight(day)):
            found = moment.date()
            if self.ends_on is not None and found > self.ends_on:
                return None
            if found not in self.exclusions:
                return found
        return None

    def first(self, count: int, since: date) -> list[date]:
        """Up to ``count`` days from ``since`` on."""
        found: list[date] = []
        day = self.after(since - timedelta(days=1))
        while day is not None and len(found) < count:
            found.append(day)
            day = self.after(day)
        return found

    def from_completion(self, done_on: date) -> date | None:
        """The next day counted from the day it was done (floating): the rule starts anew there."""
        moved = Recurrence(self.rule, done_on, self.ends_on, self.exclusions)
        return moved.after(done_on)


def normalised(rule: str, starts_on: date) -> str:
    """The rule as RFC 5545 must read it to mean what the office means. Raises Invalid("plan.bad_rule")."""
    parts = _parts(rule)
    wanted = _one_day_of_month(parts, starts_on)
    several = "," in parts.get("BYMONTH", "")
    if several and parts["FREQ"] == "YEARLY" and parts.get("INTERVAL", "1") == "1" and wanted:
        parts["FREQ"] = "MONTHLY"  # the same days, and "the last of" then means of each month
        several = False
    if wanted > SHORTEST_MONTH and "BYSETPOS" not in parts and not (several and parts["FREQ"] == "YEARLY"):
        parts["BYMONTHDAY"] = ",".join(str(day) for day in range(SHORTEST_MONTH, wanted + 1))
        parts["BYSETPOS"] = "-1"
        if parts["FREQ"] == "YEARLY" and "BYMONTH" not in parts:
            parts["BYMONTH"] = str(starts_on.month)
    return ";".join(f"{name}={value}" for name, value in parts.items())


def shifted(day: date, rule: HolidayRule, workdays: Workdays) -> date:
    """Where an occurrence on ``day`` is put by the plan's word on days off."""
    if rule is HolidayRule.KEEP:
        return day
    earlier, later = workdays.previous_workday(day), workdays.next_workday(day)
    if rule is HolidayRule.BEFORE:
        return earlier
    if rule is HolidayRule.AFTER:
        return later
    return later if later - day <= day - earlier else earlier


def read_days(text: str) -> frozenset[date]:
    """The days of a plan's exclusions as they are kept, one ISO day a line. Raises Invalid("plan.bad_day")."""
    found = set()
    for line in _lines(text):
        try:
            found.add(date.fromisoformat(line))
        except ValueError as error:
            raise Invalid("plan.bad_day", field="exclusions", text=line, example=_EXAMPLE) from error
    return frozenset(found)


def kept_days(text: str, today: date) -> str:
    """The days a person typed, one a line in any form of a date, as they are kept: ISO, in order, none twice.

    Raises Invalid("plan.bad_day") naming the line.
    """
    found = set()
    for line in _lines(text):
        try:
            found.add(parse(line, today))
        except Invalid as error:
            example = date(today.year, 12, 31)
            raise Invalid("plan.bad_day", field="exclusions", text=line, example=example) from error
    return "\n".join(day.isoformat() for day in sorted(found))


def _lines(text: str) -> Iterator[str]:
    return filter(None, map(str.strip, text.replace("、", "\n").splitlines()))


def _parts(rule: str) -> dict[str, str]:
    text = rule.strip().upper().removeprefix("RRULE:")
    pieces = [piece.partition("=") for piece in text.split(";") if piece]
    parts = {name: value for name, _equals, value in pieces}
    if len(parts) != len(pieces) or not set(parts) <= _KNOWN or parts.get("FREQ") not in _FREQUENCIES:
        raise Invalid("plan.bad_rule", field="rule", rule=rule)
    return parts


def _one_day_of_month(parts: dict[str, str], starts_on: date) -> int:
    """The single day of the month that the rule falls on, said or implied by its start; 0 if it is not one."""
    if parts["FREQ"] not in ("MONTHLY", "YEARLY") or _DATED & set(parts) - {"BYMONTHDAY"}:
        return 0
    said = parts.get("BYMONTHDAY", str(starts_on.day))
    return int(said) if said.isdigit() else 0


def _made(rule: str, starts_on: date) -> rrule:
    try:
        made = rrulestr(normalised(rule, starts_on), dtstart=_midnight(starts_on))
    except (ValueError, TypeError) as error:
        raise Invalid("plan.bad_rule", field="rule", rule=rule) from error
    assert isinstance(made, rrule)
    return made


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min)
