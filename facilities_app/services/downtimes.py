"""While a repair keeps an asset out of service: downtimes, with the asset's status in step. Steps of a unit of work."""

from datetime import datetime

from sqlalchemy import select

from db.models import Asset, AssetDowntime, AssetStatusChange, Ticket
from db.uow import UnitOfWork
from facilities_app.domain.clock import TAIPEI
from facilities_app.domain.errors import Invalid

_IN_USE, _DOWN, _RETIRED = "in_use", "out_of_service", "retired"


def open_downtime(uow: UnitOfWork, ticket: Ticket, at: datetime, reason: str = "") -> AssetDowntime:
    """From ``at`` on the ticket's asset is out of service; an asset in use gets that status.

    Raises Invalid("downtime.…") without an asset, for a retired one, and when the ticket says so already.
    """
    if ticket.asset_id is None:
        raise Invalid("downtime.no_asset", number=ticket.number)
    asset = uow.get(Asset, ticket.asset_id, "asset.gone")
    if asset.status == _RETIRED:
        raise Invalid("downtime.retired", name=asset.name)
    if _open_of(uow, ticket):
        raise Invalid("downtime.open_already", number=ticket.number, name=asset.name)
    made = uow.add(
        AssetDowntime(
            asset_id=asset.id, ticket_id=ticket.id, from_at=at, reason=reason, is_demo=ticket.is_demo
        )
    )
    if asset.status == _IN_USE:
        _set_status(uow, asset, _DOWN, at, f"{ticket.number} {reason}".strip())
    return made


def close_downtime(uow: UnitOfWork, ticket: Ticket, at: datetime, field: str = "") -> bool:
    """The ticket's asset serves again from ``at`` on; whether it was out of service because of this ticket.

    The asset goes back into use once no other repair keeps it out of service, if a repair took it out.
    Raises Invalid("downtime.ends_before_start") beside ``field``.
    """
    rows = _open_of(uow, ticket)
    for row in rows:
        if at < row.from_at:
            raise Invalid("downtime.ends_before_start", field=field, number=ticket.number)
        row.until_at = at
    uow.session.flush()
    for asset_id in {row.asset_id for row in rows}:
        _back_into_use(uow, asset_id, at, ticket.number)
    return bool(rows)


def open_again(uow: UnitOfWork, ticket: Ticket, at: datetime) -> None:
    """A repair that was not done after all, and had kept its asset out of service, does so again."""
    asset = uow.session.get(Asset, ticket.asset_id) if ticket.asset_id else None
    had = uow.session.scalar(select(AssetDowntime.id).where(AssetDowntime.ticket_id == ticket.id).limit(1))
    if had is not None and asset is not None and asset.status != _RETIRED and not _open_of(uow, ticket):
        open_downtime(uow, ticket, at)


def follow_asset(uow: UnitOfWork, ticket: Ticket, at: datetime) -> None:
    """The ticket is about another asset than it said: that one was out of service, or none."""
    statement = select(AssetDowntime).where(AssetDowntime.ticket_id == ticket.id)
    rows = [row for row in uow.session.scalars(statement) if row.asset_id != ticket.asset_id]
    for row in rows:
        uow.session.delete(row)
    uow.session.flush()
    for row in rows:
        if row.until_at is None:
            _back_into_use(uow, row.asset_id, at, ticket.number)
            if ticket.asset_id is not None:
                open_downtime(uow, ticket, row.from_at, row.reason)
        elif ticket.asset_id is not None:
            uow.add(
                AssetDowntime(
                    asset_id=ticket.asset_id,
                    ticket_id=ticket.id,
                    from_at=row.from_at,
                    until_at=row.until_at,
                    reason=row.reason,
                    is_demo=row.is_demo,
                )
            )


def _open_of(uow: UnitOfWork, ticket: Ticket) -> list[AssetDowntime]:
    statement = select(AssetDowntime).where(
        AssetDowntime.ticket_id == ticket.id, AssetDowntime.until_at.is_(None)
    )
    return list(uow.session.scalars(statement))


def _back_into_use(uow: UnitOfWork, asset_id: int, at: datetime, number: str) -> None:
    asset = uow.get(Asset, asset_id, "asset.gone")
    still = select(AssetDowntime.id).where(
        AssetDowntime.asset_id == asset_id, AssetDowntime.until_at.is_(None)
    )
    if asset.status != _DOWN or uow.session.scalar(still.limit(1)) is not None:
        return
    if _taken_out_by_a_repair(uow, asset_id):
        _set_status(uow, asset, _IN_USE, at, number)


def _taken_out_by_a_repair(uow: UnitOfWork, asset_id: int) -> bool:
    """Whether the status it has now came with a ticket: what a person set by hand, a person takes back."""
    last = uow.session.scalar(
        select(AssetStatusChange)
        .where(AssetStatusChange.asset_id == asset_id)
        .order_by(AssetStatusChange.from_on.desc(), AssetStatusChange.id.desc())
        .limit(1)
    )
    number = last.reason.partition(" ")[0] if last is not None else ""
    found = uow.session.scalar(select(Ticket.id).where(Ticket.number == number)) if number else None
    return found is not None


def _set_status(uow: UnitOfWork, asset: Asset, status: str, at: datetime, reason: str) -> None:
    day = at.astimezone(TAIPEI).date()
    since = max(day, asset.status_since) if asset.status_since else day
    asset.status, asset.status_since = status, since
    uow.add(AssetStatusChange(asset_id=asset.id, status=status, from_on=since, reason=reason[:400]))
