"""Applications: checked by the questions, queued by points or draw, given a unit, signed for."""

from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from facilities_app.bootstrap import Program
from facilities_app.domain.agreement_rows import Member, Party
from facilities_app.domain.application_rows import NewApplication
from facilities_app.domain.eligibility import questions
from facilities_app.domain.errors import Conflict, Invalid, NotFound
from tests.factories import Make
from tests.services.agreement_help import FANG, TODAY, deed, loan, tile_of


def received(program: Program, name: str = "方志宏", **more: Any) -> int:
    asked: dict[str, Any] = {"kind": "multi", "applied_on": TODAY} | more
    new = NewApplication(Party(name, "技士"), **asked)
    return program.services.applications.apply(new).value


def version(program: Program, application: int) -> int:
    return program.services.applications.detail(application).version


def queued(program: Program, name: str = "方志宏", points: int | None = None, **more: Any) -> int:
    made, applications = received(program, name, **more), program.services.applications
    yes = {one.code: "yes" for one in questions(applications.detail(made).kind)}
    applications.answer(made, version(program, made), yes)
    given = None if points is None else Decimal(points)
    assert applications.decide(made, version(program, made), given).value == "queued"
    return made


def waiting(program: Program, kind: str = "multi") -> list[str]:
    return [one.person.name for one in program.services.applications.queue(kind)]


def test_from_the_request_to_the_key(program: Program, make: Make) -> None:
    unit = make.unit("M302", status="vacant", status_since=date(2026, 10, 1), capacity=4)
    applications, services = program.services.applications, program.services
    made = queued(program, household_size=2)
    applications.allocate(made, version(program, made), unit)
    agreement = applications.sign(
        made, version(program, made), deed(), (Member("吳君", "配偶"),), deposit_twd=3000
    ).value

    row = applications.detail(made)
    assert (row.number, row.state, row.unit_code, row.agreement_id) == (
        "DH-115-001",
        "allocated",
        "M302",
        agreement,
    )
    assert tile_of(program, unit).resident == "方志宏"
    assert services.agreements.detail(agreement).person_id == row.person_id
    with pytest.raises(Invalid, match=r"application\.settled"):
        applications.sign(made, row.version, deed())
    with pytest.raises(Invalid, match=r"application\.settled"):
        applications.withdraw(made, row.version, "放棄")
    services.history.undo()
    assert applications.detail(made).agreement_id is None
    assert tile_of(program, unit).status == "vacant"


def test_every_question_is_answered_before_it_is_decided_and_a_no_refuses(program: Program) -> None:
    applications = program.services.applications
    made = received(program)
    row = applications.detail(made)
    assert set(row.answers.values()) == {"open"}
    assert set(row.answers) == {one.code for one in questions("multi")}
    assert all(one.source and one.zh and one.en for one in questions("multi"))
    with pytest.raises(Invalid, match=r"application\.still_open"):
        applications.decide(made, row.version)
    answers = dict.fromkeys(row.answers, "yes") | {"no_housing_aid": "no"}
    applications.answer(made, row.version, answers)
    assert applications.decide(made, version(program, made)).value == "refused"
    refused = applications.detail(made)
    assert "輔助購置住宅" in refused.reason
    assert waiting(program) == []
    program.services.history.undo()
    assert applications.detail(made).state == "received"


def test_more_points_go_first_and_among_equals_the_earlier(program: Program) -> None:
    queued(program, "乙", 40)
    queued(program, "丙", 40, applied_on=date(2026, 10, 1))
    queued(program, "甲", 55)
    queued(program, "丁")
    queued(program, "單", 99, kind="single")
    assert waiting(program) == ["甲", "丙", "乙", "丁"]
    assert [one.place for one in program.services.applications.queue("multi")] == [1, 2, 3, 4]


