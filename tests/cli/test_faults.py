"""A bug of the program is one calm sentence, an exit code of its own, and its details in the log."""

import sys
from pathlib import Path
from typing import Any

import pytest

import ui.app
from facilities_app import paths
from facilities_app.cli.common import FAULT
from tests.cli.conftest import Run, Said


def break_it(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise error

    monkeypatch.setattr("facilities_app.bootstrap.open_program", fail)


def log_text() -> str:
    return (paths.log_folder() / "facilities-app.log").read_text(encoding="utf-8")


def is_calm(said: Said) -> bool:
    return (said.code, said.out, len(said.err.splitlines())) == (FAULT, "", 1) and "Traceback" not in said.err


def test_a_bug_ends_with_four_and_says_where_its_details_are(
    run: Run, monkeypatch: pytest.MonkeyPatch, fresh_file: Path
) -> None:
    break_it(monkeypatch, ValueError("王小明 A123456789 0912-345-678"))
    said = run("check", "--database", fresh_file, "--lang", "en")
    assert is_calm(said)
    assert str(paths.log_folder() / "facilities-app.log") in said.err
    assert "A123456789" not in said.err
    written = log_text()
    assert "Traceback" in written
    assert "[id]" in written
    assert "A123456789" not in written
    assert "0912-345-678" not in written
    assert "程式在這裡出錯" in run("check", "--database", fresh_file).err


def test_the_window_that_fails_before_it_shows_says_so_too(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> int:
        raise RuntimeError("no such thing")

    monkeypatch.setattr(ui.app, "run", fail)
    assert is_calm(run("gui"))
    assert "no such thing" in log_text()


@pytest.mark.parametrize("words", [("gui",), ("tour", "--out", "x"), ("screenshots", "--out", "x")])
def test_a_computer_that_cannot_draw_is_told_what_is_missing(
    run: Run, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    for name in ("ui.app", "ui.tour"):
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    said = run(*words, "--lang", "en")
    assert (said.code, said.out, len(said.err.splitlines())) == (3, "", 1)
    assert "cannot be loaded" in said.err


def test_a_bug_in_the_words_themselves_is_told_as_well(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise TypeError("bug")

    monkeypatch.setattr("facilities_app.cli.window.add_verbs", fail)
    assert is_calm(run("check"))


def test_without_a_log_the_sentence_says_that(
    run: Run, monkeypatch: pytest.MonkeyPatch, fresh_file: Path, tmp_path: Path
) -> None:
    break_it(monkeypatch, ValueError("bug"))
    in_the_way = tmp_path / "file"
    in_the_way.write_text("x", encoding="utf-8")
    monkeypatch.setenv("FACILITIES_APP_DATA", str(in_the_way))
    said = run("check", "--database", fresh_file, "--lang", "en")
    assert is_calm(said)
    assert "cannot be written" in said.err


def test_a_full_disk_under_the_log_is_no_second_trouble(
    run: Run, monkeypatch: pytest.MonkeyPatch, fresh_file: Path
) -> None:
    break_it(monkeypatch, ValueError("bug"))

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("facilities_app.log._File.flush", full)
    said = run("check", "--database", fresh_file, "--lang", "en")
    assert is_calm(said)
    assert "cannot be written" in said.err


def test_ctrl_c_ends_quietly(run: Run, monkeypatch: pytest.MonkeyPatch, fresh_file: Path) -> None:
    break_it(monkeypatch, KeyboardInterrupt())
    said = run("check", "--database", fresh_file)
    assert (said.code, said.out, said.err) == (130, "", "")


def test_help_tells_of_the_code(run: Run) -> None:
    assert "  4  a fault of the program" in run("--help", "--lang", "en").out
    assert "  4  程式本身出錯" in run("--help").out
