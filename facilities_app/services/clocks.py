"""The clocks of a ticket: what is promised when it is logged or edited, what a hold does to it, how it reads now.

The functions are parts of a ticket's own step; times are kept in the ticket's row, so that lists sort by them.
"""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Place, Priority, PriorityRule, ServiceTarget, Ticket, TicketEvent, TicketPause
from db.uow import UnitOfWork
from facilities_app.domain import tickets
from facilities_app.domain.clock import TAIPEI, at
from facilities_app.domain.clocks import AMBER_PERCENT, WorkingTime
from facilities_app.domain.dates import DateStyle, format_date
from facilities_app.domain.errors import Invalid
from facilities_app.domain.promises import Promise, Target, best
from facilities_app.domain.tickets import Action, Status

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase
    from facilities_app.services.tickets import Move

DUE_SET, DUE_FREE = "due_set", "due_free"
"""Lines of the history: a person set the due date; it follows the target again."""

_ANSWERS = (Action.START, Action.RESUME, Action.FINISH)
"""Steps after which somebody is, or was, at work; a resumed hold may have begun before anybody had come."""


def start(base: "ServiceBase", uow: UnitOfWork, row: Ticket, place: Place, due_on: date | None) -> None:
    """Give a ticket that is being logged its promise; a due date that a person typed stands above the target's.

    Raises Invalid("ticket.due_in_the_past").
    """
    promise = promised(base, uow.session, row.priority, row.trade_id, place, row.reported_at)
    row.response_due_at, row.due_at, row.amber_at = promise
    if due_on is not None:
        if due_on < row.reported_on:
            raise Invalid("ticket.due_in_the_past", field="due_on", due=due_on)
        _fix(base.working_time, row, due_on)


def follow(base: "ServiceBase", uow: UnitOfWork, row: Ticket) -> None:
    """Priority, trade or place changed: promise anew from the report on, with the pauses there were.

    What is done keeps what it was held to, and a due date that a person set stays.
    """
    if row.status >= Status.DONE:
        return
    place = uow.get(Place, row.place_id)
    promise = promised(base, uow.session, row.priority, row.trade_id, place, row.reported_at)
    working, now = base.working_time, base.clock.now()
    pauses = [
        (pause.from_at, pause.until_at or granted_until(pause)) for pause in pauses_of(uow.session, row.id)
    ]
    moved = [working.moved_on(moment, pauses, now) if moment is not None else None for moment in promise]
    row.response_due_at = moved[0]
    if not is_fixed(uow.session, row.id):
        assert moved[1] is not None
        row.due_at, row.amber_at = moved[1], moved[2]


def set_due(base: "ServiceBase", uow: UnitOfWork, row: Ticket, due_on: date | None) -> str:
    """A person sets the due date, or gives it back to the target; the kind of line the history gets.

    Raises Invalid("ticket.due_is_past") once the work is done: what was late stays late.
    """
    if row.status >= Status.DONE:
        raise Invalid("ticket.due_is_past", field="due_on", number=row.number)
    if due_on is not None:
        if due_on < row.reported_on:
            raise Invalid("ticket.due_before_report", field="due_on", on=row.reported_on)
        _fix(base.working_time, row, due_on)
        return DUE_SET
    return DUE_FREE


def step(base: "ServiceBase", uow: UnitOfWork, row: Ticket, was: Status, move: "Move") -> None:
    """The ticket took a step and has its new times: end the pause, begin one, stamp the first answer."""
    if was is Status.ON_HOLD:
        _resume(base, uow, row)
    if move.action is Action.HOLD:
        _hold(base, uow, row)
    if move.action in _ANSWERS and row.responded_at is None:
        row.responded_at = row.started_at or row.finished_at or base.clock.now()


def due_words(row: Ticket) -> str:
    """The due date as the history keeps it."""
    return format_date(row.due_at.astimezone(TAIPEI).date(), DateStyle.ROC)


def promised(
    base: "ServiceBase", session: Session, priority_id: int, trade_id: int, place: Place, begin: datetime
) -> tuple[datetime | None, datetime, datetime]:
    """When the answer is due, when the repair is, and when its time runs short. Without a target for the priority
    its own working days hold, and no answer is promised.
    """
    working = base.working_time
    target = target_for(session, priority_id, trade_id, place)
    if target is None:
        rank = session.get_one(Priority, priority_id)
        due = tickets.due_at(begin, rank.repair_workdays, base.workdays.add_workdays)
        return None, due, working.share(begin, due, AMBER_PERCENT)
    due = working.promised(begin, target.repair_minutes)
    answer = working.promised(begin, target.response_minutes)
    return answer, due, working.share(begin, due, AMBER_PERCENT)


