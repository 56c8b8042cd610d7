"""A list that pages from SQL: one class for all lists, fed by a ListDefinition each."""

import threading
from array import array
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    SQLColumnExpression,
    String,
    and_,
    bindparam,
    func,
    literal_column,
    select,
    type_coerce,
)
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.pool import PoolProxiedConnection

from db.base import Base
from db.engine import Engines
from db.errors import translated
from db.search import Finding
from facilities_app.domain.errors import Invalid
from facilities_app.domain.lists import Condition, ListInfo, ListQuery, Row
from facilities_app.domain.wording import searched
from resources.texts import language

Where = Callable[[Condition], ColumnElement[bool]]
_CHUNK = 4000
_IDS_AT_ONCE = (100, 500)
_KEPT = 64


@dataclass(frozen=True, slots=True)
class ListDefinition:
    """How a list is read. ``values`` stand in the order of ``info.columns``; ``orders`` maps a column key to sort keys.

    ``search`` turns text into a condition; it is given the connection, since the best way depends on the hits.
    """

    info: ListInfo
    model: type[Base]
    values: tuple[SQLColumnExpression[Any], ...]
    orders: Mapping[str, tuple[SQLColumnExpression[Any], ...]]
    conditions: Mapping[str, Where] = field(default_factory=dict)
    search: Callable[[str, ListQuery, Connection], ColumnElement[bool] | Finding] | None = None
    joins: Callable[[Select[Any]], Select[Any]] = lambda statement: statement
    joins_always: bool = False  # orders or filters use joined columns, so ids and counts need the joins too
    english: Mapping[str, SQLColumnExpression[Any]] = field(
        default_factory=dict
    )  # sorts what English shows otherwise


@dataclass(frozen=True, slots=True)
class _Prepared:
    """SQL text made once and run many times: building it costs more than running it."""

    text: str
    names: tuple[str, ...] | None
    params: Mapping[str, Any]

    def bound(self, **now: Any) -> Any:
        values = {**self.params, **now}
        return tuple(values[n] for n in self.names) if self.names is not None else values

    def run(self, connection: PoolProxiedConnection, **now: Any) -> list[Row]:
        # The driver's own cursor: one statement needs no transaction of its own, and a page is all about overhead.
        bound, cursor = self.bound(**now), connection.cursor()
        try:
            cursor.execute(self.text, bound)
            found: list[Row] = list(cursor.fetchall())
        finally:
            cursor.close()
        return found


def _prepared(statement: Select[Any], connection: Connection) -> _Prepared:
    compiled = statement.compile(connection, compile_kwargs={"render_postcompile": True})
    names = tuple(compiled.positiontup) if compiled.positiontup is not None else None
    return _Prepared(str(compiled), names, dict(compiled.params))


