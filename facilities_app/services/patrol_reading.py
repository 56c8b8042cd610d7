"""What is read of patrols: spots with their last visit, a route as it is walked, figures by route and month."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import DormUnit, PatrolSpot, PatrolVisit, Place, Setting, Ticket
from facilities_app.domain import patrols
from facilities_app.domain.errors import NotFound
from facilities_app.domain.patrols import RouteMonth, SpotRow, VisitRow
from facilities_app.services.attachments import photos_of

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

_VISITS = 60


def period(session: Session) -> int:
    """Every how many days a spot is to be visited: the office's own setting."""
    kept = str(session.scalar(select(Setting.value).where(Setting.key == "patrol_days")) or "")
    return int(kept) if kept.isdecimal() and int(kept) else patrols.USUAL_DAYS


def read_spot(base: "ServiceBase", session: Session, spot_id: int) -> SpotRow:
    """One spot. Raises NotFound("patrol.spot_gone")."""
    found = read_spots(base, session, PatrolSpot.id == spot_id)
    if not found:
        raise NotFound("patrol.spot_gone", id=spot_id)
    return found[0]


def read_spots(base: "ServiceBase", session: Session, *where: object) -> list[SpotRow]:
    """The spots that meet these conditions, route by route in the order they are walked."""
    today, days = base.clock.today(), period(session)
    rows = session.execute(
        select(PatrolSpot, Place.label, DormUnit.status)
        .join(Place, Place.id == PatrolSpot.place_id)
        .outerjoin(DormUnit, DormUnit.place_id == PatrolSpot.place_id)
        .where(*where)  # type: ignore[arg-type]
        .order_by(PatrolSpot.route, PatrolSpot.position, PatrolSpot.id)
    ).all()
    last = _last_visits(session, [spot.id for spot, *_ in rows])
    return [
        SpotRow(
            spot.id,
            spot.version,
            spot.code,
            spot.name,
            spot.place_id,
            label,
            spot.kind,
            spot.route,
            spot.position,
            spot.listed_on,
            spot.is_active,
            spot.note,
            patrols.state(spot.is_active, last[spot.id].visited_on if spot.id in last else None, today, days),
            last.get(spot.id),
            unit or "",
            spot.is_demo,
        )
        for spot, label, unit in rows
    ]


def read_visits(base: "ServiceBase", session: Session, spot_id: int) -> tuple[VisitRow, ...]:
    """The spot's newest visits, the newest first, with their photos."""
    rows = session.execute(
        select(PatrolVisit, Ticket.number)
        .outerjoin(Ticket, Ticket.id == PatrolVisit.ticket_id)
        .where(PatrolVisit.spot_id == spot_id)
        .order_by(PatrolVisit.visited_on.desc())
        .limit(_VISITS)
    ).all()
    return tuple(
        _visit(row, number, photos_of(session, base.files, "patrol_visits", row.id)) for row, number in rows
    )


def behind_places(session: Session, today: date) -> frozenset[int]:
    """Where a spot of the register was not visited within the office's period."""
    seen = func.coalesce(func.max(PatrolVisit.visited_on), PatrolSpot.listed_on)
    rows = session.execute(
        select(PatrolSpot.place_id, seen)
        .outerjoin(PatrolVisit, PatrolVisit.spot_id == PatrolSpot.id)
        .where(PatrolSpot.is_active)
        .group_by(PatrolSpot.id)
    )
    edge = today - timedelta(days=period(session))
    return frozenset(place for place, day in rows if day is not None and day < edge)


def figures(session: Session, months: Sequence[date]) -> list[RouteMonth]:
    """By route and month, the oldest month first; months of a route without a visit are there with zeros."""
    rows = session.execute(
        select(PatrolSpot.route, PatrolVisit.visited_on, PatrolVisit.containers, PatrolVisit.positive)
        .join(PatrolSpot, PatrolSpot.id == PatrolVisit.spot_id)
        .where(PatrolVisit.visited_on >= months[0])
    )
    sums: dict[tuple[str, date], list[int]] = {}
    routes = session.scalars(select(PatrolSpot.route).distinct().order_by(PatrolSpot.route)).all()
    for route, day, containers, positive in rows:
        cell = sums.setdefault((route, day.replace(day=1)), [0, 0, 0])
        for place, value in enumerate((1, containers, positive)):
            cell[place] += value
    return [
        RouteMonth(route, month, *sums.get((route, month), (0, 0, 0))) for route in routes for month in months
    ]


def _last_visits(session: Session, spot_ids: Sequence[int]) -> dict[int, VisitRow]:
    newest = (
        select(PatrolVisit.spot_id, func.max(PatrolVisit.visited_on).label("day"))
        .group_by(PatrolVisit.spot_id)
        .subquery()
    )
    rows = session.execute(
        select(PatrolVisit, Ticket.number)
        .join(newest, (newest.c.spot_id == PatrolVisit.spot_id) & (newest.c.day == PatrolVisit.visited_on))
        .outerjoin(Ticket, Ticket.id == PatrolVisit.ticket_id)
        .where(PatrolVisit.spot_id.in_(spot_ids))
    )
    return {row.spot_id: _visit(row, number) for row, number in rows}


def _visit(row: PatrolVisit, number: str | None, photos: tuple[object, ...] = ()) -> VisitRow:
    ticket = (row.ticket_id, number) if row.ticket_id is not None and number else None
    return VisitRow(
        row.id,
        row.version,
        row.spot_id,
        row.visited_on,
        row.containers,
        row.positive,
        row.visited_by,
        row.finding,
        ticket,
        photos,  # type: ignore[arg-type]
    )
