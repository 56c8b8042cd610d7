"""The lists, with what depends on the moment filled in: me, now, today, this month, in so many days."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from db.queries.agreement_lists import OF_AGREEMENTS
from db.queries.audit_lists import OF_AUDITS
from db.queries.finding_lists import OF_FINDINGS
from db.queries.patrol_lists import OF_PATROLS
from db.queries.plan_lists import OF_PLANS
from db.queries.project_lists import OF_PROJECTS
from db.queries.property_lists import PROPERTY
from db.queries.round_lists import OF_ROUNDS
from db.queries.small_lists import ALL
from db.queries.sql_list import ListDefinition, SqlList
from db.queries.stock_lists import OF_STOCK
from db.queries.ticket_list import TICKETS
from facilities_app.domain import patrols, rounds
from facilities_app.domain.inspections import state
from facilities_app.domain.lists import Condition, ListInfo, ListQuery, ListSource, Row
from facilities_app.domain.work import MILLI
from facilities_app.services.clock_reading import escalated_ids
from facilities_app.services.patrol_reading import period

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase


_WORDS = frozenset(("me", "now", "today", "yesterday", "month", "patrol"))


class LiveList:
    """A ListSource that knows who asks and when. Values of conditions may be "me", "now", "today", "yesterday",
    "month" (its first day), "patrol" (a spot last seen on that day is not visited in time) and "+30" or "-7" (days from
    today).
    """

    def __init__(self, base: "ServiceBase", definition: ListDefinition) -> None:
        self._base = base
        self._source = SqlList(base.engines, definition)
        self._finish = {"tasks": _task_state, "parts": _quantities, "rounds": _round_state}.get(
            definition.info.code
        )

    @property
    def info(self) -> ListInfo:
        """The list's fixed side."""
        return self._source.info

    def page(self, query: ListQuery, offset: int, limit: int) -> list[Row]:
        """As ListSource."""
        return self._finished(self._source.page(self.resolved(query), offset, limit))

    def count(self, query: ListQuery) -> int:
        """As ListSource."""
        return self._source.count(self.resolved(query))

    def ids(self, query: ListQuery, cancelled: Callable[[], bool]) -> "array[int]":
        """As ListSource."""
        return self._source.ids(self.resolved(query), cancelled)

    def rows(self, ids: Sequence[int]) -> list[Row]:
        """As ListSource."""
        return self._finished(self._source.rows(ids))

    def resolved(self, query: ListQuery) -> ListQuery:
        """The query with concrete values. The minute is fine enough for "now" and keeps prepared SQL in use."""
        if not any(map(_is_relative, query.conditions)):
            return query
        return replace(query, conditions=tuple(self._concrete(one) for one in query.conditions))

    def _concrete(self, condition: Condition) -> Condition:
        if condition.field == "escalated":
            return replace(condition, values=(*condition.values, *escalated_ids(self._base)))
        return replace(condition, values=tuple(self._value(value) for value in condition.values))

    def _value(self, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        today = self._base.clock.today()
        if value == "me":
            return self._base.actor_id or 0
        if value == "now":
            return self._base.clock.now().strftime("%Y-%m-%dT%H:%M:00Z")
        if value == "patrol":
            return (today - timedelta(days=self._patrol_days() + 1)).isoformat()
        days = {"today": 0, "yesterday": -1}.get(value)
        if days is None and value[:1] in "+-" and value[1:].isdigit():
            days = int(value)
        if value == "month":
            return today.replace(day=1).isoformat()
        return value if days is None else (today + timedelta(days=days)).isoformat()

    def _patrol_days(self) -> int:
        with self._base.read() as session:
            return period(session)

    def _finished(self, rows: list[Row]) -> list[Row]:
        today = self._base.clock.today()
        if self.info.code == "patrol_spots" and rows:
            days = self._patrol_days()
            return [_spot_state(row, self.info, today, days) for row in rows]
        if self._finish is None:
            return rows
        return [self._finish(row, self.info, today) for row in rows]


def _is_relative(condition: Condition) -> bool:
    """Whether it means another thing to another person or at another time."""
    texts = (value for value in condition.values if isinstance(value, str))
    return condition.field == "escalated" or any(one in _WORDS or one[:1] in ("+", "-") for one in texts)


def _task_state(row: Row, info: ListInfo, today: date) -> Row:
    at_status, at_due, at_done = info.index("status"), info.index("due_on"), info.index("done_on")
    done = date.fromisoformat(row[at_done]) if row[at_done] else None
    reads = state(row[at_status], date.fromisoformat(row[at_due]), done, today)
    return (*row[:at_status], reads.value, *row[at_status + 1 :])


def _round_state(row: Row, info: ListInfo, today: date) -> Row:
    """How the round stands, from its closing day, its due day and what is still open."""
    closed, due, left, at = (info.index(key) for key in ("closed_on", "due_on", "left", "status"))
    ended = date.fromisoformat(row[closed]) if row[closed] else None
    reads = rounds.state(ended, date.fromisoformat(row[due]), row[left], today)
    return (*row[:at], reads.value, *row[at + 1 :])


def _spot_state(row: Row, info: ListInfo, today: date, days: int) -> Row:
    """How the spot stands, from its last visit and the office's period."""
    at, last = info.index("status"), row[info.index("last_on")]
    seen = date.fromisoformat(last) if last else None
    reads = patrols.state(bool(row[info.index("is_active")]), seen, today, days)
    return (*row[:at], reads.value, *row[at + 1 :])


def _quantities(row: Row, info: ListInfo, today: date) -> Row:
    """Thousandths as the quantities they are."""
    found = list(row)
    for key in ("stock", "reorder"):
        found[info.index(key)] = Decimal(found[info.index(key)]) / MILLI
    return tuple(found)


def all_lists(base: "ServiceBase") -> dict[str, ListSource]:
    """Every list by its code."""
    return {
        definition.info.code: LiveList(base, definition)
        for definition in (
            TICKETS,
            *ALL,
            *OF_PLANS,
            *OF_FINDINGS,
            *OF_ROUNDS,
            *OF_PATROLS,
            *OF_STOCK,
            *OF_PROJECTS,
            *PROPERTY,
            *OF_AUDITS,
            *OF_AGREEMENTS,
        )
    }
