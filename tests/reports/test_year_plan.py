"""How the rows of a year's plan are spread over its pages."""

import pytest

from facilities_app.reports.year_plan import SIZES, spread


@pytest.mark.parametrize("size", ["A3", "A4"])
def test_every_row_has_its_page_and_the_signed_one_is_never_bare(size: str) -> None:
    paper = SIZES[size]
    for count in range(1, 400):
        shares, row = spread(count, paper)
        assert sum(shares) == count
        assert shares[-1] >= min(3, count)
        assert all(shares)
        assert paper.low <= row <= paper.high


@pytest.mark.parametrize("size", ["A3", "A4"])
def test_rows_are_as_high_as_the_pages_have_room_for(size: str) -> None:
    few, _low = spread(5, SIZES[size]), SIZES[size].low
    assert few == ([5], SIZES[size].high)
    assert len(spread(56, SIZES["A3"])[0]) == 1
    assert len(spread(56, SIZES["A4"])[0]) == 2
