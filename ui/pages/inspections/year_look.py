"""How a state of the year planner looks: icon, tone, and whether it is filled or outlined."""

from typing import NamedTuple

from facilities_app.domain.year_columns import Column
from facilities_app.domain.year_plan import Mark, MarkState, YearRow, days_text, leading
from facilities_app.domain.year_words import basis_word, counted_title, month_names, state_words
from resources.texts import tr, trn
from ui.context import UiContext


class StateLook(NamedTuple):
    """``filled`` and ``outlined`` cells need a person; the others are quiet. ``icon_tone`` may differ from words."""

    icon: str
    tone: str
    icon_tone: str = ""
    filled: bool = False
    outlined: bool = False


LOOKS = {
    MarkState.OVERDUE: StateLook("triangle-alert", "red", filled=True),
    MarkState.BEHIND: StateLook("clock-alert", "amber", filled=True),
    MarkState.MISSED: StateLook("x", "red", outlined=True),
    MarkState.DUE: StateLook("clock", "amber", filled=True),
    MarkState.OPEN: StateLook("circle-dot", "neutral", "blue"),
    MarkState.PLANNED: StateLook("circle", "neutral"),
    MarkState.FORESEEN: StateLook("circle-dashed", "neutral"),
    MarkState.LATE: StateLook("check", "neutral", "amber"),
    MarkState.DONE: StateLook("check", "neutral", "green"),
    MarkState.SKIPPED: StateLook("circle-slash", "neutral"),
    MarkState.PAUSED: StateLook("pause", "neutral", filled=True),
}


def look_of(state: MarkState, statutory: bool) -> StateLook:
    """Red is kept for what a law sets: what was missed of our own schedule is amber."""
    look = LOOKS[state]
    return look._replace(tone="amber") if state is MarkState.MISSED and not statutory else look


def cell_sentence(context: UiContext, row: YearRow, column: Column, marks: tuple[Mark, ...]) -> str:
    """A cell for who cannot see it."""
    name = f"{counted_title(row.title, row.count)} {row.site}".strip()
    span = f"{context.presenter.date(column.first)}–{context.presenter.date(column.last)}"
    if not marks:
        return tr(", ", "list").join((name, basis_word(row.statutory), span, tr("nothing planned")))
    parts = [name, basis_word(row.statutory), span, state_words()[leading(marks)], days_text(marks, column)]
    if len(marks) > 1:
        parts.append(trn("{n} inspection", "{n} inspections", len(marks)))
    return tr(", ", "list").join(parts)


def column_title(column: Column, weeks: bool) -> str:
    """11 月 (or Nov), or the week's number."""
    if weeks:
        return column.name
    return month_names()[column.first.month - 1]
