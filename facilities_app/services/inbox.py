"""Each person's inbox of reminders: what has reached a rung of its ladder, put off or taken note of."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import InboxItem, InspectionPlan, InspectionTask
from facilities_app.domain import ladder
from facilities_app.domain.changes import Outcome
from facilities_app.domain.clock import TAIPEI
from facilities_app.domain.errors import Invalid
from facilities_app.domain.rows import DueItem
from facilities_app.services.due_items import task_item
from facilities_app.services.plan_drafts import ladder_days
from facilities_app.services.standings import Standing, speaks_to, standings

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase
    from facilities_app.services.reminders import ReminderService


@dataclass(frozen=True, slots=True)
class Reminder:
    """One line of the inbox. ``rung`` is how many days before the day it last spoke up, below 0 how late it is."""

    item: DueItem
    rung: int
    is_mine: bool


class InboxService:
    """Reads the acting person's inbox; what they do about a line is theirs alone."""

    def __init__(self, base: "ServiceBase", reminders: "ReminderService") -> None:
        self._base, self._reminders = base, reminders

    def read(self, due: list[DueItem] | None = None) -> list[Reminder]:
        """What speaks up now for the acting user, the most pressing first; ``due`` if it was read just now."""
        now = self._base.clock.now()
        today = now.astimezone(TAIPEI).date()
        due = self._reminders.due() if due is None else due
        papers = [item for item in due if item.kind in ladder.PAPERS]
        with self._base.read() as session:
            done = self._noted(session)
            lines = [*_tasks(session, today, self._base.actor_id), *_papers(papers, today)]
        spoken = [line[0] for line in lines if not _is_silent(line, done, now, today)]
        return sorted(spoken, key=lambda line: (line.item.due_on, line.item.kind, line.item.id))

    def standings(self, items: list[DueItem]) -> list[Standing]:
        """On which rung each of these stands today and for whom, in their order."""
        with self._base.read() as session:
            return standings(session, items, self._base.clock.today())

    def snooze(self, item: DueItem, until: datetime) -> Outcome[int]:
        """Put a reminder off until a moment to come."""
        if until <= self._base.clock.now():
            raise Invalid("inbox.snooze_in_the_past", field="until")
        return self._write("inbox.snoozed", item, snoozed_until=until)

    def acknowledge(self, item: DueItem) -> Outcome[int]:
        """Take note: it is quiet until its next rung, or until tomorrow once it is late."""
        return self._write("inbox.noted", item, acknowledged_at=self._base.clock.now())

    def _write(self, label: str, item: DueItem, **values: datetime) -> Outcome[int]:
        if self._base.actor_id is None:
            raise Invalid("inbox.needs_user")
        with self._base.uow(label) as uow:
            row = uow.session.scalars(
                select(InboxItem).filter_by(
                    user_id=self._base.actor_id, entity=item.kind, entity_id=item.id, due_on=item.due_on
                )
            ).first()
            if row is None:
                row = InboxItem(
                    user_id=self._base.actor_id, entity=item.kind, entity_id=item.id, due_on=item.due_on
                )
                uow.session.add(row)
            for name, value in values.items():
                setattr(row, name, value)
            uow.session.flush()
            return uow.commit(row.id, name=item.title)

    def _noted(self, session: Session) -> dict[tuple[str, int, date], InboxItem]:
        rows = session.scalars(select(InboxItem).where(InboxItem.user_id == self._base.actor_id))
        return {(row.entity, row.entity_id, row.due_on): row for row in rows}


Line = tuple[Reminder, tuple[int, ...]]


def _tasks(session: Session, today: date, user_id: int | None) -> Iterator[Line]:
    """Planned inspections whose plan's ladder speaks today, to who does them or bears the plan's role."""
    ladders = {text: ladder_days(text) for text in session.scalars(select(InspectionPlan.ladder).distinct())}
    farthest = max((rungs[0] for rungs in (*ladders.values(), ladder.USUAL) if rungs), default=0)
    rows = session.execute(
        select(InspectionTask, InspectionPlan.ladder)
        .outerjoin(InspectionPlan, InspectionPlan.id == InspectionTask.plan_id)
        .where(InspectionTask.status == "planned", InspectionTask.due_on <= today + timedelta(days=farthest))
        .where(speaks_to(session, user_id))
    )
    for task, steps in rows:
        is_mine = task.assignee_id is not None and task.assignee_id == user_id
        rungs = ladder.USUAL if steps is None else ladders[steps]
        rung = ladder.reached((task.due_on - today).days, rungs)
        if rung is not None:
            yield Reminder(task_item(task, is_mine=is_mine), rung, is_mine), rungs


def _papers(items: list[DueItem], today: date) -> Iterator[Line]:
    for item in items:
        rung = ladder.reached((item.due_on - today).days)
        if rung is not None:
            yield Reminder(item, rung, item.is_mine), ladder.USUAL


def _is_silent(line: Line, done: dict[tuple[str, int, date], InboxItem], now: datetime, today: date) -> bool:
    reminder, rungs = line
    noted = done.get((reminder.item.kind, reminder.item.id, reminder.item.due_on))
    if noted is None:
        return False
    if noted.snoozed_until is not None and noted.snoozed_until > now:
        return True
    if noted.acknowledged_at is None:
        return False
    on = noted.acknowledged_at.astimezone(TAIPEI).date()
    return ladder.is_quiet(reminder.item.due_on, today, on, rungs)
