"""The tree of places on the assets page: adding below, renaming, removing, by mouse and by keyboard."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.rows import NewPlace
from tests.factories import Make
from tests.ui.pages.record_desk import CONTROL, Desk, desk_at
from ui.components.place_tree import EVERYWHERE, PlaceTree
from ui.pages.assets.form import AssetForm
from ui.pages.assets.page import AssetsPage
from ui.pages.assets.place_form import PlaceForm
from ui.pages.assets.place_move import PlaceMoveForm


@pytest.fixture
def site(program: Program) -> int:
    return program.services.places.create(NewPlace(None, "site", "四維行政中心", "SW")).value


@pytest.fixture
def floor(program: Program, site: int) -> int:
    return program.services.places.create(NewPlace(site, "floor", "11F")).value


@pytest.fixture
def desk(
    floor: int, make: Make, program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> Iterator[Desk]:
    make.asset("空調箱", place=floor)
    with desk_at(program, clock, qtbot, tmp_path, "assets") as made:
        yield made


def page_of(desk: Desk) -> AssetsPage:
    return cast(AssetsPage, desk.page)


def tree_of(desk: Desk) -> PlaceTree:
    return page_of(desk).sidebar.tree


def names(desk: Desk) -> list[str]:
    return [row.name for row in desk.services.places.tree()]


def menu_at(desk: Desk, key: int) -> dict[str, QMenu]:
    """The open context menu's entries by their words."""
    tree = tree_of(desk)
    tree.choose(key)
    tree.setFocus()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), QPoint(1, 1))
    QApplication.sendEvent(tree.viewport(), event)
    (menu,) = [menu for menu in desk.page.findChildren(QMenu) if menu.isVisible()]
    return {action.text(): menu for action in menu.actions()}


def take(desk: Desk, entries: dict[str, QMenu], words: str) -> None:
    menu = entries[words]
    action = next(action for action in menu.actions() if action.text() == words)
    menu.close()
    desk.app.window.activateWindow()
    desk.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    action.trigger()
    desk.settle()


def test_the_plus_in_the_head_adds_below_the_place_that_is_chosen(desk: Desk, site: int, floor: int) -> None:
    tree_of(desk).choose(floor)
    page_of(desk).sidebar.add_button.click()
    desk.settle()
    form = desk.sheet(PlaceForm)
    assert form.above.place_id() == floor
    assert [form.kind.itemData(n) for n in range(form.kind.count())] == ["space"]
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert form.fields["name"].error() == "請填寫場所名稱。"
    desk.write("東側機房")
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert names(desk) == ["四維行政中心", "11F", "東側機房"]
    assert tree_of(desk).place(tree_of(desk).chosen_place()).name == "東側機房"  # type: ignore[union-attr]
    assert "東側機房" in next(chip for chip in desk.page.filters.chips() if chip.lit).text()
    desk.undo()
    assert names(desk) == ["四維行政中心", "11F"]
    assert tree_of(desk).chosen_place() == EVERYWHERE
    assert not [c for c in desk.page.model.query.conditions if c.field == "place"]


def test_a_storey_is_guessed_from_its_name_until_another_kind_is_chosen(desk: Desk, site: int) -> None:
    page_of(desk).places.add(site)
    desk.settle()
    form = desk.sheet(PlaceForm)
    assert form.kind.currentData() == "building"
    desk.write("B1")
    assert form.kind.currentData() == "floor"
    form.kind.setCurrentIndex(form.kind.findData("block"))
    form.kind.activated.emit(form.kind.currentIndex())
    desk.replace("2F")
    assert form.kind.currentData() == "block"
    form.above.reopen()
    assert form.kind.currentData() == "site"
    desk.press(Qt.Key.Key_Escape)


def test_a_sibling_of_the_same_name_is_refused_beside_its_field(desk: Desk, site: int) -> None:
    page_of(desk).places.add(site)
    desk.settle()
    form = desk.sheet(PlaceForm)
    desk.write("11f")
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert form.fields["name"].error() == "這裡已經有「11f」。"
    desk.press(Qt.Key.Key_Escape)


def test_the_menu_of_a_place_renames_it_and_the_list_follows(desk: Desk, floor: int) -> None:
    assert desk.column("place_label") == ["四維 11F"]
    entries = menu_at(desk, floor)
    assert list(entries) == ["在此之下新增場所", "編輯場所", "移動場所", "移除場所"]
    take(desk, entries, "編輯場所")
    form = desk.sheet(PlaceForm)
    assert form.values()["code"] == "SW-11F"
    assert not form.kind.isVisible()
    desk.replace("12F")
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert desk.column("place_label") == ["12F"]
    assert "12F" in names(desk)
    desk.undo()
    assert desk.column("place_label") == ["11F"]


