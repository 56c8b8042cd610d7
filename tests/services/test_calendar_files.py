"""The calendar file of the office: every day that matters once, updated when it is imported again."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from db.models import InspectionTask
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
