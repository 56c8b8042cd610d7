"""Ten years of inspections of 2,000 assets made from their plans, against the bare insert of the same rows.

``python -m tests.benchmarks.plans``: one run is PlanGeneration over an empty horizon with its journal and its commit;
the floor writes the very same rows into a table of the same shape, with nothing else. Both in the same database, in
milliseconds of the program's own time, so that what else the machine does is not counted.
"""

import sqlite3
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from sqlalchemy import select

from db.models import Asset, AssetCategory, InspectionPlan, PlanTarget
from facilities_app.bootstrap import Program, open_program
from facilities_app.domain.clock import FixedClock, at
from tests.benchmarks.measuring import Times, line
from tests.factories import Make

ASSETS, YEARS = 2_000, 10
TARGET_MS = 2_000.0
_TODAY = date(2026, 11, 23)
_HORIZON_DAYS = 3_653
_REPEATS = 3


def main() -> int:
    """Measure, print; 1 if the target was missed."""
    with tempfile.TemporaryDirectory(prefix="facilities-bench-") as folder:
        return 0 if run(Path(folder)) else 1


def run(folder: Path) -> bool:
    """Measure in ``folder``; whether the target was reached."""
    ours, floor, count = [], [], 0
    for turn in range(_REPEATS):
        database = folder / f"plans-{turn}.sqlite"
        with open_program(database, clock=FixedClock(at(_TODAY, 9, 0))) as program:
            _fill(program)
            start = time.process_time()
            count = program.services.plans.generation.run(_TODAY, _HORIZON_DAYS).value.added
            ours.append((time.process_time() - start) * 1000)
        floor.append(_floor(database))
    name = f"{YEARS} years of inspections of {ASSETS:,} assets ({count:,} rows)"
    return line(name, Times(tuple(ours)), Times(tuple(floor)), most_ms=TARGET_MS)


def _fill(program: Program) -> None:
    """Assets of one category under one yearly plan: each has its task a year."""
    make = Make(program)
    place = make.place("1F", parent=make.site(), kind="floor")
    base = program.services.base
    with base.read() as session:
        category = session.scalars(select(AssetCategory.id).order_by(AssetCategory.id)).first() or 0
    with base.uow("test.filled") as uow:
        uow.add_many(
            Asset,
            [
                {"code": f"A{n:05d}", "name": f"設備 {n}", "place_id": place, "category_id": category}
                for n in range(ASSETS)
            ],
        )
        uow.commit(None, undoable=False)
    make.plan(rule="FREQ=YEARLY", starts_on=date(2026, 12, 1))
    with base.uow("test.set") as uow:
        plan = uow.session.scalars(select(InspectionPlan)).one()
        plan.place_id = None
        uow.add(PlanTarget(plan_id=plan.id, category_id=category))
        uow.commit(None, undoable=False)


def _floor(database: Path) -> float:
    """Milliseconds to write the same rows bare, indexes included, and commit."""
    with sqlite3.connect(database) as connection:
        rows = connection.execute("SELECT * FROM inspection_tasks").fetchall()
        indexes = connection.execute(
            "SELECT sql FROM sqlite_master WHERE tbl_name = 'inspection_tasks' AND type = 'index' AND sql NOT NULL"
        ).fetchall()
        connection.execute("CREATE TABLE bare AS SELECT * FROM inspection_tasks WHERE 0")
        for place, (sql,) in enumerate(indexes):
            columns = sql[sql.index("(") :]
            connection.execute(f"CREATE INDEX bare_{place} ON bare {columns}")
        connection.commit()
        marks = ",".join("?" * len(rows[0]))
        start = time.process_time()
        connection.executemany(f"INSERT INTO bare VALUES ({marks})", rows)
        connection.commit()
        return (time.process_time() - start) * 1000


if __name__ == "__main__":
    sys.exit(main())
