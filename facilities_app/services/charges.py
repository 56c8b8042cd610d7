"""What is charged for units and what comes in: fees by the month, pro rata by day, deposits, payments, arrears."""

from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select, true
from sqlalchemy.orm import Session

from db.models import Agreement, Charge, DormUnit, Payment
from db.uow import UnitOfWork
from facilities_app.domain.changes import Outcome
from facilities_app.domain.errors import Invalid
from facilities_app.domain.tenancy import CHARGE_OF, month_fees
from facilities_app.domain.wording import clean_line
from facilities_app.services.agreement_reading import paid_by_charge
from facilities_app.services.rights import must_hold

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

_DAY = timedelta(days=1)
_FEES = frozenset(CHARGE_OF.values())


class ChargeService:
    """Charges and payments. Money is whole NT$."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    def bill(self, month: date, agreement_id: int | None = None) -> Outcome[int]:
        """Charge the month that ``month`` lies in to every agreement (or this one) with a fee that has none of it yet.

        The value is how many. Raises Invalid("charge.month_in_future") and ("charge.nothing_to_bill").
        """
        first = month.replace(day=1)
        last = first.replace(day=monthrange(first.year, first.month)[1])
        if first > self._base.clock.today():
            raise Invalid("charge.month_in_future", field="month")
        with self._base.uow("charge.billed") as uow:
            must_hold(self._base, uow.session, "dorm_edit")
            made = [uow.add(charge) for charge in _missing(uow.session, first, last, agreement_id)]
            if not made:
                raise Invalid(
                    "charge.nothing_to_bill", field="month", month=f"{first.year - 1911}/{first.month:02d}"
                )
            return uow.commit(len(made), n=len(made), month=f"{first.year - 1911}/{first.month:02d}")

    def pay(self, charge_id: int, amount_twd: int, on: date, document: str = "") -> Outcome[int]:
        """Money came in (or, for a charge below zero, was given back). Raises Invalid beside the field."""
        if on > self._base.clock.today():
            raise Invalid("charge.paid_in_future", field="on")
        with self._base.uow("charge.paid") as uow:
            must_hold(self._base, uow.session, "dorm_edit")
            charge = uow.get(Charge, charge_id, "charge.gone")
            left = charge.amount_twd - paid_by_charge(uow.session, (charge.id,)).get(charge.id, 0)
            if amount_twd == 0 or amount_twd * left <= 0 or abs(amount_twd) > abs(left):
                raise Invalid("charge.not_so_much", field="amount", left=left)
            unit = uow.get(DormUnit, charge.unit_id, "unit.gone")
            row = uow.add(
                Payment(
                    charge_id=charge.id,
                    paid_on=on,
                    amount_twd=amount_twd,
                    document=clean_line(document)[:80],
                )
            )
            return uow.commit(row.id, code=unit.code, amount=f"{amount_twd:,}")

    def remove_payment(self, payment_id: int) -> Outcome[int]:
        """Take back a payment that was keyed by mistake."""
        with self._base.uow("charge.payment_removed") as uow:
            must_hold(self._base, uow.session, "dorm_edit")
            row = uow.get(Payment, payment_id, "charge.gone")
            charge = uow.get(Charge, row.charge_id, "charge.gone")
            code = uow.get(DormUnit, charge.unit_id, "unit.gone").code
            uow.session.delete(row)
            return uow.commit(payment_id, code=code)


def settle(uow: UnitOfWork, row: Agreement, on: date, *, is_renewed: bool = False) -> None:
    """Fees stop with the day of return (at a renewal the day before), a deposit is given back; part of one step.

    What was charged beyond is cut; if it was paid, what is too much shows as money to give back.
    """
    last = on - _DAY if is_renewed else on
    charges = uow.session.scalars(select(Charge).where(Charge.agreement_id == row.id)).all()
    paid = paid_by_charge(uow.session, [one.id for one in charges])
    for charge in charges:
        if charge.kind in _FEES and charge.period_until is not None and charge.period_until > last:
            _cut(uow, charge, row.fee_twd or 0, last, paid.get(charge.id, 0))
    if not is_renewed:
        _give_back_deposit(uow, row, on)


def _cut(uow: UnitOfWork, charge: Charge, fee_twd: int, last: date, paid: int) -> None:
    assert charge.period_from is not None
    if charge.period_from > last:
        if paid:
            charge.amount_twd = 0
        else:
            uow.session.delete(charge)
        return
    charge.period_until = last
    charge.amount_twd = sum(one.amount_twd for one in month_fees(fee_twd, charge.period_from, last))


def _give_back_deposit(uow: UnitOfWork, row: Agreement, on: date) -> None:
    """What was paid of the deposit, also under the agreements that this one renewed."""
    chain = [row.id]
    before = row
    while before.renews_id is not None:
        before = uow.get(Agreement, before.renews_id, "agreement.gone")
        chain.append(before.id)
    deposits = uow.session.scalars(
        select(Charge).where(Charge.agreement_id.in_(chain), Charge.kind == "deposit")
    ).all()
    paid = paid_by_charge(uow.session, [one.id for one in deposits])
    for charge in deposits:
        came_in = paid.get(charge.id, 0)
        if not came_in:
            uow.session.delete(charge)
            continue
        charge.amount_twd = came_in
        uow.add(
            Charge(
                unit_id=charge.unit_id,
                agreement_id=row.id,
                kind="deposit",
                amount_twd=-came_in,
                due_on=on,
            )
        )


def _missing(session: Session, first: date, last: date, only: int | None) -> list[Charge]:
    """The charges of a month that nobody made yet, of all agreements or only one."""
    rows = session.execute(
        select(Agreement, DormUnit.id)
        .join(DormUnit, DormUnit.place_id == Agreement.place_id)
        .where(
            Agreement.fee_twd > 0,
            Agreement.starts_on <= last,
            Agreement.ended_on.is_(None) | (Agreement.ended_on >= first),
            true() if only is None else Agreement.id == only,
        )
        .order_by(DormUnit.position, DormUnit.id, Agreement.id)
    ).all()
    ids = [row.id for row, _unit in rows]
    charged = set(
        session.scalars(
            select(Charge.agreement_id).where(
                Charge.agreement_id.in_(ids), Charge.kind.in_(_FEES), Charge.period_from.between(first, last)
            )
        )
    )
    renewed = set(session.scalars(select(Agreement.renews_id).where(Agreement.renews_id.in_(ids))))
    return [
        charge
        for row, unit_id in rows
        if row.id not in charged
        for charge in _of_month(row, unit_id, first, last, is_renewed=row.id in renewed)
    ]


def _of_month(row: Agreement, unit_id: int, first: date, last: date, *, is_renewed: bool) -> list[Charge]:
    """What a month costs under an agreement, from its first day to its return."""
    assert row.starts_on is not None
    until = last
    if row.ended_on is not None:
        until = min(last, row.ended_on - _DAY if is_renewed else row.ended_on)
    return [
        Charge(
            unit_id=unit_id,
            agreement_id=row.id,
            kind=CHARGE_OF[row.kind],
            period_from=one.first,
            period_until=one.last,
            amount_twd=one.amount_twd,
            due_on=last,
        )
        for one in month_fees(row.fee_twd or 0, max(first, row.starts_on), until)
    ]
