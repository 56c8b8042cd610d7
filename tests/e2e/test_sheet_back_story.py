"""The paper round trip by file: saved to be filled in, read back, accepted, repaired, re-checked, compliant."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import cast

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from db.models import InspectionResult
from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.dates import roc_code
from facilities_app.domain.tickets import Action, Status
from facilities_app.services.tickets import Move
from tests.factories import Make
from tests.filling import fill_pdf, fill_workbook, passed
from tests.services.test_sheet_scans import as_pdf, scanned
from tests.ui.pages.record_desk import CONTROL, Desk, desk_at
from ui.pages.inspections.page import InspectionsPage
from ui.pages.inspections.sheet_back_sheet import BackSheet

TODAY = date(2026, 11, 23)
Fill = Callable[[Path, dict[str, str], Path], Path]


def page(desk: Desk) -> InspectionsPage:
    return cast(InspectionsPage, desk.page)


def saved(desk: Desk, task: int, ending: str) -> Path:
    """Save the sheet to be filled in by the pane's menu."""
    desk.choose(task)
    pane = page(desk).pane
    pane.menu.aboutToShow.emit()
    words = "另存可填寫 PDF" if ending == ".pdf" else "另存供填寫的 Excel"
    next(action for action in pane.menu.actions() if action.text() == words).trigger()
    desk.settle()
    found = page(desk).printer.last
    assert found is not None
    assert found.suffix == ending
    return found


