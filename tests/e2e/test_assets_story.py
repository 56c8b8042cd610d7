"""A building engineer looks something up, and takes an asset out of use by mistake."""

from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock
from tests.ui.pages.record_desk import CONTROL, desk_at
from ui.pages.assets.page import AssetsPage
from ui.pages.assets.status_sheet import StatusSheet


def test_the_skylight_is_found_by_typing_and_tells_what_the_report_says_of_it(
    demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with desk_at(demo, clock, qtbot, tmp_path, "assets") as desk:
        desk.press(Qt.Key.Key_F, CONTROL)
        desk.write("採光罩")
        desk.press(Qt.Key.Key_Return)
        assert desk.column("name")[0] == "頂樓採光罩"
        desk.press(Qt.Key.Key_Home)
        words = desk.words(cast(AssetsPage, desk.page).pane)
        for part in ("4,510", "萬元", "3,914.6 萬", "450 kgf/㎡", "17 級", "依報告", "莫蘭蒂颱風"):
            assert part in words, part


def test_a_status_is_changed_by_keyboard_and_taken_back(
    demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with desk_at(demo, clock, qtbot, tmp_path, "assets") as desk:
        desk.press(Qt.Key.Key_F, CONTROL)
        desk.write("採光罩")
        desk.press(Qt.Key.Key_Return)
        desk.press(Qt.Key.Key_Home)
        key = desk.page.current
        assert key is not None
        button = desk.button("變更狀態", cast(AssetsPage, desk.page).pane)
        button.setFocus()
        desk.press(Qt.Key.Key_Return)
        sheet = desk.sheet(StatusSheet)
        for _ in range(3):
            desk.press(Qt.Key.Key_Right)
        assert sheet.status.value() == "out_of_service"
        desk.press(Qt.Key.Key_Tab)
        desk.replace("115/11/20")
        desk.press(Qt.Key.Key_Tab)
        desk.write("北側接縫滲水，待修")
        desk.press(Qt.Key.Key_Return, CONTROL)
        assert desk.services.assets.detail(key).status == "out_of_service"
        assert "停用" in desk.column("status")
        assert "停用" in desk.words(cast(AssetsPage, desk.page).pane)
        desk.undo()
        assert desk.services.assets.detail(key).status == "in_use"
        assert desk.column("status")[0] == "使用中"
