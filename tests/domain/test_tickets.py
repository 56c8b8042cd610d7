"""A ticket's life: which step leads where, and when a repair is due."""

from datetime import UTC, date, datetime

import pytest

from facilities_app.domain.errors import Invalid
from facilities_app.domain.tickets import TRANSITIONS, Action, Status, allowed, due_at, number, transition
from facilities_app.domain.workdays import Workdays


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("action", list(Action))
def test_every_step_is_either_in_the_table_or_refused(status: Status, action: Action) -> None:
    row = next(t for t in TRANSITIONS if t.action is action)
    if status in row.sources:
        assert transition(status, action) is row
        assert action in allowed(status)
    else:
        with pytest.raises(Invalid) as caught:
            transition(status, action)
        assert caught.value.params == {"number": "", "status": int(status), "action": action.value}
        assert action not in allowed(status)


def test_every_action_has_exactly_one_row() -> None:
    assert sorted(t.action for t in TRANSITIONS) == sorted(Action)


def test_every_state_can_be_reached_and_left() -> None:
    targets = {t.target for t in TRANSITIONS}
    assert targets == set(Status) - {Status.REPORTED}
    assert all(allowed(status) for status in Status)


def test_closed_rejected_and_cancelled_are_the_states_nobody_acts_on() -> None:
    assert [s for s in Status if not s.is_open] == [Status.CLOSED, Status.REJECTED, Status.CANCELLED]


def test_the_usual_next_step_is_offered_first() -> None:
    assert allowed(Status.REPORTED)[0] is Action.DISPATCH
    assert allowed(Status.IN_PROGRESS)[0] is Action.FINISH
    assert allowed(Status.DONE)[0] is Action.CLOSE


MONDAY_9 = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
FRIDAY_18 = datetime(2026, 11, 27, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("reported", "workdays", "due"),
    [
        (MONDAY_9, 0, datetime(2026, 11, 23, 9, 0, tzinfo=UTC)),
        (MONDAY_9, 2, datetime(2026, 11, 25, 9, 0, tzinfo=UTC)),
        (MONDAY_9, 5, datetime(2026, 11, 30, 9, 0, tzinfo=UTC)),  # over a weekend
        (FRIDAY_18, 0, datetime(2026, 11, 30, 9, 0, tzinfo=UTC)),  # after closing time: next working day
    ],
)
def test_a_repair_is_due_at_five_after_so_many_working_days(
    reported: datetime, workdays: int, due: datetime
) -> None:
    assert due_at(reported, workdays, Workdays({}).add_workdays) == due


def test_a_holiday_does_not_count_as_a_working_day() -> None:
    eve = datetime(2026, 12, 31, 1, 0, tzinfo=UTC)
    assert due_at(eve, 1, Workdays({}).add_workdays).date() == date(2027, 1, 4)


def test_a_number_is_the_year_and_a_count_that_may_grow() -> None:
    assert number(115, 342) == "115-0342"
    assert number(99, 1) == "099-0001"
    assert number(115, 12345) == "115-12345"
