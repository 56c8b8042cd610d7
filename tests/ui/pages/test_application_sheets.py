"""The applications in a vacant unit's pane: received, checked, drawn, given, withdrawn, signed for."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.rows import NewUnit
from tests.services.test_applications import queued
from tests.ui.pages.record_desk import CONTROL, Desk, desk_at
from ui.pages.dormitories.agreement_form import SignForm
from ui.pages.dormitories.application_forms import ApplicationForm, CheckForm, ReasonForm
from ui.pages.dormitories.page import DormitoriesPage

UNIT = NewUnit("M101", "multi", "city", site="站前宿舍", since=date(2026, 8, 1))


@pytest.fixture
def unit(program: Program) -> int:
    return program.services.dormitories.create(UNIT).value


@pytest.fixture
def desk(
    unit: int, program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> Iterator[tuple[Desk, DormitoriesPage]]:
    for name, points in (("甲大明", 50), ("乙大明", 40)):
        queued(program, name, points)
    with desk_at(program, clock, qtbot, tmp_path, "dormitories") as made:
        page = cast(DormitoriesPage, made.app.window.stack.page())
        page.show_what(record=unit)
        made.settle()
        yield made, page


def words(desk: Desk, page: DormitoriesPage) -> str:
    desk.settle()
    return desk.words(page.pane.view.applications)


def click(desk: Desk, page: DormitoriesPage, name: str) -> None:
    desk.settle()
    desk.button(name, page.pane.view.applications).click()
    desk.settle()


def save(desk: Desk) -> None:
    desk.press(Qt.Key.Key_Return, CONTROL)


def test_a_request_is_received_and_checked(desk: tuple[Desk, DormitoriesPage], program: Program) -> None:
    window, page = desk
    click(window, page, "新增申請")
    form = window.sheet(ApplicationForm)
    save(window)
    assert form.fields["person"].error()
    form.person.setText("丙大明")
    form.people.setText("二")
    save(window)
    assert "整數" in form.fields["household_size"].error()
    form.people.setText("2")
    save(window)
    assert "丙○明" in words(window, page)
    assert "丙大明" not in words(window, page)
    click(window, page, "審查 DH-115-003")
    check = window.sheet(CheckForm)
    for combo in check.answers.values():
        combo.setCurrentIndex(combo.findData("yes"))
    check.points.setText("很多")
    save(window)
    assert check.fields["points"].error()
    check.points.setText("45")
    save(window)
    assert window.sheets() == []
    assert [one.person.name for one in program.services.applications.queue("multi")] == [
        "甲大明",
        "丙大明",
        "乙大明",
    ]
    assert "第 2 順位，45 點" in words(window, page)
    window.undo()
    assert "待審查" in words(window, page)


def test_answers_can_wait_and_a_no_refuses(desk: tuple[Desk, DormitoriesPage], program: Program) -> None:
    window, page = desk
    click(window, page, "新增申請")
    window.sheet(ApplicationForm).person.setText("丙大明")
    save(window)
    click(window, page, "審查 DH-115-003")
    check = window.sheet(CheckForm)
    next(iter(check.answers.values())).setCurrentIndex(1)
    save(window)
    assert program.services.applications.detail(3).state == "received"
    click(window, page, "審查 DH-115-003")
    check = window.sheet(CheckForm)
    assert [combo.currentData() for combo in check.answers.values()][:2] == ["yes", "open"]
    for combo in check.answers.values():
        combo.setCurrentIndex(combo.findData("no"))
    save(window)
    assert program.services.applications.detail(3).state == "refused"
    assert "丙" not in words(window, page)


def test_the_unit_is_given_in_turn_signed_for_and_gone_from_the_chapter(
    desk: tuple[Desk, DormitoriesPage], program: Program, unit: int
) -> None:
    window, page = desk
    click(window, page, "配住 DH-115-001")
    assert "已配住，待簽約" in words(window, page)
    click(window, page, "簽約 DH-115-001")
    form = window.sheet(SignForm)
    assert not form.person.isVisible()
    assert not form.kind.isVisible()
    form.ends.set_value(date(2029, 11, 22))
    save(window)
    assert program.services.dormitories.detail(unit).borrower == "甲大明"
    window.settle()
    assert not page.pane.view.applications.isVisible()


def test_out_of_turn_wants_a_reason_and_so_does_a_withdrawal(
    desk: tuple[Desk, DormitoriesPage], program: Program
) -> None:
    window, page = desk
    click(window, page, "配住 DH-115-002")
    form = window.sheet(ReasonForm)
    save(window)
    assert "DH-115-001" in form.fields["reason"].error()
    form.reason.setText("輪調急需")
    save(window)
    assert program.services.applications.detail(2).reason == "輪調急需"
    click(window, page, "撤回 DH-115-002")
    window.sheet(ReasonForm).reason.setText("放棄配住")
    save(window)
    assert program.services.applications.detail(2).state == "withdrawn"


def test_the_order_is_drawn_and_said(desk: tuple[Desk, DormitoriesPage], program: Program) -> None:
    window, page = desk
    click(window, page, "抽籤排序")
    order = [one.number for one in program.services.applications.queue("multi")]
    assert " → ".join(order) in window.said()
    assert "抽籤" in words(window, page)
    window.undo()
    assert "50 點" in words(window, page)
