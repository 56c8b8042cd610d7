"""Where the overview's lines and figures lead: a page and what it shows there."""

from datetime import date, timedelta
from typing import Any, NamedTuple

from facilities_app.domain.lists import Condition, ListQuery
from facilities_app.domain.tickets import Status
from ui.pages.overview.entries import Entry

AGE_DAYS: dict[str, tuple[int | None, int]] = {
    "d3": (3, 0),
    "d7": (7, 4),
    "d14": (14, 8),
    "d30": (30, 15),
    "older": (None, 31),
}
"""By age, from how many days ago (None: any) to how many days ago."""
_OF_CONTRACTS = {"contracts": "contract", "insurance_policies": "insurance", "projects": "project"}


class Link(NamedTuple):
    """A page's key and what to show there."""

    page: str
    what: dict[str, Any]


def entry_link(entry: Entry) -> Link:
    """The record behind a line, or the list of several."""
    item = entry.item
    day = item.due_on.isoformat()
    if len(entry.items) > 1:
        query = _query(_in("status", "planned"), _from("due", day), _to("due", day))
        return Link("inspections", {"query": ListQuery(item.title, query.conditions)})
    if item.target == "audit_rounds":
        return Link("audits", {"record": item.target_id, "filter": "open"})
    pages = {
        "tickets": "tickets",
        "inspection_tasks": "inspections",
        "assets": "assets",
        "dorm_units": "dormitories",
    }
    if item.target in pages:
        return Link(pages[item.target], {"record": item.target_id})
    if item.target in _OF_CONTRACTS:
        return Link("contracts", {"record": item.target_id, "kind": _OF_CONTRACTS[item.target]})
    if item.kind == "licence":
        return Link("settings", {"section": "licences"})
    if item.kind == "patrol":
        return Link("patrols", {"view": "due"})
    if item.kind == "part":
        return Link("parts", {"view": "short"})
    if item.kind == "agreement":
        return Link("dormitories", {"query": _query(_to("agreement", day))})
    return Link("assets", {"query": ListQuery(item.title)})


def group_link(group: str) -> Link:
    """All of a group, where it is one list."""
    views = {"overdue": ("tickets", "overdue"), "week": ("inspections", "due"), "new": ("tickets", "new")}
    page, view = views.get(group, ("assets", "cover"))
    return Link(page, {"view": view})


def statutory_link(overdue: bool, today: date) -> Link:
    """The statutory inspections of the last twelve months: those not done, or those done."""
    year_ago = date(today.year - 1, today.month, min(today.day, 28))
    start = _from("due", (year_ago + timedelta(days=1)).isoformat())
    end = _to("due", (today - timedelta(days=1)).isoformat())
    status = _in("status", *(("planned", "missed") if overdue else ("done",)))
    return Link("inspections", {"query": _query(status, _in("basis", True), start, end)})


def age_link(age: str, today: date) -> Link:
    """The open tickets of an age."""
    longest, shortest = AGE_DAYS[age]
    conditions = [_in("state", "open"), _to("reported", (today - timedelta(days=shortest)).isoformat())]
    if longest is not None:
        conditions.append(_from("reported", (today - timedelta(days=longest)).isoformat()))
    return Link("tickets", {"query": _query(*conditions)})


def trade_link(trade: int | None, today: date, this_month: bool = False) -> Link:
    """The tickets of a trade (None: all) in the last twelve months, the running one included, or only in that."""
    start = today.replace(day=1)
    if not this_month:
        start = date(today.year - 1 + today.month // 12, today.month % 12 + 1, 1)
    conditions = [_from("reported", start.isoformat())]
    if trade is not None:
        conditions.append(_in("trade", trade))
    return Link("tickets", {"query": _query(*conditions)})


def later_tickets_link(today: date) -> Link:
    """The repairs under way that fall due after the week, within 30 days."""
    under_way = _in(
        "status", *(int(status) for status in Status if status.is_open and status > Status.ACCEPTED)
    )
    return Link("tickets", {"query": _query(under_way, *_later(today))})


def later_tasks_link(today: date) -> Link:
    """The inspections that fall due after the week, within 30 days."""
    return Link("inspections", {"query": _query(_in("status", "planned"), *_later(today))})


def _later(today: date) -> tuple[Condition, Condition]:
    start, end = today + timedelta(days=8), today + timedelta(days=30)
    return _from("due", start.isoformat()), _to("due", end.isoformat())


def status_link(status: str) -> Link:
    """The units of a status on the rack."""
    return Link("dormitories", {"view": "rack", "query": _query(_in("status", status))})


def solar_link(category: int | None) -> Link:
    """The solar array among the assets."""
    return Link("assets", {"query": _query(*([_in("category", category)] if category is not None else []))})


def _query(*conditions: Condition) -> ListQuery:
    return ListQuery(conditions=conditions)


def _in(field: str, *values: object) -> Condition:
    return Condition(field, "in", values)


def _from(field: str, day: str) -> Condition:
    return Condition(field, "from", (day,))


def _to(field: str, day: str) -> Condition:
    return Condition(field, "to", (day,))
