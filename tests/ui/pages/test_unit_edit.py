"""A dormitory unit's record, changed where the unit is looked at."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.rows import NewUnit
from tests.ui.pages.record_desk import CONTROL, Desk, desk_at
from ui.pages.dormitories.page import DormitoriesPage
from ui.pages.dormitories.unit_edit import UnitEditForm


@pytest.fixture
def unit(program: Program) -> int:
    new = NewUnit("M101", "multi", "city", site="站前宿舍", floor=1, area_m2=Decimal("42.50"), rooms=2)
    return program.services.dormitories.create(new).value


@pytest.fixture
def desk(
    unit: int, program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> Iterator[tuple[Desk, DormitoriesPage]]:
    with desk_at(program, clock, qtbot, tmp_path, "dormitories") as made:
        page = cast(DormitoriesPage, made.app.window.stack.page())
        page.show_what(record=unit)
        made.settle()
        yield made, page


def opened(desk: Desk) -> UnitEditForm:
    desk.press(Qt.Key.Key_F2)
    return desk.sheet(UnitEditForm)


def test_f2_edits_the_record_and_undo_takes_it_back(
    desk: tuple[Desk, DormitoriesPage], program: Program, unit: int
) -> None:
    window, page = desk
    form = opened(window)
    assert (form.area.text(), form.rooms.text()) == ("42.50", "2")
    form.address.setText("中正路 1 號")
    form.rooms.setText("3")
    form.built.set_value(date(1988, 5, 1))
    window.press(Qt.Key.Key_Return, CONTROL)
    detail = program.services.dormitories.detail(unit)
    assert (detail.address, detail.rooms, detail.built_on) == ("中正路 1 號", 3, date(1988, 5, 1))
    assert detail.area_m2 == Decimal("42.50")
    assert "中正路 1 號" in window.words(page)
    assert "M101" in window.said()
    window.undo()
    assert program.services.dormitories.detail(unit).address == ""
    assert program.services.dormitories.detail(unit).rooms == 2


def test_what_cannot_be_read_is_told_beside_its_field_and_nothing_is_lost(
    desk: tuple[Desk, DormitoriesPage], program: Program, unit: int
) -> None:
    window, _page = desk
    form = opened(window)
    form.rooms.setText("兩間")
    form.address.setText("中正路 1 號")
    window.press(Qt.Key.Key_Return, CONTROL)
    assert form.fields["rooms"].error() == "「兩間」不是整數。"
    assert form.address.text() == "中正路 1 號"
    form.rooms.setText("0")
    window.press(Qt.Key.Key_Return, CONTROL)
    window.settle()
    assert form.fields["rooms"].error()
    assert program.services.dormitories.detail(unit).address == ""
    form.rooms.setText("2")
    window.press(Qt.Key.Key_Return, CONTROL)
    assert program.services.dormitories.detail(unit).address == "中正路 1 號"


def test_nothing_changed_writes_nothing(
    desk: tuple[Desk, DormitoriesPage], program: Program, unit: int
) -> None:
    window, page = desk
    before = program.services.dormitories.detail(unit).version
    page.pane.edit_button.click()
    window.settle()
    window.press(Qt.Key.Key_Return, CONTROL)
    assert not window.sheets()
    assert program.services.dormitories.detail(unit).version == before


def test_a_new_number_is_on_tile_and_place(
    desk: tuple[Desk, DormitoriesPage], program: Program, unit: int
) -> None:
    window, page = desk
    form = opened(window)
    form.code.setText("M109")
    window.press(Qt.Key.Key_Return, CONTROL)
    window.qtbot.waitUntil(lambda: [tile.code for tile in page.rack.tiles()] == ["M109"])
    place = program.services.dormitories.detail(unit).tile.place_id
    assert program.services.places.label(place).endswith("M109")
