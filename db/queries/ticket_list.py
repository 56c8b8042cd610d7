"""The list of repair tickets, flat at a million rows."""

from datetime import date, timedelta

from sqlalchemy import ColumnElement, Connection, false, literal, not_, or_, select, true

from db import search
from db.models import Asset, Place, Ticket
from db.queries.budget_shares import of_line
from db.queries.repair_figures import is_repeat, with_outcome
from db.queries.response_figures import with_response
from db.queries.sql_list import ListDefinition, Where, between, one_of, stored
from facilities_app.domain.clock import at
from facilities_app.domain.lists import ColumnKind, ColumnSpec, Condition, ListInfo, ListQuery, ViewPreset
from facilities_app.domain.tickets import Status

UNFINISHED = tuple(int(status) for status in Status if status < Status.DONE)
"""A repair is overdue while it is not finished; what waits to be verified is judged by when it was finished."""

MANY = 30_000
MANY_FOR_OPEN = 2_000
"""From so many hits on, walking the list in its order and looking each row up beats gathering and sorting them."""


def _state(condition: Condition) -> ColumnElement[bool]:
    return Ticket.is_open == true() if condition.values == ("open",) else Ticket.is_open != true()


def within_place(column: ColumnElement[int]) -> Where:
    """The condition that a place column lies in the subtree of any of the places named."""

    def build(condition: Condition) -> ColumnElement[bool]:
        root = Place.__table__.alias("root")
        inside = (
            select(Place.id)
            .join(root, Place.path.like(root.c.path + literal("%")))
            .where(root.c.id.in_(list(condition.values)))
        )
        return column.in_(inside)

    return build


def _moment_day(column: ColumnElement[str]) -> Where:
    def build(condition: Condition) -> ColumnElement[bool]:
        text = str(condition.values[0]) if condition.values else ""
        if condition.op == "empty":
            return column.is_(None)
        if condition.op == "before":
            return column < text
        day = date.fromisoformat(text[:10])
        start = at(day if condition.op == "from" else day + timedelta(days=1), 0)
        edge = start.strftime("%Y-%m-%dT%H:%M:%SZ")
        return column >= edge if condition.op == "from" else column < edge

    return build


def _escalated(condition: Condition) -> ColumnElement[bool]:
    """Past a step of the escalation, or not: which tickets are is worked out before (see services/lists)."""
    among = Ticket.id.in_([one for one in condition.values if not isinstance(one, bool)])
    wanted = [one for one in condition.values if isinstance(one, bool)]
    return or_(false(), *(among if one else not_(among) for one in wanted))


def _search(text: str, query: ListQuery, connection: Connection) -> search.Finding:
    if connection.dialect.name != "sqlite":
        return search.by_trigrams(text)
    if not search.phrase(text):
        return search.nothing()
    few_wanted = any(c.field == "state" and c.values == ("open",) for c in query.conditions)
    if query.order in ("", "number") and not few_wanted:
        return search.newest_first(text)
    limit = MANY_FOR_OPEN if few_wanted else MANY
    hits = connection.execute(search.at_most(text, limit)).scalar_one()
    return search.probed(text) if hits == limit else search.gathered(text)


def _open_query(**extra: tuple[object, ...]) -> ListQuery:
    conditions = [Condition("state", "in", ("open",))]
    conditions += [Condition(name, "in", values) for name, values in extra.items()]
    return ListQuery(conditions=tuple(conditions))


