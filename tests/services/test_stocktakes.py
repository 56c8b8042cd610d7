"""Stock-takes: the list is frozen, lines are marked by list and by scanner, the close freezes the result."""

from datetime import date

import pytest
from sqlalchemy import select

from db.models import Asset, AssetSlip, StocktakeLine
from facilities_app.bootstrap import Program
from facilities_app.domain.errors import Invalid, NotFound
from facilities_app.domain.stocktakes import Counts, LineState, read_code, seen_at
from tests.factories import Make


@pytest.fixture
def floor(make: Make) -> int:
    return make.place("1F", parent=make.site(), kind="floor")


@pytest.fixture
def room(make: Make, floor: int) -> int:
    return make.place("機房", parent=floor)


@pytest.fixture
def assets(make: Make, floor: int, room: int) -> dict[str, int]:
    """Three on the floor, one of them in its room and one retired; one on the floor above."""
    above = make.place("2F", parent=make.site(), kind="floor")
    return {
        "pump": make.asset("揚水泵浦", code="PMP-01", place=room, category="pump"),
        "lift": make.asset("客梯", code="LIFT-01", place=floor, property_number="3010504-01-0001"),
        "gone": make.asset("舊泵浦", code="OLD-01", place=floor, status="retired"),
        "other": make.asset("冷氣", code="AC-01", place=above),
    }


def lines(program: Program, take: int) -> dict[str, tuple[str, str]]:
    """By what each line is about: its state and where it was found."""
    with program.services.base.read() as session:
        found = session.scalars(select(StocktakeLine).where(StocktakeLine.stocktake_id == take))
        return {
            session.get_one(Asset, line.asset_id).code if line.asset_id else line.scanned: (
                line.state,
                str(line.found_place_id or ""),
            )
            for line in found
        }


def test_the_list_is_frozen_at_the_start(
    program: Program, make: Make, floor: int, assets: dict[str, int]
) -> None:
    done = program.services.stocktakes.start("", floor)
    make.asset("新設備", code="NEW-01", place=floor)
    take = program.services.stocktakes.detail(done.value)
    assert (take.code, take.name, take.started_on) == ("115-盤-01", "1F盤點", date(2026, 11, 23))
    assert take.counts == Counts(expected=2)
    assert set(lines(program, take.id)) == {"PMP-01", "LIFT-01"}
    assert program.services.stocktakes.find("115-盤-01") == take.id
    by_kind = program.services.stocktakes.start("泵浦", make.site(), make.category("pump")).value
    assert set(lines(program, by_kind)) == {"PMP-01"}


def test_where_there_is_nothing_nothing_begins(program: Program, make: Make) -> None:
    with pytest.raises(Invalid, match=r"stocktake\.nothing_there"):
        program.services.stocktakes.start("", make.place("空地", parent=make.site()))
    with pytest.raises(NotFound, match=r"stocktake\.no_such_code"):
        program.services.stocktakes.find("115-盤-99")


def test_a_scan_finds_by_number_property_number_and_in_any_width(
    program: Program, floor: int, room: int, assets: dict[str, int]
) -> None:
    service = program.services.stocktakes
    take = service.start("", floor).value
    pump = service.scan(take, " pmp-01\r\n").value
    assert (pump.state, pump.name, pump.again) == (LineState.FOUND, "揚水泵浦", False)
    assert service.scan(take, "３０１０５０４－０１－０００１").value.asset_id == assets["lift"]
    again = service.scan(take, "PMP-01").value
    assert (again.again, again.line_id) == (True, pump.line_id)
    assert service.detail(take).counts == Counts(found=2)


def test_found_elsewhere_is_moved_and_inside_the_place_one_stands_in_is_found(
    program: Program, make: Make, floor: int, room: int, assets: dict[str, int]
) -> None:
    service = program.services.stocktakes
    take = service.start("", floor).value
    assert service.scan(take, "PMP-01", here=floor).value.state is LineState.FOUND
    assert service.scan(take, "LIFT-01", here=room).value.state is LineState.MOVED
    assert lines(program, take)["LIFT-01"] == ("moved", str(room))
    service.scan(take, "LIFT-01", here=floor)  # looked again: it was there after all
    assert lines(program, take)["LIFT-01"][0] == "found"


