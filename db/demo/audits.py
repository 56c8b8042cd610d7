"""Rounds of the audit of actual residence over the living years: two closed a year, the running one open."""

from datetime import date, timedelta
from random import Random

from db.demo.dormitories import UNVISITED
from db.demo.world import Row, World
from facilities_app.domain.audits import LETTER_FOR
from facilities_app.domain.clock import at

_HALVES = ((1, (5, 4), (6, 30)), (2, (10, 12), (12, 10)))
_PERIODS = 6
_LOW = frozenset(("M305",))
"""Units whose last period prompts a visit."""


def build_audits(world: World) -> None:
    """Every round that began within two years. The newest stays open until a month after it was due."""
    dice = world.dice("audits")
    for year in range(world.today.year - 2, world.today.year + 1):
        for ordinal, start, due in _HALVES:
            starts, ends = date(year, *start), date(year, *due)
            reported = (year, ordinal) == (2017, 1)
            if world.day(-760) < starts <= world.today and not reported:
                _round(world, dice, ordinal, starts, ends)
    _usages(world)


def _round(world: World, dice: Random, ordinal: int, starts: date, due: date) -> None:
    is_open = world.today <= due + timedelta(days=30)
    closed = None if is_open else due - timedelta(days=dice.randint(1, 12))
    row = world.mark(
        "audit_rounds",
        year=starts.year,
        ordinal=ordinal,
        name=f"{starts.year - 1911} 年第 {ordinal} 次居住事實查考",
        starts_on=starts,
        due_on=due,
        closed_on=closed,
        scope="occupied",
        frozen_at=at(world.workdays.previous_workday(starts), 9, 0),
        closed_at=at(closed, 16, 30) if closed else None,
        closed_by="示範管理員" if closed else "",
    )
    last = min(world.today, due) if is_open else row["closed_on"]
    lived_in = [unit for unit in world.units.values() if unit["status"] == "in_use"]
    for position, unit in enumerate(lived_in, 1):
        visit = _visit(world, dice, row, unit, is_open, starts, last)
        visit.update(
            position=position,
            number=f"DA-{starts.year - 1911}{ordinal:02d}-{position:03d}",
            route=_route(unit),
            **_frozen(world, unit, starts),
        )
        world.memo[f"audit:{unit['code']}"] = (visit["finding"], visit["visited_at"])


def _route(unit: Row) -> str:
    """Which round of visits a unit is on: family quarters stand apart, the block is walked in two halves."""
    if unit["kind"] == "family":
        return "眷舍線"
    upper = unit["kind"] == "multi" and unit["code"][1:2] in "34"
    return "職務宿舍二線" if upper else "職務宿舍一線"


def _frozen(world: World, unit: Row, on: date) -> Row:
    tables = world.sheets.tables
    home = next(
        (
            one
            for one in reversed(tables["agreements"])
            if one["place_id"] == unit["place_id"] and one.get("ended_on") is None
        ),
        None,
    )
    person = next((one for one in tables["people"] if home and one["id"] == home.get("person_id")), None)
    finding, visited = world.memo.get(f"audit:{unit['code']}", ("", None))
    return {
        "unit_code": unit["code"],
        "unit_kind": unit["kind"],
        "unit_status": "in_use",
        "unit_where": next(p["label"] for p in world.places.values() if p["id"] == unit["place_id"]),
        "unit_land": unit["land"],
        "unit_area_m2": unit.get("area_m2"),
        "agreement_id": home["id"] if home else None,
        "expected_title": person["title"] if person else "",
        "expected_agency": person["agency"] if person else "",
        "expected_family": home.get("family", "") if home else "",
        "agreement_from": home["starts_on"] if home else None,
        "agreement_until": home.get("ends_on") if home else None,
        "notarised_on": home.get("notarised_on") if home else None,
        "previous_finding": finding,
        "previous_on": visited.date() if visited and visited.date() < on else None,
    }


def _visit(world: World, dice: Random, audit: Row, unit: Row, is_open: bool, starts: date, last: date) -> Row:
    visit = world.mark(
        "audit_visits",
        round_id=audit["id"],
        unit_id=unit["id"],
        expected_resident=unit["resident_label"],
        finding="",
        visited_at=None,
    )
    day = world.workdays.previous_workday(starts + (last - starts) * dice.random())
    moment = at(max(day, starts), dice.choice((10, 14, 18)), dice.choice((0, 10, 30, 40)))
    if is_open and unit["code"] in UNVISITED:
        if unit["code"] == "M204" and world.today > starts + timedelta(days=5):
            visit.update(
                finding="not_met",
                visited_at=at(world.day(-5), 18, 30),
                revisit_on=world.day(2),
                note="無人應門，約定再訪",
            )
            _tried(world, visit, "nobody")
            _follow(world, visit, "revisit", "open", world.day(2), "18:30")
        return visit
    finding = "partly" if dice.random() < 0.03 else "residing"
    visit.update(
        finding=finding, visited_at=moment, note="" if finding == "residing" else "週末返家，平日居住"
    )
    _tried(world, visit, "borrower" if finding == "residing" else "family")
    if finding in LETTER_FOR:
        _follow(world, visit, "letter", "draft" if is_open else "done", None)
    return visit


def _tried(world: World, visit: Row, met: str) -> None:
    visit["visitor"] = "示範管理員"
    world.mark(
        "audit_attempts",
        visit_id=visit["id"],
        visited_at=visit["visited_at"],
        visitor=visit["visitor"],
        met=met,
        finding=visit["finding"],
        note=visit["note"],
    )


def _follow(world: World, visit: Row, kind: str, state: str, due: date | None, time: str = "") -> None:
    made = visit["visited_at"].date()
    world.mark(
        "audit_follow_ups",
        visit_id=visit["id"],
        kind=kind,
        state=state,
        made_on=made,
        due_on=due,
        due_time=time,
        done_on=made + timedelta(days=20) if state == "done" else None,
    )


def _usages(world: World) -> None:
    """Water and power of the last six two-month periods of every unit that is lived in."""
    dice = world.dice("usages")
    until = world.today.replace(day=1) - timedelta(days=1)
    for unit in world.units.values():
        if unit["status"] != "in_use":
            continue
        usual = {"water": dice.randint(9, 26), "electricity": dice.randint(180, 420)}
        end = until
        for back in range(_PERIODS):
            start = (end.replace(day=1) - timedelta(days=1)).replace(day=1)
            for kind, value in usual.items():
                share = 0.3 if unit["code"] in _LOW and back == 0 else dice.uniform(0.75, 1.25)
                world.mark(
                    "audit_usages",
                    unit_id=unit["id"],
                    kind=kind,
                    period_from=start,
                    period_until=end,
                    value=str(round(value * share)),
                )
            end = start - timedelta(days=1)
