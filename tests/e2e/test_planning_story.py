"""A day is planned on the board, printed, worked off and seen on the calendar: by keyboard alone, in both languages."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock, at
from facilities_app.domain.planning import DayKind
from facilities_app.domain.tickets import Action, Status
from facilities_app.services.tickets import Move
from tests.factories import Make
from tests.ui.pages.tickets_desk import CONTROL, SHIFT, Desk, desk_at
from ui.components.papers import FOLDER
from ui.pages.tickets.visit_sheet import VisitSheet

TODAY = date(2026, 11, 23)


@pytest.fixture
def lin(make: Make, program: Program) -> int:
    made = make.user("林育成")
    program.services.base.act_as(made)
    return made


@pytest.fixture
def desk(
    lin: int, program: Program, make: Make, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> Iterator[Desk]:
    for summary in ("客梯關門反覆開啟", "冷凝水滴漏"):
        ticket = make.ticket(summary, due_on=date(2026, 12, 4), requester="民政局 蔡佩珊").id
        program.services.tickets.move((ticket,), Move(Action.DISPATCH, assignee_id=lin))
    with desk_at(program, clock, qtbot, tmp_path) as made:
        made.app.window.context.prefs.set(FOLDER, str(tmp_path))
        yield made


def test_a_day_is_planned_printed_and_worked_off_by_keyboard(desk: Desk, tmp_path: Path) -> None:
    first, second = (desk.services.tickets.find(number) for number in ("115-0001", "115-0002"))
    desk.press(Qt.Key.Key_2, CONTROL)  # the board
    desk.settle()
    assert desk.page.faces is not None
    board = desk.page.faces.board
    assert board is not None
    desk.qtbot.waitUntil(lambda: board.current == first)
    for time in ("930", "14"):
        desk.press(Qt.Key.Key_V)
        desk.settle()
        sheet = next(one for one in desk.open_sheets() if isinstance(one, VisitSheet))
        sheet.time.setFocus()
        sheet.time.selectAll()
        desk.write(time)
        desk.press(Qt.Key.Key_Return, CONTROL)
        desk.settle()
        desk.qtbot.waitUntil(lambda: not desk.open_sheets())
        desk.press(Qt.Key.Key_Down)
    assert [desk.services.tickets.detail(one).visit_at for one in (first, second)] == [
        at(TODAY, 9, 30),
        at(TODAY, 14),
    ]
    desk.press(Qt.Key.Key_3, CONTROL)  # my day
    desk.settle()
    day = desk.page.faces.day
    assert day is not None
    desk.qtbot.waitUntil(lambda: QApplication.focusWidget() is day.list)
    desk.press(Qt.Key.Key_P, CONTROL)
    desk.qtbot.waitUntil(lambda: bool(list(tmp_path.glob("*每日派工單*.pdf"))))
    desk.settle()
    words = PdfReader(next(iter(tmp_path.glob("*.pdf")))).pages[0].extract_text()
    assert words.index("09:30") < words.index("14:00")
    desk.press(Qt.Key.Key_S)  # begin
    desk.settle()
    desk.qtbot.waitUntil(lambda: desk.status(first) == Status.IN_PROGRESS)
    desk.settle()
    desk.press(Qt.Key.Key_S)  # report done
    desk.settle()
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    desk.qtbot.waitUntil(lambda: desk.status(first) == Status.DONE)
    desk.qtbot.waitUntil(lambda: [e.id for g in day.groups for e in g.entries] == [second])
    shown = desk.services.boards.days(TODAY, TODAY, (DayKind.VISIT,)).entries
    assert [(entry.id, entry.is_over) for entry in shown] == [(second, False), (first, True)]
    for reached in (Status.IN_PROGRESS, Status.DISPATCHED):  # and all of it back again
        desk.press(Qt.Key.Key_Z, CONTROL)
        desk.settle()
        assert desk.status(first) == reached


def test_in_english_the_board_moves_a_card_without_the_mouse(
    lin: int, program: Program, make: Make, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    ticket = make.ticket("Door reopens").id
    with desk_at(program, clock, qtbot, tmp_path, "en") as desk:
        desk.press(Qt.Key.Key_2, CONTROL)
        desk.settle()
        desk.press(Qt.Key.Key_Right, CONTROL | SHIFT)
        desk.settle()
        assert desk.status(ticket) == Status.ACCEPTED
        assert desk.said() == "115-0001 accepted"
        desk.press(Qt.Key.Key_Left, CONTROL | SHIFT)
        desk.settle()
        assert desk.said().startswith("There is no column on this side")
