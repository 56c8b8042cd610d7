"""The list of a stock-take (盤點清冊) as Excel, PDF or CSV, with the columns of the property ledger and a sign-off."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, true
from sqlalchemy.orm import Session, aliased

from db.models import Asset, AssetCategory, Place, StocktakeLine, User
from facilities_app.domain.dates import DateStyle
from facilities_app.domain.errors import Invalid, Unavailable
from facilities_app.domain.lists import ColumnKind
from facilities_app.domain.stocktakes import LineState
from facilities_app.presenting import Presenter
from facilities_app.reports.lists import ENDINGS, write_list
from facilities_app.reports.table import ReportColumn, ReportTable
from facilities_app.services.exports import ExportResult, warnings_of
from facilities_app.services.office import OfficeService
from facilities_app.services.stocktake_reading import StocktakeDetail, read_stocktake
from resources.texts import tr

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase


class StocktakePaperService:
    """Writes the list. Any thread."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    def write(
        self, stocktake_id: int, out: Path, *, style: DateStyle = DateStyle.ROC, state: str = ""
    ) -> ExportResult:
        """Write all lines, or those of one state, to ``out``, whole or not at all; its ending chooses the form.

        Raises NotFound("stocktake.gone").
        """
        if out.suffix.lower() not in ENDINGS:
            known = tr(", ", "between names").join(ENDINGS)
            raise Invalid("report.ending", field="path", ending=out.suffix, endings=known)
        with self._base.read() as session:
            take = read_stocktake(session, stocktake_id)
            rows = list(self._rows(session, take.id, style, state))
            demo = take.is_demo or _has_demo(session, take.id)
        try:
            written = write_list(out, self._table(take, rows, style, demo=demo))
        except OSError as error:
            raise Unavailable("file.cannot_write", path=str(out), why=error.strerror or str(error)) from error
        return ExportResult(out, written.rows, warnings_of(written))

    def _table(
        self, take: StocktakeDetail, rows: list[tuple[Any, ...]], style: DateStyle, *, demo: bool
    ) -> ReportTable:
        presenter = Presenter(self._base.labels, style)
        counts = take.counts
        said = [
            f"{self._base.labels.name('line_state', state.value)} {getattr(counts, state.value):,}"
            for state in LineState
            if getattr(counts, state.value)
        ]
        period = presenter.date(take.started_on)
        if take.closed_on:
            period += f"–{presenter.date(take.closed_on)}"
        whole, money = ColumnKind.INTEGER, ColumnKind.MONEY
        return ReportTable(
            title=tr("Property stock-take list"),
            columns=(
                ReportColumn(tr("Property no."), width=17),
                ReportColumn(tr("Asset no."), width=14),
                ReportColumn(tr("Name"), width=20),
                ReportColumn(tr("Make and model"), width=18),
                ReportColumn(tr("Quantity"), whole, 6, total=True),
                ReportColumn(tr("Acquired"), width=10),
                ReportColumn(tr("Service life"), whole, 6),
                ReportColumn(tr("Book cost (NT$)"), money, 12, total=True),
                ReportColumn(tr("Place"), width=26),
                ReportColumn(tr("Custodian"), width=8),
                ReportColumn(tr("Used by"), width=8),
                ReportColumn(tr("Result"), width=8),
                ReportColumn(tr("Found at"), width=20),
                ReportColumn(tr("Note"), width=10),
            ),
            rows=rows,
            subtitle="　".join(
                (
                    str(OfficeService(self._base).get("office_name")),
                    f"{take.code} {take.name}",
                    period,
                    *said,
                )
            ),
            unit_note=tr("Unit: {unit}").format(unit=tr("New Taiwan dollars")),
            printed_on=presenter.date(self._base.clock.today()),
            printed_by=self._base.actor_name,
            demo=demo,
            count=len(rows),
            signs=(
                tr("Counted by", "sign-off"),
                tr("Observed by", "sign-off"),
                tr("Property manager", "sign-off"),
                tr("Head of unit"),
                tr("Head of agency", "sign-off"),
            ),
        )

    def _rows(
        self, session: Session, stocktake_id: int, style: DateStyle, state: str
    ) -> Iterator[tuple[Any, ...]]:
        belongs, found = aliased(Place), aliased(Place)
        statement = (
            select(StocktakeLine, Asset, AssetCategory, User.name, belongs.label, found.label)
            .outerjoin(Asset, Asset.id == StocktakeLine.asset_id)
            .outerjoin(AssetCategory, AssetCategory.id == Asset.category_id)
            .outerjoin(User, User.id == Asset.custodian_id)
            .outerjoin(belongs, belongs.id == StocktakeLine.expected_place_id)
            .outerjoin(found, found.id == StocktakeLine.found_place_id)
            .where(StocktakeLine.stocktake_id == stocktake_id)
            .order_by(belongs.label.is_(None), belongs.label, Asset.code, StocktakeLine.id)
        )
        if state:
            statement = statement.where(StocktakeLine.state == state)
        presenter = Presenter(self._base.labels, style)
        for line, asset, category, keeper, place, elsewhere in session.execute(statement):
            result = self._base.labels.name("line_state", line.state)
            away = elsewhere if line.found_place_id != line.expected_place_id else None
            if asset is None:
                yield (
                    None, None, line.scanned, None, None, None, None, None, None, None, None,
                    result, away, line.note or None,
                )  # fmt: skip
                continue
            make = " ".join(part for part in (asset.manufacturer, asset.model) if part)
            yield (
                asset.property_number,
                asset.code,
                asset.name,
                make or None,
                asset.quantity,
                presenter.date(asset.acquired_on) if asset.acquired_on else None,
                asset.service_life_years or category.service_life_years,
                asset.cost_twd,
                place,
                keeper,
                asset.using_unit or None,
                result,
                away,
                line.note or None,
            )


def _has_demo(session: Session, stocktake_id: int) -> bool:
    """Whether any of its assets is invented: then the paper says so."""
    mine = select(StocktakeLine.asset_id).where(StocktakeLine.stocktake_id == stocktake_id)
    invented = select(Asset.id).where(Asset.id.in_(mine), Asset.is_demo == true()).limit(1)
    return session.scalar(invented) is not None
