"""What the README's two commands do, and what each exit code means."""

import os
import sys
from pathlib import Path

import pytest

from facilities_app.develop import __main__ as develop
from facilities_app.develop import display, environment, qt_libraries
from facilities_app.develop.console import OK, OLD_PYTHON, STOPPED, Commands, speak_any_console, stop
from facilities_app.develop.environment import Place
from tests.packaging.commands import Answer, FakeCommands


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """A checkout that needs no setting up, on Linux; the working folder comes back afterwards."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(environment, "here", lambda: Place(tmp_path))
    monkeypatch.setattr(environment, "prepare", lambda place, dev, commands: None)
    monkeypatch.setattr(qt_libraries, "prepare", lambda place, plugins, commands: None)
    return Place(tmp_path)


def answering(code: int = 0, **environment: str) -> FakeCommands:
    return FakeCommands(lambda arguments: (code, ""), environment)


def test_start_opens_the_window_with_demo_data(place: Place) -> None:
    commands = answering(DISPLAY=":0")
    assert develop.main(["start", "--lang", "en"], commands) == OK
    assert commands.ran[-1] == f"{place.python} -m facilities_app gui --demo --lang en"


@pytest.mark.parametrize(
    "environment",
    [{}, {"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, {"QT_QPA_PLATFORM": "vnc:size=10x10"}],
)
def test_start_without_a_display_says_so_and_runs_the_tour(
    place: Place, environment: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    commands = FakeCommands(lambda arguments: (0, ""), environment)
    assert develop.main(["start"], commands) == OK
    tour = os.path.join("build", "tour")
    assert commands.ran[-1] == f"{place.python} -m facilities_app tour --out {tour}"
    assert commands.extra == {"QT_QPA_PLATFORM": "offscreen"}
    assert capsys.readouterr().out.count("no display") == 1


def test_a_display_that_is_named_but_not_there_counts_as_none(place: Place) -> None:
    def script(arguments: list[str]) -> Answer:
        return (134, "") if "-c" in arguments else (0, "")

    commands = FakeCommands(script, {"DISPLAY": ":99"})
    assert develop.main(["start", "--out", "elsewhere"], commands) == OK
    assert commands.ran[-1].endswith("tour --out elsewhere")


def test_test_runs_the_one_check_command(place: Place) -> None:
    commands = answering(1)
    assert develop.main(["test", "--quick"], commands) == 1
    assert commands.ran == [f"{place.python} -m tests --quick"]


@pytest.mark.parametrize(("verb", "plugins"), [("test", ("offscreen",)), ("start", ("offscreen", "xcb"))])
def test_only_what_will_be_seen_needs_the_windows_own_libraries(
    place: Place, monkeypatch: pytest.MonkeyPatch, verb: str, plugins: tuple[str, ...]
) -> None:
    asked: list[tuple[str, ...]] = []
    monkeypatch.setattr(qt_libraries, "prepare", lambda place, plugins, commands: asked.append(plugins))
    develop.main([verb], answering(DISPLAY=":0"))
    assert asked == [plugins]


@pytest.mark.usefixtures("place")
def test_setup_only_sets_up() -> None:
    commands = answering()
    assert develop.main(["setup"], commands) == OK
    assert commands.ran == []


@pytest.mark.usefixtures("place")
def test_an_old_python_is_told_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 4))
    assert develop.main(["test"], answering()) == OLD_PYTHON
    said = capsys.readouterr().err
    assert "Python 3.10" in said
    assert "需要 3.11" in said


@pytest.mark.usefixtures("place")
def test_ctrl_c_is_no_traceback() -> None:
    def script(arguments: list[str]) -> Answer:
        raise KeyboardInterrupt

    assert develop.main(["test"], FakeCommands(script)) == STOPPED


def test_help_lists_the_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        develop.main(["--help"])
    assert ended.value.code == OK
    said = capsys.readouterr().out
    assert [
        code for code in ("0 ", "1 ", "2 ", "3 ", "4 ", "5 ", "6 ", "130 ") if f"\n  {code}" not in said
    ] == []


@pytest.mark.parametrize(
    ("environment", "system", "plugins"),
    [
        ({}, "linux", ("offscreen",)),
        ({"DISPLAY": ":0"}, "linux", ("offscreen", "xcb")),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, "linux", ("offscreen", "xcb", "wayland")),
        ({}, "win32", ()),
    ],
)
def test_the_screen_decides_which_plugins_must_load(
    environment: dict[str, str], system: str, plugins: tuple[str, ...]
) -> None:
    assert display.plugins(environment, system) == plugins


def test_windows_has_a_display_when_qt_says_so(tmp_path: Path) -> None:
    assert display.can_show_a_window(Place(tmp_path, windows=True), answering(), "win32")


def test_commands_run_without_what_would_lead_them_astray() -> None:
    commands = Commands({"PYTHONPATH": "x", "PYTHONHOME": "y", "KEPT": "z"})
    assert commands.environment == {"KEPT": "z"}


def test_commands_answer_with_code_and_output() -> None:
    commands = Commands()
    program = "import os, sys; print('said', os.environ.get('EXTRA')); sys.exit(3)"
    assert commands.ask([sys.executable, "-c", program], EXTRA="more") == (3, "said more\n")
    assert commands.call([sys.executable, "-c", "raise SystemExit(4)"]) == 4


def test_a_quiet_command_speaks_only_when_it_fails(capsys: pytest.CaptureFixture[str]) -> None:
    commands = Commands()
    assert commands.call_quietly([sys.executable, "-c", "print('chatter')"]) == 0
    assert capsys.readouterr().err == ""
    assert commands.call_quietly([sys.executable, "-c", "print('reason'); raise SystemExit(5)"]) == 5
    assert "reason" in capsys.readouterr().err


def test_a_program_that_is_not_there_has_the_shells_exit_code(tmp_path: Path) -> None:
    nothing = [str(tmp_path / "nothing")]
    commands = Commands()
    assert (commands.call(nothing), commands.call_quietly(nothing), commands.ask(nothing)) == (
        127,
        127,
        (127, ""),
    )


def test_a_console_without_chinese_does_not_end_the_set_up(monkeypatch: pytest.MonkeyPatch) -> None:
    class Plain:
        """A stream that cannot be changed."""

    monkeypatch.setattr(sys, "stdout", Plain())
    speak_any_console()
    assert sys.stderr.errors == "replace"


def test_stopping_carries_both_languages() -> None:
    with pytest.raises(Exception, match="no") as stopped:
        stop(9, "no", "不")
    assert getattr(stopped.value, "chinese", "") == "不"
