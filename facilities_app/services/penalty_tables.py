"""The penalties of a period as a table: workbook, paper or plain text, with each line's arithmetic."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from facilities_app.domain.contract_rows import PenaltySheet, TicketPenalty
from facilities_app.domain.dates import DateStyle, format_date, format_moment, format_period
from facilities_app.domain.errors import Unavailable
from facilities_app.domain.lists import ColumnKind
from facilities_app.domain.penalties import Promise
from facilities_app.domain.penalty_words import charge_words, penalty_words, rules_words
from facilities_app.domain.periods import Period
from facilities_app.reports.lists import write_list
from facilities_app.reports.table import ReportColumn, ReportTable
from facilities_app.services.contracts import ContractService
from facilities_app.services.exports import ExportResult, warnings_of
from facilities_app.services.office import OfficeService
from facilities_app.services.vendors import VendorService
from resources.texts import tr

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase


class PenaltyTableService:
    """Writes the penalties of a contract or a contractor. Reads only; any thread."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    def write(
        self,
        out: Path,
        *,
        period: Period,
        contract_id: int | None = None,
        vendor_id: int | None = None,
        style: DateStyle = DateStyle.ROC,
    ) -> ExportResult:
        """Write every repair in scope of the period; its ending chooses Excel, PDF or CSV."""
        if contract_id is not None:
            contract = ContractService(self._base).detail(contract_id)
            name, demo = f"{contract.number} {contract.title}", contract.is_demo
            sheet = ContractService(self._base).penalties(contract_id, period)
        else:
            vendor = VendorService(self._base).detail(vendor_id or 0)
            name, demo = vendor.name, vendor.is_demo
            sheet = VendorService(self._base).penalties(vendor.id, period)
        try:
            written = write_list(out, self._table(name, sheet, period, style, demo))
        except OSError as error:
            raise Unavailable("file.cannot_write", path=str(out), why=error.strerror or str(error)) from error
        return ExportResult(out, written.rows, warnings_of(written))

    def _table(
        self, name: str, sheet: PenaltySheet, period: Period, style: DateStyle, demo: bool
    ) -> ReportTable:
        whole, money = ColumnKind.INTEGER, ColumnKind.MONEY
        office = str(OfficeService(self._base).get("office_name"))
        return ReportTable(
            title=tr("Late-repair penalties: {name}").format(name=name),
            columns=(
                ReportColumn(tr("Ticket"), width=14),
                ReportColumn(tr("Contract"), width=14),
                ReportColumn(tr("Subject"), width=28),
                ReportColumn(tr("Dispatched"), width=17),
                ReportColumn(tr("Finished at"), width=17),
                ReportColumn(tr("Arrival late (min)"), whole, 12),
                ReportColumn(tr("Repair late (min)"), whole, 12),
                ReportColumn(tr("Before the cap (NT$)"), money, 14, total=True),
                ReportColumn(tr("Charged (NT$)"), money, 14, total=True),
                ReportColumn(tr("Result"), width=18),
                ReportColumn(tr("Arithmetic"), width=60),
            ),
            rows=self._rows(sheet, style),
            subtitle="　".join((office, format_period(period, style), " ".join(rules_words()))),
            unit_note=tr("－ is not known"),
            printed_on=format_date(self._base.clock.today(), style),
            printed_by=self._base.actor_name,
            demo=demo,
            count=len(sheet.lines),
        )

    @staticmethod
    def _rows(sheet: PenaltySheet, style: DateStyle) -> Iterator[tuple[Any, ...]]:
        for line in sheet.lines:
            yield (
                line.number,
                line.contract_number,
                line.summary,
                format_moment(line.told_at, style) if line.told_at else None,
                format_moment(line.finished_at, style) if line.finished_at else None,
                _late(line, Promise.ARRIVAL),
                _late(line, Promise.REPAIR),
                line.penalty.asked_twd,
                line.penalty.charged_twd,
                charge_words(line.penalty),
                " ".join(penalty_words(line.penalty, line.terms, style)),
            )


def _late(line: TicketPenalty, promise: Promise) -> int | None:
    """Minutes late; None where it is not known or not promised."""
    for delay in line.penalty.delays:
        if delay.promise is promise:
            return delay.late if delay.passed is not None else None
    return None
