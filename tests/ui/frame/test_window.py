"""The window: pages, palette, messages, settings, and how it opens and closes."""

import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilities_app.domain.changes import Changes
from facilities_app.domain.errors import Unavailable
from facilities_app.services.jobs import JobContext
from resources.texts import use
from tests.ui.frame.fake_program import CLOCK, FakeProgram, PlainPage, fake_pages
from ui import theme
from ui.app import App, Options
from ui.notify import Answer
from ui.shell.dialogs import FaultDialog, QuestionSheet
from ui.shell.hooks import Hooks
from ui.shell.notice_line import NoticeLine
from ui.shell.notifications import NotificationsPopover
from ui.shell.refusal import RefusalPage
from ui.shell.shortcuts import ShortcutsSheet
from ui.shell.window import Window

Make = Callable[..., App]


@pytest.fixture
def make_app(qtbot: QtBot, tmp_path: Path) -> Iterator[Make]:
    made: list[App] = []
    before = set(threading.enumerate())

    def make(open_program: Callable[[], object] | None = None, **extra: object) -> App:
        program = FakeProgram()
        given: dict[str, object] = {
            "prefs": tmp_path / "window.ini",
            "language": "zh_TW",
            "theme": "light",
            "pages": fake_pages(),
            "clock": CLOCK,
        }
        app = App(open_program or (lambda: program), Options(**{**given, **extra}))  # type: ignore[arg-type]
        made.append(app)
        app.theme.set_motion("off")
        return app

    yield make
    for app in made:
        app.stop()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    use("zh_TW")
    theme.manager().apply(mode="light", scale=1.0)
    assert not {thread for thread in threading.enumerate() if thread not in before}


@pytest.fixture
def window(make_app: Make, qtbot: QtBot) -> Window:
    return opened(make_app(), qtbot)


def opened(app: App, qtbot: QtBot) -> Window:
    app.start()
    qtbot.waitUntil(lambda: app.window.stack.key != "")
    qtbot.waitUntil(lambda: app.window.status.database.text() != "")
    return app.window


def test_the_window_is_painted_before_the_database_is_opened(make_app: Make, qtbot: QtBot) -> None:
    gate = threading.Event()
    program = FakeProgram()
    app = make_app(lambda: gate.wait(5) and program)
    app.start()
    qtbot.waitExposed(app.window)
    assert app.window.isVisible()
    assert app.program is None
    gate.set()
    qtbot.waitUntil(lambda: app.window.stack.key == "overview")


def test_pages_are_made_on_their_first_visit_and_kept(window: Window, qtbot: QtBot) -> None:
    first = window.stack.page()
    assert isinstance(first, PlainPage)
    assert window.stack.count() == 1
    window.navigate("tickets", view="done")
    window.navigate("overview", record=5)
    assert window.stack.count() == 2
    assert window.stack.page() is first
    assert first.seen == [{"record": 5}]
    assert first.shown == [True, False, True]
    window.navigate("no such page")
    assert window.stack.key == "overview"


def test_title_and_note_follow_the_page(window: Window, qtbot: QtBot) -> None:
    assert window.topbar.title.text() == "總覽"
    window.navigate("tickets")
    qtbot.waitUntil(lambda: "230" in window.topbar.note.text())
    assert window.topbar.title.text() == "報修"