INFO = ListInfo(
    code="tickets",
    entity="tickets",
    title="Repair tickets",
    columns=(
        ColumnSpec("number", "Case no.", width=11, lesser=1),
        ColumnSpec("summary", "Summary", width=36),
        ColumnSpec("where_label", "Asset / place", width=34, is_place=True),
        ColumnSpec("trade_id", "Trade", ColumnKind.CHOICE, 8, "trade", lesser=4),
        ColumnSpec("priority", "Priority", ColumnKind.CHOICE, 8, "priority", lesser=2),
        ColumnSpec(
            "status",
            "Status",
            ColumnKind.CHOICE,
            10,
            "ticket_status",
            finer=(Status.ON_HOLD, "hold_reason"),
        ),
        ColumnSpec("assignee_label", "Assignee", width=10, lesser=3),
        ColumnSpec("reported_at", "Reported", ColumnKind.MOMENT, 17, lesser=5),
        ColumnSpec("due_at", "Due", ColumnKind.MOMENT, 17),
        ColumnSpec("closed_at", "Closed", ColumnKind.MOMENT, 17, shown=False),
        ColumnSpec("response_due_at", "Answer due", ColumnKind.MOMENT, 17, sortable=False, shown=False),
        ColumnSpec("responded_at", "Arrived", ColumnKind.MOMENT, 17, sortable=False, shown=False),
        ColumnSpec("amber_at", "Time runs short", ColumnKind.MOMENT, 17, sortable=False, shown=False),
        ColumnSpec("finished_at", "Finished at", ColumnKind.MOMENT, 17, sortable=False, shown=False),
        ColumnSpec("visit_at", "Planned visit", ColumnKind.MOMENT, 17, sortable=False, shown=False),
        ColumnSpec("requester", "Requester", width=18, sortable=False, shown=False),
        ColumnSpec("requester_phone", "Phone", width=14, sortable=False, shown=False),
        ColumnSpec(
            "hold_reason", "Waiting for", ColumnKind.CHOICE, 10, "hold_reason", sortable=False, shown=False
        ),
        ColumnSpec("cost_twd", "Cost (NT$)", ColumnKind.MONEY, 12, sortable=False, shown=False, total=True),
        ColumnSpec("is_demo", "Demo", ColumnKind.CHOICE, 6, "demo", sortable=False, shown=False),
    ),
    filters={
        "status": "ticket_status",
        "place": "place",
        "trade": "trade",
        "priority": "priority",
        "assignee": "user",
        "due": "date",
        "reported": "date",
    },
    presets=(
        ViewPreset("mine", "Mine", _open_query(assignee=("me",))),
        ViewPreset("open", "Open", _open_query()),
        ViewPreset(
            "overdue", "Overdue", _open_query(status=UNFINISHED).where(Condition("due", "before", ("now",)))
        ),
        ViewPreset("late_arrival", "Arrival overdue", _open_query(response=("overdue", "now"))),
        ViewPreset("waiting", "On hold", _open_query(status=(50,))),
        ViewPreset("escalated", "Escalated", _open_query(escalated=(True,))),
        ViewPreset("new", "To dispatch", _open_query(status=(10, 20))),
        ViewPreset(
            "closed_month",
            "Closed this month",
            ListQuery(
                conditions=(Condition("state", "in", ("closed",)), Condition("closed", "from", ("month",)))
            ),
        ),
        ViewPreset("all", "All", ListQuery(order="number", descending=True)),
    ),
    default_order="due_at",
    search_order="number",
)


def _of_category(condition: Condition) -> ColumnElement[bool]:
    """About an asset of any of these categories."""
    return Ticket.asset_id.in_(select(Asset.id).where(Asset.category_id.in_(condition.values)))


TICKETS = ListDefinition(
    info=INFO,
    model=Ticket,
    values=(
        Ticket.number,
        Ticket.summary,
        Ticket.where_label,
        Ticket.trade_id,
        Ticket.priority,
        Ticket.status,
        Ticket.assignee_label,
        stored(Ticket.reported_at),
        stored(Ticket.due_at),
        stored(Ticket.closed_at),
        stored(Ticket.response_due_at),
        stored(Ticket.responded_at),
        stored(Ticket.amber_at),
        stored(Ticket.finished_at),
        stored(Ticket.visit_at),
        Ticket.requester,
        Ticket.requester_phone,
        Ticket.hold_reason,
        Ticket.cost_twd,
        Ticket.is_demo,
    ),
    orders={
        "number": (),  # numbers are given in the order of ids
        "summary": (Ticket.summary,),
        "where_label": (Ticket.where_label,),
        "trade_id": (Ticket.trade_id,),
        "priority": (Ticket.priority,),
        "status": (Ticket.status,),
        "assignee_label": (Ticket.assignee_label,),
        "reported_at": (Ticket.reported_at,),
        "due_at": (Ticket.due_at,),
        "closed_at": (Ticket.closed_at,),
    },
    conditions={
        "state": _state,
        "status": one_of(Ticket.status),
        "place": within_place(Ticket.place_id.expression),
        "asset": one_of(Ticket.asset_id),
        "category": _of_category,
        "trade": one_of(Ticket.trade_id),
        "priority": one_of(Ticket.priority),
        "assignee": one_of(Ticket.assignee_id),
        "site": one_of(Ticket.site_id),
        "vendor": one_of(Ticket.vendor_id),
        "spot": one_of(Ticket.place_id),
        "outcome": with_outcome,
        "response": with_response,
        "escalated": _escalated,
        "repeat": is_repeat,
        "cost": one_of(Ticket.cost_twd),
        "budget": of_line,
        "due": _moment_day(stored(Ticket.due_at)),
        "closed": _moment_day(stored(Ticket.closed_at)),
        "reported": between(Ticket.reported_on),
    },
    search=_search,
)
