"""Printing a month's checklists from the window."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.walking import Order
from tests.factories import Make
from tests.ui.pages.record_desk import Desk, desk_at
from ui.pages.inspections.month_sheet import MonthSheet
from ui.pages.inspections.page import InspectionsPage


@pytest.fixture
def desk(make: Make, program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    engineer = make.user("林育成")
    for day, name in ((12, "3F"), (11, "1F")):
        floor = make.place(name, parent=make.site(), kind="floor")
        asset = make.asset(f"梯 {name}", place=floor, category="elevator")
        make.task(due=date(2026, 11, day), asset=asset, assignee_id=engineer if name == "1F" else None)
    make.task(due=date(2026, 11, 20), template="")
    make.task(due=date(2026, 12, 20), template="DENGUE")
    with desk_at(program, clock, qtbot, tmp_path, "inspections") as made:
        yield made


def sheet_of(desk: Desk) -> MonthSheet:
    menu = cast(InspectionsPage, desk.page).papers.window().findChildren(QMenu)
    next(one for found in menu for one in found.actions() if one.text() == "列印本月檢查表").trigger()
    desk.settle()
    return desk.sheet(MonthSheet)


def test_the_month_s_sheets_are_counted_before_they_are_printed(desk: Desk) -> None:
    sheet = sheet_of(desk)
    assert sheet.month.currentText() == "115/11"
    assert sheet.told.text() == "2 張\n昇降設備（電梯）每月檢查表 2\n另有 1 件檢查沒有檢查表，不列印"
    sheet.assignee.setCurrentIndex(sheet.assignee.findText("林育成"))
    desk.settle()
    assert sheet.told.text().startswith("1 張")
    sheet.month.setCurrentIndex(sheet.month.currentIndex() + 1)
    desk.settle()
    sheet.save()
    assert sheet.fields["month"].error() == "這個月份沒有待辦且可列印檢查表的檢查。"
    assert sheet.isVisible()


def test_a_month_is_printed_as_one_walks_into_a_file_named_after_it(desk: Desk, tmp_path: Path) -> None:
    sheet = sheet_of(desk)
    sheet.save()
    desk.settle()
    written = tmp_path / "1151123_檢查表_11511.pdf"
    outline: Any = PdfReader(written).outline
    assert [str(one["/Title"]).split("　")[2] for one in outline] == ["梯 1F", "梯 3F"]
    assert desk.said() == f"{written.name} 已存入 {tmp_path}"
    assert not desk.sheets()


def test_by_due_day_and_blank_when_that_is_chosen(desk: Desk) -> None:
    sheet = sheet_of(desk)
    heard: list[tuple[object, ...]] = []
    sheet.wanted.disconnect()
    sheet.wanted.connect(lambda *wish: heard.append(wish))
    sheet.order.set_value(Order.DUE)
    sheet.prefilled.setChecked(False)
    sheet.save()
    assert [(wish[1], wish[2], wish[3]) for wish in heard] == [(Order.DUE, False, 2)]


def test_every_control_has_a_name(desk: Desk) -> None:
    sheet = sheet_of(desk)
    for control in (sheet.month, sheet.site, sheet.assignee, sheet.template, sheet.order):
        assert control.accessibleName()
