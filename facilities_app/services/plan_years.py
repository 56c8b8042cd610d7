"""The year planner: the year of all plans, its moves, its revisions, and the papers an office signs."""

from typing import TYPE_CHECKING

from facilities_app.domain.year_plan import YearPlan
from facilities_app.services.plan_years_card import CellCard, read_card
from facilities_app.services.plan_years_levelling import PlanLevelling
from facilities_app.services.plan_years_moves import PlanYearMoves
from facilities_app.services.plan_years_papers import PlanPapers
from facilities_app.services.plan_years_reading import read_rows
from facilities_app.services.plan_years_revisions import PlanRevisions, read_revisions

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase


class PlanYearService:
    """Reads from any thread; what changes is on the writer's."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base
        self.moves = PlanYearMoves(base)
        self.levelling = PlanLevelling(base, self.moves)
        self.revisions = PlanRevisions(base)
        self.papers = PlanPapers(base, self.revisions)

    def card(self, task_ids: tuple[int, ...]) -> CellCard:
        """What the card over a cell of these tasks says, the first in front. Raises NotFound("task.gone")."""
        return read_card(self._base, self.moves, task_ids)

    def read(self, year: int) -> YearPlan:
        """The year as it stands today."""
        with self._base.read() as session:
            rows = read_rows(self._base, session, year)
            return YearPlan(year, self._base.clock.today(), rows, read_revisions(session, year))
