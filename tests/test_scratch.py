"""Folders for a while: gone afterwards, and what a killed program left is cleared by the next."""

import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from facilities_app import scratch
from tests.source_code import ROOT

KEEP_ONE = (
    "import sys, time; from pathlib import Path; from facilities_app import scratch\n"
    "with scratch.folder(Path(sys.argv[1]), '.x.') as path:\n"
    "    (path / 'file').write_text('x'); print(path, flush=True); time.sleep(60)"
)
LEAVE_ONE = "from facilities_app import scratch; print(scratch.until_exit())"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_folder_is_private_and_gone_afterwards(tmp_path: Path) -> None:
    with scratch.folder(tmp_path, ".x.") as path:
        assert path.parent == tmp_path
        assert path.stat().st_mode & 0o077 == 0
        (path / "file").write_text("x", encoding="utf-8")
    assert names(tmp_path) == []


def test_it_is_gone_after_an_error_too(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), scratch.folder(tmp_path, ".x."):
        raise KeyboardInterrupt
    assert names(tmp_path) == []


def test_what_a_killed_program_left_goes_and_what_a_living_one_uses_stays(tmp_path: Path) -> None:
    command = [sys.executable, "-c", KEEP_ONE, str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout
        used = Path(other.stdout.readline().strip())
        scratch.sweep(tmp_path, ".x.")
        assert (used / "file").exists(), "its program lives"
        other.send_signal(signal.SIGKILL)
        other.wait()
    assert used.exists()
    scratch.sweep(tmp_path, ".y.")
    assert used.exists(), "another kind of folder"
    with scratch.folder(tmp_path, ".x.") as path:
        assert names(tmp_path) == [path.name]


def test_a_folder_of_somebody_else_is_never_touched(tmp_path: Path) -> None:
    theirs = tmp_path / ".x.theirs"
    theirs.mkdir()
    (theirs / "file").write_text("x", encoding="utf-8")
    (tmp_path / ".x.file").write_text("x", encoding="utf-8")
    scratch.sweep(tmp_path, ".x.")
    scratch.sweep(tmp_path / "missing", ".x.")
    assert names(tmp_path) == [".x.file", ".x.theirs"]


def test_what_was_handed_out_is_gone_when_the_program_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    done = subprocess.run(
        [sys.executable, "-c", LEAVE_ONE], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert Path(done.stdout.strip()).parent == tmp_path
    assert names(tmp_path) == []


def test_two_at_once_do_not_disturb_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    first, second = scratch.until_exit(), scratch.until_exit()
    assert first != second
    assert first.exists()
    assert second.exists()
