"""The facts of the half-year report (106/2/16 to 106/7/31, dated 106/10/18) as rows, and nothing it does not say.

These rows carry no demo mark. Where the program needs a value that the report lacks, the row's note says so: the
storey of most systems, the numbering of the three lifts, the day within a month. Projects stand as reported.
"""

from datetime import date
from typing import Any

from db.demo.places import LENT_LAND
from db.demo.world import Row, World

PERIOD = (date(2017, 2, 16), date(2017, 7, 31))
REPORTED_CASES = 343
NO_STOREY = "樓層位置為示範，報告未載"

_SYSTEMS = (
    # code, name, English, category, place, quantity, note
    (
        "SW-HVAC",
        "四維中央空調系統",
        "Siwei central air-conditioning",
        "hvac_system",
        "SW",
        1,
        "汰換老舊風管及冷氣設備",
    ),
    (
        "FS-HVAC",
        "鳳山中央空調系統",
        "Fengshan central air-conditioning",
        "hvac_system",
        "FS",
        1,
        "汰換老舊風管及冷氣設備",
    ),
    ("SW-ELEC", "四維高低壓電氣設備", "Siwei HV and LV electrical", "electrical", "SW", 1, "本期辦理檢驗"),
    ("FS-ELEC", "鳳山高低壓電氣設備", "Fengshan HV and LV electrical", "electrical", "FS", 1, "本期辦理檢驗"),
    ("SW-FIRE", "四維消防安全設備", "Siwei fire-safety equipment", "fire", "SW", 1, "本期辦理安全檢查及改善"),
    (
        "FS-FIRE",
        "鳳山消防安全設備",
        "Fengshan fire-safety equipment",
        "fire",
        "FS",
        1,
        "本期辦理安全檢查及改善",
    ),
    ("FS-WALL", "鳳山後棟外牆", "Fengshan rear block external wall", "external_wall", "FS-REAR", 1, ""),
    ("FS-GARDEN", "鳳山前庭景觀", "Fengshan forecourt", "landscape", "FS-COURT", 1, "預計廣植喬木"),
    (
        "DENGUE-REG",
        "易孳生源處列管（行政中心及宿舍）",
        "Register of mosquito-prone places",
        "breeding_site",
        "SW",
        1,
        "權管公共環境區域及宿舍等造冊列管，定期派員巡檢；列管處所明細報告未載",
    ),
    ("DORM-LIFT", "宿舍電梯", "Dormitory lifts", "elevator", "DORM", 1, "定期由專業廠商檢修；部數報告未載"),
    ("DORM-SEC", "宿舍保全系統", "Dormitory security", "security", "DORM", 1, "定期由專業廠商檢修"),
    ("DORM-CCTV", "宿舍監視系統", "Dormitory CCTV", "cctv", "DORM", 1, "定期由專業廠商檢修"),
    ("DORM-FIRE", "宿舍消防設備", "Dormitory fire equipment", "fire", "DORM", 1, "定期由專業廠商檢修"),
)

