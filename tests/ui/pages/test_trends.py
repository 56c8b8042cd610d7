"""Readings over time in the pane of an inspection and of an asset: chosen, walked, opened, taken along."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import cast

import openpyxl
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db.models import MeterReading
from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.rows import ItemAnswer
from tests.factories import Make
from tests.ui.pages.record_desk import desk_at
from ui.components.papers import FOLDER
from ui.pages.assets.page import AssetsPage
from ui.pages.inspections.page import InspectionsPage

TODAY = date(2026, 11, 23)


def readings(program: Program, make: Make, asset: int) -> int:
    """Six months of two readings; the id of the last inspection."""
    task = 0
    for month in range(6, 0, -1):
        on = TODAY - timedelta(days=30 * month)
        task = make.task(due=on, asset=asset)
        items = {one.position: one.id for one in program.services.inspections.detail(task).items}
        answers = [
            ItemAnswer(items[6], reading=Decimal(30 + month)),
            ItemAnswer(items[15], reading=Decimal("50") - month),
        ]
        program.services.inspections.record(task, 1, on, "pass", "吳承翰", items=answers)
    return task


def test_the_pane_of_an_inspection_shows_its_readings_over_time_and_opens_what_is_behind_one(
    program: Program, make: Make, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    asset = make.asset("客梯 2 號", category="elevator")
    last = readings(program, make, asset)
    task = make.task(due=TODAY, asset=asset)
    with desk_at(program, clock, qtbot, tmp_path, "inspections") as desk:
        desk.choose(task)
        chapter = cast(InspectionsPage, desk.page).pane.sections.trend
        assert [chapter.pick.itemText(place) for place in range(2)] == ["機房溫度", "緊急照明時間"]
        assert "6 筆讀值、31 至 36 °C、平均 33.5、超限 0 次" in desk.words(chapter)
        chapter.pick.setCurrentIndex(1)
        assert "44 至 49 分鐘" in chapter.words.text()
        QTest.keyClick(chapter.chart, Qt.Key.Key_Left)
        assert "115/10/24　49 分鐘　吳承翰" in chapter.words.text()
        chapter.more.click()
        desk.settle()
        assert chapter.more.text() == "收合"
        QTest.keyClick(chapter.chart, Qt.Key.Key_Left)
        QTest.keyClick(chapter.chart, Qt.Key.Key_Return)
        desk.settle()
        assert desk.page.current == last
        assert chapter.pick.currentText() == "緊急照明時間"  # the choice stays


def test_values_are_copied_and_exported(
    program: Program, make: Make, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    asset = make.asset("客梯 2 號", category="elevator")
    readings(program, make, asset)
    task = make.task(due=TODAY, asset=asset)
    with desk_at(program, clock, qtbot, tmp_path, "inspections") as desk:
        desk.app.window.context.prefs.set(FOLDER, str(tmp_path))
        desk.choose(task)
        chapter = cast(InspectionsPage, desk.page).pane.sections.trend
        chapter.copy()
        first, second, *_rest = QGuiApplication.clipboard().text().splitlines()
        assert first == "日期\t機房溫度 °C\t下限\t上限"
        assert second == "115/05/27\t36\t\t40"
        chapter._on_export("xlsx")
        desk.settle()
        book = openpyxl.load_workbook(tmp_path / "1151123_機房溫度.xlsx")
        assert book.active is not None
        assert 36 in [cell.value for row in book.active.iter_rows() for cell in row]


def test_an_asset_shows_its_readings_and_its_meters_among_its_inspections(
    program: Program, make: Make, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    asset, other = make.asset("客梯 2 號", category="elevator"), make.asset("無讀值")
    readings(program, make, asset)
    meter = make.meter(asset)
    for month in (9, 10, 11):
        make._add(MeterReading(meter_id=meter, read_on=date(2026, month, 1), value=Decimal(100 * month)))
    with desk_at(program, clock, qtbot, tmp_path, "assets") as desk:
        page = cast(AssetsPage, desk.page)
        desk.choose(asset)
        chapter = page.pane.chapters.trend
        assert not chapter.isVisibleTo(page.pane)
        page.pane.tabs.set_key("tasks")
        page.pane._show_tab("tasks")
        desk.settle()
        assert chapter.pick.count() == 3
        chapter.pick.setCurrentIndex(2)
        desk.settle()
        assert "PV-1" in chapter.pick.currentText()
        assert "115/11/01　1,100 度 +100" in desk.words(chapter.values)
        desk.choose(other)
        assert not chapter.isVisibleTo(page.pane)
