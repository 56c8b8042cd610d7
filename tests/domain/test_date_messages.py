"""Every refusal of a date or a calendar file has its own sentence in both languages."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from facilities_app import domain
from facilities_app.domain.errors import Invalid
from facilities_app.messages import sentence
from resources import texts

_SOURCES = ("date_reading.py", "periods.py", "calendar_file.py")


def _codes() -> set[str]:
    folder = Path(domain.__file__).parent
    return {
        code
        for name in _SOURCES
        for code in re.findall(r'"((?:date|calendar)\.[a-z_]+)"', (folder / name).read_text(encoding="utf-8"))
    }


@pytest.fixture(autouse=True)
def _language() -> Iterator[None]:
    before = texts.language()
    yield
    texts.use(before)


@pytest.mark.parametrize("code", sorted(_codes()))
def test_a_refusal_is_a_sentence_in_both_languages(code: str) -> None:
    error = Invalid(code, text="990302", date="", start="", end="", line=3)
    texts.use("en")
    english = sentence(error)
    texts.use("zh_TW")
    chinese = sentence(error)
    assert code not in english
    assert english.endswith(".")
    assert chinese.endswith("。")
    assert "{" not in english + chinese
