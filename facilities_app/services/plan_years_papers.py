"""The year's plan on paper and as a workbook: of today, or a revision as it was put down."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from facilities_app.domain.dates import DateStyle, format_date
from facilities_app.domain.errors import Invalid, NotFound, Unavailable
from facilities_app.domain.year_columns import months_of
from facilities_app.domain.year_plan import (
    MarkState,
    Revision,
    YearRow,
    cells_of,
    days_text,
    leading,
    loads,
    merged,
)
from facilities_app.domain.year_words import basis_word, counted_title, cycle_words, month_names
from facilities_app.reports.lists import write_list
from facilities_app.reports.table import EMPTY, ReportColumn, ReportTable
from facilities_app.reports.year_plan_data import PaperCell, PaperRow, Sign, YearPaper
from facilities_app.services.exports import ExportResult, warnings_of
from facilities_app.services.office import OfficeService
from facilities_app.services.plan_years_reading import read_rows
from facilities_app.services.plan_years_revisions import PlanRevisions, read_revisions
from resources.texts import tr

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

_SIGNS = {
    MarkState.OVERDUE: Sign.OVERDUE,
    MarkState.BEHIND: Sign.OVERDUE,
    MarkState.MISSED: Sign.MISSED,
    MarkState.DUE: Sign.PLANNED,
    MarkState.OPEN: Sign.PLANNED,
    MarkState.PLANNED: Sign.PLANNED,
    MarkState.FORESEEN: Sign.FORESEEN,
    MarkState.LATE: Sign.LATE,
    MarkState.DONE: Sign.DONE,
    MarkState.SKIPPED: Sign.LEFT_OUT,
    MarkState.PAUSED: Sign.LEFT_OUT,
}
_IN_CELLS = {
    Sign.PLANNED: "○",
    Sign.FORESEEN: "◌",
    Sign.DONE: "✓",
    Sign.LATE: "✓!",
    Sign.OVERDUE: "△",
    Sign.MISSED: "✕",
    Sign.LEFT_OUT: "－",
}


class PlanPapers:
    """Writes papers. Reads only; any thread."""

    def __init__(self, base: "ServiceBase", revisions: PlanRevisions) -> None:
        self._base, self._revisions = base, revisions

    def write(
        self,
        year: int,
        out: Path,
        *,
        size: str = "A3",
        revision: int | None = None,
        each: bool = False,
        style: DateStyle = DateStyle.ROC,
    ) -> ExportResult:
        """Write the plan to ``out``: a PDF of ``size`` A3 or A4, or a workbook. ``revision`` is the id of one that was
        put down; ``each`` gives every plan its own row.

        Raises Invalid("report.ending"), NotFound("plan_year.gone") and Unavailable("file.cannot_write").
        """
        if out.suffix.lower() not in (".pdf", ".xlsx"):
            raise Invalid("report.ending", field="path", ending=out.suffix, endings=".pdf, .xlsx")
        rows, told = self._rows(year, revision)
        shown = tuple(rows) if each else merged(rows)
        try:
            if out.suffix.lower() == ".xlsx":
                written = write_list(out, self._table(year, shown, told, style))
            else:
                from facilities_app.reports.year_plan import write_year_plan  # late: a start needs no paper

                written = write_year_plan(out, self._paper(year, shown, told, style), size)
        except OSError as error:
            raise Unavailable("file.cannot_write", path=str(out), why=error.strerror or str(error)) from error
        return ExportResult(out, written.rows, warnings_of(written))

    def _rows(self, year: int, revision: int | None) -> tuple[tuple[YearRow, ...], Revision | None]:
        with self._base.read() as session:
            if revision is None:
                return read_rows(self._base, session, year), None
            found = next((one for one in read_revisions(session, year) if one.id == revision), None)
        if found is None:
            raise NotFound("plan_year.gone", id=revision)
        return self._revisions.rows(revision), found

    def _tells(self, told: Revision | None, style: DateStyle) -> tuple[str, ...]:
        """Which revision it is, who made it and who approved it."""
        if told is None:
            today = format_date(self._base.clock.today(), style)
            return (tr("As of {date}").format(date=today),)
        name = tr("Revision {n}").format(n=told.number)
        state = tr("approved") if told.approved_on is not None else tr("draft", "year plan")
        made = tr("Made: {name} {date}").format(name=told.made_by, date=format_date(told.made_on, style))
        lines = [f"{name}（{state}）" if told.approved_on is None else name, made]
        if told.approved_on is not None:
            day = format_date(told.approved_on, style)
            lines.append(tr("Approved: {name} {date}").format(name=told.approved_by, date=day))
        return tuple(lines)

    def title(self, year: int) -> str:
        """115 年度檢查計畫表."""
        return tr("Inspection plan of the year {year}").format(year=year - 1911)

    def _is_demo(self, rows: Iterable[YearRow]) -> bool:
        from sqlalchemy import select

        from db.models import InspectionPlan

        with self._base.read() as session:
            found = session.scalar(select(InspectionPlan.id).where(InspectionPlan.is_demo).limit(1))
        return found is not None and any(True for _row in rows)

    def _paper(
        self, year: int, rows: tuple[YearRow, ...], told: Revision | None, style: DateStyle
    ) -> YearPaper:
        found = loads(rows, months_of(year))
        asked, done = sum(load.asked for load in found), sum(load.done for load in found)
        is_plan = told is not None  # what was put down is the plan, not what became of it
        day = format_date(self._base.clock.today(), style)
        return YearPaper(
            office=str(OfficeService(self._base).get("office_name")),
            title=self.title(year),
            tells=self._tells(told, style),
            heads=(
                tr("Inspection"),
                tr("Interval"),
                tr("Basis"),
                tr("Times") if is_plan else tr("Done", "year plan"),
            ),
            months=month_names(),
            rows=tuple(_paper_row(row, year, is_plan=is_plan) for row in rows),
            load_title=tr("Inspections a month"),
            loads=tuple(f"{load.asked:,}" if is_plan else f"{load.done:,}/{load.asked:,}" for load in found),
            share=f"{asked:,}" if is_plan else f"{done * 100 // asked} %" if asked else EMPTY,
            legend=_legend(is_plan=is_plan),
            legend_note=tr("Bold: the law sets the interval"),
            signs=(tr("Officer"), tr("Section chief"), tr("Head of unit")),
            printed="　".join(
                part for part in (tr("Printed {date}").format(date=day), self._base.actor_name) if part
            ),
            demo=self._is_demo(rows),
        )

    def _table(
        self, year: int, rows: tuple[YearRow, ...], told: Revision | None, style: DateStyle
    ) -> ReportTable:
        is_plan = told is not None
        heads = (
            (tr("Site"), 14), (tr("System"), 12), (tr("Inspection"), 30), (tr("Interval"), 6), (tr("Basis"), 6),
        )  # fmt: skip
        columns = [ReportColumn(title, width=width) for title, width in heads]
        columns += [ReportColumn(name, width=10, align="center") for name in month_names()]
        columns.append(
            ReportColumn(tr("Times") if is_plan else tr("Done", "year plan"), width=8, align="center")
        )
        words = "　".join(f"{_IN_CELLS[sign]} {name}" for sign, name in _legend(is_plan=is_plan))
        return ReportTable(
            title=self.title(year),
            columns=tuple(columns),
            rows=[_table_row(row, year, is_plan=is_plan) for row in rows],
            subtitle="　".join(
                (str(OfficeService(self._base).get("office_name")), *self._tells(told, style))
            ),
            unit_note=words,
            printed_on=format_date(self._base.clock.today(), style),
            printed_by=self._base.actor_name,
            demo=self._is_demo(rows),
            signs=(tr("Officer"), tr("Section chief"), tr("Head of unit")),
        )


def _legend(*, is_plan: bool) -> tuple[tuple[Sign, str], ...]:
    if is_plan:
        return ((Sign.PLANNED, tr("Planned", "year plan")),)
    return (
        (Sign.PLANNED, tr("Planned", "year plan")),
        (Sign.FORESEEN, tr("Foreseen", "year plan")),
        (Sign.DONE, tr("Done", "year plan")),
        (Sign.LATE, tr("Done late", "year plan")),
        (Sign.OVERDUE, tr("Past due")),
        (Sign.MISSED, tr("Missed", "year plan")),
        (Sign.LEFT_OUT, tr("Left out", "year plan")),
    )


def _paper_cells(row: YearRow, year: int) -> dict[int, PaperCell]:
    columns = months_of(year)
    return {
        place: PaperCell(_SIGNS[leading(marks)], days_text(marks, columns[place]), len(marks))
        for place, marks in cells_of(row, columns).items()
    }


def _told(row: YearRow, *, is_plan: bool) -> str:
    if not row.asked:
        return ""
    return f"{row.asked}" if is_plan else f"{row.done}/{row.asked}"


def _paper_row(row: YearRow, year: int, *, is_plan: bool) -> PaperRow:
    return PaperRow(
        group=row.site,
        title=counted_title(row.title, row.count),
        cycle=cycle_words(row.rule),
        basis=basis_word(row.statutory),
        is_law=row.statutory,
        cells=_paper_cells(row, year),
        done=_told(row, is_plan=is_plan),
    )


def _table_row(row: YearRow, year: int, *, is_plan: bool) -> tuple[str, ...]:
    cells = _paper_cells(row, year)
    months = []
    for place in range(12):
        cell = cells.get(place)
        many = f" ×{cell.many}" if cell is not None and cell.many > 1 else ""
        months.append(f"{_IN_CELLS[cell.sign]}{cell.days}{many}" if cell is not None else " ")
    return (
        row.site,
        row.system,
        counted_title(row.title, row.count),
        cycle_words(row.rule),
        basis_word(row.statutory),
        *months,
        _told(row, is_plan=is_plan),
    )
