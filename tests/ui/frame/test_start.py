"""Starting: fast, alone, and to the end."""

import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.frame.fake_program import CLOCK, FakeProgram, fake_pages
from ui.app import App, Options, run
from ui.shell.window import Window

HEAVY = ("sqlalchemy", "openpyxl", "reportlab", "PIL", "holidays", "yaml", "dateutil", "concurrent.futures")


def test_the_window_module_loads_nothing_that_the_first_paint_does_not_need() -> None:
    code = f"import sys, ui.app; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def windows() -> list[Window]:
    return [found for found in QApplication.topLevelWidgets() if isinstance(found, Window)]


def test_run_shows_the_window_until_it_is_closed(qtbot: QtBot, tmp_path: Path) -> None:
    program = FakeProgram()
    options = Options(database="a.sqlite", prefs=tmp_path / "w.ini", pages=fake_pages(), clock=CLOCK)
    poll = QTimer()
    poll.setInterval(20)

    def close_once_open() -> None:
        for window in windows():
            if window.stack.key:
                window.close()

    poll.timeout.connect(close_once_open)
    poll.start()
    assert run(lambda: program, options) == 0  # type: ignore[arg-type, return-value]
    poll.stop()
    assert program.closed


def test_a_second_run_on_the_same_database_goes_away_at_once(qtbot: QtBot, tmp_path: Path) -> None:
    from facilities_app import paths
    from ui.shell.instance import SingleInstance

    first = SingleInstance("a.sqlite", paths.config_folder())
    assert first.take()
    first.listen()
    with qtbot.waitSignal(first.raise_asked):
        options = Options(database="a.sqlite", prefs=tmp_path / "w.ini", pages=fake_pages(), clock=CLOCK)
        assert run(FakeProgram, options) == 0  # type: ignore[arg-type]
    first.release()


def test_the_style_sheet_is_there_once_the_window_was_painted(qtbot: QtBot, tmp_path: Path) -> None:
    options = Options(prefs=tmp_path / "w.ini", pages=fake_pages(), clock=CLOCK)
    qt = QApplication.instance()
    assert isinstance(qt, QApplication)
    qt.setStyleSheet("")
    app = App(FakeProgram, options)  # type: ignore[arg-type]
    try:
        assert qt.styleSheet() == ""
        with qtbot.waitSignal(app.painted):
            app.start()
        assert "QLineEdit" in qt.styleSheet()
    finally:
        app.stop()
