"""What keeps an agreement from being signed or changed; each refusal names the record that is in the way."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from db.models import Agreement, DormUnit, Person
from facilities_app.domain.agreement_rows import Member
from facilities_app.domain.agreement_words import shown_name
from facilities_app.domain.errors import Invalid
from facilities_app.domain.tenancy import MAY_NOT_BE_LENT, check_term, overlap
from resources.texts import tr

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

_DAY = timedelta(days=1)


def check_unit_is_free(base: "ServiceBase", unit: DormUnit) -> None:
    """Raises Invalid("agreement.unit_not_free") for a unit that is gone, going, or held by somebody else."""
    if unit.status in MAY_NOT_BE_LENT:
        status = base.labels.name("unit_status", unit.status)
        raise Invalid("agreement.unit_not_free", code=unit.code, status=status)


def check_agreement(
    base: "ServiceBase", session: Session, row: Agreement, unit: DormUnit, members: tuple[Member, ...]
) -> None:
    """All that holds for an agreement however it came about; ``row`` is not flushed. Raises Invalid."""
    today = base.clock.today()
    check_term(row.starts_on, row.ends_on)
    if row.ended_on is not None and row.starts_on is not None and row.ended_on < row.starts_on:
        raise Invalid("agreement.returned_before_start", field="starts_on", on=row.ended_on)
    if unit.kind == "single" and members:
        raise Invalid("agreement.single_no_family", field="members", code=unit.code)
    _check_deed(row, today)
    _check_number(session, row)
    _check_place(session, row, unit, today)
    if row.person_id is not None:
        _check_person(session, row, today)


def _check_deed(row: Agreement, today: date) -> None:
    if row.notarised_on is not None and row.notarised_on > today:
        raise Invalid("agreement.notarised_in_future", field="notarised_on")
    if row.is_enforceable and not (row.notary_number and row.notarised_on):
        missing = "notarised_on" if row.notary_number else "notary_number"
        raise Invalid("agreement.enforceable_needs_deed", field=missing)


def _check_number(session: Session, row: Agreement) -> None:
    if not row.number:
        return
    taken = session.execute(
        select(Agreement.id, DormUnit.code)
        .outerjoin(DormUnit, DormUnit.place_id == Agreement.place_id)
        .where(Agreement.number == row.number, _other(row))
    ).first()
    if taken is not None:
        raise Invalid("agreement.number_taken", field="number", number=row.number, code=taken.code or "－")


def _check_place(session: Session, row: Agreement, unit: DormUnit, today: date) -> None:
    """Nobody has the unit on any day of the term."""
    others = session.execute(
        select(Agreement, Person)
        .outerjoin(Person, Person.id == Agreement.person_id)
        .where(Agreement.place_id == row.place_id, _other(row))
        .order_by(Agreement.starts_on, Agreement.id)
    )
    last = _last_day(row, today)
    for other, person in others:
        until = _last_day(other, today)
        if overlap(row.starts_on, last, other.starts_on, until):
            code = "agreement.single_taken" if unit.kind == "single" else "agreement.overlaps"
            who = shown_name(other.kind, person.name if person else other.agency)
            start = other.starts_on or tr("before records began")
            end = until or tr("its return")
            raise Invalid(code, field="starts_on", code=unit.code, who=who, start=start, end=end)


def _check_person(session: Session, row: Agreement, today: date) -> None:
    """One person, one unit at a time."""
    others = session.execute(
        select(Agreement, Person.name, DormUnit.code)
        .join(Person, Person.id == Agreement.person_id)
        .join(DormUnit, DormUnit.place_id == Agreement.place_id)
        .where(Agreement.person_id == row.person_id, Agreement.place_id != row.place_id, _other(row))
    )
    last = _last_day(row, today)
    for other, name, code in others:
        if overlap(row.starts_on, last, other.starts_on, _last_day(other, today)):
            raise Invalid(
                "agreement.person_has_unit", field="person", who=shown_name("loan", name), code=code
            )


def _other(row: Agreement) -> ColumnElement[bool]:
    """Not this one, nor the one that it renews."""
    return Agreement.id.not_in([found for found in (row.id, row.renews_id) if found is not None])


def _last_day(row: Agreement, today: date) -> date | None:
    """The last day somebody has the unit; None if nobody knows: what ran out but was not handed back still holds."""
    if row.ended_on is not None:
        return max(row.ended_on - _DAY, row.starts_on or row.ended_on - _DAY)
    if row.ends_on is not None and row.ends_on >= today:
        return row.ends_on
    return None
