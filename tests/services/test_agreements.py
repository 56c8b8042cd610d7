"""Agreements of units: signed, renewed, left and handed back; the unit, its history and its tile stay in step."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from db.models import DormUnit
from facilities_app.bootstrap import Program
from facilities_app.domain.agreement_rows import Member, NewAgreement, Party
from facilities_app.domain.errors import Conflict, Invalid, NotFound
from facilities_app.domain.lists import ListQuery
from tests.factories import Make
from tests.services.agreement_help import FANG, START, TODAY, deed, detail_of, loan, tile_of

SPOUSE = Member("吳君", "配偶")


def unit_row(program: Program, unit: int) -> tuple[str, str, date | None]:
    with program.services.base.read() as session:
        row = session.get_one(DormUnit, unit)
        return row.status, row.resident_label, row.agreement_until


def refused(program: Program, new: NewAgreement) -> Invalid:
    with pytest.raises(Invalid) as caught:
        program.services.agreements.sign(new)
    return caught.value


def test_who_signs_moves_in_and_one_undo_takes_it_all_back(program: Program, make: Make) -> None:
    unit = make.unit("M204", status="vacant", status_since=date(2026, 8, 1))
    services = program.services
    new = loan(
        unit,
        deed=deed(
            number="借-115-07",
            notary_number="115 公 12",
            notarised_on=date(2026, 10, 30),
            is_enforceable=True,
        ),
        members=(SPOUSE, Member("方小宇", "子女"), Member("方小晴", "子女")),
    )

    made = services.agreements.sign(new).value

    (agreement,) = services.agreements.of_unit(unit)
    assert agreement == detail_of(program, made)
    assert (agreement.who, agreement.state, agreement.person) == (
        "方志宏",
        "running",
        replace(FANG, id_number="A123456789"),
    )
    assert (agreement.deed, agreement.is_notarised_late) == (new.deed, False)
    assert [one.relation for one in agreement.members] == ["配偶", "子女", "子女"]
    assert unit_row(program, unit) == ("in_use", "方志宏", date(2029, 11, 1))
    now = tile_of(program, unit)
    assert (now.status, now.resident, now.since) == ("in_use", "方志宏", START)
    assert tile_of(program, unit, date(2026, 11, 1)).resident == ""
    assert services.health.check() == []

    services.history.undo()
    assert services.agreements.of_unit(unit) == ()
    assert services.agreements.people("方") == []
    assert unit_row(program, unit) == ("vacant", "", None)
    assert services.dormitories.detail(unit).events == ()
    services.history.redo()
    assert detail_of(program, made).members == agreement.members


def test_what_begins_later_waits_for_the_move(program: Program, make: Make) -> None:
    unit = make.unit("M204", status="vacant", status_since=date(2026, 8, 1))
    services = program.services
    made = services.agreements.sign(loan(unit, deed=deed(starts_on=date(2026, 12, 1)))).value
    assert detail_of(program, made).state == "coming"
    assert unit_row(program, unit) == ("vacant", "", None)
    assert services.agreements.due() == []
    assert [(one.what, one.where) for one in services.agreements.due(date(2026, 12, 2))] == [
        ("move_in", "M204")
    ]
    with pytest.raises(Invalid, match=r"agreement\.in_future"):
        services.agreements.move_in(made, 1, date(2026, 12, 1))
    with pytest.raises(Invalid, match=r"agreement\.before_start"):
        services.agreements.move_in(made, 1, TODAY)


def test_an_agreement_entered_later_moves_in_on_its_day(program: Program, make: Make) -> None:
    unit = make.unit("M204", status="vacant", status_since=date(2026, 8, 1))
    agreement = make.agreement(unit, starts_on=START)
    services = program.services
    services.agreements.move_in(agreement, 1, date(2026, 11, 5))
    assert unit_row(program, unit) == ("in_use", "方志宏", None)
    assert tile_of(program, unit).since == date(2026, 11, 5)
    services.history.undo()
    assert unit_row(program, unit) == ("vacant", "", None)


@pytest.mark.parametrize(
    ("kind", "status"), [("lending", "provided"), ("lease", "rented")], ids=["lending", "lease"]
)
def test_an_agency_takes_a_unit_over(program: Program, make: Make, kind: str, status: str) -> None:
    unit = make.unit("Q10", kind="family", status="recovered", status_since=date(2016, 1, 1))
    services = program.services
    new = NewAgreement(unit, kind, deed(), agency="環保局", purpose="清潔機具停放", deposit_twd=20_000)
    assert refused(program, replace(new, agency=" ")).code == "agreement.needs_agency"
    made = services.agreements.sign(new).value
    assert unit_row(program, unit)[:2] == (status, "環保局")
    assert tile_of(program, unit).resident_title == "清潔機具停放"
    with pytest.raises(Invalid, match=r"agreement\.not_a_person"):
        services.agreements.depart(made, 1, "transfer", TODAY)
    services.agreements.hand_back(made, detail_of(program, made).version, TODAY)
    assert unit_row(program, unit) == ("recovered", "", None)


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"kind": "gift"}, "agreement.no_such_kind", "kind"),
        ({"person": None}, "agreement.needs_person", "person"),
        ({"person": Party(" ")}, "agreement.needs_person", "person"),
        ({"deed": deed(starts_on=None)}, "agreement.needs_start", "starts_on"),
        ({"deed": deed(ends_on=date(2026, 11, 1))}, "agreement.ends_before_start", "ends_on"),
        ({"deed": deed(starts_on=date(2026, 7, 31))}, "unit.status_too_early", "starts_on"),
        ({"deed": deed(notarised_on=date(2026, 11, 24))}, "agreement.notarised_in_future", "notarised_on"),
        ({"deed": deed(is_enforceable=True)}, "agreement.enforceable_needs_deed", "notary_number"),
        (
            {"deed": deed(is_enforceable=True, notary_number="公 1")},
            "agreement.enforceable_needs_deed",
            "notarised_on",
        ),
        ({"deed": deed(fee_twd=-1)}, "record.below_zero", "fee_twd"),
        ({"deed": deed(number="9" * 41)}, "record.too_long", "number"),
        ({"members": (Member("吳君", ""),)}, "agreement.member_incomplete", "members"),
        ({"members": (SPOUSE,) * 21}, "agreement.too_many_members", "members"),
    ],
)
def test_what_makes_no_sense_is_refused_beside_its_field_and_nothing_is_saved(
    program: Program, make: Make, change: dict[str, Any], code: str, field: str
) -> None:
    unit = make.unit("M204", status="vacant", status_since=date(2026, 8, 1))
    error = refused(program, replace(loan(unit), **change))
    assert (error.code, error.field) == (code, field)
    assert program.services.agreements.of_unit(unit) == ()
    assert program.services.agreements.people() == []
    assert unit_row(program, unit) == ("vacant", "", None)


@pytest.mark.parametrize("status", ["demolished", "handed_over", "scrapping", "provided", "occupied"])
def test_a_unit_that_is_gone_or_held_is_not_lent(program: Program, make: Make, status: str) -> None:
    error = refused(program, loan(make.unit("Q17", kind="family", status=status)))
    assert (error.code, error.params["code"]) == ("agreement.unit_not_free", "Q17")


@pytest.mark.parametrize(
    ("kind", "more", "code"),
    [
        ("multi", {"starts_on": date(2020, 1, 1)}, "agreement.overlaps"),
        ("multi", {"starts_on": date(2020, 1, 1), "ends_on": date(2026, 6, 30)}, "agreement.overlaps"),
        ("multi", {"starts_on": date(2020, 1, 1), "ended_on": date(2026, 11, 3)}, "agreement.overlaps"),
        ("multi", {"starts_on": None, "ends_on": date(2026, 12, 1)}, "agreement.overlaps"),
        ("multi", {"starts_on": date(2029, 11, 1)}, "agreement.overlaps"),
        ("single", {"starts_on": date(2020, 1, 1)}, "agreement.single_taken"),
    ],
)
def test_nobody_is_put_where_somebody_lives_and_the_sentence_names_who(
    program: Program, make: Make, kind: str, more: dict[str, Any], code: str
) -> None:
    unit = make.unit("S501", kind=kind, status="in_use")
    make.agreement(unit, "許美惠", **more)
    error = refused(program, loan(unit))
    assert (error.code, error.field) == (code, "starts_on")
    assert (error.params["code"], error.params["who"]) == ("S501", "許○惠")
    assert len(program.services.agreements.of_unit(unit)) == 1


def test_the_next_one_may_come_on_the_day_of_return(program: Program, make: Make) -> None:
    unit = make.unit("M204")
    make.agreement(unit, "許美惠", starts_on=date(2020, 1, 1), ended_on=START)
    make.agreement(unit, "林來年", starts_on=date(2029, 11, 2))
    program.services.agreements.sign(loan(unit))
    assert [one.state for one in program.services.agreements.of_unit(unit)] == ["coming", "running", "over"]


def test_one_lives_alone_in_a_single_room(program: Program, make: Make) -> None:
    unit = make.unit("S501", kind="single", status="vacant")
    error = refused(program, loan(unit, members=(SPOUSE,)))
    assert (error.code, error.field, error.params["code"]) == (
        "agreement.single_no_family",
        "members",
        "S501",
    )
    program.services.agreements.sign(loan(unit))


def test_one_person_borrows_one_unit(program: Program, make: Make) -> None:
    first, second = make.unit("M101", status="vacant"), make.unit("M102", status="vacant")
    agreements = program.services.agreements
    agreements.sign(loan(first))
    ((person, party),) = agreements.people("志宏")
    assert party.agency == "事務科"
    error = refused(program, loan(second, None, person_id=person))
    assert (error.code, error.params) == ("agreement.person_has_unit", {"who": "方○宏", "code": "M101"})
    late = deed(starts_on=date(2029, 11, 2), ends_on=None)
    agreements.sign(loan(second, None, person_id=person, deed=late))


def test_a_number_is_given_once(program: Program, make: Make) -> None:
    agreements = program.services.agreements
    agreements.sign(loan(make.unit("M101", status="vacant"), deed=deed(number="借-115-07")))
    error = refused(program, loan(make.unit("M102", status="vacant"), deed=deed(number="借-115-07")))
    assert (error.code, error.params["code"]) == ("agreement.number_taken", "M101")


def test_a_deed_made_after_the_start_is_told_but_taken(program: Program, make: Make) -> None:
    unit = make.unit(status="vacant")
    made = program.services.agreements.sign(
        loan(unit, deed=deed(notary_number="公 1", notarised_on=date(2026, 11, 9)))
    ).value
    assert detail_of(program, made).is_notarised_late


def test_a_renewal_takes_over_where_the_old_one_ends(program: Program, make: Make) -> None:
    unit = make.unit("M204", status="vacant")
    services = program.services
    old = services.agreements.sign(
        loan(unit, deed=deed(ends_on=date(2026, 11, 30), number="舊"), members=(SPOUSE,))
    ).value
    assert [(one.what, one.due_on) for one in services.agreements.due()] == [("end", date(2026, 11, 30))]
    new = deed(starts_on=date(2026, 12, 1), ends_on=date(2029, 11, 30), number="新")
    made = services.agreements.renew(old, detail_of(program, old).version, new).value

    before, after = detail_of(program, old), detail_of(program, made)
    assert (before.is_renewed, before.ended_on, before.state) == (True, date(2026, 12, 1), "running")
    assert (after.renews_id, after.state, after.members, after.person_id) == (
        old,
        "coming",
        (SPOUSE,),
        before.person_id,
    )
    assert services.agreements.due() == []
    assert unit_row(program, unit) == ("in_use", "方志宏", date(2029, 11, 30))
    with pytest.raises(Invalid, match=r"agreement\.is_over"):
        services.agreements.hand_back(old, before.version, TODAY)
    services.history.undo()
    assert unit_row(program, unit) == ("in_use", "方志宏", date(2026, 11, 30))
    assert not detail_of(program, old).is_renewed


def test_a_renewal_that_cannot_be_is_refused(program: Program, make: Make) -> None:
    unit = make.unit("M204", status="vacant")
    agreements = program.services.agreements
    made = agreements.sign(loan(unit)).value
    version = detail_of(program, made).version
    make.agreement(unit, "林來年", starts_on=date(2030, 1, 1))
    for renewed, code in (
        (deed(starts_on=START), "agreement.renewal_too_early"),
        (deed(starts_on=None), "agreement.renewal_too_early"),
        (deed(starts_on=date(2029, 11, 2), ends_on=date(2030, 1, 1)), "agreement.overlaps"),
    ):
        with pytest.raises(Invalid) as caught:
            agreements.renew(made, version, renewed)
        assert caught.value.code == code
    agreements.depart(made, version, "transfer", TODAY)
    with pytest.raises(Invalid, match=r"agreement\.has_departed"):
        agreements.renew(
            made,
            detail_of(program, made).version,
            deed(starts_on=date(2029, 11, 2), ends_on=date(2029, 12, 1)),
        )


def test_who_leaves_their_post_gets_a_deadline_that_is_reminded_of(program: Program, make: Make) -> None:
    unit = make.unit("M204", status="vacant")
    services = program.services
    made = services.agreements.sign(loan(unit)).value
    version = detail_of(program, made).version
    outcome = services.agreements.depart(made, version, "transfer", date(2026, 11, 16), "調任環保局")
    assert outcome.value == date(2027, 2, 16)
    left = detail_of(program, made)
    assert (left.departure, left.departed_on, left.return_by, left.return_reason) == (
        "transfer",
        date(2026, 11, 16),
        date(2027, 2, 16),
        "調任環保局",
    )
    assert [(one.what, one.due_on) for one in services.agreements.due()] == [("return", date(2027, 2, 16))]
    assert "ending" in tile_of(program, unit).flags
    reminded = [item for item in services.reminders.due() if item.kind == "agreement"]
    assert [(item.due_on, item.target_id) for item in reminded] == [(date(2027, 2, 16), unit)]

    services.agreements.depart(made, left.version, "childcare", date(2026, 11, 16))
    assert detail_of(program, made).return_by is None
    services.agreements.depart(made, detail_of(program, made).version, "", None)
    assert detail_of(program, made).departure == ""
    services.history.undo()
    assert detail_of(program, made).departure == "childcare"


@pytest.mark.parametrize(
    ("departure", "on", "code", "field"),
    [
        ("holiday", TODAY, "agreement.no_such_departure", "departure"),
        ("transfer", None, "agreement.needs_departure_day", "on"),
        ("transfer", date(2026, 11, 1), "agreement.before_start", "on"),
    ],
)
def test_a_departure_that_cannot_be_is_refused(
    program: Program, make: Make, departure: str, on: date | None, code: str, field: str
) -> None:
    made = program.services.agreements.sign(loan(make.unit(status="vacant"))).value
    with pytest.raises(Invalid) as caught:
        program.services.agreements.depart(made, 1, departure, on)
    assert (caught.value.code, caught.value.field) == (code, field)


def test_a_unit_is_handed_back_and_the_past_stays(program: Program, make: Make) -> None:
    unit = make.unit("M204", status="vacant", status_since=date(2026, 8, 1))
    services = program.services
    made = services.agreements.sign(loan(unit)).value
    version = detail_of(program, made).version
    for on, code in (
        (date(2026, 11, 24), "agreement.in_future"),
        (date(2026, 11, 1), "agreement.before_start"),
    ):
        with pytest.raises(Invalid) as caught:
            services.agreements.hand_back(made, version, on)
        assert (caught.value.code, caught.value.field) == (code, "on")

    services.agreements.hand_back(made, version, date(2026, 11, 20), "點交完成")

    assert unit_row(program, unit) == ("vacant", "", None)
    assert (detail_of(program, made).state, detail_of(program, made).ended_on) == (
        "over",
        date(2026, 11, 20),
    )
    assert tile_of(program, unit).resident == ""
    then = tile_of(program, unit, date(2026, 11, 19))
    assert (then.status, then.resident) == ("in_use", "方志宏")
    assert services.agreements.due() == []
    with pytest.raises(Invalid, match=r"agreement\.is_over"):
        services.agreements.hand_back(made, detail_of(program, made).version, TODAY)
    services.history.undo()
    assert unit_row(program, unit) == ("in_use", "方志宏", date(2029, 11, 1))


def test_an_agreement_is_changed_by_the_same_rules(program: Program, make: Make) -> None:
    unit = make.unit("M204", status="vacant")
    services = program.services
    made = services.agreements.sign(loan(unit, members=(SPOUSE, Member("方父", "父母")))).value
    version = detail_of(program, made).version
    with pytest.raises(Invalid, match=r"agreement\.ends_before_start"):
        services.agreements.edit(made, version, ends_on=date(2026, 1, 1))
    services.agreements.edit(
        made,
        version,
        members=(SPOUSE, Member("方小宇", "子女")),
        ends_on=date(2028, 1, 31),
        note="租期縮短",
        is_enforceable=False,
    )
    changed = detail_of(program, made)
    assert [one.name for one in changed.members] == ["吳君", "方小宇"]
    assert (changed.deed.ends_on, changed.deed.note) == (date(2028, 1, 31), "租期縮短")
    assert unit_row(program, unit)[2] == date(2028, 1, 31)
    with pytest.raises(Conflict, match=r"agreement\.moved_on"):
        services.agreements.edit(made, version, note="慢了")
    services.history.undo()
    assert [one.name for one in detail_of(program, made).members] == ["吳君", "方父"]
    assert unit_row(program, unit)[2] == date(2029, 11, 1)


def test_a_corrected_name_is_followed_by_the_unit(program: Program, make: Make) -> None:
    unit = make.unit("M204", status="vacant")
    services = program.services
    made = services.agreements.sign(loan(unit)).value
    person = detail_of(program, made).person_id
    assert person is not None
    services.agreements.edit_person(person, replace(FANG, name="方至宏"))
    assert unit_row(program, unit)[1] == "方至宏"
    with pytest.raises(Invalid, match=r"agreement\.needs_person"):
        services.agreements.edit_person(person, replace(FANG, name=""))
    services.history.undo()
    assert unit_row(program, unit)[1] == "方志宏"


def test_what_is_not_there_is_said(program: Program) -> None:
    agreements = program.services.agreements
    with pytest.raises(NotFound, match=r"agreement\.gone"):
        agreements.detail(99)
    with pytest.raises(NotFound, match=r"agreement\.gone"):
        agreements.hand_back(99, 1, TODAY)
    with pytest.raises(NotFound, match=r"unit\.gone"):
        agreements.sign(loan(99))
    with pytest.raises(NotFound, match=r"agreement\.person_gone"):
        agreements.edit_person(99, FANG)


def test_who_may_not_edit_dormitories_signs_nothing(program: Program, make: Make) -> None:
    unit = make.unit(status="vacant")
    user = make.user("外勤", role_id=make.role("viewer"))
    program.services.base.act_as(user)
    assert refused(program, loan(unit)).code == "record.not_allowed"


def test_names_of_borrowers_leave_whole_only_with_roles_that_need_them(
    program: Program, make: Make, tmp_path: Path
) -> None:
    program.services.agreements.sign(loan(make.unit(status="vacant")))
    written = tmp_path / "agreements.csv"
    for role, shown in (("dormitory", "方志宏"), ("engineer", "方○宏")):
        program.services.base.act_as(make.user(role_id=make.role(role)))
        program.services.exports.write_list("agreements", ListQuery(), written)
        text = written.read_text(encoding="utf-8")
        assert shown in text
        assert "A123456789" not in text
