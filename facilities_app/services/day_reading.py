"""Rows of tickets, inspections and papers as entries of a day."""

from datetime import date, datetime
from typing import Any

from db.models import Asset, ChecklistItem, Contract, Finding, InspectionTask, Permit, Ticket, Vendor
from facilities_app.domain.clock import TAIPEI
from facilities_app.domain.inspections import state
from facilities_app.domain.planning import DayEntry, DayKind
from facilities_app.domain.tickets import Status
from facilities_app.services.finding_steps import SETTLED
from resources.texts import pick

TICKET_COLUMNS = (
    Ticket.id,
    Ticket.number,
    Ticket.summary,
    Ticket.where_label,
    Ticket.assignee_label,
    Ticket.visit_at,
    Ticket.due_at,
    Ticket.amber_at,
    Ticket.hold_until,
    Ticket.status,
    Ticket.priority,
    Ticket.is_demo,
)
"""What an entry shows of a ticket: whole rows of two thousand tickets would take ten times as long to read."""


def ticket_entry(row: Any, kind: DayKind, now: datetime) -> DayEntry:
    """The ticket (its TICKET_COLUMNS) on the day of its visit, of its deadline, or on which it should go on."""
    if kind is DayKind.VISIT and row.visit_at is not None:
        day = row.visit_at.astimezone(TAIPEI).date()
    elif kind is DayKind.HOLD and row.hold_until is not None:
        day = row.hold_until
    else:
        day = row.due_at.astimezone(TAIPEI).date()
    is_over = row.status >= Status.DONE
    return DayEntry(
        kind=kind,
        entity="tickets",
        id=row.id,
        day=day,
        title=row.summary,
        number=row.number,
        where=row.where_label,
        who=row.assignee_label,
        at=row.visit_at,
        due_at=row.due_at,
        amber_at=row.amber_at,
        status=row.status,
        priority=row.priority,
        is_over=is_over,
        is_late=not is_over and row.due_at < now,
        is_demo=row.is_demo,
    )


def task_entry(row: InspectionTask, now: datetime, title: str) -> DayEntry:
    """The inspection on the day it is due, under its ``title`` in the language of the moment."""
    is_over, today = row.status != "planned", now.astimezone(TAIPEI).date()
    return DayEntry(
        kind=DayKind.TASK,
        entity="inspection_tasks",
        id=row.id,
        day=row.due_on,
        title=title,
        number=row.number,
        where=row.target_label,
        who=row.assignee_label,
        is_over=is_over,
        is_late=not is_over and row.due_on < today,
        is_statutory=row.is_statutory,
        task_state=state(row.status, row.due_on, row.done_on, today).value,
        is_demo=row.is_demo,
    )


def finding_entry(row: Finding, item: ChecklistItem | None, task: InspectionTask, today: date) -> DayEntry:
    """The finding on the last day to put it right; opening it opens its inspection."""
    name = pick(item.short_zh or item.zh, item.short_en or item.en) if item is not None else row.note
    is_over = row.state in SETTLED
    day = row.correct_by or row.found_on
    return DayEntry(
        kind=DayKind.FINDING,
        entity="inspection_tasks",
        id=task.id,
        day=day,
        title=name,
        number=task.number,
        where=task.target_label,
        who=task.assignee_label,
        is_over=is_over,
        is_late=not is_over and day < today,
        is_demo=row.is_demo,
        part=row.id,
    )


def contract_entry(row: Contract, vendor: Vendor) -> DayEntry:
    """The contract on its last day."""
    return DayEntry(
        kind=DayKind.CONTRACT,
        entity="contracts",
        id=row.id,
        day=row.ends_on,
        title=row.title,
        number=row.number,
        where=vendor.name,
        is_demo=row.is_demo,
    )


def permit_entry(row: Permit, asset: Asset) -> DayEntry:
    """The permit on its last day; opening it opens its asset."""
    return DayEntry(
        kind=DayKind.PERMIT,
        entity="assets",
        id=row.asset_id,
        day=row.expires_on,
        title=asset.name,
        number=row.number,
        where=asset.place_label,
        is_demo=row.is_demo,
    )
