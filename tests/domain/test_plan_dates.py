"""The days a plan asks for, against worked examples."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilities_app.domain.plan_dates import (
    MeterRule,
    Timing,
    Why,
    after_completion,
    before_expiry,
    by_rule,
    lift_interval_months,
    met_on,
)
from facilities_app.domain.recurrence import HolidayRule, Recurrence
from facilities_app.domain.workdays import Workdays

CALENDAR = Workdays()


def test_a_fixed_plan_keeps_its_own_day_and_moves_only_where_it_is_due() -> None:
    monthly = Recurrence("FREQ=MONTHLY", date(2026, 8, 10))
    found = by_rule(monthly, Timing(HolidayRule.AFTER, 5, 5), CALENDAR, date(2026, 10, 1), date(2026, 11, 30))
    assert [(one.on, one.due_on) for one in found] == [
        (date(2026, 10, 10), date(2026, 10, 12)),  # National Day is a Saturday
        (date(2026, 11, 10), date(2026, 11, 10)),
    ]
    assert [one.was_moved for one in found] == [True, False]
    assert (found[0].window_from, found[0].window_until) == (date(2026, 10, 5), date(2026, 10, 15))


def test_a_floating_plan_counts_from_the_late_day_it_was_done() -> None:
    quarterly = Recurrence("FREQ=MONTHLY;INTERVAL=3", date(2026, 1, 10))
    late = after_completion(quarterly, Timing(), CALENDAR, date(2026, 4, 25))
    assert late is not None
    assert (late.due_on, late.why, late.since) == (date(2026, 7, 25), Why.AFTER_DONE, date(2026, 4, 25))


def test_a_floating_plan_that_was_never_done_begins_on_its_first_day() -> None:
    first = after_completion(Recurrence("FREQ=YEARLY", date(2026, 5, 4)), Timing(), CALENDAR, None)
    assert first is not None
    assert (first.due_on, first.why) == (date(2026, 5, 4), Why.FIRST)


def test_a_permit_is_renewed_in_the_two_months_before_it_ends_and_never_after() -> None:
    found = before_expiry(date(2026, 10, 10), Timing(HolidayRule.AFTER), CALENDAR)
    assert (found.window_from, found.window_until) == (date(2026, 8, 10), date(2026, 10, 10))
    assert found.due_on == date(2026, 10, 8)


@pytest.mark.parametrize(
    ("completed", "on", "months"),
    [
        (date(2011, 6, 1), date(2026, 5, 31), 12),
        (date(2011, 6, 1), date(2026, 6, 1), 6),
        (date(2012, 2, 29), date(2027, 2, 28), 6),
        (None, date(2026, 6, 1), None),
    ],
)
def test_a_lift_is_inspected_half_yearly_from_its_fifteenth_year(
    completed: date | None, on: date, months: int | None
) -> None:
    assert lift_interval_months(completed, on) == months


READINGS = [
    (date(2026, 1, 1), Decimal(100)),
    (date(2026, 2, 1), Decimal(340)),
    (date(2026, 3, 1), Decimal(610)),
    (date(2026, 4, 1), Decimal(900)),
]


@pytest.mark.parametrize(
    ("rule", "low", "high", "done_on", "expected"),
    [
        (MeterRule.ABOVE, "600", None, None, date(2026, 3, 1)),
        (MeterRule.ABOVE, "900", None, None, None),
        (MeterRule.BELOW, "350", None, date(2026, 1, 1), date(2026, 2, 1)),
        (MeterRule.BETWEEN, "600", "700", None, date(2026, 3, 1)),
        (MeterRule.INCREASE, "500", None, None, date(2026, 3, 1)),
        (MeterRule.INCREASE, "500", None, date(2026, 2, 1), date(2026, 4, 1)),
        (MeterRule.INCREASE, "500", None, date(2026, 4, 1), None),
    ],
)
def test_a_meter_asks_at_the_first_reading_that_meets_its_rule(
    rule: MeterRule, low: str, high: str | None, done_on: date | None, expected: date | None
) -> None:
    found = met_on(rule, Decimal(low), Decimal(high) if high else None, READINGS, done_on)
    assert (found and found[0]) == expected


@given(st.dates(date(2020, 1, 1), date(2029, 12, 31)), st.sampled_from(list(HolidayRule)))
def test_no_two_occurrences_share_their_own_day_and_each_is_due_on_a_working_day_unless_kept(
    starts: date, rule: HolidayRule
) -> None:
    found = by_rule(Recurrence("FREQ=WEEKLY", starts), Timing(rule), CALENDAR, starts, date(2030, 6, 30))
    assert len({one.on for one in found}) == len(found)
    assert rule is HolidayRule.KEEP or all(CALENDAR.is_workday(one.due_on) for one in found)
