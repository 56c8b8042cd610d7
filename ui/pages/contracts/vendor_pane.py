"""A contractor at the right of the list: contracts, punctuality, cost, penalties, bonds, warranties."""

from collections.abc import Sequence

from facilities_app.domain.contract_rows import ContractBrief, Punctuality, VendorDetail
from facilities_app.domain.dates import format_period
from facilities_app.presenting import money
from resources.texts import tr, trn
from ui.components.brief_rows import Brief, BriefRows
from ui.components.covers import PhoneLine
from ui.components.sections import Section
from ui.components.ticket_briefs import TicketBriefs
from ui.pages.contracts.penalty_chapter import penalty_chapter
from ui.pages.contracts.record_pane import RecordPane, Wish
from ui.widgets.facts import KeyValueGrid
from ui.widgets.labels import Label


class VendorPane(RecordPane):
    """Shows one contractor."""

    entities = ("vendors", "contracts", "tickets", "ticket_pauses", "warranties", "attachment_links")
    files_entity = "vendors"
    detail: VendorDetail | None

    def read(self, key: int) -> VendorDetail:
        """As RecordPane."""
        return self.context.services.vendors.detail(key)

    def empty(self) -> tuple[str, str, str]:
        """As RecordPane."""
        return "truck", tr("No contractor chosen"), tr("Choose a contractor in the list.")

    def title(self) -> tuple[str, str]:
        """As RecordPane."""
        row = self._detail()
        return row.code, row.name

    def wishes(self) -> Sequence[Wish]:
        """As RecordPane."""
        return (
            Wish("edit", tr("Edit"), "pencil", True),
            Wish("contract", tr("New contract"), "plus", True),
            Wish("merge", tr("Merge with another"), "merge"),
            Wish("remove", tr("Remove"), "trash-2"),
        )

    def chapters(self) -> Sequence[Section]:
        """As RecordPane."""
        row = self._detail()
        found = [self._facts(row), self._figures(row), self._contracts(row)]
        if bonds := [one for one in row.contracts if one.bond_twd and one.bond_returned_on is None]:
            found.append(self._bonds(bonds))
        found.append(self._open(row))
        found.append(
            penalty_chapter(
                self.context,
                row.penalties,
                "",
                lambda: self.wish("export_penalties"),
                lambda key: self.record_asked.emit("tickets", "ticket", key),
                arithmetic=False,
            )
        )
        found.append(self._warranties(row))
        return found

    def _detail(self) -> VendorDetail:
        assert self.detail is not None
        return self.detail

    def _facts(self, row: VendorDetail) -> Section:
        section = Section()
        if row.phone:
            section.body.addWidget(PhoneLine(row.phone))
        grid = KeyValueGrid()
        for label, value in (
            (tr("Contact"), row.contact),
            (tr("Tax ID"), row.tax_id),
            (tr("Note"), row.note),
        ):
            if value:
                grid.add(label, value)
        section.body.addWidget(grid)
        return section

    def _figures(self, row: VendorDetail) -> Section:
        section = Section(tr("Punctuality and cost"))
        grid = KeyValueGrid()
        grid.add(tr("Arrival"), _share(row.arrival))
        grid.add(tr("Repair", "promise"), _share(row.repair))
        cost = money(row.cost_twd)
        if row.uncosted:
            cost += tr(" ({n} without a cost)").format(n=f"{row.uncosted:,}")
        grid.add(tr("Cost of a year"), cost)
        grid.add(tr("Repairs of a year"), f"{row.repairs:,}")
        section.body.addWidget(grid)
        year = format_period(row.year, self.context.presenter.style) if row.year else ""
        words = tr(
            "Promises kept, of the repairs in a contract's scope whose times are known. "
            "Cost: finished repairs reported {year}."
        )
        section.body.addWidget(Label(words.format(year=year), "caption", colour="text2", wrap=True))
        return section

    def _contracts(self, row: VendorDetail) -> Section:
        section = Section(
            tr("Contracts", "chapter"), action=tr("Add"), on_action=lambda: self.wish("contract")
        )
        today, day = self.context.clock.today(), self.context.presenter.date
        rows = []
        for one in row.contracts:
            over = one.ends_on < today
            pill = tr("Over") if over else tr("In force")
            term = f"{one.number}　{day(one.starts_on)}–{day(one.ends_on)}"
            tone = "neutral" if over else "green"
            icon = "circle-slash" if over else "circle-check"
            rows.append(Brief(one.id, one.title, term, pill, tone, icon, money(one.amount_twd)))
        briefs = BriefRows()
        briefs.set_rows(rows, empty=tr("No contract yet."))
        briefs.opened.connect(lambda key: self.record_asked.emit("contracts", "contract", int(str(key))))
        section.body.addWidget(briefs)
        return section

    def _bonds(self, bonds: Sequence[ContractBrief]) -> Section:
        section = Section(tr("Bonds to return"))
        today, day = self.context.clock.today(), self.context.presenter.date
        briefs = BriefRows()
        briefs.set_rows(
            [
                Brief(
                    one.id,
                    f"{one.number}　{one.title}",
                    tr("due back {date}").format(date=day(one.bond_return_on)),
                    aside=money(one.bond_twd),
                    aside_tone="red" if one.bond_return_on and one.bond_return_on < today else "",
                    icon="hand-coins",
                )
                for one in bonds
            ]
        )
        briefs.opened.connect(lambda key: self.record_asked.emit("contracts", "contract", int(str(key))))
        section.body.addWidget(briefs)
        return section

    def _open(self, row: VendorDetail) -> Section:
        section = Section(tr("Open repairs"))
        briefs = TicketBriefs(self.context, narrow=True)
        briefs.set_tickets(row.open_tickets, most=5)
        briefs.opened.connect(lambda key: self.record_asked.emit("tickets", "ticket", key))
        section.body.addWidget(briefs)
        if not row.open_tickets:
            section.body.addWidget(Label(tr("No repair is open here."), "secondary"))
        elif row.open_count > len(row.open_tickets):
            more = tr("and {n} more").format(n=f"{row.open_count - len(row.open_tickets):,}")
            section.body.addWidget(Label(more, "secondary"))
        return section

    def _warranties(self, row: VendorDetail) -> Section:
        section = Section(tr("Warranties"))
        day = self.context.presenter.date
        briefs = BriefRows()
        briefs.set_rows(
            [
                Brief(
                    one.asset_id,
                    one.asset,
                    one.place,
                    aside=tr("until {date}").format(date=day(one.ends_on)),
                    icon="shield-check",
                )
                for one in row.warranties
            ],
            empty=tr("No warranty of this contractor is in force."),
        )
        briefs.opened.connect(lambda key: self.record_asked.emit("assets", "asset", int(str(key))))
        section.body.addWidget(briefs)
        return section


def _share(found: Punctuality) -> str:
    """The share, and what it is made of; unknown stays unknown."""
    counts = tr("{kept} kept, {late} late").format(kept=f"{found.kept:,}", late=f"{found.late:,}")
    if found.unknown:
        counts += tr(", {n} unknown").format(n=f"{found.unknown:,}")
    if found.share is None:
        return f"－（{counts}）" if found.unknown else "－"
    percent = int(found.share * 100)  # cut, so that 99.9 never reads as all
    return trn("{n}%", "{n}%", percent) + f"（{counts}）"