def test_alt_digits_go_to_pages(window: Window, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert window.stack.key == "tickets"


def test_badges_user_and_demo_mark_are_shown(window: Window) -> None:
    assert window.rail._items["tickets"].accessibleName().endswith("1")
    assert window.rail._items["tickets"].toolTip().startswith("已過期限 1 件")
    assert "待處理的提醒" in window.topbar.bell.toolTip()
    assert window.rail.user.text() == "林工程師"
    assert window.status.database.text() == "facilities.sqlite"
    assert "示範" in window.rail.user.accessibleName()


def test_the_palette_finds_records_pages_and_commands(window: Window, qtbot: QtBot) -> None:
    window.run_action("palette")
    palette = window._palette
    assert palette is not None
    assert palette.isVisible()
    assert palette.entries()[0].title == "總覽"
    palette.field.setText("客梯")
    qtbot.waitUntil(lambda: any("客梯" in entry.title for entry in palette.entries()))
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert not palette.isVisible()
    assert window.stack.key == "tickets"
    palette.open()
    palette.field.setText("收合")
    qtbot.waitUntil(lambda: len(palette.entries()) == 1)
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.rail.folded


def test_the_palette_says_when_there_is_nothing(window: Window, qtbot: QtBot) -> None:
    window.run_action("palette")
    palette = window._palette
    assert palette is not None
    palette.field.setText("qqqq")
    qtbot.waitUntil(lambda: palette._nothing.isVisible())
    window.run_action("palette")
    assert not palette.isVisible()


def test_undo_runs_the_history_and_says_so(window: Window, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.context.notify.toasted) as blocker:
        window.run_action("undo")
    assert "115-0003" in blocker.args[0].text
    window.context.services.history.empty = True  # type: ignore[attr-defined]
    with qtbot.waitSignal(window.context.notify.toasted) as blocker:
        window.run_action("undo")
    assert blocker.args[0].tone == "red"


def test_a_toast_offers_undo_once(window: Window, qtbot: QtBot) -> None:
    undone: list[int] = []
    window.context.notify.toast("115-0001 已結案", lambda: undone.append(1))
    toast = window.messages.toast
    assert toast.isVisible()
    assert toast.text() == "115-0001 已結案"
    toast.act()
    assert undone == [1]
    window.navigate("tickets")
    window.context.notify.toast("另一頁")
    assert window.messages.toast.parentWidget() is window.stack.page().toast_host()  # type: ignore[union-attr]


def test_a_fault_opens_one_calm_dialog_whose_words_can_be_copied(window: Window, qtbot: QtBot) -> None:
    window.context.notify.error(ZeroDivisionError("of 0912345678"))
    dialog = window.findChild(FaultDialog)
    assert dialog is not None
    assert dialog.isVisible()
    assert not dialog.isModal()
    dialog._on_copy()
    copied = QApplication.clipboard().text()
    assert "ZeroDivisionError" in copied
    assert "0912345678" not in copied
    dialog.close()


def test_a_question_calls_the_answer_and_esc_means_the_last(window: Window, qtbot: QtBot) -> None:
    heard: list[str] = []
    answers = (
        Answer("Yes", lambda: heard.append("yes"), primary=True),
        Answer("No", lambda: heard.append("no")),
    )
    window.context.notify.ask("Really", "Text", *answers)
    sheet = window.findChild(QuestionSheet)
    assert sheet is not None
    sheet.buttons[-1].click()
    assert heard == ["yes"]
    window.context.notify.ask("Really", "Text", *answers)
    sheets = [found for found in window.findChildren(QuestionSheet) if found.isVisible()]
    qtbot.keyClick(sheets[0], Qt.Key.Key_Escape)
    assert heard == ["yes", "no"]


def test_nothing_happens_behind_a_sheet(window: Window, qtbot: QtBot) -> None:
    window.run_action("shortcuts")
    sheet = window.findChild(ShortcutsSheet)
    assert sheet is not None
    assert sheet.isVisible()
    window.run_action("fold")
    assert not window.rail.folded
    sheet.dismiss()
    window.run_action("fold")
    assert window.rail.folded


def test_the_bell_lists_what_is_due_and_goes_there(window: Window, qtbot: QtBot) -> None:
    assert "2" in window.topbar.bell.accessibleName()
    window.run_action("notifications")
    popover = window.findChild(NotificationsPopover)
    assert popover is not None
    lines = popover.findChildren(NoticeLine)
    assert len(lines) == 2
    lines[0].click()
    assert window.stack.key == "tickets"
    assert "2" not in window.topbar.bell.accessibleName()


def test_the_words_of_qt_itself_follow_the_language(window: Window) -> None:
    def cancel() -> str:
        return QCoreApplication.translate("QPlatformTheme", "Cancel")

    assert cancel() == "取消"
    window.run_action("language")
    assert cancel() == "Cancel"
    window.run_action("language")
    assert cancel() == "取消"


def test_language_changes_at_once_and_the_page_stays(window: Window, qtbot: QtBot) -> None:
    window.navigate("tickets")
    window.run_action("language")
    assert window.stack.key == "tickets"
    assert window.topbar.title.text() == "Tickets"
    assert window.context.prefs.get("language") == "en"
    window.run_action("language")
    assert window.topbar.title.text() == "報修"


def test_theme_and_dates_change_at_once(window: Window, qtbot: QtBot) -> None:
    window.run_action("theme")
    assert theme.current().dark
    window.apply_setting("dates", "iso")
    assert window.context.presenter.date("2026-11-23") == "2026-11-23"
    window.apply_setting("scale", "1.3")
    assert theme.current().sizes.row > 36


def test_state_comes_back_in_the_next_window(make_app: Make, qtbot: QtBot) -> None:
    app = make_app()
    first = opened(app, qtbot)
    first.navigate("tickets")
    first.run_action("fold")
    first.close()
    app.stop()
    second = opened(make_app(), qtbot)
    assert second.stack.key == "tickets"
    assert second.rail.folded


def test_a_long_job_is_shown_and_closing_asks_first(window: Window, qtbot: QtBot) -> None:
    def work(context: JobContext) -> None:
        for number in range(100_000):
            context.step(number, 100_000)
            threading.Event().wait(0.002)

    with qtbot.waitSignal(window._worker.job_shown):
        window._worker.job(work, "匯出")
    assert len(window.status._shown) == 1
    window.rebuild()
    assert len(window.status._shown) == 1, "what runs is still shown in the new language"
    assert not window.close()
    sheet = window.findChild(QuestionSheet)
    assert sheet is not None
    view = next(iter(window.status._shown.values()))
    view.stop.click()
    with qtbot.waitSignal(window._worker.job_hidden):
        sheet.dismiss()
    assert window.close()


def test_changes_of_other_programs_arrive_within_a_second_or_so(make_app: Make, qtbot: QtBot) -> None:
    program = FakeProgram()
    app = make_app(lambda: program)
    window = opened(app, qtbot)
    program.services.watch.next = Changes({"ticket": frozenset({1})})
    with qtbot.waitSignal(window.context.bus.changed, timeout=3000) as blocker:
        pass
    assert blocker.args[0].touches("ticket")


def test_a_refused_database_is_said_with_choices_and_tried_again(make_app: Make, qtbot: QtBot) -> None:
    program = FakeProgram()
    answers: list[object] = [Unavailable("database.newer", path="x.sqlite", revision="9", known="1"), program]

    def open_program() -> object:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    app = make_app(open_program)
    app.start()
    qtbot.waitUntil(lambda: app.window.findChild(RefusalPage) is not None)
    page = app.window.findChild(RefusalPage)
    assert page is not None
    assert "x.sqlite" in page.sentence.text()
    assert not app.window.rail.isEnabled()
    page.buttons[0].click()
    qtbot.waitUntil(lambda: app.window.stack.key == "overview")
    assert app.window.rail.isEnabled()


def test_what_nobody_caught_ends_at_the_door_from_any_thread(window: Window, qtbot: QtBot) -> None:
    notify = window.context.notify
    before = (sys.excepthook, threading.excepthook)
    hooks = Hooks(notify)
    hooks.install()
    try:
        with qtbot.waitSignal(notify.faulted):
            sys.excepthook(ValueError, ValueError("main"), None)
        with qtbot.waitSignal(notify.faulted):
            thread = threading.Thread(target=lambda: 1 // 0)
            thread.start()
            thread.join()
    finally:
        hooks.remove()
    assert (sys.excepthook, threading.excepthook) == before
    for dialog in window.findChildren(FaultDialog):
        dialog.close()
