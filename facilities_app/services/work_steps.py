"""What the work on a repair has to do with the steps of its life: called by the ticket service inside its own step."""

from datetime import datetime
from typing import TYPE_CHECKING

from db.models import Ticket
from db.uow import UnitOfWork
from facilities_app.domain import work
from facilities_app.domain.clock import TAIPEI
from facilities_app.domain.dates import DateStyle, format_moment
from facilities_app.domain.errors import Invalid
from facilities_app.domain.tickets import Action
from facilities_app.domain.work_rows import NewLabour, WorkDone
from facilities_app.services import downtimes, finding_steps
from facilities_app.services.work_entries import (
    CAUSE,
    REMEDY,
    add_labour,
    checked_code,
    checked_cost,
    recorded_cost,
    take_part,
)

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase
    from facilities_app.services.tickets import Move

_ENDS_DOWNTIME = frozenset({Action.FINISH, Action.VERIFY, Action.CLOSE, Action.REJECT, Action.CANCEL})


def after_step(base: "ServiceBase", uow: UnitOfWork, row: Ticket, move: "Move") -> None:
    """The ticket took a step and has its new times: write down what was told of the work, end or open downtime."""
    now = base.clock.now()
    if move.work is not None:
        _record(base, uow, row, move.work, now)
    if move.cost_twd is not None:
        row.cost_twd = checked_cost(uow, row, move.cost_twd)
    if move.satisfaction is not None:
        row.satisfaction = work.check_satisfaction(move.satisfaction)
    finding_steps.after_step(base, uow, row, move.action)
    if move.action is Action.REOPEN:
        row.satisfaction = None
        downtimes.open_again(uow, row, now)
    elif move.action in _ENDS_DOWNTIME:
        is_finish = move.action is Action.FINISH
        ended = (row.finished_at if is_finish else None) or now
        downtimes.close_downtime(uow, row, ended, "finished_at" if is_finish else "")


def _record(base: "ServiceBase", uow: UnitOfWork, row: Ticket, done: WorkDone, now: datetime) -> None:
    if done.finished_at is not None:
        row.finished_at = _checked_finish(row, done.finished_at, now)
    row.cause_id = checked_code(uow, done.cause_id, CAUSE) or row.cause_id
    row.remedy_id = checked_code(uow, done.remedy_id, REMEDY) or row.remedy_id
    if done.is_green is not None:
        row.is_green = done.is_green
    if done.labour is not None:
        add_labour(uow, row, _somebodys(base, row, done.labour), now)
    for use in done.parts:
        take_part(uow, row, use, now, "parts")
    if done.other_twd is not None:
        work.check_money(done.other_twd, "other_twd")
        row.cost_twd = recorded_cost(uow.session, row.id)[0] + done.other_twd


def _checked_finish(row: Ticket, finished: datetime, now: datetime) -> datetime:
    if finished > now:
        raise Invalid("ticket.finished_in_the_future", field="finished_at")
    began = row.started_at or row.reported_at
    if finished < began:
        code = "ticket.finished_before_start" if row.started_at else "ticket.finished_before_report"
        raise Invalid(code, field="finished_at", began=format_moment(began, DateStyle.ROC))
    return finished


def _somebodys(base: "ServiceBase", row: Ticket, told: NewLabour) -> NewLabour:
    """Own hours are the assignee's, else of whoever writes them down; the day is that of the finish."""
    worked_on = told.worked_on
    if worked_on is None and row.finished_at is not None:
        worked_on = row.finished_at.astimezone(TAIPEI).date()
    user_id, vendor_id = told.user_id, told.vendor_id
    if user_id is None and vendor_id is None:
        user_id = row.assignee_id or base.actor_id
    return NewLabour(told.minutes, worked_on, user_id, vendor_id, told.amount_twd, told.note)
