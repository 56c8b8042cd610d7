"""Backups beside the database: made when something changed, proved, thinned, listed and put back."""

import logging
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select, text

from db import backup, migrate
from db import restore as restoring
from db.backup import Manifest, Step
from db.engine import database_url
from db.models import JournalStep
from facilities_app import paths
from facilities_app.domain.clock import Clock
from facilities_app.domain.errors import DomainError, Invalid, NotFound, Unavailable
from facilities_app.domain.thinning import kept
from facilities_app.services.attachments import stored_path

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

DAMAGED = frozenset(
    {"database.damaged", "database.not_a_database", "database.emptied", "backup.source_damaged"}
)
"""Refusals that a backup can help with."""
_log = logging.getLogger(__name__)
_LEFT_OVER = timedelta(days=1)
_QUICK_BYTES = 200_000_000  # about two seconds on an office machine


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup that has its manifest."""

    path: Path
    manifest: Manifest

    @property
    def made_at(self) -> datetime:
        """When it was made, UTC."""
        return self.manifest.moment

    @property
    def size(self) -> int:
        """Its bytes."""
        return self.manifest.size

    @property
    def tickets(self) -> int:
        """How many tickets it holds."""
        return self.manifest.rows.get("tickets", 0)


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back, where the replaced file is kept, and the names of attachments whose files are missing."""

    backup: Backup
    aside: Path | None
    missing: tuple[str, ...]


