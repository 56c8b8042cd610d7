"""Shares in per cent."""

from decimal import Decimal

import pytest

from facilities_app.domain.compliance import Counts
from facilities_app.domain.percent import percent_of


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [(2, 3, "66.7"), (1, 3, "33.3"), (1, 16, "6.3"), (0, 7, "0.0"), (7, 7, "100.0"), (9999, 10_000, "99.9")],
)
def test_a_share_is_rounded_half_up_and_is_whole_only_where_all_is(part: int, whole: int, shown: str) -> None:
    assert percent_of(part, whole) == Decimal(shown)


def test_of_nothing_there_is_no_share() -> None:
    assert percent_of(0, 0) is None
    assert Counts().share is None


def test_two_of_three_on_time_are_two_thirds() -> None:
    assert Counts(on_time=2, overdue=1).share == 66.7
