"""What falls due, read source by source: repairs, inspections, papers that expire and the audit round."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta
from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import Session

from db.models import (
    Agreement,
    Asset,
    AuditRound,
    AuditVisit,
    Contract,
    InspectionTask,
    InsurancePolicy,
    Permit,
    Place,
    Ticket,
    Vendor,
    Warranty,
)
from facilities_app.domain.clock import TAIPEI, at
from facilities_app.domain.dormitories import OPEN_FINDINGS
from facilities_app.domain.naming import where_label
from facilities_app.domain.plan_dates import PERMIT_WINDOW_MONTHS
from facilities_app.domain.rows import DueItem
from facilities_app.domain.tickets import Status
from facilities_app.services.agreement_due import endings
from facilities_app.services.rack import current_round

ONE_DAY, WEEK, MONTH = timedelta(days=1), timedelta(days=7), timedelta(days=30)
NOTICE = timedelta(days=60)
_TWO_MONTHS = timedelta(days=62)
"""The longest that two calendar months are."""
_NEW = (int(Status.REPORTED), int(Status.ACCEPTED))
_TICKET_ACTIONS = {
    Status.ON_HOLD: "chase",
    Status.DONE: "verify",
    Status.VERIFIED: "close",
    Status.REPORTED: "dispatch",
    Status.ACCEPTED: "dispatch",
}


@dataclass(frozen=True, slots=True)
class Moment:
    """For whom and when; ``limit`` caps each group of tickets and tasks."""

    now: datetime
    today: date
    actor_id: int | None
    mine_only: bool = False
    limit: int = 200

    @property
    def week_end(self) -> date:
        """The last day of "within 7 days"."""
        return self.today + WEEK


def is_under_way() -> ColumnElement[bool]:
    """A ticket past its dispatch; those before it are a group of their own."""
    return Ticket.status > max(_NEW)


def ticket_groups(at_moment: Moment) -> dict[str, ColumnElement[bool]]:
    """Which open tickets belong to overdue, new and week; each ticket to one of them at most.

    Overdue means as everywhere: not finished, and its due moment is past. What is finished waits to be looked at.
    """
    opened = Ticket.is_open == true()
    if at_moment.mine_only:
        opened = opened & (Ticket.assignee_id == at_moment.actor_id)
    late = (Ticket.status < int(Status.DONE)) & (Ticket.due_at < at_moment.now)
    soon = Ticket.due_at < at(at_moment.week_end + timedelta(days=1), 0)
    return {
        "overdue": opened & late,
        "week": opened & ~late & soon & is_under_way(),
        "new": opened & ~late & Ticket.status.in_(_NEW),
    }


def task_groups(at_moment: Moment) -> dict[str, ColumnElement[bool]]:
    """Which planned inspections belong to overdue and week."""
    planned = InspectionTask.status == "planned"
    if at_moment.mine_only:
        planned = planned & (InspectionTask.assignee_id == at_moment.actor_id)
    due = InspectionTask.due_on
    return {
        "overdue": planned & (due < at_moment.today),
        "week": planned & (due >= at_moment.today) & (due <= at_moment.week_end),
    }


def count(session: Session, model: type[Ticket] | type[InspectionTask], where: ColumnElement[bool]) -> int:
    """How many rows the condition has."""
    return session.scalar(select(func.count()).select_from(model).where(where)) or 0


def tickets_due(session: Session, moment: Moment) -> Iterator[DueItem]:
    """Open tickets that are late, due soon or waiting to be dispatched."""
    for group, where in ticket_groups(moment).items():
        rows = session.scalars(
            select(Ticket).where(where).order_by(Ticket.due_at, Ticket.id).limit(moment.limit)
        )
        for row in rows:
            yield DueItem(
                kind="ticket",
                id=row.id,
                number=row.number,
                title=row.summary,
                where=row.where_label,
                due_on=row.due_at.astimezone(TAIPEI).date(),
                due_at=row.due_at,
                is_mine=_mine(row.assignee_id, moment),
                group=group,
                action=_TICKET_ACTIONS.get(Status(row.status), "progress"),
                target="tickets",
                target_id=row.id,
                is_demo=row.is_demo,
            )


def tasks_due(session: Session, moment: Moment) -> Iterator[DueItem]:
    """Planned inspections that are late or due within a week."""
    for group, where in task_groups(moment).items():
        rows = session.scalars(
            select(InspectionTask)
            .where(where)
            .order_by(InspectionTask.due_on, InspectionTask.id)
            .limit(moment.limit)
        )
        for row in rows:
            yield replace(task_item(row, is_mine=_mine(row.assignee_id, moment)), group=group)


def task_item(row: InspectionTask, *, is_mine: bool) -> DueItem:
    """A planned inspection as something to do."""
    return DueItem(
        kind="task",
        id=row.id,
        number=row.number,
        title=row.title,
        where=row.target_label,
        due_on=row.due_on,
        is_mine=is_mine,
        is_statutory=row.is_statutory,
        action="record",
        target="inspection_tasks",
        target_id=row.id,
        is_demo=row.is_demo,
    )


def permits_due(session: Session, today: date) -> Iterator[DueItem]:
    """Of each asset's permits of one kind the newest, if it ended or ends within the notice.

    A lift's is told on the day its renewal may be applied for: two months by the calendar, up to 62 days.
    """
    newest = (
        select(Permit.asset_id, Permit.kind, func.max(Permit.expires_on).label("expires_on"))
        .group_by(Permit.asset_id, Permit.kind)
        .subquery()
    )
    rows = session.execute(
        select(Permit, Asset.name, Asset.place_label)
        .join(Asset, Asset.id == Permit.asset_id)
        .join(
            newest,
            (newest.c.asset_id == Permit.asset_id)
            & (newest.c.kind == Permit.kind)
            & (newest.c.expires_on == Permit.expires_on),
        )
        .where(Permit.expires_on <= today + _TWO_MONTHS, Asset.status != "retired")
    )
    for permit, name, place in rows:
        opens = permit.expires_on - relativedelta(months=PERMIT_WINDOW_MONTHS)
        if opens > today and permit.expires_on > today + NOTICE:
            continue
        due, asset = permit.expires_on, permit.asset_id
        yield _paper("permit", permit, permit.number, name, where_label(place), due, "renew", "assets", asset)


def contracts_due(session: Session, today: date) -> Iterator[DueItem]:
    """Contracts in force that end within their own notice."""
    rows = session.execute(
        select(Contract, Vendor.name)
        .join(Vendor, Vendor.id == Contract.vendor_id)
        .where(Contract.ends_on >= today, Contract.starts_on <= today)
    )
    for row, vendor in rows:
        if row.ends_on <= today + timedelta(days=row.notice_days):
            yield _paper("contract", row, row.number, row.title, vendor, row.ends_on, "renew")


def warranties_due(session: Session, today: date) -> Iterator[DueItem]:
    """Warranties that end within the notice: the last chance to claim."""
    rows = session.execute(
        select(Warranty, Asset.name, Asset.place_label)
        .join(Asset, Asset.id == Warranty.asset_id)
        .where(Warranty.ends_on >= today, Warranty.ends_on <= today + NOTICE, Asset.status != "retired")
    )
    for row, name, place in rows:
        yield _paper(
            "warranty", row, "", name, where_label(place), row.ends_on, "open", "assets", row.asset_id
        )


def insurance_due(session: Session, today: date) -> Iterator[DueItem]:
    """Of each place's policies of one kind the newest, if it ended or ends within its own notice."""
    rows = session.execute(
        select(InsurancePolicy, Place.label)
        .join(Place, Place.id == InsurancePolicy.place_id)
        .order_by(InsurancePolicy.ends_on, InsurancePolicy.id)
    )
    newest = {(row.place_id, row.kind): (row, place) for row, place in rows}
    for row, place in newest.values():
        if row.ends_on <= today + timedelta(days=row.notice_days):
            yield _paper("insurance", row, row.number, place, "", row.ends_on, "renew")


