"""Folders that are needed for a while only; what a killed program leaves behind, the next one clears."""

import atexit
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

_MARK = "in-use"
"""A file in each of our folders, locked as long as its program lives; no other folder is ever deleted."""


@contextmanager
def folder(parent: Path, prefix: str) -> Iterator[Path]:
    """A new folder in ``parent`` whose name begins with ``prefix``, for the user's eyes only; gone afterwards.

    Those of this prefix that nobody lives to use any more go first. Raises OSError where it cannot be made.
    """
    sweep(parent, prefix)
    path = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
    try:
        with _mark(path):
            yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def until_exit(prefix: str = "facilities-app-open-") -> Path:
    """A new folder among the system's temporary ones, for files handed to other programs; gone when ours ends."""
    parent = Path(tempfile.gettempdir())
    sweep(parent, prefix)
    path = Path(tempfile.mkdtemp(prefix=prefix))
    mark = _mark(path)

    def end() -> None:
        mark.close()
        shutil.rmtree(path, ignore_errors=True)

    atexit.register(end)
    return path


def sweep(parent: Path, prefix: str) -> None:
    """Delete the folders of this prefix that a program made here which ended without deleting them."""
    with suppress(OSError):
        for path in parent.iterdir():
            if path.name.startswith(prefix) and _is_abandoned(path):
                shutil.rmtree(path, ignore_errors=True)


def _mark(path: Path) -> BinaryIO:
    """Say that the folder is in use until the file is closed or the process ends, however it ends."""
    if sys.platform == "win32":
        return (path / _MARK).open("xb")  # Windows: an open file cannot be deleted

    import fcntl

    draft = path / f"{_MARK}.new"
    file = draft.open("xb")
    fcntl.flock(file, fcntl.LOCK_EX)
    draft.rename(path / _MARK)  # never seen unlocked
    return file


def _is_abandoned(path: Path) -> bool:
    mark = path / _MARK
    try:
        if sys.platform == "win32":
            mark.unlink()
            return True

        import fcntl

        with mark.open("rb+") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
    except OSError:  # no folder of ours, somebody else's, or in use
        return False
