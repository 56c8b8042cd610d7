"""Is what a part's stock and a ticket's cost repeat still what their entries say?"""

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import LabourEntry, Part, PartMove, Ticket
from facilities_app.domain.rows import Problem
from facilities_app.services.work_entries import recorded_cost

_MOST = 20


def work_problems(session: Session) -> Iterator[Problem]:
    """Parts whose stock is not the sum of their moves; tickets that cost less than their labour and parts."""
    moved = (
        select(func.coalesce(func.sum(PartMove.quantity_milli), 0))
        .where(PartMove.part_id == Part.id)
        .scalar_subquery()
    )
    wrong = session.execute(select(Part.code).where(Part.stock_milli != moved))
    yield from (Problem("health.stock", {"code": code}) for (code,) in wrong.fetchmany(_MOST))
    with_work = (
        select(LabourEntry.ticket_id)
        .where(LabourEntry.amount_twd.is_not(None))
        .union(select(PartMove.ticket_id).where(PartMove.ticket_id.is_not(None)))
    )
    rows = session.execute(
        select(Ticket.id, Ticket.number, Ticket.cost_twd).where(Ticket.id.in_(with_work))
    ).all()
    low = (number for key, number, cost in rows if (cost or 0) < recorded_cost(session, key)[0])
    yield from (
        Problem("health.cost", {"number": number}) for _, number in zip(range(_MOST), low, strict=False)
    )
