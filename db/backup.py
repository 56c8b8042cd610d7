"""Copies of a SQLite database that are proved before they count, each with a manifest beside it.

Made through SQLite's own backup alone: reading the open file would drop the locks this process holds on it.
"""

import errno
import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pysqlite3.dbapi2 as sqlite

from db.engine import Engines
from facilities_app import __version__
from facilities_app.domain.errors import Unavailable

FORMAT = 1
_PAGES_A_STEP = 4096
_BLOCK = 1024 * 1024
_ROOM_LEFT = 32 * 1024 * 1024  # a backup must not take the room the database itself needs to go on
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})

Step = Callable[[int, int], None]
"""Called with (pages done, all pages); may raise to give the copy up."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds, written when it was made: whatever differs later is damage."""

    sha256: str
    size: int
    made_at: str  # UTC, "2026-11-23T00:02:00Z"
    program: str
    schema: str
    journal_step: int
    journal_digest: str
    attachments: int  # files beside the database that its rows name; they stay where they are
    attachments_bytes: int
    rows: dict[str, int]

    @property
    def moment(self) -> datetime:
        """When it was made."""
        return datetime.strptime(self.made_at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)

    def text(self) -> str:
        """The file's text, sealed: a changed manifest shows as well as a changed copy."""
        content = {"format": FORMAT, **asdict(self)}
        return json.dumps({**content, "seal": _seal(content)}, ensure_ascii=False, indent=1) + "\n"


def manifest_path(backup: Path) -> Path:
    """Where a backup's manifest is."""
    return backup.with_name(backup.name + ".json")


def file_name(stem: str, made_at: datetime) -> str:
    """A name nobody else takes, for a backup made at this moment."""
    return f"{stem}.{made_at:%Y%m%dT%H%M%SZ}-{secrets.token_hex(2)}.sqlite"


def before_migration(database: Path, revision: str, now: datetime) -> Path:
    """Where the copy made before a migration goes: beside the database, where no thinning takes it."""
    return database.with_name(f"{database.stem}.before-{revision}.{now:%Y%m%dT%H%M%SZ}.sqlite")


def read_manifest(backup: Path) -> Manifest:
    """The backup's manifest. Raises Unavailable("backup.no_manifest") if there is no sound one."""
    try:
        content = json.loads(manifest_path(backup).read_text(encoding="utf-8"))
        seal = content.pop("seal")
        if seal != _seal(content) or content.pop("format") != FORMAT:
            raise ValueError
        manifest = Manifest(**{field.name: content[field.name] for field in fields(Manifest)})
        _ = manifest.moment
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Unavailable("backup.no_manifest", path=str(backup)) from error
    return manifest


def verify(backup: Path) -> Manifest:
    """The manifest of a backup that is, to the bit, what was made. Raises Unavailable for any other."""
    manifest = read_manifest(backup)
    try:
        with backup.open("rb") as file:
            sound = digest_of(file) == (manifest.sha256, manifest.size)
    except OSError as error:
        raise Unavailable("backup.damaged", path=str(backup)) from error
    if not sound:
        raise Unavailable("backup.damaged", path=str(backup))
    return manifest


def write(engines: Engines, target: Path, made_at: datetime, step: Step | None = None) -> Manifest:
    """Copy the database to ``target``, proved and durable. ``target`` appears whole, with its manifest, or not at all.

    Raises Unavailable: the database is damaged (backup.source_damaged), no room, no rights. Any thread.
    """
    partial = target.with_name(f".{target.name}.{secrets.token_hex(4)}.partial")
    with told(target):
        try:
            make_file(partial)
            _copy(engines, partial, step or _go_on)
            manifest = _proved(partial, made_at)
            _write_manifest(manifest, target)
            os.replace(partial, target)
            settle(target.parent)
        except BaseException:
            if partial.exists():  # else the copy has its name, and all that failed is the folder's own sync
                partial.unlink()
                manifest_path(target).unlink(missing_ok=True)
            raise
    return manifest


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what goes wrong with a backup file at ``path`` into sentences a person can act on."""
    try:
        yield
    except OSError as error:
        code = "backup.disk_full" if error.errno in _FULL else "backup.cannot_write"
        raise Unavailable(code, path=str(path.parent)) from error
    except sqlite.Error as error:
        name = getattr(error, "sqlite_errorname", "") or ""
        if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
            raise Unavailable("backup.source_damaged") from error
        if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            raise Unavailable("database.busy") from error
        code = "backup.disk_full" if name.startswith("SQLITE_FULL") else "backup.cannot_write"
        raise Unavailable(code, path=str(path.parent)) from error


def make_file(path: Path) -> None:
    """Make an empty file for its owner's eyes only."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))


