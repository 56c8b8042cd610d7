"""Places are entered, renamed and taken away; what repeats their names follows, undo included."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from db.models import Asset, DormUnit, InspectionTask, Place, Ticket
from facilities_app.bootstrap import Program
from facilities_app.domain.errors import Conflict, Invalid, NotFound
from facilities_app.domain.places import KINDS, kinds_below, may_hold
from facilities_app.domain.rows import NewAsset, NewPlace
from tests.factories import Make

SITE = NewPlace(None, "site", "四維行政中心", "SW")


def place(program: Program, key: int) -> Place:
    with program.services.base.read() as session:
        return session.get_one(Place, key)


def create(program: Program, parent: int | None, kind: str, name: str, **more: Any) -> int:
    return program.services.places.create(replace(NewPlace(parent, kind, name), **more)).value


def test_a_site_a_floor_and_a_room_know_their_way(program: Program) -> None:
    site = program.services.places.create(SITE).value
    floor = create(program, site, "floor", "11F")
    room = create(program, floor, "space", "機房")
    row = place(program, room)
    assert row.label == "四維行政中心 › 11F › 機房"
    assert (row.path, row.site_id) == (f"/{site}/{floor}/{room}/", site)
    assert place(program, site).site_id == site
    assert (place(program, floor).code, row.code) == ("SW-11F", "SW-11F-01")
    assert program.services.health.check() == []


def test_a_proposed_code_is_never_one_that_is_taken(program: Program) -> None:
    first = create(program, None, "site", "站前宿舍")
    second = create(program, None, "site", "四維")
    assert (place(program, first).code, place(program, second).code) == ("S01", "S02")
    one = create(program, first, "floor", "RF 屋頂")
    two = create(program, first, "space", "RF 水塔")
    assert (place(program, one).code, place(program, two).code) == ("S01-RF", "S01-01")
    long = create(program, one, "space", "A" * 60)
    assert len(place(program, long).code) <= 40


def test_siblings_stand_in_the_order_they_were_entered(program: Program) -> None:
    site = program.services.places.create(SITE).value
    for name in ("2F", "1F", "B1"):
        create(program, site, "floor", name)
    assert [row.name for row in program.services.places.tree()] == ["四維行政中心", "2F", "1F", "B1"]


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"name": "  "}, "place.needs_name", "name"),
        ({"name": "樓" * 121}, "place.text_too_long", "name"),
        ({"name": "１１ｆ"}, "place.name_taken", "name"),
        ({"code": "SW"}, "place.code_taken", "code"),
        ({"kind": "site"}, "place.site_stands_alone", "kind"),
        ({"kind": "tower"}, "place.cannot_hold", "kind"),
        ({"kind": "unit"}, "place.unit_has_record", "kind"),
        ({"parent_id": None}, "place.needs_parent", "parent_id"),
        ({"note": "字" * 401}, "place.text_too_long", "note"),
    ],
)
def test_what_makes_no_sense_is_refused_beside_its_field(
    program: Program, change: dict[str, Any], code: str, field: str
) -> None:
    site = program.services.places.create(SITE).value
    create(program, site, "floor", "11F")
    with pytest.raises(Invalid) as refused:
        program.services.places.create(replace(NewPlace(site, "floor", "10F"), **change))
    assert (refused.value.code, refused.value.field) == (code, field)
    assert len(program.services.places.tree()) == 2


def test_a_floor_holds_rooms_and_no_site(program: Program) -> None:
    site = program.services.places.create(SITE).value
    floor = create(program, site, "floor", "11F")
    with pytest.raises(Invalid, match=r"place\.cannot_hold"):
        create(program, floor, "building", "東棟")
    with pytest.raises(NotFound, match=r"place\.gone"):
        create(program, 999, "floor", "1F")


def test_every_kind_can_stand_somewhere_and_nothing_stands_above_a_site() -> None:
    assert kinds_below(None) == ("site",)
    assert all(any(may_hold(above, kind) for above in (None, *KINDS)) for kind in KINDS)
    assert not any(may_hold(above, "site") for above in KINDS)
    assert kinds_below("tower") == ()


def test_names_that_are_too_long_together_are_refused(program: Program) -> None:
    above = create(program, None, "site", "甲" * 120)
    above = create(program, above, "building", "乙" * 120)
    above = create(program, above, "block", "丙" * 120)
    with pytest.raises(Invalid, match=r"place\.too_deep"):
        create(program, above, "floor", "丁" * 120)
    deep = create(program, above, "floor", "1F")
    with pytest.raises(Invalid, match=r"place\.too_deep"):
        program.services.places.edit(deep, program.services.places.detail(deep).version, name="丁" * 120)
    create(program, deep, "space", "戊" * 20)
    with pytest.raises(Invalid, match=r"place\.too_deep"):
        program.services.places.edit(deep, program.services.places.detail(deep).version, name="己" * 20)


def test_a_renaming_reaches_all_that_repeats_the_name_and_undo_brings_it_back(
    program: Program, make: Make
) -> None:
    services = program.services
    site = services.places.create(SITE).value
    floor = create(program, site, "floor", "11F")
    room = create(program, floor, "space", "機房")
    asset = services.assets.create(NewAsset("空調箱", make.category(), room)).value
    on_asset = make.ticket(asset=asset).id
    on_place = make.ticket("漏水", place_id=room).id
    task = make.task(due=date(2026, 12, 1), asset=asset)
    services.assets.edit(asset, services.assets.detail(asset).version, name="空調箱 AHU")
    services.assets.refresh()

    def seen() -> tuple[str, ...]:
        with services.base.read() as session:
            return (
                session.get_one(Place, room).label,
                session.get_one(Asset, asset).place_label,
                session.get_one(Ticket, on_asset).where_label,
                session.get_one(Ticket, on_place).where_label,
                session.get_one(InspectionTask, task).target_label,
            )

    before = seen()
    outcome = services.places.edit(floor, services.places.detail(floor).version, name="12F")

    assert outcome.changes.widened().everything
    assert seen() == (
        "四維行政中心 › 12F › 機房",
        "四維行政中心 › 12F › 機房",
        "12F 機房 空調箱 AHU",
        "12F 機房",
        "12F 機房 空調箱 AHU",
    )
    assert services.health.check() == []
    services.history.undo()
    assert seen() == before
    assert services.health.check() == []
    services.history.redo()
    assert seen()[0] == "四維行政中心 › 12F › 機房"
    assert services.health.check() == []


def test_code_english_name_and_note_can_be_changed_too(program: Program) -> None:
    services = program.services
    site = services.places.create(SITE).value
    services.places.edit(
        site, services.places.detail(site).version, code="SIWEI", name_en="Siwei", note="本館"
    )
    detail = services.places.detail(site)
    assert (detail.code, detail.name_en, detail.note, detail.name) == ("SIWEI", "Siwei", "本館", SITE.name)
    with pytest.raises(Invalid, match=r"place\.needs_code"):
        services.places.edit(site, detail.version, code=" ")
    with pytest.raises(Invalid, match=r"place\.no_such_field"):
        services.places.edit(site, detail.version, path="/")


def test_who_edits_an_outdated_place_is_told(program: Program) -> None:
    services = program.services
    site = services.places.create(SITE).value
    version = services.places.detail(site).version
    services.places.edit(site, version, name="四維")
    with pytest.raises(Conflict, match=r"place\.moved_on"):
        services.places.edit(site, version, name="鳳山")
    with pytest.raises(NotFound, match=r"place\.gone"):
        services.places.detail(999)


def test_an_empty_place_goes_and_undo_brings_it_back_under_its_parents_new_name(program: Program) -> None:
    services = program.services
    site = services.places.create(SITE).value
    floor = create(program, site, "floor", "11F")
    gone = services.places.remove(floor)
    assert [row.id for row in services.places.tree()] == [site]
    services.places.edit(site, services.places.detail(site).version, name="四維")
    services.history.undo(gone.operation)
    assert services.places.label(floor) == "四維 › 11F"
    assert services.health.check() == []


def test_undo_of_the_first_place_leaves_nothing(program: Program) -> None:
    program.services.places.create(SITE)
    program.services.history.undo()
    assert program.services.places.tree() == []
    program.services.history.redo()
    assert [row.label for row in program.services.places.tree()] == ["四維行政中心"]


def test_a_place_that_holds_something_stays(program: Program, make: Make) -> None:
    services = program.services
    site = services.places.create(SITE).value
    floor = create(program, site, "floor", "11F")
    room = create(program, floor, "space", "機房")
    yard = create(program, site, "land", "前庭")
    services.assets.create(NewAsset("空調箱", make.category(), room))
    make.ticket("漏水", place_id=yard)
    unit = make.place("M101", parent=site, kind="unit")
    make._add(DormUnit(place_id=unit, code="M101", kind="multi", status="vacant", land="city"))
    for key, code in (
        (site, "holds_places"),
        (room, "holds_assets"),
        (yard, "holds_tickets"),
        (unit, "holds_unit"),
    ):
        with pytest.raises(Conflict, match=rf"place\.{code}"):
            services.places.remove(key)
    make.plan()
    with pytest.raises(Conflict, match=r"place\.still_used"):
        services.places.remove(make.site())
