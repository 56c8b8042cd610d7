"""Labour, parts and money of a ticket as steps of a unit of work; the ticket's cost moves along with them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import FaultCode, LabourEntry, Part, PartMove, Ticket, User, Vendor
from db.uow import UnitOfWork
from facilities_app.domain import work
from facilities_app.domain.clock import TAIPEI
from facilities_app.domain.errors import Invalid
from facilities_app.domain.wording import clean_line
from facilities_app.domain.work import PartMoveKind, Taken
from facilities_app.domain.work_rows import NewLabour, PartUse

LONGEST_NOTE = 400
CAUSE, REMEDY = "cause", "remedy"
_NO_SUCH = {CAUSE: "work.no_such_cause", REMEDY: "work.no_such_remedy"}


def held_parts(session: Session, ticket_id: int) -> dict[int, tuple[Taken, ...]]:
    """What a ticket holds of each part, in the order they were first used."""
    rows = session.execute(
        select(PartMove.part_id, PartMove.kind, PartMove.quantity_milli, PartMove.unit_price_twd)
        .where(PartMove.ticket_id == ticket_id)
        .order_by(PartMove.id)
    )
    moves: dict[int, list[tuple[str, int, int]]] = {}
    for part_id, kind, milli, price in rows:
        moves.setdefault(part_id, []).append((kind, milli, price))
    return {part_id: work.still_taken(found) for part_id, found in moves.items()}


def recorded_cost(session: Session, ticket_id: int) -> tuple[int, bool]:
    """What labour and parts of a ticket cost together, and whether any is recorded."""
    session.flush()
    total, count = session.execute(
        select(func.coalesce(func.sum(LabourEntry.amount_twd), 0), func.count(LabourEntry.amount_twd)).where(
            LabourEntry.ticket_id == ticket_id
        )
    ).one()
    held = [one for taken in held_parts(session, ticket_id).values() for one in taken]
    parts = sum(work.amount(one.quantity_milli, one.unit_price_twd) for one in held)
    return int(total or 0) + parts, bool(count or held)


@contextmanager
def recosted(uow: UnitOfWork, ticket: Ticket) -> Iterator[None]:
    """Inside, labour and parts change; the ticket's cost follows, and what was entered beside them stays."""
    before, _ = recorded_cost(uow.session, ticket.id)
    yield
    after, has_entries = recorded_cost(uow.session, ticket.id)
    ticket.cost_twd = work.moved_cost(ticket.cost_twd, before, after, has_entries=has_entries)


def checked_cost(uow: UnitOfWork, ticket: Ticket, cost_twd: int | None) -> int | None:
    """A ticket's whole cost as entered: not below what its labour and parts cost. None takes the rest away."""
    recorded, has_entries = recorded_cost(uow.session, ticket.id)
    if cost_twd is None:
        return recorded if has_entries else None
    work.check_money(cost_twd, "cost_twd")
    if cost_twd < recorded:
        raise Invalid("ticket.cost_below_work", field="cost_twd", recorded=f"{recorded:,}")
    return cost_twd


def add_labour(uow: UnitOfWork, ticket: Ticket, new: NewLabour, now: datetime) -> LabourEntry:
    """Write time worked down. Raises Invalid beside hours, worked_on, who, amount_twd or note."""
    entry = LabourEntry(ticket_id=ticket.id, is_demo=ticket.is_demo)
    fill_labour(uow, ticket, entry, new, now)
    with recosted(uow, ticket):
        uow.add(entry)
    return entry


def fill_labour(uow: UnitOfWork, ticket: Ticket, entry: LabourEntry, new: NewLabour, now: datetime) -> None:
    """Check an entry and put its values in; the caller keeps the cost in step."""
    today = now.astimezone(TAIPEI).date()
    worked_on = new.worked_on or today
    work.check_worked_on(worked_on, ticket.reported_on, today)
    work.check_minutes(new.minutes)
    if (new.user_id is None) == (new.vendor_id is None):
        raise Invalid("work.needs_who", field="who")
    with uow.session.no_autoflush:
        if new.user_id is not None:
            user = uow.get(User, new.user_id, "user.gone")
            _check_day(uow, user, worked_on, new.minutes, entry.id)
        else:
            uow.get(Vendor, new.vendor_id or 0, "vendor.gone")
    entry.worked_on, entry.minutes = worked_on, new.minutes
    entry.user_id, entry.vendor_id = new.user_id, new.vendor_id
    entry.amount_twd = work.check_money(new.amount_twd, "amount_twd")
    entry.note = short_text(new.note, LONGEST_NOTE)


