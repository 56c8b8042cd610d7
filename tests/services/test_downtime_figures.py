"""Downtime of a period against a table that can be checked with pencil and paper."""

import csv
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from db.models import AssetDowntime
from facilities_app.bootstrap import Program
from facilities_app.domain.clock import TAIPEI
from facilities_app.domain.figure_words import definitions, down
from facilities_app.domain.figures import By, Figures
from facilities_app.domain.lists import ListQuery
from facilities_app.domain.periods import Period
from facilities_app.services.repair_figures import FigureService
from tests.factories import Make
from tests.services.test_repair_figures import MARCH, fill
from ui.pages.reports import links

# Downtimes beside the cases of test_repair_figures; assets stand in the second centre, lift and pump are lifts,
# the fan is a pump (as categories go). Hours that fall into March, and of them into March alone.
DOWN = """
asset from         until         # hours in March
lift  02-28T12:00  03-01T06:00   #  6  (12 before)
lift  03-02T08:00  03-02T20:00   # 12
lift  03-02T18:00  03-03T00:00   #  4  (two overlap)
pump  03-31T20:00  04-01T04:00   #  4  (4 after)
fan   03-10T00:00  03-10T00:30   #  0.5
fan   04-05T00:00  04-06T00:00   #  none: April
"""
LIFT, PUMP, FAN = Decimal("22.0"), Decimal("4.0"), Decimal("0.5")


def moment(written: str) -> datetime:
    return datetime.fromisoformat(f"2026-{written}:00").replace(tzinfo=TAIPEI)


@pytest.fixture
def office(program: Program, make: Make) -> Program:
    fill(program, make)
    ids = {name: program.services.assets.find(name.upper()) for name in ("lift", "pump", "fan")}
    for line in DOWN.strip().splitlines()[1:]:
        name, start, end = line.split("#")[0].split()
        make._add(AssetDowntime(asset_id=ids[name], from_at=moment(start), until_at=moment(end)))
    program.services.assets.edit(ids["fan"], 1, category_id=make.category("pump"))
    return program


def hours(figures: Figures) -> dict[str, str]:
    return {row.name: down(figures.downtimes.each.get(row.key)) for row in figures.rows}


def test_downtime_is_told_by_asset_category_place_centre_and_month(office: Program) -> None:
    service = office.services.figures
    by_asset = service.read(MARCH, By.ASSET)
    assert hours(by_asset) == {"lift LIFT": "22.0", "pump PUMP": "4.0", "fan FAN": "0.5", "未指定設備": "－"}
    assert (by_asset.downtimes.assets, by_asset.downtimes.minutes) == (3, 26 * 60 + 30)
    kinds = hours(service.read(MARCH, By.CATEGORY))
    assert kinds == {"昇降設備": "26.0", "給排水泵浦": "0.5", "未指定設備": "－"}
    places = hours(service.read(MARCH, By.PLACE))
    assert sorted(places.values()) == ["26.5", "－"]
    assert hours(service.read(MARCH, By.SITE))["鳳山行政中心"] == "26.5"
    assert hours(service.read(MARCH, By.MONTH)) == {"2026-03-01": "26.5"}
    assert service.read(MARCH, By.TRADE).downtimes.each == {}


def test_the_cases_of_a_category_are_those_of_its_assets_and_open_as_such(office: Program) -> None:
    figures = office.services.figures.read(MARCH, By.CATEGORY)
    rows = {row.name: row for row in figures.rows}
    assert {name: row.sums.cases for name, row in rows.items()} == {
        "昇降設備": 5,
        "給排水泵浦": 1,
        "未指定設備": 3,
    }
    assert rows["昇降設備"].sums.mean_hours == Decimal("4.5")
    tickets = office.services.lists["tickets"]
    for row in figures.rows:
        assert tickets.count(links.row(MARCH, By.CATEGORY, row.key)) == row.sums.cases
    assert tickets.count(ListQuery()) == 11


def test_an_asset_that_was_down_without_a_case_has_a_row(office: Program, make: Make) -> None:
    quiet = make.asset("quiet", code="QUIET")
    make._add(AssetDowntime(asset_id=quiet, from_at=moment("03-05T00:00"), until_at=moment("03-05T02:00")))
    figures = office.services.figures.read(MARCH, By.ASSET)
    row = next(row for row in figures.rows if row.name == "quiet QUIET")
    assert (row.sums.cases, hours(figures)["quiet QUIET"]) == (0, "2.0")


def test_an_open_downtime_lasts_until_now(office: Program, make: Make, program: Program) -> None:
    asset = make.asset("open", code="OPEN")
    now = program.services.clock.now()
    make._add(AssetDowntime(asset_id=asset, from_at=moment("11-23T06:00")))
    november = Period.of_month(now.astimezone(TAIPEI).date())
    assert hours(program.services.figures.read(november, By.ASSET)) == {"open OPEN": "3.0"}  # it is nine


def test_where_nothing_was_recorded_nothing_is_known(program: Program, make: Make) -> None:
    fill(program, make)
    service: FigureService = program.services.figures
    figures = service.read(MARCH, By.ASSET)
    assert figures.downtimes.minutes is None
    assert set(hours(figures).values()) == {"－"}
    plain = service.plain(figures)
    assert plain["downtime"] == {"assets": 0, "hours": None}
    assert {row["downtime_hours"] for row in plain["rows"]} == {None}


def test_files_and_scripts_tell_the_same_hours_with_their_definition(office: Program, tmp_path: Path) -> None:
    service = office.services.figures
    figures = service.read(MARCH, By.CATEGORY)
    rows = {row["name"]: row for row in service.plain(figures)["rows"]}
    assert rows["昇降設備"]["downtime_hours"] == 26.0
    assert "downtime_hours" not in service.plain(service.read(MARCH, By.VENDOR))["rows"][0]
    service.write(figures, tmp_path / "down.csv")
    with (tmp_path / "down.csv").open(encoding="utf-8-sig", newline="") as file:
        written = {row["設備類別"]: row for row in csv.DictReader(file)}
    assert Decimal(written["昇降設備"]["停機時數"]) == LIFT + PUMP
    assert Decimal(written["給排水泵浦"]["停機時數"]) == FAN
    assert "重疊的只算一次" in definitions(figures)["downtime"]
