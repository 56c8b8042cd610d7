"""Which ticket numbers a database has given: one that stands on paper is never given to another ticket."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import pysqlite3.dbapi2 as sqlite
from sqlalchemy import select

from db.engine import connect
from db.models import Setting
from db.uow import UowFactory
from facilities_app.domain.clock import FixedClock

GIVEN = "ticket_numbers_given"
"""The setting that a restore leaves behind: by year ("115"), the highest count the replaced file had given."""

_READ = (
    "SELECT year, max(serial) FROM tickets GROUP BY year",
    # Undone tickets: they are gone, but the journal remembers them.
    "SELECT json_extract(after, '$.year'), max(json_extract(after, '$.serial')) FROM journal_rows"
    " WHERE entity = 'tickets' AND action = 'I' GROUP BY 1",
    "SELECT each.key, each.value FROM settings, json_each(settings.value) AS each"
    " WHERE settings.key = 'ticket_numbers_given'",
)


def given(connection: Any) -> dict[str, int]:
    """By year, the highest count that an open SQLite file tells of; what cannot be read (any more) is left out."""
    found: dict[str, int] = {}
    for statement in _READ:
        with suppress(sqlite.Error, TypeError, ValueError):
            for year, serial in connection.execute(statement):
                found[str(int(year))] = max(int(serial), found.get(str(int(year)), 0))
    return found


def carry_on(file: Path, numbers: dict[str, int], now: datetime) -> None:
    """Make a closed database count on after ``numbers``, as a step of the program; nothing if it does already."""
    engines = connect(file)
    try:
        with UowFactory(engines, FixedClock(now))("ticket.numbers_carried_on", by_program=True) as uow:
            known = given(uow.session.connection().connection.cursor())
            if all(known.get(year, 0) >= serial for year, serial in numbers.items()):
                return
            highest = {year: max(known.get(year, 0), numbers.get(year, 0)) for year in known | numbers}
            row = uow.session.scalar(select(Setting).where(Setting.key == GIVEN))
            if row is None:
                uow.session.add(Setting(key=GIVEN, value=highest))
            else:
                row.value = highest
            uow.commit(None, undoable=False)
    finally:
        engines.dispose()
