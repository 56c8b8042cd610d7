"""Which budget lines carry the cases of a period."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, literal_column, or_, select, text
from sqlalchemy.orm import Session

from db.models import CostLine, Ticket
from db.queries.repair_figures import OUTCOME, minutes_sql
from facilities_app.domain.lists import Condition
from facilities_app.domain.periods import Period

Line = tuple[int, str]
"""Year (民國) and name."""


@dataclass(frozen=True, slots=True)
class Share:
    """What one line carries of one case; ``minutes`` are calendar minutes, None while it is not finished."""

    ticket_id: int
    line: Line
    amount_twd: int
    cost_twd: int
    outcome: int
    minutes: int | None


def shares_of(session: Session, period: Period) -> list[Share]:
    """Every share of the cases reported in the period, those of one case and line as one."""
    minutes = minutes_sql(session.get_bind().dialect.name)
    rows = session.execute(
        text(
            f"SELECT tickets.id, carried.line_year, carried.line, carried.amount, cost_twd, {OUTCOME}, {minutes} "  # noqa: S608
            "FROM (SELECT ticket_id, year AS line_year, budget_line AS line, sum(amount_twd) AS amount "
            "FROM cost_lines GROUP BY ticket_id, year, budget_line) AS carried "
            "JOIN tickets ON tickets.id = carried.ticket_id "
            "WHERE reported_on BETWEEN :start AND :end ORDER BY tickets.id, line_year, line"
        ),
        {"start": period.start.isoformat(), "end": period.end.isoformat()},
    )
    return [
        Share(row[0], (int(row[1]), row[2]), int(row[3]), int(row[4] or 0), int(row[5]), row[6])
        for row in rows
    ]


def of_line(condition: Condition) -> ColumnElement[bool]:
    """The condition of the ticket list that any of these lines carries a part, or that a part is carried by none."""
    if condition.op == "empty":
        carried = (
            select(func.sum(CostLine.amount_twd)).where(CostLine.ticket_id == Ticket.id).scalar_subquery()
        )
        return or_(carried.is_(None), func.coalesce(Ticket.cost_twd, literal_column("0")) > carried)
    lines = [
        and_(CostLine.year == int(year), CostLine.budget_line == str(name)) for year, name in condition.values
    ]
    found: Any = select(CostLine.ticket_id).where(or_(false(), *lines))
    return Ticket.id.in_(found)
