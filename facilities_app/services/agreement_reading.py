"""Agreements read whole: with who has the unit, who lives along, what was charged and what came in."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, aliased

from db.models import Agreement, Charge, DormUnit, HouseholdMember, Payment, Person
from facilities_app.domain.agreement_rows import AgreementDetail, ChargeRow, Deed, Member, Party
from facilities_app.domain.errors import NotFound

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase


def read_agreement(session: Session, agreement_id: int, today: date) -> AgreementDetail:
    """One agreement. Raises NotFound("agreement.gone")."""
    found = read_agreements(session, Agreement.id == agreement_id, today)
    if not found:
        raise NotFound("agreement.gone", id=agreement_id)
    return found[0]


def read_agreements(session: Session, where: ColumnElement[bool], today: date) -> tuple[AgreementDetail, ...]:
    """Agreements of units, the latest first."""
    after = aliased(Agreement)
    rows = session.execute(
        select(Agreement, DormUnit, Person, select(after.id).where(after.renews_id == Agreement.id).exists())
        .join(DormUnit, DormUnit.place_id == Agreement.place_id)
        .outerjoin(Person, Person.id == Agreement.person_id)
        .where(where)
        .order_by(Agreement.starts_on.desc(), Agreement.id.desc())
    ).all()
    ids = [row.id for row, *_rest in rows]
    members, charges = _members(session, ids), _charges(session, ids)
    return tuple(
        _detail(row, unit, person, is_renewed, members.get(row.id, ()), charges.get(row.id, ()), today)
        for row, unit, person, is_renewed in rows
    )


def state_of(row: Agreement, today: date) -> str:
    """coming, running or over. One that ran out but was never ended still runs."""
    if row.ended_on is not None and row.ended_on <= today:
        return "over"
    return "coming" if row.starts_on is not None and row.starts_on > today else "running"


def find_person(base: "ServiceBase", text: str, limit: int = 20) -> list[tuple[int, Party]]:
    """People whose name holds the text, for choosing who signs."""
    with base.read() as session:
        rows = session.scalars(
            select(Person)
            .where(Person.name.icontains(text.strip(), autoescape=True), Person.erased_on.is_(None))
            .order_by(Person.name, Person.id)
            .limit(limit)
        )
        return [(row.id, _party(row)) for row in rows]


def paid_by_charge(session: Session, charges: Iterable[int]) -> dict[int, int]:
    """What came in for each charge."""
    rows = session.execute(
        select(Payment.charge_id, func.sum(Payment.amount_twd))
        .where(Payment.charge_id.in_(list(charges)))
        .group_by(Payment.charge_id)
    )
    return {charge: int(amount) for charge, amount in rows}


def _detail(
    row: Agreement,
    unit: DormUnit,
    person: Person | None,
    is_renewed: bool,
    members: tuple[Member, ...],
    charges: tuple[ChargeRow, ...],
    today: date,
) -> AgreementDetail:
    return AgreementDetail(
        id=row.id,
        version=row.version,
        unit_id=unit.id,
        unit_code=unit.code,
        unit_kind=unit.kind,
        kind=row.kind,
        state=state_of(row, today),
        person_id=row.person_id,
        person=_party(person) if person is not None else None,
        agency=row.agency,
        purpose=row.purpose,
        deed=_deed(row),
        deposit_twd=row.deposit_twd,
        family=row.family,
        members=members,
        ended_on=row.ended_on,
        departure=row.departure,
        departed_on=row.departed_on,
        return_by=row.return_by,
        return_reason=row.return_reason,
        is_renewed=bool(is_renewed),
        renews_id=row.renews_id,
        charges=charges,
    )


def _deed(row: Agreement) -> Deed:
    return Deed(
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        number=row.number,
        notary_number=row.notary_number,
        notarised_on=row.notarised_on,
        is_enforceable=row.is_enforceable,
        fee_twd=row.fee_twd,
        note=row.note,
    )


def _party(person: Person) -> Party:
    return Party(person.name, person.title, person.agency, person.phone, person.id_number)


def _members(session: Session, ids: list[int]) -> dict[int, tuple[Member, ...]]:
    rows = session.scalars(
        select(HouseholdMember)
        .where(HouseholdMember.agreement_id.in_(ids), HouseholdMember.until_on.is_(None))
        .order_by(HouseholdMember.agreement_id, HouseholdMember.position)
    )
    found: dict[int, tuple[Member, ...]] = {}
    for row in rows:
        found[row.agreement_id] = (*found.get(row.agreement_id, ()), Member(row.name, row.relation))
    return found


def _charges(session: Session, ids: list[int]) -> dict[int, tuple[ChargeRow, ...]]:
    rows = session.scalars(
        select(Charge).where(Charge.agreement_id.in_(ids)).order_by(Charge.due_on.desc(), Charge.id.desc())
    ).all()
    paid = paid_by_charge(session, [row.id for row in rows])
    found: dict[int, tuple[ChargeRow, ...]] = {}
    for row in rows:
        made = ChargeRow(
            row.id,
            row.kind,
            row.period_from,
            row.period_until,
            row.amount_twd,
            paid.get(row.id, 0),
            row.due_on,
        )
        assert row.agreement_id is not None
        found[row.agreement_id] = (*found.get(row.agreement_id, ()), made)
    return found
