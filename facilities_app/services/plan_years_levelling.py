"""The levelling proposal of a year: which of its planned inspections to move, and what the months become."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import InspectionPlan, InspectionTask, Place
from facilities_app.domain.levelling import Item, level, slack_of
from facilities_app.domain.year_columns import months_of
from facilities_app.domain.year_moves import Move, MoveRange
from facilities_app.domain.year_plan import YearRow, loads
from facilities_app.services.plan_years_moves import PlanYearMoves
from facilities_app.services.plan_years_reading import read_rows
from resources.texts import pick

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

_ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Proposed:
    """Inspections of one kind at one site that go together from one day to another, within ``first`` and ``last``."""

    title: str
    target: str
    statutory: bool
    before: date
    after: date
    first: date
    last: date
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class Levelling:
    """What each month asks for now, and the proposal."""

    year: int
    load: tuple[int, ...]
    proposed: tuple[Proposed, ...]

    def after(self, chosen: set[int]) -> tuple[int, ...]:
        """The load with these proposals taken, by their places."""
        found = list(self.load)
        for place, one in enumerate(self.proposed):
            if place in chosen:
                found[one.before.month - 1] -= len(one.moves)
                found[one.after.month - 1] += len(one.moves)
        return tuple(found)


@dataclass(frozen=True, slots=True)
class _Block:
    """Inspections that stand together on a day, and how far all of them may go."""

    site: str
    ranges: tuple[MoveRange, ...]
    first: date
    last: date


class PlanLevelling:
    """Reads only; any thread. What the law sets stays within its window, by the law's own last day."""

    def __init__(self, base: "ServiceBase", moves: PlanYearMoves) -> None:
        self._base, self._moves = base, moves

    def propose(self, year: int) -> Levelling:
        """The proposal for what is still ahead in the year."""
        with self._base.read() as session:
            rows = read_rows(self._base, session, year)
            blocks = self._blocks(session, year)
        months = months_of(year)
        load = tuple(one.asked for one in loads(rows, months))
        items = [
            Item(key, block.ranges[0].due_on, block.first, block.last, len(block.ranges))
            for key, block in enumerate(blocks)
        ]
        shifts = level(items, load, months, _by_day(rows), self._base.workdays)
        return Levelling(year, load, tuple(_proposed(blocks[one.key], one.after) for one in shifts))

    def _blocks(self, session: Session, year: int) -> list[_Block]:
        site = func.coalesce(Place.site_id, Place.id)
        rows = session.execute(
            select(InspectionTask, InspectionPlan.rule, site)
            .join(InspectionPlan, InspectionPlan.id == InspectionTask.plan_id)
            .join(Place, Place.id == InspectionTask.place_id)
            .where(
                InspectionTask.status == "planned",
                InspectionTask.origin == "plan",
                InspectionTask.due_on > self._base.clock.today(),
                InspectionTask.due_on <= date(year, 12, 31),
                InspectionTask.due_on >= date(year, 1, 1),
            )
            .order_by(InspectionTask.due_on, InspectionTask.id)
        ).all()
        names = {
            row.id: pick(row.name, row.name_en)
            for row in session.scalars(select(Place).where(Place.kind == "site"))
        }
        together: dict[tuple[int, str, date], list[tuple[MoveRange, date, date]]] = defaultdict(list)
        for task, rule, place in rows:
            reach = self._reach(session, task, rule)
            if reach is not None:
                together[place, task.title, task.due_on].append(reach)
        return [
            _Block(
                names.get(key[0], ""),
                tuple(one for one, _first, _last in found),
                max(first for _one, first, _last in found),
                min(last for _one, _first, last in found),
            )
            for key, found in together.items()
        ]

    def _reach(
        self, session: Session, task: InspectionTask, rule: str
    ) -> tuple[MoveRange, date, date] | None:
        """How far levelling may move it: never out of a window, and own schedule only by its slack."""
        slack = slack_of(rule)
        if task.window_until is None and not slack:
            return None
        one = self._moves.range_of(session, task)
        if task.is_statutory:
            # Law: without a window of its own it may be done later only as far as its interval lasts.
            first = one.first if task.window_from is not None else task.due_on
            last = one.last or task.due_on
        else:
            opens, closes = task.window_from, task.window_until
            first = max(one.first, opens or task.due_on - timedelta(days=slack))
            last = closes or task.due_on + timedelta(days=slack)
            last = min(last, one.last or last)
        first = max(first, self._base.clock.today() + _ONE)
        return (one, first, last) if first < last else None


def _by_day(rows: tuple[YearRow, ...]) -> dict[date, int]:
    return Counter(mark.due_on for row in rows for mark in row.marks)


def _proposed(block: _Block, after: date) -> Proposed:
    first = block.ranges[0]
    return Proposed(
        title=first.title,
        target=first.target if len(block.ranges) == 1 else block.site,
        statutory=any(one.statutory for one in block.ranges),
        before=first.due_on,
        after=after,
        first=block.first,
        last=block.last,
        moves=tuple(Move(one.task_id, one.version, after) for one in block.ranges),
    )
