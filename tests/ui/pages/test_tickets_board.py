"""The board and my day: cards are dragged and moved by keys as far as states allow, and every move has its way back."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from facilities_app.bootstrap import Program
from facilities_app.domain.boards import COLUMNS, ENDS, BoardRights
from facilities_app.domain.clock import FixedClock, at
from facilities_app.domain.lists import Condition
from facilities_app.domain.tickets import Action, Status
from facilities_app.services.tickets import Move, NewTicket
from tests.factories import Make
from tests.ui.pages.tickets_desk import CONTROL, SHIFT, Desk, desk_at
from ui import theme
from ui.components.papers import FOLDER
from ui.models import roles
from ui.pages.tickets.board import Board
from ui.pages.tickets.board_card import BAR
from ui.pages.tickets.board_card_paint import PAD, head_words
from ui.pages.tickets.board_column import BoardColumn
from ui.pages.tickets.move_sheets import DispatchSheet, HoldSheet
from ui.pages.tickets.my_day import MyDay
from ui.pages.tickets.visit_sheet import VisitSheet
from ui.widgets import drawing

TODAY = date(2026, 11, 23)
LEFT_BUTTON, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def worker(make: Make, program: Program) -> int:
    made = make.user("林育成")
    program.services.base.act_as(made)
    return made


@pytest.fixture
def tickets(make: Make, program: Program, worker: int) -> dict[Status, int]:
    """One ticket in every state of the board."""
    steps = {
        Status.REPORTED: (),
        Status.ACCEPTED: (Move(Action.ACCEPT),),
        Status.DISPATCHED: (Move(Action.DISPATCH, assignee_id=worker),),
        Status.IN_PROGRESS: (Move(Action.START),),
        Status.ON_HOLD: (
            Move(Action.ACCEPT),
            Move(Action.HOLD, hold_reason="parts", hold_until=date(2026, 12, 1)),
        ),
        Status.DONE: (Move(Action.START), Move(Action.FINISH)),
        Status.VERIFIED: (Move(Action.START), Move(Action.FINISH)),
    }
    made = {}
    for status, moves in steps.items():
        ticket = make.ticket(f"案件 {status.name}").id
        for move in moves:
            program.services.tickets.move((ticket,), move)
        made[status] = ticket
    program.services.base.act_as(make.user("陳世明"))  # a second person verifies
    program.services.tickets.move((made[Status.VERIFIED],), Move(Action.VERIFY))
    program.services.base.act_as(worker)
    return made


@pytest.fixture
def desk(
    tickets: dict[Status, int], program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> Iterator[Desk]:
    with desk_at(program, clock, qtbot, tmp_path) as made:
        made.app.window.resize(1600, 900)
        made.press(Qt.Key.Key_2, CONTROL)
        made.settle()
        yield made


def board(desk: Desk) -> Board:
    assert desk.page.faces is not None
    found = desk.page.faces.board
    assert found is not None
    return found


def my_day(desk: Desk) -> MyDay:
    desk.press(Qt.Key.Key_3, CONTROL)
    desk.settle()
    assert desk.page.faces is not None
    found = desk.page.faces.day
    assert found is not None
    return found


def shown(column: BoardColumn) -> list[int]:
    """The tickets of a column, top down."""
    ids = (column.model.id_at(row) for row in range(column.model.rowCount()))
    return [ticket for ticket in ids if ticket is not None]


def spread(desk: Desk) -> dict[Status, list[int]]:
    return {column.status: shown(column) for column in board(desk).columns}


def lift(desk: Desk, status: Status) -> BoardColumn:
    """Press on the first card of a column and pull it far enough."""
    column = board(desk).column(status)
    view, start = column.list.viewport(), column.list.visualRect(column.model.index(0, 0)).center()
    QTest.mousePress(view, LEFT_BUTTON, PLAIN, start)
    QTest.mouseMove(view, start + QPoint(8, 8))
    QTest.mouseMove(view, start + QPoint(16, 16))
    QCoreApplication.processEvents()
    return column


def middle_of(desk: Desk, target: Status) -> QPoint:
    """Where to drop a card on a state, in the board's coordinates."""
    here = board(desk)
    if target in ENDS:
        return here.hand.ends.centre_of(target)
    column = here.column(target)
    return column.mapTo(here, column.rect().center())


