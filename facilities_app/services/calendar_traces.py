"""What the journal tells of inspections that a calendar may still show: changed lately, given away, taken away."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from db.models import InspectionPlan, InspectionTask, JournalRow, JournalStep, User
from facilities_app.domain.dates import taipei

TASKS = "inspection_tasks"
REMEMBERED_DAYS = 400
"""So long what was taken away is withdrawn from calendars that were written before."""
_SHOWN = frozenset({"due_on", "status", "assignee_id"})


@dataclass(frozen=True, slots=True)
class Gone:
    """An inspection that is no longer there, as it was; ``sequence`` tops whatever was said of it."""

    id: int
    due_on: date
    title: str
    target_label: str
    number: str
    sequence: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Traces:
    """``changed``: ids moved, settled or given to another lately; ``former``: by id who had them before.

    ``deletions``: how often a row was taken away, by its id, also those that came back.
    """

    changed: frozenset[int] = frozenset()
    former: dict[int, frozenset[int]] = field(default_factory=dict)
    gone: tuple[Gone, ...] = ()
    deletions: dict[int, int] = field(default_factory=dict)


def read_traces(session: Session, now: datetime, kept_days: int, user_id: int | None) -> Traces:
    """What happened to inspections; ``user_id`` leaves out what was taken away and never was theirs."""
    changed, former = _changed(session, now - timedelta(days=kept_days))
    deletions: dict[int, int] = dict(
        session.execute(
            select(JournalRow.entity_id, func.count())
            .where(JournalRow.entity == TASKS, JournalRow.action == "D")
            .group_by(JournalRow.entity_id)
        ).all()
    )
    gone = _gone(session, now - timedelta(days=REMEMBERED_DAYS), deletions, user_id)
    return Traces(frozenset(changed), former, gone, deletions)


def sequence(version: int, deletions: int) -> int:
    """Counts on with each change, also over a row that was taken away and came back."""
    return version - 1 + 2 * deletions


def _changed(session: Session, since: datetime) -> tuple[set[int], dict[int, frozenset[int]]]:
    rows = session.execute(
        select(JournalRow.entity_id, JournalRow.before)
        .join(JournalStep, JournalStep.id == JournalRow.step_id)
        .where(JournalRow.entity == TASKS, JournalRow.action == "U", JournalStep.at >= since)
    )
    changed: set[int] = set()
    former: dict[int, frozenset[int]] = {}
    for key, before in rows:
        if before is None or not _SHOWN & before.keys():
            continue
        changed.add(key)
        if before.get("assignee_id"):
            former[key] = former.get(key, frozenset()) | {int(before["assignee_id"])}
    return changed, former


def _gone(
    session: Session, since: datetime, deletions: dict[int, int], user_id: int | None
) -> tuple[Gone, ...]:
    last = (
        select(JournalRow.entity_id, func.max(JournalRow.id).label("row"))
        .where(JournalRow.entity == TASKS, JournalRow.action == "D")
        .group_by(JournalRow.entity_id)
        .subquery()
    )
    rows = session.execute(
        select(JournalRow.entity_id, JournalRow.before, JournalStep.at)
        .join(last, last.c.row == JournalRow.id)
        .join(JournalStep, JournalStep.id == JournalRow.step_id)
        .outerjoin(InspectionTask, InspectionTask.id == JournalRow.entity_id)
        .where(JournalStep.at >= since, InspectionTask.id.is_(None))
    ).all()
    role = session.scalar(select(User.role_id).where(User.id == user_id))
    plans = session.execute(select(InspectionPlan.id, InspectionPlan.role_id))
    roles: dict[int | None, int | None] = {plan: of for plan, of in plans}  # noqa: C416 - rows are no pairs to mypy

    def was_mine(before: dict[str, Any]) -> bool:
        of = roles.get(before.get("plan_id"))
        return user_id is None or before.get("assignee_id") == user_id or of in (None, role)

    return tuple(
        _one(key, before, deletions[key], at) for key, before, at in rows if before and was_mine(before)
    )


def _one(key: int, before: dict[str, Any], deletions: int, at: datetime) -> Gone:
    return Gone(
        key,
        date.fromisoformat(str(before["due_on"])),
        str(before["title"]),
        str(before.get("target_label") or ""),
        str(before["number"]),
        sequence(int(before.get("version") or 1), deletions - 1) + 1,
        at,
    )


@dataclass(frozen=True, slots=True)
class Removed:
    """A row that was taken away, or lost its day: as it was."""

    id: int
    day: date
    name: str


@dataclass(frozen=True, slots=True)
class TableTraces:
    """``step`` grows with every change to the tables; ``moved``: ids whose day was changed lately."""

    step: int
    moved: frozenset[int]
    removed: tuple[Removed, ...]


def read_table(
    session: Session,
    tables: tuple[str, ...],
    days: tuple[str, ...],
    now: datetime,
    kept: int,
    there: set[int],
) -> TableTraces:
    """What happened to the first of the tables and the days in its columns ``days``, lately within ``kept`` days.

    ``there``: ids that have a day today.
    """
    step = session.scalar(select(func.max(JournalRow.step_id)).where(JournalRow.entity.in_(tables))) or 0
    if not days:
        return TableTraces(step, frozenset(), ())
    rows = session.execute(
        select(JournalRow.entity_id, JournalRow.before, JournalStep.at)
        .join(JournalStep, JournalStep.id == JournalRow.step_id)
        .where(
            JournalRow.entity == tables[0],
            JournalRow.action.in_(("U", "D")),
            or_(*(JournalRow.before[column].as_string().is_not(None) for column in days)),
            JournalStep.at >= now - timedelta(days=REMEMBERED_DAYS),
        )
        .order_by(JournalRow.id)
    )
    moved: set[int] = set()
    removed: dict[int, Removed] = {}
    for key, before, moment in rows:
        if moment >= now - timedelta(days=kept):
            moved.add(key)
        if key not in there:
            name = next((str(before[part]) for part in _NAMES if before.get(part)), "")
            day = min(_day_of(str(before[column])) for column in days if before.get(column))
            removed[key] = Removed(key, day, name)
    return TableTraces(step, frozenset(moved), tuple(removed.values()))


_NAMES = ("summary", "title", "name", "holder", "number")


def _day_of(text: str) -> date:
    """A day as the journal keeps it, or the day in Taiwan of a moment."""
    return date.fromisoformat(text) if len(text) == len("2026-03-02") else taipei(text).date()
