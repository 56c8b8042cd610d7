"""The lists of parts in stock, and of what budget lines carry of the repairs' cost."""

from sqlalchemy import ColumnElement, and_, false, not_, or_

from db.models import CostLine, Part, Ticket
from db.queries.small_lists import demo_mark, register
from db.queries.sql_list import between, one_of
from facilities_app.domain.lists import ColumnKind, ColumnSpec, Condition, ListInfo, ListQuery, ViewPreset

_CHOICE, _MONEY, _DECIMAL = ColumnKind.CHOICE, ColumnKind.MONEY, ColumnKind.DECIMAL
_KEPT = Condition("stocked", "in", (True,))


def is_short() -> ColumnElement[bool]:
    """Parts at or below the level at which they are to be ordered; a level of zero asks for nothing."""
    return and_(Part.is_active, Part.reorder_milli > 0, Part.stock_milli <= Part.reorder_milli)


def _shortness(condition: Condition) -> ColumnElement[bool]:
    """Short (True), not short (False), or either."""
    return or_(false(), *(is_short() if value else not_(is_short()) for value in condition.values))


PARTS = register(
    ListInfo(
        code="parts",
        entity="parts",
        title="Parts",
        columns=(
            ColumnSpec("code", "Part no.", width=12),
            ColumnSpec("name", "Part", width=30),
            ColumnSpec("stock", "In stock", _DECIMAL, 10),
            ColumnSpec("unit", "Unit of measure", width=8),
            ColumnSpec("reorder", "Reorder level", _DECIMAL, 10),
            ColumnSpec("unit_price_twd", "Unit price (NT$)", _MONEY, 12),
            ColumnSpec("trade_id", "Trade", _CHOICE, 14, "trade"),
            ColumnSpec("shelf", "Shelf", width=16),
            ColumnSpec("is_green", "Green label", _CHOICE, 10, "yes_no", shown=False),
            ColumnSpec("is_active", "Kept", _CHOICE, 8, "yes_no", shown=False),
            ColumnSpec("note", "Note", width=24, shown=False),
            demo_mark(),
        ),
        filters={"trade": "trade"},
        presets=(
            ViewPreset("all", "All parts", ListQuery(conditions=(_KEPT,))),
            ViewPreset(
                "short", "Below reorder level", ListQuery(conditions=(Condition("short", "in", (True,)),))
            ),
            ViewPreset(
                "retired", "No longer kept", ListQuery(conditions=(Condition("stocked", "in", (False,)),))
            ),
        ),
        default_order="code",
    ),
    Part,
    {
        "code": Part.code,
        "name": Part.name,
        "stock": Part.stock_milli,
        "unit": Part.unit,
        "reorder": Part.reorder_milli,
        "unit_price_twd": Part.unit_price_twd,
        "trade_id": Part.trade_id,
        "shelf": Part.shelf,
        "is_green": Part.is_green,
        "is_active": Part.is_active,
        "note": Part.note,
        "is_demo": Part.is_demo,
    },
    filters={"trade": one_of(Part.trade_id), "stocked": one_of(Part.is_active), "short": _shortness},
    search=(Part.code, Part.name, Part.shelf),
)

COSTS = register(
    ListInfo(
        code="costs",
        entity="cost_lines",
        title="Cost by budget line",
        columns=(
            ColumnSpec("year", "Budget year", ColumnKind.INTEGER, 8),
            ColumnSpec("budget_line", "Budget line", width=20),
            ColumnSpec("amount_twd", "Amount (NT$)", _MONEY, 14, total=True),
            ColumnSpec("number", "Case no.", width=12),
            ColumnSpec("summary", "Summary", width=28),
            ColumnSpec("where_label", "Asset / place", width=34),
            ColumnSpec("trade_id", "Trade", _CHOICE, 12, "trade"),
            ColumnSpec("reported_on", "Reported", ColumnKind.DATE, 12),
            ColumnSpec("note", "Note", width=20),
            demo_mark(),
        ),
        filters={"trade": "trade", "reported": "date"},
        default_order="year",
        default_descending=True,
    ),
    CostLine,
    {
        "year": CostLine.year,
        "budget_line": CostLine.budget_line,
        "amount_twd": CostLine.amount_twd,
        "number": Ticket.number,
        "summary": Ticket.summary,
        "where_label": Ticket.where_label,
        "trade_id": Ticket.trade_id,
        "reported_on": Ticket.reported_on,
        "note": CostLine.note,
        "is_demo": CostLine.is_demo,
    },
    filters={"trade": one_of(Ticket.trade_id), "reported": between(Ticket.reported_on)},
    search=(CostLine.budget_line, Ticket.number, Ticket.summary),
    joins=lambda statement: statement.join(Ticket, Ticket.id == CostLine.ticket_id),
)

OF_STOCK = (PARTS, COSTS)
