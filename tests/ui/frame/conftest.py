"""What the frame's tests share: a worker that leaves no thread, and preferences in a folder of their own."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ui.prefs import Prefs
from ui.worker import Worker


@pytest.fixture
def worker(qtbot: QtBot) -> Iterator[Worker]:
    before = set(threading.enumerate())
    made = Worker()
    yield made
    made.close()
    assert not {thread for thread in threading.enumerate() if thread not in before}


@pytest.fixture
def prefs(qtbot: QtBot, tmp_path: Path) -> Prefs:
    return Prefs(tmp_path / "window.ini")
