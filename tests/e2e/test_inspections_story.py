"""The sheet goes out, the result comes back: by keyboard, with a way back."""

from datetime import date
from pathlib import Path
from typing import cast

from pypdf import PdfReader
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.dates import roc_code
from tests.factories import Make
from tests.ui.pages.record_desk import CONTROL, desk_at
from ui.pages.inspections.page import InspectionsPage
from ui.pages.inspections.sheets import ResultSheet


def test_a_due_checklist_is_printed_its_result_recorded_and_both_can_be_seen_and_undone(
    program: Program, make: Make, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    lift = make.asset("客梯 1 號", category="elevator", next_due_on=date(2026, 11, 23))
    plan = make.plan(asset=lift, rule="FREQ=MONTHLY", starts_on=date(2026, 1, 23))
    task = make.task(
        due=date(2026, 11, 23), asset=lift, plan_id=plan, title="客梯每月檢查", is_statutory=True
    )
    with desk_at(program, clock, qtbot, tmp_path, "inspections") as desk:
        assert desk.column("status") == ["今日到期"]
        desk.press(Qt.Key.Key_P, CONTROL)
        written = tmp_path / f"{roc_code(clock.today())}_ELEV-11511-001.pdf"
        assert "ELEV-11511-001" in PdfReader(written).pages[0].extract_text()

        desk.press(Qt.Key.Key_F2)
        sheet = desk.sheet(ResultSheet)
        desk.press(Qt.Key.Key_Tab)
        desk.press(Qt.Key.Key_1)
        assert sheet.outcome.value() == "pass"
        desk.press(Qt.Key.Key_Tab)
        desk.replace("吳承翰")
        desk.press(Qt.Key.Key_Tab)
        desk.write("昇技字第 01872 號")
        desk.press(Qt.Key.Key_Return, CONTROL)
        assert not desk.sheets()
        done = desk.services.inspections.detail(task)
        assert (done.status, done.licence) == ("done", "昇技字第 01872 號")
        assert desk.services.assets.detail(lift).next_due_on == date(2026, 12, 23)

        view = desk.page.views.view("done")
        assert view is not None
        cast(InspectionsPage, desk.page).show_view(view)
        desk.settle()
        assert desk.column("number") == [done.number]
        assert desk.column("outcome") == ["合格"]

        desk.undo()
        assert desk.column("number") == []
        assert desk.services.inspections.detail(task).status == "planned"
        assert desk.services.assets.detail(lift).next_due_on == date(2026, 11, 23)
