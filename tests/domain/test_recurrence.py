"""Recurrence against worked examples and against python-dateutil on random rules."""

import itertools
from datetime import date, datetime, time, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from facilities_app.domain.errors import Invalid
from facilities_app.domain.recurrence import (
    HolidayRule,
    Recurrence,
    kept_days,
    normalised,
    read_days,
    shifted,
)
from facilities_app.domain.workdays import DayKind, DayOverride, Workdays

EXAMPLES = (
    # what,                            rule,                                starts,       the first dates
    ("every 31st, else the last day", "FREQ=MONTHLY", "2026-01-31", "01-31 02-28 03-31 04-30 05-31 06-30"),
    ("said 31, begun on another day", "FREQ=MONTHLY;BYMONTHDAY=31", "2026-01-05", "01-31 02-28 03-31 04-30"),
    ("every 30th", "FREQ=MONTHLY", "2026-01-30", "01-30 02-28 03-30 04-30"),
    ("the last day of the month", "FREQ=MONTHLY;BYMONTHDAY=-1", "2026-01-01", "01-31 02-28 03-31"),
    ("the third Wednesday", "FREQ=MONTHLY;BYDAY=3WE", "2026-11-01", "11-18 12-16"),
    ("the last Friday", "FREQ=MONTHLY;BYDAY=-1FR", "2026-11-01", "11-27 12-25"),
    ("two weekdays a week", "FREQ=WEEKLY;BYDAY=MO,TH", "2026-11-23", "11-23 11-26 11-30 12-03"),
    ("every 10 days", "FREQ=DAILY;INTERVAL=10", "2026-11-23", "11-23 12-03 12-13 12-23"),
    ("every half year", "FREQ=MONTHLY;INTERVAL=6", "2026-02-28", "02-28 08-28"),
    ("monthly in the typhoon season", "FREQ=MONTHLY;BYMONTH=5,6,7", "2026-01-15", "05-15 06-15 07-15"),
    ("the ends of two seasons", "FREQ=YEARLY;BYMONTH=4,9;BYMONTHDAY=31", "2026-01-01", "04-30 09-30"),
    ("twice and no more", "FREQ=MONTHLY;COUNT=2", "2026-03-01", "03-01 04-01"),
)


@pytest.mark.parametrize(("what", "rule", "starts", "expected"), EXAMPLES, ids=[row[0] for row in EXAMPLES])
def test_a_rule_falls_on_the_days_the_office_means(what: str, rule: str, starts: str, expected: str) -> None:
    wanted = [date.fromisoformat(f"2026-{day}") for day in expected.split()]
    found = Recurrence(rule, date.fromisoformat(starts)).dates(date(2026, 1, 1), wanted[-1])
    assert found == wanted


def test_a_leap_day_is_the_28th_in_other_years() -> None:
    found = Recurrence("FREQ=YEARLY", date(2024, 2, 29)).dates(date(2024, 1, 1), date(2028, 12, 31))
    assert [day.isoformat() for day in found] == [
        "2024-02-29",
        "2025-02-28",
        "2026-02-28",
        "2027-02-28",
        "2028-02-29",
    ]


def test_a_fixed_rule_does_not_drift_and_a_floating_one_counts_from_the_day_it_was_done() -> None:
    rule = Recurrence("FREQ=MONTHLY;INTERVAL=3", date(2026, 1, 10))
    assert rule.after(date(2026, 4, 20)) == date(2026, 7, 10)
    assert rule.from_completion(date(2026, 4, 20)) == date(2026, 7, 20)


def test_excluded_days_are_left_out_and_the_end_is_kept() -> None:
    rule = Recurrence(
        "FREQ=MONTHLY", date(2026, 1, 10), ends_on=date(2026, 4, 30), exclusions=read_days("2026-02-10\n")
    )
    assert rule.first(10, date(2026, 1, 1)) == [date(2026, 1, 10), date(2026, 3, 10), date(2026, 4, 10)]
    assert rule.after(date(2026, 4, 10)) is None