_PROJECTS: tuple[tuple[str, str, str, str, str, dict[str, Any], str, str], ...] = (
    # code, name, kind, status, place, dates, note, assets
    (
        "R106-S01",
        "四維行政中心頂樓採光罩重建工程",
        "works",
        "completed",
        "SW-RF",
        {"budget_twd": 45_100_000, "started_text": "105 年 9 月風災後", "completed_text": "106 年汛期前"},
        "市府同仁 8 個月全力搶修；原螺栓固定改以銲接加螺栓鎖固，另以鋁擠型榫接接合、增加結構矽膠",
        "SKYLIGHT",
    ),
    (
        "R106-S06",
        "四維行政中心 LED 電視牆建置案",
        "works",
        "completed",
        "SW",
        {"completed_text": "106 年 5 月完成安裝"},
        "輪播國際與國內本土新聞，並接受各局處申請播放",
        "LEDWALL",
    ),
    (
        "R106-S07",
        "市府歷年獲獎展示櫃設置",
        "works",
        "completed",
        "SW-1F-ATRIUM",
        {"completed_text": "本期完成設置"},
        "櫃體下方以跑馬燈展示",
        "SHOWCASE",
    ),
    (
        "R106-S08",
        "11 樓露台太陽光電發電系統公開標租案",
        "works",
        "completed",
        "SW-11F-TERRACE",
        {"completed_text": "已建置完成"},
        "公開標租，234 kWp",
        "SOLAR",
    ),
    (
        "R106-S11",
        "四維行政中心 3 部客梯整修工程",
        "refurbishment",
        "in_progress",
        "SW",
        {"due_on": date(2017, 11, 30), "due_text": "預計 106 年 11 月底前完成"},
        "含備料、施工期程；進度為報告日 106/10/18 所載",
        "SW-EL-01 SW-EL-02 SW-EL-03",
    ),
    (
        "R106-S12",
        "鳳山行政中心後棟大樓外牆清洗",
        "cleaning",
        "completed",
        "FS-REAR",
        {"completed_on": date(2017, 7, 19), "completed_text": "106 年 7 月 19 日"},
        "",
        "FS-WALL",
    ),
    (
        "R106-S13-SW",
        "四維中央空調系統汰換工程",
        "replacement",
        "in_progress",
        "SW",
        {},
        "老舊風管及冷氣設備之汰換",
        "SW-HVAC",
    ),
    (
        "R106-S13-FS",
        "鳳山中央空調系統汰換工程",
        "replacement",
        "in_progress",
        "FS",
        {},
        "老舊風管及冷氣設備之汰換",
        "FS-HVAC",
    ),
    (
        "R106-S14",
        "鳳山行政中心前庭景觀改善",
        "landscape",
        "planned",
        "FS-COURT",
        {"started_text": "預計 106 年 12 月底前動工"},
        "廣植喬木",
        "FS-GARDEN",
    ),
    (
        "R106-S17",
        "清潔人員休息室、中控室及東、西側停車場崗哨等修繕工程",
        "works",
        "completed",
        "SW",
        {"completed_text": "106 年 3 月竣工"},
        "",
        "",
    ),
)

_SERVICES = (
    ("ELEC", "高低壓電氣設備檢驗", "ELEC"),
    ("FIRE", "消防安全設備檢查及改善", "FIRE"),
    ("INSURE", "火災及公共意外保險", ""),
)


def build_report_facts(world: World) -> None:
    """Systems, lifts, projects, the typhoon, lent land and the audit round of the report."""
    _skylight(world)
    _solar(world)
    _lifts(world)
    wall = world.asset(
        "LEDWALL", "LED 電視牆", "led_wall", "SW-1F-ATRIUM", demo=False, name_en="LED video wall"
    )
    wall.update(note=f"106 年 5 月完成安裝。{NO_STOREY}")
    case = world.asset(
        "SHOWCASE", "歷年獲獎展示櫃", "showcase", "SW-1F-ATRIUM", demo=False, name_en="Award showcase"
    )
    world.attribute(case, "showcase", "ticker", "true", reported=True)
    for code, name, english, category, place, quantity, note in _SYSTEMS:
        world.asset(code, name, category, place, demo=False, name_en=english, quantity=quantity, note=note)
    world.attribute(world.assets["FS-WALL"], "external_wall", "last_cleaned_on", "2017-07-19", reported=True)
    _projects(world)
    _typhoon(world)
    _lent_land(world)
    world.add(
        "audit_rounds",
        year=2017,
        ordinal=1,
        name="106 年第 1 次居住事實查考",
        closed_on=date(2017, 6, 30),
        note="報告：每年辦理 2 次，第一次查考作業已於 6 月辦理完畢（日期以月底計，戶別明細報告未載）",
        source="report",
    )


def _skylight(world: World) -> None:
    row = world.asset(
        "SKYLIGHT",
        "頂樓採光罩",
        "skylight",
        "SW-RF",
        demo=False,
        name_en="Roof skylight",
        cost_twd=45_100_000,
        cost_label="新設工程總經費",
        cost_as_reported=True,
        note="以紅、橘、黃、綠、藍五個顏色拼成「高」字，排列六個不同的方向和顏色交互變換（照片 17）",
    )
    for name, value in (
        ("wind_pressure", 450),
        ("wind_scale", 17),
        ("fixing", "銲接加螺栓鎖固、鋁擠型榫接、結構矽膠"),
        ("panels", "紅橘黃綠藍五色，拼「高」字，六種方向與顏色"),
    ):
        world.attribute(row, "skylight", name, value, reported=True)
    _funding(world, asset_id=row["id"])


