"""Putting a backup in the place of the database: proved first, then swapped in one step, the old file kept."""

import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pysqlite3.dbapi2 as sqlite

from db import backup as backups
from db import migrate
from db.backup import Manifest
from db.numbers_given import carry_on, given
from facilities_app.domain.errors import Unavailable

_SIDES = ("-wal", "-shm", "-journal")
# SQLite: whoever has the database open holds a lock on these bytes of it.
_SHARED_FIRST, _SHARED_SIZE = 0x40000000 + 2, 510


@dataclass(frozen=True, slots=True)
class Replaced:
    """What was restored, and under which name the file that stood there is kept (None: nothing stood there)."""

    manifest: Manifest
    aside: Path | None


def restore(backup: Path, target: Path, now: datetime) -> Replaced:
    """Make ``target`` what ``backup`` holds; ticket numbers go on after those ``target`` had given.

    This process must not have ``target`` open. Raises Unavailable, with ``target`` as it was: backup.no_manifest,
    backup.damaged, backup.newer, backup.in_use (a window or another program has the database open),
    restore.cannot_write.
    """
    manifest = backups.read_manifest(backup)
    if manifest.schema not in migrate.known_revisions():
        raise Unavailable("backup.newer", path=str(backup), revision=manifest.schema, known=migrate.head())
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}.partial")
    with _told(target), _alone(target) as lock:
        try:
            _copy(backup, draft)
            _prove(backup, draft, manifest)
            if lock is not None:
                carry_on(draft, given(lock), now)
                _fold(lock, target)
            aside = _swap(draft, target, now)
        finally:
            for left in (draft, *(_beside(draft, side) for side in _SIDES)):
                left.unlink(missing_ok=True)
        backups.settle(target.parent)
    return Replaced(manifest, aside)


def attachments(database: Path) -> list[tuple[str, str, str]]:
    """(SHA-256, extension, name) of every attachment that the rows of a closed database name."""
    with closing(backups.reading(database)) as copy:
        if "attachments" not in backups.counts(copy):
            return []
        return list(copy.execute("SELECT sha256, extension, name FROM attachments ORDER BY id"))


@contextmanager
def _told(target: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite.Error) as error:
        raise Unavailable("restore.cannot_write", path=str(target)) from error
    except Unavailable as error:
        if error.code.startswith("database."):  # of the draft, which nobody knows
            raise Unavailable("restore.cannot_write", path=str(target)) from error
        raise


def _copy(backup: Path, draft: Path) -> None:
    backups.make_file(draft)
    try:
        source = backup.open("rb")
    except OSError as error:
        raise Unavailable("backup.damaged", path=str(backup)) from error
    with source, draft.open("rb+") as file:
        while block := source.read(1024 * 1024):
            file.write(block)
        file.flush()
        os.fsync(file.fileno())


def _prove(backup: Path, draft: Path, manifest: Manifest) -> None:
    """What was written is what was backed up, and opens."""
    with draft.open("rb") as file:
        same = backups.digest_of(file) == (manifest.sha256, manifest.size)
    if same:
        with closing(backups.reading(draft)) as copy:
            same = backups.is_sound(copy) and backups.counts(copy) == manifest.rows
    if not same:
        raise Unavailable("backup.damaged", path=str(backup))


@contextmanager
def _alone(target: Path) -> Iterator[Any]:
    """Nobody else has the database open, or Unavailable("backup.in_use"); gives the connection that keeps it so.

    None for a file that is missing or no database (any more).
    """
    if not target.exists():
        yield None
        return
    lock = sqlite.connect(str(target), timeout=0, isolation_level=None)
    try:
        try:
            lock.execute("PRAGMA locking_mode = EXCLUSIVE")
            lock.execute("BEGIN EXCLUSIVE")
            lock.execute("COMMIT")
        except sqlite.DatabaseError as error:
            name = getattr(error, "sqlite_errorname", "") or ""
            if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
                raise Unavailable("backup.in_use", path=str(target)) from error
            lock.close()
            _must_be_unlocked(target)
            yield None
        else:
            yield lock
    finally:
        lock.close()


def _must_be_unlocked(target: Path) -> None:
    """As SQLite would ask, for a file that SQLite no longer reads. Windows asks by itself when the name changes."""
    if sys.platform == "win32":
        return
    import fcntl

    with target.open("rb+") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, _SHARED_SIZE, _SHARED_FIRST)
        except OSError as error:
            raise Unavailable("backup.in_use", path=str(target)) from error


def _fold(lock: Any, target: Path) -> None:
    """Put all that was committed into the one file, so that it can be kept; a damaged one is kept as it is."""
    try:
        lock.execute("PRAGMA journal_mode = DELETE")
        # SQLite: while the lock is held, the spent journal of that change stays on disk and open.
        lock.execute("PRAGMA journal_mode = MEMORY")
        for side in ("-journal", "-shm"):
            _beside(target, side).unlink(missing_ok=True)
    except sqlite.DatabaseError:
        lock.close()  # its log is moved along; closed later, it would take the log of the restored file
    if os.name == "nt":
        lock.close()  # Windows: an open file keeps its name


def _swap(draft: Path, target: Path, now: datetime) -> Path | None:
    """Give the draft the target's name; what stood there is kept under the name that is given back."""
    aside = _free_name(target.with_name(f"{target.name}.replaced-{now:%Y%m%dT%H%M%SZ}"))
    stood = target.exists()
    # A log that is left behind would be played into the restored file.
    sides = [side for side in _SIDES if _beside(target, side).exists()]
    try:
        for side in sides:
            os.replace(_beside(target, side), _beside(aside, side))
        if stood:
            _also_name(target, aside)
        os.replace(draft, target)
    except BaseException:
        _swap_back(target, aside, sides)
        raise
    return aside if stood else None


def _swap_back(target: Path, aside: Path, sides: list[str]) -> None:
    if aside.exists() and target.exists():
        aside.unlink()
    elif aside.exists():
        os.replace(aside, target)
    for side in sides:
        if _beside(aside, side).exists():
            os.replace(_beside(aside, side), _beside(target, side))


def _beside(path: Path, side: str) -> Path:
    return path.with_name(path.name + side)


def _also_name(target: Path, aside: Path) -> None:
    """A second name, so that the first is never missing: a start in that moment would make an empty database."""
    try:
        os.link(target, aside)
    except OSError:  # a file system without second names
        os.replace(target, aside)


def _free_name(wanted: Path) -> Path:
    number, path = 1, wanted
    while path.exists():
        number += 1
        path = wanted.with_name(f"{wanted.name}-{number}")
    return path
