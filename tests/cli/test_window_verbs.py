"""The verbs that draw hand on what the line says; what they draw is told elsewhere."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import ui.app
import ui.tour
from facilities_app import paths
from facilities_app.bootstrap import Program
from facilities_app.domain.clock import Clock
from tests.cli.conftest import Run

Opener = Callable[[], Program]


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Opener, ui.app.Options]]:
    """What the window was asked to show, instead of a window."""
    asked: list[tuple[Opener, ui.app.Options]] = []

    def run(opener: Opener, options: ui.app.Options) -> int:
        asked.append((opener, options))
        return 0

    monkeypatch.setattr(ui.app, "run", run)
    return asked


def test_without_a_verb_the_window_opens_the_users_own_database(run: Run, shown: list[Any]) -> None:
    assert run().code == 0
    opener, options = shown[0]
    assert options.database == str(paths.default_database())
    assert not paths.default_database().exists(), "it is opened once the window is painted"
    with opener() as program:
        assert program.path == paths.default_database()


def test_the_window_is_told_language_theme_day_and_file(
    run: Run, shown: list[Any], demo_path: Path, fresh_file: Path
) -> None:
    words = ["--lang", "en", "--theme", "dark", "--today", "115/3/2", "--database", demo_path, "--as", "lin"]
    assert run("gui", *words).code == 0
    opener, options = shown[0]
    assert (options.language, options.theme, options.database) == ("en", "dark", str(demo_path))
    assert options.clock.today().isoformat() == "2026-03-02"
    with opener() as program:
        assert program.services.base.actor_name
    assert options.open_other is not None
    assert callable(options.open_other(fresh_file))


def test_the_demo_window_makes_its_database_once(run: Run, shown: list[Any], demo_path: Path) -> None:
    assert run("gui", "--demo", "--database", demo_path).code == 0
    before = demo_path.stat().st_size
    with shown[0][0]() as program:
        assert program.path == demo_path
        assert demo_path.stat().st_size == before
        assert program.services.base.actor_name != "系統管理員", "someone of the demo acts"
    assert run("gui", "--demo").code == 0
    assert shown[1][1].database == str(paths.demo_database())
    with shown[1][0]() as program:
        assert program.path == paths.demo_database()
        assert program.services.health.check() == []


@pytest.mark.parametrize("verb", ["screenshots", "tour"])
def test_pictures_are_drawn_without_a_screen_and_on_the_day_named(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, fresh_file: Path, verb: str
) -> None:
    asked: list[tuple[Path, Clock, Callable[[Path], Program]]] = []
    monkeypatch.setattr(ui.tour, verb, lambda *given: asked.append(given))
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    assert run(verb, "--out", tmp_path, "--today", "115/3/2").code == 0
    out, clock, opener = asked[0]
    assert (out, clock.today().isoformat()) == (tmp_path, "2026-03-02")
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"
    assert callable(opener)


def test_drawing_without_a_screen_says_nothing_on_standard_error(tmp_path: Path) -> None:
    """Qt's complaints about a platform that shows no windows go into the log."""
    drawn = (
        "import sys, ui.tour; ui.tour.PAGES, ui.tour.THEMES = ui.tour.PAGES[:1], ('light',); "
        "from facilities_app.cli.main import run; sys.exit(run(sys.argv[1:]))"
    )
    words = ["screenshots", "--out", str(tmp_path / "out"), "--today", "2026-11-23"]
    ended = subprocess.run([sys.executable, "-c", drawn, *words], capture_output=True, text=True, timeout=120)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert list((tmp_path / "out").glob("*.png"))
    assert "propagateSizeHints" in (paths.log_folder() / "facilities-app.log").read_text(encoding="utf-8")
