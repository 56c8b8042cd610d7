"""The ladder of reminders against a table of days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilities_app.domain.ladder import USUAL, is_quiet, reached


@pytest.mark.parametrize(
    ("days_left", "rung"),
    [(61, None), (60, 60), (31, 60), (30, 30), (8, 30), (7, 7), (1, 7), (0, 0), (-1, -1), (-40, -40)],
)
def test_a_reminder_stands_on_the_nearest_rung_and_then_on_each_day(days_left: int, rung: int | None) -> None:
    assert reached(days_left) == rung


def test_without_a_ladder_only_the_day_itself_reminds() -> None:
    assert [reached(days, ()) for days in (5, 0, -1)] == [None, 0, -1]


def test_taking_note_is_quiet_until_the_next_rung() -> None:
    due = date(2026, 12, 31)
    noted = due - timedelta(days=25)
    quiet = [left for left in range(25, -3, -1) if is_quiet(due, due - timedelta(days=left), noted)]
    assert quiet == list(range(25, 7, -1))


@given(st.integers(-400, 400), st.integers(0, 400))
def test_time_only_goes_down_the_ladder(days_left: int, later: int) -> None:
    now, then = reached(days_left, USUAL), reached(days_left - later, USUAL)
    assert now is None or (then is not None and then <= now)
