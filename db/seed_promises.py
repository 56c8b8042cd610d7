"""What repairs are held to, as shipped: targets, the matrix of urgency and impact, the escalation."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.base import Base
from db.models import EscalationStep, Priority, PriorityRule, Role, ServiceTarget
from resources.reference_data import load

_DAY = 480  # minutes: what a target calls a working day


def add_promises(session: Session) -> int:
    """Fill each of the three tables that is empty; returns how many rows."""
    parts = {part["part"]: part["entries"] for part in load("targets")}
    made = ((_targets, "targets"), (_matrix, "matrix"), (_steps, "escalation"))
    rows = [row for make, name in made for row in make(session, parts[name])]
    session.add_all(rows)
    session.flush()
    return len(rows)


def _is_empty(session: Session, model: type[Base]) -> bool:
    return session.scalar(select(model.id).limit(1)) is None


def _targets(session: Session, entries: Iterable[dict[str, Any]]) -> Iterable[Base]:
    """An office that had set its own repair days for a priority keeps them as its target."""
    days = dict(session.execute(select(Priority.id, Priority.repair_workdays)).all())
    if _is_empty(session, ServiceTarget):
        for entry in entries:
            if entry["priority"] in days:
                yield ServiceTarget(
                    priority_id=entry["priority"],
                    response_minutes=entry["response_minutes"],
                    repair_minutes=days[entry["priority"]] * _DAY,
                    source=entry["source"],
                )


def _matrix(session: Session, entries: Iterable[dict[str, Any]]) -> Iterable[Base]:
    if _is_empty(session, PriorityRule):
        for entry in entries:
            yield PriorityRule(
                urgency=entry["urgency"], impact=entry["impact"], priority_id=entry["priority"]
            )


def _steps(session: Session, entries: Iterable[dict[str, Any]]) -> Iterable[Base]:
    roles = dict(session.execute(select(Role.code, Role.id)).all())
    if _is_empty(session, EscalationStep):
        for entry in entries:
            yield EscalationStep(
                priority_id=entry["priority"], at_percent=entry["at_percent"], role_id=roles[entry["role"]]
            )
