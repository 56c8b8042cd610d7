"""The 66 units. How many of each kind, on whose land, in use or recovered: as reported, in 106 and still.

Which unit is which, who lives there, addresses, areas and dates are invented. A row holds both, so every unit
carries the demo mark; the counts over the rows are the report's.
"""

# ruff: noqa: E501 tables of data read best with one row a line

from datetime import date
from decimal import Decimal
from random import Random

from db.demo.inventory import own_asset
from db.demo.world import Row, World
from facilities_app.domain.tenancy import end_of_months

_HEADS = ("陳宏廷 處長", "許淑惠 副處長", "黃志成 主任秘書")
_SINGLES = ("林佳慧 科員", "吳建軒 技士", "蔡美真 辦事員", "鄭博文 技佐", "洪俊翔 科員", "")
_MULTIS = (
    ("王大明 科長", "李雅芬 科員", "張志豪 技士", "劉怡君 專員", "陳冠宏 技正", "", "楊雅婷 科員", "趙子平 股長"),
    ("周思儀 科員", "徐家偉 技士", "孫美玲 助理員", "方俊宏 技士", "朱安琪 科員", "胡明志 技佐", "郭曉雯 股長", "何英俊 技士"),
    ("高秋萍 科員", "", "葉承倫 技士", "羅以安 專員", "林宗德 技士", "宋思婉 技士", "謝國民 科長", "唐心瑜 科員"),
    ("馮志凱 專員", "于佩珊 技佐", "董育賢 科員", "", "蕭雅如 技士", "程冠仁 股長", "曹語涵 科員", "袁吉祥 技士"),
)  # fmt: skip
_FAMILIES = (
    "潘正雄 退休",
    "簡月蘭 遺眷",
    "范水生 退休",
    "汪素英 遺眷",
    "傅金堂 退休",
    "江明珠 退休",
    "呂得勝 退休",
    "石秋月 遺眷",
)
_SURNAMES = "陳林黃張李王吳劉蔡楊"
_GIVEN = ("文雄", "美華", "建國", "淑芳", "國棟", "麗珠", "榮輝", "秀琴")

_RENOVATING = {"M106": (-60, 22, "浴室防水及管線整修"), "M404": (-38, 52, "全室整修")}
_SCRAPPING = {"Q17": "報廢陳核中", "Q20": "核准報廢，待拆除", "Q24": "報廢陳核中"}
_VACANT = {"S506": -97, "M302": -41}
ENDING = {"S505": 34, "M206": 51, "M307": 80}
LEAVING = "M204"
UNVISITED = ("S503", "M108", "M204", "M303", "M305", "M402", "M407", "Q06")
_FITTINGS = (("split_ac", "AC", "分離式冷氣", "Split air-conditioner", 32_000), ("split_ac", "AC2", "分離式冷氣（臥室）", "Bedroom air-conditioner", 28_000),
             ("dorm_equipment", "WH", "熱水器", "Water heater", 14_500), ("dorm_equipment", "FUR", "公有家具", "Furniture set", 36_000),
             ("fire", "ALM", "住宅用火災警報器", "Home fire alarm", 2_400))  # fmt: skip


def build_dormitories(world: World) -> None:
    """Units with their history, people, agreements and fittings."""
    dice = world.dice("dormitories")
    for n, person in enumerate(_HEADS, 1):
        _occupied(world, dice, f"H{n:02d}", "head", "DORM-H", person, None)
    for n, person in enumerate(_SINGLES, 1):
        _duty(world, dice, f"S{500 + n}", "single", "DORM-S", person, 5)
    for floor, people in enumerate(_MULTIS, 1):
        for n, person in enumerate(people, 1):
            _duty(world, dice, f"M{floor}{n:02d}", "multi", f"DORM-M-{floor}F", person, floor)
    for n in range(1, 26):
        _family(world, dice, f"Q{n:02d}", n)
    for position, unit in enumerate(world.units.values()):
        unit["position"] = position
    _fittings(world, dice)


def _unit(world: World, dice: Random, code: str, kind: str, place: str, floor: int | None) -> Row:
    where = world.place(f"UNIT-{code}", code, "unit", place, name_en=code)
    small = kind == "single"
    family = kind == "family"
    row = world.mark(
        "dorm_units",
        place_id=where["id"],
        code=code,
        kind=kind,
        land="state" if code in ("Q07", "Q08") else "city",
        parcel=f"示範段 {dice.randint(100, 999)} 地號",
        address=f"高雄市示範區宿舍路 {dice.randint(1, 199)} 號" + (f" {floor} 樓" if floor else ""),
        floor=floor,
        area_m2=Decimal(dice.randint(230, 330) if small else dice.randint(660, 1120)) / 10,
        rooms=1 if small else dice.choice((2, 3)),
        capacity=1 if small else 4,
        built_on=date(dice.randint(1958, 1969) if family else dice.randint(1984, 1994), 6, 1),
        property_number=f"2010601-0{1 if family else 2}-{world.serial('dorm-property'):04d}",
        status="vacant",
    )
    world.units[code] = row
    return row


def _change(world: World, unit: Row, status: str, on: date, reason: str, document: str = "") -> None:
    """One more line of the unit's history; the last one is what it is now."""
    world.mark(
        "unit_status_changes",
        unit_id=unit["id"],
        status=status,
        from_on=on,
        reason=reason,
        document=document,
    )
    unit.update(status=status, status_since=on)


