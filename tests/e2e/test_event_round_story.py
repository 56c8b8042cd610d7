"""A typhoon by keyboard: the round before it is started, walked sheet by sheet, closed; after it the same again."""

from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.rounds import RoundState
from resources.texts import tr
from tests.factories import Make
from tests.ui.pages.record_desk import CONTROL, Desk, desk_at
from ui.pages.inspections.keying_view import KeyingView
from ui.pages.inspections.round_page import RoundsPage
from ui.pages.inspections.round_sheets import CloseSheet
from ui.pages.inspections.round_start import StartSheet
from ui.shell.dialogs import QuestionSheet

SHIFT = Qt.KeyboardModifier.ShiftModifier


def page(desk: Desk) -> RoundsPage:
    return cast(RoundsPage, desk.page)


def sheet_of(desk: Desk) -> KeyingView:
    found = page(desk).desk.view
    assert found is not None
    return found


def start(desk: Desk, down: int, event: str = "") -> int:
    """Start the recipe that stands so far down in the list."""
    desk.press(Qt.Key.Key_Insert)
    sheet = desk.sheet(StartSheet)
    for _ in range(down):
        desk.press(Qt.Key.Key_Down)
    if event:
        sheet.new_event.setFocus()
        desk.write(event)
    desk.press(Qt.Key.Key_Return, CONTROL)
    found = desk.page.current
    assert found is not None
    return found


def key_sheet(desk: Desk, wrong: str = "") -> None:
    """All is in order but, if told, the first line; then finish."""
    view = sheet_of(desk)
    if wrong:
        desk.press(Qt.Key.Key_2)
        desk.write(wrong)
    desk.press(Qt.Key.Key_A, CONTROL | SHIFT)
    while view.state.missing():  # readings: none
        item, what = view.state.missing()[0]
        view.lines.go_to(item.id, what)
        desk.write("0")
        desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Return, CONTROL)
    if wrong:  # it failed, and there is no photo of it
        QTest.mouseClick(
            desk.button(tr("Finish all the same"), desk.sheet(QuestionSheet)), Qt.MouseButton.LeftButton
        )
        desk.settle()


@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_a_typhoon_is_gone_round_before_and_after(
    program: Program, make: Make, clock: FixedClock, qtbot: QtBot, tmp_path: Path, language: str
) -> None:
    roof = make.place("RF 屋頂", parent=make.site(), kind="floor")
    make.asset("採光罩", place=roof, category="skylight", code="S-1")
    make.asset("外牆", place=roof, category="external_wall", code="W-1")
    program.services.base.act_as(make.user("王志明", role_id=make.role("admin")))
    with desk_at(program, clock, qtbot, tmp_path, "rounds", language) as desk:
        rounds = desk.services.rounds
        before = start(desk, 0, "山陀兒颱風")
        assert [stop.target for stop in rounds.detail(before).stops] == ["採光罩", "外牆"]

        desk.press(Qt.Key.Key_Return, CONTROL)  # the first stop
        key_sheet(desk)
        key_sheet(desk, "飾面磚鬆動")  # the next opened by itself
        assert page(desk).desk.view is None
        found = rounds.detail(before)
        assert ([stop.outcome for stop in found.stops], found.state) == (["pass", "fail"], RoundState.WALKED)
        assert found.tickets[0][1] in desk.words(page(desk).pane)
        assert desk.said() == tr("All stops of {number} are done. It can be closed.").format(number="R115-01")
        page(desk).close_round()
        desk.settle()
        desk.press(Qt.Key.Key_Return, CONTROL)
        assert rounds.detail(before).state is RoundState.CLOSED

        clock.move(timedelta(days=2))
        after = start(desk, 1)
        found = rounds.detail(after)
        assert (found.event, [one.id for one in found.others]) == ("山陀兒颱風", [before])
        assert [stop.before for stop in found.stops] == ["pass", "fail"]
        desk.press(Qt.Key.Key_Return, CONTROL)
        key_sheet(desk, "玻璃破裂 2 片")
        desk.press(Qt.Key.Key_Escape)  # the wall has to wait
        assert page(desk).desk.view is None
        page(desk).close_round()
        desk.settle()
        sheet = desk.sheet(CloseSheet)
        sheet.for_all.setFocus()
        desk.write("鷹架未拆，無法靠近")
        desk.press(Qt.Key.Key_Return)
        desk.press(Qt.Key.Key_Return, CONTROL)
        closed = rounds.detail(after)
        assert (closed.state, closed.failed, closed.stops[1].reason) == (
            RoundState.CLOSED,
            1,
            "鷹架未拆，無法靠近",
        )
        assert desk.services.health.check() == []
