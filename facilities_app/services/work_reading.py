"""What a repair took, read for its pane and its papers."""

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import (
    AssetDowntime,
    CostLine,
    FaultCode,
    LabourEntry,
    Meter,
    MeterReading,
    Part,
    Ticket,
    User,
    Vendor,
)
from facilities_app.domain import work
from facilities_app.domain.work_rows import (
    CodeRow,
    CostLineRow,
    DowntimeRow,
    LabourRow,
    MeterStand,
    PartUseRow,
    TicketWork,
)
from facilities_app.services.work_entries import held_parts
from resources.texts import pick


def read_work(session: Session, ticket: Ticket) -> TicketWork:
    """Everything recorded of the work on a ticket."""
    codes = _codes(session, (ticket.cause_id, ticket.remedy_id))
    verified_by = session.get(User, ticket.verified_by_id) if ticket.verified_by_id else None
    return TicketWork(
        cause=codes.get(ticket.cause_id or 0),
        remedy=codes.get(ticket.remedy_id or 0),
        is_green=ticket.is_green,
        satisfaction=ticket.satisfaction,
        verified_by=verified_by.name if verified_by else "",
        labour=_labour(session, ticket.id),
        parts=_parts(session, ticket.id),
        cost_lines=_cost_lines(session, ticket.id),
        downtimes=_downtimes(session, ticket.id),
        meters=_meters(session, ticket),
        cost_twd=ticket.cost_twd,
    )


def read_codes(session: Session, kind: str, trade_id: int | None) -> tuple[CodeRow, ...]:
    """The causes or remedies still offered: those of the trade first, then those of any, then the others."""
    rows = session.scalars(
        select(FaultCode)
        .where(FaultCode.kind == kind, FaultCode.is_active)
        .order_by(FaultCode.position, FaultCode.id)
    )
    made = [code_row(row, trade_id) for row in rows]
    return tuple(sorted(made, key=lambda row: (not row.is_own, row.trade_id is not None)))


def code_row(row: FaultCode, trade_id: int | None = None) -> CodeRow:
    """A code in the language of the moment."""
    is_own = row.trade_id is not None and row.trade_id == trade_id
    return CodeRow(row.id, row.code, pick(row.name_zh, row.name_en), row.trade_id, is_own)


def _codes(session: Session, ids: Iterable[int | None]) -> dict[int, CodeRow]:
    wanted = [one for one in ids if one is not None]
    if not wanted:
        return {}
    rows = session.scalars(select(FaultCode).where(FaultCode.id.in_(wanted)))
    return {row.id: code_row(row) for row in rows}


def _labour(session: Session, ticket_id: int) -> tuple[LabourRow, ...]:
    rows = session.execute(
        select(LabourEntry, func.coalesce(User.name, Vendor.name, ""))
        .outerjoin(User, User.id == LabourEntry.user_id)
        .outerjoin(Vendor, Vendor.id == LabourEntry.vendor_id)
        .where(LabourEntry.ticket_id == ticket_id)
        .order_by(LabourEntry.worked_on, LabourEntry.id)
    )
    return tuple(
        LabourRow(
            row.id,
            row.version,
            row.worked_on,
            row.minutes,
            row.user_id,
            row.vendor_id,
            who,
            row.amount_twd,
            row.note,
        )
        for row, who in rows
    )


def _parts(session: Session, ticket_id: int) -> tuple[PartUseRow, ...]:
    held = {part_id: taken for part_id, taken in held_parts(session, ticket_id).items() if taken}
    if not held:
        return ()
    parts = {row.id: row for row in session.scalars(select(Part).where(Part.id.in_(held)))}
    return tuple(
        PartUseRow(
            part_id,
            parts[part_id].code,
            parts[part_id].name,
            parts[part_id].unit,
            sum(one.quantity_milli for one in taken),
            sum(work.amount(one.quantity_milli, one.unit_price_twd) for one in taken),
            parts[part_id].is_green,
        )
        for part_id, taken in held.items()
    )


def _cost_lines(session: Session, ticket_id: int) -> tuple[CostLineRow, ...]:
    rows = session.scalars(
        select(CostLine)
        .where(CostLine.ticket_id == ticket_id)
        .order_by(CostLine.year, CostLine.budget_line, CostLine.id)
    )
    return tuple(
        CostLineRow(row.id, row.version, row.year, row.budget_line, row.amount_twd, row.note) for row in rows
    )


def _downtimes(session: Session, ticket_id: int) -> tuple[DowntimeRow, ...]:
    rows = session.scalars(
        select(AssetDowntime)
        .where(AssetDowntime.ticket_id == ticket_id)
        .order_by(AssetDowntime.from_at, AssetDowntime.id)
    )
    return tuple(DowntimeRow(row.id, row.from_at, row.until_at, row.reason) for row in rows)


def _meters(session: Session, ticket: Ticket) -> tuple[MeterStand, ...]:
    """The meters of the asset, or of the place where there is no asset, each with its newest reading."""
    mine = Meter.asset_id == ticket.asset_id if ticket.asset_id else Meter.place_id == ticket.place_id
    newest = (
        select(MeterReading.meter_id, func.max(MeterReading.read_on).label("read_on"))
        .group_by(MeterReading.meter_id)
        .where(MeterReading.meter_id.in_(select(Meter.id).where(mine)))
        .subquery()
    )
    rows = session.execute(
        select(Meter, MeterReading.value, MeterReading.read_on)
        .outerjoin(newest, newest.c.meter_id == Meter.id)
        .outerjoin(
            MeterReading,
            (MeterReading.meter_id == newest.c.meter_id) & (MeterReading.read_on == newest.c.read_on),
        )
        .where(mine)
        .order_by(Meter.code)
    )
    return tuple(MeterStand(row.id, row.code, row.kind, row.unit, value, on) for row, value, on in rows)
