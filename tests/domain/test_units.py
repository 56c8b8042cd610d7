"""Units in English."""

import pytest

from facilities_app.domain.units import english_unit


@pytest.mark.parametrize(
    ("unit", "kind", "text"),
    [
        ("天", "", "days"),
        ("度", "electricity", "kWh"),
        ("度", "water", "m³"),
        ("kgf/㎡", "", "kgf/㎡"),
        ("", "", ""),
    ],
)
def test_only_words_are_put_into_english(unit: str, kind: str, text: str) -> None:
    assert english_unit(unit, kind) == text
