"""How each thing under a duty stands: when it was done last and filed, and when it is due next, in which window."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import Asset, Duty, InspectionResult, InspectionTask, Place
from facilities_app.domain import duties
from facilities_app.domain.duties import Window
from facilities_app.domain.inspections import state
from facilities_app.services.task_law import lawful_last
from resources.texts import pick

Key = tuple[int | None, int]
"""Asset and place; a place's own things have no asset."""


@dataclass(frozen=True, slots=True)
class DutyThing:
    """One asset or place. ``last_id`` and ``next_id`` are inspections, ``next_state`` is a TaskState."""

    asset_id: int | None
    name: str
    place: str
    last_id: int | None = None
    last_on: date | None = None
    last_outcome: str = ""
    filing_number: str = ""
    filed_on: date | None = None
    kept_until: date | None = None
    next_id: int | None = None
    next_on: date | None = None
    next_state: str = ""
    next_is_statutory: bool = False
    window: Window | None = None


def read_things(session: Session, duty: Duty, today: date) -> tuple[DutyThing, ...]:
    """All that was ever inspected or is planned under the duty, the most pressing first."""
    last, following = _ranked(session, duty.id, "done"), _ranked(session, duty.id, "planned")
    results = _results(session, [task.id for task in last.values()])
    keys = {*last, *following}
    names = _names(session, keys)
    things = [
        _thing(session, duty, key, names[key], last.get(key), following.get(key), results, today)
        for key in keys
        if key in names
    ]
    return tuple(sorted(things, key=lambda one: (one.next_on or date.max, one.place, one.name)))


def _thing(
    session: Session,
    duty: Duty,
    key: Key,
    name: tuple[str, str],
    last: InspectionTask | None,
    following: InspectionTask | None,
    results: dict[int, InspectionResult],
    today: date,
) -> DutyThing:
    result = results.get(last.id) if last is not None else None
    done_on = last.done_on if last is not None else None
    return DutyThing(
        key[0],
        *name,
        last_id=last.id if last else None,
        last_on=done_on,
        last_outcome=last.outcome if last else "",
        filing_number=result.filing_number if result else "",
        filed_on=result.filed_on if result else None,
        kept_until=duties.kept_until(done_on, duty.retention_years) if done_on else None,
        next_id=following.id if following else None,
        next_on=following.due_on if following else None,
        next_state=state(following.status, following.due_on, None, today).value if following else "",
        next_is_statutory=following.is_statutory if following else False,
        window=_window(session, duty, following) if following else None,
    )


def _window(session: Session, duty: Duty, task: InspectionTask) -> Window:
    return duties.window_of(
        duty.code, task.due_on, task.window_from, task.window_until, lawful_last(session, task)
    )


def _ranked(session: Session, duty_id: int, status: str) -> dict[Key, InspectionTask]:
    """By thing the newest that is done, or the first that is planned."""
    task = InspectionTask
    order = (task.done_on.desc(), task.id.desc()) if status == "done" else (task.due_on, task.id)
    rank = func.row_number().over(partition_by=(task.asset_id, task.place_id), order_by=order).label("rank")
    ranked = (
        select(task.id, rank)
        .where(task.duty_id == duty_id, task.status == status, task.origin != "recheck")
        .subquery()
    )
    rows = session.scalars(select(task).join(ranked, ranked.c.id == task.id).where(ranked.c.rank == 1))
    return {(row.asset_id, 0 if row.asset_id else row.place_id): row for row in rows}


def _results(session: Session, tasks: list[int]) -> dict[int, InspectionResult]:
    rows = session.scalars(select(InspectionResult).where(InspectionResult.task_id.in_(tasks)))
    return {row.task_id: row for row in rows if row.task_id is not None}


def _names(session: Session, keys: set[Key]) -> dict[Key, tuple[str, str]]:
    assets = [asset for asset, _place in keys if asset is not None]
    places = [place for asset, place in keys if asset is None]
    found: dict[Key, tuple[str, str]] = {
        (row.id, 0): (row.name, row.place_label)
        for row in session.scalars(select(Asset).where(Asset.id.in_(assets), Asset.status != "retired"))
    }
    for row in session.scalars(select(Place).where(Place.id.in_(places))):
        name = pick(row.name, row.name_en)
        found[None, row.id] = (name, row.label if row.label != row.name else "")
    return found
