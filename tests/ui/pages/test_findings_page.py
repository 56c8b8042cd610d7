"""缺失: the list, its pane, and what is done from there."""

from datetime import date, timedelta
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.rows import ItemAnswer
from facilities_app.domain.tickets import Action
from facilities_app.services.tickets import Move
from tests.factories import Make
from tests.ui.pages.record_desk import CONTROL, desk_at
from ui.components.page_segments import OF_INSPECTIONS
from ui.pages.inspections.finding_page import FindingsPage
from ui.pages.inspections.finding_sheets import WaiveSheet

TODAY = date(2026, 11, 23)


def failed(program: Program, make: Make, *notes: str, correct_by: date | None = None) -> int:
    task = make.task(due=TODAY, asset=make.asset("客梯 2 號", category="elevator"), target_label="客梯 2 號")
    items = program.services.inspections.detail(task).items
    answers = [ItemAnswer(items[10 + at].id, "fail", note=note) for at, note in enumerate(notes)]
    program.services.inspections.record(
        task, 1, TODAY, "fail", "吳承翰", items=answers, correct_by=correct_by
    )
    return task


def test_findings_stand_in_a_list_with_deadline_repair_and_re_check(
    program: Program, make: Make, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    task = failed(program, make, "無反應", "異音", correct_by=TODAY + timedelta(days=3))
    ticket = program.services.findings.of_task(task)[0].ticket_id or 0
    program.services.tickets.move((ticket,), Move(Action.CANCEL, reason="誤報"))
    with desk_at(program, clock, qtbot, tmp_path, "findings") as desk:
        assert desk.column("item") == ["門連鎖", "門與防夾裝置"]
        assert desk.column("state") == ["修復中", "待處理"]
        assert desk.column("correct_by") == ["115/11/26", "115/11/26"]
        pane = cast(FindingsPage, desk.page).pane
        assert "12 門連鎖" in desk.words(pane)
        desk.choose(program.services.findings.of_task(task)[0].id)
        words = desk.words(pane)
        assert "11 門與防夾裝置" in words
        assert "已取消或退件，缺失仍待改善" in words
        QTest.mouseClick(desk.button("登錄報修", pane.findings), Qt.MouseButton.LeftButton)
        desk.settle()
        assert program.services.findings.of_task(task)[0].state == "repairing"
        assert "已為門與防夾裝置建立報修" in desk.said()
        desk.undo()
        assert program.services.findings.of_task(task)[0].state == "open"


def test_what_is_waived_leaves_the_open_ones_and_is_said_among_the_settled(
    program: Program, make: Make, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    task = failed(program, make, "無反應")
    make.task(due=TODAY)
    with desk_at(program, clock, qtbot, tmp_path, "findings") as desk:
        pane = cast(FindingsPage, desk.page).pane
        QTest.mouseClick(desk.button("免改善", pane), Qt.MouseButton.LeftButton)
        sheet = desk.sheet(WaiveSheet)
        sheet.reason.setText("設備汰換")
        sheet.save()
        desk.settle()
        assert desk.column("item") == []
        settled = desk.page.views.view("settled")
        assert settled is not None
        desk.page.show_view(settled)
        desk.settle()
        assert desk.column("state") == ["免改善"]
        pane._on_link("task")
        desk.settle()
        assert desk.app.window.stack.key == "inspections"
        assert desk.page.current == task


def test_the_pages_behind_inspections_lead_to_the_findings(
    program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with desk_at(program, clock, qtbot, tmp_path, "inspections") as desk:
        place = [part.key for part in OF_INSPECTIONS].index("findings")
        desk.press(Qt.Key(Qt.Key.Key_1 + place), CONTROL)
        assert desk.app.window.stack.key == "findings"
        assert "這裡沒有缺失" in desk.words()
