"""What can happen where: every fault on every asset or room it fits, ready to be made into tickets quickly."""

from dataclasses import dataclass

from db.demo.places import floors
from db.demo.texts import BY_CATEGORY, BY_ROOM, Fault
from db.demo.vendors import BY_TRADE
from db.demo.world import Row, World
from db.search import spaced
from facilities_app.domain.naming import where_label

_VENDOR = {
    "lift": "V01",
    "hvac": "V02",
    "plumbing_electrical": "V03",
    "fire": "V04",
    "telecom": "V06",
    "civil": "V08",
}


@dataclass(slots=True)
class Scene:
    """One fault on one target, with everything that does not change from ticket to ticket."""

    summary: str
    description: str
    asset_id: int | None
    place_id: int
    site_id: int
    where: str
    trade_id: int
    priority: int
    cost: int
    user_id: int
    user: str
    vendor_id: int | None
    spaced_summary: str
    spaced_description: str
    spaced_where: str
    caller: str


@dataclass(frozen=True, slots=True)
class Pool:
    """The scenes of some sites by trade."""

    by_trade: dict[str, list[Scene]]


def build_pool(world: World, sites: tuple[str, ...]) -> Pool:
    """All scenes below the sites; every trade has some."""
    pool = Pool({trade: [] for trade in world.trades})
    kinds = {row.id: code for code, row in world.categories.items()}
    places = {row["id"]: row for row in world.places.values()}
    wanted = {world.places[code]["id"] for code in sites}
    for asset in world.assets.values():
        place = places[asset["place_id"]]
        if (place["site_id"] or place["id"]) in wanted:
            for fault in BY_CATEGORY.get(kinds[asset["category_id"]], ()):
                if fault.only in asset["name"]:
                    pool.by_trade[fault.trade].append(make_scene(world, fault, place, asset))
    for above in ("SW", "FS-FRONT", "FS-REAR"):
        for floor in floors(world, above) if above[:2] in sites else ():
            for room, faults in BY_ROOM.items():
                place = world.places[f"{floor}-{room}"]
                for fault in faults:
                    pool.by_trade[fault.trade].append(make_scene(world, fault, place, None))
    return pool


def make_scene(world: World, fault: Fault, place: Row, asset: Row | None) -> Scene:
    """The fault on an asset, or in a place."""
    where = where_label(place["label"], asset["name"] if asset else None)
    user = world.users[BY_TRADE[fault.trade]]
    return Scene(
        fault.summary,
        fault.description,
        asset["id"] if asset else None,
        place["id"],
        place["site_id"] or place["id"],
        where,
        world.trades[fault.trade],
        fault.priority,
        fault.cost,
        user["id"],
        user["name"],
        world.vendors[_VENDOR[fault.trade]]["id"] if fault.cost else None,
        spaced(fault.summary),
        spaced(fault.description),
        spaced(where),
        world.resident(place["id"]),
    )
