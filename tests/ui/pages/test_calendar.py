"""The calendar: what stands on which day, walked by keys, visits dragged to other days, records opened."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock, at
from facilities_app.domain.dates import DateStyle
from facilities_app.domain.planning import DayEntry, DayKind
from resources import texts
from tests.factories import Make
from tests.ui.pages.record_desk import CONTROL, Desk, desk_at
from ui.pages.calendar.page import CalendarPage
from ui.pages.calendar.spans import AGENDA, MONTH, WEEK, span_of, title_of, turned
from ui.widgets import week
from ui.widgets.calendar import MonthGrid, plain_week

TODAY = date(2026, 11, 23)
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT_BUTTON, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def visit(make: Make, program: Program) -> int:
    """A ticket that is due in December, with a visit on Wednesday at half past nine."""
    ticket = make.ticket("客梯關門反覆開啟", due_on=date(2026, 12, 20)).id
    program.services.visits.plan((ticket,), at(date(2026, 11, 25), 9, 30))
    return ticket


@pytest.fixture
def desk(visit: int, program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(program, clock, qtbot, tmp_path, "calendar") as made:
        made.qtbot.waitUntil(lambda: calendar(made).entries != ())
        yield made


def calendar(desk: Desk) -> CalendarPage:
    return cast(CalendarPage, desk.app.window.stack.page())


def on(desk: Desk, day: date) -> list[str]:
    """What the sheet shows on a day."""
    cell = calendar(desk).sheet.cell_of(day)
    assert cell is not None
    return [placed.entry.title for placed in cell.entries]


def middle_of(desk: Desk, day: date) -> QPoint:
    cell = calendar(desk).sheet.cell_of(day)
    assert cell is not None
    return cell.box.center() + QPoint(0, cell.box.height() // 3)


def planned(desk: Desk, ticket: int) -> object:
    return desk.services.tickets.detail(ticket).visit_at


def drag(desk: Desk, day: date, target: date) -> None:
    """Drag the first entry of a day onto another day."""
    sheet = calendar(desk).sheet
    cell = sheet.cell_of(day)
    assert cell is not None
    start = cell.entries[0].box.center()
    QTest.mousePress(sheet, LEFT_BUTTON, PLAIN, start)
    QTest.mouseMove(sheet, start + QPoint(9, 9))
    QTest.mouseMove(sheet, middle_of(desk, target))
    QTest.mouseRelease(sheet, LEFT_BUTTON, PLAIN, middle_of(desk, target))
    desk.settle()


def test_the_month_opens_on_today_under_its_roc_heading(desk: Desk) -> None:
    page = calendar(desk)
    assert page.head.title.text() == "民國 115 年 11 月"
    assert (page.day, page.sheet.at) == (TODAY, TODAY)
    assert on(desk, date(2026, 11, 25)) == ["客梯關門反覆開啟"]
    assert page.sheet.hasFocus()
    assert page.head.kinds[DayKind.VISIT].accessibleName() == "預定到場 1"


def test_holidays_and_make_up_workdays_are_marked(desk: Desk) -> None:
    sheet = calendar(desk).sheet
    assert sheet._kind(date(2026, 10, 26))[0] == "holiday"  # in lieu of a Sunday
    assert sheet._kind(date(2027, 1, 1)) == ("holiday", "中華民國開國紀念日")
    assert sheet._kind(date(2026, 11, 28)) == ("weekend", "")
    assert sheet._kind(date(2023, 1, 7)) == ("makeup", "補行上班")


def test_the_keyboard_walks_opens_a_day_and_its_record(desk: Desk, visit: int) -> None:
    page = calendar(desk)
    desk.press(Qt.Key.Key_Right)
    desk.press(Qt.Key.Key_Right)
    assert page.day == date(2026, 11, 25)
    assert page.sheet.accessibleDescription().endswith("1 項")
    desk.press(Qt.Key.Key_Return)
    assert page.sheet.current() is not None
    assert "115-0001" in page.sheet.accessibleDescription()
    desk.press(Qt.Key.Key_Escape)
    assert page.sheet.current() is None
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Return)
    assert desk.app.window.stack.key == "tickets"
    assert desk.page.current == visit


def test_walking_over_the_edge_and_turning_show_another_month(desk: Desk) -> None:
    page = calendar(desk)
    for _ in range(2):
        desk.press(Qt.Key.Key_Down)
    assert page.head.title.text() == "民國 115 年 12 月"
    desk.press(Qt.Key.Key_PageUp)
    assert page.head.title.text() == "民國 115 年 11 月"
    assert page.day == date(2026, 11, 7)
    desk.press(Qt.Key.Key_T)
    assert page.day == TODAY


def test_a_visit_is_dragged_to_another_day_and_back_by_undo(desk: Desk, visit: int) -> None:
    drag(desk, date(2026, 11, 25), date(2026, 11, 27))
    assert planned(desk, visit) == at(date(2026, 11, 27), 9, 30)
    assert desk.said() == "115-0001 排定 115/11/27 09:30 到場"
    desk.qtbot.waitUntil(lambda: on(desk, date(2026, 11, 27)) == ["客梯關門反覆開啟"])
    desk.undo()
    assert planned(desk, visit) == at(date(2026, 11, 25), 9, 30)
    desk.qtbot.waitUntil(lambda: on(desk, date(2026, 11, 25)) == ["客梯關門反覆開啟"])


def test_a_visit_on_a_day_off_is_planned_and_said_so(desk: Desk, visit: int) -> None:
    drag(desk, date(2026, 11, 25), date(2026, 11, 28))
    assert planned(desk, visit) == at(date(2026, 11, 28), 9, 30)
    assert desk.said().endswith("當日非上班日（週六）")


def test_ctrl_shift_and_an_arrow_put_the_visit_on_another_day(desk: Desk, visit: int) -> None:
    page = calendar(desk)
    page.go(date(2026, 11, 25))
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Right, CONTROL | SHIFT)
    assert planned(desk, visit) == at(date(2026, 11, 26), 9, 30)
    desk.qtbot.waitUntil(lambda: on(desk, date(2026, 11, 26)) != [])
    assert page.sheet.current() is not None  # the keyboard went along
    desk.press(Qt.Key.Key_Down, CONTROL | SHIFT)
    assert planned(desk, visit) == at(date(2026, 12, 3), 9, 30)


def test_what_is_no_plan_of_ours_stays_where_it_is_and_says_why(desk: Desk, make: Make) -> None:
    make.permit(make.asset(), until=date(2026, 11, 24))
    calendar(desk).read()
    desk.settle()
    drag(desk, date(2026, 11, 24), date(2026, 11, 26))
    assert desk.said().startswith("這裡能移動預定到場與檢查")
    assert on(desk, date(2026, 11, 24)) == ["客梯 1 號"]


def test_a_click_opens_the_record(desk: Desk, visit: int) -> None:
    sheet = calendar(desk).sheet
    cell = sheet.cell_of(date(2026, 11, 25))
    assert cell is not None
    QTest.mouseClick(sheet, LEFT_BUTTON, PLAIN, cell.entries[0].box.center())
    desk.settle()
    assert desk.page.current == visit


def test_an_inspection_opens_on_its_page(desk: Desk, make: Make) -> None:
    task = make.task(due=TODAY, title="客梯每月檢查")
    calendar(desk).read()
    desk.settle()
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Return)
    assert desk.app.window.stack.key == "inspections"
    assert desk.page.current == task


def test_chips_choose_the_kinds_and_come_back(desk: Desk, make: Make) -> None:
    make.task(due=TODAY, title="客梯每月檢查")
    page = calendar(desk)
    page.head.kinds[DayKind.VISIT].click()
    desk.settle()
    assert on(desk, date(2026, 11, 25)) == []
    assert on(desk, TODAY) == ["客梯每月檢查"]
    page.head.mine.click()
    desk.settle()
    assert on(desk, TODAY) == []
    desk.app.window.stack.clear()
    desk.app.window.navigate("calendar", view=WEEK)
    desk.settle()
    again = calendar(desk)
    assert DayKind.VISIT not in again.kinds
    assert again.mine
    assert again.view == WEEK


def test_the_week_and_the_agenda_show_the_same_days(desk: Desk, visit: int) -> None:
    page = calendar(desk)
    page.show_view(WEEK)
    desk.settle()
    assert page.head.title.text() == "115/11/23–115/11/29"
    assert on(desk, date(2026, 11, 25)) == ["客梯關門反覆開啟"]
    page.show_view(AGENDA)
    desk.settle()
    entry = page.agenda.current()
    assert isinstance(entry, DayEntry)
    assert (entry.id, entry.day) == (visit, date(2026, 11, 25))
    assert page.agenda.hasFocus()
    desk.press(Qt.Key.Key_Return)
    assert desk.page.current == visit


def test_days_with_more_than_fits_say_how_many_and_show_them_all(desk: Desk, make: Make) -> None:
    for number in range(30):
        make.ticket(f"案件 {number}", due_on=date(2026, 11, 24))
    page = calendar(desk)
    page.read()
    desk.settle()
    cell = page.sheet.cell_of(date(2026, 11, 24))
    assert cell is not None
    assert cell.left + len(cell.entries) == 30
    QTest.mouseClick(page.sheet, LEFT_BUTTON, PLAIN, cell.more.center())
    desk.settle()
    assert (page.view, page.day) == (AGENDA, date(2026, 11, 24))
    assert page.agenda.entries.rowCount() == 32 + 3  # on three days, each under its heading


def test_an_empty_calendar_says_so(program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path) -> None:
    with desk_at(program, clock, qtbot, tmp_path, "calendar") as desk:
        page = calendar(desk)
        page.show_view(AGENDA)
        desk.settle()
        assert page.empty.isVisible()
        assert page.empty.title.text() == "這段期間沒有事項"


@pytest.mark.parametrize("year", [2024, 2026, 2027])
def test_a_month_shows_all_its_days_and_whole_weeks(year: int) -> None:
    day = date(year, 1, 31)
    for _ in range(12):
        span = span_of(MONTH, day)
        assert span.first.weekday() == 0
        assert span.first <= day.replace(day=1)
        assert (span.last - span.first).days + 1 == span.rows * 7
        after = turned(MONTH, day, 1)
        assert span.last >= after.replace(day=1) - timedelta(days=1)
        assert (after.year * 12 + after.month) - (day.year * 12 + day.month) == 1
        day = after


def test_titles_are_read_in_both_languages_and_calendars() -> None:
    assert title_of(WEEK, TODAY, DateStyle.ISO) == "2026-11-23 – 2026-11-29"
    assert turned(WEEK, TODAY, -1) == date(2026, 11, 16)
    assert turned(AGENDA, TODAY, 1) == date(2026, 12, 24)
    texts.use("en")
    assert title_of(MONTH, TODAY, DateStyle.ROC) == "November 2026"


def test_weeks_begin_on_sunday_where_a_person_wants_that_and_do_so_next_time(
    program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    assert span_of(MONTH, TODAY).first == date(2026, 10, 26)
    try:
        with desk_at(program, clock, qtbot, tmp_path, "calendar") as desk:
            desk.app.window.apply_setting("week", "6")
            desk.settle()
            assert span_of(WEEK, TODAY) == (date(2026, 11, 22), date(2026, 11, 28), 1)
            assert calendar(desk).sheet.cell_of(date(2026, 11, 1)) is not None
            assert calendar(desk).sheet.cell_of(date(2026, 10, 31)) is None
            grid = MonthGrid(TODAY, plain_week)
            qtbot.addWidget(grid)
            assert grid.first_day() == date(2026, 11, 1)
        week.begin_on(week.MONDAY)
        with desk_at(program, clock, qtbot, tmp_path, "calendar"):
            assert week.week_of(TODAY) == date(2026, 11, 22)
    finally:
        week.begin_on(week.MONDAY)
