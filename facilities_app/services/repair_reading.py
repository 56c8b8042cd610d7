"""The figures of one period as they are read from the database, before they are named."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.models import Asset
from db.queries.repair_figures import KEYS, Case, Grain, RepairSums
from facilities_app.domain.clocks import WorkingTime
from facilities_app.domain.figures import By, Sums
from facilities_app.domain.periods import Period

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

COLUMNS = {By.ASSET: "asset_id", By.VENDOR: "vendor_id", By.PLACE: "place_id"}


@dataclass(frozen=True, slots=True)
class Reading:
    """One period read in one session: its sums by what is asked, its cases and what is overdue now."""

    session: "Session"
    sums: RepairSums
    period: Period
    now: datetime
    working: WorkingTime

    def fine(self) -> list[Grain]:
        """By day, site, trade and priority, the overdue ones told from the running."""
        late = Counter(keys[:4] for keys in self._overdue())
        return [_judged(grain, late[grain.keys]) for grain in self.sums.fine(self.period)]

    def grouped(
        self, by: By, only: Iterable[int] = (), kinds: Mapping[Any, int] | None = None
    ) -> list[Grain]:
        """By asset, vendor or place; by category what is by asset, whose categories ``kinds`` tells."""
        if by is By.CATEGORY:
            return [Grain(((kinds or {}).get(g.keys[0]),), g.sums) for g in self.grouped(By.ASSET)]
        at = KEYS.index(COLUMNS[by])
        late = Counter((keys[at],) for keys in self._overdue())
        grains = self.sums.grouped(COLUMNS[by], self.period, tuple(only))
        return [_judged(grain, late[grain.keys]) for grain in grains]

    def earlier(self, before: Period) -> tuple[Sums | None, Callable[[], list[Case]]]:
        """The sums of the period before, and its finished cases when they are asked for; None where it ended
        before anything was recorded.
        """
        if not self.sums.reaches_back(before.end):
            return None, list
        overdue = len(self.sums.overdue(before, self.now))
        total = _judged(Grain((), self.sums.total(before)), overdue).sums
        return total, lambda: self.sums.finished_cases(before)

    def worked(self, cases: list[Case]) -> list[int]:
        """Working minutes from report to finish of each."""
        return [self.working.between(case.reported_at, case.finished_at) for case in cases]

    def overdue_ids(self) -> frozenset[int]:
        """The cases that are not finished and should be."""
        return self.sums.overdue_ids(self.period, self.now)

    def _overdue(self) -> list[tuple[Any, ...]]:
        return self.sums.overdue(self.period, self.now)


def kinds_of(session: "Session") -> dict[Any, int]:
    """Every asset's category."""
    return {row.id: row.category_id for row in session.execute(select(Asset.id, Asset.category_id))}


def _judged(grain: Grain, overdue: int) -> Grain:
    sums = grain.sums
    return (
        Grain(grain.keys, replace(sums, overdue=overdue, running=sums.running - overdue))
        if overdue
        else grain
    )
