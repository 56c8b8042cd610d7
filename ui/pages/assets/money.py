"""Large sums as a report writes them: 4,510 萬元."""

from decimal import Decimal
from typing import NamedTuple

from resources.texts import language

_WAN = 10_000
_MILLION = 1_000_000


class Sum(NamedTuple):
    """A sum in two parts, so that the unit can stand smaller."""

    figure: str
    unit: str

    def __str__(self) -> str:
        """Both parts in one line."""
        return f"{self.figure} {self.unit}".strip()


def large(amount: int) -> Sum:
    """The sum in 萬元, in English in millions, where that is exact to the thousand; else to the dollar."""
    if amount >= _WAN and amount % 1000 == 0:
        if language() == "en":
            if amount >= _MILLION:
                return Sum(f"NT${_short(Decimal(amount) / _MILLION)}", "million")
        else:
            return Sum(_short(Decimal(amount) / _WAN), "萬元")
    return Sum(f"NT${amount:,}", "")


def short(amount: int) -> str:
    """The same in one line, 萬 in place of 萬元."""
    return str(large(amount)).removesuffix("元")


def _short(number: Decimal) -> str:
    text = f"{number:,.3f}"
    return text.rstrip("0").rstrip(".")
