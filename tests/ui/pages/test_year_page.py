"""年度計畫 through the window: the grid is walked, filtered, and its inspections are moved within the law."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.year_plan import MarkState
from tests.ui.pages.record_desk import ALT, Desk, desk_at
from ui.components.task_move import TaskMoveSheet
from ui.pages.inspections.year_filter import BY_SYSTEM
from ui.pages.inspections.year_grid import Spot
from ui.pages.inspections.year_levelling import LevellingSheet
from ui.pages.inspections.year_page import YearPage
from ui.pages.inspections.year_sheets import ApproveSheet, DifferencesSheet, PutDownSheet
from ui.widgets.labels import Pill

LEFT_BUTTON, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def desk(demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(demo, clock, qtbot, tmp_path, "year_plan") as made:
        qtbot.waitUntil(lambda: page_of(made).plan is not None)
        made.settle()
        yield made


def page_of(desk: Desk) -> YearPage:
    return cast(YearPage, desk.app.window.stack.page())


def spot(desk: Desk, title: str, month: int, site: str = "四維行政中心") -> Spot:
    """The cell of a row by its title and month."""
    rows = page_of(desk).grid.rows
    return Spot(next(n for n, row in enumerate(rows) if row.title == title and row.site == site), month - 1)


def drag(desk: Desk, start: Spot, month: int) -> None:
    grid = page_of(desk).grid
    grid.go(start)
    begin, end = grid.box(start).center(), grid.box(Spot(start.row, month - 1)).center()
    view = grid.viewport()
    QTest.mousePress(view, LEFT_BUTTON, PLAIN, begin)
    QTest.mouseMove(view, begin + QPoint(15, 0))
    QTest.mouseMove(view, end)
    QTest.mouseRelease(view, LEFT_BUTTON, PLAIN, end)
    desk.settle()


def days(desk: Desk, where: Spot) -> list[date]:
    return [mark.due_on for mark in page_of(desk).grid.marks(where)]


def calm(desk: Desk) -> None:
    """Until the page has read what was changed."""
    desk.settle()
    desk.qtbot.waitUntil(lambda: not page_of(desk)._timer.isActive() and page_of(desk)._reading is None)
    desk.settle()


def test_the_year_opens_grouped_by_site_with_this_month_in_front(desk: Desk) -> None:
    page = page_of(desk)
    assert page.head.year.text() == "115 年"
    assert page.grid.at.column == 10
    assert page.grid.hasFocus()
    assert {row.site for row in page.grid.rows} == {"四維行政中心", "鳳山行政中心", "宿舍"}
    assert "法定" in page.grid.accessibleDescription()
    assert page.note.endswith(f"完成 {sum(row.done for row in page.grid.rows)}")


def test_the_arrows_walk_and_enter_opens_the_inspection(desk: Desk) -> None:
    page = page_of(desk)
    where = spot(desk, "高低壓電氣設備定期檢驗", 11)
    page.grid.go(Spot(where.row, 9))
    desk.press(Qt.Key.Key_Right)
    assert page.grid.at == where
    assert "到期" in page.grid.accessibleDescription()
    task = page.grid.marks(where)[0].task_id
    desk.press(Qt.Key.Key_Return)
    assert desk.app.window.stack.key == "inspections"
    assert desk.page.current == task


def test_a_cell_of_several_opens_them_as_a_list(desk: Desk) -> None:
    page = page_of(desk)
    where = spot(desk, "昇降設備保養", 12)
    count = len(page.grid.marks(where))
    assert count == 5
    page.grid.go(where)
    desk.press(Qt.Key.Key_Return)
    assert desk.app.window.stack.key == "inspections"
    assert desk.page.model.rowCount() == count


def test_alt_and_an_arrow_moves_own_schedule_with_a_reason_and_undo_brings_it_back(desk: Desk) -> None:
    page = page_of(desk)
    where = spot(desk, "太陽光電維護檢查", 12)
    before = days(desk, where)
    page.grid.go(where)
    desk.press(Qt.Key.Key_M)
    sheet = desk.sheet(TaskMoveSheet)
    sheet.due_on.set_value(date(2026, 12, 28))
    sheet.reason.setFocus()
    desk.write("承租商排不出人力")
    desk.press(Qt.Key.Key_Return)
    calm(desk)
    assert days(desk, where) == [date(2026, 12, 28)]
    assert "改期" in desk.said()
    desk.undo()
    calm(desk)
    assert days(desk, where) == before


def test_what_the_law_asks_monthly_is_not_dragged_out_of_its_month(desk: Desk) -> None:
    where = spot(desk, "昇降設備保養", 12)
    drag(desk, where, 11)
    assert not desk.sheets()
    assert "依法自" in desk.said()
    assert len(page_of(desk).grid.marks(where)) == 5


def test_a_drag_within_the_window_asks_for_the_reason_and_moves_all_of_the_cell(desk: Desk) -> None:
    page = page_of(desk)
    page.head.scale.set_value("weeks")
    page.show_plan()
    rows = page.grid.rows
    row = next(n for n, one in enumerate(rows) if one.title == "昇降設備保養" and one.site == "四維行政中心")
    start = next(c for c, marks in page.grid.cells(row).items() if marks[0].due_on == date(2026, 12, 25))
    drag(desk, Spot(row, start), start + 2)  # columns are counted from one: to the week after
    sheet = desk.sheet(TaskMoveSheet)
    assert len(sheet.moves()) == 5
    sheet.reason.setText("配合廠商人力")
    sheet.save()
    calm(desk)
    moved = set(days(desk, Spot(row, start + 1)))
    assert len(moved) == 1
    assert all(date(2026, 12, 28) <= day <= date(2026, 12, 31) for day in moved)


def test_what_is_only_foreseen_or_done_is_not_moved(desk: Desk) -> None:
    page = page_of(desk)
    foreseen = spot(desk, "發電機每月無載試運轉", 12)
    assert page.grid.marks(foreseen)[0].state is MarkState.FORESEEN
    page.grid.go(foreseen)
    desk.press(Qt.Key.Key_Right, ALT)
    page.grid.go(Spot(foreseen.row, 10))
    desk.press(Qt.Key.Key_M)
    assert desk.sheets()
    desk.press(Qt.Key.Key_Escape)
    page.grid.go(foreseen)
    desk.press(Qt.Key.Key_Left, ALT)
    assert "預估" in desk.said()
    page.grid.go(Spot(foreseen.row, 2))
    desk.press(Qt.Key.Key_Left, ALT)
    assert "沒有可改期" in desk.said()


def test_the_chips_and_menus_leave_what_they_name(desk: Desk) -> None:
    page = page_of(desk)
    everything = len(page.grid.rows)
    page.head.chips["law"].click()
    assert 0 < len(page.grid.rows) < everything
    assert all(row.statutory for row in page.grid.rows)
    page.head.chips["missed"].click()
    assert all(any(m.state is MarkState.MISSED for m in row.marks) for row in page.grid.rows)
    page.head.chips["all"].click()
    site = page.grid.rows[0].site_id
    page.shown.sites = frozenset((site,))
    page.head.filter_changed.emit()
    assert {row.site_id for row in page.grid.rows} == {site}


def test_each_plan_has_its_own_row_and_systems_group_them(desk: Desk) -> None:
    page = page_of(desk)
    page.head.each.click()
    assert page.plan is not None
    assert len(page.grid.rows) == len(page.plan.rows)
    page.head.by.set_value(BY_SYSTEM)
    page.head.by.changed.emit(BY_SYSTEM)
    systems = [row.system for row in page.grid.rows]
    assert len(set(systems)) == sum(a != b for a, b in zip(["", *systems], systems, strict=False))


def test_another_year_is_read_and_the_load_stands_below(desk: Desk) -> None:
    page = page_of(desk)
    page.head.after.click()
    desk.qtbot.waitUntil(lambda: page.plan is not None and page.plan.year == 2027)
    assert page.head.year.text() == "116 年"
    assert sum(load.asked for load in page.grid.loads) == sum(row.asked for row in page.grid.rows)


@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_both_languages_name_the_year_and_its_rows(
    language: str, demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with desk_at(demo, clock, qtbot, tmp_path, "year_plan", language) as desk:
        qtbot.waitUntil(lambda: page_of(desk).plan is not None)
        desk.settle()
        title = page_of(desk).grid.rows[0].title
        assert title == ("昇降設備保養" if language == "zh_TW" else title)
        assert title.isascii() == (language == "en")


def revision(desk: Desk) -> str:
    return page_of(desk).head.revision.text()


def test_the_plan_is_put_down_approved_and_tells_what_was_moved_since(desk: Desk) -> None:
    page = page_of(desk)
    assert revision(desk) == "尚未編製"
    page.desk.put_down()
    desk.sheet(PutDownSheet).save()
    calm(desk)
    assert revision(desk) == "第 1 版・待核定"
    page.desk.approve()
    sheet = desk.sheet(ApproveSheet)
    sheet.save()
    desk.settle()
    assert "核定" in sheet.fields["approved_by"].error()
    sheet.by.setText("王處長")
    sheet.save()
    calm(desk)
    assert revision(desk) == "第 1 版・已核定"
    where = spot(desk, "太陽光電維護檢查", 12)
    page.ask_date(where)
    desk.settle()
    move = desk.sheet(TaskMoveSheet)
    move.due_on.set_value(date(2026, 12, 28))
    move.reason.setText("承租商排不出人力")
    move.save()
    calm(desk)
    assert revision(desk) == "第 1 版・已核定　異動 1 項"
    page.desk.compare()
    told = desk.sheet(DifferencesSheet)
    assert told.lines == ["四維行政中心　太陽光電維護檢查　115/12/15 → 115/12/28"]
    told.dismiss()
    desk.undo()
    calm(desk)
    assert revision(desk) == "第 1 版・已核定"


def test_the_menus_print_the_plan_of_today_and_each_revision(desk: Desk, tmp_path: Path) -> None:
    page = page_of(desk)
    page.desk.put_down()
    desk.sheet(PutDownSheet).save()
    calm(desk)
    for action in page.desk.print_menu.actions():
        action.trigger()
        desk.settle()
    page.desk.revision_menu.aboutToShow.emit()
    menus = [action.menu() for action in page.desk.revision_menu.actions() if action.menu() is not None]
    assert len(menus) == 1
    cast(QMenu, menus[0]).actions()[0].trigger()
    desk.settle()
    names = {path.name for path in tmp_path.iterdir()}
    assert {
        "115_年度檢查計畫表_A3.pdf",
        "115_年度檢查計畫表_A4.pdf",
        "115_年度檢查計畫表.xlsx",
        "115_年度檢查計畫表_第_1_版_A3.pdf",
    } <= names


def test_the_levelling_proposal_is_taken_in_part_and_undone_at_once(desk: Desk) -> None:
    page = page_of(desk)
    page.head.after.click()
    desk.qtbot.waitUntil(lambda: page.plan is not None and page.plan.year == 2027)
    before = [load.asked for load in page.grid.loads]
    page.head.level.click()
    desk.settle()
    sheet = desk.sheet(LevellingSheet)
    assert len(sheet.boxes) > 1
    sheet._tick(False)
    sheet.save()
    assert sheet.isVisible()
    sheet.boxes[0].setChecked(True)
    sheet.save()
    calm(desk)
    assert "平準化" in desk.said()
    assert [load.asked for load in page.grid.loads] != before
    desk.undo()
    calm(desk)
    assert [load.asked for load in page.grid.loads] == before


def test_the_card_tells_window_law_and_last_time_and_its_keys_act(desk: Desk) -> None:
    page = page_of(desk)
    where = spot(desk, "高低壓電氣設備定期檢驗", 11)
    page.grid.go(where)
    desk.press(Qt.Key.Key_Space)
    card = page.hand.card
    assert card.isVisible()
    words = page.grid.accessibleDescription()
    for part in ("應辦期間", "用電場所及專任電氣技術人員管理規則", "上次", "高低壓電氣設備檢查表"):
        assert part in words
    assert page.grid.hasFocus()
    assert page.rect().contains(card.geometry().adjusted(14, 14, -14, -14))
    desk.press(Qt.Key.Key_M)
    assert not card.isVisible()
    desk.sheet(TaskMoveSheet).dismiss()
    desk.press(Qt.Key.Key_Space)
    assert card.isVisible()
    desk.press(Qt.Key.Key_Space)
    assert not card.isVisible()


def test_the_card_of_several_lists_what_is_done_together_and_a_foreseen_one_says_so(desk: Desk) -> None:
    page = page_of(desk)
    page.grid.go(spot(desk, "昇降設備保養", 12))
    desk.press(Qt.Key.Key_Space)
    assert "客梯 5 號" in page.hand.card.words()
    page.grid.go(spot(desk, "發電機每月無載試運轉", 12))
    assert not page.hand.card.isVisible()
    desk.press(Qt.Key.Key_Space)
    assert [pill.text() for pill in page.hand.card.findChildren(Pill)][-1] == "預估"


def test_the_mouse_over_a_cell_shows_its_card_after_a_moment(desk: Desk) -> None:
    page = page_of(desk)
    where = spot(desk, "高低壓電氣設備定期檢驗", 11)
    view = page.grid.viewport()
    QTest.mouseMove(view, page.grid.box(where).center())
    QTest.mouseMove(view, page.grid.box(where).center() + QPoint(1, 1))
    desk.qtbot.waitUntil(page.hand.card.isVisible)
    assert page.hand.card.spot == where
    desk.app.window.navigate("plans")
    desk.settle()
    assert not page.hand.card.isVisible()


def test_a_draft_tells_what_was_moved_since_and_its_approval_warns(desk: Desk) -> None:
    page = page_of(desk)
    page.desk.put_down()
    desk.sheet(PutDownSheet).save()
    calm(desk)
    page.ask_date(spot(desk, "太陽光電維護檢查", 12))
    desk.settle()
    move = desk.sheet(TaskMoveSheet)
    move.due_on.set_value(date(2026, 12, 28))
    move.reason.setText("承租商排不出人力")
    move.save()
    calm(desk)
    assert revision(desk) == "第 1 版・待核定　異動 1 項"
    page.desk.approve()
    assert "請先重新編製" in desk.words(desk.sheet(ApproveSheet))
    desk.sheet(ApproveSheet).dismiss()
    page.desk.put_down()
    desk.sheet(PutDownSheet).save()
    calm(desk)
    assert revision(desk) == "第 1 版・待核定"
