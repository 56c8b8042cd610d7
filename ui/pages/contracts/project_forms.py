"""Forms of projects and damage events."""

from typing import Any

from PySide6.QtWidgets import QWidget

from facilities_app.domain.funding import SOURCES
from facilities_app.domain.project_rows import (
    AssetBrief,
    DamageDetail,
    MilestoneRow,
    NewEvent,
    NewProject,
    ProjectDetail,
)
from facilities_app.domain.rows import Choice
from resources.texts import tr
from ui.context import UiContext
from ui.pages.contracts.record_form import RecordForm, Spec


def project_form(
    context: UiContext,
    host: QWidget,
    row: ProjectDetail | None = None,
    values: dict[str, Any] | None = None,
    event_id: int | None = None,
) -> RecordForm:
    """Enter a project (for an event, beginning with ``values``), or change ``row``."""
    services, specs = context.services, _project_specs(context)
    if row is None:
        start = {"kind": "works", "status": "planned", **(values or {})}
        return RecordForm(
            context,
            host,
            tr("New project"),
            "",
            specs,
            start,
            create=lambda found: services.projects.create(NewProject(**found), event_id),
        )
    shown = {spec.key: getattr(row, spec.key) for spec in specs}
    return RecordForm(
        context,
        host,
        tr("Edit project"),
        row.code,
        specs,
        shown,
        edit=lambda found: services.projects.edit(row.id, row.version, **found),
    )


def _project_specs(context: UiContext) -> list[Spec]:
    labels, sums = context.services.labels, tr("NT$, or 4510萬")
    rough = tr("if the day is not known")
    return [
        Spec("name", tr("Project"), required=True, longest=160, wide=True),
        Spec("kind", tr("Kind"), "choice", required=True, choices=labels.choices("project_kind")),
        Spec("status", tr("Status"), "choice", required=True, choices=labels.choices("project_status")),
        Spec("place_id", tr("Place"), "place", required=True),
        Spec("vendor_id", tr("Contractor"), "vendor"),
        Spec("budget_twd", tr("Budget", "project"), "number", hint=sums),
        Spec("awarded_twd", tr("Awarded"), "number", hint=sums),
        Spec("planned_start_on", tr("Planned from"), "date"),
        Spec("due_on", tr("Planned until"), "date"),
        Spec("started_on", tr("Began"), "date"),
        Spec("started_text", tr("Began roughly"), longest=60, hint=rough),
        Spec("completed_on", tr("Completed on"), "date"),
        Spec("completed_text", tr("Completed roughly"), longest=60, hint=rough),
        Spec("code", tr("No."), longest=40, placeholder=tr("given on saving"), wide=True),
        Spec("note", tr("Note"), "text"),
    ]


def funding_form(context: UiContext, host: QWidget, row: ProjectDetail) -> RecordForm:
    """Who pays: the sums told, and the source that pays the remainder of the budget."""
    services, labels = context.services, context.services.labels
    sources = [(source, labels.name("funding_source", source)) for source in SOURCES]
    specs = [Spec(source, name, "number", hint=tr("NT$, or 4510萬")) for source, name in sources]
    specs.append(
        Spec(
            "remainder",
            tr("Pays the remainder"),
            "choice",
            choices=[Choice(source, name) for source, name in sources],
            none=tr("nobody: the sums are all told"),
        )
    )
    shown: dict[str, Any] = {one.source: one.amount_twd for one in row.funding if not one.is_remainder}
    rest = next((one.source for one in row.funding if one.is_remainder), None)
    shown["remainder"] = rest or ("city" if not row.funding and row.budget_twd else "")

    def create(found: dict[str, Any]) -> Any:
        remainder = found.pop("remainder")
        return services.projects.set_funding(row.id, found, remainder)

    budget = (
        tr("Budget {sum}").format(sum=f"NT${row.budget_twd:,}") if row.budget_twd is not None else row.code
    )
    return RecordForm(context, host, tr("Who pays"), budget, specs, shown, create=create)


