"""The tree of places: two centres and the dormitories. What the report names carries no demo mark."""

from db.demo.world import World

SITES = ("SW", "FS", "DORM")
CENTRES = ("SW", "FS")

_REPORTED = (
    # code, name, English, kind, parent
    ("SW", "四維行政中心", "Siwei Administration Center", "site", ""),
    ("FS", "鳳山行政中心", "Fengshan Administration Center", "site", ""),
    ("DORM", "宿舍", "Dormitories", "site", ""),
    ("SW-RF", "RF 屋頂", "Roof", "floor", "SW"),
    ("SW-11F", "11F", "11F", "floor", "SW"),
    ("SW-1F", "1F", "1F", "floor", "SW"),
    ("SW-11F-TERRACE", "露台", "Terrace", "space", "SW-11F"),
    ("SW-1F-ATRIUM", "中庭", "Atrium", "space", "SW-1F"),
    ("SW-CONTROL", "中控室", "Control room", "space", "SW"),
    ("SW-CLEANERS", "清潔人員休息室", "Cleaners' room", "space", "SW"),
    ("SW-POST-E", "東側停車場崗哨", "East parking post", "space", "SW"),
    ("SW-POST-W", "西側停車場崗哨", "West parking post", "space", "SW"),
    ("SW-MEET2", "第二會議室", "Meeting room 2", "space", "SW"),
    ("FS-FRONT", "前棟", "Front block", "block", "FS"),
    ("FS-REAR", "後棟", "Rear block", "block", "FS"),
    ("FS-COURT", "前庭", "Forecourt", "land", "FS"),
    ("FS-HALL", "大禮堂", "Auditorium", "space", "FS"),
    ("FS-GREEN", "陽光綠地", "Sunshine lawn", "land", "FS"),
    ("DORM-H", "首長職務宿舍", "Heads' residences", "building", "DORM"),
    ("DORM-M", "多房間職務宿舍", "Multi-room duty units", "building", "DORM"),
    ("DORM-S", "單房間職務宿舍", "Single-room duty units", "building", "DORM"),
    ("DORM-Q", "眷舍", "Family quarters", "building", "DORM"),
)

LENT_LAND = (
    ("LAND-EPB", "環保局"),
    ("LAND-QJD", "前金區公所"),
    ("LAND-PD", "警察局"),
    ("LAND-QJK", "前金幼兒園"),
)

_ROOMS = (
    ("EAST", "東側走廊", "East corridor"),
    ("WEST", "西側走廊", "West corridor"),
    ("PANTRY", "茶水間", "Pantry"),
    ("WCM", "男廁", "Men's room"),
    ("WCF", "女廁", "Women's room"),
    ("AC", "空調機房", "Air-conditioning room"),
    ("OFFICE", "辦公室", "Office"),
    ("STAIR", "安全梯", "Escape stairs"),
)

_SPECIAL = (
    # code, name, English, parent
    ("SW-RF-TOWER", "冷卻水塔區", "Cooling-tower area", "SW-RF"),
    ("SW-RF-LIFT", "電梯機房", "Lift machine room", "SW-RF"),
    ("SW-1F-LOBBY", "大廳", "Lobby", "SW-1F"),
    ("SW-1F-LIFT", "電梯廳", "Lift lobby", "SW-1F"),
    ("SW-1F-EAST", "東側入口", "East entrance", "SW-1F"),
    ("SW-B1-ELEC", "電氣室", "Electrical room", "SW-B1"),
    ("SW-B1-GEN", "發電機房", "Generator room", "SW-B1"),
    ("SW-B1-CHILL", "冰水主機房", "Chiller room", "SW-B1"),
    ("SW-B1-PUMP", "泵浦房", "Pump room", "SW-B1"),
    ("SW-B2-PARK", "停車場", "Car park", "SW-B2"),
    ("SW-B2-SUMP", "污水池", "Sewage sump", "SW-B2"),
    ("SW-B2-TANK", "蓄水池", "Water cistern", "SW-B2"),
    ("FS-FRONT-1F-LOBBY", "大廳", "Lobby", "FS-FRONT-1F"),
    ("FS-FRONT-1F-LIFT", "電梯廳", "Lift lobby", "FS-FRONT-1F"),
    ("FS-FRONT-B1-ELEC", "電氣室", "Electrical room", "FS-FRONT-B1"),
    ("FS-REAR-1F-LOBBY", "洽公大廳", "Service hall", "FS-REAR-1F"),
    ("FS-REAR-1F-LIFT", "電梯廳", "Lift lobby", "FS-REAR-1F"),
    ("FS-REAR-RF-TOWER", "冷卻水塔區", "Cooling-tower area", "FS-REAR-RF"),
    ("FS-REAR-B1-HV", "高壓室", "High-voltage room", "FS-REAR-B1"),
    ("FS-REAR-B1-GEN", "發電機房", "Generator room", "FS-REAR-B1"),
    ("FS-REAR-B1-CHILL", "冰水主機房", "Chiller room", "FS-REAR-B1"),
    ("FS-REAR-B1-PARK", "停車場", "Car park", "FS-REAR-B1"),
    ("FS-REAR-B1-TANK", "蓄水池", "Water cistern", "FS-REAR-B1"),
)


