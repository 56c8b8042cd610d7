"""When somebody comes for the repairs that are under way: planned visits of this week and the next. All invented."""

from datetime import timedelta

from sqlalchemy import select, true

from db import bulk
from db.demo.world import World
from db.models import Ticket
from facilities_app.domain.tickets import Status
from facilities_app.domain.visits import visit_moment
from facilities_app.domain.workdays import Workdays

_MOST = 14
_HOURS = ((9, 30), (14, 0), (10, 30), (15, 30))
_PLANNED = (int(Status.ACCEPTED), int(Status.DISPATCHED), int(Status.IN_PROGRESS))


def build_visits(world: World) -> None:
    """Two or three visits a working day, the most pressing tickets first."""
    found = world.connection.execute(
        select(Ticket.id)
        .where(Ticket.is_open == true(), Ticket.status.in_(_PLANNED))
        .order_by(Ticket.due_at, Ticket.id)
        .limit(_MOST)
    ).scalars()
    workdays = Workdays()
    day = workdays.next_workday(world.today)
    for place, ticket_id in enumerate(found):
        if place and place % 3 == 0:
            day = workdays.next_workday(day + timedelta(days=1))
        moment = visit_moment(day, _HOURS[place % len(_HOURS)])
        bulk.fill_columns(world.connection, "tickets", ticket_id, {"visit_at": moment})
