"""Forms of contracts, contractors and insurance."""

from typing import Any

from PySide6.QtWidgets import QWidget

from facilities_app.domain.contract_rows import (
    ContractDetail,
    NewContract,
    NewPolicy,
    NewVendor,
    PolicyDetail,
    VendorDetail,
)
from facilities_app.domain.penalties import PenaltyKind
from facilities_app.domain.rows import Choice
from resources.texts import tr
from ui.context import UiContext
from ui.pages.contracts.record_form import RecordForm, Spec

_CONTRACT = (
    "number",
    "title",
    "kind",
    "vendor_id",
    "starts_on",
    "ends_on",
    "amount_twd",
    "notice_days",
    "bond_twd",
    "bond_return_on",
    "note",
)
_TERMS = ("response_hours", "repair_hours")


def contract_form(
    context: UiContext, host: QWidget, row: ContractDetail | None = None, values: dict[str, Any] | None = None
) -> RecordForm:
    """Enter a contract (beginning with ``values``), or change ``row``."""
    services = context.services
    specs = _contract_specs(context)
    if row is None:
        start = {"kind": "maintenance", "notice_days": 60, **(values or {})}
        return RecordForm(
            context,
            host,
            tr("New contract"),
            "",
            specs,
            start,
            create=lambda found: services.contracts.create(NewContract(**found)),
        )
    shown = {key: getattr(row, key) for key in _CONTRACT}
    shown |= {key: getattr(row.terms, key) for key in _TERMS}
    shown |= {
        "penalty_kind": row.terms.kind,
        "penalty_rate": row.terms.rate,
        "penalty_cap_percent": row.terms.cap_percent,
    }
    return RecordForm(
        context,
        host,
        tr("Edit contract"),
        row.number,
        specs,
        shown,
        edit=lambda found: services.contracts.edit(row.id, row.version, **found),
    )


def next_contract(row: ContractDetail) -> dict[str, Any]:
    """What the next contract begins with: all but its number and days."""
    shown = {key: getattr(row, key) for key in ("title", "kind", "vendor_id", "amount_twd", "notice_days")}
    shown |= {key: getattr(row.terms, key) for key in _TERMS}
    return shown | {
        "penalty_kind": row.terms.kind,
        "penalty_rate": row.terms.rate,
        "penalty_cap_percent": row.terms.cap_percent,
    }


def _contract_specs(context: UiContext) -> list[Spec]:
    kinds = context.services.labels.choices("contract_kind")
    sums = tr("NT$, or 4510萬")
    return [
        Spec("number", tr("Contract no."), required=True, longest=40),
        Spec("kind", tr("Kind"), "choice", required=True, choices=kinds),
        Spec("title", tr("Title"), required=True, longest=160, wide=True),
        Spec("vendor_id", tr("Contractor"), "vendor", required=True),
        Spec("starts_on", tr("From"), "date", required=True),
        Spec("ends_on", tr("Until"), "date", required=True),
        Spec("amount_twd", tr("Amount"), "number", hint=sums),
        Spec("notice_days", tr("Renewal notice"), "number", required=True, hint=tr("days before the end")),
        Spec("response_hours", tr("Arrives within"), "number", hint=tr("hours of the clock")),
        Spec("repair_hours", tr("Repaired within"), "number", hint=tr("hours of the clock")),
        Spec(
            "penalty_kind", tr("Late-repair penalty"), "choice", choices=_penalties(), none=tr("none agreed")
        ),
        Spec("penalty_rate", tr("Rate"), "number", hint=tr("NT$, or thousandths of the sum")),
        Spec("penalty_cap_percent", tr("Cap"), "number", hint=tr("percent of the sum")),
        Spec("bond_twd", tr("Bond"), "number", hint=sums),
        Spec("bond_return_on", tr("Bond due back"), "date"),
        Spec("note", tr("Note"), "text", longest=400),
    ]


def _penalties() -> tuple[Choice, ...]:
    return (
        Choice(PenaltyKind.FIXED_HOUR.value, tr("NT$ for each begun hour")),
        Choice(PenaltyKind.FIXED_DAY.value, tr("NT$ for each begun day")),
        Choice(PenaltyKind.PERMILLE_DAY.value, tr("‰ of the sum for each begun day")),
    )


