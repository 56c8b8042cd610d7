"""檢查計畫: made, changed, paused and resumed by keyboard, with the next ten days in sight while writing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from db.models import Duty, InspectionTask
from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock
from facilities_app.services.plan_drafts import PlanDraft
from facilities_app.services.plan_generation import PAUSED
from facilities_app.services.plan_members import TargetLine
from tests.factories import Make
from tests.ui.pages.record_desk import CONTROL, Desk, desk_at
from ui.pages.inspections.pane import TaskPane
from ui.pages.inspections.plan_form import PlanForm
from ui.pages.inspections.plan_pane import PlanPane
from ui.pages.inspections.plan_sheets import PauseSheet


@pytest.fixture
def lift(make: Make) -> int:
    hall = make.place("1F", parent=make.site(), kind="floor")
    return make.asset("客梯 1 號", code="EL-01", place=hall, category="elevator")


@pytest.fixture
def plan(program: Program, lift: int) -> int:
    with program.services.base.read() as session:
        duty = session.scalars(select(Duty).where(Duty.code == "LIFT-MAINT")).one()
    draft = PlanDraft(
        "客梯保養",
        "FREQ=MONTHLY;BYMONTHDAY=-1",
        date(2026, 11, 30),
        (TargetLine(asset_id=lift),),
        duty_id=duty.id,
        template_code="ELEV",
        holiday_rule="after",
    )
    return program.services.plans.add(draft).value


@pytest.fixture
def desk(plan: int, program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(program, clock, qtbot, tmp_path, "inspections") as made:
        made.press(Qt.Key.Key_2, CONTROL)  # from the inspections to their plans
        assert made.app.window.stack.key == "plans"
        yield made


def pane(desk: Desk) -> PlanPane:
    found = desk.page.pane
    assert isinstance(found, PlanPane)
    return found


def form_of(desk: Desk) -> PlanForm:
    return desk.sheet(PlanForm)


def looked_ahead(desk: Desk, form: PlanForm) -> list[str]:
    """The days of the preview once the short wait is over."""
    form.preview.read()
    desk.settle()
    return [f"{day.due_on} {day.why}" for day in form.preview.days]


def test_the_list_says_interval_and_next_day_and_exports_the_same(desk: Desk) -> None:
    assert desk.column("title") == ["客梯保養"]
    assert desk.column("rule") == ["每月、月底最後一日"]
    assert desk.column("next_due") == ["115/11/30"]
    assert desk.column("status") == ["執行中"]
    assert [view.key for view in desk.page.source.info.presets] == ["running", "paused", "all"]


def test_the_pane_says_the_next_days_and_why_by_which_law_and_on_what(desk: Desk, plan: int) -> None:
    desk.choose(plan)
    words = desk.words(pane(desk))
    assert "115/11/30" in words
    assert "依計畫週期排定。" in words
    assert "原定 116/01/31 放假，依規則調整。" in words
    assert "建築法" in words
    assert "客梯 1 號" in words
    assert "順延至次一上班日" in words
    assert pane(desk).plan is not None
    assert len(pane(desk).plan.days) == 10  # type: ignore[union-attr]


def test_a_plan_is_made_by_keyboard_and_its_inspections_with_it(desk: Desk, make: Make) -> None:
    desk.press(Qt.Key.Key_Insert)
    form = form_of(desk)
    desk.write("LIFT-MAINT")
    desk.press(Qt.Key.Key_Return)  # the duty fills interval, counting, checklist and title
    assert (form.rule.value(), form.anchor.currentData(), form.template.currentData()) == (
        "FREQ=MONTHLY",
        "fixed",
        "ELEV",
    )
    assert form.title_line.text().startswith("昇降設備")
    form.set.search.edit.setFocus()
    desk.write("EL-01")
    desk.press(Qt.Key.Key_Return)
    assert len(form.set.lines()) == 1
    form.rule.every.setText("2")
    assert [day[:10] for day in looked_ahead(desk, form)[:2]] == ["2026-11-23", "2027-01-23"]
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert len(desk.column("code")) == 2
    assert "已建立計畫" in desk.said()
    desk.undo()
    assert desk.column("code") == ["P001"]


def test_errors_stand_beside_their_fields_and_the_preview_says_what_it_cannot_read(desk: Desk) -> None:
    desk.press(Qt.Key.Key_Insert)
    form = form_of(desk)
    form.save()
    desk.settle()
    assert "請寫出檢查項目" in form.fields["title"].error()
    form.title_line.setText("巡查")
    form.save()
    desk.settle()
    assert "請至少選一項" in form.fields["targets"].error()
    form.lead.setText("999")
    form.save()
    assert "366" in form.fields["lead_days"].error()
    form.lead.setText("30")
    form.rule.on.setCurrentIndex(form.rule.on.findData("own"))
    form.rule.raw.setText("FREQ=HOURLY")
    assert looked_ahead(desk, form) == []
    assert "FREQ=HOURLY" in form.preview.words.text()


def test_the_preview_follows_what_is_written_without_being_asked(desk: Desk, qtbot: QtBot, plan: int) -> None:
    desk.choose(plan)
    desk.press(Qt.Key.Key_F2)
    form = form_of(desk)
    desk.settle()
    form.rule.unit.setCurrentIndex(form.rule.unit.findData("YEARLY"))
    qtbot.waitUntil(lambda: bool(form.preview.days) and form.preview.days[1].due_on.year == 2027)
    assert form.rule.value() == "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=-1"
    form.rule.months[4].setChecked(True)
    form.rule.on.setCurrentIndex(form.rule.on.findData("weekday"))
    form.rule.nth.setCurrentIndex(form.rule.nth.findData(2))
    form.rule.weekday.setCurrentIndex(1)
    assert looked_ahead(desk, form)[0].startswith("2027-05-11")


def test_a_plan_names_firm_role_licence_and_its_english_title_and_undo_brings_the_old_one(
    desk: Desk, plan: int, make: Make
) -> None:
    plans, vendor = desk.services.plans, make.vendor("穩昇電梯工程")
    row = plans.get(plan)
    plans.edit(plan, row.version, replace(row.draft, vendor_id=vendor, licence_kind="消防設備士"))
    pane(desk).read()
    desk.choose(plan)
    pane(desk).read()
    desk.settle()
    desk.press(Qt.Key.Key_F2)
    form = form_of(desk)
    desk.settle()
    assert form.set.choices()[0].name == "客梯 1 號"
    assert (form.who.vendor.currentText(), form.who.licence.currentText()) == ("穩昇電梯工程", "消防設備士")
    form.title_line.setText("客梯每月保養")
    form.title_en.setText(" Lift care ")
    form.who.licence.setCurrentText("昇降機專業技術人員")
    form.who.role.setCurrentIndex(form.who.role.findText("廳舍工程師"))
    desk.press(Qt.Key.Key_Return, CONTROL)
    after = plans.get(plan).draft
    assert (after.title, after.title_en) == ("客梯每月保養", "Lift care")
    assert (after.vendor_id, after.licence_kind) == (vendor, "昇降機專業技術人員")
    assert after.role_id == make.role("engineer")
    for part in ("穩昇電梯工程", "昇降機專業技術人員"):
        assert part in desk.words(pane(desk)), part
    assert after.rule == "FREQ=MONTHLY;BYMONTHDAY=-1"
    desk.undo()
    assert desk.column("title") == ["客梯保養"]


def test_a_pause_asks_why_and_what_falls_into_it_says_so_in_words(desk: Desk, plan: int) -> None:
    desk.choose(plan)
    pane(desk).pause.click()
    sheet = desk.sheet(PauseSheet)
    desk.press(Qt.Key.Key_Return)
    assert "暫停原因" in sheet.fields["reason"].error()
    desk.write("電梯更新")
    desk.press(Qt.Key.Key_Return)
    assert not desk.services.plans.get(plan).is_active
    assert desk.column("title") == []  # it left the tab of plans in force
    view = desk.page.views.view("paused")
    assert view is not None
    desk.page.show_view(view)
    desk.settle()
    desk.choose(plan)
    words = desk.words(pane(desk))
    assert "電梯更新" in words
    assert "計畫暫停中。" in words
    assert PAUSED not in words
    pane(desk).resume.click()
    desk.settle()
    assert desk.services.plans.get(plan).is_active
    desk.undo()
    assert not desk.services.plans.get(plan).is_active


def test_an_inspection_says_why_it_is_on_its_day_and_left_out_in_words(desk: Desk, plan: int) -> None:
    row = desk.services.plans.get(plan)
    desk.services.plans.pause(plan, row.version, "電梯更新", None)
    with desk.services.base.read() as session:
        task = session.scalars(select(InspectionTask).order_by(InspectionTask.due_on)).first()
        assert task is not None
    desk.press(Qt.Key.Key_1, CONTROL)
    found = desk.page.pane
    assert isinstance(found, TaskPane)
    desk.page.choose(task.id)
    desk.settle()
    words = desk.words(found)
    assert "依計畫週期排定。" in words
    assert "計畫暫停中。" in words
    info = desk.page.source.info
    values = desk.page.source.rows([task.id])[0]
    column = info.columns[info.index("reason") - 1]
    assert desk.app.window.context.presenter.cell(info, column, values) == "計畫暫停中。"


def test_a_set_of_a_category_has_its_exceptions(desk: Desk, make: Make, lift: int) -> None:
    desk.press(Qt.Key.Key_Insert)
    form = form_of(desk)
    form.title_line.setText("全部電梯")
    form.set.search.edit.setFocus()
    desk.write("類別")
    assert form.set.search._results.isVisible()
    first = desk.services.plans.reading.sets("電梯")[:1] or desk.services.plans.reading.sets("昇降")[:1]
    form.set.add(first[0])
    form.set.add(first[0])
    assert len(form.set.lines()) == 1
    desk.button(f"移除 {first[0].name}", form).click()
    assert form.set.lines() == ()


def test_days_left_out_are_written_as_the_office_writes_them_and_come_back_so(
    desk: Desk, plan: int, program: Program
) -> None:
    desk.press(Qt.Key.Key_F2)
    form = form_of(desk)
    form.exclusions.setPlainText("115/13/1")
    form.save()
    desk.settle()
    assert form.fields["exclusions"].error() == "「115/13/1」不是日期。請一行寫一日，例如 115/12/31。"
    form.exclusions.setPlainText("115/12/31\n民國 116 年 1 月 31 日")
    assert looked_ahead(desk, form)[1].startswith("2027-03-02")
    form.save()
    desk.settle()
    assert program.services.plans.get(plan).draft.exclusions == "2026-12-31\n2027-01-31"
    desk.press(Qt.Key.Key_F2)
    assert form_of(desk).exclusions.toPlainText() == "115/12/31\n116/01/31"


def test_a_pause_and_a_resume_leave_the_keyboard_in_the_list_and_the_plan_chosen(
    desk: Desk, plan: int, program: Program, lift: int
) -> None:
    other = PlanDraft("機房清潔", "FREQ=WEEKLY", date(2026, 11, 30), (TargetLine(asset_id=lift),))
    program.services.plans.add(other)
    every = desk.page.views.view("all")
    assert every is not None
    desk.page.show_view(every)
    desk.settle()
    desk.choose(plan)
    for step, active in ((pane(desk).pause, False), (pane(desk).resume, True)):
        step.setFocus()
        desk.press(Qt.Key.Key_Space)
        if not active:
            desk.write("電梯更新")
            desk.press(Qt.Key.Key_Return)
        assert desk.services.plans.get(plan).is_active is active
        assert desk.focus is desk.page.table
        assert desk.page.current == plan
        assert marked(desk) == plan


def test_a_plan_that_leaves_its_tab_when_paused_leaves_the_keyboard_in_the_list(
    desk: Desk, plan: int, program: Program, lift: int
) -> None:
    other = PlanDraft("機房清潔", "FREQ=WEEKLY", date(2026, 11, 30), (TargetLine(asset_id=lift),))
    program.services.plans.add(other)
    desk.settle()
    desk.choose(plan)
    pane(desk).pause.setFocus()
    desk.press(Qt.Key.Key_Space)
    desk.write("電梯更新")
    desk.press(Qt.Key.Key_Return)
    assert desk.focus is desk.page.table
    found = pane(desk).plan
    assert found is not None
    assert (desk.page.current, found.row.id, found.row.is_active) == (plan, plan, False)


def test_a_plan_that_was_made_or_changed_is_the_row_in_front(desk: Desk, plan: int) -> None:
    desk.choose(plan)
    desk.press(Qt.Key.Key_Insert)
    form = form_of(desk)
    desk.write("LIFT-MAINT")
    desk.press(Qt.Key.Key_Return)
    form.set.search.edit.setFocus()
    desk.write("EL-01")
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Return, CONTROL)
    new = next(row.id for row in desk.services.plans.all() if row.id != plan)
    assert (desk.page.current, marked(desk)) == (new, new)
    assert desk.focus is desk.page.table
    desk.press(Qt.Key.Key_F2)
    form_of(desk).words.setText("每月")
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert (desk.page.current, marked(desk)) == (new, new)
    assert desk.focus is desk.page.table


def marked(desk: Desk) -> int | None:
    """The record of the one row that is drawn as chosen."""
    rows = desk.page.table.selectionModel().selectedRows()
    return desk.page.model.id_at(rows[0].row()) if len(rows) == 1 else None


def test_only_a_range_of_readings_asks_for_the_upper_one(desk: Desk) -> None:
    desk.press(Qt.Key.Key_Insert)
    form = form_of(desk)
    form.anchor.setCurrentIndex(form.anchor.findData("meter"))
    assert form.fields["meter_until"].isHidden()
    form.meter.rule.setCurrentIndex(form.meter.rule.findData("between"))
    assert not form.fields["meter_until"].isHidden()


def test_the_count_of_matches_goes_once_one_is_taken(desk: Desk) -> None:
    desk.press(Qt.Key.Key_Insert)
    form = form_of(desk)
    form.set.search.edit.setFocus()
    desk.write("EL-01")
    desk.press(Qt.Key.Key_Return)
    assert len(form.set.lines()) == 1
    assert form.set.search._count.text() == ""
