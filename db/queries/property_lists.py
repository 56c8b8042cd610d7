"""The lists of the property ledger: stock-takes (盤點), their lines, and the slips that were written."""

from typing import Any, cast

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import aliased

from db.models import Asset, AssetSlip, Place, Stocktake, StocktakeLine, User
from db.queries.small_lists import demo_mark, register
from db.queries.sql_list import between, one_of
from db.queries.ticket_list import within_place
from facilities_app.domain.lists import ColumnKind, ColumnSpec, Condition, ListInfo, ListQuery, ViewPreset
from facilities_app.domain.stocktakes import LineState

_DATE, _CHOICE, _MONEY, _INT = ColumnKind.DATE, ColumnKind.CHOICE, ColumnKind.MONEY, ColumnKind.INTEGER
_EXPECTED, _FOUND = aliased(Place), aliased(Place)


def _lines(*states: LineState) -> Any:
    """How many lines of a campaign stand so; counted from the rows."""
    counted = select(func.count()).where(StocktakeLine.stocktake_id == Stocktake.id)
    if states:
        counted = counted.where(StocktakeLine.state.in_([state.value for state in states]))
    return counted.correlate(Stocktake).scalar_subquery()


def _state(state: LineState, title: str) -> ViewPreset:
    return ViewPreset(state.value, title, ListQuery(conditions=(Condition("state", "in", (state.value,)),)))


STOCKTAKES = register(
    ListInfo(
        code="stocktakes",
        entity="stocktakes",
        title="Stock-takes",
        columns=(
            ColumnSpec("code", "No.", width=12),
            ColumnSpec("name", "Stock-take", width=26),
            ColumnSpec("place", "Place", width=32),
            ColumnSpec("started_on", "Started", _DATE, 12),
            ColumnSpec("closed_on", "Closed", _DATE, 12),
            ColumnSpec("listed", "Listed", _INT, 8, sortable=False),
            ColumnSpec("found", "Found", _INT, 8, sortable=False),
            ColumnSpec("moved", "Found elsewhere", _INT, 8, sortable=False),
            ColumnSpec("missing", "Missing", _INT, 8, sortable=False),
            ColumnSpec("unexpected", "Not on the list", _INT, 10, sortable=False),
            demo_mark(),
        ),
        filters={"started": "date", "closed": "date"},
        presets=(ViewPreset("all", "All", ListQuery()),),
        default_order="started_on",
        default_descending=True,
    ),
    Stocktake,
    {
        "code": Stocktake.code,
        "name": Stocktake.name,
        "place": Place.label,
        "started_on": Stocktake.started_on,
        "closed_on": Stocktake.closed_on,
        "listed": _lines(LineState.EXPECTED, LineState.FOUND, LineState.MOVED, LineState.MISSING),
        "found": _lines(LineState.FOUND),
        "moved": _lines(LineState.MOVED),
        "missing": _lines(LineState.MISSING),
        "unexpected": _lines(LineState.UNEXPECTED),
        "is_demo": Stocktake.is_demo,
    },
    filters={"started": between(Stocktake.started_on), "closed": between(Stocktake.closed_on)},
    search=(Stocktake.code, Stocktake.name, Place.label),
    joins=lambda statement: statement.join(Place, Place.id == Stocktake.place_id),
)


# Made on import: an alias gives its columns wrongly to two threads that ask for them first at the same moment.
_AT_EXPECTED = _EXPECTED.id == StocktakeLine.expected_place_id
_AT_FOUND = _FOUND.id == StocktakeLine.found_place_id


def _line_joins(statement: Select[Any]) -> Select[Any]:
    return (
        statement.join(Stocktake, Stocktake.id == StocktakeLine.stocktake_id)
        .outerjoin(Asset, Asset.id == StocktakeLine.asset_id)
        .outerjoin(User, User.id == Asset.custodian_id)
        .outerjoin(_EXPECTED, _AT_EXPECTED)
        .outerjoin(_FOUND, _AT_FOUND)
    )


