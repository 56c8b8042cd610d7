"""A damage event at the right of the list: what happened, what it damaged, what was done, what it cost."""

from collections.abc import Sequence

from facilities_app.domain.project_rows import AssetBrief, DamageDetail
from facilities_app.presenting import money
from resources.texts import tr, trn
from ui.components.brief_rows import Brief, BriefRows
from ui.components.sections import Section
from ui.pages.contracts.action_rows import ActionRow, ActionRows
from ui.pages.contracts.event_story import story
from ui.pages.contracts.record_pane import RecordPane, Wish
from ui.widgets.facts import KeyValueGrid, Timeline
from ui.widgets.labels import Label


class EventPane(RecordPane):
    """Shows one damage event."""

    entities = (
        "damage_events",
        "asset_damages",
        "event_tickets",
        "tickets",
        "projects",
        "milestones",
        "funding_shares",
        "attachment_links",
    )
    files_entity = "damage_events"
    detail: DamageDetail | None

    def read(self, key: int) -> DamageDetail:
        """As RecordPane."""
        return self.context.services.damage.detail(key)

    def empty(self) -> tuple[str, str, str]:
        """As RecordPane."""
        return "cloud-lightning", tr("No event chosen"), tr("Choose an event in the list.")

    def title(self) -> tuple[str, str]:
        """As RecordPane."""
        row = self._detail()
        return row.code, row.name

    def pills(self) -> Sequence[tuple[str, str, str]]:
        """Kind, and where it is known from."""
        row, labels = self._detail(), self.context.services.labels
        kind = labels.choice("event_kind", row.kind)
        found = [(kind.name, kind.tone, kind.icon)]
        if row.source == "report":
            source = labels.choice("record_source", "report")
            found.append((source.name, "neutral", source.icon))
        return found

    def wishes(self) -> Sequence[Wish]:
        """As RecordPane."""
        row = self._detail()
        wishes = []
        if waiting := [one for one in row.assets if not one.tickets and one.status != "retired"]:
            # What a project mends may still want a repair at once, but that is the rarer case.
            main = any(one.project_id is None for one in waiting)
            wishes.append(Wish("log_tickets", tr("Log the repairs"), "wrench", main))
        wishes.append(Wish("project", tr("Start a project"), "hammer", True))
        wishes += [
            Wish("damage", tr("Add a damaged asset"), "boxes"),
            Wish("ticket", tr("Add a repair"), "link"),
            Wish("report", tr("Print the report"), "printer"),
            Wish("edit", tr("Edit"), "pencil"),
            Wish("remove", tr("Remove"), "trash-2"),
        ]
        return wishes

    def chapters(self) -> Sequence[Section]:
        """As RecordPane."""
        row = self._detail()
        return (self._story(row), self._assets(row), self._tickets(row), self._projects(row), self._cost(row))

    def _detail(self) -> DamageDetail:
        assert self.detail is not None
        return self.detail

    def _story(self, row: DamageDetail) -> Section:
        section = Section(tr("What happened"))
        line = Timeline(story(self.context, row))
        line.opened.connect(self._on_link)
        section.body.addWidget(line)
        return section

    def _assets(self, row: DamageDetail) -> Section:
        section = Section(tr("Damaged assets"), action=tr("Add"), on_action=lambda: self.wish("damage"))
        rows = ActionRows(
            [self._damage(one) for one in row.assets],
            tr("Nothing is written down as damaged yet. Add the assets that were hit."),
        )
        rows.acted.connect(self.wish)
        rows.opened.connect(self._on_asset)
        section.body.addWidget(rows)
        return section

    def _damage(self, one: AssetBrief) -> ActionRow:
        choice = self.context.services.labels.choice("asset_status", one.status)
        count = trn("{n} repair logged", "{n} repairs logged", one.tickets)
        state = "" if one.project else count if one.tickets else tr("no repair yet")
        detail = tr(", ", "list").join(part for part in (one.place, one.note) if part)
        return ActionRow(
            one.link_id,
            one.name,
            detail,
            (choice.name, choice.tone, choice.icon),
            aside=state,
            opens=True,
            actions=(("damage_edit", "pencil", tr("Edit")), ("damage_remove", "x", tr("Take off"))),
        )

    def _tickets(self, row: DamageDetail) -> Section:
        section = Section(tr("Repairs"), action=tr("Add"), on_action=lambda: self.wish("ticket"))
        labels = self.context.services.labels
        rows = []
        for one in row.tickets:
            status = labels.choice("ticket_status", one.brief.status)
            rows.append(
                ActionRow(
                    one.brief.id,
                    f"{one.brief.number}　{one.brief.summary}",
                    pill=(status.name, status.tone, status.icon),
                    aside=money(one.cost_twd),
                    opens=True,
                    actions=(("ticket_remove", "x", tr("Take off")),),
                )
            )
        shown = ActionRows(rows, tr("No repair was logged for this event."))
        shown.acted.connect(self.wish)
        shown.opened.connect(lambda key: self.record_asked.emit("tickets", "ticket", key))
        section.body.addWidget(shown)
        return section

    def _projects(self, row: DamageDetail) -> Section:
        section = Section(
            tr("Projects"), action=tr("Start a project"), on_action=lambda: self.wish("project")
        )
        labels = self.context.services.labels
        rows = []
        for one in row.projects:
            status = labels.choice("project_status", one.status)
            rows.append(
                Brief(
                    one.id, one.name, one.code, status.name, status.tone, status.icon, money(one.budget_twd)
                )
            )
        briefs = BriefRows()
        briefs.set_rows(rows, empty=tr("No project came of it."))
        briefs.opened.connect(lambda key: self.record_asked.emit("contracts", "project", int(str(key))))
        section.body.addWidget(briefs)
        return section

    def _cost(self, row: DamageDetail) -> Section:
        section, grid = Section(tr("Money")), KeyValueGrid()
        known = [one.budget_twd for one in row.projects if one.budget_twd is not None]
        grid.add(tr("Projects"), money(sum(known) if known else None))
        labels = self.context.services.labels
        for one in row.projects:
            for share in one.funding:
                words = [money(share.amount_twd), f"{share.share * 100:.1f}%"]
                if share.is_remainder:
                    words.append(tr("remainder of the budget"))
                grid.add(f"　{labels.name('funding_source', share.source)}", tr(", ", "list").join(words))
        repairs = money(row.repair_twd)
        if row.uncosted and row.repair_twd is not None:
            repairs += tr(" ({n} without a cost)").format(n=f"{row.uncosted:,}")
        grid.add(tr("Repairs"), repairs)
        section.body.addWidget(grid)
        if row.note:
            section.body.addWidget(Label(row.note, "secondary", wrap=True))
        return section

    def _on_asset(self, link: int) -> None:
        found = next((one for one in self._detail().assets if one.link_id == link), None)
        if found is not None:
            self.record_asked.emit("assets", "asset", found.id)

    def _on_link(self, key: object) -> None:
        if isinstance(key, tuple):
            page = "tickets" if key[0] == "ticket" else "contracts"
            self.record_asked.emit(page, str(key[0]), int(key[1]))
