"""The figures as a table: what the page shows as workbook, paper or plain text, and what a script reads."""

from collections.abc import Iterator
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from facilities_app.domain.asset_life import down_hours
from facilities_app.domain.dates import DateStyle, format_date, format_month, format_period
from facilities_app.domain.errors import Unavailable
from facilities_app.domain.figure_words import by_word, definitions, sentence
from facilities_app.domain.figures import DOWN_BY, By, FigureRow, Figures, Sums
from facilities_app.domain.lists import ColumnKind
from facilities_app.reports.lists import write_list
from facilities_app.reports.table import ReportColumn, ReportTable
from facilities_app.services.exports import ExportResult, warnings_of
from facilities_app.services.office import OfficeService
from resources.texts import tr

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

_COUNTS = ("cases", "kept", "late", "overdue", "running", "unknown", "dropped")
_FIELDS = (*_COUNTS, "share_on_time", "mean_hours", "cost_twd", "without_cost")
_ANSWERED = "share_arrived_on_time"
_FAULTS = ("faults", "repeats", "days_between")
_DOWN = "downtime_hours"


def fields(by: By) -> tuple[str, ...]:
    """What a script reads of each row, in order; of an asset also its faults, where it belongs downtime."""
    names = (*_FIELDS, _ANSWERED, *_FAULTS) if by is By.ASSET else (*_FIELDS, _ANSWERED)
    return (*names, _DOWN) if by in DOWN_BY else names


def row_name(row: FigureRow, by: By, style: DateStyle) -> str:
    """The row's name; a month as people write it."""
    return format_month(row.key, style) if by is By.MONTH else row.name


def values(sums: Sums) -> tuple[Any, ...]:
    """The values of each row but its faults; None is unknown."""
    counts = tuple(getattr(sums, name) for name in _COUNTS)
    return (*counts, sums.share_on_time, sums.mean_hours, sums.known_cost, sums.uncosted)


def plain(figures: Figures) -> dict[str, Any]:
    """All figures for a script: numbers as numbers, days as ISO text, None for what is not known."""
    faults = figures.faults
    return {
        "from": figures.period.start.isoformat(),
        "to": figures.period.end.isoformat(),
        "by": figures.by.value,
        "sentence": sentence(figures),
        "demo": figures.demo,
        "hours": "working" if figures.working else "calendar",
        "total": _named(figures.total),
        "median_hours": _number(figures.median_hours),
        "before": {
            "from": figures.before.start.isoformat(),
            "to": figures.before.end.isoformat(),
            **(_named(figures.earlier) if figures.earlier else dict.fromkeys(_FIELDS)),
        },
        "rows": [
            {"key": _key(row.key), "name": row_name(row, figures.by, DateStyle.ISO), **_row(figures, row)}
            for row in figures.rows
        ],
        "open_by_age": dict(figures.ages),
        "faults": {
            "assets": faults.assets,
            "faults": faults.faults,
            "repeats": faults.repeats,
            "days_between": _number(faults.days_between),
            "busiest": [
                {
                    "id": one.asset_id,
                    "name": one.name,
                    "faults": one.faults,
                    "repeats": one.repeats,
                    "days_between": _number(one.days_between),
                }
                for one in faults.busiest
            ],
        },
        "downtime": {
            "assets": figures.downtimes.assets,
            "hours": _number(_hours(figures.downtimes.minutes)),
        },
        "response": _responses(figures),
        "definitions": definitions(figures),
    }