def priority_of(session: Session, urgency: int, impact: int) -> int:
    """The priority that the matrix makes of both; the usual one where it says nothing."""
    found = session.scalar(
        select(PriorityRule.priority_id).where(PriorityRule.urgency == urgency, PriorityRule.impact == impact)
    )
    return int(found or tickets.Priority.NORMAL)


def target_for(session: Session, priority_id: int, trade_id: int, place: Place) -> Target | None:
    """The target that holds for such a repair."""
    rows = session.scalars(select(ServiceTarget).where(ServiceTarget.priority_id == priority_id))
    targets = [
        Target(one.id, one.priority_id, one.trade_id, one.place_id, one.response_minutes, one.repair_minutes)
        for one in rows
    ]
    return best(targets, trade_id, [int(part) for part in place.path.split("/") if part])


def pauses_of(session: Session, ticket_id: int) -> list[TicketPause]:
    """The ticket's pauses in their order."""
    statement = select(TicketPause).where(TicketPause.ticket_id == ticket_id)
    return list(session.scalars(statement.order_by(TicketPause.from_at, TicketPause.id)))


def granted_until(pause: TicketPause) -> datetime | None:
    """Until when the clock stands at the longest: the beginning of the day on which work was to go on."""
    return max(pause.from_at, at(pause.resume_on, 0)) if pause.resume_on is not None else None


def is_fixed(session: Session, ticket_id: int) -> bool:
    """Whether a person set the due date and nobody gave it back to the target since."""
    kind = session.scalar(
        select(TicketEvent.kind)
        .where(TicketEvent.ticket_id == ticket_id, TicketEvent.kind.in_((DUE_SET, DUE_FREE)))
        .order_by(TicketEvent.at.desc(), TicketEvent.id.desc())
        .limit(1)
    )
    return kind == DUE_SET


def as_promise(moments: tuple[datetime | None, datetime, datetime]) -> Promise:
    """The three moments by name; without a target the answer is due when the repair is."""
    answer, due, amber = moments
    return Promise(answer or due, due, amber)


def _fix(working: WorkingTime, row: Ticket, due_on: date) -> None:
    row.due_at = working.closing(due_on)
    row.amber_at = working.share(row.reported_at, row.due_at, AMBER_PERCENT)


def _hold(base: "ServiceBase", uow: UnitOfWork, row: Ticket) -> None:
    """The clock stands still until the day named; the promises move on by that at once."""
    now = base.clock.now()
    pause = TicketPause(
        ticket_id=row.id,
        from_at=now,
        reason=row.hold_reason,
        resume_on=row.hold_until,
        is_demo=row.is_demo,
    )
    uow.add(pause)
    until = granted_until(pause)
    _shift(base, uow, row, now, base.working_time.between(now, until) if until else 0)


def _resume(base: "ServiceBase", uow: UnitOfWork, row: Ticket) -> None:
    """The pause ends. Sooner than granted, the promises come back by the rest; later, the clock ran on since."""
    now = base.clock.now()
    if row.status >= Status.DONE and row.finished_at is not None:
        now = min(now, row.finished_at)
    working = base.working_time
    for pause in pauses_of(uow.session, row.id):
        if pause.until_at is None:
            until = granted_until(pause) or now
            pause.until_at = max(pause.from_at, min(now, until))
            _shift(base, uow, row, pause.from_at, -working.between(pause.until_at, until))


def _shift(base: "ServiceBase", uow: UnitOfWork, row: Ticket, since: datetime, minutes: int) -> None:
    """Move what is promised after ``since`` by working minutes. What was late by then stays late, and a day that a
    person set stays that day.
    """
    working = base.working_time

    def moved(moment: datetime | None) -> datetime | None:
        if moment is None or moment <= since or not minutes:
            return moment
        return working.after(moment, minutes) if minutes > 0 else working.before(moment, -minutes)

    if row.responded_at is None:
        row.response_due_at = moved(row.response_due_at)
    if is_fixed(uow.session, row.id):
        return
    row.amber_at = moved(row.amber_at)
    due = moved(row.due_at)
    assert due is not None
    row.due_at = due
