"""Runs verbs in this process, with their output and exit code caught."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from facilities_app.__main__ import main


@dataclass(frozen=True, slots=True)
class Said:
    """What a verb gave back."""

    code: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs one verb with these words."""

    def go(*words: object) -> Said:
        capsys.readouterr()
        try:
            code = main([str(word) for word in words])
        except SystemExit as stop:  # argparse, for --help and wrong words
            code = int(stop.code or 0)
        caught = capsys.readouterr()
        return Said(code, caught.out, caught.err)

    return go


@pytest.fixture
def demo_path(demo_file: Path, tmp_path: Path) -> Path:
    """A copy of the demo database, closed."""
    import shutil

    target = tmp_path / "demo.sqlite"
    shutil.copy(demo_file, target)
    if demo_file.with_suffix(".attachments").exists():
        shutil.copytree(demo_file.with_suffix(".attachments"), target.with_suffix(".attachments"))
    return target
