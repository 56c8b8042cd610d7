"""What the budget lines of a year carried, against a table that can be checked with pencil and paper."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from facilities_app.bootstrap import Program
from facilities_app.domain.dates import DateStyle
from facilities_app.domain.figure_words import definitions
from facilities_app.domain.figures import By, Sums
from facilities_app.domain.lists import Condition, ListQuery
from facilities_app.domain.periods import Period
from facilities_app.services import repair_figures as service
from resources import texts
from tests.factories import Make
from tests.services.test_repair_figures import MARCH, fill

# Of the cases of test_repair_figures, by their serial: what carries them.
SHARES = """
serial cost year line       amount
2      1000 115  修繕費      600
2      1000 115  設備養護費  400   # carried whole
5      500  115  修繕費      200   # 300 are left
7      90   114  修繕費      90    # carried whole; overdue
"""

# year line      cases kept late overdue running unknown dropped hours    cost  costed
EXPECTED = """
114    修繕費      1    0    0    1       0       0       0       0        90    1
115    修繕費      2    2    0    0       0       0       0       2+12     800   2
115    設備養護費  1    1    0    0       0       0       0       2        400   1
-      -           7    2    1    0       1       1       2       2+2+12   300   2
"""


@pytest.fixture
def office(program: Program, make: Make) -> Program:
    services = fill(program, make).services
    for line in SHARES.strip().splitlines()[1:]:
        serial, cost, year, name, amount = line.split("#")[0].split()
        ticket = services.tickets.detail(services.tickets.find(f"115-{int(serial):04d}"))
        if ticket.cost_twd != int(cost):
            services.tickets.edit(ticket.id, ticket.version, cost_twd=int(cost))
        services.work.add_share(ticket.id, int(year), name, int(amount))
    return program


def expected() -> dict[tuple[int, str] | None, Sums]:
    found: dict[tuple[int, str] | None, Sums] = {}
    for line in EXPECTED.strip().splitlines():
        year, name, cases, kept, late, overdue, running, unknown, dropped, hours, cost, costed = line.split()
        minutes = str(sum(int(one) for one in hours.split("+")) * 60)
        counts: tuple[str, ...] = (
            cases,
            kept,
            late,
            overdue,
            running,
            unknown,
            dropped,
            minutes,
            cost,
            costed,
        )
        key = None if name == "-" else (int(year), name)
        found[key] = Sums(*map(int, counts))
    return found


def test_a_line_is_told_with_its_year_its_cases_and_its_shares_of_their_costs(office: Program) -> None:
    march = office.services.figures.read(MARCH, By.BUDGET)
    assert {row.key: row.sums for row in march.rows} == expected()
    assert [row.name for row in march.rows] == [
        "114 年度 修繕費",
        "115 年度 修繕費",
        "115 年度 設備養護費",
        "尚未分攤",
    ]
    assert sum(row.sums.cost for row in march.rows) == march.total.cost == 1590
    assert march.rows[1].sums.mean_hours == Decimal("7.0")


def test_calendar_hours_are_told_by_line_too(office: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "WORKING_LIMIT", 0)
    march = office.services.figures.read(MARCH, By.BUDGET)
    hours = {row.key: row.sums.minutes // 60 for row in march.rows}
    assert hours == {(114, "修繕費"): 0, (115, "修繕費"): 2 + 28, (115, "設備養護費"): 2, None: 65 + 3 + 28}


def test_each_line_opens_its_cases(office: Program) -> None:
    edges = (Condition("reported", "from", ("2026-03-01",)), Condition("reported", "to", ("2026-03-31",)))
    source = office.services.lists["tickets"]
    for row in office.services.figures.read(MARCH, By.BUDGET).rows:
        one = Condition("budget", "empty") if row.key is None else Condition("budget", "in", (row.key,))
        assert source.count(ListQuery(conditions=(*edges, one))) == row.sums.cases, row.name


def test_a_case_counts_in_every_line_that_carries_it_and_the_definition_says_so(
    office: Program, tmp_path: Path
) -> None:
    march = office.services.figures.read(MARCH, By.BUDGET)
    for language in texts.LANGUAGES:
        texts.use(language)
        assert "budget" in definitions(march)
    texts.use("zh_TW")
    plain = office.services.figures.plain(march)
    assert [row["key"] for row in plain["rows"]] == ["114 修繕費", "115 修繕費", "115 設備養護費", None]
    assert [row["cost_twd"] for row in plain["rows"]] == [90, 800, 400, 300]
    out = tmp_path / "x.csv"
    office.services.figures.write(march, out, DateStyle.ROC)
    rows = list(csv.reader(out.read_text(encoding="utf-8-sig").splitlines()))
    assert rows[0][0] == "預算科目"
    assert [row[0] for row in rows[1:5]] == [
        "114 年度 修繕費",
        "115 年度 修繕費",
        "115 年度 設備養護費",
        "尚未分攤",
    ]


def test_a_line_of_no_case_of_the_period_is_not_told(office: Program) -> None:
    april = office.services.figures.read(Period(date(2026, 4, 1), date(2026, 4, 30)), By.BUDGET)
    assert [row.key for row in april.rows] == [None]
    assert office.services.figures.read(Period.of_year(2020), By.BUDGET).rows == ()
