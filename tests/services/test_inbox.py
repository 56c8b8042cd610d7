"""The inbox: what reaches a rung speaks up; put off or noted it is quiet for a while, never for ever."""

from datetime import date, timedelta

import pytest

from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock, at
from facilities_app.domain.errors import Invalid
from tests.factories import Make

TODAY = date(2026, 11, 23)


def titles(program: Program) -> list[str]:
    return [line.item.title for line in program.services.inbox.read()]


def test_a_task_speaks_when_it_reaches_a_rung_of_its_plans_ladder(
    program: Program, make: Make, clock: FixedClock
) -> None:
    plan = make.plan(asset=make.asset(), ladder="14,3")
    make.task(due=TODAY + timedelta(days=20), plan_id=plan, title="月檢")
    spoken = []
    for day in range(24):
        clock.move(at(TODAY + timedelta(days=day), 9) - clock.now())
        spoken.append([line.rung for line in program.services.inbox.read()])
    assert spoken[:6] == [[]] * 6
    assert spoken[6:17] == [[14]] * 11
    assert spoken[17:20] == [[3]] * 3
    assert spoken[20:] == [[0], [-1], [-2], [-3]]


def test_what_was_noted_is_quiet_until_the_next_rung_and_undo_brings_it_back(
    program: Program, make: Make, clock: FixedClock
) -> None:
    make.task(due=TODAY + timedelta(days=10), title="月檢")
    inbox = program.services.inbox
    inbox.acknowledge(inbox.read()[0].item)
    assert titles(program) == []
    program.services.history.undo()
    assert titles(program) == ["月檢"]
    inbox.acknowledge(inbox.read()[0].item)
    clock.move(at(TODAY + timedelta(days=3), 9) - clock.now())
    assert titles(program) == ["月檢"]


def test_what_was_put_off_comes_back_at_its_moment(program: Program, make: Make, clock: FixedClock) -> None:
    make.task(due=TODAY, title="月檢")
    inbox = program.services.inbox
    inbox.snooze(inbox.read()[0].item, at(TODAY, 14))
    assert titles(program) == []
    clock.move(at(TODAY, 14, 1) - clock.now())
    assert titles(program) == ["月檢"]
    with pytest.raises(Invalid, match=r"inbox\.snooze_in_the_past"):
        inbox.snooze(inbox.read()[0].item, at(TODAY, 9))


def test_a_new_due_day_is_a_new_reminder(program: Program, make: Make) -> None:
    task = make.task(due=TODAY, title="月檢")
    inbox = program.services.inbox
    inbox.acknowledge(inbox.read()[0].item)
    program.services.inspections.postpone(task, 1, TODAY + timedelta(days=5), "廠商延期")
    assert titles(program) == ["月檢"]


def test_a_plan_for_a_role_speaks_to_that_role_and_to_who_does_it(program: Program, make: Make) -> None:
    with program.services.base.read() as session:
        from db.models import Role

        roles = {row.code: row.id for row in session.query(Role)}
    plan = make.plan(asset=make.asset(), role_id=roles["dormitory"])
    engineer = make.user("林育成", role_id=roles["engineer"])
    manager = make.user("蔡佳玲", role_id=roles["dormitory"])
    make.task(due=TODAY, plan_id=plan, title="空屋巡查", assignee_id=engineer)
    make.task(due=TODAY, plan_id=plan, title="環境巡查")
    program.services.base.act_as(engineer)
    assert titles(program) == ["空屋巡查"]
    program.services.base.act_as(manager)
    assert sorted(titles(program)) == ["環境巡查", "空屋巡查"]


def test_permits_and_other_papers_speak_by_the_usual_ladder(program: Program, make: Make) -> None:
    asset = make.asset("客梯 1 號")
    make.permit(asset, until=TODAY + timedelta(days=45))
    assert [(line.item.kind, line.rung) for line in program.services.inbox.read()] == [("permit", 60)]
