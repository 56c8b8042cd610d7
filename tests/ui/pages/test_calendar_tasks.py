"""Inspections in the calendar: in month, week and agenda, and moved within what the law lets move."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from db.models import Duty, InspectionTask
from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock
from tests.factories import Make
from tests.ui.pages.record_desk import CONTROL, Desk, desk_at
from ui.components.task_move import TaskMoveSheet
from ui.pages.calendar.page import CalendarPage
from ui.pages.calendar.spans import AGENDA, MONTH, WEEK

SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT_BUTTON, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
DUE = date(2026, 11, 25)


@pytest.fixture
def task(make: Make, program: Program) -> int:
    """The lift's statutory monthly maintenance on Wednesday."""
    asset = make.asset()
    with program.services.base.read() as session:
        duty = session.scalar(select(Duty.id).where(Duty.code == "LIFT-MAINT"))
    plan = make.plan(asset=asset, duty_id=duty, starts_on=date(2026, 1, 25))
    return make.task(
        due=DUE,
        asset=asset,
        plan_id=plan,
        duty_id=duty,
        is_statutory=True,
        occurrence_on=DUE,
        title="昇降設備保養",
    )


@pytest.fixture
def desk(task: int, program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(program, clock, qtbot, tmp_path, "calendar") as made:
        made.qtbot.waitUntil(lambda: calendar(made).entries != ())
        yield made


def calendar(desk: Desk) -> CalendarPage:
    return cast(CalendarPage, desk.app.window.stack.page())


def titles(desk: Desk, day: date) -> list[str]:
    cell = calendar(desk).sheet.cell_of(day)
    assert cell is not None
    return [placed.entry.title for placed in cell.entries]


def due(desk: Desk, task: int) -> date:
    with desk.services.base.read() as session:
        return session.get_one(InspectionTask, task).due_on


def drag(desk: Desk, day: date, target: date) -> None:
    sheet = calendar(desk).sheet
    cell, other = sheet.cell_of(day), sheet.cell_of(target)
    assert cell is not None
    assert other is not None
    start = cell.entries[0].box.center()
    end = other.box.center() + QPoint(0, other.box.height() // 3)
    QTest.mousePress(sheet, LEFT_BUTTON, PLAIN, start)
    QTest.mouseMove(sheet, start + QPoint(9, 9))
    QTest.mouseMove(sheet, end)
    QTest.mouseRelease(sheet, LEFT_BUTTON, PLAIN, end)
    desk.settle()


@pytest.mark.parametrize("view", [MONTH, WEEK, AGENDA])
def test_every_view_shows_the_inspection(view: str, desk: Desk) -> None:
    calendar(desk).show_view(view)
    desk.settle()
    assert [entry.title for entry in calendar(desk).entries] == ["昇降設備保養"]


def test_a_drag_within_the_month_asks_for_the_reason_and_moves_it(desk: Desk, task: int) -> None:
    drag(desk, DUE, date(2026, 11, 27))
    sheet = desk.sheet(TaskMoveSheet)
    assert sheet.due_on.value() == date(2026, 11, 27)
    sheet.reason.setText("廠商改期")
    sheet.save()
    desk.settle()
    assert due(desk, task) == date(2026, 11, 27)
    assert titles(desk, date(2026, 11, 27)) == ["昇降設備保養"]
    desk.undo()
    assert due(desk, task) == DUE


def test_a_drag_out_of_the_lawful_month_is_refused_with_the_article(desk: Desk, task: int) -> None:
    drag(desk, DUE, date(2026, 12, 2))
    assert not desk.sheets()
    assert desk.said().startswith("依建築法第 77 條之 4")
    assert due(desk, task) == DUE
    assert titles(desk, DUE) == ["昇降設備保養"]


def test_the_keyboard_moves_it_too(desk: Desk, task: int) -> None:
    page = calendar(desk)
    page.go(DUE)
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Right, CONTROL | SHIFT)
    sheet = desk.sheet(TaskMoveSheet)
    sheet.reason.setFocus()
    desk.write("併辦")
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    assert due(desk, task) == date(2026, 11, 26)
    assert page.day == date(2026, 11, 26)


def test_what_was_missed_or_left_out_is_told_apart_from_what_was_done(
    make: Make, program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    day = date(2026, 11, 10)
    make.task(due=day, status="done", done_on=day, title="做了")
    make.task(due=day, status="missed", title="漏了")
    make.task(due=day, status="skipped", title="免辦")
    with desk_at(program, clock, qtbot, tmp_path, "calendar") as desk:
        page = calendar(desk)
        desk.qtbot.waitUntil(lambda: len(page.entries) == 3)
        words = {entry.title: page.words(entry) for entry in page.entries}
        assert {title: one.icon for title, one in words.items()} == {
            "做了": "check",
            "漏了": "x",
            "免辦": "circle-slash",
        }
        assert not any(entry.can_move for entry in page.entries)
