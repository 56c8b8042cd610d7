"""The dormitory rack on any date, a unit's life, and changes of status."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from db.models import (
    Agreement,
    AuditRound,
    AuditVisit,
    DormUnit,
    Meter,
    MeterReading,
    UnitStatusChange,
)
from facilities_app.bootstrap import Program
from facilities_app.domain.dormitories import is_ending, is_final
from facilities_app.domain.errors import Conflict, Invalid, NotFound
from facilities_app.domain.rows import UnitTile
from facilities_app.domain.tickets import Action
from facilities_app.services.tickets import Move
from tests.factories import Make

TODAY = date(2026, 11, 23)


def add(program: Program, row: Any) -> int:
    with program.services.base.uow("test.made") as uow:
        uow.add(row)
        return int(uow.commit(row.id, undoable=False).value)


def place_of(program: Program, unit: int) -> int:
    with program.services.base.read() as session:
        return session.get_one(DormUnit, unit).place_id


def tile(program: Program, on: date | None = None) -> UnitTile:
    (only,) = program.services.dormitories.rack(on)
    return only


def test_the_rack_tells_who_lives_where_and_what_needs_attention(program: Program, make: Make) -> None:
    unit = make.unit("M204", floor=2)
    place = place_of(program, unit)
    make.agreement(unit, starts_on=date(2025, 3, 1), ends_on=date(2028, 2, 28), return_by=date(2027, 1, 16))
    make.ticket("浴室漏水", place_id=place)
    audit = add(program, AuditRound(year=2026, ordinal=2, name="115 年第 2 次", starts_on=date(2026, 11, 1)))
    add(program, AuditVisit(round_id=audit, unit_id=unit, finding="not_met"))
    task = make.task(due=TODAY, template="DORMVAC")
    with program.services.base.uow("test.made") as uow:
        from db.models import InspectionTask

        uow.get(InspectionTask, task).place_id = place
        uow.commit(None, undoable=False)

    found = tile(program)

    assert (found.code, found.resident, found.resident_title, found.site) == (
        "M204",
        "方志宏",
        "技士",
        "四維行政中心",
    )
    assert found.flags == ("ending", "audit", "repair", "patrol")
    assert found.agreement_until == date(2028, 2, 28)


def test_a_quiet_unit_has_no_flags(program: Program, make: Make) -> None:
    unit = make.unit("Q10", kind="family", status="recovered", resident_label="")
    ticket = make.ticket("雜草", place_id=place_of(program, unit))
    program.services.tickets.move((ticket.id,), Move(Action.CANCEL, reason="已除"))
    audit = add(program, AuditRound(year=2026, ordinal=1, name="115 年第 1 次", closed_on=date(2026, 6, 30)))
    add(program, AuditVisit(round_id=audit, unit_id=unit))
    assert tile(program).flags == ()


def test_the_rack_goes_back_to_any_day(program: Program, make: Make) -> None:
    unit = make.unit("M204")
    for status, since in (
        ("in_use", date(2020, 1, 1)),
        ("vacant", date(2024, 12, 28)),
        ("in_use", date(2025, 3, 1)),
    ):
        add(program, UnitStatusChange(unit_id=unit, status=status, from_on=since))
    make.agreement(unit, "許美惠", starts_on=date(2020, 1, 1), ended_on=date(2024, 12, 28))
    make.agreement(unit, "方志宏", starts_on=date(2025, 3, 1))

    seen = {
        on: (one.status, one.resident, one.since, one.until)
        for on in (date(2019, 1, 1), date(2020, 1, 1), date(2025, 1, 1), date(2026, 1, 1))
        for one in program.services.dormitories.rack(on)
    }

    assert seen == {
        date(2019, 1, 1): ("in_use", "", None, None),
        date(2020, 1, 1): ("in_use", "許美惠", date(2020, 1, 1), date(2024, 12, 28)),
        date(2025, 1, 1): ("vacant", "", date(2024, 12, 28), date(2025, 3, 1)),
        date(2026, 1, 1): ("in_use", "方志宏", date(2025, 3, 1), None),
    }
    assert program.services.dormitories.first_day() == date(2020, 1, 1)


def test_a_unit_lent_to_an_agency_shows_the_agency(program: Program, make: Make) -> None:
    unit = make.unit("Q09", kind="family", status="provided")
    add(
        program,
        Agreement(place_id=place_of(program, unit), kind="lending", agency="環保局", purpose="辦公處所"),
    )
    found = tile(program)
    assert (found.resident, found.resident_title, found.flags) == ("環保局", "辦公處所", ())
    assert program.services.dormitories.detail(unit).borrower_agency == "環保局"


def test_the_detail_tells_the_unit_s_life_with_the_future_first(program: Program, make: Make) -> None:
    program.services.office.set("acceptance", "optional")
    unit = make.unit("M204", address="示範路 1 號", area_m2=Decimal("82.6"))
    place = place_of(program, unit)
    add(program, UnitStatusChange(unit_id=unit, status="vacant", from_on=date(2024, 12, 28), reason="遷出"))
    add(program, UnitStatusChange(unit_id=unit, status="in_use", from_on=date(2025, 3, 1), document="115-1"))
    make.agreement(
        unit, "前任", starts_on=date(2020, 1, 1), ended_on=date(2024, 12, 27), return_reason="調任"
    )
    make.agreement(
        unit,
        starts_on=date(2025, 3, 1),
        return_by=date(2027, 1, 16),
        return_reason="調任",
        notary_number="公 12",
    )
    audit = add(program, AuditRound(year=2026, ordinal=1, name="115 年第 1 次"))
    visited = datetime(2026, 6, 9, 10, tzinfo=UTC)
    add(program, AuditVisit(round_id=audit, unit_id=unit, finding="residing", visited_at=visited))
    ticket = make.ticket("冷氣汰換", place_id=place)
    for action in (Action.START, Action.FINISH, Action.CLOSE):
        program.services.tickets.move((ticket.id,), Move(action))
    still_open = make.ticket("紗窗", place_id=place)
    meter = add(program, Meter(code="M204-W", kind="water", unit="度", place_id=place))
    add(program, Meter(code="M204-E", kind="electricity", unit="度", place_id=place))
    for day, value in ((date(2026, 9, 30), 1401), (date(2026, 10, 31), 1412)):
        add(program, MeterReading(meter_id=meter, read_on=day, value=Decimal(value)))

    detail = program.services.dormitories.detail(unit)

    assert [(e.kind, e.is_future) for e in detail.events] == [
        ("return_by", True),
        ("ticket", False),
        ("audit", False),
        ("status", False),
        ("agreement", False),
        ("status", False),
        ("agreement_ended", False),
        ("agreement", False),
    ] or {e.kind for e in detail.events[3:5]} == {"status", "agreement"}
    assert detail.events[0].on == date(2027, 1, 16)
    assert [t.id for t in detail.open_tickets] == [still_open.id]
    assert [(m.kind, m.value, m.rise) for m in detail.meters] == [("water", Decimal(1412), Decimal(11))]
    assert (detail.borrower, detail.return_by, detail.notary_number) == ("方志宏", date(2027, 1, 16), "公 12")


def test_a_visit_that_must_be_repeated_stands_in_the_future(program: Program, make: Make) -> None:
    unit = make.unit()
    audit = add(program, AuditRound(year=2026, ordinal=2, name="115 年第 2 次"))
    moment = datetime(2026, 11, 18, 10, tzinfo=UTC)
    visit = AuditVisit(
        round_id=audit, unit_id=unit, finding="not_met", visited_at=moment, revisit_on=date(2026, 11, 25)
    )
    add(program, visit)
    events = program.services.dormitories.detail(unit).events
    assert [(e.kind, e.is_future) for e in events] == [("revisit", True), ("audit", False)]


def test_a_status_is_set_with_its_history_and_undone(program: Program, make: Make) -> None:
    unit = make.unit("S506", kind="single", status="in_use")
    services = program.services
    version = services.dormitories.detail(unit).version

    services.dormitories.set_status(
        unit, version, "renovating", date(2026, 11, 20), "浴室防水", "秘字 1", until=date(2026, 12, 31)
    )

    now = tile(program)
    assert (now.status, now.since, now.until, now.note) == (
        "renovating",
        date(2026, 11, 20),
        date(2026, 12, 31),
        "浴室防水",
    )
    services.history.undo()
    assert tile(program).status == "in_use"
    assert services.dormitories.detail(unit).events == ()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("vacant", date(2026, 11, 24)), "unit.status_in_future"),
        (("vacant", date(2026, 10, 1)), "unit.status_too_early"),
        (("vacant",), "unit.still_lent"),
        (("in_use",), "unit.same_status"),
        (("lost",), "unit.no_such_status"),
        (("renovating", TODAY, "", "", date(2026, 11, 1)), "unit.until_before_since"),
    ],
)
def test_a_status_that_cannot_be_is_refused(
    program: Program, make: Make, arguments: tuple[Any, ...], code: str
) -> None:
    unit = make.unit(status_since=date(2026, 11, 1))
    make.agreement(unit, starts_on=date(2026, 11, 1))
    with pytest.raises(Invalid) as refused:
        program.services.dormitories.set_status(unit, 1, *arguments)
    assert refused.value.code == code


def test_a_demolished_unit_stays_demolished(program: Program, make: Make) -> None:
    unit = make.unit(status="demolished")
    with pytest.raises(Invalid, match=r"unit\.gone_for_good"):
        program.services.dormitories.set_status(unit, 1, "in_use")
    program.services.dormitories.set_status(unit, 1, "handed_over")


def test_a_unit_is_edited_and_guarded_against_an_outdated_form(program: Program, make: Make) -> None:
    unit = make.unit()
    service = program.services.dormitories
    service.edit(
        unit,
        1,
        address="示範路 2 號",
        rooms=3,
        note="靠窗",
        property_number="",
        built_on=date(1980, 1, 1),
        status_note="",
    )
    detail = service.detail(unit)
    assert (detail.address, detail.rooms, detail.note, detail.property_number) == (
        "示範路 2 號",
        3,
        "靠窗",
        None,
    )
    with pytest.raises(Conflict, match=r"unit\.moved_on"):
        service.edit(unit, 1, rooms=4)
    for field, value, code in (
        ("rooms", 0, "unit.must_be_positive"),
        ("address", "長" * 201, "unit.text_too_long"),
        ("colour", "red", "unit.no_such_field"),
    ):
        with pytest.raises(Invalid) as refused:
            service.edit(unit, detail.version, **{field: value})
        assert refused.value.code == code


def test_everything_of_a_units_record_can_be_changed_and_undone(program: Program, make: Make) -> None:
    unit = make.unit()
    services = program.services
    services.dormitories.edit(
        unit,
        services.dormitories.detail(unit).version,
        code="M201",
        kind="family",
        land="state",
        floor=2,
        address="示範路 2 號",
        parcel="示範段 12 地號",
        property_number="2010601-01-0001",
        area_m2=Decimal("82.5"),
        rooms=3,
        capacity=4,
        built_on=date(1980, 1, 1),
        status_note="待修",
    )
    detail = services.dormitories.detail(unit)
    tile = detail.tile
    assert (tile.code, tile.kind, tile.land, tile.floor, tile.note) == ("M201", "family", "state", 2, "待修")
    assert (detail.area_m2, detail.rooms, detail.capacity) == (Decimal("82.5"), 3, 4)
    assert (detail.parcel, detail.property_number) == ("示範段 12 地號", "2010601-01-0001")
    assert detail.built_on == date(1980, 1, 1)
    services.history.undo()
    back = services.dormitories.detail(unit)
    assert (back.tile.code, back.tile.kind, back.tile.floor, back.area_m2) == ("M101", "multi", None, None)


def test_the_place_bears_a_units_new_number_and_its_tickets_show_it(program: Program, make: Make) -> None:
    unit = make.unit()
    place = place_of(program, unit)
    ticket = make.ticket("漏水", place_id=place).id
    services = program.services
    services.dormitories.edit(unit, services.dormitories.detail(unit).version, code="M201")
    assert services.places.label(place).endswith(" › M201")
    assert "M201" in services.tickets.detail(ticket).place_label
    assert services.health.check() == []
    services.history.undo()
    assert services.places.label(place).endswith(" › M101")
    assert services.health.check() == []


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("code", " ", "unit.needs_code"),
        ("code", "M" * 21, "unit.text_too_long"),
        ("code", "M102", "unit.code_taken"),
        ("code", "Q1", "place.name_taken"),
        ("kind", "castle", "unit.no_such_kind"),
        ("land", "moon", "unit.no_such_land"),
        ("floor", 120, "unit.no_such_floor"),
        ("area_m2", Decimal(0), "unit.must_be_positive"),
        ("capacity", -1, "unit.must_be_positive"),
        ("built_on", date(2026, 11, 24), "unit.built_in_future"),
        ("note", "字" * 2001, "unit.text_too_long"),
        ("property_number", "ABC", "property_number.form"),
    ],
)
def test_what_makes_no_sense_in_a_units_record_is_refused_beside_its_field(
    program: Program, make: Make, field: str, value: Any, code: str
) -> None:
    unit, _other = make.unit(), make.unit("M102")
    make.place("Q1", parent=make.site())
    dormitories = program.services.dormitories
    with pytest.raises(Invalid) as refused:
        dormitories.edit(unit, dormitories.detail(unit).version, **{field: value})
    assert (refused.value.code, refused.value.field) == (code, field)


def test_units_are_found_by_their_number(program: Program, make: Make) -> None:
    unit = make.unit("H01")
    assert program.services.dormitories.find(" H01 ") == unit
    with pytest.raises(NotFound, match=r"unit\.no_such_code"):
        program.services.dormitories.find("H99")
    with pytest.raises(NotFound, match=r"unit\.gone"):
        program.services.dormitories.detail(99)


def test_the_rules_of_findings_and_deadlines() -> None:
    assert is_final("residing")
    assert not is_final("not_met")
    assert not is_final("")
    assert is_ending(date(2027, 2, 21), TODAY)
    assert not is_ending(date(2027, 2, 22), TODAY)
    assert not is_ending(None, TODAY)
