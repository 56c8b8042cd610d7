"""The only place for bulk statements: many rows at once, past the journal, on purpose and nowhere else.

Used to build demo data, to load large files and to keep labels that repeat a name in step with a renaming.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import JSON, Connection, Table, func, literal, select, update  # noqa: TID251 bulk is what this is for
from sqlalchemy.orm import Session

from db.base import Base
from db.engine import Engines
from db.models import Asset, DormUnit, InspectionTask, Place, Ticket
from db.search import INDEXED, spaced
from facilities_app.domain.errors import Conflict
from facilities_app.domain.naming import place_label, where_label

CHUNK = 10_000
MANY_TICKETS = 100_000
"""From here on building the tickets' indexes afterwards is quicker than keeping them in step."""


def insert_rows(connection: Connection, name: str, rows: Sequence[Mapping[str, Any]]) -> int:
    """Insert rows of plain values into a table, with the model's defaults for what they leave out."""
    table = Base.metadata.tables[name]
    columns = list(table.columns)
    if all("id" not in row for row in rows):
        columns.remove(table.c.id)
    makers = [_maker(connection, column) for column in columns]
    values = (tuple(make(row) for make in makers) for row in rows)
    return insert_tuples(connection, name, [column.name for column in columns], values)


def insert_tuples(
    connection: Connection, name: str, columns: Sequence[str], values: Iterable[tuple[Any, ...]]
) -> int:
    """Insert tuples of stored values, chunk by chunk; memory stays flat however many come. Returns how many."""
    table = Base.metadata.tables[name]
    statement = _insert_sql(connection, table, columns)
    stream, count = iter(values), 0
    while chunk := list(islice(stream, CHUNK)):
        connection.exec_driver_sql(statement, chunk)
        count += len(chunk)
    if count and "id" in columns:
        move_sequence(connection, name)
    return count


def _insert_sql(connection: Connection, table: Table, columns: Sequence[str]) -> str:
    mark = "?" if connection.dialect.paramstyle == "qmark" else "%s"
    names = ", ".join(table.c[name].name for name in columns)
    return f"INSERT INTO {table.name} ({names}) VALUES ({', '.join([mark] * len(columns))})"  # noqa: S608


def _maker(connection: Connection, column: Any) -> Any:
    """A function from a row to the stored value of one column."""
    default = default_of(column)
    if isinstance(column.type, JSON):
        bind: Any = lambda value: None if value is None else json.dumps(value, ensure_ascii=False)  # noqa: E731
    else:
        bind = column.type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
    name = column.name
    if bind is None:
        return lambda row: row.get(name, default)
    return lambda row: bind(row.get(name, default))


def default_of(column: Any) -> Any:
    """The value the model gives a column that a row leaves out."""
    return column.default.arg if column.default is not None and column.default.is_scalar else None


def move_sequence(connection: Connection, name: str) -> None:
    """PostgreSQL: ids were given by hand, so the next one the database gives must come after them."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(
            f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), (SELECT max(id) FROM {name}))"  # noqa: S608
        )


def next_id(connection: Connection, name: str) -> int:
    """The first id of a table that is free, even after rows were deleted."""
    table = Base.metadata.tables[name]
    highest = connection.execute(select(func.coalesce(func.max(table.c.id), 0))).scalar_one()
    if connection.dialect.name == "sqlite":
        used = connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = ?", (name,)).scalar()
        highest = max(highest, used or 0)
    return int(highest) + 1


@contextmanager
def tickets_without_upkeep(connection: Connection, *, drop_indexes: bool) -> Iterator[None]:
    """Take the search triggers (and the indexes, for very many rows) off the tickets while they are filled.

    The caller fills the search itself, see fill_search. On PostgreSQL nothing is taken off.
    """
    kinds = ("trigger", "index") if drop_indexes else ("trigger",)
    taken = [row for kind in kinds for row in _sql_of(connection, kind)]
    for kind, name, _sql in taken:
        connection.exec_driver_sql(f"DROP {kind} {name}")
    yield
    for _kind, _name, sql in sorted(taken, key=lambda row: row[0]):
        connection.exec_driver_sql(sql)


def _sql_of(connection: Connection, kind: str) -> list[tuple[str, str, str]]:
    if connection.dialect.name != "sqlite":
        return []
    found = connection.exec_driver_sql(
        "SELECT type, name, sql FROM sqlite_master "
        "WHERE tbl_name = 'tickets' AND type = ? AND sql IS NOT NULL ORDER BY name",
        (kind,),
    )
    return [(row[0], row[1], row[2]) for row in found]


def fill_search(connection: Connection, bodies: Iterable[tuple[int, str]]) -> None:
    """Put (ticket id, spaced text) into the search table. PostgreSQL keeps its own index and needs nothing."""
    if connection.dialect.name != "sqlite":
        return
    stream = iter(bodies)
    while chunk := list(islice(stream, CHUNK)):
        connection.exec_driver_sql("INSERT INTO tickets_fts(rowid, body) VALUES (?, ?)", chunk)


def tighten_search(connection: Connection) -> None:
    """Merge the search table's segments into one: reads it fastest, worth it after very many inserts."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("INSERT INTO tickets_fts(tickets_fts) VALUES ('optimize')")


