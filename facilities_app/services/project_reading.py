"""Reading damage events and projects, whole."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import (
    Asset,
    AssetDamage,
    AssetProject,
    DamageEvent,
    EventTicket,
    FundingShare,
    Milestone,
    Place,
    Project,
    Ticket,
    Vendor,
)
from facilities_app.domain.errors import NotFound
from facilities_app.domain.funding import SOURCES
from facilities_app.domain.naming import where_label
from facilities_app.domain.project_rows import (
    AssetBrief,
    DamageDetail,
    EventTicketRow,
    MilestoneRow,
    ProjectDetail,
)
from facilities_app.domain.rows import FundingRow
from facilities_app.services.ticket_link_reading import brief

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase


def read_project(base: "ServiceBase", project_id: int) -> ProjectDetail:
    """The project, whole. Raises NotFound("project.gone")."""
    with base.read() as session:
        row = session.get(Project, project_id)
        if row is None:
            raise NotFound("project.gone", id=project_id)
        return _project(session, row, base.clock.today())


def read_event(base: "ServiceBase", event_id: int) -> DamageDetail:
    """The event, whole, with the projects it led to. Raises NotFound("event.gone")."""
    with base.read() as session:
        row = session.get(DamageEvent, event_id)
        if row is None:
            raise NotFound("event.gone", id=event_id)
        mending = select(AssetDamage.project_id).where(AssetDamage.event_id == event_id)
        projects = session.scalars(
            select(Project)
            .where((Project.event_id == event_id) | Project.id.in_(mending))
            .order_by(Project.id)
        )
        tickets = _event_tickets(session, event_id)
        costs = [ticket.cost_twd for ticket in tickets if ticket.cost_twd is not None]
        return DamageDetail(
            row.id,
            row.version,
            row.code,
            row.name,
            row.kind,
            row.occurred_on,
            row.occurred_text,
            row.note,
            row.source,
            row.is_demo,
            _damaged(session, event_id),
            tickets,
            tuple(_project(session, project, base.clock.today()) for project in projects),
            sum(costs) if costs else None,
            len(tickets) - len(costs),
        )


def _project(session: Session, row: Project, today: date) -> ProjectDetail:
    event = _event_of(session, row)
    vendor = session.get(Vendor, row.vendor_id) if row.vendor_id else None
    return ProjectDetail(
        row.id,
        row.version,
        row.code,
        row.name,
        row.kind,
        row.status,
        row.place_id,
        session.get_one(Place, row.place_id).label,
        event.id if event else None,
        event.name if event else "",
        event.occurred_text if event else "",
        event.occurred_on if event else None,
        row.vendor_id,
        vendor.name if vendor else "",
        row.budget_twd,
        row.awarded_twd,
        row.planned_start_on,
        row.started_on,
        row.started_text,
        row.due_on,
        row.due_text,
        row.completed_on,
        row.completed_text,
        row.accepted_on,
        row.accepted_text,
        row.acceptance_note,
        row.note,
        row.source,
        row.is_demo,
        _funding(session, row.id),
        tuple(milestone_row(one, today) for one in milestones_of(session, row.id)),
        _project_assets(session, row.id),
    )


def _event_of(session: Session, row: Project) -> DamageEvent | None:
    """The event that led to the project: its own, else the one that damaged what it mends."""
    if row.event_id:
        return session.get(DamageEvent, row.event_id)
    return session.scalars(
        select(DamageEvent)
        .join(AssetDamage, AssetDamage.event_id == DamageEvent.id)
        .where(AssetDamage.project_id == row.id)
        .order_by(DamageEvent.id)
        .limit(1)
    ).first()


def milestones_of(session: Session, project_id: int) -> Sequence[Milestone]:
    """A project's milestones in their order."""
    return session.scalars(
        select(Milestone)
        .where(Milestone.project_id == project_id)
        .order_by(Milestone.position, Milestone.planned_on, Milestone.id)
    ).all()


def milestone_row(row: Milestone, today: date) -> MilestoneRow:
    """The milestone as it stands today."""
    reached = row.done_on or today
    late = max(0, (reached - row.planned_on).days) if row.planned_on else 0
    return MilestoneRow(row.id, row.name, row.planned_on, row.done_on, row.note, late > 0, late)


def _funding(session: Session, project_id: int) -> tuple[FundingRow, ...]:
    rows = list(session.scalars(select(FundingShare).where(FundingShare.project_id == project_id)))
    total = sum(row.amount_twd for row in rows)
    rows.sort(key=lambda row: (SOURCES.index(row.source) if row.source in SOURCES else len(SOURCES), row.id))
    return tuple(
        FundingRow(
            row.source,
            row.amount_twd,
            Decimal(row.amount_twd) / total if total else Decimal(0),
            row.as_reported,
            row.is_remainder,
        )
        for row in rows
    )


def _project_assets(session: Session, project_id: int) -> tuple[AssetBrief, ...]:
    rows = session.execute(
        select(AssetProject.id, Asset)
        .join(Asset, Asset.id == AssetProject.asset_id)
        .where(AssetProject.project_id == project_id)
        .order_by(Asset.code)
    )
    return tuple(
        AssetBrief(asset.id, link, asset.name, where_label(asset.place_label), asset.status)
        for link, asset in rows
    )


def _damaged(session: Session, event_id: int) -> tuple[AssetBrief, ...]:
    about = (
        select(Ticket.asset_id, func.count())
        .join(EventTicket, EventTicket.ticket_id == Ticket.id)
        .where(EventTicket.event_id == event_id)
        .group_by(Ticket.asset_id)
    )
    counts = {row[0]: row[1] for row in session.execute(about)}
    rows = session.execute(
        select(AssetDamage, Asset, Project.name)
        .join(Asset, Asset.id == AssetDamage.asset_id)
        .outerjoin(Project, Project.id == AssetDamage.project_id)
        .where(AssetDamage.event_id == event_id)
        .order_by(Asset.code)
    )
    return tuple(
        AssetBrief(
            asset.id,
            damage.id,
            asset.name,
            where_label(asset.place_label),
            asset.status,
            damage.note,
            damage.project_id,
            project or "",
            counts.get(asset.id, 0),
        )
        for damage, asset, project in rows
    )


def _event_tickets(session: Session, event_id: int) -> tuple[EventTicketRow, ...]:
    rows = session.scalars(
        select(Ticket)
        .join(EventTicket, EventTicket.ticket_id == Ticket.id)
        .where(EventTicket.event_id == event_id)
        .order_by(Ticket.id)
    )
    return tuple(EventTicketRow(brief(row), row.cost_twd) for row in rows)
