"""The rack of dormitory units as it stood on any date."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import select, true
from sqlalchemy.orm import Session

from db.models import (
    Agreement,
    AuditRound,
    AuditVisit,
    DormUnit,
    InspectionTask,
    Person,
    Place,
    Ticket,
    UnitStatusChange,
)
from facilities_app.domain.dormitories import OPEN_FINDINGS, PATROL_TEMPLATE, is_ending
from facilities_app.domain.rows import UnitTile
from facilities_app.services.patrol_reading import behind_places


class Tenancy(NamedTuple):
    """The agreement in force at a place, with who borrows."""

    agreement: Agreement
    person: Person | None


def read_rack(
    session: Session, today: date, on: date | None = None, *, unit_id: int | None = None
) -> list[UnitTile]:
    """All units in their order. On a past date statuses and residents come from the history, and what is only
    known of today (audit, repairs, patrols) is left out. ``unit_id`` reads that unit only.
    """
    day = on or today
    wanted = (
        select(DormUnit, Place.site_id, Place.label)
        .join(Place, Place.id == DormUnit.place_id)
        .order_by(DormUnit.position, DormUnit.id)
    )
    if unit_id is not None:
        wanted = wanted.where(DormUnit.id == unit_id)
    units = session.execute(wanted).all()
    places = [unit.place_id for unit, _site, _label in units]
    sites = dict(session.execute(select(Place.id, Place.name).where(Place.kind == "site")).all())
    homes = tenancies(session, day)
    states = None if day == today else _states(session, day)
    flags = _todays_flags(session, today, places) if day == today else {}
    return [
        _tile(
            unit,
            sites.get(site_id or 0) or label.split(" › ")[0],
            homes.get(unit.place_id),
            states,
            flags.get(unit.place_id, ()),
            day,
        )
        for unit, site_id, label in units
    ]


def tenancies(session: Session, day: date) -> dict[int, Tenancy]:
    """By place, the agreement in force on ``day``. One that ran out but was never ended still holds."""
    rows = session.execute(
        select(Agreement, Person)
        .outerjoin(Person, Person.id == Agreement.person_id)
        .where(
            Agreement.starts_on.is_(None) | (Agreement.starts_on <= day),
            Agreement.ended_on.is_(None) | (Agreement.ended_on > day),
        )
        .order_by(Agreement.starts_on, Agreement.id)
    )
    return {agreement.place_id: Tenancy(agreement, person) for agreement, person in rows}


def current_round(session: Session, today: date) -> AuditRound | None:
    """The audit round that is going on, or None."""
    return session.scalar(
        select(AuditRound)
        .where(
            AuditRound.closed_on.is_(None),
            AuditRound.starts_on.is_(None) | (AuditRound.starts_on <= today),
        )
        .order_by(AuditRound.year.desc(), AuditRound.ordinal.desc())
        .limit(1)
    )


class _State(NamedTuple):
    status: str
    since: date | None
    until: date | None
    note: str


def _states(session: Session, day: date) -> dict[int, _State]:
    """By unit, the status on ``day``; before anything is recorded, the first that is, without a date."""
    found: dict[int, _State] = {}
    changes = session.scalars(
        select(UnitStatusChange).order_by(
            UnitStatusChange.unit_id, UnitStatusChange.from_on, UnitStatusChange.id
        )
    )
    for change in changes:
        here = found.get(change.unit_id)
        if change.from_on <= day:
            found[change.unit_id] = _State(change.status, change.from_on, None, change.reason)
        elif here is None:
            found[change.unit_id] = _State(change.status, None, None, "")
        elif here.since is not None and here.until is None:
            found[change.unit_id] = here._replace(until=change.from_on)
    return found


def _tile(
    unit: DormUnit,
    site: str,
    home: Tenancy | None,
    states: dict[int, _State] | None,
    flags: tuple[str, ...],
    day: date,
) -> UnitTile:
    now = _State(unit.status, unit.status_since, unit.status_until, unit.status_note)
    state = now if states is None else states.get(unit.id, now)
    resident, title, until = _resident(home)
    if states is None and not resident:
        resident = unit.resident_label
    deadlines = [home.agreement.return_by, home.agreement.ends_on] if home else []
    ending = any(is_ending(one, day) for one in deadlines)
    return UnitTile(
        id=unit.id,
        place_id=unit.place_id,
        code=unit.code,
        kind=unit.kind,
        land=unit.land,
        floor=unit.floor,
        site=site,
        status=state.status,
        since=state.since,
        until=state.until,
        note=state.note,
        resident=resident,
        resident_title=title,
        flags=(("ending",) if ending else ()) + flags,
        is_demo=unit.is_demo,
        agreement_until=until,
    )


def _resident(home: Tenancy | None) -> tuple[str, str, date | None]:
    if home is None:
        return "", "", None
    agreement, person = home
    if person is None:
        return agreement.agency, agreement.purpose, agreement.ends_on
    return person.name, person.title, agreement.ends_on


def _todays_flags(session: Session, today: date, places: list[int]) -> dict[int, tuple[str, ...]]:
    """By place, the flags audit, repair and patrol in this order."""
    flagged = {
        "audit": _audit_places(session, today),
        "repair": _repair_places(session, places),
        "patrol": _patrol_places(session, today),
    }
    return {place: tuple(f for f, where in flagged.items() if place in where) for place in places}


def _audit_places(session: Session, today: date) -> frozenset[int]:
    going_on = current_round(session, today)
    if going_on is None:
        return frozenset()
    return frozenset(
        session.scalars(
            select(DormUnit.place_id)
            .join(AuditVisit, AuditVisit.unit_id == DormUnit.id)
            .where(AuditVisit.round_id == going_on.id, AuditVisit.finding.in_(OPEN_FINDINGS))
        )
    )


def _repair_places(session: Session, places: list[int]) -> frozenset[int]:
    # Adding 0, and no DISTINCT, keep SQLite from walking all tickets by place: the open ones have an index.
    here = (Ticket.place_id + 0).in_(places)
    return frozenset(session.scalars(select(Ticket.place_id).where(Ticket.is_open == true(), here)))


def _patrol_places(session: Session, today: date) -> frozenset[int]:
    """Where a patrol of an empty unit is due, or a spot of the register is behind."""
    return behind_places(session, today) | frozenset(
        session.scalars(
            select(InspectionTask.place_id).where(
                InspectionTask.status == "planned",
                InspectionTask.due_on <= today,
                InspectionTask.template_code == PATROL_TEMPLATE,
            )
        )
    )
