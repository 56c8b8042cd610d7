"""Figures of repairs over a period: read in one moment of the database, each in one pass."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.models import Asset, Place, Vendor
from db.queries.budget_shares import Line, shares_of
from db.queries.repair_figures import KEYS, Case, Grain, RepairSums
from db.queries.response_figures import answered
from facilities_app.domain import figures
from facilities_app.domain.clocks import WorkingTime
from facilities_app.domain.dates import DateStyle
from facilities_app.domain.figures import By, FaultRow, Faults, FigureRow, Figures, Sums
from facilities_app.domain.periods import Period
from facilities_app.services import figure_tables, response_figures
from facilities_app.services.budget_figures import Carried
from facilities_app.services.downtime_figures import read_downtimes
from facilities_app.services.exports import ExportResult
from facilities_app.services.figures import open_ages
from facilities_app.services.repair_reading import COLUMNS, Reading, kinds_of
from resources.texts import language, tr

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from facilities_app.services.base import ServiceBase

WORKING_LIMIT = 5_000
"""Up to so many finished cases hours are counted in working time; beyond, which no office reaches, by the calendar."""

BUSIEST = 10
_FINE = {By.MONTH: 0, By.SITE: 1, By.TRADE: 2, By.PRIORITY: 3}

Names = Mapping[Any, str]


class FigureService:
    """Reads figures. Any thread."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    def read(self, period: Period, by: By = By.TRADE) -> Figures:
        """All figures of the period, its cases told apart by ``by``, and the sums of the period before."""
        today, now = self._base.clock.today(), self._base.clock.now()
        before = figures.preceding(period, today)
        with self._base.read() as session:
            reading = Reading(session, RepairSums(session), period, now, WorkingTime(self._base.workdays))
            fine = reading.fine()
            kinds = kinds_of(session) if by is By.CATEGORY else {}
            months = figures.months_of(period, today)
            downtimes = read_downtimes(session, period, by, months, now)
            total = _whole(fine)
            carried = Carried(shares_of(session, period) if by is By.BUDGET else ())
            earlier, earlier_cases = reading.earlier(before)
            working = total.finished <= WORKING_LIMIT and (earlier or Sums()).finished <= WORKING_LIMIT
            cases = reading.sums.finished_cases(period) if working else []
            minutes = reading.worked(cases)
            if working:
                if earlier is not None:
                    earlier = replace(earlier, minutes=sum(reading.worked(earlier_cases())))
                median = figures.median_hours(minutes)
                total = replace(total, minutes=sum(minutes))
            else:
                median = figures.median_hours(reading.sums.median_minutes(period, total))
            clocked = list(zip(cases, minutes, strict=True)) if working else None

            answers = answered(session, period, now) if total.cases <= response_figures.LIMIT else None

            keys_by = _lines_of(carried) if by is By.BUDGET else partial(_case_keys, by, kinds)

            def rows(which: By) -> tuple[FigureRow, ...]:
                also = downtimes.each if which is by else ()
                if which is By.BUDGET:
                    grains = carried.grains(total, reading.overdue_ids())
                    keys = _lines_of(carried)
                else:
                    grains = fine if which in _FINE else reading.grouped(which, kinds=kinds)
                    keys = partial(_case_keys, which, kinds)
                return self._rows(session, which, grains, clocked, months, keys, also)

            return Figures(
                period=period,
                before=before,
                today=today,
                by=by,
                total=total,
                earlier=earlier,
                rows=rows(by),
                median_hours=median,
                working=working,
                trades=rows(By.TRADE),
                sites=rows(By.SITE),
                months=rows(By.MONTH),
                by_site=_crossed(fine, lambda keys: (keys[2], keys[1])),
                by_month=_crossed(fine, lambda keys: (keys[2], _month(keys[0]))),
                faults=self._faults(session, reading, clocked),
                ages=open_ages(session, today),
                demo=reading.sums.has_demo(period),
                downtimes=downtimes,
                responses=None if answers is None else response_figures.responses_of(answers),
                response_rows=response_figures.responses_by(answers or (), keys_by),
            )

    def write(self, shown: Figures, out: Path, style: DateStyle = DateStyle.ROC) -> ExportResult:
        """Write the rows to ``out``, whole or not at all; its ending chooses Excel, PDF or CSV."""
        return figure_tables.write(self._base, shown, out, style)

    def fields(self, by: By) -> tuple[str, ...]:
        """What a script reads of each row, in order."""
        return figure_tables.fields(by)

    def plain(self, shown: Figures) -> dict[str, Any]:
        """All figures for a script: numbers as numbers, None for what is not known."""
        return figure_tables.plain(shown)

    def named_rows(self, shown: Figures, style: DateStyle) -> list[tuple[str, Sums]]:
        """The rows by the name a person reads."""
        return [(figure_tables.row_name(row, shown.by, style), row.sums) for row in shown.rows]

    def _rows(
        self,
        session: "Session",
        by: By,
        grains: Iterable[Grain],
        clocked: "list[tuple[Case, int]] | None",
        months: tuple[date, ...],
        keys: Callable[[Case], tuple[Any, ...]],
        also: Iterable[Any],
    ) -> tuple[FigureRow, ...]:
        """One row for each key there is, the largest first; months and fixed lists in their own order. ``also`` are
        keys that have something to tell without a case.
        """
        found: dict[Any, Sums] = defaultdict(Sums, {key: Sums() for key in also})
        for grain in grains:
            found[_key(by, grain.keys)] += grain.sums
        if clocked is not None:
            worked: Counter[Any] = Counter()
            for case, minutes in clocked:
                for key in keys(case):
                    worked[key] += minutes
            found = defaultdict(Sums, {k: replace(s, minutes=worked[k]) for k, s in found.items()})
        if by is By.MONTH:
            return tuple(FigureRow(month, month.isoformat(), found.get(month, Sums())) for month in months)
        if by is By.BUDGET:
            return tuple(FigureRow(key, _line_name(key), sums) for key, sums in found.items())
        names = self._names(session, by, found)
        rows = [FigureRow(key, name, found[key]) for key, name in names.items() if key in found]
        if by in (By.TRADE, By.SITE, By.PRIORITY):
            return tuple(rows)
        return tuple(sorted(rows, key=lambda row: (row.key is None, -row.sums.cases)))

    def _names(self, session: "Session", by: By, keys: Iterable[Any]) -> Names:
        """The names of these keys, in the order a person expects."""
        labels = self._base.labels
        if by is By.CATEGORY:
            kinds = [choice.code for choice in labels.choices(by.value)]
            return {**{code: labels.name(by.value, code) for code in kinds}, None: tr("Without an asset")}
        if by in (By.TRADE, By.PRIORITY):
            ordered = [choice.code for choice in labels.choices(by.value)]
            ordered += sorted(key for key in keys if key not in ordered)
            return {code: labels.name(by.value, code) for code in ordered}
        wanted = [key for key in keys if key is not None]
        if by is By.ASSET:
            names = asset_names(session, wanted)
        elif by is By.VENDOR:
            vendors = session.execute(select(Vendor.id, Vendor.name).order_by(Vendor.name))
            names = {row.id: row.name for row in vendors}
        else:
            places = session.scalars(select(Place).where(Place.id.in_(wanted)).order_by(Place.path))
            in_words = by is By.SITE and language() == "en"
            names = {one.id: (one.name_en if in_words else "") or one.label for one in places}
        unnamed = tr("Without an asset") if by is By.ASSET else tr("Own staff or not assigned")
        return {**names, None: unnamed}

    @staticmethod
    def _faults(session: "Session", reading: "Reading", clocked: "list[tuple[Case, int]] | None") -> Faults:
        rows, spans, gaps = [], 0, 0
        first = reading.period.start - timedelta(days=figures.REPEAT_DAYS)
        since = reading.period.start.toordinal()
        ordinals = {day.isoformat(): day.toordinal() for day in Period(first, reading.period.end)}
        for asset_id, texts in reading.sums.faults(reading.period):
            days = list(map(ordinals.__getitem__, texts))
            inside = days[bisect_left(days, since) :]
            if not inside:
                continue
            again = figures.repeats(days, since)
            rows.append((asset_id, len(inside), again, figures.days_between(inside)))
            spans, gaps = spans + inside[-1] - inside[0], gaps + len(inside) - 1
        rows.sort(key=lambda row: (-row[1], -row[2], row[0]))
        top = rows[:BUSIEST]
        ids = [row[0] for row in top]
        names = asset_names(session, ids)
        sums = {g.keys[0]: g.sums for g in reading.grouped(By.ASSET, ids)} if ids else {}
        if clocked is not None:
            worked: Counter[int] = Counter()
            for case, minutes in clocked:
                worked[case.keys[4]] += minutes
            sums = {key: replace(value, minutes=worked[key]) for key, value in sums.items()}
        return Faults(
            assets=len(rows),
            faults=sum(row[1] for row in rows),
            repeats=sum(row[2] for row in rows),
            days_between=figures.mean_days(spans, gaps),
            each={row[0]: row[1:] for row in rows},
            busiest=tuple(FaultRow(row[0], names[row[0]], *row[1:], sums[row[0]]) for row in top),
        )


