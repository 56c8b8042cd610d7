"""What all tests share: no screen, no real profile, a clock that stands still, and nothing left behind."""

import os
import shutil
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from facilities_app.bootstrap import Program, open_program
from facilities_app.domain.clock import FixedClock
from resources import texts
from tests.factories import Make

settings.register_profile(
    "project", deadline=None, database=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("project")

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
"""Nine in the morning of 115/11/23 in Taiwan, a Monday."""


@pytest.fixture(autouse=True)
def _own_profile(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the profile of whoever runs it."""
    home = tmp_path_factory.mktemp("profile")
    monkeypatch.setenv("FACILITIES_APP_DATA", str(home / "data"))
    monkeypatch.setenv("FACILITIES_APP_CONFIG", str(home / "config"))
    monkeypatch.delenv("FACILITIES_APP_LANG", raising=False)


@pytest.fixture(autouse=True)
def _chinese() -> Iterator[None]:
    """Every test starts in the program's default language and leaves it so."""
    texts.use(texts.DEFAULT_LANGUAGE)
    yield
    texts.use(texts.DEFAULT_LANGUAGE)


@pytest.fixture(autouse=True)
def _no_thread_left() -> Iterator[None]:
    """A thread that outlives its test fails it."""
    before = set(threading.enumerate())
    yield
    left = [t for t in threading.enumerate() if t not in before and t.is_alive() and not t.daemon]
    for thread in left:
        thread.join(timeout=2)
    assert not [t for t in left if t.is_alive()], "threads left behind"


@pytest.fixture
def clock() -> FixedClock:
    """A clock that stands at NOW until a test moves it."""
    return FixedClock(NOW)


@pytest.fixture(scope="session")
def fresh_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One fresh database for the whole run, to be copied, never written: see the ``program`` fixture."""
    path = tmp_path_factory.mktemp("fresh") / "fresh.sqlite"
    open_program(path, clock=FixedClock(NOW)).close()
    return path


@pytest.fixture
def program(fresh_file: Path, tmp_path: Path, clock: FixedClock) -> Iterator[Program]:
    """A fresh database with its reference data, and the services over it."""
    opened = open_program(shutil.copy(fresh_file, tmp_path / "office.sqlite"), clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def make(program: Program) -> Make:
    """Makes places, assets, units, tickets and tasks with one call each."""
    return Make(program)


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One demo database for the whole run, to be copied, never written: see the ``demo`` fixture."""
    from facilities_app.services.demo import make_demo

    path = tmp_path_factory.mktemp("demo") / "demo.sqlite"
    make_demo(path, FixedClock(NOW).today())
    return path


@pytest.fixture
def demo(demo_file: Path, tmp_path: Path, clock: FixedClock) -> Iterator[Program]:
    """A copy of the demo database, opened."""
    target = tmp_path / "demo.sqlite"
    shutil.copy(demo_file, target)
    files = demo_file.with_suffix(".attachments")
    if files.exists():
        shutil.copytree(files, target.with_suffix(".attachments"))
    opened = open_program(target, clock=clock)
    yield opened
    opened.close()
