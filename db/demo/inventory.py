"""What stands in the two centres and the dormitories beside what the report names. All invented."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from db.demo.places import floors
from db.demo.world import Row, World

PROPERTY = {
    "elevator": "3100103-01", "hvac_chiller": "3010502-01", "cooling_tower": "3010504-01", "ahu": "3010703-27",
    "split_ac": "3010503-04", "building_fabric": "2010101-01A", "accessibility": "5010199-12",
    "electrical": "3130201-01", "generator": "3130301-01", "lightning": "3130402-02", "lighting": "3130501-07",
    "water_tank": "3080203-01", "pump": "3080105-03", "sanitary": "5010306-11", "drinking_fountain": "5010302-14",
    "fire": "3140602-02", "fire_alarm": "3140601-01", "extinguisher": "3140603-05", "aed": "3160204-03",
    "cctv": "4050204-02", "security": "4050303-01", "telecom": "4050101-09", "meeting_av": "5010504-06",
    "dorm_equipment": "5010106-08", "landscape": "1020101-03", "parking_machine": "3100205-01",
}  # fmt: skip
"""Property numbers in the office's pattern; which numbers these buildings really carry is not in the report."""

_MAKERS = ("示範牌", "範例製造", "樣品工業")

_EACH_FLOOR = (
    # category, short, name, English, rooms, cost
    ("ahu", "AHU", "空調箱 AHU-{f}{w}", "AHU {f}{w}", "EAST WEST", 420_000),
    ("lighting", "LGT", "走廊照明 {f}{w}", "Corridor lighting {f}{w}", "EAST WEST", 38_000),
    ("electrical", "DB", "分電盤 DB-{f}{w}", "Distribution board {f}{w}", "EAST WEST", 96_000),
    ("fire", "HYD", "室內消防栓箱 {f}{w}", "Hydrant box {f}{w}", "EAST WEST", 24_000),
    ("extinguisher", "EXT", "滅火器 {f}{w}", "Extinguisher {f}{w}", "EAST WEST PANTRY", 12_000),
    ("cctv", "CAM", "攝影機 {f}{w}", "Camera {f}{w}", "EAST WEST", 18_500),
    ("sanitary", "WC", "衛生設備 {f}{w}", "Sanitary fittings {f}{w}", "WCM WCF", 145_000),
    ("drinking_fountain", "DW", "飲水機 {f}", "Drinking fountain {f}", "PANTRY", 42_000),
    ("security", "ACS", "門禁讀卡機 {f}", "Card reader {f}", "OFFICE", 26_000),
    ("telecom", "TEL", "電話配線箱 {f}", "Telephone cabinet {f}", "OFFICE", 33_000),
    ("split_ac", "SAC", "分離式冷氣 {f}", "Split air-conditioner {f}", "OFFICE", 48_000),
)
_SIDES = {"EAST": "東", "WEST": "西", "PANTRY": "茶水間", "WCM": "男", "WCF": "女"}

