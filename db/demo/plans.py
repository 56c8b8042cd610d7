"""Which inspections the demo office has planned: the duties that fit what it owns, with a day each comes round."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from db.demo.world import Row, World


@dataclass(frozen=True, slots=True)
class Plan:
    """One line of the table: a duty (or a title of our own) on each of some assets, on sites or on units.

    ``what`` is "asset:CATEGORY…", "code:CODE…", "site:CODE…" or "unit:STATUS…"; ``phase`` is how many days from
    today it next falls due, ``stride`` how far apart the targets lie; a negative phase is an overdue one.
    """

    duty: str
    what: str
    phase: int
    who: str
    stride: int = 0
    vendor: str = ""
    title: str = ""
    template: str = ""
    rule: str = ""


PLANS = (
    Plan("LIFT-MAINT", "code:SW-EL-01 SW-EL-02 SW-EL-03 SW-EL-04 SW-EL-05", 2, "lin", vendor="V01"),
    Plan("LIFT-MAINT", "code:FS-EL-01 FS-EL-02 FS-EL-03 FS-EL-04 DORM-LIFT", 9, "lin", vendor="V01"),
    Plan("LIFT-INSPECT", "code:SW-EL-01 SW-EL-02 SW-EL-03 SW-EL-04 SW-EL-05", 22, "lin", 24),
    Plan("LIFT-INSPECT", "code:FS-EL-01 FS-EL-02 FS-EL-03 FS-EL-04", 27, "lin", 50),
    Plan("FIRE-FILING", "code:FS-FIRE", 4, "huang", vendor="V04"),
    Plan("FIRE-FILING", "code:SW-FIRE DORM-FIRE", 58, "huang", 20, "V04"),
    Plan("FIRE-SELFCHECK", "code:SW-FIRE FS-FIRE DORM-FIRE", 12, "huang", 3),
    Plan("FIRE-DRILL", "code:SW-FIRE FS-FIRE", 40, "huang", 30),
    Plan("ELEC-TEST", "code:FS-ELEC", -5, "chen", vendor="V03"),
    Plan("ELEC-TEST", "code:SW-ELEC", 5, "chen", vendor="V03"),
    Plan("ELEC-OUTAGE", "code:SW-ELEC FS-ELEC", 75, "chen", 14, "V03"),
    Plan("BLDG-SAFETY-OFFICE", "asset:building_fabric", 128, "wang", 30),
    Plan("HVAC-ROUND", "code:SW-CH-01 SW-CH-02 SW-CH-03 FS-CH-01 FS-CH-02", 15, "lin", 1, "V02"),
    Plan("HVAC-ROUND", "code:SW-8F-AHU-EAT SW-9F-AHU-EAT SW-11F-AHU-EAT", 17, "lin", 1),
    Plan("HVAC-OVERHAUL", "code:SW-HVAC FS-HVAC", 96, "lin", 21, "V02"),
    Plan("TOWER-WATER", "code:SW-CT-01 FS-CT-01 FS-CT-02", 12, "lin", 2, "V02"),
    Plan("TOWER-WATER", "code:SW-CT-02", -8, "lin", vendor="V02"),
    Plan("TOWER-CLEAN", "asset:cooling_tower", 48, "lin", 7, "V02"),
    Plan("WATER-MAINT", "site:SW FS", 8, "chen", 6, "V05"),
    Plan("WATER-COLIFORM", "site:SW", -12, "chen", 0, "V05"),
    Plan("WATER-COLIFORM", "site:FS", 33, "chen", 0, "V05"),
    Plan("TANK-CLEAN", "asset:water_tank", 36, "chen", 11, "V05"),
    Plan("SOLAR-CHECK", "code:SOLAR", 22, "chen", vendor="V09"),
    Plan("LIGHTNING-EARTH", "asset:lightning", 110, "chen", 5),
    Plan("GENSET-MONTH", "asset:generator", 7, "chen", 4, "V03"),
    Plan("GENSET-LOAD", "asset:generator", 140, "chen", 4, "V03"),
    Plan("DENGUE-PATROL", "site:SW FS DORM", 1, "wang", 1, "V10"),
    Plan("WALL-CHECK", "code:FS-WALL", 200, "wang"),
    Plan("SKYLIGHT-SEASON", "code:SKYLIGHT", 148, "wang"),
    Plan("SECURITY-TEST", "site:SW FS DORM", 11, "huang", 2, "V07"),
    Plan("ACCESS-CHECK", "asset:accessibility", 88, "wang", 10),
    Plan("AED-CHECK", "asset:aed", 20, "huang", 45),
    Plan("DORM-COMMON", "place:DORM-M DORM-S", 10, "tsai", 5),
    Plan("DORM-FACILITY", "unit:in_use vacant", 13, "tsai", 7),
    Plan("DORM-VACANT", "unit:recovered scrapping provided", 9, "tsai", 1, "V10"),
    Plan("", "code:LEDWALL", 17, "huang", 0, "V06", "LED 電視牆檢查", "LEDWALL", "FREQ=MONTHLY"),
)

PATROL_DUE = frozenset({"Q12", "Q13", "Q19", "Q20", "Q22", "Q25"})
"""Recovered units whose patrol falls due today."""

_STEP = {"DAILY": "days", "WEEKLY": "weeks", "MONTHLY": "months", "YEARLY": "years"}


def targets(world: World, what: str) -> Iterator[tuple[Row | None, Row, str]]:
    """(asset or None, place, name) of everything a plan's ``what`` stands for."""
    kind, _, names = what.partition(":")
    places = {row["id"]: row for row in world.places.values()}
    if kind == "unit":
        for unit in world.units.values():
            if unit["status"] in names.split():
                yield None, places[unit["place_id"]], unit["code"]
    elif kind in ("site", "place"):
        for code in names.split():
            yield None, world.places[code], world.places[code]["name"]
    else:
        found = (
            world.in_category(*names.split()) if kind == "asset" else [world.assets[c] for c in names.split()]
        )
        for asset in found:
            yield asset, places[asset["place_id"]], asset["name"]


def next_due(world: World, plan: Plan, index: int, name: str) -> date:
    """The day it falls due next (or fell due and was not done)."""
    if plan.duty == "DORM-VACANT" and name in PATROL_DUE:
        day = world.today
    else:
        day = world.day(plan.phase + index * plan.stride)
    if plan.duty == "SKYLIGHT-SEASON":
        this_year = date(world.today.year, 4, 20)
        return this_year if this_year >= world.today else date(world.today.year + 1, 4, 20)
    return day if day.day <= 28 else day - timedelta(days=day.day - 28)


def occurrences(rule: str, due: date, first: date, last: date) -> list[date]:
    """Every day between the two on which a rule falls that falls on ``due``, oldest first."""
    parts = dict(part.split("=") for part in rule.split(";"))
    width = int(parts.get("INTERVAL", "1"))
    days, n = [], -1
    while (day := due + _steps(parts["FREQ"], width * n)) >= first:
        days.append(day)
        n -= 1
    days.reverse()
    n = 0
    while (day := due + _steps(parts["FREQ"], width * n)) <= last:
        days.append(day)
        n += 1
    return days


def _steps(frequency: str, count: int) -> relativedelta:
    return relativedelta(**{_STEP[frequency]: count})  # type: ignore[arg-type]
