"""The list of event rounds: what was looked at, what failed, what became of it."""

from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, literal, select

from db.models import DamageEvent, Finding, InspectionResult, InspectionTask, Round, RoundRecipe
from db.queries.small_lists import demo_mark, register
from db.queries.sql_list import between, one_of
from facilities_app.domain.lists import ColumnKind, ColumnSpec, Condition, ListInfo, ListQuery, ViewPreset

_DATE, _CHOICE, _INT = ColumnKind.DATE, ColumnKind.CHOICE, ColumnKind.INTEGER
_IS_CLOSED = case((Round.closed_on.is_not(None), True), else_=False)


def _stops(*where: ColumnElement[bool]) -> Any:
    """How many stops of the round meet these conditions."""
    mine = and_(InspectionTask.round_id == Round.id, InspectionTask.origin == "round", *where)
    return select(func.count(InspectionTask.id)).where(mine).correlate(Round).scalar_subquery()


def _tickets() -> Any:
    """How many repairs came of the round."""
    return (
        select(func.count(func.distinct(Finding.ticket_id)))
        .join(InspectionResult, InspectionResult.id == Finding.result_id)
        .join(InspectionTask, InspectionTask.id == InspectionResult.task_id)
        .where(InspectionTask.round_id == Round.id)
        .correlate(Round)
        .scalar_subquery()
    )


ROUNDS = register(
    ListInfo(
        code="rounds",
        entity="rounds",
        title="Event rounds",
        columns=(
            ColumnSpec("number", "Round no.", width=10),
            ColumnSpec("title", "Round", width=30, choices="term"),
            ColumnSpec("kind", "Event", _CHOICE, 14, "round_event", lesser=2),
            ColumnSpec("event", "Damage event", width=22, lesser=3),
            ColumnSpec("started_at", "Started", ColumnKind.MOMENT, 16, lesser=1),
            ColumnSpec("due_on", "Due", _DATE, 12),
            ColumnSpec("done", "Looked at", _INT, 8),
            ColumnSpec("stops", "Stops", _INT, 8),
            ColumnSpec("failed", "Not in order", _INT, 8),
            ColumnSpec("tickets", "Repairs made", _INT, 8, lesser=4),
            ColumnSpec("status", "Status", _CHOICE, 10, "round_status", sortable=False),
            ColumnSpec("left", "Still open", _INT, 8, shown=False),
            ColumnSpec("closed_on", "Closed", _DATE, 12, shown=False),
            ColumnSpec("note", "Note", width=24, shown=False),
            demo_mark(),
        ),
        filters={"kind": "round_event", "started": "date"},
        presets=(
            ViewPreset(
                "open", "Open rounds", ListQuery(conditions=(Condition("is_closed", "in", (False,)),))
            ),
            ViewPreset(
                "closed", "Closed rounds", ListQuery(conditions=(Condition("is_closed", "in", (True,)),))
            ),
            ViewPreset("all", "All", ListQuery()),
        ),
        default_order="started_at",
        default_descending=True,
    ),
    Round,
    {
        "number": Round.number,
        "title": Round.title,
        "kind": RoundRecipe.event_kind,
        "event": func.coalesce(DamageEvent.name, ""),
        "started_at": Round.started_at,
        "due_on": Round.due_on,
        "done": _stops(InspectionTask.status == "done"),
        "stops": _stops(),
        "failed": _stops(InspectionTask.outcome == "fail"),
        "tickets": _tickets(),
        "status": literal("running"),  # follows from the other columns and today, see services/lists
        "left": _stops(InspectionTask.status == "planned"),
        "closed_on": Round.closed_on,
        "note": Round.note,
        "is_demo": Round.is_demo,
    },
    filters={
        "kind": one_of(RoundRecipe.event_kind),
        "is_closed": one_of(_IS_CLOSED),
        "started": between(Round.started_at),
    },
    search=(Round.number, Round.title, DamageEvent.name, DamageEvent.code, RoundRecipe.name_en),
    joins=lambda statement: statement.join(RoundRecipe, RoundRecipe.id == Round.recipe_id).outerjoin(
        DamageEvent, DamageEvent.id == Round.event_id
    ),
)

OF_ROUNDS = (ROUNDS,)
