"""The year planner's rules: states, merging, columns, what a cell says, and the days foreseen."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilities_app.domain.outlook import Rule, onward, stepped
from facilities_app.domain.recurrence import HolidayRule, Recurrence
from facilities_app.domain.workdays import Workdays
from facilities_app.domain.year_columns import Column, months_of, place_of, weeks_of
from facilities_app.domain.year_moves import day_within, workday_near
from facilities_app.domain.year_plan import (
    Mark,
    MarkState,
    YearRow,
    cells_of,
    days_text,
    leading,
    loads,
    merged,
    state_of,
)

TODAY = date(2026, 11, 23)
NOVEMBER = Column(date(2026, 11, 1), date(2026, 11, 30), "11")
WORKDAYS = Workdays()


def mark(due: date, state: MarkState = MarkState.PLANNED, done: date | None = None, task: int = 1) -> Mark:
    return Mark(task, due, done, due, state, "a1")


def row(
    *marks: Mark, plan: int = 1, duty: str = "昇降設備保養", site: int = 1, statutory: bool = True
) -> YearRow:
    return YearRow(
        (plan,), 1, site, "四維", "昇降設備", f"{duty} {plan}", duty, "boxes", "FREQ=MONTHLY", statutory,
        frozenset((plan,)), 1, marks,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("status", "due", "done", "opens", "closes", "statutory", "expected"),
    [
        ("planned", date(2026, 12, 20), None, None, None, True, MarkState.PLANNED),
        ("planned", date(2026, 11, 30), None, None, None, True, MarkState.DUE),
        ("planned", TODAY, None, None, None, True, MarkState.DUE),
        ("planned", date(2026, 11, 22), None, None, None, True, MarkState.OVERDUE),
        ("planned", date(2026, 11, 22), None, None, None, False, MarkState.BEHIND),
        ("planned", date(2026, 12, 31), None, date(2026, 11, 1), date(2026, 12, 31), True, MarkState.OPEN),
        ("done", date(2026, 11, 10), date(2026, 11, 9), None, None, True, MarkState.DONE),
        ("done", date(2026, 11, 10), date(2026, 11, 12), None, None, True, MarkState.LATE),
        ("done", date(2026, 11, 10), date(2026, 11, 12), None, date(2026, 11, 30), True, MarkState.DONE),
        ("missed", date(2026, 10, 10), None, None, None, True, MarkState.MISSED),
        ("skipped", date(2026, 10, 10), None, None, None, True, MarkState.SKIPPED),
    ],
)
def test_a_task_stands_as_its_dates_and_its_law_say(
    status: str, due: date, done: date | None, opens: date | None, closes: date | None, statutory: bool,
    expected: MarkState,
) -> None:  # fmt: skip
    assert state_of(status, due, done, opens, closes, TODAY, statutory=statutory, paused=False) is expected


def test_what_rests_with_its_plan_is_told_apart_from_what_was_left_out() -> None:
    found = state_of("skipped", TODAY, None, None, None, TODAY, statutory=True, paused=True)
    assert found is MarkState.PAUSED


def test_plans_of_one_duty_at_one_site_are_one_row_with_all_their_marks() -> None:
    first, second = row(mark(date(2026, 11, 3)), plan=1), row(mark(date(2026, 11, 24)), plan=2)
    elsewhere = row(mark(date(2026, 11, 5)), plan=3, site=2)
    found = merged([first, second, elsewhere])
    assert [(one.plan_ids, one.count, one.title) for one in found] == [
        ((1, 2), 2, "昇降設備保養"),
        ((3,), 1, "昇降設備保養"),
    ]
    assert found[0].assignees == {1, 2}
    assert (found[0].asked, found[0].done) == (2, 0)


def test_a_cell_shows_its_most_pressing_mark_and_the_days_of_those() -> None:
    done = mark(date(2026, 11, 3), MarkState.DONE, date(2026, 11, 3))
    late = mark(date(2026, 11, 10), MarkState.OVERDUE)
    assert leading((done, late)) is MarkState.OVERDUE
    assert days_text((done, late), NOVEMBER) == "10"
    assert days_text((mark(date(2026, 11, 3)), mark(date(2026, 11, 24))), NOVEMBER) == "3–24"
    early = mark(date(2026, 11, 3), MarkState.DONE, date(2026, 10, 30))
    assert days_text((early,), NOVEMBER) == "10/30"


def test_what_was_left_out_is_not_asked_for_and_loads_count_the_rest() -> None:
    found = row(
        mark(date(2026, 1, 5), MarkState.DONE, date(2026, 1, 5)),
        mark(date(2026, 1, 20), MarkState.SKIPPED),
        mark(date(2026, 2, 5)),
    )
    january, february, *_rest = loads([found], months_of(2026))
    assert (january.done, january.asked, february.done, february.asked) == (1, 1, 0, 1)
    assert (found.done, found.asked) == (1, 2)


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)))
def test_every_day_of_a_year_lies_in_the_column_that_says_so(day: date) -> None:
    for columns in (months_of(day.year), weeks_of(day.year)):
        place = place_of(columns, day)
        assert columns[place].first <= day <= columns[place].last
        assert all(a.last + timedelta(days=1) == b.first for a, b in itertools.pairwise(columns))
    assert place_of(months_of(day.year - 1), day) == -1


def test_marks_stand_where_they_are_due_not_where_they_were_done() -> None:
    found = cells_of(row(mark(date(2026, 3, 2), MarkState.DONE, date(2026, 2, 26))), months_of(2026))
    assert list(found) == [2]


RULES = st.builds(
    lambda unit, n: f"FREQ={unit};INTERVAL={n}" if n > 1 else f"FREQ={unit}",
    st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
    st.integers(1, 7),
)


@given(RULES, st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_a_plain_step_is_what_the_recurrence_counts_from_completion(rule: str, day: date) -> None:
    assert stepped(rule, day) == Recurrence(rule, date(2019, 1, 1)).from_completion(day)


@given(RULES, st.dates(date(2020, 1, 1), date(2024, 12, 31)), st.dates(date(2019, 6, 1), date(2027, 12, 31)))
def test_a_plain_rule_has_the_days_of_the_recurrence(rule: str, starts_on: date, since: date) -> None:
    until = since + timedelta(days=500)
    known = Recurrence(rule, starts_on).dates(since, until)
    assert Rule(rule, starts_on, None, "").dates(since, until) == known


def test_days_left_out_and_rules_that_say_more_go_the_usual_way() -> None:
    out = Rule("FREQ=MONTHLY", date(2026, 1, 5), None, "2026-03-05")
    assert out.dates(date(2026, 2, 1), date(2026, 4, 30)) == [date(2026, 2, 5), date(2026, 4, 5)]
    assert out.from_completion(date(2026, 2, 5)) == date(2026, 4, 5)
    first = Rule("FREQ=MONTHLY;BYDAY=1MO", date(2026, 1, 5), None, "")
    assert first.dates(date(2026, 2, 1), date(2026, 2, 28)) == [date(2026, 2, 2)]


def test_a_rule_that_says_more_is_left_to_the_recurrence() -> None:
    assert stepped("FREQ=MONTHLY;BYDAY=1MO", TODAY) is None
    assert stepped("FREQ=YEARLY;BYMONTH=4", TODAY) is None


def test_what_is_foreseen_follows_each_from_the_one_before() -> None:
    rule = Rule("FREQ=MONTHLY;INTERVAL=3", date(2026, 1, 31), None, "")
    found = list(onward(rule, HolidayRule.KEEP, WORKDAYS, date(2026, 1, 31), date(2026, 12, 31)))
    assert [on for on, _due in found] == [date(2026, 4, 30), date(2026, 7, 30), date(2026, 10, 30)]


def test_what_is_foreseen_ends_with_its_plan() -> None:
    rule = Rule("FREQ=MONTHLY", date(2026, 1, 5), date(2026, 3, 10), "")
    found = list(onward(rule, HolidayRule.KEEP, WORKDAYS, date(2026, 1, 5), date(2026, 12, 31)))
    assert [on for on, _due in found] == [date(2026, 2, 5), date(2026, 3, 5)]


def test_the_same_day_of_another_month_is_meant_on_a_working_day() -> None:
    assert day_within(date(2026, 11, 24), date(2026, 12, 1), date(2026, 12, 31), WORKDAYS) == date(
        2026, 12, 24
    )
    assert day_within(date(2026, 10, 31), date(2026, 11, 1), date(2026, 11, 30), WORKDAYS) == date(
        2026, 11, 30
    )
    sunday = day_within(date(2026, 9, 6), date(2026, 12, 1), date(2026, 12, 31), WORKDAYS)
    assert sunday in (date(2026, 12, 4), date(2026, 12, 7))


def test_the_same_weekday_of_another_week_is_meant() -> None:
    week = date(2026, 12, 7), date(2026, 12, 13)
    assert day_within(date(2026, 11, 25), *week, WORKDAYS) == date(2026, 12, 9)


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.integers(0, 40), st.integers(-60, 60))
def test_a_working_day_near_never_leaves_its_span(first: date, length: int, off: int) -> None:
    last = first + timedelta(days=length)
    assert first <= workday_near(first + timedelta(days=off), first, last, WORKDAYS) <= last