@pytest.mark.parametrize(
    ("rule", "moved"),
    [
        (HolidayRule.KEEP, "2026-10-10"),
        (HolidayRule.BEFORE, "2026-10-08"),  # 10/9 is the day off in place of Saturday 10/10
        (HolidayRule.AFTER, "2026-10-12"),
        (HolidayRule.NEAREST, "2026-10-12"),
    ],
)
def test_a_day_off_moves_an_occurrence_as_the_plan_says(rule: HolidayRule, moved: str) -> None:
    assert shifted(date(2026, 10, 10), rule, Workdays()) == date.fromisoformat(moved)


def test_a_typhoon_day_moves_an_occurrence_too() -> None:
    calendar = Workdays({date(2026, 9, 2): DayOverride(DayKind.HOLIDAY, "颱風停班")})
    assert shifted(date(2026, 9, 2), HolidayRule.AFTER, calendar) == date(2026, 9, 3)


@pytest.mark.parametrize(
    "rule", ["", "FREQ=HOURLY", "MONTHLY", "FREQ=MONTHLY;FREQ=DAILY", "FREQ=MONTHLY;X=1"]
)
def test_what_is_no_rule_of_days_is_refused(rule: str) -> None:
    with pytest.raises(Invalid) as refused:
        Recurrence(rule, date(2026, 1, 1))
    assert refused.value.code == "plan.bad_rule"


def test_a_line_that_is_no_day_is_named() -> None:
    with pytest.raises(Invalid) as refused:
        read_days("2026-02-10\n2026-02-30")
    assert refused.value.params["text"] == "2026-02-30"


days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
plain_rules = st.builds(
    lambda freq, interval, more: f"FREQ={freq};INTERVAL={interval}{more}",
    st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
    st.integers(1, 7),
    st.sampled_from(["", ";BYMONTH=3,9", ";BYDAY=MO,WE", ";BYDAY=MO;BYMONTH=6"]),
)


@given(plain_rules, days.filter(lambda day: day.day <= 28), days, st.integers(0, 900))
def test_on_days_that_every_month_has_it_agrees_with_dateutil(
    rule: str, starts: date, since: date, length: int
) -> None:
    until = since + timedelta(days=length)
    theirs = rrulestr(rule, dtstart=datetime.combine(starts, time.min)).between(
        datetime.combine(since, time.min), datetime.combine(until, time.min), inc=True
    )
    assert Recurrence(rule, starts).dates(since, until) == [moment.date() for moment in theirs]


@given(st.integers(1, 6), days)
def test_a_monthly_rule_leaves_no_month_out_and_takes_none_twice(interval: int, starts: date) -> None:
    found = Recurrence(f"FREQ=MONTHLY;INTERVAL={interval}", starts).first(30, starts)
    months = [day.year * 12 + day.month for day in found]
    assert [later - earlier for earlier, later in itertools.pairwise(months)] == [interval] * 29


@given(plain_rules, days, days, st.integers(0, 400), st.integers(0, 400))
def test_a_longer_horizon_only_adds_dates(rule: str, starts: date, since: date, near: int, far: int) -> None:
    recurrence = Recurrence(rule, starts)
    short = recurrence.dates(since, since + timedelta(days=near))
    long = recurrence.dates(since, since + timedelta(days=near + far))
    assert long[: len(short)] == short
    assert long == sorted(set(long))


def test_a_rule_that_needs_nothing_is_left_as_it_is() -> None:
    assert normalised("RRULE:FREQ=MONTHLY;BYDAY=1MO", date(2026, 1, 31)) == "FREQ=MONTHLY;BYDAY=1MO"


@pytest.mark.parametrize(
    "typed", ["115/12/31", "1151231", "民國 115 年 12 月 31 日", "2026-12-31", "12/31", "115.12.31"]
)
def test_a_day_left_out_may_be_typed_in_every_form_of_a_date_and_is_kept_as_iso(typed: str) -> None:
    assert kept_days(f"{typed}\n\n", date(2026, 11, 23)) == "2026-12-31"


def test_days_left_out_are_kept_in_order_and_once_and_a_line_that_is_none_is_named() -> None:
    today = date(2026, 11, 23)
    assert kept_days("116/1/4、115/12/31\n2026-12-31", today) == "2026-12-31\n2027-01-04"
    with pytest.raises(Invalid, match=r"plan\.bad_day") as refused:
        kept_days("115/12/31\n115/13/1", today)
    assert refused.value.params["text"] == "115/13/1"
