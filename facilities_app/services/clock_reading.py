"""How a ticket's clocks read now, and which tickets have passed a step of the escalation."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Select, func, select, true
from sqlalchemy.orm import Session

from db.models import Asset, EscalationStep, JournalStep, Place, Priority, Role, Ticket, TicketPause, User
from facilities_app.domain.clocks import AMBER_PERCENT, Pause, WorkingTime, light
from facilities_app.domain.errors import Invalid, NotFound
from facilities_app.domain.promises import (
    ClockReading,
    Escalation,
    PauseReading,
    Promise,
    Step,
    TicketClocks,
    past_steps,
)
from facilities_app.domain.tickets import Status
from facilities_app.services import clocks
from resources.texts import pick

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase


def read_clocks(base: "ServiceBase", session: Session, row: Ticket) -> TicketClocks:
    """Both clocks of a ticket. What was sent back or cancelled has none: nothing is owed any more."""
    if row.status > Status.CLOSED:
        return TicketClocks()
    rows = clocks.pauses_of(session, row.id)
    now, spans = base.clock.now(), _spans(rows)
    paused = next((clocks.granted_until(one) for one in rows if one.until_at is None), None)
    working = base.working_time

    def reading(due: datetime, met: datetime | None, amber: datetime | None) -> ClockReading:
        before = [span for span in spans if met is None or span[0] < met]  # later ones moved it no more
        return ClockReading(
            due,
            _used(working, row, met or now, before),
            _promised(working, row, due, before),
            light(due=due, amber=amber, now=now, met=met, paused_until=paused),
            met,
        )

    answer = row.response_due_at
    is_done = row.status >= Status.DONE
    unknown = is_done and row.finished_at is None
    unanswered = is_done and row.responded_at is None
    amber = None
    if answer is not None:
        amber = _when_used(working, row, _promised(working, row, answer, spans), AMBER_PERCENT, spans, now)
    return TicketClocks(
        response=reading(answer, row.responded_at, amber) if answer is not None and not unanswered else None,
        repair=None if unknown else reading(row.due_at, row.finished_at, row.amber_at),
        pauses=tuple(
            PauseReading(one.reason, one.from_at, one.until_at, clocks.granted_until(one)) for one in rows
        ),
        is_fixed=clocks.is_fixed(session, row.id),
        escalation=next(iter(escalations(base, session, now, only=row.id)), None),
    )


class ClockService:
    """What is promised before a repair is logged, and who is to be told when time runs out. Any thread."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    def promise_for(
        self,
        priority: int,
        *,
        trade_id: int | None = None,
        asset_id: int | None = None,
        place_id: int | None = None,
    ) -> Promise:
        """What a repair logged now would be promised. Raises Invalid("ticket.no_such_priority")."""
        with self._base.read() as session:
            if session.get(Priority, priority) is None:
                raise Invalid("ticket.no_such_priority", field="priority")
            if asset_id is not None:
                asset = session.get(Asset, asset_id)
                if asset is None:
                    raise NotFound("asset.gone", id=asset_id)
                place_id = asset.place_id
            place = session.get(Place, place_id) if place_id is not None else None
            moments = clocks.promised(
                self._base,
                session,
                priority,
                trade_id or 0,
                place or Place(path="/"),
                self._base.clock.now(),
            )
        return clocks.as_promise(moments)

    def priority_of(self, urgency: int, impact: int) -> int:
        """The priority that the matrix makes of both."""
        with self._base.read() as session:
            return clocks.priority_of(session, urgency, impact)

    def escalations(self, now: datetime | None = None) -> tuple[Escalation, ...]:
        """Open repairs that are past a step, by how much of their time is used, most first."""
        now = now or self._base.clock.now()
        with self._base.read() as session:
            return escalations(self._base, session, now)


