"""Who is to be told of a repair whose time runs out, since when; and how the list, the verb and the pane tell it."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from db.models import EscalationStep, Role
from facilities_app.bootstrap import Program
from facilities_app.domain.clock import TAIPEI, FixedClock
from facilities_app.domain.lists import ListQuery
from facilities_app.domain.tickets import Action
from facilities_app.services.tickets import Move
from tests.factories import Make


def moment(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=TAIPEI)


@pytest.fixture
def high(make: Make) -> int:
    """Logged Monday at nine with three working days: 31 working hours until Thursday at five."""
    return make.ticket(priority=2).id


# Now, per cent of the time used, step passed, since when, who is to be told.
PASSED = [
    ("2026-11-25 17:00", None, None, None, ()),
    ("2026-11-26 09:00", 77, 75, "2026-11-26 08:15", ("廳舍工程師",)),
    ("2026-11-26 17:00", 100, 100, "2026-11-26 17:00", ("廳舍工程師", "單位主管")),
    ("2026-11-30 09:00", 129, 100, "2026-11-26 17:00", ("廳舍工程師", "單位主管")),
    ("2026-12-02 09:00", 180, 150, "2026-11-30 16:30", ("廳舍工程師", "單位主管", "行政管理")),
]


@pytest.mark.parametrize(("now", "percent", "step", "since", "roles"), PASSED, ids=[row[0] for row in PASSED])
def test_a_repair_past_a_step_names_who_is_to_be_told_and_since_when(
    program: Program,
    clock: FixedClock,
    high: int,
    now: str,
    percent: int | None,
    step: int | None,
    since: str | None,
    roles: tuple[str, ...],
) -> None:
    clock.move(moment(now) - clock.now())
    found = program.services.clocks.escalations()
    if percent is None or since is None:
        assert found == ()
        assert program.services.tickets.detail(high).clocks.escalation is None
        return
    (one,) = found
    assert (one.id, one.percent, one.at_percent, one.roles) == (high, percent, step, roles)
    assert one.since == moment(since)
    assert program.services.tickets.detail(high).clocks.escalation == one


def test_people_with_the_role_are_named(program: Program, make: Make, clock: FixedClock, high: int) -> None:
    with program.services.base.read() as session:
        chief = session.scalars(select(Role.id).where(Role.code == "supervisor")).one()
    make.user("周主任", role_id=chief)
    make.user("前主任", role_id=chief, is_active=False)
    clock.move(timedelta(days=4))
    (one,) = program.services.clocks.escalations()
    assert one.people == ("周主任",)


def test_while_the_clock_stands_nobody_is_told_and_a_finished_repair_tells_nobody(
    program: Program, clock: FixedClock, high: int
) -> None:
    services = program.services
    services.tickets.move((high,), Move(Action.START))
    clock.move(timedelta(days=3))
    assert services.clocks.escalations()
    services.tickets.move((high,), Move(Action.HOLD, hold_reason="parts", hold_until=date(2026, 12, 10)))
    clock.move(timedelta(days=7))
    assert services.clocks.escalations() == ()
    clock.move(timedelta(days=10))
    (one,) = (
        services.clocks.escalations()
    )  # 24 of 31 hours were used before it waited; seven more from the tenth on
    assert one.since == moment("2026-12-10 16:00")
    services.tickets.move((high,), Move(Action.FINISH))
    assert services.clocks.escalations() == ()


def test_a_step_below_three_quarters_finds_repairs_that_are_not_amber_yet(
    program: Program, make: Make, clock: FixedClock, high: int
) -> None:
    with program.services.base.uow("test.step") as uow:
        uow.add(EscalationStep(at_percent=50, role_id=1, priority_id=2))
        uow.commit(None)
    make.ticket(priority=3)
    clock.move(timedelta(days=2))
    (one,) = program.services.clocks.escalations()
    assert (one.id, one.at_percent) == (high, 50)


def test_the_tab_of_the_list_holds_the_same_tickets(
    program: Program, make: Make, clock: FixedClock, high: int
) -> None:
    source = program.services.lists["tickets"]
    query: ListQuery = next(p.query for p in source.info.presets if p.key == "escalated")
    assert source.count(query) == 0
    clock.move(timedelta(days=3))
    make.ticket(priority=4)
    assert [row[0] for row in source.page(query, 0, 9)] == [high]
    assert list(source.ids(query, lambda: False)) == [high]
