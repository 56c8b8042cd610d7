"""The bell's inbox over a real database: put off and noted by key and by mouse, and taken back."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.rows import DueItem
from facilities_app.services.inbox import Reminder
from tests.factories import Make
from ui.app import App, Options
from ui.notify import Toast
from ui.shell.notice_line import Notice
from ui.shell.notifications import NotificationsPopover
from ui.shell.registry import PageSpec
from ui.shell.snooze_sheet import SnoozeSheet
from ui.shell.tray import Tray
from ui.widgets.buttons import GhostButton

TODAY = date(2026, 11, 23)
PAGE = PageSpec("tickets", "Tickets", "wrench", "ui.pages.tickets")


class Desk:
    """The window, its bell, and what was said."""

    def __init__(self, app: App, qtbot: QtBot) -> None:
        self.app, self.qtbot = app, qtbot
        self.toasts: list[Toast] = []
        app.notify.toasted.connect(self.toasts.append)
        app.start()
        qtbot.waitUntil(lambda: app.window.stack.key != "")
        qtbot.waitUntil(lambda: self.count() > 0)

    def count(self) -> int:
        words = self.app.window.topbar.bell.accessibleName().split()
        return int(words[-1]) if words[-1].isdigit() else 0

    def open(self) -> NotificationsPopover:
        self.app.window.run_action("notifications")
        popover = self.app.window.findChildren(NotificationsPopover)[-1]
        self.qtbot.waitExposed(popover)
        return popover

    def titles(self, popover: NotificationsPopover) -> list[str]:
        return [line.notice.title for line in popover.lines]


@pytest.fixture
def desk(program: Program, make: Make, qtbot: QtBot, tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    for days, title in ((-2, "甲檢查"), (5, "乙檢查"), (40, "丙檢查")):
        make.task(due=TODAY + timedelta(days=days), title=title)
    options = Options(prefs=tmp_path / "window.ini", theme="light", pages=(PAGE,), clock=clock)
    app = App(lambda: program, options)
    app.theme.set_motion("off")
    try:
        yield Desk(app, qtbot)
    finally:
        app.stop()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_the_bell_counts_what_speaks_and_seeing_it_does_not_silence_it(desk: Desk) -> None:
    assert desk.count() == 3
    popover = desk.open()
    assert desk.titles(popover) == ["甲檢查", "乙檢查", "丙檢查"]
    popover.close()
    assert desk.count() == 3


def test_a_line_is_noted_by_key_and_brought_back_by_undo(desk: Desk, qtbot: QtBot) -> None:
    popover = desk.open()
    popover.lines[0].setFocus()
    QTest.keyClick(popover.lines[0], Qt.Key.Key_Down)
    assert popover.lines[1].hasFocus()
    QTest.keyClick(popover.lines[1], Qt.Key.Key_A)
    qtbot.waitUntil(lambda: desk.titles(popover) == ["甲檢查", "丙檢查"])
    assert desk.count() == 2
    assert popover.lines[1].hasFocus()
    assert desk.toasts[-1].text == "已知悉「乙檢查」"
    QTest.keyClick(popover, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: desk.titles(popover) == ["甲檢查", "乙檢查", "丙檢查"])
    popover.close()


def test_a_line_is_put_off_by_mouse_and_comes_back_at_its_moment(
    desk: Desk, qtbot: QtBot, clock: FixedClock
) -> None:
    popover = desk.open()
    popover.lines[0].later.click()
    choices = popover.lines[0].findChildren(GhostButton)
    assert [choice.text() for choice in choices] == ["1 小時", "明天", "下週", "選擇日期…"]
    choices[0].click()
    qtbot.waitUntil(lambda: desk.titles(popover) == ["乙檢查", "丙檢查"])
    undo = desk.toasts[-1].undo
    assert undo is not None
    popover.close()
    clock.move(timedelta(minutes=61))
    desk.app.window.renew_facts()
    qtbot.waitUntil(lambda: desk.count() == 3)


def test_the_day_is_asked_for_over_the_window_and_must_be_to_come(desk: Desk, qtbot: QtBot) -> None:
    popover = desk.open()
    QTest.keyClick(popover.lines[2], Qt.Key.Key_S)
    assert popover.lines[2].asks
    choice = popover.lines[2].findChild(GhostButton, "pick")
    assert choice is not None
    choice.click()
    sheet = desk.app.window.findChild(SnoozeSheet)
    assert sheet is not None
    assert sheet.note.text() == "丙檢查"
    sheet.until.set_value(TODAY)
    sheet.save()
    qtbot.waitUntil(lambda: sheet.fields["until"].error() != "")
    sheet.until.set_value(TODAY + timedelta(days=3))
    sheet.save()
    qtbot.waitUntil(lambda: desk.count() == 2)


def test_every_button_of_a_line_says_what_it_is_about(desk: Desk) -> None:
    popover = desk.open()
    line = popover.lines[0]
    assert "甲檢查" in line.accessibleName()
    assert line.later.accessibleName() == "延後：甲檢查"
    assert line.noted.accessibleName() == "知悉：甲檢查"
    popover.close()


def test_the_desktop_is_told_once_a_day_of_what_is_new(
    desk: Desk, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def show(_tray: Tray, text: str) -> bool:
        said.append(text)
        return True

    monkeypatch.setattr(Tray, "show_message", show)
    tray = Tray(desk.app.window.context, lambda: None, desk.app.window)
    one, two = (
        Notice(f"task:{n}", title, reminder=Reminder(DueItem("task", n, "", title, "", TODAY), 0, True))
        for n, title in ((1, "甲檢查"), (2, "乙檢查"))
    )
    assert tray.tell([one])
    assert not tray.tell([one, two])
    clock.move(timedelta(days=1))
    assert tray.tell([one, two])
    clock.move(timedelta(days=1))
    assert not tray.tell([one, two])
    assert said == ["1 則新提醒：甲檢查", "1 則新提醒：乙檢查"]


def test_without_a_tray_nothing_is_shown_and_nothing_is_written_down(desk: Desk) -> None:
    tray = Tray(desk.app.window.context, lambda: None, desk.app.window)
    assert not tray.show_message("甲檢查")


def test_esc_asks_no_more_and_the_popover_stays(desk: Desk) -> None:
    popover = desk.open()
    line = popover.lines[0]
    QTest.keyClick(line, Qt.Key.Key_S)
    assert line.asks
    QTest.keyClick(line.findChildren(GhostButton)[0], Qt.Key.Key_Escape)
    assert not line.asks
    assert popover.isVisible()
    popover.close()
