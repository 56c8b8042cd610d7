"""The tickets page: the list, the pane beside it, and every step with its way back."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu
from pytestqt.qtbot import QtBot

from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.tickets import Action, Status
from facilities_app.services.tickets import Move
from tests.factories import Make
from tests.ui.pages.tickets_desk import CONTROL, SHIFT, Desk, desk_at
from ui.components.papers import FOLDER
from ui.pages.tickets.edit_sheet import EditTicketSheet
from ui.pages.tickets.finish_sheet import FinishSheet
from ui.pages.tickets.move_sheets import DispatchSheet, HoldSheet, ReasonSheet
from ui.widgets.labels import Label


@pytest.fixture
def lift(make: Make) -> int:
    asset = make.asset("客梯 3 號", code="EL-03", place=make.place("1F", parent=make.site(), kind="floor"))
    make.contract(asset, until=date(2026, 12, 31))
    make.permit(asset, until=date(2027, 4, 30))
    return asset


@pytest.fixture
def ticket(make: Make, lift: int) -> int:
    return make.ticket(
        "關門反覆開啟", asset=lift, description="在 5F 關門到一半又打開。", requester="民政局 蔡佩珊"
    ).id


@pytest.fixture
def desk(ticket: int, program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(program, clock, qtbot, tmp_path) as made:
        yield made


def test_the_page_opens_on_what_is_open_and_shows_the_chosen_ticket_whole(desk: Desk, ticket: int) -> None:
    assert desk.page.views.key == "open"
    assert desk.numbers() == ["115-0001"]
    desk.choose(ticket)
    pane = desk.pane
    assert pane.bar.number.text() == "115-0001"
    assert pane.head.title.text() == "關門反覆開啟"
    assert pane.head.pills()[0] == "新案"
    assert pane.about.link.text() == "客梯 3 號"
    assert pane.text.text.text() == "在 5F 關門到一半又打開。"
    assert [action.value for action in pane.head.steps] == ["dispatch"]


def test_the_page_opens_with_its_first_ticket_in_the_pane(desk: Desk, ticket: int) -> None:
    assert desk.page.current == ticket
    assert desk.pane.detail is not None
    assert desk.page.table.chosen.count() == 1


def test_the_first_hit_of_a_search_is_in_the_pane_and_the_header_tells_the_order(
    desk: Desk, ticket: int, make: Make
) -> None:
    newer = make.ticket("門廳漏水").id
    make.ticket("漏水")
    desk.press(Qt.Key.Key_F, CONTROL)
    desk.write("門廳")
    desk.settle()
    desk.qtbot.waitUntil(lambda: desk.numbers() == ["115-0002"])
    desk.settle()
    assert desk.page.current == newer
    header = desk.page.table.horizontalHeader()
    assert header.sortIndicatorSection() == 0
    assert header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder


def test_the_asset_of_a_ticket_opens_on_its_own_page(
    desk: Desk, ticket: int, lift: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(desk.app.window.stack, "go", lambda key, **what: asked.append((key, what)))
    desk.choose(ticket)
    desk.pane.about.link.click()
    assert asked == [("assets", {"record": lift})]


def test_a_ticket_is_dispatched_to_whoever_is_found_by_typing(desk: Desk, ticket: int, make: Make) -> None:
    desk.choose(ticket)
    desk.pane.run(Action.DISPATCH)
    desk.settle()
    sheet = desk.move_sheet
    assert isinstance(sheet, DispatchSheet)
    desk.press(Qt.Key.Key_Return)  # the contractor with the contract stands first
    desk.write("今天請到")
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    detail = desk.services.tickets.detail(ticket)
    assert detail.status == Status.DISPATCHED
    assert detail.vendor == "穩昇電梯工程"
    assert detail.events[0].text == "穩昇電梯工程：今天請到"
    assert "已派工 115-0001" in desk.said()
    assert desk.pane.head.pills()[0] == "已派工"
    desk.undo()
    assert desk.status(ticket) == Status.REPORTED


def test_dispatching_needs_somebody_and_says_so_beside_the_field(desk: Desk, ticket: int) -> None:
    desk.choose(ticket)
    desk.pane.run(Action.DISPATCH)
    desk.settle()
    desk.move_sheet.save()
    assert "由誰處理" in desk.move_sheet.fields["assignee_id"].error()
    desk.press(Qt.Key.Key_Escape)
    assert not desk.open_sheets()
    assert desk.status(ticket) == Status.REPORTED


def test_hold_resume_finish_and_close_each_with_its_undo(desk: Desk, ticket: int, make: Make) -> None:
    second = make.user("周主任")
    desk.choose(ticket)
    _step(desk, Action.ACCEPT)
    desk.pane.run(Action.HOLD)
    sheet = desk.move_sheet
    assert isinstance(sheet, HoldSheet)
    assert sheet.reason.value() is None
    assert sheet.until.value() == date(2026, 11, 30)
    assert "預設為 5 個工作日後" in sheet.fields["hold_until"].hint.text()
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert sheet.fields["hold_reason"].error() == "請選擇 115-0001 在等什麼。"
    desk.press(Qt.Key.Key_2)
    assert (sheet.reason.value(), sheet.fields["hold_reason"].error()) == ("vendor", "")
    sheet.save()
    desk.settle()
    assert desk.pane.head.pills()[0] == "待廠商"
    assert "等到 115/11/30" in desk.pane.head.pills()
    assert desk.numbers() == ["115-0001"]
    desk.undo()
    assert desk.status(ticket) == Status.ACCEPTED
    desk.app.window.context.redo()
    desk.settle()
    assert desk.status(ticket) == Status.ON_HOLD
    _step(desk, Action.RESUME)
    desk.pane.run(Action.FINISH)
    sheet = desk.move_sheet
    assert isinstance(sheet, FinishSheet)
    sheet.words.setPlainText("更換門機皮帶")
    sheet.cost.setText("四千八")
    sheet.save()
    assert "4800" in sheet.fields["other_twd"].error()
    sheet.cost.setText("NT$4,800")
    sheet.save()
    desk.settle()
    assert desk.services.tickets.detail(ticket).cost_twd == 4800
    desk.undo()
    assert desk.services.tickets.detail(ticket).cost_twd is None
    desk.app.window.context.redo()
    desk.settle()
    assert next(iter(desk.pane.head.steps)) is Action.VERIFY
    desk.services.base.act_as(second)
    desk.pane.read()
    desk.settle()
    for action in (Action.VERIFY, Action.CLOSE):
        _step(desk, action)
        desk.press(Qt.Key.Key_Return)  # nothing to say about it
        desk.settle()
    desk.qtbot.waitUntil(lambda: desk.numbers() == [])
    for reached in (Status.VERIFIED, Status.DONE):
        desk.press(Qt.Key.Key_Z, CONTROL)
        desk.settle()
        assert desk.status(ticket) == reached
    desk.qtbot.waitUntil(lambda: desk.numbers() == ["115-0001"])


def test_who_finished_a_repair_is_told_who_verifies_it_and_closes_nothing(
    desk: Desk, ticket: int, make: Make
) -> None:
    make.user("周主任")
    desk.services.tickets.move((ticket,), Move(Action.START))
    desk.services.tickets.move((ticket,), Move(Action.FINISH))
    desk.press(Qt.Key.Key_F5)
    desk.settle()
    desk.choose(ticket)
    desk.pane.read()
    desk.settle()
    assert desk.pane.head.pills()[0] == "待驗收"
    assert next(iter(desk.pane.head.steps)) is Action.VERIFY
    desk.pane.head.steps[Action.VERIFY].click()
    desk.settle()
    assert not desk.open_sheets()
    assert "周主任" in desk.said()
    assert desk.status(ticket) == Status.DONE


def test_rejecting_needs_a_reason(desk: Desk, ticket: int) -> None:
    desk.choose(ticket)
    desk.pane.run(Action.REJECT)
    sheet = desk.move_sheet
    assert isinstance(sheet, ReasonSheet)
    sheet.save()
    assert sheet.fields["reason"].error() == "請填寫原因。"
    desk.write("非本處管轄")
    sheet.save()
    desk.settle()
    assert desk.status(ticket) == Status.REJECTED


def test_many_tickets_are_closed_in_one_step_and_come_back_in_one(
    desk: Desk, ticket: int, make: Make
) -> None:
    desk.app.window.context.bus.publish(desk.services.office.set("acceptance", "optional").changes)
    desk.settle()
    others = [make.ticket(f"第 {n} 件").id for n in range(2)]
    ids = (ticket, *others)
    desk.services.tickets.move(ids, Move(Action.ACCEPT))
    desk.services.tickets.move(ids, Move(Action.FINISH))
    desk.page.model.refresh()
    desk.settle()
    desk.page.table.selectAll()
    assert not desk.page.steps.buttons[Action.CLOSE].isHidden()
    desk.page.steps.buttons[Action.CLOSE].click()
    desk.settle()
    assert {desk.status(one) for one in ids} == {Status.CLOSED}
    assert desk.said() == "已結案 3 件"
    desk.undo()
    assert {desk.status(one) for one in ids} == {Status.DONE}


def test_a_step_that_one_of_many_cannot_take_changes_none(desk: Desk, ticket: int, make: Make) -> None:
    desk.app.window.context.bus.publish(desk.services.office.set("acceptance", "optional").changes)
    desk.settle()
    other = make.ticket("另一件").id
    desk.services.tickets.move((other,), Move(Action.ACCEPT))
    desk.services.tickets.move((other,), Move(Action.FINISH))
    desk.page.model.refresh()
    desk.settle()
    desk.page.table.selectAll()
    desk.page.steps.move(Action.CLOSE)
    desk.settle()
    assert desk.open_sheets()
    desk.press(Qt.Key.Key_Escape)
    assert not desk.open_sheets()
    assert desk.status(other) == Status.DONE


def test_what_was_logged_is_edited_with_f2(desk: Desk, ticket: int) -> None:
    desk.choose(ticket)
    desk.page.table.setFocus()
    desk.press(Qt.Key.Key_F2)
    desk.edit_sheet.summary.setText("關門反覆開啟，已停用")
    desk.edit_sheet.estimate.setText("4,800")
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    assert not desk.open_sheets()
    detail = desk.services.tickets.detail(ticket)
    assert (detail.summary, detail.estimate_twd) == ("關門反覆開啟，已停用", 4800)
    assert desk.pane.head.title.text() == "關門反覆開啟，已停用"
    desk.undo()
    assert desk.pane.head.title.text() == "關門反覆開啟"


def test_an_empty_subject_is_refused_beside_its_field(desk: Desk, ticket: int) -> None:
    desk.choose(ticket)
    desk.page.edit()
    desk.edit_sheet.summary.clear()
    desk.edit_sheet.save()
    desk.settle()
    assert desk.edit_sheet.fields["summary"].error() == "請填寫狀況。"
    assert desk.focus is desk.edit_sheet.summary


def test_editing_nothing_writes_nothing(desk: Desk, ticket: int) -> None:
    desk.choose(ticket)
    version = desk.services.tickets.detail(ticket).version
    desk.page.edit()
    desk.edit_sheet.save()
    desk.settle()
    assert not desk.open_sheets()
    assert desk.services.tickets.detail(ticket).version == version


def test_when_two_people_edit_both_values_are_told_and_nothing_typed_is_lost(desk: Desk, ticket: int) -> None:
    desk.choose(ticket)
    desk.page.edit()
    sheet: EditTicketSheet = desk.edit_sheet
    sheet.summary.setText("我的主旨")
    theirs = desk.services.tickets.detail(ticket)
    desk.services.tickets.edit(ticket, theirs.version, summary="別人的主旨", budget="房屋建築養護費")
    sheet.save()
    desk.settle()
    told = sheet.notice.text.text()
    assert "別人的主旨" in told
    assert "我的主旨" in told
    assert sheet.summary.text() == "我的主旨"
    assert sheet.budget.text() == "房屋建築養護費"
    sheet.save()
    desk.settle()
    assert not desk.open_sheets()
    after = desk.services.tickets.detail(ticket)
    assert (after.summary, after.budget) == ("我的主旨", "房屋建築養護費")


def test_a_step_on_a_ticket_that_moved_on_is_refused_with_words(desk: Desk, ticket: int) -> None:
    desk.choose(ticket)
    detail = desk.pane.detail
    assert detail is not None
    desk.services.tickets.edit(ticket, detail.version, summary="改過")
    desk.pane.run(Action.ACCEPT)
    desk.settle()
    assert "剛才已由系統管理員變更，目前狀態：新案" in desk.said()


def test_a_note_is_added_and_survives_a_change_from_elsewhere(desk: Desk, ticket: int) -> None:
    desk.choose(ticket)
    desk.pane.history.begin_note()
    desk.write("廠商回覆 10:30 前到場")
    desk.app.bus.publish(desk.services.tickets.add_note(ticket, "另一則").changes)
    desk.settle()
    assert desk.pane.history.note.toPlainText() == "廠商回覆 10:30 前到場"
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    assert desk.services.tickets.detail(ticket).events[0].text == "廠商回覆 10:30 前到場"
    assert desk.pane.history.note.toPlainText() == ""


def test_the_number_is_copied(desk: Desk, ticket: int) -> None:
    desk.choose(ticket)
    desk.pane.bar.copy.click()
    assert QGuiApplication.clipboard().text() == "115-0001"


def test_photos_are_added_by_file_and_by_paste_and_refused_with_a_reason(
    desk: Desk, ticket: int, tmp_path: Path
) -> None:
    desk.choose(ticket)
    photos = desk.pane.text.photos
    photos.add([str(_picture(tmp_path / "門縫.png")), _image(QColor("green"))])
    desk.settle()
    assert len(desk.services.attachments.list("tickets", ticket)) == 2
    assert len(photos.strip.photos) == 2
    bad = tmp_path / "怪.exe"
    bad.write_bytes(b"MZ not a picture")
    photos.add([str(bad)])
    desk.settle()
    assert desk.toasts[-1].tone == "red"
    assert len(desk.services.attachments.list("tickets", ticket)) == 2
    photos.view(0)
    assert desk.open_sheets()
    desk.press(Qt.Key.Key_Escape)
    photos.strip.removed.emit(photos.strip.photos[0].key)
    desk.settle()
    assert len(desk.services.attachments.list("tickets", ticket)) == 1


def test_a_copied_picture_is_pasted_onto_the_ticket_shown_from_the_list(desk: Desk, ticket: int) -> None:
    desk.choose(ticket)
    desk.page.table.setFocus()
    QGuiApplication.clipboard().setImage(_image(QColor("green")))
    desk.press(Qt.Key.Key_V, CONTROL)
    desk.settle()
    assert len(desk.services.attachments.list("tickets", ticket)) == 1


def test_many_photos_are_folded_until_somebody_asks_and_only_those_in_sight_are_read(
    desk: Desk, ticket: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = []
    for n in range(20):
        files.append(tmp_path / f"{n:02d}.png")
        _image(QColor(n, 10, 10)).save(str(files[-1]))
    desk.services.attachments.add_files("tickets", ticket, files)
    read: list[int] = []
    whole = desk.services.attachments.thumbnail

    def thumbnail(_service: object, one: int, size: int = 256) -> Path:
        read.append(one)
        return whole(one, size)

    monkeypatch.setattr(type(desk.services.attachments), "thumbnail", thumbnail)
    desk.pane.read()
    desk.settle()
    strip = desk.pane.text.photos.strip
    assert (len(strip.photos), strip.shown(), len(read)) == (20, 10, 10)
    more = next(b for b in strip.findChildren(QAbstractButton) if b.text() == "+10")
    assert more.accessibleName() == "再顯示 10 張照片"
    more.click()
    desk.settle()
    assert (strip.shown(), len(read)) == (20, 20)
    assert all(image is not None for image in desk.pane.text.photos._images.values())


def test_a_long_history_shows_its_newest_lines_and_the_others_when_asked(desk: Desk, ticket: int) -> None:
    for n in range(20):
        desk.services.tickets.add_note(ticket, f"第 {n} 次聯絡")
    desk.pane.read()
    desk.settle()
    timeline = desk.pane.history.timeline
    assert timeline.more.text() == "顯示較早的 9 筆"

    def words() -> list[str]:
        return [label.text() for label in timeline.findChildren(Label) if label.isVisibleTo(timeline)]

    assert "第 19 次聯絡" in words()
    assert "第 2 次聯絡" not in words()
    timeline.more.click()
    desk.settle()
    assert "第 2 次聯絡" in words()
    assert not timeline.more.isVisibleTo(timeline)


def test_files_are_dropped_anywhere_on_the_pane(desk: Desk, ticket: int, tmp_path: Path) -> None:
    desk.choose(ticket)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(_picture(tmp_path / "門縫.png")))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    desk.pane.dropEvent(QDropEvent(QPoint(9, 9), Qt.DropAction.CopyAction, mime, left, none))
    desk.settle()
    assert len(desk.services.attachments.list("tickets", ticket)) == 1


def test_esc_in_the_pane_goes_back_to_the_list(desk: Desk, ticket: int) -> None:
    desk.choose(ticket)
    desk.page.table.setFocus()
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    assert not desk.page.table.isVisible()
    desk.press(Qt.Key.Key_Escape)
    assert desk.page.table.isVisible()
    assert desk.focus is desk.page.table


def test_the_pane_goes_wide_and_closes(desk: Desk, ticket: int) -> None:
    desk.choose(ticket)
    desk.pane.bar.wide.click()
    assert not desk.page.table.isVisible()
    desk.pane.bar.wide.click()
    assert desk.page.table.isVisible()
    desk.pane.bar.close_button.click()
    assert desk.pane.isHidden()


def test_the_work_order_is_a_page_of_paper(desk: Desk, ticket: int, tmp_path: Path) -> None:
    desk.app.prefs.set(FOLDER, str(tmp_path))
    desk.choose(ticket)
    desk.pane.print()
    desk.settle()
    number = desk.services.tickets.detail(ticket).number
    path = tmp_path / f"1151123_修繕派工單_{number}.pdf"
    assert number in pypdf.PdfReader(path).pages[0].extract_text()


def test_the_menu_of_the_list_offers_the_steps_of_the_ticket(desk: Desk, ticket: int) -> None:
    desk.choose(ticket)
    detail = desk.pane.detail
    assert detail is not None
    menu = desk.page.moves.menu(desk.page, (Action.ACCEPT, Action.DISPATCH), desk.pane.run)
    assert [action.text() for action in menu.actions()] == ["受理", "派工"]
    menu.actions()[0].trigger()
    desk.settle()
    assert desk.status(ticket) == Status.ACCEPTED


def _step(desk: Desk, action: Action) -> None:
    desk.pane.run(action)
    desk.settle()


def _image(colour: QColor) -> QImage:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(colour)
    return image


def _picture(path: Path) -> Path:
    _image(QColor("red")).save(str(path))
    return path


def test_a_ticket_that_is_gone_leaves_the_pane_empty(desk: Desk, ticket: int) -> None:
    desk.choose(ticket)
    desk.pane.show_record(999)
    desk.settle()
    assert desk.pane.detail is None


def test_the_words_of_a_conflict_name_every_kind_of_value(desk: Desk, ticket: int) -> None:
    desk.choose(ticket)
    desk.page.edit()
    sheet = desk.edit_sheet
    sheet.priority.set_value(1)
    sheet.estimate.set_value(100)
    sheet.due.set_value(date(2026, 12, 1))
    theirs = desk.services.tickets.detail(ticket)
    desk.services.tickets.edit(ticket, theirs.version, priority=2, estimate_twd=200, due_on=date(2026, 12, 3))
    sheet.save()
    desk.settle()
    told = sheet.notice.text.text()
    assert "現在是「高」，您輸入「緊急」" in told
    assert "現在是「NT$200」，您輸入「NT$100」" in told
    assert "現在是「115/12/03」，您輸入「115/12/01」" in told


def test_the_context_menu_offers_the_steps_of_one_and_the_common_ones_of_many(
    desk: Desk, ticket: int, make: Make
) -> None:
    desk.choose(ticket)
    desk.page.table.customContextMenuRequested.emit(QPoint(5, 5))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.actions()[0].text() == "派工"
    menu.close()
    make.ticket("另一件")
    desk.page.model.refresh()
    desk.settle()
    desk.page.table.selectAll()
    desk.page.table.customContextMenuRequested.emit(QPoint(5, 5))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()][:3] == ["派工", "等待", "驗收"]
    menu.close()


def test_the_list_says_deadline_state_and_priority_in_words(desk: Desk, ticket: int) -> None:
    model = desk.page.model
    info = model.info
    texts = {
        key: model.index(0, info.index(key) - 1).data()
        for key in ("status", "priority", "trade_id", "due_at")
    }
    assert texts == {"status": "新案", "priority": "中", "trade_id": "電梯", "due_at": "115/12/02"}
    desk.services.tickets.move((ticket,), Move(Action.REJECT, reason="重複"))
    desk.view("all")
    assert model.index(0, info.index("due_at") - 1).data() == "115/12/02"


@pytest.mark.parametrize("wide", [False, True])
def test_tab_walks_through_the_pane_in_reading_order_and_on_round_the_window(
    desk: Desk, ticket: int, wide: bool
) -> None:
    desk.choose(ticket)
    if wide:
        desk.page.set_wide(True)
    pane = desk.pane
    pane.bar.copy.setFocus(Qt.FocusReason.TabFocusReason)
    walked = [desk.focus]
    for _ in range(80):
        desk.press(Qt.Key.Key_Tab)
        if desk.focus in walked:
            break
        walked.append(desk.focus)
    assert desk.focus is walked[0], "Tab comes round to where it began"
    steps = pane.head.steps[Action.DISPATCH]
    photos = pane.text.photos.strip.findChildren(QAbstractButton)
    order = [pane.bar.copy, pane.bar.close_button, steps, *photos, pane.costs.action]
    assert [widget for widget in walked if widget in order] == order
    if not wide:
        page = [*desk.page.filters.chips(), desk.page.table, pane.bar.copy]
        assert [widget for widget in walked[1:] + walked[:1] if widget in page] == page
    desk.press(Qt.Key.Key_Tab, SHIFT)
    assert desk.focus is walked[-1], "and back"


def test_after_a_step_by_keyboard_the_next_one_has_the_focus(desk: Desk, ticket: int) -> None:
    desk.services.tickets.move((ticket,), Move(Action.DISPATCH, assignee_id=1))
    desk.press(Qt.Key.Key_F5)
    desk.choose(ticket)
    desk.qtbot.waitUntil(lambda: Action.START in desk.pane.head.steps)
    desk.page.set_wide(True)
    assert desk.focus is desk.pane.head.steps[Action.START], "Enter on a ticket leads to its next step"
    desk.press(Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: Action.FINISH in desk.pane.head.steps)
    assert desk.focus is desk.pane.head.steps[Action.FINISH]


def test_when_a_ticket_is_done_the_one_that_takes_its_place_comes_next(
    desk: Desk, ticket: int, make: Make
) -> None:
    desk.app.window.context.bus.publish(desk.services.office.set("acceptance", "optional").changes)
    desk.settle()
    later = [make.ticket(words, due_on=date(2026, 12, day)).id for day, words in ((10, "乙"), (11, "丙"))]
    desk.press(Qt.Key.Key_F5)
    desk.settle()
    desk.choose(later[0])
    desk.page.set_wide(True)
    for action in (Action.DISPATCH, Action.START, Action.FINISH, Action.CLOSE):
        desk.services.tickets.move((later[0],), Move(action, assignee_id=1, reason="好了"))
    desk.press(Qt.Key.Key_F5)
    desk.settle()
    desk.qtbot.waitUntil(lambda: desk.page.current == later[1])
    assert desk.page.table.isVisible()
