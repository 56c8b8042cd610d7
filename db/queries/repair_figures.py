"""Sums over tickets, each figure in one pass over an index of its own.

On SQLite what became of a repair and how long it took are values of the index (see migration 0002); the expressions
here must read exactly as there, or the index is passed by.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Text, and_, false, not_, or_, select, text, true, type_coerce
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased
from sqlalchemy.sql.functions import FunctionElement

from db.models import Ticket
from facilities_app.domain.errors import Invalid
from facilities_app.domain.figures import REPEAT_DAYS, Sums
from facilities_app.domain.lists import Condition
from facilities_app.domain.periods import Period
from facilities_app.domain.tickets import Status

KEPT, LATE, UNKNOWN, DROPPED = 1, 2, 3, 9
OUTCOME = (
    "CASE WHEN status >= 90 THEN 9 WHEN status < 60 THEN 0 WHEN finished_at IS NULL THEN 3 "
    "WHEN finished_at <= due_at THEN 1 ELSE 2 END"
)
_MINUTES = {
    "sqlite": "CASE WHEN status >= 60 AND status < 90 THEN (unixepoch(finished_at) - unixepoch(reported_at)) / 60 END",
    "postgresql": (
        "CASE WHEN status >= 60 AND status < 90 THEN CAST(floor(extract(epoch FROM "
        "CAST(finished_at AS timestamptz) - CAST(reported_at AS timestamptz)) / 60) AS bigint) END"
    ),
}
KEYS = ("month", "site_id", "trade_id", "priority", "asset_id", "vendor_id", "place_id")
"""What a case may be told apart by, in the order of the tuples below; the month as "2026-03"."""

NARROW_FROM = 1_000
"""From so many finished cases on, the middle ones are looked for in a narrower stretch before they are sorted."""

_LOOKED_AT = 500
_NAMES = ("cases", "kept", "late", "unknown", "dropped", "minutes", "cost", "costed")
_FINE = "reported_on, site_id, trade_id, priority"
_INDEX = {
    "asset_id": "ix_tickets_figures_asset",
    "vendor_id": "ix_tickets_figures_vendor",
    "place_id": "ix_tickets_figures_place",
}


@dataclass(frozen=True, slots=True)
class Grain:
    """The sums of one combination of keys: in the order they were asked for."""

    keys: tuple[Any, ...]
    sums: Sums


@dataclass(frozen=True, slots=True)
class Case:
    """One case's keys, in the order of KEYS, and its two ends."""

    id: int
    keys: tuple[Any, ...]
    reported_at: datetime
    finished_at: datetime


def minutes_sql(dialect: str) -> str:
    """Calendar minutes from report to finish, NULL of what is not finished; over the columns of tickets."""
    return _MINUTES[dialect]


