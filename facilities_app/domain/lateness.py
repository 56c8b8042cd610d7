"""What is late, in words and colour: late and red, but a task of the office's own schedule is behind and amber."""

from datetime import date
from typing import NamedTuple

from facilities_app.domain.clocks import Light
from facilities_app.domain.rows import DueItem
from resources.texts import tr, trn


class Late(NamedTuple):
    """A lateness: words, tone, icon."""

    text: str
    tone: str
    icon: str


def task_late(days: int, statutory: bool) -> Late:
    """An inspection ``days`` after its date. Only one whose interval a law sets is overdue."""
    if statutory:
        return Late(trn("{n} day late", "{n} days late", days), "red", "triangle-alert")
    return Late(trn("{n} day behind", "{n} days behind", days), "amber", "clock")


def check_late(due_on: date, law_due_on: date | None, today: date) -> Late | None:
    """The nearest check of an asset, and the nearest whose interval a law sets: late by that one, else behind."""
    if law_due_on is not None and law_due_on < today:
        return task_late((today - law_due_on).days, True)
    return task_late((today - due_on).days, False) if due_on < today else None


def item_tone(item: DueItem, today: date) -> str:
    """The tone of something that is due or late: red for what is late but for what the office set itself."""
    own = item.kind == "patrol" or (item.kind == "task" and not item.is_statutory)
    return "red" if item.due_on < today and not own else "amber"


def light_word(light: Light) -> str:
    """How a promise reads, in a word."""
    return {
        Light.GREEN: tr("in time", "clock"),
        Light.AMBER: tr("time runs short", "clock"),
        Light.RED: tr("overdue", "clock"),
        Light.PAUSED: tr("clock stands", "clock"),
        Light.KEPT: tr("kept", "clock"),
        Light.BROKEN: tr("late", "clock"),
    }[light]
