"""Agreements of units (借用契約): signed, changed, renewed, left and handed back, with the unit kept in step."""

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.models import Agreement, DormUnit, HouseholdMember, Person
from db.uow import UnitOfWork
from facilities_app.domain import tenancy
from facilities_app.domain.agreement_rows import (
    AgreementDetail,
    Deed,
    DueAgreement,
    Member,
    NewAgreement,
    Party,
)
from facilities_app.domain.changes import Outcome
from facilities_app.domain.errors import Conflict, Invalid
from facilities_app.domain.wording import clean_line
from facilities_app.services import agreement_making as making
from facilities_app.services.agreement_checks import check_agreement
from facilities_app.services.agreement_due import read_due
from facilities_app.services.agreement_reading import find_person, read_agreement, read_agreements
from facilities_app.services.agreement_signing import signed
from facilities_app.services.charges import settle
from facilities_app.services.rights import must_hold
from facilities_app.services.unit_status import put_status

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase


class AgreementService:
    """All changes to agreements go through here; what is charged and paid for them goes through ChargeService."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    # -- reading ---------------------------------------------------------------------------------

    def detail(self, agreement_id: int) -> AgreementDetail:
        """The agreement, whole. Raises NotFound("agreement.gone")."""
        with self._base.read() as session:
            return read_agreement(session, agreement_id, self._base.clock.today())

    def of_unit(self, unit_id: int) -> tuple[AgreementDetail, ...]:
        """All agreements of a unit, the latest first."""
        with self._base.read() as session:
            return read_agreements(session, DormUnit.id == unit_id, self._base.clock.today())

    def people(self, text: str = "") -> list[tuple[int, Party]]:
        """People whose name holds the text."""
        return find_person(self._base, text)

    def due(self, today: date | None = None) -> list[DueAgreement]:
        """Return deadlines, ends, moves and arrears that want somebody, the most pressing first."""
        with self._base.read() as session:
            return read_due(session, today or self._base.clock.today())

    # -- changing --------------------------------------------------------------------------------

    def sign(self, new: NewAgreement) -> Outcome[int]:
        """Sign for a unit. From its first day the unit is in use; one that begins later waits for ``move_in``.

        Raises Invalid beside the field, naming what is in the way.
        """
        with self._base.uow("agreement.signed") as uow:
            must_hold(self._base, uow.session, "dorm_edit")
            row, unit = signed(self._base, uow, new)
            return uow.commit(row.id, code=unit.code)

    def move_in(self, agreement_id: int, version: int, on: date) -> Outcome[int]:
        """The borrower moved in on a day of the term. Raises Invalid beside ``on``."""
        with self._base.uow("agreement.moved_in") as uow:
            row, unit = self._current(uow, agreement_id, version)
            if on > self._base.clock.today():
                raise Invalid("agreement.in_future", field="on")
            if row.starts_on is not None and on < row.starts_on:
                raise Invalid("agreement.before_start", field="on", start=row.starts_on)
            making.take_in(uow, row, unit, on, "on")
            making.keep_in_step(uow, unit, self._base.clock.today())
            return uow.commit(row.id, code=unit.code)

    def edit(
        self, agreement_id: int, version: int, members: tuple[Member, ...] | None = None, **fields: Any
    ) -> Outcome[int]:
        """Change fields of the deed, agency, purpose, deposit_twd or the household. Raises Invalid, Conflict."""
        with self._base.uow("agreement.edited") as uow:
            row, unit = self._found(uow, agreement_id, version)
            with uow.session.no_autoflush:
                for name, value in fields.items():
                    making.set_field(row, name, value)
                if row.kind in tenancy.FOR_AGENCIES and not row.agency:
                    raise Invalid("agreement.needs_agency", field="agency")
                check_agreement(self._base, uow.session, row, unit, members or ())
            if members is not None:
                making.write_members(uow, row.id, members, self._base.clock.today())
            making.keep_in_step(uow, unit, self._base.clock.today())
            return uow.commit(row.id, code=unit.code)

    def edit_person(self, person_id: int, party: Party) -> Outcome[int]:
        """Correct who the borrower is; units that bear the name follow."""
        with self._base.uow("person.edited") as uow:
            must_hold(self._base, uow.session, "dorm_edit")
            row = uow.get(Person, person_id, "agreement.person_gone")
            making.write_person(row, party)
            units = select(DormUnit).join(Agreement, Agreement.place_id == DormUnit.place_id)
            for unit in uow.session.scalars(units.where(Agreement.person_id == row.id).distinct()).all():
                making.keep_in_step(uow, unit, self._base.clock.today())
            return uow.commit(row.id)

    def renew(self, agreement_id: int, version: int, deed: Deed) -> Outcome[int]:
        """A new agreement with the same people from ``deed.starts_on`` on, when this one ends. Raises Invalid."""
        with self._base.uow("agreement.renewed") as uow:
            old, unit = self._current(uow, agreement_id, version)
            if old.departure not in ("", "childcare"):
                raise Invalid("agreement.has_departed", code=unit.code, on=old.return_by or "－")
            if deed.starts_on is None or (old.starts_on is not None and deed.starts_on <= old.starts_on):
                raise Invalid("agreement.renewal_too_early", field="starts_on", start=old.starts_on or "－")
            members = self._members(uow, old.id)
            with uow.session.no_autoflush:
                row = Agreement(
                    place_id=old.place_id,
                    kind=old.kind,
                    person_id=old.person_id,
                    agency=old.agency,
                    purpose=old.purpose,
                    deposit_twd=old.deposit_twd,
                    family=old.family,
                    renews_id=old.id,
                )
                making.write_deed(row, deed)
                check_agreement(self._base, uow.session, row, unit, members)
            old.ended_on = deed.starts_on
            uow.add(row)
            making.write_members(uow, row.id, members, deed.starts_on)
            settle(uow, old, deed.starts_on, is_renewed=True)
            making.keep_in_step(uow, unit, self._base.clock.today())
            return uow.commit(row.id, code=unit.code)

    def depart(
        self, agreement_id: int, version: int, departure: str, on: date | None, reason: str = ""
    ) -> Outcome[date | None]:
        """The borrower leaves their post; the value is the day by which the unit is to be returned.

        "" takes a departure back. Raises Invalid beside the field.
        """
        with self._base.uow("agreement.departed") as uow:
            row, unit = self._current(uow, agreement_id, version)
            if row.kind in tenancy.FOR_AGENCIES:
                raise Invalid("agreement.not_a_person", field="departure")
            if not departure:
                uow.called("agreement.departure_undone")
                row.departure, row.departed_on, row.return_by, row.return_reason = "", None, None, ""
                return uow.commit(None, code=unit.code)
            if on is None:
                raise Invalid("agreement.needs_departure_day", field="on")
            if row.starts_on is not None and on < row.starts_on:
                raise Invalid("agreement.before_start", field="on", start=row.starts_on)
            row.departure, row.departed_on = departure, on
            row.return_by = tenancy.return_by(departure, on)
            row.return_reason = clean_line(reason)[:200]
            return uow.commit(row.return_by, code=unit.code)

    def hand_back(self, agreement_id: int, version: int, on: date, reason: str = "") -> Outcome[int]:
        """The unit was returned on a day, which is the last that is paid for. Raises Invalid beside ``on``."""
        with self._base.uow("agreement.handed_back") as uow:
            row, unit = self._current(uow, agreement_id, version)
            if on > self._base.clock.today():
                raise Invalid("agreement.in_future", field="on")
            if row.starts_on is not None and on < row.starts_on:
                raise Invalid("agreement.before_start", field="on", start=row.starts_on)
            row.ended_on = on
            row.return_reason = clean_line(reason)[:200] or row.return_reason
            settle(uow, row, on)
            if unit.status == tenancy.STATUS_OF[row.kind]:
                after = "recovered" if unit.kind == "family" else "vacant"
                put_status(uow, unit, after, on, reason=reason, document=row.number)
            making.keep_in_step(uow, unit, self._base.clock.today())
            return uow.commit(row.id, code=unit.code)

    # -- parts -----------------------------------------------------------------------------------

    def _found(self, uow: UnitOfWork, agreement_id: int, version: int) -> tuple[Agreement, DormUnit]:
        must_hold(self._base, uow.session, "dorm_edit")
        row = uow.get(Agreement, agreement_id, "agreement.gone")
        unit = making.unit_of(uow, row)
        if row.version != version:
            raise Conflict("agreement.moved_on", code=unit.code)
        return row, unit

    def _current(self, uow: UnitOfWork, agreement_id: int, version: int) -> tuple[Agreement, DormUnit]:
        """One that is not over and not renewed."""
        row, unit = self._found(uow, agreement_id, version)
        if row.ended_on is not None:
            raise Invalid("agreement.is_over", code=unit.code, on=row.ended_on)
        return row, unit

    def _members(self, uow: UnitOfWork, agreement_id: int) -> tuple[Member, ...]:
        rows = uow.session.scalars(
            select(HouseholdMember)
            .where(HouseholdMember.agreement_id == agreement_id, HouseholdMember.until_on.is_(None))
            .order_by(HouseholdMember.position)
        )
        return tuple(Member(row.name, row.relation) for row in rows)
