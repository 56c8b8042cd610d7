"""The lists of some thousand rows: assets, units, inspections, contracts and the registers beside them."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    String,
    and_,
    case,
    false,
    func,
    or_,
    select,
    true,
    type_coerce,
)

from db.base import Base
from db.models import (
    Agreement,
    Asset,
    Contract,
    DormUnit,
    Duty,
    InspectionTask,
    InsurancePolicy,
    Permit,
    Place,
    User,
    Vendor,
)
from db.queries.compliance import at_site, with_judgement
from db.queries.sql_list import ListDefinition, Where, between, one_of, stored
from db.queries.ticket_list import within_place
from facilities_app.domain.lists import ColumnKind, ColumnSpec, Condition, ListInfo, ListQuery, ViewPreset

_DATE, _CHOICE, _MONEY, _INT = ColumnKind.DATE, ColumnKind.CHOICE, ColumnKind.MONEY, ColumnKind.INTEGER


def like(*columns: Any) -> Callable[[str, ListQuery, Connection], ColumnElement[bool]]:
    """Any part of any of the columns; every word must be found."""

    def build(text: str, _query: ListQuery, _connection: Connection) -> ColumnElement[bool]:
        found = None
        for word in text.split():
            here = or_(*(column.icontains(word, autoescape=True) for column in columns))
            found = here if found is None else found & here
        assert found is not None
        return found

    return build


def demo_mark() -> ColumnSpec:
    """The column that marks invented rows."""
    return ColumnSpec("is_demo", "Demo", _CHOICE, 6, "demo", sortable=False, shown=False)


def _law_due() -> Any:
    """The nearest planned inspection of the asset whose interval a law sets, as it is stored."""
    nearest = (
        select(func.min(InspectionTask.due_on))
        .where(
            InspectionTask.asset_id == Asset.id,
            InspectionTask.status == "planned",
            InspectionTask.is_statutory == true(),
        )
        .scalar_subquery()
    )
    return type_coerce(nearest, String())


ASSETS = ListDefinition(
    info=ListInfo(
        code="assets",
        entity="assets",
        title="Assets",
        columns=(
            ColumnSpec("code", "Asset no.", width=12, shown=False, in_files=True),
            ColumnSpec("property_number", "Property no.", width=18, lesser=1),
            ColumnSpec("name", "Name", width=24),
            ColumnSpec("place_label", "Place", width=38, is_place=True),
            ColumnSpec("status", "Status", _CHOICE, 10, "asset_status"),
            ColumnSpec("next_due_on", "Next inspection", _DATE, 12, lesser=2),
            ColumnSpec("law_due_on", "Next by law", _DATE, 12, sortable=False, shown=False),
            ColumnSpec("cover_until", "Warranty / contract", _DATE, 14, lesser=3),
            ColumnSpec("cover_kind", "Cover", _CHOICE, 8, "cover_kind", sortable=False, shown=False),
            ColumnSpec("category_id", "Category", _CHOICE, 16, "category", shown=False),
            ColumnSpec("custodian", "Custodian", width=10, sortable=False, shown=False),
            ColumnSpec("acquired_on", "Acquired", _DATE, 12, shown=False),
            ColumnSpec("cost_twd", "Book cost (NT$)", _MONEY, 14, shown=False, total=True),
            ColumnSpec("quantity", "Quantity", _INT, 8, sortable=False, shown=False),
            demo_mark(),
        ),
        filters={
            "place": "place",
            "category": "category",
            "status": "asset_status",
            "next_due": "date",
        },
        presets=(
            ViewPreset("all", "All assets", ListQuery()),
            ViewPreset(
                "due", "Due within 30 days", ListQuery(conditions=(Condition("next_due", "to", ("+30",)),))
            ),
            ViewPreset(
                "cover",
                "Cover ending soon",
                ListQuery(
                    conditions=(Condition("cover", "from", ("today",)), Condition("cover", "to", ("+60",))),
                    order="cover_until",
                ),
            ),
            ViewPreset(
                "trouble",
                "Not in use",
                ListQuery(
                    conditions=(
                        Condition("status", "in", ("refurbishing", "awaiting_parts", "out_of_service")),
                    )
                ),
            ),
        ),
        default_order="place_label",
    ),
    model=Asset,
    values=(
        Asset.code,
        Asset.property_number,
        Asset.name,
        Asset.place_label,
        Asset.status,
        stored(Asset.next_due_on),
        _law_due(),
        stored(Asset.cover_until),
        Asset.cover_kind,
        Asset.category_id,
        User.name,
        stored(Asset.acquired_on),
        Asset.cost_twd,
        Asset.quantity,
        Asset.is_demo,
    ),
    joins=lambda statement: statement.outerjoin(User, User.id == Asset.custodian_id),
    orders={
        "code": (Asset.code,),
        "property_number": (Asset.property_number,),
        "name": (Asset.name,),
        "place_label": (Asset.place_label,),
        "status": (Asset.status,),
        "next_due_on": (Asset.next_due_on,),
        "cover_until": (Asset.cover_until,),
        "category_id": (Asset.category_id,),
        "acquired_on": (Asset.acquired_on,),
        "cost_twd": (Asset.cost_twd,),
    },
    conditions={
        "place": within_place(Asset.place_id.expression),
        "category": one_of(Asset.category_id),
        "status": one_of(Asset.status),
        "next_due": between(Asset.next_due_on),
        "cover": between(Asset.cover_until),
        "parent": one_of(Asset.parent_id),
    },
    search=like(Asset.code, Asset.property_number, Asset.name, Asset.name_en, Asset.place_label, Asset.model),
)


def _deadline() -> ColumnElement[Any]:
    """When the unit's agreement ends or the unit is to be returned, whichever is nearer: as the rack flags it."""
    ends, back = Agreement.ends_on, Agreement.return_by
    nearer = case((back.is_(None), ends), (ends.is_(None), back), (back < ends, back), else_=ends)
    in_force = (Agreement.place_id == DormUnit.place_id) & Agreement.ended_on.is_(None)
    return select(func.min(nearer)).where(in_force).correlate(DormUnit).scalar_subquery()


