"""What a list is, for the database that pages it, the window that shows it and the paper it is printed on."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Protocol

Row = tuple[Any, ...]
"""``(id, *values)``: the values in the order of the list's columns, in stored form (see ColumnKind)."""


class ColumnKind(StrEnum):
    """How a stored value reads. Empty is always None."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"  # Decimal or int
    MONEY = "money"  # whole NT$ as int
    DATE = "date"  # ISO text "2026-03-02"
    MOMENT = "moment"  # ISO text in UTC, "2026-03-02T01:30:00+00:00" or without offset
    CHOICE = "choice"  # a code of the choice list named in ColumnSpec.choices


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """One column: ``title`` is the English source text; ``width`` counts half-width characters on paper.

    ``choices`` names the list of a choice; for a text "term": it is kept in Chinese and has an English name too; for
    "why": a reason that may be one the program gave by itself.
    ``lesser`` ranks what a narrow window leaves out first, the highest first; 0 always stays. ``is_place``: a way
    through the place tree, told apart by its end. ``finer`` is a value that the choice in another column says
    better, where there is one: what a ticket on hold waits for. ``in_files``: what tells the rows apart stands in
    every file, chosen in the window or not.
    """

    key: str
    title: str
    kind: ColumnKind = ColumnKind.TEXT
    width: int = 12
    choices: str = ""
    sortable: bool = True
    shown: bool = True
    total: bool = False
    lesser: int = 0
    is_place: bool = False
    finer: tuple[Any, str] | None = None
    in_files: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """One chip: ``field`` is one of ListInfo.filters.

    ``op`` is "in" (values are codes or ids), "from" or "to" (one ISO date, inclusive), or "empty".
    """

    field: str
    op: str
    values: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What a person asked a list for. Order by ``order`` (a column key), then always by id."""

    search: str = ""
    conditions: tuple[Condition, ...] = ()
    order: str = ""
    descending: bool = False

    def where(self, condition: Condition) -> "ListQuery":
        """The same query with ``condition`` in place of any other on its field and op."""
        kept = tuple(c for c in self.conditions if (c.field, c.op) != (condition.field, condition.op))
        return replace(self, conditions=(*kept, condition))

    def without(self, field_name: str) -> "ListQuery":
        """The same query with no condition on ``field_name``."""
        return replace(self, conditions=tuple(c for c in self.conditions if c.field != field_name))


@dataclass(frozen=True, slots=True)
class ViewPreset:
    """A named view of a list, such as 未結案: shown as a tab."""

    key: str
    title: str
    query: ListQuery


@dataclass(frozen=True, slots=True)
class ListInfo:
    """A list's fixed side: its code on the command line, its columns, filters and tabs."""

    code: str
    entity: str
    title: str
    columns: tuple[ColumnSpec, ...]
    filters: dict[str, str] = field(default_factory=dict)  # field -> choice list, "date", "place" or "user"
    presets: tuple[ViewPreset, ...] = ()
    default_order: str = ""
    default_descending: bool = False
    search_order: str = ""  # while a search is on and nobody sorted: by this column, newest first

    def sorting(self, query: "ListQuery") -> tuple[str, bool]:
        """The column the query is sorted by, and whether descending."""
        if query.order:
            return query.order, query.descending
        if query.search.strip() and self.search_order:
            return self.search_order, True
        return self.default_order, self.default_descending

    def said(self, column: ColumnSpec, row: Row) -> tuple[ColumnSpec, Any]:
        """The column and the stored value that stand in this cell wherever the row is shown, printed or copied."""
        value = row[self.index(column.key)]
        if column.finer is not None and value == column.finer[0]:
            better = self.columns[self.index(column.finer[1]) - 1]
            if row[self.index(better.key)]:
                return better, row[self.index(better.key)]
        return column, value

    def index(self, key: str) -> int:
        """Where the column's value stands in a Row (the id is at 0)."""
        return next(i for i, c in enumerate(self.columns, 1) if c.key == key)


class ListSource(Protocol):
    """A list that pages. Each call opens its own short read, so any thread may call it."""

    @property
    def info(self) -> ListInfo:
        """The list's fixed side."""
        ...

    def page(self, query: ListQuery, offset: int, limit: int) -> list[Row]:
        """Rows ``offset`` to ``offset + limit`` in the query's order. Fast near either end of the list."""
        ...

    def count(self, query: ListQuery) -> int:
        """How many rows the query has."""
        ...

    def ids(self, query: ListQuery, cancelled: Callable[[], bool]) -> "array[int]":
        """The ids of all rows in the query's order, as array('q'); stops early once ``cancelled()``."""
        ...

    def rows(self, ids: Sequence[int]) -> list[Row]:
        """The rows of these ids, in their order; ids that are gone are left out."""
        ...
