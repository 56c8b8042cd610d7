"""Meters: what the solar array was planned to yield and did, and water and electricity of the units. All invented.

Only the year's plan of the solar array is the report's: about 310,000 kWh; how it spreads over months is not.
"""

from datetime import date, timedelta
from decimal import Decimal

from db.demo.world import Row, World

YEAR_PLAN = 310_000
_MONTHS = (21_400, 21_900, 25_900, 27_000, 28_300, 27_800, 29_600, 28_200, 26_900, 26_300, 22_900, 23_800)
assert sum(_MONTHS) == YEAR_PLAN


def build_meters(world: World) -> None:
    """All meters with their readings."""
    _solar(world)
    _units(world)


def month_ends(first: date, today: date) -> list[date]:
    """The last day of every month from ``first`` on that is over, then today."""
    ends, day = [], date(first.year, first.month, 1)
    while True:
        day = (day + timedelta(days=32)).replace(day=1)
        if day > today:
            break
        ends.append(day - timedelta(days=1))
    if not ends or ends[-1] != today:
        ends.append(today)
    return ends


def _solar(world: World) -> None:
    dice = world.dice("solar")
    asset = world.assets["SOLAR"]
    meter = world.mark("meters", code="PV-METER", kind="solar", unit="度", asset_id=asset["id"])
    world.meters["PV-METER"] = meter
    for year in range(world.today.year - 2, world.today.year + 2):
        for month, planned in enumerate(_MONTHS, 1):
            world.mark("meter_targets", meter_id=meter["id"], year=year, month=month, value=Decimal(planned))
    first = date(world.today.year - 2, 1, 1)
    value = Decimal(2_680_000)
    world.mark("meter_readings", meter_id=meter["id"], read_on=first - timedelta(days=1), value=value)
    for end in month_ends(first, world.today):
        days = Decimal(end.day) / Decimal(28 if end.month == 2 else 30)
        share = min(days, Decimal(1)) * Decimal(str(round(dice.uniform(0.92, 0.995), 4)))
        value += (_MONTHS[end.month - 1] * share).to_integral_value()
        world.mark("meter_readings", meter_id=meter["id"], read_on=end, value=value)


def _units(world: World) -> None:
    dice = world.dice("unit-meters")
    days = month_ends(world.day(-365), world.today)[:-1]
    for unit in world.units.values():
        lived_in = unit["status"] == "in_use"
        for kind, letter, low, high in (("water", "W", 6, 18), ("electricity", "E", 90, 320)):
            meter = world.mark(
                "meters", code=f"{unit['code']}-{letter}", kind=kind, unit="度", place_id=unit["place_id"]
            )
            world.meters[meter["code"]] = meter
            value = dice.randint(400, 1500) if kind == "water" else dice.randint(3000, 9000)
            for day in days if lived_in else days[-4:]:
                value += dice.randint(low, high) if lived_in else 0
                world.mark("meter_readings", meter_id=meter["id"], read_on=day, value=Decimal(value))


def last_reading(world: World, code: str, day: date) -> Decimal:
    """What a meter stood at on the last reading up to ``day``, or at its first one."""
    meter = world.meters[code]
    readings = _by_meter(world).get(meter["id"], [])
    earlier = [row["value"] for row in readings if row["read_on"] <= day]
    found: Decimal = earlier[-1] if earlier else readings[0]["value"]
    return found


def _by_meter(world: World) -> dict[int, list[Row]]:
    """Readings by meter, gathered once a world."""
    cached = world.memo.get("readings")
    if cached is None:
        cached = {}
        for row in world.sheets.tables["meter_readings"]:
            cached.setdefault(row["meter_id"], []).append(row)
        world.memo["readings"] = cached
    found: dict[int, list[Row]] = cached
    return found
