"""Writing an agreement's row, its person and its household, field by field."""

from dataclasses import fields
from datetime import date
from typing import Any

from sqlalchemy import select

from db.models import Agreement, Charge, DormUnit, HouseholdMember, Payment, Person
from db.uow import UnitOfWork
from facilities_app.domain.agreement_rows import Deed, Member, NewAgreement, Party
from facilities_app.domain.errors import Invalid
from facilities_app.domain.tenancy import FOR_AGENCIES, KINDS, STATUS_OF
from facilities_app.domain.wording import clean_line
from facilities_app.services.rack import tenancies
from facilities_app.services.record_fields import FieldRules
from facilities_app.services.unit_status import put_status

DEED = tuple(one.name for one in fields(Deed))
RULES = FieldRules(
    lines={"number": 40, "agency": 120, "purpose": 200, "notary_number": 60},
    texts={"note": 1000},
    numbers=frozenset({"fee_twd", "deposit_twd"}),
    dates=frozenset({"starts_on", "ends_on", "notarised_on"}),
)
_PERSON = FieldRules(lines={"name": 80, "title": 80, "agency": 80, "phone": 40, "id_number": 20}, texts={})
_MOST_MEMBERS = 20


def new_row(uow: UnitOfWork, new: NewAgreement, unit: DormUnit) -> Agreement:
    """The row of a new agreement with its person; neither checked nor added. Raises Invalid beside the field."""
    if new.kind not in KINDS:
        raise Invalid("agreement.no_such_kind", field="kind")
    row = Agreement(place_id=unit.place_id, kind=new.kind)
    if new.kind in FOR_AGENCIES:
        RULES.set(row, "agency", new.agency)
        if not row.agency:
            raise Invalid("agreement.needs_agency", field="agency")
    else:
        row.person_id = _person(uow, new).id
    RULES.set(row, "purpose", new.purpose)
    RULES.set(row, "deposit_twd", new.deposit_twd)
    write_deed(row, new.deed)
    return row


def write_deed(row: Agreement, deed: Deed) -> None:
    """Write term, notarisation and fee. Raises Invalid beside the field."""
    for name in DEED:
        set_field(row, name, getattr(deed, name))


def set_field(row: Agreement, name: str, value: Any) -> None:
    """Write one field. Raises Invalid beside it."""
    if name == "is_enforceable":
        row.is_enforceable = bool(value)
    else:
        RULES.set(row, name, value)


def write_person(row: Person, party: Party) -> None:
    """Write who it is. Raises Invalid beside the field."""
    for name in _PERSON.lines:
        _PERSON.set(row, name, getattr(party, name))
    row.id_number = row.id_number.upper()
    if not row.name:
        raise Invalid("agreement.needs_person", field="person")


def write_members(uow: UnitOfWork, agreement_id: int, members: tuple[Member, ...], today: date) -> None:
    """The household as it is now: who left keeps the row with its last day, who came gets one."""
    if len(members) > _MOST_MEMBERS:
        raise Invalid("agreement.too_many_members", field="members", most=_MOST_MEMBERS)
    wanted = {_cleaned(one): place for place, one in enumerate(members)}
    here = uow.session.scalars(
        select(HouseholdMember).where(
            HouseholdMember.agreement_id == agreement_id, HouseholdMember.until_on.is_(None)
        )
    )
    for row in here.all():
        place = wanted.pop(Member(row.name, row.relation), None)
        if place is None:
            row.until_on = today
        else:
            row.position = place
    for member, place in wanted.items():
        uow.add(
            HouseholdMember(
                agreement_id=agreement_id,
                position=place,
                name=member.name,
                relation=member.relation,
                from_on=today,
            )
        )


def keep_in_step(uow: UnitOfWork, unit: DormUnit, today: date) -> None:
    """What the unit repeats of its agreement: who has it, and until when with all renewals that are signed."""
    uow.session.flush()
    home = tenancies(uow.session, today).get(unit.place_id)
    if home is None:
        unit.resident_label, unit.agreement_until = "", None
        return
    unit.resident_label = home.person.name if home.person else home.agreement.agency
    last = home.agreement
    while (after := uow.session.scalar(select(Agreement).where(Agreement.renews_id == last.id))) is not None:
        last = after
    unit.agreement_until = last.ends_on


def take_in(uow: UnitOfWork, row: Agreement, unit: DormUnit, on: date, field: str) -> None:
    """The unit is in the agreement's use from this day on, if it is not yet."""
    status = STATUS_OF[row.kind]
    if unit.status != status:
        put_status(uow, unit, status, on, document=row.number, field=field)


def charge_deposit(uow: UnitOfWork, row: Agreement, unit: DormUnit) -> None:
    """The deposit is owed from the day it begins."""
    if row.deposit_twd and row.starts_on is not None:
        uow.add(
            Charge(
                unit_id=unit.id,
                agreement_id=row.id,
                kind="deposit",
                amount_twd=row.deposit_twd,
                due_on=row.starts_on,
            )
        )


def has_payments(uow: UnitOfWork, charge_id: int) -> bool:
    """Whether any money came in for the charge."""
    return uow.session.scalar(select(Payment.id).where(Payment.charge_id == charge_id).limit(1)) is not None


def unit_of(uow: UnitOfWork, row: Agreement) -> DormUnit:
    """The unit of an agreement. Raises Invalid("agreement.of_land") for a piece of land."""
    found = uow.session.scalar(select(DormUnit).where(DormUnit.place_id == row.place_id))
    if found is None:
        raise Invalid("agreement.of_land")
    return found


def _person(uow: UnitOfWork, new: NewAgreement) -> Person:
    if new.person_id is not None:
        return uow.get(Person, new.person_id, "agreement.person_gone")
    if new.person is None:
        raise Invalid("agreement.needs_person", field="person")
    row = Person()
    write_person(row, new.person)
    known = _known(uow, row.id_number)
    if known is None:
        return uow.add(row)
    write_person(known, new.person)
    return known


def _known(uow: UnitOfWork, id_number: str) -> Person | None:
    """The person who was entered before with this ID number."""
    if not id_number:
        return None
    same = select(Person).where(Person.id_number == id_number, Person.erased_on.is_(None))
    return uow.session.scalar(same.order_by(Person.id).limit(1))


def _cleaned(member: Member) -> Member:
    name, relation = clean_line(member.name)[:80], clean_line(member.relation)[:20]
    if not name or not relation:
        raise Invalid("agreement.member_incomplete", field="members", text=f"{name}{relation}")
    return Member(name, relation)
