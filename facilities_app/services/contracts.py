"""Contracts: entered, changed, what they cover, their 保固金, and what lateness under them costs."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Asset, AssetCategory, Contract, ContractScope, Place, Ticket, Trade, Vendor
from db.uow import UnitOfWork
from facilities_app.domain.changes import Outcome
from facilities_app.domain.contract_rows import (
    ContractDetail,
    NewContract,
    PenaltySheet,
    TicketPenalty,
)
from facilities_app.domain.errors import Invalid, NotFound
from facilities_app.domain.penalties import PenaltyKind
from facilities_app.domain.periods import Period
from facilities_app.domain.tickets import Status
from facilities_app.services.in_step import refresh_cover
from facilities_app.services.penalties import contract_penalties, terms_of, ticket_penalty
from facilities_app.services.record_fields import FieldRules, must_be_current
from facilities_app.services.rights import must_hold
from facilities_app.services.scopes import Line, assets_in, read_lines, scope_lines
from facilities_app.services.ticket_link_reading import brief

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

RULES = FieldRules(
    lines={"number": 40, "title": 160, "kind": 20, "penalty_kind": 20},
    texts={"note": 400},
    numbers=frozenset(
        {
            "amount_twd",
            "notice_days",
            "response_hours",
            "repair_hours",
            "penalty_rate",
            "penalty_cap_percent",
            "bond_twd",
        }
    ),
    dates=frozenset({"starts_on", "ends_on", "bond_return_on", "bond_returned_on"}),
    required=("number", "title", "kind", "starts_on", "ends_on"),
)
_OPEN_SHOWN = 5
_LONGEST_NOTICE = 3650
_PARTS = {"asset_id": Asset, "category_id": AssetCategory, "trade_id": Trade, "place_id": Place}


class ContractService:
    """All changes to contracts go through here. What an asset shows of its cover follows in the same step."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    def detail(self, contract_id: int) -> ContractDetail:
        """The contract, whole. Raises NotFound("contract.gone")."""
        with self._base.read() as session:
            row = session.get(Contract, contract_id)
            if row is None:
                raise NotFound("contract.gone", id=contract_id)
            return _detail(session, row, contract_penalties(session, row, self._base.clock.now()))

    def penalties(self, contract_id: int, period: Period | None = None) -> PenaltySheet:
        """What the tickets of a period cost the contractor, by the day they were told."""
        with self._base.read() as session:
            row = session.get(Contract, contract_id)
            if row is None:
                raise NotFound("contract.gone", id=contract_id)
            return contract_penalties(session, row, self._base.clock.now(), period)

    def of_ticket(self, ticket_id: int) -> TicketPenalty | None:
        """What one ticket costs its contractor; None if no contract with a promise covers it."""
        with self._base.read() as session:
            ticket = session.get(Ticket, ticket_id)
            if ticket is None:
                raise NotFound("ticket.gone", id=ticket_id)
            return ticket_penalty(session, ticket, self._base.clock.now())

    def create(self, new: NewContract) -> Outcome[int]:
        """Enter a contract. Raises Invalid beside the field that needs it."""
        with self._base.uow("contract.created") as uow:
            must_hold(self._base, uow.session, "contract_edit")
            row = Contract()
            for name in (*RULES.lines, *RULES.texts, *RULES.numbers, *RULES.dates):
                if name != "bond_returned_on":
                    RULES.set(row, name, getattr(new, name))
            row.vendor_id = _vendor(uow, new.vendor_id)
            _check(uow, row)
            uow.add(row)
            return uow.commit(row.id, number=row.number, name=row.title)

    def edit(self, contract_id: int, version: int, **fields: Any) -> Outcome[int]:
        """Change fields by NewContract's names. Raises Conflict if it moved on."""
        with self._base.uow("contract.edited") as uow:
            must_hold(self._base, uow.session, "contract_edit")
            row = uow.get(Contract, contract_id, "contract.gone")
            must_be_current(row, version, row.title)
            for name, value in fields.items():
                if name == "vendor_id":
                    row.vendor_id = _vendor(uow, value)
                else:
                    RULES.set(row, name, value)
            _check(uow, row)
            if fields.keys() & {"starts_on", "ends_on", "kind"}:
                self._follow(uow, read_lines(uow.session, (row.id,)))
            return uow.commit(row.id, number=row.number, name=row.title)

    def remove(self, contract_id: int) -> Outcome[int]:
        """Take a contract away with what it covers."""
        with self._base.uow("contract.removed") as uow:
            must_hold(self._base, uow.session, "contract_edit")
            row = uow.get(Contract, contract_id, "contract.gone")
            number, title = row.number, row.title
            lines = read_lines(uow.session, (row.id,))
            for scope in uow.session.scalars(
                select(ContractScope).where(ContractScope.contract_id == row.id)
            ).all():
                uow.session.delete(scope)
            uow.session.flush()
            uow.session.delete(row)
            self._follow(uow, lines)
            return uow.commit(contract_id, number=number, name=title)

    def add_scope(
        self,
        contract_id: int,
        *,
        asset_id: int | None = None,
        category_id: int | None = None,
        trade_id: int | None = None,
        place_id: int | None = None,
    ) -> Outcome[int]:
        """Cover one more thing. Raises Invalid for a line that names nothing or is there already."""
        parts = {
            "asset_id": asset_id,
            "category_id": category_id,
            "trade_id": trade_id,
            "place_id": place_id,
        }
        if all(value is None for value in parts.values()):
            raise Invalid("contract.scope_empty", field="category_id")
        with self._base.uow("contract.scope_added") as uow:
            must_hold(self._base, uow.session, "contract_edit")
            row = uow.get(Contract, contract_id, "contract.gone")
            for name, value in parts.items():
                if value is not None:
                    uow.get(_PARTS[name], value, "row.gone")
            twin = select(ContractScope.id).filter_by(contract_id=row.id, **parts)
            if uow.session.scalar(twin) is not None:
                raise Invalid("contract.scope_there", field="category_id")
            scope = uow.add(ContractScope(contract_id=row.id, **parts))
            self._follow(uow, [line for line in read_lines(uow.session, (row.id,)) if line.id == scope.id])
            return uow.commit(scope.id, number=row.number, name=row.title)

    def remove_scope(self, scope_id: int) -> Outcome[int]:
        """Cover one thing less."""
        with self._base.uow("contract.scope_removed") as uow:
            must_hold(self._base, uow.session, "contract_edit")
            scope = uow.get(ContractScope, scope_id, "contract.scope_gone")
            row = uow.get(Contract, scope.contract_id, "contract.gone")
            lines = [line for line in read_lines(uow.session, (row.id,)) if line.id == scope.id]
            uow.session.delete(scope)
            self._follow(uow, lines)
            return uow.commit(row.id, number=row.number, name=row.title)

    def return_bond(self, contract_id: int, on: date | None = None) -> Outcome[int]:
        """The 保固金 was given back on that day (default today)."""
        today = self._base.clock.today()
        with self._base.uow("contract.bond_returned") as uow:
            must_hold(self._base, uow.session, "contract_edit")
            row = uow.get(Contract, contract_id, "contract.gone")
            if not row.bond_twd:
                raise Invalid("contract.no_bond", number=row.number)
            if row.bond_returned_on is not None:
                raise Invalid("contract.bond_already", number=row.number, on=row.bond_returned_on)
            day = on or today
            if day > today:
                raise Invalid("contract.bond_in_future", field="on", on=day)
            row.bond_returned_on = day
            return uow.commit(row.id, number=row.number, name=row.title)

    def _follow(self, uow: UnitOfWork, lines: Sequence[Line]) -> None:
        """What the covered assets show of their cover follows in the same step, so one undo takes both back."""
        uow.session.flush()
        for asset in assets_in(uow.session, lines):
            refresh_cover(uow.session, asset, self._base.clock)


