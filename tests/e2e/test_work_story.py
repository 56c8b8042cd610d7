"""A repair is finished by keyboard alone: hours, two parts and the cause; the simple case takes two keys."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.tickets import Action, Status
from facilities_app.services.tickets import Move
from tests.factories import Make
from tests.ui.pages.tickets_desk import CONTROL, Desk, desk_at


@pytest.fixture
def ticket(make: Make, program: Program) -> int:
    lift = make.asset("客梯 1 號", category="elevator")
    made = make.ticket("關門反覆開啟", asset=lift, is_down=True).id
    program.services.tickets.move((made,), Move(Action.DISPATCH, assignee_id=make.user("林育成")))
    program.services.tickets.move((made,), Move(Action.START))
    return made


@pytest.fixture
def desk(ticket: int, program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(program, clock, qtbot, tmp_path) as made:
        made.choose(ticket)
        made.pane.head.steps[Action.FINISH].setFocus(Qt.FocusReason.TabFocusReason)
        made.strokes = 0
        yield made


def test_the_simple_case_is_finished_by_enter_and_enter(desk: Desk, ticket: int) -> None:
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    assert desk.status(ticket) == Status.DONE
    assert desk.strokes == 2
    assert not desk.open_sheets()


def test_hours_two_parts_and_the_cause_are_told_by_keyboard_alone(
    desk: Desk, make: Make, ticket: int
) -> None:
    belt = make.part("門機皮帶", stock=3, price=650)
    switch = make.part("門鎖開關", stock=5, price=220)
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    desk.write("1.5")
    desk.press(Qt.Key.Key_Tab)
    desk.press(Qt.Key.Key_Tab)
    desk.write("門機")
    desk.settle()
    desk.press(Qt.Key.Key_Return)  # the cause is taken
    for _ in range(2):
        desk.press(Qt.Key.Key_Tab)
    desk.write("皮帶")
    desk.settle()
    desk.press(Qt.Key.Key_Return)  # the part is taken, its quantity comes next
    desk.press(Qt.Key.Key_Return)  # one of it; the next part
    desk.write("m-0002")
    desk.settle()
    desk.press(Qt.Key.Key_Return)
    desk.write("2")
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Return)  # no more parts: done
    desk.settle()
    detail = desk.services.tickets.detail(ticket)
    assert detail.status == Status.DONE
    work = detail.work
    assert [(row.who, row.minutes) for row in work.labour] == [("林育成", 90)]
    assert {row.part_id: row.quantity_milli for row in work.parts} == {belt: 1_000, switch: 2_000}
    assert work.cause is not None
    assert work.cause.name == "門機或門鎖開關異常"
    assert work.cost_twd == 650 + 2 * 220
    assert not work.is_down
    assert desk.strokes < 40
    assert "115-0001" in desk.said()
    desk.undo()
    again = desk.services.tickets.detail(ticket)
    assert again.status == Status.IN_PROGRESS
    assert again.work.is_down
    assert (again.work.labour, again.work.parts, again.cost_twd) == ((), (), None)


def test_that_the_asset_is_out_of_service_is_said_when_it_is_logged(desk: Desk, make: Make) -> None:
    pump = make.asset("污水泵浦 2 號", code="P-2")
    desk.press(Qt.Key.Key_N, CONTROL)
    desk.write("P-2")
    desk.settle()
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    desk.write("跳脫")
    assert desk.repair.fields.down.isVisible()
    desk.repair.fields.down.setFocus()
    desk.press(Qt.Key.Key_Space)
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    logged = desk.services.tickets.detail(desk.services.tickets.find("115-0002"))
    assert logged.work.is_down
    assert desk.services.assets.detail(pump).status == "out_of_service"
