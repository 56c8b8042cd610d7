"""Keeps columns that repeat other rows in step, so that long lists may sort by an index."""

from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import Asset, InspectionTask, Place, Ticket
from facilities_app.domain.clock import Clock
from facilities_app.domain.naming import where_label
from facilities_app.services.covers import covers_of


def refresh_next_due(session: Session, asset_id: int | None) -> None:
    """Write the asset's nearest open inspection into it."""
    asset = session.get(Asset, asset_id) if asset_id else None
    if asset is None:
        return
    session.flush()
    asset.next_due_on = session.scalar(
        select(func.min(InspectionTask.due_on)).where(
            InspectionTask.asset_id == asset.id, InspectionTask.status == "planned"
        )
    )


def refresh_next_dues(session: Session, asset_ids: Collection[int]) -> None:
    """The same for many assets, with one question for all."""
    due = (
        select(InspectionTask.asset_id, func.min(InspectionTask.due_on))
        .where(InspectionTask.status == "planned", InspectionTask.asset_id.is_not(None))
        .group_by(InspectionTask.asset_id)
    )
    nearest = {row[0]: row[1] for row in session.execute(due)}
    for asset in session.scalars(select(Asset)) if asset_ids else ():
        if asset.id in asset_ids:
            asset.next_due_on = nearest.get(asset.id)


def refresh_cover(session: Session, asset: Asset, clock: Clock) -> None:
    """Write the contract or warranty that holds longest into the asset; one that is over if none is in force."""
    covers = covers_of(session, asset, clock.today())
    asset.cover_kind = covers[0].kind if covers else ""
    asset.cover_until = covers[0].ends_on if covers else None


def refresh_labels(session: Session, asset: Asset) -> None:
    """Write the asset's name and place into what repeats them: itself, its tickets and its inspections.

    Tickets and past inspections stay at the place where they happened; planned inspections move along.
    """
    place = session.get_one(Place, asset.place_id)
    asset.place_label = place.label
    for ticket in session.scalars(select(Ticket).where(Ticket.asset_id == asset.id)):
        ticket.where_label = where_label(session.get_one(Place, ticket.place_id).label, asset.name)
    for task in session.scalars(select(InspectionTask).where(InspectionTask.asset_id == asset.id)):
        if task.status == "planned":
            task.place_id = place.id
        task.target_label = where_label(session.get_one(Place, task.place_id).label, asset.name)
