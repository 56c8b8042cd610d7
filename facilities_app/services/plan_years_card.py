"""What the card over a cell of the year planner says: the window, the law, who, the last time, the checklist."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from db.models import InspectionPlan, InspectionTask, Vendor
from facilities_app.domain.errors import Invalid
from facilities_app.domain.rows import TaskDetail
from facilities_app.domain.year_moves import MoveRange
from facilities_app.services.plan_years_moves import PlanYearMoves
from facilities_app.services.task_reading import read_task

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

_LISTED = 8


@dataclass(frozen=True, slots=True)
class CellCard:
    """The most pressing inspection of a cell whole, how far it may be moved (None: it is over), and what stands
    with it: label and day of each, at most _LISTED.
    """

    task: TaskDetail
    reach: MoveRange | None
    vendor: str
    together: tuple[tuple[str, date], ...]


def read_card(base: "ServiceBase", moves: PlanYearMoves, task_ids: tuple[int, ...]) -> CellCard:
    """The card of these tasks, the first in front. Raises NotFound("task.gone")."""
    task = read_task(base, task_ids[0])
    try:
        (reach,) = moves.ranges(task_ids[:1])
    except Invalid:  # it is done or was left out
        reach = None
    with base.read() as session:
        vendor = session.scalar(
            select(Vendor.name)
            .join(InspectionPlan, InspectionPlan.vendor_id == Vendor.id)
            .where(InspectionPlan.id == task.plan_id)
        )
        rows = session.execute(
            select(InspectionTask.target_label, InspectionTask.due_on)
            .where(InspectionTask.id.in_(task_ids))
            .order_by(InspectionTask.due_on, InspectionTask.target_label)
            .limit(_LISTED)
        )
        together = tuple((label, due) for label, due in rows) if len(task_ids) > 1 else ()
    return CellCard(task, reach, vendor or "", together)