UNITS = ListDefinition(
    info=ListInfo(
        code="units",
        entity="dorm_units",
        title="Dormitory units",
        columns=(
            ColumnSpec("code", "Unit", width=9),
            ColumnSpec("kind", "Kind", _CHOICE, 16, "unit_kind", lesser=2),
            ColumnSpec("status", "Status", _CHOICE, 10, "unit_status"),
            ColumnSpec("resident_label", "Resident", width=14),
            ColumnSpec("status_since", "Since", _DATE, 12, lesser=4),
            ColumnSpec("agreement_until", "Agreement ends", _DATE, 12, lesser=1),
            ColumnSpec("land", "Land", _CHOICE, 8, "land_ownership", lesser=3),
            ColumnSpec("place_label", "Place", width=38, sortable=False, is_place=True),
            ColumnSpec("address", "Address", width=30, sortable=False, shown=False),
            ColumnSpec("floor", "Floor", _INT, 6, sortable=False, shown=False),
            ColumnSpec(
                "area_m2", "Area (㎡)", ColumnKind.DECIMAL, 9, sortable=False, shown=False, total=True
            ),
            ColumnSpec("property_number", "Property no.", width=18, sortable=False, shown=False),
            ColumnSpec("status_note", "Note", width=24, sortable=False, shown=False),
            demo_mark(),
        ),
        filters={"kind": "unit_kind", "status": "unit_status", "land": "land_ownership", "agreement": "date"},
        presets=(
            ViewPreset("all", "All units", ListQuery()),
            ViewPreset("in_use", "In use", ListQuery(conditions=(Condition("status", "in", ("in_use",)),))),
            ViewPreset("vacant", "Vacant", ListQuery(conditions=(Condition("status", "in", ("vacant",)),))),
            ViewPreset(
                "ending",
                "Agreement ending",
                ListQuery(conditions=(Condition("agreement", "to", ("+90",)),), order="agreement_until"),
            ),
            ViewPreset(
                "recovered",
                "Recovered",
                ListQuery(conditions=(Condition("status", "in", ("recovered", "provided", "scrapping")),)),
            ),
        ),
        default_order="position",
    ),
    model=DormUnit,
    values=(
        DormUnit.code,
        DormUnit.kind,
        DormUnit.status,
        DormUnit.resident_label,
        stored(DormUnit.status_since),
        stored(DormUnit.agreement_until),
        DormUnit.land,
        Place.label,
        DormUnit.address,
        DormUnit.floor,
        DormUnit.area_m2,
        DormUnit.property_number,
        DormUnit.status_note,
        DormUnit.is_demo,
    ),
    joins=lambda statement: statement.join(Place, Place.id == DormUnit.place_id),
    orders={
        "position": (DormUnit.position,),
        "code": (DormUnit.code,),
        "kind": (DormUnit.kind,),
        "status": (DormUnit.status,),
        "resident_label": (DormUnit.resident_label,),
        "status_since": (DormUnit.status_since,),
        "agreement_until": (DormUnit.agreement_until,),
        "land": (DormUnit.land,),
    },
    conditions={
        "kind": one_of(DormUnit.kind),
        "status": one_of(DormUnit.status),
        "land": one_of(DormUnit.land),
        "agreement": between(_deadline()),
        "place": within_place(DormUnit.place_id.expression),
    },
    search=like(DormUnit.code, DormUnit.resident_label, DormUnit.address, DormUnit.status_note),
)