def test_what_is_not_on_the_list_is_unexpected_once_whether_known_or_not(
    program: Program, floor: int, assets: dict[str, int]
) -> None:
    service = program.services.stocktakes
    take = service.start("", floor).value
    for text in ("AC-01", "AC-01", "XYZ-9", "XYZ-9", "OLD-01"):
        found = service.scan(take, text)
    assert (found.value.is_retired, found.value.name) == (True, "舊泵浦")
    assert service.detail(take).counts == Counts(expected=2, unexpected=3)
    program.services.history.undo(found.operation)
    assert service.detail(take).counts.unexpected == 2


def test_marks_by_list_can_be_taken_back(
    program: Program, floor: int, room: int, assets: dict[str, int]
) -> None:
    service = program.services.stocktakes
    take = service.start("", floor).value
    with program.services.base.read() as session:
        ids = list(session.scalars(select(StocktakeLine.id).where(StocktakeLine.stocktake_id == take)))
    assert service.mark(ids).value == 2
    unknown = service.scan(take, "XYZ").value.line_id
    done = service.unmark([*ids, unknown])
    assert done.value == 3
    assert service.detail(take).counts == Counts(expected=2)
    service.mark(ids[:1], here=room)
    service.note(ids[0], "螢幕破損")
    with pytest.raises(Invalid, match=r"stocktake\.none_chosen"):
        service.mark([])


def test_closing_makes_the_rest_missing_and_freezes(
    program: Program, floor: int, assets: dict[str, int]
) -> None:
    service = program.services.stocktakes
    take = service.start("", floor).value
    service.scan(take, "PMP-01")
    done = service.close(take)
    assert done.value == 1
    assert service.detail(take).counts == Counts(found=1, missing=1)
    line = service.detail(take).id
    for change in (lambda: service.scan(take, "LIFT-01"), lambda: service.close(take)):
        with pytest.raises(Invalid, match=r"stocktake\.is_closed"):
            change()
    program.services.history.undo(done.operation)
    assert service.detail(line).counts == Counts(expected=1, found=1)


def test_one_click_turns_what_moved_into_slips(
    program: Program, make: Make, floor: int, room: int, assets: dict[str, int]
) -> None:
    service = program.services.stocktakes
    take = service.start("", floor).value
    service.scan(take, "LIFT-01", here=room)
    service.scan(take, "AC-01", here=room)
    service.scan(take, "OLD-01", here=room)
    with pytest.raises(Invalid, match=r"stocktake\.still_open"):
        service.apply(take)
    service.close(take)
    assert service.detail(take).to_apply == 2, "what is retired does not move"
    done = service.apply(take)
    assert done.value.number == "115-移-0002"
    with program.services.base.read() as session:
        assert {session.get_one(Asset, assets[key]).place_id for key in ("lift", "other")} == {room}
        slip = session.scalars(select(AssetSlip)).first()
        assert slip is not None
        assert (slip.reason, slip.document) == ("盤點 115-盤-01", "115-盤-01")
    assert service.detail(take).to_apply == 0
    with pytest.raises(Invalid, match=r"stocktake\.nothing_moved"):
        service.apply(take)
    program.services.history.undo(done.operation)
    assert service.detail(take).to_apply == 2


def test_a_code_is_read_as_scanners_and_people_write_it() -> None:
    assert read_code(" ＰＭＰ－０１\n") == "PMP-01"
    with pytest.raises(Invalid, match=r"stocktake\.nothing_scanned"):
        read_code(" \t")
    with pytest.raises(Invalid, match=r"stocktake\.too_long"):
        read_code("x" * 201)


def test_a_place_below_the_one_one_stands_in_is_where_it_belongs() -> None:
    assert seen_at("/1/5/12/", "/1/5/") is LineState.FOUND
    assert seen_at("/1/5/12/", "") is LineState.FOUND
    assert seen_at("/1/5/", "/1/5/12/") is LineState.MOVED
    assert seen_at("/1/50/", "/1/5/") is LineState.MOVED
