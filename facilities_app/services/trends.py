"""Readings over the years: of an asset, of what an inspection looks at, of a dormitory unit; and as a table."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from db.models import Asset, InspectionTask, Place
from db.queries.trends import ItemReading, item_readings, known, meter_readings
from facilities_app.domain.dates import DateStyle, format_date
from facilities_app.domain.errors import NotFound, Unavailable
from facilities_app.domain.lists import ColumnKind
from facilities_app.domain.trends import Trend, TrendPoint, rises, same_items
from facilities_app.domain.units import english_unit
from facilities_app.reports.lists import write_list
from facilities_app.reports.table import ReportColumn, ReportTable
from facilities_app.services.exports import ExportResult, warnings_of
from facilities_app.services.office import OfficeService
from resources.texts import pick, tr

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase


class TrendService:
    """Reads only; any thread."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    def of_asset(self, asset_id: int) -> tuple[Trend, ...]:
        """Every reading of the asset's checklists in the order of their papers, then its meters'."""
        with self._base.read() as session:
            rows = item_readings(session, asset_id=asset_id, place_id=None)
            return (*_of_items(rows), *self._of_meters(session, asset_id, None))

    def of_place(self, place_id: int) -> tuple[Trend, ...]:
        """As of_asset, for a place or a dormitory unit's."""
        with self._base.read() as session:
            rows = item_readings(session, asset_id=None, place_id=place_id)
            return (*_of_items(rows), *self._of_meters(session, None, place_id))

    def of_task(self, task_id: int) -> tuple[Trend, ...]:
        """The readings of this inspection's checklist on the same thing. Raises NotFound("task.gone")."""
        with self._base.read() as session:
            task = session.get(InspectionTask, task_id)
            if task is None:
                raise NotFound("task.gone", id=task_id)
            if not task.template_code:
                return ()
            place = None if task.asset_id else task.place_id
            return _of_items(
                item_readings(session, asset_id=task.asset_id, place_id=place, code=task.template_code)
            )

    def write(
        self,
        out: Path,
        trend: Trend,
        *,
        asset_id: int | None = None,
        place_id: int | None = None,
        style: DateStyle = DateStyle.ROC,
    ) -> ExportResult:
        """Write every reading with its limits; the ending chooses Excel, PDF or CSV. Raises Unavailable."""
        try:
            written = write_list(out, self._table(trend, asset_id, place_id, style))
        except OSError as error:
            raise Unavailable("file.cannot_write", path=str(out), why=error.strerror or str(error)) from error
        return ExportResult(out, written.rows, warnings_of(written))

    def _of_meters(self, session: Session, asset_id: int | None, place_id: int | None) -> Iterator[Trend]:
        points: dict[int, list[TrendPoint]] = {}
        meters = {}
        for meter, on, value in meter_readings(session, asset_id=asset_id, place_id=place_id):
            meters[meter.id] = meter
            points.setdefault(meter.id, []).append(TrendPoint(on, value))
        for key, meter in meters.items():
            kind = self._base.labels.name("meter_kind", meter.kind)
            unit = pick(meter.unit, english_unit(meter.unit, meter.kind))
            yield Trend(f"meter:{key}", kind, meter.code, unit, tuple(points[key]), is_meter=True)

    def _table(
        self, trend: Trend, asset_id: int | None, place_id: int | None, style: DateStyle
    ) -> ReportTable:
        name, demo = self._name(asset_id, place_id)
        office = str(OfficeService(self._base).get("office_name"))
        number = ColumnKind.DECIMAL
        columns = [ReportColumn(tr("Date"), width=12), ReportColumn(_with_unit(trend), number, 14)]
        if trend.is_meter:
            columns.append(ReportColumn(tr("Rise"), number, 12))
        else:
            columns += [
                ReportColumn(tr("Lower limit"), number, 12),
                ReportColumn(tr("Upper limit"), number, 12),
                ReportColumn(tr("Verdict"), width=10),
                ReportColumn(tr("Inspector"), width=14),
                ReportColumn(tr("Inspection no."), width=14),
            ]
        return ReportTable(
            title=tr("Readings: {name}").format(name=f"{name} {trend.name}".strip()),
            columns=tuple(columns),
            rows=_rows(trend, style),
            subtitle="　".join(part for part in (office, trend.of) if part),
            printed_on=format_date(self._base.clock.today(), style),
            printed_by=self._base.actor_name,
            demo=demo,
            count=len(trend.points),
        )

    def _name(self, asset_id: int | None, place_id: int | None) -> tuple[str, bool]:
        with self._base.read() as session:
            if asset_id is not None and (asset := session.get(Asset, asset_id)) is not None:
                return asset.name, asset.is_demo
            place = session.get(Place, place_id) if place_id is not None else None
            return (place.label, place.is_demo) if place is not None else ("", False)


def _of_items(rows: Sequence[ItemReading]) -> tuple[Trend, ...]:
    """One trend for each item, over all editions of its checklist."""
    items = {row.item.id: row.item for row in rows}
    templates = {row.template.id: row.template for row in rows}
    heads = same_items(known(item, templates[item.template_id]) for item in items.values())
    points: dict[int, list[TrendPoint]] = {}
    for item, _template, value, on, who, task_id, number in rows:
        point = TrendPoint(on, value, item.minimum, item.maximum, who, task_id, number or "")
        points.setdefault(heads[item.id].id, []).append(point)
    order = sorted(points, key=lambda key: (heads[key].code, heads[key].position))
    return tuple(
        Trend(
            key=f"item:{heads[key].code}:{heads[key].position}",
            name=pick(items[key].short_zh or items[key].zh, items[key].short_en or items[key].en),
            of=pick(templates[items[key].template_id].name_zh, templates[items[key].template_id].name_en),
            unit=pick(items[key].unit, english_unit(items[key].unit)),
            points=tuple(points[key]),
        )
        for key in order
    )


def _with_unit(trend: Trend) -> str:
    return f"{trend.name} ({trend.unit})" if trend.unit else trend.name


def _rows(trend: Trend, style: DateStyle) -> Iterator[tuple[Any, ...]]:
    for point, rise in zip(trend.points, rises(trend.points), strict=True):
        day = format_date(point.on, style)
        if trend.is_meter:
            yield day, point.value, rise
            continue
        verdict = tr("Fail") if point.fails else tr("Pass")
        yield day, point.value, point.minimum, point.maximum, verdict, point.who, point.number