def test_a_draw_is_written_down_and_can_be_repeated_from_its_dice(program: Program) -> None:
    services = program.services
    for name in ("甲", "乙", "丙", "丁"):
        queued(program, name)
    outcome = services.applications.draw("multi", Random(115))
    order = [one.number for one in services.applications.queue("multi")]
    assert list(outcome.value) == order
    assert outcome.params["numbers"] == " → ".join(order)
    again = [f"DH-115-{n:03d}" for n in range(1, 5)]
    Random(115).shuffle(again)
    assert order == again
    late = queued(program, "戊", 99)
    assert services.applications.detail(late).place == 5
    services.applications.draw("multi", Random(7))
    services.history.undo()
    assert [one.number for one in services.applications.queue("multi")][:4] == order
    with pytest.raises(Invalid, match=r"application\.nobody_waits"):
        services.applications.draw("head", Random(1))


def test_a_unit_goes_to_whose_turn_it_is(program: Program, make: Make) -> None:
    applications = program.services.applications
    first, second = queued(program, "甲", 50), queued(program, "乙", 40, household_size=5)
    units = {
        "other_kind": make.unit("S501", kind="single", status="vacant"),
        "not_vacant": make.unit("M101"),
        "too_small": make.unit("M102", status="vacant", capacity=4),
    }
    for code, unit in units.items():
        with pytest.raises(Invalid) as caught:
            applications.allocate(second, version(program, second), unit)
        assert caught.value.code == f"application.{code}"
    free = make.unit("M103", status="vacant")
    with pytest.raises(Invalid) as caught:
        applications.allocate(second, version(program, second), free)
    assert (caught.value.code, caught.value.params["number"]) == ("application.out_of_turn", "DH-115-001")
    applications.allocate(second, version(program, second), free, "輪調急需")
    with pytest.raises(Invalid, match=r"application\.unit_given"):
        applications.allocate(first, version(program, first), free)
    applications.withdraw(second, version(program, second), "放棄配住")
    applications.allocate(first, version(program, first), free)
    assert waiting(program) == []
    assert [one.state for one in applications.all()] == ["withdrawn", "allocated"]
    assert [one.id for one in applications.all(("allocated",))] == [first]


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"kind": "family"}, "application.no_such_kind", "kind"),
        ({"applied_on": date(2026, 11, 24)}, "application.in_future", "applied_on"),
        ({"household_size": 0}, "application.household", "household_size"),
        ({"kind": "single", "household_size": 2}, "application.household", "household_size"),
        ({"name": " "}, "agreement.needs_person", "person"),
    ],
)
def test_a_request_that_makes_no_sense_is_refused(
    program: Program, change: dict[str, Any], code: str, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        received(program, **change)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert program.services.applications.all() == ()


def test_steps_are_taken_in_their_order_and_by_the_newest_version(program: Program) -> None:
    applications = program.services.applications
    made = received(program)
    with pytest.raises(Invalid, match=r"application\.no_such_answer"):
        applications.answer(made, 1, {"favourite_colour": "yes"})
    with pytest.raises(Invalid, match=r"application\.points"):
        applications.decide(made, 1, Decimal(-1))
    with pytest.raises(Invalid, match=r"application\.settled"):
        applications.allocate(made, 1, 1)
    with pytest.raises(Conflict, match=r"application\.moved_on"):
        applications.withdraw(made, 9, "放棄")
    with pytest.raises(Invalid, match=r"application\.needs_reason"):
        applications.withdraw(made, 1, " ")
    with pytest.raises(NotFound, match=r"application\.gone"):
        applications.detail(99)


def test_family_quarters_are_lent_to_nobody_new(program: Program, make: Make) -> None:
    unit = make.unit("Q10", kind="family", status="recovered")
    with pytest.raises(Invalid) as refused:
        program.services.agreements.sign(loan(unit, FANG))
    assert (refused.value.code, refused.value.params["code"]) == ("agreement.family_closed", "Q10")
    old = deed(starts_on=date(1975, 7, 1), ends_on=None)
    program.services.agreements.sign(loan(unit, FANG, deed=old))
