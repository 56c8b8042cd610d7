"""Makes a demo database: the report's facts and two living years."""

import errno
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

from db import migrate
from db.demo import DemoSummary, build_demo
from db.engine import connect
from facilities_app import scratch
from facilities_app.domain.errors import Conflict, Unavailable
from facilities_app.paths import files_folder
from resources.texts import tr

DEMO_USER = "lin"
"""The building engineer in whose name demo windows and the tour act."""

Step = Callable[[int, int], None]


def make_demo(
    path: Path,
    today: date,
    *,
    tickets: int | None = None,
    seed: int = 106,
    step: Step = lambda done, total: None,
) -> list[tuple[str, int]]:
    """Make the database, whole or not at all, and give back what is in it: (name, count).

    Raises Conflict("demo.file_exists"), and Unavailable where it cannot be written.
    """
    if path.exists():
        raise Conflict("demo.file_exists", path=str(path))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with scratch.folder(path.parent, f".{path.name}.making-") as folder:
            draft = folder / path.name
            made = _build(draft, today, tickets, seed, step)
            _take_over(draft, path)
    except OSError as error:
        raise _refusal(error, path) from error
    return [
        (tr("places"), made.places),
        (tr("assets"), made.assets),
        (tr("dormitory units"), made.units),
        (tr("tickets"), made.tickets),
        (tr("inspections"), made.tasks),
        (tr("pictures"), made.pictures),
    ]


def _build(draft: Path, today: date, tickets: int | None, seed: int, step: Step) -> DemoSummary:
    migrate.make_private(draft)
    engines = connect(draft)
    try:
        migrate.upgrade(engines)
        return build_demo(engines, today=today, tickets=tickets, seed=seed, step=step)
    finally:
        engines.dispose()


def _take_over(draft: Path, path: Path) -> None:
    """Give the finished database its name, after its pictures: who sees the one finds the others."""
    shutil.copytree(files_folder(draft), files_folder(path), dirs_exist_ok=True)
    if path.exists():
        raise Conflict("demo.file_exists", path=str(path))
    draft.replace(path)


def _refusal(error: OSError, path: Path) -> Unavailable:
    if error.errno == errno.ENOSPC:
        return Unavailable("database.disk_full")
    return Unavailable("file.cannot_write", path=str(path), why=error.strerror or str(error))