def drag(desk: Desk, source: Status, target: Status) -> None:
    """Drag the first card of a column onto a state, by mouse."""
    column = lift(desk, source)
    view, here = column.list.viewport(), board(desk)
    end = view.mapFromGlobal(here.mapToGlobal(middle_of(desk, target)))
    QTest.mouseMove(view, end)
    QTest.mouseRelease(view, LEFT_BUTTON, PLAIN, end)
    desk.settle()


def test_the_board_has_every_open_ticket_in_its_column_with_its_count(
    desk: Desk, tickets: dict[Status, int]
) -> None:
    assert spread(desk) == {status: [tickets[status]] for status in COLUMNS}
    assert [column.count_text() for column in board(desk).columns] == ["1"] * len(COLUMNS)
    assert board(desk).column(Status.ON_HOLD).list.accessibleName() == "等待中，1 件"


def test_a_card_reads_as_a_sentence(desk: Desk) -> None:
    model = board(desk).column(Status.ON_HOLD).model
    words = model.data(model.index(0, 0), roles.ACCESSIBLE)
    assert "115-0005" in words
    assert "案件 ON_HOLD" in words
    assert "待料" in words


def test_a_card_dropped_on_a_state_that_asks_nothing_moves_at_once_and_back(
    desk: Desk, tickets: dict[Status, int]
) -> None:
    drag(desk, Status.DISPATCHED, Status.IN_PROGRESS)
    assert desk.status(tickets[Status.DISPATCHED]) == Status.IN_PROGRESS
    assert not desk.open_sheets()
    desk.qtbot.waitUntil(lambda: spread(desk)[Status.DISPATCHED] == [])
    desk.qtbot.waitUntil(lambda: tickets[Status.DISPATCHED] in spread(desk)[Status.IN_PROGRESS])
    desk.undo()
    desk.qtbot.waitUntil(lambda: spread(desk)[Status.DISPATCHED] == [tickets[Status.DISPATCHED]])


def test_a_card_dropped_where_something_must_be_told_opens_the_sheet(
    desk: Desk, tickets: dict[Status, int]
) -> None:
    drag(desk, Status.IN_PROGRESS, Status.ON_HOLD)
    assert isinstance(desk.move_sheet, HoldSheet)
    assert desk.status(tickets[Status.IN_PROGRESS]) == Status.IN_PROGRESS
    desk.press(Qt.Key.Key_1)
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    assert desk.status(tickets[Status.IN_PROGRESS]) == Status.ON_HOLD
    desk.qtbot.waitUntil(lambda: len(spread(desk)[Status.ON_HOLD]) == 2)


def test_giving_up_the_sheet_leaves_the_card_where_it_was(desk: Desk, tickets: dict[Status, int]) -> None:
    drag(desk, Status.REPORTED, Status.DISPATCHED)
    assert isinstance(desk.move_sheet, DispatchSheet)
    desk.press(Qt.Key.Key_Escape)
    desk.settle()
    assert spread(desk)[Status.REPORTED] == [tickets[Status.REPORTED]]


def test_who_gave_up_a_move_and_went_on_is_not_fetched_back(
    desk: Desk, tickets: dict[Status, int], program: Program
) -> None:
    here = board(desk)
    desk.qtbot.waitUntil(lambda: here.current == tickets[Status.REPORTED])
    desk.press(Qt.Key.Key_Right)
    desk.press(Qt.Key.Key_Right)
    desk.press(Qt.Key.Key_Right)
    desk.press(Qt.Key.Key_Right, CONTROL | SHIFT)  # in progress, to on hold
    desk.settle()
    desk.press(Qt.Key.Key_Escape)
    desk.settle()
    desk.press(Qt.Key.Key_Left)
    assert here.current == tickets[Status.DISPATCHED]
    program.services.tickets.add_note(tickets[Status.IN_PROGRESS], "x")
    for column in here.columns:
        column.model.refresh()
    desk.settle()
    assert here.current == tickets[Status.DISPATCHED]


