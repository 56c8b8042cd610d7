"""A finished file or none: what is half written never has the final name."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A binary file that takes the name ``path``, whole and on disk, only when the block ends well."""
    draft = path.parent / f".{secrets.token_hex(8)}.part"
    try:
        try:
            file = draft.open("xb")
        except OSError as error:
            error.filename = str(path)  # what a person asked for, not the draft's own name
            raise
        with file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except BaseException:
        with suppress(OSError):
            draft.unlink()
        raise
    _settle(path.parent)


def _settle(folder: Path) -> None:
    """Make the new name itself durable. Windows opens no folders, and needs no such call."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