class SqlList:
    """A ListSource over one database. Any thread; each call is one short read of its own."""

    def __init__(self, engines: Engines, definition: ListDefinition) -> None:
        self._engines, self._definition = engines, definition
        self._pages: OrderedDict[tuple[ListQuery, bool, int, bool], _Prepared] = OrderedDict()
        self._counts: OrderedDict[ListQuery, int] = OrderedDict()
        self._lookups: dict[int, _Prepared] = {}
        self._lock = threading.Lock()

    @property
    def info(self) -> ListInfo:
        """The list's fixed side."""
        return self._definition.info

    def page(self, query: ListQuery, offset: int, limit: int) -> list[Row]:
        """Rows in the query's order, read from the nearer end of the list once its length is known."""
        length = self._counts.get(query)
        if length is not None and offset > length // 2:
            last = min(offset + limit, length)
            rows = self._run_page(query, max(0, length - last), max(0, last - offset), backwards=True)
            return rows[::-1]
        return self._run_page(query, offset, limit, backwards=False)

    def count(self, query: ListQuery) -> int:
        """How many rows the query has now."""
        with translated(self._engines.path), self._engines.read.connect() as connection:
            found = int(connection.execute(self._counted(query, connection)).scalar_one())
        self._remember(self._counts, query, found)
        return found

    def ids(self, query: ListQuery, cancelled: Callable[[], bool]) -> "array[int]":
        """All ids in order. Fetched in small pieces: a big fetch would hold the interpreter and stall the window."""
        found = array("q")
        with translated(self._engines.path), self._engines.read.connect() as connection:
            statement = self._ids(query, connection, backwards=False)
            # SQLite: the driver's cursor itself, past SQLAlchemy's rows. A streaming result has read one row ahead
            # of its cursor, so elsewhere the result is asked.
            streams = connection.dialect.name != "sqlite"
            result = connection.execution_options(stream_results=streams).execute(statement)
            source: Any = result if streams else result.cursor
            while not cancelled():
                piece = source.fetchmany(_CHUNK)
                if not piece:
                    break
                found.extend(row[0] for row in piece)
            result.close()
        return found

    def rows(self, ids: Sequence[int]) -> list[Row]:
        """The rows of these ids, in their order."""
        found: dict[int, Row] = {}
        with translated(self._engines.path), self._engines.read.connect() as connection:
            for start in range(0, len(ids), _IDS_AT_ONCE[-1]):
                piece = ids[start : start + _IDS_AT_ONCE[-1]]
                size = next(size for size in _IDS_AT_ONCE if size >= len(piece))
                prepared = self._by_ids(size, connection)
                # Asking for the last id again fills the statement up: two texts serve every length.
                wanted = {f"id_{n}": piece[min(n, len(piece) - 1)] for n in range(size)}
                found.update((row[0], row) for row in prepared.run(connection.connection, **wanted))
        return [found[row_id] for row_id in ids if row_id in found]

    def _by_ids(self, size: int, connection: Connection) -> _Prepared:
        prepared = self._lookups.get(size)
        if prepared is None:
            marks = [bindparam(f"id_{n}", 0, type_=Integer) for n in range(size)]
            prepared = _prepared(self._valued().where(self._definition.model.id.in_(marks)), connection)
            self._lookups[size] = prepared
        return prepared

    def _run_page(self, query: ListQuery, offset: int, limit: int, *, backwards: bool) -> list[Row]:
        kind = query, backwards, 0 if offset else limit, self._in_english(self.info.sorting(query)[0])
        with translated(self._engines.path):
            prepared = self._pages.get(kind)
            if prepared is None:
                with self._engines.read.connect() as connection:
                    first = None if offset else self._straight(query, limit, connection, backwards=backwards)
                    prepared = first or self._prepare(query, connection, backwards=backwards)
                self._remember(self._pages, kind, prepared)
            with closing(self._engines.read.raw_connection()) as pooled:
                return prepared.run(pooled, page_limit=limit, page_offset=offset)

    def _straight(
        self, query: ListQuery, limit: int, connection: Connection, *, backwards: bool
    ) -> _Prepared | None:
        """A first page as one walk along an index; None where rows would be sorted, for ids are sorted quicker."""
        if connection.dialect.name != "sqlite" or searched(query.search):
            return None
        statement = self._filtered(self._valued(), query, None)
        statement = self._in_order(statement, self._keys(query), query, backwards=backwards)
        # SQLite: a limit that is bound has the statement planned anew each time, a fifth of what the page takes.
        statement = statement.limit(literal_column(str(int(limit)))).offset(literal_column("0"))
        prepared = _prepared(statement, connection)
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {prepared.text}", prepared.bound())
        return None if any("TEMP B-TREE" in step[-1] for step in plan) else prepared

    def _prepare(self, query: ListQuery, connection: Connection, *, backwards: bool) -> _Prepared:
        window = self._ids(query, connection, backwards=backwards)
        inner = window.limit(bindparam("page_limit", 0, type_=Integer)).offset(
            bindparam("page_offset", 0, type_=Integer)
        )
        picked = inner.subquery("picked")
        statement = self._valued().join(picked, picked.c.id == self._definition.model.id)
        statement = self._in_order(statement, self._keys(query), query, backwards=backwards)
        return _prepared(statement, connection)

    def _valued(self) -> Select[Any]:
        definition = self._definition
        return definition.joins(select(definition.model.id, *definition.values).select_from(definition.model))

    def _ids(self, query: ListQuery, connection: Connection, *, backwards: bool) -> Select[Any]:
        """The ids of the query in its order."""
        model, finding = self._definition.model, self._finding(query, connection)
        keys = self._keys(query)
        statement = select(model.id)
        if finding is not None and finding.driver is not None and finding.on is not None:
            statement = statement.select_from(finding.driver).join(model, finding.on)
            keys = (finding.newest,) if finding.newest is not None else keys
        else:
            statement = self._joined(statement.select_from(model))
        return self._in_order(self._filtered(statement, query, finding), keys, query, backwards=backwards)

    def _counted(self, query: ListQuery, connection: Connection) -> Select[Any]:
        finding = self._finding(query, connection)
        model = self._definition.model
        if finding is not None and finding.driver is not None and finding.on is not None:
            statement = select(func.count()).select_from(finding.driver)
            if query.conditions:
                statement = statement.join(model, finding.on)
        else:
            statement = self._joined(select(func.count()).select_from(model))
        return self._filtered(statement, query, finding)

    def _joined(self, statement: Select[Any]) -> Select[Any]:
        return self._definition.joins(statement) if self._definition.joins_always else statement

    def _finding(self, query: ListQuery, connection: Connection) -> Finding | None:
        text = searched(query.search)
        if not text or self._definition.search is None:
            return None
        found = self._definition.search(text, query, connection)
        return found if isinstance(found, Finding) else Finding(found)

    def _filtered(self, statement: Select[Any], query: ListQuery, finding: Finding | None) -> Select[Any]:
        clauses: list[ColumnElement[bool]] = []
        for condition in query.conditions:
            build = self._definition.conditions.get(condition.field)
            if build is None:
                raise Invalid("list.no_such_filter", filter=condition.field, list=self.info.code)
            clauses.append(build(condition))
        if finding is not None:
            clauses.append(finding.where)
        return statement.where(and_(*clauses)) if clauses else statement

    def _keys(self, query: ListQuery) -> tuple[SQLColumnExpression[Any], ...]:
        key, _descending = self.info.sorting(query)
        keys = self._definition.orders.get(key)
        if keys is None:
            raise Invalid("list.no_such_column", column=key, list=self.info.code)
        if self._in_english(key):
            keys = (self._definition.english[key],)
        return (*keys, self._definition.model.id)

    def _in_english(self, key: str) -> bool:
        return key in self._definition.english and language() == "en"

    def _in_order(
        self,
        statement: Select[Any],
        keys: tuple[SQLColumnExpression[Any], ...],
        query: ListQuery,
        *,
        backwards: bool,
    ) -> Select[Any]:
        _key, descending = self.info.sorting(query)
        if descending != backwards:
            return statement.order_by(*(one.desc() for one in keys))
        return statement.order_by(*keys)

    def _remember(self, kept: OrderedDict[Any, Any], key: object, value: object) -> None:
        with self._lock:
            kept[key] = value
            while len(kept) > _KEPT:
                kept.popitem(last=False)


def stored(column: InstrumentedAttribute[Any]) -> ColumnElement[Any]:
    """The column as it is stored, past its Python type: lists show text, and converting a page costs time."""
    return type_coerce(column, String())


def one_of(column: ColumnElement[Any] | InstrumentedAttribute[Any]) -> Where:
    """The condition "is one of these", or "is empty"."""

    def build(condition: Condition) -> ColumnElement[bool]:
        if condition.op == "empty":
            return column.is_(None)
        values = [v for v in condition.values if v is not None]
        return column == values[0] if len(values) == 1 else column.in_(values)

    return build


def between(column: ColumnElement[Any] | InstrumentedAttribute[Any]) -> Where:
    """The conditions "from" and "to", both inclusive, on ISO text. For a moment column "to" takes the whole day."""

    def build(condition: Condition) -> ColumnElement[bool]:
        bound = type_coerce(column, String())
        if condition.op == "empty":
            return column.is_(None)
        if condition.op == "from":
            return bound >= str(condition.values[0])
        if condition.op == "to":
            return bound <= str(condition.values[0])
        raise Invalid("list.no_such_filter", filter=condition.op, list="")

    return build
