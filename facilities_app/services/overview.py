"""The overview: what must be done today, and how things stand."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import func, select, true

from db.models import InspectionTask, Ticket
from facilities_app.domain.clock import at
from facilities_app.domain.rows import Overview
from facilities_app.domain.tickets import Status
from facilities_app.services import due_items, figures
from facilities_app.services.rack import read_rack
from facilities_app.services.reminders import ReminderService, read_due, read_totals

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from facilities_app.services.base import ServiceBase
    from facilities_app.services.due_items import Moment

_SHOWN = 60


class OverviewService:
    """Reads the whole page in one moment of the database."""

    def __init__(self, base: "ServiceBase", reminders: ReminderService) -> None:
        self._base, self._reminders = base, reminders

    def read(self, mine_only: bool = False) -> Overview:
        """Everything the page shows; ``due`` holds up to 60 tickets and 60 inspections a group."""
        moment = self._reminders.moment(mine_only=mine_only, limit=_SHOWN)
        today = moment.today
        with self._base.read() as session:
            due = read_due(session, moment)
            total, overdue = figures.compliance(session, today)
            ages = figures.open_ages(session, today)
            trades, months = figures.trade_months(session, today)
            audit_name, audit_done, audit_total = figures.audit_progress(session, today)
            sun = figures.solar(session, today)
            later_tickets, later_tasks = _later(session, moment)
            return Overview(
                today=today,
                due=tuple(due),
                totals=tuple(read_totals(session, moment, due).items()),
                later_tickets=later_tickets,
                later_tasks=later_tasks,
                statutory_total=total,
                statutory_overdue=overdue,
                ages=ages,
                open_tickets=sum(number for _name, number in ages),
                trades=trades,
                month_labels=months,
                tiles=tuple(read_rack(session, today)),
                audit_name=audit_name,
                audit_done=audit_done,
                audit_total=audit_total,
                solar=sun.months,
                solar_year=sun.year,
                solar_plan=sun.plan,
                solar_plan_to_date=sun.plan_to_date,
            )

    def badges(self) -> dict[str, int]:
        """By page of the rail, what is overdue or due today: tickets, inspections and (ended) dormitories.

        Of the audit that is going on, the units somebody still has to visit.
        """
        moment = self._reminders.moment()
        return self._pressing(at(moment.today + due_items.ONE_DAY, 0), moment.today)

    def late(self) -> dict[str, int]:
        """How much of badges() is past its date, as the lists count it; the rest is due today."""
        moment = self._reminders.moment()
        return self._pressing(moment.now, moment.today - due_items.ONE_DAY)

    def _pressing(self, before: datetime, until: date) -> dict[str, int]:
        """Repairs due before a moment; inspections and agreements due until a day, inclusive."""
        with self._base.read() as session:
            tickets = session.scalar(
                select(func.count())
                .select_from(Ticket)
                .where(Ticket.is_open == true(), Ticket.status < int(Status.DONE), Ticket.due_at < before)
            )
            tasks = session.scalar(
                select(func.count())
                .select_from(InspectionTask)
                .where(InspectionTask.status == "planned", InspectionTask.due_on <= until)
            )
            today = self._reminders.moment().today
            ended = sum(item.due_on <= until for item in due_items.agreements_due(session, today))
            to_visit = figures.units_to_visit(session, today)
        return {
            "tickets": tickets or 0,
            "inspections": tasks or 0,
            "dormitories": ended,
            "audits": to_visit,
        }


def _later(session: "Session", moment: "Moment") -> tuple[int, int]:
    """How many repairs and how many inspections fall due after the week, within 30 days."""
    start, end = moment.week_end + due_items.ONE_DAY, moment.today + due_items.MONTH
    tickets = (Ticket.is_open == true()) & (Ticket.due_at >= at(start, 0)) & due_items.is_under_way()
    tickets &= Ticket.due_at < at(end + due_items.ONE_DAY, 0)
    tasks = (InspectionTask.status == "planned") & InspectionTask.due_on.between(start, end)
    if moment.mine_only:
        tickets &= Ticket.assignee_id == moment.actor_id
        tasks &= InspectionTask.assignee_id == moment.actor_id
    return due_items.count(session, Ticket, tickets), due_items.count(session, InspectionTask, tasks)
