"""The number a new ticket gets: the year's next, and never one that was given before."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import JournalRow, Setting, Ticket
from db.numbers_given import GIVEN


def next_serial(session: Session, year: int) -> int:
    """The count within ``year`` after the highest that was ever given, to a ticket since undone or
    lost to a restore too.

    Call it inside a unit of work: that holds the only write lock from its first read to its commit.
    """
    newest = session.execute(
        select(Ticket.id, Ticket.year, Ticket.serial)
        .where(Ticket.year <= year)
        .order_by(Ticket.year.desc(), Ticket.serial.desc())
        .limit(1)
    ).one_or_none()
    last = newest.serial if newest is not None and newest.year == year else 0
    undone = _undone(session, year, newest.id if newest is not None else 0)
    return max(last, undone, _before_a_restore(session, year)) + 1


def _undone(session: Session, year: int, newest_id: int) -> int:
    """The highest count of a ticket that was logged after ``newest_id`` and is gone; ids are never used twice.

    An undone number may be on paper already, and redo brings it back. The journal remembers it.
    """
    logged = session.scalars(
        select(JournalRow.after).where(
            JournalRow.entity == Ticket.__tablename__,
            JournalRow.entity_id > newest_id,
            JournalRow.action == "I",
        )
    )
    return max((int(row["serial"]) for row in logged if row and row["year"] == year), default=0)


def _before_a_restore(session: Session, year: int) -> int:
    """The highest count that a file had given whose place a backup took."""
    given = session.scalar(select(Setting.value).where(Setting.key == GIVEN)) or {}
    return int(given.get(str(year), 0))
