"""What becomes of typed text before it is kept or looked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilities_app.domain.wording import clean_line, clean_text, searched

HALVES = st.text(st.characters(categories=["Cs", "Cc", "Lo", "Zs"]), max_size=400)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  漏水\r\n三樓\r ", "漏水\n三樓"),
        ("a\x00\x0bb", "ab"),
        ("\u202e反轉\u200b", "反轉"),
        ("漏\ud83d水\udcff", "漏水"),
        ("e\u0301", "é"),
        ("👩\u200d👧", "👩\u200d👧"),
    ],
)
def test_text_loses_what_nobody_can_see_and_nothing_else(typed: str, kept: str) -> None:
    assert clean_text(typed) == kept


@given(HALVES)
def test_any_text_can_be_kept_and_looked_for(typed: str) -> None:
    for made in (clean_text(typed), clean_line(typed), searched(typed)):
        made.encode()
    assert clean_text(clean_text(typed)) == clean_text(typed)


def test_of_a_pasted_page_the_beginning_is_looked_for() -> None:
    assert len(searched("漏" * 100_000)) == 200
    assert searched("  漏　水 \n" + "a " * 500).split() == ["漏", "水", *["a"] * 10]