def test_f2_in_the_tree_renames_and_saving_nothing_changes_nothing(desk: Desk, floor: int) -> None:
    tree_of(desk).choose(floor)
    tree_of(desk).setFocus()
    desk.press(Qt.Key.Key_F2)
    assert desk.sheet(PlaceForm)
    before = len(desk.toasts)
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert not desk.sheets()
    assert len(desk.toasts) == before
    desk.page.table.setFocus()
    desk.press(Qt.Key.Key_F2)
    assert desk.sheet(AssetForm)
    desk.press(Qt.Key.Key_Escape)


def test_what_holds_something_stays_and_what_is_empty_goes(desk: Desk, site: int, floor: int) -> None:
    take(desk, menu_at(desk, floor), "移除場所")
    assert desk.said() == "「11F」內還有設備，請先移走。"
    room = desk.services.places.create(NewPlace(site, "space", "中控室")).value
    page_of(desk).sidebar.refresh()
    desk.settle()
    tree_of(desk).choose(room)
    tree_of(desk).setFocus()
    desk.press(Qt.Key.Key_Delete)
    assert names(desk) == ["四維行政中心", "11F"]
    assert tree_of(desk).chosen_place() == site
    desk.undo()
    assert "中控室" in names(desk)


def test_everywhere_and_a_dormitory_unit_are_not_renamed_here(desk: Desk, make: Make, site: int) -> None:
    unit = make.place("M101", parent=site, kind="unit")
    page_of(desk).sidebar.refresh()
    desk.settle()
    assert list(menu_at(desk, EVERYWHERE)) == ["新增場所"]
    for menu in desk.page.findChildren(QMenu):
        menu.close()
    entries = menu_at(desk, unit)
    assert list(entries) == ["在此之下新增場所", "移動場所"]
    entries["在此之下新增場所"].close()
    for key in (EVERYWHERE, unit):
        page_of(desk).places.rename(key)
    page_of(desk).places.remove(EVERYWHERE)
    desk.settle()
    assert not desk.sheets()


def test_a_place_without_assets_offers_to_enter_one(desk: Desk, site: int) -> None:
    room = desk.services.places.create(NewPlace(site, "space", "中控室")).value
    page_of(desk).sidebar.choose_when_read(room)
    desk.settle()
    assert desk.page.empty.title.text() == "這裡還沒有設備"
    desk.page.empty.button.click()
    desk.settle()
    assert desk.sheet(AssetForm).place.place_id() == room
    desk.press(Qt.Key.Key_Escape)


def test_a_place_is_moved_with_all_that_is_in_it_and_undo_brings_it_back(
    desk: Desk, program: Program, site: int, floor: int
) -> None:
    places = program.services.places
    block = places.create(NewPlace(site, "building", "後棟")).value
    desk.app.window.stack.run("refresh")
    page_of(desk).sidebar.refresh()
    desk.settle()
    assert "移動場所" not in menu_at(desk, site)
    for menu in desk.page.findChildren(QMenu):
        menu.close()
    take(desk, menu_at(desk, floor), "移動場所")
    form = desk.sheet(PlaceMoveForm)
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert form.fields["parent_id"].error() == "請選擇要移到哪裡。"
    desk.write("棟")
    desk.press(Qt.Key.Key_Return)
    assert form.above.place_id() == block
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert places.label(floor) == "四維行政中心 › 後棟 › 11F"
    assert "11F" in desk.said()
    assert desk.column("place_label") == ["後棟 11F"]
    desk.undo()
    assert places.label(floor) == "四維行政中心 › 11F"


def test_only_places_that_may_hold_it_are_offered(
    desk: Desk, program: Program, site: int, floor: int
) -> None:
    room = program.services.places.create(NewPlace(floor, "space", "機房")).value
    page_of(desk).places.move(floor)
    desk.settle()
    form = desk.sheet(PlaceMoveForm)
    desk.write("機房")
    assert form.above.value() is None
    form.above.choose_place(room)
    assert form.above.value() is None, "what is in it cannot hold it"
    form.above.choose_place(site)
    form.save()
    assert form.fields["parent_id"].error() == "場所已在該處。"
    desk.press(Qt.Key.Key_Escape)