class BackupService:
    """Backs up the open database. One thread at a time."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base
        self.trouble: DomainError | None = None
        """Why the last automatic backup failed; None once one succeeded."""

    def all(self) -> list[Backup]:
        """The kept backups, newest first; none for a database on a server."""
        path = self._base.engines.path
        return [] if path is None else listed(paths.backups_folder(path))

    def last(self) -> Backup | None:
        """The newest backup, by its manifest alone."""
        return next(iter(self.all()), None)

    def needed(self) -> bool:
        """Whether no kept backup holds the database as it is now, by the end of its journal."""
        if not self._base.engines.is_sqlite:
            return False
        with self._base.read() as session:
            head = session.scalar(select(JournalStep.digest).order_by(JournalStep.id.desc()).limit(1)) or ""
        state = (migrate.current(self._base.engines) or "", head)
        return all((one.manifest.schema, one.manifest.journal_digest) != state for one in self.all())

    def keep(self, step: Step | None = None, *, quick: bool = False) -> Backup | None:
        """Make a backup if one is needed, then thin the old ones: the automatic way. None if none was needed.

        ``quick`` leaves a big database to the next start. Raises what make() raises, and remembers it in
        ``trouble``; a failure never thins.
        """
        try:
            wanted = self.needed() and not (quick and self._size() > _QUICK_BYTES)
            made = self.make(step=step) if wanted else None
        except DomainError as error:
            self.trouble = error
            raise
        self.trouble = None
        return made

    def make(self, out: Path | None = None, step: Step | None = None) -> Backup:
        """Make a backup now, in the folder beside the database or as the new file ``out``.

        Raises Unavailable with the reason (see db.backup.write), Invalid if ``out`` is there already.
        """
        database = _file_of(self._base.engines.path)
        now = self._base.clock.now()
        if out is not None:
            if out.exists() or backup.manifest_path(out).exists():
                raise Invalid("file.backup_exists", field="out", path=str(out))
            return Backup(out, backup.write(self._base.engines, out, now, step))
        folder = paths.backups_folder(database)
        with backup.told(folder / "backup"):
            folder.mkdir(mode=0o700, exist_ok=True)
        target = folder / backup.file_name(database.stem, now)
        made = Backup(target, backup.write(self._base.engines, target, now, step))
        thin(folder, now)
        return made

    def _size(self) -> int:
        """The database's bytes, as SQLite counts them."""
        with self._base.read() as session:
            pages = text("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
            return int(session.scalar(pages) or 0)


def listed(folder: Path) -> list[Backup]:
    """The backups of a folder that have a sound manifest, newest first."""
    found = _whole(folder.glob("[!.]*.sqlite"))
    return sorted(found, key=lambda one: (one.made_at, one.path.name), reverse=True)


def _whole(files: Iterable[Path]) -> list[Backup]:
    found = []
    for path in files:
        with suppress(Unavailable):
            found.append(Backup(path, backup.read_manifest(path)))
    return found


def is_good(one: Backup) -> bool:
    """Whether it is to the bit what was made. Reads the whole file."""
    try:
        backup.verify(one.path)
    except Unavailable:
        return False
    return True


def newest_good(database: str | os.PathLike[str] | None, now: datetime) -> Backup:
    """The newest backup of a database that is still what was made. Raises NotFound("backup.none_good").

    One that claims to be from the future, from a clock set wrong, is taken last.
    """
    path = database_file(database)
    for one in sorted(listed(paths.backups_folder(path)), key=lambda one: one.made_at > now):
        if is_good(one):
            return one
        _log.warning("damaged backup passed over: %s", one.path)
    raise NotFound("backup.none_good", path=str(path))


def restorable(database: str | os.PathLike[str] | None) -> list[Backup]:
    """What restore() may be given for a database that need not open, newest first: the kept backups and the copies
    made before a migration. By their manifests alone; none for a database on a server. Any thread.
    """
    try:
        path = database_file(database)
    except Unavailable:
        return []
    before = path.parent.glob(f"{escape(path.stem)}.before-*.sqlite")
    found = listed(paths.backups_folder(path)) + _whole(before)
    return sorted(found, key=lambda one: (one.made_at, one.path.name), reverse=True)


def offered(database: str | os.PathLike[str] | None, error: BaseException, now: datetime) -> Backup | None:
    """The newest sound backup, if ``error`` says that the database is damaged; else None. Reads whole files.

    For whoever was refused: put it back with restore() once nothing in this process has the database open.
    """
    if not (isinstance(error, Unavailable) and error.code in DAMAGED):
        return None
    try:
        return newest_good(database, now)
    except (NotFound, Unavailable):
        return None


def thin(folder: Path, now: datetime) -> None:
    """Delete the backups that domain.thinning lets go, and what a killed process left a day ago."""
    found = listed(folder)
    staying = kept((one.made_at for one in found), now)
    for one in found:
        if one.made_at not in staying:
            with suppress(OSError):  # still open somewhere: next time
                one.path.unlink()
                backup.manifest_path(one.path).unlink()
    alone = [path for path in folder.glob("*.sqlite.json") if not path.with_suffix("").exists()]
    for path in [*folder.glob(".*.partial"), *alone]:
        with suppress(OSError):
            if datetime.fromtimestamp(path.stat().st_mtime, UTC) < now - _LEFT_OVER:
                path.unlink()


def restore(backup_file: Path, database: str | os.PathLike[str] | None, clock: Clock) -> Restored:
    """Put a backup in the place of a database that nobody has open.

    Raises Unavailable("backup.not_there"), and what db.restore.restore raises.
    """
    path = database_file(database)
    if not backup_file.exists():
        raise Unavailable("backup.not_there", path=str(backup_file))
    done = restoring.restore(backup_file, path, clock.now())
    _log.info("restored %s from %s", path, backup_file)
    files = paths.files_folder(path)
    missing = tuple(
        name
        for sha256, extension, name in restoring.attachments(path)
        if not stored_path(files, sha256, extension).is_file()
    )
    return Restored(Backup(backup_file, done.manifest), done.aside, missing)


def database_file(database: str | os.PathLike[str] | None) -> Path:
    """The file of a database as the command line names it. Raises Unavailable for one on a server."""
    if database is None:
        return paths.default_database()
    url = database_url(database)
    return _file_of(Path(url.database or "") if url.get_backend_name() == "sqlite" else None)


def _file_of(path: Path | None) -> Path:
    if path is None:
        raise Unavailable("backup.on_server")
    return path
