"""The closed loop: a failed item, its repair, its re-check, and the way back of each step."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from db.models import Asset, Finding, InspectionResult, InspectionTask, Ticket
from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.errors import Conflict, Invalid
from facilities_app.domain.keying import FindingRow
from facilities_app.domain.lists import Condition, ListQuery
from facilities_app.domain.naming import where_label
from facilities_app.domain.planning import DayKind
from facilities_app.domain.rows import ItemAnswer
from facilities_app.domain.tickets import Action, Status
from facilities_app.messages import done
from facilities_app.services.tickets import Move
from resources import texts
from tests.factories import Make

TODAY = date(2026, 11, 23)
NOTE = "左側光電遮斷無反應"


def lift(program: Program, make: Make, name: str = "客梯 1 號") -> tuple[int, int]:
    """An inspection due today, as the program itself would have planned it, and its lift."""
    asset = make.asset(name, next_due_on=TODAY)
    with program.services.base.read() as session:
        row = session.get_one(Asset, asset)
        label = where_label(row.place_label, row.name)
    return make.task(due=TODAY, asset=asset, target_label=label), asset


def failed(program: Program, make: Make, *notes: str, correct_by: date | None = None) -> tuple[int, int]:
    """A lift's inspection with as many failed items as notes; its id and the lift's."""
    task, asset = lift(program, make)
    service = program.services.inspections
    items = service.detail(task).items
    answers = [ItemAnswer(items[10 + at].id, "fail", note=note) for at, note in enumerate(notes)]
    service.record(task, 1, TODAY, "fail", "吳承翰", items=answers, correct_by=correct_by)
    return task, asset


def found(program: Program, task: int) -> FindingRow:
    rows = program.services.findings.of_task(task)
    assert len(rows) == 1
    return rows[0]


def finish(program: Program, ticket: int | None) -> None:
    assert ticket is not None
    program.services.tickets.move((ticket,), Move(Action.START))
    program.services.tickets.move((ticket,), Move(Action.FINISH))


def look_again(program: Program, recheck: int | None, outcome: str, on: date, note: str = "") -> None:
    assert recheck is not None
    service = program.services.inspections
    detail = service.detail(recheck)
    answer = ItemAnswer(detail.items[0].id, outcome, note=note)
    service.record(recheck, detail.version, on, outcome, "吳承翰", items=[answer])


def result_of(program: Program, task: int) -> InspectionResult:
    with program.services.base.read() as session:
        return session.query(InspectionResult).filter_by(task_id=task).one()


def test_a_failed_item_needs_a_note_and_becomes_a_finding_with_its_repair(
    program: Program, make: Make
) -> None:
    with pytest.raises(Invalid) as refused:
        failed(program, make, " ")
    assert (refused.value.code, refused.value.field) == ("finding.needs_note", "item:11")

    task, asset = lift(program, make, "客梯 2 號")
    service = program.services.inspections
    item = service.detail(task).items[10]
    answer = ItemAnswer(item.id, "fail", note=NOTE)
    outcome = service.record(task, 1, TODAY, "fail", "吳承翰", items=[answer])

    finding = found(program, task)
    ticket = program.services.tickets.detail(finding.ticket_id or 0)
    assert (finding.position, finding.state, finding.note) == (11, "repairing", NOTE)
    assert ticket.summary == f"門與防夾裝置不合格：{NOTE}"
    number = service.detail(task).number
    assert number in ticket.description
    assert "第 11 項" in ticket.description
    assert ticket.asset_id == asset
    assert ticket.number in done(outcome.label, outcome.params)
    assert program.services.health.check() == []

    program.services.history.undo()
    assert service.detail(task).status == "planned"
    assert program.services.findings.of_task(task) == ()
    with program.services.base.read() as session:
        assert session.query(Ticket).count() == 0
    program.services.history.redo()
    assert found(program, task).ticket_number == ticket.number


def test_a_finished_repair_asks_for_a_re_check_of_that_very_item(program: Program, make: Make) -> None:
    task, asset = failed(program, make, NOTE)
    finish(program, found(program, task).ticket_id)

    finding = found(program, task)
    assert (finding.state, finding.recheck_due_on) == ("recheck", TODAY + timedelta(days=7))
    recheck = program.services.inspections.detail(finding.recheck_id or 0)
    assert [item.position for item in recheck.items] == [11]
    assert program.services.assets.detail(asset).next_due_on == recheck.due_on
    with program.services.base.read() as session:
        row = session.get_one(InspectionTask, recheck.id)
        assert (row.origin, row.recheck_of_id, row.is_statutory) == ("recheck", task, False)
    assert program.services.health.check() == []

    program.services.history.undo()
    assert found(program, task).state == "repairing"
    assert program.services.assets.detail(asset).next_due_on is None


def test_a_passed_re_check_makes_the_inspection_compliant_with_both_dates_kept(
    program: Program, make: Make, clock: FixedClock
) -> None:
    task, _asset = failed(program, make, NOTE, "警報不響")
    first, second = program.services.findings.of_task(task)
    for row in (first, second):
        finish(program, row.ticket_id)
    clock.move(timedelta(days=3))
    later = clock.today()
    first, second = program.services.findings.of_task(task)
    look_again(program, first.recheck_id, "pass", TODAY + timedelta(days=1))
    assert result_of(program, task).complied_on is None
    look_again(program, second.recheck_id, "pass", later)

    result = result_of(program, task)
    assert (result.inspected_on, result.complied_on, result.outcome) == (TODAY, later, "fail")
    assert [row.state for row in program.services.findings.of_task(task)] == ["resolved", "resolved"]
    assert program.services.health.check() == []
    program.services.history.undo()
    assert result_of(program, task).complied_on is None


def test_a_re_check_that_fails_opens_the_repair_anew_and_comes_again(program: Program, make: Make) -> None:
    task, _asset = failed(program, make, NOTE)
    ticket = found(program, task).ticket_id
    finish(program, ticket)
    first = found(program, task).recheck_id
    look_again(program, first, "fail", TODAY, "仍無反應")

    assert ticket is not None
    assert found(program, task).state == "repairing"
    assert program.services.tickets.detail(ticket).status == Status.IN_PROGRESS
    assert program.services.health.check() == []
    with program.services.base.read() as session:
        assert session.query(Finding).count() == 1  # the same finding goes on
    program.services.tickets.move((ticket,), Move(Action.FINISH))
    again = found(program, task)
    assert again.state == "recheck"
    assert again.recheck_id != first
    look_again(program, again.recheck_id, "pass", TODAY)
    assert found(program, task).state == "resolved"


def test_a_repair_that_is_reopened_or_cancelled_takes_its_re_check_back(program: Program, make: Make) -> None:
    task, _asset = failed(program, make, NOTE)
    ticket = found(program, task).ticket_id
    assert ticket is not None
    finish(program, ticket)
    program.services.tickets.move((ticket,), Move(Action.REOPEN, reason="未修好"))
    finding = found(program, task)
    assert (finding.state, finding.recheck_due_on) == ("repairing", None)
    program.services.tickets.move((ticket,), Move(Action.CANCEL, reason="改以汰換"))
    assert found(program, task).state == "open"
    assert program.services.health.check() == []


def test_a_deadline_of_the_authority_bounds_the_repair_and_the_re_check(program: Program, make: Make) -> None:
    until = TODAY + timedelta(days=4)
    task, _asset = failed(program, make, NOTE, correct_by=until)
    finding = found(program, task)
    assert finding.correct_by == until
    service = program.services.findings
    due = [item for item in program.services.reminders.due() if item.kind == "finding"]
    assert [(item.due_on, item.target_id) for item in due] == [(until, task)]

    service.set_correct_by(finding.id, finding.version, until - timedelta(days=1))
    with pytest.raises(Conflict):
        service.set_correct_by(finding.id, finding.version, until)
    finding = found(program, task)
    with pytest.raises(Invalid, match=r"finding\.deadline_before"):
        service.set_correct_by(finding.id, finding.version, TODAY - timedelta(days=1))
    finish(program, finding.ticket_id)
    assert found(program, task).recheck_due_on == until - timedelta(days=1)


def test_what_need_not_be_put_right_is_waived_with_its_reason(program: Program, make: Make) -> None:
    task, _asset = failed(program, make, NOTE)
    finding, service = found(program, task), program.services.findings
    with pytest.raises(Invalid, match=r"task\.needs_reason"):
        service.waive(finding.id, finding.version, " ")
    service.waive(finding.id, finding.version, "設備汰換")
    assert (found(program, task).state, result_of(program, task).complied_on) == ("waived", TODAY)
    with pytest.raises(Invalid, match=r"finding\.settled"):
        service.recheck(finding.id, found(program, task).version)
    program.services.history.undo()
    assert found(program, task).state == "repairing"
    service.recheck(finding.id, found(program, task).version)
    assert found(program, task).state == "recheck"
    assert program.services.health.check() == []


def test_a_re_check_left_out_leaves_the_finding_open(program: Program, make: Make) -> None:
    task, _asset = failed(program, make, NOTE)
    finish(program, found(program, task).ticket_id)
    recheck = found(program, task).recheck_id
    assert recheck is not None
    program.services.inspections.skip(recheck, 1, "停用")
    assert found(program, task).state == "open"
    assert program.services.health.check() == []


def test_the_findings_of_a_ticket_that_is_merged_go_along(program: Program, make: Make) -> None:
    task, asset = failed(program, make, NOTE)
    kept = make.ticket("電梯門故障", asset=asset)
    other = found(program, task).ticket_id
    assert other is not None
    program.services.merging.merge(kept.id, (other,))
    finding = found(program, task)
    assert (finding.ticket_number, finding.state) == (kept.number, "repairing")


def test_a_reading_beyond_its_limit_names_its_value_in_the_repair(program: Program, make: Make) -> None:
    task = make.task(due=TODAY, asset=make.asset())
    service = program.services.inspections
    item = service.detail(task).items[5]
    answer = ItemAnswer(item.id, reading=Decimal("42.5"), note="排風扇停轉")
    service.record(task, 1, TODAY, "fail", "吳承翰", items=[answer])
    ticket = program.services.tickets.detail(found(program, task).ticket_id or 0)
    assert ticket.summary == "機房溫度 42.5 °C不合格：排風扇停轉"


def test_a_result_that_fails_as_a_whole_is_a_finding_with_its_repair_too(
    program: Program, make: Make
) -> None:
    task, asset = lift(program, make)
    done = program.services.inspections.record(task, 1, TODAY, "fail", "吳承翰", note="門機異音，煞車器過熱")
    row = found(program, task)
    assert (row.item, row.position, row.state, row.note) == (
        "整次檢查",
        0,
        "repairing",
        "門機異音，煞車器過熱",
    )
    assert done.label == "task.failed"
    ticket = program.services.tickets.detail(row.ticket_id or 0)
    assert ticket.summary == "客梯每月檢查不合格：門機異音，煞車器過熱"
    assert ticket.asset_id == asset
    finish(program, row.ticket_id)
    recheck = found(program, task).recheck_id
    assert recheck is not None
    assert len(program.services.inspections.detail(recheck).items) == 20, "all of it is looked at again"
    program.services.inspections.record(recheck, 1, TODAY, "pass", "吳承翰")
    assert found(program, task).state == "resolved"
    assert result_of(program, task).complied_on == TODAY


def test_a_failed_inspection_without_a_word_is_a_finding_and_goes_with_its_result_on_undo(
    program: Program, make: Make
) -> None:
    task, _asset = lift(program, make)
    program.services.inspections.record(task, 1, TODAY, "fail", "吳承翰")
    assert (
        program.services.tickets.detail(found(program, task).ticket_id or 0).summary == "客梯每月檢查不合格"
    )
    program.services.history.undo()
    assert program.services.findings.of_task(task) == ()
    assert program.services.inspections.detail(task).status == "planned"


def test_all_that_failed_can_be_one_repair_and_each_item_is_checked_again(
    program: Program, make: Make
) -> None:
    task, _asset = lift(program, make)
    form = program.services.keying.form(task)
    usual = {2: "128", 6: "42.5", 13: "5", 15: "42"}
    answers = tuple(
        ItemAnswer(item.id, reading=Decimal(usual[item.position]), note="排風扇停轉")
        if item.kind == "reading"
        else ItemAnswer(item.id, {11: "fail", 20: "na"}.get(item.position, "pass"), note=NOTE)
        for item in form.items
        if item.kind in ("reading", "pass_fail", "photo")
    )
    keyed = replace(form.keyed, inspector="吳承翰", answers=answers, one_repair=True)
    done_ = program.services.keying.finish(form, keyed)
    assert len(done_.value.tickets) == 1
    first, second = program.services.findings.of_task(task)
    assert first.ticket_id == second.ticket_id
    ticket = program.services.tickets.detail(first.ticket_id or 0)
    assert ticket.summary == "客梯每月檢查 2 項不合格：機房溫度 42.5 °C、門與防夾裝置"
    assert "第 6 項" in ticket.description
    assert "第 11 項" in ticket.description
    finish(program, first.ticket_id)
    first, second = program.services.findings.of_task(task)
    assert first.recheck_id != second.recheck_id
    look_again(program, first.recheck_id, "pass", TODAY)
    look_again(program, second.recheck_id, "fail", TODAY, "仍無反應")
    assert [row.state for row in program.services.findings.of_task(task)] == ["resolved", "repairing"]
    finish_again = program.services.findings.of_task(task)[1].ticket_id
    program.services.tickets.move((finish_again or 0,), Move(Action.FINISH))
    look_again(program, program.services.findings.of_task(task)[1].recheck_id, "pass", TODAY)
    assert result_of(program, task).complied_on == TODAY
    assert program.services.health.check() == []


def test_a_repair_that_was_given_up_leaves_the_finding_open_until_a_new_one_is_logged(
    program: Program, make: Make
) -> None:
    task, _asset = failed(program, make, NOTE)
    service, row = program.services.findings, found(program, task)
    with pytest.raises(Invalid, match=r"finding\.in_repair"):
        service.repair(row.id, row.version)
    program.services.tickets.move((row.ticket_id or 0,), Move(Action.CANCEL, reason="誤報"))
    row = found(program, task)
    assert (row.state, row.ticket_status) == ("open", Status.CANCELLED)
    assert result_of(program, task).complied_on is None
    service.repair(row.id, row.version)
    again = found(program, task)
    assert (again.state, again.ticket_status) == ("repairing", Status.REPORTED)
    assert again.ticket_id != row.ticket_id
    assert NOTE in program.services.tickets.detail(again.ticket_id or 0).summary
    finish(program, again.ticket_id)
    look_again(program, found(program, task).recheck_id, "pass", TODAY)
    assert result_of(program, task).complied_on == TODAY
    assert program.services.health.check() == []


def test_a_re_check_that_fails_after_the_repair_was_given_up_brings_it_back(
    program: Program, make: Make
) -> None:
    task, _asset = failed(program, make, NOTE)
    row = found(program, task)
    program.services.tickets.move((row.ticket_id or 0,), Move(Action.CANCEL, reason="誤報"))
    program.services.findings.recheck(row.id, found(program, task).version)
    look_again(program, found(program, task).recheck_id, "fail", TODAY, "確有損壞")
    row = found(program, task)
    assert (row.state, row.ticket_status) == ("repairing", Status.IN_PROGRESS)
    assert program.services.health.check() == []


def test_findings_are_a_list_that_is_filtered_and_exported(
    program: Program, make: Make, tmp_path: Path
) -> None:
    task, _asset = failed(program, make, NOTE, "異音", correct_by=TODAY + timedelta(days=9))
    first, _second = program.services.findings.of_task(task)
    finish(program, first.ticket_id)
    source = program.services.lists["findings"]
    assert source.count(ListQuery()) == 2
    dated = next(one for one in source.info.presets if one.key == "dated")
    assert source.count(dated.query) == 2
    recheck = ListQuery(conditions=(Condition("state", "in", ("recheck",)),))
    (row,) = source.page(recheck, 0, 9)
    shown = dict(zip((one.key for one in source.info.columns), row[1:], strict=True))
    assert (shown["item"], shown["note"]) == ("門與防夾裝置", NOTE)
    assert shown["recheck_on"] == (TODAY + timedelta(days=7)).isoformat()
    assert source.count(ListQuery("異音")) == 1
    out = program.services.exports.write_list("findings", ListQuery(), tmp_path / "f.csv")
    head, *rows = (tmp_path / "f.csv").read_text("utf-8-sig").splitlines()
    assert out.rows == len(rows) == 2
    assert head.startswith("缺失項目,設備／位置,狀態,改善期限,發現日期,報修編號,複查期限")
    assert any("待複查" in line for line in rows)
    texts.use("en")
    assert program.services.labels.name("term", "門與防夾裝置") == "Doors, anti-trap"


def test_a_deadline_of_an_authority_stands_in_the_calendar_until_it_is_settled(
    program: Program, make: Make
) -> None:
    until = TODAY + timedelta(days=4)
    task, _asset = failed(program, make, NOTE, "異音", correct_by=until)
    days = program.services.boards.days
    found_ = days(TODAY, until, (DayKind.FINDING,)).entries
    assert [(one.day, one.title, one.id, one.is_over) for one in found_] == [
        (until, "門與防夾裝置", task, False),
        (until, "門連鎖", task, False),
    ]
    assert len({one.key for one in found_}) == 2
    row = program.services.findings.of_task(task)[0]
    program.services.findings.waive(row.id, row.version, "汰換")
    assert [one.is_over for one in days(TODAY, until, (DayKind.FINDING,)).entries] == [False, True]
