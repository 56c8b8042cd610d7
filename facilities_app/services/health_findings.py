"""Does every finding stand where its repair and its re-check say?"""

from collections.abc import Iterator

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from db.models import Finding, InspectionResult, InspectionTask
from facilities_app.domain.rows import Problem
from facilities_app.services.finding_steps import RECHECK, SETTLED

_MOST = 20


def finding_problems(session: Session) -> Iterator[Problem]:
    """Results that comply although something is open, or that do not although all is settled; lost re-checks."""
    any_finding = exists().where(Finding.result_id == InspectionResult.id)
    any_open = exists().where(Finding.result_id == InspectionResult.id, Finding.state.not_in(SETTLED))
    wrong = session.execute(
        select(InspectionTask.number)
        .join(InspectionResult, InspectionResult.task_id == InspectionTask.id)
        .where(any_finding, InspectionResult.complied_on.is_(None) != any_open)
    )
    yield from (Problem("health.complied", {"number": number}) for (number,) in wrong.fetchmany(_MOST))
    lost = session.execute(
        select(Finding.id)
        .outerjoin(InspectionTask, InspectionTask.id == Finding.recheck_task_id)
        .where(Finding.state == RECHECK, InspectionTask.status.is_distinct_from("planned"))
    )
    yield from (Problem("health.recheck", {"id": key}) for (key,) in lost.fetchmany(_MOST))
