"""Repair tickets: logged, moved through their life, edited and read."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.models import Asset, AssetCategory, Place, Priority, Ticket, TicketEvent, Trade, User, Vendor
from db.uow import UnitOfWork
from facilities_app.domain import dates, promises, tickets
from facilities_app.domain.changes import Outcome
from facilities_app.domain.clock import TAIPEI
from facilities_app.domain.errors import Invalid, NotFound
from facilities_app.domain.naming import where_label
from facilities_app.domain.rows import TicketDetail
from facilities_app.domain.tickets import Action, Status
from facilities_app.domain.work import PhotoStage
from facilities_app.domain.work_rows import WorkDone
from facilities_app.services import (
    clocks,
    downtimes,
    ticket_bulk,
    ticket_checks,
    ticket_link_reading,
    ticket_rights,
    work_entries,
    work_steps,
)
from facilities_app.services.attachments import AttachmentService
from facilities_app.services.ticket_checks import (
    LONGEST_LINES,
    LONGEST_NOTE,
    LONGEST_TEXT,
    check_needs,
    read_line,
    read_money,
    read_step,
    read_summary,
    read_text,
)
from facilities_app.services.ticket_numbers import next_serial
from facilities_app.services.ticket_reading import read_ticket

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase


_PROMISED = frozenset({"priority", "trade_id", "target", "due_on"})
"""What the promise of a repair follows from."""


@dataclass(frozen=True, slots=True)
class NewTicket:
    """What a person says when something is broken. Exactly one of ``asset_id`` and ``place_id`` is needed;
    what is left open is filled from the asset, the place and the calendar.
    """

    summary: str
    asset_id: int | None = None
    place_id: int | None = None
    description: str = ""
    trade_id: int | None = None
    priority: int | None = None  # else what urgency and impact make, else the usual one
    requester: str = ""
    requester_phone: str = ""
    due_on: date | None = None
    source: str = "window"
    urgency: int | None = None
    impact: int | None = None
    is_down: bool = False  # the asset is out of service until the repair is finished


@dataclass(frozen=True, slots=True)
class LoggedTicket:
    """The ticket that was made."""

    id: int
    number: str


@dataclass(frozen=True, slots=True)
class Move:
    """One step in a ticket's life and what it has to be told (see domain.tickets.TRANSITIONS)."""

    action: Action
    reason: str = ""
    hold_reason: str = ""
    hold_until: date | None = None
    assignee_id: int | None = None
    vendor_id: int | None = None
    cost_twd: int | None = None
    work: WorkDone | None = None
    satisfaction: int | None = None
    despite: str = ""  # why it is finished before what blocks it
    photos: tuple[Path, ...] = ()  # of the finished work: attached in the same step


