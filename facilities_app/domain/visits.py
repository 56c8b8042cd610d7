"""Planned visits: the time of day as people type it."""

import re
from datetime import date, datetime

from facilities_app.domain.clock import at
from facilities_app.domain.errors import Invalid

USUAL_HOUR = 9
"""A visit whose hour nobody said is planned for nine in the morning."""
_TIME = re.compile(r"(\d{1,2})(?:[:：時点點.]?(\d{2}))?(?:分|時|點)?")
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")


def read_time(text: str) -> tuple[int, int]:
    """Hour and minute of 9, 9:30, 0930 or 14時30分, in Taiwan. Raises Invalid("visit.bad_time") beside "time"."""
    words = "".join(text.translate(_WIDE).split())
    found = _TIME.fullmatch(words)
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
    if hour > 23 or minute > 59:
        raise Invalid("visit.bad_time", field="time", text=text.strip())
    return hour, minute


def visit_moment(day: date, time: tuple[int, int] = (USUAL_HOUR, 0)) -> datetime:
    """The moment of a visit on a day, in UTC."""
    return at(day, *time)