def test_another_question_begins_at_its_first_card(desk: Desk, tickets: dict[Status, int]) -> None:
    desk.page.choose(tickets[Status.DONE])
    desk.settle()
    desk.page.set_query(desk.page.model.query.where(Condition("status", "in", (30, 40))))
    desk.settle()
    desk.qtbot.waitUntil(lambda: board(desk).current == tickets[Status.DISPATCHED])


def test_while_a_card_is_lifted_the_columns_that_cannot_take_it_say_why(desk: Desk) -> None:
    column = lift(desk, Status.REPORTED)
    here = board(desk)
    allowed = {one.status for one in here.columns if one.drop is not None and one.drop.is_allowed}
    assert allowed == {Status.ACCEPTED, Status.DISPATCHED, Status.IN_PROGRESS}
    words = {one.status: one.veil.words for one in here.columns if one.veil.isVisible()}
    assert words[Status.DONE] == "須先：受理"
    assert Status.REPORTED not in words
    assert here.hand.ends.isVisible()
    assert here.hand.ends.drop_on(Status.REJECTED).action is Action.REJECT
    assert not here.hand.ends.drop_on(Status.CLOSED).is_allowed
    assert here.hand.card.isVisible()
    QTest.keyClick(column.list, Qt.Key.Key_Escape)
    assert not here.hand.card.isVisible()
    assert not here.hand.ends.isVisible()
    assert not any(one.veil.isVisible() for one in here.columns)
    QTest.mouseRelease(column.list.viewport(), LEFT_BUTTON, PLAIN, QPoint(5, 5))
    desk.settle()
    assert not desk.toasts


def test_dropping_where_it_cannot_stand_says_what_to_do_first(desk: Desk, tickets: dict[Status, int]) -> None:
    drag(desk, Status.REPORTED, Status.DONE)
    assert desk.said() == "「新案」的案件不能直接移到「待驗收」。須先：受理。"
    assert desk.status(tickets[Status.REPORTED]) == Status.REPORTED
    drag(desk, Status.REPORTED, Status.REPORTED)
    assert len(desk.toasts) == 1


def test_a_card_can_be_dropped_on_the_end_of_its_life(desk: Desk, tickets: dict[Status, int]) -> None:
    drag(desk, Status.VERIFIED, Status.CLOSED)
    desk.press(Qt.Key.Key_Return, CONTROL)  # nobody said how satisfied they are
    desk.settle()
    assert desk.status(tickets[Status.VERIFIED]) == Status.CLOSED
    desk.qtbot.waitUntil(lambda: spread(desk)[Status.VERIFIED] == [])
    drag(desk, Status.ACCEPTED, Status.REJECTED)
    desk.move_sheet.fields["reason"].field.setFocus()
    desk.write("not ours")
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    assert desk.status(tickets[Status.ACCEPTED]) == Status.REJECTED


