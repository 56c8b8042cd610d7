"""A dormitory unit, whole: who lives there by which right, its meters and its life (沿革)."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import (
    Agreement,
    AuditRound,
    AuditVisit,
    DormUnit,
    Meter,
    MeterReading,
    Person,
    Ticket,
    UnitStatusChange,
)
from facilities_app.domain.clock import TAIPEI
from facilities_app.domain.eligibility import KINDS
from facilities_app.domain.errors import NotFound
from facilities_app.domain.rows import EventRow, MeterRow, UnitDetail
from facilities_app.services.agreement_reading import read_agreements
from facilities_app.services.application_reading import read_for_unit
from facilities_app.services.asset_events import closed_tickets
from facilities_app.services.attachments import photos_of
from facilities_app.services.rack import read_rack, tenancies
from facilities_app.services.ticket_reading import open_tickets

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase


def read_unit(base: "ServiceBase", unit_id: int) -> UnitDetail:
    """The unit, whole. Raises NotFound("unit.gone")."""
    today = base.clock.today()
    with base.read() as session:
        row = session.get(DormUnit, unit_id)
        if row is None:
            raise NotFound("unit.gone", id=unit_id)
        (tile,) = read_rack(session, today, unit_id=unit_id)
        home = tenancies(session, today).get(row.place_id)
        agreement, person = home or (None, None)
        return UnitDetail(
            tile=tile,
            version=row.version,
            address=row.address,
            parcel=row.parcel,
            area_m2=row.area_m2,
            rooms=row.rooms,
            capacity=row.capacity,
            property_number=row.property_number,
            borrower=person.name if person else "",
            borrower_title=person.title if person else "",
            borrower_agency=person.agency if person else (agreement.agency if agreement else ""),
            family=agreement.family if agreement else "",
            agreement_kind=agreement.kind if agreement else "",
            agreement_from=agreement.starts_on if agreement else None,
            agreement_until=agreement.ends_on if agreement else None,
            purpose=agreement.purpose if agreement else "",
            notary_number=agreement.notary_number if agreement else "",
            notarised_on=agreement.notarised_on if agreement else None,
            is_enforceable=agreement.is_enforceable if agreement else False,
            return_by=agreement.return_by if agreement else None,
            return_reason=agreement.return_reason if agreement else "",
            open_tickets=open_tickets(session, place_id=row.place_id),
            meters=_meters(session, row.place_id),
            photos=photos_of(session, base.files, "dorm_units", row.id),
            events=_events(session, row, today),
            note=row.note,
            built_on=row.built_on,
            agreements=read_agreements(session, DormUnit.id == row.id, today),
            applications=read_for_unit(session, row) if _takes_applications(row) else (),
            takes_applications=_takes_applications(row),
        )


def _takes_applications(row: DormUnit) -> bool:
    return row.status == "vacant" and row.kind in KINDS


def _meters(session: Session, place_id: int) -> tuple[MeterRow, ...]:
    rows = []
    for meter in session.scalars(select(Meter).where(Meter.place_id == place_id).order_by(Meter.id)):
        newest = session.execute(
            select(MeterReading.read_on, MeterReading.value)
            .where(MeterReading.meter_id == meter.id)
            .order_by(MeterReading.read_on.desc())
            .limit(2)
        ).all()
        if newest:
            rise: Decimal | None = newest[0].value - newest[1].value if len(newest) == 2 else None
            rows.append(MeterRow(meter.kind, meter.unit, newest[0].value, rise, newest[0].read_on))
    return tuple(rows)


def _events(session: Session, unit: DormUnit, today: date) -> tuple[EventRow, ...]:
    """Newest first; what lies ahead stands before it."""
    events = [
        *_status_events(session, unit.id, today),
        *_agreement_events(session, unit.place_id, today),
        *_audit_events(session, unit.id),
        *closed_tickets(session, Ticket.place_id == unit.place_id),
    ]
    return tuple(sorted(events, key=lambda e: (e.is_future, e.on or date.min), reverse=True))


def _status_events(session: Session, unit_id: int, today: date) -> list[EventRow]:
    changes = session.scalars(
        select(UnitStatusChange)
        .where(UnitStatusChange.unit_id == unit_id)
        .order_by(UnitStatusChange.from_on, UnitStatusChange.id)
    )
    events: list[EventRow] = []
    was: str | None = None
    for change in changes:
        events.append(
            EventRow(
                None,
                change.from_on,
                "status",
                text=change.reason,
                from_status=was,
                to_status=change.status,
                is_future=change.from_on > today,
                detail=change.document,
            )
        )
        was = change.status
    return events


def _agreement_events(session: Session, place_id: int, today: date) -> list[EventRow]:
    rows = session.execute(
        select(Agreement, Person)
        .outerjoin(Person, Person.id == Agreement.person_id)
        .where(Agreement.place_id == place_id)
    )
    events: list[EventRow] = []
    renewed = _renewed(session, place_id)
    for agreement, person in rows:
        who = person.name if person else agreement.agency
        begins = "agreement" if agreement.renews_id is None else "agreement_renewed"
        moments = [
            (begins, agreement.starts_on, agreement.purpose),
            ("departure", agreement.departed_on, agreement.departure),
        ]
        if agreement.ended_on is not None and agreement.id not in renewed:
            moments.append(("agreement_ended", agreement.ended_on, agreement.return_reason))
        elif agreement.ended_on is None:
            moments.append(("agreement_ends", agreement.ends_on, ""))
            moments.append(("return_by", agreement.return_by, agreement.return_reason))
        events += [
            EventRow(
                None,
                on,
                kind,
                text=who,
                to_status=agreement.kind,
                is_future=on > today,
                detail=detail,
                ref_kind="agreement",
                ref_id=agreement.id,
                ref_code=agreement.notary_number,
            )
            for kind, on, detail in moments
            if on is not None
        ]
    return events


def _renewed(session: Session, place_id: int) -> set[int | None]:
    """The agreements of a place that another one followed."""
    followed = Agreement.renews_id.is_not(None)
    return set(session.scalars(select(Agreement.renews_id).where(Agreement.place_id == place_id, followed)))


def _audit_events(session: Session, unit_id: int) -> list[EventRow]:
    rows = session.execute(
        select(AuditVisit, AuditRound.name)
        .join(AuditRound, AuditRound.id == AuditVisit.round_id)
        .where(AuditVisit.unit_id == unit_id, AuditVisit.visited_at.is_not(None))
    )
    events: list[EventRow] = []
    for visit, name in rows:
        on = visit.visited_at.astimezone(TAIPEI).date() if visit.visited_at else None
        events.append(
            EventRow(visit.visited_at, on, "audit", text=name, to_status=visit.finding, detail=visit.note)
        )
        if visit.revisit_on is not None:
            events.append(EventRow(None, visit.revisit_on, "revisit", text=name, is_future=True))
    return events
