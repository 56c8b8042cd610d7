"""Every state, every action and every shipped role against a table that a person can read."""

from itertools import product

import pytest

from facilities_app.domain.errors import Invalid
from facilities_app.domain.tickets import RIGHTS, Action, Status, allowed, may, rights, transition
from resources.reference_data import choices

ROLES = {role["code"]: frozenset(role["permissions"]) for role in choices("role")}

# From each state (row) each action (column): who may. E engineer, A administrator, S supervisor; blank is nobody.
#            accept dispatch start hold resume finish verify close reject cancel reopen
LIFE = """
REPORTED      AE     AE      AE    .     .      .      .      .     AE     AE     .
ACCEPTED      .      AE      AE    AE    .      AE     .      .     AE     AE     .
DISPATCHED    .      AE      AE    AE    .      AE     .      .     .      AE     .
IN_PROGRESS   .      AE      .     AE    .      AE     .      .     .      AE     .
ON_HOLD       .      AE      .     AE    AE     AE     .      .     .      AE     .
DONE          .      .       .     .     .      .      AES    AE    .      .      AES
VERIFIED      .      .       .     .     .      .      .      AE    .      .      AES
CLOSED        .      .       .     .     .      .      .      .     .      .      AES
REJECTED      .      .       .     .     .      .      .      .     .      .      AES
CANCELLED     .      .       .     .     .      .      .      .     .      .      AES
"""
ORDER = (
    Action.ACCEPT,
    Action.DISPATCH,
    Action.START,
    Action.HOLD,
    Action.RESUME,
    Action.FINISH,
    Action.VERIFY,
    Action.CLOSE,
    Action.REJECT,
    Action.CANCEL,
    Action.REOPEN,
)
LETTERS = {"admin": "A", "engineer": "E", "supervisor": "S", "dormitory": "D", "viewer": "V"}
TABLE = {
    (Status[cells[0]], action): cell
    for cells in (line.split() for line in LIFE.split("\n") if line)
    for action, cell in zip(ORDER, cells[1:], strict=True)
}


def test_the_table_names_every_state_every_action_and_every_shipped_role() -> None:
    assert set(TABLE) == set(product(Status, Action))
    assert set(LETTERS) == set(ROLES)


@pytest.mark.parametrize("role", sorted(ROLES))
@pytest.mark.parametrize("action", list(Action))
@pytest.mark.parametrize("status", list(Status))
def test_who_may_do_what_in_which_state_is_as_the_table_says(
    status: Status, action: Action, role: str
) -> None:
    expected = LETTERS[role] in TABLE[status, action]
    assert (action in allowed(status, ROLES[role])) is expected


@pytest.mark.parametrize("status", list(Status))
def test_who_acts_without_being_anybody_may_do_whatever_the_state_allows(status: Status) -> None:
    assert set(allowed(status, None)) == {action for action in Action if TABLE[status, action] != "."}


@pytest.mark.parametrize(("status", "action"), list(product(Status, Action)))
def test_what_the_table_leaves_blank_is_refused_to_everybody(status: Status, action: Action) -> None:
    if TABLE[status, action] == ".":
        with pytest.raises(Invalid, match="not_from_here"):
            transition(status, action)
    else:
        assert may(rights(action), ROLES["admin"])


@pytest.mark.parametrize(
    ("what", "who"),
    [("log", "AESDV"), ("note", "AESDV"), ("edit", "AE")],
)
def test_logging_noting_and_editing_need_their_permissions(what: str, who: str) -> None:
    assert {LETTERS[role] for role, held in ROLES.items() if may(RIGHTS[what], held)} == set(who)


def test_nobody_without_permissions_may_do_anything() -> None:
    assert all(allowed(status, ()) == () for status in Status)


@pytest.mark.parametrize("required", [False, True])
@pytest.mark.parametrize(("status", "action", "role"), list(product(Status, Action, ROLES)))
def test_the_table_holds_whether_acceptance_is_required_or_not(
    status: Status, action: Action, role: str, required: bool
) -> None:
    skipped = required and (status, action) == (Status.DONE, Action.CLOSE)
    expected = LETTERS[role] in TABLE[status, action] and not skipped
    assert (action in allowed(status, ROLES[role], acceptance_required=required)) is expected
    if TABLE[status, action] == "." or skipped:
        with pytest.raises(Invalid, match="needs_acceptance" if skipped else "not_from_here"):
            transition(status, action, acceptance_required=required)
    else:
        assert transition(status, action, acceptance_required=required).action is action


def test_where_acceptance_is_required_only_a_verified_repair_is_closed() -> None:
    admin = ROLES["admin"]
    assert Action.CLOSE not in allowed(Status.DONE, admin, acceptance_required=True)
    assert allowed(Status.DONE, admin, acceptance_required=True)[0] is Action.VERIFY
    assert allowed(Status.VERIFIED, admin, acceptance_required=True)[0] is Action.CLOSE
    with pytest.raises(Invalid) as caught:
        transition(Status.DONE, Action.CLOSE, "115-0001", acceptance_required=True)
    assert (caught.value.code, caught.value.params) == ("ticket.needs_acceptance", {"number": "115-0001"})
    assert transition(Status.VERIFIED, Action.CLOSE, acceptance_required=True).target is Status.CLOSED
