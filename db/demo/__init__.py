"""Demo data: the report's facts as rows, and beside them two living years that carry the demo mark.

What the report says (106/2/16 to 106/7/31) is not marked; everything else is. Three kinds of rows hold both: the
343 repair cases (how many is reported, what each was about is invented), the 66 dormitory units (kind, land and
what became of them is reported, which and who is invented) and the solar array's monthly plan (the year's sum is
reported). These are marked. The same seed, day and number of tickets always give the same rows.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from db import bulk, journal
from db.demo.asset_life import build_asset_life
from db.demo.audits import build_audits
from db.demo.contracts_more import build_damage, build_terms
from db.demo.dormitories import build_dormitories
from db.demo.findings import build_findings
from db.demo.inspections import build_inspections
from db.demo.inventory import build_inventory
from db.demo.licences import build_licences
from db.demo.links import build_links
from db.demo.meters import build_meters
from db.demo.patrols import build_patrols
from db.demo.pictures import add_pictures
from db.demo.places import build_places
from db.demo.promises import build_promises
from db.demo.report_facts import build_report_facts
from db.demo.rounds import build_rounds
from db.demo.tenancies import build_tenancies
from db.demo.tickets import LEAST_TOTAL, USUAL_TOTAL, build_tickets
from db.demo.vendors import build_contracts, build_office, build_warranties
from db.demo.visits import build_visits
from db.demo.work import build_work
from db.demo.world import World, open_world
from db.engine import Engines
from db.errors import translated
from db.models import JournalStep
from db.seed import seed_reference
from facilities_app.domain.clock import at
from facilities_app.domain.errors import Conflict
from facilities_app.paths import files_folder

__all__ = ["LEAST_TOTAL", "USUAL_TOTAL", "DemoSummary", "build_demo"]

Step = Callable[[int, int], None]
JOURNAL_LABEL = "demo.built"


@dataclass(frozen=True, slots=True)
class DemoSummary:
    """How much was made."""

    seed: int
    today: date
    places: int
    assets: int
    units: int
    tickets: int
    tasks: int
    pictures: int


def build_demo(
    engines: Engines,
    *,
    today: date,
    tickets: int | None = None,
    seed: int = 106,
    step: Step = lambda done, total: None,
) -> DemoSummary:
    """Fill a database that has its schema but no places yet, in one transaction and one journal step.

    ``tickets`` is how many in all (at least LEAST_TOTAL); ``step(done, total)`` is told of tickets written and may
    raise to cancel, which leaves the database as it was. Raises Conflict("demo.not_empty").
    """
    with translated():
        with engines.write.connect() as connection, connection.begin():
            _must_be_empty(connection)
            _seed(connection)
            world = open_world(connection, today, seed)
            pictures = _build(world, engines)
            counts = {name: len(rows) for name, rows in world.sheets.tables.items()}
            world.sheets.write()
            made = build_tickets(world, tickets or USUAL_TOTAL, step)
            world.sheets.write()
            build_promises(world)
            build_work(world)
            build_visits(world)
            build_links(world)
            build_damage(world)
            build_rounds(world)
            build_patrols(world)
            world.sheets.write()
            summary = DemoSummary(
                seed,
                today,
                counts["places"],
                counts["assets"],
                counts["dorm_units"],
                made,
                counts["inspection_tasks"],
                pictures,
            )
            _write_down(world, summary)
        bulk.analyze(engines)
    return summary


def _must_be_empty(connection: Connection) -> None:
    if connection.exec_driver_sql("SELECT id FROM places LIMIT 1").first() is not None:
        raise Conflict("demo.not_empty")


def _seed(connection: Connection) -> None:
    with Session(connection, join_transaction_mode="create_savepoint") as session:
        seed_reference(session)
        session.commit()


def _build(world: World, engines: Engines) -> int:
    """Everything but tickets, in the order in which parts point at each other."""
    build_office(world)
    build_places(world)
    build_report_facts(world)
    build_inventory(world)
    build_dormitories(world)
    build_tenancies(world)
    build_audits(world)
    build_meters(world)
    build_warranties(world)
    build_contracts(world)
    build_terms(world)
    build_inspections(world)
    build_licences(world)
    build_findings(world)
    build_asset_life(world)
    return add_pictures(world, files_folder(engines.path))


def _write_down(world: World, summary: DemoSummary) -> None:
    """One step without rows in the journal: whoever watches it reads everything anew."""
    recorded = JournalStep(
        at=at(world.today, 8),
        actor_id=world.admin_id,
        label=JOURNAL_LABEL,
        params={"tickets": summary.tickets, "assets": summary.assets, "units": summary.units},
        undoable=False,
        kind="do",
        target_id=None,
    )
    with Session(world.connection, join_transaction_mode="create_savepoint") as session:
        journal.write_step(session, recorded, [])
        session.commit()
