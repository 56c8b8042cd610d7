"""What the repairs were promised, and since when the clocks of the waiting ones stand. All invented."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select, true

from db import bulk
from db.demo.world import World
from db.models import ServiceTarget, Ticket, TicketEvent
from facilities_app.domain.clock import TAIPEI, at
from facilities_app.domain.clocks import AMBER_PERCENT, WorkingTime
from facilities_app.domain.tickets import Status

_MOST = 200


class Answers:
    """When somebody was promised to come."""

    def __init__(self, world: World) -> None:
        self._working = WorkingTime(world.workdays)
        self._minutes = dict(
            world.connection.execute(
                select(ServiceTarget.priority_id, ServiceTarget.response_minutes).where(
                    ServiceTarget.trade_id.is_(None), ServiceTarget.place_id.is_(None)
                )
            ).all()
        )

    def due(self, reported: datetime, priority: int) -> datetime:
        """For a repair of this priority reported at this moment."""
        return self._working.promised(reported, self._minutes[priority])


def build_promises(world: World) -> None:
    """Of the newest open tickets: when the answer was due, when time runs short, and the pauses."""
    working, answers = WorkingTime(world.workdays), Answers(world)
    rows = world.connection.execute(
        select(
            Ticket.id,
            Ticket.priority,
            Ticket.status,
            Ticket.reported_at,
            Ticket.due_at,
            Ticket.started_at,
            Ticket.hold_reason,
        )
        .where(Ticket.is_open == true())
        .order_by(Ticket.id.desc())
        .limit(_MOST)
    ).all()
    for row in rows:
        filled: dict[str, Any] = {
            "response_due_at": answers.due(row.reported_at, row.priority),
            "amber_at": working.share(row.reported_at, row.due_at, AMBER_PERCENT),
        }
        if row.status == Status.ON_HOLD:
            until = _resumes(world, row.due_at)
            filled["hold_until"] = until
            filled["amber_at"] = working.share(max(row.reported_at, at(until, 0)), row.due_at, AMBER_PERCENT)
            _pause(world, row.id, row.hold_reason, row.started_at or row.reported_at, until)
        bulk.fill_columns(world.connection, "tickets", row.id, filled)


def _resumes(world: World, due: datetime) -> date:
    """Half-way to the due day; what is late already was to go on some days before it was due."""
    day = due.astimezone(TAIPEI).date()
    if day <= world.today:
        return world.workdays.previous_workday(day - timedelta(days=3))
    half = world.today + (day - world.today) // 2
    return world.workdays.next_workday(max(half, world.today + timedelta(days=1)))


def _pause(world: World, ticket_id: int, reason: str, begin: datetime, until: date) -> None:
    held = world.connection.execute(
        select(TicketEvent.at)
        .where(TicketEvent.ticket_id == ticket_id, TicketEvent.to_status == int(Status.ON_HOLD))
        .order_by(TicketEvent.at.desc())
        .limit(1)
    ).scalar()
    world.mark(
        "ticket_pauses",
        ticket_id=ticket_id,
        from_at=held or begin,
        until_at=None,
        reason=reason,
        resume_on=until,
    )
