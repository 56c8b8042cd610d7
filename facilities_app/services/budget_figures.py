"""Cases told apart by the budget line and year that carry their cost."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from db.queries.budget_shares import Line, Share
from db.queries.repair_figures import DROPPED, KEPT, LATE, UNKNOWN, Grain
from facilities_app.domain.figures import Sums

_COUNTED = {KEPT: "kept", LATE: "late", UNKNOWN: "unknown", DROPPED: "dropped"}


@dataclass(frozen=True, slots=True)
class Carried:
    """The shares of a period's cases. A case counts in every line that carries a part of it; what no line carries
    stands under None.
    """

    shares: Sequence[Share]

    def lines(self) -> dict[int, tuple[Line | None, ...]]:
        """Where each case counts that has a share at all."""
        found: dict[int, list[Line | None]] = defaultdict(list)
        for share in self.shares:
            found[share.ticket_id].append(share.line)
        whole = self._whole()
        return {key: (*lines, *(() if key in whole else (None,))) for key, lines in found.items()}

    def grains(self, total: Sums, overdue: Collection[int]) -> list[Grain]:
        """The sums of each line, and of what no line carries: the total less the cases that are carried whole."""
        sums: dict[Line, Sums] = defaultdict(Sums)
        for share in self.shares:
            sums[share.line] += _of(share, share.ticket_id in overdue)
        rest = total
        for share in {
            share.ticket_id: share for share in self.shares if share.ticket_id in self._whole()
        }.values():
            rest = _less(rest, replace(_of(share, share.ticket_id in overdue), cost=0))
        rest = replace(rest, cost=rest.cost - sum(share.amount_twd for share in self.shares))
        grains = [Grain((line,), one) for line, one in sorted(sums.items())]
        return [*grains, Grain((None,), rest)] if rest.cases else grains

    def _whole(self) -> set[int]:
        """The cases whose whole cost is carried."""
        carried: Counter[int] = Counter()
        for share in self.shares:
            carried[share.ticket_id] += share.amount_twd
        return {share.ticket_id for share in self.shares if carried[share.ticket_id] >= share.cost_twd}


def _of(share: Share, overdue: bool) -> Sums:
    outcome = _COUNTED.get(share.outcome, "overdue" if overdue else "running")
    return replace(Sums(cases=1, minutes=share.minutes or 0, cost=share.amount_twd, costed=1), **{outcome: 1})


def _less(whole: Sums, part: Sums) -> Sums:
    return Sums(*map(int.__sub__, whole.values(), part.values()))