def agreements_due(session: Session, today: date) -> Iterator[DueItem]:
    """Agreements not yet ended whose term or return deadline is near or past; the nearer date counts."""
    for one in endings(session, today):
        target = ("dorm_units", one.unit_id) if one.unit_id else ("agreements", one.row.id)
        yield _paper("agreement", one.row, "", one.who, one.where, one.due_on, "notify", *target)


def audit_due(session: Session, today: date) -> Iterator[DueItem]:
    """The audit round that is going on, once its end is near; its number is how many units are left."""
    going_on = current_round(session, today)
    if going_on is None or going_on.due_on is None or going_on.due_on > today + MONTH:
        return
    left = session.scalar(
        select(func.count())
        .select_from(AuditVisit)
        .where(AuditVisit.round_id == going_on.id, AuditVisit.finding.in_(OPEN_FINDINGS))
    )
    if left:
        yield _paper(
            "audit", going_on, str(left), going_on.name, "", going_on.due_on, "audit", "audit_rounds"
        )


def _mine(assignee_id: int | None, moment: Moment) -> bool:
    return assignee_id is not None and assignee_id == moment.actor_id


def _paper(
    kind: str,
    row: Permit | Contract | Warranty | InsurancePolicy | Agreement | AuditRound,
    number: str,
    title: str,
    where: str,
    due_on: date,
    action: str,
    target: str = "",
    target_id: int = 0,
) -> DueItem:
    return DueItem(
        kind=kind,
        id=row.id,
        number=number,
        title=title,
        where=where,
        due_on=due_on,
        action=action,
        target=target or row.__tablename__,
        target_id=target_id or row.id,
        is_demo=row.is_demo,
    )
