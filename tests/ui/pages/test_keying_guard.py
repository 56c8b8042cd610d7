"""Nothing typed into a sheet is lost: a crash, a closed window, a second person, a finished sheet."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from db.models import InspectionTask
from facilities_app.bootstrap import Program
from facilities_app.domain.changes import Changes
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.rows import ItemAnswer
from tests.factories import Make
from tests.ui.pages.record_desk import CONTROL, Desk, desk_at
from ui.pages.inspections import keying_draft
from ui.pages.inspections.keying_open import OpenSheet
from ui.pages.inspections.keying_view import KeyingView
from ui.pages.inspections.page import InspectionsPage

TODAY = date(2026, 11, 23)
SHIFT = Qt.KeyboardModifier.ShiftModifier


def open_by(desk: Desk, number: str) -> KeyingView:
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.sheet(OpenSheet)
    desk.replace(number)
    desk.press(Qt.Key.Key_Return)
    view = cast(InspectionsPage, desk.page).keying.view
    assert view is not None
    return view


def crash(desk: Desk, view: KeyingView) -> None:
    """As if the program had been killed: nothing of the screen's own farewell happens."""
    view.dismiss()
    desk.settle()


def other_hears(desk: Desk) -> None:
    """What another program wrote reaches the window, as its watch over the database tells it."""
    desk.app.window.context.bus.publish(Changes({"inspection_results": frozenset({1})}))
    desk.settle()


def drafts() -> list[Path]:
    return list(keying_draft._folder().glob("*"))


@pytest.fixture
def task(make: Make) -> int:
    return make.task(due=TODAY, asset=make.asset(category="elevator"))


def test_what_was_typed_is_there_after_a_crash_and_says_so(
    program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path, task: int
) -> None:
    with desk_at(program, clock, qtbot, tmp_path, "inspections") as desk:
        number = desk.services.inspections.detail(task).number
        view = open_by(desk, number)
        desk.press(Qt.Key.Key_1)
        desk.write("12")
        desk.press(Qt.Key.Key_Return)
        desk.press(Qt.Key.Key_F)
        desk.write("缺簽")
        view.side.inspector.setFocus()
        desk.replace("吳承翰")
        crash(desk, view)

        view = open_by(desk, number)
        items = view.state.form.items
        assert view.state.answer(items[1]).reading == Decimal(12)
        assert view.state.answer(items[2]) == ItemAnswer(items[2].id, "fail", note="缺簽")
        assert view.side.inspector.text() == "吳承翰"
        assert "已還原尚未暫存的登錄內容（今天 09:00）" in desk.words(view.notice)
        desk.press(Qt.Key.Key_Escape)
        assert drafts() == []
        assert len(desk.services.keying.form(task).keyed.answers) == 3


def test_a_restored_draft_can_be_thrown_away_and_brought_back(
    program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path, task: int
) -> None:
    with desk_at(program, clock, qtbot, tmp_path, "inspections") as desk:
        number = desk.services.inspections.detail(task).number
        view = open_by(desk, number)
        desk.press(Qt.Key.Key_1)
        crash(desk, view)
        view = open_by(desk, number)
        view.notice.action.click()
        assert view.state.answers == {}
        assert drafts() == []
        back = desk.toasts[-1].undo
        assert back is not None
        back()
        assert len(view.state.answers) == len(drafts()) == 1


def test_a_draft_that_cannot_be_read_is_none_and_old_ones_go(
    program: Program, make: Make, clock: FixedClock, task: int
) -> None:
    form = program.services.keying.form(task)
    path = keying_draft.path_of("here", form)
    reading = ItemAnswer(2, reading=Decimal("3.50"))
    mine = replace(form.keyed, correct_by=TODAY, answers=(ItemAnswer(1, "fail", None, "a", "b"), reading))
    draft = keying_draft.Draft(form.keyed, mine, clock.now())
    keying_draft.keep(path, draft)
    assert keying_draft.load(path) == draft
    assert path != keying_draft.path_of("elsewhere", form)
    path.write_text("{", encoding="utf-8")
    assert keying_draft.load(path) is None
    keying_draft.sweep(clock.now())
    assert path.exists()
    keying_draft.sweep(clock.now() + timedelta(days=4000))
    assert not path.exists()


