"""Two reports of one fault become one ticket; a report of two faults becomes two tickets."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from db.models import AssetDowntime, AttachmentLink, Ticket, TicketEvent, TicketLink
from db.uow import UnitOfWork
from facilities_app.domain import ticket_links
from facilities_app.domain.changes import Outcome
from facilities_app.domain.errors import Invalid
from facilities_app.domain.ticket_links import CHOSEN, MOST_MERGED, LinkKind
from facilities_app.domain.tickets import Action
from facilities_app.services import finding_steps, ticket_rights
from facilities_app.services.ticket_checks import LONGEST_NOTE
from facilities_app.services.ticket_link_reading import before
from facilities_app.services.tickets import LoggedTicket, NewTicket, TicketService
from resources.texts import tr

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

_NOTES = ("note", "call")
"""What people wrote: it can go along; what the program wrote stays where it happened."""


@dataclass(frozen=True, slots=True)
class Split:
    """What the new ticket gets: its words, its asset or place, and the notes and photos that go there."""

    summary: str
    description: str = ""
    asset_id: int | None = None
    place_id: int | None = None
    trade_id: int | None = None  # else that of the asset, at a place that of the ticket
    event_ids: tuple[int, ...] = ()
    photo_ids: tuple[int, ...] = ()  # the ids of their links


class TicketMergeService:
    """Each is one step, undone in one step."""

    def __init__(self, base: "ServiceBase", tickets: TicketService) -> None:
        self._base, self._tickets = base, tickets

    def merge(self, kept_id: int, other_ids: Iterable[int]) -> Outcome[int]:
        """The others become duplicates of the kept ticket and are cancelled with a reason that names it.

        Their requesters, words, notes, photos and links are carried over; hours, parts and costs stay where they
        were recorded. Gives back how many. Raises Invalid("merge.…"), or as cancelling does.
        """
        others = [one for one in dict.fromkeys(other_ids) if one != kept_id]
        if not others:
            raise Invalid("merge.needs_two")
        if len(others) > MOST_MERGED:
            raise Invalid("merge.too_many", most=MOST_MERGED)
        with self._base.uow("ticket.merged") as uow:
            ticket_rights.check_right(self._base, uow.session, "edit")
            ticket_rights.check_step(self._base, uow.session, Action.CANCEL)
            kept = uow.get(Ticket, kept_id, "ticket.gone")
            if not ticket_links.blocks(kept.status):
                raise Invalid("merge.into_done", number=kept.number)
            for other_id in others:
                other = uow.get(Ticket, other_id, "ticket.gone")
                self._take_in(uow, kept, other)
            return uow.commit(len(others), number=kept.number, other=other.number, count=len(others))

    def split(self, ticket_id: int, part: Split, *, version: int | None = None) -> Outcome[LoggedTicket]:
        """A part of the ticket becomes one of its own, reported now, linked as split from it.

        Raises Invalid as logging does, Invalid("split.…"), and Conflict if the ticket moved on since ``version``.
        """
        with self._base.uow("ticket.split") as uow:
            ticket_rights.check_right(self._base, uow.session, "edit")
            row = uow.get(Ticket, ticket_id, "ticket.gone")
            ticket_rights.check_version(self._base, uow.session, row, version)
            if not row.is_open:
                raise Invalid("split.closed", number=row.number)
            made = self._tickets.log_within(uow, _new(row, part))
            made.urgency, made.impact = row.urgency, row.impact
            for event in self._moving_notes(uow, row, part.event_ids):
                event.ticket_id = made.id
            for place, link in enumerate(self._moving_photos(uow, row, part.photo_ids), 1):
                link.entity_id, link.position = made.id, place
            uow.add(TicketLink(ticket_id=made.id, other_id=row.id, kind=LinkKind.SPLIT_FROM.value))
            self._tell(uow, row, "split", f"{made.number} {made.summary}")
            return uow.commit(LoggedTicket(made.id, made.number), number=made.number, other=row.number)

    # -- merging ---------------------------------------------------------------------------------

    def _take_in(self, uow: UnitOfWork, kept: Ticket, other: Ticket) -> None:
        self._carry_words(uow, kept, other)
        self._carry_photos(uow, kept, other)
        self._carry_links(uow, kept, other)
        _carry_downtime(uow, kept, other)
        finding_steps.carry(uow, kept, other)
        uow.add(TicketLink(ticket_id=other.id, other_id=kept.id, kind=LinkKind.DUPLICATE_OF.value))
        reason = tr("Merged into {number} {summary}").format(number=kept.number, summary=kept.summary)
        self._tickets.cancel_within(uow, other, reason)

    def _carry_words(self, uow: UnitOfWork, kept: Ticket, other: Ticket) -> None:
        who = " ".join(part for part in (other.requester, other.requester_phone) if part)
        words = other.description if other.description.startswith(other.summary) else ""
        told = [f"{other.number} {words or other.summary}", "" if words else other.description, who]
        self._tell(uow, kept, "merged", "\n".join(line for line in told if line))
        if not kept.requester and not kept.requester_phone:
            kept.requester, kept.requester_phone = other.requester, other.requester_phone
        notes = select(TicketEvent).where(TicketEvent.ticket_id == other.id, TicketEvent.kind.in_(_NOTES))
        for event in uow.session.scalars(notes.order_by(TicketEvent.at, TicketEvent.id)).all():
            note = f"{event.note[: LONGEST_NOTE - 24]}\n（{other.number}）"
            uow.add(
                TicketEvent(ticket_id=kept.id, at=event.at, kind=event.kind, actor=event.actor, note=note)
            )

    def _carry_photos(self, uow: UnitOfWork, kept: Ticket, other: Ticket) -> None:
        mine = (AttachmentLink.entity == "tickets", AttachmentLink.entity_id == kept.id)
        has = set(uow.session.scalars(select(AttachmentLink.attachment_id).where(*mine)))
        last = uow.session.scalar(select(func.max(AttachmentLink.position)).where(*mine)) or 0
        theirs = select(AttachmentLink).where(
            AttachmentLink.entity == "tickets", AttachmentLink.entity_id == other.id
        )
        for link in uow.session.scalars(theirs.order_by(AttachmentLink.position, AttachmentLink.id)).all():
            if link.attachment_id not in has:
                last += 1
                uow.add(
                    AttachmentLink(
                        attachment_id=link.attachment_id,
                        entity="tickets",
                        entity_id=kept.id,
                        caption=link.caption,
                        position=last,
                    )
                )

    @staticmethod
    def _carry_links(uow: UnitOfWork, kept: Ticket, other: Ticket) -> None:
        """What waited for the duplicate waits for the kept one, and the other way round, where that makes sense."""
        theirs = select(TicketLink).where(
            (TicketLink.ticket_id == other.id) | (TicketLink.other_id == other.id),
            TicketLink.kind.in_([kind.value for kind in CHOSEN]),
        )
        for link in uow.session.scalars(theirs).all():
            first = kept.id if link.ticket_id == other.id else link.ticket_id
            second = kept.id if link.other_id == other.id else link.other_id
            kind = link.kind
            uow.session.delete(link)
            uow.session.flush()
            twin = select(TicketLink.id).where(
                TicketLink.ticket_id == first, TicketLink.other_id == second, TicketLink.kind == kind
            )
            is_circle = ticket_links.comes_after(second, first, lambda ids: before(uow.session, ids))
            if first != second and not is_circle and uow.session.scalar(twin) is None:
                uow.add(TicketLink(ticket_id=first, other_id=second, kind=kind))

    # -- splitting -------------------------------------------------------------------------------

    @staticmethod
    def _moving_notes(uow: UnitOfWork, row: Ticket, ids: Iterable[int]) -> list[TicketEvent]:
        events = [uow.get(TicketEvent, one, "split.note_gone") for one in ids]
        if any(event.ticket_id != row.id or event.kind not in _NOTES for event in events):
            raise Invalid("split.note_gone")
        return events

    @staticmethod
    def _moving_photos(uow: UnitOfWork, row: Ticket, ids: Iterable[int]) -> list[AttachmentLink]:
        links = [uow.get(AttachmentLink, one, "attachment.gone") for one in ids]
        if any((link.entity, link.entity_id) != ("tickets", row.id) for link in links):
            raise Invalid("attachment.gone")
        return links

    def _tell(self, uow: UnitOfWork, row: Ticket, kind: str, note: str) -> None:
        uow.add(
            TicketEvent(
                ticket_id=row.id,
                at=self._base.clock.now(),
                kind=kind,
                actor=self._base.actor_name,
                note=note[:LONGEST_NOTE],
            )
        )


def _carry_downtime(uow: UnitOfWork, kept: Ticket, other: Ticket) -> None:
    """The asset stays out of service while the kept ticket is worked on."""
    open_ones = select(AssetDowntime).where(AssetDowntime.until_at.is_(None))
    if uow.session.scalar(open_ones.where(AssetDowntime.ticket_id == kept.id)) is not None:
        return
    for row in uow.session.scalars(open_ones.where(AssetDowntime.ticket_id == other.id)).all():
        if row.asset_id == kept.asset_id:
            row.ticket_id = kept.id


def _new(row: Ticket, part: Split) -> NewTicket:
    same = part.asset_id is None and part.place_id is None
    asset_id = row.asset_id if same else part.asset_id
    place_id = row.place_id if same else part.place_id
    trade_id = part.trade_id or (row.trade_id if same or part.asset_id is None else None)
    return NewTicket(
        summary=part.summary,
        description=part.description,
        asset_id=asset_id,
        place_id=None if asset_id else place_id,
        trade_id=trade_id,
        priority=row.priority,
        requester=row.requester,
        requester_phone=row.requester_phone,
        source=row.source,
    )