def task_title_en() -> Any:
    """What the law's catalogue calls the inspection in English: records keep the Chinese."""
    named = select(Duty.title_en).where(Duty.id == InspectionTask.duty_id)
    return func.coalesce(named.correlate(InspectionTask).scalar_subquery(), "")


TASKS = ListDefinition(
    info=ListInfo(
        code="tasks",
        entity="inspection_tasks",
        title="Inspections",
        columns=(
            ColumnSpec("number", "No.", width=14, lesser=1),
            ColumnSpec("title", "Inspection", width=30, choices="term"),
            ColumnSpec("target_label", "Asset / place", width=34, is_place=True),
            ColumnSpec("due_on", "Due", _DATE, 12),
            ColumnSpec("status", "Status", _CHOICE, 10, "task_state"),
            ColumnSpec("is_statutory", "Basis", _CHOICE, 10, "basis", sortable=False, lesser=3),
            ColumnSpec("assignee_label", "Assignee", width=10, lesser=2),
            ColumnSpec("done_on", "Done", _DATE, 12),
            ColumnSpec("outcome", "Result", _CHOICE, 8, "result_outcome", sortable=False),
            ColumnSpec("template_code", "Checklist", width=12, sortable=False, shown=False),
            ColumnSpec("reason", "Reason", width=24, choices="why", sortable=False, shown=False),
            ColumnSpec("explanation", "Why then", width=24, choices="why", sortable=False, shown=False),
            demo_mark(),
        ),
        filters={
            "status": "task_status",
            "place": "place",
            "assignee": "user",
            "basis": "basis",
            "due": "date",
        },
        presets=(
            ViewPreset(
                "due",
                "Due within 30 days",
                ListQuery(
                    conditions=(Condition("status", "in", ("planned",)), Condition("due", "to", ("+30",)))
                ),
            ),
            ViewPreset(
                "overdue",
                "Overdue",
                ListQuery(
                    conditions=(
                        Condition("status", "in", ("planned",)),
                        Condition("due", "to", ("yesterday",)),
                    )
                ),
            ),
            ViewPreset(
                "done",
                "Completed",
                ListQuery(
                    conditions=(Condition("status", "in", ("done",)),), order="done_on", descending=True
                ),
            ),
            ViewPreset(
                "ahead",
                "Coming up",
                ListQuery(
                    conditions=(Condition("status", "in", ("planned",)), Condition("due", "from", ("today",)))
                ),
            ),
            ViewPreset("all", "All", ListQuery(order="due_on", descending=True)),
        ),
        default_order="due_on",
    ),
    model=InspectionTask,
    values=(
        InspectionTask.number,
        InspectionTask.title,
        InspectionTask.target_label,
        stored(InspectionTask.due_on),
        InspectionTask.status,
        InspectionTask.is_statutory,
        InspectionTask.assignee_label,
        stored(InspectionTask.done_on),
        InspectionTask.outcome,
        InspectionTask.template_code,
        InspectionTask.reason,
        InspectionTask.explanation,
        InspectionTask.is_demo,
    ),
    orders={
        "number": (InspectionTask.id,),
        "title": (InspectionTask.title,),
        "target_label": (InspectionTask.target_label,),
        "due_on": (InspectionTask.due_on,),
        "status": (InspectionTask.status, InspectionTask.due_on),
        "assignee_label": (InspectionTask.assignee_label,),
        "done_on": (InspectionTask.done_on,),
    },
    conditions={
        "status": one_of(InspectionTask.status),
        "place": within_place(InspectionTask.place_id.expression),
        "asset": one_of(InspectionTask.asset_id),
        "assignee": one_of(InspectionTask.assignee_id),
        "basis": one_of(InspectionTask.is_statutory),
        "duty": one_of(InspectionTask.duty_id),
        "plan": one_of(InspectionTask.plan_id),
        "site": at_site,
        "judged": with_judgement,
        "due": between(InspectionTask.due_on),
        "done": between(InspectionTask.done_on),
    },
    search=like(InspectionTask.number, InspectionTask.title, InspectionTask.target_label, task_title_en()),
)


