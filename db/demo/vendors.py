"""People of the office, contractors, contracts, insurance, and who stands behind which asset. All invented."""

from datetime import date
from typing import Any

from sqlalchemy import select

from db.demo.world import Row, World
from db.models import Role

_USERS = (
    # code, name, title, unit, role, extension
    ("lin", "林育成", "技士", "廳舍管理科", "engineer", "1201"),
    ("chen", "陳志豪", "技佐", "廳舍管理科", "engineer", "1202"),
    ("huang", "黃雅婷", "技士", "廳舍管理科", "engineer", "1203"),
    ("wang", "王建宏", "技正", "廳舍管理科", "engineer", "1204"),
    ("tsai", "蔡佳玲", "科員", "廳舍管理科", "dormitory", "1211"),
    ("hsieh", "謝淑芬", "股長", "廳舍管理科", "supervisor", "1200"),
    ("lee", "李明哲", "科長", "廳舍管理科", "supervisor", "1100"),
    ("wu", "吳欣怡", "辦事員", "廳舍管理科", "admin", "1212"),
)

BY_TRADE = {
    "plumbing_electrical": "chen",
    "civil": "wang",
    "telecom": "huang",
    "fire": "huang",
    "hvac": "lin",
    "lift": "lin",
}
"""Which engineer looks after which trade."""

_VENDORS = (
    # code, name, phone, contact
    ("V01", "穩昇電梯工程（示範）", "07-555-0142", "郭師傅"),
    ("V02", "涼湛空調工程（示範）", "07-555-0118", "簡經理"),
    ("V03", "澄電機電技術（示範）", "07-555-0126", "潘技師"),
    ("V04", "禾安消防設備（示範）", "07-555-0133", "傅主任"),
    ("V05", "淨源水處理（示範）", "07-555-0151", "曾小姐"),
    ("V06", "拓展通訊資訊（示範）", "07-555-0165", "范工程師"),
    ("V07", "衛盾保全（示範）", "07-555-0170", "值班中心"),
    ("V08", "固本營造（示範）", "07-555-0177", "石主任"),
    ("V09", "光耀綠能（示範）", "07-555-0183", "溫經理"),
    ("V10", "潔境環境服務（示範）", "07-555-0189", "葉領班"),
    ("V11", "恆信產物保險（示範）", "07-555-0195", "服務專線"),
)

_TAX_IDS = (5, 11, 16, 22, 27, 32, 37, 43, 48, 53, 58)
"""Numbers that pass the check of 統一編號 and that no business has: they begin with six zeros."""

_CONTRACTS = (
    # number, title, kind, vendor, start, end (days from today), amount, hours, categories, sites
    ("電梯維護", "maintenance", "V01", -326, 38, 1_980_000, 2, "elevator escalator", "SW DORM"),
    ("鳳山電梯維護", "maintenance", "V01", -236, 128, 1_260_000, 2, "elevator", "FS"),
    ("中央空調保養", "maintenance", "V02", -236, 128, 3_650_000, 4, "hvac_system hvac_chiller ahu", "SW FS"),
    ("冷卻水塔清洗保養", "maintenance", "V02", -326, 38, 486_000, 8, "cooling_tower", "SW FS"),
    (
        "高低壓電氣檢驗維護",
        "maintenance",
        "V03",
        -267,
        97,
        920_000,
        4,
        "electrical generator lightning",
        "SW FS",
    ),
    (
        "消防安全設備檢修",
        "maintenance",
        "V04",
        -267,
        97,
        1_150_000,
        4,
        "fire fire_alarm extinguisher aed",
        "",
    ),
    ("飲水機維護與水質檢驗", "maintenance", "V05", -145, 219, 612_000, 24, "drinking_fountain", "SW FS"),
    ("蓄水池、水塔清洗", "service", "V05", -300, 64, 268_000, 48, "water_tank pump", ""),
    (
        "電話、廣播及會議室影音維護",
        "maintenance",
        "V06",
        -175,
        189,
        778_000,
        4,
        "telecom meeting_av led_wall",
        "SW FS",
    ),
    ("保全及監視系統服務", "service", "V07", -326, 38, 5_280_000, 1, "security cctv", ""),
    (
        "房屋零星修繕開口契約",
        "works",
        "V08",
        -250,
        24,
        2_400_000,
        24,
        "building_fabric sanitary accessibility",
        "SW FS",
    ),
    ("太陽光電發電系統標租", "lease", "V09", -3470, 3842, None, 48, "solar_pv", "SW"),
    (
        "環境清潔及病媒防治",
        "service",
        "V10",
        -326,
        403,
        8_860_000,
        24,
        "landscape breeding_site external_wall",
        "",
    ),
    (
        "宿舍設備修繕開口契約",
        "works",
        "V08",
        -200,
        164,
        900_000,
        24,
        "dorm_equipment split_ac dorm_common",
        "DORM",
    ),
    ("前一年度電梯維護", "maintenance", "V01", -691, -327, 1_900_000, 2, "elevator", "SW FS"),
    (
        "前一年度中央空調保養",
        "maintenance",
        "V02",
        -601,
        -237,
        3_400_000,
        4,
        "hvac_system hvac_chiller ahu",
        "SW FS",
    ),
)


