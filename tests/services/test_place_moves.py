"""A place moves to another place, and everything below it follows, undo included."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from db.models import Asset, InspectionTask, Place, Ticket
from facilities_app.bootstrap import Program
from facilities_app.domain.errors import Conflict, Invalid, NotFound
from facilities_app.domain.rows import NewAsset, NewPlace
from tests.factories import Make

MANY = 1_000


def create(program: Program, parent: int | None, kind: str, name: str, **more: Any) -> int:
    return program.services.places.create(replace(NewPlace(parent, kind, name), **more)).value


def move(program: Program, place: int, parent: int | None) -> int:
    places = program.services.places
    return places.move(place, places.detail(place).version, parent).operation


class Campus:
    """Two sites; the first has a building with a floor with a room."""

    def __init__(self, program: Program) -> None:
        self.siwei = create(program, None, "site", "四維行政中心", code="SW")
        self.fengshan = create(program, None, "site", "鳳山行政中心", code="FS")
        self.east = create(program, self.siwei, "building", "東棟")
        self.floor = create(program, self.east, "floor", "11F")
        self.room = create(program, self.floor, "space", "機房")


@pytest.fixture
def campus(program: Program) -> Campus:
    return Campus(program)


def place(program: Program, key: int) -> tuple[str, str, int | None]:
    with program.services.base.read() as session:
        row = session.get_one(Place, key)
        return row.label, row.path, row.site_id


def test_all_that_stands_below_follows_and_undo_brings_it_back(
    program: Program, make: Make, campus: Campus
) -> None:
    services = program.services
    asset = services.assets.create(NewAsset("空調箱", make.category(), campus.room)).value
    on_asset, on_place = make.ticket(asset=asset).id, make.ticket("漏水", place_id=campus.room).id
    task = make.task(due=date(2026, 12, 1), asset=asset)
    services.assets.edit(asset, services.assets.detail(asset).version, name="空調箱 AHU")
    services.assets.refresh()

    def seen() -> tuple[Any, ...]:
        with services.base.read() as session:
            tickets = [session.get_one(Ticket, key) for key in (on_asset, on_place)]
            return (
                place(program, campus.floor),
                place(program, campus.room),
                session.get_one(Asset, asset).place_label,
                [(ticket.where_label, ticket.site_id) for ticket in tickets],
                session.get_one(InspectionTask, task).target_label,
            )

    before = seen()
    outcome = services.places.move(
        campus.floor, services.places.detail(campus.floor).version, campus.fengshan
    )

    assert (outcome.label, outcome.value) == ("place.moved", campus.floor)
    assert outcome.changes.widened().everything
    after = (
        ("鳳山行政中心 › 11F", f"/{campus.fengshan}/{campus.floor}/", campus.fengshan),
        (
            "鳳山行政中心 › 11F › 機房",
            f"/{campus.fengshan}/{campus.floor}/{campus.room}/",
            campus.fengshan,
        ),
        "鳳山行政中心 › 11F › 機房",
        [("11F 機房 空調箱 AHU", campus.fengshan), ("11F 機房", campus.fengshan)],
        "11F 機房 空調箱 AHU",
    )
    assert seen() == after
    assert services.health.check() == []
    services.history.undo()
    assert seen() == before
    assert services.health.check() == []
    services.history.redo()
    assert seen() == after
    assert services.health.check() == []


def test_a_thousand_tickets_below_follow(program: Program, make: Make, campus: Campus) -> None:
    services = program.services
    first = make.ticket("漏水", place_id=campus.room).id
    with services.base.uow("test.made") as uow:
        like = uow.get(Ticket, first)
        names = [
            column.key for column in Ticket.__mapper__.column_attrs if column.key not in ("id", "version")
        ]
        for serial in range(2, MANY + 1):
            row = Ticket(**{name: getattr(like, name) for name in names})
            row.serial, row.number = serial, f"115-{serial:04d}"
            uow.session.add(row)
        uow.commit(None, undoable=False)

    def kinds() -> set[tuple[str, int]]:
        with services.base.read() as session:
            return {(row.where_label, row.site_id) for row in session.query(Ticket)}

    assert kinds() == {("東棟 11F 機房", campus.siwei)}
    step = move(program, campus.floor, campus.fengshan)
    assert kinds() == {("11F 機房", campus.fengshan)}
    assert services.health.check() == []
    services.history.undo(step)
    assert kinds() == {("東棟 11F 機房", campus.siwei)}


def test_it_stands_after_its_new_siblings(program: Program, campus: Campus) -> None:
    for name in ("1F", "2F"):
        create(program, campus.fengshan, "floor", name)
    move(program, campus.floor, campus.fengshan)
    names = [row.name for row in program.services.places.tree() if row.parent_id == campus.fengshan]
    assert names == ["1F", "2F", "11F"]


def test_a_place_that_stands_there_already_stays_as_it_is(program: Program, campus: Campus) -> None:
    assert move(program, campus.floor, campus.east) == 0


def test_what_makes_no_sense_is_refused_beside_the_field(program: Program, campus: Campus) -> None:
    other = create(program, campus.fengshan, "floor", "１１ｆ")
    for moved, parent, code in (
        (campus.east, campus.floor, "place.inside_itself"),
        (campus.east, other, "place.cannot_hold"),
        (campus.siwei, campus.fengshan, "place.site_stands_alone"),
        (campus.floor, None, "place.needs_parent"),
        (campus.floor, campus.fengshan, "place.name_taken"),
        (campus.room, campus.room, "place.inside_itself"),
    ):
        with pytest.raises(Invalid) as refused:
            move(program, moved, parent)
        assert (refused.value.code, refused.value.field) == (code, "parent_id")
    inner = create(program, campus.room, "space", "電池室")
    with pytest.raises(Invalid, match=r"place\.inside_itself"):
        move(program, campus.room, inner)
    with pytest.raises(NotFound, match=r"place\.gone"):
        move(program, campus.room, 999)
    with pytest.raises(Conflict, match=r"place\.moved_on"):
        program.services.places.move(campus.room, 0, campus.fengshan)


def test_names_that_are_too_long_together_are_refused(program: Program, campus: Campus) -> None:
    deep = create(program, campus.siwei, "building", "甲" * 120)
    deep = create(program, deep, "block", "乙" * 120)
    deep = create(program, deep, "floor", "丙" * 100)
    create(program, campus.room, "space", "丁" * 50)
    with pytest.raises(Invalid) as refused:
        move(program, campus.room, deep)
    assert (refused.value.code, refused.value.field) == ("place.too_deep", "parent_id")


def test_the_places_it_may_move_to_are_those_that_do_not_refuse_it(program: Program, campus: Campus) -> None:
    places = program.services.places
    assert {row.id for row in places.homes(campus.floor)} == {
        campus.siwei,
        campus.fengshan,
        campus.east,
    }
    create(program, campus.room, "space", "電池室")
    assert {row.id for row in places.homes(campus.room)} == {
        campus.siwei,
        campus.fengshan,
        campus.east,
        campus.floor,
    }
    assert places.homes(campus.siwei) == []
    with pytest.raises(NotFound, match=r"place\.gone"):
        places.homes(999)


def test_what_undo_brings_back_finds_what_is_above_it_moved(program: Program, campus: Campus) -> None:
    services = program.services
    gone = services.places.remove(campus.room).operation
    move(program, campus.floor, campus.fengshan)
    services.history.undo(gone)
    assert place(program, campus.room) == (
        "鳳山行政中心 › 11F › 機房",
        f"/{campus.fengshan}/{campus.floor}/{campus.room}/",
        campus.fengshan,
    )
    assert services.health.check() == []


def test_undo_out_of_order_never_makes_a_circle(program: Program, campus: Campus) -> None:
    outer = create(program, campus.siwei, "space", "外間")
    inner = create(program, outer, "space", "內間")
    out = move(program, inner, campus.siwei)
    move(program, outer, inner)
    with pytest.raises(Conflict, match=r"history\.moved_on"):
        program.services.history.undo(out)
    assert place(program, outer)[0] == "四維行政中心 › 內間 › 外間"


def test_undo_says_so_when_the_former_place_is_gone(program: Program, campus: Campus) -> None:
    out = move(program, campus.floor, campus.siwei)
    program.services.places.remove(campus.east)
    with pytest.raises(Conflict, match=r"history\.moved_on"):
        program.services.history.undo(out)
    assert place(program, campus.floor)[0] == "四維行政中心 › 11F"
