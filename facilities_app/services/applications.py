"""Applications (申請單): checked for eligibility, queued by points or draw, given a unit, and signed for."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from db.models import Application, DormUnit, EligibilityCheck, Person
from db.uow import UnitOfWork
from facilities_app.domain.agreement_rows import Deed, Member, NewAgreement
from facilities_app.domain.application_rows import ApplicationRow, NewApplication
from facilities_app.domain.changes import Outcome
from facilities_app.domain.eligibility import ANSWERS, KINDS, questions
from facilities_app.domain.errors import Conflict, Invalid
from facilities_app.domain.wording import clean_line
from facilities_app.services.agreement_making import write_person
from facilities_app.services.agreement_signing import signed
from facilities_app.services.application_reading import read_application, read_applications, read_queue
from facilities_app.services.rights import must_hold

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

_MOST_PEOPLE = 20


class ApplicationService:
    """All changes to applications go through here."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    # -- reading ---------------------------------------------------------------------------------

    def detail(self, application_id: int) -> ApplicationRow:
        """One application. Raises NotFound("application.gone")."""
        with self._base.read() as session:
            return read_application(session, application_id)

    def all(self, states: Sequence[str] = ()) -> tuple[ApplicationRow, ...]:
        """Applications in these states (all for none), the newest first."""
        with self._base.read() as session:
            where = Application.state.in_(states) if states else Application.id > 0
            return read_applications(session, where)

    def queue(self, kind: str) -> tuple[ApplicationRow, ...]:
        """Who waits for a unit of this kind, in their turn."""
        with self._base.read() as session:
            return read_queue(session, kind)

    # -- changing --------------------------------------------------------------------------------

    def apply(self, new: NewApplication) -> Outcome[int]:
        """Receive an application; every question of its kind is open. Raises Invalid beside the field."""
        today = self._base.clock.today()
        if new.kind not in KINDS:
            raise Invalid("application.no_such_kind", field="kind")
        if new.applied_on > today:
            raise Invalid("application.in_future", field="applied_on")
        if not 1 <= new.household_size <= _MOST_PEOPLE or (new.kind == "single" and new.household_size > 1):
            raise Invalid("application.household", field="household_size", most=_most(new.kind))
        with self._base.uow("application.received") as uow:
            must_hold(self._base, uow.session, "dorm_edit")
            person = Person()
            write_person(person, new.person)
            uow.add(person)
            row = Application(
                number=_number(uow, today),
                person_id=person.id,
                kind=new.kind,
                applied_on=new.applied_on,
                household_size=new.household_size,
                note=clean_line(new.note)[:1000],
            )
            uow.add(row)
            for question in questions(new.kind):
                uow.add(EligibilityCheck(application_id=row.id, code=question.code))
            return uow.commit(row.id, number=row.number)

    def answer(self, application_id: int, version: int, answers: Mapping[str, str]) -> Outcome[int]:
        """Answer questions by their code: yes, no or open. Raises Invalid beside the question."""
        with self._base.uow("application.checked") as uow:
            row = self._found(uow, application_id, version, ("received",))
            self._write_answers(uow, row, answers)
            return uow.commit(row.id, number=row.number)

    def decide(
        self,
        application_id: int,
        version: int,
        points: Decimal | None = None,
        answers: Mapping[str, str] | None = None,
    ) -> Outcome[str]:
        """By the answers, those given now with it: queued with its points, or refused.

        Raises Invalid("application.still_open").
        """
        with self._base.uow("application.decided") as uow:
            row = self._found(uow, application_id, version, ("received",))
            if points is not None and points < 0:
                raise Invalid("application.points", field="points")
            self._write_answers(uow, row, answers or {})
            found = {one.code: one.answer for one in _checks(uow, row.id)}
            asked = questions(row.kind)
            left = [one.words for one in asked if found.get(one.code, "open") == "open"]
            if left:
                raise Invalid("application.still_open", field="answers", names="；".join(left))
            against = [one.words for one in asked if found[one.code] == "no"]
            row.state, row.points = ("refused", None) if against else ("queued", points)
            row.reason = "；".join(against)[:400]
            row.decided_on = self._base.clock.today()
            return uow.commit(row.state, number=row.number)

    def draw(self, kind: str, dice: Random) -> Outcome[tuple[str, ...]]:
        """Draw the order of all who wait for this kind, anew; the value is their numbers in it."""
        with self._base.uow("application.drawn") as uow:
            must_hold(self._base, uow.session, "dorm_edit")
            waiting = select(Application).where(Application.kind == kind, Application.state == "queued")
            rows = list(uow.session.scalars(waiting.order_by(Application.id)))
            if not rows:
                raise Invalid("application.nobody_waits")
            dice.shuffle(rows)
            for place, row in enumerate(rows, 1):
                row.draw_order = place
            numbers = tuple(row.number for row in rows)
            return uow.commit(numbers, numbers=" → ".join(numbers))

    def allocate(self, application_id: int, version: int, unit_id: int, reason: str = "") -> Outcome[int]:
        """Give a vacant unit to the first who waits; out of turn only for a reason. Raises Invalid."""
        with self._base.uow("application.allocated") as uow:
            row = self._found(uow, application_id, version, ("queued",))
            unit = uow.get(DormUnit, unit_id, "unit.gone")
            self._check_unit(uow, row, unit)
            first = read_queue(uow.session, row.kind)[0]
            why = clean_line(reason)[:400]
            if first.id != row.id and not why:
                raise Invalid("application.out_of_turn", field="reason", number=first.number)
            row.state, row.unit_id, row.reason = "allocated", unit.id, why
            row.allocated_on = self._base.clock.today()
            return uow.commit(row.id, number=row.number, code=unit.code)

    def sign(
        self,
        application_id: int,
        version: int,
        deed: Deed,
        members: tuple[Member, ...] = (),
        deposit_twd: int | None = None,
    ) -> Outcome[int]:
        """Sign for the unit that was given; the value is the agreement's id. Raises as AgreementService.sign."""
        with self._base.uow("application.signed") as uow:
            row = self._found(uow, application_id, version, ("allocated",))
            if row.agreement_id is not None or row.unit_id is None:
                raise Invalid("application.settled", number=row.number)
            new = NewAgreement(
                row.unit_id, "loan", deed, person_id=row.person_id, deposit_twd=deposit_twd, members=members
            )
            agreement, unit = signed(self._base, uow, new)
            row.agreement_id = agreement.id
            return uow.commit(agreement.id, number=row.number, code=unit.code)

    def withdraw(self, application_id: int, version: int, reason: str) -> Outcome[int]:
        """The application is taken back, for a reason; a unit that was given is free again."""
        why = clean_line(reason)[:400]
        if not why:
            raise Invalid("application.needs_reason", field="reason")
        with self._base.uow("application.withdrawn") as uow:
            row = self._found(uow, application_id, version, ("received", "queued", "allocated"))
            if row.agreement_id is not None:
                raise Invalid("application.settled", number=row.number)
            row.state, row.reason, row.unit_id = "withdrawn", why, None
            row.decided_on = self._base.clock.today()
            return uow.commit(row.id, number=row.number)

    # -- parts -----------------------------------------------------------------------------------

    def _found(
        self, uow: UnitOfWork, application_id: int, version: int, states: tuple[str, ...]
    ) -> Application:
        must_hold(self._base, uow.session, "dorm_edit")
        row = uow.get(Application, application_id, "application.gone")
        if row.version != version:
            raise Conflict("application.moved_on", number=row.number)
        if row.state not in states:
            raise Invalid("application.settled", number=row.number)
        return row

    def _write_answers(self, uow: UnitOfWork, row: Application, answers: Mapping[str, str]) -> None:
        checks = {one.code: one for one in _checks(uow, row.id)}
        for code, given in answers.items():
            if code not in checks or given not in ANSWERS:
                raise Invalid("application.no_such_answer", field=code)
            check = checks[code]
            if check.answer != given:
                check.answer = given
                check.checked_on = None if given == "open" else self._base.clock.today()
                check.checked_by = "" if given == "open" else self._base.actor_name

    def _check_unit(self, uow: UnitOfWork, row: Application, unit: DormUnit) -> None:
        if unit.kind != row.kind:
            raise Invalid("application.other_kind", field="unit_id", code=unit.code)
        if unit.status != "vacant":
            status = self._base.labels.name("unit_status", unit.status)
            raise Invalid("application.not_vacant", field="unit_id", code=unit.code, status=status)
        if unit.capacity is not None and row.household_size > unit.capacity:
            raise Invalid("application.too_small", field="unit_id", code=unit.code, most=unit.capacity)
        taken = uow.session.scalar(
            select(Application.number).where(
                Application.unit_id == unit.id,
                Application.state == "allocated",
                Application.agreement_id.is_(None),
            )
        )
        if taken is not None:
            raise Invalid("application.unit_given", field="unit_id", code=unit.code, number=taken)


def _checks(uow: UnitOfWork, application_id: int) -> list[EligibilityCheck]:
    mine = select(EligibilityCheck).where(EligibilityCheck.application_id == application_id)
    return list(uow.session.scalars(mine))


def _most(kind: str) -> int:
    return 1 if kind == "single" else _MOST_PEOPLE


def _number(uow: UnitOfWork, today: date) -> str:
    """DH-115-001: the next of the year."""
    start = f"DH-{today.year - 1911}-"
    last = uow.session.scalar(
        select(func.max(Application.number)).where(Application.number.startswith(start))
    )
    return f"{start}{(int(last.removeprefix(start)) if last else 0) + 1:03d}"
