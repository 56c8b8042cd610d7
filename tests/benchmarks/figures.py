"""All figures of a year, however its cases are told apart, over databases of several sizes.

``python -m tests.benchmarks figures --sizes 10000,100000,1000000``
"""

from pathlib import Path

from facilities_app.bootstrap import Program, open_program
from facilities_app.domain.figures import By
from facilities_app.domain.periods import Period
from tests.benchmarks.measuring import line, timed

MOST_MS = 1_000


def run(database: Path) -> bool:
    """Measure one database; whether every target was reached."""
    with open_program(database) as program:
        this = program.services.clock.today().year
        results = [_year(program, database, Period.of_year(year)) for year in (this - 1, this)]
        return all(results)


def _year(program: Program, database: Path, year: Period) -> bool:
    shown = program.services.figures.read(year)
    print(
        f"\n{database.name}: {shown.total.cases:,} tickets reported in {year.start.year}, "
        f"{shown.earlier.cases if shown.earlier else 0:,} in what it is compared with",
        flush=True,
    )
    results = [_measured(program, year, by) for by in By]
    return all(results)


def _measured(program: Program, year: Period, by: By) -> bool:
    took = timed(lambda: program.services.figures.read(year, by), repeats=7, warm=1)
    return line(f"all figures of a year, by {by.value}", took, most_ms=MOST_MS)
