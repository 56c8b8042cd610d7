"""Text on its way to paper: cleaned, wrapped as Chinese is wrapped, never read as markup."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import SimpleDocTemplate

from facilities_app.reports.fonts import REGULAR, Faces, register
from facilities_app.reports.text import cell_text, clean, number_text, one_line, para, shorten, wrap
from tests.reports.reading import page_texts, squeezed

PAYLOADS = (
    "A & B <未填>",
    '<img src="/etc/passwd"/>',
    "<b>unclosed",
    "</para>",
    '<font color="[[[getattr(pow, Attacker)]]]">x</font>',
    "&lt;script&gt;",
    '<a href="http://evil.example">按我</a>',
)


def _plain(text: str) -> float:
    """Half-width 1, full-width 2."""
    return sum(2 if char > "\u2e7f" else 1 for char in text)


def test_clean_text_has_no_control_characters_and_one_kind_of_line_break() -> None:
    assert clean("a\x00\x07b\r\nc\rd\u2028e\tf\ud800\ufffeg") == "ab\nc\nd\ne\tfg"
    assert one_line(" a \r\n\t b ") == " a b "


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (10, "10"),
        (Decimal("10.0"), "10"),
        (Decimal("33.50"), "33.5"),
        (Decimal("1E+3"), "1,000"),
        (-1234567, "-1,234,567"),
        (Decimal("-0.00"), "0"),
        (0.1, "0.1"),
        (1500.0, "1,500"),
        (None, "－"),
        ("未填", "未填"),
        (Decimal("NaN"), "NaN"),
    ],
)
def test_numbers_are_written_without_idle_zeros(value: object, text: str) -> None:
    assert number_text(value) == text


def test_nothing_is_written_as_a_dash() -> None:
    assert [cell_text(v) for v in (None, "", "\x00", 0, "a")] == ["－", "－", "－", "0", "a"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("車廂門、乘場門開閉（光電／觸板）正常", ["車廂門、乘場門", "開閉（光電／觸", "板）正常"]),
        ("一二三四五六七八，九", ["一二三四五六七", "八，九"]),
        ("一二三四五六七，八", ["一二三四五六", "七，八"]),
        ("一二三四五六（七八）", ["一二三四五六", "（七八）"]),
        ("共 12,345,678 元整", ["共 12,345,678", "元整"]),
        ("use permit posted above", ["use permit", "posted above"]),
        ("ABCDEFGHIJKLMNOPQRST", ["ABCDEFGHIJKLMN", "OPQRST"]),
        ("一\n二", ["一", "二"]),
        ("", [""]),
    ],
)
def test_lines_break_where_a_clerk_would(text: str, lines: list[str]) -> None:
    assert wrap(text, _plain, 14) == (lines, False)


def test_too_many_lines_end_in_an_ellipsis_that_fits() -> None:
    lines, is_cut = wrap("一二三四五六七八九十" * 5, _plain, 10, 2)
    assert (lines, is_cut) == (["一二三四五", "六七八九…"], True)
    assert shorten("短", _plain, 10) == "短"


@given(st.text(alphabet=st.sampled_from("一二，。（）「」a1 .,-\n㎡字"), max_size=80), st.integers(4, 30))
def test_wrapping_loses_nothing_but_spaces_and_stays_in_its_width(text: str, width: int) -> None:
    lines, is_cut = wrap(text, _plain, width)
    assert not is_cut
    assert squeezed("".join(lines)) == squeezed(text)
    assert all(_plain(line) <= width for line in lines)


@pytest.mark.parametrize("text", PAYLOADS)
def test_a_paragraph_shows_markup_as_it_was_typed(text: str, tmp_path: Path) -> None:
    register()
    style = ParagraphStyle("body", fontName=REGULAR, fontSize=10, leading=13)
    SimpleDocTemplate(str(tmp_path / "a.pdf")).build([para(f"{text}\n第二行", style)])
    assert squeezed(page_texts(tmp_path / "a.pdf")[0]) == squeezed(text + "第二行")


def test_what_the_font_lacks_is_printed_as_a_mark_and_reported() -> None:
    faces = Faces()
    assert faces.regular.printable("林🦀\ufe0f明\u200b e\u0301\u2003\x00") == "林〓明 é\u2003"
    assert faces.bold.printable("\t☐") == " 〓"
    assert faces.missing == {"🦀", "☐"}
