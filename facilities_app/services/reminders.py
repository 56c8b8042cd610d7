"""What someone must do now or soon, from all sources, in the order it presses."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from db.models import InspectionTask, Ticket
from facilities_app.domain.clock import at
from facilities_app.domain.rows import DueItem
from facilities_app.services import (
    due_contracts,
    due_filings,
    due_findings,
    due_items,
    due_licences,
    due_patrols,
    due_stock,
)
from facilities_app.services.due_items import Moment

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

GROUPS = ("overdue", "week", "new", "expiring")
_MOST = 1_000
_PAPERS = (
    due_items.permits_due,
    due_items.contracts_due,
    due_items.warranties_due,
    due_items.insurance_due,
    due_items.agreements_due,
    due_items.audit_due,
    due_findings.findings_due,
    due_contracts.bonds_due,
    due_contracts.milestones_due,
    due_stock.parts_due,
    due_licences.licences_due,
    due_patrols.patrols_due,
    due_filings.filings_due,
)


class ReminderService:
    """Reads what is due; the overview and the `remind` verb show the same items."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    def due(self, today: date | None = None, *, mine_only: bool = False, limit: int = _MOST) -> list[DueItem]:
        """Everything due, by group (overdue, week, new, expiring) and date; ``limit`` caps tickets and tasks."""
        with self._base.read() as session:
            return read_due(session, self.moment(today, mine_only=mine_only, limit=limit))

    def moment(self, today: date | None = None, *, mine_only: bool = False, limit: int = _MOST) -> Moment:
        """Now, or the first minute of another day."""
        clock = self._base.clock
        now = clock.now() if today is None or today == clock.today() else at(today, 0)
        return Moment(now, today or clock.today(), self._base.actor_id, mine_only, limit)


def read_due(session: Session, moment: Moment) -> list[DueItem]:
    """As ReminderService.due, within a session."""
    items = [*due_items.tickets_due(session, moment), *due_items.tasks_due(session, moment)]
    if not moment.mine_only:
        for read in _PAPERS:
            items += [_grouped(item, moment) for item in read(session, moment.today)]
    return sorted(items, key=_pressing)


def read_totals(session: Session, moment: Moment, shown: list[DueItem]) -> dict[str, int]:
    """By group, how many things there are, also beyond those shown."""
    totals = dict.fromkeys(GROUPS, 0)
    for group, where in due_items.ticket_groups(moment).items():
        totals[group] += due_items.count(session, Ticket, where)
    for group, where in due_items.task_groups(moment).items():
        totals[group] += due_items.count(session, InspectionTask, where)
    for item in shown:
        if item.kind not in ("ticket", "task"):
            totals[item.group] += 1
    return totals


def _grouped(item: DueItem, moment: Moment) -> DueItem:
    if item.due_on < moment.today:
        return replace(item, group="overdue")
    if item.due_on <= moment.week_end:
        return replace(item, group="week")
    return replace(item, group="expiring")


def _pressing(item: DueItem) -> tuple[int, date, str, int]:
    return GROUPS.index(item.group), item.due_on, item.kind, item.id