class RepairSums:
    """Reads sums of the tickets reported in a period. What is not finished counts as running: see overdue()."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._dialect = session.get_bind().dialect.name
        self._minutes = minutes_sql(self._dialect)

    def fine(self, period: Period) -> list[Grain]:
        """By month, site, trade and priority: whatever is asked by one of them is added up from it."""
        # First by day, as the index is sorted: nothing is sorted again but the few sums that come of it.
        by_day = (
            f"SELECT {_FINE}, {self._sums()} FROM tickets {self._by('ix_tickets_figures')} "  # noqa: S608
            f"WHERE reported_on BETWEEN :first AND :last GROUP BY {_FINE}"
        )
        sums = ", ".join(f"sum({name})" for name in _NAMES)
        rows = self._run(
            f"SELECT substr(reported_on, 1, 7), site_id, trade_id, priority, {sums} "  # noqa: S608
            f"FROM ({by_day}) AS days GROUP BY 1, 2, 3, 4",
            period,
        )
        return [Grain((*row[:4],), _summed(row[4:])) for row in rows]

    def total(self, period: Period) -> Sums:
        """All together."""
        rows = self._run(
            f"SELECT {self._sums()} FROM tickets {self._by('ix_tickets_figures')} "  # noqa: S608
            "WHERE reported_on BETWEEN :first AND :last",
            period,
        )
        return _summed(rows[0])

    def grouped(self, key: str, period: Period, only: Sequence[int] = ()) -> list[Grain]:
        """By asset_id, vendor_id or place_id (None: not named); ``only`` some of them."""
        some = f"AND {key} IN ({', '.join(str(int(one)) for one in only)})" if only else ""
        rows = self._run(
            f"SELECT {key}, {self._sums()} FROM tickets {self._by(_INDEX[key])} "  # noqa: S608
            f"WHERE reported_on BETWEEN :first AND :last {some} GROUP BY {key}",
            period,
        )
        return [Grain((row[0],), _summed(row[1:])) for row in rows]

    def median_minutes(self, period: Period, sums: Sums) -> list[int]:
        """The one or two finished cases in the middle: sorting only those around it."""
        count = sums.finished
        if not count:
            return []
        low, high = (count - 1) // 2, count // 2
        mean = sums.minutes // count
        edges = [0, mean // 4, mean // 2, mean * 3 // 4, mean, mean * 3 // 2]
        below = self._below(period, edges) if count > NARROW_FROM else [0] * len(edges)
        start = max(i for i, under in enumerate(below) if under <= low)
        stop = next((i for i, under in enumerate(below) if under > high), None)
        edge = f"AND ({self._minutes}) >= {edges[start]}" if below[start] else ""
        edge += f" AND ({self._minutes}) < {edges[stop]}" if stop is not None else ""
        rows = self._run(
            f"SELECT {self._minutes} FROM tickets {self._by('ix_tickets_figures')} "  # noqa: S608
            f"WHERE reported_on BETWEEN :first AND :last AND ({self._minutes}) IS NOT NULL {edge} "
            f"ORDER BY 1 LIMIT {high - low + 1} OFFSET {low - below[start]}",
            period,
        )
        return [int(row[0]) for row in rows]

    def faults(self, period: Period) -> Iterator[tuple[int, list[str]]]:
        """By asset, the days its faults were reported, from 30 days before the period on, in order."""
        rows = self._run(
            f"SELECT asset_id, {self._joined()} FROM tickets {self._by(_INDEX['asset_id'])} "  # noqa: S608
            "WHERE asset_id IS NOT NULL AND reported_on BETWEEN :first AND :last GROUP BY asset_id",
            Period(period.start - timedelta(days=REPEAT_DAYS), period.end),
        )
        for row in rows:
            if row[1]:
                yield int(row[0]), sorted(row[1].split(","))

    def has_demo(self, period: Period) -> bool:
        """Whether any of the period's first cases is invented."""
        first = (
            select(Ticket.is_demo)
            .where(Ticket.reported_on.between(period.start, period.end))
            .order_by(Ticket.reported_on)
            .limit(_LOOKED_AT)
        )
        return any(self._session.scalars(first))

    def overdue(self, period: Period, now: datetime) -> list[tuple[Any, ...]]:
        """The keys, in the order of KEYS, of each case that is not finished and should be."""
        statement = select(Ticket.reported_on, *_keyed()).where(*_overdue(period, now))
        return [(row[0].isoformat()[:7], *row[1:]) for row in self._session.execute(statement)]

    def overdue_ids(self, period: Period, now: datetime) -> frozenset[int]:
        """The ids of those cases."""
        return frozenset(self._session.scalars(select(Ticket.id).where(*_overdue(period, now))))

    def reaches_back(self, day: date) -> bool:
        """Whether any case was reported on that day or before: of a time before the first nothing is known."""
        first = self._session.scalar(select(Ticket.reported_on).order_by(Ticket.reported_on).limit(1))
        return first is not None and first <= day

    def finished_cases(self, period: Period) -> list[Case]:
        """Each finished case with its ends, for clocks that SQL does not know."""
        ends = (Ticket.reported_at, Ticket.finished_at)
        statement = select(Ticket.reported_on, *_keyed(), *ends, Ticket.id).where(
            Ticket.reported_on.between(period.start, period.end),
            Ticket.status.between(Status.DONE, Status.CLOSED),
            Ticket.finished_at.is_not(None),
        )
        return [
            Case(row[9], (row[0].isoformat()[:7], *row[1:7]), row[7], row[8])
            for row in self._session.execute(statement)
        ]

    def _below(self, period: Period, edges: list[int]) -> list[int]:
        counts = ", ".join(f"count(*) FILTER (WHERE ({self._minutes}) < {edge})" for edge in edges)
        sql = (
            f"SELECT {counts} FROM tickets {self._by('ix_tickets_figures')} "  # noqa: S608
            "WHERE reported_on BETWEEN :first AND :last"
        )
        return [int(number) for number in self._run(sql, period)[0]]

    def _sums(self) -> str:
        counts = [
            f"count(*) FILTER (WHERE ({OUTCOME}) = {outcome})" for outcome in (KEPT, LATE, UNKNOWN, DROPPED)
        ]
        sums = [
            "count(*)",
            *counts,
            f"coalesce(sum({self._minutes}), 0)",
            "coalesce(sum(cost_twd), 0)",
            "count(cost_twd)",
        ]
        return ", ".join(f"{one} AS {name}" for one, name in zip(sums, _NAMES, strict=True))

    def _joined(self) -> str:
        joined = "group_concat(reported_on)" if self._dialect == "sqlite" else "string_agg(reported_on, ',')"
        return f"{joined} FILTER (WHERE ({OUTCOME}) <> {DROPPED})"

    def _by(self, index: str) -> str:
        return f"INDEXED BY {index}" if self._dialect == "sqlite" else ""

    def _run(self, sql: str, period: Period) -> Sequence[Any]:
        bounds = {"first": period.start.isoformat(), "last": period.end.isoformat()}
        return self._session.execute(text(sql), bounds).all()


