"""The revisions of the year's plan: put down, approved by name and day, and compared with the plan of today."""

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import PlanYear
from facilities_app.domain.changes import Outcome
from facilities_app.domain.errors import Conflict, Invalid, NotFound
from facilities_app.domain.plan_revisions import Difference, differences, frozen, thawed
from facilities_app.domain.wording import clean_line
from facilities_app.domain.year_plan import Revision, YearRow
from facilities_app.services.plan_years_reading import read_rows

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

_FIRST_ROC = 1911


class PlanRevisions:
    """An approved revision never changes; what comes after it is the next one."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    def rows(self, revision_id: int) -> tuple[YearRow, ...]:
        """The rows of a revision as they were put down. Raises NotFound("plan_year.gone")."""
        with self._base.read() as session:
            found = session.get(PlanYear, revision_id)
            if found is None:
                raise NotFound("plan_year.gone", id=revision_id)
            return thawed(found.cells)

    def differences(self, year: int, revision_id: int | None = None) -> tuple[Difference, ...]:
        """How the plan of today differs from a revision, without one from the last approved; nothing where there is
        none.
        """
        with self._base.read() as session:
            wanted = select(PlanYear).where(PlanYear.year == year).order_by(PlanYear.revision.desc()).limit(1)
            own = PlanYear.approved_on.is_not(None) if revision_id is None else PlanYear.id == revision_id
            found = session.scalar(wanted.where(own))
            if found is None:
                return ()
            return differences(thawed(found.cells), read_rows(self._base, session, year))

    def put_down(self, year: int, note: str = "") -> Outcome[int]:
        """Keep the plan as it is today: as the draft that waits for approval, else as the next revision."""
        with self._base.uow("plan_year.made") as uow:
            rows = read_rows(self._base, uow.session, year)
            if not any(row.marks for row in rows):
                raise Invalid("plan_year.empty", year=year - _FIRST_ROC)
            last = uow.session.scalar(
                select(PlanYear).where(PlanYear.year == year).order_by(PlanYear.revision.desc()).limit(1)
            )
            if last is None or last.approved_on is not None:
                number = last.revision + 1 if last is not None else 1
                last = PlanYear(year=year, revision=number, made_on=self._base.clock.today(), cells=[])
                uow.add(last)
            last.made_on, last.made_by = self._base.clock.today(), self._base.actor_name
            last.note, last.cells = clean_line(note)[:400], frozen(rows)
            return uow.commit(last.id, year=year - _FIRST_ROC, revision=last.revision)

    def approve(self, revision_id: int, version: int, name: str, on: date) -> Outcome[int]:
        """Write down who approved a revision, and when. Raises Invalid beside the field, Conflict if it moved on."""
        by = clean_line(name)[:80]
        if not by:
            raise Invalid("plan_year.needs_approver", field="approved_by")
        if on > self._base.clock.today():
            raise Invalid("plan_year.approved_in_future", field="approved_on", on=on)
        with self._base.uow("plan_year.approved") as uow:
            row = uow.get(PlanYear, revision_id, "plan_year.gone")
            if row.version != version or row.approved_on is not None:
                raise Conflict("plan_year.moved_on", revision=row.revision)
            if on < row.made_on:
                raise Invalid("plan_year.approved_before_made", field="approved_on", made=row.made_on)
            row.approved_on, row.approved_by = on, by
            return uow.commit(row.id, year=row.year - _FIRST_ROC, revision=row.revision, by=by)


def read_revisions(session: Session, year: int) -> tuple[Revision, ...]:
    """The revisions of a year without their cells, the oldest first."""
    rows = session.execute(
        select(
            PlanYear.id,
            PlanYear.version,
            PlanYear.revision,
            PlanYear.made_on,
            PlanYear.made_by,
            PlanYear.approved_on,
            PlanYear.approved_by,
            PlanYear.note,
        )
        .where(PlanYear.year == year)
        .order_by(PlanYear.revision)
    )
    return tuple(Revision(*row) for row in rows)
