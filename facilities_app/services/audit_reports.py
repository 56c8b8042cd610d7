"""What a round came to: the counts by kind and finding, the summary (查考結果彙整), the roster (查考清冊)."""

from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import AuditRound, AuditVisit
from facilities_app.domain.audit_words import result_sentence
from facilities_app.domain.audits import Counts
from facilities_app.domain.dates import DateStyle
from facilities_app.domain.errors import Invalid, NotFound, Unavailable
from facilities_app.presenting import Presenter
from facilities_app.reports.lists import ENDINGS, write_list
from facilities_app.reports.table import ReportTable
from facilities_app.services.audit_disclosing import ROSTER, disclosed
from facilities_app.services.audit_tables import TableBody, roster_body, steps_of, summary_body
from facilities_app.services.exports import ExportResult, warnings_of
from facilities_app.services.office import OfficeService
from resources.texts import tr

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase


@dataclass(frozen=True, slots=True)
class RoundFigures:
    """The counts of a round: of all units, and by kind of unit in the order of the kinds."""

    round_id: int
    name: str
    counts: Counts
    by_kind: tuple[tuple[str, Counts], ...]
    sentence: str


class AuditReportService:
    """Reads and writes files; changes nothing but the journal of whole names."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    def figures(self, round_id: int) -> RoundFigures:
        """The counts and the sentence, from the rows as they are. Raises NotFound("audit.gone"). Any thread."""
        with self._base.read() as session:
            return self._figures(_round(session, round_id), _visits(session, round_id))

    def write(
        self,
        round_id: int,
        out: Path,
        *,
        roster: bool = False,
        whole_names: bool = False,
        style: DateStyle = DateStyle.ROC,
    ) -> ExportResult:
        """Write the summary, or the roster unit by unit, to ``out``; its ending chooses Excel, PDF or CSV.

        Names are masked unless whole ones are asked for by who may see them: that is journalled. Raises
        NotFound("audit.gone"), Invalid("report.ending") and Invalid("record.not_allowed").
        """
        if out.suffix.lower() not in ENDINGS:
            known = tr(", ", "between names").join(ENDINGS)
            raise Invalid("report.ending", field="path", ending=out.suffix, endings=known)
        presenter = Presenter(self._base.labels, style)
        with self._base.read() as session:
            row, visits = _round(session, round_id), _visits(session, round_id)
            figures = self._figures(row, visits)
            body = (
                roster_body(self._base.labels, presenter, visits, steps_of(session, round_id), whole_names)
                if roster
                else summary_body(self._base.labels, figures.by_kind)
            )
        table = self._table(row, figures, body, presenter)
        shown = [visit.id for visit in visits] if roster and whole_names else []
        with disclosed(self._base, ROSTER, shown, row.name) if shown else nullcontext():
            try:
                written = write_list(out, table)
            except OSError as error:
                why = error.strerror or str(error)
                raise Unavailable("file.cannot_write", path=str(out), why=why) from error
        return ExportResult(out, written.rows, warnings_of(written))

    def _figures(self, row: AuditRound, visits: list[AuditVisit]) -> RoundFigures:
        labels = self._base.labels
        counts = Counts.of([visit.finding for visit in visits])
        kinds = [str(choice.code) for choice in labels.choices("unit_kind")]
        kinds += sorted({visit.unit_kind for visit in visits} - set(kinds))
        by_kind = (
            (kind, Counts.of([visit.finding for visit in visits if visit.unit_kind == kind]))
            for kind in kinds
        )
        return RoundFigures(
            row.id,
            row.name,
            counts,
            tuple((kind, found) for kind, found in by_kind if found.total),
            result_sentence(row.year, row.ordinal, counts, lambda code: labels.name("audit_finding", code)),
        )

    def _table(
        self, row: AuditRound, figures: RoundFigures, body: TableBody, presenter: Presenter
    ) -> ReportTable:
        period = f"{presenter.date(row.starts_on)} – {presenter.date(row.due_on)}"
        return ReportTable(
            title=body.title,
            columns=body.columns,
            rows=body.rows,
            subtitle="　".join((str(OfficeService(self._base).get("office_name")), row.name, period)),
            totals=True,
            printed_on=presenter.date(self._base.clock.today()),
            printed_by=self._base.actor_name,
            demo=row.is_demo,
            signs=(
                tr("Case officer", "sign-off"),
                tr("Subsection chief", "sign-off"),
                tr("Section chief", "sign-off"),
                tr("Director", "sign-off"),
            ),
            remarks=(figures.sentence, *self._closed(row, presenter)),
        )

    def _closed(self, row: AuditRound, presenter: Presenter) -> tuple[str, ...]:
        if row.closed_on is None:
            return (tr("This round is still open."),)
        day = presenter.date(row.closed_on)
        return (
            tr("Closed on {date} by {name}; nothing of it changes any more.").format(
                date=day, name=row.closed_by or "－"
            ),
        )


def _round(session: Session, round_id: int) -> AuditRound:
    row = session.get(AuditRound, round_id)
    if row is None:
        raise NotFound("audit.gone")
    return row


def _visits(session: Session, round_id: int) -> list[AuditVisit]:
    statement = select(AuditVisit).where(AuditVisit.round_id == round_id)
    return list(session.scalars(statement.order_by(AuditVisit.position, AuditVisit.id)))
