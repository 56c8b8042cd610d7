"""The composition root: from a file or URL to an opened program. Qt-free."""

import os
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from db import backup, migrate
from db.engine import Engines, connect
from db.errors import translated
from db.models import User
from db.seed import seed_reference
from db.uow import UowFactory
from facilities_app import paths
from facilities_app.domain.clock import Clock, SystemClock
from facilities_app.domain.errors import NotFound, Unavailable
from facilities_app.services import backups
from facilities_app.services.all import Services, build
from facilities_app.services.base import ServiceBase


@dataclass(frozen=True)
class Program:
    """An opened database with its services. Close it when done."""

    services: Services
    engines: Engines

    @property
    def path(self) -> Path | None:
        """The database's file, or None on a server."""
        return self.engines.path

    def close(self) -> None:
        """Close all connections."""
        self.engines.dispose()

    def __enter__(self) -> "Program":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_program(
    target: str | os.PathLike[str] | None = None,
    *,
    clock: Clock | None = None,
    create: bool = True,
    actor: str | None = None,
    by_verb: bool = False,
) -> Program:
    """Open a database, making or migrating it first where needed (a copy is kept before a migration).

    ``by_verb``: for one verb of the command line, whose steps no window takes back with Ctrl+Z.

    Raises Unavailable for what cannot be opened (newer schema, read-only, no database, missing or empty and not
    ``create``, emptied beside its backups), and NotFound for an ``actor`` who is not a user.
    """
    clock = clock or SystemClock()
    engines = connect(target if target is not None else paths.default_database())
    try:
        prepare(engines, clock, create=create)
        base = ServiceBase(engines, clock, paths.files_folder(engines.path), None)
        base.act_as(_actor_id(base, actor))
        if by_verb:
            base.act_by_verb()
        base.warm()
        return Program(build(base), engines)
    except BaseException:
        engines.dispose()
        raise


def prepare(engines: Engines, clock: Clock, *, create: bool) -> None:
    """Bring the database up to this program's schema and reference data."""
    stands = migrate.look(engines)
    if stands == "ready":
        _must_be_writable(engines)
        return
    if stands == "missing" and not create:
        raise Unavailable("database.missing", path=str(engines.path))
    if stands == "empty" and engines.path is not None:
        _must_be_new(engines.path, clock, create=create)
    if engines.path is not None:
        migrate.make_private(engines.path)
    if stands == "older" and engines.path is not None:
        known = migrate.current(engines) or ""
        backup.write(engines, backup.before_migration(engines.path, known, clock.now()), clock.now())
    migrate.upgrade(engines)
    with UowFactory(engines, clock)("reference.seeded") as uow:
        seed_reference(uow.session)
        uow.commit(None, undoable=False)


def _must_be_new(path: Path, clock: Clock, *, create: bool) -> None:
    """A file that holds nothing becomes a database only if that is wanted and no backup tells of what it held."""
    if create and not backups.restorable(path):
        return
    try:
        best = backups.newest_good(path, clock.now()).path
    except NotFound:
        raise Unavailable("database.empty", path=str(path)) from None
    raise Unavailable("database.emptied", path=str(path), backup=str(best))


def _must_be_writable(engines: Engines) -> None:
    path = engines.path
    if path is None:
        return
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise Unavailable("database.read_only", path=str(path))
    # SQLite: in WAL mode an open database is seen to be in use, by whoever would put a backup in its place.
    with translated(path), engines.write.connect():
        pass


def _actor_id(base: ServiceBase, code: str | None) -> int | None:
    with base.read() as session:
        if code is not None:
            found = session.scalar(select(User.id).where(User.code == code))
            if found is None:
                codes = session.scalars(select(User.code).where(User.is_active).order_by(User.id))
                raise NotFound("user.no_such_code", code=code, known=", ".join(codes))
            return found
        return session.scalar(select(User.id).where(User.is_active).order_by(User.id).limit(1))
