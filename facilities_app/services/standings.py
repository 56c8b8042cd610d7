"""On which rung of its ladder something due stands, and whom it speaks to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from db.models import InspectionPlan, InspectionTask, Role, Ticket, User
from facilities_app.domain import ladder
from facilities_app.domain.rows import DueItem
from facilities_app.services.plan_drafts import ladder_days
from resources.texts import pick

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Standing:
    """``rung`` as in domain.ladder, None before the first; ``person`` and ``role`` are names, "" for everyone."""

    rung: int | None
    person: str = ""
    role: str = ""


def standings(session: Session, items: Sequence[DueItem], today: date) -> list[Standing]:
    """Where each of them stands, in their order."""
    tasks = _tasks(session, [item.id for item in items if item.kind == "task"])
    people = _assignees(session, [item.id for item in items if item.kind == "ticket"])
    return [_standing(item, today, tasks, people) for item in items]


def speaks_to(session: Session, user_id: int | None) -> ColumnElement[bool]:
    """Which inspections are this user's business: their own, and those of plans for their role or for no role.

    To be asked of tasks outer-joined to their plans.
    """
    role = session.scalar(select(User.role_id).where(User.id == user_id))
    return or_(
        InspectionTask.assignee_id == user_id,
        InspectionPlan.role_id.is_(None),
        InspectionPlan.role_id == role,
    )


def _standing(
    item: DueItem, today: date, tasks: dict[int, tuple[str | None, str, str]], people: dict[int, str]
) -> Standing:
    left = (item.due_on - today).days
    if item.kind != "task":
        return Standing(ladder.reached(left), people.get(item.id, "") if item.kind == "ticket" else "")
    steps, person, role = tasks.get(item.id, (None, "", ""))
    return Standing(ladder.reached(left, ladder.USUAL if steps is None else ladder_days(steps)), person, role)


def _tasks(session: Session, ids: list[int]) -> dict[int, tuple[str | None, str, str]]:
    found: dict[int, tuple[str | None, str, str]] = {}
    for some in _parts(ids):
        rows = session.execute(
            select(InspectionTask.id, InspectionPlan.ladder, InspectionTask.assignee_label, Role)
            .outerjoin(InspectionPlan, InspectionPlan.id == InspectionTask.plan_id)
            .outerjoin(Role, Role.id == InspectionPlan.role_id)
            .where(InspectionTask.id.in_(some))
        )
        for task, steps, person, role in rows:
            found[task] = (steps, person, pick(role.name_zh, role.name_en) if role is not None else "")
    return found


def _assignees(session: Session, ids: list[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for some in _parts(ids):
        rows = session.execute(
            select(Ticket.id, User.name).join(User, User.id == Ticket.assignee_id).where(Ticket.id.in_(some))
        )
        found.update((ticket, name) for ticket, name in rows)
    return found


def _parts(ids: list[int]) -> Iterable[list[int]]:
    return (ids[at : at + _AT_ONCE] for at in range(0, len(ids), _AT_ONCE))
