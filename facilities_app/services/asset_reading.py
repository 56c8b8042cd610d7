"""An asset, whole, for its pane: facts, money, covers and its life so far."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from sqlalchemy import func, select, true
from sqlalchemy.orm import Session

from db.models import (
    Asset,
    AssetAttribute,
    AssetCategory,
    AttributeDefinition,
    FundingShare,
    InspectionResult,
    InspectionTask,
    Permit,
    Ticket,
    User,
)
from facilities_app.domain.errors import NotFound
from facilities_app.domain.rows import AssetDetail, AttributeRow, FundingRow, PermitRow
from facilities_app.services.asset_events import asset_events
from facilities_app.services.attachments import photos_of
from facilities_app.services.covers import covers_of
from facilities_app.services.ticket_reading import open_tickets
from resources.texts import pick

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase


def read_asset(base: "ServiceBase", asset_id: int) -> AssetDetail:
    """The asset, whole. Raises NotFound("asset.gone")."""
    today = base.clock.today()
    with base.read() as session:
        row = session.get(Asset, asset_id)
        if row is None:
            raise NotFound("asset.gone", id=asset_id)
        category = session.get_one(AssetCategory, row.category_id)
        parent = session.get(Asset, row.parent_id) if row.parent_id else None
        keeper = session.get(User, row.custodian_id) if row.custodian_id else None
        last_on, last_outcome = _last_inspection(session, row.id)
        return AssetDetail(
            id=row.id,
            version=row.version,
            code=row.code,
            name=row.name,
            name_en=row.name_en,
            category_code=category.code,
            category=pick(category.name_zh, category.name_en),
            icon=category.icon,
            place_id=row.place_id,
            place_label=row.place_label,
            parent_id=row.parent_id,
            parent_name=parent.name if parent else "",
            property_number=row.property_number,
            status=row.status,
            status_since=row.status_since,
            custodian=keeper.name if keeper else "",
            custodian_id=row.custodian_id,
            using_unit=row.using_unit,
            manufacturer=row.manufacturer,
            model=row.model,
            serial_number=row.serial_number,
            quantity=row.quantity,
            acquired_on=row.acquired_on,
            in_service_on=row.in_service_on,
            cost_twd=row.cost_twd,
            cost_label=row.cost_label,
            cost_as_reported=row.cost_as_reported,
            service_life_years=row.service_life_years or category.service_life_years,
            service_life_source=""
            if row.service_life_years
            else pick(category.service_life_source, category.service_life_source_en),
            template_code=category.template_code,
            note=row.note,
            is_demo=row.is_demo,
            next_due_on=row.next_due_on,
            law_due_on=_law_due(session, row.id),
            last_done_on=last_on,
            last_outcome=last_outcome,
            open_tickets=open_tickets(session, asset_id=row.id),
            ticket_count=_count(session, Ticket, row.id),
            task_count=_count(session, InspectionTask, row.id),
            attributes=_attributes(session, row),
            funding=_funding(session, row),
            covers=covers_of(session, row, today),
            permits=_permits(session, row.id),
            photos=photos_of(session, base.files, "assets", row.id),
            events=asset_events(session, base.labels, row.id, today),
            components=_components(session, row.id),
        )


def _count(session: Session, model: type[Ticket] | type[InspectionTask], asset_id: int) -> int:
    return session.scalar(select(func.count()).select_from(model).where(model.asset_id == asset_id)) or 0


def _law_due(session: Session, asset_id: int) -> date | None:
    """The nearest planned check whose interval a law sets."""
    planned = (InspectionTask.asset_id == asset_id, InspectionTask.status == "planned")
    return session.scalar(
        select(func.min(InspectionTask.due_on)).where(*planned, InspectionTask.is_statutory == true())
    )


def _last_inspection(session: Session, asset_id: int) -> tuple[date | None, str]:
    found = session.execute(
        select(InspectionTask.done_on, InspectionTask.outcome)
        .where(InspectionTask.asset_id == asset_id, InspectionTask.status == "done")
        .order_by(InspectionTask.done_on.desc(), InspectionTask.id.desc())
        .limit(1)
    ).first()
    if found is None:
        found = session.execute(
            select(InspectionResult.inspected_on, InspectionResult.outcome)
            .where(InspectionResult.asset_id == asset_id, InspectionResult.outcome != "")
            .order_by(InspectionResult.inspected_on.desc())
            .limit(1)
        ).first()
    return (None, "") if found is None else (found[0], found[1])


def _attributes(session: Session, row: Asset) -> tuple[AttributeRow, ...]:
    found = session.execute(
        select(AssetAttribute, AttributeDefinition)
        .join(AttributeDefinition, AttributeDefinition.id == AssetAttribute.definition_id)
        .where(AssetAttribute.asset_id == row.id)
        .order_by(AttributeDefinition.position, AttributeDefinition.id)
    )
    return tuple(
        AttributeRow(
            code=kind.code,
            name=pick(kind.name_zh, kind.name_en),
            value=_readable(value.value, kind.value_type),
            unit=kind.unit,
            as_reported=value.as_reported,
            note=value.note,
            value_type=kind.value_type,
        )
        for value, kind in found
    )


def _readable(value: str, value_type: str) -> str:
    if value_type != "number":
        return value
    try:
        return f"{Decimal(value):,f}"
    except InvalidOperation:
        return value


def _funding(session: Session, row: Asset) -> tuple[FundingRow, ...]:
    shares = list(
        session.scalars(select(FundingShare).where(FundingShare.asset_id == row.id).order_by(FundingShare.id))
    )
    whole = row.cost_twd or sum(share.amount_twd for share in shares)
    return tuple(
        FundingRow(
            share.source,
            share.amount_twd,
            Decimal(share.amount_twd) / Decimal(whole) if whole else Decimal(0),
            share.as_reported,
            share.is_remainder,
        )
        for share in shares
    )


def _permits(session: Session, asset_id: int) -> tuple[PermitRow, ...]:
    rows = session.scalars(
        select(Permit).where(Permit.asset_id == asset_id).order_by(Permit.expires_on.desc(), Permit.id)
    )
    return tuple(PermitRow(p.kind, p.number, p.expires_on, p.is_demo) for p in rows)


def _components(session: Session, asset_id: int) -> tuple[tuple[int, str], ...]:
    rows = session.execute(
        select(Asset.id, Asset.name).where(Asset.parent_id == asset_id).order_by(Asset.name, Asset.id)
    )
    return tuple((row.id, row.name) for row in rows)
