"""The open tickets of db.demo.open_cases as rows, each with the history that brought it where it is."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from db.bulk import search_body
from db.demo.open_cases import OPEN_CASES, Case
from db.demo.texts import AGENCIES, BUDGETS, CALLERS, HELD
from db.demo.world import Row, World
from facilities_app.domain.clock import at
from facilities_app.domain.naming import where_label
from facilities_app.domain.tickets import DUE_HOUR, Status

COLUMNS = (
    "id", "number", "year", "serial", "summary", "description", "asset_id", "place_id", "site_id", "where_label",
    "trade_id", "priority", "status", "is_open", "requester", "requester_phone", "assignee_id", "assignee_label",
    "vendor_id", "reported_at", "reported_on", "due_at", "dispatched_at", "started_at", "finished_at", "closed_at",
    "hold_reason", "hold_until", "reopened", "estimate_twd", "cost_twd", "budget", "source", "is_demo", "version",
    "response_due_at", "responded_at",
)  # fmt: skip


class Written(NamedTuple):
    """A ticket as it is stored, in the order of COLUMNS, and its search text."""

    values: tuple[Any, ...]
    body: str


Builder = Callable[[int, int, int, str], Written]


def case_rows(world: World) -> dict[date, list[tuple[int, Builder]]]:
    """By day: (minute of the day, builder) of each open case."""
    found: dict[date, list[tuple[int, Builder]]] = {}
    for index, case in enumerate(OPEN_CASES):
        day = world.day(-case.ago)
        if case.ago:
            day = world.workdays.previous_workday(day)
        minute = 12 + index % 20 if case.ago == 0 else 30 + (index * 37) % 420
        found.setdefault(day, []).append((minute, _builder(world, case, index, day, minute)))
    return found


def _builder(world: World, case: Case, index: int, day: date, minute: int) -> Builder:
    asset = world.assets.get(case.target)
    place = _place(world, case, asset)
    user = world.users.get(case.who)
    caller = _caller(world, index, place)
    reported = at(day, 8) + timedelta(minutes=minute)
    due = world.day(case.due)
    if case.due:
        due = (world.workdays.next_workday if case.due > 0 else world.workdays.previous_workday)(due)
    status = Status(case.status)
    moments = [stored(reported + timedelta(minutes=gap)) for gap in (0, 28, 68)]
    finished = world.workdays.previous_workday(world.day(-1))
    done = stored(at(max(day, finished), 16, 10)) if status >= Status.DONE else None
    started = moments[2] if status >= Status.IN_PROGRESS else None

    def build(row_id: int, year: int, serial: int, name: str) -> Written:
        where = where_label(place["label"], asset["name"] if asset else None)
        values: tuple[Any, ...] = (
            row_id, name, year, serial, case.summary, case.description, asset["id"] if asset else None,
            place["id"], place["site_id"] or place["id"], where, world.trades[case.trade], case.priority,
            case.status, True, caller, f"分機 {3100 + index}", user["id"] if user else None,
            user["name"] if user else "", world.vendors[case.vendor]["id"] if case.vendor else None,
            moments[0], day.isoformat(), stored(at(due, DUE_HOUR)),
            moments[1] if status >= Status.DISPATCHED else None,
            started, done, None, case.hold,
            world.workdays.next_workday(max(due, world.day(1))).isoformat() if case.hold else None, 0,
            _estimate(index) if case.vendor else None, None, BUDGETS[0] if case.vendor else "", "demo", True, 1,
            None, started,
        )  # fmt: skip
        _history(world, case, row_id, caller, user, moments, done)
        return Written(values, search_body(name, case.summary, case.description, where, caller))

    return build


def _place(world: World, case: Case, asset: Row | None) -> Row:
    if asset is None:
        return world.places[case.target]
    found: Row = next(row for row in world.places.values() if row["id"] == asset["place_id"])
    return found


def _caller(world: World, index: int, place: Row) -> str:
    if place["kind"] == "unit":
        return world.resident(place["id"]) or "宿舍管理人 蔡佳玲"
    return f"{AGENCIES[index % len(AGENCIES)]} {CALLERS[index % len(CALLERS)]}"


def _estimate(index: int) -> int:
    return (4800, 12_500, 3600, 28_000, 9500, 1800, 46_000)[index % 7]


def stored(moment: datetime) -> str:
    """A moment as the database keeps it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _history(
    world: World,
    case: Case,
    row_id: int,
    caller: str,
    user: Row | None,
    moments: list[str],
    done: str | None,
) -> None:
    chief, who = "謝淑芬", user["name"] if user else ""
    lines: list[tuple[str, str, str, int | None, int | None, str]] = [
        (moments[0], "reported", caller, None, 10, "")
    ]
    if case.status == Status.ACCEPTED:
        lines.append((moments[1], "status", chief, 10, 20, ""))
    if case.status >= Status.DISPATCHED:
        vendor = f"，通知{world.vendors[case.vendor]['name']}" if case.vendor else ""
        lines.append((moments[1], "assigned", chief, 10, 30, f"派 {who}{vendor}"))
    if case.status >= Status.IN_PROGRESS:
        if case.vendor:
            lines.append((moments[1][:-3] + "45Z", "call", who, None, None, "廠商回覆今日到場"))
        lines.append((moments[2], "status", who, 30, 40, ""))
    if case.status == Status.ON_HOLD:
        lines.append((moments[2][:-3] + "30Z", "status", who, 40, 50, HELD[case.hold]))
    if done is not None:
        lines.append((done, "status", who, 40, 60, "已處理，待驗收"))
        if case.status == Status.VERIFIED:
            lines.append((done[:-3] + "30Z", "status", chief, 60, 70, "驗收合格"))
    for moment, kind, actor, old, new, note in lines:
        world.mark(
            "ticket_events",
            ticket_id=row_id,
            at=moment,
            kind=kind,
            actor=actor,
            from_status=old,
            to_status=new,
            note=note,
        )
