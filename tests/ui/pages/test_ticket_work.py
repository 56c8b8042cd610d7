"""What a repair took, in the ticket's pane: every line opens its form, and a wrong figure says so beside its field."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.tickets import Action, Status
from facilities_app.domain.work import PhotoStage
from facilities_app.domain.work_rows import PartUse
from facilities_app.services.tickets import Move
from tests.factories import Make
from tests.ui.pages.tickets_desk import CONTROL, Desk, desk_at
from ui.pages.tickets.asset_sheets import DownSheet, ReadingSheet, UpSheet
from ui.pages.tickets.finish_sheet import FinishSheet
from ui.pages.tickets.work_sheets import FindingsSheet, LabourSheet, ReturnPartSheet, ShareSheet, UsePartSheet
from ui.widgets.labels import Label

Kind = TypeVar("Kind", bound=QWidget)


@pytest.fixture
def lift(make: Make) -> int:
    return make.asset("客梯 1 號", category="elevator")


@pytest.fixture
def ticket(make: Make, program: Program, lift: int, clock: FixedClock) -> int:
    made = make.ticket("關門反覆開啟", asset=lift).id
    program.services.tickets.move((made,), Move(Action.DISPATCH, assignee_id=make.user("林育成")))
    program.services.tickets.move((made,), Move(Action.START))
    clock.move(timedelta(hours=3))
    return made


@pytest.fixture
def desk(ticket: int, program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(program, clock, qtbot, tmp_path) as made:
        made.choose(ticket)
        yield made


def sheet_of(desk: Desk, kind: type[Kind]) -> Kind:
    return next(sheet for sheet in desk.app.window.findChildren(kind) if sheet.isVisible())


def rows(desk: Desk) -> list[str]:
    return [row.accessibleName() for row in desk.pane.work.rows]


def test_the_menu_adds_what_can_be_added(desk: Desk) -> None:
    desk.pane.work.action.setFocus()
    desk.press(Qt.Key.Key_Return)
    menu = desk.pane.work.findChildren(QMenu)[-1]
    words = [action.text() for action in menu.actions()]
    menu.close()
    assert words == ["工時", "領用材料", "原因與處置", "設備停用"]


def test_hours_are_added_corrected_and_taken_away(desk: Desk, ticket: int) -> None:
    desk.pane.work.open_sheet(LabourSheet)
    desk.settle()
    assert sheet_of(desk, LabourSheet).who.value()  # the assignee is proposed
    desk.write("-1")
    desk.press(Qt.Key.Key_Return)
    assert "大於零" in sheet_of(desk, LabourSheet).fields["hours"].error()
    sheet_of(desk, LabourSheet).hours.setText("1:30")
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    assert rows(desk) == ["林育成  115/11/23  1:30"]
    desk.pane.work.rows[0].click()
    desk.settle()
    sheet = sheet_of(desk, LabourSheet)
    sheet.hours.setText("2")
    sheet.cost.setText("900")
    sheet.save()
    desk.settle()
    assert desk.services.tickets.detail(ticket).cost_twd == 900
    assert "NT$900" in rows(desk)[0]
    desk.services.work.remove_labour(desk.services.work.of(ticket).labour[0].id)
    desk.page.ticket.read()
    desk.settle()
    assert rows(desk) == []


def test_a_part_is_found_by_typing_taken_and_returned(desk: Desk, make: Make, ticket: int) -> None:
    part = make.part("門機皮帶", stock=2, price=650)
    desk.pane.work.open_sheet(UsePartSheet)
    desk.settle()
    desk.write("皮帶")
    desk.settle()
    desk.press(Qt.Key.Key_Return)
    desk.write("3")
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    assert "門機皮帶 庫存 2 個，需要 3 個" in sheet_of(desk, UsePartSheet).fields["quantity"].error()
    sheet_of(desk, UsePartSheet).quantity.setText("2")
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    assert rows(desk) == ["門機皮帶  M-0001　2 個  NT$1,300"]
    desk.pane.work.rows[0].click()
    desk.settle()
    sheet_of(desk, ReturnPartSheet).quantity.setText("1")
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    assert desk.services.stock.detail(part).stock_milli == 1_000
    assert desk.services.tickets.detail(ticket).cost_twd == 650


def test_the_cost_is_split_until_nothing_is_left(desk: Desk, ticket: int) -> None:
    tickets = desk.services.tickets
    tickets.edit(ticket, tickets.detail(ticket).version, cost_twd=5_000, budget="修繕費")
    desk.pane.read()
    desk.settle()
    desk.pane.work.open_sheet(ShareSheet)
    sheet = sheet_of(desk, ShareSheet)
    assert (sheet.year.text(), sheet.line_name.text(), sheet.share.value()) == ("115", "修繕費", 5_000)
    sheet.share.setText("6000")
    sheet.save()
    desk.settle()
    assert "NT$5,000" in sheet.fields["amount_twd"].error()
    sheet.share.setText("3000")
    sheet.save()
    desk.settle()
    assert rows(desk) == ["115 年度 修繕費  NT$3,000", "尚未分攤  NT$2,000"]


def test_downtime_begins_and_ends_from_the_pane(desk: Desk, ticket: int) -> None:
    desk.pane.work.open_sheet(DownSheet)
    sheet = sheet_of(desk, DownSheet)
    sheet.since.time.setText("25:00")
    sheet.save()
    assert "14:30" in sheet.fields["from_at"].error()
    sheet.since.time.setText("10:15")
    sheet.save()
    desk.settle()
    assert rows(desk)[0].startswith("設備停用  115/11/23 10:15–")
    desk.pane.work.rows[0].click()
    assert sheet_of(desk, UpSheet)
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    assert rows(desk) == ["設備停用  115/11/23 10:15–115/11/23 12:00  1:45"]


def test_a_meter_is_read_and_a_lower_figure_is_refused(
    desk: Desk, make: Make, lift: int, ticket: int
) -> None:
    make.meter(lift, code="KWH-1", kind="electricity")
    desk.pane.read()
    desk.settle()
    for figure in ("1250", "900"):
        desk.pane.work.rows[-1].click()
        sheet_of(desk, ReadingSheet).value.setText(figure)
        sheet_of(desk, ReadingSheet).save()
        desk.settle()
    assert rows(desk)[-1] == "KWH-1  115/11/23  900 度"  # the same day's reading is corrected
    desk.pane.work.rows[-1].click()
    sheet = sheet_of(desk, ReadingSheet)
    sheet.value.setText("九百")
    sheet.save()
    assert "不是讀數" in sheet.fields["value"].error()


def test_cause_and_remedy_are_chosen_and_taken_back(desk: Desk, ticket: int) -> None:
    desk.pane.work.open_sheet(FindingsSheet)
    desk.settle()
    desk.write("門機")
    desk.settle()
    desk.press(Qt.Key.Key_Return)
    sheet_of(desk, FindingsSheet).save()
    desk.settle()
    assert rows(desk) == ["門機或門鎖開關異常  原因", "－  處置"]
    desk.undo()
    assert rows(desk) == []


def test_finishing_says_beside_each_field_what_is_wrong(desk: Desk, make: Make, ticket: int) -> None:
    make.part("門機皮帶", stock=1)
    desk.pane.run(Action.FINISH)
    desk.settle()
    sheet = sheet_of(desk, FinishSheet)
    for field, value, told in (
        (sheet.hours, "-2", "大於零"),
        (sheet.cost, "四百", "整數金額"),
        (sheet.cause.edit, "不存在", "清單"),
        (sheet.finished.time, "08:00", "09:00"),
        (sheet.parts.pick.edit, "門機皮", "清單"),
    ):
        before = field.text()
        field.setText(value)
        sheet.save()
        desk.settle()
        errors = [one.error() for one in sheet.fields.values() if one.error()]
        assert len(errors) == 1
        assert told in errors[0]
        field.setText(before)
    assert desk.status(ticket) == Status.IN_PROGRESS
    desk.press(Qt.Key.Key_Escape)


def test_closing_asks_how_satisfied_and_a_digit_answers(desk: Desk, ticket: int) -> None:
    desk.app.window.context.bus.publish(desk.services.office.set("acceptance", "optional").changes)
    desk.settle()
    desk.services.tickets.move((ticket,), Move(Action.FINISH))
    desk.pane.read()
    desk.settle()
    desk.pane.run(Action.CLOSE)
    desk.settle()
    desk.press(Qt.Key.Key_4)
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    assert desk.status(ticket) == Status.CLOSED
    assert desk.services.work.of(ticket).satisfaction == 4


def test_who_may_not_work_on_tickets_sees_the_work_and_cannot_change_it(
    desk: Desk, make: Make, ticket: int
) -> None:
    part = make.part(stock=1)
    desk.services.work.use_part(ticket, PartUse(part, 1_000))
    desk.services.base.act_as(make.user("林檢視", role_id=make.role("viewer")))
    desk.pane.read()
    desk.settle()
    assert desk.pane.work.action.isHidden()
    assert [row.isEnabled() for row in desk.pane.work.rows] == [False]


def test_a_photo_is_marked_by_its_menu(desk: Desk, ticket: int, tmp_path: Path) -> None:
    Image.new("RGB", (40, 30), "white").save(tmp_path / "a.png")
    desk.services.attachments.add_files("tickets", ticket, [tmp_path / "a.png"])
    desk.pane.read()
    desk.settle()
    desk.pane.text.photos.menu_asked.emit(desk.services.tickets.detail(ticket).photos[0], QPoint(10, 10))
    menu = next(menu for menu in desk.pane.findChildren(QMenu) if menu.isVisible())
    menu.actions()[1].trigger()
    menu.close()
    desk.settle()
    assert desk.services.tickets.detail(ticket).photos[0].caption == "施工後"
    assert rows(desk)[0] == "施工照片  施工前 0 張、施工後 1 張"


def test_finishing_tells_the_downtime_and_keeps_photos_of_the_finished_work(
    desk: Desk, ticket: int, tmp_path: Path
) -> None:
    desk.pane.work.open_sheet(DownSheet)
    down = sheet_of(desk, DownSheet)
    down.since.time.setText("10:15")
    down.save()
    desk.settle()
    desk.pane.run(Action.FINISH)
    desk.settle()
    sheet = sheet_of(desk, FinishSheet)
    assert any("自 115/11/23 10:15 停用" in label.text() for label in sheet.findChildren(Label))
    assert sheet.photos is not None
    done = tmp_path / "完工.png"
    Image.new("RGB", (40, 30), "green").save(done)
    program = tmp_path / "照片.jpg"
    program.write_bytes(b"MZ\x90\x00" + b"\x00" * 400)
    sheet.photos.add([str(done), str(program)])
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    assert "照片.jpg" in sheet.photos.refused()
    assert desk.status(ticket) == Status.IN_PROGRESS
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    assert desk.status(ticket) == Status.DONE
    detail = desk.services.tickets.detail(ticket)
    assert [photo.caption for photo in detail.photos] == [PhotoStage.AFTER.value]
    assert [row.until_at is None for row in detail.work.downtimes] == [False]
    assert any(event.kind == "photo" and event.text == "完工.png" for event in detail.events)
    desk.press(Qt.Key.Key_Z, CONTROL)  # one action is one undo
    desk.settle()
    again = desk.services.tickets.detail(ticket)
    assert (again.status, again.photos) == (Status.IN_PROGRESS, ())
    desk.app.window.context.redo()
    desk.settle()
    again = desk.services.tickets.detail(ticket)
    assert (again.status, len(again.photos)) == (Status.DONE, 1)


def test_esc_closes_the_list_first_and_typing_on_takes_the_warning_away(desk: Desk, ticket: int) -> None:
    desk.pane.run(Action.FINISH)
    desk.settle()
    sheet = sheet_of(desk, FinishSheet)
    note = sheet.note.text()
    sheet.cause.setFocus()
    desk.press(Qt.Key.Key_Down)
    desk.settle()
    assert sheet.cause.has_results()
    desk.press(Qt.Key.Key_Escape)
    assert not sheet.cause.has_results()
    sheet.hours.setFocus()
    desk.write("2")
    desk.press(Qt.Key.Key_Escape)
    assert "再按一次 Esc" in sheet.note.text()
    desk.write("5")
    assert sheet.note.text() == note
    desk.press(Qt.Key.Key_Escape)
    assert desk.open_sheets() == [sheet]
    desk.press(Qt.Key.Key_Escape)
    assert not desk.open_sheets()


def test_all_fields_that_cannot_be_read_say_so_at_once(desk: Desk, ticket: int) -> None:
    desk.pane.run(Action.FINISH)
    desk.settle()
    sheet = sheet_of(desk, FinishSheet)
    sheet.hours.setText("很久")
    sheet.cost.setText("很多")
    sheet.save()
    assert sheet.fields["hours"].error()
    assert sheet.fields["other_twd"].error()
