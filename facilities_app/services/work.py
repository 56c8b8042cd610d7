"""What a repair took, as those write it down who did it: hours, parts, cost, causes, readings, downtime."""

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import select

from db.models import AttachmentLink, CostLine, LabourEntry, Meter, MeterReading, Ticket
from db.uow import UnitOfWork
from facilities_app.domain import work
from facilities_app.domain.changes import Outcome
from facilities_app.domain.errors import Conflict, Invalid
from facilities_app.domain.work import PhotoStage
from facilities_app.domain.work_rows import CodeRow, NewLabour, PartUse, TicketWork
from facilities_app.services import downtimes, work_entries
from facilities_app.services.ticket_rights import check_right
from facilities_app.services.work_entries import CAUSE, REMEDY, checked_code, recosted, short_text
from facilities_app.services.work_reading import read_codes, read_work

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

FIRST_YEAR, LAST_YEAR = 90, 200
_LONGEST_LINE, _LONGEST_SHARE_NOTE, _LONGEST_REASON = 80, 200, 200


class WorkService:
    """All changes to what a ticket took go through here; its cost is kept in step. See docs/data-model.md."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    # -- reading ---------------------------------------------------------------------------------

    def of(self, ticket_id: int) -> TicketWork:
        """Everything recorded of the work on a ticket; nothing for a ticket that is gone."""
        with self._base.read() as session:
            row = session.get(Ticket, ticket_id)
            return read_work(session, row) if row is not None else TicketWork()

    def causes(self, trade_id: int | None = None) -> tuple[CodeRow, ...]:
        """The causes offered, those of the trade first."""
        with self._base.read() as session:
            return read_codes(session, CAUSE, trade_id)

    def remedies(self, trade_id: int | None = None) -> tuple[CodeRow, ...]:
        """The remedies offered, those of the trade first."""
        with self._base.read() as session:
            return read_codes(session, REMEDY, trade_id)

    # -- labour ----------------------------------------------------------------------------------

    def add_labour(self, ticket_id: int, new: NewLabour) -> Outcome[int]:
        """Write time worked down. Raises Invalid beside hours, worked_on, who, amount_twd or note."""
        with self._base.uow("work.labour_added") as uow:
            ticket = self._ticket(uow, ticket_id)
            entry = work_entries.add_labour(uow, ticket, new, self._base.clock.now())
            return uow.commit(entry.id, number=ticket.number, hours=work.hours_text(entry.minutes))

    def edit_labour(self, entry_id: int, version: int, new: NewLabour) -> Outcome[int]:
        """Correct an entry. Raises as add_labour does, and Conflict if somebody changed it since."""
        with self._base.uow("work.labour_edited") as uow:
            entry = uow.get(LabourEntry, entry_id, "work.entry_gone")
            _same(entry, version)
            ticket = self._ticket(uow, entry.ticket_id)
            with recosted(uow, ticket):
                work_entries.fill_labour(uow, ticket, entry, new, self._base.clock.now())
            return uow.commit(entry.id, number=ticket.number, hours=work.hours_text(entry.minutes))

    def remove_labour(self, entry_id: int) -> Outcome[int]:
        """Take an entry away."""
        with self._base.uow("work.labour_removed") as uow:
            entry = uow.get(LabourEntry, entry_id, "work.entry_gone")
            ticket = self._ticket(uow, entry.ticket_id)
            with recosted(uow, ticket):
                uow.session.delete(entry)
            return uow.commit(entry_id, number=ticket.number)

    # -- parts -----------------------------------------------------------------------------------

    def use_part(self, ticket_id: int, use: PartUse) -> Outcome[int]:
        """Take a part off the shelf. Raises Invalid("part.not_enough") naming the part and what is there."""
        with self._base.uow("work.part_used") as uow:
            ticket = self._ticket(uow, ticket_id)
            part = work_entries.take_part(uow, ticket, use, self._base.clock.now())
            told = f"{work.quantity_text(use.quantity_milli)} {part.unit}"
            return uow.commit(part.id, number=ticket.number, name=part.name, quantity=told)

    def return_part(self, ticket_id: int, use: PartUse) -> Outcome[int]:
        """Put back what was not needed, at the price it was taken at. Raises Invalid("part.not_taken")."""
        with self._base.uow("work.part_returned") as uow:
            ticket = self._ticket(uow, ticket_id)
            part = work_entries.bring_back_part(uow, ticket, use, self._base.clock.now())
            told = f"{work.quantity_text(use.quantity_milli)} {part.unit}"
            return uow.commit(part.id, number=ticket.number, name=part.name, quantity=told)

    # -- shares of the cost ------------------------------------------------------------------------

    def add_share(
        self, ticket_id: int, year: int, budget_line: str, amount_twd: int, note: str = ""
    ) -> Outcome[int]:
        """Let a budget line of a 民國 year carry a part of the cost, at most what none carries yet.

        Raises Invalid beside year, budget_line or amount_twd.
        """
        with self._base.uow("work.share_added") as uow:
            ticket = self._ticket(uow, ticket_id)
            line = CostLine(ticket_id=ticket.id, is_demo=ticket.is_demo)
            _fill_share(uow, ticket, line, (year, budget_line, amount_twd, note))
            uow.add(line)
            return uow.commit(line.id, number=ticket.number, line=line.budget_line)

    def edit_share(
        self, line_id: int, version: int, year: int, budget_line: str, amount_twd: int, note: str = ""
    ) -> Outcome[int]:
        """Correct a share. Raises as add_share does, and Conflict if somebody changed it since."""
        with self._base.uow("work.share_edited") as uow:
            line = uow.get(CostLine, line_id, "work.entry_gone")
            _same(line, version)
            ticket = self._ticket(uow, line.ticket_id)
            _fill_share(uow, ticket, line, (year, budget_line, amount_twd, note))
            return uow.commit(line.id, number=ticket.number, line=line.budget_line)

    def remove_share(self, line_id: int) -> Outcome[int]:
        """Take a share away; its amount is carried by no line again."""
        with self._base.uow("work.share_removed") as uow:
            line = uow.get(CostLine, line_id, "work.entry_gone")
            number = self._ticket(uow, line.ticket_id).number
            name = line.budget_line
            uow.session.delete(line)
            return uow.commit(line_id, number=number, line=name)

    # -- findings --------------------------------------------------------------------------------

    def set_findings(
        self, ticket_id: int, version: int, *, cause_id: int | None, remedy_id: int | None, is_green: bool
    ) -> Outcome[int]:
        """Say why it broke, what mended it, and whether the replacement bears the green label."""
        with self._base.uow("work.findings_set") as uow:
            row = self._ticket(uow, ticket_id)
            if row.version != version:
                raise Conflict("ticket.moved_on", number=row.number)
            row.cause_id = checked_code(uow, cause_id, CAUSE)
            row.remedy_id = checked_code(uow, remedy_id, REMEDY)
            row.is_green = is_green
            return uow.commit(row.id, number=row.number)

    def read_meter(
        self,
        ticket_id: int,
        meter_id: int,
        value: Decimal,
        *,
        read_on: date | None = None,
        rolled_over: bool = False,
    ) -> Outcome[int]:
        """Write down where a meter stands; a second reading of a day takes the first one's place.

        Raises Invalid("meter.below_last") unless the meter began anew, beside value or read_on.
        """
        today = self._base.clock.today()
        day = read_on or today
        with self._base.uow("work.meter_read") as uow:
            ticket = self._ticket(uow, ticket_id)
            meter = uow.get(Meter, meter_id, "meter.gone")
            _check_reading(uow, meter, value, (day, today), rolled_over=rolled_over)
            mine = (MeterReading.meter_id == meter.id, MeterReading.read_on == day)
            row = uow.session.scalar(select(MeterReading).where(*mine))
            if row is None:
                row = MeterReading(meter_id=meter.id, read_on=day, value=value, is_demo=meter.is_demo)
                row.note = ticket.number
                uow.add(row)
            row.value, row.note = value, f"{ticket.number} {ROLLED_OVER}" if rolled_over else ticket.number
            return uow.commit(row.id, number=ticket.number, meter=meter.code, stand=f"{value:f} {meter.unit}")

    # -- downtime --------------------------------------------------------------------------------

    def set_down(self, ticket_id: int, at: datetime | None = None, reason: str = "") -> Outcome[int]:
        """The asset is out of service from ``at`` (default now) until the ticket is finished."""
        now = self._base.clock.now()
        if at is not None and at > now:
            raise Invalid("downtime.in_the_future", field="from_at")
        with self._base.uow("work.down") as uow:
            ticket = self._ticket(uow, ticket_id)
            if not ticket.is_open:
                raise Invalid("downtime.closed_ticket", number=ticket.number)
            words = short_text(reason, _LONGEST_REASON, "reason")
            made = downtimes.open_downtime(uow, ticket, at or now, words)
            return uow.commit(made.id, number=ticket.number)

    def set_up(self, ticket_id: int, at: datetime | None = None) -> Outcome[int]:
        """The asset serves again from ``at`` (default now), though the ticket may go on."""
        now = self._base.clock.now()
        if at is not None and at > now:
            raise Invalid("downtime.in_the_future", field="until_at")
        with self._base.uow("work.up") as uow:
            ticket = self._ticket(uow, ticket_id)
            if not downtimes.close_downtime(uow, ticket, at or now, "until_at"):
                raise Invalid("downtime.not_down", number=ticket.number)
            return uow.commit(ticket.id, number=ticket.number)

    # -- photos ----------------------------------------------------------------------------------

    def mark_photo(self, link_id: int, stage: PhotoStage | None) -> Outcome[int]:
        """Say whether a photo shows the place before or after the work; None says neither."""
        with self._base.uow("work.photo_marked") as uow:
            check_right(self._base, uow.session, "edit")
            link = uow.get(AttachmentLink, link_id, "attachment.gone")
            link.caption = stage.value if stage else ""
            return uow.commit(link_id, name=link.caption or "－")

    def _ticket(self, uow: UnitOfWork, ticket_id: int) -> Ticket:
        """The ticket, for somebody who may work on tickets."""
        check_right(self._base, uow.session, "edit")
        return uow.get(Ticket, ticket_id, "ticket.gone")


ROLLED_OVER = "歸零"
"""Stands in the note of a reading from which a meter counts anew."""


def _fill_share(uow: UnitOfWork, ticket: Ticket, line: CostLine, told: tuple[int, str, int, str]) -> None:
    year, budget_line, amount_twd, note = told
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Invalid("work.share_year", field="year")
    name = short_text(budget_line, _LONGEST_LINE, "budget_line")
    if not name:
        raise Invalid("work.share_needs_line", field="budget_line")
    if amount_twd <= 0:
        raise Invalid("work.share_not_positive", field="amount_twd")
    others = select(CostLine.amount_twd).where(CostLine.ticket_id == ticket.id, CostLine.id != (line.id or 0))
    with uow.session.no_autoflush:
        left = work.unsplit(ticket.cost_twd, uow.session.scalars(others))
    if amount_twd > left:
        raise Invalid("work.share_too_much", field="amount_twd", left=f"{max(left, 0):,}")
    line.year, line.budget_line, line.amount_twd = year, name, amount_twd
    line.note = short_text(note, _LONGEST_SHARE_NOTE)


def _check_reading(
    uow: UnitOfWork, meter: Meter, value: Decimal, days: tuple[date, date], *, rolled_over: bool
) -> None:
    day, today = days
    if not value.is_finite() or value < 0:
        raise Invalid("meter.negative", field="value")
    if day > today:
        raise Invalid("meter.in_the_future", field="read_on")
    mine = select(MeterReading).where(MeterReading.meter_id == meter.id)
    last = uow.session.scalar(
        mine.where(MeterReading.read_on < day).order_by(MeterReading.read_on.desc()).limit(1)
    )
    if last is not None and value < last.value and not rolled_over:
        raise Invalid(
            "meter.below_last", field="value", meter=meter.code, last=f"{last.value:f}", day=last.read_on
        )
    following = uow.session.scalar(
        mine.where(MeterReading.read_on > day).order_by(MeterReading.read_on).limit(1)
    )
    if following is not None and value > following.value and ROLLED_OVER not in following.note:
        raise Invalid(
            "meter.above_next",
            field="value",
            meter=meter.code,
            next=f"{following.value:f}",
            day=following.read_on,
        )


def _same(row: LabourEntry | CostLine, version: int) -> None:
    if row.version != version:
        raise Conflict("database.moved_on")