def register(
    info: ListInfo,
    model: type[Base],
    values: Mapping[str, Any],
    *,
    filters: Mapping[str, Where] | None = None,
    search: tuple[Any, ...],
    joins: Callable[[Select[Any]], Select[Any]] = lambda statement: statement,
    english: Mapping[str, Any] | None = None,
) -> ListDefinition:
    """A list of some thousand rows whose columns are told by key: sorted by any of them. ``english``: what those
    columns sort by whose names are kept in Chinese and shown in English.
    """
    kinds = {column.key: column.kind for column in info.columns}
    shown = tuple(
        stored(value) if kinds[key] in (ColumnKind.DATE, ColumnKind.MOMENT) else value
        for key, value in values.items()
    )
    orders = {key: (value,) for key, value in values.items()}
    search_in, spoken = like(*search), english or {}
    return ListDefinition(info, model, shown, orders, filters or {}, search_in, joins, True, spoken)


def _spoken(english: Any, chinese: Any) -> Any:
    """What English shows of a name: its English, or the Chinese where there is none."""
    return func.lower(func.coalesce(func.nullif(english, ""), chinese))


_BOND_OPEN = case((and_(Contract.bond_twd > 0, Contract.bond_returned_on.is_(None)), true()), else_=false())
"""Whether a 保固金 is still to be given back."""

