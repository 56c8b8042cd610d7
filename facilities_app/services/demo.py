"""Makes a demo database: the report's facts and two living years."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

from db import migrate
from db.demo import build_demo
from db.engine import connect
from facilities_app.domain.errors import Conflict
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
    """Make the database and give back what is in it: (name, count). Raises Conflict("demo.file_exists")."""
    if path.exists():
        raise Conflict("demo.file_exists", path=str(path))
    migrate.make_private(path)
    engines = connect(path)
    try:
        migrate.upgrade(engines)
        made = build_demo(engines, today=today, tickets=tickets, seed=seed, step=step)
    except BaseException:
        engines.dispose()
        _take_away(path)
        raise
    engines.dispose()
    return [
        (tr("places"), made.places),
        (tr("assets"), made.assets),
        (tr("dormitory units"), made.units),
        (tr("tickets"), made.tickets),
        (tr("inspections"), made.tasks),
        (tr("pictures"), made.pictures),
    ]


def _take_away(path: Path) -> None:
    for end in ("", "-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)
    shutil.rmtree(files_folder(path), ignore_errors=True)
