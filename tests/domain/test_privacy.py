"""Names on the rack tell who it is to those who know, and little to others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilities_app.domain.privacy import MASK, masked_family, masked_name


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("陳大廷", "陳○廷"),
        ("陳廷", "陳○"),
        ("陳", "陳"),
        ("歐陽修", "歐陽○"),
        ("歐陽大明", "歐陽○明"),
        ("陳林美玉", "陳林○玉"),
        ("司徒小明月", "司徒○○月"),
        ("王 大 明", "王○明"),
        ("瓦歷斯·諾幹", "瓦○·○"),
        ("Ann Lee", "A○ L○"),
        ("J. Smith", "J. S○"),
        ("陳○廷", "陳○廷"),
        ("陳＊廷", "陳＊廷"),
        ("王大明、李美", "王○明、李○"),
        ("王大明（遺眷）", "王○明（遺眷）"),
        ("", ""),
    ],
)
def test_a_name_keeps_what_recognition_needs(name: str, shown: str) -> None:
    assert masked_name(name) == shown


@given(st.text(alphabet="陳林王李張大明美玉廷", min_size=2, max_size=5))
def test_every_whole_name_loses_at_least_one_character(name: str) -> None:
    shown = masked_name(name)
    assert len(shown) == len(name)
    assert MASK in shown
    assert shown[0] == name[0]


@given(st.text(max_size=30))
def test_masking_twice_is_masking_once(name: str) -> None:
    assert masked_name(masked_name(name)) == masked_name(name)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("配偶、子女 2 人", "配偶、子女 2 人"),
        ("吳小君（配偶）、林安（長子）", "吳○君（配偶）、林○（長子）"),
        ("吳小君、子女 1 人", "吳○君、子女 1 人"),
        ("", ""),
    ],
)
def test_of_a_family_relations_are_told_and_names_masked(words: str, shown: str) -> None:
    assert masked_family(words) == shown
