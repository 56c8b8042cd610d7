"""What comes back next time."""

from pathlib import Path

from PySide6.QtCore import QRect, QSettings
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSplitter, QWidget
from pytestqt.qtbot import QtBot

from facilities_app.domain.lists import Condition, ListQuery
from ui.prefs import ListState, Prefs


def test_values_come_back_from_the_file(qtbot: QtBot, tmp_path: Path) -> None:
    first = Prefs(tmp_path / "p.ini")
    first.set("language", "en")
    first.set("widths", {"摘要": [1, 2]})
    first.sync()
    again = Prefs(tmp_path / "p.ini")
    assert again.get("language") == "en"
    assert again.get("widths") == {"摘要": [1, 2]}
    assert again.get("unknown", 5) == 5


def test_a_change_is_told_once(prefs: Prefs) -> None:
    heard: list[str] = []
    prefs.changed.connect(heard.append)
    prefs.set("theme", "dark")
    prefs.set("theme", "dark")
    assert heard == ["theme"]


def test_the_state_of_another_version_is_dropped(qtbot: QtBot, tmp_path: Path) -> None:
    old = QSettings(str(tmp_path / "p.ini"), QSettings.Format.IniFormat)
    old.setValue("version", 0)
    old.setValue("state/language", '"en"')
    old.sync()
    assert Prefs(tmp_path / "p.ini").get("language") is None


def test_a_start_that_changes_nothing_writes_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    first = Prefs(tmp_path / "p.ini")
    first.set("language", "en")
    first.sync()
    before = (tmp_path / "p.ini").stat()
    again = Prefs(tmp_path / "p.ini")
    again.sync()
    after = (tmp_path / "p.ini").stat()
    assert again.get("language") == "en"
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_an_unreadable_value_counts_as_absent(qtbot: QtBot, tmp_path: Path) -> None:
    prefs = Prefs(tmp_path / "p.ini")
    prefs._settings.setValue("state/language", "{not json")
    assert prefs.get("language", "zh_TW") == "zh_TW"


def test_a_list_state_round_trip_keeps_query_and_columns(prefs: Prefs) -> None:
    query = ListQuery(
        "漏水", (Condition("status", "in", (10, 20)), Condition("due", "to", ("+7",))), "due", True
    )
    state = ListState(view="open", hidden=["cost"], columns=["due", "number"], widths={"due": 90}, pane=False)
    state.remember(query)
    prefs.keep_list_state("tickets", state)
    again = prefs.list_state("tickets")
    assert again == state
    assert again.query() == query


def test_a_list_state_with_strange_keys_is_dropped(prefs: Prefs) -> None:
    prefs.set("list.tickets", {"colour": "pink"})
    assert prefs.list_state("tickets") == ListState()


def test_a_window_comes_back_where_it_was(qtbot: QtBot, prefs: Prefs) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.setGeometry(40, 60, 500, 300)
    prefs.keep_window(window)
    again = QWidget()
    qtbot.addWidget(again)
    prefs.restore_window(again)
    assert again.geometry() == QRect(40, 60, 500, 300)


def test_a_window_that_was_on_a_screen_now_gone_is_rescued(qtbot: QtBot, prefs: Prefs) -> None:
    prefs.set("window", [9000, 9000, 500, 300, False])
    window = QWidget()
    qtbot.addWidget(window)
    prefs.restore_window(window, 400, 300)
    assert QGuiApplication.primaryScreen().availableGeometry().contains(window.geometry().center())


def test_splitters_come_back(qtbot: QtBot, prefs: Prefs) -> None:
    def make() -> QSplitter:
        splitter = QSplitter()
        qtbot.addWidget(splitter)
        splitter.addWidget(QWidget())
        splitter.addWidget(QWidget())
        splitter.resize(300, 100)
        return splitter

    first = make()
    first.setSizes([100, 200])
    prefs.keep_splitter("tickets", first)
    second = make()
    assert prefs.restore_splitter("tickets", second)
    assert second.sizes() == first.sizes()
    assert not prefs.restore_splitter("never", second)


def test_a_window_larger_than_its_screen_is_made_to_fit(tmp_path: Path, qtbot: QtBot) -> None:
    prefs = Prefs(tmp_path / "window.ini")
    screen = QGuiApplication.primaryScreen().availableGeometry()
    prefs.set("window", [10, 10, screen.width() + 700, screen.height() + 300, False])
    window = QWidget()
    qtbot.addWidget(window)
    prefs.restore_window(window)
    assert screen.contains(window.geometry())
