"""What one person has to do on a day, and what stands on the days of a range. Reading only."""

from collections.abc import Callable, Collection
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import ColumnElement, Select, func, select, true
from sqlalchemy.orm import Session

from db.models import (
    Asset,
    ChecklistItem,
    Contract,
    Finding,
    InspectionResult,
    InspectionTask,
    Permit,
    Ticket,
    Vendor,
)
from facilities_app.domain import tickets
from facilities_app.domain.boards import BoardRights
from facilities_app.domain.clock import TAIPEI, at
from facilities_app.domain.planning import DayEntry, DayGroup, DayKind, DayRange, in_day_order
from facilities_app.domain.tickets import Action, Status
from facilities_app.services import ticket_rights
from facilities_app.services.day_reading import (
    TICKET_COLUMNS,
    contract_entry,
    finding_entry,
    permit_entry,
    task_entry,
    ticket_entry,
)

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

MOST_OF_A_KIND = 2_000
"""So many entries of one kind are read of a range; the rest is counted."""
NEXT_SHOWN = 40

Where = ColumnElement[bool]


class _Range(NamedTuple):
    """Days from ``start`` to ``end`` inclusive, with the moments that bound them."""

    start: date
    end: date
    now: datetime
    actor: int | None
    named: Callable[[str], str]
    """The title of an inspection in the language of the moment."""

    @property
    def opens(self) -> datetime:
        return at(self.start, 0)

    @property
    def closes(self) -> datetime:
        return at(self.end + timedelta(days=1), 0)


