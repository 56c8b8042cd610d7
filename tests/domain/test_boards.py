"""What may be dropped where on the board of tickets: every column against every state, written out."""

import pytest

from facilities_app.domain.boards import (
    COLUMNS,
    ENDS,
    BoardRights,
    action_between,
    drop,
    first_step,
    next_column,
    work_step,
)
from facilities_app.domain.errors import Invalid
from facilities_app.domain.tickets import TRANSITIONS, Action, Status
from facilities_app.domain.visits import read_time

TABLE = """
            ACCEPTED DISPATCHED IN_PROGRESS ON_HOLD DONE   VERIFIED CLOSED REJECTED CANCELLED
REPORTED    accept   dispatch   start       -       -      -        -      reject   cancel
ACCEPTED    -        dispatch   start       hold    finish -        -      reject   cancel
DISPATCHED  -        -          start       hold    finish -        -      -        cancel
IN_PROGRESS -        dispatch   -           hold    finish -        -      -        cancel
ON_HOLD     -        dispatch   resume      -       finish -        -      -        cancel
DONE        -        -          reopen      -       -      verify   close  -        -
VERIFIED    -        -          reopen      -       -      -        close  -        -
CLOSED      -        -          reopen      -       -      -        -      -        -
REJECTED    -        -          reopen      -       -      -        -      -        -
CANCELLED   -        -          reopen      -       -      -        -      -        -
"""
"""From (down) and to (across); nothing ever goes back to REPORTED."""


def cases() -> list[tuple[Status, Status, str]]:
    head, *rows = TABLE.strip().splitlines()
    targets = [Status[name] for name in head.split()]
    found = []
    for row in rows:
        source, *actions = row.split()
        found += [(Status[source], target, action) for target, action in zip(targets, actions, strict=True)]
        found.append((Status[source], Status.REPORTED, "-"))
    return found


def test_the_table_has_every_state_against_every_state() -> None:
    assert {(source, target) for source, target, _ in cases()} == {(a, b) for a in Status for b in Status}
    assert {*COLUMNS, *ENDS} == set(Status)


@pytest.mark.parametrize(("source", "target", "action"), cases())
def test_a_card_can_be_dropped_where_the_table_says(source: Status, target: Status, action: str) -> None:
    expected = None if action == "-" else Action(action)
    assert action_between(source, target) is expected
    assert drop(source, target).is_allowed == (expected is not None)


def test_between_two_states_there_is_never_more_than_one_step() -> None:
    for source in Status:
        for target in Status:
            steps = [t for t in TRANSITIONS if source in t.sources and t.target is target]
            assert len(steps) <= 1 or source is target, (source, target)


@pytest.mark.parametrize(
    ("source", "target", "first"),
    [
        (Status.REPORTED, Status.ON_HOLD, Action.ACCEPT),
        (Status.REPORTED, Status.DONE, Action.ACCEPT),
        (Status.IN_PROGRESS, Status.VERIFIED, Action.FINISH),
        (Status.ON_HOLD, Status.CLOSED, Action.FINISH),
        (Status.DONE, Status.ON_HOLD, None),
        (Status.DONE, Status.REPORTED, None),
        (Status.DONE, Status.DONE, None),
    ],
)
def test_where_no_step_leads_the_first_of_the_way_is_told(
    source: Status, target: Status, first: Action | None
) -> None:
    assert first_step(source, target) is first
    assert drop(source, target).first is first


def test_a_step_a_person_may_not_take_is_told_from_one_that_does_not_exist() -> None:
    found = drop(Status.DONE, Status.VERIFIED, BoardRights(frozenset({Action.ACCEPT})))
    assert (found.is_allowed, found.forbidden) == (False, Action.VERIFY)
    assert drop(Status.DONE, Status.VERIFIED, BoardRights(frozenset({Action.VERIFY}))).action is Action.VERIFY


def test_where_acceptance_is_required_what_is_done_is_verified_before_it_is_closed() -> None:
    strict = BoardRights(acceptance_required=True)
    found = drop(Status.DONE, Status.CLOSED, strict)
    assert (found.is_allowed, found.first) == (False, Action.VERIFY)
    assert drop(Status.VERIFIED, Status.CLOSED, strict).action is Action.CLOSE


def test_the_keyboard_moves_a_card_over_columns_it_cannot_stand_in() -> None:
    assert next_column(Status.REPORTED, 1) is Status.ACCEPTED
    assert next_column(Status.DISPATCHED, -1) is None
    assert next_column(Status.DONE, -1) is Status.IN_PROGRESS
    assert next_column(Status.VERIFIED, 1) is None
    assert next_column(Status.CLOSED, 1) is None
    assert next_column(Status.REPORTED, 1, BoardRights(frozenset({Action.START}))) is Status.IN_PROGRESS


def test_a_worker_begins_takes_up_again_or_reports_done() -> None:
    assert [work_step(status) for status in COLUMNS] == [
        Action.START,
        Action.START,
        Action.START,
        Action.FINISH,
        Action.RESUME,
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("text", "time"),
    [("9", (9, 0)), ("9:30", (9, 30)), ("0930", (9, 30)), ("14時30分", (14, 30)), ("１４：００", (14, 0))],
)
def test_a_time_of_day_is_read_as_people_type_it(text: str, time: tuple[int, int]) -> None:
    assert read_time(text) == time


@pytest.mark.parametrize("text", ["", "25", "9:70", "noon", "12345", "-3"])
def test_what_is_no_time_is_refused_beside_its_field(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_time(text)
    assert (refused.value.code, refused.value.field) == ("visit.bad_time", "time")
