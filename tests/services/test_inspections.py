"""Inspections: read with law and checklist, recorded, put off, skipped; the plan goes on."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from db.models import Duty, InspectionTask
from facilities_app.bootstrap import Program
from facilities_app.domain.errors import Conflict, Invalid, NotFound
from facilities_app.domain.inspections import lawful_until
from facilities_app.domain.rows import ItemAnswer, TaskDetail
from facilities_app.messages import sentence
from tests.factories import Make

TODAY = date(2026, 11, 23)


def tasks(program: Program) -> list[tuple[date, str]]:
    with program.services.base.read() as session:
        rows = session.query(InspectionTask).order_by(InspectionTask.due_on).all()
        return [(row.due_on, row.status) for row in rows]


def reading(detail: TaskDetail, position: int, value: str, **more: Any) -> ItemAnswer:
    item = next(i for i in detail.items if i.position == position)
    return ItemAnswer(item.id, reading=Decimal(value), **more)


def test_a_task_is_read_with_its_law_and_its_checklist(program: Program, make: Make) -> None:
    with program.services.base.read() as session:
        duty = session.query(Duty).filter(Duty.is_statutory).order_by(Duty.id).first()
        assert duty is not None
        duty_id, basis = duty.id, duty.legal_basis
    asset = make.asset()
    task = make.task(due=date(2026, 11, 20), asset=asset, duty_id=duty_id, is_statutory=True)

    detail = program.services.inspections.detail(task)

    assert (detail.state, detail.legal_basis, detail.target) == ("overdue", basis, "客梯 1 號")
    assert (detail.template_name, len(detail.items)) == ("昇降設備（電梯）每月檢查表", 20)
    assert detail.items[5].maximum == Decimal(40)
    assert program.services.inspections.find(detail.number) == task


def test_recording_marks_the_task_done_and_keeps_the_answers(program: Program, make: Make) -> None:
    asset = make.asset()
    task = make.task(due=TODAY, asset=asset)
    service = program.services.inspections
    before = service.detail(task)
    answers = [reading(before, 6, "33.5"), ItemAnswer(before.items[0].id, "pass", text="已張貼")]

    done = service.record(task, before.version, TODAY, "pass", "林育成", "證 1", "良好", answers)

    detail = service.detail(task)
    assert (detail.status, detail.state, detail.outcome, detail.inspector, detail.licence) == (
        "done",
        "done",
        "pass",
        "林育成",
        "證 1",
    )
    assert (detail.items[5].reading, detail.items[0].answer) == (Decimal("33.5"), "已張貼")
    assert done.params["number"] == detail.number
    follower = make.task(due=date(2026, 12, 23), asset=asset)
    later = service.detail(follower)
    assert later.items[5].last == Decimal("33.5")
    assert later.history == ((TODAY, "pass", "林育成"),)
    program.services.history.undo()
    assert service.detail(task).status == "planned"
    assert service.detail(task).items[5].reading is None


def test_a_reading_outside_its_limits_fails_and_so_does_the_inspection(program: Program, make: Make) -> None:
    task = make.task(due=TODAY, asset=make.asset())
    service = program.services.inspections
    detail = service.detail(task)
    hot = [reading(detail, 6, "41", outcome="pass", note="排風扇停轉")]
    with pytest.raises(Invalid, match=r"task\.item_failed"):
        service.record(task, detail.version, TODAY, "pass", "林育成", items=hot)
    service.record(task, detail.version, TODAY, "fail", "林育成", items=hot)
    assert service.detail(task).items[5].outcome == "fail"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"outcome": "maybe"}, "task.needs_outcome"),
        ({"done_on": date(2026, 11, 24)}, "task.done_in_future"),
        ({"inspector": "  "}, "task.needs_inspector"),
        ({"items": (ItemAnswer(228),)}, "task.no_such_item"),
    ],
)
def test_a_result_that_makes_no_sense_is_refused(
    program: Program, make: Make, change: dict[str, Any], code: str
) -> None:
    task = make.task(due=TODAY)
    values: dict[str, Any] = {"done_on": TODAY, "outcome": "pass", "inspector": "林育成"} | change
    with pytest.raises(Invalid) as refused:
        program.services.inspections.record(task, 1, **values)
    assert refused.value.code == code


def test_an_answer_must_be_one_of_three(program: Program, make: Make) -> None:
    task = make.task(due=TODAY)
    item = program.services.inspections.detail(task).items[0].id
    with pytest.raises(Invalid, match=r"task\.no_such_answer"):
        program.services.inspections.record(task, 1, TODAY, "pass", "林", items=[ItemAnswer(item, "maybe")])


def test_a_plan_gets_its_next_task_when_one_is_done(program: Program, make: Make) -> None:
    asset = make.asset()
    plan = make.plan(asset=asset, rule="FREQ=MONTHLY", starts_on=date(2026, 1, 20))
    task = make.task(due=date(2026, 11, 20), asset=asset, plan_id=plan)

    program.services.inspections.record(task, 1, TODAY, "pass", "林育成")

    assert tasks(program)[:2] == [(date(2026, 11, 20), "done"), (date(2026, 12, 20), "planned")]
    assert program.services.assets.detail(asset).next_due_on == date(2026, 12, 20)
    with program.services.base.read() as session:
        made = session.query(InspectionTask).filter_by(due_on=date(2026, 12, 20)).one()
        assert made.number == "I115-0001"
    program.services.history.undo()
    assert tasks(program) == [(date(2026, 11, 20), "planned")]


def test_a_plan_that_has_its_next_task_gets_no_second(program: Program, make: Make) -> None:
    asset = make.asset()
    plan = make.plan(asset=asset, starts_on=date(2026, 1, 20))
    task = make.task(due=date(2026, 11, 20), asset=asset, plan_id=plan)
    make.task(due=date(2026, 12, 20), asset=asset, plan_id=plan)
    program.services.inspections.skip(task, 1, "整修中")
    assert tasks(program) == [(date(2026, 11, 20), "skipped"), (date(2026, 12, 20), "planned")]


def test_a_paused_plan_makes_no_task(program: Program, make: Make) -> None:
    plan = make.plan(is_active=False)
    task = make.task(due=date(2026, 11, 20), plan_id=plan)
    program.services.inspections.skip(task, 1, "停用")
    assert tasks(program) == [(date(2026, 11, 20), "skipped")]


def test_a_task_is_put_off_within_the_law_s_window(program: Program, make: Make) -> None:
    asset = make.asset()
    task = make.task(due=TODAY, asset=asset, is_statutory=True, window_until=date(2026, 12, 31))
    service = program.services.inspections
    service.postpone(task, 1, date(2026, 12, 10), "廠商排期")
    detail = service.detail(task)
    assert (detail.due_on, detail.reason) == (date(2026, 12, 10), "廠商排期")
    assert program.services.assets.detail(asset).next_due_on == date(2026, 12, 10)
    for due, reason, code in (
        (date(2027, 1, 1), "晚", "task.after_window"),
        (date(2026, 11, 22), "早", "task.due_in_the_past"),
        (date(2026, 12, 11), " ", "task.needs_reason"),
    ):
        with pytest.raises(Invalid) as refused:
            service.postpone(task, detail.version, due, reason)
        assert refused.value.code == code


def duty_id(program: Program, code: str) -> int:
    with program.services.base.read() as session:
        return session.query(Duty).filter(Duty.code == code).one().id


def test_a_statutory_task_without_a_window_keeps_the_law_s_interval(program: Program, make: Make) -> None:
    asset, service = make.asset(), program.services.inspections
    duty = duty_id(program, "LIFT-MAINT")
    task = make.task(due=TODAY, asset=asset, is_statutory=True, duty_id=duty)
    with pytest.raises(Invalid) as refused:
        service.postpone(task, 1, date(2026, 12, 1), "廠商排期")
    assert (refused.value.code, refused.value.field) == ("task.after_interval", "due_on")
    assert "建築物昇降設備設置及檢查管理辦法第 4 條" in sentence(refused.value)
    assert "115/11/30" in sentence(refused.value)
    service.postpone(task, 1, date(2026, 11, 30), "廠商排期")
    with pytest.raises(Invalid, match=r"task\.after_interval"):
        service.postpone(task, service.detail(task).version, date(2026, 12, 1), "再延")


def test_the_interval_counts_from_the_day_it_was_done_last(program: Program, make: Make) -> None:
    asset, other, service = make.asset(), make.asset("發電機"), program.services.inspections
    duty = duty_id(program, "ELEC-TEST")
    more: dict[str, Any] = {"is_statutory": True, "duty_id": duty}
    make.task(due=date(2026, 6, 1), asset=asset, status="done", done_on=date(2026, 6, 10), **more)
    make.task(due=date(2026, 6, 1), asset=other, status="done", done_on=date(2026, 7, 30), **more)
    task = make.task(due=date(2026, 11, 25), asset=asset, **more)
    with pytest.raises(Invalid, match=r"task\.after_interval"):
        service.postpone(task, 1, date(2026, 12, 11), "廠商排期")
    service.postpone(task, 1, date(2026, 12, 10), "廠商排期")


def test_our_own_schedule_may_move_as_far_as_we_like(program: Program, make: Make) -> None:
    service = program.services.inspections
    task = make.task(due=TODAY, duty_id=duty_id(program, "TANK-CLEAN"))
    service.postpone(task, 1, date(2027, 6, 1), "停水")
    nobody_knows_why = make.task(due=TODAY, is_statutory=True)
    service.postpone(nobody_knows_why, 1, date(2027, 6, 1), "停水")


D = date


@pytest.mark.parametrize(
    ("rule", "due", "last", "own", "until"),
    [
        ("FREQ=MONTHLY", D(2026, 2, 3), None, None, D(2026, 2, 28)),
        ("FREQ=MONTHLY", D(2026, 2, 3), D(2026, 1, 30), None, D(2026, 2, 28)),
        ("FREQ=YEARLY", D(2026, 11, 1), D(2025, 11, 20), None, D(2026, 11, 20)),
        ("FREQ=YEARLY", D(2026, 11, 30), D(2025, 11, 20), None, D(2026, 11, 30)),
        # put off once already: the plan's own day counts, not the one it was moved to
        ("FREQ=YEARLY", D(2026, 12, 5), None, ("FREQ=YEARLY", D(2024, 11, 20)), D(2026, 11, 20)),
        # the office is stricter than the law
        (
            "FREQ=YEARLY",
            D(2026, 5, 1),
            D(2026, 2, 1),
            ("FREQ=MONTHLY;INTERVAL=3", D(2025, 2, 1)),
            D(2027, 2, 1),
        ),
        ("FREQ=YEARLY", D(2026, 5, 1), None, ("FREQ=SOMETIMES", D(2025, 2, 1)), D(2026, 5, 1)),
        ("FREQ=YEARLY", D(2026, 5, 1), None, ("FREQ=YEARLY", D(2027, 2, 1)), D(2026, 5, 1)),
        ("", D(2026, 5, 1), D(2026, 2, 1), None, D(2026, 5, 1)),
    ],
)
def test_the_last_lawful_day(
    rule: str, due: date, last: date | None, own: tuple[str, date] | None, until: date
) -> None:
    assert lawful_until(rule, due, last, own) == until


def test_every_duty_the_law_sets_an_interval_for_can_be_counted(program: Program) -> None:
    with program.services.base.read() as session:
        for duty in session.query(Duty).filter(Duty.is_statutory):
            assert duty.legal_basis, duty.code
            assert lawful_until(duty.rule, TODAY, TODAY) > TODAY, duty.code


def test_a_settled_or_outdated_task_is_left_alone(program: Program, make: Make) -> None:
    task = make.task(due=TODAY)
    service = program.services.inspections
    service.skip(task, 1, "停用")
    with pytest.raises(Conflict, match=r"task\.moved_on"):
        service.skip(task, 1, "再")
    with pytest.raises(Invalid, match=r"task\.not_planned"):
        service.skip(task, service.detail(task).version, "再")
    with pytest.raises(NotFound, match=r"task\.gone"):
        service.detail(99)
    with pytest.raises(NotFound, match=r"task\.no_such_number"):
        service.find("I-999")


def test_a_task_without_a_checklist_has_no_items(program: Program, make: Make) -> None:
    detail = program.services.inspections.detail(make.task(due=TODAY, template=""))
    assert (detail.items, detail.template_name, detail.target) == ((), "", "四維行政中心")
