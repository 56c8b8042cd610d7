"""What is promised for a repair, what a hold does to it, and how its clocks read: worked examples, kept in tables."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from db.models import CalendarDay, Priority, ServiceTarget, Ticket, TicketPause
from facilities_app.bootstrap import Program
from facilities_app.domain.clock import TAIPEI, FixedClock, at
from facilities_app.domain.clocks import Light
from facilities_app.domain.errors import DomainError, Invalid
from facilities_app.domain.promises import TicketClocks
from facilities_app.domain.tickets import Action
from facilities_app.services.tickets import Move
from tests.factories import Make

TYPHOON = date(2026, 8, 12)


def moment(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=TAIPEI)


def go(clock: FixedClock, text: str) -> None:
    clock.move(moment(text) - clock.now())


def row_of(program: Program, ticket: int) -> Ticket:
    with program.services.base.read() as session:
        return session.get_one(Ticket, ticket)


def read(program: Program, ticket: int) -> TicketClocks:
    return program.services.tickets.detail(ticket).clocks


def move(program: Program, ticket: int, action: Action, **told: Any) -> None:
    program.services.tickets.move((ticket,), Move(action, **told))


def hold(program: Program, ticket: int, until: date) -> None:
    move(program, ticket, Action.HOLD, hold_reason="parts", hold_until=until)


def target(program: Program, priority: int, response: int, repair: int, **where: int) -> None:
    with program.services.base.uow("test.target") as uow:
        same = uow.session.scalars(select(ServiceTarget).where(ServiceTarget.priority_id == priority))
        row = next((one for one in same if not where), None)
        row = row or uow.add(
            ServiceTarget(priority_id=priority, response_minutes=0, repair_minutes=0, **where)
        )
        row.response_minutes, row.repair_minutes = response, repair
        uow.commit(None)


# Logged, priority 1 urgent to 4 low, answer due, repair due, why.
SHIPPED = [
    ("2026-11-23 09:00", 1, "2026-11-23 10:00", "2026-11-23 17:00", "urgent: an hour, the same day"),
    ("2026-11-23 16:30", 1, "2026-11-24 08:30", "2026-11-23 17:00", "urgent in the late afternoon"),
    ("2026-11-23 09:00", 2, "2026-11-23 14:00", "2026-11-26 17:00", "high: four hours, three days"),
    ("2026-11-23 09:00", 3, "2026-11-24 17:00", "2026-12-02 17:00", "normal: a day, seven days"),
    ("2026-12-31 16:00", 2, "2027-01-04 11:00", "2027-01-06 17:00", "high over New Year"),
    ("2026-08-11 16:00", 2, "2026-08-13 11:00", "2026-08-17 17:00", "high over a typhoon day off"),
    ("2024-02-16 16:00", 2, "2024-02-17 11:00", "2024-02-20 17:00", "high into a make-up Saturday"),
]


@pytest.mark.parametrize(("now", "priority", "answer", "due", "_why"), SHIPPED, ids=[r[-1] for r in SHIPPED])
def test_a_logged_repair_is_promised_what_the_worked_example_says(
    program: Program, make: Make, clock: FixedClock, now: str, priority: int, answer: str, due: str, _why: str
) -> None:
    with program.services.base.uow("test.day") as uow:
        uow.add(CalendarDay(day=TYPHOON, kind="holiday", name="颱風停班"))
        uow.commit(None)
    program.services.base.forget()
    go(clock, now)
    row = row_of(program, make.ticket(priority=priority).id)
    assert (row.response_due_at, row.due_at) == (moment(answer), moment(due))
    assert row.amber_at is not None
    assert row.reported_at < row.amber_at <= row.due_at


# Held from, until which day, resumed or None, repair due before, due while it waits, due afterwards, why.
HOLDS = [
    (
        "11-23 10:00",
        "11-24",
        "11-23 11:00",
        "11-23 16:00",
        "11-24 14:00",
        "11-24 08:00",
        "an hour of it used",
    ),
    (
        "11-23 10:00",
        "11-25",
        "11-25 08:00",
        "11-23 16:00",
        "11-25 14:00",
        "11-25 14:00",
        "as long as granted",
    ),
    (
        "11-23 10:00",
        "11-24",
        "11-26 15:00",
        "11-23 16:00",
        "11-24 14:00",
        "11-24 14:00",
        "longer than granted",
    ),
    (
        "11-23 17:00",
        "11-25",
        "11-25 09:00",
        "11-23 16:00",
        "11-23 16:00",
        "11-23 16:00",
        "late before it waited",
    ),
    ("11-23 15:00", "11-30", "11-27 18:00", "11-23 16:00", "11-30 09:00", "11-30 09:00", "over a weekend"),
]


@pytest.mark.parametrize(
    ("begin", "until", "end", "before", "waiting", "after", "_why"), HOLDS, ids=[r[-1] for r in HOLDS]
)
def test_a_hold_moves_the_promise_by_its_own_working_time(
    program: Program,
    make: Make,
    clock: FixedClock,
    begin: str,
    until: str,
    end: str,
    before: str,
    waiting: str,
    after: str,
    _why: str,
) -> None:
    year = "2026-"
    target(program, 3, 120, 360)
    ticket = make.ticket().id
    move(program, ticket, Action.START)
    assert row_of(program, ticket).due_at == moment(year + before)
    go(clock, year + begin)
    hold(program, ticket, date.fromisoformat(year + until))
    assert row_of(program, ticket).due_at == moment(year + waiting)
    go(clock, year + end)
    move(program, ticket, Action.RESUME)
    row = row_of(program, ticket)
    due = row.due_at
    assert program.services.base.working_time.between(due, moment(year + after)) == 0
    assert program.services.base.working_time.between(moment(year + after), due) == 0
    reading = read(program, ticket)
    assert reading.repair is not None
    assert reading.repair.promised == 360
    assert [pause.until_at is not None for pause in reading.pauses] == [True]


def test_a_hold_leaves_the_day_that_a_person_set(program: Program, make: Make) -> None:
    ticket = make.ticket(due_on=date(2026, 11, 30)).id
    move(program, ticket, Action.ACCEPT)
    hold(program, ticket, date(2026, 12, 8))
    row = row_of(program, ticket)
    assert (row.due_at, row.response_due_at) == (moment("2026-11-30 17:00"), moment("2026-12-09 16:00"))


def test_a_pause_says_why_since_when_and_until_when_and_can_be_undone(
    program: Program, make: Make, clock: FixedClock
) -> None:
    ticket = make.ticket(priority=2).id
    move(program, ticket, Action.ACCEPT)
    before = row_of(program, ticket).due_at
    clock.move(timedelta(hours=1))
    hold(program, ticket, date(2026, 11, 27))
    paused = read(program, ticket).paused
    assert paused is not None
    assert (paused.reason, paused.from_at, paused.granted_until) == (
        "parts",
        clock.now(),
        at(date(2026, 11, 27), 0),
    )
    reading = read(program, ticket).repair
    assert reading is not None
    assert reading.light is Light.PAUSED
    program.services.history.undo()
    assert row_of(program, ticket).due_at == before
    with program.services.base.read() as session:
        assert session.scalars(select(TicketPause)).all() == []


def test_a_hold_can_be_granted_longer_and_the_time_between_counts(
    program: Program, make: Make, clock: FixedClock
) -> None:
    target(program, 3, 120, 360)
    ticket = make.ticket().id  # Monday nine; due at 16:00
    move(program, ticket, Action.ACCEPT)
    go(clock, "2026-11-23 10:00")
    hold(program, ticket, date(2026, 11, 24))  # used an hour: five left from Tuesday eight
    go(clock, "2026-11-24 10:00")
    hold(program, ticket, date(2026, 11, 26))  # used three: three left from Thursday eight
    assert row_of(program, ticket).due_at == moment("2026-11-26 11:00")
    assert len(read(program, ticket).pauses) == 2


@pytest.mark.parametrize("action", [Action.FINISH, Action.DISPATCH, Action.CANCEL])
def test_every_way_out_of_a_hold_ends_the_pause(program: Program, make: Make, action: Action) -> None:
    ticket = make.ticket().id
    move(program, ticket, Action.ACCEPT)
    hold(program, ticket, date(2026, 12, 1))
    move(program, ticket, action, reason="好了", assignee_id=make.user())
    with program.services.base.read() as session:
        pause = session.scalars(select(TicketPause)).one()
        assert pause.until_at == program.services.clock.now()


def test_work_resumed_after_a_hold_before_anybody_came_is_the_answer(
    program: Program, make: Make, clock: FixedClock
) -> None:
    ticket = make.ticket().id
    move(program, ticket, Action.DISPATCH, assignee_id=make.user())
    hold(program, ticket, date(2026, 12, 1))
    clock.move(timedelta(minutes=5))
    resumed = clock.now()
    move(program, ticket, Action.RESUME)
    assert row_of(program, ticket).responded_at == resumed
    clock.move(timedelta(hours=2))
    move(program, ticket, Action.FINISH)
    assert row_of(program, ticket).responded_at == resumed


def test_what_was_finished_late_is_broken_and_what_is_late_is_red_even_while_it_waits(
    program: Program, make: Make, clock: FixedClock
) -> None:
    target(program, 3, 120, 360)
    ticket = make.ticket().id
    go(clock, "2026-11-23 14:45")
    lights = read(program, ticket)
    assert lights.response is not None
    assert lights.repair is not None
    assert (lights.response.light, lights.repair.light) == (Light.RED, Light.AMBER)
    move(program, ticket, Action.START)
    go(clock, "2026-11-23 16:01")
    hold(program, ticket, date(2026, 12, 1))
    reading = read(program, ticket).repair
    assert reading is not None
    assert reading.light is Light.RED
    move(program, ticket, Action.FINISH)
    done = read(program, ticket)
    assert done.response is not None
    assert done.repair is not None
    assert (done.response.light, done.repair.light) == (Light.BROKEN, Light.BROKEN)
    assert (done.repair.used, done.repair.promised) == (361, 360)


def test_a_hold_that_outlasts_its_day_runs_on(program: Program, make: Make, clock: FixedClock) -> None:
    target(program, 3, 120, 360)
    ticket = make.ticket().id
    move(program, ticket, Action.START)
    hold(program, ticket, date(2026, 11, 24))
    go(clock, "2026-11-24 15:01")
    reading = read(program, ticket).repair
    assert reading is not None
    assert (reading.light, reading.used) == (Light.RED, 361)


def test_a_due_date_that_a_person_set_stands_above_the_target_and_is_told(
    program: Program, make: Make
) -> None:
    services = program.services
    ticket = make.ticket(due_on=date(2026, 11, 30)).id
    detail = services.tickets.detail(ticket)
    assert detail.clocks.is_fixed
    assert (detail.events[0].kind, detail.events[0].text) == ("due_set", "115/11/30")
    services.tickets.edit(ticket, detail.version, priority=1)
    row = row_of(program, ticket)
    assert (row.due_at, row.response_due_at) == (moment("2026-11-30 17:00"), moment("2026-11-23 10:00"))
    services.tickets.edit(ticket, row.version, due_on=None)
    assert not read(program, ticket).is_fixed
    assert row_of(program, ticket).due_at == moment("2026-11-23 17:00")


@pytest.mark.parametrize("field", ["priority", "trade_id"])
def test_an_edit_of_what_a_promise_follows_from_makes_it_anew(
    program: Program, make: Make, field: str
) -> None:
    lifts = next(c.code for c in program.services.labels.choices("trade") if c.name == "電梯")
    assert isinstance(lifts, int)
    target(program, 3, 60, 120, trade_id=lifts)
    target(program, 2, 60, 120)
    ticket = make.ticket(trade_id=1).id
    program.services.tickets.edit(ticket, 1, **{field: {"priority": 2, "trade_id": lifts}[field]})
    assert row_of(program, ticket).due_at == moment("2026-11-23 11:00")


def test_the_place_s_own_target_holds_below_it_too(program: Program, make: Make) -> None:
    site = make.site()
    floor = make.place("9F", parent=site, kind="floor")
    target(program, 3, 60, 120, place_id=floor)
    asset = make.asset(place=make.place("901", parent=floor))
    assert row_of(program, make.ticket(asset=asset).id).due_at == moment("2026-11-23 11:00")
    elsewhere = make.ticket(place_id=site).id
    assert row_of(program, elsewhere).due_at == moment("2026-12-02 17:00")
    program.services.tickets.edit(elsewhere, 1, place_id=floor)
    assert row_of(program, elsewhere).due_at == moment("2026-11-23 11:00")


def test_what_is_done_keeps_what_it_was_held_to(program: Program, make: Make, clock: FixedClock) -> None:
    ticket = make.ticket(priority=1).id
    move(program, ticket, Action.ACCEPT)
    clock.move(timedelta(days=2))
    move(program, ticket, Action.FINISH)
    row = row_of(program, ticket)
    program.services.tickets.edit(ticket, row.version, priority=4)
    assert row_of(program, ticket).due_at == row.due_at
    with pytest.raises(Invalid, match="due_is_past"):
        program.services.tickets.edit(ticket, row.version + 1, due_on=date(2026, 12, 31))
    reading = read(program, ticket).repair
    assert reading is not None
    assert reading.light is Light.BROKEN


def test_a_priority_without_a_target_keeps_its_working_days_and_promises_no_answer(
    program: Program, make: Make
) -> None:
    with program.services.base.uow("test.none") as uow:
        for row in uow.session.scalars(select(ServiceTarget)):
            uow.session.delete(row)
        uow.session.get_one(Priority, 3).repair_workdays = 2
        uow.commit(None)
    ticket = make.ticket().id
    assert row_of(program, ticket).due_at == moment("2026-11-25 17:00")
    assert read(program, ticket).response is None


def test_urgency_and_impact_make_the_priority(program: Program, make: Make) -> None:
    row = row_of(program, make.ticket(urgency=1, impact=1).id)
    assert (row.priority, row.urgency, row.impact) == (1, 1, 1)
    assert row_of(program, make.ticket(urgency=1, impact=1, priority=4).id).priority == 4
    assert row_of(program, make.ticket().id).priority == 3
    with pytest.raises(DomainError) as caught:
        make.ticket(urgency=4, impact=1)
    assert (caught.value.code, caught.value.field) == ("ticket.no_such_grade", "urgency")


def test_the_office_s_own_hours_count(program: Program, make: Make) -> None:
    program.services.office.set("office_hours", "09:00-18:00")
    target(program, 3, 60, 300)
    assert row_of(program, make.ticket().id).due_at == moment("2026-11-23 14:00")
    for _step in ("ticket", "target", "setting"):
        program.services.history.undo()
    assert program.services.base.working_time.spans[0] == (480, 720)


STEPS = st.lists(st.tuples(st.integers(1, 3000), st.integers(1, 20), st.integers(1, 6000)), max_size=3)


@given(steps=STEPS)
@settings(max_examples=25)
def test_holds_never_bring_a_promise_nearer_and_working_time_stays_below_calendar_time(
    steps: list[tuple[int, int, int]], fresh_file: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    import shutil

    from facilities_app.bootstrap import open_program
    from tests.conftest import NOW

    clock = FixedClock(NOW)
    copy = shutil.copy(fresh_file, tmp_path_factory.mktemp("holds") / "office.sqlite")
    with open_program(copy, clock=clock) as program:
        ticket = Make(program).ticket().id
        move(program, ticket, Action.ACCEPT)
        promised = row_of(program, ticket).due_at
        for wait, days, length in steps:
            clock.move(timedelta(minutes=wait))
            hold(program, ticket, program.services.clock.today() + timedelta(days=days))
            clock.move(timedelta(minutes=length))
            move(program, ticket, Action.RESUME)
            row = row_of(program, ticket)
            assert row.due_at >= promised
            reading = read(program, ticket).repair
            assert reading is not None
            assert 0 <= reading.used <= (clock.now() - row.reported_at).total_seconds() / 60
            assert reading.promised == program.services.base.working_time.between(NOW, promised)