def settle(folder: Path) -> None:
    """Make new names in a folder durable. Windows opens no folders, and needs no such call."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def digest_of(file: Any) -> tuple[str, int]:
    """SHA-256 and size of an open file's content."""
    digest, size = hashlib.sha256(), 0
    while block := file.read(_BLOCK):
        digest.update(block)
        size += len(block)
    return digest.hexdigest(), size


def reading(path: Path) -> Any:
    """A connection to a file that nobody writes: takes no lock, makes no file beside it."""
    copy = sqlite.connect(f"{path.resolve().as_uri()}?immutable=1", uri=True, isolation_level=None)
    copy.execute("PRAGMA trusted_schema = OFF")
    return copy


def counts(copy: Any) -> dict[str, int]:
    """The rows of each table; tables of the search index are left out, they repeat the others."""
    found = copy.execute("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
    names = sorted(name for (name,) in found if not name.startswith("sqlite_"))
    quoted = {name: name.replace('"', '""') for name in names}
    return {
        name: int(copy.execute(f'SELECT count(*) FROM "{inside}"').fetchone()[0])  # noqa: S608 - quoted
        for name, inside in quoted.items()
    }


def is_sound(copy: Any) -> bool:
    """Whether the pages of an opened copy hold together."""
    return bool(copy.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")


def _copy(engines: Engines, partial: Path, step: Step) -> None:
    with engines.read.connect() as connection, connection.begin():
        # SQLite: with a read transaction open, what others write meanwhile does not start the copy over.
        pages, page_size = connection.exec_driver_sql(
            "SELECT page_count, page_size FROM pragma_page_count, pragma_page_size"
        ).one()
        connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema")
        if shutil.disk_usage(partial.parent).free < pages * page_size + _ROOM_LEFT:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        source = connection.connection.driver_connection
        assert source is not None
        with closing(sqlite.connect(str(partial), isolation_level=None)) as copy:
            # Nobody sees the copy before it is whole, and it is synced as one: no journal, no syncs on the way.
            copy.execute("PRAGMA journal_mode = OFF")
            copy.execute("PRAGMA synchronous = OFF")
            source.backup(
                copy, pages=_PAGES_A_STEP, progress=lambda _status, left, all_: step(all_ - left, all_)
            )


def _proved(partial: Path, made_at: datetime) -> Manifest:
    """Open the copy, check it, count it; then sync it and take its digest."""
    with closing(reading(partial)) as copy:
        if not is_sound(copy):
            raise Unavailable("backup.source_damaged")
        rows = counts(copy)
        schema = _first(copy, rows, "alembic_version", "SELECT version_num FROM alembic_version") or ("",)
        head = _first(
            copy, rows, "journal_steps", "SELECT id, digest FROM journal_steps ORDER BY id DESC LIMIT 1"
        ) or (0, "")
        files = _first(
            copy, rows, "attachments", "SELECT count(*), coalesce(sum(size), 0) FROM attachments"
        ) or (0, 0)
    with partial.open("rb+") as file:
        sha256, size = digest_of(file)
        os.fsync(file.fileno())
    return Manifest(
        sha256=sha256,
        size=size,
        made_at=made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        program=__version__,
        schema=schema[0],
        journal_step=head[0],
        journal_digest=head[1],
        attachments=files[0],
        attachments_bytes=files[1],
        rows=rows,
    )


def _first(copy: Any, rows: dict[str, int], table: str, statement: str) -> tuple[Any, ...] | None:
    found: tuple[Any, ...] | None = copy.execute(statement).fetchone() if table in rows else None
    return found


def _write_manifest(manifest: Manifest, target: Path) -> None:
    """Written before the copy gets its name, so that a copy by its name always has one."""
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}.json.partial")
    try:
        make_file(draft)
        with draft.open("r+", encoding="utf-8") as file:
            file.write(manifest.text())
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, manifest_path(target))
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _seal(content: dict[str, Any]) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _go_on(_done: int, _total: int) -> None:
    """Nobody watches."""
