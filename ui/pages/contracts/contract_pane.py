"""A contract at the right of the list: term, promises, scope, bond, penalties and what is open under it."""

from collections.abc import Sequence

from facilities_app.domain.contract_rows import ContractDetail, ScopeLine
from facilities_app.domain.penalty_words import rule_words
from facilities_app.presenting import money
from resources.texts import tr, trn
from ui.components.brief_rows import Brief, BriefRows
from ui.components.covers import PhoneLine
from ui.components.sections import Section
from ui.components.ticket_briefs import TicketBriefs
from ui.pages.contracts.action_rows import ActionRow, ActionRows
from ui.pages.contracts.penalty_chapter import penalty_chapter
from ui.pages.contracts.record_pane import RecordPane, Wish
from ui.widgets.facts import KeyValueGrid
from ui.widgets.labels import Pill


class ContractPane(RecordPane):
    """Shows one contract."""

    entities = ("contracts", "contract_scopes", "vendors", "tickets", "ticket_pauses", "attachment_links")
    files_entity = "contracts"
    detail: ContractDetail | None

    def read(self, key: int) -> ContractDetail:
        """As RecordPane."""
        return self.context.services.contracts.detail(key)

    def empty(self) -> tuple[str, str, str]:
        """As RecordPane."""
        return "file-pen", tr("No contract chosen"), tr("Choose a contract in the list.")

    def title(self) -> tuple[str, str]:
        """As RecordPane."""
        row = self._detail()
        return row.number, row.title

    def pills(self) -> Sequence[tuple[str, str, str]]:
        """Kind, and how long it still runs."""
        row = self._detail()
        kind = self.context.services.labels.choice("contract_kind", row.kind)
        return (self._term(row), (kind.name, "neutral", kind.icon))

    def wishes(self) -> Sequence[Wish]:
        """As RecordPane."""
        row = self._detail()
        wishes = [Wish("edit", tr("Edit"), "pencil", True), Wish("scope", tr("Add scope"), "plus", True)]
        if row.bond_twd and row.bond_returned_on is None:
            wishes.append(Wish("bond", tr("Bond was returned"), "hand-coins"))
        wishes.append(Wish("renew", tr("Enter the next contract"), "copy"))
        wishes.append(Wish("remove", tr("Remove"), "trash-2"))
        return wishes

    def chapters(self) -> Sequence[Section]:
        """As RecordPane."""
        row = self._detail()
        found = [self._facts(row), self._scope(row)]
        if row.bond_twd:
            found.append(self._bond(row))
        found.append(
            penalty_chapter(
                self.context,
                row.penalties,
                rule_words(row.terms),
                lambda: self.wish("export_penalties"),
                lambda key: self.record_asked.emit("tickets", "ticket", key),
            )
        )
        found.append(self._open(row))
        return found

    def _detail(self) -> ContractDetail:
        assert self.detail is not None
        return self.detail

    def _term(self, row: ContractDetail) -> tuple[str, str, str]:
        today = self.context.clock.today()
        if row.ends_on < today:
            return tr("Over"), "neutral", "circle-slash"
        if row.starts_on > today:
            return tr("Not begun"), "neutral", "circle-dashed"
        left = (row.ends_on - today).days
        if today >= row.notice_on:
            return trn("{n} day left", "{n} days left", left), "amber", "clock"
        return tr("In force"), "green", "circle-check"

    def _facts(self, row: ContractDetail) -> Section:
        section, day = Section(), self.context.presenter.date
        briefs = BriefRows()
        briefs.set_rows([Brief(row.vendor_id, row.vendor, icon="truck")])
        briefs.opened.connect(lambda key: self.record_asked.emit("contracts", "vendor", int(str(key))))
        section.body.addWidget(briefs)
        if row.phone:
            section.body.addWidget(PhoneLine(row.phone, row.terms.response_hours))
        grid = KeyValueGrid()
        grid.add(tr("Term"), f"{day(row.starts_on)}–{day(row.ends_on)}")
        grid.add(tr("Renewal from"), self._notice(row), self._notice_mark(row))
        grid.add(tr("Amount"), money(row.amount_twd))
        hours = row.terms.response_hours
        grid.add(tr("Arrives within"), trn("{n} hour", "{n} hours", hours) if hours else "")
        hours = row.terms.repair_hours
        grid.add(tr("Repaired within"), trn("{n} hour", "{n} hours", hours) if hours else "")
        if row.note:
            grid.add(tr("Note"), row.note)
        section.body.addWidget(grid)
        return section

    def _notice(self, row: ContractDetail) -> str:
        days = trn("{n} day before the end", "{n} days before the end", row.notice_days)
        return f"{self.context.presenter.date(row.notice_on)}（{days}）"

    def _notice_mark(self, row: ContractDetail) -> Pill | None:
        """A mark where the day to prepare the renewal is here while the contract still runs."""
        today = self.context.clock.today()
        if not row.notice_on <= today <= row.ends_on:
            return None
        days = (today - row.notice_on).days
        return Pill(trn("{n} day past", "{n} days past", days) if days else tr("today"), "amber", "clock")

    def _scope(self, row: ContractDetail) -> Section:
        section = Section(tr("Scope"), action=tr("Add"), on_action=lambda: self.wish("scope"))
        rows = ActionRows(
            [self._scope_row(line) for line in row.scopes],
            tr("Nothing is covered yet. Add assets, a category, a trade or a place."),
        )
        rows.acted.connect(self.wish)
        section.body.addWidget(rows)
        return section

    def _scope_row(self, line: ScopeLine) -> ActionRow:
        named = [part for part in (line.asset, line.category, line.trade) if part]
        text = tr(", ", "list").join(named) or tr("Everything")
        others = [tr("{number} {title}").format(number=o.number, title=o.title) for o in line.overlaps]
        warning = tr("Also covered by {contracts}").format(contracts=tr(", ", "list").join(others))
        return ActionRow(
            line.id,
            text,
            line.place,
            actions=(("scope_remove", "trash-2", tr("Remove")),),
            warning=warning if others else "",
        )

    def _bond(self, row: ContractDetail) -> Section:
        back = row.bond_returned_on is not None
        action = "" if back else tr("Mark as returned")
        section = Section(tr("Bond"), action=action, on_action=lambda: self.wish("bond"))
        grid, day = KeyValueGrid(), self.context.presenter.date
        grid.add(tr("Amount"), money(row.bond_twd))
        grid.add(tr("Due back"), day(row.bond_return_on))
        grid.add(tr("Returned"), day(row.bond_returned_on) if back else tr("not yet"))
        section.body.addWidget(grid)
        return section

    def _open(self, row: ContractDetail) -> Section:
        section = Section(tr("Open repairs"))
        briefs = TicketBriefs(self.context, narrow=True)
        briefs.set_tickets(row.open_tickets, most=5)
        briefs.opened.connect(lambda key: self.record_asked.emit("tickets", "ticket", key))
        section.body.addWidget(briefs)
        if not row.open_tickets:
            rows = ActionRows((), tr("No repair is open under this contract."))
            section.body.addWidget(rows)
        return section