def test_the_second_one_at_a_sheet_is_told_and_both_are_put_together(
    program: Program, make: Make, clock: FixedClock, qtbot: QtBot, tmp_path: Path, task: int
) -> None:
    service, lin = program.services.keying, make.user("林工程師")
    with desk_at(program, clock, qtbot, tmp_path, "inspections") as desk:
        view = open_by(desk, desk.services.inspections.detail(task).number)
        items = view.state.form.items
        desk.press(Qt.Key.Key_1)
        desk.write("12")
        desk.press(Qt.Key.Key_Return)

        program.services.base.act_as(lin)
        theirs = (ItemAnswer(items[1].id, reading=Decimal(90)), ItemAnswer(items[2].id, "pass"))
        form = service.form(task)
        service.save(form, replace(form.keyed, answers=theirs))
        program.services.base.act_as(None)
        other_hears(desk)
        assert "林工程師也登錄了本表。第 2 項答案不同，目前為您的答案。" in desk.words(view.notice)
        assert view.state.answer(items[1]).reading == Decimal(12)
        assert view.state.verdict(items[2]) == "pass"
        view.notice.action.click()
        desk.settle()
        assert view.state.answer(items[1]).reading == Decimal(90)
        assert view.lines.rows[items[1].id].box.text() == "90"  # type: ignore[union-attr]
        view.notice.action.click()
        desk.settle()
        desk.press(Qt.Key.Key_Escape)
        kept = {one.item_id: one for one in service.form(task).keyed.answers}
        assert kept[items[0].id].outcome == "pass"
        assert kept[items[1].id].reading == Decimal(12)
        assert kept[items[2].id].outcome == "pass"


def test_whoever_opens_a_sheet_that_someone_else_began_is_told(
    program: Program, make: Make, clock: FixedClock, qtbot: QtBot, tmp_path: Path, task: int
) -> None:
    program.services.base.act_as(make.user("林工程師"))
    form = program.services.keying.form(task)
    program.services.keying.claim(form)
    program.services.base.act_as(None)
    with desk_at(program, clock, qtbot, tmp_path, "inspections") as desk:
        number = desk.services.inspections.detail(task).number
        view = open_by(desk, number)
        assert "林工程師已開始登錄本表（今天 09:00），尚未暫存。" in desk.words(view.notice)
        desk.press(Qt.Key.Key_1)
        desk.press(Qt.Key.Key_Escape)
        assert "已暫存 1 項（今天 09:00），由此繼續" in desk.words(open_by(desk, number).notice)


def test_a_sheet_that_someone_else_finished_meanwhile_is_not_written_twice_and_can_be_copied(
    program: Program, make: Make, clock: FixedClock, qtbot: QtBot, tmp_path: Path, task: int
) -> None:
    with desk_at(program, clock, qtbot, tmp_path, "inspections") as desk:
        view = open_by(desk, desk.services.inspections.detail(task).number)
        desk.press(Qt.Key.Key_2)
        desk.write("缺張貼")
        program.services.inspections.record(task, 1, TODAY, "pass", "林工程師")
        other_hears(desk)
        assert "您登錄的內容未寫入" in desk.words(view.notice)
        assert not view.foot.finish.isEnabled()
        view.notice.action.click()
        copied = QGuiApplication.clipboard().text()
        assert "1\t" in copied
        assert "不合格 缺張貼" in copied
        desk.press(Qt.Key.Key_Escape)
        assert len(drafts()) == 1  # should the other one take the result back
        assert desk.services.inspections.detail(task).outcome == "pass"


def test_a_blank_sheet_is_keyed_and_its_photo_makes_its_inspection(
    program: Program, make: Make, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    make.asset("客梯 7 號", code="L-7", category="elevator")
    number = program.services.checklists.print_blank("ELEV", tmp_path / "b.pdf", asset_code="L-7").value
    with desk_at(program, clock, qtbot, tmp_path, "inspections") as desk:
        view = open_by(desk, number)
        assert not view.side.photos.isVisible()
        desk.press(Qt.Key.Key_2)
        desk.write("缺張貼")
        picture = QImage(40, 30, QImage.Format.Format_RGB32)
        picture.fill(QColor("#336699"))
        QGuiApplication.clipboard().setImage(picture)
        desk.press(Qt.Key.Key_V, CONTROL)
        assert view.state.photos == {1: 1}
        assert view.side.photos.isVisible()
        crash(desk, view)
        view = open_by(desk, number)
        assert view.state.answer(view.state.form.items[0]).note == "缺張貼"
        view.side.inspector.setText("吳承翰")
        view.lines.begin()
        desk.press(Qt.Key.Key_A, CONTROL | SHIFT)
        for words in ("128", "36", "5", "42"):
            desk.write(words)
            desk.press(Qt.Key.Key_Return, CONTROL)  # leads to the next one that is missing
        desk.press(Qt.Key.Key_Return)  # the photo of the whole: does not apply
        desk.press(Qt.Key.Key_Return)
        with program.services.base.read() as session:
            task = session.query(InspectionTask).one()
            assert (task.origin, task.status, task.outcome) == ("hand", "done", "fail")
        assert drafts() == []


def test_a_day_before_the_print_or_to_come_is_told_beside_it_and_again_on_finishing(
    program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path, task: int
) -> None:
    number = program.services.checklists.print_task(task, tmp_path / "a.pdf").value
    with desk_at(program, clock, qtbot, tmp_path, "inspections") as desk:
        view = open_by(desk, number)
        day = view.side._done_on
        day.step(-1)
        assert "於 115/11/23 列印" in view.side._day_field.error()
        day.step(2)
        assert "115/11/24" in view.side._day_field.error()
        day.step(-1)
        assert view.side._day_field.error() == ""
