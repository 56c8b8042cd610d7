"""法定檢查 in the window: what a duty asks, how its things stand, and the filing of a result."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from db.models import Duty
from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock
from resources import texts
from tests.factories import Make
from tests.ui.pages.record_desk import CONTROL, Desk, desk_at
from ui.pages.inspections.duty_pane import DutyPane
from ui.pages.inspections.filing_chapter import FilingChapter, FilingSheet
from ui.pages.inspections.page import InspectionsPage

TODAY = date(2026, 11, 23)


@pytest.fixture
def duty(program: Program) -> int:
    with program.services.base.read() as session:
        return session.scalars(select(Duty.id).where(Duty.code == "ELEC-TEST")).one()


@pytest.fixture
def done(make: Make, program: Program, duty: int) -> int:
    asset = make.asset("高壓盤", category="electrical")
    task = make.task(due=date(2026, 10, 10), asset=asset, duty_id=duty, is_statutory=True, title="高低壓檢驗")
    program.services.inspections.record(task, 1, date(2026, 10, 8), "pass", "王大同")
    make.task(due=date(2027, 4, 10), asset=asset, duty_id=duty, is_statutory=True, title="高低壓檢驗")
    return task


@pytest.fixture
def desk(done: int, program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(program, clock, qtbot, tmp_path, "inspections") as made:
        yield made


def pane(desk: Desk) -> DutyPane:
    found = desk.page.pane
    assert isinstance(found, DutyPane)
    return found


def filing(desk: Desk, task: int) -> FilingChapter:
    desk.page.show_what(view="all", record=task)
    desk.settle()
    return cast(InspectionsPage, desk.page).pane.sections.filing


def test_the_pane_says_law_who_record_window_last_and_next(desk: Desk, duty: int) -> None:
    desk.app.window.context.navigate("duties", record=duty)
    desk.settle()
    words = desk.words(pane(desk))
    for part in (
        "電業法第 60 條",
        "至少每 6 個月",
        "專任電氣技術人員",
        "次月 15 日前",
        "高壓盤",
        "上次 115/10/08 合格",
        "保存至 117/10/08",
        "最遲 116/04/10",
        "116/05/15 前申報",
    ):
        assert part in words, part
    assert "依本處排程" not in words


def test_what_no_law_sets_is_our_own_schedule(desk: Desk, program: Program) -> None:
    with program.services.base.read() as session:
        own = session.scalars(select(Duty.id).where(Duty.code == "GENSET-WEEK")).one()
    desk.app.window.context.navigate("duties", record=own)
    desk.settle()
    words = desk.words(pane(desk))
    assert "依本處排程" in words
    assert "法令未定檢查週期，日期為本處自訂。" in words


def test_a_click_goes_to_the_inspection_and_f2_to_the_catalogue(desk: Desk, duty: int) -> None:
    desk.app.window.context.navigate("duties", record=duty)
    desk.settle()
    shown = pane(desk).duty
    assert shown is not None
    pane(desk).chapters.task_asked.emit(shown.things[0].next_id)
    desk.settle()
    assert desk.app.window.stack.key == "inspections"
    assert desk.page.current == shown.things[0].next_id
    desk.app.window.context.navigate("duties", record=duty)
    desk.settle()
    desk.page.table.setFocus()
    desk.press(Qt.Key.Key_F2)
    assert desk.app.window.stack.key == "settings"


def test_a_filing_is_entered_beside_its_deadline_and_undone(desk: Desk, done: int) -> None:
    chapter = filing(desk, done)
    words = desk.words(chapter)
    for part in ("申報期限", "115/11/15", "保存至", "117/10/08"):
        assert part in words, part
    desk.button("登錄申報", chapter).click()
    sheet = desk.sheet(FilingSheet)
    assert sheet.filed_on.value() == TODAY
    sheet.number.setText("高市電字第 1150001 號")
    sheet.filed_on.line().setText("115/10/01")
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert sheet.fields["filed_on"].error()
    sheet.filed_on.line().setText("115/11/20")
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert "高市電字第 1150001 號" in desk.words(chapter)
    assert "申報期限" not in desk.words(chapter)
    desk.undo()
    assert "申報期限" in desk.words(chapter)


def test_an_open_inspection_has_nothing_to_file(desk: Desk, make: Make) -> None:
    task = make.task(due=TODAY)
    assert not filing(desk, task).isVisible()


def test_the_pane_speaks_english(desk: Desk, duty: int, program: Program) -> None:
    texts.use("en")
    told = program.services.duties.detail(duty)
    texts.use("zh_TW")
    assert told.law.startswith("Electricity Act")


def test_an_inspection_leads_to_its_duty(desk: Desk, done: int, duty: int) -> None:
    filing(desk, done)
    cast(InspectionsPage, desk.page).pane.sections.duty_asked.emit(duty)
    desk.settle()
    assert desk.app.window.stack.key == "duties"
    assert pane(desk).duty is not None
