"""A round on paper: its stops in walking order, with room for what is found."""

from pathlib import Path
from typing import TYPE_CHECKING

from facilities_app.domain.clock import TAIPEI
from facilities_app.domain.dates import DateStyle
from facilities_app.domain.errors import Unavailable
from facilities_app.domain.lists import ColumnKind
from facilities_app.domain.rounds import RoundDetail, Stop
from facilities_app.presenting import Presenter
from facilities_app.reports.lists import write_list
from facilities_app.reports.table import ReportColumn, ReportTable
from facilities_app.services.exports import ExportResult, warnings_of
from facilities_app.services.office import OfficeService
from facilities_app.services.round_reading import read_round
from resources.texts import tr

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase


class RoundPaperService:
    """Reads only; any thread."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    def write(self, round_id: int, out: Path, *, style: DateStyle = DateStyle.ROC) -> ExportResult:
        """The round's list of stops as PDF, Excel or CSV by the file's ending. Raises NotFound("round.gone")."""
        with self._base.read() as session:
            found = read_round(self._base, session, round_id)
        try:
            written = write_list(out, self._table(found, Presenter(self._base.labels, style)), None)
        except OSError as error:
            raise Unavailable("file.cannot_write", path=str(out), why=error.strerror or str(error)) from error
        return ExportResult(out, written.rows, warnings_of(written))

    def _table(self, found: RoundDetail, presenter: Presenter) -> ReportTable:
        office = OfficeService(self._base)
        started = presenter.date(found.started_at.astimezone(TAIPEI).date())
        about = (
            str(office.get("office_name")),
            found.number,
            found.event,
            tr("started {date}").format(date=started),
            tr("due {date}").format(date=presenter.date(found.due_on)),
        )
        return ReportTable(
            title=tr("Route list: {title}").format(title=found.title),
            columns=(
                ReportColumn(tr("Stop", "round"), ColumnKind.INTEGER, 6),
                ReportColumn(tr("Asset / place"), width=26),
                ReportColumn(tr("Place"), width=26),
                ReportColumn(tr("Checklist"), width=24),
                ReportColumn(tr("Inspection no."), width=12),
                ReportColumn(tr("Result"), width=16),
                ReportColumn(tr("Found and done"), width=24),
            ),
            rows=[self._row(place, stop) for place, stop in enumerate(found.stops, 1)],
            subtitle="　".join(part for part in about if part),
            printed_on=presenter.date(self._base.clock.today()),
            printed_by=self._base.actor_name,
            demo=found.is_demo,
            count=len(found.stops),
            signs=(tr("Who went round"), tr("Checked by"), tr("Head of unit")),
        )

    def _row(self, place: int, stop: Stop) -> tuple[object, ...]:
        """An open stop leaves room to write: what is done says how it was found."""
        result = self._base.labels.name("result_outcome", stop.outcome) if stop.outcome else ""
        if stop.status == "skipped":
            result = tr("Left out", "stop")
        numbers = tr(", ", "list").join(number for _id, number in stop.tickets)
        said = "　".join(part for part in (stop.reason, stop.found, numbers) if part)
        if stop.is_open:
            result = f"□ {self._name('pass')}　□ {self._name('fail')}"
            said = " "
        return (
            place,
            stop.target,
            stop.where or None,
            stop.template or None,
            stop.number,
            result or None,
            said or None,
        )

    def _name(self, outcome: str) -> str:
        return self._base.labels.name("result_outcome", outcome)
