"""Who pays how much of a project: what was told, and the remainder that follows from it."""

from collections.abc import Mapping
from dataclasses import dataclass

from facilities_app.domain.errors import Invalid

SOURCES = ("central", "city", "other")


@dataclass(frozen=True, slots=True)
class Share:
    """One source's part in whole NT$; a remainder was worked out, not told."""

    source: str
    amount_twd: int
    is_remainder: bool = False


def split(total: int | None, told: Mapping[str, int | None], remainder: str = "") -> tuple[Share, ...]:
    """The shares of ``total``: those told, and for the source ``remainder`` what they leave of it.

    The report's case: of 45,100,000 the centre pays 39,146,000; the city's 5,954,000 is the remainder.
    Raises Invalid beside the source's field.
    """
    shares = [Share(source, amount) for source, amount in told.items() if amount is not None]
    for share in shares:
        _check(share)
    paid = sum(share.amount_twd for share in shares)
    if total is None:
        if remainder:
            raise Invalid("project.remainder_needs_budget", field=remainder)
        return tuple(shares)
    if paid > total:
        raise Invalid(
            "project.shares_too_much", field=shares[-1].source, paid=f"{paid:,}", total=f"{total:,}"
        )
    if remainder:
        if told.get(remainder) is not None:
            raise Invalid("project.remainder_told", field=remainder)
        shares.append(Share(remainder, total - paid, is_remainder=True))
    elif shares and paid != total:
        raise Invalid(
            "project.shares_too_little", field=shares[-1].source, paid=f"{paid:,}", total=f"{total:,}"
        )
    return tuple(sorted(shares, key=lambda share: SOURCES.index(share.source)))


def _check(share: Share) -> None:
    if share.source not in SOURCES:
        raise Invalid("project.no_such_source", source=share.source)
    if share.amount_twd < 0:
        raise Invalid("money.negative", field=share.source)
