"""A backup put back from the window: from the settings, and where a damaged file was refused."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from facilities_app.bootstrap import open_program
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.lists import ListQuery
from facilities_app.services.tickets import NewTicket
from resources import texts
from tests.factories import Make
from ui import theme
from ui.app import App, Options
from ui.notify import Toast
from ui.pages.settings.backups import BackupsSection
from ui.pages.settings.page import SettingsPage
from ui.shell.dialogs import QuestionSheet
from ui.shell.refusal import RefusalPage
from ui.widgets.stops import stops_in

Start = Callable[[], App]


@pytest.fixture
def database(fresh_file: Path, tmp_path: Path, clock: FixedClock) -> Path:
    """One ticket that is in the backup, one that came after it."""
    path = tmp_path / "office.sqlite"
    shutil.copy(fresh_file, path)
    with open_program(path, clock=clock) as program:
        place = Make(program).site()
        program.services.tickets.log(NewTicket("冰水管滴水", place_id=place))
        program.services.backups.make()
        program.services.tickets.log(NewTicket("走廊日光燈閃爍", place_id=place))
    return path


@pytest.fixture
def start(database: Path, clock: FixedClock, qtbot: QtBot, tmp_path: Path) -> Iterator[Start]:
    made: list[App] = []

    def run() -> App:
        options = Options(
            database=str(database),
            prefs=tmp_path / "window.ini",
            language="zh_TW",
            theme="light",
            page="settings",
            clock=clock,
        )
        app = App(lambda: open_program(database, clock=clock, create=False), options)
        app.theme.set_motion("off")
        made.append(app)
        app.start()
        app.window.resize(1366, 768)
        qtbot.waitUntil(lambda: app.context is not None or bool(refusals(app)))
        qtbot.waitUntil(app.worker.idle)
        return app

    yield run
    for app in made:
        app.window.close()
        app.stop()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    texts.use(texts.DEFAULT_LANGUAGE)
    theme.manager().apply(mode="light", scale=1.0)


def refusals(app: App) -> list[RefusalPage]:
    return [page for page in app.window.findChildren(RefusalPage) if page.isVisible()]


def section(app: App, qtbot: QtBot) -> BackupsSection:
    app.window.navigate("settings", section="backups")
    page = app.window.stack.page()
    assert isinstance(page, SettingsPage)
    found = page.section()
    assert isinstance(found, BackupsSection)
    qtbot.waitUntil(lambda: bool(found.rows) and app.worker.idle())
    return found


def press(app: App, words: str) -> None:
    sheet = next(sheet for sheet in app.window.findChildren(QuestionSheet) if sheet.isVisible())
    next(button for button in sheet.findChildren(QAbstractButton) if button.text() == words).click()


def test_the_settings_list_the_backups_and_say_which_are_sound(start: Start, qtbot: QtBot) -> None:
    app = start()
    rows = section(app, qtbot).rows
    assert len(rows) == 1
    assert "報修 1 件" in rows[0].facts.text()
    assert rows[0].state.accessibleName() == "完好"
    stops = stops_in(section(app, qtbot))
    assert stops[stops.index(section(app, qtbot).now_button) + 1] is rows[0].button
    whole = rows[0].backup.path.read_bytes()
    rows[0].backup.path.write_bytes(whole[:-4096] + b"?" * 4096)
    found = section(app, qtbot)
    found.read()
    qtbot.waitUntil(lambda: found.rows[0].state.accessibleName() == "損壞")
    assert not found.rows[0].button.isEnabled()


def test_a_backup_is_put_back_and_the_window_goes_on(start: Start, qtbot: QtBot, database: Path) -> None:
    app = start()
    toasts: list[Toast] = []
    app.notify.toasted.connect(toasts.append)
    before = app.context
    found = section(app, qtbot)
    found.rows[0].button.click()
    press(app, "還原並重新開啟")
    qtbot.waitUntil(lambda: app.context is not None and app.context is not before)
    qtbot.waitUntil(app.worker.idle)
    assert app.context is not None
    assert app.context.services.lists["tickets"].count(ListQuery()) == 1
    kept = list(database.parent.glob("*.replaced-*"))
    assert len(kept) == 1
    assert kept[0].name in toasts[-1].text
    assert app.window.rail.isEnabled()
    app.window.navigate("tickets")
    assert app.window.stack.key == "tickets"


def test_cancelling_changes_nothing(start: Start, qtbot: QtBot, database: Path) -> None:
    app = start()
    section(app, qtbot).rows[0].button.click()
    press(app, "取消")
    qtbot.waitUntil(app.worker.idle)
    assert not list(database.parent.glob("*.replaced-*"))


def test_a_refused_restore_leaves_the_database_as_it_was(start: Start, qtbot: QtBot) -> None:
    app = start()
    faults: list[object] = []
    app.notify.toasted.connect(faults.append)
    before = app.context
    found = section(app, qtbot)
    found.rows[0].backup.path.unlink()
    assert app.context is not None
    app.context.restore(found.rows[0].backup.path)
    qtbot.waitUntil(lambda: app.context is not None and app.context is not before)
    qtbot.waitUntil(app.worker.idle)
    assert faults
    assert app.context.services.lists["tickets"].count(ListQuery()) == 2


def test_a_damaged_file_is_refused_with_one_click_to_the_newest_sound_backup(
    start: Start, qtbot: QtBot, database: Path
) -> None:
    whole = database.read_bytes()
    database.write_bytes(b"?" * 100 + whole[100:])
    app = start()
    qtbot.waitUntil(lambda: "完好" in refusals(app)[-1].sentence.text())
    refusal = refusals(app)[-1]
    assert refusal.buttons[0].text().startswith("還原 115/11/23")
    refusal.buttons[0].click()
    qtbot.waitUntil(lambda: app.context is not None)
    qtbot.waitUntil(app.worker.idle)
    assert app.context is not None
    assert app.context.services.lists["tickets"].count(ListQuery()) == 1
    (kept,) = database.parent.glob("*.replaced-*")
    assert kept.read_bytes()[:100] == b"?" * 100
