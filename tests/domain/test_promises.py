"""Which target holds for a repair, and who is told when its time runs out."""

import pytest

from facilities_app.domain.promises import Step, Target, best, past_steps

SITE, HOUSE, FLOOR, ROOM = 1, 5, 12, 40
WAY = (SITE, HOUSE, FLOOR, ROOM)
WATER, LIFT = 1, 6

ANY = Target(1, 3, None, None, 480, 3360)
TRADE = Target(2, 3, LIFT, None, 120, 960)
AT_SITE = Target(3, 3, None, SITE, 240, 1440)
AT_FLOOR = Target(4, 3, None, FLOOR, 240, 960)
BOTH = Target(5, 3, LIFT, HOUSE, 60, 480)


@pytest.mark.parametrize(
    ("targets", "trade", "wins"),
    [
        ((ANY,), WATER, ANY),
        ((ANY, TRADE), WATER, ANY),
        ((ANY, TRADE), LIFT, TRADE),
        ((ANY, AT_SITE), WATER, AT_SITE),
        ((AT_SITE, AT_FLOOR, ANY), WATER, AT_FLOOR),
        ((AT_FLOOR, TRADE), LIFT, TRADE),
        ((AT_FLOOR, TRADE, BOTH), LIFT, BOTH),
        ((AT_FLOOR, BOTH), WATER, AT_FLOOR),
        ((TRADE,), WATER, None),
        ((), WATER, None),
    ],
)
def test_the_target_that_names_most_of_the_repair_wins(
    targets: tuple[Target, ...], trade: int, wins: Target | None
) -> None:
    assert best(targets, trade, WAY) is wins
    assert best(targets[::-1], trade, WAY) is wins


def test_a_target_of_another_place_does_not_hold() -> None:
    assert best((Target(9, 3, None, 77, 1, 1),), LIFT, WAY) is None


ENGINEER, CHIEF, ADMIN = 2, 4, 1
STEPS = (Step(75, ENGINEER), Step(100, CHIEF), Step(150, ADMIN), Step(50, CHIEF, 1))


@pytest.mark.parametrize(
    ("priority", "percent", "told"),
    [
        (3, 74, ()),
        (3, 75, (ENGINEER,)),
        (3, 149, (ENGINEER, CHIEF)),
        (3, 400, (ENGINEER, CHIEF, ADMIN)),
        (1, 60, (CHIEF,)),
        (1, 100, (CHIEF, ENGINEER, CHIEF)),
    ],
)
def test_each_step_passed_names_its_role(priority: int, percent: int, told: tuple[int, ...]) -> None:
    assert tuple(step.role_id for step in past_steps(STEPS, priority, percent)) == told
