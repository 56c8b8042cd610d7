"""Tasks are made up to the horizon whenever the program runs: no gap, no double, nothing lost in silence."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from db.models import (
    Asset,
    AssetTag,
    InspectionPlan,
    InspectionTask,
    Meter,
    MeterReading,
    Permit,
    PlanTarget,
    Tag,
)
from facilities_app.bootstrap import Program
from facilities_app.services.plan_generation import MISSED, PAUSED, Generated, PlanGeneration
from tests.factories import Make

TODAY = date(2026, 11, 23)
Run = Callable[..., Generated]


@pytest.fixture
def run(program: Program) -> Run:
    def go(today: date = TODAY, horizon: int = 100) -> Generated:
        return PlanGeneration(program.services.base).run(today, horizon).value

    return go


def rows(program: Program, **where: Any) -> list[InspectionTask]:
    with program.services.base.read() as session:
        query = select(InspectionTask).filter_by(**where).order_by(InspectionTask.due_on, InspectionTask.id)
        return list(session.scalars(query))


def due(program: Program, **where: Any) -> list[str]:
    return [task.due_on.isoformat() for task in rows(program, **where)]


def change(program: Program, kind: type[Any], row_id: int, **values: Any) -> None:
    with program.services.base.uow("test.changed") as uow:
        row = uow.get(kind, row_id)
        for name, value in values.items():
            setattr(row, name, value)
        uow.commit(None)


def add(program: Program, row: Any) -> int:
    with program.services.base.uow("test.added") as uow:
        made = uow.add(row)
        return int(uow.commit(made.id).value)


def finish(program: Program, task: InspectionTask, on: date) -> None:
    change(program, InspectionTask, task.id, status="done", done_on=on, outcome="pass")


def test_a_fixed_plan_has_its_tasks_up_to_the_horizon_and_running_again_changes_nothing(
    program: Program, make: Make, run: Run
) -> None:
    asset = make.asset()
    make.plan(asset=asset, starts_on=date(2026, 1, 10))
    assert run().added == 3
    assert due(program) == ["2026-12-10", "2027-01-10", "2027-02-10"]
    assert [task.number for task in rows(program)] == ["I115-0001", "I116-0001", "I116-0002"]
    again = run()
    assert (again.added, again.moved, again.missed) == (0, 0, 0)
    assert len(rows(program)) == 3


def test_the_asset_knows_its_next_day(program: Program, make: Make, run: Run) -> None:
    asset = make.asset()
    make.plan(asset=asset, starts_on=date(2026, 1, 10))
    run()
    with program.services.base.read() as session:
        assert session.get_one(Asset, asset).next_due_on == date(2026, 12, 10)
    assert program.services.health.check() == []


def test_weeks_closed_leave_no_gap(program: Program, make: Make, run: Run) -> None:
    make.plan(asset=make.asset(), rule="FREQ=WEEKLY", starts_on=date(2026, 11, 2))
    run(date(2026, 11, 2), 7)
    run(date(2026, 11, 30), 7)
    assert due(program) == [
        "2026-11-02",
        "2026-11-09",
        "2026-11-16",
        "2026-11-23",
        "2026-11-30",
        "2026-12-07",
    ]


def test_what_was_not_done_before_the_next_fell_due_is_missed_and_says_so(
    program: Program, make: Make, run: Run
) -> None:
    make.plan(asset=make.asset(), rule="FREQ=WEEKLY", starts_on=date(2026, 11, 2))
    run(date(2026, 11, 2), 30)
    assert run(date(2026, 11, 18), 30).missed == 2
    assert [(t.due_on.day, t.reason) for t in rows(program, status="missed")] == [(2, MISSED), (9, MISSED)]
    assert due(program, status="planned")[0] == "2026-11-16"


def test_new_members_of_a_set_join_by_themselves_and_owe_nothing_from_before(
    program: Program, make: Make, run: Run
) -> None:
    plan = make.plan(asset=make.asset("客梯 1 號", category="elevator"), starts_on=date(2026, 1, 10))
    add(program, PlanTarget(plan_id=plan, category_id=make.category("elevator")))
    run(date(2026, 11, 1), 60)
    late = make.asset("客梯 2 號", category="elevator")
    assert run(date(2026, 12, 5), 60).added == 1 + 2
    assert due(program, asset_id=late) == ["2026-12-10", "2027-01-10"]


def test_tagged_assets_are_members_and_excluded_or_retired_ones_are_not(
    program: Program, make: Make, run: Run
) -> None:
    one, two, three = (make.asset(name) for name in ("看板", "雨遮", "舊看板"))
    tag = add(program, Tag(name="颱風前檢查"))
    for asset in (one, two, three):
        add(program, AssetTag(asset_id=asset, tag_id=tag))
    change(program, Asset, three, status="retired")
    plan = make.plan(starts_on=date(2026, 12, 1))
    add(program, PlanTarget(plan_id=plan, tag_id=tag))
    add(program, PlanTarget(plan_id=plan, asset_id=two, is_excluded=True))
    run(TODAY, 30)
    assert [task.asset_id for task in rows(program)] == [one]


def test_a_floating_plan_has_one_task_ahead_and_goes_on_from_the_day_it_was_done(
    program: Program, make: Make, run: Run
) -> None:
    make.plan(asset=make.asset(), rule="FREQ=MONTHLY;INTERVAL=3", anchor="floating", starts_on=TODAY)
    run()
    run()
    assert due(program) == ["2026-11-23"]
    finish(program, rows(program)[0], date(2026, 12, 20))
    run(date(2026, 12, 21))
    assert due(program, status="planned") == ["2027-03-20"]
    assert rows(program, status="planned")[0].explanation == "after_done:2026-12-20"


def test_a_renewed_permit_takes_its_planned_inspection_along(program: Program, make: Make, run: Run) -> None:
    asset = make.asset()
    permit = make.permit(asset, until=date(2027, 1, 31))
    make.plan(asset=asset, anchor="permit", rule="FREQ=YEARLY", starts_on=date(2026, 1, 31))
    run()
    task = rows(program)[0]
    assert (task.due_on, task.window_from) == (date(2027, 1, 31), date(2026, 11, 30))
    change(program, Permit, permit, expires_on=date(2027, 3, 15))
    assert run().moved == 1
    assert due(program) == ["2027-03-15"]
    finish(program, rows(program)[0], date(2027, 2, 1))
    assert run(date(2027, 2, 2)).added == 0
    change(program, Permit, permit, expires_on=date(2028, 3, 15))
    run(date(2027, 2, 3))
    assert due(program, status="planned") == ["2028-03-15"]


def test_a_meter_that_counted_enough_asks_for_an_inspection_once(
    program: Program, make: Make, run: Run
) -> None:
    asset = make.asset()
    meter = add(program, Meter(code="M1", kind="electricity", unit="度", asset_id=asset))
    more: dict[str, Any] = {"anchor": "meter", "meter_rule": "increase", "meter_from": Decimal(500)}
    make.plan(asset=asset, starts_on=date(2026, 1, 1), **more)
    for day, value in ((date(2026, 10, 1), 100), (date(2026, 11, 1), 450), (date(2026, 11, 20), 640)):
        add(program, MeterReading(meter_id=meter, read_on=day, value=Decimal(value)))
    run()
    run()
    assert due(program) == ["2026-11-20"]


def test_a_pause_leaves_rows_that_say_so_and_the_plan_wakes_by_itself(
    program: Program, make: Make, run: Run
) -> None:
    plan = make.plan(asset=make.asset(), rule="FREQ=WEEKLY", starts_on=date(2026, 11, 23))
    change(
        program,
        InspectionPlan,
        plan,
        is_active=False,
        pause_reason="電梯汰換",
        paused_until=date(2026, 12, 10),
    )
    run(TODAY, 28)
    assert [(t.due_on.isoformat(), t.reason) for t in rows(program, status="skipped")] == [
        ("2026-11-23", PAUSED),
        ("2026-11-30", PAUSED),
        ("2026-12-07", PAUSED),
    ]
    assert run(date(2026, 12, 10), 28).resumed == 1
    assert due(program, status="planned") == ["2026-12-14", "2026-12-21", "2026-12-28", "2027-01-04"]


def test_a_longer_horizon_only_adds(program: Program, make: Make, run: Run) -> None:
    make.plan(asset=make.asset(), rule="FREQ=MONTHLY;BYMONTHDAY=31", starts_on=date(2026, 1, 31))
    run(TODAY, 40)
    before = [(task.id, task.due_on) for task in rows(program)]
    run(TODAY, 400)
    after = [(task.id, task.due_on) for task in rows(program)]
    assert after[: len(before)] == before
    assert [day.month for _id, day in after] == [11, 12, *range(1, 12)]


def test_a_demo_database_gets_only_what_it_lacks(demo: Program) -> None:
    planned = len(rows(demo, status="planned"))
    first = PlanGeneration(demo.services.base).run().value
    assert first.missed == 0
    assert len(rows(demo, status="planned")) == planned + first.added
    assert PlanGeneration(demo.services.base).run().value.added == 0
    assert demo.services.health.check() == []
    doubles = [task for task in rows(demo) if task.plan_id is not None]
    keys = [(t.plan_id, t.asset_id, t.place_id, t.due_on) for t in doubles]
    assert len(keys) == len(set(keys))


def test_the_horizon_goes_on_by_itself_day_after_day(program: Program, make: Make, run: Run) -> None:
    make.plan(asset=make.asset(), rule="FREQ=WEEKLY", starts_on=date(2026, 11, 23))
    for day in range(30):
        run(TODAY + timedelta(days=day), 20)
    days = [task.due_on for task in rows(program)]
    assert days == [date(2026, 11, 23) + timedelta(weeks=week) for week in range(len(days))]
    assert days[-1] > TODAY + timedelta(days=42)