LINES = register(
    ListInfo(
        code="stocktake_lines",
        entity="stocktake_lines",
        title="Lines of stock-takes",
        columns=(
            ColumnSpec("stocktake", "Stock-take", width=12, shown=False),
            ColumnSpec("property_number", "Property no.", width=18),
            ColumnSpec("code", "Asset no.", width=12, shown=False),
            ColumnSpec("name", "Name", width=22),
            ColumnSpec("state", "Result", _CHOICE, 10, "line_state"),
            ColumnSpec("place", "Place in the register", width=28, is_place=True),
            ColumnSpec("found_place", "Found at", width=28),
            ColumnSpec("quantity", "Quantity", _INT, 8, sortable=False, shown=False),
            ColumnSpec("acquired_on", "Acquired", _DATE, 12, shown=False),
            ColumnSpec("life", "Service life", _INT, 8, sortable=False, shown=False),
            ColumnSpec("cost_twd", "Book cost (NT$)", _MONEY, 14, shown=False, total=True),
            ColumnSpec("custodian", "Custodian", width=10, shown=False),
            ColumnSpec("using_unit", "Used by", width=12, sortable=False, shown=False),
            ColumnSpec("scanned", "Scanned", width=16, sortable=False, shown=False),
            ColumnSpec("seen_at", "Seen", ColumnKind.MOMENT, 16, shown=False),
            ColumnSpec("note", "Note", width=20, sortable=False, lesser=1),
            demo_mark(),
        ),
        filters={"state": "line_state", "place": "place"},
        presets=(
            ViewPreset("all", "All", ListQuery()),
            _state(LineState.EXPECTED, "Not yet seen"),
            _state(LineState.FOUND, "Found"),
            _state(LineState.MOVED, "Found elsewhere"),
            _state(LineState.MISSING, "Missing"),
            _state(LineState.UNEXPECTED, "Not on the list"),
        ),
        default_order="place",
    ),
    StocktakeLine,
    {
        "stocktake": Stocktake.code,
        "property_number": Asset.property_number,
        "code": func.coalesce(Asset.code, StocktakeLine.scanned),
        "name": func.coalesce(Asset.name, StocktakeLine.scanned),
        "state": StocktakeLine.state,
        "place": _EXPECTED.label,
        "found_place": _FOUND.label,
        "quantity": Asset.quantity,
        "acquired_on": Asset.acquired_on,
        "life": Asset.service_life_years,
        "cost_twd": Asset.cost_twd,
        "custodian": User.name,
        "using_unit": Asset.using_unit,
        "scanned": StocktakeLine.scanned,
        "seen_at": StocktakeLine.seen_at,
        "note": StocktakeLine.note,
        "is_demo": StocktakeLine.is_demo,
    },
    filters={
        "state": one_of(StocktakeLine.state),
        "place": within_place(cast("ColumnElement[int]", StocktakeLine.expected_place_id.expression)),
        "stocktake": one_of(StocktakeLine.stocktake_id),
    },
    search=(Asset.code, Asset.property_number, Asset.name, StocktakeLine.scanned, StocktakeLine.note),
    joins=_line_joins,
)

SLIPS = register(
    ListInfo(
        code="slips",
        entity="asset_slips",
        title="Slips of the property ledger",
        columns=(
            ColumnSpec("number", "No.", width=14),
            ColumnSpec("kind", "Kind", _CHOICE, 10, "slip_kind"),
            ColumnSpec("slip_on", "Date", _DATE, 12),
            ColumnSpec("property_number", "Property no.", width=18),
            ColumnSpec("name", "Asset", width=22),
            ColumnSpec("from_label", "From", width=30, sortable=False),
            ColumnSpec("to_label", "To", width=30, sortable=False),
            ColumnSpec("reason", "Reason", width=24, sortable=False),
            ColumnSpec("document", "Document", width=16, sortable=False),
            demo_mark(),
        ),
        filters={"kind": "slip_kind", "on": "date"},
        presets=(ViewPreset("all", "All", ListQuery()),),
        default_order="slip_on",
        default_descending=True,
    ),
    AssetSlip,
    {
        "number": AssetSlip.number,
        "kind": AssetSlip.kind,
        "slip_on": AssetSlip.slip_on,
        "property_number": Asset.property_number,
        "name": Asset.name,
        "from_label": AssetSlip.from_label,
        "to_label": AssetSlip.to_label,
        "reason": AssetSlip.reason,
        "document": AssetSlip.document,
        "is_demo": AssetSlip.is_demo,
    },
    filters={"kind": one_of(AssetSlip.kind), "on": between(AssetSlip.slip_on)},
    search=(AssetSlip.number, AssetSlip.reason, AssetSlip.document, Asset.name, Asset.code),
    joins=lambda statement: statement.join(Asset, Asset.id == AssetSlip.asset_id),
)

PROPERTY = (STOCKTAKES, LINES, SLIPS)
