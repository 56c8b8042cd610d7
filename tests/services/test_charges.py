"""Fees by the month, pro rata by day; payments, deposits and arrears."""

from datetime import date

import pytest

from facilities_app.bootstrap import Program
from facilities_app.domain.errors import Invalid
from tests.factories import Make
from tests.services.agreement_help import START, TODAY, deed, detail_of, loan

MONTH = date(2026, 11, 15)


@pytest.fixture
def agreement(program: Program, make: Make) -> int:
    unit = make.unit("M204", status="vacant", status_since=date(2026, 8, 1))
    return program.services.agreements.sign(loan(unit, deed=deed(fee_twd=1500), deposit_twd=3000)).value


def money(program: Program, agreement: int) -> list[tuple[str, int, int]]:
    return [(one.kind, one.amount_twd, one.paid_twd) for one in detail_of(program, agreement).charges]


def test_a_month_is_charged_once_and_the_first_by_its_days(program: Program, agreement: int) -> None:
    charges = program.services.charges
    outcome = charges.bill(MONTH)
    assert (outcome.value, outcome.params["month"]) == (1, "115/11")
    fee, _deposit = detail_of(program, agreement).charges
    assert (fee.kind, fee.period_from, fee.period_until, fee.amount_twd, fee.due_on) == (
        "management",
        START,
        date(2026, 11, 30),
        1450,
        date(2026, 11, 30),
    )
    with pytest.raises(Invalid, match=r"charge\.nothing_to_bill"):
        charges.bill(MONTH)
    with pytest.raises(Invalid, match=r"charge\.month_in_future"):
        charges.bill(date(2026, 12, 1))
    with pytest.raises(Invalid, match=r"charge\.nothing_to_bill"):
        charges.bill(date(2026, 10, 1))
    program.services.history.undo()
    assert money(program, agreement) == [("deposit", 3000, 0)]


def test_what_is_not_paid_in_time_is_in_arrears(program: Program, agreement: int) -> None:
    services = program.services
    services.charges.bill(MONTH)
    assert detail_of(program, agreement).arrears(TODAY) == 3000
    (late,) = services.agreements.due()
    assert (late.what, late.amount_twd, late.due_on, late.where) == ("arrears", 3000, START, "M204")
    fee, deposit = detail_of(program, agreement).charges
    services.charges.pay(deposit.id, 1000, TODAY, "收據 12")
    assert services.agreements.due()[0].amount_twd == 2000
    payment = services.charges.pay(deposit.id, 2000, TODAY).value
    assert services.agreements.due() == []
    (later,) = services.agreements.due(date(2026, 12, 1))
    assert (later.amount_twd, later.due_on) == (1450, fee.due_on)
    services.charges.remove_payment(payment)
    assert detail_of(program, agreement).arrears(TODAY) == 2000
    services.history.undo()
    assert detail_of(program, agreement).arrears(TODAY) == 0


@pytest.mark.parametrize("amount", [0, -1, 3001])
def test_a_payment_fits_what_is_open(program: Program, agreement: int, amount: int) -> None:
    (deposit,) = detail_of(program, agreement).charges
    with pytest.raises(Invalid) as refused:
        program.services.charges.pay(deposit.id, amount, TODAY)
    assert (refused.value.code, refused.value.field) == ("charge.not_so_much", "amount")
    with pytest.raises(Invalid, match=r"charge\.paid_in_future"):
        program.services.charges.pay(deposit.id, 1, date(2026, 11, 24))


def test_a_return_cuts_the_month_and_gives_the_deposit_back(program: Program, agreement: int) -> None:
    services = program.services
    services.charges.bill(MONTH)
    _fee, deposit = detail_of(program, agreement).charges
    services.charges.pay(deposit.id, 3000, TODAY)
    services.agreements.hand_back(agreement, detail_of(program, agreement).version, date(2026, 11, 11))
    assert money(program, agreement) == [
        ("management", 500, 0),
        ("deposit", -3000, 0),
        ("deposit", 3000, 3000),
    ]
    back = detail_of(program, agreement).charges[1]
    services.charges.pay(back.id, -3000, TODAY)
    assert detail_of(program, agreement).arrears(date(2026, 12, 1)) == 500
    services.history.undo()
    services.history.undo()
    assert money(program, agreement) == [("management", 1450, 0), ("deposit", 3000, 3000)]


def test_a_month_charged_after_the_return_ends_with_it(program: Program, agreement: int) -> None:
    services = program.services
    services.agreements.hand_back(agreement, detail_of(program, agreement).version, date(2026, 11, 11))
    services.charges.bill(MONTH)
    assert money(program, agreement) == [("management", 500, 0)]


def test_a_renewal_in_mid_month_shares_it_to_the_day(program: Program, agreement: int) -> None:
    services = program.services
    services.charges.bill(MONTH)
    renewed = services.agreements.renew(
        agreement, detail_of(program, agreement).version, deed(starts_on=date(2026, 11, 17), fee_twd=3000)
    ).value
    services.charges.bill(MONTH)
    old, new = detail_of(program, agreement).charges[0], detail_of(program, renewed).charges[0]
    assert (old.period_until, old.amount_twd) == (date(2026, 11, 16), 750)
    assert (new.period_from, new.amount_twd) == (date(2026, 11, 17), 1400)
    deposit = detail_of(program, agreement).charges[-1]
    services.charges.pay(deposit.id, 3000, TODAY)
    services.agreements.hand_back(renewed, detail_of(program, renewed).version, TODAY)
    assert ("deposit", -3000, 0) in money(program, renewed)


def test_a_month_beyond_the_return_is_taken_away_or_shown_as_too_much(program: Program, make: Make) -> None:
    services = program.services
    unit = make.unit("M205", status="vacant", status_since=date(2026, 1, 1))
    made = services.agreements.sign(loan(unit, deed=deed(starts_on=date(2026, 9, 1), fee_twd=1000))).value
    for month in (9, 10, 11):
        services.charges.bill(date(2026, month, 1))
    october = next(one for one in detail_of(program, made).charges if one.period_from == date(2026, 10, 1))
    services.charges.pay(october.id, 1000, TODAY)
    services.agreements.hand_back(made, detail_of(program, made).version, date(2026, 9, 30))
    assert money(program, made) == [("management", 0, 1000), ("management", 1000, 0)]
    assert detail_of(program, made).charges[0].open_twd == -1000
