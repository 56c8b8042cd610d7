"""Levelling evens out the months and never leaves what an inspection is allowed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilities_app.domain.levelling import Item, level, slack_of
from facilities_app.domain.workdays import Workdays
from facilities_app.domain.year_columns import months_of

MONTHS = months_of(2027)
WORKDAYS = Workdays()


def loaded(items: list[Item]) -> list[int]:
    found = [0] * 12
    for item in items:
        found[item.due_on.month - 1] += item.weight
    return found


def after(items: list[Item]) -> list[int]:
    moved = {shift.key: shift.after for shift in level(items, loaded(items), MONTHS, {}, WORKDAYS)}
    found = [0] * 12
    for item in items:
        found[moved.get(item.key, item.due_on).month - 1] += item.weight
    return found


@st.composite
def some(draw: st.DrawFn) -> list[Item]:
    items = []
    for key in range(draw(st.integers(0, 25))):
        due = date(2027, 1, 1) + timedelta(days=draw(st.integers(0, 364)))
        first, last = draw(st.integers(0, 45)), draw(st.integers(0, 45))
        weight = draw(st.integers(1, 4))
        items.append(Item(key, due, due - timedelta(days=first), due + timedelta(days=last), weight))
    return items


@given(some())
def test_nothing_leaves_its_days_nothing_moves_twice_and_all_stand_on_working_days(items: list[Item]) -> None:
    shifts = level(items, loaded(items), MONTHS, {}, WORKDAYS)
    known = {item.key: item for item in items}
    assert len({shift.key for shift in shifts}) == len(shifts)
    for shift in shifts:
        item = known[shift.key]
        assert item.first <= shift.after <= item.last
        assert shift.before == item.due_on
        assert WORKDAYS.next_workday(shift.after) == shift.after


@given(some())
def test_the_year_gets_evener_and_asks_for_as_much_as_before(items: list[Item]) -> None:
    before, now = loaded(items), after(items)
    assert sum(now) == sum(before)
    moved = level(items, before, MONTHS, {}, WORKDAYS)
    squares = sum(n * n for n in now) - sum(n * n for n in before)
    assert squares < 0 if moved else squares == 0
    assert max(now) <= max(before)


@given(some())
def test_a_year_that_was_evened_out_is_not_moved_again(items: list[Item]) -> None:
    moved = {shift.key: shift.after for shift in level(items, loaded(items), MONTHS, {}, WORKDAYS)}
    rest = [item for item in items if item.key not in moved]
    load = after(items)
    assert level(rest, load, MONTHS, {}, WORKDAYS) == ()


def test_two_of_three_in_one_month_go_to_the_empty_months_beside_it() -> None:
    items = [Item(key, date(2027, 5, 12 + key), date(2027, 4, 10), date(2027, 6, 20)) for key in range(3)]
    assert after(items)[3:6] == [1, 1, 1]


def test_what_stands_together_goes_together() -> None:
    items = [
        Item(0, date(2027, 5, 12), date(2027, 4, 1), date(2027, 6, 30), weight=2),
        Item(1, date(2027, 5, 13), date(2027, 5, 13), date(2027, 5, 13), weight=2),
    ]
    (shift,) = level(items, loaded(items), MONTHS, {}, WORKDAYS)
    assert (shift.key, shift.after.month) in {(0, 4), (0, 6)}


def test_a_day_that_is_full_already_is_not_chosen() -> None:
    item = Item(0, date(2027, 5, 31), date(2027, 5, 31), date(2027, 6, 3))
    load = [0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0]
    (shift,) = level([item], load, MONTHS, {date(2027, 6, 1): 3}, WORKDAYS)
    assert shift.after == date(2027, 6, 2)


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("FREQ=WEEKLY", 0),
        ("FREQ=MONTHLY", 0),
        ("FREQ=MONTHLY;INTERVAL=3", 22),
        ("FREQ=MONTHLY;INTERVAL=6", 31),
        ("FREQ=YEARLY", 31),
        ("FREQ=MONTHLY;BYSETPOS=2;BYDAY=MO,TU", 0),
    ],
)
def test_how_far_our_own_schedule_goes_follows_its_interval(rule: str, days: int) -> None:
    assert slack_of(rule) == days