class BoardService:
    """The acting person's day, and the calendar. Any thread."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    def rights(self) -> BoardRights:
        """Which steps the acting person may take, and whether a repair must be verified before it is closed."""
        with self._base.read() as session:
            held = ticket_rights.rights_of(self._base, session)
            steps = frozenset(action for action in Action if tickets.may(tickets.rights(action), held))
            return BoardRights(steps, ticket_rights.acceptance_required(session))

    def my_day(self, day: date) -> tuple[DayGroup, ...]:
        """What the acting person has to do on ``day``: planned visits in their order, what is late, what is due,
        holds whose day has come, inspections due, and what comes next. Each ticket stands in the first of these
        that fits; what waits for longer is in none. Nobody acting: nothing to do.
        """
        actor = self._base.actor_id
        if actor is None:
            return ()
        span = _Range(day, day, self._base.clock.now(), actor, self._named)
        with self._base.read() as session:
            return tuple(group for group in _my_groups(session, span) if group.total)

    def days(
        self, start: date, end: date, kinds: Collection[DayKind], *, mine_only: bool = False
    ) -> DayRange:
        """What stands on the days from ``start`` to ``end`` inclusive, of these kinds; ``mine_only`` leaves out what
        is assigned to others. Tickets stand on their due day only while somebody still has to act.
        """
        actor = self._base.actor_id if mine_only else None
        span = _Range(start, end, self._base.clock.now(), actor, self._named)
        found: list[DayEntry] = []
        left_out: list[tuple[DayKind, int]] = []
        with self._base.read() as session:
            for kind in DayKind:
                if kind in kinds and not (mine_only and kind in (DayKind.CONTRACT, DayKind.PERMIT)):
                    entries, missing = _READERS[kind](session, span)
                    found += entries
                    left_out += [(kind, missing)] if missing else []
        return DayRange(in_day_order(found), tuple(left_out))

    def _named(self, title: str) -> str:
        return self._base.labels.name("term", title)


def _my_groups(session: Session, span: _Range) -> list[DayGroup]:
    open_mine = (
        Ticket.is_open == true(),
        Ticket.status < int(Status.DONE),
        # SQLite: a sum keeps it from walking all tickets anybody was ever given; the open ones are few.
        Ticket.assignee_id + 0 == span.actor,
    )
    visit = (Ticket.visit_at >= span.opens) & (Ticket.visit_at < span.closes)
    waits = Ticket.status == int(Status.ON_HOLD)
    back = waits & (Ticket.hold_until <= span.end)
    late, due = Ticket.due_at < min(span.now, span.closes), Ticket.due_at < span.closes
    no_visit = visit.is_not(true())
    parts = (
        ("visit", DayKind.VISIT, visit, Ticket.visit_at),
        ("late", DayKind.DUE, no_visit & ~waits & late, Ticket.due_at),
        ("today", DayKind.DUE, no_visit & ~waits & ~late & due, Ticket.due_at),
        ("hold", DayKind.HOLD, no_visit & back, Ticket.hold_until),
    )
    groups = [
        _group(session, key, kind, (*open_mine, where), order, span) for key, kind, where, order in parts
    ]
    groups.append(_my_tasks(session, span))
    rest = (*open_mine, no_visit & ~waits & ~due)
    groups.append(_group(session, "next", DayKind.DUE, rest, Ticket.due_at, span, NEXT_SHOWN))
    return groups


def _group(
    session: Session,
    key: str,
    kind: DayKind,
    where: tuple[Where, ...],
    order: Any,
    span: _Range,
    most: int = MOST_OF_A_KIND,
) -> DayGroup:
    statement = select(*TICKET_COLUMNS).where(*where).order_by(order, Ticket.priority, Ticket.id)
    rows = session.execute(statement.limit(most)).all()
    total = len(rows) if len(rows) < most else _count(session, select(Ticket.id).where(*where))
    return DayGroup(key, tuple(ticket_entry(row, kind, span.now) for row in rows), total)


def _my_tasks(session: Session, span: _Range) -> DayGroup:
    rows = session.scalars(
        select(InspectionTask)
        .where(
            InspectionTask.status == "planned",
            InspectionTask.due_on <= span.end,
            InspectionTask.assignee_id + 0 == span.actor,
        )
        .order_by(InspectionTask.due_on, InspectionTask.id)
        .limit(MOST_OF_A_KIND)
    ).all()
    return DayGroup(
        "task", tuple(task_entry(row, span.now, span.named(row.title)) for row in rows), len(rows)
    )


def _count(session: Session, statement: Select[Any]) -> int:
    return session.scalar(select(func.count()).select_from(statement.subquery())) or 0


def _read(session: Session, statement: Any, entry: Callable[..., DayEntry]) -> tuple[list[DayEntry], int]:
    """The entries, at most MOST_OF_A_KIND, and how many more there are."""
    rows = session.execute(statement.limit(MOST_OF_A_KIND)).all()
    missing = _count(session, statement.order_by(None)) - len(rows) if len(rows) == MOST_OF_A_KIND else 0
    return [entry(row) for row in rows], missing


def _tickets(kind: DayKind, order: Any) -> Callable[[Session, _Range], tuple[list[DayEntry], int]]:
    def read(session: Session, span: _Range) -> tuple[list[DayEntry], int]:
        where = {
            DayKind.VISIT: (Ticket.visit_at >= span.opens, Ticket.visit_at < span.closes),
            DayKind.DUE: (
                Ticket.is_open == true(),
                Ticket.status < int(Status.DONE),
                Ticket.due_at >= span.opens,
                Ticket.due_at < span.closes,
            ),
            DayKind.HOLD: (
                Ticket.is_open == true(),
                Ticket.status == int(Status.ON_HOLD),
                Ticket.hold_until >= span.start,
                Ticket.hold_until <= span.end,
            ),
        }[kind]
        mine = () if span.actor is None else (Ticket.assignee_id + 0 == span.actor,)
        statement = select(*TICKET_COLUMNS).where(*where, *mine).order_by(order, Ticket.id)
        return _read(session, statement, lambda row: ticket_entry(row, kind, span.now))

    return read


def _tasks(session: Session, span: _Range) -> tuple[list[DayEntry], int]:
    due = InspectionTask.due_on
    mine = () if span.actor is None else (InspectionTask.assignee_id + 0 == span.actor,)
    statement = select(InspectionTask).where(due >= span.start, due <= span.end, *mine)
    statement = statement.order_by(due, InspectionTask.id)
    return _read(session, statement, lambda row: task_entry(row[0], span.now, span.named(row[0].title)))


def _findings(session: Session, span: _Range) -> tuple[list[DayEntry], int]:
    mine = () if span.actor is None else (InspectionTask.assignee_id + 0 == span.actor,)
    statement = (
        select(Finding, ChecklistItem, InspectionTask)
        .join(InspectionResult, InspectionResult.id == Finding.result_id)
        .join(InspectionTask, InspectionTask.id == InspectionResult.task_id)
        .outerjoin(ChecklistItem, ChecklistItem.id == Finding.item_id)
        .where(Finding.correct_by >= span.start, Finding.correct_by <= span.end, *mine)
        .order_by(Finding.correct_by, Finding.id)
    )
    today = span.now.astimezone(TAIPEI).date()
    return _read(session, statement, lambda row: finding_entry(row[0], row[1], row[2], today))


def _contracts(session: Session, span: _Range) -> tuple[list[DayEntry], int]:
    statement = (
        select(Contract, Vendor)
        .join(Vendor, Vendor.id == Contract.vendor_id)
        .where(Contract.ends_on >= span.start, Contract.ends_on <= span.end)
        .order_by(Contract.ends_on, Contract.id)
    )
    return _read(session, statement, lambda row: contract_entry(*row))


def _permits(session: Session, span: _Range) -> tuple[list[DayEntry], int]:
    statement = (
        select(Permit, Asset)
        .join(Asset, Asset.id == Permit.asset_id)
        .where(Permit.expires_on >= span.start, Permit.expires_on <= span.end, Asset.status != "retired")
        .order_by(Permit.expires_on, Permit.id)
    )
    return _read(session, statement, lambda row: permit_entry(*row))


_READERS: dict[DayKind, Callable[[Session, _Range], tuple[list[DayEntry], int]]] = {
    DayKind.VISIT: _tickets(DayKind.VISIT, Ticket.visit_at),
    DayKind.DUE: _tickets(DayKind.DUE, Ticket.due_at),
    DayKind.HOLD: _tickets(DayKind.HOLD, Ticket.hold_until),
    DayKind.TASK: _tasks,
    DayKind.FINDING: _findings,
    DayKind.CONTRACT: _contracts,
    DayKind.PERMIT: _permits,
}
