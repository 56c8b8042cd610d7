"""The service holds everybody to the table: by role, by who did the work, by what changed meanwhile."""

from typing import Any

import pytest
from sqlalchemy import select

from db.models import Role, Ticket, User
from facilities_app.bootstrap import Program
from facilities_app.domain.errors import Conflict, DomainError, Invalid
from facilities_app.domain.tickets import Action, Status
from facilities_app.messages import sentence
from facilities_app.services.tickets import Move, NewTicket
from tests.factories import Make


def person(program: Program, make: Make, role: str, name: str) -> int:
    with program.services.base.read() as session:
        role_id = session.scalar(select(Role.id).where(Role.code == role))
    return make.user(name, role_id=role_id)


def move(program: Program, ticket: int, action: Action, **told: Any) -> None:
    program.services.tickets.move((ticket,), Move(action, **told))


def refused(program: Program, ticket: int, action: Action, **told: Any) -> DomainError:
    with pytest.raises(DomainError) as caught:
        move(program, ticket, action, **told)
    return caught.value


@pytest.fixture
def done(program: Program, make: Make) -> int:
    """A repair that the engineer 林育成 did."""
    ticket = make.ticket().id
    engineer = person(program, make, "engineer", "林育成")
    program.services.base.act_as(engineer)
    move(program, ticket, Action.DISPATCH, assignee_id=engineer)
    move(program, ticket, Action.START)
    move(program, ticket, Action.FINISH)
    return ticket


def test_a_refusal_names_the_permission_and_the_roles_that_have_it(program: Program, make: Make) -> None:
    ticket = make.ticket().id
    program.services.base.act_as(person(program, make, "viewer", "陳小姐"))
    error = refused(program, ticket, Action.ACCEPT)
    assert isinstance(error, Invalid)
    assert sentence(error) == (
        "陳小姐不能執行這個動作：需要「處理案件」權限，可由下列角色辦理：行政管理、廳舍工程師。資料沒有變更。"
    )
    assert program.services.tickets.detail(ticket).status == Status.REPORTED


def test_everybody_with_a_shipped_role_may_log_and_note_and_only_some_may_edit(
    program: Program, make: Make
) -> None:
    services = program.services
    place = make.site()
    services.base.act_as(person(program, make, "viewer", "陳小姐"))
    logged = services.tickets.log(NewTicket("漏水", place_id=place)).value
    services.tickets.add_note(logged.id, "二樓也有")
    with pytest.raises(Invalid, match="not_allowed"):
        services.tickets.edit(logged.id, 1, summary="不漏")
    seen = services.tickets.detail(logged.id)
    assert (seen.actions, seen.may_edit, seen.may_note) == ((), False, True)


ALL = frozenset(Action)
ACCEPTING = frozenset({Action.VERIFY, Action.REOPEN})


@pytest.mark.parametrize(
    ("role", "may"),
    [("admin", ALL), ("engineer", ALL), ("supervisor", ACCEPTING), ("dormitory", ()), ("viewer", ())],
)
def test_each_shipped_role_gets_past_the_door_for_its_own_steps_only(
    program: Program, make: Make, role: str, may: frozenset[Action]
) -> None:
    ticket, services = make.ticket().id, program.services
    services.base.act_as(person(program, make, role, "甲"))
    assert {action for action in Action if services.tickets.may(action)} == set(may)
    for action in Action:
        if action not in may:
            assert refused(program, ticket, action).code == "ticket.not_allowed"
    assert services.tickets.detail(ticket).status == Status.REPORTED


def test_a_role_is_a_row_whose_permissions_count_at_once(program: Program, make: Make) -> None:
    ticket, base = make.ticket().id, program.services.base
    viewer = person(program, make, "viewer", "陳小姐")
    base.act_as(viewer)
    refused(program, ticket, Action.ACCEPT)
    with base.uow("test.role") as uow:
        role = uow.session.scalars(select(Role).where(Role.code == "viewer")).one()
        role.permissions = [*role.permissions, "ticket_work"]
        uow.commit(None)
    move(program, ticket, Action.ACCEPT)


def test_a_permission_that_no_role_has_sends_to_the_administrator(program: Program, make: Make) -> None:
    ticket, base = make.ticket().id, program.services.base
    with base.uow("test.role") as uow:
        for role in uow.session.scalars(select(Role)):
            role.permissions = ["view"]
        uow.commit(None)
    base.act_as(make.user("甲"))
    error = refused(program, ticket, Action.ACCEPT)
    assert error.code == "ticket.nobody_may"
    assert "處理案件" in sentence(error)


def test_a_new_database_s_first_user_and_the_scheduler_may_do_everything(
    program: Program, make: Make
) -> None:
    ticket = make.ticket().id
    for actor in (program.services.base.actor_id, None):
        program.services.base.act_as(actor)
        assert Action.ACCEPT in program.services.tickets.detail(ticket).actions
    move(program, ticket, Action.ACCEPT)


