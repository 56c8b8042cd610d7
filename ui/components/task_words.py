"""How an inspection's standing reads: red only where a law sets the date."""

from datetime import date
from typing import NamedTuple

from facilities_app.domain.inspections import TaskState
from facilities_app.domain.lateness import task_late
from facilities_app.domain.rows import Choice
from resources.texts import tr, trn
from ui.components.moments import SOON_DAYS
from ui.context import UiContext

OPEN = frozenset({TaskState.PLANNED, TaskState.DUE_SOON, TaskState.DUE_TODAY, TaskState.OVERDUE})


class Standing(NamedTuple):
    """A pill: word, tone, icon."""

    text: str
    tone: str
    icon: str


def standing(context: UiContext, state: str, due: date, statutory: bool) -> Standing:
    """The pill of a task. What the office planned for itself is behind schedule, never overdue by law."""
    choice: Choice = context.services.labels.choice("task_state", state)
    days = (due - context.clock.today()).days
    if state == TaskState.OVERDUE:
        return Standing(*task_late(-days, statutory))
    if state == TaskState.DUE_SOON:
        tone = choice.tone if days <= SOON_DAYS else "neutral"
        return Standing(trn("{n} day left", "{n} days left", days), tone, choice.icon)
    return Standing(choice.name, choice.tone, choice.icon)


def basis(statutory: bool) -> str:
    """Who sets the interval."""
    return tr("Statutory") if statutory else tr("Own schedule")
