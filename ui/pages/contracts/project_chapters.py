"""The chapters 工程 and 災損事件."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from facilities_app.domain.changes import Outcome
from facilities_app.domain.project_rows import DamageDetail, ProjectDetail
from resources.texts import tr
from ui.components.papers import write_paper
from ui.context import UiContext
from ui.pages.contracts.chapter import Chapter
from ui.pages.contracts.event_pane import EventPane
from ui.pages.contracts.look import event_look, project_look
from ui.pages.contracts.project_forms import (
    accept_form,
    damage_form,
    event_form,
    event_ticket_form,
    funding_form,
    milestone_form,
    project_asset_form,
    project_form,
)
from ui.pages.contracts.project_pane import ProjectPane
from ui.pages.contracts.record_form import RecordForm


class ProjectChapter(Chapter):
    """Projects."""

    def __init__(self, context: UiContext) -> None:
        info = context.services.lists["projects"].info
        super().__init__(context, "projects", project_look(context, info), ProjectPane(context))

    def new_words(self) -> str:
        """As Chapter."""
        return tr("New project")

    def new(self) -> None:
        """As Chapter."""
        self.open_form(project_form(self.context, self.window()), choose=True)

    def edit(self) -> None:
        """As Chapter."""
        row = self.detail()
        if row is not None:
            self.open_form(project_form(self.context, self.window(), row))

    def on_wish(self, key: str, what: object) -> None:
        """As Chapter."""
        row: ProjectDetail = self.detail()
        host, context = self.window(), self.context
        forms: dict[str, Callable[[UiContext, QWidget, ProjectDetail], RecordForm]] = {
            "accept": accept_form,
            "milestone": milestone_form,
            "funding": funding_form,
            "asset": project_asset_form,
        }
        if key in forms:
            self.open_form(forms[key](context, host, row))
        elif key == "remove":
            self.change(lambda: context.services.projects.remove(row.id))
        elif isinstance(what, int):
            self._on_part(row, key, what)

    def _on_part(self, row: ProjectDetail, key: str, part: int) -> None:
        projects = self.context.services.projects
        if key == "milestone_edit":
            found = next(one for one in row.milestones if one.id == part)
            self.open_form(milestone_form(self.context, self.window(), row, found))
            return
        changes: dict[str, Callable[[], Outcome[Any]]] = {
            "milestone_done": lambda: projects.reach_milestone(part),
            "milestone_remove": lambda: projects.remove_milestone(part),
            "asset_remove": lambda: projects.remove_asset(row.id, part),
        }
        if key in changes:
            self.change(changes[key])


class EventChapter(Chapter):
    """Damage events."""

    def __init__(self, context: UiContext) -> None:
        info = context.services.lists["events"].info
        super().__init__(context, "events", event_look(context, info), EventPane(context))

    def new_words(self) -> str:
        """As Chapter."""
        return tr("New event")

    def new(self) -> None:
        """As Chapter."""
        self.open_form(event_form(self.context, self.window()), choose=True)

    def edit(self) -> None:
        """As Chapter."""
        row = self.detail()
        if row is not None:
            self.open_form(event_form(self.context, self.window(), row))

    def on_wish(self, key: str, what: object) -> None:
        """As Chapter."""
        row: DamageDetail = self.detail()
        damage, host, context = self.context.services.damage, self.window(), self.context
        if key == "log_tickets":
            self.change(lambda: damage.log_tickets(row.id))
        elif key == "project":
            self._start_project(row)
        elif key == "damage":
            self.open_form(damage_form(context, host, row))
        elif key == "ticket":
            self.open_form(event_ticket_form(context, host, row))
        elif key == "report":
            self.print_report(row)
        elif key == "remove":
            self.change(lambda: damage.remove(row.id))
        elif isinstance(what, int):
            self._on_part(row, key, what)

    def print_report(self, row: DamageDetail) -> None:
        """Everything about the event on a page."""
        reports = self.context.services.event_reports
        title = tr("Report of damage")
        write_paper(self.context, title, title, lambda path, _job: reports.write(row.id, path))

    def _start_project(self, row: DamageDetail) -> None:
        name = tr("Rebuilding after {event}").format(event=row.name)
        if len(row.assets) == 1:
            name = tr("Rebuilding of {asset}").format(asset=row.assets[0].name)
        form = project_form(self.context, self.window(), values={"name": name}, event_id=row.id)
        if row.assets:
            services, asset = self.context.services, row.assets[0].id
            self.context.worker.read(
                lambda: services.assets.detail(asset).place_id,
                lambda place: form.put("place_id", place),
                self.context.notify.error,
            )
        form.saved.connect(
            lambda project: self.context.navigate("contracts", record=int(str(project)), kind="project")
        )
        self.open_form(form)

    def _on_part(self, row: DamageDetail, key: str, part: int) -> None:
        damage = self.context.services.damage
        if key == "damage_edit":
            found = next(one for one in row.assets if one.link_id == part)
            self.open_form(damage_form(self.context, self.window(), row, found))
        elif key == "damage_remove":
            self.change(lambda: damage.remove_damage(part))
        elif key == "ticket_remove":
            self.change(lambda: damage.unlink_ticket(row.id, part))
