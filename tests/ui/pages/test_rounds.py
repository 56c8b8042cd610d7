"""事件巡查: started from anywhere, walked stop by stop by keyboard, closed with a word on what was left out."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.rounds import RoundState
from resources import texts
from tests.factories import Make
from tests.ui.pages.record_desk import CONTROL, Desk, desk_at
from ui.pages.inspections.round_page import RoundsPage
from ui.pages.inspections.round_pane import RoundPane
from ui.pages.inspections.round_sheets import CloseSheet, EditRoundSheet
from ui.pages.inspections.round_start import StartSheet
from ui.shell.palette import Palette

TODAY = date(2026, 11, 23)


@pytest.fixture
def office(make: Make) -> None:
    roof = make.place("RF 屋頂", parent=make.site(), kind="floor")
    make.asset("採光罩", place=roof, category="skylight", code="S-1")
    make.asset("抽水泵浦", place=roof, category="pump", code="Z-1")


@pytest.fixture(params=["zh_TW", "en"])
def desk(
    office: None,
    program: Program,
    clock: FixedClock,
    qtbot: QtBot,
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> Iterator[Desk]:
    with desk_at(program, clock, qtbot, tmp_path, "rounds", request.param) as made:
        yield made


def page(desk: Desk) -> RoundsPage:
    return cast(RoundsPage, desk.page)


def pane(desk: Desk) -> RoundPane:
    return page(desk).pane


def start(desk: Desk, event: str = "") -> int:
    """A round by the keyboard: Insert, the typhoon's name, Ctrl+Enter."""
    desk.press(Qt.Key.Key_Insert)
    sheet = desk.sheet(StartSheet)
    if event:
        sheet.new_event.setFocus()
        desk.write(event)
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert page(desk).current is not None
    return int(page(desk).current or 0)


def test_a_round_starts_by_keyboard_and_shows_its_next_stop(desk: Desk) -> None:
    key = start(desk, "Kong-rey")
    found = desk.services.rounds.detail(key)
    assert found.event == "Kong-rey"
    assert pane(desk).round is not None
    words = desk.words(pane(desk))
    assert "R115-01" in words
    assert "採光罩" in words
    assert "Kong-rey" in words
    assert pane(desk).close_button.isVisible()
    desk.undo()
    assert page(desk).model.rowCount() == 0


def test_it_starts_from_any_page_through_the_palette(desk: Desk) -> None:
    desk.app.window.navigate("overview")
    desk.settle()
    desk.press(Qt.Key.Key_K, CONTROL)
    words = texts.tr("Start a round")
    desk.write(words)
    palette = desk.sheet(Palette)
    desk.qtbot.waitUntil(lambda: [entry.title for entry in palette.entries()][:1] == [words])
    desk.press(Qt.Key.Key_Return)
    desk.sheet(StartSheet)
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    assert desk.app.window.stack.key == "rounds"
    assert pane(desk).round is not None


def test_a_second_one_on_the_day_is_asked_for(desk: Desk) -> None:
    start(desk)
    desk.press(Qt.Key.Key_Insert)
    sheet = desk.sheet(StartSheet)
    assert sheet.warning.isVisible()
    assert "R115-01" in sheet.warning.title.text()
    sheet.save()
    desk.settle()
    assert "R115-01" in sheet.fields["recipe_id"].error()
    sheet.again.setChecked(True)
    sheet.save()
    desk.settle()
    assert desk.column("number") == ["R115-02", "R115-01"]


def test_a_finished_stop_opens_the_next_and_esc_ends_the_walk(desk: Desk) -> None:
    key = start(desk)
    desk.press(Qt.Key.Key_Return, CONTROL)
    first = page(desk).desk.view
    assert first is not None
    task = first.state.form.task_id
    detail = desk.services.inspections.detail(task)
    assert detail.target == desk.services.rounds.detail(key).stops[0].target
    # What is written on paper is keyed by another test; here the result is told and the screen closed.
    desk.services.inspections.record(task, detail.version, TODAY, "pass", "王志明")
    first.dismiss()
    desk.settle()
    second = page(desk).desk.view
    assert second is not None
    assert second.state.form.task_id != task
    desk.press(Qt.Key.Key_Escape)
    assert page(desk).desk.view is None
    assert desk.services.rounds.detail(key).done == 1


def test_closing_asks_for_a_word_on_each_open_stop(desk: Desk) -> None:
    key = start(desk)
    QTest.mouseClick(pane(desk).close_button, Qt.MouseButton.LeftButton)
    desk.settle()
    sheet = desk.sheet(CloseSheet)
    first, second = sheet.reasons.values()
    first.setText("登頂梯封閉")
    sheet.save()
    desk.settle()
    lacking = desk.services.rounds.detail(key).stops[1].task_id
    assert "抽水泵浦" in sheet.fields[f"stop:{lacking}"].error()
    sheet.for_all.setText("廠商已另行檢查")
    sheet.fill_all()
    assert (first.text(), second.text()) == ("登頂梯封閉", "廠商已另行檢查")
    sheet.save()
    desk.settle()
    closed = desk.services.rounds.detail(key)
    assert closed.state is RoundState.CLOSED
    assert not pane(desk).close_button.isVisible()
    desk.undo()
    assert desk.services.rounds.detail(key).state is RoundState.RUNNING


def test_its_day_and_title_can_be_changed(desk: Desk) -> None:
    key = start(desk)
    desk.press(Qt.Key.Key_F2)
    sheet = desk.sheet(EditRoundSheet)
    sheet.note_line.setText("陸上警報解除後三小時內完成")
    sheet.save()
    desk.settle()
    texts.use("zh_TW")
    assert desk.services.rounds.detail(key).title == "颱風警報防颱巡查"  # not what English calls it
    desk.press(Qt.Key.Key_F2)
    sheet = desk.sheet(EditRoundSheet)
    sheet.title_line.setText("十一月颱風")
    sheet.due_on.set_value(date(2026, 11, 26))
    sheet.save()
    desk.settle()
    assert desk.services.rounds.detail(key).due_on == date(2026, 11, 26)
    assert desk.column("title") == ["十一月颱風"]


def test_the_route_list_and_all_sheets_are_printed_in_walking_order(desk: Desk, tmp_path: Path) -> None:
    start(desk)
    page(desk).print_route()
    page(desk).print_sheets()
    desk.qtbot.waitUntil(lambda: len(list(tmp_path.glob("[0-9]*.pdf"))) == 2)
    desk.settle()
    route = next(iter(tmp_path.glob("*R115-01*.pdf")))
    sheets = next(one for one in tmp_path.glob("[0-9]*.pdf") if one != route)
    said = PdfReader(sheets).pages
    assert "SKYLIGHT-11511-001" in said[0].extract_text()
    assert "DRAIN-11511-001" in said[-1].extract_text()
    assert "抽水泵浦" in PdfReader(route).pages[0].extract_text()