class TicketService:
    """All changes to tickets go through here."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    def log(self, new: NewTicket) -> Outcome[LoggedTicket]:
        """Log a repair and give it the year's next number. Raises Invalid beside the field that needs it."""
        with self._base.uow("ticket.logged") as uow:
            ticket_rights.check_right(self._base, uow.session, "log")
            row = self.log_within(uow, new)
            return uow.commit(LoggedTicket(row.id, row.number), number=row.number)

    def log_within(self, uow: UnitOfWork, new: NewTicket) -> Ticket:
        """Log a repair as a part of another step, such as that of a damage event."""
        summary = read_summary(new.summary)
        description = read_text(new.description, "description", LONGEST_TEXT)
        ticket_checks.check_no_code(uow.session, summary, description)
        asset, place = self._where(uow, new)
        now = self._base.clock.now()
        today = now.astimezone(TAIPEI).date()
        rank = uow.get(Priority, self._rank(uow, new), "ticket.no_such_priority")
        row = Ticket(
            summary=summary,
            description=description,
            asset_id=asset.id if asset else None,
            place_id=place.id,
            site_id=place.site_id or place.id,
            where_label=where_label(place.label, asset.name if asset else None),
            trade_id=self._trade(uow, new.trade_id, asset),
            priority=rank.id,
            status=int(Status.REPORTED),
            requester=read_line(new.requester, "requester"),
            requester_phone=read_line(new.requester_phone, "requester_phone"),
            reported_at=now,
            reported_on=today,
            urgency=promises.checked_grade(new.urgency, "urgency"),
            impact=promises.checked_grade(new.impact, "impact"),
            source=new.source,
        )
        clocks.start(self._base, uow, row, place, new.due_on)
        row.year = dates.roc_year(today)
        row.serial = next_serial(uow.session, row.year)
        row.number = tickets.number(row.year, row.serial)
        uow.add(row)
        self._tell(uow, row, "reported", note="", to_status=row.status, actor=row.requester)
        if new.due_on is not None:
            self._tell(uow, row, clocks.DUE_SET, note=clocks.due_words(row))
        if new.is_down:
            downtimes.open_downtime(uow, row, now)
        return row

    def move(self, ticket_ids: tuple[int, ...], move: Move, *, version: int | None = None) -> Outcome[int]:
        """Take one or many tickets one step on, all or none. Gives back how many.

        Raises Invalid for a step the ticket's state does not allow or that lacks what it must be told, and
        Conflict if ``version`` is given and the ticket moved on since. Where some of many refuse, the error is
        that of ticket_bulk.told_apart.
        """
        if not ticket_ids:
            raise Invalid("ticket.none_chosen")
        try:
            return self._move_all(ticket_ids, move, version)
        except Invalid as error:
            if len(ticket_ids) == 1 or error.code in ticket_rights.REFUSALS:
                raise
            label = f"ticket.{move.action.value}"
            step = lambda uow, row: self._step(uow, row, move)  # noqa: E731
            raise ticket_bulk.told_apart(self._base, ticket_ids, label, step, error) from error

    def _move_all(self, ticket_ids: tuple[int, ...], move: Move, version: int | None) -> Outcome[int]:
        files = AttachmentService(self._base)
        photos = files.read_all(move.photos)
        with self._base.uow(f"ticket.{move.action.value}") as uow:
            ticket_rights.check_step(self._base, uow.session, move.action)
            number = ""
            for ticket_id in ticket_ids:
                row = uow.get(Ticket, ticket_id, "ticket.gone")
                ticket_rights.check_version(self._base, uow.session, row, version)
                self._step(uow, row, move)
                files.join_all(uow, row, photos, PhotoStage.AFTER.value)
                number = row.number
            return uow.commit(len(ticket_ids), number=number, count=len(ticket_ids))

    def cancel_within(self, uow: UnitOfWork, row: Ticket, reason: str) -> None:
        """Cancel a ticket as a part of another step, such as the retirement of its asset."""
        self._step(uow, row, Move(Action.CANCEL, reason=reason[:LONGEST_NOTE]))

    def reopen_within(self, uow: UnitOfWork, row: Ticket, reason: str) -> None:
        """Reopen a ticket as a part of another step, such as the re-check that failed."""
        self._step(uow, row, Move(Action.REOPEN, reason=reason[:LONGEST_NOTE]))

    def edit(self, ticket_id: int, version: int, **fields: Any) -> Outcome[int]:
        """Change what was logged: summary, description, trade_id, priority, requester, requester_phone, due_on,
        estimate_twd, cost_twd, budget, urgency, impact, asset_id or place_id; what the promise follows from moves
        the due date, unless a person set it. Raises Conflict if the ticket moved on.
        """
        with self._base.uow("ticket.edited") as uow:
            ticket_rights.check_right(self._base, uow.session, "edit")
            row = uow.get(Ticket, ticket_id, "ticket.gone")
            ticket_rights.check_version(self._base, uow.session, row, version)
            given = _with_target(fields)
            for name, value in given.items():
                self._set(uow, row, name, value)
            uow.session.flush()
            if _PROMISED & set(given):
                clocks.follow(self._base, uow, row)
            if uow.recorder.rows:
                self._tell(uow, row, "edited", note="")
            return uow.commit(row.id, number=row.number)

    def add_note(self, ticket_id: int, text: str, kind: str = "note") -> Outcome[int]:
        """Add a line to the ticket's history."""
        note = read_text(text, "note", LONGEST_NOTE)
        if not note:
            raise Invalid("ticket.empty_note", field="note")
        with self._base.uow("ticket.noted") as uow:
            ticket_rights.check_right(self._base, uow.session, "note")
            row = uow.get(Ticket, ticket_id, "ticket.gone")
            self._tell(uow, row, kind, note=note)
            return uow.commit(row.id, number=row.number)

    def detail(self, ticket_id: int) -> TicketDetail:
        """The ticket, whole. Raises NotFound("ticket.gone")."""
        return read_ticket(self._base, ticket_id)

    def may(self, action: Action) -> bool:
        """Whether the acting user may take this step at all, in whatever state it is possible."""
        with self._base.read() as session:
            return tickets.may(tickets.rights(action), ticket_rights.rights_of(self._base, session))

    def find(self, number: str) -> int:
        """The id of the ticket with this number. Raises NotFound."""
        with self._base.read() as session:
            found = session.scalar(select(Ticket.id).where(Ticket.number == number.strip()))
        if found is None:
            raise NotFound("ticket.no_such_number", number=number)
        return found

    def _where(self, uow: UnitOfWork, new: NewTicket) -> tuple[Asset | None, Place]:
        if new.asset_id is None and new.place_id is None:
            raise Invalid("ticket.needs_place", field="target")
        if new.asset_id is not None:
            asset = uow.get(Asset, new.asset_id, "asset.gone")
            if asset.status == "retired":
                raise Invalid("ticket.asset_retired", field="target", name=asset.name)
            return asset, uow.get(Place, asset.place_id)
        assert new.place_id is not None
        return None, uow.get(Place, new.place_id, "place.gone")

    @staticmethod
    def _trade(uow: UnitOfWork, trade_id: int | None, asset: Asset | None) -> int:
        if trade_id is not None:
            return uow.get(Trade, trade_id, "ticket.no_such_trade").id
        if asset is not None:
            return uow.get(AssetCategory, asset.category_id).trade_id
        first = uow.session.scalar(select(Trade.id).order_by(Trade.position, Trade.id).limit(1))
        assert first is not None
        return first

    @staticmethod
    def _rank(uow: UnitOfWork, new: NewTicket) -> int:
        if new.priority is None and new.urgency and new.impact:
            return clocks.priority_of(uow.session, new.urgency, new.impact)
        return int(tickets.Priority.NORMAL) if new.priority is None else new.priority

    def _step(self, uow: UnitOfWork, row: Ticket, move: Move) -> None:
        was = Status(row.status)
        required = ticket_rights.acceptance_required(uow.session)
        if move.action is Action.CLOSE:
            ticket_rights.check_accepted(self._base, uow.session, row)
        rights = partial(ticket_rights.rights_of, self._base, uow.session)
        step = read_step(self._base, row, move.action, rights, acceptance=required)
        check_needs(self._base, step, row, move)
        if move.action is Action.VERIFY:
            ticket_rights.check_verifier(self._base, uow.session, row)
            row.verified_by_id = self._base.actor_id
        reason = read_text(move.reason, "reason", LONGEST_NOTE)
        if move.action is Action.FINISH:
            despite = ticket_link_reading.check_unblocked(uow.session, row, move.despite)
            reason = read_text(f"{despite}\n{reason}", "despite", LONGEST_NOTE)
        now = self._base.clock.now()
        if step.needs_assignee and (move.assignee_id or move.vendor_id):
            self._assign(uow, row, move)
        row.status = int(step.target)
        row.is_open = step.target.is_open
        row.hold_reason = move.hold_reason if step.needs_hold else ""
        row.hold_until = move.hold_until if step.needs_hold else None
        _stamp(row, move.action, now)
        work_steps.after_step(self._base, uow, row, move)
        clocks.step(self._base, uow, row, was, move)
        self._tell(uow, row, "status", note=reason, from_status=int(was), to_status=row.status)

    @staticmethod
    def _assign(uow: UnitOfWork, row: Ticket, move: Move) -> None:
        user = uow.get(User, move.assignee_id, "user.gone") if move.assignee_id else None
        vendor = uow.get(Vendor, move.vendor_id, "vendor.gone") if move.vendor_id else None
        row.assignee_id = user.id if user else row.assignee_id
        row.vendor_id = vendor.id if vendor else None
        row.assignee_label = user.name if user else (row.assignee_label or (vendor.name if vendor else ""))

    def _set(self, uow: UnitOfWork, row: Ticket, name: str, value: Any) -> None:
        if name == "summary":
            row.summary = read_summary(value)
        elif name == "description":
            row.description = read_text(value, name, LONGEST_TEXT)
        elif name in LONGEST_LINES:
            setattr(row, name, read_line(value, name))
        elif name == "estimate_twd":
            row.estimate_twd = read_money(value, name)
        elif name == "cost_twd":
            row.cost_twd = work_entries.checked_cost(uow, row, value)
        elif name == "trade_id":
            row.trade_id = uow.get(Trade, value, "ticket.no_such_trade").id
        elif name == "priority":
            row.priority = uow.get(Priority, value, "ticket.no_such_priority").id
        elif name in ("urgency", "impact"):
            setattr(row, name, promises.checked_grade(value, name))
        elif name == "due_on":
            kind = clocks.set_due(self._base, uow, row, value)
            self._tell(uow, row, kind, note=clocks.due_words(row) if value else "")
        elif name == "target":
            asset, place = self._where(uow, value)
            row.asset_id, row.place_id = (asset.id if asset else None), place.id
            row.site_id = place.site_id or place.id
            row.where_label = where_label(place.label, asset.name if asset else None)
            downtimes.follow_asset(uow, row, self._base.clock.now())
        else:
            raise Invalid("ticket.no_such_field", name=name)

    def _tell(
        self, uow: UnitOfWork, row: Ticket, kind: str, *, note: str, actor: str = "", **more: int | None
    ) -> None:
        uow.add(
            TicketEvent(
                ticket_id=row.id,
                at=self._base.clock.now(),
                kind=kind,
                actor=actor or self._base.actor_name,
                note=note,
                **more,
            )
        )


def _with_target(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields with asset and place as one: they say together where the repair is."""
    where = {name: value for name, value in fields.items() if name in ("asset_id", "place_id")}
    rest = {name: value for name, value in fields.items() if name not in where and name != "target"}
    return rest | ({"target": NewTicket("", **where)} if where else {})


def _stamp(row: Ticket, action: Action, now: datetime) -> None:
    if action is Action.DISPATCH:
        row.dispatched_at = now
    elif action is Action.START:
        row.started_at = row.started_at or now
    elif action is Action.FINISH:
        row.finished_at = now
    elif action is Action.REOPEN:
        row.reopened += 1
        row.finished_at = row.closed_at = row.verified_by_id = None
    if not row.is_open:
        row.closed_at = now
