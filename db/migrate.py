"""Opening a database: make it, bring it up to date, or refuse it with a reason. Nothing is ever half-migrated."""

import os
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from db.base import Base
from db.engine import Engines
from db.errors import translated
from facilities_app.domain.errors import Unavailable

_SCRIPTS = Path(__file__).resolve().parent / "migrations"
_SQLITE_MAGIC = b"SQLite format 3\x00"


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    config.set_main_option("path_separator", "os")
    return config


def head() -> str:
    """The revision this program knows as the newest."""
    found = ScriptDirectory.from_config(_config()).get_current_head()
    assert found is not None
    return found


def known_revisions() -> list[str]:
    """All revisions this program knows, oldest first."""
    steps = list(ScriptDirectory.from_config(_config()).walk_revisions())
    return [step.revision for step in reversed(steps)]


def current(engines: Engines) -> str | None:
    """The database's revision, or None for an empty one. Reads only."""
    with translated(engines.path), engines.read.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def look(engines: Engines) -> str:
    """How the database stands: "missing", "empty", "older" or "ready".

    Raises Unavailable for a file that is no database, one that is not ours, or one a newer program made; it never
    writes.
    """
    if engines.path is not None:
        if not engines.path.exists():
            return "missing"
        if engines.path.is_dir():
            raise Unavailable("database.is_folder", path=str(engines.path))
        size = engines.path.stat().st_size
        with engines.path.open("rb") as file:
            if size and file.read(16) != _SQLITE_MAGIC:
                raise Unavailable("database.not_a_database", path=str(engines.path))
        if not size:
            return "empty"
    found = current(engines)
    if found is None:
        with translated(engines.path), engines.read.connect() as connection:
            tables = set(inspect(connection).get_table_names()) - {"alembic_version"}
        if tables:
            raise Unavailable("database.not_ours", path=str(engines.url.database))
        return "empty"
    if found not in known_revisions():
        raise Unavailable("database.newer", path=str(engines.url.database), revision=found, known=head())
    return "ready" if found == head() else "older"


def make_private(path: Path) -> None:
    """Make the file readable by its owner only: SQLite gives its side files the mode of the database."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise Unavailable("database.read_only", path=str(path)) from error


def upgrade(engines: Engines, to: str = "head") -> None:
    """Bring the schema to ``to`` in one transaction."""
    _run(engines, to, forward=True)


def downgrade(engines: Engines, to: str) -> None:
    """Take the schema back to ``to`` ("base" for none) in one transaction."""
    _run(engines, to, forward=False)


def _run(engines: Engines, to: str, *, forward: bool) -> None:
    config = _config()
    with translated(engines.path), engines.write.connect() as connection:
        if engines.is_sqlite:
            # SQLite: rebuilding a table needs foreign keys off, and that only takes outside a transaction.
            raw = connection.connection.cursor()
            raw.execute("PRAGMA foreign_keys = OFF")
        try:
            with connection.begin():
                config.attributes.update(connection=connection, metadata=Base.metadata)
                (command.upgrade if forward else command.downgrade)(config, to)
                if engines.is_sqlite:
                    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
                    if broken:
                        raise Unavailable("database.damaged", path=str(engines.path))
        finally:
            if engines.is_sqlite:
                raw.execute("PRAGMA foreign_keys = ON")
                raw.close()
