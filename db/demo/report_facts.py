"""The facts of the half-year report (106/2/16 to 106/7/31, dated 106/10/18) as rows, and nothing it does not say.

These rows carry no demo mark. Where the program needs a value that the report lacks, the row's note says so: the
storey of most systems, the numbering of the three lifts, the day within a month. Projects stand as reported.
"""

from datetime import date
from typing import Any

from db.demo.places import LENT_LAND
from db.demo.report_tables import PROJECTS, SERVICES, SYSTEMS
from db.demo.world import Row, World

PERIOD = (date(2017, 2, 16), date(2017, 7, 31))
REPORTED_CASES = 343
NO_STOREY = "樓層位置為示範，報告未載"


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
    for code, name, english, category, place, quantity, note in SYSTEMS:
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
    for code, name, kind, status, place, dates, note, assets in PROJECTS:
        row = _project(world, code, name, kind, status, place, note, dates)
        for asset in assets.split():
            world.add("asset_projects", asset_id=world.assets[asset]["id"], project_id=row["id"])
        if code == "R106-S01":
            _funding(world, project_id=row["id"])
    for site, centre in (("SW", "四維"), ("FS", "鳳山")):
        for short, title, asset in SERVICES:
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