def test_an_office_that_chose_nothing_requires_that_a_second_person_accepts(
    program: Program, make: Make, done: int
) -> None:
    services = program.services
    assert services.office.get("acceptance") == "required"
    person(program, make, "supervisor", "周主任")
    person(program, make, "engineer", "陳世明")
    seen = services.tickets.detail(done)
    assert (seen.actions, seen.is_own_work) == ((Action.VERIFY, Action.REOPEN), True)
    for action, code in ((Action.CLOSE, "ticket.not_accepted"), (Action.VERIFY, "ticket.own_work")):
        error = refused(program, done, action)
        assert error.code == code
        assert "周主任、陳世明" in sentence(error)
        assert "林育成、" not in sentence(error)
    assert services.tickets.detail(done).status == Status.DONE


def test_an_office_of_one_person_hears_where_acceptance_becomes_optional(program: Program, done: int) -> None:
    base = program.services.base
    with base.uow("test.alone") as uow:
        for user in uow.session.scalars(select(User).where(User.id != base.actor_id)):
            user.is_active = False
        uow.commit(None)
    for action, code in (
        (Action.CLOSE, "ticket.not_accepted_alone"),
        (Action.VERIFY, "ticket.own_work_alone"),
    ):
        error = refused(program, done, action)
        assert error.code == code
        assert "「急迫、影響與驗收」" in sentence(error)
    program.services.office.set("acceptance", "optional")
    move(program, done, Action.CLOSE)
    assert program.services.tickets.detail(done).status == Status.CLOSED


def test_a_database_that_chose_optional_keeps_its_choice(program: Program, done: int) -> None:
    program.services.office.set("acceptance", "optional")
    assert program.services.tickets.detail(done).actions == (Action.CLOSE, Action.REOPEN)


def test_who_did_a_repair_does_not_verify_it_and_who_verified_it_is_kept(program: Program, done: int) -> None:
    make = Make(program)
    program.services.office.set("acceptance", "optional")
    assert program.services.tickets.detail(done).actions == (Action.CLOSE, Action.REOPEN)
    error = refused(program, done, Action.VERIFY)
    assert error.code == "ticket.own_work"
    assert "林育成" in sentence(error)
    chief = person(program, make, "supervisor", "周主任")
    program.services.base.act_as(chief)
    move(program, done, Action.VERIFY)
    with program.services.base.read() as session:
        assert session.get_one(Ticket, done).verified_by_id == chief
    assert refused(program, done, Action.CLOSE).code == "ticket.not_allowed"
    move(program, done, Action.REOPEN, reason="還會漏")
    with program.services.base.read() as session:
        row = session.get_one(Ticket, done)
        assert (row.verified_by_id, row.reopened) == (None, 1)


def test_who_reported_a_repair_done_does_not_verify_it_either(program: Program, make: Make) -> None:
    ticket = make.ticket().id
    assignee, presser = (person(program, make, "engineer", name) for name in ("甲", "乙"))
    program.services.base.act_as(presser)
    move(program, ticket, Action.DISPATCH, assignee_id=assignee)
    move(program, ticket, Action.FINISH)
    for user in (assignee, presser):
        program.services.base.act_as(user)
        assert refused(program, ticket, Action.VERIFY).code == "ticket.own_work"


def test_required_acceptance_closes_only_what_a_second_person_verified(program: Program, done: int) -> None:
    services = program.services
    services.office.set("acceptance", "required")
    assert refused(program, done, Action.CLOSE).code == "ticket.not_accepted"
    with services.base.read() as session:
        services.base.act_as(session.scalar(select(User.id).where(User.code == "admin")))
    assert services.tickets.detail(done).actions[0] == Action.VERIFY
    move(program, done, Action.VERIFY)
    move(program, done, Action.CLOSE)
    assert services.tickets.detail(done).status == Status.CLOSED


def test_the_first_arrival_is_when_the_office_answered(program: Program, make: Make) -> None:
    ticket = make.ticket().id
    move(program, ticket, Action.START)
    with program.services.base.read() as session:
        row = session.get_one(Ticket, ticket)
        assert row.responded_at == row.started_at == program.services.clock.now()


def test_the_second_of_two_who_close_one_ticket_hears_who_was_first(program: Program, done: int) -> None:
    program.services.office.set("acceptance", "optional")
    version = program.services.tickets.detail(done).version
    program.services.tickets.move((done,), Move(Action.CLOSE), version=version)
    with pytest.raises(Conflict) as caught:
        program.services.tickets.move((done,), Move(Action.CLOSE), version=version)
    assert sentence(caught.value) == "115-0001 剛才已由林育成變更，目前狀態：結案。請看過後再試一次。"
