"""Plans: made with their tasks, changed without losing what happened, paused with a reason, looked ahead."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from db.models import ChecklistSheet, InspectionTask
from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.errors import Conflict, Invalid, NotFound
from facilities_app.services.plan_drafts import PlanDraft
from facilities_app.services.plan_generation import PAUSED
from facilities_app.services.plan_members import TargetLine
from resources import texts
from tests.factories import Make

TODAY = date(2026, 11, 23)


def draft(asset: int, **more: Any) -> PlanDraft:
    given: dict[str, Any] = {
        "title": "客梯保養",
        "rule": "FREQ=MONTHLY",
        "starts_on": date(2026, 12, 1),
        "targets": (TargetLine(asset_id=asset),),
    }
    return PlanDraft(**(given | more))


def tasks(program: Program, status: str = "planned") -> list[str]:
    with program.services.base.read() as session:
        query = select(InspectionTask.due_on).where(InspectionTask.status == status)
        return [day.isoformat() for day in session.scalars(query.order_by(InspectionTask.due_on))]


def test_a_new_plan_comes_with_its_tasks_and_undo_takes_both(program: Program, make: Make) -> None:
    plan = program.services.plans.add(draft(make.asset())).value
    row = program.services.plans.get(plan)
    assert (row.code, row.draft.title, row.next_due, row.member_count) == (
        "P001",
        "客梯保養",
        date(2026, 12, 1),
        1,
    )
    assert tasks(program)[:2] == ["2026-12-01", "2027-01-01"]
    program.services.history.undo()
    assert tasks(program) == []
    with pytest.raises(NotFound, match=r"plan\.gone"):
        program.services.plans.get(plan)


def test_a_changed_rule_takes_the_days_ahead_along_and_leaves_what_was_done(
    program: Program, make: Make
) -> None:
    asset = make.asset()
    plans = program.services.plans
    plan = plans.add(draft(asset, starts_on=TODAY)).value
    with program.services.base.read() as session:
        first = session.scalars(select(InspectionTask).order_by(InspectionTask.due_on)).first()
        assert first is not None
    program.services.inspections.record(first.id, first.version, TODAY, "pass", "林育成")
    row = plans.get(plan)
    plans.edit(plan, row.version, replace(row.draft, rule="FREQ=MONTHLY;INTERVAL=6"))
    assert tasks(program) == ["2027-05-23", "2027-11-23"]
    assert tasks(program, "done") == ["2026-11-23"]
    program.services.history.undo()
    assert tasks(program)[0] == "2026-12-23"


def test_a_printed_sheet_keeps_its_task_as_a_row_that_says_why(program: Program, make: Make) -> None:
    plans = program.services.plans
    plan = plans.add(draft(make.asset(), template_code="ELEV")).value
    with program.services.base.uow("test.sheet") as uow:
        task = uow.session.scalars(select(InspectionTask).order_by(InspectionTask.due_on)).first()
        assert task is not None
        uow.add(
            ChecklistSheet(
                number="ELEV-11512-001",
                prefix="ELEV-11512",
                serial=1,
                template_id=1,
                task_id=task.id,
                place_id=task.place_id,
                printed_at=program.services.clock.now(),
            )
        )
        uow.commit(None)
    row = plans.get(plan)
    plans.edit(plan, row.version, replace(row.draft, starts_on=date(2026, 12, 15)))
    assert tasks(program, "skipped") == ["2026-12-01"]
    assert tasks(program)[0] == "2026-12-15"


def test_members_that_leave_the_set_lose_what_lies_ahead(program: Program, make: Make) -> None:
    one, two = make.asset("客梯 1 號"), make.asset("客梯 2 號")
    plans = program.services.plans
    both = (TargetLine(asset_id=one), TargetLine(asset_id=two))
    plan = plans.add(draft(one, targets=both, rule="FREQ=YEARLY")).value
    assert len(tasks(program)) == 4
    row = plans.get(plan)
    assert (row.draft.targets, row.member_count) == (both, 2)
    plans.edit(plan, row.version, replace(row.draft, targets=both[:1]))
    assert [m.asset_id for m in plans.members_of(plan)] == [one]
    assert len(tasks(program)) == 2


def test_a_pause_says_why_and_skips_what_falls_into_it_and_ends(
    program: Program, make: Make, clock: FixedClock
) -> None:
    plans = program.services.plans
    plan = plans.add(draft(make.asset(), rule="FREQ=WEEKLY", starts_on=TODAY)).value
    plans.pause(plan, plans.get(plan).version, "電梯汰換", date(2026, 12, 10))
    assert tasks(program, "skipped") == ["2026-11-23", "2026-11-30", "2026-12-07"]
    assert tasks(program)[0] == "2026-12-14"
    row = plans.get(plan)
    assert (row.is_active, row.pause_reason) == (False, "電梯汰換")
    plans.resume(plan, row.version)
    assert tasks(program, "skipped") == []
    assert tasks(program)[0] == "2026-11-23"
    assert program.services.health.check() == []


def test_an_open_pause_leaves_no_task_unsaid(program: Program, make: Make) -> None:
    plans = program.services.plans
    plan = plans.add(draft(make.asset(), rule="FREQ=WEEKLY", starts_on=TODAY)).value
    plans.pause(plan, plans.get(plan).version, "停用", None)
    assert tasks(program) == []
    with program.services.base.read() as session:
        assert set(session.scalars(select(InspectionTask.reason))) == {PAUSED}


def test_the_next_ten_days_are_shown_while_a_plan_is_written(program: Program, make: Make) -> None:
    found = program.services.plans.preview(
        draft(make.asset(), starts_on=date(2026, 1, 31), holiday_rule="before")
    )
    assert [one.due_on.isoformat() for one in found[:4]] == [
        "2026-11-30",
        "2026-12-31",
        "2027-01-29",  # 1/31 is a Sunday
        "2027-02-26",
    ]
    assert len(found) == 10


def test_a_permit_plan_shows_the_permits_it_will_renew(program: Program, make: Make) -> None:
    asset = make.asset()
    make.permit(asset, until=date(2027, 3, 31))
    plans = program.services.plans
    found = plans.preview(draft(asset, anchor="permit", holiday_rule="keep", rule="FREQ=YEARLY"))
    assert (found[0].window_from, found[0].due_on) == (date(2027, 1, 31), date(2027, 3, 31))
    assert [one.due_on.year for one in found] == list(range(2027, 2037))
    assert [day.why for day in plans.reading.days(found[:2])] == [
        "許可證於 116/03/31 屆期。",
        "推估：116/03/31 屆期的許可證照常換發時。",
    ]


def test_of_several_permits_the_known_ends_stand_among_the_estimates_and_none_in_the_past(
    program: Program, make: Make
) -> None:
    one, two = make.asset("客梯 1 號"), make.asset("客梯 2 號")
    make.permit(one, until=date(2025, 3, 31))  # ended, and renewed in no year since
    make.permit(two, until=date(2027, 3, 1))
    both = (TargetLine(asset_id=one), TargetLine(asset_id=two))
    plan = draft(one, anchor="permit", targets=both, rule="FREQ=YEARLY")
    found = program.services.plans.preview(plan)
    assert [f"{day.due_on}" for day in found[:4]] == ["2025-03-31", "2027-03-01", "2027-03-31", "2028-03-01"]
    assert [day.why.value for day in found[:4]] == ["permit", "permit", "renewed", "renewed"]
    made = program.services.plans.add(plan).value
    days = program.services.plans.reading.detail(made).days
    assert [day.due_on for day in days] == [day.due_on for day in found]


def test_a_floating_plan_marks_what_follows_its_next_day_as_estimates(program: Program, make: Make) -> None:
    plans = program.services.plans
    found = plans.reading.days(plans.preview(draft(make.asset(), anchor="floating")))
    assert len(found) == 10
    assert (found[0].why, found[1].why) == ("依計畫週期排定。", "推估：前一次如期完成時。")


@pytest.mark.parametrize(
    ("more", "code", "field"),
    [
        ({"title": " "}, "plan.needs_title", "title"),
        ({"targets": ()}, "plan.needs_target", "targets"),
        ({"rule": "FREQ=NEVER"}, "plan.bad_rule", "rule"),
        ({"ends_on": date(2026, 1, 1)}, "plan.ends_before_start", "ends_on"),
        ({"exclusions": "改天"}, "plan.bad_day", "exclusions"),
        ({"lead_days": 900}, "plan.bad_lead", "lead_days"),
        ({"ladder": "60,早一點"}, "plan.bad_ladder", "ladder"),
        ({"anchor": "meter"}, "plan.needs_meter_rule", "meter_rule"),
        (
            {"anchor": "meter", "meter_rule": "between", "meter_from": Decimal(5), "meter_until": Decimal(1)},
            "plan.bad_meter_range",
            "meter_until",
        ),
    ],
)
def test_what_a_plan_lacks_is_said_beside_its_field(
    program: Program, make: Make, more: dict[str, Any], code: str, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        program.services.plans.add(draft(make.asset(), **more))
    assert (refused.value.code, refused.value.field) == (code, field)
    assert program.services.plans.all() == ()


def test_a_pause_needs_a_reason_and_a_day_to_come(program: Program, make: Make) -> None:
    plans = program.services.plans
    plan = plans.add(draft(make.asset())).value
    for reason, until, code in ((" ", None, "plan.needs_reason"), ("停", TODAY, "plan.pause_in_the_past")):
        with pytest.raises(Invalid) as refused:
            plans.pause(plan, 1, reason, until)
        assert refused.value.code == code


def test_two_people_who_change_one_plan_are_told_of_each_other(program: Program, make: Make) -> None:
    plans = program.services.plans
    plan = plans.add(draft(make.asset())).value
    row = plans.get(plan)
    plans.edit(plan, row.version, replace(row.draft, note="甲"))
    with pytest.raises(Conflict, match=r"plan\.moved_on"):
        plans.edit(plan, row.version, replace(row.draft, note="乙"))


def test_the_english_title_of_a_plan_is_that_of_its_inspections(program: Program, make: Make) -> None:
    plans, labels = program.services.plans, program.services.labels
    plan = plans.add(draft(make.asset(), title="客梯巡檢", title_en="Lift round")).value
    texts.use("en")
    try:
        assert labels.name("term", "客梯巡檢") == "Lift round"
        row = plans.get(plan)
        plans.edit(plan, row.version, replace(row.draft, title_en="Lift walk"))
        assert labels.name("term", "客梯巡檢") == "Lift walk"
        program.services.history.undo()
        assert labels.name("term", "客梯巡檢") == "Lift round"
    finally:
        texts.use("zh_TW")