def _overdue(period: Period, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        Ticket.is_open == true(),
        Ticket.status < Status.DONE,
        Ticket.due_at < now,
        Ticket.reported_on.between(period.start, period.end),
    )


def _keyed() -> list[InstrumentedAttribute[Any]]:
    return [getattr(Ticket, key) for key in KEYS[1:]]


def _summed(row: Sequence[Any]) -> Sums:
    cases, kept, late, unknown, dropped, minutes, cost, costed = (int(value) for value in row)
    return Sums(
        cases=cases,
        kept=kept,
        late=late,
        unknown=unknown,
        dropped=dropped,
        running=cases - kept - late - unknown - dropped,
        minutes=minutes,
        cost=cost,
        costed=costed,
    )


def with_outcome(condition: Condition) -> ColumnElement[bool]:
    """The condition of the ticket list for any of the outcomes named. Whether a case is overdue is judged at the
    moment that stands last; without one none is.
    """
    values = [str(value) for value in condition.values]
    now = values.pop() if values and values[-1][:1].isdigit() else ""
    finished = Ticket.status.between(Status.DONE, Status.CLOSED)
    waiting = Ticket.status < Status.DONE
    ended = and_(finished, Ticket.finished_at.is_not(None))
    late = and_(finished, Ticket.finished_at > Ticket.due_at)
    overdue = and_(waiting, type_coerce(Ticket.due_at, Text()) < now)
    built: dict[str, ColumnElement[bool]] = {
        "kept": and_(finished, Ticket.finished_at <= Ticket.due_at),
        "late": late,
        "overdue": overdue,
        "missed": or_(late, overdue),
        "finished": ended,
        "judged": or_(ended, overdue),
        "running": and_(waiting, type_coerce(Ticket.due_at, Text()) >= now),
        "unknown": and_(finished, Ticket.finished_at.is_(None)),
        "dropped": Ticket.status > Status.CLOSED,
    }
    for wanted in values:
        if wanted not in built:
            raise Invalid("list.no_such_value", filter="outcome", value=wanted, known=", ".join(built))
    return or_(false(), *(built[wanted] for wanted in values))


class _RepeatEdge(FunctionElement[str]):
    """The earliest day on which a fault makes one on the given day a repeat, as it is stored."""

    type = Text()
    inherit_cache = True
    name = "repeat_edge"


@compiles(_RepeatEdge, "sqlite")
def _edge_on_sqlite(element: Any, compiler: Any, **more: Any) -> str:
    return f"date({compiler.process(element.clauses, **more)}, '-{REPEAT_DAYS} days')"


@compiles(_RepeatEdge, "postgresql")
def _edge_on_postgresql(element: Any, compiler: Any, **more: Any) -> str:
    day = compiler.process(element.clauses, **more)
    return f"to_char(CAST({day} AS date) - {REPEAT_DAYS}, 'YYYY-MM-DD')"


def is_repeat(condition: Condition) -> ColumnElement[bool]:
    """The condition of the ticket list that the same asset had a fault at most 30 days before, or that it had none."""
    earlier = aliased(Ticket)
    before = (
        select(earlier.id)
        .where(
            earlier.asset_id == Ticket.asset_id,
            earlier.status <= Status.CLOSED,
            type_coerce(earlier.reported_on, Text()) >= _RepeatEdge(Ticket.reported_on),
            or_(
                earlier.reported_on < Ticket.reported_on,
                and_(earlier.reported_on == Ticket.reported_on, earlier.id < Ticket.id),
            ),
        )
        .exists()
    )
    again = and_(Ticket.status <= Status.CLOSED, before)
    return or_(false(), *(again if wanted else not_(again) for wanted in condition.values))
