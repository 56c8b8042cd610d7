"""Rounds of the audit of actual residence over the living years: two closed a year, the running one open."""

from datetime import date, timedelta
from random import Random

from db.demo.dormitories import UNVISITED
from db.demo.world import Row, World
from facilities_app.domain.clock import at

_HALVES = ((1, (5, 4), (6, 30)), (2, (10, 12), (12, 10)))


def build_audits(world: World) -> None:
    """Every round that began within two years. The newest stays open until a month after it was due."""
    dice = world.dice("audits")
    for year in range(world.today.year - 2, world.today.year + 1):
        for ordinal, start, due in _HALVES:
            starts, ends = date(year, *start), date(year, *due)
            reported = (year, ordinal) == (2017, 1)
            if world.day(-760) < starts <= world.today and not reported:
                _round(world, dice, ordinal, starts, ends)


def _round(world: World, dice: Random, ordinal: int, starts: date, due: date) -> None:
    is_open = world.today <= due + timedelta(days=30)
    row = world.mark(
        "audit_rounds",
        year=starts.year,
        ordinal=ordinal,
        name=f"{starts.year - 1911} 年第 {ordinal} 次居住事實查考",
        starts_on=starts,
        due_on=due,
        closed_on=None if is_open else due - timedelta(days=dice.randint(1, 12)),
    )
    last = min(world.today, due) if is_open else row["closed_on"]
    lived_in = [unit for unit in world.units.values() if unit["status"] == "in_use"]
    for unit in lived_in:
        _visit(world, dice, row, unit, is_open, starts, last)


def _visit(
    world: World, dice: Random, audit: Row, unit: Row, is_open: bool, starts: date, last: date
) -> None:
    visit = world.mark(
        "audit_visits", round_id=audit["id"], unit_id=unit["id"], expected_resident=unit["resident_label"]
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
        return
    finding = "partly" if dice.random() < 0.03 else "residing"
    visit.update(
        finding=finding, visited_at=moment, note="" if finding == "residing" else "週末返家，平日居住"
    )
