"""Reading of audits: a round with its units and follow-ups, one unit whole, and what it used of water and power."""

from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from db.models import AttachmentLink, AuditAttempt, AuditFollowUp, AuditRound, AuditUsage, AuditVisit
from facilities_app.domain.audit_rows import Attempt, FollowUp, RoundDetail, Usage, VisitDetail, VisitLine
from facilities_app.domain.audits import Counts
from facilities_app.domain.errors import NotFound
from facilities_app.services.audit_freezing import read_frozen

_PERIODS = 6
ENTITY = "audit_visits"


def read_round(session: Session, round_id: int) -> RoundDetail:
    """The round. Raises NotFound("audit.gone")."""
    row = session.get(AuditRound, round_id)
    if row is None:
        raise NotFound("audit.gone")
    visits = session.scalars(
        select(AuditVisit).where(AuditVisit.round_id == row.id).order_by(AuditVisit.position, AuditVisit.id)
    ).all()
    return RoundDetail(
        id=row.id,
        version=row.version,
        name=row.name,
        year=row.year,
        ordinal=row.ordinal,
        scope=row.scope,
        starts_on=row.starts_on,
        due_on=row.due_on,
        frozen_at=row.frozen_at,
        closed_at=row.closed_at,
        closed_by=row.closed_by,
        counts=Counts.of([one.finding for one in visits]),
        lines=tuple(_line(one) for one in visits),
        follow_ups=follow_ups_of(session, AuditVisit.round_id == row.id),
        is_demo=row.is_demo,
    )


def read_visit(session: Session, visit_id: int) -> VisitDetail:
    """One unit of a round. Raises NotFound("audit.visit_gone")."""
    row = session.get(AuditVisit, visit_id)
    if row is None:
        raise NotFound("audit.visit_gone")
    closed_on = session.scalar(select(AuditRound.closed_on).where(AuditRound.id == row.round_id))
    total = session.scalar(select(func.count()).where(AuditVisit.round_id == row.round_id)) or 0
    attempts = session.scalars(
        select(AuditAttempt)
        .where(AuditAttempt.visit_id == row.id)
        .order_by(AuditAttempt.visited_at, AuditAttempt.id)
    )
    photos = session.scalar(
        select(func.count()).where(AttachmentLink.entity == ENTITY, AttachmentLink.entity_id == row.id)
    )
    return VisitDetail(
        id=row.id,
        version=row.version,
        round_id=row.round_id,
        unit_id=row.unit_id,
        number=row.number,
        position=row.position,
        total=total,
        frozen=read_frozen(row),
        finding=row.finding,
        visited_at=row.visited_at,
        visitor=row.visitor,
        revisit_on=row.revisit_on,
        absence=row.absence,
        note=row.note,
        registration=row.registration,
        registration_note=row.registration_note,
        neighbour_note=row.neighbour_note,
        explanation=row.explanation,
        attempts=tuple(
            Attempt(one.id, one.visited_at, one.visitor, one.met, one.met_name, one.finding, one.note)
            for one in attempts
        ),
        usages=read_usages(session, row.unit_id, closed_on),
        follow_ups=follow_ups_of(session, AuditFollowUp.visit_id == row.id),
        photos=photos or 0,
    )


def read_usages(session: Session, unit_id: int, until: date | None = None) -> tuple[Usage, ...]:
    """The last six periods of each kind, oldest first; of a closed round those that had ended by its close."""
    found: dict[str, list[Usage]] = {}
    statement = select(AuditUsage).where(AuditUsage.unit_id == unit_id).order_by(AuditUsage.period_until)
    if until is not None:
        statement = statement.where(AuditUsage.period_until <= until)
    rows = session.scalars(statement)
    for row in rows:
        found.setdefault(row.kind, []).append(Usage(row.kind, row.period_from, row.period_until, row.value))
    return tuple(one for kind in sorted(found) for one in found[kind][-_PERIODS:])


def follow_ups_of(session: Session, condition: ColumnElement[bool]) -> tuple[FollowUp, ...]:
    """Follow-ups, those with the nearest deadline first."""
    rows = session.execute(
        select(AuditFollowUp, AuditVisit)
        .join(AuditVisit, AuditVisit.id == AuditFollowUp.visit_id)
        .where(condition)
        .order_by(AuditFollowUp.due_on.is_(None), AuditFollowUp.due_on, AuditFollowUp.id)
    )
    return tuple(_follow_up(step, visit) for step, visit in rows)


def _line(row: AuditVisit) -> VisitLine:
    return VisitLine(
        id=row.id,
        unit_id=row.unit_id,
        number=row.number,
        position=row.position,
        route=row.route,
        unit_code=row.unit_code,
        unit_kind=row.unit_kind,
        resident=row.expected_resident,
        finding=row.finding,
        revisit_on=row.revisit_on,
        explanation=row.explanation,
    )


def _follow_up(step: AuditFollowUp, visit: AuditVisit) -> FollowUp:
    return FollowUp(
        id=step.id,
        visit_id=step.visit_id,
        unit_code=visit.unit_code,
        resident=visit.expected_resident,
        finding=visit.finding,
        kind=step.kind,
        state=step.state,
        made_on=step.made_on,
        due_on=step.due_on,
        due_time=step.due_time,
        done_on=step.done_on,
        document=step.document,
        outcome=step.outcome,
        note=step.note,
    )
