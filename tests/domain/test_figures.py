"""Figures by hand: medians, shares, days between faults, repeats, and what a period is compared with."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilities_app.domain import figures
from facilities_app.domain.figures import Sums
from facilities_app.domain.periods import Period

sums = st.builds(
    Sums,
    cases=st.integers(0, 99),
    kept=st.integers(0, 99),
    late=st.integers(0, 99),
    overdue=st.integers(0, 99),
    running=st.integers(0, 99),
    unknown=st.integers(0, 99),
    dropped=st.integers(0, 99),
    minutes=st.integers(0, 99_999),
    cost=st.integers(0, 99_999),
    costed=st.integers(0, 99),
)


@pytest.mark.parametrize(
    ("kept", "late", "overdue", "running", "unknown", "share"),
    [
        # kept late overdue running unknown   per cent
        (3, 1, 0, 0, 0, "75.0"),  # finished late counts against
        (3, 0, 1, 0, 0, "75.0"),  # so does unfinished overdue
        (3, 0, 0, 9, 0, "100.0"),  # what still has time is not judged
        (3, 0, 0, 0, 9, "100.0"),  # what is not known is not judged: neither kept nor missed
        (0, 0, 2, 0, 0, "0.0"),
        (9999, 1, 0, 0, 0, "99.9"),  # one of ten thousand late never reads 100.0
        (0, 0, 0, 5, 5, None),  # nothing judged: unknown, not 0
    ],
)
def test_the_share_on_time(
    kept: int, late: int, overdue: int, running: int, unknown: int, share: str | None
) -> None:
    found = Sums(kept=kept, late=late, overdue=overdue, running=running, unknown=unknown).share_on_time
    assert found == (None if share is None else Decimal(share))


@given(sums, st.integers(1, 50))
def test_more_that_is_unknown_or_late_never_makes_the_share_better(one: Sums, more: int) -> None:
    before = one.share_on_time
    assert (one + Sums(unknown=more)).share_on_time == before
    for worse in (Sums(late=more), Sums(overdue=more)):
        after = (one + worse).share_on_time
        assert after is not None
        assert before is None or after <= before


@given(sums, sums)
def test_sums_add_up_column_by_column(one: Sums, other: Sums) -> None:
    added = one + other
    assert added.values() == tuple(a + b for a, b in zip(one.values(), other.values(), strict=True))
    assert added == other + one


def test_what_is_not_known_is_not_nothing() -> None:
    empty = Sums(cases=4)
    assert empty.mean_hours is None
    assert empty.known_cost is None
    assert empty.uncosted == 4
    assert Sums(cases=4, cost=0, costed=1).known_cost == 0


@pytest.mark.parametrize(
    ("minutes", "hours"),
    [([], None), ([90], "1.5"), ([60, 180], "2.0"), ([60, 90, 6000], "1.5"), ([1, 2, 3, 4], "0.0")],
)
def test_the_median_in_hours(minutes: list[int], hours: str | None) -> None:
    assert figures.median_hours(minutes) == (None if hours is None else Decimal(hours))


@pytest.mark.parametrize(
    ("days", "since", "between", "again"),
    [
        # ordinals         from  mean gap  repeats
        ([], 0, None, 0),
        ([5], 0, None, 0),  # one fault: days between are unknown
        ([0, 10], 0, "10.0", 1),
        ([0, 30], 0, "30.0", 1),  # the thirtieth day still counts
        ([0, 31], 0, "31.0", 0),
        ([0, 0], 0, "0.0", 1),  # twice on one day
        ([0, 10, 50, 55], 0, "18.3", 2),
        ([0, 10, 50, 55], 10, "18.3", 2),  # the fault before may lie before the period
        ([0, 10, 50, 55], 11, "18.3", 1),
    ],
)
def test_days_between_faults_and_repeats(
    days: list[int], since: int, between: str | None, again: int
) -> None:
    assert figures.days_between(days) == (None if between is None else Decimal(between))
    assert figures.repeats(days, since) == again


@pytest.mark.parametrize(
    ("period", "today", "before"),
    [
        # a whole month, quarter, half-year or year against the one before
        (("2026-10-01", "2026-10-31"), "2026-11-23", ("2026-09-01", "2026-09-30")),
        (("2026-07-01", "2026-09-30"), "2026-11-23", ("2026-04-01", "2026-06-30")),
        (("2026-01-01", "2026-06-30"), "2026-11-23", ("2025-07-01", "2025-12-31")),
        (("2025-01-01", "2025-12-31"), "2026-11-23", ("2024-01-01", "2024-12-31")),
        # one that still runs: only the days passed
        (("2026-11-01", "2026-11-30"), "2026-11-23", ("2026-10-01", "2026-10-23")),
        (("2026-01-01", "2026-12-31"), "2026-11-23", ("2025-01-01", "2025-11-23")),
        # March 30 has no like in February: the whole of it
        (("2026-03-01", "2026-03-31"), "2026-03-30", ("2026-02-01", "2026-02-28")),
        # days of one's own: as many right before
        (("2017-02-16", "2017-07-31"), "2026-11-23", ("2016-09-03", "2017-02-15")),
        (("2026-11-20", "2026-11-29"), "2026-11-23", ("2026-11-16", "2026-11-19")),
    ],
)
def test_what_a_period_is_compared_with(period: tuple[str, str], today: str, before: tuple[str, str]) -> None:
    asked = Period(*map(date.fromisoformat, period))
    expected = Period(*map(date.fromisoformat, before))
    assert figures.preceding(asked, date.fromisoformat(today)) == expected


@given(st.dates(date(2000, 1, 1), date(2040, 1, 1)), st.integers(0, 800), st.integers(-400, 1200))
def test_the_period_before_ends_before_and_is_never_longer_than_what_passed(
    start: date, days: int, gone: int
) -> None:
    period = Period(start, start + timedelta(days=days))
    before = figures.preceding(period, start + timedelta(days=gone))
    assert before.end < period.start


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("this_month", "2026-11-01", "2026-11-30"),
        ("last_month", "2026-10-01", "2026-10-31"),
        ("quarter", "2026-10-01", "2026-12-31"),
        ("half_year", "2026-07-01", "2026-12-31"),
        ("year", "2026-01-01", "2026-12-31"),
    ],
)
def test_the_periods_a_person_names(name: str, start: str, end: str) -> None:
    found = figures.calendar_period(name, date(2026, 11, 23))
    assert (found.start.isoformat(), found.end.isoformat()) == (start, end)


def test_months_that_have_not_begun_are_not_shown_as_empty() -> None:
    months = figures.months_of(Period.of_year(2026), date(2026, 3, 2))
    assert months == (date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1))
