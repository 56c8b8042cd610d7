"""Spots that nobody went to within the office's own period: one reminder a route."""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import PatrolSpot, PatrolVisit
from facilities_app.domain.rows import DueItem
from facilities_app.services.patrol_reading import period
from resources.texts import tr


def patrols_due(session: Session, today: date) -> Iterator[DueItem]:
    """Of each route the spots whose period is over, due since the first of them was; its number is how many."""
    days = timedelta(days=period(session))
    last = func.max(PatrolVisit.visited_on)
    rows = session.execute(
        select(PatrolSpot.id, PatrolSpot.route, PatrolSpot.listed_on, PatrolSpot.is_demo, last)
        .outerjoin(PatrolVisit, PatrolVisit.spot_id == PatrolSpot.id)
        .where(PatrolSpot.is_active)
        .group_by(PatrolSpot.id)
        .order_by(PatrolSpot.route, PatrolSpot.position, PatrolSpot.id)
    )
    behind: dict[str, list[tuple[date, int, bool]]] = {}
    for key, route, listed_on, is_demo, seen in rows:
        since = seen or listed_on
        if since is not None and since + days < today:
            behind.setdefault(route, []).append((since + days, key, is_demo))
    for route, spots in behind.items():
        day, _key, is_demo = min(spots)
        yield DueItem(
            kind="patrol",
            id=spots[0][1],
            number=str(len(spots)),
            title=tr("Breeding places of {route} not visited in time").format(route=route or tr("no route")),
            where="",
            due_on=day,
            action="patrol",
            target="patrol_spots",
            target_id=spots[0][1],
            is_demo=is_demo,
        )
