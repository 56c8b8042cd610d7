"""The inspections page: what is due, why, the sheet to carry around, and what was found."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from db.models import Duty
from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.planning import DayKind
from facilities_app.domain.rows import TargetHit
from resources.texts import tr
from tests.factories import Make
from tests.ui.pages.record_desk import CONTROL, Desk, desk_at
from ui.components.day_words import entry_words
from ui.components.papers import FOLDER
from ui.pages.inspections.page import InspectionsPage
from ui.pages.inspections.pane import TaskPane
from ui.pages.inspections.sheets import BlankSheet, PostponeSheet, ResultSheet, SkipSheet
from ui.pages.overview.entries import Entry
from ui.pages.overview.words import entry_words as overview_words
from ui.shell.actions import action
from ui.shell.facts import badges, read_facts


def duty(make: Make, *, statutory: bool) -> int:
    with make._base.read() as session:
        return session.scalars(select(Duty.id).where(Duty.is_statutory == statutory)).first() or 0


@pytest.fixture
def lift(make: Make) -> int:
    hall = make.place("1F", parent=make.site(), kind="floor")
    return make.asset("客梯 1 號", code="EL-01", place=hall, category="elevator")


@pytest.fixture
def late(make: Make, lift: int) -> int:
    return make.task(
        due=date(2026, 11, 12),
        asset=lift,
        title="昇降設備保養",
        target_label="1F 客梯 1 號",
        is_statutory=True,
        duty_id=duty(make, statutory=True),
        window_from=date(2026, 11, 1),
        window_until=date(2026, 11, 30),
        plan_id=make.plan(asset=lift, starts_on=date(2026, 1, 12)),
    )


@pytest.fixture
def own(make: Make, lift: int) -> int:
    return make.task(
        due=date(2026, 11, 16),
        asset=lift,
        title="機房巡查",
        target_label="1F 客梯 1 號",
        is_statutory=False,
        duty_id=duty(make, statutory=False),
    )


@pytest.fixture
def soon(make: Make) -> int:
    return make.task(due=date(2026, 11, 26), title="孳生源巡檢", target_label="中庭", template="")


@pytest.fixture
def desk(
    late: int, own: int, soon: int, program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> Iterator[Desk]:
    with desk_at(program, clock, qtbot, tmp_path, "inspections") as made:
        yield made


def page_of(desk: Desk) -> InspectionsPage:
    return cast(InspectionsPage, desk.page)


def pane_of(desk: Desk) -> TaskPane:
    return page_of(desk).pane


def test_only_what_a_law_makes_due_is_overdue_in_red(desk: Desk) -> None:
    assert desk.column("title") == ["昇降設備保養", "機房巡查", "孳生源巡檢"]
    assert desk.column("status") == ["逾期 11 天", "落後 7 天", "剩 3 天"]
    assert desk.column("is_statutory") == ["法定", "依本處排程", "依本處排程"]
    from ui.models import roles

    model, place = desk.page.model, desk.page.source.info.index("status") - 1
    tones = [model.index(row, place).data(roles.TONE) for row in range(3)]
    assert tones == ["red", "amber", "amber"]


def test_every_place_tells_a_late_task_alike(desk: Desk, late: int, own: int) -> None:
    """Overview, bell, calendar and my day: behind in amber what is our own schedule, overdue in red what a law sets."""
    told = {late: ("逾期 11 天", "red"), own: ("落後 7 天", "amber")}
    context, today = desk.app.window.context, date(2026, 11, 23)
    due = {item.id: item for item in desk.services.reminders.due() if item.id in told}
    entries = {
        one.id: one for one in desk.services.boards.days(date(2026, 11, 1), today, {DayKind.TASK}).entries
    }
    notices = {one.what[0][1]: one for one in read_facts(desk.services, context.presenter).notices}
    for task, (words, tone) in told.items():
        line = overview_words(context, Entry((due[task],)))
        assert (line.pill.text, line.pill.tone, line.due_tone) == (words, tone, tone)
        entry = entry_words(context, entries[task])
        assert (entry.due.text, entry.due.tone, entry.tone) == (words, tone, tone)
        assert words in notices[task].detail
        assert notices[task].tone == tone
    only_own = [due[own]]
    assert badges({"inspections": 1}, only_own)["inspections"].tone == "amber"
    assert badges({"inspections": 2}, [*only_own, due[late]])["inspections"].tone == "red"


def test_a_click_on_a_tab_leaves_the_keys_to_the_list(desk: Desk) -> None:
    tab = next(one for one in page_of(desk).views.findChildren(QAbstractButton) if one.text() == "全部")
    QTest.mouseClick(tab, Qt.MouseButton.LeftButton)
    desk.settle()
    assert desk.page.views.key == "all"
    assert desk.focus is desk.page.table
    desk.press(Qt.Key.Key_End)
    assert desk.page.table.currentIndex().row() == desk.page.model.rowCount() - 1 == 2
    desk.press(Qt.Key.Key_A, CONTROL)
    assert desk.page.table.chosen.count() == 3
    tab.setFocus(Qt.FocusReason.TabFocusReason)
    desk.press(Qt.Key.Key_Space)
    assert tab.hasFocus(), "the keyboard stays on the tabs it walks"


def test_the_most_pressing_one_is_shown_at_once(desk: Desk, late: int) -> None:
    assert desk.page.current == late
    words = desk.words(pane_of(desk))
    for part in ("昇降設備保養", "客梯 1 號", "逾期 11 天", "115/11/01–115/11/30", "法定"):
        assert part in words, part


def test_an_own_schedule_says_that_no_law_sets_it(desk: Desk, own: int) -> None:
    desk.choose(own)
    words = desk.words(pane_of(desk))
    assert "依本處排程" in words
    assert "法令未定檢查週期，日期為本處自訂。" in words
    assert "逾期" not in words


def test_printing_writes_the_numbered_sheet_and_offers_to_open_it(
    desk: Desk, late: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.button("列印檢查表", pane_of(desk)).click()
    desk.settle()
    written = tmp_path / "1151123_ELEV-11511-001.pdf"
    assert written.read_bytes().startswith(b"%PDF")
    assert desk.said() == f"{written.name} 已存入 {tmp_path}"
    assert desk.toasts[-1].action == "開啟"
    assert "ELEV-11511-001" in desk.words(pane_of(desk))
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    assert desk.toasts[-1].undo is not None
    desk.toasts[-1].undo()
    assert opened == [str(written)]


def test_the_first_print_asks_where_and_the_next_goes_there_too(desk: Desk, tmp_path: Path) -> None:
    desk.app.prefs.set(FOLDER, "")
    elsewhere = tmp_path / "papers"
    elsewhere.mkdir()
    desk.page.table.setFocus()
    desk.press(Qt.Key.Key_P, CONTROL)
    dialog = desk.app.window.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.selectedFiles()[0].endswith("1151123_檢查表.pdf")
    dialog.fileSelected.emit(str(elsewhere / "first.pdf"))
    dialog.reject()
    desk.settle()
    assert desk.said() == f"first.pdf 已存入 {elsewhere}"
    page_of(desk).print_chosen()
    desk.settle()
    assert sorted(one.name for one in elsewhere.iterdir()) == ["1151123_ELEV-11511-002.pdf", "first.pdf"]
    assert tr(action("print").title) == "列印"


def test_ctrl_p_prints_all_that_are_chosen_into_one_file(desk: Desk, tmp_path: Path) -> None:
    desk.page.table.setFocus()
    desk.page.table.selectRow(0)
    desk.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    desk.press(Qt.Key.Key_P, CONTROL)
    assert (tmp_path / "1151123_ELEV-11511-001_2.pdf").exists()


def test_a_file_of_that_name_is_never_written_over(desk: Desk, tmp_path: Path) -> None:
    taken = tmp_path / "1151123_ELEV-11511-001.pdf"
    taken.write_text("mine")
    page_of(desk).print_chosen()
    desk.settle()
    assert taken.read_text() == "mine"
    assert (tmp_path / "1151123_ELEV-11511-001_2.pdf").exists()


def test_without_a_checklist_there_is_nothing_to_print(desk: Desk, soon: int) -> None:
    desk.choose(soon)
    assert not pane_of(desk).print.isVisible()
    page_of(desk).print_chosen()
    desk.settle()
    assert desk.toasts[-1].tone == "red"


def test_a_sheet_can_be_saved_elsewhere(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere.pdf"
    pane_of(desk).save_as_asked.emit()
    dialog = desk.app.window.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.selectedFiles()[0].endswith("1151123_ELEV.pdf")
    dialog.fileSelected.emit(str(target))
    dialog.reject()
    desk.settle()
    assert target.exists()


def test_a_result_is_recorded_and_the_next_one_planned(desk: Desk, late: int, lift: int) -> None:
    page_of(desk).record()
    sheet = desk.sheet(ResultSheet)
    assert sheet.done_on.value() == date(2026, 11, 23)
    sheet.done_on.set_value(None)
    sheet.save()
    assert sheet.fields["done_on"].error() == "請填寫檢查日期。"
    sheet.outcome.set_value("fail")
    sheet.done_on.line().setText("115/12/01")
    sheet.save()
    desk.settle()
    assert sheet.fields["done_on"].error()
    sheet.done_on.line().setText("115/11/22")
    sheet.inspector.setText("")
    sheet.save()
    desk.settle()
    assert sheet.fields["inspector"].error()
    sheet.inspector.setText("吳承翰")
    sheet.note_field.setPlainText("門機異音")
    sheet.save()
    desk.settle()
    done = desk.services.inspections.detail(late)
    assert (done.status, done.outcome, done.inspector) == ("done", "fail", "吳承翰")
    assert desk.services.assets.detail(lift).next_due_on == date(2026, 11, 16)
    view = desk.page.views.view("done")
    assert view is not None
    desk.page.show_view(view)
    desk.settle()
    assert desk.column("title") == ["昇降設備保養"]
    assert "outcome" in desk.page.table.shown_keys()
    assert "due_on" not in desk.page.table.shown_keys()
    assert "門機異音" in desk.words(pane_of(desk))
    assert not pane_of(desk).record.isVisible()
    page_of(desk).record()
    assert not desk.sheets()


def test_nothing_counts_as_looked_at_until_somebody_says_how_it_went(desk: Desk, late: int) -> None:
    page_of(desk).record()
    sheet = desk.sheet(ResultSheet)
    assert sheet.outcome.value() is None
    sheet.inspector.setText("吳承翰")
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert sheet.isVisible()
    assert sheet.fields["outcome"].error() == "請選擇合格或不合格。"
    assert sheet.outcome.isAncestorOf(desk.focus)
    assert desk.services.inspections.detail(late).status == "planned"
    desk.press(Qt.Key.Key_1)
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert desk.services.inspections.detail(late).outcome == "pass"


def test_postponing_keeps_within_what_the_law_lets_move(desk: Desk, late: int) -> None:
    pane_of(desk).postpone_asked.emit()
    sheet = desk.sheet(PostponeSheet)
    sheet.due_on.set_value(None)
    sheet.save()
    assert sheet.fields["due_on"].error() == "請填寫新日期。"
    sheet.due_on.line().setText("115/12/20")
    sheet.reason.setText("廠商排不出時間")
    sheet.save()
    desk.settle()
    assert sheet.fields["due_on"].error()
    sheet.due_on.line().setText("115/11/28")
    sheet.save()
    desk.settle()
    assert desk.services.inspections.detail(late).due_on == date(2026, 11, 28)
    assert "廠商排不出時間" in desk.words(pane_of(desk))
    desk.undo()
    assert desk.services.inspections.detail(late).due_on == date(2026, 11, 12)


def test_more_offers_only_what_can_be_done(desk: Desk, late: int, soon: int) -> None:
    pane = pane_of(desk)

    def offers() -> list[str]:
        pane.menu.aboutToShow.emit()
        return [action.text() for action in pane.menu.actions()]

    papers = ["另存檢查表", "另存可填寫 PDF", "另存供填寫的 Excel"]
    assert offers() == ["只登錄結果", "改期", "略過", *papers]
    desk.choose(soon)
    assert offers() == ["改期", "略過"]
    pane.menu.actions()[1].trigger()
    sheet = desk.sheet(SkipSheet)
    sheet.reason.setText("下雨")
    sheet.save()
    desk.settle()
    desk.page.show_what(view="all", record=soon)
    desk.settle()
    assert offers() == []
    assert "下雨" in desk.words(pane)
    pane.show_record(None)
    assert offers() == []


def test_skipping_asks_why(desk: Desk, own: int) -> None:
    desk.choose(own)
    pane_of(desk).skip_asked.emit()
    sheet = desk.sheet(SkipSheet)
    sheet.save()
    desk.settle()
    assert sheet.fields["reason"].error()
    sheet.reason.setText("機房整修")
    sheet.save()
    desk.settle()
    assert desk.services.inspections.detail(own).status == "skipped"


def test_what_is_done_leaves_its_place_to_the_next(desk: Desk, late: int, own: int, soon: int) -> None:
    desk.choose(own)
    pane_of(desk).skip_asked.emit()
    sheet = desk.sheet(SkipSheet)
    sheet.reason.setText("機房整修")
    sheet.save()
    desk.settle()
    assert desk.column("title") == ["昇降設備保養", "孳生源巡檢"]
    assert desk.page.current == soon
    assert "孳生源巡檢" in desk.words(pane_of(desk))
    pane_of(desk).skip_asked.emit()
    last = desk.sheet(SkipSheet)
    last.reason.setText("已委外")
    last.save()
    desk.settle()
    assert desk.page.current == late
    view = desk.page.views.view("done")
    assert view is not None
    desk.page.show_view(view)
    desk.settle()
    assert desk.page.current in (own, soon, None)


def test_unreadable_dates_keep_a_sheet_open(desk: Desk) -> None:
    pane_of(desk).postpone_asked.emit()
    sheet = desk.sheet(PostponeSheet)
    sheet.due_on.line().setText("xyz")
    sheet.save()
    assert sheet.due_on.error()
    assert sheet.isVisible()
    sheet.dismiss()
    page_of(desk).record()
    result = desk.sheet(ResultSheet)
    result.done_on.line().setText("xyz")
    result.save()
    assert result.done_on.error()
    assert result.isVisible()


def test_a_blank_checklist_for_any_asset_or_place(desk: Desk, lift: int, tmp_path: Path) -> None:
    page_of(desk).ask_blank()
    desk.settle()
    sheet = desk.sheet(BlankSheet)
    sheet.save()
    assert sheet.fields["target"].error() == "請選擇檢查對象。"
    desk.write("客梯")
    desk.press(Qt.Key.Key_Return)
    assert isinstance(sheet.target.value(), TargetHit)
    assert sheet.template.currentData() == "ELEV"
    sheet.template.setCurrentIndex(sheet.template.findData("DENGUE"))
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert (tmp_path / "1151123_DENGUE-11511-001.pdf").exists()


def test_coming_from_an_asset_the_blank_sheet_knows_it(desk: Desk, lift: int, tmp_path: Path) -> None:
    desk.page.show_what(blank=lift)
    desk.settle()
    sheet = desk.sheet(BlankSheet)
    hit = sheet.target.value()
    assert isinstance(hit, TargetHit)
    assert hit.code == "EL-01"
    assert sheet.template.currentData() == "ELEV"


def test_a_blank_sheet_for_a_place(desk: Desk, make: Make, tmp_path: Path) -> None:
    make.place("大禮堂", parent=make.site(), code="HALL")
    page_of(desk).printer.blank("FIRE", "place", "HALL")
    desk.settle()
    assert (tmp_path / "1151123_FIRE-11511-001.pdf").exists()


def test_target_and_repair_lead_to_the_other_pages(desk: Desk, lift: int, soon: int) -> None:
    went: list[object] = []
    object.__setattr__(desk.page.context, "navigate", lambda page, **what: went.append((page, what)))
    pane_of(desk).target_asked.emit(lift)
    page_of(desk).log_repair()
    desk.choose(soon)
    page_of(desk).log_repair()
    assert went == [
        ("assets", {"record": lift}),
        ("log_repair", {"target": ("asset", lift)}),
        ("log_repair", {}),
    ]


def test_an_empty_database_says_what_would_be_here(
    program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with desk_at(program, clock, qtbot, tmp_path, "inspections") as desk:
        assert desk.page.empty.title.text() == "沒有待辦的巡檢"
        assert "未選擇巡檢項目" in desk.words(pane_of(desk))
        page_of(desk).record()
        page_of(desk).print_chosen()
        pane_of(desk).skip_asked.emit()
        pane_of(desk).save_as_asked.emit()
        desk.settle()
        assert not desk.sheets()


def test_an_inspection_that_goes_away_leaves_an_empty_pane(desk: Desk) -> None:
    pane_of(desk).show_record(999)
    desk.settle()
    assert pane_of(desk).detail is None


def test_every_word_is_english_in_english(
    late: int, own: int, program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with desk_at(program, clock, qtbot, tmp_path, "inspections", language="en") as desk:
        data = ("客梯", "四維", "昇降", "機房", "系統管理員", "法", "條")
        lines = [line for line in desk.words(desk.page).splitlines() if not any(o in line for o in data)]
        assert [line for line in lines if any("一" <= c <= "鿿" for c in line)] == []
