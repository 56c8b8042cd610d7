"""The list of inspection plans: what is looked at, how often, when next, and whether it rests."""

from typing import Any

from sqlalchemy import func, select

from db.models import Asset, Duty, InspectionPlan, InspectionTask, Place, User
from db.queries.small_lists import demo_mark, register
from db.queries.sql_list import one_of
from db.queries.template_lists import OF_TEMPLATES
from facilities_app.domain.lists import ColumnKind, ColumnSpec, Condition, ListInfo, ListQuery, ViewPreset

_DATE, _CHOICE = ColumnKind.DATE, ColumnKind.CHOICE


def _day(status: str, column: Any, pick: Any) -> Any:
    """The first or last day of the plan's tasks in that state."""
    mine = (InspectionTask.plan_id == InspectionPlan.id) & (InspectionTask.status == status)
    return select(pick(column)).where(mine).correlate(InspectionPlan).scalar_subquery()


def _state(code: str, title: str, is_active: bool) -> ViewPreset:
    return ViewPreset(code, title, ListQuery(conditions=(Condition("running", "in", (is_active,)),)))


PLANS = register(
    ListInfo(
        code="plans",
        entity="inspection_plans",
        title="Inspection plans",
        columns=(
            ColumnSpec("code", "Plan no.", width=8, lesser=4),
            ColumnSpec("title", "Plan", width=34, choices="term"),
            ColumnSpec("rule", "Interval", width=22, choices="rule"),
            ColumnSpec("anchor", "Counted from", _CHOICE, 14, "anchor", lesser=3),
            ColumnSpec("next_due", "Next", _DATE, 12),
            ColumnSpec("last_done", "Last done", _DATE, 12, lesser=2),
            ColumnSpec("status", "Status", _CHOICE, 10, "plan_status"),
            ColumnSpec("assignee", "Assignee", width=10, lesser=1),
            ColumnSpec("duty", "Duty", width=30, choices="term", shown=False),
            ColumnSpec("basis", "Basis", _CHOICE, 10, "basis", shown=False),
            ColumnSpec("target", "Asset / place", width=30, shown=False),
            ColumnSpec("pause_reason", "Reason of the pause", width=24, shown=False),
            ColumnSpec("paused_until", "Paused until", _DATE, 12, shown=False),
            demo_mark(),
        ),
        filters={"assignee": "user", "basis": "basis", "anchor": "anchor"},
        presets=(
            _state("running", "Plans in force", True),
            _state("paused", "Paused plans", False),
            ViewPreset("all", "All", ListQuery()),
        ),
        default_order="next_due",
    ),
    InspectionPlan,
    {
        "code": InspectionPlan.code,
        "title": InspectionPlan.title,
        "rule": InspectionPlan.rule,
        "anchor": InspectionPlan.anchor,
        "next_due": _day("planned", InspectionTask.due_on, func.min),
        "last_done": _day("done", InspectionTask.done_on, func.max),
        "status": InspectionPlan.is_active,
        "assignee": func.coalesce(User.name, ""),
        "duty": func.coalesce(Duty.title_zh, ""),
        "basis": func.coalesce(Duty.is_statutory, False),
        "target": func.coalesce(Asset.name, Place.label, ""),
        "pause_reason": InspectionPlan.pause_reason,
        "paused_until": InspectionPlan.paused_until,
        "is_demo": InspectionPlan.is_demo,
    },
    filters={
        "running": one_of(InspectionPlan.is_active),
        "assignee": one_of(InspectionPlan.assignee_id),
        "basis": one_of(func.coalesce(Duty.is_statutory, False)),
        "anchor": one_of(InspectionPlan.anchor),
    },
    search=(InspectionPlan.code, InspectionPlan.title, Duty.title_zh, Duty.title_en, Asset.name, User.name),
    joins=lambda statement: (
        statement.outerjoin(Duty, Duty.id == InspectionPlan.duty_id)
        .outerjoin(Asset, Asset.id == InspectionPlan.asset_id)
        .outerjoin(Place, Place.id == InspectionPlan.place_id)
        .outerjoin(User, User.id == InspectionPlan.assignee_id)
    ),
)

OF_PLANS = (PLANS, *OF_TEMPLATES)
