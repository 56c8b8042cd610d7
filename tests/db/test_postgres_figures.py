"""The figures read the same on PostgreSQL."""

import pytest

from db.queries import repair_figures
from facilities_app.bootstrap import Program
from facilities_app.domain.figures import By, Sums
from facilities_app.domain.lists import Condition, ListQuery
from facilities_app.domain.periods import Period
from facilities_app.services import repair_figures as service
from tests.factories import Make
from tests.services.test_repair_figures import MARCH, fill


def test_the_table_of_cases_gives_the_same_figures(
    on_postgres: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    services = fill(on_postgres, Make(on_postgres)).services
    march = services.figures.read(MARCH)
    assert march.total == Sums(9, 3, 1, 1, 1, 1, 2, 18 * 60, 1500, 3)
    assert (march.faults.faults, march.faults.repeats, str(march.faults.days_between)) == (4, 3, "22.5")
    for by in By:
        rows = services.figures.read(Period.of_year(2026), by)
        assert sum((row.sums for row in rows.rows), Sums()) == rows.total
    repeats = ListQuery(
        conditions=(
            Condition("repeat", "in", (True,)),
            Condition("reported", "from", ("2026-03-01",)),
            Condition("reported", "to", ("2026-03-31",)),
        )
    )
    assert services.lists["tickets"].count(repeats) == 3
    monkeypatch.setattr(service, "WORKING_LIMIT", 0)
    monkeypatch.setattr(repair_figures, "NARROW_FROM", 0)
    by_calendar = services.figures.read(MARCH)
    assert by_calendar.total.minutes == (2 + 65 + 3 + 28) * 60
    assert str(by_calendar.median_hours) == "15.5"
