"""Moves planned inspections about the year, never further than the law lets them; any number is one step to undo."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import InspectionTask
from facilities_app.domain.changes import Outcome
from facilities_app.domain.errors import Invalid, NotFound
from facilities_app.domain.year_moves import Move, MoveRange, day_within
from facilities_app.services.inspections import needed_reason, put_off
from facilities_app.services.task_law import check_lawful, lawful_first, lawful_last

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

_ONE = timedelta(days=1)
Proposal = tuple[tuple[MoveRange, date], ...]
"""What would be moved, and to which day."""


class PlanYearMoves:
    """Ranges and proposals from any thread, moves on the writer's."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    def ranges(self, task_ids: Iterable[int]) -> tuple[MoveRange, ...]:
        """How far each may go. Raises NotFound, and Invalid("task.not_planned") for one that is over."""
        with self._base.read() as session:
            return tuple(self.range_of(session, self._row(session, key)) for key in task_ids)

    def propose(self, task_ids: Sequence[int], first: date, last: date) -> Proposal:
        """A day for each in the month or week from ``first`` to ``last``, a working day where it can be.

        Raises Invalid with the sentence why one cannot go there: the article, its window or its neighbours.
        """
        if not task_ids:
            raise Invalid("plan_year.nothing_to_move")
        found: list[tuple[MoveRange, date]] = []
        with self._base.read() as session:
            for key in task_ids:
                row = self._row(session, key)
                reach = self.range_of(session, row)
                begin, end = max(first, reach.first), min(last, reach.last or last)
                if begin > end:
                    self._refuse(session, row, reach, first, last)
                wanted = day_within(row.due_on, first, last, self._base.workdays)
                day = (
                    wanted
                    if begin <= wanted <= end
                    else day_within(row.due_on, begin, end, self._base.workdays)
                )
                found.append((reach, min(max(day, begin), end)))
        return tuple(found)

    def move(self, moves: Sequence[Move], reason: str, label: str = "plan_year.moved") -> Outcome[int]:
        """Put each on its day, with one reason for all, as one step. Raises Invalid past what the law lets one move,
        Conflict where one was changed meanwhile; then none is moved.
        """
        why = needed_reason(reason)
        today = self._base.clock.today()
        with self._base.uow(label) as uow:
            title, due = "", ""
            for one in moves:
                row = put_off(uow, one.task_id, one.version, one.due_on, why, today)
                title, due = self._base.labels.name("term", row.title), one.due_on.isoformat()
            return uow.commit(len(moves), title=title, due=due, count=len(moves))

    def _row(self, session: Session, task_id: int) -> InspectionTask:
        row = session.get(InspectionTask, task_id)
        if row is None:
            raise NotFound("task.gone", id=task_id)
        if row.status != "planned":
            raise Invalid("task.not_planned", number=row.number)
        return row

    def range_of(self, session: Session, row: InspectionTask) -> MoveRange:
        """How far one planned inspection may go."""
        today = self._base.clock.today()
        earliest = today if row.due_on < today else today + _ONE  # what is late may still be done today
        before, after = neighbours(session, row)
        bounds = [day for day in (lawful_first(session, row), before and before + _ONE) if day is not None]
        ends = [day for day in (lawful_last(session, row), after and after - _ONE) if day is not None]
        return MoveRange(
            task_id=row.id,
            version=row.version,
            number=row.number,
            title=self._base.labels.name("term", row.title),
            target=row.target_label,
            due_on=row.due_on,
            first=max([earliest, *bounds]),
            last=min(ends, default=None),
            statutory=row.is_statutory,
            own_last=None if row.is_statutory else row.window_until,
        )

    def _refuse(
        self, session: Session, row: InspectionTask, reach: MoveRange, first: date, last: date
    ) -> None:
        """Say why the row cannot go to these days."""
        if last < row.due_on and last <= self._base.clock.today():
            raise Invalid("task.due_in_the_past", field="due_on", due=last)
        check_lawful(session, row, first if first > row.due_on else last)
        before, after = neighbours(session, row)
        if after is not None and first >= after:
            raise Invalid("plan_year.after_next", next=after)
        if before is not None and last <= before:
            raise Invalid("plan_year.before_last", last=before)
        raise Invalid("plan_year.outside", since=reach.first, until=reach.last or last)


def neighbours(session: Session, row: InspectionTask) -> tuple[date | None, date | None]:
    """The days of the same thing's inspections before and after it in its plan."""
    if row.plan_id is None:
        return None, None
    same = (
        InspectionTask.plan_id == row.plan_id,
        InspectionTask.asset_id.is_not_distinct_from(row.asset_id),
        InspectionTask.place_id == row.place_id,
        InspectionTask.id != row.id,
    )
    due = InspectionTask.due_on
    before = session.scalar(select(func.max(due, type_=due.type)).where(*same, due < row.due_on))
    after = session.scalar(select(func.min(due, type_=due.type)).where(*same, due > row.due_on))
    return before, after
