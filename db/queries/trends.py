"""Readings of one asset or place over the years: those of its checklists, and those of its meters."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from db.models import ChecklistItem, ChecklistTemplate, InspectionResult, InspectionTask, Meter, MeterReading
from db.models import ResultItem as Answer
from facilities_app.domain.trends import TrendItem


class ItemReading(NamedTuple):
    """One reading of one item, on its inspection."""

    item: ChecklistItem
    template: ChecklistTemplate
    value: Decimal
    on: date
    who: str
    task_id: int | None
    number: str | None


def known(item: ChecklistItem, template: ChecklistTemplate) -> TrendItem:
    """The item as readings over editions have to know it."""
    return TrendItem(
        item.id, template.code, template.edition, item.position, item.zh, item.short_zh, item.unit
    )


def item_readings(
    session: Session, *, asset_id: int | None, place_id: int | None, code: str = "", newest: int = 0
) -> list[ItemReading]:
    """The readings of finished results, oldest first.

    Of a place only what was inspected there without an asset; ``code`` keeps one checklist's, ``newest`` so many
    of its last results.
    """
    statement = (
        select(
            ChecklistItem,
            ChecklistTemplate,
            Answer.reading,
            InspectionResult.inspected_on,
            InspectionResult.inspector,
            InspectionResult.task_id,
            InspectionTask.number,
        )
        .select_from(InspectionResult)
        .join(Answer, Answer.result_id == InspectionResult.id)
        .join(ChecklistItem, ChecklistItem.id == Answer.item_id)
        .join(ChecklistTemplate, ChecklistTemplate.id == ChecklistItem.template_id)
        .outerjoin(InspectionTask, InspectionTask.id == InspectionResult.task_id)
        .where(InspectionResult.outcome != "", Answer.reading.is_not(None), _same(asset_id, place_id))
        .order_by(InspectionResult.inspected_on, InspectionResult.id)
    )
    if code:
        statement = statement.where(ChecklistTemplate.code == code)
    if newest:
        statement = statement.where(
            InspectionResult.id.in_(_newest(session, asset_id, place_id, code, newest))
        )
    return [
        ItemReading(item, template, value, on, who, task_id, number)
        for item, template, value, on, who, task_id, number in session.execute(statement)
        if value is not None
    ]


def _newest(
    session: Session, asset_id: int | None, place_id: int | None, code: str, count: int
) -> Sequence[int]:
    statement = (
        select(InspectionResult.id)
        .join(ChecklistTemplate, ChecklistTemplate.id == InspectionResult.template_id)
        .where(InspectionResult.outcome != "", ChecklistTemplate.code == code, _same(asset_id, place_id))
        .order_by(InspectionResult.inspected_on.desc(), InspectionResult.id.desc())
        .limit(count)
    )
    return session.scalars(statement).all()


def _same(asset_id: int | None, place_id: int | None) -> ColumnElement[bool]:
    if asset_id is not None:
        return InspectionResult.asset_id == asset_id
    return and_(InspectionResult.asset_id.is_(None), InspectionResult.place_id == place_id)


def meter_readings(
    session: Session, *, asset_id: int | None, place_id: int | None
) -> list[tuple[Meter, date, Decimal]]:
    """The readings of the asset's meters, or of the place's, oldest first."""
    mine = Meter.asset_id == asset_id if asset_id is not None else Meter.place_id == place_id
    rows = session.execute(
        select(Meter, MeterReading.read_on, MeterReading.value)
        .join(MeterReading, MeterReading.meter_id == Meter.id)
        .where(mine)
        .order_by(Meter.id, MeterReading.read_on)
    )
    return [(meter, on, value) for meter, on, value in rows]
