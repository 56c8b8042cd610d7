"""Which inspections' sheets belong together: those of a month, of a round."""

from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from db.models import ChecklistTemplate, InspectionTask, Place
from facilities_app.domain.errors import Invalid
from resources.texts import pick


@dataclass(frozen=True, slots=True)
class SheetWish:
    """The open inspections due in ``month`` (any of its days), narrowed as wished; None and "" for all."""

    month: date
    site_id: int | None = None
    assignee_id: int | None = None
    template_code: str = ""


@dataclass(frozen=True, slots=True)
class SheetsFound:
    """``task_ids`` by due day; ``lists`` are the checklists with how many of each; ``without`` have none to print."""

    task_ids: tuple[int, ...]
    lists: tuple[tuple[str, int], ...]
    without: int


def sheets_of_month(session: Session, wish: SheetWish) -> SheetsFound:
    """The inspections a month asks for; none is an answer too."""
    first = wish.month.replace(day=1)
    conditions: list[ColumnElement[bool]] = [
        InspectionTask.status == "planned",
        InspectionTask.due_on.between(first, first + relativedelta(day=31)),
    ]
    if wish.site_id is not None:
        conditions.append(Place.site_id == wish.site_id)
    if wish.assignee_id is not None:
        conditions.append(InspectionTask.assignee_id == wish.assignee_id)
    if wish.template_code:
        conditions.append(InspectionTask.template_code == wish.template_code)
    return _found(session, conditions)


def sheets_of_round(session: Session, round_id: int) -> SheetsFound:
    """The open inspections of a round."""
    return _found(session, [InspectionTask.status == "planned", InspectionTask.round_id == round_id])


def must_have_some(found: SheetsFound) -> tuple[int, ...]:
    """Its inspections. Raises Invalid("checklist.nothing_to_print") if there are none."""
    if not found.task_ids:
        raise Invalid("checklist.nothing_to_print", without=found.without)
    return found.task_ids


def _found(session: Session, conditions: list[ColumnElement[bool]]) -> SheetsFound:
    current = (
        select(ChecklistTemplate.code, func.max(ChecklistTemplate.id).label("id"))
        .where(ChecklistTemplate.is_current)
        .group_by(ChecklistTemplate.code)
        .subquery()
    )
    rows = session.execute(
        select(InspectionTask.id, ChecklistTemplate.name_zh, ChecklistTemplate.name_en)
        .join(Place, Place.id == InspectionTask.place_id)
        .outerjoin(current, current.c.code == InspectionTask.template_code)
        .outerjoin(ChecklistTemplate, ChecklistTemplate.id == current.c.id)
        .where(*conditions)
        .order_by(InspectionTask.due_on, InspectionTask.id)
    ).all()
    counts: dict[str, int] = {}
    for _task, zh, en in rows:
        if zh is not None:
            name = pick(zh, en)
            counts[name] = counts.get(name, 0) + 1
    printable = tuple(task for task, zh, _en in rows if zh is not None)
    most = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return SheetsFound(printable, tuple(most), len(rows) - len(printable))
