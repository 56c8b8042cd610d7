"""What the database's refusals mean to a person."""

from collections.abc import Iterator
from contextlib import contextmanager

import pysqlite3.dbapi2 as sqlite
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


@contextmanager
def translated() -> Iterator[None]:
    """Turn known database errors into domain errors; anything else passes as the bug it is."""
    try:
        yield
    except StaleDataError as error:
        raise Conflict("database.moved_on") from error
    except IntegrityError as error:
        raise _integrity(error) from error
    except DBAPIError as error:
        known = _known(error.orig)
        if known is None:
            raise
        raise known from error
    except sqlite.Error as error:
        known = _known(error)
        if known is None:
            raise
        raise known from error


def _known(error: BaseException | None) -> DomainError | None:
    name = getattr(error, "sqlite_errorname", "") or ""
    for prefix, code in _BY_SQLITE_NAME.items():
        if name.startswith(prefix):
            return Unavailable(code)
    if type(error).__module__.startswith("psycopg") and type(error).__name__ == "OperationalError":
        return Unavailable("database.no_server")
    return None


def _integrity(error: IntegrityError) -> DomainError:
    text = str(error.orig).lower()
    if "foreign key" in text:
        return Conflict("database.still_used")
    if "unique" in text or "duplicate" in text:
        return Conflict("database.already_there")
    return Conflict("database.refused")
