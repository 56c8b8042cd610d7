"""Applications as rows, and the queue of each kind in its turn."""

from dataclasses import replace

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from db.models import Application, DormUnit, EligibilityCheck, Person
from facilities_app.domain.agreement_rows import Party
from facilities_app.domain.application_rows import ApplicationRow
from facilities_app.domain.eligibility import turn
from facilities_app.domain.errors import NotFound


def read_application(session: Session, application_id: int) -> ApplicationRow:
    """One application, with its turn if it waits. Raises NotFound("application.gone")."""
    found = read_applications(session, Application.id == application_id)
    if not found:
        raise NotFound("application.gone", id=application_id)
    (row,) = found
    if row.state != "queued":
        return row
    return next(one for one in read_queue(session, row.kind) if one.id == row.id)


def read_for_unit(session: Session, unit: DormUnit) -> tuple[ApplicationRow, ...]:
    """To whom the unit is given, who is to be checked for its kind, and who waits, in their turn."""
    given = read_applications(
        session,
        (Application.unit_id == unit.id)
        & (Application.state == "allocated")
        & Application.agreement_id.is_(None),
    )
    new = read_applications(session, (Application.kind == unit.kind) & (Application.state == "received"))
    return (*given, *new, *read_queue(session, unit.kind))


def read_queue(session: Session, kind: str) -> tuple[ApplicationRow, ...]:
    """Who waits for this kind, in their turn."""
    waiting = read_applications(session, (Application.kind == kind) & (Application.state == "queued"))
    return tuple(replace(row, place=place) for place, row in enumerate(sorted(waiting, key=turn), 1))


def read_applications(session: Session, where: ColumnElement[bool]) -> tuple[ApplicationRow, ...]:
    """The newest first."""
    rows = session.execute(
        select(Application, Person, DormUnit.code)
        .join(Person, Person.id == Application.person_id)
        .outerjoin(DormUnit, DormUnit.id == Application.unit_id)
        .where(where)
        .order_by(Application.applied_on.desc(), Application.id.desc())
    ).all()
    answers: dict[int, dict[str, str]] = {}
    ids = [row.id for row, _person, _code in rows]
    for check in session.scalars(select(EligibilityCheck).where(EligibilityCheck.application_id.in_(ids))):
        answers.setdefault(check.application_id, {})[check.code] = check.answer
    return tuple(_row(row, person, code or "", answers.get(row.id, {})) for row, person, code in rows)


def _row(row: Application, person: Person, unit_code: str, answers: dict[str, str]) -> ApplicationRow:
    return ApplicationRow(
        id=row.id,
        version=row.version,
        number=row.number,
        person_id=row.person_id,
        person=Party(person.name, person.title, person.agency, person.phone, person.id_number),
        kind=row.kind,
        applied_on=row.applied_on,
        household_size=row.household_size,
        points=row.points,
        draw_order=row.draw_order,
        state=row.state,
        reason=row.reason,
        unit_id=row.unit_id,
        unit_code=unit_code,
        agreement_id=row.agreement_id,
        answers=answers,
    )
