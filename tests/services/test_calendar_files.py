"""The calendar file of the office: every day that matters once, updated when it is imported again."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from db.models import Finding, InspectionResult, InspectionTask, Licence, Warranty
from facilities_app.bootstrap import Program
from facilities_app.domain.errors import Invalid, Unavailable
from tests.factories import Make
from tests.ics_reading import read_events

TODAY = date(2026, 11, 23)


def test_a_moved_inspection_keeps_its_uid_and_counts_on(program: Program, make: Make, tmp_path: Path) -> None:
    task = make.task(due=TODAY + timedelta(days=3), asset=make.asset(), title="月檢")
    out = tmp_path / "office.ics"
    files = program.services.calendar_files
    files.write(out)
    (before,) = read_events(out)
    program.services.inspections.postpone(task, 1, TODAY + timedelta(days=5), "廠商延期")
    files.write(out)
    (after,) = read_events(out)
    assert before["UID"] == after["UID"]
    assert (before["DTSTART"], after["DTSTART"]) == (["20261126"], ["20261128"])
    assert int(after["SEQUENCE"][0]) > int(before["SEQUENCE"][0])
    assert after["LAST-MODIFIED"] == ["20261123T010000Z"]
    program.services.history.undo()
    files.write(out)
    (undone,) = read_events(out)
    assert undone["DTSTART"] == before["DTSTART"]
    assert int(undone["SEQUENCE"][0]) > int(after["SEQUENCE"][0])


def test_alarms_follow_the_plans_ladder(program: Program, make: Make) -> None:
    plan = make.plan(asset=make.asset(), ladder="14,3")
    make.task(due=TODAY + timedelta(days=20), plan_id=plan)
    make.task(due=TODAY + timedelta(days=21))
    assert [event.alarms for event in program.services.calendar_files.events(30)] == [(14, 3), (60, 30, 7, 0)]


def test_permits_and_contracts_stand_on_the_day_they_end(program: Program, make: Make) -> None:
    make.permit(make.asset("客梯 1 號"), until=TODAY + timedelta(days=45))
    make.contract(make.asset(), until=TODAY + timedelta(days=10))
    events = program.services.calendar_files.events(60)
    assert [event.day for event in events] == [TODAY + timedelta(days=10), TODAY + timedelta(days=45)]
    assert "客梯 1 號" in events[1].summary


def test_what_is_overdue_stays_and_what_is_far_is_left_out(program: Program, make: Make) -> None:
    make.task(due=TODAY - timedelta(days=200), title="舊案")
    make.task(due=TODAY + timedelta(days=90), title="遠期")
    assert [event.summary[:2] for event in program.services.calendar_files.events(60)] == ["舊案"]


def test_one_persons_calendar_leaves_out_the_plans_of_other_roles(program: Program, make: Make) -> None:
    plan = make.plan(asset=make.asset(), role_id=make.role("dormitory"))
    engineer = make.user("林育成", role_id=make.role("engineer"))
    make.task(due=TODAY, plan_id=plan, title="空屋巡查")
    make.task(due=TODAY, title="環境巡查", assignee_id=engineer)
    program.services.base.act_as(engineer)
    files = program.services.calendar_files
    assert len(files.events(10)) == 2
    assert [event.summary[:4] for event in files.events(10, mine_only=True)] == ["環境巡查"]


def test_days_that_make_no_sense_and_a_folder_that_is_not_there_are_refused(
    program: Program, tmp_path: Path
) -> None:
    files = program.services.calendar_files
    with pytest.raises(Invalid, match=r"ics\.bad_days"):
        files.write(tmp_path / "x.ics", days=0)
    with pytest.raises(Unavailable, match=r"file\.cannot_write"):
        files.write(tmp_path / "none" / "x.ics")


def test_an_inspection_that_is_skipped_is_withdrawn_even_when_it_was_long_overdue(
    program: Program, make: Make, tmp_path: Path
) -> None:
    task, out = make.task(due=TODAY - timedelta(days=90), title="舊案"), tmp_path / "office.ics"
    files = program.services.calendar_files
    files.write(out)
    (before,) = read_events(out)
    program.services.inspections.skip(task, 1, "廠商停工")
    files.write(out)
    (after,) = read_events(out)
    assert (before["UID"], before["STATUS"]) == (after["UID"], ["CONFIRMED"])
    assert after["STATUS"] == ["CANCELLED"]
    assert "TRIGGER" not in after
    assert int(after["SEQUENCE"][0]) > int(before["SEQUENCE"][0])


def test_an_inspection_moved_beyond_the_file_s_days_is_still_moved_in_it(
    program: Program, make: Make
) -> None:
    task = make.task(due=TODAY + timedelta(days=3))
    program.services.inspections.postpone(task, 1, TODAY + timedelta(days=200), "延至明年")
    (event,) = program.services.calendar_files.events(30)
    assert (event.day, event.sequence, event.cancelled) == (TODAY + timedelta(days=200), 1, False)


def test_what_is_no_longer_planned_is_withdrawn_and_comes_back_with_undo(
    program: Program, make: Make
) -> None:
    task, files = make.task(due=TODAY + timedelta(days=3), title="月檢"), program.services.calendar_files
    base = program.services.base
    (before,) = files.events(30)
    with base.uow("plan.edited") as uow:
        uow.session.delete(uow.get(InspectionTask, task))
        uow.commit(None, title="月檢")
    (gone,) = files.events(30)
    assert (gone.uid, gone.cancelled, gone.day, gone.alarms) == (before.uid, True, before.day, ())
    assert gone.sequence > before.sequence
    program.services.history.undo()
    (back,) = files.events(30)
    assert (back.uid, back.cancelled) == (before.uid, False)
    assert back.sequence > gone.sequence
    program.services.history.redo()
    (again,) = files.events(30)
    assert again.cancelled
    assert again.sequence > back.sequence


def test_what_was_given_to_another_role_is_withdrawn_from_my_calendar(program: Program, make: Make) -> None:
    engineer = make.user("林育成", role_id=make.role("engineer"))
    plan = make.plan(asset=make.asset(), role_id=make.role("dormitory"))
    task = make.task(due=TODAY, plan_id=plan, assignee_id=engineer)
    base = program.services.base
    base.act_as(engineer)
    (mine,) = program.services.calendar_files.events(10, mine_only=True)
    with base.uow("plan.edited") as uow:
        uow.get(InspectionTask, task).assignee_id = None
        uow.commit(None, title="x")
    (after,) = program.services.calendar_files.events(10, mine_only=True)
    assert (after.uid, after.cancelled, after.alarms) == (mine.uid, True, ())
    assert not program.services.calendar_files.events(10)[0].cancelled


def test_every_kind_the_reminders_know_has_its_day(program: Program, make: Make) -> None:
    soon = TODAY + timedelta(days=7)
    lift, engineer = make.asset("客梯 1 號"), make.user("林育成")
    add_warranty(program, lift, soon)
    add_licence(program, engineer, soon)
    make.agreement(make.unit("M101"), starts_on=date(2026, 1, 1), ends_on=soon)
    add_finding(program, make.task(due=TODAY, asset=lift), soon)
    make.ticket("漏水")
    events = program.services.calendar_files.events(60)
    told = {event.category: event.summary for event in events}
    assert told["保固"] == "客梯 1 號 保固到期"
    assert "林育成" in told["證照"]
    assert "M101" in told["借用與租約"]
    assert "方志宏" not in told["借用與租約"]  # a calendar lies on phones
    assert told["限期改善"] == "限期改善：門刀磨損"
    assert told["報修"] == "漏水"
    dated = {item.kind for item in program.services.reminders.due()} - {"part"}
    assert {"warranty", "licence", "agreement", "finding"} <= dated
    assert len({event.uid for event in events}) == len(events)


def test_a_licence_that_is_moved_updates_and_one_that_is_taken_away_is_withdrawn(
    program: Program, make: Make
) -> None:
    base, files = program.services.base, program.services.calendar_files
    licence = add_licence(program, make.user("林育成"), TODAY + timedelta(days=7))
    (before,) = files.events(60)
    with base.uow("test.made") as uow:
        uow.get(Licence, licence).expires_on = TODAY + timedelta(days=700)
        uow.commit(None)
    (moved,) = files.events(60)
    assert (moved.uid, moved.day) == (before.uid, TODAY + timedelta(days=700))
    assert moved.sequence > before.sequence
    program.services.history.undo()
    (undone,) = files.events(60)
    assert (undone.day, undone.cancelled) == (before.day, False)
    with base.uow("test.made") as uow:
        uow.session.delete(uow.get(Licence, licence))
        uow.commit(None)
    (gone,) = files.events(60)
    assert (gone.uid, gone.day, gone.cancelled, gone.alarms) == (before.uid, before.day, True, ())
    assert gone.sequence > undone.sequence


def test_what_was_renewed_or_put_right_is_withdrawn(program: Program, make: Make) -> None:
    base, files, soon = program.services.base, program.services.calendar_files, TODAY + timedelta(days=7)
    lift = make.asset()
    make.permit(lift, until=soon)
    finding = add_finding(program, make.task(due=TODAY + timedelta(days=300)), soon)
    before = {event.uid: event for event in files.events(60)}
    make.permit(lift, until=soon + timedelta(days=365))
    with base.uow("test.made") as uow:
        uow.get(Finding, finding).state = "resolved"
        uow.commit(None)
    after = files.events(60)
    assert {event.uid for event in after} == before.keys()
    assert all(event.cancelled and event.sequence > before[event.uid].sequence for event in after)


def add_warranty(program: Program, asset: int, until: date) -> None:
    with program.services.base.uow("test.made") as uow:
        uow.add(Warranty(asset_id=asset, starts_on=date(2025, 1, 1), ends_on=until))
        uow.commit(None)


def add_licence(program: Program, user: int, until: date) -> int:
    with program.services.base.uow("test.made") as uow:
        row = Licence(user_id=user, holder="林育成", kind="甲種電匠", number="A1", expires_on=until)
        uow.add(row)
        uow.session.flush()
        return uow.commit(row.id).value


def add_finding(program: Program, task: int, until: date) -> int:
    with program.services.base.uow("test.made") as uow:
        place = uow.get(InspectionTask, task).place_id
        result = InspectionResult(task_id=task, place_id=place, inspected_on=TODAY, outcome="fail")
        uow.add(result)
        uow.session.flush()
        row = Finding(result_id=result.id, state="open", found_on=TODAY, correct_by=until, note="門刀磨損")
        uow.add(row)
        uow.session.flush()
        return uow.commit(row.id).value