_SINGLE = (
    # code, category, name, English, place, cost
    ("SW-EL-04", "elevator", "客梯 4 號", "Passenger lift 4", "SW-1F-LIFT", 4_200_000),
    ("SW-EL-05", "elevator", "客梯 5 號", "Passenger lift 5", "SW-1F-LIFT", 4_200_000),
    ("SW-EL-06", "elevator", "貨梯 6 號", "Goods lift 6", "SW-B2-PARK", 4_800_000),
    ("FS-EL-01", "elevator", "前棟客梯 1 號", "Front lift 1", "FS-FRONT-1F-LIFT", 3_600_000),
    ("FS-EL-02", "elevator", "前棟客梯 2 號", "Front lift 2", "FS-FRONT-1F-LIFT", 3_600_000),
    ("FS-EL-03", "elevator", "後棟客梯 1 號", "Rear lift 1", "FS-REAR-1F-LIFT", 3_600_000),
    ("FS-EL-04", "elevator", "後棟客梯 2 號", "Rear lift 2", "FS-REAR-1F-LIFT", 3_600_000),
    ("SW-CH-01", "hvac_chiller", "冰水主機 1 號", "Chiller 1", "SW-B1-CHILL", 6_800_000),
    ("SW-CH-02", "hvac_chiller", "冰水主機 2 號", "Chiller 2", "SW-B1-CHILL", 6_800_000),
    ("SW-CH-03", "hvac_chiller", "冰水主機 3 號", "Chiller 3", "SW-B1-CHILL", 6_800_000),
    ("FS-CH-01", "hvac_chiller", "鳳山冰水主機 1 號", "Fengshan chiller 1", "FS-REAR-B1-CHILL", 5_200_000),
    ("FS-CH-02", "hvac_chiller", "鳳山冰水主機 2 號", "Fengshan chiller 2", "FS-REAR-B1-CHILL", 5_200_000),
    ("SW-CT-01", "cooling_tower", "冷卻水塔 1 號", "Cooling tower 1", "SW-RF-TOWER", 1_150_000),
    ("SW-CT-02", "cooling_tower", "冷卻水塔 2 號", "Cooling tower 2", "SW-RF-TOWER", 1_150_000),
    ("FS-CT-01", "cooling_tower", "鳳山冷卻水塔 1 號", "Fengshan cooling tower 1", "FS-REAR-RF-TOWER", 980_000),
    ("FS-CT-02", "cooling_tower", "鳳山冷卻水塔 2 號", "Fengshan cooling tower 2", "FS-REAR-RF-TOWER", 980_000),
    ("SW-HV-01", "electrical", "高壓受電盤", "HV incoming panel", "SW-B1-ELEC", 3_900_000),
    ("SW-TR-01", "electrical", "變壓器 1 號", "Transformer 1", "SW-B1-ELEC", 1_280_000),
    ("SW-TR-02", "electrical", "變壓器 2 號", "Transformer 2", "SW-B1-ELEC", 1_280_000),
    ("FS-HV-01", "electrical", "鳳山高壓受電盤", "Fengshan HV panel", "FS-REAR-B1-HV", 3_200_000),
    ("FS-TR-01", "electrical", "鳳山變壓器 1 號", "Fengshan transformer 1", "FS-REAR-B1-HV", 1_100_000),
    ("SW-GEN-01", "generator", "緊急發電機", "Emergency generator", "SW-B1-GEN", 5_400_000),
    ("FS-GEN-01", "generator", "鳳山緊急發電機", "Fengshan emergency generator", "FS-REAR-B1-GEN", 4_100_000),
    ("SW-LTN-01", "lightning", "避雷設備", "Lightning protection", "SW-RF", 320_000),
    ("FS-LTN-01", "lightning", "鳳山避雷設備", "Fengshan lightning protection", "FS-REAR-RF", 280_000),
    ("SW-FAP-01", "fire_alarm", "火警受信總機", "Fire alarm panel", "SW-CONTROL", 860_000),
    ("FS-FAP-01", "fire_alarm", "鳳山火警受信總機", "Fengshan fire alarm panel", "FS-REAR-1F-LOBBY", 740_000),
    ("SW-FP-01", "pump", "消防泵浦", "Fire pump", "SW-B1-PUMP", 520_000),
    ("SW-PMP-01", "pump", "揚水泵浦 1 號", "Lift pump 1", "SW-B1-PUMP", 180_000),
    ("SW-PMP-02", "pump", "揚水泵浦 2 號", "Lift pump 2", "SW-B1-PUMP", 180_000),
    ("SW-SMP-01", "pump", "污水泵浦 1 號", "Sewage pump 1", "SW-B2-SUMP", 145_000),
    ("SW-SMP-02", "pump", "污水泵浦 2 號", "Sewage pump 2", "SW-B2-SUMP", 145_000),
    ("FS-PMP-01", "pump", "鳳山揚水泵浦", "Fengshan lift pump", "FS-REAR-B1-TANK", 165_000),
    ("SW-WT-01", "water_tank", "屋頂水塔", "Roof water tank", "SW-RF", 260_000),
    ("SW-WT-02", "water_tank", "地下蓄水池", "Underground cistern", "SW-B2-TANK", 900_000),
    ("FS-WT-01", "water_tank", "鳳山屋頂水塔", "Fengshan roof tank", "FS-REAR-RF", 230_000),
    ("FS-WT-02", "water_tank", "鳳山地下蓄水池", "Fengshan cistern", "FS-REAR-B1-TANK", 780_000),
    ("SW-AED-01", "aed", "AED 服務台", "AED at the desk", "SW-1F-LOBBY", 68_000),
    ("SW-AED-02", "aed", "AED 11F", "AED 11F", "SW-11F-EAST", 68_000),
    ("FS-AED-01", "aed", "AED 洽公大廳", "AED service hall", "FS-REAR-1F-LOBBY", 68_000),
    ("SW-PA-01", "telecom", "廣播主機", "Public-address system", "SW-CONTROL", 420_000),
    ("SW-PBX-01", "telecom", "電話總機", "Telephone exchange", "SW-CONTROL", 1_600_000),
    ("SW-NVR-01", "cctv", "監視錄影主機", "CCTV recorder", "SW-CONTROL", 240_000),
    ("FS-NVR-01", "cctv", "鳳山監視錄影主機", "Fengshan CCTV recorder", "FS-REAR-1F-LOBBY", 220_000),
    ("SW-MAV-02", "meeting_av", "第二會議室擴音主機", "Meeting room 2 sound system", "SW-MEET2", 310_000),
    ("FS-MAV-01", "meeting_av", "大禮堂影音設備", "Auditorium AV", "FS-HALL", 1_450_000),
    ("SW-GATE-01", "security", "停車場柵欄機（入口）", "Parking gate, in", "SW-B2-PARK", 185_000),
    ("SW-GATE-02", "security", "停車場柵欄機（出口）", "Parking gate, out", "SW-B2-PARK", 185_000),
    ("FS-GATE-01", "security", "鳳山停車場柵欄機", "Fengshan parking gate", "FS-REAR-B1-PARK", 175_000),
    ("SW-ACC-01", "accessibility", "無障礙坡道及扶手", "Ramp and handrails", "SW-1F-EAST", 260_000),
    ("FS-ACC-01", "accessibility", "鳳山無障礙廁所", "Fengshan accessible toilet", "FS-REAR-1F", 380_000),
    ("SW-BLD", "building_fabric", "四維行政中心大樓", "Siwei building", "SW", 1_250_000_000),
    ("FS-BLD-F", "building_fabric", "鳳山前棟大樓", "Fengshan front building", "FS-FRONT", 420_000_000),
    ("FS-BLD-R", "building_fabric", "鳳山後棟大樓", "Fengshan rear building", "FS-REAR", 610_000_000),
    ("FS-GREEN-01", "landscape", "陽光綠地植栽", "Sunshine lawn planting", "FS-GREEN", 240_000),
    ("DORM-CAM-01", "cctv", "多房間宿舍監視主機", "Dormitory CCTV recorder", "DORM-M-PUBLIC", 160_000),
    ("DORM-GATE-01", "security", "多房間宿舍大門門禁", "Dormitory door access", "DORM-M-PUBLIC", 88_000),
)  # fmt: skip

