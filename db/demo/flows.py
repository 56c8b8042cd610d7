"""How tickets go through their states: patterns of delays, times of day, and the lines of their history."""

from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from db.demo.calendar import Calendar
from db.demo.texts import CANCELLED_NOTES, DONE_NOTES, REJECTED_NOTES
from db.demo.world import World
from facilities_app.domain.tickets import Status

_CLOCK = [f"T{m // 60:02d}:{m % 60:02d}:00Z" for m in range(601)]
"""Minutes after 8 in the morning in Taiwan, as UTC: the office's day lies on one date in both."""

Times = tuple[str, str | None, str | None, str | None, str | None]


@dataclass(frozen=True, slots=True)
class Flow:
    """Working days and minutes from the report to each later moment. Minutes rise, so times never cross."""

    status: Status
    days: tuple[int, int, int, int] = (0, 0, 0, 0)
    minutes: tuple[int, int, int, int] = (12, 30, 45, 60)
    costs: bool = False

    def times(self, calendar: Calendar, day: date, minute: int, *, pressing: bool = False) -> Times:
        """Reported, dispatched, started, finished, closed; None where the ticket never got so far. To what is
        ``pressing`` somebody comes the same day, now and then the next.
        """
        reached = _REACHED[self.status]
        sent, started, finished, closed = self.days
        days = (sent, started // 2 if pressing else started, finished, closed)
        later = [
            calendar.after(day, days[n]) + _CLOCK[minute + self.minutes[n]] if reached[n] else None
            for n in range(4)
        ]
        return day.isoformat() + _CLOCK[minute], later[0], later[1], later[2], later[3]


_REACHED = {
    Status.REPORTED: (0, 0, 0, 0),
    Status.ACCEPTED: (0, 0, 0, 0),
    Status.DISPATCHED: (1, 0, 0, 0),
    Status.IN_PROGRESS: (1, 1, 0, 0),
    Status.ON_HOLD: (1, 1, 0, 0),
    Status.DONE: (1, 1, 1, 0),
    Status.VERIFIED: (1, 1, 1, 0),
    Status.CLOSED: (1, 1, 1, 1),
    Status.REJECTED: (0, 0, 0, 1),
    Status.CANCELLED: (0, 0, 0, 1),
}


def _patterns() -> tuple[Flow, ...]:
    dice = Random("flows")  # noqa: S311 the same patterns for every seed
    flows = []
    for n in range(400):
        if n < 10:
            flows.append(Flow(Status.REJECTED, minutes=(0, 0, 0, dice.randint(20, 60))))
        elif n < 22:
            flows.append(Flow(Status.CANCELLED, minutes=(0, 0, 0, dice.randint(20, 60))))
        else:
            start = dice.choice((0, 0, 0, 1, 1, 2))
            finish = start + dice.choice((0, 0, 0, 1, 1, 2, 3, 5, 8, 12))
            close = finish + dice.choice((0, 1, 1, 2, 3))
            minutes = (dice.randint(5, 20), dice.randint(21, 35), dice.randint(36, 50), dice.randint(51, 68))
            flows.append(Flow(Status.CLOSED, (0, start, finish, close), minutes, dice.random() < 0.55))
    return tuple(flows)


FLOWS = _patterns()
_AT = {
    "id": 0,
    "status": 12,
    "requester": 14,
    "assignee": 17,
    "reported": 19,
    "dispatched": 22,
    "started": 23,
}
_AT |= {"finished": 24, "closed": 25}


def events_of(world: World, values: tuple[Any, ...], flow: Flow, serial: int) -> None:
    """The history of one ticket, from the moments in its row."""
    at = {name: values[index] for name, index in _AT.items()}
    who = at["assignee"]

    def tell(when: str | None, kind: str, old: int | None, new: int | None, note: str, actor: str) -> None:
        if when is not None:
            world.mark(
                "ticket_events", ticket_id=at["id"], at=when, kind=kind, actor=actor,
                from_status=old, to_status=new, note=note,
            )  # fmt: skip

    tell(at["reported"], "reported", None, 10, "", at["requester"])
    if flow.status in (Status.REJECTED, Status.CANCELLED):
        notes = REJECTED_NOTES if flow.status is Status.REJECTED else CANCELLED_NOTES
        tell(at["closed"], "status", 10, int(flow.status), notes[serial % len(notes)], "謝淑芬")
        return
    tell(at["dispatched"], "assigned", 10, 30, f"派 {who}", "謝淑芬")
    tell(at["started"], "status", 30, 40, "", who)
    tell(at["finished"], "status", 40, 60, DONE_NOTES[serial % len(DONE_NOTES)], who)
    tell(at["closed"], "status", 60, 70, "驗收合格", "謝淑芬")
    tell(at["closed"], "status", 70, 80, "", "謝淑芬")
