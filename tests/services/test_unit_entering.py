"""A dormitory unit is entered: place, record and the beginning of its history."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from facilities_app.bootstrap import Program
from facilities_app.domain.errors import Invalid
from facilities_app.domain.rows import NewPlace, NewUnit
from tests.factories import Make

UNIT = NewUnit("M101", "multi", "city", site="站前宿舍")


def test_the_first_unit_brings_its_site_along_and_stands_in_the_rack(program: Program) -> None:
    services = program.services
    done = services.dormitories.create(
        replace(
            UNIT, floor=1, address="站前路 1 號", area_m2=Decimal("82.5"), property_number="2010601-01-0001"
        )
    )
    (tile,) = services.dormitories.rack()
    assert (tile.id, tile.code, tile.status, tile.site, tile.floor) == (
        done.value,
        "M101",
        "vacant",
        "站前宿舍",
        1,
    )
    assert tile.since == date(2026, 11, 23)
    detail = services.dormitories.detail(done.value)
    assert (detail.address, detail.area_m2, detail.property_number) == (
        "站前路 1 號",
        Decimal("82.5"),
        "2010601-01-0001",
    )
    assert [row.label for row in services.places.tree()] == ["站前宿舍", "站前宿舍 › M101"]
    assert services.health.check() == []
    services.history.undo()
    assert services.dormitories.rack() == []
    assert services.places.tree() == []
    services.history.redo()
    assert [tile.code for tile in services.dormitories.rack()] == ["M101"]


def test_the_next_unit_stands_after_it_with_the_day_it_was_given(program: Program) -> None:
    services = program.services
    site = services.places.create(NewPlace(None, "site", "宿舍")).value
    floor = services.places.create(NewPlace(site, "building", "多房間職務宿舍")).value
    services.dormitories.create(replace(UNIT, parent_id=floor))
    day = date(2020, 5, 1)
    services.dormitories.create(
        NewUnit("M102", "multi", "state", parent_id=floor, status="recovered", since=day)
    )
    assert [tile.code for tile in services.dormitories.rack()] == ["M101", "M102"]
    assert services.dormitories.first_day() == day
    assert services.dormitories.find("M102")


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"code": " "}, "unit.needs_code", "code"),
        ({"code": "M" * 21}, "unit.text_too_long", "code"),
        ({"code": "M100"}, "unit.code_taken", "code"),
        ({"kind": "castle"}, "unit.no_such_kind", "kind"),
        ({"land": "moon"}, "unit.no_such_land", "land"),
        ({"status": "lost"}, "unit.no_such_status", "status"),
        ({"since": date(2026, 12, 1)}, "unit.status_in_future", "since"),
        ({"floor": 120}, "unit.no_such_floor", "floor"),
        ({"site": ""}, "unit.needs_place", "parent_id"),
        ({"area_m2": Decimal(-1)}, "unit.must_be_positive", "area_m2"),
        ({"property_number": "ABC"}, "property_number.form", "property_number"),
    ],
)
def test_what_makes_no_sense_is_refused_beside_its_field(
    program: Program, change: dict[str, Any], code: str, field: str
) -> None:
    program.services.dormitories.create(replace(UNIT, code="M100", site="既有宿舍"))
    with pytest.raises(Invalid) as refused:
        program.services.dormitories.create(replace(UNIT, **change))
    assert (refused.value.code, refused.value.field) == (code, field)
    assert len(program.services.dormitories.rack()) == 1


def test_a_unit_cannot_stand_in_a_room_and_finds_a_free_place_code(program: Program, make: Make) -> None:
    site = make.place("宿舍", code="DORM")
    make.place("他處", parent=site, code="UNIT-M101")
    room = make.place("公共區域", parent=site)
    with pytest.raises(Invalid, match=r"place\.cannot_hold"):
        program.services.dormitories.create(replace(UNIT, parent_id=room))
    made = program.services.dormitories.create(replace(UNIT, parent_id=site)).value
    assert program.services.dormitories.detail(made).tile.code == "M101"
    assert program.services.places.find("DORM-M101")