def take_part(uow: UnitOfWork, ticket: Ticket, use: PartUse, now: datetime, field: str = "quantity") -> Part:
    """Take a part off the shelf for a ticket, at its price of now.

    Raises Invalid("part.not_enough") beside ``field``, naming the part and what is there.
    """
    part = uow.get(Part, use.part_id, "part.gone")
    _check_quantity(use.quantity_milli, field)
    if part.stock_milli < use.quantity_milli:
        raise Invalid(
            "part.not_enough",
            field=field,
            name=part.name,
            stock=f"{work.quantity_text(part.stock_milli)} {part.unit}",
            wanted=f"{work.quantity_text(use.quantity_milli)} {part.unit}",
        )
    with recosted(uow, ticket):
        move_stock(
            uow, part, PartMoveKind.USED, -use.quantity_milli, part.unit_price_twd, now, ticket_id=ticket.id
        )
    return part


def bring_back_part(uow: UnitOfWork, ticket: Ticket, use: PartUse, now: datetime) -> Part:
    """Put back on the shelf what a ticket did not need, at the price it was taken at.

    Raises Invalid("part.not_taken") for more than the ticket holds.
    """
    part = uow.get(Part, use.part_id, "part.gone")
    _check_quantity(use.quantity_milli, "quantity")
    taken = held_parts(uow.session, ticket.id).get(part.id, ())
    held = sum(one.quantity_milli for one in taken)
    if use.quantity_milli > held:
        raise Invalid(
            "part.not_taken",
            field="quantity",
            name=part.name,
            number=ticket.number,
            held=f"{work.quantity_text(held)} {part.unit}",
        )
    with recosted(uow, ticket):
        for one in work.given_back(taken, use.quantity_milli):
            move_stock(
                uow,
                part,
                PartMoveKind.RETURNED,
                one.quantity_milli,
                one.unit_price_twd,
                now,
                ticket_id=ticket.id,
            )
    return part


def move_stock(
    uow: UnitOfWork,
    part: Part,
    kind: PartMoveKind,
    milli: int,
    price: int,
    now: datetime,
    *,
    ticket_id: int | None = None,
    note: str = "",
) -> PartMove:
    """One line in a part's history; the stock that repeats their sum follows."""
    part.stock_milli += milli
    return uow.add(
        PartMove(
            part_id=part.id,
            ticket_id=ticket_id,
            at=now,
            kind=kind.value,
            quantity_milli=milli,
            unit_price_twd=price,
            note=note,
            is_demo=part.is_demo,
        )
    )


def checked_code(uow: UnitOfWork, code_id: int | None, kind: str) -> int | None:
    """The id of a cause or remedy, if it is one. Raises Invalid beside cause_id or remedy_id."""
    if code_id is None:
        return None
    row = uow.session.get(FaultCode, code_id)
    if row is None or row.kind != kind:
        raise Invalid(_NO_SUCH[kind], field=f"{kind}_id")
    return row.id


def short_text(text: str, longest: int, field: str = "note") -> str:
    """A line that fits its column."""
    line = clean_line(text)
    if len(line) > longest:
        raise Invalid("ticket.text_too_long", field=field, longest=longest)
    return line


def _check_day(uow: UnitOfWork, user: User, day: date, minutes: int, entry_id: int | None) -> None:
    """A person's day has 24 hours, over all tickets."""
    others = select(func.coalesce(func.sum(LabourEntry.minutes), 0)).where(
        LabourEntry.user_id == user.id, LabourEntry.worked_on == day, LabourEntry.id != (entry_id or 0)
    )
    already = int(uow.session.scalar(others) or 0)
    if already + minutes > work.MINUTES_A_DAY:
        raise Invalid(
            "work.day_is_full", field="hours", name=user.name, day=day, hours=work.hours_text(already)
        )


def _check_quantity(milli: int, field: str) -> None:
    if milli <= 0:
        raise Invalid("part.quantity_not_positive", field=field)
    if milli > work.MOST_QUANTITY:
        raise Invalid("part.quantity_too_much", field=field)
