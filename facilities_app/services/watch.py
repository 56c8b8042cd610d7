"""Sees what other programs (or windows) changed in the same database, by reading the journal on."""

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from db.models import JournalRow, JournalStep
from facilities_app.domain.changes import KEPT, Changes

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

_TOO_MANY = 5_000


class WatchService:
    """Poll it about once a second on a reader's thread."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base
        self._seen: int | None = None

    def poll(self) -> Changes | None:
        """What changed since the last poll, our own steps included; None if nothing did."""
        with self._base.read() as session:
            newest = session.scalar(select(func.max(JournalStep.id))) or 0
            if self._seen is None or newest == self._seen:
                self._seen = newest
                return None
            rows = session.execute(
                select(JournalRow.entity, JournalRow.entity_id)
                .where(JournalRow.step_id > self._seen)
                .limit(_TOO_MANY)
            ).all()
        self._seen = newest
        if not rows or len(rows) == _TOO_MANY:
            self._base.forget()
            return Changes(everything=True)
        touched: dict[str, set[int]] = defaultdict(set)
        for entity, row_id in rows:
            touched[entity].add(row_id)
        if touched.keys() & KEPT:
            self._base.forget()
        return Changes({entity: frozenset(ids) for entity, ids in touched.items()})
