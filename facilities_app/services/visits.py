"""Planned visits of tickets: set, moved to another day, taken off."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from db.models import Ticket, TicketEvent
from db.uow import UnitOfWork
from facilities_app.domain.changes import Outcome
from facilities_app.domain.clock import TAIPEI
from facilities_app.domain.dates import DateStyle, format_moment, weekday_en, weekday_zh
from facilities_app.domain.errors import Invalid
from facilities_app.domain.tickets import Status
from facilities_app.domain.visits import visit_moment
from facilities_app.services import ticket_rights
from resources.texts import pick

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase


class VisitService:
    """Every change is one step to undo and one line of the ticket's history.

    No day is refused; what the step says tells of a day off and of a day that is past.
    """

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    def plan(
        self, ticket_ids: Sequence[int], moment: datetime | None, *, version: int | None = None
    ) -> Outcome[int]:
        """Plan the visit of these tickets for a moment; None takes the plan off. Gives back how many.

        Raises Invalid("visit.ticket_closed") for a ticket whose work is done, Invalid("ticket.not_allowed") for
        somebody who may not work on tickets, and Conflict where ``version`` is
        given and the ticket moved on.
        """
        day = moment.astimezone(TAIPEI).date() if moment is not None else None
        return self._plan(ticket_ids, day, lambda row: moment, version)

    def move(self, ticket_ids: Sequence[int], day: date) -> Outcome[int]:
        """Put the visits on another day at the hour they have, or at nine where none is planned yet."""

        def moved(row: Ticket) -> datetime:
            if row.visit_at is None:
                return visit_moment(day)
            local = row.visit_at.astimezone(TAIPEI)
            return visit_moment(day, (local.hour, local.minute))

        return self._plan(ticket_ids, day, moved, None)

    def _plan(
        self,
        ticket_ids: Sequence[int],
        day: date | None,
        moment_of: Callable[[Ticket], datetime | None],
        version: int | None,
    ) -> Outcome[int]:
        if not ticket_ids:
            raise Invalid("ticket.none_chosen")
        with self._base.uow(self._label(day)) as uow:
            ticket_rights.check_right(self._base, uow.session, "edit")
            number = when = ""
            for ticket_id in ticket_ids:
                row = uow.get(Ticket, ticket_id, "ticket.gone")
                number, moment = row.number, moment_of(row)
                ticket_rights.check_version(self._base, uow.session, row, version)
                if row.status >= Status.DONE and moment is not None:
                    raise Invalid("visit.ticket_closed", number=number)
                when = format_moment(moment, DateStyle.ROC) if moment else ""
                if row.visit_at != moment:
                    row.visit_at = moment
                    self._tell(uow, row, when)
            return uow.commit(
                len(ticket_ids), number=number, when=when, name=self._off(day), count=len(ticket_ids)
            )

    def _label(self, day: date | None) -> str:
        if day is None:
            return "visit.cleared"
        if day < self._base.clock.today():
            return "visit.planned_past"
        return "visit.planned" if self._base.workdays.is_workday(day) else "visit.planned_off"

    def _off(self, day: date | None) -> str:
        """What is free on the day: the holiday's name, else the weekday."""
        if day is None:
            return ""
        name = self._base.workdays.name(day)
        return pick(name.zh, name.en) or pick(f"週{weekday_zh(day)}", weekday_en(day))

    def _tell(self, uow: UnitOfWork, row: Ticket, when: str) -> None:
        uow.add(
            TicketEvent(
                ticket_id=row.id,
                at=self._base.clock.now(),
                kind="visit" if when else "visit_off",
                actor=self._base.actor_name,
                note=when,
            )
        )
