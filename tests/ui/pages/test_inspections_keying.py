"""The keying screen: every kind of box, letters and digits, what is missing, the inspector's licence."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db.models import ChecklistItem, Licence
from facilities_app.bootstrap import Program
from facilities_app.domain.changes import Changes
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.rows import ItemAnswer
from tests.factories import Make
from tests.ui.pages.record_desk import CONTROL, Desk, desk_at
from ui.pages.inspections.finding_sheets import DeadlineSheet, WaiveSheet
from ui.pages.inspections.keying_answer import KeyLine, OneOf, ReadingBox
from ui.pages.inspections.keying_date import DateLine
from ui.pages.inspections.keying_open import OpenSheet
from ui.pages.inspections.keying_view import KeyingView
from ui.pages.inspections.page import InspectionsPage

TODAY = date(2026, 11, 23)


def begin(desk: Desk, task: int) -> KeyingView:
    """The keying screen of the inspection, as its pane's button opens it."""
    desk.choose(task)
    QTest.mouseClick(desk.button("登錄檢查表", desk.page.pane), Qt.MouseButton.LeftButton)
    desk.settle()
    view = cast(InspectionsPage, desk.page).keying.view
    assert view is not None
    return view


def at(view: KeyingView) -> int:
    item = view.lines.current()
    assert item is not None
    return item.position


@pytest.fixture
def task(make: Make) -> int:
    make._add(Licence(holder="吳承翰", kind="lift", number="昇技 01872", expires_on=date(2026, 11, 1)))
    return make.task(due=TODAY, asset=make.asset(category="elevator"))


def test_digits_and_letters_answer_and_arrows_walk(
    program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path, task: int
) -> None:
    with desk_at(program, clock, qtbot, tmp_path, "inspections") as desk:
        view = begin(desk, task)
        assert at(view) == 1
        desk.press(Qt.Key.Key_N)
        assert at(view) == 2
        desk.write("abc")
        desk.press(Qt.Key.Key_Return)
        assert at(view) == 2  # what cannot be read wants to be read
        desk.replace("12")
        desk.press(Qt.Key.Key_Return)
        desk.press(Qt.Key.Key_F)
        assert desk.focus is view.lines.rows[view.state.form.items[2].id].note
        desk.write("缺簽章")
        desk.press(Qt.Key.Key_Down)
        assert at(view) == 4
        desk.press(Qt.Key.Key_1)
        desk.press(Qt.Key.Key_Up)
        desk.press(Qt.Key.Key_Backspace)
        verdicts = [view.state.verdict(item) for item in view.state.form.items[:5]]
        assert verdicts == ["na", "pass", "fail", "", ""]
        assert view.state.answer(view.state.form.items[1]).reading == Decimal(12)
        desk.press(Qt.Key.Key_Return, CONTROL)
        assert "第 4 項尚未填答" in desk.words(view.foot)
        assert at(view) == 4
        desk.press(Qt.Key.Key_A, CONTROL | Qt.KeyboardModifier.ShiftModifier)
        assert "尚未填答" not in desk.words(view.foot)  # it is answered now


def test_the_mouse_answers_too_and_the_index_leads_to_a_line(
    program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path, task: int
) -> None:
    with desk_at(program, clock, qtbot, tmp_path, "inspections") as desk:
        view = begin(desk, task)
        items = view.state.form.items
        QTest.mouseClick(view.index, Qt.MouseButton.LeftButton, pos=view.index.line_of(items[8].id).center())
        desk.settle()
        assert at(view) == 9
        box = view.lines.rows[items[8].id].box
        assert isinstance(box, OneOf)
        QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(box.width() - 5, 10))
        assert view.state.verdict(items[8]) == "na"
        assert box.accessibleName().endswith("不適用")


def test_an_expired_licence_is_told_in_red(
    program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path, task: int
) -> None:
    with desk_at(program, clock, qtbot, tmp_path, "inspections") as desk:
        view = begin(desk, task)
        view.side._licence.setCurrentIndex(1)
        assert "已於 115/11/01 到期" in desk.words(view.side)
        assert view.side._licence.itemText(1).endswith("（已逾期）")
        view.side._done_on.set_value(date(2026, 11, 1))
        view.side._show_licence()
        assert not view.side._licence.itemText(1).endswith("（已逾期）")
        assert view.keyed().licence_id is not None


