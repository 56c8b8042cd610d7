"""Shares in per cent, rounded one way everywhere."""

from decimal import ROUND_HALF_UP, Decimal


def percent_of(part: Decimal | int, whole: Decimal | int, places: int = 1) -> Decimal | None:
    """Per cent, half up; None of nothing. One that is not whole never reads 100."""
    if not whole:
        return None
    exact, step = Decimal(part) * 100 / Decimal(whole), Decimal(1).scaleb(-places)
    shown = exact.quantize(step, ROUND_HALF_UP)
    return shown - step if shown == 100 and exact < 100 else shown
