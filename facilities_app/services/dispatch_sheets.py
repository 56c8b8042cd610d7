"""Who does what on a day, and the daily dispatch sheet of it."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import or_, select, true
from sqlalchemy.orm import Session

from db.models import InspectionTask, Ticket, User, Vendor
from facilities_app.domain.clock import TAIPEI, at
from facilities_app.domain.dates import DateStyle, english_text, roc_text, taipei, weekday_en, weekday_zh
from facilities_app.domain.errors import Invalid
from facilities_app.domain.tickets import Status
from facilities_app.presenting import EMPTY, Presenter
from facilities_app.reports.dispatch_data import DispatchRow, DispatchSheet
from facilities_app.services.office import OfficeService
from resources.texts import pick, tr

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

_UNDER_WAY = (int(Status.DISPATCHED), int(Status.IN_PROGRESS))
Worker = tuple[int, int]
"""A user's id, or 0 and a vendor's; both 0 where nobody is named yet."""


class DispatchService:
    """A day's dispatch: every open ticket with a visit that day, what is under way and due by then without a later
    visit, holds that end by then, and (for one person's own sheet) the inspections due. Any thread.
    """

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    def ticket_ids(self, day: date, *, user_id: int | None = None) -> tuple[int, ...]:
        """The tickets of the day's dispatch, worker by worker in the order of the sheet."""
        with self._base.read() as session:
            groups = _by_worker(_tickets(session, day, user_id), day)
            return tuple(row.id for rows in groups.values() for row in rows)

    def write(
        self, day: date, out: Path, *, user_id: int | None = None, style: DateStyle = DateStyle.ROC
    ) -> int:
        """Write the sheet of everybody, or of one user with that person's inspections; returns how many pages.

        Raises Invalid("dispatch.nothing") where nobody has anything to do.
        """
        from facilities_app.reports.dispatch_sheet import write_dispatch_sheets  # slow to import

        sheets = self.sheets(day, user_id=user_id, style=style)
        if not sheets:
            raise Invalid("dispatch.nothing", day=day)
        return write_dispatch_sheets(out, sheets)

    def sheets(
        self, day: date, *, user_id: int | None = None, style: DateStyle = DateStyle.ROC
    ) -> list[DispatchSheet]:
        """What is printed, worker by worker: own staff by name, then contractors, then what nobody has yet."""
        presenter = Presenter(self._base.labels, style)
        with self._base.read() as session:
            groups = _by_worker(_tickets(session, day, user_id), day)
            tasks = _tasks(session, day, user_id) if user_id is not None else []
            if tasks and user_id is not None:
                groups.setdefault((user_id, 0), [])
            vendors = {
                row.id: row for row in session.scalars(select(Vendor).where(Vendor.id.in_(_vendors(groups))))
            }
            people = {row.id: row.name for row in session.scalars(select(User))}
            return [
                self._sheet(worker, rows, tasks, day, presenter, vendors, people)
                for worker, rows in sorted(groups.items(), key=lambda one: _place(one[0], people, vendors))
            ]

    def _sheet(
        self,
        worker: Worker,
        tickets: Sequence[Ticket],
        tasks: Sequence[InspectionTask],
        day: date,
        presenter: Presenter,
        vendors: dict[int, Vendor],
        people: dict[int, str],
    ) -> DispatchSheet:
        printed = tr("Printed {date}").format(date=presenter.date(self._base.clock.today()))
        rows = [self._row(row, day, presenter, vendors) for row in tickets]
        rows += [_task_row(row, presenter) for row in tasks]
        return DispatchSheet(
            office=str(OfficeService(self._base).get("office_name")),
            worker=_name(worker, people, vendors),
            day=_day_words(day, style=presenter.style),
            rows=tuple(rows),
            printed=f"{printed}　{self._base.actor_name}",
            has_demo=any(row.is_demo for row in tickets) or any(row.is_demo for row in tasks),
        )

    def _row(self, row: Ticket, day: date, presenter: Presenter, vendors: dict[int, Vendor]) -> DispatchRow:
        labels = self._base.labels
        vendor = vendors.get(row.vendor_id or 0)
        contact = [row.requester, row.requester_phone]
        if vendor is not None and row.assignee_id is not None:
            contact += [f"{tr('Contractor')} {vendor.name}", vendor.phone]
        due = tr("due {when}").format(when=presenter.moment(row.due_at))
        return DispatchRow(
            time=_time(row, day),
            number=row.number,
            what=row.summary,
            where=row.where_label,
            contact="\n".join(part for part in contact if part) or EMPTY,
            note=f"{labels.name('priority', row.priority)}　{due}",
            qr=row.number,
        )


def _tickets(session: Session, day: date, user_id: int | None) -> list[Ticket]:
    opens, closes = at(day, 0), at(day + timedelta(days=1), 0)
    planned = (Ticket.visit_at >= opens) & (Ticket.visit_at < closes)
    no_later = or_(Ticket.visit_at.is_(None), Ticket.visit_at < opens)
    due = Ticket.status.in_(_UNDER_WAY) & (Ticket.due_at < closes) & no_later
    back = (Ticket.status == int(Status.ON_HOLD)) & (Ticket.hold_until <= day) & no_later
    statement = select(Ticket).where(
        Ticket.is_open == true(), Ticket.status < int(Status.DONE), or_(planned, due, back)
    )
    if user_id is not None:
        statement = statement.where(Ticket.assignee_id + 0 == user_id)
    return list(session.scalars(statement.order_by(Ticket.due_at, Ticket.id)))


def _tasks(session: Session, day: date, user_id: int) -> list[InspectionTask]:
    statement = select(InspectionTask).where(
        InspectionTask.status == "planned",
        InspectionTask.due_on <= day,
        InspectionTask.assignee_id + 0 == user_id,
    )
    return list(session.scalars(statement.order_by(InspectionTask.due_on, InspectionTask.id)))


def _by_worker(rows: Sequence[Ticket], day: date) -> dict[Worker, list[Ticket]]:
    """The tickets of each worker: those with an hour first, in its order, then the most pressing."""
    groups: dict[Worker, list[Ticket]] = {}
    for row in rows:
        worker = (row.assignee_id, 0) if row.assignee_id else (0, row.vendor_id or 0)
        groups.setdefault(worker, []).append(row)
    for found in groups.values():
        found.sort(
            key=lambda row: (_time(row, day) == EMPTY, _time(row, day), row.priority, row.due_at, row.id)
        )
    return groups


def _vendors(groups: dict[Worker, list[Ticket]]) -> set[int]:
    return {row.vendor_id for rows in groups.values() for row in rows if row.vendor_id}


def _place(worker: Worker, people: dict[int, str], vendors: dict[int, Vendor]) -> tuple[int, str, int]:
    user, vendor = worker
    if user:
        return 0, people.get(user, ""), user
    return (1, vendors[vendor].name, vendor) if vendor else (2, "", 0)


def _name(worker: Worker, people: dict[int, str], vendors: dict[int, Vendor]) -> str:
    user, vendor = worker
    if user:
        return people.get(user, "")
    if vendor:
        return f"{vendors[vendor].name} {vendors[vendor].phone}".strip()
    return tr("Nobody named yet")


def _time(row: Ticket, day: date) -> str:
    if row.visit_at is None or row.visit_at.astimezone(TAIPEI).date() != day:
        return EMPTY
    return f"{taipei(row.visit_at):%H:%M}"


def _task_row(row: InspectionTask, presenter: Presenter) -> DispatchRow:
    due = tr("due {when}").format(when=presenter.date(row.due_on))
    return DispatchRow(
        EMPTY, row.number, row.title, row.target_label, EMPTY, f"{tr('Inspection')}　{due}", row.number
    )


def _day_words(day: date, *, style: DateStyle) -> str:
    chinese = roc_text(day) if style is DateStyle.ROC else f"{day.year} 年 {day.month} 月 {day.day} 日"
    return pick(f"{chinese}（{weekday_zh(day)}）", f"{weekday_en(day)}, {english_text(day)}")
