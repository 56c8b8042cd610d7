"""Whether somebody came in time: the answers of a period, in all and by what its cases are told apart by."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from db.queries.response_figures import Answered
from facilities_app.domain.figures import Responses

LIMIT = 20_000
"""Up to so many cases their answers are looked at one by one; beyond, which no office reaches, they are not known."""


def responses_of(cases: Sequence[Answered]) -> Responses:
    """All together."""
    return Responses(**Counter(case.outcome for case in cases))


def responses_by(cases: Sequence[Answered], keys: Callable[[Any], tuple[Any, ...]]) -> dict[Any, Responses]:
    """By key; a case may belong to several."""
    found: dict[Any, Counter[str]] = defaultdict(Counter)
    for case in cases:
        for key in keys(case):
            found[key][case.outcome] += 1
    return {key: Responses(**counts) for key, counts in found.items()}
