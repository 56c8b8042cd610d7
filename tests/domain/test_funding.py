"""Who pays how much of a project, and what follows by itself."""

import pytest

from facilities_app.domain.errors import Invalid
from facilities_app.domain.funding import Share, split


def test_the_reports_skylight_leaves_the_city_what_the_centre_does_not_pay() -> None:
    assert split(45_100_000, {"central": 39_146_000}, "city") == (
        Share("central", 39_146_000),
        Share("city", 5_954_000, is_remainder=True),
    )


def test_shares_that_make_up_the_budget_need_no_remainder() -> None:
    shares = split(1_000, {"city": 400, "central": 600, "other": None})
    assert [(share.source, share.amount_twd, share.is_remainder) for share in shares] == [
        ("central", 600, False),
        ("city", 400, False),
    ]


def test_without_a_budget_shares_stand_as_told() -> None:
    assert split(None, {"city": 400}) == (Share("city", 400),)
    assert split(None, {}) == ()


@pytest.mark.parametrize(
    ("total", "told", "remainder", "code", "field"),
    [
        (1_000, {"central": 1_001}, "city", "project.shares_too_much", "central"),
        (1_000, {"central": 400}, "", "project.shares_too_little", "central"),
        (1_000, {"city": 400}, "city", "project.remainder_told", "city"),
        (None, {"central": 400}, "city", "project.remainder_needs_budget", "city"),
        (1_000, {"central": -1}, "city", "money.negative", "central"),
        (1_000, {"bank": 1}, "city", "project.no_such_source", ""),
    ],
)
def test_shares_that_cannot_be_are_refused(
    total: int | None, told: dict[str, int | None], remainder: str, code: str, field: str
) -> None:
    with pytest.raises(Invalid) as caught:
        split(total, told, remainder)
    assert (caught.value.code, caught.value.field) == (code, field)


def test_a_remainder_of_nothing_is_nothing_and_not_left_out() -> None:
    assert split(1_000, {"central": 1_000}, "city")[1] == Share("city", 0, is_remainder=True)
