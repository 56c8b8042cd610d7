"""Slips of the property ledger: their numbers, and how money is split without losing a dollar."""

from collections.abc import Sequence
from enum import StrEnum

from facilities_app.domain.errors import Invalid


class SlipKind(StrEnum):
    """What a slip does to the ledger."""

    MOVE = "move"  # 移動單
    SPLIT = "split"  # 拆分單
    MERGE = "merge"  # 併入單
    RETIRE = "retire"  # 減損單


_SIGNS = {SlipKind.MOVE: "移", SlipKind.SPLIT: "拆", SlipKind.MERGE: "併", SlipKind.RETIRE: "減"}


def slip_prefix(kind: SlipKind, year: int) -> str:
    """What the numbers of a 民國 year begin with: 115-移-."""
    return f"{year}-{_SIGNS[kind]}-"


def slip_number(kind: SlipKind, year: int, serial: int) -> str:
    """115-移-0003."""
    return f"{slip_prefix(kind, year)}{serial:04d}"


def part_of(amount: int | None, quantity: int, taken: int) -> int | None:
    """The share of ``taken`` pieces of ``quantity``, rounded down: what is left keeps the rest, to the dollar."""
    return None if amount is None else amount * taken // quantity


def split_amounts(amounts: Sequence[int], part: int) -> tuple[int, ...]:
    """What of each amount goes along when ``part`` of their sum does: in proportion, and exactly ``part`` in all.

    Raises Invalid("slip.share") for a part below 0 or above the sum.
    """
    whole = sum(amounts)
    if not 0 <= part <= whole:
        raise Invalid("slip.share", field="cost_twd")
    if not whole:
        return tuple(0 for _ in amounts)
    shares = [amount * part // whole for amount in amounts]
    # The dollars lost by rounding down go to the largest remainders, the earlier amount first.
    order = sorted(range(len(amounts)), key=lambda i: (-(amounts[i] * part % whole), i))
    for place in order[: part - sum(shares)]:
        shares[place] += 1
    return tuple(shares)
