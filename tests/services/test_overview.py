"""The overview and the reminders: what must be done, and figures counted from rows."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from db.models import (
    AuditRound,
    AuditVisit,
    InsurancePolicy,
    Meter,
    MeterReading,
    MeterTarget,
    Warranty,
)
from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.rows import DueItem
from facilities_app.domain.tickets import Action
from facilities_app.services import figures
from facilities_app.services.tickets import Move
from tests.factories import Make

TODAY = date(2026, 11, 23)


def days(count: int) -> date:
    return TODAY + timedelta(days=count)


def add(program: Program, row: Any) -> int:
    with program.services.base.uow("test.made") as uow:
        uow.add(row)
        return int(uow.commit(row.id, undoable=False).value)


def shown(items: tuple[DueItem, ...] | list[DueItem]) -> list[tuple[str, str, date, str]]:
    return [(item.kind, item.group, item.due_on, item.action) for item in items]


def test_repairs_are_late_due_this_week_or_waiting_to_be_dispatched(
    program: Program, make: Make, clock: FixedClock
) -> None:
    late = make.ticket("污水泵跳脫", due_on=TODAY)
    hold = make.ticket("待料", due_on=days(5))
    new = make.ticket("新案", due_on=days(3))
    far = make.ticket("下月", due_on=days(20))
    user = make.user()
    for ticket in (hold, far):
        program.services.tickets.move((ticket.id,), Move(Action.DISPATCH, assignee_id=user))
    program.services.tickets.move((hold.id,), Move(Action.START))
    program.services.tickets.move((hold.id,), Move(Action.HOLD, hold_reason="parts", hold_until=days(4)))
    clock.move(timedelta(hours=9))

    overview = program.services.overview.read()

    assert [(item.id, item.group, item.action) for item in overview.due] == [
        (late.id, "overdue", "dispatch"),
        (hold.id, "week", "chase"),
        (new.id, "new", "dispatch"),
    ]
    assert dict(overview.totals) == {"overdue": 1, "week": 1, "new": 1, "expiring": 0}
    assert (overview.later_tickets, overview.later_tasks, overview.open_tickets) == (1, 0, 4)
    badges = program.services.overview.badges()
    assert badges == {"tickets": 1, "inspections": 0, "dormitories": 0, "audits": 0}
    missed = next(p.query for p in program.services.lists["tickets"].info.presets if p.key == "overdue")
    assert program.services.overview.late()["tickets"] == program.services.lists["tickets"].count(missed)


def test_mine_shows_only_what_is_given_to_me(program: Program, make: Make) -> None:
    me = make.user()
    program.services.base.act_as(me)
    mine = make.ticket("我的", due_on=days(2))
    make.ticket("別人的", due_on=days(2))
    program.services.tickets.move((mine.id,), Move(Action.DISPATCH, assignee_id=me))
    task = make.task(due=days(1), assignee_id=me)
    make.task(due=days(1))
    make.permit(make.asset(), until=days(3))

    overview = program.services.overview.read(mine_only=True)

    assert [(item.kind, item.id, item.is_mine) for item in overview.due] == [
        ("task", task, True),
        ("ticket", mine.id, True),
    ]
    assert len(program.services.overview.read().due) == 5
    assert overview.later_tickets + overview.later_tasks == 0


def test_papers_that_expire_are_told_in_time(program: Program, make: Make) -> None:
    lift, old = make.asset("客梯 2 號"), make.asset("客梯 3 號")
    make.permit(lift, until=days(-400))
    make.permit(lift, until=days(22))
    make.permit(old, until=days(-2))
    make.permit(make.asset("客梯 4 號"), until=days(62))
    make.permit(make.asset("報廢客梯", status="retired"), until=days(5))
    make.contract(lift, until=days(60))
    make.contract(lift, until=days(61))
    make.contract(lift, until=days(-1))
    add(program, Warranty(asset_id=lift, starts_on=days(-300), ends_on=days(30)))
    vendor = make.vendor("市產險")
    for number, end in (("OLD", days(-200)), ("NEW", days(40))):
        add(
            program,
            InsurancePolicy(
                number=number,
                kind="fire",
                vendor_id=vendor,
                place_id=make.site(),
                starts_on=days(-500),
                ends_on=end,
            ),
        )
    unit = make.unit("M101")
    make.agreement(unit, starts_on=days(-700), ends_on=days(600), return_by=days(54))
    make.agreement(make.unit("M102"), starts_on=days(-700), ends_on=days(-10))
    make.agreement(make.unit("M103"), starts_on=days(-700), ends_on=days(10), ended_on=days(-1))
    make.agreement(make.unit("M104"), starts_on=days(-700), ends_on=days(91))
    audit = add(
        program, AuditRound(year=2026, ordinal=2, name="115 年第 2 次", starts_on=days(-20), due_on=days(7))
    )
    add(program, AuditVisit(round_id=audit, unit_id=unit))

    items = program.services.reminders.due()

    assert shown(items) == [
        ("agreement", "overdue", days(-10), "notify"),
        ("permit", "overdue", days(-2), "renew"),
        ("audit", "week", days(7), "audit"),
        ("permit", "expiring", days(22), "renew"),
        ("warranty", "expiring", days(30), "open"),
        ("insurance", "expiring", days(40), "renew"),
        ("agreement", "expiring", days(54), "notify"),
        ("contract", "expiring", days(60), "renew"),
    ]
    assert (items[6].where, items[6].target, items[6].target_id) == ("M101", "dorm_units", unit)
    assert program.services.overview.badges()["dormitories"] == 1


def test_another_day_sees_other_things_due(program: Program, make: Make) -> None:
    make.task(due=days(30))
    assert program.services.reminders.due() == []
    assert shown(program.services.reminders.due(days(31))) == [("task", "overdue", days(30), "record")]


def test_each_group_is_capped_and_its_total_is_not(program: Program, make: Make) -> None:
    for _ in range(4):
        make.task(due=days(-1))
    reminders = program.services.reminders
    with program.services.base.read() as session:
        from facilities_app.services.reminders import read_due, read_totals

        moment = reminders.moment(limit=2)
        due = read_due(session, moment)
        assert (len(due), read_totals(session, moment, due)["overdue"]) == (2, 4)


def test_a_repair_that_is_finished_is_looked_at_and_no_longer_overdue(
    program: Program, make: Make, clock: FixedClock
) -> None:
    ticket = make.ticket("完工待複查", due_on=TODAY).id
    program.services.tickets.move((ticket,), Move(Action.START))
    program.services.tickets.move((ticket,), Move(Action.FINISH))
    clock.move(timedelta(days=2))
    overview = program.services.overview.read()
    assert [(item.group, item.action) for item in overview.due] == [("week", "verify")]
    overdue = next(p.query for p in program.services.lists["tickets"].info.presets if p.key == "overdue")
    assert program.services.lists["tickets"].count(overdue) == 0
    assert program.services.overview.badges()["tickets"] == 0


def test_what_was_verified_is_to_be_closed_and_not_verified_again(program: Program, make: Make) -> None:
    ticket = make.ticket("驗收過的報修", due_on=TODAY).id
    program.services.base.act_as(make.user("林育成"))
    program.services.tickets.move((ticket,), Move(Action.START))
    program.services.tickets.move((ticket,), Move(Action.FINISH))
    program.services.base.act_as(make.user("陳世明"))
    program.services.tickets.move((ticket,), Move(Action.VERIFY))
    assert [(item.id, item.action) for item in program.services.overview.read().due] == [(ticket, "close")]


def test_overdue_and_missed_count_against_compliance(program: Program, make: Make) -> None:
    for due, status in (
        (days(-10), "done"),
        (days(-20), "done"),
        (days(-12), "planned"),
        (days(-40), "missed"),
        (days(-50), "skipped"),
        (days(0), "planned"),
        (days(0), "done"),
        (days(5), "planned"),
        (days(-400), "missed"),
    ):
        make.task(due=due, status=status, is_statutory=True)
    make.task(due=days(-3), is_statutory=False)
    overview = program.services.overview.read()
    assert (overview.statutory_total, overview.statutory_overdue) == (5, 2)


def test_open_repairs_are_counted_by_age(program: Program, make: Make, clock: FixedClock) -> None:
    for age in (40, 30, 14, 7, 3, 0):
        clock.move(timedelta(days=-age))
        make.ticket(f"{age}")
        clock.move(timedelta(days=age))
    assert program.services.overview.read().ages == (
        ("d3", 2),
        ("d7", 1),
        ("d14", 1),
        ("d30", 1),
        ("older", 1),
    )


def test_trades_are_counted_by_month_with_the_running_one_last(
    program: Program, make: Make, clock: FixedClock
) -> None:
    for back in (0, 0, 30, 400):
        clock.move(timedelta(days=-back))
        make.ticket("漏水")
        clock.move(timedelta(days=back))
    overview = program.services.overview.read()
    assert overview.month_labels == (12, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
    assert sum(sum(trade.months) for trade in overview.trades) == 3
    assert [trade.months[-2:] for trade in overview.trades if sum(trade.months)] == [(1, 2)]
    assert len(overview.trades) == 6


def test_the_audit_counts_only_findings_that_settle_a_unit(program: Program, make: Make) -> None:
    closed = add(program, AuditRound(year=2026, ordinal=1, name="第 1 次", closed_on=days(-100)))
    add(program, AuditVisit(round_id=closed, unit_id=make.unit("A1"), finding="residing"))
    before = program.services.overview.read()
    assert (before.audit_name, before.audit_done, before.audit_total) == ("第 1 次", 1, 1)
    now = add(program, AuditRound(year=2026, ordinal=2, name="第 2 次", starts_on=days(-5)))
    for code, finding in (("B1", "residing"), ("B2", "not_met"), ("B3", "")):
        add(program, AuditVisit(round_id=now, unit_id=make.unit(code), finding=finding))
    after = program.services.overview.read()
    assert (after.audit_name, after.audit_done, after.audit_total) == ("第 2 次", 1, 3)
    assert len(after.tiles) == 4


def test_solar_months_are_the_differences_of_the_readings_beside_the_plan(
    program: Program, make: Make
) -> None:
    meter = add(program, Meter(code="PV", kind="solar", unit="度", asset_id=make.asset("太陽光電")))
    for day, value in (
        (date(2025, 12, 31), 1_000),
        (date(2026, 1, 31), 1_200),
        (date(2026, 2, 15), 1_250),
        (date(2026, 2, 28), 1_300),
        (date(2026, 3, 31), 40),  # a new meter
        (date(2026, 4, 15), 100),
        (date(2026, 12, 31), 900),  # not yet
    ):
        add(program, MeterReading(meter_id=meter, read_on=day, value=Decimal(value)))
    for month in (1, 2, 3, 4, 5):
        add(program, MeterTarget(meter_id=meter, year=2026, month=month, value=Decimal(100)))

    overview = program.services.overview.read()

    assert [counted for _, counted, _ in overview.solar[:5]] == [
        Decimal(200),
        Decimal(100),
        None,
        Decimal(60),
        None,
    ]
    assert overview.solar[4] == (5, None, Decimal(100))
    sums = (overview.solar_year, overview.solar_plan, overview.solar_plan_to_date)
    assert sums == (Decimal(360), Decimal(500), Decimal(350))


def test_an_empty_database_has_an_empty_overview(program: Program) -> None:
    overview = program.services.overview.read()
    assert (overview.due, overview.tiles, overview.solar, overview.statutory_total) == ((), (), (), 0)
    assert overview.today == TODAY


def test_a_solar_meter_without_readings_has_no_plan_to_date(program: Program, make: Make) -> None:
    add(program, Meter(code="PV", kind="solar", unit="度", asset_id=make.asset()))
    with program.services.base.read() as session:
        assert figures.solar(session, TODAY).plan_to_date == 0


@pytest.mark.parametrize(
    "moment", [datetime(2026, 11, 22, 16, 30, tzinfo=UTC), datetime(2026, 11, 23, 15, 30, tzinfo=UTC)]
)
def test_the_day_is_taiwan_s(program: Program, moment: datetime) -> None:
    program.services.base.clock = FixedClock(moment)
    assert program.services.reminders.moment().today == TODAY
