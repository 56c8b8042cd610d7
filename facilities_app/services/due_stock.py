"""Parts at or below their reorder level: one line, to be ordered today."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Part
from db.queries.stock_lists import is_short
from facilities_app.domain.rows import DueItem

_NAMED = 3


def parts_due(session: Session, today: date) -> Iterator[DueItem]:
    """What runs short, as one item: its number is how many, its place the first few of them."""
    rows = session.execute(
        select(Part.id, Part.name, Part.is_demo).where(is_short()).order_by(Part.code)
    ).all()
    if rows:
        yield DueItem(
            kind="part",
            id=rows[0].id,
            number=str(len(rows)),
            title="、".join(row.name for row in rows[:_NAMED]),
            where="",
            due_on=today,
            action="order",
            target="parts",
            target_id=rows[0].id,
            is_demo=all(row.is_demo for row in rows),
        )
