"""The board of tickets: its columns, and what a card may be dropped on. All from the one table of transitions."""

from collections import deque
from dataclasses import dataclass

from facilities_app.domain.tickets import TRANSITIONS, Action, Status

COLUMNS: tuple[Status, ...] = tuple(status for status in Status if status.is_open)
"""The states somebody still has to act on, in the order of a ticket's life."""
ENDS: tuple[Status, ...] = (Status.CLOSED, Status.REJECTED, Status.CANCELLED)
"""Where a ticket's life ends: no columns, but a card can be dropped on them."""


@dataclass(frozen=True, slots=True)
class Drop:
    """Whether a card may be dropped on a state. ``action`` does it; where it is None, ``first`` is the first step
    of the shortest way there (None: there is none), or ``forbidden`` the step that this person may not take.
    """

    action: Action | None = None
    first: Action | None = None
    forbidden: Action | None = None

    @property
    def is_allowed(self) -> bool:
        """Whether dropping does something."""
        return self.action is not None


def action_between(source: Status, target: Status) -> Action | None:
    """The step that leads from one state straight to another; None for the same state or where there is none."""
    if source is target:
        return None
    return next((t.action for t in TRANSITIONS if source in t.sources and t.target is target), None)


@dataclass(frozen=True, slots=True)
class BoardRights:
    """The steps a person may take (None: all), and whether only what was verified can be closed."""

    may: frozenset[Action] | None = None
    acceptance_required: bool = False


ALL_RIGHTS = BoardRights()


def drop(source: Status, target: Status, rights: BoardRights = ALL_RIGHTS) -> Drop:
    """What dropping a card of ``source`` on ``target`` does for somebody with these rights."""
    action = action_between(source, target)
    if action is None:
        return Drop(first=first_step(source, target))
    if action is Action.CLOSE and source is Status.DONE and rights.acceptance_required:
        return Drop(first=Action.VERIFY)
    return Drop(action) if rights.may is None or action in rights.may else Drop(forbidden=action)


def first_step(source: Status, target: Status) -> Action | None:
    """The first step of the shortest way between two states that never opens a ticket again; None for no way."""
    if source is target:
        return None
    waiting: deque[tuple[Status, Action | None]] = deque([(source, None)])
    seen = {source}
    while waiting:
        here, first = waiting.popleft()
        for one in TRANSITIONS:
            if here not in one.sources or one.target in seen or one.action is Action.REOPEN:
                continue
            begun = first or one.action
            if one.target is target:
                return begun
            seen.add(one.target)
            waiting.append((one.target, begun))
    return None


def next_column(status: Status, step: int, rights: BoardRights = ALL_RIGHTS) -> Status | None:
    """The nearest column to the right (``step`` 1) or left (-1) that a card of ``status`` may go to."""
    if status not in COLUMNS:
        return None
    at = COLUMNS.index(status) + step
    while 0 <= at < len(COLUMNS):
        if drop(status, COLUMNS[at], rights).is_allowed:
            return COLUMNS[at]
        at += step
    return None


def work_step(status: Status) -> Action | None:
    """The one step a worker takes next: begin, take up again, or report done; None where the work is done."""
    possible = {t.action for t in TRANSITIONS if status in t.sources}
    order = (Action.RESUME, Action.START, Action.FINISH)
    return next((action for action in order if action in possible), None)
