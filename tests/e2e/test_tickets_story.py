"""A day at the repair desk, by keyboard alone, in both languages."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from facilities_app.bootstrap import Program, open_program
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.tickets import Action, Status
from facilities_app.services.tickets import Move, NewTicket
from resources.texts import catalogue, use
from tests.factories import Make
from tests.ui.pages.tickets_desk import CONTROL, Desk, desk_at

KEYS_A_SECOND = 4
"""An unhurried typist."""


@pytest.fixture
def air_handler(make: Make) -> int:
    floor = make.place("9F", parent=make.site(), kind="floor")
    asset = make.asset("空調箱 AHU-9E", code="AHU-9E", place=make.place("東側機房", parent=floor))
    make.contract(asset, until=date(2027, 3, 31), vendor=make.vendor("南晟空調工程"))
    return asset


@pytest.fixture
def desk(
    air_handler: int, program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> Iterator[Desk]:
    with desk_at(program, clock, qtbot, tmp_path) as made:
        yield made


def test_a_repair_is_logged_by_keyboard_in_less_than_twenty_seconds(desk: Desk, air_handler: int) -> None:
    desk.press(Qt.Key.Key_N, CONTROL)
    desk.write("9F ahu")
    desk.settle()
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    desk.write("運轉時有異音。今早 9 時開始")
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    assert desk.strokes / KEYS_A_SECOND < 20
    made = desk.services.tickets.detail(desk.services.tickets.find("115-0001"))
    assert (made.asset_id, made.summary) == (air_handler, "運轉時有異音")
    assert made.description == "運轉時有異音。今早 9 時開始"
    assert desk.said() == "已登錄 115-0001"
    desk.qtbot.waitUntil(lambda: desk.numbers() == ["115-0001"])
    assert not desk.open_sheets()
    desk.press(Qt.Key.Key_Z, CONTROL)
    desk.settle()
    desk.qtbot.waitUntil(lambda: desk.numbers() == [])


def test_a_ticket_goes_through_its_life_from_the_list(desk: Desk, air_handler: int, make: Make) -> None:
    first, second = desk.services.base.actor_id, make.user("周主任")
    ticket = make.ticket("運轉時有異音", asset=air_handler)
    desk.services.tickets.move((ticket.id,), Move(Action.ACCEPT))
    desk.page.model.refresh()
    desk.settle()
    desk.page.table.setFocus()
    desk.press(Qt.Key.Key_Home)
    desk.settle()
    assert desk.page.current == ticket.id
    for action, reached in (
        (Action.HOLD, Status.ON_HOLD),
        (Action.RESUME, Status.IN_PROGRESS),
        (Action.FINISH, Status.DONE),
        (Action.VERIFY, Status.VERIFIED),
        (Action.CLOSE, Status.CLOSED),
    ):
        if action is Action.VERIFY:  # by a second person
            desk.services.base.act_as(second)
            desk.pane.read()
            desk.settle()
        desk.pane.run(action)
        desk.settle()
        if desk.open_sheets():
            if action is Action.HOLD:
                desk.press(Qt.Key.Key_1)  # what it waits for: nobody chose that before
            desk.press(Qt.Key.Key_Return, CONTROL)
            desk.settle()
        assert desk.status(ticket.id) == reached
    for reached in (
        Status.VERIFIED,
        Status.DONE,
        Status.IN_PROGRESS,
        Status.ON_HOLD,
        Status.ACCEPTED,
    ):
        if reached is Status.IN_PROGRESS:  # everybody takes back what they did
            desk.services.base.act_as(first)
        desk.press(Qt.Key.Key_Z, CONTROL)
        desk.settle()
        assert desk.status(ticket.id) == reached


def test_what_another_program_logs_appears_in_the_list(
    desk: Desk, program: Program, clock: FixedClock, air_handler: int
) -> None:
    assert desk.numbers() == []
    assert program.path is not None
    other = open_program(program.path, clock=clock)
    made = other.services.tickets.log(NewTicket("由指令登錄", asset_id=air_handler)).value
    other.close()
    desk.qtbot.waitUntil(lambda: desk.numbers() == [made.number], timeout=10_000)


@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_no_word_on_the_page_is_left_in_the_other_language(
    program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path, make: Make, language: str
) -> None:
    with desk_at(program, clock, qtbot, tmp_path, language) as desk:
        ticket = make.ticket("x", place_id=make.site())
        desk.page.model.refresh()
        desk.settle()
        desk.choose(ticket.id)
        desk.press(Qt.Key.Key_N, CONTROL)
        desk.settle()
        words = _words(desk.app.window)
        chinese = set(catalogue().values())
        english = {key.rpartition("|")[2] for key in catalogue()}
        use(language)
        if language == "en":
            assert not {word for word in words if word in chinese and not word.isascii()}
        else:
            left = {w for w in words if w in english and len(w) > 2 and w not in chinese}
            assert not left


def _words(window: QWidget) -> set[str]:
    found: set[str] = set()
    for widget in window.findChildren(QWidget):
        found.add(widget.accessibleName())
        found.add(widget.toolTip())
        if isinstance(widget, QLabel | QAbstractButton):
            found.add(widget.text())
    return {word for word in found if word.strip()}
