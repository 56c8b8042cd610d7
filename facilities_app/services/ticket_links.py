"""Tickets that wait for each other or follow each other: linked, taken apart, and found to be linked."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import select, true

from db.models import Ticket, TicketEvent, TicketLink
from db.queries.sql_list import SqlList
from db.queries.ticket_list import TICKETS
from db.uow import UnitOfWork
from facilities_app.domain import ticket_links
from facilities_app.domain.changes import Outcome
from facilities_app.domain.errors import Invalid
from facilities_app.domain.lists import ListQuery
from facilities_app.domain.rows import TicketBrief
from facilities_app.domain.ticket_links import LinkKind
from facilities_app.domain.wording import searched
from facilities_app.services import ticket_rights
from facilities_app.services.ticket_link_reading import before, brief

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

_OFFERED = 8


class TicketLinkService:
    """``blocked_by`` and ``follows`` are set by hand; what is merged or split links itself."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base
        self._list = SqlList(base.engines, TICKETS)

    def link(self, ticket_id: int, other_id: int, kind: str) -> Outcome[int]:
        """The ticket stands to the other as ``kind`` says; gives back the link's id.

        Raises Invalid("link.…") for a ticket linked to itself, a link that is there, or one that closes a circle.
        """
        chosen = ticket_links.check_kind(kind)
        with self._base.uow("ticket.linked") as uow:
            ticket_rights.check_right(self._base, uow.session, "edit")
            row = uow.get(Ticket, ticket_id, "ticket.gone")
            other = uow.get(Ticket, other_id, "ticket.gone")
            check_link(uow, row, other, chosen)
            made = uow.add(TicketLink(ticket_id=row.id, other_id=other.id, kind=chosen.value))
            self._tell(uow, row, chosen.value, other)
            return uow.commit(made.id, number=row.number, other=other.number)

    def unlink(self, link_id: int) -> Outcome[int]:
        """Take a link away that was set by hand."""
        with self._base.uow("ticket.unlinked") as uow:
            ticket_rights.check_right(self._base, uow.session, "edit")
            link = uow.get(TicketLink, link_id, "link.gone")
            if link.kind not in ticket_links.CHOSEN:
                raise Invalid("link.made_by_step")
            row, other = uow.get(Ticket, link.ticket_id), uow.get(Ticket, link.other_id)
            uow.session.delete(link)
            self._tell(uow, row, "unlinked", other)
            return uow.commit(link_id, number=row.number, other=other.number)

    def offer(self, text: str, besides: int, limit: int = _OFFERED) -> tuple[TicketBrief, ...]:
        """Tickets to link to, by number or any words, newest first; without words the newest open ones
        of the same place.
        """
        words = searched(text)
        with self._base.read() as session:
            if not words:
                row = session.get(Ticket, besides)
                near = (
                    select(Ticket)
                    .where(
                        Ticket.place_id == (row.place_id if row else 0),
                        Ticket.id != besides,
                        Ticket.is_open == true(),
                    )
                    .order_by(Ticket.id.desc())
                    .limit(limit)
                )
                return tuple(brief(one) for one in session.scalars(near))
            whole = session.scalar(select(Ticket).where(Ticket.number == words))
            newest = ListQuery(search=words, order="number", descending=True)
            found = [row[0] for row in self._list.page(newest, 0, limit)]
            ids = [one for one in ([whole.id] if whole else []) + found if one != besides]
            rows = (session.get_one(Ticket, one) for one in dict.fromkeys(ids))
            return tuple(brief(row) for row in rows)[:limit]

    def briefs(self, ids: Iterable[int]) -> tuple[TicketBrief, ...]:
        """These tickets in a line each; what is gone is left out."""
        with self._base.read() as session:
            rows = (session.get(Ticket, one) for one in ids)
            return tuple(brief(row) for row in rows if row is not None)

    def _tell(self, uow: UnitOfWork, row: Ticket, kind: str, other: Ticket) -> None:
        uow.add(
            TicketEvent(
                ticket_id=row.id,
                at=self._base.clock.now(),
                kind=kind,
                actor=self._base.actor_name,
                note=f"{other.number} {other.summary}",
            )
        )


def check_link(uow: UnitOfWork, row: Ticket, other: Ticket, kind: LinkKind) -> None:
    """Raise Invalid("link.itself"), ("link.twice") or ("link.circle")."""
    if row.id == other.id:
        raise Invalid("link.itself", field="other", number=row.number)
    twin = select(TicketLink.id).where(
        TicketLink.ticket_id == row.id, TicketLink.other_id == other.id, TicketLink.kind == kind.value
    )
    if uow.session.scalar(twin) is not None:
        raise Invalid("link.twice", field="other", number=row.number, other=other.number)
    if ticket_links.comes_after(other.id, row.id, lambda ids: before(uow.session, ids)):
        raise Invalid("link.circle", field="other", number=row.number, other=other.number)
