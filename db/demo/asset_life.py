"""Assets over their life: downtimes, slips of the property ledger, and two stock-takes, one closed and one running.

All of it is invented.
"""

from datetime import date, timedelta

from db.demo.world import Row, World
from facilities_app.domain import dates
from facilities_app.domain.clock import at

_REASONS = {
    "elevator": ("主鋼索更換", "控制板更換", "門機維修", "年度保養停機"),
    "hvac_chiller": ("壓縮機大修", "冷媒洩漏檢修", "冷凝器清洗"),
    "pump": ("軸封更換", "馬達絕緣不良"),
    "generator": ("蓄電池更換",),
}
_NOTES = ("標籤脫落，已補貼", "外觀鏽蝕", "")
_MOVED = (
    ("SW-MAV-02", "SW-MEET2", "第二會議室設備更新後歸位"),
    ("SW-AED-01", "SW-1F-LOBBY", "移至服務台旁以便取用"),
    ("FS-NVR-01", "FS-REAR-1F-LOBBY", "機櫃整併"),
)


def build_asset_life(world: World) -> None:
    """Downtimes, slips and stock-takes."""
    _downtimes(world)
    _slips(world)
    _closed(world)
    _running(world)


def _downtimes(world: World) -> None:
    dice = world.dice("downtimes")
    for category, reasons in _REASONS.items():
        for asset in world.in_category(category):
            if not asset["is_demo"]:
                continue
            for _ in range(dice.choice((0, 1, 1, 2))):
                start = at(world.day(-dice.randint(20, 330)), dice.randint(8, 16), dice.choice((0, 15, 30)))
                world.mark(
                    "asset_downtimes",
                    asset_id=asset["id"],
                    from_at=start,
                    until_at=start + timedelta(minutes=dice.randint(2, 60) * 30),
                    reason=dice.choice(reasons),
                )


def _slips(world: World) -> None:
    """Moves to where the assets stand now, and the retirement of a pump that is no longer there."""
    serials: dict[str, int] = {}
    for place, (code, now, reason) in enumerate(_MOVED):
        asset = world.assets[code]
        keeper = next((u["name"] for u in world.users.values() if u["id"] == asset.get("custodian_id")), "")
        parts = [world.places[now]["label"], keeper, "秘書處"]
        store = world.places["SW" if code.startswith("SW") else "FS-REAR"]["label"]
        _slip(
            world,
            serials,
            "移",
            kind="move",
            asset_id=asset["id"],
            slip_on=world.day(-200 + 60 * place),
            from_label="／".join(part for part in (store, *parts[1:]) if part),
            to_label="／".join(part for part in parts if part),
            reason=reason,
        )
    retired_on = world.day(-150)
    old = world.asset(
        "SW-PMP-00",
        "舊揚水泵浦",
        "pump",
        "SW-B1-PUMP",
        name_en="Old lift pump",
        status="retired",
        status_since=retired_on,
        acquired_on=world.day(-150 - 14 * 365),
        in_service_on=world.day(-140 - 14 * 365),
        cost_twd=96_000,
        property_number=f"3080105-03-{world.serial('3080105-03'):04d}",
    )
    del world.assets["SW-PMP-00"]  # nothing more happens to it: no repair, no inspection
    world.add("asset_status_changes", asset_id=old["id"], status="in_use", from_on=old["in_service_on"])
    slip = _slip(
        world,
        serials,
        "減",
        kind="retire",
        asset_id=old["id"],
        slip_on=retired_on,
        from_label=f"{old['place_label']}／秘書處",
        to_label="已達使用年限",
        reason="逾使用年限，泵體鏽蝕不堪使用",
        document="高市秘總字第 1150612 號（示範）",
    )
    world.add(
        "asset_status_changes",
        asset_id=old["id"],
        status="retired",
        from_on=retired_on,
        reason=f"{slip['number']} {slip['reason']}",
    )


def _slip(world: World, serials: dict[str, int], sign: str, slip_on: date, **values: object) -> Row:
    prefix = f"{dates.roc_year(slip_on)}-{sign}-"
    serials[prefix] = serials.get(prefix, 0) + 1
    return world.mark("asset_slips", number=f"{prefix}{serials[prefix]:04d}", slip_on=slip_on, **values)


def _closed(world: World) -> None:
    """The basement and plant rooms half a year ago: nearly everything was where it should be."""
    dice, started = world.dice("stocktake"), world.day(-170)
    take = _take(world, "機電設備盤點", "SW-B1", started, closed=world.day(-166))
    for place, asset in enumerate(_below(world, "SW-B1")):
        state = {3: "moved", 7: "missing"}.get(place, "found")
        found = world.places["SW-B2"]["id"] if state == "moved" else asset["place_id"]
        missing = state == "missing"
        seen = None if missing else at(started + timedelta(days=dice.randint(0, 3)), dice.randint(9, 16))
        _line(
            world,
            take,
            asset_id=asset["id"],
            expected_place_id=asset["place_id"],
            found_place_id=None if missing else found,
            state=state,
            scanned="" if missing else asset["code"],
            seen_at=seen,
            note=dice.choice(_NOTES) if dice.random() < 0.2 else "",
        )
    _line(
        world,
        take,
        state="unexpected",
        scanned="OLD-LABEL-031",
        seen_at=at(started, 15),
        note="舊標籤，查無此號",
    )


def _running(world: World) -> None:
    """A floor of the rear building, begun the day before: half is done."""
    dice, started = world.dice("stocktake running"), world.day(-1)
    take = _take(world, "後棟 3F 年度盤點", "FS-REAR-3F", started)
    assets = _below(world, "FS-REAR-3F")
    for place, asset in enumerate(assets):
        seen = place < len(assets) // 2
        _line(
            world,
            take,
            asset_id=asset["id"],
            expected_place_id=asset["place_id"],
            found_place_id=asset["place_id"] if seen else None,
            state="found" if seen else "expected",
            scanned=asset["code"] if seen else "",
            seen_at=at(started, 10, dice.randint(0, 59)) if seen else None,
        )


def _take(world: World, name: str, place: str, started: date, closed: date | None = None) -> Row:
    year = dates.roc_year(started)
    return world.mark(
        "stocktakes",
        code=f"{year}-盤-{world.serial(f'stocktake {year}'):02d}",
        name=name,
        place_id=world.places[place]["id"],
        started_on=started,
        closed_on=closed,
    )


def _line(world: World, take: Row, **values: object) -> None:
    world.mark("stocktake_lines", stocktake_id=take["id"], **values)


def _below(world: World, place: str) -> list[Row]:
    """The assets in a place and below that were in the register, by number."""
    path = world.places[place]["path"]
    inside = {row["id"] for row in world.places.values() if row["path"].startswith(path)}
    found = [a for a in world.assets.values() if a["place_id"] in inside and a.get("status") != "retired"]
    return sorted(found, key=lambda row: str(row["code"]))