def search_body(*texts: str) -> str:
    """The search text of the columns of db.search.INDEXED, as the triggers would write it."""
    assert len(texts) == len(INDEXED)
    return spaced(" ".join(texts))


def analyze(engines: Engines) -> None:
    """Let the query planner count the rows anew."""
    with engines.write.connect() as connection, connection.begin():
        connection.exec_driver_sql("ANALYZE")


def relabel_user(session: Session, user_id: int, name: str) -> None:
    """A person's name changed: tickets and inspections repeat it."""
    for model in (Ticket, InspectionTask):
        session.execute(
            update(model)
            .where(model.assignee_id == user_id, model.assignee_label != name)
            .values(assignee_label=name)
        )


def relabel_vendor(session: Session, vendor_id: int, name: str) -> None:
    """A contractor's name changed: tickets that nobody of the office is assigned to repeat it."""
    session.execute(
        update(Ticket)
        .where(Ticket.vendor_id == vendor_id, Ticket.assignee_id.is_(None), Ticket.assignee_label != name)
        .values(assignee_label=name)
    )


def relabel_asset(session: Session, asset_id: int) -> None:
    """An asset was renamed or moved: tickets and inspections on it repeat its name and place."""
    asset = session.get_one(Asset, asset_id)
    label = where_label(asset.place_label, asset.name)
    session.execute(
        update(Ticket)
        .where(Ticket.asset_id == asset_id, Ticket.where_label != label)
        .values(where_label=label)
    )
    session.execute(
        update(InspectionTask)
        .where(InspectionTask.asset_id == asset_id, InspectionTask.target_label != label)
        .values(target_label=label)
    )


def relabel_place(session: Session, place_id: int) -> None:
    """A place was renamed or moved: the ways of all places below it, and what repeats them, follow.

    Raises Conflict("history.moved_on") if it would stand inside itself, which undo out of order could ask for.
    """
    root = session.get_one(Place, place_id)
    parent = session.get(Place, root.parent_id) if root.parent_id is not None else None
    if parent is not None and parent.path.startswith(root.path):
        raise Conflict("history.moved_on", entity="places", id=place_id)
    below = session.execute(
        select(Place.id, Place.parent_id, Place.name)
        .where(Place.path.startswith(root.path), Place.id != root.id)
        .order_by(func.length(Place.path), Place.id)
    ).all()
    site_id = (parent.site_id or parent.id) if parent else root.id
    above = _Way(parent.label, parent.path) if parent else _Way()
    ways = {root.id: above.below(root.id, root.name)}
    for row in below:
        ways[row.id] = ways[row.parent_id].below(row.id, row.name)
    is_other_site = site_id != root.site_id
    for row_id, way in ways.items():
        _relabel_one_place(session, row_id, way, site_id)
    if is_other_site:
        here = select(Place.id).where(Place.path.startswith(ways[root.id].path))
        session.execute(update(Ticket).where(Ticket.place_id.in_(here)).values(site_id=site_id))


@dataclass(frozen=True, slots=True)
class _Way:
    """How one comes to a place: in words and in ids."""

    label: str = ""
    path: str = "/"

    def below(self, place_id: int, name: str) -> "_Way":
        return _Way(place_label(self.label, name), f"{self.path}{place_id}/")


def _relabel_one_place(session: Session, place_id: int, way: _Way, site_id: int) -> None:
    before = session.execute(select(Place.label, Place.path, Place.site_id).where(Place.id == place_id)).one()
    if before != (way.label, way.path, site_id):
        values = {"label": way.label, "path": way.path, "site_id": site_id}
        session.execute(update(Place).where(Place.id == place_id).values(values))
    if before.label == way.label:
        return
    session.execute(update(Asset).where(Asset.place_id == place_id).values(place_label=way.label))
    for model, column in ((Ticket, Ticket.where_label), (InspectionTask, InspectionTask.target_label)):
        plain = update(model).where(model.place_id == place_id, model.asset_id.is_(None))
        session.execute(plain.values({column.key: where_label(way.label)}))
        named = update(model).where(model.place_id == place_id, model.asset_id == Asset.id)
        session.execute(named.values({column.key: literal(where_label(way.label) + " ") + Asset.name}))


def relabel_unit(session: Session, unit_id: int, resident: str) -> None:
    """Who lives in a unit changed: its record repeats the name."""
    session.execute(update(DormUnit).where(DormUnit.id == unit_id).values(resident_label=resident))


def fill_columns(connection: Connection, name: str, row_id: int, values: Mapping[str, Any]) -> None:
    """Write columns of a row that was just made in bulk."""
    table = Base.metadata.tables[name]
    connection.execute(update(table).where(table.c.id == row_id).values(**values))