def drop(desk: Desk, path: Path) -> None:
    """Drop a file on the page."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    spot, copy = QPointF(60, 60), Qt.DropAction.CopyAction
    buttons, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(spot.toPoint(), copy, mime, buttons, none)
    QApplication.sendEvent(desk.page, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(desk.page, QDropEvent(spot, copy, mime, buttons, none))
    desk.settle()


@pytest.mark.parametrize(
    ("ending", "fill"), [(".pdf", fill_pdf), (".xlsx", fill_workbook)], ids=["pdf", "xlsx"]
)
def test_from_a_filled_file_to_compliance(
    program: Program, make: Make, clock: FixedClock, qtbot: QtBot, tmp_path: Path, ending: str, fill: Fill
) -> None:
    lift = make.asset("客梯 2 號", category="elevator", next_due_on=TODAY)
    task = make.task(due=TODAY, asset=lift, title="客梯每月檢查", target_label="四維行政中心 客梯 2 號")
    with desk_at(program, clock, qtbot, tmp_path, "inspections") as desk:
        blank = saved(desk, task, ending)
        assert blank.name == f"{roc_code(TODAY)}_ELEV-11511-001{ending}"
        filled = fill(blank, passed(a6="fail", r6="42.5", n6="排風扇停轉"), tmp_path / f"filled{ending}")

        drop(desk, filled)
        words = desk.words(desk.sheet(BackSheet))
        for told in ("ELEV-11511-001", "6 機房溫度", "42.5", "排風扇停轉", "超過 2.5 °C", "立案報修 1 件"):
            assert told in words
        assert desk.services.inspections.detail(task).status == "planned"
        desk.press(Qt.Key.Key_Return, CONTROL)
        assert desk.sheets() == []
        detail = desk.services.inspections.detail(task)
        assert (detail.status, detail.outcome, detail.inspector) == ("done", "fail", "吳承翰")
        assert [photo.name for photo in detail.photos] == [filled.name]

        drop(desk, filled)  # once more: it says so, and there is nothing to take over
        sheet = desk.sheet(BackSheet)
        assert "不會變更" in desk.words(sheet)
        assert not sheet.accept_button.isVisible()
        desk.press(Qt.Key.Key_Escape)

        finding = desk.services.findings.of_task(task)[0]
        ticket = desk.services.tickets.detail(finding.ticket_id or 0)
        assert ticket.summary == "機房溫度 42.5 °C不合格：排風扇停轉"
        desk.services.tickets.move((ticket.id,), Move(Action.START))
        desk.services.tickets.move((ticket.id,), Move(Action.FINISH))
        clock.move(timedelta(days=2))
        again = desk.services.findings.of_task(task)[0]
        assert again.recheck_id is not None
        recheck = tmp_path / f"recheck{ending}"
        desk.services.sheet_files.by_ending(recheck).print_task(again.recheck_id, recheck)
        fixed = {"6:reading": "35", "month": "11", "day": "25", "inspector": "吳承翰"}
        drop(desk, fill(recheck, fixed, tmp_path / f"fixed{ending}"))
        desk.press(Qt.Key.Key_Return, CONTROL)
        assert desk.services.findings.of_task(task)[0].state == "resolved"
        assert desk.services.tickets.detail(ticket.id).status in (Status.DONE, Status.CLOSED)
        with desk.services.base.read() as session:
            result = session.query(InspectionResult).filter_by(task_id=task).one()
            assert (result.inspected_on, result.complied_on) == (TODAY, TODAY + timedelta(days=2))
        assert desk.services.health.check() == []


def test_what_lacks_is_keyed_where_one_left_off_and_one_undo_takes_it_back(
    program: Program, make: Make, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    lift = make.asset("客梯 2 號", category="elevator", next_due_on=TODAY)
    task = make.task(due=TODAY, asset=lift, title="客梯每月檢查", target_label="四維行政中心 客梯 2 號")
    with desk_at(program, clock, qtbot, tmp_path, "inspections") as desk:
        blank = saved(desk, task, ".pdf")
        filled = fill_pdf(blank, passed(a6="fail", r6="42.5"), tmp_path / "filled.pdf")
        page(desk).back.read([filled])
        desk.settle()
        assert "第 6 項不合格，請說明缺失" in desk.words(desk.sheet(BackSheet))
        desk.press(Qt.Key.Key_Return, CONTROL)
        view = page(desk).keying.view
        assert view is not None
        assert view.state.answer(view.state.form.items[5]).reading is not None
        desk.press(Qt.Key.Key_Escape)
        desk.undo()
        assert desk.services.keying.form(task).draft == 0
        assert desk.services.inspections.detail(task).photos == ()


def test_a_conflict_is_decided_in_the_preview(
    program: Program, make: Make, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    from dataclasses import replace

    from facilities_app.domain.rows import ItemAnswer

    task = make.task(due=TODAY, asset=make.asset(category="elevator"))
    with desk_at(program, clock, qtbot, tmp_path, "inspections") as desk:
        blank = saved(desk, task, ".pdf")
        keying = desk.services.keying
        form = keying.form(task)
        kept = (ItemAnswer(form.items[0].id, "fail", note="缺"),)
        keying.save(form, replace(form.keyed, inspector="吳承翰", answers=kept))
        drop(desk, fill_pdf(blank, passed(), tmp_path / "filled.pdf"))
        sheet = desk.sheet(BackSheet)
        boxes = [row.take for row in sheet.blocks[0].rows if row.take is not None]
        assert [box.accessibleName() for box in boxes] == ["1 許可證張貼：採用檔案的答案"]
        assert desk.focus is boxes[0]
        assert "立案報修" not in sheet.blocks[0].outcome.text()
        desk.press(Qt.Key.Key_Space)
        desk.press(Qt.Key.Key_Return, CONTROL)
        assert desk.services.inspections.detail(task).outcome == "pass"


def test_a_file_of_no_use_says_what_to_do_and_the_next_is_read(
    program: Program, make: Make, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    task = make.task(due=TODAY, asset=make.asset(category="elevator"))
    with desk_at(program, clock, qtbot, tmp_path, "inspections", language="en") as desk:
        services = desk.services
        blank, broken = tmp_path / "blank.xlsx", tmp_path / "broken.pdf"
        services.sheet_files.workbook.print_task(task, blank)
        broken.write_bytes(b"%PDF-1.7 nothing")
        page(desk).back.read([broken, blank])
        desk.settle()
        assert "broken.pdf is damaged" in desk.said()
        sheet = desk.sheet(BackSheet)
        assert "Nothing is filled in." in desk.words(sheet)
        desk.press(Qt.Key.Key_Escape)
        assert desk.sheets() == []


def test_a_file_of_many_sheets_shows_what_wants_a_look_and_is_taken_over_at_once(
    program: Program, make: Make, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    tasks = [make.task(due=TODAY, asset=make.asset(category="elevator")) for _ in range(8)]
    with desk_at(program, clock, qtbot, tmp_path, "inspections") as desk:
        path = tmp_path / "many.xlsx"
        numbers = desk.services.sheet_files.workbook.print_tasks(tasks, path).value
        for number in numbers[:6]:
            fill_workbook(path, passed(a6="fail", r6="42.5", n6="排風扇停轉"), path, number)
        drop(desk, path)
        sheet = desk.sheet(BackSheet)
        assert [len(block.rows) for block in sheet.blocks] == [1] * 6
        assert "另有 2 張檢查表沒有填寫" in desk.words(sheet)
        assert sheet.accept_button.accessibleName().startswith("採用 6 張檢查表")
        desk.press(Qt.Key.Key_Return, CONTROL)
        states = [desk.services.inspections.detail(task).status for task in tasks]
        assert states == ["done"] * 6 + ["planned"] * 2
        assert desk.sheets() == []


def test_a_scan_that_is_dropped_opens_the_keying_of_its_sheet(
    program: Program, make: Make, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    tasks = [make.task(due=TODAY, asset=make.asset(category="elevator")) for _ in range(2)]
    with desk_at(program, clock, qtbot, tmp_path, "inspections") as desk:
        services = desk.services
        numbers = services.checklists.print_tasks(tasks, tmp_path / "paper.pdf").value
        pages = [scanned(tmp_path / "paper.pdf", page) for page in range(4)]
        pages[0].save(tmp_path / "photo.jpg")
        drop(desk, tmp_path / "photo.jpg")
        view = page(desk).keying.view
        assert view is not None
        assert view.state.form.sheet_number == numbers[0]
        assert [photo.name for photo in view.state.form.photos] == ["photo.jpg"]
        strip = page(desk).keying.strip
        assert strip.isVisible()
        assert strip.words.text() == "掃描檔 第 1 項"
        desk.press(Qt.Key.Key_Return)
        assert strip.words.text() == "掃描檔 第 2 項"
        view.lines.go_to(view.state.form.items[-1].id)  # on the page that was not scanned
        desk.settle()
        assert not strip.isVisible()
        desk.press(Qt.Key.Key_Escape)

        drop(desk, as_pdf(pages, tmp_path / "stack.pdf"))  # no fields: a scan, of both sheets
        assert page(desk).keying.view is None
        names = [photo.name for photo in services.inspections.detail(tasks[1]).photos]
        assert names == [f"stack_{numbers[1]}.pdf"]
        empty = tmp_path / "empty.png"
        Image.new("L", (300, 300), 255).save(empty)
        drop(desk, empty)
        assert "無法從 empty.png 讀出表號" in desk.said()


def test_ctrl_o_asks_for_the_files_and_remembers_their_folder(
    program: Program, make: Make, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    task = make.task(due=TODAY, asset=make.asset(category="elevator"))
    with desk_at(program, clock, qtbot, tmp_path, "inspections") as desk:
        blank = tmp_path / "blank.pdf"
        desk.services.sheet_files.pdf.print_task(task, blank)
        filled = fill_pdf(blank, passed(), tmp_path / "filled.pdf")
        desk.press(Qt.Key.Key_O, CONTROL)
        dialog = desk.app.window.findChild(QFileDialog)
        assert dialog is not None
        assert dialog.windowTitle() == "讀回檢查表"
        dialog.filesSelected.emit([str(filled)])
        dialog.reject()
        desk.settle()
        sheet = desk.sheet(BackSheet)
        assert "全部合格" in sheet.blocks[0].outcome.text()
        desk.press(Qt.Key.Key_O, CONTROL)  # over a sheet the key does nothing
        assert len(desk.sheets()) == 1
        desk.press(Qt.Key.Key_Escape)
        assert desk.services.inspections.detail(task).status == "planned"
        assert desk.app.prefs.get("checklists.back") == str(tmp_path)
