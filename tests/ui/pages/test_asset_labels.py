"""The sheet 列印標籤: sheet, first label, codes, one label to look at, and what comes back."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import cast

import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock
from facilities_app.reports.label_data import SHEETS
from tests.factories import Make
from tests.ui.pages.record_desk import CONTROL, Desk, desk_at
from ui.components.papers import FOLDER
from ui.pages.assets.label_sheet import LabelsSheet
from ui.pages.assets.page import AssetsPage


@pytest.fixture
def desk(make: Make, program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    hall = make.place("1F 大廳", parent=make.site())
    for n in range(1, 5):
        make.asset(f"揚水泵浦 {n} 號", code=f"PMP-{n:02d}", place=hall)
    with desk_at(program, clock, qtbot, tmp_path, "assets") as made:
        made.app.prefs.set(FOLDER, str(tmp_path))
        yield made


def opened(desk: Desk) -> LabelsSheet:
    cast(AssetsPage, desk.page).table.selectAll()
    cast(AssetsPage, desk.page).print_labels()
    desk.settle()
    return desk.sheet(LabelsSheet)


def codes_shown(sheet: LabelsSheet) -> set[tuple[str, str]]:
    found = sheet.preview()
    assert found is not None
    picture = Image.open(BytesIO(found.picture))
    return {(code.text, code.format.name[:4]) for code in zxingcpp.read_barcodes(picture)}


def test_all_sheets_are_offered_and_one_label_is_shown_as_it_will_be_printed(desk: Desk) -> None:
    sheet = opened(desk)
    assert [sheet.sheet.itemData(n) for n in range(sheet.sheet.count())] == list(SHEETS)
    assert "3 × 7 格" in sheet.sheet.currentText()
    assert codes_shown(sheet) == {("PMP-01", "QRCo"), ("PMP-01", "Code")}
    assert "4 張標籤，共 1 頁" in sheet.words.text()
    desk.button("條碼", sheet.codes).click()
    desk.settle()
    assert codes_shown(sheet) == {("PMP-01", "Code")}


def test_a_low_label_says_that_it_has_no_room_for_bars_beside_a_qr_code(desk: Desk) -> None:
    sheet = opened(desk)
    sheet.sheet.setCurrentIndex(sheet.sheet.findData("4x10"))
    desk.settle()
    assert codes_shown(sheet) == {("PMP-01", "QRCo")}
    assert "4 張標籤容不下條碼" in sheet.words.text()


def test_the_first_label_is_clicked_or_reached_by_keys_and_the_pages_follow(desk: Desk) -> None:
    sheet = opened(desk)
    spot = sheet.start.cell(5).center().toPoint()
    QTest.mouseClick(sheet.start, Qt.MouseButton.LeftButton, pos=QPoint(spot))
    assert sheet.start.value() == 5
    sheet.start.setFocus()
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Left)
    assert sheet.start.value() == 7
    desk.press(Qt.Key.Key_Up)
    desk.press(Qt.Key.Key_Up)
    desk.press(Qt.Key.Key_Up)
    assert sheet.start.value() == 1
    desk.press(Qt.Key.Key_End)
    assert sheet.start.value() == 21
    assert "4 張標籤，共 2 頁" in sheet.words.text()
    assert "從第 21 格開始（共 21 格，第 7 列第 3 欄）" in sheet.start.accessibleDescription()
    sheet.sheet.setCurrentIndex(sheet.sheet.findData("2x5"))
    desk.settle()
    assert sheet.start.value() == 10


def test_what_was_printed_comes_back_behind_the_last_label(desk: Desk, tmp_path: Path) -> None:
    sheet = opened(desk)
    sheet.sheet.setCurrentIndex(sheet.sheet.findData("2x5"))
    sheet.start.set_value(4)
    desk.settle()
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    assert desk.sheets() == []
    with pypdfium2.PdfDocument(tmp_path / "1151123_設備標籤.pdf") as document:
        assert len(document) == 1
        read = zxingcpp.read_barcodes(document[0].render(scale=200 / 72).to_pil())
    assert {code.text for code in read} == {f"PMP-{n:02d}" for n in range(1, 5)}
    again = opened(desk)
    assert (again.sheet.currentData(), again.start.value()) == ("2x5", 8)
    assert "接續上次印到的位置" in again.words.text()
    again.dismiss()


def test_the_list_has_a_menu_for_one_and_for_many(desk: Desk) -> None:
    page = cast(AssetsPage, desk.page)
    page.table.customContextMenuRequested.emit(QPoint(5, 5))
    assert QApplication.activePopupWidget() is page.pane.menu
    page.pane.menu.close()
    page.table.selectAll()
    page.table.customContextMenuRequested.emit(QPoint(5, 5))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == ["變更狀態", "列印標籤", "移動…"]
    menu.actions()[1].trigger()
    menu.close()
    desk.settle()
    assert desk.sheet(LabelsSheet)