CONTRACTS = register(
    ListInfo(
        code="contracts",
        entity="contracts",
        title="Contracts",
        columns=(
            ColumnSpec("number", "No.", width=14),
            ColumnSpec("title", "Contract", width=32),
            ColumnSpec("kind", "Kind", _CHOICE, 12, "contract_kind"),
            ColumnSpec("vendor", "Contractor", width=22),
            ColumnSpec("phone", "Phone", width=14, shown=False),
            ColumnSpec("starts_on", "From", _DATE, 12),
            ColumnSpec("ends_on", "Until", _DATE, 12),
            ColumnSpec("amount_twd", "Amount (NT$)", _MONEY, 14, total=True),
            ColumnSpec("response_hours", "Arrives within (h)", _INT, 10, shown=False),
            ColumnSpec("repair_hours", "Repaired within (h)", _INT, 10, shown=False),
            ColumnSpec("bond_twd", "Bond (NT$)", _MONEY, 12, shown=False, total=True),
            ColumnSpec("bond_return_on", "Bond due back", _DATE, 12, shown=False),
            ColumnSpec("bond_returned_on", "Bond returned", _DATE, 12, shown=False),
            demo_mark(),
        ),
        filters={"kind": "contract_kind", "ends": "date", "bond_open": "yes_no"},
        presets=(
            ViewPreset(
                "in_force", "In force", ListQuery(conditions=(Condition("ends", "from", ("today",)),))
            ),
            ViewPreset(
                "ending",
                "Ending soon",
                ListQuery(
                    conditions=(Condition("ends", "from", ("today",)), Condition("ends", "to", ("+60",)))
                ),
            ),
            ViewPreset(
                "bonds",
                "Bonds to return",
                ListQuery(
                    conditions=(Condition("bond_open", "in", (True,)),),
                    order="bond_return_on",
                ),
            ),
            ViewPreset("all", "All", ListQuery(order="ends_on", descending=True)),
        ),
        default_order="ends_on",
    ),
    Contract,
    {
        "number": Contract.number,
        "title": Contract.title,
        "kind": Contract.kind,
        "vendor": Vendor.name,
        "phone": Vendor.phone,
        "starts_on": Contract.starts_on,
        "ends_on": Contract.ends_on,
        "amount_twd": Contract.amount_twd,
        "response_hours": Contract.response_hours,
        "repair_hours": Contract.repair_hours,
        "bond_twd": Contract.bond_twd,
        "bond_return_on": Contract.bond_return_on,
        "bond_returned_on": Contract.bond_returned_on,
        "is_demo": Contract.is_demo,
    },
    filters={
        "kind": one_of(Contract.kind),
        "ends": between(Contract.ends_on),
        "bond_open": one_of(_BOND_OPEN),
        "vendor": one_of(Contract.vendor_id),
    },
    search=(Contract.number, Contract.title, Vendor.name),
    joins=lambda statement: statement.join(Vendor, Vendor.id == Contract.vendor_id),
)

VENDORS = register(
    ListInfo(
        code="vendors",
        entity="vendors",
        title="Contractors",
        columns=(
            ColumnSpec("code", "No.", width=10),
            ColumnSpec("name", "Contractor", width=28),
            ColumnSpec("tax_id", "Tax ID", width=12),
            ColumnSpec("phone", "Phone", width=16),
            ColumnSpec("contact", "Contact", width=12),
            demo_mark(),
        ),
        presets=(ViewPreset("all", "All", ListQuery()),),
        default_order="code",
    ),
    Vendor,
    {
        "code": Vendor.code,
        "name": Vendor.name,
        "tax_id": Vendor.tax_id,
        "phone": Vendor.phone,
        "contact": Vendor.contact,
        "is_demo": Vendor.is_demo,
    },
    search=(Vendor.code, Vendor.name, Vendor.phone, Vendor.tax_id, Vendor.contact),
)

PERMITS = register(
    ListInfo(
        code="permits",
        entity="permits",
        title="Permits and certificates",
        columns=(
            ColumnSpec("number", "No.", width=18),
            ColumnSpec("kind", "Kind", _CHOICE, 14, "permit_kind"),
            ColumnSpec("asset", "Asset", width=24),
            ColumnSpec("place", "Place", width=32),
            ColumnSpec("issued_on", "Issued", _DATE, 12),
            ColumnSpec("expires_on", "Expires", _DATE, 12),
            demo_mark(),
        ),
        filters={"kind": "permit_kind", "expires": "date"},
        default_order="expires_on",
    ),
    Permit,
    {
        "number": Permit.number,
        "kind": Permit.kind,
        "asset": Asset.name,
        "place": Asset.place_label,
        "issued_on": Permit.issued_on,
        "expires_on": Permit.expires_on,
        "is_demo": Permit.is_demo,
    },
    filters={"kind": one_of(Permit.kind), "expires": between(Permit.expires_on)},
    search=(Permit.number,),
    joins=lambda statement: statement.join(Asset, Asset.id == Permit.asset_id),
)