def test_a_step_the_role_does_not_allow_is_dimmed_with_that_reason(
    desk: Desk, program: Program, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    less = BoardRights(frozenset(Action) - {Action.START})
    monkeypatch.setattr(program.services.boards, "rights", lambda: less)
    board(desk)._read_rights()
    desk.settle()
    column = lift(desk, Status.DISPATCHED)
    assert board(desk).column(Status.IN_PROGRESS).veil.words == "您的角色不能：到場處理"
    QTest.mouseRelease(column.list.viewport(), LEFT_BUTTON, PLAIN, QPoint(-5, -5))


def test_the_keyboard_walks_moves_and_goes_with_the_card(desk: Desk, tickets: dict[Status, int]) -> None:
    here = board(desk)
    desk.qtbot.waitUntil(lambda: here.current == tickets[Status.REPORTED])
    desk.press(Qt.Key.Key_Right)
    desk.press(Qt.Key.Key_Right)
    assert here.current == tickets[Status.DISPATCHED]
    desk.press(Qt.Key.Key_Right, CONTROL | SHIFT)
    desk.settle()
    assert desk.status(tickets[Status.DISPATCHED]) == Status.IN_PROGRESS
    progress = here.column(Status.IN_PROGRESS)
    desk.qtbot.waitUntil(lambda: len(shown(progress)) == 2)
    desk.settle()
    assert here.current == tickets[Status.DISPATCHED]
    assert progress.list.hasFocus()
    desk.press(Qt.Key.Key_Left, CONTROL | SHIFT)
    desk.settle()
    assert isinstance(desk.move_sheet, DispatchSheet)
    desk.press(Qt.Key.Key_Escape)


def test_the_keyboard_says_when_there_is_no_column_to_go_to(desk: Desk, tickets: dict[Status, int]) -> None:
    desk.qtbot.waitUntil(lambda: board(desk).current == tickets[Status.REPORTED])
    desk.press(Qt.Key.Key_Left, CONTROL | SHIFT)
    assert desk.said().startswith("這一側沒有此案可移入的欄位")


def test_m_offers_every_step_of_the_card(desk: Desk, tickets: dict[Status, int]) -> None:
    desk.qtbot.waitUntil(lambda: board(desk).current == tickets[Status.REPORTED])
    desk.press(Qt.Key.Key_M)
    desk.settle()
    menu = next(menu for menu in desk.page.findChildren(QMenu) if menu.isVisible())
    words = [action.text() for action in menu.actions() if action.text()]
    assert {"派工", "受理", "到場處理", "退件", "取消案件", "排定到場…"} <= set(words)
    menu.close()


def test_filters_and_search_narrow_the_board_as_they_do_the_list(
    desk: Desk, tickets: dict[Status, int], make: Make
) -> None:
    page = desk.page
    page.set_query(page.model.query.where(Condition("status", "in", (10, 50))))
    desk.settle()
    counts = {column.status: column.count_text() for column in board(desk).columns}
    assert (counts[Status.REPORTED], counts[Status.ON_HOLD], counts[Status.DONE]) == ("1", "1", "－")
    page.set_query(page.model.query.without("status"))
    desk.settle()
    page.filters.search.setText("案件 DONE")
    desk.settle()
    desk.qtbot.waitUntil(lambda: spread(desk)[Status.REPORTED] == [])
    assert spread(desk)[Status.DONE] == [tickets[Status.DONE]]


def test_what_is_closed_is_not_shown_as_nothing(desk: Desk) -> None:
    desk.view("closed_month")
    assert {column.count_text() for column in board(desk).columns} == {"－"}


def test_enter_opens_the_card_wide_and_escape_goes_back_to_it(desk: Desk, tickets: dict[Status, int]) -> None:
    desk.qtbot.waitUntil(lambda: board(desk).current == tickets[Status.REPORTED])
    assert desk.pane.isHidden()
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    assert desk.pane.detail is not None
    assert desk.pane.detail.id == tickets[Status.REPORTED]
    assert not board(desk).isVisible()
    desk.press(Qt.Key.Key_Escape)
    desk.settle()
    assert board(desk).isVisible()
    assert desk.pane.isHidden()
    assert board(desk).column(Status.REPORTED).list.hasFocus()
    desk.press(Qt.Key.Key_Space)
    desk.settle()
    assert not desk.pane.isHidden()


def test_a_ticket_somebody_is_sent_to_is_found_on_the_board(desk: Desk, tickets: dict[Status, int]) -> None:
    desk.page.show_what(record=tickets[Status.DONE])
    desk.settle()
    assert board(desk).current == tickets[Status.DONE]
    assert desk.pane.detail is not None
    assert desk.pane.detail.id == tickets[Status.DONE]


def test_the_face_comes_back_next_time(
    tickets: dict[Status, int], program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with desk_at(program, clock, qtbot, tmp_path) as first:
        assert first.page.face == "list"
        first.press(Qt.Key.Key_2, CONTROL)
        first.settle()
        first.page.keep_state()
        first.app.window.stack.clear()
        first.app.window.navigate("tickets")
        first.settle()
        assert first.page.face == "board"
        assert first.page.faces is not None
        assert first.page.faces.pane_shown("list")


# -- visits ------------------------------------------------------------------------------------------


def test_a_visit_is_planned_from_the_card_and_shown_on_it(desk: Desk, tickets: dict[Status, int]) -> None:
    desk.qtbot.waitUntil(lambda: board(desk).current == tickets[Status.REPORTED])
    desk.press(Qt.Key.Key_V)
    desk.settle()
    sheet = next(sheet for sheet in desk.open_sheets() if isinstance(sheet, VisitSheet))
    sheet.time.setText("25")
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert sheet.fields["time"].error().startswith("「25」不是時間")
    sheet.day.set_value(date(2026, 11, 24))
    sheet.time.setText("1430")
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    assert desk.said() == "115-0001 排定 115/11/24 14:30 到場"
    assert desk.services.tickets.detail(tickets[Status.REPORTED]).visit_at == at(date(2026, 11, 24), 14, 30)
    model = board(desk).column(Status.REPORTED).model
    desk.qtbot.waitUntil(lambda: "到場" in model.data(model.index(0, 0), roles.ACCESSIBLE))
    desk.undo()
    assert desk.services.tickets.detail(tickets[Status.REPORTED]).visit_at is None


def test_the_visits_of_all_chosen_tickets_are_planned_as_one_step(
    desk: Desk, tickets: dict[Status, int]
) -> None:
    desk.press(Qt.Key.Key_1, CONTROL)
    desk.settle()
    wanted = [tickets[status] for status in COLUMNS if status < Status.DONE]
    desk.page.set_query(desk.page.model.query.where(Condition("status", "in", (10, 20, 30, 40, 50))))
    desk.settle()
    desk.press(Qt.Key.Key_A, CONTROL)
    desk.settle()
    desk.page.steps.plan_visit()
    desk.settle()
    sheet = next(sheet for sheet in desk.open_sheets() if isinstance(sheet, VisitSheet))
    sheet.day.set_value(date(2026, 11, 24))
    sheet.time.setText("9")
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    assert desk.said() == "已排定 5 件的到場時間"
    visits = {desk.services.tickets.detail(ticket).visit_at for ticket in wanted}
    assert visits == {at(date(2026, 11, 24), 9)}
    desk.undo()
    assert desk.services.tickets.detail(wanted[0]).visit_at is None


def test_the_pane_tells_the_planned_visit_and_changes_it(desk: Desk, tickets: dict[Status, int]) -> None:
    ticket = tickets[Status.DISPATCHED]
    desk.services.visits.plan((ticket,), at(date(2026, 11, 25), 9, 30))
    desk.choose(ticket)
    assert desk.pane.about.visit is not None
    assert desk.pane.about.visit.text() == "115/11/25 09:30"
    desk.pane.about.visit.click()
    desk.settle()
    sheet = next(sheet for sheet in desk.open_sheets() if isinstance(sheet, VisitSheet))
    assert (sheet.day.value(), sheet.time.text()) == (date(2026, 11, 25), "09:30")
    sheet.take_off()
    desk.settle()
    desk.qtbot.waitUntil(
        lambda: desk.pane.about.visit is not None and desk.pane.about.visit.text() == "排定…"
    )


# -- my day ------------------------------------------------------------------------------------------


def test_my_day_lists_what_i_do_and_s_takes_the_next_step(
    desk: Desk, tickets: dict[Status, int], make: Make, worker: int
) -> None:
    ticket = tickets[Status.DISPATCHED]
    desk.services.visits.plan((ticket,), at(TODAY, 10))
    make.task(due=TODAY, title="客梯每月檢查", assignee_id=worker)
    day = my_day(desk)
    assert [(group.key, [entry.title for entry in group.entries]) for group in day.groups] == [
        ("visit", ["案件 DISPATCHED"]),
        ("task", ["客梯每月檢查"]),
    ]
    assert day.note.text() == "林育成：今日待辦 2 件"
    assert not desk.page.filters.isVisible()
    assert day.list.hasFocus()
    assert day.current == ticket
    desk.press(Qt.Key.Key_S)
    desk.settle()
    assert desk.status(ticket) == Status.IN_PROGRESS
    desk.qtbot.waitUntil(lambda: day.groups[0].entries[0].status == Status.IN_PROGRESS)
    desk.press(Qt.Key.Key_S)
    desk.settle()
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    assert desk.status(ticket) == Status.DONE
    desk.qtbot.waitUntil(lambda: [group.key for group in day.groups] == ["task"])


def test_my_day_is_printed(desk: Desk, tickets: dict[Status, int], tmp_path: Path) -> None:
    desk.services.visits.plan((tickets[Status.DISPATCHED],), at(TODAY, 10))
    desk.app.window.context.prefs.set(FOLDER, str(tmp_path))
    my_day(desk)
    desk.press(Qt.Key.Key_P, CONTROL)
    desk.qtbot.waitUntil(lambda: bool(list(tmp_path.glob("*每日派工單*.pdf"))))
    desk.settle()
    text = pypdf.PdfReader(next(iter(tmp_path.glob("*每日派工單*.pdf")))).pages[0].extract_text()
    assert "案件 DISPATCHED" in text
    assert "林育成" in text


def test_a_day_with_nothing_to_do_says_so(
    program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path, make: Make
) -> None:
    program.services.base.act_as(make.user("陳世明"))
    with desk_at(program, clock, qtbot, tmp_path) as desk:
        day = my_day(desk)
        assert day.empty.isVisible()
        assert "陳世明" in day.empty.text.text()


def test_the_counts_follow_when_a_repair_is_logged_while_the_board_is_shown(
    desk: Desk, tickets: dict[Status, int]
) -> None:
    before = desk.page.note
    made = desk.services.tickets.log
    place = desk.services.tickets.detail(tickets[Status.REPORTED]).place_id
    desk.app.window.context.change(lambda: made(NewTicket("新的報修", place_id=place)))
    desk.settle()
    desk.qtbot.waitUntil(lambda: desk.page.note != before)
    desk.settle()
    assert board(desk).column(Status.REPORTED).count_text() == "2"
    assert desk.page.note == "8 件"
    assert desk.app.window.topbar.note.text() == "8 件"


@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_how_late_an_urgent_ticket_is_stands_whole_on_the_narrowest_card(
    tickets: dict[Status, int],
    make: Make,
    program: Program,
    clock: FixedClock,
    qtbot: QtBot,
    tmp_path: Path,
    language: str,
) -> None:
    make.ticket("很久以前的報修", priority=1)
    clock.move(timedelta(days=140))
    with desk_at(program, clock, qtbot, tmp_path, language) as desk:
        desk.press(Qt.Key.Key_2, CONTROL)
        desk.settle()
        column = board(desk).column(Status.REPORTED)
        column.resize(column.minimumWidth(), 600)
        QCoreApplication.processEvents()
        room = column.list.viewport().width() - BAR - 2 * PAD
        row = column.model.data(column.model.index(0, 0), roles.ROW)
        words = column.model.reader.words(row)
        assert (words.due.tone, words.priority_icon != "") == ("red", True)
        number, due = head_words(words, room)
        assert due == words.due.text
        icon = theme.current().sizes.icon_small + 4
        told = drawing.text_width(number, "small", drawing.MEDIUM)
        told += drawing.text_width(due, "small", drawing.MEDIUM)
        assert icon + told + 6 <= room
