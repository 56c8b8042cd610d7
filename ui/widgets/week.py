"""On which day weeks begin: Monday as in the office, or Sunday as on most wall calendars."""

from datetime import date, timedelta

MONDAY, SUNDAY = 0, 6

_begins = MONDAY


def begin_on(weekday: int) -> None:
    """From now on every calendar's weeks begin so; what is drawn already must be made anew."""
    global _begins
    _begins = SUNDAY if weekday == SUNDAY else MONDAY


def week_of(day: date) -> date:
    """The first day of the day's week."""
    return day - timedelta(days=(day.weekday() - _begins) % 7)