def test_a_licence_is_green_only_for_who_holds_it(
    program: Program, make: Make, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    make._add(Licence(holder="林工程師", kind="lift", number="昇技 02", expires_on=date(2027, 12, 1)))
    task = make.task(due=TODAY, asset=make.asset(category="elevator"))
    with desk_at(program, clock, qtbot, tmp_path, "inspections") as desk:
        view = begin(desk, task)
        view.side.inspector.setFocus()
        desk.replace("吳承翰")
        view.side._licence.setCurrentIndex(1)
        assert "為 林工程師 所持有，檢查人員為 吳承翰，兩者不符。紀錄會註明。" in desk.words(view.side)
        assert view.side._until._tone == "amber"
        view.side.inspector.setFocus()
        desk.replace("林工程師")
        assert "兩者不符" not in desk.words(view.side)
        assert view.side._until._tone == "green"


def test_choices_signatures_and_lines_have_their_own_boxes(
    program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path, task: int
) -> None:
    with program.services.base.uow("test.made") as uow:
        first = program.services.keying.form(task).items[0].id
        row = uow.get(ChecklistItem, first)
        row.kind, row.options = "choice", "良好\n普通\n不佳"
        uow.get(ChecklistItem, first + 2).kind = "signature"
        uow.get(ChecklistItem, first + 3).kind = "date"
        uow.commit(None, undoable=False)
    with desk_at(program, clock, qtbot, tmp_path, "inspections") as desk:
        view = begin(desk, task)
        items = view.state.form.items
        kinds = [type(view.lines.rows[item.id].box) for item in items[:5]]
        assert kinds == [OneOf, ReadingBox, OneOf, DateLine, KeyLine]
        desk.press(Qt.Key.Key_2)
        assert view.state.answer(items[0]).text == "普通"
        view.lines.go_to(items[2].id)
        desk.press(Qt.Key.Key_Return)
        desk.write("115/11/20")
        desk.press(Qt.Key.Key_Return)
        desk.press(Qt.Key.Key_Return)
        assert [view.state.answer(item).text for item in items[2:5]] == ["已簽章", "115/11/20", "無"]


def test_a_number_there_is_not_is_told_beside_the_field(
    program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path, task: int
) -> None:
    with desk_at(program, clock, qtbot, tmp_path, "inspections") as desk:
        desk.press(Qt.Key.Key_Return, CONTROL)
        sheet = desk.sheet(OpenSheet)
        desk.replace("ELEV-99999-001")
        desk.press(Qt.Key.Key_Return)
        assert "找不到編號" in sheet.fields["number"].error()


def test_the_pane_shows_findings_sets_their_deadline_and_waives_them(
    program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path, task: int
) -> None:
    form = program.services.keying.form(task)
    answers = tuple(
        ItemAnswer(item.id, reading=Decimal(35))
        if item.kind == "reading"
        else ItemAnswer(item.id, {"pass_fail": "pass", "photo": "na"}.get(item.kind, ""))
        for item in form.items
    )
    broken = replace(answers[0], outcome="fail", note="缺張貼")
    keyed = replace(form.keyed, inspector="吳承翰", answers=(broken, *answers[1:]))
    with program.services.base.uow("test.made") as uow:
        uow.get(ChecklistItem, form.items[12].id).maximum = None
        uow.commit(None, undoable=False)
    program.services.keying.finish(program.services.keying.form(task), keyed)
    with desk_at(program, clock, qtbot, tmp_path, "inspections") as desk:
        done = desk.page.views.view("done")
        assert done is not None
        desk.page.show_view(done)
        desk.settle()
        desk.choose(task)
        assert "1 許可證張貼" in desk.words(desk.page.pane)
        QTest.mouseClick(desk.button("改善期限", desk.page.pane), Qt.MouseButton.LeftButton)
        sheet = desk.sheet(DeadlineSheet)
        sheet.correct_by.set_value(date(2026, 12, 1))
        sheet.save()
        desk.settle()
        assert "115/12/01 前改善" in desk.words(desk.page.pane)
        QTest.mouseClick(desk.button("免改善", desk.page.pane), Qt.MouseButton.LeftButton)
        waive = desk.sheet(WaiveSheet)
        waive.reason.setText("改貼新證")
        waive.save()
        desk.settle()
        assert program.services.findings.of_task(task)[0].state == "waived"
        desk.undo()
        assert program.services.findings.of_task(task)[0].state == "repairing"


def test_the_pane_says_what_was_answered_by_whom_and_that_a_sheet_is_half_keyed(
    program: Program, make: Make, clock: FixedClock, qtbot: QtBot, tmp_path: Path, task: int
) -> None:
    program.services.base.act_as(make.user("林工程師"))
    service = program.services.keying
    form = service.form(task)
    answers = tuple(
        ItemAnswer(item.id, reading=Decimal("42.5" if item.position == 6 else "5"), note="過熱")
        if item.kind == "reading" and item.position != 15
        else ItemAnswer(
            item.id,
            {"reading": "", "photo": "na"}.get(item.kind, "pass"),
            Decimal(42) if item.kind == "reading" else None,
        )
        for item in form.items
        if item.kind in ("reading", "pass_fail", "photo")
    )
    service.save(form, replace(form.keyed, answers=answers[:3]))
    with desk_at(program, clock, qtbot, tmp_path, "inspections") as desk:
        desk.choose(task)
        assert "登錄中" in desk.words(desk.page.pane)
        again = service.form(task)
        service.finish(again, replace(again.keyed, inspector="吳承翰", answers=answers))
        desk.app.window.context.bus.publish(Changes(everything=True))
        desk.settle()
        done = desk.page.views.view("done")
        assert done is not None
        desk.page.show_view(done)
        desk.settle()
        desk.choose(task)
        chapter = cast(InspectionsPage, desk.page).pane.sections.answers
        words = desk.words(chapter)
        assert "6 機房溫度 42.5 °C" in words
        assert "顯示全部 19 項" in words
        assert "115/11/23 09:00 林工程師" in desk.words(desk.page.pane)
        chapter.more.click()
        desk.settle()
        assert "1 使用許可證張貼" in desk.words(chapter)