def asset_names(session: "Session", ids: Iterable[int]) -> dict[int, str]:
    """Assets by name and number, in the order of their numbers."""
    rows = session.execute(select(Asset.id, Asset.code, Asset.name).order_by(Asset.code))
    wanted = set(ids)
    return {row.id: f"{row.name} {row.code}" for row in rows if row.id in wanted}


def _whole(grains: Iterable[Grain]) -> Sums:
    sums = [grain.sums for grain in grains]
    return Sums(*(sum(column) for column in zip(*(one.values() for one in sums), strict=True)))


def _crossed(grains: Iterable[Grain], keys: Callable[[tuple[Any, ...]], Any]) -> dict[Any, int]:
    found: Counter[Any] = Counter()
    for grain in grains:
        found[keys(grain.keys)] += grain.sums.cases
    return dict(found)


def _key(by: By, keys: tuple[Any, ...]) -> Any:
    if by not in _FINE:
        return keys[0]
    return _month(keys[0]) if by is By.MONTH else keys[_FINE[by]]


def _case_keys(by: By, kinds: Mapping[Any, int], case: Case) -> tuple[Any, ...]:
    if by is By.CATEGORY:
        return (kinds.get(case.keys[4]),)
    if by is By.MONTH:
        return (_month(case.keys[0]),)
    return (case.keys[_FINE[by] if by in _FINE else KEYS.index(COLUMNS[by])],)


def _lines_of(carried: Carried) -> Callable[[Case], tuple[Any, ...]]:
    lines = carried.lines()
    return lambda case: lines.get(case.id, (None,))


def _line_name(line: Line | None) -> str:
    return tr("{year} {line}").format(year=line[0], line=line[1]) if line else tr("Not split yet")


def _month(month: str) -> date:
    return date(int(month[:4]), int(month[5:7]), 1)
