"""The closed loop by keyboard: the sheet is printed, its code read, keyed, repaired, re-checked, compliant."""

from datetime import date, timedelta
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db.models import InspectionResult, Licence
from facilities_app.bootstrap import Program
from facilities_app.domain.changes import Changes
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.dates import roc_code
from facilities_app.domain.keying import FindingRow
from facilities_app.domain.tickets import Action, Status
from facilities_app.services.tickets import Move
from tests.factories import Make
from tests.reports.reading import qr_codes
from tests.ui.pages.record_desk import CONTROL, NONE, Desk, desk_at
from ui.pages.inspections.keying_answer import ReadingBox
from ui.pages.inspections.keying_open import OpenSheet
from ui.pages.inspections.keying_view import KeyingView
from ui.pages.inspections.page import InspectionsPage
from ui.shell.dialogs import QuestionSheet

TODAY = date(2026, 11, 23)
SHIFT = Qt.KeyboardModifier.ShiftModifier
READINGS = {2: "128", 6: "36", 13: "5", 15: "42"}


class Keys:
    """Presses keys in the keying screen and counts them."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.count = desk, 0

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        self.count += 1
        self.desk.press(key, modifiers)

    def write(self, words: str) -> None:
        self.count += len(words)
        self.desk.write(words)

    def line(self, position: int) -> None:
        """The usual answer to one line."""
        self.write(READINGS.get(position, ""))
        self.press(Qt.Key.Key_Return)


def keying(desk: Desk) -> KeyingView:
    view = cast(InspectionsPage, desk.page).keying.view
    assert view is not None
    return view


def open_by(desk: Desk, number: str) -> KeyingView:
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.sheet(OpenSheet)
    desk.replace(number)
    desk.press(Qt.Key.Key_Return)
    return keying(desk)


def found(desk: Desk, task: int) -> FindingRow:
    return desk.services.findings.of_task(task)[0]


def test_a_sheet_of_twenty_items_is_keyed_by_one_hand(
    program: Program, make: Make, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    task = make.task(due=TODAY, asset=make.asset(category="elevator"))
    make._add(Licence(holder="吳承翰", kind="lift", number="昇技字 01872", expires_on=date(2027, 3, 31)))
    with desk_at(program, clock, qtbot, tmp_path, "inspections") as desk:
        view, keys = open_by(desk, desk.services.inspections.detail(task).number), Keys(desk)
        view.side.inspector.setText("吳承翰")
        view.lines.begin()
        for position in range(1, 21):
            assert view.lines.current() is view.state.form.items[position - 1]
            keys.line(position)
        keys.press(Qt.Key.Key_Return)  # Enter past the last line stands on 完成
        detail = desk.services.inspections.detail(task)
        assert (detail.outcome, detail.inspector) == ("pass", "吳承翰")
        assert cast(InspectionsPage, desk.page).keying.view is None
        assert keys.count == 29  # 20 Enter, 8 digits, one Enter to finish

        desk.undo()
        assert desk.services.inspections.detail(task).status == "planned"


def test_the_rest_passes_by_one_key_and_back(
    program: Program, make: Make, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    task = make.task(due=TODAY, asset=make.asset(category="elevator"))
    with desk_at(program, clock, qtbot, tmp_path, "inspections") as desk:
        view, keys = open_by(desk, desk.services.inspections.detail(task).number), Keys(desk)
        view.side.inspector.setText("吳承翰")
        keys.press(Qt.Key.Key_A, CONTROL | SHIFT)
        assert not view.state.untouched()
        undo = desk.toasts[-1].undo
        assert undo is not None
        undo()
        assert len(view.state.untouched()) == 14
        keys.press(Qt.Key.Key_A, CONTROL | SHIFT)
        for position in READINGS:  # the keyboard goes from one missing line to the next
            current = view.lines.current()
            assert current is not None
            assert current.position == position
            keys.write(READINGS[position])
            keys.press(Qt.Key.Key_Return, CONTROL)
        assert "第 20 項尚未填答" in desk.words(view.foot)  # a photo is an answer like any other
        keys.press(Qt.Key.Key_Return)
        assert "尚未填答" not in desk.words(view.foot)
        keys.press(Qt.Key.Key_Return)
        assert desk.services.inspections.detail(task).outcome == "pass"
        assert keys.count == 16  # twice the chord, 8 digits, 4 times Ctrl+Enter, twice Enter


def test_what_one_key_passed_is_taken_back_by_ctrl_z_or_the_toast_above_the_sheet(
    program: Program, make: Make, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    task = make.task(due=TODAY, asset=make.asset(category="elevator"))
    with desk_at(program, clock, qtbot, tmp_path, "inspections") as desk:
        view = open_by(desk, desk.services.inspections.detail(task).number)
        desk.press(Qt.Key.Key_Return)
        desk.press(Qt.Key.Key_A, CONTROL | SHIFT)
        assert isinstance(desk.focus, ReadingBox)
        toast, window = desk.app.window.messages.toast, desk.app.window
        assert toast.isVisible()
        middle = window.childAt(toast.mapTo(window, toast.rect().center()))
        assert middle is not None
        assert middle is toast or toast.isAncestorOf(middle)

        desk.undo()  # in an empty box
        assert len(view.state.untouched()) == 13
        assert "13 項恢復為未填" in desk.said()
        desk.undo()  # nothing more to take back
        assert len(view.state.untouched()) == 13

        desk.press(Qt.Key.Key_A, CONTROL | SHIFT)
        desk.write("12")
        desk.undo()  # the text's own step first
        assert not view.state.untouched()
        desk.undo()
        assert len(view.state.untouched()) == 13

        desk.press(Qt.Key.Key_A, CONTROL | SHIFT)
        view.side.inspector.setFocus()
        desk.undo()
        assert len(view.state.untouched()) == 13
        desk.press(Qt.Key.Key_A, CONTROL | SHIFT)
        QTest.mouseClick(desk.button("復原", desk.app.window.messages.toast), Qt.MouseButton.LeftButton)
        assert len(view.state.untouched()) == 13
        assert view.state.verdict(view.state.form.items[0]) == "pass"  # what was answered before stays


def test_what_failed_without_a_photo_is_asked_about_and_says_so_for_good(
    program: Program, make: Make, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    task = make.task(due=TODAY, asset=make.asset(category="elevator"))
    with desk_at(program, clock, qtbot, tmp_path, "inspections") as desk:
        view, keys = open_by(desk, desk.services.inspections.detail(task).number), Keys(desk)
        view.side.inspector.setText("吳承翰")
        view.lines.begin()
        for position in range(1, 6):
            keys.line(position)
        for words in ("42.5", "排風扇停轉"):
            keys.write(words)
            keys.press(Qt.Key.Key_Return)
        for position in range(7, 9):
            keys.line(position)
        keys.press(Qt.Key.Key_F)
        keys.write("鏽蝕")
        keys.press(Qt.Key.Key_Return)
        for position in range(10, 21):
            keys.line(position)
        assert desk.words(view.side).count("缺照片") == 2
        keys.press(Qt.Key.Key_Return, CONTROL)
        asked = desk.words(desk.sheet(QuestionSheet))
        assert "第 6、9 項不合格，無照片。" in asked
        assert "不合格須填備註並拍照" in asked  # as the paper says it
        keys.press(Qt.Key.Key_Return)  # 加照片
        assert desk.focus is view.lines.rows[view.state.form.items[5].id].photo
        assert desk.services.inspections.detail(task).status == "planned"

        keys.press(Qt.Key.Key_Return, CONTROL)
        QTest.mouseClick(desk.button("仍要完成", desk.sheet(QuestionSheet)), Qt.MouseButton.LeftButton)
        desk.settle()
        detail = desk.services.inspections.detail(task)
        assert detail.outcome == "fail"
        assert detail.result_note == "第 6、9 項不合格，無照片。"


def test_what_is_half_keyed_is_there_again(
    program: Program, make: Make, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    task = make.task(due=TODAY, asset=make.asset(category="elevator"))
    with desk_at(program, clock, qtbot, tmp_path, "inspections") as desk:
        number = desk.services.inspections.detail(task).number
        view = open_by(desk, number)
        desk.press(Qt.Key.Key_Return)
        desk.press(Qt.Key.Key_Escape)
        assert cast(InspectionsPage, desk.page).keying.view is None
        assert "已暫存" in desk.said()
        view = open_by(desk, number)
        assert view.head.count.text() == "1 / 20"
        current = view.lines.current()
        assert current is not None
        assert current.position == 2


def test_from_the_printed_sheet_to_compliance(
    program: Program, make: Make, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    lift = make.asset("客梯 2 號", category="elevator", next_due_on=TODAY)
    task = make.task(due=TODAY, asset=lift, title="客梯每月檢查", target_label="四維行政中心 客梯 2 號")
    with desk_at(program, clock, qtbot, tmp_path, "inspections") as desk:
        desk.press(Qt.Key.Key_P, CONTROL)
        code = qr_codes(tmp_path / f"{roc_code(TODAY)}_ELEV-11511-001.pdf")[0]
        assert code == "ELEV-11511-001/1"

        view, keys = open_by(desk, code), Keys(desk)
        view.side.inspector.setText("吳承翰")
        for position in range(1, 6):
            keys.line(position)
        keys.write("42.5")
        row = view.lines.rows[view.state.form.items[5].id]
        assert row.box.property("invalid")
        assert "超過 2.5 °C" in desk.words(row)
        keys.press(Qt.Key.Key_Return)
        assert desk.focus is row.note
        picture = QImage(40, 30, QImage.Format.Format_RGB32)
        picture.fill(QColor("#336699"))
        QGuiApplication.clipboard().setImage(picture)
        keys.write("排風扇停轉")
        keys.press(Qt.Key.Key_V, CONTROL)
        assert view.state.photos == {6: 1}
        keys.press(Qt.Key.Key_Return)
        for position in range(7, 21):
            keys.line(position)
        keys.press(Qt.Key.Key_Return, CONTROL)

        finding = found(desk, task)
        assert finding.ticket_number in desk.said()
        ticket = desk.services.tickets.detail(finding.ticket_id or 0)
        assert ticket.summary == "機房溫度 42.5 °C不合格：排風扇停轉"
        assert "ELEV-11511-001" in ticket.description
        assert len(ticket.photos) == 1

        desk.services.tickets.move((ticket.id,), Move(Action.START))
        desk.services.tickets.move((ticket.id,), Move(Action.FINISH))
        finding = found(desk, task)
        desk.app.window.context.bus.publish(Changes(everything=True))
        desk.settle()
        assert "複查：客梯每月檢查" in desk.column("title")
        desk.choose(finding.recheck_id or 0)
        assert "複查：客梯每月檢查" in desk.words(desk.page.pane)
        view = open_by(desk, finding.recheck_number)
        view.side.inspector.setText("吳承翰")
        view.lines.begin()
        keys.write("41")
        keys.press(Qt.Key.Key_Return)
        keys.write("仍偏高")
        keys.press(Qt.Key.Key_Return, CONTROL)
        QTest.mouseClick(desk.button("仍要完成", desk.sheet(QuestionSheet)), Qt.MouseButton.LeftButton)
        desk.settle()
        assert desk.services.tickets.detail(ticket.id).status == Status.IN_PROGRESS

        desk.services.tickets.move((ticket.id,), Move(Action.FINISH))
        clock.move(timedelta(days=2))
        view = open_by(desk, found(desk, task).recheck_number)
        view.side.inspector.setText("吳承翰")
        view.lines.begin()
        keys.write("35")
        keys.press(Qt.Key.Key_Return)
        keys.press(Qt.Key.Key_Return)
        assert found(desk, task).state == "resolved"
        with desk.services.base.read() as session:
            result = session.query(InspectionResult).filter_by(task_id=task).one()
            assert (result.inspected_on, result.complied_on) == (TODAY, TODAY + timedelta(days=2))
        assert desk.services.health.check() == []

        presets = desk.page.views.view("done")
        assert presets is not None
        desk.page.show_view(presets)
        desk.settle()
        desk.choose(task)
        assert "已改善" in desk.words(desk.page.pane)