def scope_form(context: UiContext, host: QWidget, contract_id: int, number: str) -> RecordForm:
    """Cover one more thing."""
    services = context.services
    specs = [
        Spec("asset_id", tr("Asset"), "asset", hint=tr("with its components")),
        Spec(
            "category_id",
            tr("Category"),
            "choice",
            choices=services.labels.choices("category"),
            none=tr("any"),
        ),
        Spec("trade_id", tr("Trade"), "choice", choices=services.labels.choices("trade"), none=tr("any")),
        Spec("place_id", tr("Place"), "place", hint=tr("and all below it; empty for everywhere")),
    ]
    return RecordForm(
        context,
        host,
        tr("Add scope"),
        number,
        specs,
        {},
        create=lambda found: services.contracts.add_scope(contract_id, **found),
    )


def bond_form(context: UiContext, host: QWidget, row: ContractDetail) -> RecordForm:
    """The bond was given back."""
    services = context.services
    return RecordForm(
        context,
        host,
        tr("Bond was returned"),
        row.number,
        [Spec("on", tr("Returned on"), "date", required=True)],
        {"on": context.clock.today()},
        create=lambda found: services.contracts.return_bond(row.id, found["on"]),
    )


def vendor_form(context: UiContext, host: QWidget, row: VendorDetail | None = None) -> RecordForm:
    """Enter or change a contractor."""
    services = context.services
    specs = [
        Spec("name", tr("Name"), required=True, wide=True),
        Spec("tax_id", tr("Tax ID"), longest=12, hint=tr("eight digits, checked")),
        Spec("code", tr("No."), longest=40, placeholder=tr("given on saving")),
        Spec("phone", tr("Telephone"), longest=40),
        Spec("contact", tr("Contact"), longest=80),
        Spec("note", tr("Note"), "text"),
    ]
    if row is None:
        return RecordForm(
            context,
            host,
            tr("New contractor"),
            "",
            specs,
            {},
            create=lambda found: services.vendors.create(NewVendor(**found)),
        )
    shown = {spec.key: getattr(row, spec.key) for spec in specs}
    return RecordForm(
        context,
        host,
        tr("Edit contractor"),
        row.code,
        specs,
        shown,
        edit=lambda found: services.vendors.edit(row.id, row.version, **found),
    )


def merge_form(context: UiContext, host: QWidget, row: VendorDetail) -> RecordForm:
    """Another record of the same firm becomes a part of this one."""
    services = context.services
    return RecordForm(
        context,
        host,
        tr("Merge with another"),
        row.name,
        [
            Spec(
                "other_id",
                tr("The record that goes"),
                "vendor",
                required=True,
                hint=tr("its contracts, repairs and warranties come here"),
            )
        ],
        {},
        create=lambda found: services.vendors.merge(row.id, found["other_id"] or row.id),
        save=tr("Merge"),
    )


def policy_form(
    context: UiContext, host: QWidget, row: PolicyDetail | None = None, values: dict[str, Any] | None = None
) -> RecordForm:
    """Enter a policy (beginning with ``values``), or change ``row``."""
    services, sums = context.services, tr("NT$, or 4510萬")
    specs = [
        Spec("number", tr("Policy no."), required=True, longest=60),
        Spec("kind", tr("Kind"), "choice", required=True, choices=services.labels.choices("insurance_kind")),
        Spec("vendor_id", tr("Insurer"), "vendor", required=True),
        Spec("place_id", tr("What is insured"), "place", required=True),
        Spec("starts_on", tr("From"), "date", required=True),
        Spec("ends_on", tr("Until"), "date", required=True),
        Spec("insured_twd", tr("Sum insured"), "number", hint=sums),
        Spec("premium_twd", tr("Premium"), "number", hint=sums),
        Spec("notice_days", tr("Renewal notice"), "number", required=True, hint=tr("days before the end")),
        Spec("note", tr("Note"), "text"),
    ]
    if row is None:
        start = {"notice_days": 60, **(values or {})}
        return RecordForm(
            context,
            host,
            tr("New policy"),
            "",
            specs,
            start,
            create=lambda found: services.insurance.create(NewPolicy(**found)),
        )
    shown = {spec.key: getattr(row, spec.key) for spec in specs}
    return RecordForm(
        context,
        host,
        tr("Edit policy"),
        row.number,
        specs,
        shown,
        edit=lambda found: services.insurance.edit(row.id, row.version, **found),
    )


def next_policy(row: PolicyDetail) -> dict[str, Any]:
    """What the next policy begins with: all but its number and days."""
    keys = ("kind", "vendor_id", "place_id", "insured_twd", "premium_twd", "notice_days")
    return {key: getattr(row, key) for key in keys}