def escalations(
    base: "ServiceBase", session: Session, now: datetime, only: int | None = None
) -> tuple[Escalation, ...]:
    """As ClockService.escalations, within a session; ``only`` of one ticket. A repair whose clock stands still is
    told of once it goes on.
    """
    steps = [
        Step(one.at_percent, one.role_id, one.priority_id) for one in session.scalars(select(EscalationStep))
    ]
    if not steps:
        return ()
    statement = _candidates(steps, now)
    rows = list(session.scalars(statement.where(Ticket.id == only) if only is not None else statement))
    if not rows:
        return ()
    pauses = _pauses(session, [row.id for row in rows])
    names = {role.id: pick(role.name_zh, role.name_en) for role in session.scalars(select(Role))}
    people = defaultdict(list)
    for user in session.scalars(select(User).where(User.is_active == true()).order_by(User.id)):
        people[user.role_id].append(user.name)
    found = []
    for row in rows:
        spans = _spans(pauses[row.id])
        percent = _percent(base.working_time, row, now, pauses[row.id], spans)
        passed = past_steps(steps, row.priority, percent) if percent is not None else ()
        if percent is not None and passed:
            found.append(_escalation(base.working_time, row, percent, passed, now, spans, names, people))
    return tuple(sorted(found, key=lambda one: (-one.percent, one.due_at, one.id)))


def escalated_ids(base: "ServiceBase") -> tuple[int, ...]:
    """The ids of those tickets. Worked out once a minute and after each change: a list asks again and again."""
    now = base.clock.now()
    with base.read() as session:
        newest = session.scalar(select(func.max(JournalStep.id)))
        key = (now.replace(second=0, microsecond=0), newest)
        known = base.escalated
        if known is None or known[0] != key:
            known = (key, tuple(one.id for one in escalations(base, session, now)))
            base.escalated = known
    return known[1]


def _percent(
    working: WorkingTime,
    row: Ticket,
    now: datetime,
    pauses: Sequence[TicketPause],
    spans: Sequence[Pause],
) -> int | None:
    """How much of the repair's time is used up; None while the clock stands still and nothing is late."""
    paused = any(one.until_at is None and now < (clocks.granted_until(one) or now) for one in pauses)
    if paused and now <= row.due_at:
        return None
    promised = _promised(working, row, row.due_at, spans)
    return _used(working, row, now, spans) * 100 // promised if promised else 100 * (now > row.due_at)


def _escalation(
    working: WorkingTime,
    row: Ticket,
    percent: int,
    passed: Sequence[Step],
    now: datetime,
    spans: Sequence[Pause],
    names: Mapping[int, str],
    people: Mapping[int, Sequence[str]],
) -> Escalation:
    last = passed[-1]
    promised = _promised(working, row, row.due_at, spans)
    return Escalation(
        id=row.id,
        number=row.number,
        title=row.summary,
        where=row.where_label,
        assignee=row.assignee_label,
        due_at=row.due_at,
        percent=percent,
        at_percent=last.at_percent,
        since=min(_when_used(working, row, promised, last.at_percent, spans, now), now),
        roles=tuple(dict.fromkeys(names[step.role_id] for step in passed)),
        people=tuple(dict.fromkeys(name for step in passed for name in people.get(step.role_id, ()))),
        is_demo=row.is_demo,
    )


def _candidates(steps: Iterable[Step], now: datetime) -> Select[Ticket]:
    """Open, unfinished repairs; where no step is below three quarters only those whose time runs short."""
    statement = select(Ticket).where(Ticket.is_open == true(), Ticket.status < int(Status.DONE))
    if min(step.at_percent for step in steps) >= AMBER_PERCENT:
        statement = statement.where((Ticket.amber_at <= now) | Ticket.amber_at.is_(None))
    return statement


def _pauses(session: Session, ticket_ids: Sequence[int]) -> dict[int, list[TicketPause]]:
    found: dict[int, list[TicketPause]] = defaultdict(list)
    for first in range(0, len(ticket_ids), 500):
        piece = ticket_ids[first : first + 500]
        for pause in session.scalars(select(TicketPause).where(TicketPause.ticket_id.in_(piece))):
            found[pause.ticket_id].append(pause)
    return found


def _spans(pauses: Iterable[TicketPause]) -> list[Pause]:
    return [(one.from_at, one.until_at or clocks.granted_until(one)) for one in pauses]


def _used(working: WorkingTime, row: Ticket, until: datetime, spans: Sequence[Pause]) -> int:
    return working.elapsed(row.reported_at, until, spans)


def _when_used(
    working: WorkingTime, row: Ticket, promised: int, percent: int, spans: Sequence[Pause], now: datetime
) -> datetime:
    """When so much of the promised working time was or will be used up, the pauses left out."""
    return working.moved_on(working.after(row.reported_at, -(-promised * percent // 100)), spans, now)


def _promised(working: WorkingTime, row: Ticket, due: datetime, spans: Sequence[Pause]) -> int:
    """The working time that was promised: what lies before ``due`` without the pauses that moved it there."""
    return working.elapsed(row.reported_at, due, spans)
