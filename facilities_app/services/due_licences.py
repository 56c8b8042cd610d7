"""Licences that end: without one the inspection may not be done."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import Licence, Vendor
from facilities_app.domain.rows import DueItem
from facilities_app.services.due_items import NOTICE


def licences_due(session: Session, today: date) -> Iterator[DueItem]:
    """Of each holder's licences of one kind the one that holds longest, once it ended or ends within the notice."""
    last = (
        select(Licence.holder, Licence.kind, func.max(Licence.expires_on).label("until"))
        .where(Licence.expires_on.is_not(None))
        .group_by(Licence.holder, Licence.kind)
        .subquery()
    )
    rows = session.execute(
        select(Licence, Vendor.name)
        .join(
            last,
            (last.c.holder == Licence.holder)
            & (last.c.kind == Licence.kind)
            & (last.c.until == Licence.expires_on),
        )
        .outerjoin(Vendor, Vendor.id == Licence.vendor_id)
        .where(Licence.expires_on <= today + NOTICE)
    )
    for row, vendor in rows:
        if row.expires_on is not None:
            yield DueItem(
                "licence",
                row.id,
                row.number,
                f"{row.kind} {row.holder}",
                vendor or "",
                row.expires_on,
                action="renew",
                target="licences",
                target_id=row.id,
                is_demo=row.is_demo,
            )
