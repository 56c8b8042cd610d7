"""What a repair is about is found by any part of its name, number or place."""

from datetime import date

import pytest

from facilities_app.bootstrap import Program
from facilities_app.domain.errors import NotFound
from facilities_app.domain.tickets import Action
from facilities_app.services.tickets import Move
from tests.factories import Make


def names(program: Program, text: str, limit: int = 8) -> list[str]:
    return [hit.name for hit in program.services.targets.search(text, limit)]


def test_assets_come_first_then_places_by_the_shortest_way(program: Program, make: Make) -> None:
    floor = make.place("9F", parent=make.site(), kind="floor")
    make.asset("東側泵浦", place=make.place("東側機房", parent=floor))
    make.place("東側梯廳", parent=make.site())
    assert names(program, "東側") == ["東側泵浦", "東側梯廳", "東側機房"]


def test_who_types_a_whole_code_or_the_name_of_a_unit_means_that_one(program: Program, make: Make) -> None:
    home = make.place("H02", parent=make.site(), kind="unit", code="DORM-H02")
    make.asset("分離式冷氣", code="DORM-H02-AC", place=home)
    make.asset("住宅用火災警報器", code="DORM-H02-ALM", place=home)
    make.asset("冷氣管 DORM-H02-AC 旁", code="A-1", place=home)
    search = program.services.targets.search
    assert (search("h02")[0].kind, search("h02")[0].name) == ("unit", "H02")
    assert [hit.name for hit in search("H02")].count("H02") == 1
    assert search("DORM-H02")[0].kind == "unit"
    assert search("dorm-h02-ac")[0].code == "DORM-H02-AC"


def test_every_word_must_be_found_somewhere_in_it(program: Program, make: Make) -> None:
    make.asset("客梯 1 號", code="LIFT-01", name_en="Passenger lift")
    make.asset("客梯 2 號", code="LIFT-02")
    assert names(program, "lift 01") == ["客梯 1 號"]
    assert names(program, "四維 passenger") == ["客梯 1 號"]
    assert names(program, "客梯 泵浦") == []


@pytest.mark.parametrize("text", ["", "   ", "　"])
def test_nothing_typed_finds_nothing(program: Program, make: Make, text: str) -> None:
    make.site()
    assert names(program, text) == []


@pytest.mark.parametrize("text", ["%", "_", "\\", "'", '"'])
def test_signs_of_sql_are_letters_like_any_other(program: Program, make: Make, text: str) -> None:
    make.asset("客梯")
    make.asset(f"奇怪{text}名")
    assert names(program, text) == [f"奇怪{text}名"]


def test_a_retired_asset_is_not_offered_and_the_limit_holds(program: Program, make: Make) -> None:
    make.asset("舊泵浦", status="retired")
    for n in range(5):
        make.asset(f"泵浦 {n}")
    assert names(program, "泵浦", limit=3) == ["泵浦 0", "泵浦 1", "泵浦 2"]
    assert "舊泵浦" not in names(program, "泵浦", limit=20)


def test_a_hit_says_how_many_repairs_are_open_and_what_it_is(program: Program, make: Make) -> None:
    lift = make.asset("客梯", category="elevator")
    first, _second = make.ticket(asset=lift), make.ticket(asset=lift)
    program.services.tickets.move((first.id,), Move(Action.CANCEL, reason="重複"))
    make.unit("M101")
    hit = program.services.targets.search("客梯")[0]
    assert (hit.kind, hit.id, hit.open_tickets, hit.path) == ("asset", lift, 1, "四維行政中心")
    unit = program.services.targets.search("M101")[0]
    assert (unit.kind, unit.icon) == ("unit", "house")


def test_an_asset_proposes_its_trade_and_the_priority_most_of_its_kind_had(
    program: Program, make: Make
) -> None:
    lift = make.asset("客梯", category="elevator")
    assert program.services.targets.info("asset", lift).priority == 3
    for priority in (1, 1, 3):
        make.ticket(asset=lift, priority=priority)
    make.contract(lift, until=date(2026, 12, 31))
    info = program.services.targets.info("asset", lift)
    assert info.priority == 1
    assert program.services.labels.name("trade", info.trade_id) == "電梯"
    assert len(info.open_tickets) == 3
    assert info.open_tickets[0].number == "115-0003"
    assert len(info.covers) == 1


def test_a_place_proposes_a_normal_repair(program: Program, make: Make) -> None:
    place = make.site()
    make.ticket(place_id=place)
    info = program.services.targets.info("place", place)
    assert (info.trade_id, info.priority, len(info.open_tickets)) == (None, 3, 1)


@pytest.mark.parametrize(("kind", "code"), [("asset", "asset.gone"), ("place", "place.gone")])
def test_what_is_gone_is_said_to_be_gone(program: Program, kind: str, code: str) -> None:
    with pytest.raises(NotFound) as caught:
        program.services.targets.info(kind, 9999)
    assert caught.value.code == code


def test_codes_on_labels_name_assets_places_and_units(program: Program, make: Make) -> None:
    lift = make.asset(code="LIFT-01", property_number="3140308-12-1")
    room = make.place("機房", parent=make.site(), code="SW-9F")
    make.unit("M101")
    by_code = program.services.targets.by_code
    assert by_code(asset="LIFT-01") == by_code(asset="3140308-12-1") == ("asset", lift)
    assert by_code(place="SW-9F") == ("place", room)
    assert by_code(place="M101") == by_code(place="U-M101")
    with pytest.raises(NotFound, match=r"asset.no_such_code"):
        by_code(asset="NONE")
    with pytest.raises(NotFound, match=r"place.no_such_code"):
        by_code(place="NONE")


def test_a_path_is_found_as_it_is_shown(program: Program, make: Make) -> None:
    floor = make.place("9F", parent=make.site(), kind="floor")
    room = make.place("茶水間", parent=floor)
    make.place("茶水間", parent=make.place("8F", parent=make.site(), kind="floor"))
    hits = program.services.targets.search("四維行政中心 › 9F › 茶水間")
    assert [hit.id for hit in hits] == [room]
    assert [hit.id for hit in program.services.targets.search("四維>9F>茶水")] == [room]
