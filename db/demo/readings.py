"""Answers to checklist items: ticks that mostly pass, and readings that lie where such readings lie."""

from datetime import date
from decimal import Decimal
from random import Random

from db.demo.meters import last_reading
from db.demo.world import Item, Row, World

_USUAL = {
    ("HVAC", 6): (180.0, 220.0),
    ("SKYLIGHT", 10): (48.0, 60.0),
    ("SKYLIGHT", 12): (7.0, 12.0),
    ("SOLAR", 7): (620.0, 1050.0),
    ("SOLAR", 9): (2.8, 4.4),
    ("SOLAR", 10): (78.0, 86.0),
    ("SOLAR", 12): (8.0, 40.0),
    ("ELEV", 6): (29.0, 35.5),
    ("ELEV", 13): (-6.0, 6.0),
    ("ELEC", 1): (150.0, 182.0),
    ("ELEC", 2): (90.0, 300.0),
    ("ELEC", 11): (2.0, 30.0),
    ("WATER", 1): (160.0, 182.0),
    ("WATER", 12): (0.0, 1.0),
    ("DENGUE", 11): (6.0, 24.0),
    ("DORMCOMMON", 3): (30.0, 45.0),
    ("DORMCOMMON", 15): (18_000.0, 26_000.0),
    ("LEDWALL", 3): (0.0, 6.0),
}
"""Where readings without two limits, or with wide ones, usually lie."""

_WHOLE = frozenset(
    {("ELEV", 13), ("ELEC", 1), ("ELEC", 2), ("WATER", 1), ("WATER", 12), ("DENGUE", 11), ("DORMCOMMON", 3),
     ("DORMCOMMON", 15), ("LEDWALL", 3), ("HVAC", 10), ("HVAC", 19), ("SKYLIGHT", 12), ("DORMVAC", 11),
     ("ELEC", 8), ("GENSET", 6), ("ELEV", 15), ("FIRE", 12)}
)  # fmt: skip


def fill_result(world: World, dice: Random, template: str, result: Row) -> None:
    """One answer for each item; if the result failed, one item did."""
    items = world.templates[template][1]
    failed = dice.choice([i for i in items if i.kind == "pass_fail"]) if result["outcome"] == "fail" else None
    for item in items:
        answer: Row = {"outcome": "fail" if item is failed else "pass"}
        if item.kind == "reading":
            answer["reading"] = _reading(world, dice, template, item, result)
        elif item.kind != "pass_fail":
            answer = {"outcome": "", "text": "無" if item.kind == "text" else ""}
        if item is failed:
            answer["text"] = "已另案報修"
        world.add("result_items", result_id=result["id"], item_id=item.id, **answer)


def _reading(world: World, dice: Random, template: str, item: Item, result: Row) -> Decimal:
    key = (template, item.position)
    if key == ("ELEV", 2):
        return _days_left(world, result)
    if key == ("SOLAR", 8):
        return last_reading(world, "PV-METER", result["inspected_on"])
    if key in (("DORMUNIT", 13), ("DORMVAC", 12)):
        return last_reading(world, f"{_unit_code(world, result)}-W", result["inspected_on"])
    if key in (("DORMUNIT", 14), ("DORMVAC", 13)):
        return last_reading(world, f"{_unit_code(world, result)}-E", result["inspected_on"])
    low, high = _USUAL.get(key) or _between(item)
    value = dice.uniform(low, high)
    places = 0 if key in _WHOLE or high - low > 100 else 2 if high <= 2 else 1
    return Decimal(f"{value:.{places}f}") + 0  # no minus zero


def _between(item: Item) -> tuple[float, float]:
    low, high = item.minimum, item.maximum
    if low is not None and high is not None:
        return low + (high - low) * 0.3, low + (high - low) * 0.7
    if high is not None:
        return high * 0.5, high * 0.8
    low = low or 0.0
    return (low * 1.1, low * 1.6) if low else (0.0, 20.0)


def _days_left(world: World, result: Row) -> Decimal:
    permits = world.sheets.tables["permits"]
    expires: date | None = next(
        (row["expires_on"] for row in permits if row["asset_id"] == result["asset_id"]), None
    )
    if expires is None:
        return Decimal(180)
    days = (expires - result["inspected_on"]).days
    return Decimal(days if days <= 366 else days % 366)


def _unit_code(world: World, result: Row) -> str:
    names = world.memo.setdefault("units", {unit["place_id"]: unit["code"] for unit in world.units.values()})
    code: str = names[result["place_id"]]
    return code
