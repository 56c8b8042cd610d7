"""The lists of projects and of damage events."""

from dataclasses import replace

from sqlalchemy import case, func, select

from db.models import AssetDamage, DamageEvent, EventTicket, Place, Project, Vendor
from db.queries.small_lists import demo_mark, register
from db.queries.sql_list import between, one_of
from db.queries.ticket_list import within_place
from facilities_app.domain.lists import ColumnKind, ColumnSpec, Condition, ListInfo, ListQuery, ViewPreset

_DATE, _CHOICE, _MONEY = ColumnKind.DATE, ColumnKind.CHOICE, ColumnKind.MONEY

PROJECTS = register(
    ListInfo(
        code="projects",
        entity="projects",
        title="Projects",
        columns=(
            ColumnSpec("code", "No.", width=16),
            ColumnSpec("name", "Project", width=36),
            ColumnSpec("kind", "Kind", _CHOICE, 10, "project_kind", shown=False),
            ColumnSpec("status", "Status", _CHOICE, 10, "project_status"),
            ColumnSpec("place", "Place", width=26),
            ColumnSpec("budget_twd", "Budget (NT$)", _MONEY, 14, total=True),
            ColumnSpec("awarded_twd", "Awarded (NT$)", _MONEY, 14, shown=False, total=True),
            ColumnSpec("started_on", "Began", _DATE, 12, shown=False),
            ColumnSpec("started_text", "Began (as reported)", width=18, shown=False),
            ColumnSpec("due_on", "Planned until", _DATE, 12, shown=False),
            ColumnSpec("due_text", "Planned until (as reported)", width=18, shown=False),
            ColumnSpec("completed_on", "Completion", _DATE, 12),
            ColumnSpec("completed_text", "Completion (as reported)", width=18, shown=False),
            ColumnSpec("accepted_on", "Accepted", _DATE, 12, shown=False),
            ColumnSpec("vendor", "Contractor", width=20, shown=False),
            ColumnSpec("event", "Damage event", width=14, shown=False),
            demo_mark(),
        ),
        filters={"status": "project_status", "kind": "project_kind", "place": "place", "due": "date"},
        presets=(
            ViewPreset("all", "All", ListQuery()),
            ViewPreset(
                "running",
                "Going on",
                ListQuery(conditions=(Condition("status", "in", ("planned", "in_progress", "suspended")),)),
            ),
            ViewPreset(
                "done", "Completed works", ListQuery(conditions=(Condition("status", "in", ("completed",)),))
            ),
        ),
        default_order="status",
    ),
    Project,
    {
        "code": Project.code,
        "name": Project.name,
        "kind": Project.kind,
        "status": Project.status,
        "place": Place.label,
        "budget_twd": Project.budget_twd,
        "awarded_twd": Project.awarded_twd,
        "started_on": Project.started_on,
        "started_text": Project.started_text,
        "due_on": Project.due_on,
        "due_text": Project.due_text,
        "completed_on": Project.completed_on,
        "completed_text": Project.completed_text,
        "accepted_on": Project.accepted_on,
        "vendor": Vendor.name,
        "event": DamageEvent.name,
        "is_demo": Project.is_demo,
    },
    filters={
        "status": one_of(Project.status),
        "kind": one_of(Project.kind),
        "place": within_place(Project.place_id.expression),
        "due": between(Project.due_on),
        "vendor": one_of(Project.vendor_id),
        "event": one_of(Project.event_id),
    },
    search=(Project.code, Project.name, Project.note, Place.label),
    joins=lambda statement: (
        statement.join(Place, Place.id == Project.place_id)
        .outerjoin(Vendor, Vendor.id == Project.vendor_id)
        .outerjoin(DamageEvent, DamageEvent.id == Project.event_id)
    ),
)

EVENTS = register(
    ListInfo(
        code="events",
        entity="damage_events",
        title="Damage events",
        columns=(
            ColumnSpec("code", "No.", width=14),
            ColumnSpec("name", "Event", width=24),
            ColumnSpec("kind", "Kind", _CHOICE, 8, "event_kind"),
            ColumnSpec("occurred_on", "Happened", _DATE, 12),
            ColumnSpec("occurred_text", "Happened (as reported)", width=14, shown=False),
            ColumnSpec("assets", "Damaged assets", ColumnKind.INTEGER, 10),
            ColumnSpec("tickets", "Repairs", ColumnKind.INTEGER, 8),
            ColumnSpec("note", "Note", width=36),
            demo_mark(),
        ),
        filters={"kind": "event_kind", "occurred": "date"},
        presets=(ViewPreset("all", "All", ListQuery()),),
        default_order="occurred_on",
        default_descending=True,
    ),
    DamageEvent,
    {
        "code": DamageEvent.code,
        "name": DamageEvent.name,
        "kind": DamageEvent.kind,
        "occurred_on": DamageEvent.occurred_on,
        "occurred_text": DamageEvent.occurred_text,
        "assets": select(func.count())
        .where(AssetDamage.event_id == DamageEvent.id)
        .correlate(DamageEvent)
        .scalar_subquery(),
        "tickets": select(func.count())
        .where(EventTicket.event_id == DamageEvent.id)
        .correlate(DamageEvent)
        .scalar_subquery(),
        "note": DamageEvent.note,
        "is_demo": DamageEvent.is_demo,
    },
    filters={"kind": one_of(DamageEvent.kind), "occurred": between(DamageEvent.occurred_on)},
    search=(DamageEvent.code, DamageEvent.name, DamageEvent.note),
)

_PRESSING = {"in_progress": 0, "suspended": 1, "planned": 2, "completed": 3, "cancelled": 4}
PROJECTS = replace(
    PROJECTS,
    orders={**PROJECTS.orders, "status": (case(_PRESSING, value=Project.status, else_=9), Project.code)},
)
"""Sorted by status, what goes on comes first."""

OF_PROJECTS = (PROJECTS, EVENTS)
