"""Numbers of slips, and money that is split to the dollar."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilities_app.domain.errors import Invalid
from facilities_app.domain.slips import SlipKind, part_of, slip_number, split_amounts


def test_a_slip_is_numbered_by_year_and_kind() -> None:
    assert [slip_number(kind, 115, 3) for kind in SlipKind] == [
        "115-移-0003",
        "115-拆-0003",
        "115-併-0003",
        "115-減-0003",
    ]


def test_pieces_share_the_cost_and_the_rest_stays() -> None:
    assert part_of(1000, 3, 1) == 333
    assert part_of(None, 3, 1) is None


def test_amounts_are_split_in_proportion_and_exactly() -> None:
    assert split_amounts([39_146_000, 5_954_000], 10_000_001) == (8_679_823, 1_320_178)
    assert split_amounts([1, 1, 1], 2) == (1, 1, 0)
    assert split_amounts([0, 0], 0) == (0, 0)
    with pytest.raises(Invalid, match=r"slip\.share"):
        split_amounts([10], 11)


@given(st.lists(st.integers(0, 10**10), min_size=1, max_size=6), st.data())
def test_nothing_is_lost_by_splitting(amounts: list[int], data: st.DataObject) -> None:
    part = data.draw(st.integers(0, sum(amounts)))
    shares = split_amounts(amounts, part)
    assert sum(shares) == part
    assert all(0 <= share <= amount for share, amount in zip(shares, amounts, strict=True))