def build_places(world: World) -> None:
    """All places but the dormitory units."""
    for code, name, english, kind, parent in _REPORTED:
        if kind != "floor" and parent not in ("SW-11F", "SW-1F"):
            world.place(code, name, kind, parent, name_en=english, demo=False)
    reported = {row[0] for row in _REPORTED}
    _floors(world, "SW", 11, 2, reported)
    for code, name, english, kind, parent in _REPORTED:
        if parent in ("SW-11F", "SW-1F"):
            world.place(code, name, kind, parent, name_en=english, demo=False)
    _floors(world, "FS-FRONT", 7, 1, reported)
    _floors(world, "FS-REAR", 9, 1, reported)
    for code, name, english, parent in _SPECIAL:
        world.place(code, name, "space", parent, name_en=english)
    _rooms(world)
    _dormitory_grounds(world)
    _floors_first(world, "SW")


def floors(world: World, above: str) -> list[str]:
    """The codes of the storeys above ground of a site or block, top down, without the roof."""
    found = [code for code in world.places if code.startswith(f"{above}-") and code.endswith("F")]
    return [code for code in found if code.count("-") == above.count("-") + 1 and not code.endswith("RF")]


def _floors(world: World, above: str, storeys: int, cellars: int, reported: set[str]) -> None:
    names = [("RF", "RF 屋頂")]
    names += [(f"{n}F", f"{n}F") for n in range(storeys, 0, -1)]
    names += [(f"B{n}", f"B{n}") for n in range(1, cellars + 1)]
    for short, name in names:
        code = f"{above}-{short}"
        world.place(code, name, "floor", above, name_en=short, demo=code not in reported)


def _rooms(world: World) -> None:
    for above in ("SW", "FS-FRONT", "FS-REAR"):
        for floor in floors(world, above):
            for short, name, english in _ROOMS:
                code = f"{floor}-{short}"
                if code not in world.places:
                    world.place(code, name, "space", floor, name_en=english)


def _floors_first(world: World, site: str) -> None:
    """Storeys top down, then the rooms that the report names without a storey."""
    below = [row for row in world.places.values() if row["parent_id"] == world.places[site]["id"]]
    for position, row in enumerate(sorted(below, key=lambda row: row["kind"] != "floor")):
        row["position"] = position


def _dormitory_grounds(world: World) -> None:
    for n in range(4, 0, -1):
        world.place(f"DORM-M-{n}F", f"{n}F", "floor", "DORM-M", name_en=f"{n}F")
    world.place("DORM-M-PUBLIC", "公共區域", "space", "DORM-M", name_en="Common area")
    world.place("DORM-Q-LOTS", "眷舍空地", "land", "DORM-Q", name_en="Vacant lots")
    for code, agency in LENT_LAND:
        row = world.place(code, f"借用土地（{agency}）", "land", "DORM", name_en="Lent land", demo=False)
        row["note"] = "依報告：提供公家機關借用；地號、面積報告未載"
