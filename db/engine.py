"""Engines: one that writes, one that only reads, with the settings that keep data safe."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pysqlite3.dbapi2 as sqlite
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import QueuePool

from facilities_app.domain.errors import Unavailable

_PATIENCE = (
    30.0  # seconds in the queue of writers: fifty scripts at once on a slow machine all get their turn
)
OLDEST_SAFE_SQLITE = (3, 51, 3)  # before it, two writers of a WAL file can corrupt it


@dataclass(frozen=True, slots=True)
class Engines:
    """The two engines of one database. ``path`` is the file, or None on PostgreSQL."""

    url: URL
    path: Path | None
    write: Engine
    read: Engine

    @property
    def is_sqlite(self) -> bool:
        """Whether the database is a file of ours."""
        return self.path is not None

    def dispose(self) -> None:
        """Close all pooled connections; on SQLite this folds the write-ahead log back into the file."""
        self.read.dispose()
        self.write.dispose()


def database_url(target: str | os.PathLike[str]) -> URL:
    """The URL of a file path or of an URL text. Raises Unavailable for what is neither a file nor PostgreSQL."""
    text = os.fspath(target)
    if "://" not in text:
        return _file_url(text)
    kind = text.partition("://")[0]
    try:
        url = make_url(text)
    except (ArgumentError, ValueError) as error:
        raise Unavailable("database.bad_address", kind=kind) from error
    if url.get_backend_name() == "sqlite" and url.database and url.database != ":memory:":
        return _file_url(url.database)  # threads cannot share a database in memory
    if url.get_backend_name() != "postgresql":
        raise Unavailable("database.bad_address", kind=kind)
    return url.set(drivername="postgresql+psycopg")


def _file_url(text: str) -> URL:
    return URL.create("sqlite", database=str(Path(text).expanduser().resolve()))


def connect(target: str | os.PathLike[str]) -> Engines:
    """Engines for a file or URL; nothing is opened yet. New SQLite files are readable by their owner only."""
    url = database_url(target)
    if url.get_backend_name() != "sqlite":
        write, read = _server(url), _server(url)
        event.listen(read, "connect", _read_only)
        event.listen(write, "begin", _one_writer)
        return Engines(url, None, write, read)
    path = Path(url.database or "")
    return Engines(url, path, _sqlite(url, writes=True), _sqlite(url, writes=False))


def _server(url: URL) -> Engine:
    try:
        return create_engine(url, hide_parameters=True, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise Unavailable("database.no_driver") from error


def _sqlite(url: URL, *, writes: bool) -> Engine:
    engine = create_engine(
        url,
        module=sqlite,
        poolclass=QueuePool,
        pool_size=2 if writes else 8,
        max_overflow=8,
        connect_args={"check_same_thread": False, "timeout": _PATIENCE, "cached_statements": 256},
        hide_parameters=True,
    )
    event.listen(engine, "connect", _settings(writes=writes))
    if writes:
        path = Path(url.database or "")
        event.listen(engine, "connect", lambda _raw, record: record.info.update(file=_identity(path)))
        event.listen(engine, "begin", lambda connection: _must_be_the_same(connection, path))
    event.listen(engine, "begin", _begin_immediate if writes else _begin)
    return engine


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _must_be_the_same(connection: Connection, path: Path) -> None:
    # SQLite: it looks for a moved file only without a write-ahead log; with one, it would go on writing to what
    # nobody can open any more.
    if connection.connection.info["file"] != _identity(path):
        raise Unavailable("database.moved_away", path=str(path))


def _settings(*, writes: bool) -> Callable[[Any, Any], None]:
    def apply(raw: Any, _record: Any) -> None:
        # SQLite: the driver's own transaction handling commits DDL behind our back; we say BEGIN ourselves.
        raw.isolation_level = None
        cursor = raw.cursor()
        for pragma in (
            f"busy_timeout = {_PATIENCE * 1000:.0f}",
            "foreign_keys = ON",
            "synchronous = FULL",  # NORMAL loses acknowledged commits at a power cut
            "secure_delete = ON",  # deleted personal data must leave the file
            "trusted_schema = OFF",
            "cell_size_check = ON",
            "cache_size = -4000",  # a connection; the system's own file cache does the rest
            "journal_size_limit = 67108864",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        if writes:
            mode = "WAL" if sqlite.sqlite_version_info >= OLDEST_SAFE_SQLITE else "DELETE"
            cursor.execute(f"PRAGMA journal_mode = {mode}")
        else:
            cursor.execute("PRAGMA query_only = ON")
        cursor.close()

    return apply


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _read_only(raw: Any, _record: Any) -> None:
    # PostgreSQL: a setting of the driver's connection, since pages are read past SQLAlchemy's transactions.
    raw.read_only = True


def _one_writer(connection: Connection) -> None:
    # PostgreSQL: one writer at a time, as on SQLite, so that numbers and the journal's chain have no gaps.
    connection.exec_driver_sql("SELECT pg_advisory_xact_lock(1152026)")
