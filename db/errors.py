"""What the database's refusals mean to a person."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from facilities_app.domain.errors import Conflict, DomainError, Unavailable

_BY_SQLITE_NAME = {
    "SQLITE_FULL": "database.disk_full",
    "SQLITE_READONLY": "database.read_only",
    "SQLITE_CANTOPEN": "database.cannot_open",
    "SQLITE_BUSY": "database.busy",
    "SQLITE_LOCKED": "database.busy",
    "SQLITE_NOTADB": "database.not_a_database",
    "SQLITE_CORRUPT": "database.damaged",
    "SQLITE_IOERR": "database.disk_error",
    "SQLITE_PERM": "database.read_only",
    "SQLITE_AUTH": "database.read_only",
}
_LEAST_ROOM = 256 * 1024
_BY_SQLSTATE = {
    "53100": "database.disk_full",
    "25006": "database.read_only",
    "55P03": "database.busy",
}


@contextmanager
def translated(path: object = None) -> Iterator[None]:
    """Turn known database errors into domain errors; anything else passes as the bug it is.

    ``path`` is the database's file, for the sentences that name it.
    """
    try:
        yield
    except StaleDataError as error:
        raise Conflict("database.moved_on") from error
    except IntegrityError as error:
        raise _integrity(error) from error
    except DBAPIError as error:
        code = _code(error.orig)
        if code is None:
            raise
        raise _unavailable(code, path) from error
    except Exception as error:  # what the driver raises itself, past SQLAlchemy
        code = _code(error)
        if code is None:
            raise
        raise _unavailable(code, path) from error


def _unavailable(code: str, path: object) -> Unavailable:
    # SQLite: on a file system that may not be written it cannot make its side files, and says no more than that.
    if code == "database.cannot_open" and path and _is_read_only(Path(str(path))):
        code = "database.read_only"
    # SQLite: without room for its shared-memory file it speaks of a disk error, not of a full disk.
    if code == "database.disk_error" and path and _is_full(Path(str(path)).parent):
        code = "database.disk_full"
    return Unavailable(code, path=str(path or ""))


def _is_read_only(path: Path) -> bool:
    """Whether the file is there, on a file system or in a folder that may not be written."""
    try:
        return path.is_file() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
    except OSError:
        return False


def _is_full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < _LEAST_ROOM
    except OSError:
        return False


def _code(error: BaseException | None) -> str | None:
    name = getattr(error, "sqlite_errorname", "") or ""
    for prefix, code in _BY_SQLITE_NAME.items():
        if name.startswith(prefix):
            return code
    # PostgreSQL: told by the names of the driver's classes, since the driver is an extra.
    if not type(error).__module__.startswith("psycopg"):
        return None
    state = getattr(error, "sqlstate", None) or ""
    if state in _BY_SQLSTATE:
        return _BY_SQLSTATE[state]
    lost = any(kind.__name__ == "OperationalError" for kind in type(error).__mro__)
    return "database.no_server" if lost else None


def _integrity(error: IntegrityError) -> DomainError:
    text = str(error.orig).lower()
    if "foreign key" in text:
        return Conflict("database.still_used")
    if "unique" in text or "duplicate" in text:
        return Conflict("database.already_there")
    return Conflict("database.refused")
