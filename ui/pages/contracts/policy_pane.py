"""An insurance policy at the right of the list."""

from collections.abc import Sequence

from facilities_app.domain.contract_rows import PolicyDetail
from facilities_app.presenting import money
from resources.texts import tr, trn
from ui.components.brief_rows import Brief, BriefRows
from ui.components.covers import PhoneLine
from ui.components.sections import Section
from ui.pages.contracts.record_pane import RecordPane, Wish
from ui.widgets.facts import KeyValueGrid


class PolicyPane(RecordPane):
    """Shows one policy."""

    entities = ("insurance_policies", "vendors", "places", "attachment_links")
    files_entity = "insurance_policies"
    detail: PolicyDetail | None

    def read(self, key: int) -> PolicyDetail:
        """As RecordPane."""
        return self.context.services.insurance.detail(key)

    def empty(self) -> tuple[str, str, str]:
        """As RecordPane."""
        return "umbrella", tr("No policy chosen"), tr("Choose a policy in the list.")

    def title(self) -> tuple[str, str]:
        """The number, and what is insured."""
        row = self._detail()
        return row.number, row.place

    def pills(self) -> Sequence[tuple[str, str, str]]:
        """How long it runs, and its kind."""
        row, today = self._detail(), self.context.clock.today()
        kind = self.context.services.labels.choice("insurance_kind", row.kind)
        left = (row.ends_on - today).days
        if left < 0:
            term = (tr("Over"), "neutral", "circle-slash")
        elif left <= row.notice_days:
            term = (trn("{n} day left", "{n} days left", left), "amber", "clock")
        else:
            term = (tr("In force"), "green", "circle-check")
        return (term, (kind.name, "neutral", kind.icon))

    def wishes(self) -> Sequence[Wish]:
        """As RecordPane."""
        return (
            Wish("edit", tr("Edit"), "pencil", True),
            Wish("renew", tr("Enter the next policy"), "copy", True),
            Wish("remove", tr("Remove"), "trash-2"),
        )

    def chapters(self) -> Sequence[Section]:
        """As RecordPane."""
        row = self._detail()
        section, day = Section(), self.context.presenter.date
        briefs = BriefRows()
        briefs.set_rows([Brief(row.vendor_id, row.vendor, icon="truck")])
        briefs.opened.connect(lambda key: self.record_asked.emit("contracts", "vendor", int(str(key))))
        section.body.addWidget(briefs)
        if row.phone:
            section.body.addWidget(PhoneLine(row.phone))
        grid = KeyValueGrid()
        grid.add(tr("Term"), f"{day(row.starts_on)}–{day(row.ends_on)}")
        grid.add(tr("Sum insured"), money(row.insured_twd))
        grid.add(tr("Premium"), money(row.premium_twd))
        grid.add(
            tr("Renewal notice"), trn("{n} day before the end", "{n} days before the end", row.notice_days)
        )
        if row.note:
            grid.add(tr("Note"), row.note)
        section.body.addWidget(grid)
        return (section, self._others(row))

    def _others(self, row: PolicyDetail) -> Section:
        section, day = Section(tr("Other policies of this place")), self.context.presenter.date
        briefs = BriefRows()
        briefs.set_rows(
            [
                Brief(key, number, f"{day(start)}–{day(end)}", icon="umbrella")
                for key, number, start, end in row.earlier
            ],
            empty=tr("This is the only one."),
        )
        briefs.opened.connect(lambda key: self.record_asked.emit("contracts", "insurance", int(str(key))))
        section.body.addWidget(briefs)
        return section

    def _detail(self) -> PolicyDetail:
        assert self.detail is not None
        return self.detail