def build_office(world: World) -> None:
    """Users and contractors: others point at them."""
    roles = {row.code: row.id for row in world.connection.execute(select(Role.code, Role.id))}
    for code, name, title, unit, role, extension in _USERS:
        world.users[code] = world.mark(
            "users",
            code=code,
            name=name,
            title=title,
            unit_name=unit,
            phone=f"分機 {extension}",
            role_id=roles[role],
        )
    for number, (code, name, phone, contact) in zip(_TAX_IDS, _VENDORS, strict=True):
        world.vendors[code] = world.mark(
            "vendors",
            code=code,
            name=name,
            tax_id=f"{number:08d}",
            phone=phone,
            contact=contact,
            note="示範資料，非實際廠商",
        )


def build_contracts(world: World) -> None:
    """Contracts with what they cover, insurance policies, and the labels that repeat them on the assets."""
    scopes: list[tuple[Row, Row]] = []
    for title, kind, vendor, start, end, amount, hours, categories, sites in _CONTRACTS:
        starts = world.day(start)
        row = world.mark(
            "contracts",
            number=f"示{starts.year - 1911}-{world.serial('contract'):03d}",
            title=title,
            kind=kind,
            vendor_id=world.vendors[vendor]["id"],
            starts_on=starts,
            ends_on=world.day(end),
            amount_twd=amount,
            response_hours=hours,
        )
        for category in categories.split():
            for site in sites.split() or [""]:
                scope = world.add(
                    "contract_scopes",
                    contract_id=row["id"],
                    category_id=world.categories[category].id,
                    place_id=world.places[site]["id"] if site else None,
                )
                scopes.append((row, scope))
    _insurance(world)
    _cover_assets(world, scopes)


def _insurance(world: World) -> None:
    for site, insured in (("SW", 1_860_000_000), ("FS", 1_240_000_000), ("DORM", 260_000_000)):
        for kind, prefix, end, rate in (("fire", "火", 58, 0.00042), ("public_liability", "責", 103, 0.0001)):
            for years_ago in (0, 1):
                starts = world.day(end - 365 * (years_ago + 1))
                world.mark(
                    "insurance_policies",
                    number=f"示範{prefix}{starts.year - 1911}-{site}",
                    kind=kind,
                    vendor_id=world.vendors["V11"]["id"],
                    place_id=world.places[site]["id"],
                    starts_on=starts,
                    ends_on=world.day(end - 365 * years_ago),
                    insured_twd=insured if kind == "fire" else 60_000_000,
                    premium_twd=int(insured * rate) // 100 * 100,
                )


def _cover_assets(world: World, scopes: list[tuple[Row, Row]]) -> None:
    """The contract or warranty in force longest, else the one that ended last, as the asset's page shows it."""
    paths = {row["id"]: row["path"] for row in world.places.values()}
    found: dict[int, list[tuple[str, date]]] = {}
    for warranty in world.sheets.tables.get("warranties", []):
        found.setdefault(warranty["asset_id"], []).append(("warranty", warranty["ends_on"]))
    for asset in world.assets.values():
        covers = found.get(asset["id"], [])
        for contract, scope in scopes:
            if contract["starts_on"] <= world.today and _covers(scope, asset, paths):
                kind = "lease" if contract["kind"] == "lease" else "contract"
                covers.append((kind, contract["ends_on"]))
        if covers:
            best = min(covers, key=lambda cover: (cover[1] < world.today, -cover[1].toordinal()))
            asset["cover_kind"], asset["cover_until"] = best


def _covers(scope: Row, asset: Row, paths: dict[int, Any]) -> bool:
    if scope["category_id"] != asset["category_id"]:
        return False
    return scope["place_id"] is None or f"/{scope['place_id']}/" in paths[asset["place_id"]]


def build_warranties(world: World) -> None:
    """Promises of vendors on what was bought lately, and on what is long over."""
    dice = world.dice("warranties")
    for asset in world.assets.values():
        bought = asset.get("acquired_on")
        if not asset["is_demo"] or bought is None or dice.random() > 0.3:
            continue
        world.mark(
            "warranties",
            asset_id=asset["id"],
            vendor_id=None,
            starts_on=bought,
            ends_on=date(bought.year + dice.choice((1, 2, 3)), bought.month, min(bought.day, 28)),
            terms="材料及施工瑕疵保固",
        )
