"""The figures of patrols on paper: how much of the water held larvae, by route and month."""

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from db.models import PatrolVisit
from facilities_app.domain import patrols
from facilities_app.domain.dates import DateStyle, format_month
from facilities_app.domain.errors import Unavailable
from facilities_app.domain.lists import ColumnKind
from facilities_app.domain.patrols import RouteMonth
from facilities_app.presenting import Presenter
from facilities_app.reports.lists import write_list
from facilities_app.reports.table import ReportColumn, ReportTable
from facilities_app.services.exports import ExportResult, warnings_of
from facilities_app.services.office import OfficeService
from facilities_app.services.patrol_reading import figures
from resources.texts import tr

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

_TENTH = Decimal("0.1")


class PatrolPaperService:
    """Reads only; any thread."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    def write(self, out: Path, months: int = 12, *, style: DateStyle = DateStyle.ROC) -> ExportResult:
        """Every route month by month as PDF, Excel or CSV by the ending; months without a visit are left out."""
        with self._base.read() as session:
            found = figures(session, patrols.months_before(self._base.clock.today(), months))
            is_demo = session.scalar(select(PatrolVisit.id).where(PatrolVisit.is_demo).limit(1)) is not None
        rows = [row for row in found if row.visits]
        try:
            written = write_list(
                out, self._table(rows, Presenter(self._base.labels, style), demo=is_demo), None
            )
        except OSError as error:
            raise Unavailable("file.cannot_write", path=str(out), why=error.strerror or str(error)) from error
        return ExportResult(out, written.rows, warnings_of(written))

    def _table(self, rows: list[RouteMonth], presenter: Presenter, *, demo: bool) -> ReportTable:
        office = OfficeService(self._base)
        return ReportTable(
            title=tr("Breeding places by route and month"),
            columns=(
                ReportColumn(tr("Route"), width=18),
                ReportColumn(tr("Month"), width=12),
                ReportColumn(tr("Visits"), ColumnKind.INTEGER, 10, total=True),
                ReportColumn(tr("Containers"), ColumnKind.INTEGER, 12, total=True),
                ReportColumn(tr("With larvae"), ColumnKind.INTEGER, 12, total=True),
                ReportColumn(tr("Positive rate (%)"), ColumnKind.DECIMAL, 12),
            ),
            rows=[
                (
                    row.route or tr("no route"),
                    format_month(row.month, presenter.style),
                    row.visits,
                    row.containers,
                    row.positive,
                    rate_of(row),
                )
                for row in rows
            ],
            subtitle="　".join((str(office.get("office_name")), definition())),
            printed_on=presenter.date(self._base.clock.today()),
            printed_by=self._base.actor_name,
            demo=demo,
            count=len(rows),
        )


def definition() -> str:
    """What the rate is, in words."""
    return tr("Positive rate: containers with larvae among those with water")


def rate_of(row: RouteMonth) -> Decimal | None:
    """The rate to a tenth of a per cent; None where there was no water."""
    if not row.containers:
        return None
    return (Decimal(100 * row.positive) / row.containers).quantize(_TENTH)
