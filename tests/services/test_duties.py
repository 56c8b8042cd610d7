"""Duties in depth: what each asks, how each thing under it stands, what is filed and how long it is kept."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from db.models import AssetAttribute, AttributeDefinition, Duty
from facilities_app.bootstrap import Program
from facilities_app.domain.errors import Conflict, Invalid, NotFound
from facilities_app.services.duties import DutyDetail
from tests.factories import Make

TODAY = date(2026, 11, 23)


def duty_id(program: Program, code: str) -> int:
    with program.services.base.read() as session:
        return session.scalars(select(Duty.id).where(Duty.code == code)).one()


def detail(program: Program, code: str) -> DutyDetail:
    return program.services.duties.detail(duty_id(program, code))


def completed(program: Program, asset: int, day: str) -> None:
    with program.services.base.uow("test.made") as uow:
        definition = uow.session.scalars(
            select(AttributeDefinition.id).where(AttributeDefinition.code == "completion_inspected_on")
        ).first()
        assert definition is not None
        uow.add(AssetAttribute(asset_id=asset, definition_id=definition, value=day))
        uow.commit(None, undoable=False)


def test_a_duty_says_law_interval_who_record_and_filing(program: Program) -> None:
    told = detail(program, "ELEC-TEST")
    assert "電業法第 60 條" in told.law
    assert (told.interval, told.retention_years, told.is_statutory) == ("至少每 6 個月", 2, True)
    assert "次月 15 日前" in told.filing
    own = detail(program, "GENSET-WEEK")
    assert not own.is_statutory
    assert "依本處排程" in own.interval
    with pytest.raises(NotFound, match=r"duty\.gone"):
        program.services.duties.detail(999)


def test_each_thing_tells_when_it_was_done_last_and_is_due_next(program: Program, make: Make) -> None:
    asset, duty = make.asset("高壓盤", category="electrical"), duty_id(program, "ELEC-TEST")
    done = make.task(due=date(2026, 6, 10), asset=asset, duty_id=duty, is_statutory=True)
    program.services.inspections.record(done, 1, date(2026, 6, 12), "pass", "王大同")
    ahead = make.task(due=date(2026, 12, 10), asset=asset, duty_id=duty, is_statutory=True)
    make.task(due=date(2027, 6, 10), asset=asset, duty_id=duty, is_statutory=True)
    (thing,) = detail(program, "ELEC-TEST").things
    assert (thing.last_id, thing.last_on, thing.kept_until) == (done, date(2026, 6, 12), date(2028, 6, 12))
    assert (thing.next_id, thing.next_on, thing.next_state) == (ahead, date(2026, 12, 10), "planned")
    assert thing.window is not None
    assert thing.window.due == date(2026, 12, 10)
    assert (thing.window.latest, thing.window.file_by) == (date(2026, 12, 12), date(2027, 1, 15))


def test_assets_that_nothing_is_planned_for_are_named(program: Program, make: Make) -> None:
    make.asset("滅火器", category="elevator", status="retired")
    planned, bare = (make.asset(name, category="elevator") for name in ("客梯 1 號", "客梯 2 號"))
    make.task(due=TODAY, asset=planned, duty_id=duty_id(program, "LIFT-MAINT"))
    assert [one.asset_id for one in detail(program, "LIFT-MAINT").unplanned] == [bare]


def test_what_a_site_s_inspection_covers_is_not_called_unplanned(program: Program, make: Make) -> None:
    other = make.place("鳳山行政中心")
    whole = make.asset("高低壓電氣設備", category="electrical")
    make.asset("分電盤 1F", category="electrical")
    bare = make.asset("分電盤", category="electrical", place=other)
    make.task(due=TODAY, asset=whole, duty_id=duty_id(program, "ELEC-TEST"))
    assert [one.asset_id for one in detail(program, "ELEC-TEST").unplanned] == [bare]


def test_a_lift_is_under_one_row_of_the_rule_by_its_age(program: Program, make: Make) -> None:
    young, old, unknown = (make.asset(name, category="elevator") for name in ("新梯", "老梯", "不明"))
    completed(program, young, "2020-05-10")
    completed(program, old, "2005-05-10")
    make.permit(old, until=date(2027, 4, 30))
    make.permit(unknown, until=date(2027, 6, 30))
    yearly = {one.name: one for one in detail(program, "LIFT-INSPECT").unplanned}
    half = {one.name: one for one in detail(program, "LIFT-INSPECT-15Y").unplanned}
    assert (set(yearly), set(half)) == ({"新梯", "不明"}, {"老梯"})
    assert (yearly["新梯"].due_on, yearly["不明"].due_on) == (None, date(2027, 6, 30)), (
        "never inspected: not known"
    )
    window = half["老梯"].window
    assert window is not None
    assert (window.earliest, window.due, window.latest) == (
        date(2027, 2, 28), date(2027, 4, 30), date(2027, 4, 30),
    )  # fmt: skip


def test_who_holds_the_licence_that_the_plans_ask_for(program: Program, make: Make) -> None:
    duty = duty_id(program, "LIFT-MAINT")
    make.plan(asset=make.asset(), duty_id=duty, licence_kind="昇降機專業技術人員")
    for kind, number in (("昇降機專業技術人員", "A1"), ("電匠", "B1")):
        program.services.reference.add("licences", {"holder": "陳志豪", "kind": kind, "number": number})
    told = detail(program, "LIFT-MAINT")
    assert told.licence_kinds == ("昇降機專業技術人員",)
    assert [one.number for one in told.licences] == ["A1"]
    assert len(told.plans) == 1


def test_a_result_is_filed_under_its_number_and_undo_takes_it_back(program: Program, make: Make) -> None:
    services, duty = program.services, duty_id(program, "ELEC-TEST")
    task = make.task(due=TODAY, asset=make.asset(), duty_id=duty, is_statutory=True)
    assert services.filings.of_task(task) is None
    services.inspections.record(task, 1, date(2026, 11, 20), "pass", "王大同")
    row = services.filings.of_task(task)
    assert row is not None
    assert (row.is_filed, row.file_by, row.kept_until) == (False, date(2026, 12, 15), date(2028, 11, 20))
    done = services.filings.file(task, row.version, " 高市經發字第 11500123 號 ", TODAY)
    assert done.label == "result.filed"
    filed = services.filings.of_task(task)
    assert filed is not None
    assert (filed.number, filed.filed_on) == ("高市經發字第 11500123 號", TODAY)
    (thing,) = detail(program, "ELEC-TEST").things
    assert (thing.filing_number, thing.filed_on) == (filed.number, TODAY)
    with pytest.raises(Conflict, match=r"filing\.moved_on"):
        services.filings.file(task, row.version, "x", TODAY)
    services.history.undo()
    again = services.filings.of_task(task)
    assert again is not None
    assert not again.is_filed
    assert services.filings.file(task, again.version, "", None).operation == 0, "nothing to take away"


def test_what_cannot_be_filed_is_refused_beside_its_field(program: Program, make: Make) -> None:
    services = program.services
    task = make.task(due=TODAY, asset=make.asset(), duty_id=duty_id(program, "LIFT-MAINT"))
    with pytest.raises(NotFound, match=r"filing\.no_result"):
        services.filings.file(task, 1, "x", TODAY)
    services.inspections.record(task, 1, date(2026, 11, 20), "pass", "王大同")
    row = services.filings.of_task(task)
    assert row is not None
    for number, day, code in (
        ("x", None, "filing.needs_day"),
        ("x", TODAY + timedelta(days=1), "filing.in_future"),
        ("x", date(2026, 11, 19), "filing.before_inspection"),
        ("x" * 81, TODAY, "filing.number_too_long"),
    ):
        with pytest.raises(Invalid) as caught:
            services.filings.file(task, row.version, number, day)
        assert caught.value.code == code
        assert caught.value.field in ("number", "filed_on")
    services.filings.file(task, row.version, "", TODAY)
    filed = services.filings.of_task(task)
    assert filed is not None
    assert services.filings.file(task, filed.version, "", None).label == "result.unfiled"


@pytest.mark.parametrize(("days", "told"), [(60, True), (61, True), (62, False)])
def test_a_permit_s_renewal_is_told_from_the_day_it_may_be_applied_for(
    program: Program, make: Make, days: int, told: bool
) -> None:
    """From 23 November two calendar months are 61 days."""
    make.permit(make.asset(), until=TODAY + timedelta(days=days))
    kinds = [(item.kind, item.action) for item in program.services.reminders.due()]
    assert kinds == ([("permit", "renew")] if told else [])


def test_an_inspection_without_anything_to_file_or_keep_has_no_filing(program: Program, make: Make) -> None:
    task = make.task(due=TODAY, asset=make.asset(), duty_id=duty_id(program, "FIRE-SELFCHECK"))
    program.services.inspections.record(task, 1, TODAY, "pass", "黃雅婷")
    assert program.services.filings.of_task(task) is None


def test_what_a_rule_wants_filed_is_told_until_its_filing_is_entered(program: Program, make: Make) -> None:
    services = program.services
    task = make.task(due=TODAY, asset=make.asset(), duty_id=duty_id(program, "ELEC-TEST"), title="高低壓檢驗")
    other = make.task(due=TODAY, asset=make.asset(), duty_id=duty_id(program, "LIFT-MAINT"))
    for one in (task, other):
        services.inspections.record(one, 1, TODAY, "pass", "王大同")

    def told(day: date) -> list[tuple[str, str, date]]:
        return [
            (one.kind, one.group, one.due_on) for one in services.reminders.due(day) if one.kind == "filing"
        ]

    last = date(2026, 12, 15)
    assert told(TODAY) == [("filing", "expiring", last)]
    assert told(date(2026, 12, 10)) == [("filing", "week", last)]
    assert told(date(2026, 12, 16)) == [("filing", "overdue", last)]
    assert told(date(2027, 2, 14)) == []
    row = services.filings.of_task(task)
    assert row is not None
    services.filings.file(task, row.version, "示申字第 1 號", TODAY)
    assert told(TODAY) == []
    services.history.undo()
    assert told(TODAY)


def test_a_duty_that_may_not_hold_here_calls_nothing_unplanned(program: Program, make: Make) -> None:
    make.asset(category="elevator")
    told = detail(program, "LIFT-INSPECT-APT")
    assert (told.is_confirmed, told.unplanned) == (False, ())