def table(base: "ServiceBase", figures: Figures, style: DateStyle) -> ReportTable:
    """The rows as a table for the writers."""
    office = OfficeService(base)
    whole, tenths, money = ColumnKind.INTEGER, ColumnKind.DECIMAL, ColumnKind.MONEY
    titles = (
        tr("Cases"),
        tr("On time"),
        tr("Finished late"),
        tr("Unfinished, overdue"),
        tr("Running"),
        tr("Unknown"),
        tr("Dropped"),
    )
    once = figures.by is not By.BUDGET  # a case may count in several lines: their numbers are not added up
    hours = tr("Mean working hours") if figures.working else tr("Mean calendar hours")
    columns = (
        ReportColumn(by_word(figures.by), width=30),
        *(ReportColumn(title, whole, 10, total=once) for title in titles),
        ReportColumn(tr("On time (%)"), tenths, 10),
        ReportColumn(hours, tenths, 12),
        ReportColumn(tr("Cost (NT$)"), money, 12, total=True),
        ReportColumn(tr("Without a cost"), whole, 10, total=once),
        ReportColumn(tr("Arrived on time (%)"), tenths, 10),
    )
    if figures.by is By.ASSET:
        columns += (
            ReportColumn(tr("Faults"), whole, 8, total=True),
            ReportColumn(tr("Again"), whole, 8, total=True),
            ReportColumn(tr("Days between"), tenths, 10),
        )
    if figures.by in DOWN_BY:
        columns += (ReportColumn(tr("Downtime (hours)"), tenths, 10, total=True),)
    return ReportTable(
        title=tr("Figures of repairs by {what}").format(what=by_word(figures.by)),
        columns=columns,
        rows=_rows(figures, style),
        subtitle="　".join((str(office.get("office_name")), format_period(figures.period, style))),
        unit_note=tr("－ is not known"),
        printed_on=format_date(base.clock.today(), style),
        printed_by=base.actor_name,
        demo=figures.demo,
        count=len(figures.rows),
    )


def write(base: "ServiceBase", figures: Figures, out: Path, style: DateStyle) -> ExportResult:
    """Write the rows to ``out``, whole or not at all; its ending chooses Excel, PDF or CSV."""
    try:
        written = write_list(out, table(base, figures, style))
    except OSError as error:
        raise Unavailable("file.cannot_write", path=str(out), why=error.strerror or str(error)) from error
    return ExportResult(out, written.rows, warnings_of(written))


def _rows(figures: Figures, style: DateStyle) -> Iterator[tuple[Any, ...]]:
    for row in figures.rows:
        yield (
            row_name(row, figures.by, style),
            *values(row.sums),
            figures.share_answered(row.key),
            *_faults(figures, row),
            *_down(figures, row),
        )


def _faults(figures: Figures, row: FigureRow) -> tuple[Any, ...]:
    """An asset's faults, repeats and days between; of cases without an asset they are not known."""
    if figures.by is not By.ASSET:
        return ()
    return (None, None, None) if row.key is None else figures.faults.each.get(row.key, (0, 0, None))


def _row(figures: Figures, row: FigureRow) -> dict[str, Any]:
    more = zip(_FAULTS, _faults(figures, row), strict=False)
    named = _named(row.sums) | {_ANSWERED: _number(figures.share_answered(row.key))}
    named |= {name: _number(value) for name, value in more}
    down = _down(figures, row)
    return named | ({_DOWN: _number(down[0])} if down else {})


def _responses(figures: Figures) -> dict[str, Any] | None:
    """The answers for a script; None where they are not known."""
    found = figures.responses
    return None if found is None else {**asdict(found), "share_on_time": _number(found.share)}


def _down(figures: Figures, row: FigureRow) -> tuple[Decimal | None, ...]:
    """The row's downtime in hours, where downtime is told apart so; None where none was recorded."""
    return (_hours(figures.downtimes.each.get(row.key)),) if figures.by in DOWN_BY else ()


def _hours(minutes: int | None) -> Decimal | None:
    return None if minutes is None else down_hours(minutes)


def _named(sums: Sums) -> dict[str, Any]:
    return {name: _number(value) for name, value in zip(_FIELDS, values(sums), strict=True)}


def _number(value: Any) -> Any:
    return value if value is None or isinstance(value, int) else float(value)


def _key(key: Any) -> Any:
    if isinstance(key, tuple):
        return " ".join(str(part) for part in key)
    return key if key is None or isinstance(key, int) else key.isoformat()[:7]
