"""What happened to an asset: its statuses, damages, works, inspections and repairs."""

from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from db.models import (
    AssetDamage,
    AssetProject,
    AssetStatusChange,
    DamageEvent,
    InspectionResult,
    InspectionTask,
    Project,
    Ticket,
)
from facilities_app.domain.clock import TAIPEI
from facilities_app.domain.rows import EventRow
from facilities_app.services.labels import Labels

_NEWEST = 50


def asset_events(session: Session, labels: Labels, asset_id: int, today: date) -> tuple[EventRow, ...]:
    """What happened to the asset, newest first; what is planned stands before it."""
    events = [
        *_status_events(session, asset_id),
        *_damage_events(session, asset_id),
        *_project_events(session, asset_id, today),
        *_inspection_events(session, labels, asset_id),
        *closed_tickets(session, Ticket.asset_id == asset_id),
    ]
    return tuple(sorted(events, key=lambda e: (e.is_future, e.on or date.min), reverse=True))


def _status_events(session: Session, asset_id: int) -> list[EventRow]:
    changes = session.scalars(
        select(AssetStatusChange)
        .where(AssetStatusChange.asset_id == asset_id)
        .order_by(AssetStatusChange.from_on, AssetStatusChange.id)
    )
    events: list[EventRow] = []
    was: str | None = None
    for change in changes:
        events.append(
            EventRow(
                None, change.from_on, "status", text=change.reason, from_status=was, to_status=change.status
            )
        )
        was = change.status
    return events


def _damage_events(session: Session, asset_id: int) -> list[EventRow]:
    rows = session.execute(
        select(DamageEvent, AssetDamage.note)
        .join(AssetDamage, AssetDamage.event_id == DamageEvent.id)
        .where(AssetDamage.asset_id == asset_id)
    )
    return [
        EventRow(
            None,
            event.occurred_on,
            "damage",
            text=event.name,
            when=event.occurred_text,
            detail=note or event.note,
            ref_kind="damage",
            ref_id=event.id,
            ref_code=event.code,
        )
        for event, note in rows
    ]


def _project_events(session: Session, asset_id: int, today: date) -> list[EventRow]:
    about = select(AssetProject.project_id).where(AssetProject.asset_id == asset_id)
    mending = select(AssetDamage.project_id).where(AssetDamage.asset_id == asset_id)
    events: list[EventRow] = []
    for project in session.scalars(select(Project).where(Project.id.in_(about) | Project.id.in_(mending))):
        if project.started_on or project.started_text:
            events.append(_project_event(project, "project", project.started_on, project.started_text))
        if project.completed_on or project.completed_text:
            events.append(
                _project_event(project, "project_done", project.completed_on, project.completed_text)
            )
        elif project.due_on or project.due_text:
            ahead = project.due_on is None or project.due_on > today
            events.append(
                _project_event(project, "project_due", project.due_on, project.due_text, ahead=ahead)
            )
    return events


def _project_event(
    project: Project, kind: str, on: date | None, when: str, *, ahead: bool = False
) -> EventRow:
    return EventRow(
        None,
        on,
        kind,
        text=project.name,
        is_future=ahead,
        when=when,
        detail=project.note,
        ref_kind="project",
        ref_id=project.id,
        ref_code=project.code,
    )


def _inspection_events(session: Session, labels: Labels, asset_id: int) -> list[EventRow]:
    rows = session.execute(
        select(InspectionResult, InspectionTask.title, InspectionTask.number)
        .outerjoin(InspectionTask, InspectionTask.id == InspectionResult.task_id)
        .where(InspectionResult.asset_id == asset_id, InspectionResult.outcome != "")
        .order_by(InspectionResult.inspected_on.desc())
        .limit(_NEWEST)
    )
    return [
        EventRow(
            None,
            result.inspected_on,
            "inspection",
            actor=result.inspector,
            text=labels.name("term", title),
            to_status=result.outcome,
            detail=result.note,
            ref_kind="task",
            ref_id=result.task_id or 0,
            ref_code=number or "",
        )
        for result, title, number in rows
    ]


def closed_tickets(session: Session, where: ColumnElement[bool]) -> list[EventRow]:
    """The newest tickets that were closed, as lines of a history."""
    rows = session.scalars(
        select(Ticket).where(where, Ticket.closed_at.is_not(None)).order_by(Ticket.id.desc()).limit(_NEWEST)
    )
    return [
        EventRow(
            ticket.closed_at,
            ticket.closed_at.astimezone(TAIPEI).date() if ticket.closed_at else None,
            "ticket",
            actor=ticket.assignee_label,
            text=ticket.summary,
            to_status=ticket.status,
            ref_kind="ticket",
            ref_id=ticket.id,
            ref_code=ticket.number,
        )
        for ticket in rows
    ]
