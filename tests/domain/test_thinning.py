"""Thinning of backups: much of the near past, little of the far, and never what cannot be had again."""

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from facilities_app.domain.clock import at
from facilities_app.domain.thinning import FEWEST, kept

NOW = at(date(2026, 11, 23), 9)
# Hours around NOW, close enough together that days, weeks and months are shared.
moments = st.sets(st.integers(-900 * 24, 60 * 24), max_size=50).map(
    lambda hours: {NOW + timedelta(hours=hour) for hour in hours}
)
times = st.integers(-400, 400).map(lambda days: NOW + timedelta(days=days))
spans = st.integers(0, 900).map(lambda days: timedelta(days=days))


def hourly(days: int) -> set[datetime]:
    return {NOW - timedelta(hours=hour) for hour in range(days * 24)}


def test_all_of_two_days_stay() -> None:
    assert hourly(2) <= kept(hourly(40), NOW)


def test_then_one_a_day_a_week_and_a_month_stay_up_to_two_years() -> None:
    staying = kept(hourly(1000), NOW)
    ages = sorted((NOW - moment).days for moment in staying)
    assert len([age for age in ages if 2 <= age < 14]) in (12, 13)
    assert len([age for age in ages if 14 <= age < 61]) in (6, 7, 8)
    assert len([age for age in ages if age >= 61]) in (21, 22, 23)
    assert max(ages) <= 731


def test_a_day_is_a_day_in_taiwan_and_its_last_backup_stays() -> None:
    day = date(2026, 11, 15)
    early, late = at(day, 0, 30), at(day, 23, 30)
    fill = {NOW - timedelta(minutes=n) for n in range(FEWEST)}
    assert kept({early, late, *fill}, NOW) == {late, *fill}


def test_a_clock_set_years_ahead_does_not_cost_the_newest() -> None:
    once_a_day = {NOW - timedelta(days=n) for n in range(30)}
    staying = kept(once_a_day, NOW + timedelta(days=3650))
    assert staying == {NOW - timedelta(days=n) for n in range(FEWEST)}


def test_backups_from_a_clock_that_ran_ahead_stay() -> None:
    ahead = {NOW + timedelta(days=n) for n in range(1, 30)}
    assert ahead <= kept(ahead | hourly(20), NOW)


def test_of_nothing_nothing_stays() -> None:
    assert kept((), NOW) == set()


@given(moments, times)
def test_the_newest_always_stay_and_nothing_is_invented(found: set[datetime], now: datetime) -> None:
    staying = kept(found, now)
    assert staying <= found
    assert set(sorted(found, reverse=True)[:FEWEST]) <= staying


@given(moments, times, spans)
def test_what_was_let_go_is_never_wanted_back(found: set[datetime], now: datetime, later: timedelta) -> None:
    assert kept(found, now + later) <= kept(found, now)


@given(moments, times, spans)
def test_thinning_often_keeps_the_same_as_thinning_once(
    found: set[datetime], now: datetime, later: timedelta
) -> None:
    assert kept(kept(found, now), now + later) == kept(found, now + later)


@given(moments, times, times)
def test_a_new_backup_saves_no_old_one(found: set[datetime], now: datetime, new: datetime) -> None:
    assert kept(found | {new}, now) <= kept(found, now) | {new}
