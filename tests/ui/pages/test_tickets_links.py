"""Linked, merged and split tickets in the window; one step for many with its refusals."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.tickets import Action, Status
from facilities_app.services.tickets import Move
from tests.factories import Make
from tests.ui.pages.tickets_desk import CONTROL, Desk, desk_at
from ui.components.papers import FOLDER
from ui.pages.tickets.finish_sheet import FinishSheet
from ui.pages.tickets.link_sheet import LinkSheet, MergeIntoSheet
from ui.pages.tickets.merge_sheet import MergeSheet
from ui.pages.tickets.move_sheets import DispatchSheet
from ui.pages.tickets.rest_sheet import RestSheet
from ui.pages.tickets.split_sheet import SplitSheet

Kind = TypeVar("Kind", bound=QWidget)


@pytest.fixture
def tickets(make: Make) -> tuple[int, int, int]:
    return make.ticket("更換水管").id, make.ticket("重鋪地磚").id, make.ticket("水管漏水").id


@pytest.fixture
def desk(
    tickets: tuple[int, int, int], program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> Iterator[Desk]:
    with desk_at(program, clock, qtbot, tmp_path) as made:
        yield made


def choose_way(desk: Desk, text: str) -> None:
    """The entry of the menu under 關聯…."""
    menu = desk.pane.links.menu()
    next(action for action in menu.actions() if action.text() == text).trigger()
    menu.deleteLater()
    desk.settle()


def sheet(desk: Desk, kind: type[Kind]) -> Kind:
    return next(one for one in desk.open_sheets()[::-1] if isinstance(one, kind))


def test_a_ticket_is_linked_by_keyboard_and_says_that_it_is_blocked(
    desk: Desk, tickets: tuple[int, int, int]
) -> None:
    desk.choose(tickets[1])
    assert not desk.pane.links.blocked.isVisibleTo(desk.pane)
    choose_way(desk, "須待另一案完工…")
    desk.write("115-0001")
    desk.settle()
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    assert not desk.open_sheets()
    part = desk.pane.links
    assert part.blocked.title.text() == "須待 115-0001 完工後才能完工"
    assert [len(group.buttons) for group in part.groups] == [1]
    part.groups[0].opened.emit(tickets[0])
    desk.settle()
    assert desk.page.current == tickets[0]
    assert not desk.pane.links.blocked.isVisibleTo(desk.pane)
    assert len(desk.pane.links.groups) == 1
    desk.pane.links.groups[0].buttons[0].click()
    desk.settle()
    assert desk.pane.links.groups == []
    assert desk.said() == "115-0002 已解除與 115-0001 的關聯"


def test_a_link_that_makes_no_sense_is_refused_beside_the_field(
    desk: Desk, tickets: tuple[int, int, int]
) -> None:
    desk.services.ticket_links.link(tickets[1], tickets[0], "blocked_by")
    desk.choose(tickets[0])
    choose_way(desk, "接續另一案…")
    opened = sheet(desk, LinkSheet)
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert opened.fields["other"].error() == "請選擇另一件案件。"
    desk.write("115-0002")
    desk.settle()
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    assert "互相等待" in opened.fields["other"].error()
    assert opened.isVisible()


def test_finishing_a_blocked_ticket_asks_why(desk: Desk, tickets: tuple[int, int, int]) -> None:
    desk.services.ticket_links.link(tickets[1], tickets[0], "blocked_by")
    desk.services.tickets.move((tickets[1],), Move(Action.START))
    desk.choose(tickets[1])
    desk.pane.run(Action.FINISH)
    opened = sheet(desk, FinishSheet)
    assert opened.despite is not None
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    assert "請先完成該案" in opened.fields["despite"].error()
    assert desk.focus is opened.despite
    desk.write("先鋪走道側")
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    assert desk.status(tickets[1]) == Status.DONE


def test_a_ticket_is_merged_into_another_from_its_pane(desk: Desk, tickets: tuple[int, int, int]) -> None:
    desk.choose(tickets[2])
    choose_way(desk, "併入另一案…")
    assert sheet(desk, MergeIntoSheet)
    desk.write("更換")
    desk.settle()
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    assert desk.status(tickets[2]) == Status.CANCELLED
    assert desk.said() == "115-0003 已併入 115-0001"
    desk.undo()
    assert desk.status(tickets[2]) == Status.REPORTED


def test_a_part_is_split_off_with_the_notes_chosen(desk: Desk, tickets: tuple[int, int, int]) -> None:
    desk.services.tickets.add_note(tickets[0], "燈管型號 T8")
    desk.pane.show_record(None)
    desk.choose(tickets[0])
    choose_way(desk, "拆案…")
    opened = sheet(desk, SplitSheet)
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    assert opened.fields["summary"].error() == "請填寫狀況。"
    desk.write("燈不亮")
    next(iter(opened.notes.values())).setChecked(True)
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    assert desk.said() == "已由 115-0001 拆出 115-0004"
    made = desk.services.tickets.detail(desk.services.tickets.find("115-0004"))
    assert "燈管型號 T8" in [event.text for event in made.events]
    assert len(desk.pane.links.groups) == 1


def test_chosen_tickets_become_one_and_the_one_that_stays_is_chosen_by_the_arrows(
    desk: Desk, tickets: tuple[int, int, int]
) -> None:
    desk.page.table.selectAll()
    desk.page.steps.merge_button.click()
    desk.settle()
    opened = sheet(desk, MergeSheet)
    assert opened.radios[tickets[0]].isChecked()
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    assert [desk.status(one) for one in tickets] == [Status.CANCELLED, Status.REPORTED, Status.CANCELLED]
    assert desk.said() == "已併 2 件"
    desk.undo()
    assert [desk.status(one) for one in tickets] == [Status.REPORTED] * 3


def test_after_merging_the_ticket_that_stays_is_chosen_and_the_list_has_the_keyboard(
    desk: Desk, tickets: tuple[int, int, int]
) -> None:
    desk.page.table.selectAll()
    button = desk.page.steps.merge_button
    button.setFocus()
    button.click()
    desk.settle()
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    assert desk.page.current == tickets[1]
    assert desk.page.table.chosen.count() == 1
    assert desk.pane.detail is not None
    assert desk.pane.detail.id == tickets[1]
    assert desk.focus is desk.page.table


def test_what_is_done_is_left_out_of_a_merge_and_the_sheet_says_so(
    desk: Desk, tickets: tuple[int, int, int]
) -> None:
    desk.services.tickets.move(tickets[1:2], Move(Action.START))
    desk.services.tickets.move(tickets[1:2], Move(Action.FINISH))
    desk.page.model.refresh()
    desk.settle()
    desk.page.table.selectAll()
    desk.page.steps.merge_button.click()
    desk.settle()
    opened = sheet(desk, MergeSheet)
    assert list(opened.radios) == [tickets[0], tickets[2]]
    assert opened.left_out.text() == "已完工，不併入：115-0002"
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    assert [desk.status(one) for one in tickets] == [Status.REPORTED, Status.DONE, Status.CANCELLED]


def test_after_merging_one_from_its_pane_the_other_is_chosen(
    desk: Desk, tickets: tuple[int, int, int]
) -> None:
    desk.choose(tickets[2])
    choose_way(desk, "併入另一案…")
    desk.write("更換")
    desk.settle()
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    assert desk.page.current == tickets[0]
    assert desk.focus is desk.page.table


def test_merging_what_stands_elsewhere_is_warned_of_with_both_places(
    desk: Desk, tickets: tuple[int, int, int], make: Make
) -> None:
    desk.page.table.selectAll()
    desk.page.steps.merge_button.click()
    desk.settle()
    assert sheet(desk, MergeSheet).warning.isHidden()
    desk.press(Qt.Key.Key_Escape)
    lift = make.asset(name="1 號電梯", place=make.place("機房"))
    make.ticket("電梯漏油", asset=lift)
    desk.page.model.refresh()
    desk.settle()
    desk.page.table.selectAll()
    desk.page.steps.merge_button.click()
    desk.settle()
    warning = sheet(desk, MergeSheet).warning
    assert not warning.isHidden()
    told = warning.text.text()
    assert "1 號電梯" in told
    assert desk.services.tickets.detail(tickets[0]).place_label in told


def test_where_one_of_many_refuses_the_others_are_done_with_enter(
    desk: Desk, tickets: tuple[int, int, int]
) -> None:
    desk.app.window.context.bus.publish(desk.services.office.set("acceptance", "optional").changes)
    desk.settle()
    desk.services.tickets.move(tickets[:2], Move(Action.START))
    desk.services.tickets.move(tickets[:2], Move(Action.FINISH))
    desk.page.model.refresh()
    desk.settle()
    desk.page.table.selectAll()
    desk.page.steps.buttons[Action.CLOSE].click()
    desk.settle()
    opened = sheet(desk, RestSheet)
    assert opened.notice.title.text() == "有 1 件不能執行此步驟，因此全部未變更"
    assert opened.reasons[0].text().startswith("115-0003")
    assert opened.save_button.text() == "其餘 2 件照做"
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    assert not desk.open_sheets()
    assert [desk.status(one) for one in tickets] == [Status.CLOSED, Status.CLOSED, Status.REPORTED]
    desk.undo()
    assert desk.status(tickets[0]) == Status.DONE


def test_what_was_told_of_a_step_is_kept_when_some_refuse(
    desk: Desk, tickets: tuple[int, int, int], make: Make
) -> None:
    make.user("陳建志")
    desk.services.labels.forget()
    desk.services.tickets.move(tickets[:1], Move(Action.CANCEL, reason="重複"))
    desk.page.moves.many(Action.DISPATCH, tickets)
    desk.settle()
    dispatch = sheet(desk, DispatchSheet)
    desk.write("陳建志")
    desk.press(Qt.Key.Key_Return)
    desk.write("帶梯子")
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    assert sheet(desk, RestSheet)
    desk.press(Qt.Key.Key_Escape)
    assert desk.open_sheets() == [dispatch]
    assert dispatch.words.toPlainText() == "帶梯子"
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    assert not desk.open_sheets()
    assert [desk.status(one) for one in tickets[1:]] == [Status.DISPATCHED] * 2


def test_a_step_none_of_the_chosen_can_take_is_disabled_and_says_why(
    desk: Desk, tickets: tuple[int, int, int]
) -> None:
    desk.app.window.context.bus.publish(desk.services.office.set("acceptance", "optional").changes)
    desk.settle()
    buttons = desk.page.steps.buttons
    desk.page.table.selectAll()
    desk.settle()
    assert not buttons[Action.CLOSE].isEnabled()
    assert "無法執行「結案」：新案" in buttons[Action.CLOSE].accessibleDescription()
    assert "無法執行「結案」" in buttons[Action.CLOSE].toolTip()
    assert buttons[Action.DISPATCH].isEnabled()
    menu = desk.page.steps.menu()
    assert {a.text(): a.isEnabled() for a in menu.actions() if a.text()}["結案"] is False
    menu.deleteLater()
    desk.services.tickets.move(tickets[:2], Move(Action.START))
    desk.services.tickets.move(tickets[:2], Move(Action.FINISH))
    desk.page.model.refresh()
    desk.settle()
    assert buttons[Action.CLOSE].isEnabled()
    assert buttons[Action.CLOSE].toolTip() == ""
    assert not desk.page.steps.merge_button.isEnabled()
    assert desk.page.steps.merge_button.toolTip() == "只有未完工的案件可以併案：新案、待驗收"


def test_the_work_orders_of_all_chosen_tickets_are_one_file(
    desk: Desk, tickets: tuple[int, int, int], tmp_path: Path
) -> None:
    desk.services.ticket_links.link(tickets[1], tickets[0], "blocked_by")
    desk.app.prefs.set(FOLDER, str(tmp_path))
    desk.page.table.selectAll()
    desk.page.steps.print_button.click()
    desk.settle()
    paper = next(tmp_path.glob("*.pdf"))
    pages = [page.extract_text() for page in pypdf.PdfReader(paper).pages]
    assert len(pages) == 3
    assert any("須待下列案件完工" in text and "更換水管" in text for text in pages)


def test_the_menu_of_many_offers_merging_and_printing(desk: Desk, tickets: tuple[int, int, int]) -> None:
    menu = desk.page.steps.menu()
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts[:4] == ["派工", "等待", "驗收", "結案"]
    assert texts[-2:] == ["併案…", "派工單"]
    menu.deleteLater()
