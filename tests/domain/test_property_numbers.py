"""財產編號 are checked where they are written."""

import pytest

from facilities_app.domain.errors import Invalid
from facilities_app.domain.property_numbers import read_property_number


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("3010504-01", "3010504-01"),
        ("3010504-01-0002", "3010504-01-0002"),
        ("2010101-01a", "2010101-01A"),
        (" ３０１０５０４－０１ ", "3010504-01"),
        ("", None),
        ("  ", None),
    ],
)
def test_a_number_is_kept_in_plain_letters_and_nothing_stays_nothing(text: str, kept: str | None) -> None:
    assert read_property_number(text) == kept


@pytest.mark.parametrize(
    "text",
    ["ABC", "3010504", "301050-01", "3010504-1", "3010504-01-", "3010504-01-1234567", "3010504-01\n-2"],
)
def test_what_is_none_is_refused_beside_its_field(text: str) -> None:
    with pytest.raises(Invalid, match=r"property_number\.form") as refused:
        read_property_number(text)
    assert refused.value.field == "property_number"
