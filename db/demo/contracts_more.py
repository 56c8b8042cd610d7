"""Penalty rules, 保固金, and a rainstorm with what it damaged, its repairs and its project. All invented."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import or_, select, true

from db.demo.world import Row, World
from db.models import Ticket
from facilities_app.domain.tickets import Status

_TERMS: dict[str, dict[str, Any]] = {
    "電梯維護": {
        "repair_hours": 240, "penalty_kind": "fixed_hour", "penalty_rate": 100, "penalty_cap_percent": 20,
    },
    "鳳山電梯維護": {"repair_hours": 240, "penalty_kind": "fixed_hour", "penalty_rate": 100, "penalty_cap_percent": 20},
    "中央空調保養": {"repair_hours": 240, "penalty_kind": "fixed_day", "penalty_rate": 500, "penalty_cap_percent": 20},
    "高低壓電氣檢驗維護": {
        "repair_hours": 240, "penalty_kind": "permille_day", "penalty_rate": 1, "penalty_cap_percent": 20,
    },
    "房屋零星修繕開口契約": {"bond_twd": 120_000, "bond_days": 54},
    "前一年度電梯維護": {"bond_twd": 95_000, "bond_days": 20},
    "前一年度中央空調保養": {"bond_twd": 170_000, "bond_days": -190, "bond_given": -186},
}  # fmt: skip
_EVENT_AGO = 74
_PUMP = ("pump", "地下室集水井水位過高，泵浦跳脫")
_DAYS_AFTER, _MOST_REPAIRS = 10, 3
_OF_RAIN = ("積水", "滲水", "水漬", "天溝", "落水頭", "集水", "泵浦")
_STEPS = (
    # name, planned and done in days from today (None: not yet)
    ("現勘及設計", -60, -60),
    ("預算簽核", -46, -41),
    ("公告招標", -32, -33),
    ("決標簽約", -14, -9),
    ("開工", -4, -4),
    ("防水施作完成", 24, None),
    ("竣工驗收", 45, None),
)


def build_terms(world: World) -> None:
    """What some contracts say of lateness, and the 保固金 of others; before the contracts are written."""
    for row in world.sheets.tables["contracts"]:
        terms = dict(_TERMS.get(row["title"], {}))
        due, given = terms.pop("bond_days", None), terms.pop("bond_given", None)
        if due is not None:
            terms["bond_return_on"] = world.day(due)
        if given is not None:
            terms["bond_returned_on"] = world.day(given)
        row.update(terms)


def build_damage(world: World) -> None:
    """A rainstorm, what it damaged, its repairs and its project; after the tickets are there."""
    _rainstorm(world)


def _rainstorm(world: World) -> None:
    hit = world.day(-_EVENT_AGO)
    event = world.mark(
        "damage_events",
        code=f"E{hit.year - 1911}-01",
        name="九月豪雨（示範）",
        kind="flood",
        occurred_on=hit,
        note="短延時強降雨，四維行政中心地下室淹水約 20 公分，當日排除",
    )
    project = _project(world, event, hit)
    category, note = _PUMP
    pump = next((row for row in world.in_category(category, site="SW") if row["is_demo"]), None)
    if pump is not None:
        _damage(world, event, pump["id"], note, project["id"])
        world.add("asset_projects", asset_id=pump["id"], project_id=project["id"])
    for ticket_id, asset_id, summary in _repairs_after(world, hit):
        if pump is None or asset_id != pump["id"]:
            _damage(world, event, asset_id, summary, None)
        world.add("event_tickets", event_id=event["id"], ticket_id=ticket_id)


def _damage(world: World, event: Row, asset_id: int, note: str, project_id: int | None) -> None:
    world.add("asset_damages", asset_id=asset_id, event_id=event["id"], project_id=project_id, note=note)


def _project(world: World, event: Row, hit: date) -> Row:
    row = world.mark(
        "projects",
        code=f"P{hit.year - 1911}-01",
        name="四維行政中心地下室防水及抽水改善工程（示範）",
        kind="works",
        status="in_progress",
        place_id=world.places["SW"]["id"],
        event_id=event["id"],
        vendor_id=world.vendors["V08"]["id"],
        budget_twd=3_600_000,
        awarded_twd=3_280_000,
        planned_start_on=world.day(-4),
        due_on=world.day(40),
        started_on=world.day(-4),
        note="筏基裂縫灌注、集水井擴充、增設備援泵浦",
    )
    world.add("funding_shares", source="central", amount_twd=2_000_000, project_id=row["id"])
    world.add("funding_shares", source="city", amount_twd=1_600_000, is_remainder=True, project_id=row["id"])
    for position, (name, planned, done) in enumerate(_STEPS, 1):
        world.mark(
            "milestones",
            project_id=row["id"],
            name=name,
            position=position,
            planned_on=world.day(planned),
            done_on=world.day(done) if done is not None else None,
        )
    return row


def _repairs_after(world: World, hit: date) -> list[tuple[int, int, str]]:
    """The first repairs of different assets in the storm's centre that rain can cause, reported within days of it."""
    rows = world.connection.execute(
        select(Ticket.id, Ticket.asset_id, Ticket.summary)
        .where(
            Ticket.asset_id.is_not(None),
            Ticket.site_id == world.places["SW"]["id"],
            Ticket.reported_on >= hit,
            Ticket.reported_on <= hit + timedelta(days=_DAYS_AFTER),
            Ticket.is_demo == true(),
            Ticket.status == int(Status.CLOSED),
            or_(*(Ticket.summary.contains(words) for words in _OF_RAIN)),
        )
        .order_by(Ticket.id)
    )
    first: dict[int, tuple[int, int, str]] = {}
    for ticket_id, asset_id, summary in rows:
        if asset_id is not None:
            first.setdefault(asset_id, (ticket_id, asset_id, summary))
    return list(first.values())[:_MOST_REPAIRS]
