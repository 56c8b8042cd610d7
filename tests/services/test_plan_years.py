"""The year of all plans: its rows, what is foreseen, and moves that keep the law, in one step each."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from db.models import Duty, InspectionTask
from facilities_app.bootstrap import Program
from facilities_app.domain.errors import Conflict, Invalid
from facilities_app.domain.year_moves import Move
from facilities_app.domain.year_plan import MarkState, YearRow
from resources import texts
from tests.factories import Make

TODAY = date(2026, 11, 23)
DECEMBER = date(2026, 12, 1), date(2026, 12, 31)


def duty(program: Program, code: str) -> int:
    with program.services.base.read() as session:
        found = session.scalar(select(Duty.id).where(Duty.code == code))
    assert found is not None
    return found


def rows(program: Program, year: int = 2026) -> tuple[YearRow, ...]:
    return program.services.plan_years.read(year).rows


def due_of(program: Program, task: int) -> date:
    with program.services.base.read() as session:
        return session.get_one(InspectionTask, task).due_on


def law(make: Make, program: Program, code: str, due: date, **more: Any) -> int:
    """A planned task of a statutory duty with its plan."""
    asset = make.asset()
    key = duty(program, code)
    plan = make.plan(asset=asset, duty_id=key, starts_on=date(2026, 1, due.day), **more)
    return make.task(due=due, asset=asset, plan_id=plan, duty_id=key, is_statutory=True, occurrence_on=due)


def test_a_row_stands_for_a_plan_at_a_site_with_its_law_and_its_marks(make: Make, program: Program) -> None:
    law(make, program, "LIFT-MAINT", date(2026, 11, 25))
    (row,) = rows(program)
    assert (row.site, row.statutory, row.system) == ("四維行政中心", True, "昇降設備")
    assert [(mark.due_on, mark.state) for mark in row.marks] == [
        (date(2026, 11, 25), MarkState.DUE),
        (date(2026, 12, 25), MarkState.FORESEEN),
    ]


def test_a_floating_plan_is_foreseen_after_its_one_planned_task(make: Make, program: Program) -> None:
    asset = make.asset()
    plan = make.plan(asset=asset, rule="FREQ=MONTHLY", anchor="floating")
    make.task(due=date(2026, 11, 28), asset=asset, plan_id=plan)
    (row,) = rows(program, 2027)
    assert len(row.marks) == 12
    assert {mark.state for mark in row.marks} == {MarkState.FORESEEN}
    assert row.marks[0].due_on == date(2027, 1, 28)


def test_a_fixed_plan_is_foreseen_beyond_the_horizon_to_which_it_has_tasks(
    make: Make, program: Program
) -> None:
    asset = make.asset()
    make.plan(asset=asset, rule="FREQ=MONTHLY;INTERVAL=3", starts_on=date(2026, 12, 5))
    program.services.plans.generate()
    known = [mark for row in rows(program, 2027) for mark in row.marks]
    assert [mark.due_on.month for mark in known] == [3, 6, 9, 12]
    later = [mark for row in rows(program, 2028) for mark in row.marks]
    assert [(mark.due_on.month, mark.state) for mark in later] == [
        (month, MarkState.FORESEEN) for month in (3, 6, 9, 12)
    ]


def test_a_plan_that_rests_foresees_nothing_before_it_goes_on(make: Make, program: Program) -> None:
    asset = make.asset()
    plan = make.plan(asset=asset, rule="FREQ=MONTHLY", anchor="floating")
    make.task(due=date(2026, 11, 28), asset=asset, plan_id=plan)
    row = program.services.plans.get(plan)
    program.services.plans.pause(plan, row.version, "汰換", date(2027, 3, 1))
    (found,) = rows(program, 2027)
    assert found.pause is not None
    assert found.pause.reason == "汰換"
    assert all(mark.due_on >= date(2027, 3, 1) for mark in found.marks)


def test_a_re_check_is_no_mark_of_its_plan(make: Make, program: Program) -> None:
    task = law(make, program, "LIFT-MAINT", date(2026, 11, 25))
    with program.services.base.uow("test.marked") as uow:
        uow.get(InspectionTask, task).origin = "recheck"
        uow.commit(None, undoable=False)
    (row,) = rows(program)
    assert [mark for mark in row.marks if mark.task_id] == []


def test_moving_within_the_window_is_one_step_that_undo_takes_back(make: Make, program: Program) -> None:
    tasks = [law(make, program, "LIFT-MAINT", date(2026, 11, 25)) for _ in range(3)]
    moves = program.services.plan_years.moves
    proposal = moves.propose(tasks, date(2026, 11, 30), date(2026, 12, 6))
    assert {day for _range, day in proposal} == {date(2026, 11, 30)}
    done = moves.move([Move(one.task_id, one.version, day) for one, day in proposal], "廠商改期")
    assert done.value == 3
    assert {due_of(program, task) for task in tasks} == {date(2026, 11, 30)}
    program.services.history.undo()
    assert {due_of(program, task) for task in tasks} == {date(2026, 11, 25)}


def test_what_the_law_asks_month_by_month_stays_in_its_month(make: Make, program: Program) -> None:
    task = law(make, program, "LIFT-MAINT", date(2026, 12, 10))
    moves = program.services.plan_years.moves
    with pytest.raises(Invalid) as later:
        moves.propose([task], date(2027, 1, 1), date(2027, 1, 31))
    assert later.value.code == "task.after_interval"
    with pytest.raises(Invalid) as earlier:
        moves.propose([task], date(2026, 11, 1), date(2026, 11, 30))
    assert (earlier.value.code, earlier.value.params["since"]) == ("task.before_window", date(2026, 12, 1))
    with pytest.raises(Invalid):
        moves.move([Move(task, 1, date(2026, 11, 27))], "提前")


def test_a_permit_is_not_inspected_before_its_window_opens(make: Make, program: Program) -> None:
    task = law(make, program, "LIFT-INSPECT", date(2027, 3, 10), anchor="permit", rule="FREQ=YEARLY")
    with program.services.base.uow("test.window") as uow:
        row = uow.get(InspectionTask, task)
        row.window_from, row.window_until = date(2027, 1, 10), date(2027, 3, 10)
        uow.commit(None, undoable=False)
    moves = program.services.plan_years.moves
    ((reach, day),) = moves.propose([task], date(2027, 1, 1), date(2027, 1, 31))
    assert (reach.first, reach.last, day) == (date(2027, 1, 10), date(2027, 3, 10), date(2027, 1, 11))
    with pytest.raises(Invalid) as refused:
        moves.propose([task], *DECEMBER)
    assert refused.value.code == "task.before_window"
    with pytest.raises(Invalid) as after:
        moves.propose([task], date(2027, 4, 1), date(2027, 4, 30))
    assert after.value.code == "task.after_window"


def test_our_own_schedule_moves_freely_between_its_neighbours(make: Make, program: Program) -> None:
    asset = make.asset()
    plan = make.plan(asset=asset, rule="FREQ=MONTHLY;INTERVAL=6")
    first = make.task(due=date(2026, 12, 10), asset=asset, plan_id=plan)
    make.task(due=date(2027, 6, 10), asset=asset, plan_id=plan)
    moves = program.services.plan_years.moves
    ((_reach, day),) = moves.propose([first], date(2027, 3, 1), date(2027, 3, 31))
    assert day == date(2027, 3, 10)
    with pytest.raises(Invalid) as refused:
        moves.propose([first], date(2027, 7, 1), date(2027, 7, 31))
    assert refused.value.code == "plan_year.after_next"
    with pytest.raises(Invalid) as past:
        moves.propose([first], date(2026, 10, 1), date(2026, 10, 31))
    assert past.value.code == "task.due_in_the_past"


def test_what_is_behind_may_still_be_put_on_today(make: Make, program: Program) -> None:
    asset = make.asset()
    plan = make.plan(asset=asset, rule="FREQ=MONTHLY;INTERVAL=6")
    task = make.task(due=date(2026, 11, 20), asset=asset, plan_id=plan)
    ((reach, day),) = program.services.plan_years.moves.propose([task], TODAY, TODAY)
    assert (reach.first, day) == (TODAY, TODAY)
    program.services.plan_years.moves.move([Move(task, reach.version, day)], "今日補辦")
    assert due_of(program, task) == TODAY


def test_one_that_was_changed_meanwhile_stops_all_and_moves_none(make: Make, program: Program) -> None:
    first, second = (law(make, program, "LIFT-MAINT", date(2026, 11, 25)) for _ in range(2))
    with pytest.raises(Conflict):
        program.services.plan_years.moves.move(
            [Move(first, 1, date(2026, 11, 27)), Move(second, 9, date(2026, 11, 27))], "併辦"
        )
    assert due_of(program, first) == date(2026, 11, 25)


def test_a_move_needs_its_reason(make: Make, program: Program) -> None:
    task = law(make, program, "LIFT-MAINT", date(2026, 11, 25))
    with pytest.raises(Invalid) as refused:
        program.services.plan_years.moves.move([Move(task, 1, date(2026, 11, 27))], "  ")
    assert (refused.value.code, refused.value.field) == ("task.needs_reason", "reason")


def test_the_demo_year_has_a_mark_for_every_task_of_its_plans(demo: Program) -> None:
    found = [mark for row in rows(demo) for mark in row.marks if mark.task_id]
    with demo.services.base.read() as session:
        wanted = session.scalars(
            select(InspectionTask.id).where(
                InspectionTask.due_on.between("2026-01-01", "2026-12-31"),
                InspectionTask.plan_id.is_not(None),
                InspectionTask.origin != "recheck",
            )
        ).all()
    assert sorted(mark.task_id for mark in found) == sorted(wanted)


def test_a_plan_is_called_in_the_language_of_the_moment(make: Make, program: Program) -> None:
    asset, key = make.asset(), duty(program, "LIFT-MAINT")
    make.plan(asset=asset, duty_id=key, title="昇降設備保養 客梯 1 號")
    make.plan(asset=asset, duty_id=key, title="保養二", title_en="Second maintenance")
    assert [row.title for row in rows(program)] == ["昇降設備保養 客梯 1 號", "保養二"]
    texts.use("en")
    assert [row.title for row in rows(program)] == ["Lift maintenance 客梯 1 號", "Second maintenance"]
