"""Which contract a ticket falls under, and what its own times cost the contractor."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from db.models import Asset, Contract, Place, Ticket, TicketPause, Vendor
from facilities_app.domain.clock import TAIPEI, at
from facilities_app.domain.contract_rows import PenaltySheet, TicketPenalty
from facilities_app.domain.penalties import Terms, Times, Wait, within_cap, work_out
from facilities_app.domain.periods import Period
from facilities_app.domain.tickets import Status
from facilities_app.services.scopes import Covered, Line, in_period, place_ids, read_lines

_LEFT_OUT = (int(Status.REJECTED), int(Status.CANCELLED))
_DONE = (int(Status.DONE), int(Status.VERIFIED), int(Status.CLOSED))
_AT_ONCE = 500
_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Case:
    """A ticket's own times, with what it takes to find its contract. Columns, not rows: a firm may have thousands."""

    id: int
    number: str
    summary: str
    status: int
    told_at: datetime | None
    told_on: date
    arrived_at: datetime | None
    finished_at: datetime | None
    covered: Covered


def terms_of(contract: Contract) -> Terms:
    """What the contract says about lateness."""
    return Terms(
        contract.response_hours,
        contract.repair_hours,
        contract.penalty_kind,
        contract.penalty_rate,
        contract.penalty_cap_percent,
        contract.amount_twd,
    )


def contract_penalties(
    session: Session, contract: Contract, now: datetime, period: Period | None = None
) -> PenaltySheet:
    """What falls under the contract, oldest first; the cap counts over the contract's whole life.

    A ticket belongs to a period by the day its contractor was told (reported, where that is not known).
    """
    lines = _of_vendor(session, contract.vendor_id, now, contract)
    return PenaltySheet(period, tuple(line for line in lines if _is_in(line, period)))


def vendor_penalties(
    session: Session, vendor_id: int, now: datetime, period: Period | None = None
) -> PenaltySheet:
    """The same over all contracts of a contractor."""
    lines = _of_vendor(session, vendor_id, now)
    return PenaltySheet(period, tuple(line for line in lines if _is_in(line, period)))


def ticket_penalty(session: Session, ticket: Ticket, now: datetime) -> TicketPenalty | None:
    """What the ticket's own times cost; None if no contract of its contractor with a promise covers it."""
    if ticket.vendor_id is None or ticket.status in _LEFT_OUT:
        return None
    contracts = _promising(session, ticket.vendor_id)
    if not contracts:
        return None
    cases = _cases(session, Ticket.id == ticket.id)
    scopes = read_lines(session, contracts)
    mine = _contract_for(cases[0], list(contracts.values()), scopes)
    if mine is None:
        return None
    alone = _worked_out(session, cases, {ticket.id: mine}, _vendor_name(session, ticket.vendor_id), now)[0]
    if alone.penalty.charged_twd is None or terms_of(mine).cap_twd is None:
        return alone
    # Only a charge under a cap depends on the other tickets of the contract.
    return next(
        line for line in _of_vendor(session, ticket.vendor_id, now, mine) if line.ticket_id == ticket.id
    )


def _of_vendor(
    session: Session, vendor_id: int, now: datetime, only: Contract | None = None
) -> list[TicketPenalty]:
    contracts = _promising(session, vendor_id)
    if not contracts or (only is not None and only.id not in contracts):
        return []
    scopes = read_lines(session, contracts)
    meant = [only] if only is not None else list(contracts.values())
    cases = _cases(
        session,
        Ticket.vendor_id == vendor_id,
        Ticket.status.not_in(_LEFT_OUT),
        _told_between(min(one.starts_on for one in meant), max(one.ends_on for one in meant)),
    )
    found = {
        case.id: contract
        for case in cases
        if (contract := _contract_for(case, list(contracts.values()), scopes)) is not None
        and (only is None or contract.id == only.id)
    }
    kept = [case for case in cases if case.id in found]
    lines = _worked_out(session, kept, found, _vendor_name(session, vendor_id), now)
    return _capped(lines, contracts)


def _told_between(first: date, last: date) -> ColumnElement[bool]:
    """As _Case.told_on, so that the tickets of other years need not be read."""
    start, end = at(first, 0), at(last + timedelta(days=1), 0)
    told = (Ticket.dispatched_at >= start) & (Ticket.dispatched_at < end)
    reported = (Ticket.reported_at >= start) & (Ticket.reported_at < end)
    return told | (Ticket.dispatched_at.is_(None) & reported)


