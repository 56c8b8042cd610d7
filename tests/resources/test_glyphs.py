"""The embedded fonts can print everything the program ships."""

import pytest
from reportlab.pdfbase.ttfonts import TTFont

from resources import asset
from resources.glyphs import WEIGHTS, coverage, font_path, missing
from resources.reference_data import FILES
from resources.texts import catalogue


@pytest.mark.parametrize("weight", WEIGHTS)
def test_the_coverage_file_tells_what_the_font_has(weight: str) -> None:
    face = TTFont(weight, str(font_path(weight))).face
    assert coverage() <= set(face.charToGlyph)


@pytest.mark.parametrize("name", FILES)
def test_every_character_of_the_reference_data_prints(name: str) -> None:
    assert missing(asset(f"reference/{name}.yaml").read_text(encoding="utf-8")) == []


def test_every_character_of_both_languages_prints() -> None:
    for source, chinese in catalogue().items():
        assert missing(source + chinese) == [], source


def test_all_of_big5_and_the_signs_of_the_trade_print() -> None:
    signs = "㎡°±≤≥µΩ～－○◯→✓×÷²³′″℃㏄①Ⅲ「」『』〔〕…—·☆★■□▲▼"
    names = "堃峯喆恒瑠翊妤彧"
    assert missing(signs + names) == []
    for lead in range(0xA4, 0xFA):
        for trail in (*range(0x40, 0x7F), *range(0xA1, 0xFF)):
            char = bytes((lead, trail)).decode("big5", errors="ignore")
            assert missing(char) == []


def test_characters_without_a_glyph_are_named_once_and_line_breaks_are_none() -> None:
    assert missing("廳舍\n\t☐☐𠮷") == ["☐", "𠮷"]


def test_a_font_that_does_not_ship_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        font_path("Thin")
