"""Repairs are logged, moved, edited and noted; every step is told, refused with words, and can be taken back."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from db.models import Ticket
from facilities_app.bootstrap import Program, open_program
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.errors import Conflict, DomainError, Invalid, NotFound
from facilities_app.domain.rows import TicketDetail
from facilities_app.domain.tickets import Action, Status
from facilities_app.messages import sentence
from facilities_app.services.ticket_checks import read_step
from facilities_app.services.tickets import Move, NewTicket
from tests.factories import Make

RESUME_ON = date(2026, 12, 1)


def _short(value: object) -> str:
    return value.value if isinstance(value, Action) else str(value)[:40].encode("ascii", "replace").decode()


def detail(program: Program, ticket_id: int) -> TicketDetail:
    return program.services.tickets.detail(ticket_id)


def move(program: Program, ticket_id: int, action: Action, **told: Any) -> TicketDetail:
    program.services.tickets.move((ticket_id,), Move(action, **told))
    return detail(program, ticket_id)


def refusal(program: Program, new: NewTicket) -> DomainError:
    with pytest.raises(DomainError) as caught:
        program.services.tickets.log(new)
    return caught.value


def test_the_first_ticket_of_a_year_is_number_one_and_the_next_counts_on(make: Make) -> None:
    assert make.ticket().number == "115-0001"
    assert make.ticket().number == "115-0002"


def test_a_new_year_in_taiwan_starts_counting_anew(make: Make, clock: FixedClock) -> None:
    make.ticket()
    clock.move(datetime(2026, 12, 31, 15, 59, tzinfo=UTC) - clock.now())  # a minute before midnight in Taiwan
    assert make.ticket().number == "115-0002"
    clock.move(timedelta(minutes=1))
    assert make.ticket().number == "116-0001"


def test_two_programs_on_one_database_never_give_the_same_number(program: Program, make: Make) -> None:
    place = make.site()
    with open_program(program.path, clock=program.services.clock) as other:
        numbers = [
            services.tickets.log(NewTicket("漏水", place_id=place)).value.number
            for services in (program.services, other.services) * 5
        ]
    assert numbers == [f"115-{n:04d}" for n in range(1, 11)]


def test_an_undone_ticket_leaves_no_gap_and_a_redone_one_keeps_its_number(
    program: Program, make: Make
) -> None:
    logged = make.ticket()
    program.services.history.undo()
    with pytest.raises(NotFound):
        program.services.tickets.find(logged.number)
    program.services.history.redo()
    assert program.services.tickets.find(logged.number) == logged.id
    assert make.ticket().number == "115-0002"


def test_what_is_left_open_comes_from_asset_place_and_calendar(program: Program, make: Make) -> None:
    floor = make.place("9F", parent=make.site(), kind="floor")
    lift = make.asset("客梯 1 號", place=floor, category="elevator")
    seen = detail(program, make.ticket("  關門\t反覆開啟\n ", asset=lift, requester="王小姐").id)
    assert seen.summary == "關門 反覆開啟"
    assert (seen.asset_id, seen.place_id, seen.asset_name) == (lift, floor, "客梯 1 號")
    assert program.services.labels.name("trade", seen.trade_id) == "電梯"
    assert seen.status == Status.REPORTED
    assert seen.priority == 3
    assert seen.due_at == program.services.clocks.promise_for(3).due_at
    assert seen.reported_at == program.services.clock.now()
    assert [(e.kind, e.actor, e.to_status) for e in seen.events] == [("reported", "王小姐", 10)]


def test_a_repair_at_a_place_gets_the_first_trade_and_a_chosen_due_date_ends_at_five(
    program: Program, make: Make
) -> None:
    seen = detail(program, make.ticket(due_on=date(2026, 11, 30), trade_id=None).id)
    assert seen.asset_id is None
    assert seen.asset_icon == "map-pin"
    assert program.services.labels.name("trade", seen.trade_id) == "水電"
    assert seen.due_at == datetime(2026, 11, 30, 9, 0, tzinfo=UTC)


def test_an_urgent_repair_is_due_today(program: Program) -> None:
    assert program.services.clocks.promise_for(1).due_at == datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    with pytest.raises(Invalid, match="no_such_priority"):
        program.services.clocks.promise_for(9)


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"summary": " \n "}, "ticket.needs_summary", "summary"),
        ({"summary": "字" * 201}, "ticket.text_too_long", "summary"),
        ({"description": "字" * 4001}, "ticket.text_too_long", "description"),
        ({"requester": "字" * 121}, "ticket.text_too_long", "requester"),
        ({"requester_phone": "0" * 41}, "ticket.text_too_long", "requester_phone"),
        ({"place_id": None}, "ticket.needs_place", "target"),
        ({"due_on": date(2026, 11, 22)}, "ticket.due_in_the_past", "due_on"),
        ({"priority": 9}, "ticket.no_such_priority", ""),
        ({"trade_id": 999}, "ticket.no_such_trade", ""),
        ({"place_id": 9999}, "place.gone", ""),
        ({"asset_id": 9999}, "asset.gone", ""),
    ],
    ids=_short,
)
def test_what_cannot_be_logged_is_refused_beside_its_field(
    program: Program, make: Make, fields: dict[str, Any], code: str, field: str
) -> None:
    given: dict[str, Any] = {"summary": "漏水", "place_id": make.site()} | fields
    error = refusal(program, NewTicket(**given))
    assert (error.code, error.field) == (code, field)
    assert (
        program.services.lists["tickets"].count(program.services.lists["tickets"].info.presets[-1].query) == 0
    )


def test_a_ticket_lives_from_report_to_closing(program: Program, make: Make) -> None:
    ticket, user, clock = make.ticket().id, make.user("陳志豪"), program.services.clock
    assert isinstance(clock, FixedClock)
    assert move(program, ticket, Action.ACCEPT).status == Status.ACCEPTED
    seen = move(program, ticket, Action.DISPATCH, assignee_id=user)
    assert (seen.status, seen.assignee, seen.assignee_id) == (Status.DISPATCHED, "陳志豪", user)
    assert move(program, ticket, Action.START).status == Status.IN_PROGRESS
    seen = move(program, ticket, Action.HOLD, hold_reason="parts", hold_until=RESUME_ON)
    assert (seen.status, seen.hold_reason, seen.hold_until) == (Status.ON_HOLD, "parts", RESUME_ON)
    seen = move(program, ticket, Action.RESUME)
    assert (seen.status, seen.hold_reason, seen.hold_until) == (Status.IN_PROGRESS, "", None)
    clock.move(timedelta(hours=2))
    seen = move(program, ticket, Action.FINISH, cost_twd=3200, reason="更換門機皮帶")
    assert (seen.status, seen.finished_at, seen.cost_twd) == (Status.DONE, clock.now(), 3200)
    assert seen.events[0].text == "更換門機皮帶"
    program.services.base.act_as(make.user("周主任"))
    assert move(program, ticket, Action.VERIFY).status == Status.VERIFIED
    seen = move(program, ticket, Action.CLOSE)
    assert (seen.status, seen.closed_at, seen.actions) == (Status.CLOSED, clock.now(), ("reopen",))
    seen = move(program, ticket, Action.REOPEN, reason="又壞了")
    assert (seen.status, seen.closed_at, seen.finished_at) == (Status.IN_PROGRESS, None, None)
    assert [e.to_status for e in seen.events if e.kind == "status"][::-1] == [
        20, 30, 40, 50, 40, 60, 70, 80, 40,
    ]  # fmt: skip


def test_a_vendor_may_do_the_work_instead_of_staff(program: Program, make: Make) -> None:
    vendor, user = make.vendor("穩昇電梯工程"), make.user("陳志豪")
    seen = move(program, make.ticket().id, Action.DISPATCH, vendor_id=vendor)
    assert (seen.vendor, seen.assignee) == ("穩昇電梯工程", "")
    assert _label(program, seen.id) == "穩昇電梯工程"
    seen = move(program, seen.id, Action.DISPATCH, assignee_id=user)
    assert (seen.vendor_id, seen.assignee) == (None, "陳志豪")
    assert _label(program, seen.id) == "陳志豪"


def _label(program: Program, ticket_id: int) -> str:
    source = program.services.lists["tickets"]
    return str(source.rows([ticket_id])[0][source.info.index("assignee_label")])


def test_dispatching_from_staff_to_a_vendor_names_the_vendor(program: Program, make: Make) -> None:
    ticket = make.ticket().id
    move(program, ticket, Action.DISPATCH, assignee_id=make.user("陳志豪"))
    seen = move(program, ticket, Action.DISPATCH, vendor_id=make.vendor("穩昇電梯工程"))
    assert (seen.vendor, seen.assignee) == ("穩昇電梯工程", "陳志豪")  # 陳志豪 keeps an eye on it
    assert _label(program, ticket) == "陳志豪"


@pytest.mark.parametrize(
    ("action", "told", "code", "field"),
    [
        (Action.REJECT, {"reason": "  "}, "ticket.needs_reason", "reason"),
        (Action.CANCEL, {}, "ticket.needs_reason", "reason"),
        (Action.DISPATCH, {}, "ticket.needs_assignee", "assignee_id"),
        (Action.DISPATCH, {"assignee_id": 999}, "user.gone", ""),
        (Action.DISPATCH, {"vendor_id": 999}, "vendor.gone", ""),
        (Action.START, {"cost_twd": -1}, "money.negative", "cost_twd"),
        (Action.START, {"reason": "字" * 2001}, "ticket.text_too_long", "reason"),
        (Action.VERIFY, {}, "ticket.impossible_step", ""),
    ],
    ids=_short,
)
def test_a_step_says_what_it_must_be_told(
    program: Program, make: Make, action: Action, told: dict[str, Any], code: str, field: str
) -> None:
    ticket = make.ticket().id
    before = detail(program, ticket)
    with pytest.raises(DomainError) as caught:
        move(program, ticket, action, **told)
    assert (caught.value.code, caught.value.field) == (code, field)
    assert detail(program, ticket) == before


def test_a_step_the_state_does_not_allow_names_the_state_and_what_can_be_done(
    program: Program, make: Make
) -> None:
    ticket = make.ticket()
    with pytest.raises(DomainError) as caught:
        move(program, ticket.id, Action.VERIFY)
    assert sentence(caught.value) == (
        f"{ticket.number} 目前為「新案」，不能執行「驗收」。"
        "目前可執行：派工、受理、到場處理、退件、取消案件。未做任何變更。"
    )


def test_where_nothing_can_be_done_any_more_the_sentence_says_that_too(program: Program, make: Make) -> None:
    ticket = make.ticket()
    move(program, ticket.id, Action.CANCEL, reason="重複")
    base = program.services.base
    with base.read() as session, pytest.raises(Invalid) as caught:
        row = session.get_one(Ticket, ticket.id)
        read_step(base, row, Action.START, lambda: {"ticket_work"}, acceptance=False)
    assert caught.value.code == "ticket.no_step_left"
    assert "目前為「取消」，不能執行「到場處理」" in sentence(caught.value)


@pytest.mark.parametrize(
    ("told", "code", "field"),
    [
        ({"hold_until": RESUME_ON}, "ticket.needs_hold_reason", "hold_reason"),
        ({"hold_reason": "parts"}, "ticket.needs_hold_until", "hold_until"),
        ({"hold_reason": "lunch", "hold_until": RESUME_ON}, "ticket.no_such_hold_reason", "hold_reason"),
        (
            {"hold_reason": "parts", "hold_until": date(2026, 11, 22)},
            "ticket.hold_in_the_past",
            "hold_until",
        ),
    ],
    ids=_short,
)
def test_a_ticket_on_hold_waits_for_something_until_some_day(
    program: Program, make: Make, told: dict[str, Any], code: str, field: str
) -> None:
    ticket = make.ticket().id
    move(program, ticket, Action.ACCEPT)
    with pytest.raises(Invalid) as caught:
        move(program, ticket, Action.HOLD, **told)
    assert (caught.value.code, caught.value.field) == (code, field)
    assert detail(program, ticket).status == Status.ACCEPTED


def test_a_ticket_may_wait_until_the_end_of_today(program: Program, make: Make, clock: FixedClock) -> None:
    ticket = make.ticket().id
    move(program, ticket, Action.ACCEPT)
    seen = move(program, ticket, Action.HOLD, hold_reason="parts", hold_until=clock.today())
    assert seen.status == Status.ON_HOLD


def test_many_tickets_move_together_or_not_at_all(program: Program, make: Make) -> None:
    first, second, third = (make.ticket().id for _ in range(3))
    outcome = program.services.tickets.move((first, second), Move(Action.ACCEPT))
    assert (outcome.value, outcome.params["count"]) == (2, 2)
    assert outcome.changes.ids("tickets") == {first, second}
    with pytest.raises(Invalid, match="some_refused") as caught:
        program.services.tickets.move((third, first), Move(Action.ACCEPT))
    assert "115-0001" in sentence(caught.value), "it says which one stood in the way"
    assert detail(program, third).status == Status.REPORTED
    with pytest.raises(Invalid, match="none_chosen"):
        program.services.tickets.move((), Move(Action.ACCEPT))
    with pytest.raises(NotFound, match=r"ticket.gone"):
        program.services.tickets.move((first, 9999), Move(Action.START))
    assert detail(program, first).status == Status.ACCEPTED


def test_a_step_on_a_ticket_that_moved_on_is_refused(program: Program, make: Make) -> None:
    ticket = make.ticket().id
    seen = detail(program, ticket).version
    move(program, ticket, Action.ACCEPT)
    with pytest.raises(Conflict, match=r"ticket.moved_on"):
        program.services.tickets.move((ticket,), Move(Action.START), version=seen)
    with pytest.raises(Conflict, match=r"ticket.moved_on"):
        program.services.tickets.edit(ticket, seen, summary="別的")
    assert detail(program, ticket).status == Status.ACCEPTED


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("summary", "  新的\n說明 ", "新的 說明"),
        ("description", "一行\r\n二行", "一行\n二行"),
        ("trade_id", 3, 3),
        ("priority", 1, 1),
        ("requester", " 王小姐 ", "王小姐"),
        ("requester_phone", "07-555-0142", "07-555-0142"),
        ("estimate_twd", 12000, 12000),
        ("cost_twd", 0, 0),
        ("budget", "115 年維護費", "115 年維護費"),
    ],
)
def test_each_field_can_be_edited_undone_and_redone(
    program: Program, make: Make, name: str, value: object, shown: object
) -> None:
    ticket = make.ticket().id
    before = detail(program, ticket)
    outcome = program.services.tickets.edit(ticket, before.version, **{name: value})
    assert outcome.operation > 0
    after = detail(program, ticket)
    assert getattr(after, name) == shown
    assert [e.kind for e in after.events] == ["edited", "reported"]
    program.services.history.undo()
    assert getattr(detail(program, ticket), name) == getattr(before, name)
    program.services.history.redo()
    assert getattr(detail(program, ticket), name) == shown


def test_an_edit_of_several_fields_is_told_once(program: Program, make: Make) -> None:
    ticket = make.ticket().id
    program.services.tickets.edit(ticket, 1, summary="新的說明", priority=3, trade_id=1)
    assert [e.kind for e in detail(program, ticket).events] == ["edited", "reported"]


def test_an_edit_that_changes_nothing_is_no_step(program: Program, make: Make) -> None:
    ticket = make.ticket("漏水").id
    outcome = program.services.tickets.edit(ticket, 1, summary="漏水", priority=3)
    assert outcome.operation == 0
    assert len(detail(program, ticket).events) == 1


def test_the_due_date_can_be_changed_and_cleared_to_what_the_priority_proposes(
    program: Program, make: Make
) -> None:
    ticket = make.ticket().id
    program.services.tickets.edit(ticket, 1, due_on=date(2026, 12, 4))
    assert detail(program, ticket).due_at == datetime(2026, 12, 4, 9, 0, tzinfo=UTC)
    program.services.tickets.edit(ticket, 2, due_on=None)
    assert detail(program, ticket).due_at == program.services.clocks.promise_for(3).due_at


def test_a_ticket_can_be_put_on_another_asset_or_place(program: Program, make: Make) -> None:
    ticket = make.ticket().id
    room = make.place("東側機房", parent=make.site())
    pump = make.asset("揚水泵浦", place=room)
    program.services.tickets.edit(ticket, 1, asset_id=pump)
    seen = detail(program, ticket)
    assert (seen.asset_name, seen.place_id) == ("揚水泵浦", room)
    program.services.tickets.edit(ticket, 2, place_id=make.site(), asset_id=None)
    seen = detail(program, ticket)
    assert (seen.asset_id, seen.place_id) == (None, make.site())
    source = program.services.lists["tickets"]
    assert source.rows([ticket])[0][source.info.index("where_label")] == "四維行政中心"


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"summary": ""}, "ticket.needs_summary", "summary"),
        ({"description": "字" * 4001}, "ticket.text_too_long", "description"),
        ({"budget": "字" * 81}, "ticket.text_too_long", "budget"),
        ({"cost_twd": -1}, "money.negative", "cost_twd"),
        ({"trade_id": 999}, "ticket.no_such_trade", ""),
        ({"place_id": 999}, "place.gone", ""),
        ({"asset_id": None}, "ticket.needs_place", "target"),
        ({"number": "115-9999"}, "ticket.no_such_field", ""),
    ],
    ids=_short,
)
def test_an_edit_that_breaks_a_rule_changes_nothing(
    program: Program, make: Make, fields: dict[str, Any], code: str, field: str
) -> None:
    ticket = make.ticket().id
    before = detail(program, ticket)
    with pytest.raises(DomainError) as caught:
        program.services.tickets.edit(ticket, before.version, **fields)
    assert (caught.value.code, caught.value.field) == (code, field)
    assert detail(program, ticket) == before


def test_notes_are_told_newest_first_and_can_be_taken_back(program: Program, make: Make) -> None:
    ticket = make.ticket().id
    program.services.tickets.add_note(ticket, "已聯絡廠商")
    program.services.tickets.add_note(ticket, "電話無人接", kind="call")
    assert [(e.kind, e.text) for e in detail(program, ticket).events] == [
        ("call", "電話無人接"),
        ("note", "已聯絡廠商"),
        ("reported", ""),
    ]
    program.services.history.undo()
    assert [e.kind for e in detail(program, ticket).events] == ["note", "reported"]
    with pytest.raises(Invalid, match=r"ticket.empty_note"):
        program.services.tickets.add_note(ticket, " \n ")
    with pytest.raises(Invalid, match=r"ticket.text_too_long"):
        program.services.tickets.add_note(ticket, "字" * 2001)
    with pytest.raises(NotFound, match=r"ticket.gone"):
        program.services.tickets.add_note(9999, "x")


def test_every_step_can_be_taken_back_and_done_again(program: Program, make: Make) -> None:
    program.services.office.set("acceptance", "optional")
    history, ticket, user = program.services.history, make.ticket().id, make.user()
    seen = [detail(program, ticket)]
    for action, told in (
        (Action.DISPATCH, {"assignee_id": user}),
        (Action.START, {}),
        (Action.HOLD, {"hold_reason": "parts", "hold_until": RESUME_ON}),
        (Action.RESUME, {}),
        (Action.FINISH, {"cost_twd": 100}),
        (Action.CLOSE, {}),
        (Action.REOPEN, {"reason": "又壞了"}),
        (Action.CANCEL, {"reason": "重複"}),
    ):
        seen.append(move(program, ticket, action, **told))
    for earlier in seen[-2::-1]:
        history.undo()
        assert _content(detail(program, ticket)) == _content(earlier)
    for later in seen[1:]:
        history.redo()
        assert _content(detail(program, ticket)) == _content(later)


def _content(seen: TicketDetail) -> dict[str, Any]:
    return {name: getattr(seen, name) for name in seen.__slots__ if name != "version"}


def test_a_ticket_is_found_by_its_number_and_a_missing_one_is_said_to_be_missing(
    program: Program, make: Make
) -> None:
    logged = make.ticket()
    assert program.services.tickets.find(f" {logged.number} ") == logged.id
    with pytest.raises(NotFound, match="no_such_number"):
        program.services.tickets.find("115-9999")
    with pytest.raises(NotFound, match=r"ticket.gone"):
        program.services.tickets.detail(9999)


def test_a_ticket_on_an_asset_shows_who_stands_behind_it_and_its_permits(
    program: Program, make: Make
) -> None:
    lift = make.asset()
    make.contract(lift, until=date(2026, 12, 31), vendor=make.vendor("穩昇電梯工程"))
    make.permit(lift, until=date(2027, 3, 1))
    make.permit(lift, until=date(2028, 3, 1))
    seen = detail(program, make.ticket(asset=lift).id)
    assert [c.vendor for c in seen.covers] == ["穩昇電梯工程"]
    assert [p.expires_on.year for p in seen.permits] == [2028, 2027]
    assert seen.photos == ()