def _vendor(uow: UnitOfWork, vendor_id: int | None) -> int:
    if vendor_id is None:
        raise Invalid("contract.needs_vendor", field="vendor_id")
    return uow.get(Vendor, vendor_id, "vendor.gone").id


def _check(uow: UnitOfWork, row: Contract) -> None:
    RULES.check(row)
    if row.ends_on < row.starts_on:
        raise Invalid("contract.ends_before_start", field="ends_on", start=row.starts_on)
    if row.notice_days is None:
        raise Invalid("record.empty", field="notice_days")
    if row.notice_days > _LONGEST_NOTICE:
        raise Invalid("contract.notice_too_long", field="notice_days", longest=_LONGEST_NOTICE)
    _check_penalty(row)
    if row.bond_return_on is not None and row.bond_return_on < row.starts_on:
        raise Invalid("contract.bond_before_start", field="bond_return_on", start=row.starts_on)
    if row.bond_return_on is not None and not row.bond_twd:
        raise Invalid("contract.bond_needs_sum", field="bond_twd")
    with uow.session.no_autoflush:
        twin = uow.session.scalar(
            select(Contract.title).where(Contract.number == row.number, Contract.id != (row.id or 0))
        )
    if twin is not None:
        raise Invalid("contract.number_taken", field="number", number=row.number, name=twin)


def _check_penalty(row: Contract) -> None:
    if not row.penalty_kind:
        row.penalty_rate = row.penalty_cap_percent = None
        return
    if row.penalty_kind not in set(PenaltyKind):
        raise Invalid("contract.no_such_penalty", field="penalty_kind", kind=row.penalty_kind)
    if not row.penalty_rate:
        raise Invalid("contract.penalty_needs_rate", field="penalty_rate")
    if row.penalty_kind == PenaltyKind.PERMILLE_DAY and row.amount_twd is None:
        raise Invalid("contract.penalty_needs_sum", field="amount_twd")
    if row.penalty_cap_percent is not None and not 0 < row.penalty_cap_percent <= 100:
        raise Invalid("contract.penalty_cap", field="penalty_cap_percent")
    if not (row.response_hours or row.repair_hours):
        raise Invalid("contract.penalty_needs_promise", field="repair_hours")


def _detail(session: Session, row: Contract, penalties: PenaltySheet) -> ContractDetail:
    vendor = session.get_one(Vendor, row.vendor_id)
    still_open = [line.ticket_id for line in penalties.lines if Status(line.status).is_open]
    shown = select(Ticket).where(Ticket.id.in_(still_open[-_OPEN_SHOWN:])).order_by(Ticket.due_at)
    return ContractDetail(
        id=row.id,
        version=row.version,
        number=row.number,
        title=row.title,
        kind=row.kind,
        vendor_id=row.vendor_id,
        vendor=vendor.name,
        phone=vendor.phone,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        amount_twd=row.amount_twd,
        notice_days=row.notice_days,
        notice_on=row.ends_on - timedelta(days=row.notice_days),
        terms=terms_of(row),
        bond_twd=row.bond_twd,
        bond_return_on=row.bond_return_on,
        bond_returned_on=row.bond_returned_on,
        note=row.note,
        is_demo=row.is_demo,
        scopes=scope_lines(session, row),
        open_tickets=tuple(brief(ticket) for ticket in session.scalars(shown)),
        open_count=len(still_open),
        penalties=penalties,
    )
