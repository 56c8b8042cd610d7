"""How the tickets of a period, or of the list, stand to the promise of an answer."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Text, and_, case, false, or_, select, type_coerce
from sqlalchemy.orm import Session

from db.models import Ticket
from db.queries.repair_figures import KEYS
from facilities_app.domain.errors import Invalid
from facilities_app.domain.lists import Condition
from facilities_app.domain.periods import Period
from facilities_app.domain.tickets import Status


@dataclass(frozen=True, slots=True)
class Answered:
    """One case's keys, in the order of KEYS, and how it stands: a name of Responses."""

    id: int
    keys: tuple[Any, ...]
    outcome: str


def outcomes(now: str) -> dict[str, ColumnElement[bool]]:
    """The condition of each outcome, judged at ``now`` as moments are stored."""
    counted = Ticket.status <= Status.CLOSED
    due, came = Ticket.response_due_at, Ticket.responded_at
    waits = and_(Ticket.status < Status.DONE, came.is_(None), due.is_not(None))
    return {
        "kept": and_(counted, came <= due),
        "late": and_(counted, came > due),
        "overdue": and_(waits, type_coerce(due, Text()) < now),
        "running": and_(waits, type_coerce(due, Text()) >= now),
    }


def answered(session: Session, period: Period, now: datetime) -> list[Answered]:
    """Each case reported in the period that was not dropped."""
    found = outcomes(now.strftime("%Y-%m-%dT%H:%M:%SZ"))
    outcome = case(*((condition, name) for name, condition in found.items()), else_="unknown")
    keys = [getattr(Ticket, key) for key in KEYS[1:]]
    statement = select(Ticket.id, Ticket.reported_on, *keys, outcome).where(
        Ticket.reported_on.between(period.start, period.end), Ticket.status <= Status.CLOSED
    )
    return [
        Answered(row[0], (row[1].isoformat()[:7], *row[2:-1]), row[-1]) for row in session.execute(statement)
    ]


def with_response(condition: Condition) -> ColumnElement[bool]:
    """The condition of the ticket list for any of the outcomes named, judged at the moment that stands last."""
    values = [str(value) for value in condition.values]
    now = values.pop() if values and values[-1][:1].isdigit() else ""
    built = outcomes(now)
    built["missed"] = or_(built["late"], built["overdue"])
    built["judged"] = or_(built["kept"], built["missed"])
    for wanted in values:
        if wanted not in built:
            raise Invalid("list.no_such_value", filter="response", value=wanted, known=", ".join(built))
    return or_(false(), *(built[wanted] for wanted in values))
