"""Planned visits, a person's day and the days of the calendar."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock, at
from facilities_app.domain.errors import Conflict, Invalid
from facilities_app.domain.planning import DayEntry, DayGroup, DayKind, in_day_order
from facilities_app.domain.tickets import Action
from facilities_app.messages import done
from facilities_app.services import boards
from facilities_app.services.tickets import Move
from tests.factories import Make

TODAY = date(2026, 11, 23)  # a Monday
ALL = tuple(DayKind)


def visit_of(program: Program, ticket_id: int) -> datetime | None:
    return program.services.tickets.detail(ticket_id).visit_at


# -- visits ------------------------------------------------------------------------------------------


def test_a_visit_is_planned_moved_and_taken_off_each_undoable(program: Program, make: Make) -> None:
    visits, ticket = program.services.visits, make.ticket()
    outcome = visits.plan((ticket.id,), at(date(2026, 11, 24), 9, 30))
    assert done(outcome.label, outcome.params) == f"{ticket.number} 排定 115/11/24 09:30 到場"
    visits.move((ticket.id,), date(2026, 11, 26))
    assert visit_of(program, ticket.id) == at(date(2026, 11, 26), 9, 30)
    visits.plan((ticket.id,), None)
    assert visit_of(program, ticket.id) is None
    for expected in (at(date(2026, 11, 26), 9, 30), at(date(2026, 11, 24), 9, 30), None):
        program.services.history.undo()
        assert visit_of(program, ticket.id) == expected
    program.services.history.redo()
    assert visit_of(program, ticket.id) == at(date(2026, 11, 24), 9, 30)


def test_a_visit_stands_in_the_history_of_its_ticket(program: Program, make: Make) -> None:
    ticket = make.ticket()
    program.services.visits.plan((ticket.id,), at(date(2026, 11, 24), 14))
    program.services.visits.plan((ticket.id,), None)
    events = program.services.tickets.detail(ticket.id).events
    assert {(event.kind, event.text) for event in events} >= {("visit", "115/11/24 14:00"), ("visit_off", "")}


def test_a_day_off_and_a_day_past_are_not_refused_but_told(program: Program, make: Make) -> None:
    visits, ticket = program.services.visits, make.ticket()
    free = visits.plan((ticket.id,), at(date(2026, 11, 28), 9))
    assert done(free.label, free.params).endswith("當日非上班日（週六）")
    feast = visits.move((ticket.id,), date(2027, 1, 1))
    assert "開國紀念日" in done(feast.label, feast.params)
    past = visits.move((ticket.id,), date(2026, 11, 20))
    assert done(past.label, past.params).endswith("該日已過")


def test_many_visits_are_one_step(program: Program, make: Make) -> None:
    ids = tuple(make.ticket().id for _ in range(3))
    outcome = program.services.visits.move(ids, date(2026, 11, 24))
    assert done(outcome.label, outcome.params) == "已排定 3 件的到場時間"
    assert {visit_of(program, one) for one in ids} == {at(date(2026, 11, 24), 9)}
    program.services.history.undo()
    assert {visit_of(program, one) for one in ids} == {None}


def test_no_visit_is_planned_for_what_is_done_and_nothing_is_half_saved(program: Program, make: Make) -> None:
    ticket, over = make.ticket(), make.ticket()
    program.services.tickets.move((over.id,), Move(Action.ACCEPT))
    program.services.tickets.move((over.id,), Move(Action.FINISH))
    with pytest.raises(Invalid) as refused:
        program.services.visits.plan((ticket.id, over.id), at(TODAY, 15))
    assert (refused.value.code, refused.value.params["number"]) == ("visit.ticket_closed", over.number)
    assert visit_of(program, ticket.id) is None
    with pytest.raises(Invalid):
        program.services.visits.plan((), at(TODAY, 15))


def test_a_visit_planned_on_an_outdated_record_is_refused(program: Program, make: Make) -> None:
    ticket = make.ticket()
    version = program.services.tickets.detail(ticket.id).version
    program.services.visits.plan((ticket.id,), at(TODAY, 15), version=version)
    with pytest.raises(Conflict):
        program.services.visits.plan((ticket.id,), at(TODAY, 16), version=version)


# -- my day ------------------------------------------------------------------------------------------


def mine(program: Program, make: Make, summary: str, *, due: date | None = None, user: int) -> int:
    ticket = make.ticket(summary, due_on=due)
    program.services.tickets.move((ticket.id,), Move(Action.DISPATCH, assignee_id=user))
    return ticket.id


def titles(groups: tuple[DayGroup, ...]) -> dict[str, list[str]]:
    return {group.key: [entry.title for entry in group.entries] for group in groups}


def test_my_day_holds_what_i_must_do_and_nothing_else(
    program: Program, make: Make, clock: FixedClock
) -> None:
    me, other = make.user("林育成"), make.user("陳世明")
    program.services.base.act_as(me)
    clock.move(timedelta(days=-7))
    mine(program, make, "逾期", due=TODAY - timedelta(days=3), user=me)
    clock.move(timedelta(days=7))
    late_visit = mine(program, make, "下午到場", due=TODAY, user=me)
    early_visit = mine(program, make, "上午到場", due=TODAY + timedelta(days=9), user=me)
    mine(program, make, "今日到期", due=TODAY, user=me)
    mine(program, make, "接著", due=TODAY + timedelta(days=5), user=me)
    mine(program, make, "別人的", due=TODAY, user=other)
    back = mine(program, make, "料到了", user=me)
    waiting = mine(program, make, "還在等", due=TODAY, user=me)
    for ticket, until in ((back, TODAY), (waiting, TODAY + timedelta(days=4))):
        program.services.tickets.move((ticket,), Move(Action.HOLD, hold_reason="parts", hold_until=until))
    program.services.visits.plan((late_visit,), at(TODAY, 14))
    program.services.visits.plan((early_visit,), at(TODAY, 10))
    make.task(due=TODAY, title="我的巡檢", assignee_id=me)
    make.task(due=TODAY, title="別人的巡檢", assignee_id=other)
    make.task(due=TODAY + timedelta(days=1), title="明天的巡檢", assignee_id=me)
    groups = program.services.boards.my_day(TODAY)
    assert titles(groups) == {
        "visit": ["上午到場", "下午到場"],
        "late": ["逾期"],
        "today": ["今日到期"],
        "hold": ["料到了"],
        "task": ["我的巡檢"],
        "next": ["接著"],
    }
    assert next(group for group in groups if group.key == "late").entries[0].is_late


def test_nobody_has_nothing_to_do(program: Program, make: Make) -> None:
    make.ticket()
    program.services.base.act_as(None)
    assert program.services.boards.my_day(TODAY) == ()


# -- the calendar ------------------------------------------------------------------------------------


def test_a_range_holds_every_kind_on_its_day(program: Program, make: Make) -> None:
    asset = make.asset()
    visited = make.ticket("到場", asset=asset, due_on=date(2026, 12, 20)).id
    program.services.visits.plan((visited,), at(date(2026, 11, 25), 10))
    make.ticket("到期", due_on=date(2026, 11, 26))
    held = make.ticket("等待", due_on=date(2026, 12, 31)).id
    program.services.tickets.move((held,), Move(Action.ACCEPT))
    program.services.tickets.move(
        (held,), Move(Action.HOLD, hold_reason="parts", hold_until=date(2026, 11, 27))
    )
    make.task(due=date(2026, 11, 25), title="巡檢")
    make.contract(asset, until=date(2026, 11, 30))
    make.permit(asset, until=date(2026, 11, 23))
    make.permit(asset, until=date(2026, 12, 1))  # after the range
    found = program.services.boards.days(date(2026, 11, 23), date(2026, 11, 30), ALL)
    assert [(entry.kind, entry.day.day) for entry in found.entries] == [
        (DayKind.PERMIT, 23),
        (DayKind.VISIT, 25),
        (DayKind.TASK, 25),
        (DayKind.DUE, 26),
        (DayKind.HOLD, 27),
        (DayKind.CONTRACT, 30),
    ]
    assert found.left_out == ()
    only = program.services.boards.days(date(2026, 11, 23), date(2026, 11, 30), (DayKind.TASK,))
    assert [entry.title for entry in only.entries] == ["巡檢"]


def test_the_calendar_of_one_person_leaves_the_others_out(program: Program, make: Make) -> None:
    me = make.user()
    program.services.base.act_as(me)
    mine(program, make, "我的", due=TODAY, user=me)
    make.ticket("別人的", due_on=TODAY)
    make.permit(make.asset(), until=TODAY)
    found = program.services.boards.days(TODAY, TODAY, ALL, mine_only=True)
    assert [entry.title for entry in found.entries] == ["我的"]


def test_a_visit_late_in_the_evening_stands_on_its_taiwanese_day(program: Program, make: Make) -> None:
    ticket = make.ticket().id
    program.services.visits.plan((ticket,), at(date(2026, 11, 25), 0, 30))
    found = program.services.boards.days(date(2026, 11, 25), date(2026, 11, 25), (DayKind.VISIT,))
    assert [entry.day for entry in found.entries] == [date(2026, 11, 25)]
    assert not program.services.boards.days(date(2026, 11, 24), date(2026, 11, 24), (DayKind.VISIT,)).entries


def test_what_is_too_much_is_counted_not_hidden(
    program: Program, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(boards, "MOST_OF_A_KIND", 3)
    for _ in range(5):
        make.ticket(due_on=TODAY)
    found = program.services.boards.days(TODAY, TODAY, ALL)
    assert (len(found.entries), found.left_out) == (3, ((DayKind.DUE, 2),))


def test_a_day_reads_in_the_order_it_is_done() -> None:
    def entry(key: int, kind: DayKind, hour: int | None = None, priority: int = 3) -> DayEntry:
        moment = at(TODAY, hour) if hour is not None else None
        return DayEntry(kind, "tickets", key, TODAY, "", at=moment, priority=priority)

    made = [
        entry(1, DayKind.TASK),
        entry(2, DayKind.DUE, priority=4),
        entry(3, DayKind.DUE, priority=1),
        entry(4, DayKind.VISIT, 14),
        entry(5, DayKind.VISIT, 9),
    ]
    over = replace(entry(6, DayKind.VISIT, 8), is_over=True)
    assert [one.id for one in in_day_order([over, *made])] == [5, 4, 3, 2, 1, 6]
