"""The dormitory manager's morning: look, find who must leave, take a unit back, undo a slip, log a repair."""

from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock
from tests.ui.pages.record_desk import ALT, desk_at
from ui.pages.dormitories.page import DormitoriesPage
from ui.pages.dormitories.status_sheet import StatusSheet
from ui.widgets.overlay import Overlay


def test_a_renovated_unit_is_given_back_by_keyboard_and_the_slip_is_undone(
    demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with desk_at(demo, clock, qtbot, tmp_path, "overview") as desk:
        desk.press(Qt.Key.Key_6, ALT)
        page = cast(DormitoriesPage, desk.app.window.stack.page())
        desk.write("M106")
        unit = page.rack.current
        assert unit is not None
        desk.press(Qt.Key.Key_Return)
        desk.press(Qt.Key.Key_Return)
        sheet = desk.sheet(StatusSheet)
        desk.press(Qt.Key.Key_Right)
        desk.press(Qt.Key.Key_Space)
        assert sheet.picker.value() == "vacant"
        desk.press(Qt.Key.Key_Tab)
        desk.replace("115/11/20")
        desk.press(Qt.Key.Key_Tab)
        desk.press(Qt.Key.Key_Tab)
        desk.write("整修完成，待借用")
        desk.press(Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not desk.sheets())
        qtbot.waitUntil(lambda: page.bar.statuses.counts()["vacant"] == 3)
        assert desk.services.dormitories.detail(unit).tile.status == "vacant"
        assert desk.toasts[-1].undo is not None
        desk.undo()
        qtbot.waitUntil(lambda: page.bar.statuses.counts()["vacant"] == 2)
        assert desk.services.dormitories.detail(unit).tile.status == "renovating"


def test_a_repair_is_logged_for_the_unit_one_looks_at(
    demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with desk_at(demo, clock, qtbot, tmp_path, "dormitories") as desk:
        page = cast(DormitoriesPage, desk.app.window.stack.page())
        desk.write("M204")
        page.pane.repair_button.click()
        desk.settle()
        assert "M204" in desk.words(desk.sheet(Overlay))
