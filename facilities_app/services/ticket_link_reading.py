"""What a ticket is linked to, and what keeps it from being finished."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Ticket, TicketLink
from facilities_app.domain import ticket_links
from facilities_app.domain.errors import Invalid
from facilities_app.domain.rows import LinkRow, TicketBrief
from facilities_app.domain.ticket_links import CHOSEN, LinkKind
from facilities_app.domain.tickets import Status
from resources.texts import tr

_ORDER = {kind.value: place for place, kind in enumerate(LinkKind)}


def read_links(session: Session, ticket_id: int) -> tuple[LinkRow, ...]:
    """The links of a ticket in both directions: first what it waits for, then what waits for it."""
    rows = session.scalars(
        select(TicketLink)
        .where((TicketLink.ticket_id == ticket_id) | (TicketLink.other_id == ticket_id))
        .order_by(TicketLink.id)
    ).all()
    found = []
    for row in rows:
        is_inverse = row.other_id == ticket_id
        other = session.get_one(Ticket, row.ticket_id if is_inverse else row.other_id)
        holds = row.kind == LinkKind.BLOCKED_BY and not is_inverse and ticket_links.blocks(other.status)
        found.append(LinkRow(row.id, row.kind, is_inverse, brief(other), holds))
    return tuple(sorted(found, key=lambda link: (_ORDER.get(link.kind, 9), link.is_inverse, link.id)))


def blockers(session: Session, ticket_id: int) -> list[str]:
    """The numbers of what has to be done before this ticket is finished."""
    return list(
        session.scalars(
            select(Ticket.number)
            .join(TicketLink, TicketLink.other_id == Ticket.id)
            .where(
                TicketLink.ticket_id == ticket_id,
                TicketLink.kind == LinkKind.BLOCKED_BY.value,
                Ticket.status < int(Status.DONE),
            )
            .order_by(Ticket.id)
        )
    )


def check_unblocked(session: Session, row: Ticket, despite: str) -> str:
    """What the history is told of a ticket finished all the same, "" where nothing blocks it.

    Raises Invalid("ticket.blocked") without a reason.
    """
    found = blockers(session, row.id)
    if not found:
        return ""
    numbers = tr(", ", "between names").join(found)
    if not despite.strip():
        raise Invalid("ticket.blocked", field="despite", number=row.number, blockers=numbers)
    return tr("Finished before {blockers}: {why}").format(blockers=numbers, why=despite.strip())


def before(session: Session, ids: Collection[int]) -> set[int]:
    """The tickets that come right before any of these, by what people linked."""
    return set(
        session.scalars(
            select(TicketLink.other_id).where(
                TicketLink.ticket_id.in_(ids), TicketLink.kind.in_([kind.value for kind in CHOSEN])
            )
        )
    )


def brief(row: Ticket) -> TicketBrief:
    """The ticket in one line."""
    return TicketBrief(
        row.id,
        row.number,
        row.summary,
        row.status,
        row.assignee_label,
        row.reported_on,
        row.due_at,
        row.where_label,
        (row.place_id, row.asset_id or 0),
        row.hold_reason,
    )
