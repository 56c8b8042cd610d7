"""What a repair takes: quantities in thousandths, minutes of work, whole NT$; and how they are read and summed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from enum import StrEnum

from facilities_app.domain.errors import Invalid
from facilities_app.domain.wording import clean_line

MILLI = 1000
MINUTES_A_DAY = 24 * 60
MOST_QUANTITY = 1_000_000 * MILLI
MOST_TWD = 10**12
BEST = 5
"""Satisfaction goes from 1 to this."""


class PartMoveKind(StrEnum):
    """Why the stock of a part changed."""

    RECEIVED = "received"
    USED = "used"
    RETURNED = "returned"
    COUNTED = "counted"


class PhotoStage(StrEnum):
    """What a photo of a repair shows. The value is the caption by which it is known, on paper too."""

    BEFORE = "施工前"
    AFTER = "施工後"


@dataclass(frozen=True, slots=True)
class Taken:
    """Thousandths of a part that a repair still holds at one price."""

    quantity_milli: int
    unit_price_twd: int


def amount(quantity_milli: int, unit_price_twd: int) -> int:
    """Whole NT$ of a quantity at a price, half a dollar rounded away from zero: what comes back costs as much."""
    exact = Decimal(quantity_milli) * unit_price_twd / MILLI
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP))


def read_quantity(text: str, field: str = "quantity") -> int:
    """Thousandths of a unit from what a person wrote ("2", "2.5", "１.２５"); more than nothing.

    Raises Invalid("part.quantity_unreadable", "part.quantity_not_positive" or "part.quantity_too_fine").
    """
    found = _number(text)
    if found is None:
        raise Invalid("part.quantity_unreadable", field=field, text=clean_line(text))
    if found <= 0:
        raise Invalid("part.quantity_not_positive", field=field)
    return _in_milli(found, field)


def read_stock(text: str, field: str = "quantity") -> int:
    """As read_quantity, for what lies on a shelf: that may be nothing."""
    found = _number(text)
    if found is None:
        raise Invalid("part.quantity_unreadable", field=field, text=clean_line(text))
    if found < 0:
        raise Invalid("part.quantity_negative", field=field)
    return _in_milli(found, field)


def quantity_text(milli: int) -> str:
    """A quantity as people write it: 2, 2.5, 1,200."""
    text = f"{Decimal(milli) / MILLI:,.3f}"
    return text.rstrip("0").rstrip(".")


def read_hours(text: str, field: str = "hours") -> int:
    """Minutes from hours as people write them: "2", "1.5", "1:30", "90m", "90 分"; a day at most.

    Raises Invalid("work.hours_unreadable", "work.hours_not_positive" or "work.hours_too_long").
    """
    told = clean_line(text).casefold().replace("：", ":").removesuffix("h").removesuffix("小時").strip()
    minutes = _minutes(told)
    if minutes is None:
        raise Invalid("work.hours_unreadable", field=field, text=clean_line(text))
    return check_minutes(minutes, field)


def check_minutes(minutes: int, field: str = "hours") -> int:
    """The minutes, if one entry can hold them."""
    if minutes <= 0:
        raise Invalid("work.hours_not_positive", field=field)
    if minutes > MINUTES_A_DAY:
        raise Invalid("work.hours_too_long", field=field)
    return minutes


def hours_text(minutes: int) -> str:
    """Minutes as hours and minutes: 1:30."""
    return f"{minutes // 60}:{minutes % 60:02d}"


def read_stand(text: str, field: str = "value") -> Decimal:
    """Where a meter stands, from what a person wrote. Raises Invalid("meter.unreadable")."""
    found = _number(text)
    if found is None:
        raise Invalid("meter.unreadable", field=field, text=clean_line(text))
    return found


def check_worked_on(worked_on: date, reported_on: date, today: date, field: str = "worked_on") -> None:
    """Nobody works on a repair tomorrow, nor before it was reported."""
    if worked_on > today:
        raise Invalid("work.in_the_future", field=field, day=worked_on)
    if worked_on < reported_on:
        raise Invalid("work.before_report", field=field, reported=reported_on)


def check_money(twd: int | None, field: str) -> int | None:
    """The amount: nothing, or whole NT$ from zero."""
    if twd is not None and twd < 0:
        raise Invalid("money.negative", field=field)
    if twd is not None and twd > MOST_TWD:
        raise Invalid("money.too_much", field=field)
    return twd


def check_satisfaction(stars: int | None) -> int | None:
    """Nothing, or 1 to 5."""
    if stars is not None and not 1 <= stars <= BEST:
        raise Invalid("ticket.satisfaction", field="satisfaction")
    return stars


def other_cost(cost_twd: int | None, recorded_twd: int) -> int:
    """What of a ticket's cost is neither labour nor parts: entered as a sum, such as a contractor's bill."""
    return (cost_twd or 0) - recorded_twd


def moved_cost(cost_twd: int | None, before_twd: int, after_twd: int, *, has_entries: bool) -> int | None:
    """The ticket's cost after its recorded labour and parts went from one sum to another.

    What was entered beside them stays; None (unknown) once nothing at all is left.
    """
    total = other_cost(cost_twd, before_twd) + after_twd
    return total if has_entries or total else None


def unsplit(cost_twd: int | None, shares: Iterable[int]) -> int:
    """What no budget line carries yet; below zero, what the lines carry too much."""
    return (cost_twd or 0) - sum(shares)


def given_back(taken: Sequence[Taken], quantity_milli: int) -> tuple[Taken, ...]:
    """Which prices go back with ``quantity_milli``: the newest first, so that a cost undoes itself exactly.

    ``taken`` stands oldest first. The caller has seen to it that there is enough.
    """
    back: list[Taken] = []
    left = quantity_milli
    for one in reversed(taken):
        if left <= 0:
            break
        piece = min(left, one.quantity_milli)
        back.append(Taken(piece, one.unit_price_twd))
        left -= piece
    return tuple(back)


def still_taken(moves: Iterable[tuple[str, int, int]]) -> tuple[Taken, ...]:
    """What a repair holds of one part, oldest first, from its moves (kind, thousandths in, price)."""
    held: list[Taken] = []
    for kind, milli, price in moves:
        if kind == PartMoveKind.USED:
            held.append(Taken(-milli, price))
        elif kind == PartMoveKind.RETURNED:
            held = _less(held, milli, price)
    return tuple(held)


def _less(held: list[Taken], milli: int, price: int) -> list[Taken]:
    left, kept = milli, []
    for one in reversed(held):
        piece = min(left, one.quantity_milli) if one.unit_price_twd == price else 0
        left -= piece
        if one.quantity_milli > piece:
            kept.append(Taken(one.quantity_milli - piece, one.unit_price_twd))
    return kept[::-1]


def _minutes(told: str) -> int | None:
    for suffix in ("min", "m", "分鐘", "分"):
        if told.endswith(suffix):
            found = _number(told.removesuffix(suffix))
            return None if found is None else int(found.quantize(Decimal(1), ROUND_HALF_UP))
    hours, colon, minutes = told.partition(":")
    if colon:
        if not hours.isdecimal() or not (len(minutes) == 2 and minutes.isdecimal() and int(minutes) < 60):
            return None
        return int(hours) * 60 + int(minutes)
    found = _number(told)
    if found is None or abs(found) > MOST_QUANTITY:
        return None
    return int((found * 60).quantize(Decimal(1), ROUND_HALF_UP))


def _number(text: str) -> Decimal | None:
    try:
        found = Decimal(clean_line(text).replace("．", ".").replace(",", "").replace("，", ""))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _in_milli(found: Decimal, field: str) -> int:
    milli = found * MILLI
    if milli != milli.to_integral_value():
        raise Invalid("part.quantity_too_fine", field=field)
    if milli > MOST_QUANTITY:
        raise Invalid("part.quantity_too_much", field=field)
    return int(milli)
