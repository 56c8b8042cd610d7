"""A project at the right of the list: money, dates, milestones, what it is about, acceptance."""

from collections.abc import Sequence
from datetime import date

from facilities_app.domain.project_rows import MilestoneRow, ProjectDetail
from facilities_app.presenting import money
from resources.texts import tr, trn
from ui.components.brief_rows import Brief, BriefRows
from ui.components.sections import Section
from ui.pages.contracts.action_rows import ActionRow, ActionRows
from ui.pages.contracts.plan_chart import plan_chart
from ui.pages.contracts.record_pane import RecordPane, Wish
from ui.widgets.facts import KeyValueGrid
from ui.widgets.labels import Label

_STATUS = "project_status"


class ProjectPane(RecordPane):
    """Shows one project."""

    entities = (
        "projects",
        "milestones",
        "funding_shares",
        "asset_projects",
        "asset_damages",
        "damage_events",
        "attachment_links",
    )
    files_entity = "projects"
    detail: ProjectDetail | None

    def read(self, key: int) -> ProjectDetail:
        """As RecordPane."""
        return self.context.services.projects.detail(key)

    def empty(self) -> tuple[str, str, str]:
        """As RecordPane."""
        return "hammer", tr("No project chosen"), tr("Choose a project in the list.")

    def title(self) -> tuple[str, str]:
        """As RecordPane."""
        row = self._detail()
        return row.code, row.name

    def pills(self) -> Sequence[tuple[str, str, str]]:
        """How it stands, whether it is late, whether it was accepted."""
        row, labels = self._detail(), self.context.services.labels
        status = labels.choice(_STATUS, row.status)
        found = [(status.name, status.tone, status.icon)]
        late = sum(one.is_late and one.done_on is None for one in row.milestones)
        if late and row.status in ("planned", "in_progress"):
            found.append((trn("{n} milestone late", "{n} milestones late", late), "red", "clock-alert"))
        if row.accepted_on or row.accepted_text:
            found.append((tr("Accepted"), "green", "badge-check"))
        if row.source == "report":
            source = labels.choice("record_source", "report")
            found.append((source.name, "neutral", source.icon))
        return found

    def wishes(self) -> Sequence[Wish]:
        """As RecordPane."""
        row = self._detail()
        wishes = [Wish("edit", tr("Edit"), "pencil", True)]
        if row.status != "cancelled" and not row.accepted_on:
            wishes.append(Wish("accept", tr("Accept", "works"), "badge-check", True))
        wishes += [
            Wish("milestone", tr("Add a milestone"), "flag"),
            Wish("funding", tr("Who pays"), "coins"),
            Wish("asset", tr("Add an asset"), "boxes"),
            Wish("remove", tr("Remove"), "trash-2"),
        ]
        return wishes

    def chapters(self) -> Sequence[Section]:
        """As RecordPane."""
        row = self._detail()
        found = [
            self._facts(row),
            self._dates(row),
            self._milestones(row),
            self._funding(row),
            self._assets(row),
        ]
        if row.accepted_on or row.accepted_text or row.acceptance_note:
            found.append(self._acceptance(row))
        return found

    def _detail(self) -> ProjectDetail:
        assert self.detail is not None
        return self.detail

    def _facts(self, row: ProjectDetail) -> Section:
        section = Section()
        briefs = BriefRows()
        rows = []
        if row.event_id is not None:
            when = row.event_when or self._day(row.event_on)
            rows.append(Brief(("event", row.event_id), row.event, when, icon="cloud-lightning", tone="red"))
        if row.vendor_id is not None:
            rows.append(Brief(("vendor", row.vendor_id), row.vendor, icon="truck"))
        if rows:
            briefs.set_rows(rows)
            briefs.opened.connect(self._on_link)
            section.body.addWidget(briefs)
        grid = KeyValueGrid()
        kind = self.context.services.labels.choice("project_kind", row.kind)
        grid.add(tr("Place"), row.place)
        grid.add(tr("Kind"), kind.name)
        if row.note:
            grid.add(tr("Note"), row.note)
        section.body.addWidget(grid)
        return section

    def _dates(self, row: ProjectDetail) -> Section:
        section = Section(tr("Plan and progress"))
        grid = KeyValueGrid()
        grid.add(tr("Planned"), self._span(row.planned_start_on, "", row.due_on, row.due_text))
        grid.add(
            tr("Actual", "progress"),
            self._span(row.started_on, row.started_text, row.completed_on, row.completed_text),
        )
        section.body.addWidget(grid)
        chart = plan_chart(self.context, row)
        if chart is not None:
            section.body.addWidget(chart)
        elif row.started_text or row.completed_text:
            words = tr("The source tells these days only roughly, so no bar is drawn.")
            section.body.addWidget(Label(words, "caption", colour="text2", wrap=True))
        return section

    def _span(self, start: date | None, start_text: str, end: date | None, end_text: str) -> str:
        first = start_text or self._day(start)
        last = end_text or self._day(end)
        if not first and not last:
            return ""
        return f"{first or '－'} → {last or '－'}"

    def _milestones(self, row: ProjectDetail) -> Section:
        section = Section(tr("Milestones"), action=tr("Add"), on_action=lambda: self.wish("milestone"))
        rows = ActionRows(
            [self._milestone(one) for one in row.milestones],
            tr("No milestones yet. Add the first one to see what is late."),
        )
        rows.acted.connect(self.wish)
        section.body.addWidget(rows)
        return section

    def _milestone(self, one: MilestoneRow) -> ActionRow:
        planned = tr("planned {date}").format(date=self._day(one.planned_on) or "－")
        done = tr("done {date}").format(date=self._day(one.done_on)) if one.done_on else ""
        detail = tr(", ", "list").join(part for part in (planned, done, one.note) if part)
        late = trn("{n} day late", "{n} days late", one.days_late)
        if one.done_on is not None:
            pill = (late, "amber", "clock-alert") if one.is_late else (tr("Reached"), "green", "circle-check")
        elif one.is_late:
            pill = (late, "red", "clock-alert")
        else:
            pill = (tr("Ahead"), "neutral", "circle-dashed")
        actions = [("milestone_edit", "pencil", tr("Edit")), ("milestone_remove", "trash-2", tr("Remove"))]
        if one.done_on is None:
            actions.insert(0, ("milestone_done", "check", tr("Reached")))
        return ActionRow(one.id, one.name, detail, pill, actions=tuple(actions))

    def _funding(self, row: ProjectDetail) -> Section:
        section = Section(tr("Money"), action=tr("Who pays"), on_action=lambda: self.wish("funding"))
        grid, labels = KeyValueGrid(), self.context.services.labels
        grid.add(tr("Budget", "project"), money(row.budget_twd))
        grid.add(tr("Awarded"), money(row.awarded_twd))
        for share in row.funding:
            percent = f"{share.share * 100:.1f}%"
            words = [money(share.amount_twd), percent]
            if share.as_reported:
                words.append(tr("as reported"))
            if share.is_remainder:
                words.append(tr("remainder of the budget"))
            grid.add(labels.name("funding_source", share.source), tr(", ", "list").join(words))
        section.body.addWidget(grid)
        if not row.funding:
            section.body.addWidget(Label(tr("Who pays is not written down yet."), "secondary"))
        return section

    def _assets(self, row: ProjectDetail) -> Section:
        section = Section(tr("About these assets"), action=tr("Add"), on_action=lambda: self.wish("asset"))
        rows = ActionRows(
            [
                ActionRow(
                    one.id,
                    one.name,
                    one.place,
                    self._asset_pill(one.status),
                    opens=True,
                    actions=(("asset_remove", "x", tr("Take off")),),
                )
                for one in row.assets
            ],
            tr("No asset is named."),
        )
        rows.acted.connect(self.wish)
        rows.opened.connect(lambda key: self.record_asked.emit("assets", "asset", key))
        section.body.addWidget(rows)
        return section

    def _asset_pill(self, status: str) -> tuple[str, str, str]:
        choice = self.context.services.labels.choice("asset_status", status)
        return choice.name, choice.tone, choice.icon

    def _acceptance(self, row: ProjectDetail) -> Section:
        section = Section(tr("Acceptance"))
        grid = KeyValueGrid()
        grid.add(tr("Accepted"), row.accepted_text or self._day(row.accepted_on))
        if row.acceptance_note:
            grid.add(tr("Note"), row.acceptance_note)
        section.body.addWidget(grid)
        return section

    def _on_link(self, key: object) -> None:
        if isinstance(key, tuple):
            self.record_asked.emit("contracts", str(key[0]), int(key[1]))

    def _day(self, day: date | None) -> str:
        return self.context.presenter.date(day) if day is not None else ""