def milestone_form(
    context: UiContext, host: QWidget, project: ProjectDetail, row: MilestoneRow | None = None
) -> RecordForm:
    """Add or change a milestone."""
    services = context.services
    specs = [
        Spec("name", tr("Milestone"), required=True, wide=True),
        Spec("planned_on", tr("Planned on"), "date"),
    ]
    if row is not None:
        specs.append(Spec("done_on", tr("Reached on"), "date"))
    specs.append(Spec("note", tr("Note"), "text"))
    if row is None:
        return RecordForm(
            context,
            host,
            tr("Add a milestone"),
            project.name,
            specs,
            {},
            create=lambda found: services.projects.add_milestone(project.id, **found),
        )
    shown = {spec.key: getattr(row, spec.key) for spec in specs}
    return RecordForm(
        context,
        host,
        tr("Edit milestone"),
        project.name,
        specs,
        shown,
        edit=lambda found: services.projects.edit_milestone(row.id, **found),
    )


def accept_form(context: UiContext, host: QWidget, row: ProjectDetail) -> RecordForm:
    """The works were accepted."""
    services, today = context.services, context.clock.today()
    specs = [
        Spec("completed_on", tr("Completed on"), "date"),
        Spec("on", tr("Accepted on"), "date", required=True),
        Spec("note", tr("What the acceptance found"), "text"),
    ]
    return RecordForm(
        context,
        host,
        tr("Acceptance"),
        row.name,
        specs,
        {"completed_on": row.completed_on, "on": today},
        create=lambda found: services.projects.accept(row.id, **found),
    )


def project_asset_form(context: UiContext, host: QWidget, row: ProjectDetail) -> RecordForm:
    """The project is about one more asset."""
    services = context.services
    return RecordForm(
        context,
        host,
        tr("Add an asset"),
        row.name,
        [Spec("asset_id", tr("Asset"), "asset", required=True)],
        {},
        create=lambda found: services.projects.add_asset(row.id, found["asset_id"] or 0),
    )


def event_form(context: UiContext, host: QWidget, row: DamageDetail | None = None) -> RecordForm:
    """Enter or change a damage event."""
    services = context.services
    specs = [
        Spec("name", tr("Event"), required=True, wide=True, placeholder=tr("such as Typhoon Meranti")),
        Spec("kind", tr("Kind"), "choice", required=True, choices=services.labels.choices("event_kind")),
        Spec("occurred_on", tr("Happened on"), "date"),
        Spec("occurred_text", tr("Happened roughly"), longest=60, hint=tr("if the day is not known")),
        Spec("code", tr("No."), longest=40, placeholder=tr("given on saving")),
        Spec("note", tr("What happened"), "text"),
    ]
    if row is None:
        return RecordForm(
            context,
            host,
            tr("New event"),
            "",
            specs,
            {},
            create=lambda found: services.damage.create(NewEvent(**found)),
        )
    shown = {spec.key: getattr(row, spec.key) for spec in specs}
    return RecordForm(
        context,
        host,
        tr("Edit event"),
        row.code,
        specs,
        shown,
        edit=lambda found: services.damage.edit(row.id, row.version, **found),
    )


def damage_form(
    context: UiContext, host: QWidget, event: DamageDetail, row: AssetBrief | None = None
) -> RecordForm:
    """One more damaged asset, or its damage in other words."""
    services = context.services
    note = Spec("note", tr("What is damaged"), "text")
    if row is not None:
        return RecordForm(
            context,
            host,
            row.name,
            event.name,
            [note],
            {"note": row.note},
            edit=lambda found: services.damage.edit_damage(row.link_id, found["note"]),
        )
    return RecordForm(
        context,
        host,
        tr("Add a damaged asset"),
        event.name,
        [Spec("asset_id", tr("Asset"), "asset", required=True), note],
        {},
        create=lambda found: services.damage.add_damage(event.id, found["asset_id"] or 0, found["note"]),
    )


def event_ticket_form(context: UiContext, host: QWidget, event: DamageDetail) -> RecordForm:
    """A repair that was logged is damage of the event."""
    services = context.services
    return RecordForm(
        context,
        host,
        tr("Add a repair"),
        event.name,
        [Spec("ticket_id", tr("Ticket"), "ticket", required=True)],
        {},
        create=lambda found: services.damage.link_tickets(event.id, (found["ticket_id"] or 0,)),
    )