_PARENT = {"hvac_chiller": "HVAC", "cooling_tower": "HVAC", "ahu": "HVAC", "electrical": "ELEC", "fire": "FIRE",
           "fire_alarm": "FIRE", "extinguisher": "FIRE"}  # fmt: skip
_FAMILY = {"elevator": 15, "building_fabric": 30}


def build_inventory(world: World) -> None:
    """Everything on the floors, in the plant rooms and at the breeding-prone places."""
    dice = world.dice("inventory")
    for code, category, name, english, place, cost in _SINGLE:
        _own(world, dice, code, category, name, english, place, cost)
    for site in ("SW", "FS-FRONT", "FS-REAR"):
        for floor in floors(world, site):
            _furnish(world, dice, floor)
    _breeding_sites(world, dice)
    _details(world, dice)


def own_asset(
    world: World, dice: Random, code: str, category: str, name: str, english: str, place: str, cost: int
) -> Row:
    """An invented asset with a property number, a maker and a date of purchase."""
    return _own(world, dice, code, category, name, english, place, cost)


def _own(
    world: World, dice: Random, code: str, category: str, name: str, english: str, place: str, cost: int
) -> Row:
    years = _FAMILY.get(category, 9)
    bought = world.day(-dice.randint(200, years * 365))
    prefix = PROPERTY[category]
    parent = world.assets.get(f"{code.split('-')[0]}-{_PARENT.get(category, '')}")
    return world.asset(
        code,
        name,
        category,
        place,
        name_en=english,
        property_number=f"{prefix}-{world.serial(prefix):04d}",
        parent_id=parent["id"] if parent else None,
        manufacturer=dice.choice(_MAKERS),
        model=f"M-{dice.randint(100, 999)}",
        serial_number=f"{dice.randint(10**7, 10**8 - 1)}",
        acquired_on=bought,
        in_service_on=bought + timedelta(days=dice.randint(3, 40)),
        cost_twd=round(cost * dice.uniform(0.85, 1.15)) // 100 * 100,
        status_since=bought,
        custodian_id=world.users[dice.choice(("lin", "chen", "huang", "wang"))]["id"],
        using_unit="秘書處",
    )