INSURANCE = register(
    ListInfo(
        code="insurance",
        entity="insurance_policies",
        title="Insurance policies",
        columns=(
            ColumnSpec("number", "No.", width=18),
            ColumnSpec("kind", "Kind", _CHOICE, 16, "insurance_kind"),
            ColumnSpec("insurer", "Insurer", width=22),
            ColumnSpec("place", "Place", width=24),
            ColumnSpec("starts_on", "From", _DATE, 12),
            ColumnSpec("ends_on", "Until", _DATE, 12),
            ColumnSpec("insured_twd", "Sum insured (NT$)", _MONEY, 16),
            ColumnSpec("premium_twd", "Premium (NT$)", _MONEY, 14, total=True),
            demo_mark(),
        ),
        filters={"kind": "insurance_kind", "ends": "date"},
        presets=(
            ViewPreset(
                "in_force", "In force", ListQuery(conditions=(Condition("ends", "from", ("today",)),))
            ),
            ViewPreset("all", "All", ListQuery(order="ends_on", descending=True)),
        ),
        default_order="ends_on",
    ),
    InsurancePolicy,
    {
        "number": InsurancePolicy.number,
        "kind": InsurancePolicy.kind,
        "insurer": Vendor.name,
        "place": Place.label,
        "starts_on": InsurancePolicy.starts_on,
        "ends_on": InsurancePolicy.ends_on,
        "insured_twd": InsurancePolicy.insured_twd,
        "premium_twd": InsurancePolicy.premium_twd,
        "is_demo": InsurancePolicy.is_demo,
    },
    filters={"kind": one_of(InsurancePolicy.kind), "ends": between(InsurancePolicy.ends_on)},
    search=(InsurancePolicy.number, Vendor.name, Place.label),
    joins=lambda statement: statement.join(Vendor, Vendor.id == InsurancePolicy.vendor_id).join(
        Place, Place.id == InsurancePolicy.place_id
    ),
)

DUTIES = register(
    ListInfo(
        code="duties",
        entity="duties",
        title="Statutory catalogue",
        columns=(
            ColumnSpec("code", "No.", width=16),
            ColumnSpec("system", "System", width=16, choices="term"),
            ColumnSpec("title", "Inspection", width=24, choices="term"),
            ColumnSpec("basis", "Basis", _CHOICE, 10, "basis"),
            ColumnSpec("legal_basis", "Legal basis", width=36, choices="term", shown=False, in_files=True),
            ColumnSpec("interval", "Interval", width=30, choices="term"),
            ColumnSpec("who", "Who", width=24, choices="term", shown=False, in_files=True),
            ColumnSpec("record", "Record", width=24, choices="term", shown=False, in_files=True),
            ColumnSpec("filing", "Filing", width=24, choices="term", shown=False, in_files=True),
            ColumnSpec("retention_years", "Keep (years)", _INT, 8, shown=False, in_files=True),
        ),
        filters={"basis": "basis"},
        default_order="code",
    ),
    Duty,
    {
        "code": Duty.code,
        "system": Duty.system_zh,
        "title": Duty.title_zh,
        "basis": Duty.is_statutory,
        "legal_basis": Duty.legal_basis,
        "interval": Duty.interval_zh,
        "who": Duty.who_zh,
        "record": Duty.record_zh,
        "filing": Duty.filing_zh,
        "retention_years": Duty.retention_years,
    },
    filters={"basis": one_of(Duty.is_statutory)},
    english={
        "system": _spoken(Duty.system_en, Duty.system_zh),
        "title": _spoken(Duty.title_en, Duty.title_zh),
        "legal_basis": _spoken(Duty.legal_basis_en, Duty.legal_basis),
        "interval": _spoken(Duty.interval_en, Duty.interval_zh),
        "who": _spoken(Duty.who_en, Duty.who_zh),
        "record": _spoken(Duty.record_en, Duty.record_zh),
        "filing": _spoken(Duty.filing_en, Duty.filing_zh),
    },
    search=(Duty.code, Duty.system_zh, Duty.system_en, Duty.title_zh, Duty.title_en, Duty.legal_basis),
)

ALL = (ASSETS, UNITS, TASKS, CONTRACTS, VENDORS, PERMITS, INSURANCE, DUTIES)
