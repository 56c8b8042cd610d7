"""Rounds and follow-ups from the audits page: begin, arrange, explain, close, look back; send, finish, drop."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from db.models import AuditRound
from facilities_app.bootstrap import Program
from facilities_app.domain.audit_rows import KeyedVisit
from facilities_app.domain.clock import FixedClock, at
from tests.factories import Make
from tests.ui.pages.record_desk import ALT, CONTROL, Desk, desk_at
from ui.pages.audits.page import AuditsPage
from ui.pages.audits.round_sheets import CloseSheet, ExplainSheet, NewRoundSheet
from ui.pages.audits.route_sheet import RouteSheet
from ui.pages.audits.step_sheets import BeginSheet, DropSheet, FinishSheet, SendSheet

TODAY = date(2026, 11, 23)


@pytest.fixture
def desk(program: Program, make: Make, clock: FixedClock, qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """The page before any round, over three units that are lived in and one that is empty."""
    for number in range(1, 4):
        make.agreement(make.unit(f"M10{number}"), "林大德", starts_on=date(2025, 7, 1))
    make.unit("M104", status="vacant")
    with desk_at(program, clock, qtbot, tmp_path, "audits") as made:
        yield made


def page_of(desk: Desk) -> AuditsPage:
    return cast(AuditsPage, desk.app.window.stack.page())


def begun(desk: Desk) -> AuditsPage:
    """The page with a round of three units."""
    page = page_of(desk)
    audits = desk.services.audits
    starts = TODAY - timedelta(days=14)
    outcome = audits.new(2026, 2, starts, TODAY + timedelta(days=7), "occupied")
    desk.app.window.context.announce(outcome)
    desk.settle()
    assert page.shown is not None
    return page


def keyed(desk: Desk, finding: str) -> int:
    """Key the unit in front; gives back its visit."""
    page = page_of(desk)
    visit = page.visit
    page.unit.findings.take(finding)
    page.home()
    desk.press(Qt.Key.Key_Return)
    return visit


def save(desk: Desk) -> None:
    desk.press(Qt.Key.Key_Return, CONTROL)


# -- rounds ----------------------------------------------------------------------------------------


def test_without_a_round_the_page_offers_to_begin_one(desk: Desk) -> None:
    page = page_of(desk)
    assert page.empty.isVisible()
    assert desk.focus is page.empty.button
    desk.press(Qt.Key.Key_Return)
    sheet = desk.sheet(NewRoundSheet)
    assert (sheet.year.text(), sheet.ordinal.value(), sheet.scope.currentData()) == ("115", 2, "occupied")
    save(desk)
    assert page.shown is not None
    assert [line.unit_code for line in page.shown.lines] == ["M101", "M102", "M103"]
    assert "115 年第 2 次" in page.note
    assert page.list.rows.hasFocus()
    desk.undo()
    assert page.empty.isVisible()


def test_the_scope_is_the_settings_and_can_be_another(desk: Desk) -> None:
    desk.services.office.set("audit_scope", "quarters")
    page_of(desk).desk.new_round()
    desk.settle()
    assert desk.sheet(NewRoundSheet).scope.currentData() == "quarters"
    save(desk)
    shown = page_of(desk).shown
    assert shown is not None
    assert "M104" in [line.unit_code for line in shown.lines]


def test_what_a_round_cannot_be_is_said_beside_its_field(desk: Desk) -> None:
    page = begun(desk)
    page.desk.new_round()
    desk.settle()
    sheet = desk.sheet(NewRoundSheet)
    save(desk)
    assert "已有" in sheet.fields["ordinal"].error()
    sheet.due.set_value(TODAY - timedelta(days=1))
    save(desk)
    assert "截止日" in sheet.fields["due_on"].error()
    sheet.year.setText("今年")
    save(desk)
    assert sheet.fields["year"].error()


def test_the_route_is_arranged_by_keys_and_named(desk: Desk) -> None:
    page = begun(desk)
    page.desk.arrange()
    sheet = desk.sheet(RouteSheet)
    assert desk.focus is sheet.list
    for _ in range(2):
        desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Up, ALT)
    desk.press(Qt.Key.Key_Up, ALT)
    desk.press(Qt.Key.Key_Up, ALT)
    sheet.name.setText("週一晚間")
    sheet.put_on_route()
    save(desk)
    assert page.shown is not None
    assert [(line.unit_code, line.route) for line in page.shown.lines] == [
        ("M103", "週一晚間"),
        ("M101", ""),
        ("M102", ""),
    ]
    desk.undo()
    assert page.shown.lines[0].unit_code == "M101"


def test_a_round_with_open_units_is_closed_once_each_is_explained(desk: Desk) -> None:
    page = begun(desk)
    keyed(desk, "residing")
    page.unit.explain.click()
    desk.sheet(ExplainSheet)
    desk.write("整年外派")
    desk.press(Qt.Key.Key_Return)
    assert "整年外派" in page.unit.known.text()
    page.desk.close_round()
    closing = desk.sheet(CloseSheet)
    assert len(closing.lines) == 2
    save(desk)
    assert "M103" in desk.words(closing)
    assert "尚有" in closing.notice.title.text()
    list(closing.lines.values())[1].setFocus()
    desk.write("整修中")
    save(desk)
    assert page.shown is not None
    assert page.shown.closed_at is not None
    assert desk.sheets() == []


def test_a_closed_round_is_read_only_and_says_so(desk: Desk) -> None:
    page = begun(desk)
    visit = keyed(desk, "not_residing")
    keyed(desk, "residing")
    keyed(desk, "residing")
    assert page.shown is not None
    outcome = desk.services.audits.close(page.shown.id)
    desk.app.window.context.announce(outcome)
    desk.settle()
    assert "已結束" in page.head.period.text()
    assert "內容不再變更" in page.unit.closed.title.text()
    assert not page.unit.save_button.isVisible()
    page.go_to(visit)
    desk.settle()
    page.home()
    desk.write("1")
    desk.press(Qt.Key.Key_Return)
    assert page.unit.findings.value == "not_residing"
    assert desk.services.audits.visit(visit).finding == "not_residing"
    picture = QImage(40, 30, QImage.Format.Format_RGB32)
    picture.fill(QColor("#336699"))
    QGuiApplication.clipboard().setImage(picture)
    desk.press(Qt.Key.Key_V, CONTROL)
    assert desk.services.audits.visit(visit).photos == 0
    page.unit.evidence.photos.add([picture])
    desk.settle()
    assert desk.services.audits.visit(visit).photos == 0


def test_a_round_that_is_known_from_a_report_only_says_so(desk: Desk, make: Make) -> None:
    page = begun(desk)
    old = make._add(AuditRound(year=2017, ordinal=1, name="106 年第 1 次", closed_on=date(2017, 6, 30)))
    page.show_round(old)
    desk.settle()
    assert page.no_list.isVisible()
    desk.write("1")
    page.show_round(next(key for key, name in page.rounds if "115" in name))
    desk.settle()
    assert page.unit.isVisible()
    assert page.unit.code.text() == "M101"
    assert page.unit.findings.value == ""


def test_another_round_is_chosen_from_the_menu(desk: Desk) -> None:
    page = begun(desk)
    first = page.shown
    assert first is not None
    outcome = desk.services.audits.new(2027, 1, date(2027, 5, 4), date(2027, 6, 30), "occupied")
    desk.app.window.context.announce(outcome)
    desk.settle()
    menu = QMenu(page)
    page.fill_rounds(menu)
    assert [one.isChecked() for one in menu.actions()] == [False, True]
    menu.actions()[0].trigger()
    desk.settle()
    assert page.shown is not None
    assert page.shown.year == 2027
    page.desk.fill_menu(menu)
    assert any("結束查考" in one.text() for one in menu.actions())


# -- follow-ups ------------------------------------------------------------------------------------


def test_a_letter_goes_to_its_end_by_sheets(desk: Desk) -> None:
    page = begun(desk)
    keyed(desk, "not_residing")
    row = page.follow.rows()[0]
    assert [key for key, _words in row.choices()] == ["print", "send", "statement", "decision", "drop"]
    row.asked.emit("send")
    sheet = desk.sheet(SendSheet)
    save(desk)
    assert "發文字號" in sheet.fields["document"].error()
    desk.write("高市秘總字第1號")
    assert "115/12/08" in sheet.told.text()
    save(desk)
    row = page.follow.rows()[0]
    assert (row.found.state, row.found.due_on) == ("open", date(2026, 12, 8))
    assert "剩 15 天" in row.accessibleName()
    row.asked.emit("finish")
    desk.sheet(FinishSheet)
    save(desk)
    assert page.follow.rows() == []
    page.follow.settled.click()
    row = page.follow.rows()[0]
    row.asked.emit("statement")
    desk.sheet(BeginSheet)
    save(desk)
    assert sorted(one.found.kind for one in page.follow.rows()) == ["letter", "statement"]
    desk.undo()
    assert [one.found.kind for one in page.follow.rows()] == ["letter"]


def test_a_second_visit_is_begun_and_dropped_with_a_reason(desk: Desk) -> None:
    page = begun(desk)
    page.follow.new_button.click()
    sheet = desk.sheet(BeginSheet)
    sheet.kind.set_value("revisit")
    sheet.due.set_value(TODAY + timedelta(days=1))
    save(desk)
    row = page.follow.rows()[0]
    assert row.found.kind == "revisit"
    row.asked.emit("drop")
    dropping = desk.sheet(DropSheet)
    save(desk)
    assert dropping.fields["reason"].error()
    desk.write("已另行約定")
    save(desk)
    assert page.follow.rows() == []


def test_what_is_late_is_told_in_red(desk: Desk, clock: FixedClock) -> None:
    page = begun(desk)
    visit = page.visit
    outcome = desk.services.audits.record(
        visit,
        1,
        KeyedVisit("not_met", at(TODAY - timedelta(days=6), 18, 0), revisit_on=TODAY - timedelta(days=3)),
    )
    desk.app.window.context.announce(outcome)
    desk.settle()
    row = page.follow.rows()[0]
    assert "逾期 3 天" in row.accessibleName()
    assert row._left.tone == "red"


# -- papers ----------------------------------------------------------------------------------------


def test_forms_route_and_letter_are_printed_from_the_page(desk: Desk, tmp_path: Path) -> None:
    page = begun(desk)
    keyed(desk, "not_residing")
    desk.press(Qt.Key.Key_P, CONTROL)
    desk.settle()
    page.papers.print_route()
    page.papers.print_blank()
    page.follow.rows()[0].asked.emit("print")
    desk.settle()
    page.papers.report("pdf")
    page.papers.report("xlsx", roster=True)
    desk.settle()
    made = sorted(path.name for path in tmp_path.glob("115*"))
    assert len(made) == 6
    page.papers.copy_sentence()
    desk.settle()
    assert QGuiApplication.clipboard().text() in desk.said()
    assert any("居住事實查考紀錄表" in name for name in made)
    menu = QMenu(page)
    page.papers.fill_menu(menu)
    assert any("M102" in one.text() for one in menu.actions())


def test_in_a_narrow_window_what_follows_has_a_button(desk: Desk, qtbot: QtBot) -> None:
    page, window = begun(desk), desk.app.window
    assert page.follow.isVisible()
    window.resize(1240, 700)
    qtbot.waitUntil(lambda: not page.follow.isVisible())
    page.head.follow_button.click()
    assert page.follow.isVisible()
    window.resize(1366, 768)
    qtbot.waitUntil(lambda: not page.head.follow_button.isVisible())
    assert page.follow.isVisible()