def _funding(world: World, **owner: int) -> None:
    world.add("funding_shares", source="central", amount_twd=39_146_000, as_reported=True, **owner)
    world.add("funding_shares", source="city", amount_twd=5_954_000, is_remainder=True, **owner)


def _solar(world: World) -> None:
    row = world.asset(
        "SOLAR", "太陽光電發電系統", "solar_pv", "SW-11F-TERRACE", demo=False, name_en="Solar PV array",
        note="11 樓露台，公開標租；每年可發電約 31 萬度",
    )  # fmt: skip
    world.attribute(row, "solar_pv", "capacity_kwp", 234, reported=True)
    world.attribute(row, "solar_pv", "annual_energy", 310_000, reported=True, note="約 31 萬度")


def _lifts(world: World) -> None:
    for number in (1, 2, 3):
        row = world.asset(
            f"SW-EL-0{number}", f"客梯 {number} 號", "elevator", "SW-1F-LIFT", demo=False,
            name_en=f"Passenger lift {number}", note=f"整修中 3 部客梯之一；編號及{NO_STOREY}",
            status_since=date(2017, 12, 1),
        )  # fmt: skip
        world.attribute(row, "elevator", "lift_use", "客梯", reported=True)
        world.add(
            "asset_status_changes", asset_id=row["id"], status="refurbishing", from_on=PERIOD[1],
            reason="依報告：3 部客梯整修工程，預計 106 年 11 月底前完成（起日以本期末日計）",
        )  # fmt: skip
        world.add(
            "asset_status_changes", asset_id=row["id"], status="in_use", from_on=date(2017, 12, 1),
            reason="示範：報告未載完工，以預計完成日之次日計",
        )  # fmt: skip


def _projects(world: World) -> None:
    for code, name, kind, status, place, dates, note, assets in _PROJECTS:
        row = _project(world, code, name, kind, status, place, note, dates)
        for asset in assets.split():
            world.add("asset_projects", asset_id=world.assets[asset]["id"], project_id=row["id"])
        if code == "R106-S01":
            _funding(world, project_id=row["id"])
    for site, centre in (("SW", "四維"), ("FS", "鳳山")):
        for short, title, asset in _SERVICES:
            dates = {"completed_text": "本期（106/2/16–106/7/31）辦理"}
            code = f"R106-S09-{short}-{site}"
            row = _project(world, code, f"{centre}行政中心{title}", "works", "completed", site, "", dates)
            if asset:
                world.add(
                    "asset_projects", asset_id=world.assets[f"{site}-{asset}"]["id"], project_id=row["id"]
                )


def _project(
    world: World, code: str, name: str, kind: str, status: str, place: str, note: str, dates: dict[str, Any]
) -> Row:
    return world.add(
        "projects",
        code=code,
        name=name,
        kind=kind,
        status=status,
        place_id=world.places[place]["id"],
        note=note,
        source="report",
        **dates,
    )


def _typhoon(world: World) -> None:
    event = world.add(
        "damage_events",
        code="R105-MERANTI",
        name="莫蘭蒂颱風",
        kind="typhoon",
        occurred_text="105 年 9 月",
        note="四維行政中心頂樓採光罩大面積破損",
        source="report",
    )
    rebuild = next(row for row in world.sheets.tables["projects"] if row["code"] == "R106-S01")
    world.add(
        "asset_damages",
        asset_id=world.assets["SKYLIGHT"]["id"],
        event_id=event["id"],
        project_id=rebuild["id"],
        note="大面積破損，歷時 8 個月於 106 年汛期前重建完成",
    )


def _lent_land(world: World) -> None:
    for code, agency in LENT_LAND:
        world.add(
            "agreements",
            place_id=world.places[code]["id"],
            kind="lending",
            agency=agency,
            purpose="公務車輛、民眾洽公車輛停車場、清潔機具停放場所或環境美綠化（報告未分列各機關用途）",
            source="report",
        )
