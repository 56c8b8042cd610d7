"""Reading sums and counts as people type them: 45,100,000, NT$4500, 4510萬."""

from decimal import Decimal, InvalidOperation

_WORDS = {"萬": 10_000, "億": 100_000_000}


def read_number(text: str) -> int | None:
    """The whole number, None for nothing. Raises ValueError for what is none."""
    words = (
        text.strip().upper().removeprefix("NT$").replace(",", "").replace("，", "").replace("元", "").strip()
    )
    if not words:
        return None
    factor = 1
    if words[-1] in _WORDS:
        factor, words = _WORDS[words[-1]], words[:-1].strip()
    try:
        number = Decimal(words) * factor
    except InvalidOperation as error:
        raise ValueError(text) from error
    if not number.is_finite() or number != number.to_integral_value():
        raise ValueError(text)
    return int(number)
