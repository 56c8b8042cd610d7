"""The window keeps the database backed up, says so quietly, and lets nobody wait for it."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from facilities_app.domain.clock import at
from facilities_app.domain.errors import DomainError, Unavailable
from facilities_app.services.backups import BackupService
from tests.ui.frame.fake_program import CLOCK, FakeProgram, fake_pages
from ui.app import App, Options
from ui.shell import keeper
from ui.shell.window import Window
from ui.theme import current

FULL = Unavailable("backup.disk_full", path="/mnt/small")


@dataclass
class Made:
    """One backup."""

    made_at: datetime


@dataclass
class FakeBackups:
    """Does what a test tells it to, and writes down what was asked."""

    made: Made | None = None
    trouble: DomainError | None = None
    fails: Exception | None = None
    steps: int = 0
    asked: list[bool] = field(default_factory=list)
    given_up: bool = False
    begun: threading.Event = field(default_factory=threading.Event)

    def last(self) -> Made | None:
        return self.made

    def keep(self, step: object = None, *, quick: bool = False) -> Made | None:
        self.asked.append(quick)
        self.begun.set()
        for number in range(self.steps):
            try:
                step(number, self.steps)  # type: ignore[operator]
            except BaseException:
                self.given_up = True
                raise
            threading.Event().wait(0.002)
        if self.fails is not None:
            self.trouble = self.fails if isinstance(self.fails, DomainError) else None
            raise self.fails
        self.trouble = None
        self.made = Made(CLOCK.now())
        return self.made


@dataclass
class Desk:
    """A window with a backup service."""

    app: App
    backups: FakeBackups

    @property
    def window(self) -> Window:
        return self.app.window

    def look(self, qtbot: QtBot) -> None:
        kept = self.app._keeper
        assert kept is not None
        with qtbot.waitSignal(kept.looked):
            kept.look()


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    program, backups = FakeProgram(), FakeBackups()
    program.services.backups = backups
    options = Options(
        prefs=tmp_path / "w.ini",
        language="zh_TW",
        theme="light",
        pages=fake_pages(),
        clock=CLOCK,
        backups=True,
    )
    app = App(lambda: program, options)  # type: ignore[arg-type, return-value]
    app.start()
    qtbot.waitUntil(lambda: app.window.status.database.text() != "")
    yield Desk(app, backups)
    app.stop()


def test_it_backs_up_soon_after_the_start_and_then_every_few_hours(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = desk.app._keeper
    assert kept is not None
    assert kept._timer.interval() == keeper.FIRST_MS
    assert not desk.window.status.backup.isVisible(), "nothing to say yet"
    with qtbot.waitSignal(kept.looked):
        kept._timer.setInterval(1)
    assert desk.backups.asked == [False]
    assert kept._timer.interval() == keeper.EVERY_MS
    qtbot.waitUntil(lambda: desk.window.status.backup.text() == "備份 今日 09:00")
    assert desk.window.status.backup.isVisible()


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (at(date(2026, 11, 23), 0, 5), "備份 今日 00:05"),
        (at(date(2026, 11, 22), 17, 30), "備份 昨日 17:30"),
        (at(date(2026, 11, 2), 8, 2), "備份 115/11/02 08:02"),
    ],
)
def test_the_status_bar_says_when_the_last_backup_was_made(
    desk: Desk, qtbot: QtBot, made: datetime, words: str
) -> None:
    desk.backups.made = Made(made)
    desk.window.renew_facts()
    qtbot.waitUntil(lambda: desk.window.status.backup.text() == words)


def test_a_failure_is_an_amber_note_said_once_with_what_to_do(desk: Desk, qtbot: QtBot) -> None:
    desk.backups.fails = FULL
    with qtbot.waitSignal(desk.app.notify.toasted) as said:
        desk.look(qtbot)
    assert said.args[0].tone == "amber"
    assert "/mnt/small" in said.args[0].text
    bar = desk.window.status.backup
    qtbot.waitUntil(lambda: bar.text() == "未備份")
    assert bar.palette().windowText().color() == current().color("amber")
    assert "清出空間" in bar.toolTip()
    assert bar.accessibleDescription() == bar.toolTip()
    with qtbot.assertNotEmitted(desk.app.notify.toasted):
        desk.look(qtbot)
    desk.backups.fails = None
    desk.look(qtbot)
    qtbot.waitUntil(lambda: bar.text() == "備份 今日 09:00")
    assert bar.toolTip() == ""
    assert bar.palette().windowText().color() == current().color("text3")


def test_a_bug_ends_at_the_door(desk: Desk, qtbot: QtBot) -> None:
    desk.backups.fails = ZeroDivisionError("x")
    with qtbot.waitSignal(desk.app.notify.faulted):
        desk.look(qtbot)


def test_one_look_at_a_time(desk: Desk, qtbot: QtBot) -> None:
    desk.backups.steps = 20
    kept = desk.app._keeper
    assert kept is not None
    with qtbot.waitSignal(kept.looked):
        kept.look()
        kept.look()
    assert desk.backups.asked == [False]


def test_closing_gives_up_the_backup_under_way_and_makes_a_last_one_when_the_window_is_away(
    desk: Desk, qtbot: QtBot
) -> None:
    desk.backups.steps = 100_000
    kept = desk.app._keeper
    assert kept is not None
    kept.look()
    assert desk.backups.begun.wait(5)
    assert desk.window.close(), "nobody is asked about a backup"
    gone: list[list[bool]] = []

    def away() -> None:
        assert not desk.window.isVisible()
        gone.append(list(desk.backups.asked))
        desk.backups.steps = 0

    desk.app.stop(away)
    assert desk.backups.given_up
    assert gone == [[False]]
    assert desk.backups.asked == [False, True], "the last one is a quick one"


@pytest.mark.parametrize("error", [FULL, ZeroDivisionError("x")])
def test_a_last_backup_that_fails_is_only_logged(error: Exception, caplog: pytest.LogCaptureFixture) -> None:
    program, backups = FakeProgram(), FakeBackups(fails=error)
    program.services.backups = backups
    keeper.keep_last(program.services)
    assert "no backup at the end" in caplog.text


def test_the_fake_has_the_shape_of_the_service() -> None:
    assert all(hasattr(BackupService, name) for name in ("last", "keep"))
