"""One window a database."""

from pathlib import Path

from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from ui.shell.instance import SingleInstance


def test_a_second_start_is_refused_and_raises_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = SingleInstance("a.sqlite", tmp_path), SingleInstance("a.sqlite", tmp_path)
    assert first.take()
    first.listen()
    assert not second.take()
    with qtbot.waitSignal(first.raise_asked):
        assert second.call_first()
    first.release()
    assert second.take(), "once the first is gone the place is free"
    second.release()


def test_another_database_has_its_own_window(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = SingleInstance("a.sqlite", tmp_path), SingleInstance("b.sqlite", tmp_path)
    assert first.take()
    assert second.take()
    first.release()
    second.release()


def test_only_the_one_word_is_understood(qtbot: QtBot, tmp_path: Path) -> None:
    first = SingleInstance("a.sqlite", tmp_path)
    assert first.take()
    first.listen()
    heard: list[bool] = []
    first.raise_asked.connect(lambda: heard.append(True))
    socket = QLocalSocket()
    socket.connectToServer(first._name)
    assert socket.waitForConnected(1000)
    socket.write(b"delete everything" * 500)
    qtbot.waitUntil(lambda: socket.state() == QLocalSocket.LocalSocketState.UnconnectedState)
    assert not heard
    first.release()


def test_nobody_there_is_said_so(qtbot: QtBot, tmp_path: Path) -> None:
    assert not SingleInstance("nobody.sqlite", tmp_path).call_first()
