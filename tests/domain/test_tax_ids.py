"""統一編號: the check digit by the rule of 112 年 4 月."""

import pytest

from facilities_app.domain.errors import Invalid
from facilities_app.domain.tax_ids import is_tax_id, read_tax_id

# The first four are worked out by hand: weights 1 2 1 2 1 2 4 1, digits of the products added up.
# 04595257: 0 + (4·2=8) + 5 + (9·2=18→9) + 5 + (2·2=4) + (5·4=20→2) + 7 = 40, divisible by 10 and by 5
# 00000005: 5, divisible by 5 only: a number of the time since 112 年 4 月
# 10458575: 1+0+4+(5·2=10→1)+8+(5·2=10→1)+(7·4=28→10, read as 1 or 0)+5 = 20 with 0
# 10458574: the same with 4 at the end: 20 with 1
RIGHT = ("04595257", "00000005", "10458575", "10458574", "22099131")


@pytest.mark.parametrize("digits", RIGHT)
def test_a_right_check_digit_is_taken(digits: str) -> None:
    assert is_tax_id(digits)
    assert read_tax_id(f" {digits[:4]} {digits[4:]} ") == digits


@pytest.mark.parametrize("digits", ["04595258", "10458573", "12345678"])
def test_a_wrong_check_digit_is_refused_beside_its_field(digits: str) -> None:
    with pytest.raises(Invalid, match=r"vendor\.tax_id_check") as caught:
        read_tax_id(digits)
    assert caught.value.field == "tax_id"


@pytest.mark.parametrize("text", ["1234567", "123456789", "A2345678", "１２３４５６７８"])
def test_what_has_not_eight_digits_is_no_tax_id(text: str) -> None:
    with pytest.raises(Invalid, match=r"vendor\.tax_id_form"):
        read_tax_id(text)


def test_none_is_allowed() -> None:
    assert read_tax_id("  ") == ""


def test_of_ten_last_digits_two_are_right_unless_the_seventh_is_seven_which_lets_four_pass() -> None:
    assert sum(is_tax_id(f"0459525{last}") for last in range(10)) == 2
    assert sum(is_tax_id(f"1045857{last}") for last in range(10)) == 4
