"""What of agreements wants somebody: return deadlines, ends, moves that did not happen, arrears."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import Agreement, Charge, DormUnit, Payment, Person, Place
from facilities_app.domain.agreement_rows import DueAgreement
from facilities_app.domain.dormitories import ENDING_DAYS
from facilities_app.domain.naming import where_label


class Ending(NamedTuple):
    """An agreement whose term or return deadline is near or past; the nearer date counts."""

    row: Agreement
    who: str
    where: str
    unit_id: int | None
    due_on: date

    @property
    def what(self) -> str:
        """Which of the two dates it is."""
        return "return" if self.due_on == self.row.return_by else "end"


def endings(session: Session, today: date) -> Iterator[Ending]:
    """Of agreements that nobody ended, renewed or handed back yet."""
    edge = today + timedelta(days=ENDING_DAYS)
    near = (Agreement.ends_on <= edge) | (Agreement.return_by <= edge)
    rows = session.execute(
        select(Agreement, Person.name, Place.label, DormUnit.id, DormUnit.code)
        .join(Place, Place.id == Agreement.place_id)
        .outerjoin(Person, Person.id == Agreement.person_id)
        .outerjoin(DormUnit, DormUnit.place_id == Agreement.place_id)
        .where(Agreement.ended_on.is_(None), near)
    )
    for row, name, place, unit_id, code in rows:
        due = min(day for day in (row.ends_on, row.return_by) if day is not None)
        yield Ending(row, name or row.agency, code or where_label(place), unit_id, due)


def read_due(session: Session, today: date) -> list[DueAgreement]:
    """All of it, the earliest day first."""
    found = [
        DueAgreement(
            one.what,
            one.row.id,
            one.unit_id,
            one.where,
            one.row.kind,
            one.who,
            one.due_on,
            is_demo=one.row.is_demo,
        )
        for one in endings(session, today)
    ]
    found += [*_moves(session, today), *_arrears(session, today)]
    return sorted(found, key=lambda one: (one.due_on, one.where, one.what))


def _moves(session: Session, today: date) -> Iterator[DueAgreement]:
    """Agreements that began while their unit is not in their use."""
    rows = session.execute(
        select(Agreement, DormUnit, Person.name)
        .join(DormUnit, DormUnit.place_id == Agreement.place_id)
        .outerjoin(Person, Person.id == Agreement.person_id)
        .where(
            Agreement.ended_on.is_(None),
            Agreement.starts_on <= today,
            DormUnit.status.in_(("vacant", "recovered")),
        )
    )
    for row, unit, name in rows:
        assert row.starts_on is not None
        yield DueAgreement(
            "move_in",
            row.id,
            unit.id,
            unit.code,
            row.kind,
            name or row.agency,
            row.starts_on,
            is_demo=row.is_demo,
        )


def _arrears(session: Session, today: date) -> Iterator[DueAgreement]:
    """By agreement, what was due before today and has not come in, with the day the oldest of it was due."""
    paid = (
        select(Payment.charge_id, func.sum(Payment.amount_twd).label("amount"))
        .group_by(Payment.charge_id)
        .subquery()
    )
    left = Charge.amount_twd - func.coalesce(paid.c.amount, 0)
    open_ones = (
        select(Charge.agreement_id, func.sum(left).label("amount"), func.min(Charge.due_on).label("since"))
        .outerjoin(paid, paid.c.charge_id == Charge.id)
        .where(Charge.due_on < today, left > 0)
        .group_by(Charge.agreement_id)
        .subquery()
    )
    rows = session.execute(
        select(Agreement, DormUnit, Person.name, open_ones.c.amount, open_ones.c.since)
        .join(open_ones, open_ones.c.agreement_id == Agreement.id)
        .join(DormUnit, DormUnit.place_id == Agreement.place_id)
        .outerjoin(Person, Person.id == Agreement.person_id)
    )
    for row, unit, name, amount, since in rows:
        who = name or row.agency
        yield DueAgreement(
            "arrears", row.id, unit.id, unit.code, row.kind, who, since, int(amount), row.is_demo
        )
