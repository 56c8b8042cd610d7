"""Keying a sheet: found by what is on the paper, kept half-way, finished with what it lacks told."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from db.models import Asset, ChecklistTemplate, InspectionResult, InspectionTask, Licence
from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.errors import Conflict, Invalid, NotFound
from facilities_app.domain.keying import Keyed, KeyingForm, is_shown, missing, photo_caption
from facilities_app.domain.rows import ItemAnswer
from tests.factories import Make
from tests.services.test_attachments import photo as picture
from tests.services.test_findings import lift

TODAY = date(2026, 11, 23)


def all_pass(form: KeyingForm) -> tuple[ItemAnswer, ...]:
    usual = {2: "128", 6: "35", 13: "5", 15: "42"}
    return tuple(
        ItemAnswer(item.id, reading=Decimal(usual[item.position]))
        if item.kind == "reading"
        else ItemAnswer(item.id, {"pass_fail": "pass", "photo": "na"}.get(item.kind, ""))
        for item in form.items
    )


def test_a_form_is_found_by_sheet_by_qr_text_and_by_the_inspection_s_number(
    program: Program, make: Make, tmp_path: Path
) -> None:
    asset = make.asset()
    task = make.task(due=TODAY, asset=asset)
    number = program.services.checklists.print_task(task, tmp_path / "a.pdf").value
    service = program.services.keying
    for text in (number, f" {number.lower()}/2 ", program.services.inspections.detail(task).number):
        form = service.find(text)
        assert (form.task_id, form.sheet_number) == (task, number)
    assert [item.position for item in form.items] == list(range(1, 21))
    with pytest.raises(NotFound, match=r"keying\.no_such_number"):
        service.find("ELEV-11511-999")


def test_a_sheet_printed_blank_serves_the_open_inspection_of_its_kind(
    program: Program, make: Make, tmp_path: Path
) -> None:
    asset = make.asset()
    with program.services.base.read() as session:
        code = session.get_one(Asset, asset).code
    number = program.services.checklists.print_blank("ELEV", tmp_path / "b.pdf", asset_code=code).value
    assert program.services.keying.find(number).task_id == 0
    task = make.task(due=TODAY, asset=asset)
    assert program.services.keying.find(number).task_id == task


def test_a_sheet_printed_without_an_inspection_makes_its_own_when_it_is_finished(
    program: Program, make: Make, tmp_path: Path
) -> None:
    asset = make.asset("客梯 9 號")
    with program.services.base.read() as session:
        code = session.get_one(Asset, asset).code
    service = program.services.keying
    number = program.services.checklists.print_blank("ELEV", tmp_path / "b.pdf", asset_code=code).value
    form = service.find(number)
    assert (form.task_id, form.number, form.target, len(form.items)) == (0, number, "客梯 9 號", 20)
    with program.services.base.read() as session:
        assert session.query(InspectionTask).count() == 0
    keyed = replace(form.keyed, inspector="吳承翰", answers=all_pass(form))
    service.finish(form, keyed)
    with program.services.base.read() as session:
        task = session.query(InspectionTask).one()
        assert (task.origin, task.status, task.due_on, task.asset_id) == ("hand", "done", TODAY, asset)
        assert session.query(InspectionResult).one().task_id == task.id
    detail = program.services.inspections.detail(task.id)
    assert (detail.sheets, detail.explanation) == ((number,), "由列印的空白檢查表登錄。")
    with pytest.raises(Invalid, match=r"task\.not_planned"):
        service.find(number)
    with pytest.raises(Conflict, match=r"keying\.moved_on"):
        service.finish(form, keyed)
    assert program.services.health.check() == []
    program.services.history.undo()
    assert service.find(number).task_id == 0
    with program.services.base.read() as session:
        assert session.query(InspectionTask).count() == 0


def test_a_blank_sheet_that_is_kept_half_way_or_gets_a_photo_has_its_inspection_from_then_on(
    program: Program, make: Make, tmp_path: Path
) -> None:
    make.asset(code="L-7")
    service = program.services.keying
    number = program.services.checklists.print_blank("ELEV", tmp_path / "b.pdf", asset_code="L-7").value
    form = service.find(number)
    task = service.begin(form, form.keyed).value
    again = service.find(number)
    assert (again.task_id, again.sheet_number) == (task, number)
    keyed = replace(again.keyed, answers=(ItemAnswer(again.items[0].id, "pass"),))
    service.save(again, keyed)
    assert service.find(number).keyed.answers == keyed.answers


def test_no_sheet_is_filled_in_before_it_is_printed_nor_tomorrow(
    program: Program, make: Make, tmp_path: Path
) -> None:
    task = make.task(due=TODAY, asset=make.asset())
    service = program.services.keying
    assert service.form(task).printed_on is None
    number = program.services.checklists.print_task(task, tmp_path / "a.pdf").value
    form = service.find(number)
    assert form.printed_on == TODAY
    for day, code in ((-1, "keying.before_print"), (1, "task.done_in_future")):
        keyed = Keyed(TODAY + timedelta(days=day), "吳", answers=all_pass(form), sheet_id=form.keyed.sheet_id)
        with pytest.raises(Invalid) as refused:
            service.finish(form, keyed)
        assert (refused.value.code, refused.value.field) == (code, "done_on")


def test_a_second_print_does_not_forbid_the_day_of_the_first(
    program: Program, make: Make, tmp_path: Path, clock: FixedClock
) -> None:
    task = make.task(due=TODAY, asset=make.asset())
    program.services.checklists.print_task(task, tmp_path / "a.pdf")
    clock.move(timedelta(days=2))
    second = program.services.checklists.print_task(task, tmp_path / "b.pdf").value
    assert program.services.keying.form(task).printed_on == TODAY
    assert program.services.keying.find(second).printed_on == TODAY + timedelta(days=2)


def test_whoever_keys_a_sheet_is_named_to_the_next_one_who_opens_it(program: Program, make: Make) -> None:
    task, service = make.task(due=TODAY, asset=make.asset()), program.services.keying
    first, second = service.form(task), service.form(task)
    program.services.base.act_as(make.user("林工程師"))
    claim = service.claim(first)
    assert (claim.value, claim.label, claim.operation) == (1, "", 0)
    seen = service.form(task)
    assert (seen.draft_by, seen.draft, seen.keyed.answers) == ("林工程師", 1, ())
    assert seen.keyed.inspector == "林工程師"
    with pytest.raises(Conflict, match=r"keying\.moved_on"):
        service.claim(second)
    service.finish(
        replace(first, draft=claim.value), replace(first.keyed, inspector="吳", answers=all_pass(first))
    )


def test_the_last_three_readings_and_the_limits_stand_beside_the_box(program: Program, make: Make) -> None:
    asset = make.asset()
    service = program.services.inspections
    for months, value in ((4, "33"), (3, "36.5"), (2, "38"), (1, "39.2")):
        on = TODAY - timedelta(days=30 * months)
        task = make.task(due=on, asset=asset)
        item = service.detail(task).items[5]
        service.record(task, 1, on, "pass", "吳承翰", items=[ItemAnswer(item.id, reading=Decimal(value))])
    form = program.services.keying.form(make.task(due=TODAY, asset=asset))
    hot = form.items[5]
    assert [value for _on, value in hot.past] == [Decimal("36.5"), Decimal(38), Decimal("39.2")]
    assert (hot.maximum, hot.short, hot.section) == (Decimal(40), "機房溫度", "機房")
    assert (form.last_on, form.last_outcome) == (TODAY - timedelta(days=30), "pass")


def test_what_was_keyed_is_kept_and_nobody_takes_it_for_a_result(program: Program, make: Make) -> None:
    task, _asset = lift(program, make)
    service = program.services.keying
    form = service.form(task)
    keyed = replace(
        form.keyed, inspector="吳承翰", answers=(ItemAnswer(form.items[0].id, "fail", note="缺"),)
    )
    service.save(form, keyed)

    again = service.form(task)
    assert (again.keyed.inspector, again.keyed.answers) == ("吳承翰", keyed.answers)
    assert program.services.inspections.detail(task).status == "planned"
    assert service.form(task).last_on is None
    with pytest.raises(Conflict, match=r"keying\.moved_on"):
        service.save(form, keyed)
    service.save(again, keyed)
    done = service.finish(service.form(task), replace(keyed, answers=_with_note(again)))
    assert done.value.outcome == "fail"
    with program.services.base.read() as session:
        assert session.query(InspectionResult).count() == 1
    program.services.history.undo()
    assert service.form(task).keyed.answers == keyed.answers
    program.services.history.undo()
    program.services.history.undo()
    assert service.form(task).draft == 0
    assert program.services.health.check() == []


def _with_note(form: KeyingForm) -> tuple[ItemAnswer, ...]:
    first, *rest = all_pass(form)
    return (replace(first, outcome="fail", note="缺張貼"), *rest)


def test_finishing_tells_what_is_missing_in_paper_order(program: Program, make: Make) -> None:
    form = program.services.keying.form(make.task(due=TODAY, asset=make.asset()))
    answers = {one.item_id: one for one in all_pass(form)}
    hot, door = form.items[5], form.items[10]
    answers[hot.id] = ItemAnswer(hot.id, reading=Decimal("42.5"))
    del answers[door.id]
    assert [(item.position, what) for item, what in missing(form.items, answers, ())] == [
        (6, "note"),
        (11, "answer"),
    ]
    with pytest.raises(Invalid) as refused:
        program.services.keying.finish(form, Keyed(TODAY, "吳", answers=tuple(answers.values())))
    assert (refused.value.code, refused.value.field) == ("keying.needs_note", "item:6")


def test_a_photo_the_item_asks_for_goes_with_the_repair(program: Program, make: Make, tmp_path: Path) -> None:
    task = make.task(due=TODAY, asset=make.asset())
    service = program.services.keying
    form = service.form(task)
    door = replace(form.items[10], evidence="photo_on_fail")
    form = replace(form, items=(*form.items[:10], door, *form.items[11:]))
    answers = tuple(
        ItemAnswer(door.id, "fail", note="無反應") if one.item_id == door.id else one
        for one in all_pass(form)
    )
    keyed = Keyed(TODAY, "吳承翰", answers=answers)
    with pytest.raises(Invalid, match=r"keying\.needs_photo"):
        service.finish(form, keyed)
    photo = tmp_path / "door.jpg"
    photo.write_bytes(picture())
    caption = photo_caption(door.position, door.short)
    program.services.attachments.add_files("inspection_tasks", task, [photo], caption)
    service.finish(form, keyed)
    ticket = program.services.findings.of_task(task)[0].ticket_id
    assert len(program.services.tickets.detail(ticket or 0).photos) == 1


def test_who_keyed_it_and_with_which_licence_is_captured(program: Program, make: Make) -> None:
    task, user = make.task(due=TODAY, asset=make.asset()), make.user("林工程師")
    make._add(Licence(user_id=user, holder="林工程師", kind="lift", number="昇技字 01872", expires_on=TODAY))
    program.services.base.act_as(user)
    form = program.services.keying.form(task)
    assert (form.keyed.inspector, form.licences[0].number) == ("林工程師", "昇技字 01872")
    assert form.keyed.licence_id == form.licences[0].id
    program.services.keying.finish(form, replace(form.keyed, answers=all_pass(form)))
    detail = program.services.inspections.detail(task)
    assert (detail.outcome, detail.licence) == ("pass", "昇技字 01872")
    with program.services.base.read() as session:
        result = session.query(InspectionResult).one()
        assert (result.keyed_by, result.licence_id) == ("林工程師", form.licences[0].id)


def test_a_licence_that_had_expired_is_told_in_the_record_for_good(program: Program, make: Make) -> None:
    task, ends = make.task(due=TODAY, asset=make.asset()), TODAY - timedelta(days=1)
    licence = make._add(Licence(holder="林工程師", kind="lift", number="昇技字 01872", expires_on=ends))
    form = program.services.keying.form(task)
    keyed = replace(
        form.keyed, licence_id=licence, inspector="林工程師", note="已保養", answers=all_pass(form)
    )
    program.services.keying.finish(form, keyed)
    told = "檢查當日證照 昇技字 01872 已逾期（115/11/22 到期）。\n已保養"
    assert program.services.inspections.detail(task).result_note == told
    other = make.task(due=TODAY, asset=make.asset())
    program.services.inspections.record(other, 1, TODAY, "pass", "林工程師", "昇技字 01872")
    assert "已逾期" in program.services.inspections.detail(other).result_note
    third = make.task(due=ends, asset=make.asset())
    program.services.inspections.record(third, 1, ends, "pass", "林工程師", "昇技字 01872")
    assert program.services.inspections.detail(third).result_note == "", "its last day still counts"


def test_a_licence_of_somebody_else_is_told_in_the_record_for_good(program: Program, make: Make) -> None:
    licence = make._add(Licence(holder="林工程師", kind="lift", number="昇技字 01872"))
    told = "證照 昇技字 01872 為 林工程師 所持有，檢查人員為 吳承翰，兩者不符。"
    for inspector, note in (("吳承翰", told), ("林工程師", ""), ("吳承翰、林 工程師", "")):
        task = make.task(due=TODAY, asset=make.asset())
        form = program.services.keying.form(task)
        keyed = replace(form.keyed, licence_id=licence, inspector=inspector, answers=all_pass(form))
        program.services.keying.finish(form, keyed)
        assert program.services.inspections.detail(task).result_note == note


def test_a_re_check_asks_for_the_licence_of_the_plan_it_comes_from(program: Program, make: Make) -> None:
    plan = make.plan(asset=make.asset(), licence_kind="升降機")
    first = make.task(due=TODAY, asset=make.asset(), plan_id=plan)
    again = make.task(due=TODAY, asset=make.asset(), origin="recheck", recheck_of_id=first)
    assert program.services.keying.form(again).licence_kind == "升降機"


def test_an_item_is_asked_only_if_the_earlier_answer_calls_for_it(program: Program, make: Make) -> None:
    items = program.services.keying.form(make.task(due=TODAY)).items
    asked = replace(items[4], shown_if="3=fail")
    assert not is_shown(asked, items, {})
    assert is_shown(asked, items, {items[2].id: ItemAnswer(items[2].id, "fail")})
    assert is_shown(items[4], items, {})


def test_a_sheet_of_an_earlier_edition_is_keyed_as_it_was_printed(
    program: Program, make: Make, tmp_path: Path
) -> None:
    task = make.task(due=TODAY, asset=make.asset())
    number = program.services.checklists.print_task(task, tmp_path / "a.pdf").value
    with program.services.base.uow("test.made") as uow:
        old = uow.session.query(ChecklistTemplate).filter_by(code="ELEV").one()
        old.is_current = False
        uow.add(ChecklistTemplate(code="ELEV", edition=2, name_zh=old.name_zh, name_en=old.name_en))
        uow.commit(None, undoable=False)
    form = program.services.keying.find(number)
    assert len(form.items) == 20
    program.services.keying.finish(form, replace(form.keyed, inspector="吳", answers=all_pass(form)))
    with program.services.base.read() as session:
        assert session.query(InspectionResult).one().template_id == old.id


def test_the_licence_that_the_plan_asks_for_comes_first_and_is_proposed_while_it_holds(
    program: Program, make: Make
) -> None:
    user = make.user("林工程師")
    for kind, number, ends in (
        ("電匠", "E1", None),
        ("升降機", "L1", TODAY),
        ("升降機", "L0", date(2026, 1, 1)),
    ):
        make._add(Licence(user_id=user, holder="林工程師", kind=kind, number=number, expires_on=ends))
    plan = make.plan(asset=make.asset(), licence_kind="升降機")
    program.services.base.act_as(user)
    form = program.services.keying.form(make.task(due=TODAY, plan_id=plan))
    assert form.licence_kind == "升降機"
    assert {one.number for one in form.licences[:2]} == {"L1", "L0"}
    proposed = {one.id: one.number for one in form.licences}
    assert proposed[form.keyed.licence_id or 0] == "L1"
    other = program.services.keying.form(make.task(due=TODAY))
    assert other.licence_kind == ""
    assert other.keyed.licence_id is not None
