"""One step for many tickets: all or none, with who refuses and why, and which others could."""

from datetime import date

import pytest

from facilities_app.bootstrap import Program
from facilities_app.domain.errors import Invalid
from facilities_app.domain.tickets import Action, Status
from facilities_app.messages import sentence
from facilities_app.services.tickets import Move
from tests.factories import Make


def status(program: Program, ticket_id: int) -> int:
    return program.services.tickets.detail(ticket_id).status


def refusal(program: Program, ids: tuple[int, ...], move: Move) -> Invalid:
    with pytest.raises(Invalid) as caught:
        program.services.tickets.move(ids, move)
    return caught.value


def test_the_one_that_refuses_is_named_and_the_others_can_be_done(program: Program, make: Make) -> None:
    program.services.office.set("acceptance", "optional")
    first, second, third = (make.ticket(name).id for name in "甲乙丙")
    for one in (first, third):
        program.services.tickets.move((one,), Move(Action.START))
        program.services.tickets.move((one,), Move(Action.FINISH))
    error = refusal(program, (first, second, third), Move(Action.CLOSE))
    assert error.code == "ticket.some_refused"
    assert error.params["ready"] == (first, third)
    assert str(error.params["refused"]).startswith("(('115-0002',")
    assert "115-0002" in sentence(error)
    assert sentence(error).endswith("各案均維持原狀；其中另有 2 件可執行此步驟。")
    assert [status(program, one) for one in (first, second, third)] == [
        Status.DONE,
        Status.REPORTED,
        Status.DONE,
    ]
    assert program.services.tickets.move(error.params["ready"], Move(Action.CLOSE)).value == 2
    program.services.history.undo()
    assert status(program, first) == status(program, third) == Status.DONE


def test_where_none_can_that_is_said(program: Program, make: Make) -> None:
    ids = (make.ticket("甲").id, make.ticket("乙").id)
    error = refusal(program, ids, Move(Action.CLOSE))
    assert error.code == "ticket.all_refused"
    assert sentence(error).startswith("所選案件都不能執行此步驟。115-0001")


def test_what_all_lack_is_said_beside_its_field(program: Program, make: Make) -> None:
    ids = (make.ticket("甲").id, make.ticket("乙").id)
    program.services.tickets.move(ids, Move(Action.ACCEPT))
    error = refusal(program, ids, Move(Action.HOLD, hold_until=date(2026, 12, 1)))
    assert (error.code, error.field) == ("ticket.needs_hold_reason", "hold_reason")


def test_trying_the_others_changes_nothing_and_gives_no_step(program: Program, make: Make) -> None:
    ids = (make.ticket("甲").id, make.ticket("乙").id)
    program.services.tickets.move(ids[:1], Move(Action.ACCEPT))
    before = [program.services.tickets.detail(one) for one in ids]
    assert refusal(program, ids, Move(Action.ACCEPT)).params["ready"] == ids[1:]
    assert [program.services.tickets.detail(one) for one in ids] == before
    program.services.history.undo()
    assert status(program, ids[0]) == Status.REPORTED


def test_a_blocked_one_among_many_says_what_it_waits_for(program: Program, make: Make) -> None:
    first, second, third = (make.ticket(name).id for name in "甲乙丙")
    program.services.ticket_links.link(second, third, "blocked_by")
    program.services.tickets.move((first, second), Move(Action.START))
    error = refusal(program, (first, second), Move(Action.FINISH))
    assert error.params["ready"] == (first,)
    assert "115-0002 須待 115-0003 完工" in sentence(error)


def test_who_may_not_is_told_so_once(program: Program, make: Make) -> None:
    ids = (make.ticket("甲").id, make.ticket("乙").id)
    program.services.base.act_as(make.user("檢視員", role_id=make.role("viewer")))
    assert refusal(program, ids, Move(Action.ACCEPT)).code == "ticket.not_allowed"
