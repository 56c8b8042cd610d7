"""The register of mosquito-prone places on three routes, with half a year of weekly visits. All invented."""

from datetime import timedelta
from random import Random

from db.demo.world import Row, World

_SITES = (
    # route, place, spot, kind
    ("四維線", "SW-RF", "屋頂天溝東側", "gutter"),
    ("四維線", "SW-RF", "屋頂冷卻水塔排水", "drain"),
    ("四維線", "SW-11F-TERRACE", "露台落水頭", "drain"),
    ("四維線", "SW-1F-ATRIUM", "中庭盆栽水盤", "planter"),
    ("四維線", "SW-B2-PARK", "停車場截水溝", "gutter"),
    ("四維線", "SW-B2-SUMP", "集水井", "sump"),
    ("鳳山線", "FS-REAR-RF", "後棟屋頂天溝", "gutter"),
    ("鳳山線", "FS-REAR-RF-TOWER", "冷卻水塔區地面排水", "drain"),
    ("鳳山線", "FS-COURT", "前庭花圃陰井", "planter"),
    ("鳳山線", "FS-GREEN", "陽光綠地澆灌水桶", "container"),
    ("鳳山線", "FS-REAR-B1-PARK", "後棟停車場截水溝", "gutter"),
    ("鳳山線", "FS-REAR-B1-TANK", "蓄水池溢流管", "tank"),
    ("宿舍線", "DORM-M-PUBLIC", "地下停車場截水溝", "gutter"),
    ("宿舍線", "DORM-Q-LOTS", "眷舍空地積水容器", "vacant_land"),
)
_UNITS = ("M302", "S506", "Q10", "Q11", "Q12", "Q13")
_WEEKS, _SINCE = 26, 400
_WALKERS = {"四維線": "王志明", "鳳山線": "王志明", "宿舍線": "蔡淑芬"}
_WET = {"gutter": 3, "drain": 2, "sump": 2, "planter": 5, "container": 6, "tank": 1, "vacant_land": 5}
_FOUND = (
    "盆栽水盤孑孓，當場倒除並刷洗",
    "截水溝積水有孑孓，投藥並通知清淤",
    "廢棄容器積水，已清除回收",
    "落水頭落葉堵塞積水，已清通",
)


def build_patrols(world: World) -> None:
    """Spots in walking order, visited every week; one was put on the register only yesterday."""
    dice = world.dice("patrols")
    spots = [_spot(world, dice, *site) for site in _SITES]
    for code in _UNITS:
        unit = world.units[code]
        spots.append(_spot(world, dice, "宿舍線", "", f"{code} 空屋", "vacant_unit", unit["place_id"]))
    fresh = _spot(world, dice, "四維線", "SW", "西側圍牆花台", "planter")
    fresh["listed_on"] = world.day(-1)
    for spot in spots:
        for week in range(_WEEKS):
            _visit(world, dice, spot, week)


def _spot(world: World, dice: Random, route: str, place: str, name: str, kind: str, place_id: int = 0) -> Row:
    return world.mark(
        "patrol_spots",
        code=f"M{world.serial('patrol-spot'):03d}",
        name=name,
        place_id=place_id or world.places[place]["id"],
        kind=kind,
        route=route,
        position=world.serial(f"patrol-{route}"),
        listed_on=world.day(-dice.randint(_SINCE, _SINCE + 300)),
    )


def _visit(world: World, dice: Random, spot: Row, week: int) -> None:
    day = world.day(-3 - 7 * week)
    if dice.random() < 0.04 and week:
        return
    wet = _WET.get(spot["kind"], 3)
    containers = dice.randint(0, wet)
    season = 0.10 if day.month in (6, 7, 8, 9, 10) else 0.03
    positive = sum(dice.random() < season for _ in range(containers))
    world.mark(
        "patrol_visits",
        spot_id=spot["id"],
        visited_on=day if day.weekday() < 5 else day - timedelta(days=day.weekday() - 4),
        containers=containers,
        positive=positive,
        visited_by=_WALKERS[spot["route"]],
        finding=dice.choice(_FOUND) if positive else "",
    )
