"""The first day: from an empty database to a first ticket, by keyboard alone."""

from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock
from tests.ui.pages.record_desk import CONTROL, Desk, desk_at
from ui.pages.assets.form import AssetForm
from ui.pages.assets.page import AssetsPage
from ui.pages.assets.place_form import PlaceForm
from ui.pages.dormitories.page import DormitoriesPage
from ui.pages.dormitories.unit_form import UnitForm


def walk_to(desk: Desk, name: str, key: Qt.Key = Qt.Key.Key_Tab) -> None:
    """Press Tab until the control of that name has the focus."""
    for _ in range(60):
        if desk.focus.accessibleName() == name:
            return
        desk.press(key)
    raise AssertionError(f"Tab never comes to {name}; the last was {desk.focus.accessibleName()}")


def test_a_site_a_floor_an_asset_and_a_first_repair(
    program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with desk_at(program, clock, qtbot, tmp_path, "assets") as desk:
        page = cast(AssetsPage, desk.page)
        assert "還沒有場所" in desk.words(page)
        assert desk.focus is page.empty.button
        assert page.empty.button.accessibleName() == "新增場所"

        desk.press(Qt.Key.Key_Return)
        desk.sheet(PlaceForm)
        desk.write("四維行政中心")
        desk.press(Qt.Key.Key_Return, CONTROL)
        assert desk.said() == "已加入「四維行政中心」"
        assert not desk.sheets()
        site = program.services.places.tree()[0].id
        assert page.sidebar.tree.chosen_place() == site
        assert page.empty.button.accessibleName() == "新增設備"

        walk_to(desk, "場所", Qt.Key.Key_Backtab)
        desk.press(Qt.Key.Key_Insert)
        desk.write("11F")
        assert desk.sheet(PlaceForm).kind.currentData() == "floor"
        desk.press(Qt.Key.Key_Return, CONTROL)
        floor = program.services.places.tree()[1]
        assert (floor.label, floor.kind) == ("四維行政中心 › 11F", "floor")
        assert page.sidebar.tree.chosen_place() == floor.id

        walk_to(desk, "新增設備")
        desk.press(Qt.Key.Key_Return)
        assert desk.sheet(AssetForm).place.place_id() == floor.id
        desk.write("空調箱 AHU-11E")
        desk.press(Qt.Key.Key_Return, CONTROL)
        assert desk.column("name") == ["空調箱 AHU-11E"]
        asset = page.current

        desk.press(Qt.Key.Key_N, CONTROL)
        desk.write("運轉時有異音")
        desk.press(Qt.Key.Key_Return, CONTROL)
        made = program.services.tickets.detail(program.services.tickets.find("115-0001"))
        assert (made.asset_id, made.summary) == (asset, "運轉時有異音")
        assert program.services.health.check() == []
        for _ in range(4):
            desk.undo()
        assert program.services.places.tree() == []


def test_a_first_dormitory_unit_brings_its_site_along(
    program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with desk_at(program, clock, qtbot, tmp_path, "dormitories") as desk:
        page = desk.app.window.stack.page()
        assert isinstance(page, DormitoriesPage)
        assert desk.focus is page.empty.button
        assert page.empty.button.accessibleName() == "新增宿舍"
        desk.press(Qt.Key.Key_Return)
        form = desk.sheet(UnitForm)
        desk.press(Qt.Key.Key_Return, CONTROL)
        assert form.fields["code"].error() == "請填寫宿舍編號。"
        desk.write("M101")
        walk_to(desk, "院區")
        desk.press(Qt.Key.Key_Return, CONTROL)
        assert form.fields["parent_id"].error() == "請選擇宿舍所在場所。"
        desk.write("站前宿舍")
        walk_to(desk, "樓層")
        desk.write("一樓")
        walk_to(desk, "面積")
        desk.write("82.5")
        desk.press(Qt.Key.Key_Return, CONTROL)
        assert form.fields["floor"].error() == "「一樓」不是整數。"
        desk.replace("1")
        walk_to(desk, "財產編號")
        desk.write("ABC")
        desk.press(Qt.Key.Key_Return, CONTROL)
        assert "不是財產編號" in form.fields["property_number"].error()
        desk.replace("2010601-01-0001")
        desk.press(Qt.Key.Key_Return, CONTROL)
        assert not desk.sheets()
        assert [(tile.code, tile.site) for tile in page.rack.tiles()] == [("M101", "站前宿舍")]
        assert desk.said() == "已新增 M101"

        page.bar.add_button.setFocus()
        desk.press(Qt.Key.Key_Space)
        assert desk.sheet(UnitForm)
        desk.write("M102")
        walk_to(desk, "所在場所")
        desk.write("站前")
        desk.press(Qt.Key.Key_Return)
        desk.press(Qt.Key.Key_Return, CONTROL)
        assert not desk.sheets()
        assert [tile.code for tile in page.rack.tiles()] == ["M101", "M102"]
        assert page.rack.current == program.services.dormitories.find("M102")
        desk.undo()
        desk.undo()
        desk.qtbot.waitUntil(lambda: not page.rack.tiles())
        assert program.services.places.tree() == []