def _furnish(world: World, dice: Random, floor: str) -> None:
    short = floor.rsplit("-", 1)[1].removesuffix("F")
    for category, kind, name, english, rooms, cost in _EACH_FLOOR:
        for room in rooms.split():
            zh = name.format(f=f"{short}F" if category != "ahu" else short, w=_SIDES.get(room, ""))
            en = english.format(f=f"{short}F", w=f" {room.lower()}" if room in _SIDES else "")
            if category == "ahu":
                zh = f"空調箱 AHU-{short}{room[0]}"
            _own(
                world, dice, f"{floor}-{kind}-{room[:2]}{room[-1]}", category, zh, en, f"{floor}-{room}", cost
            )


def _breeding_sites(world: World, dice: Random) -> None:
    for code, place, name, kind in _breeding(world):
        row = world.asset(
            code, name, "breeding_site", place, name_en="Mosquito-prone place", status_since=world.day(-900)
        )
        world.attribute(row, "breeding_site", "container", kind)
        world.attribute(row, "breeding_site", "registered_on", world.day(-dice.randint(300, 900)).isoformat())


def _breeding(world: World) -> Iterator[tuple[str, str, str, str]]:
    places = (
        "SW-RF",
        "SW-B2-SUMP",
        "SW-11F-TERRACE",
        "FS-REAR-RF",
        "FS-COURT",
        "FS-GREEN",
        "DORM-M-PUBLIC",
        "DORM-Q-LOTS",
    )
    kinds = (
        "屋頂天溝",
        "集水井",
        "露台落水頭",
        "屋頂天溝",
        "花圃陰井",
        "澆灌水桶",
        "地下停車場截水溝",
        "空地容器",
    )
    for number, (place, kind) in enumerate(zip(places, kinds, strict=True), 1):
        yield f"BRD-{number:02d}", place, f"{kind}列管處", kind


def _details(world: World, dice: Random) -> None:
    """Attributes, permits and states that are worth showing."""
    for lift in world.in_category("elevator"):
        if lift["code"] == "DORM-LIFT":
            continue
        _lift_details(world, dice, lift)
    for row in world.in_category("hvac_chiller"):
        world.attribute(row, "hvac_chiller", "cooling_capacity", dice.choice((300, 350, 400)))
        world.attribute(row, "hvac_chiller", "refrigerant", "R-134a")
    for row in world.in_category("drinking_fountain"):
        world.attribute(row, "drinking_fountain", "outlet_temperature", dice.choice((92, 94, 96)))
        world.attribute(
            row, "drinking_fountain", "filter_changed_on", world.day(-dice.randint(5, 80)).isoformat()
        )
    for row in world.in_category("aed"):
        world.attribute(row, "aed", "pads_expire_on", world.day(dice.randint(40, 500)).isoformat())
        world.attribute(row, "aed", "keeper", "林育成")
    for row in world.in_category("generator"):
        world.attribute(row, "generator", "rated_output", dice.choice((500, 750)))
    _trouble(world, "SW-CH-02", "out_of_service", -41, "壓縮機異音停用，待汰換評估")
    _trouble(world, "SW-EL-06", "refurbishing", -27, "貨梯車廂及門機整修")
    _trouble(world, "SW-8F-AHU-EAT", "awaiting_parts", -9, "風機軸承待料")


def _lift_details(world: World, dice: Random, lift: Row) -> None:
    load = dice.choice((750, 900, 1000, 1150))
    stops = 13 if lift["code"].startswith("SW") else dice.choice((8, 10))
    for name, value in (
        ("rated_load", load),
        ("capacity_persons", load // 68),
        ("stops", stops),
        ("rated_speed", 105),
    ):
        world.attribute(lift, "elevator", name, value, note="" if lift["is_demo"] else "示範")
    soon = {"SW-EL-01": 46, "SW-EL-02": 22, "SW-EL-03": 158, "FS-EL-03": 27}
    expires = world.day(soon.get(lift["code"], dice.randint(60, 340)))
    number = f"示升{expires.year - 1912}-{world.serial('permit'):04d}"
    world.mark(
        "permits", asset_id=lift["id"], kind="use_permit", number=number,
        issued_on=date(expires.year - 1, expires.month, min(expires.day, 28)), expires_on=expires,
    )  # fmt: skip


def _trouble(world: World, code: str, status: str, offset: int, reason: str) -> None:
    row = world.assets[code]
    row.update(status=status, status_since=world.day(offset))
    world.add(
        "asset_status_changes", asset_id=row["id"], status="in_use", from_on=row["acquired_on"], reason=""
    )
    world.add(
        "asset_status_changes", asset_id=row["id"], status=status, from_on=world.day(offset), reason=reason
    )
