"""Return deadlines and fees, as worked examples a clerk can check with a calendar."""

from datetime import date, timedelta

import pytest

from facilities_app.domain.errors import Invalid
from facilities_app.domain.tenancy import (
    MONTHS_TO_RETURN,
    check_term,
    end_of_months,
    month_fees,
    overlap,
    return_by,
)

DEADLINES = """
    # kind          left on       return by     why (宿舍管理手冊 point 10; 民法 §§120, 121)
    transfer        2026-10-16    2027-01-16    three months, the day itself not counted
    resignation     2026-11-23    2027-02-23    three months
    suspension      2026-01-15    2026-04-15    three months
    unpaid_leave    2026-03-01    2026-06-01    three months
    retirement      2026-01-16    2026-04-16    three months
    retirement      2026-07-16    2026-10-16    three months
    dismissal       2026-11-23    2026-12-23    one month
    death           2026-11-23    2027-02-23    three months for the family
    childcare       2026-11-23    -             excepted
    transfer        2026-11-30    2027-02-28    counts from 1 December: to the end of February
    transfer        2027-11-30    2028-02-29    the same in a leap year
    transfer        2026-11-29    2027-02-28    counts from the 30th, which February has not: its last day
    transfer        2027-11-28    2028-02-28    counts from the 29th, which February 2028 has: the day before
    dismissal       2026-01-31    2026-02-28    counts from 1 February: to its end
    dismissal       2026-01-30    2026-02-28    counts from the 31st, which February has not: its last day
    transfer        2026-02-28    2026-05-31    counts from 1 March: to the end of May
    dismissal       2026-12-31    2027-01-31    over the year
"""

FEES = """
    # a month   from          to            amounts month by month
    1500        2026-09-01    2026-09-30    1500
    1500        2026-09-16    2026-09-30    750
    1500        2026-09-30    2026-09-30    50
    3100        2026-10-22    2026-12-10    1000 3100 1000
    700         2026-02-15    2026-02-28    350
    700         2028-02-15    2028-02-29    362
    1000        2026-01-31    2026-03-01    32 1000 32
    0           2026-09-01    2026-10-31    0 0
    1500        2026-09-02    2026-09-01
"""


def rows(table: str) -> list[list[str]]:
    lines = (line.strip() for line in table.strip().splitlines())
    return [line.split() for line in lines if not line.startswith("#")]


@pytest.mark.parametrize("row", rows(DEADLINES), ids=lambda row: f"{row[0]}-{row[1]}")
def test_leaving_sets_a_deadline(row: list[str]) -> None:
    kind, left_on, expected, *_why = row
    found = return_by(kind, date.fromisoformat(left_on))
    assert found == (None if expected == "-" else date.fromisoformat(expected))


@pytest.mark.parametrize("row", rows(FEES), ids=lambda row: "-".join(row[:3]))
def test_a_fee_runs_from_the_day_of_the_loan_to_the_day_of_return(row: list[str]) -> None:
    fee, first, last, *amounts = row
    made = month_fees(int(fee), date.fromisoformat(first), date.fromisoformat(last))
    assert [one.amount_twd for one in made] == [int(amount) for amount in amounts]
    if made:
        assert (made[0].first, made[-1].last) == (date.fromisoformat(first), date.fromisoformat(last))


def test_whoever_leaves_later_never_returns_earlier() -> None:
    day = date(2027, 1, 1)
    for months in (1, 3):
        ends = [end_of_months(day + timedelta(days=n), months) for n in range(800)]
        assert ends == sorted(ends)
        assert all(end > day + timedelta(days=n + 27 * months) for n, end in enumerate(ends))


def test_an_unknown_way_of_leaving_is_refused() -> None:
    with pytest.raises(Invalid, match=r"agreement\.no_such_departure"):
        return_by("holiday", date(2026, 11, 23))
    assert all(months in (1, 3, None) for months in MONTHS_TO_RETURN.values())


def test_periods_that_share_a_day_are_in_each_others_way() -> None:
    one, two, three = date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 1)
    assert overlap(one, two, two, three)
    assert not overlap(one, two, three, None)
    assert overlap(one, None, three, None)
    assert overlap(None, two, one, None)
    assert not overlap(three, None, None, two)


def test_a_term_begins_and_does_not_end_before() -> None:
    check_term(date(2026, 1, 1), date(2026, 1, 1))
    check_term(date(2026, 1, 1), None)
    for start, end, code, field in (
        (None, None, "agreement.needs_start", "starts_on"),
        (date(2026, 2, 1), date(2026, 1, 31), "agreement.ends_before_start", "ends_on"),
    ):
        with pytest.raises(Invalid) as refused:
            check_term(start, end)
        assert (refused.value.code, refused.value.field) == (code, field)
