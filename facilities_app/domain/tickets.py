"""The life of a repair ticket: its states, which step leads where, and when it is due."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum, StrEnum

from facilities_app.domain.clock import TAIPEI, at
from facilities_app.domain.errors import Invalid

DUE_HOUR = 17
"""A repair due on a day is due when the office closes."""


class Status(IntEnum):
    """Where a ticket stands; the numbers sort in the order of its life."""

    REPORTED = 10
    ACCEPTED = 20
    DISPATCHED = 30
    IN_PROGRESS = 40
    ON_HOLD = 50
    DONE = 60
    VERIFIED = 70
    CLOSED = 80
    REJECTED = 90
    CANCELLED = 95

    @property
    def is_open(self) -> bool:
        """Whether someone still has to act."""
        return self < Status.CLOSED


class Priority(IntEnum):
    """How soon; the numbers are the ranks of the priorities table."""

    URGENT = 1
    HIGH = 2
    NORMAL = 3
    LOW = 4


class Action(StrEnum):
    """What a person can do to a ticket's state."""

    ACCEPT = "accept"
    DISPATCH = "dispatch"
    START = "start"
    HOLD = "hold"
    RESUME = "resume"
    FINISH = "finish"
    VERIFY = "verify"
    CLOSE = "close"
    REJECT = "reject"
    CANCEL = "cancel"
    REOPEN = "reopen"


@dataclass(frozen=True, slots=True)
class Transition:
    """An action: from which states, to which, and what it must be told."""

    action: Action
    sources: frozenset[Status]
    target: Status
    needs_reason: bool = False
    needs_hold: bool = False  # a hold reason and a resume date
    needs_assignee: bool = False  # own staff or a vendor
    permissions: frozenset[str] = frozenset()  # any one of them will do


LOG, WORK, CLOSE, APPROVE = "ticket_log", "ticket_work", "ticket_close", "approve"

RIGHTS: dict[str, frozenset[str]] = {
    "log": frozenset({LOG}),
    "note": frozenset({LOG, WORK}),
    "edit": frozenset({WORK}),
}
"""Which permissions (any one of them) what is no step of a ticket's life needs."""

_NEEDED = {
    Action.VERIFY: frozenset({CLOSE, APPROVE}),
    Action.CLOSE: frozenset({CLOSE}),
    Action.REOPEN: frozenset({CLOSE, APPROVE}),
}


def _t(action: Action, sources: str, target: Status, **needs: bool) -> Transition:
    states = frozenset(Status[name] for name in sources.split())
    return Transition(action, states, target, permissions=_NEEDED.get(action, frozenset({WORK})), **needs)


TRANSITIONS: tuple[Transition, ...] = (
    _t(Action.ACCEPT, "REPORTED", Status.ACCEPTED),
    _t(
        Action.DISPATCH,
        "REPORTED ACCEPTED DISPATCHED IN_PROGRESS ON_HOLD",
        Status.DISPATCHED,
        needs_assignee=True,
    ),
    _t(Action.START, "REPORTED ACCEPTED DISPATCHED", Status.IN_PROGRESS),
    _t(Action.HOLD, "ACCEPTED DISPATCHED IN_PROGRESS ON_HOLD", Status.ON_HOLD, needs_hold=True),
    _t(Action.RESUME, "ON_HOLD", Status.IN_PROGRESS),
    _t(Action.FINISH, "ACCEPTED DISPATCHED IN_PROGRESS ON_HOLD", Status.DONE),
    _t(Action.VERIFY, "DONE", Status.VERIFIED),
    _t(Action.CLOSE, "DONE VERIFIED", Status.CLOSED),
    _t(Action.REJECT, "REPORTED ACCEPTED", Status.REJECTED, needs_reason=True),
    _t(
        Action.CANCEL, "REPORTED ACCEPTED DISPATCHED IN_PROGRESS ON_HOLD", Status.CANCELLED, needs_reason=True
    ),
    _t(Action.REOPEN, "DONE VERIFIED CLOSED REJECTED CANCELLED", Status.IN_PROGRESS, needs_reason=True),
)

_BY_ACTION = {transition.action: transition for transition in TRANSITIONS}


def may(needed: Collection[str], permissions: Collection[str] | None) -> bool:
    """Whether somebody with these permissions may do what needs any of ``needed``; None may do everything."""
    return permissions is None or any(one in permissions for one in needed)


def allowed(
    status: Status, permissions: Collection[str] | None = None, *, acceptance_required: bool = False
) -> tuple[Action, ...]:
    """The actions possible from ``status`` for somebody with these permissions (None: with all), the usual next
    one first. Where acceptance is required, only a verified repair can be closed.
    """
    usual = {
        Status.REPORTED: Action.DISPATCH,
        Status.ACCEPTED: Action.DISPATCH,
        Status.DISPATCHED: Action.START,
        Status.IN_PROGRESS: Action.FINISH,
        Status.ON_HOLD: Action.RESUME,
        Status.DONE: Action.VERIFY if acceptance_required else Action.CLOSE,
        Status.VERIFIED: Action.CLOSE,
    }
    possible = [t.action for t in TRANSITIONS if status in t.sources and may(t.permissions, permissions)]
    if acceptance_required and status is Status.DONE and Action.CLOSE in possible:
        possible.remove(Action.CLOSE)
    return tuple(sorted(possible, key=lambda action: action != usual.get(status)))


def transition(
    status: Status, action: Action, number: str = "", *, acceptance_required: bool = False
) -> Transition:
    """The transition, or Invalid("ticket.not_from_here") naming both, and the ticket; or
    Invalid("ticket.needs_acceptance") for closing what nobody verified where that is required.
    """
    found = _BY_ACTION[action]
    if status not in found.sources:
        raise Invalid("ticket.not_from_here", number=number, status=int(status), action=action.value)
    if acceptance_required and action is Action.CLOSE and status is Status.DONE:
        raise Invalid("ticket.needs_acceptance", number=number)
    return found


def rights(action: Action) -> frozenset[str]:
    """The permissions of which a step needs any one."""
    return _BY_ACTION[action].permissions


def due_at(reported: datetime, repair_workdays: int, add_workdays: Callable[[date, int], date]) -> datetime:
    """When a repair is due: so many working days after the day it was reported, at 17:00 in Taiwan.

    Zero is the same day; after closing time that becomes the next working day.
    """
    local = reported.astimezone(TAIPEI)
    day = local.date()
    if repair_workdays == 0:
        if local.hour < DUE_HOUR:
            return at(day, DUE_HOUR)
        repair_workdays = 1
    return at(add_workdays(day, repair_workdays), DUE_HOUR)


def number(year: int, serial: int) -> str:
    """A ticket's number: 民國 year, then the count within it: 115-0342."""
    return f"{year:03d}-{serial:04d}"
