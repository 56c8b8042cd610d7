"""A project's plan against what became of it, as bars; None where no day is known."""

from facilities_app.domain.project_rows import MilestoneRow, ProjectDetail
from resources.texts import tr
from ui.context import UiContext
from ui.widgets.plan_bars import PlanBar, PlanBars, PlanMark

_RUNNING = ("in_progress", "suspended")


def plan_chart(context: UiContext, row: ProjectDetail) -> PlanBars | None:
    """The bars and milestones whose days are known."""
    bars = [bar for bar in (_planned(context, row), _actual(context, row)) if bar is not None]
    marks = [mark for one in row.milestones for mark in _marks(context, one)]
    if not bars and not marks:
        return None
    chart = PlanBars()
    day = context.presenter.date
    chart.set_plan(bars, marks, mark_label=tr("Milestones") if marks else "", today=context.clock.today())
    chart.set_plan(
        bars,
        marks,
        mark_label=tr("Milestones") if marks else "",
        ends=(day(chart.first()), day(chart.last())),
        today=context.clock.today(),
    )
    return chart


def _planned(context: UiContext, row: ProjectDetail) -> PlanBar | None:
    if row.planned_start_on is None or row.due_on is None:
        return None
    return PlanBar(
        tr("Planned"),
        row.planned_start_on,
        row.due_on,
        _named(context, tr("Planned"), row.planned_start_on, row.due_on),
        "text2",
        outlined=True,
    )


def _actual(context: UiContext, row: ProjectDetail) -> PlanBar | None:
    end = row.completed_on or (context.clock.today() if row.status in _RUNNING else None)
    if row.started_on is None or end is None or end < row.started_on:
        return None
    late = row.due_on is not None and end > row.due_on
    role = "red" if late else "green" if row.completed_on else "blue"
    return PlanBar(
        tr("Actual", "progress"),
        row.started_on,
        end,
        _named(context, tr("Actual", "progress"), row.started_on, end),
        role,
    )


def _marks(context: UiContext, one: MilestoneRow) -> list[PlanMark]:
    day, found = context.presenter.date, []
    if one.planned_on is not None and one.done_on is None:
        role = "red" if one.is_late else "text2"
        name = tr("{what}, planned {date}").format(what=one.name, date=day(one.planned_on))
        found.append(PlanMark(one.planned_on, name, role))
    if one.done_on is not None:
        role = "amber" if one.is_late else "green"
        name = tr("{what}, done {date}").format(what=one.name, date=day(one.done_on))
        found.append(PlanMark(one.done_on, name, role, filled=True))
    return found


def _named(context: UiContext, what: str, start: object, end: object) -> str:
    day = context.presenter.date
    return f"{what} {day(start)}–{day(end)}"
