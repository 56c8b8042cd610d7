"""The register of mosquito-prone places in the order they are walked, and the visits to them."""

from dataclasses import replace
from typing import Any

from sqlalchemy import func, literal, select

from db.models import PatrolSpot, PatrolVisit, Place, Ticket
from db.queries.small_lists import demo_mark, register
from db.queries.sql_list import between, one_of
from db.queries.ticket_list import within_place
from facilities_app.domain.lists import ColumnKind, ColumnSpec, Condition, ListInfo, ListQuery, ViewPreset

_DATE, _CHOICE, _INT = ColumnKind.DATE, ColumnKind.CHOICE, ColumnKind.INTEGER
_ON = Condition("listed", "in", (True,))


def _last(column: Any) -> Any:
    """A column of the spot's newest visit."""
    return (
        select(column)
        .where(PatrolVisit.spot_id == PatrolSpot.id)
        .order_by(PatrolVisit.visited_on.desc())
        .limit(1)
        .correlate(PatrolSpot)
        .scalar_subquery()
    )


def _visits() -> Any:
    mine = PatrolVisit.spot_id == PatrolSpot.id
    return select(func.count(PatrolVisit.id)).where(mine).correlate(PatrolSpot).scalar_subquery()


_SPOTS = register(
    ListInfo(
        code="patrol_spots",
        entity="patrol_spots",
        title="Register of mosquito-prone places",
        columns=(
            ColumnSpec("route", "Route", _CHOICE, 14, "patrol_route"),
            ColumnSpec("position", "Order", _INT, 6),
            ColumnSpec("code", "Spot no.", width=8, lesser=3),
            ColumnSpec("name", "Spot", width=24),
            ColumnSpec("place", "Place", width=34, is_place=True, lesser=1),
            ColumnSpec("kind", "Kind", _CHOICE, 12, "patrol_kind", lesser=2),
            ColumnSpec("last_on", "Last visit", _DATE, 12),
            ColumnSpec("containers", "Containers", _INT, 8),
            ColumnSpec("positive", "With larvae", _INT, 8),
            ColumnSpec("status", "Status", _CHOICE, 10, "patrol_status", sortable=False),
            ColumnSpec("visits", "Visits", _INT, 8, shown=False),
            ColumnSpec("listed_on", "On the register since", _DATE, 12, shown=False),
            ColumnSpec("is_active", "On the register", _CHOICE, 8, "yes_no", shown=False),
            ColumnSpec("note", "Note", width=24, shown=False),
            demo_mark(),
        ),
        filters={"route": "patrol_route", "kind": "patrol_kind", "place": "place"},
        presets=(
            ViewPreset("all", "On the register", ListQuery(conditions=(_ON,))),
            ViewPreset(
                "due",
                "Not visited in time",
                ListQuery(conditions=(_ON, Condition("seen", "to", ("patrol",)))),
            ),
            ViewPreset("off", "Taken off", ListQuery(conditions=(Condition("listed", "in", (False,)),))),
        ),
        default_order="route",
    ),
    PatrolSpot,
    {
        "route": PatrolSpot.route,
        "position": PatrolSpot.position,
        "code": PatrolSpot.code,
        "name": PatrolSpot.name,
        "place": Place.label,
        "kind": PatrolSpot.kind,
        "last_on": _last(PatrolVisit.visited_on),
        "containers": _last(PatrolVisit.containers),
        "positive": _last(PatrolVisit.positive),
        "status": literal(
            "visited"
        ),  # follows from the last visit, the setting and today, see services/lists
        "visits": _visits(),
        "listed_on": PatrolSpot.listed_on,
        "is_active": PatrolSpot.is_active,
        "note": PatrolSpot.note,
        "is_demo": PatrolSpot.is_demo,
    },
    filters={
        "route": one_of(PatrolSpot.route),
        "kind": one_of(PatrolSpot.kind),
        "listed": one_of(PatrolSpot.is_active),
        "place": within_place(PatrolSpot.place_id.expression),
        "seen": between(_last(PatrolVisit.visited_on)),
    },
    search=(PatrolSpot.code, PatrolSpot.name, PatrolSpot.route, Place.label, PatrolSpot.note),
    joins=lambda statement: statement.join(Place, Place.id == PatrolSpot.place_id),
)
SPOTS = replace(_SPOTS, orders={**_SPOTS.orders, "route": (PatrolSpot.route, PatrolSpot.position)})
"""By route means in the order it is walked."""

VISITS = register(
    ListInfo(
        code="patrol_visits",
        entity="patrol_visits",
        title="Patrol visits",
        columns=(
            ColumnSpec("visited_on", "Visited", _DATE, 12),
            ColumnSpec("route", "Route", _CHOICE, 14, "patrol_route"),
            ColumnSpec("name", "Spot", width=24),
            ColumnSpec("place", "Place", width=34, is_place=True, lesser=2),
            ColumnSpec("containers", "Containers", _INT, 8, total=True),
            ColumnSpec("positive", "With larvae", _INT, 8, total=True),
            ColumnSpec("finding", "Found and done", width=30),
            ColumnSpec("visited_by", "Who went round", width=10, lesser=1),
            ColumnSpec("ticket", "Repair no.", width=10, lesser=3),
            ColumnSpec("code", "Spot no.", width=8, shown=False),
            demo_mark(),
        ),
        filters={"route": "patrol_route", "visited": "date", "place": "place"},
        presets=(
            ViewPreset("all", "All", ListQuery()),
            ViewPreset(
                "positive", "With larvae found", ListQuery(conditions=(Condition("larvae", "in", (True,)),))
            ),
            ViewPreset(
                "month",
                "This month's visits",
                ListQuery(conditions=(Condition("visited", "from", ("month",)),)),
            ),
        ),
        default_order="visited_on",
        default_descending=True,
    ),
    PatrolVisit,
    {
        "visited_on": PatrolVisit.visited_on,
        "route": PatrolSpot.route,
        "name": PatrolSpot.name,
        "place": Place.label,
        "containers": PatrolVisit.containers,
        "positive": PatrolVisit.positive,
        "finding": PatrolVisit.finding,
        "visited_by": PatrolVisit.visited_by,
        "ticket": func.coalesce(Ticket.number, ""),
        "code": PatrolSpot.code,
        "is_demo": PatrolVisit.is_demo,
    },
    filters={
        "route": one_of(PatrolSpot.route),
        "visited": between(PatrolVisit.visited_on),
        "larvae": one_of(PatrolVisit.positive > 0),
        "place": within_place(PatrolSpot.place_id.expression),
        "spot": one_of(PatrolVisit.spot_id),
    },
    search=(PatrolSpot.name, PatrolSpot.code, PatrolVisit.finding, PatrolVisit.visited_by, Ticket.number),
    joins=lambda statement: (
        statement.join(PatrolSpot, PatrolSpot.id == PatrolVisit.spot_id)
        .join(Place, Place.id == PatrolSpot.place_id)
        .outerjoin(Ticket, Ticket.id == PatrolVisit.ticket_id)
    ),
)

OF_PATROLS = (SPOTS, VISITS)
