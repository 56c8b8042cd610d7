"""A ticket, whole, for its pane and its papers."""

from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Asset, AssetCategory, Permit, Place, Ticket, TicketEvent, User, Vendor
from facilities_app.domain.errors import NotFound
from facilities_app.domain.rows import EventRow, PermitRow, TicketBrief, TicketDetail
from facilities_app.domain.tickets import RIGHTS, Action, Status, allowed, may
from facilities_app.services.attachments import photos_of
from facilities_app.services.clock_reading import read_clocks
from facilities_app.services.covers import covers_of
from facilities_app.services.ticket_link_reading import brief, read_links
from facilities_app.services.ticket_rights import acceptance_required, did_it, rights_of
from facilities_app.services.work_reading import read_work

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase


def read_ticket(base: "ServiceBase", ticket_id: int) -> TicketDetail:
    """The ticket, whole. Raises NotFound("ticket.gone")."""
    with base.read() as session:
        row = session.get(Ticket, ticket_id)
        if row is None:
            raise NotFound("ticket.gone", id=ticket_id)
        asset = session.get(Asset, row.asset_id) if row.asset_id else None
        category = session.get(AssetCategory, asset.category_id) if asset else None
        place = session.get_one(Place, row.place_id)
        vendor = session.get(Vendor, row.vendor_id) if row.vendor_id else None
        user = session.get(User, row.assignee_id) if row.assignee_id else None
        held = rights_of(base, session)
        return TicketDetail(
            id=row.id,
            version=row.version,
            number=row.number,
            summary=row.summary,
            description=row.description,
            asset_id=row.asset_id,
            asset_name=asset.name if asset else "",
            asset_code=asset.code if asset else "",
            asset_icon=category.icon if category else "map-pin",
            place_id=row.place_id,
            place_label=place.label,
            trade_id=row.trade_id,
            priority=row.priority,
            status=row.status,
            requester=row.requester,
            requester_phone=row.requester_phone,
            assignee_id=row.assignee_id,
            assignee=user.name if user else "",
            vendor_id=row.vendor_id,
            vendor=vendor.name if vendor else "",
            reported_at=row.reported_at,
            due_at=row.due_at,
            finished_at=row.finished_at,
            closed_at=row.closed_at,
            hold_reason=row.hold_reason,
            hold_until=row.hold_until,
            visit_at=row.visit_at,
            estimate_twd=row.estimate_twd,
            cost_twd=row.cost_twd,
            budget=row.budget,
            is_demo=row.is_demo,
            actions=_actions(base, session, row),
            is_own_work=row.status == int(Status.DONE) and did_it(base, session, row),
            clocks=read_clocks(base, session, row),
            urgency=row.urgency,
            impact=row.impact,
            may_edit=may(RIGHTS["edit"], held),
            may_note=may(RIGHTS["note"], held),
            covers=covers_of(session, asset, base.clock.today()) if asset else (),
            permits=_permits(session, asset),
            photos=photos_of(session, base.files, "tickets", row.id),
            events=_events(session, row.id),
            work=read_work(session, row),
            links=read_links(session, row.id),
        )


def _actions(base: "ServiceBase", session: Session, row: Ticket) -> tuple[str, ...]:
    """What the acting user can do next, the usual first. Nobody verifies a repair of their own: where acceptance is
    required the step stays, and being asked for it names who may.
    """
    required = acceptance_required(session)
    possible = allowed(Status(row.status), rights_of(base, session), acceptance_required=required)
    own = not required and Action.VERIFY in possible and did_it(base, session, row)
    return tuple(action.value for action in possible if not (own and action is Action.VERIFY))


def open_tickets(
    session: Session, *, asset_id: int | None = None, place_id: int | None = None
) -> tuple[TicketBrief, ...]:
    """The open tickets of an asset, or of a place itself, newest first."""
    statement = select(Ticket).where(Ticket.status < int(Status.CLOSED)).order_by(Ticket.id.desc()).limit(50)
    if asset_id is not None:
        statement = statement.where(Ticket.asset_id == asset_id)
    else:
        statement = statement.where(Ticket.place_id == place_id)
    return tuple(brief(row) for row in session.scalars(statement))


def _permits(session: Session, asset: Asset | None) -> tuple[PermitRow, ...]:
    if asset is None:
        return ()
    rows = session.scalars(
        select(Permit).where(Permit.asset_id == asset.id).order_by(Permit.expires_on.desc())
    )
    return tuple(PermitRow(p.kind, p.number, p.expires_on, p.is_demo) for p in rows)


def _events(session: Session, ticket_id: int) -> tuple[EventRow, ...]:
    rows = session.scalars(
        select(TicketEvent)
        .where(TicketEvent.ticket_id == ticket_id)
        .order_by(TicketEvent.at.desc(), TicketEvent.id.desc())
    )
    return tuple(
        EventRow(e.at, None, e.kind, e.actor, e.note, e.from_status, e.to_status, id=e.id) for e in rows
    )
