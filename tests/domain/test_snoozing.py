"""What is put off comes back within the hour, tomorrow morning, or on Monday."""

from datetime import date, timedelta

import pytest

from facilities_app.domain.clock import at
from facilities_app.domain.snoozing import Snooze, morning, until


@pytest.mark.parametrize(("day", "monday"), [(23, 30), (24, 30), (27, 30), (29, 30)])
def test_next_week_is_the_morning_of_the_monday_to_come(day: int, monday: int) -> None:
    assert until(Snooze.WEEK, at(date(2026, 11, day), 17)) == at(date(2026, 11, monday), 8)


def test_an_hour_is_an_hour_and_tomorrow_is_its_morning() -> None:
    now = at(date(2026, 12, 31), 23, 30)
    assert until(Snooze.HOUR, now) == now + timedelta(hours=1)
    assert until(Snooze.TOMORROW, now) == at(date(2027, 1, 1), 8) == morning(date(2027, 1, 1))