def _duty(world: World, dice: Random, code: str, kind: str, place: str, person: str, floor: int) -> None:
    if person:
        _occupied(world, dice, code, kind, place, person, floor)
        return
    unit = _unit(world, dice, code, kind, place, floor)
    before = world.day(-dice.randint(1700, 2400))
    _change(world, unit, "in_use", before, "借用人遷入，點交完成")
    if code in _VACANT:
        _change(world, unit, "vacant", world.day(_VACANT[code]), "借用人遷出，點交完成")
        _former(world, dice, unit, before)
        unit["status_note"] = "待受理申請"
        return
    start, until, what = _RENOVATING[code]
    _change(world, unit, "vacant", world.day(start - 45), "借用人遷出，點交完成")
    _former(world, dice, unit, before)
    _change(world, unit, "renovating", world.day(start), what)
    unit.update(status_until=world.day(until), status_note=what)


def _occupied(
    world: World, dice: Random, code: str, kind: str, place: str, person: str, floor: int | None
) -> None:
    unit = _unit(world, dice, code, kind, place, floor)
    name, title = person.split()
    since = 632 if code == LEAVING else dice.randint(200, 900)
    moved_in = world.day(-since)
    before = world.day(-dice.randint(2400, 3400))
    _change(world, unit, "in_use", before, "前借用人遷入")
    renewed = dice.random() < 0.4
    _change(world, unit, "vacant", world.day(-since - (200 if renewed else 64)), "前借用人遷出")
    _former(world, dice, unit, before)
    if renewed:
        _change(world, unit, "renovating", world.day(-since - 190), "浴室防水整修")
        _change(world, unit, "vacant", world.day(-since - 64), "整修完成")
    _change(world, unit, "in_use", moved_in, "遷入，點交完成")
    _loan(world, dice, unit, name, title, moved_in, kind)


def _former(world: World, dice: Random, unit: Row, start: date) -> None:
    """Who borrowed the unit until it became what it is now."""
    person = world.mark(
        "people",
        name=dice.choice(_SURNAMES) + dice.choice(_GIVEN),
        title=dice.choice(("科員", "技士", "股長")),
        agency="高雄市政府",
    )
    world.mark(
        "agreements",
        place_id=unit["place_id"],
        kind="loan",
        person_id=person["id"],
        purpose="職務宿舍借用",
        starts_on=start,
        ends_on=unit["status_since"],
        ended_on=unit["status_since"],
    )


def _loan(world: World, dice: Random, unit: Row, name: str, title: str, start: date, kind: str) -> None:
    person = world.mark(
        "people",
        name=name,
        title=title,
        agency="事務科" if unit["code"] == LEAVING else "高雄市政府",
        phone=f"分機 {dice.randint(2000, 2999)}",
    )
    ends = None
    if kind in ("multi", "single"):
        ends = world.day(ENDING.get(unit["code"], dice.randint(130, 700)))
    agreement = world.mark(
        "agreements",
        place_id=unit["place_id"],
        kind="loan",
        person_id=person["id"],
        purpose="職務宿舍借用" if kind != "family" else "眷屬宿舍借用（舊制）",
        starts_on=start,
        ends_on=ends,
        family=dice.choice(("", "配偶", "配偶、子女 1 人", "配偶、子女 2 人")) if kind != "single" else "",
    )
    if kind != "family":
        agreement.update(
            notary_number=f"{start.year - 1911} 示公字第 {dice.randint(1000, 9999)} 號",
            notarised_on=world.workdays.previous_workday(date.fromordinal(start.toordinal() - 7)),
            is_enforceable=True,
        )
    if unit["code"] == LEAVING:
        agreement.update(
            departure="transfer",
            departed_on=world.day(-38),
            return_by=end_of_months(world.day(-38), 3),
            return_reason=f"借用人調任他機關，{_md(world.day(-38))}生效，應於 3 個月內返還",
        )
        unit["status_note"] = "借用人調任，待返還"
    unit.update(resident_label=name, agreement_until=ends)


def _md(day: date) -> str:
    return f"{day.year - 1911}/{day.month:02d}/{day.day:02d} "


def _family(world: World, dice: Random, code: str, number: int) -> None:
    if number <= 8:
        name, title = _FAMILIES[number - 1].split()
        unit = _unit(world, dice, code, "family", "DORM-Q", None)
        start = date(dice.randint(1971, 1982), dice.randint(1, 12), 1)
        _change(world, unit, "in_use", start, "配住")
        _loan(world, dice, unit, name, title, start, "family")
        return
    unit = _unit(world, dice, code, "family", "DORM-Q", None)
    _change(world, unit, "in_use", date(1975, 7, 1), "配住")
    recovered = date(dice.choice((2014, 2015, 2016)), dice.randint(1, 12), 1)
    _change(
        world,
        unit,
        "recovered",
        recovered,
        "現住人遷出，收回",
        f"示秘廳字第 {recovered.year - 1911}0{number:02d} 號",
    )
    if number == 9:
        _change(world, unit, "provided", date(2016, 12, 1), "提供環保局做為辦公處所")
        world.add(
            "agreements",
            place_id=unit["place_id"],
            kind="lending",
            agency="環保局",
            purpose="辦公處所",
            source="report",
        )
        unit.update(resident_label="環保局", status_note="辦公處所")
    elif code in _SCRAPPING:
        _change(world, unit, "scrapping", world.day(-dice.randint(60, 400)), _SCRAPPING[code])
        unit["status_note"] = _SCRAPPING[code]


def _fittings(world: World, dice: Random) -> None:
    """What the city owns inside the units that are lived in or ready for it."""
    for unit in list(world.units.values()):
        if unit["status"] in ("recovered", "provided", "scrapping"):
            continue
        for category, short, name, english, cost in _FITTINGS:
            if unit["kind"] != "single" or short != "AC2":
                code = f"DORM-{unit['code']}-{short}"
                row = own_asset(world, dice, code, category, name, english, f"UNIT-{unit['code']}", cost)
                if category == "dorm_equipment":
                    world.attribute(row, category, "green_label", "節能標章")
