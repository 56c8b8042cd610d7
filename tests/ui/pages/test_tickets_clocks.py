"""The window tells of promises and clocks, and offers what the acting user may do."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from db.models import Role
from facilities_app.bootstrap import Program
from facilities_app.domain.changes import Changes
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.tickets import Action
from facilities_app.services.tickets import Move
from tests.factories import Make
from tests.ui.pages.tickets_desk import CONTROL, Desk, desk_at


@pytest.fixture
def ticket(make: Make) -> int:
    return make.ticket("關門反覆開啟", asset=make.asset(code="EL-03"), priority=2).id


@pytest.fixture
def desk(ticket: int, program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(program, clock, qtbot, tmp_path) as made:
        yield made


def due_cell(desk: Desk) -> tuple[str, str]:
    """Words and tone of the first ticket's deadline in the list."""
    from ui.models import roles

    index = desk.page.model.index(0, desk.page.source.info.index("due_at") - 1)
    return index.data(), index.data(roles.TONE)


def test_the_pane_shows_both_clocks_and_why_one_stands(desk: Desk, ticket: int, clock: FixedClock) -> None:
    desk.choose(ticket)
    assert desk.pane.clocks.lines == [
        "到場 時限內 已用 0:00／4:00 小時\n115/11/23 14:00 前",
        "修復 時限內 已用 0:00／31:00 小時\n115/11/26 17:00 前",
    ]
    desk.services.tickets.move((ticket,), Move(Action.START))
    clock.move(timedelta(hours=1))
    desk.services.tickets.move(
        (ticket,), Move(Action.HOLD, hold_reason="parts", hold_until=date(2026, 12, 1))
    )
    desk.pane.read()
    desk.settle()
    arrival, repair, paused = desk.pane.clocks.lines
    assert arrival == "到場 準時 已用 0:00／4:00 小時\n115/11/23 09:00 達成"
    assert repair == "修復 暫停計時 已用 1:00／31:00 小時\n115/12/04 15:00 前"
    assert paused == "暫停 待料，115/11/23 10:00 起\n115/12/01 起恢復計時"
    assert next(iter(desk.pane.head.steps)) is Action.RESUME
    clock.move(timedelta(days=9))
    desk.pane.read()
    desk.settle()
    assert desk.pane.clocks.lines[2].endswith("115/12/01 起已恢復計時")


def test_a_deadline_in_the_list_turns_amber_before_and_red_after(
    desk: Desk, ticket: int, clock: FixedClock
) -> None:
    assert due_cell(desk) == ("115/11/26", "neutral")
    clock.move(timedelta(days=3))
    assert due_cell(desk) == ("今天 17:00", "amber")
    clock.move(timedelta(days=1))
    assert due_cell(desk) == ("逾期 1 天", "red")


def test_urgency_and_impact_make_the_priority_by_two_keys(desk: Desk) -> None:
    desk.press(Qt.Key.Key_N, CONTROL)
    desk.write("EL-03")
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    fields = desk.repair.fields
    fields.priority.setFocus()
    desk.press(Qt.Key.Key_3)
    desk.settle()
    assert fields.grades.promise.text() == "115/11/24 17:00 前到場\n115/12/02 17:00 前修復"
    fields.grades.urgency.setFocus()
    desk.press(Qt.Key.Key_1)
    fields.grades.impact.setFocus()
    desk.press(Qt.Key.Key_2)
    desk.settle()
    assert fields.priority.value() == 2
    assert fields.priority_field.hint.text() == "依急迫與影響"
    assert fields.grades.promise.text() == "115/11/23 14:00 前到場\n115/11/26 17:00 前修復"
    fields.priority.setFocus()
    desk.press(Qt.Key.Key_4)
    fields.text.setPlainText("異音")
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    made = desk.services.tickets.detail(desk.services.tickets.find("115-0002"))
    assert (made.priority, made.urgency, made.impact) == (4, 1, 2)


def test_who_may_only_report_is_offered_no_step_and_no_edit(
    desk: Desk, ticket: int, program: Program, make: Make
) -> None:
    with program.services.base.read() as session:
        viewer = session.scalars(select(Role.id).where(Role.code == "viewer")).one()
    program.services.base.act_as(make.user("陳小姐", role_id=viewer))
    desk.app.window.context.bus.publish(Changes(everything=True))
    desk.settle()
    desk.choose(ticket)
    assert desk.pane.head.steps == {}
    assert not desk.pane.bar.edit.isVisible()
    assert desk.pane.history.action.isVisible()
    assert not any(button.isEnabled() for button in desk.page.steps.buttons.values())
    desk.page.edit()
    desk.settle()
    assert desk.open_sheets() == []
