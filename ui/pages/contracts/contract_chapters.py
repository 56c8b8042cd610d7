"""The chapters 契約, 廠商 and 保險."""

from facilities_app.domain.contract_rows import ContractDetail, PolicyDetail, VendorDetail
from facilities_app.domain.dates import roc_code
from resources.texts import tr
from ui.context import UiContext
from ui.pages.contracts.chapter import Chapter
from ui.pages.contracts.contract_forms import (
    bond_form,
    contract_form,
    merge_form,
    next_contract,
    next_policy,
    policy_form,
    scope_form,
    vendor_form,
)
from ui.pages.contracts.contract_pane import ContractPane
from ui.pages.contracts.look import contract_look, policy_look, vendor_look
from ui.pages.contracts.penalty_sheet import PenaltyExportSheet
from ui.pages.contracts.policy_pane import PolicyPane
from ui.pages.contracts.vendor_pane import VendorPane


class ContractChapter(Chapter):
    """Contracts."""

    def __init__(self, context: UiContext) -> None:
        info = context.services.lists["contracts"].info
        super().__init__(context, "contracts", contract_look(context, info), ContractPane(context))

    def new_words(self) -> str:
        """As Chapter."""
        return tr("New contract")

    def new(self) -> None:
        """As Chapter."""
        self.new_for(None)

    def new_for(self, vendor_id: int | None) -> None:
        """Enter a contract of a contractor."""
        values = {"vendor_id": vendor_id} if vendor_id else None
        self.open_form(contract_form(self.context, self.window(), values=values), choose=True)

    def edit(self) -> None:
        """As Chapter."""
        row = self.detail()
        if row is not None:
            self.open_form(contract_form(self.context, self.window(), row))

    def on_wish(self, key: str, what: object) -> None:
        """As Chapter."""
        row: ContractDetail = self.detail()
        contracts, host = self.context.services.contracts, self.window()
        if key == "scope":
            self.open_form(scope_form(self.context, host, row.id, row.number))
        elif key == "scope_remove" and isinstance(what, int):
            self.change(lambda: contracts.remove_scope(what))
        elif key == "bond":
            self.open_form(bond_form(self.context, host, row))
        elif key == "renew":
            form = contract_form(self.context, host, values=next_contract(row))
            self.open_form(form, choose=True)
        elif key == "remove":
            self.change(lambda: contracts.remove(row.id))
        elif key == "export_penalties":
            tables = self.context.services.penalty_tables
            sheet = PenaltyExportSheet(self.context, host, row.number, row.starts_on, row.ends_on)
            sheet.wanted.connect(
                lambda period, kind: self.write_file(
                    f"{roc_code(self.context.clock.today())}_{tr('Penalties')}_{row.number}.{kind}",
                    tr("Penalties"),
                    lambda path: tables.write(path, contract_id=row.id, period=period),
                )
            )
            self.open_sheet(sheet)


class VendorChapter(Chapter):
    """Contractors."""

    def __init__(self, context: UiContext) -> None:
        info = context.services.lists["vendors"].info
        super().__init__(context, "vendors", vendor_look(context, info), VendorPane(context))

    def new_words(self) -> str:
        """As Chapter."""
        return tr("New contractor")

    def new(self) -> None:
        """As Chapter."""
        self.open_form(vendor_form(self.context, self.window()), choose=True)

    def edit(self) -> None:
        """As Chapter."""
        row = self.detail()
        if row is not None:
            self.open_form(vendor_form(self.context, self.window(), row))

    def on_wish(self, key: str, what: object) -> None:
        """As Chapter."""
        row: VendorDetail = self.detail()
        services, host = self.context.services, self.window()
        if key == "contract":
            self.context.navigate("contracts", kind="contract", new_for=row.id)
        elif key == "merge":
            self.open_form(merge_form(self.context, host, row))
        elif key == "remove":
            self.change(lambda: services.vendors.remove(row.id))
        elif key == "export_penalties":
            today = self.context.clock.today()
            sheet = PenaltyExportSheet(self.context, host, row.name, today.replace(month=1, day=1), today)
            sheet.wanted.connect(
                lambda period, kind: self.write_file(
                    f"{roc_code(today)}_{tr('Penalties')}_{row.code}.{kind}",
                    tr("Penalties"),
                    lambda path: services.penalty_tables.write(path, vendor_id=row.id, period=period),
                )
            )
            self.open_sheet(sheet)


class PolicyChapter(Chapter):
    """Insurance."""

    def __init__(self, context: UiContext) -> None:
        info = context.services.lists["insurance"].info
        super().__init__(context, "insurance", policy_look(context, info), PolicyPane(context))

    def new_words(self) -> str:
        """As Chapter."""
        return tr("New policy")

    def new(self) -> None:
        """As Chapter."""
        self.open_form(policy_form(self.context, self.window()), choose=True)

    def edit(self) -> None:
        """As Chapter."""
        row = self.detail()
        if row is not None:
            self.open_form(policy_form(self.context, self.window(), row))

    def on_wish(self, key: str, what: object) -> None:
        """As Chapter."""
        row: PolicyDetail = self.detail()
        if key == "renew":
            form = policy_form(self.context, self.window(), values=next_policy(row))
            self.open_form(form, choose=True)
        elif key == "remove":
            self.change(lambda: self.context.services.insurance.remove(row.id))
