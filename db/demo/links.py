"""A few repairs under way that wait for another one or follow it. All invented."""

from itertools import pairwise

from sqlalchemy import select, true

from db.demo.world import World
from db.models import Ticket
from facilities_app.domain.ticket_links import LinkKind
from facilities_app.domain.tickets import Status

_MOST = 4
_KINDS = (LinkKind.BLOCKED_BY, LinkKind.FOLLOWS)


def build_links(world: World) -> None:
    """Of two open tickets of one trade at one site the later one comes after the earlier one."""
    rows = world.connection.execute(
        select(Ticket.id, Ticket.site_id, Ticket.trade_id)
        .where(Ticket.is_open == true(), Ticket.status < int(Status.DONE))
        .order_by(Ticket.site_id, Ticket.trade_id, Ticket.id)
    ).all()
    made, used = 0, set[int]()
    for first, later in pairwise(rows):
        if made == _MOST:
            return
        if first[1:] == later[1:] and not used & {first.id, later.id}:
            used |= {first.id, later.id}
            kind = _KINDS[made % len(_KINDS)].value
            world.add("ticket_links", ticket_id=later.id, other_id=first.id, kind=kind)
            made += 1
