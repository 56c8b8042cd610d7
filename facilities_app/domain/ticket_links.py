"""How tickets stand to each other: which links there are, and which would make no sense."""

from collections.abc import Callable, Collection
from enum import StrEnum

from facilities_app.domain.errors import Invalid
from facilities_app.domain.tickets import Status

MOST_MERGED = 50
"""As many tickets as one can oversee become one at a time."""


class LinkKind(StrEnum):
    """The first ticket of a link stands to the other so."""

    BLOCKED_BY = "blocked_by"
    FOLLOWS = "follows"
    DUPLICATE_OF = "duplicate_of"
    SPLIT_FROM = "split_from"


CHOSEN = (LinkKind.BLOCKED_BY, LinkKind.FOLLOWS)
"""What people set by hand: both say that the first ticket comes after the other."""


def blocks(status: int) -> bool:
    """Whether a ticket in this state still keeps another one from being finished."""
    return status < Status.DONE


def check_kind(kind: str) -> LinkKind:
    """A kind that people set by hand, or Invalid("link.no_such_kind")."""
    if kind not in CHOSEN:
        raise Invalid("link.no_such_kind", field="kind", kind=kind)
    return LinkKind(kind)


def comes_after(first: int, other: int, before: Callable[[Collection[int]], Collection[int]]) -> bool:
    """Whether ``first`` comes after ``other``, at once or by way of more; ``before(ids)`` are those just before."""
    seen: set[int] = set()
    edge = {first}
    while edge:
        edge = set(before(edge)) - seen
        if other in edge:
            return True
        seen |= edge
    return False
