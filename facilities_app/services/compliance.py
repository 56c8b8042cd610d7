"""A year's compliance per duty, system, site and month, and the register an auditor asks for."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from sqlalchemy import extract, func, select, true

from db.models import Duty, InspectionTask, Place
from db.queries import compliance as query
from facilities_app.domain.compliance import (
    By,
    Cell,
    Compliance,
    ComplianceRow,
    Counts,
    Judged,
    counted,
    definition,
)
from facilities_app.domain.errors import Invalid
from resources.texts import pick, tr

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

FIRST_YEAR, LAST_YEAR = 1912, 2200


class ComplianceService:
    """Reads only; any thread."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    def read(self, year: int, *, statutory: bool = True) -> Compliance:
        """The year's inspections by due day; ``statutory`` leaves out what no law asks for.

        Raises Invalid("compliance.bad_year").
        """
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise Invalid("compliance.bad_year", field="year", year=year)
        cells, duties, sites = self._read(year, statutory)
        own = tr("Our own schedule", "compliance")
        names = {key: pick(duty.title_zh, duty.title_en) for key, duty in duties.items()}
        systems = {key: pick(duty.system_zh, duty.system_en) for key, duty in duties.items()}

        def duty_name(key: Any) -> str:
            return names.get(key, own)

        def system_of(cell: Cell) -> str:
            return systems.get(cell.duty_id, own) if cell.duty_id is not None else own

        rows = {
            By.DUTY: _rows(cells, lambda cell: cell.duty_id, duty_name),
            By.SYSTEM: _rows(cells, system_of, str),
            By.SITE: _rows(cells, lambda cell: cell.site_id, lambda key: sites.get(key, "")),
            By.MONTH: _by_month(cells),
        }
        fine = tuple(
            (duty_name(duty), system, sites.get(site, ""), month, counts)
            for (duty, system, site, month), counts in _grouped(
                cells, lambda cell: (cell.duty_id, system_of(cell), cell.site_id, cell.month)
            )
        )
        within: dict[str, set[int | None]] = defaultdict(set)
        for cell in cells:
            within[system_of(cell)].add(cell.duty_id)
        return Compliance(
            year,
            statutory,
            counted(cells),
            rows,
            tuple(sorted(fine, key=lambda one: one[:4])),
            {name: tuple(some) for name, some in within.items()},
        )

    @staticmethod
    def plain(shown: Compliance) -> dict[str, Any]:
        """All of it for a script; a share that is not known is None."""
        return {
            "year": shown.year,
            "statutory": shown.statutory,
            "definition": definition(),
            "total": _plain(shown.total),
            **{
                by.value: [{"key": row.key, "name": row.name, **_plain(row.counts)} for row in rows]
                for by, rows in shown.rows.items()
            },
        }

    def _read(self, year: int, statutory: bool) -> tuple[list[Cell], dict[int, Duty], dict[int, str]]:
        month = extract("month", InspectionTask.due_on)
        judged, site = query.judged(self._base.clock.today()), query.site_of()
        fine = (
            select(
                InspectionTask.duty_id.label("duty"),
                site.label("site"),
                month.label("month"),
                judged.label("judged"),
            )
            .where(extract("year", InspectionTask.due_on) == year)
            .where(InspectionTask.is_statutory == true() if statutory else true())
            .subquery()
        )
        columns = (fine.c.duty, fine.c.site, fine.c.month, fine.c.judged)
        with self._base.read() as session:
            found = session.execute(select(*columns, func.count()).group_by(*columns))
            cells = [
                Cell(duty, place, int(mon), Judged(how), count) for duty, place, mon, how, count in found
            ]
            duties = {row.id: row for row in session.scalars(select(Duty))}
            sites: dict[int, str] = dict(
                session.execute(
                    select(Place.id, Place.label).where(Place.id.in_({cell.site_id for cell in cells}))
                ).all()
            )
        return cells, duties, sites


def _grouped(cells: Iterable[Cell], key: Callable[[Cell], Any]) -> list[tuple[Any, Counts]]:
    found = defaultdict(list)
    for cell in cells:
        found[key(cell)].append(cell)
    return [(name, counted(some)) for name, some in found.items()]


def _rows(
    cells: Iterable[Cell], key: Callable[[Cell], Any], name: Callable[[Any], str]
) -> tuple[ComplianceRow, ...]:
    """The worst first: most not done, then most late, then by name."""
    rows = [ComplianceRow(one, name(one), counts) for one, counts in _grouped(cells, key)]
    return tuple(
        sorted(rows, key=lambda row: (-row.counts.missed - row.counts.overdue, -row.counts.late, row.name))
    )


def _by_month(cells: list[Cell]) -> tuple[ComplianceRow, ...]:
    """All twelve, in their order."""
    found = dict(_grouped(cells, lambda cell: cell.month))
    return tuple(ComplianceRow(month, str(month), found.get(month, Counts())) for month in range(1, 13))


def _plain(counts: Counts) -> dict[str, Any]:
    return {
        **{judged.value: counts.of(judged) for judged in Judged},
        "due": counts.due,
        "share": counts.share,
    }
