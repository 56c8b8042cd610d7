"""Quantities, hours and money of the work on a repair, against worked examples and as properties."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilities_app.domain import work
from facilities_app.domain.errors import Invalid
from facilities_app.domain.work import Taken

AMOUNTS = (  # thousandths, price, whole NT$
    (1_000, 450, 450),
    (2_500, 33, 83),  # 82.5 goes up
    (500, 1, 1),  # 0.5 goes up
    (499, 1, 0),
    (-2_500, 33, -83),  # what comes back costs as much as it did
    (333, 3, 1),
    (0, 999, 0),
)
HOURS = (
    ("2", 120),
    ("1.5", 90),
    ("１.５", 90),
    ("1:30", 90),
    ("1：05", 65),
    ("90m", 90),
    ("90分", 90),
    ("45 分鐘", 45),
    ("2h", 120),
    ("2 小時", 120),
    ("0.25", 15),
    ("24", 1440),
)
BAD_HOURS = (
    ("-1", "work.hours_not_positive"),
    ("0", "work.hours_not_positive"),
    ("-30m", "work.hours_not_positive"),
    ("24.1", "work.hours_too_long"),
    ("25:00", "work.hours_too_long"),
    ("1:75", "work.hours_unreadable"),
    ("半天", "work.hours_unreadable"),
    ("", "work.hours_unreadable"),
    ("nan", "work.hours_unreadable"),
    ("inf", "work.hours_unreadable"),
)
BAD_QUANTITIES = (
    ("0", "part.quantity_not_positive"),
    ("-2", "part.quantity_not_positive"),
    ("0.0001", "part.quantity_too_fine"),
    ("x", "part.quantity_unreadable"),
    ("1e9", "part.quantity_too_much"),
)


@pytest.mark.parametrize(("milli", "price", "twd"), AMOUNTS)
def test_an_amount_is_rounded_half_up_to_whole_dollars(milli: int, price: int, twd: int) -> None:
    assert work.amount(milli, price) == twd


@pytest.mark.parametrize(("text", "minutes"), HOURS)
def test_hours_are_read_as_people_write_them(text: str, minutes: int) -> None:
    assert work.read_hours(text) == minutes


@pytest.mark.parametrize(("text", "code"), BAD_HOURS)
def test_what_are_no_hours_is_refused_beside_its_field(text: str, code: str) -> None:
    with pytest.raises(Invalid) as caught:
        work.read_hours(text)
    assert (caught.value.code, caught.value.field) == (code, "hours")


@pytest.mark.parametrize(("text", "code"), BAD_QUANTITIES)
def test_what_is_no_quantity_is_refused_beside_its_field(text: str, code: str) -> None:
    with pytest.raises(Invalid) as caught:
        work.read_quantity(text)
    assert (caught.value.code, caught.value.field) == (code, "quantity")


def test_nothing_may_lie_on_a_shelf_but_not_less() -> None:
    assert work.read_stock("0") == 0
    with pytest.raises(Invalid, match=r"part\.quantity_negative"):
        work.read_stock("-1")


@given(st.integers(1, work.MOST_QUANTITY))
def test_a_quantity_reads_back_as_it_was_written(milli: int) -> None:
    assert work.read_quantity(work.quantity_text(milli)) == milli


@given(st.integers(1, work.MINUTES_A_DAY))
def test_hours_read_back_as_they_were_written(minutes: int) -> None:
    assert work.read_hours(work.hours_text(minutes)) == minutes


def test_work_lies_between_the_report_and_today() -> None:
    reported, today = date(2026, 11, 20), date(2026, 11, 23)
    for day in (reported, today):
        work.check_worked_on(day, reported, today)
    for day, code in (
        (date(2026, 11, 19), "work.before_report"),
        (date(2026, 11, 24), "work.in_the_future"),
    ):
        with pytest.raises(Invalid) as caught:
            work.check_worked_on(day, reported, today)
        assert (caught.value.code, caught.value.field) == (code, "worked_on")


COSTS = (  # cost before, recorded before, recorded after, has entries, cost after
    (None, 0, 300, True, 300),  # the first entry
    (5_000, 0, 300, True, 5_300),  # beside a bill entered by hand
    (5_300, 300, 0, False, 5_000),  # the bill stays when the entry goes
    (300, 300, 0, False, None),  # nothing left: unknown, not nothing
    (300, 300, 0, True, 0),  # an entry of no cost is left: it cost nothing
    (None, 0, 0, False, None),
)


@pytest.mark.parametrize(("cost", "before", "after", "has", "then"), COSTS)
def test_the_cost_follows_its_entries_and_keeps_what_was_entered_beside_them(
    cost: int | None, before: int, after: int, has: bool, then: int | None
) -> None:
    assert work.moved_cost(cost, before, after, has_entries=has) == then


def test_a_split_says_what_is_missing_and_what_is_too_much() -> None:
    assert work.unsplit(10_000, [6_000, 4_000]) == 0
    assert work.unsplit(10_000, [6_000]) == 4_000
    assert work.unsplit(None, [500]) == -500


MOVES = st.lists(st.tuples(st.integers(1, 5_000), st.integers(0, 900)), min_size=1, max_size=6)


@given(MOVES, st.data())
def test_what_is_used_and_brought_back_leaves_no_cost_behind(
    uses: list[tuple[int, int]], data: st.DataObject
) -> None:
    log = [("used", -milli, price) for milli, price in uses]
    left = sum(milli for milli, _price in uses)
    while left:
        piece = data.draw(st.integers(max(1, left // 8), left))  # not by single thousandths: that takes long
        for one in work.given_back(work.still_taken(log), piece):
            log.append(("returned", one.quantity_milli, one.unit_price_twd))
        left -= piece
        assert sum(one.quantity_milli for one in work.still_taken(log)) == left
    assert work.still_taken(log) == ()


def test_the_newest_price_goes_back_first() -> None:
    taken = (Taken(2_000, 100), Taken(1_000, 120))
    assert work.given_back(taken, 1_500) == (Taken(1_000, 120), Taken(500, 100))


def test_satisfaction_goes_from_one_to_five() -> None:
    assert [work.check_satisfaction(n) for n in (None, 1, 5)] == [None, 1, 5]
    for stars in (0, 6):
        with pytest.raises(Invalid, match=r"ticket\.satisfaction"):
            work.check_satisfaction(stars)
