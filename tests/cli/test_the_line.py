"""The words on the line: help for every verb, languages, wrong words, pipes that close, processes of their own."""

import argparse
import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from facilities_app import __version__
from facilities_app.cli import gui
from facilities_app.cli.parser import build_parser
from resources import texts
from tests.cli.conftest import Run
from tests.source_code import ROOT


def parsers(parser: argparse.ArgumentParser, words: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, inner in action.choices.items():
                yield (*words, name)
                yield from parsers(inner, (*words, name))


VERBS = sorted(parsers(build_parser()))
FAMILIES = {words[:1] for words in VERBS if len(words) == 2}
"""Words that only stand before verbs of their own, as `ticket` before `ticket add`."""


def alone(*words: object, **more: object) -> subprocess.CompletedProcess[str]:
    """Run the program as a process of its own."""
    command = [sys.executable, "-m", "facilities_app", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60, **more)  # type: ignore[call-overload, no-any-return]


def test_every_promised_verb_is_there() -> None:
    assert {words[0] for words in VERBS} >= {
        "gui",
        "demo",
        "ticket",
        "export",
        "checklist",
        "remind",
        "check",
        "screenshots",
        "tour",
        "workorder",
        "dispatch",
        "labels",
        "dossier",
        "figures",
        "backup",
        "backups",
        "restore",
    }


@pytest.mark.parametrize("language", texts.LANGUAGES)
@pytest.mark.parametrize("words", VERBS, ids=" ".join)
def test_every_verb_explains_itself_in_both_languages(
    run: Run, words: tuple[str, ...], language: str
) -> None:
    is_family = words in FAMILIES
    said = run(*words, "--help") if is_family else run(*words, "--help", "--lang", language)
    assert said.code == 0
    assert said.err == ""
    if not is_family:
        assert ("結束代碼" in said.out) == (language == "zh_TW")
        assert ("exit codes:" in said.out) == (language == "en")


@pytest.mark.parametrize(
    "words", [("--lang", "en", "remind"), ("--lang=en", "remind"), ("remind", "--lang", "en")]
)
def test_the_language_may_stand_before_or_after_the_verb(
    run: Run, words: tuple[str, ...], demo_path: Path
) -> None:
    said = run(*words, "--database", demo_path)
    assert "late or due today" in said.out


def test_help_and_version_come_without_a_verb(run: Run) -> None:
    assert "demo" in run("--help").out
    assert run("--version").out == f"facilities-app {__version__}\n"


@pytest.mark.parametrize(
    "words", [["fly"], ["remind", "--loudly"], ["demo"], ["check", "--lang", "fr"]], ids=str
)
def test_words_that_are_wrong_end_with_two_and_a_hint(run: Run, words: list[str]) -> None:
    said = run(*words)
    assert (said.code, said.out) == (2, "")
    assert "用法：" in said.err


@pytest.mark.parametrize("given", [["--lang", "en"], ["--lang=en"]], ids=str)
def test_the_language_is_taken_from_the_line_then_from_the_environment(
    run: Run, fresh_file: Path, monkeypatch: pytest.MonkeyPatch, given: list[str]
) -> None:
    words = ["check", "--database", fresh_file]
    monkeypatch.setenv("FACILITIES_APP_LANG", "zh_TW")
    assert run(*words, *given).out.startswith("The database")
    monkeypatch.setenv("FACILITIES_APP_LANG", "en")
    assert run(*words).out.startswith("The database")
    monkeypatch.setenv("FACILITIES_APP_LANG", "klingon")
    assert run(*words).out.startswith("資料庫")


def test_without_a_display_the_window_says_what_to_do_instead(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    for words in ([], ["gui"], ["--demo"]):
        said = run(*words)
        assert (said.code, said.out) == (3, "")
        assert "tour --out" in said.err


@pytest.mark.parametrize(
    ("platform", "environment", "can"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"QT_QPA_PLATFORM": "offscreen"}, True),
        ("win32", {}, True),
        ("darwin", {}, True),
    ],
)
def test_only_x11_and_wayland_can_lack_a_display(
    monkeypatch: pytest.MonkeyPatch, platform: str, environment: dict[str, str], can: bool
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)
    assert gui.has_display() is can


def test_a_process_of_its_own_prints_clean_utf8_whatever_the_locale(fresh_file: Path) -> None:
    environment = os.environ | {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "facilities_app", "check", "--database", str(fresh_file)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, env=environment, timeout=60)
    assert done.returncode == 0
    assert done.stdout.decode("utf-8").strip() == "資料庫完好，附件齊全。"
    assert done.stderr == b""


def test_a_pipe_that_closes_early_is_no_crash(demo_file: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "facilities_app", "remind", "--database", str(demo_file)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    err = process.stderr.read().decode()
    process.stderr.close()
    assert process.wait(timeout=60) == 0
    assert "Traceback" not in err


def test_an_error_of_the_system_is_one_line_with_the_files_name(
    run: Run, demo_path: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "taken.csv"
    folder.mkdir()
    said = run("export", "units", "--database", demo_path, "--out", folder)
    assert said.code == 3
    assert "taken.csv" in said.err
    assert len(said.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "The disk is full"),
        (errno.EACCES, "/srv/x cannot be used: you have no permission there."),
    ],
)
def test_what_the_system_refuses_anywhere_is_a_sentence_and_no_traceback(
    run: Run, monkeypatch: pytest.MonkeyPatch, fresh_file: Path, number: int, sentence: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number), "/srv/x")

    monkeypatch.setattr("facilities_app.bootstrap.open_program", refuse)
    said = run("check", "--database", fresh_file, "--lang", "en")
    assert (said.code, said.out) == (3, "")
    assert said.err.startswith(sentence)
    assert len(said.err.splitlines()) == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows hands over text, not bytes")
def test_words_that_the_locale_could_not_read_are_read_as_utf8(fresh_file: Path) -> None:
    """A scheduler may run us in the C locale with Python's own UTF-8 mode off."""
    bare = os.environ | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    words = ["ticket", "add", "--database", fresh_file, "--summary", "漏水", "--place"]
    assert "沒有代碼 大禮堂 的地點" in alone(*words, "大禮堂", env=bare, encoding="utf-8").stderr
    broken = subprocess.run(
        [sys.executable, "-m", "facilities_app", *map(str, words), b"\xff\xfe"],
        cwd=ROOT,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (broken.returncode, broken.stdout) == (2, b"")
    assert "UTF-8" in broken.stderr.decode()
    assert b"Traceback" not in broken.stderr


def test_another_package_in_the_place_of_ours_is_said_to_be_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "ui").mkdir()
    (tmp_path / "ui" / "__init__.py").write_text("")
    environment = os.environ | {"PYTHONPATH": str(tmp_path)}
    program = f"import sys; sys.path[:0] = [{str(tmp_path)!r}]; sys.path.append({str(ROOT)!r})\n"
    program += "from facilities_app.__main__ import main; sys.exit(main(['--version']))"
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "ui" in done.stderr
    assert "套件" in done.stderr


def test_a_bundled_program_does_not_look_for_its_packages(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert run("--version").code == 0
