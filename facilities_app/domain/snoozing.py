"""Until when a reminder is put off."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from facilities_app.domain.clock import TAIPEI, at

MORNING = 8  # o'clock: before the office's day begins


class Snooze(StrEnum):
    """How long."""

    HOUR = "hour"
    TOMORROW = "tomorrow"
    WEEK = "week"


def until(choice: Snooze, now: datetime) -> datetime:
    """An hour from now, tomorrow's morning, or that of next Monday."""
    today = now.astimezone(TAIPEI).date()
    if choice is Snooze.HOUR:
        return now + timedelta(hours=1)
    days = 1 if choice is Snooze.TOMORROW else 7 - today.weekday()
    return morning(today + timedelta(days=days))


def morning(day: date) -> datetime:
    """When what was put off to a day speaks up on it."""
    return at(day, MORNING)