def _promising(session: Session, vendor_id: int) -> dict[int, Contract]:
    """The contractor's contracts that promise an arrival or a repair."""
    rows = session.scalars(
        select(Contract)
        .where(
            Contract.vendor_id == vendor_id,
            Contract.response_hours.is_not(None) | Contract.repair_hours.is_not(None),
        )
        .order_by(Contract.number)
    )
    return {row.id: row for row in rows}


def _cases(session: Session, *where: ColumnElement[bool]) -> list[_Case]:
    rows = session.execute(
        select(
            Ticket.id,
            Ticket.number,
            Ticket.summary,
            Ticket.status,
            Ticket.reported_at,
            Ticket.dispatched_at,
            Ticket.responded_at,
            Ticket.started_at,
            Ticket.finished_at,
            Ticket.trade_id,
            Asset.id.label("asset_id"),
            Asset.parent_id,
            Asset.category_id,
            Place.path,
        )
        .join(Place, Place.id == Ticket.place_id)
        .outerjoin(Asset, Asset.id == Ticket.asset_id)
        .where(*where)
        .order_by(Ticket.id)
    )
    places: dict[str, frozenset[int]] = {}
    return [_case(row, places) for row in rows]


def _case(row: Any, places: dict[str, frozenset[int]]) -> _Case:
    told, arrived = row.dispatched_at, row.responded_at
    if arrived is None or (told is not None and arrived < told):
        arrived = row.started_at  # an answer from before the dispatch was the office's own
    if row.path not in places:
        places[row.path] = place_ids(row.path)
    chain = tuple(key for key in (row.asset_id, row.parent_id) if key)
    return _Case(
        row.id,
        row.number,
        row.summary,
        row.status,
        told,
        (told or row.reported_at).astimezone(TAIPEI).date(),
        arrived,
        row.finished_at,
        Covered(chain, row.category_id, row.trade_id, places[row.path]),
    )


def _contract_for(case: _Case, contracts: Sequence[Contract], scopes: Sequence[Line]) -> Contract | None:
    """The contract in force when the contractor was told whose line names most of the ticket."""
    in_force = {contract.id: contract for contract in contracts if in_period(contract, case.told_on)}
    fits = [line for line in scopes if line.contract_id in in_force and line.covers(case.covered)]
    if not fits:
        return None
    return in_force[max(fits, key=lambda line: (line.weight(), -line.contract_id)).contract_id]


def _worked_out(
    session: Session, cases: Sequence[_Case], found: dict[int, Contract], vendor: str, now: datetime
) -> list[TicketPenalty]:
    waits = _waits(session, [case.id for case in cases])
    lines = []
    for case in cases:
        contract = found[case.id]
        terms = terms_of(contract)
        is_done = case.status in _DONE
        times = Times(case.told_at, case.arrived_at, case.finished_at, is_done, waits.get(case.id, ()))
        lines.append(
            TicketPenalty(
                case.id,
                case.number,
                case.summary,
                case.status,
                case.told_at,
                case.finished_at,
                contract.id,
                contract.number,
                vendor,
                case.told_on,
                terms,
                work_out(terms, times, now),
            )
        )
    return lines


def _waits(session: Session, ticket_ids: Sequence[int]) -> dict[int, tuple[Wait, ...]]:
    found: dict[int, tuple[Wait, ...]] = {}
    for start in range(0, len(ticket_ids), _AT_ONCE):
        rows = session.scalars(
            select(TicketPause)
            .where(TicketPause.ticket_id.in_(ticket_ids[start : start + _AT_ONCE]))
            .order_by(TicketPause.from_at, TicketPause.id)
        )
        for row in rows:
            wait = Wait(row.from_at, row.until_at, row.reason)
            found[row.ticket_id] = (*found.get(row.ticket_id, ()), wait)
    return found


def _capped(lines: Sequence[TicketPenalty], contracts: dict[int, Contract]) -> list[TicketPenalty]:
    """Each contract's cap given out in the order of finishing; the lines come back in the order of telling."""
    done: list[TicketPenalty] = []
    for contract in contracts.values():
        mine = sorted(
            (line for line in lines if line.contract_id == contract.id),
            key=lambda line: (line.finished_at or _NEVER, line.ticket_id),
        )
        capped = within_cap([line.penalty for line in mine], terms_of(contract).cap_twd)
        done += [replace(line, penalty=penalty) for line, penalty in zip(mine, capped, strict=True)]
    return sorted(done, key=lambda line: line.ticket_id)


def _is_in(line: TicketPenalty, period: Period | None) -> bool:
    return period is None or period.start <= line.told_on <= period.end


def _vendor_name(session: Session, vendor_id: int) -> str:
    return session.scalar(select(Vendor.name).where(Vendor.id == vendor_id)) or ""
