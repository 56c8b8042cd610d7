"""The list of agreements: who has which unit or land, by which deed, until when, for what fee."""

from db.models import Agreement, DormUnit, Person, Place
from db.queries.small_lists import demo_mark, register
from db.queries.sql_list import between, one_of
from facilities_app.domain.lists import ColumnKind, ColumnSpec, Condition, ListInfo, ListQuery, ViewPreset

_DATE, _CHOICE, _MONEY = ColumnKind.DATE, ColumnKind.CHOICE, ColumnKind.MONEY
_RUNNING = Condition("closed", "empty")

AGREEMENTS = register(
    ListInfo(
        code="agreements",
        entity="agreements",
        title="Agreements",
        columns=(
            ColumnSpec("code", "Unit", width=9),
            ColumnSpec("number", "Agreement no.", width=16),
            ColumnSpec("kind", "Kind", _CHOICE, 12, "agreement_kind"),
            ColumnSpec("borrower", "Borrower", width=12),
            ColumnSpec("agency", "Agency", width=16),
            ColumnSpec("purpose", "Purpose", width=20, shown=False),
            ColumnSpec("starts_on", "From", _DATE, 12),
            ColumnSpec("ends_on", "Until", _DATE, 12),
            ColumnSpec("notary_number", "Deed no.", width=20),
            ColumnSpec("notarised_on", "Notarised", _DATE, 12, shown=False),
            ColumnSpec("is_enforceable", "Enforceable", _CHOICE, 8, "yes_no", shown=False),
            ColumnSpec("fee_twd", "Monthly fee (NT$)", _MONEY, 12, total=True),
            ColumnSpec("return_by", "Return by", _DATE, 12),
            ColumnSpec("ended_on", "Handed back on", _DATE, 12, shown=False),
            ColumnSpec("place_label", "Place", width=38, shown=False, is_place=True),
            demo_mark(),
        ),
        filters={"kind": "agreement_kind", "ends": "date"},
        presets=(
            ViewPreset("running", "Running", ListQuery(conditions=(_RUNNING,))),
            ViewPreset(
                "ending",
                "Ending soon",
                ListQuery(conditions=(_RUNNING, Condition("ends", "to", ("+90",))), order="ends_on"),
            ),
            ViewPreset("all", "All", ListQuery(order="starts_on", descending=True)),
        ),
        default_order="starts_on",
        default_descending=True,
    ),
    Agreement,
    {
        "code": DormUnit.code,
        "number": Agreement.number,
        "kind": Agreement.kind,
        "borrower": Person.name,
        "agency": Agreement.agency,
        "purpose": Agreement.purpose,
        "starts_on": Agreement.starts_on,
        "ends_on": Agreement.ends_on,
        "notary_number": Agreement.notary_number,
        "notarised_on": Agreement.notarised_on,
        "is_enforceable": Agreement.is_enforceable,
        "fee_twd": Agreement.fee_twd,
        "return_by": Agreement.return_by,
        "ended_on": Agreement.ended_on,
        "place_label": Place.label,
        "is_demo": Agreement.is_demo,
    },
    filters={
        "kind": one_of(Agreement.kind),
        "ends": between(Agreement.ends_on),
        "closed": between(Agreement.ended_on),
    },
    search=(DormUnit.code, Agreement.number, Agreement.notary_number, Person.name, Agreement.agency),
    joins=lambda statement: (
        statement.join(Place, Place.id == Agreement.place_id)
        .outerjoin(DormUnit, DormUnit.place_id == Agreement.place_id)
        .outerjoin(Person, Person.id == Agreement.person_id)
    ),
)

OF_AGREEMENTS = (AGREEMENTS,)
