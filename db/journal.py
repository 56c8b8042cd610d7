"""Writes down every row that a unit of work changes, and turns a step back on request.

The listener sees what goes through the ORM; that is why bulk statements are banned outside db/bulk.py.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Table, event, inspect, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import LoaderCallableStatus, Mapper, Session

from db import bulk
from db.base import Base
from db.models import JournalRow, JournalStep
from facilities_app.domain.changes import Changes
from facilities_app.domain.errors import Conflict

_SILENT = frozenset({"journal_steps", "journal_rows"})
_NOT_COMPARED = frozenset({"version"})


class Written(NamedTuple):
    """A row of the journal that is yet to be stored: as JournalRow, without what the ORM keeps about each."""

    entity: str
    entity_id: int
    action: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


class Recorder:
    """Collects the changes of one session from flush to flush. One per unit of work."""

    def __init__(self, session: Session) -> None:
        self.rows: list[Written] = []
        self._pending: list[tuple[str, Base, dict[str, Any] | None, dict[str, Any] | None]] = []
        event.listen(session, "before_flush", self._before_flush)
        event.listen(session, "after_flush", self._after_flush)

    def note_inserted(self, entity: str, images: Iterable[dict[str, Any]]) -> None:
        """Write down rows that were inserted past the ORM (see UnitOfWork.add_many)."""
        self.rows += [Written(entity, after["id"], "I", None, after) for after in images]

    def changes(self) -> Changes:
        """What was touched so far."""
        touched: dict[str, set[int]] = defaultdict(set)
        for row in self.rows:
            touched[row.entity].add(row.entity_id)
        return Changes({entity: frozenset(ids) for entity, ids in touched.items()})

    def _before_flush(self, session: Session, _context: Any, _instances: Any) -> None:
        for instance in session.dirty:
            if instance.__tablename__ not in _SILENT and session.is_modified(instance):
                before, after = _difference(instance)
                if after:
                    self._pending.append(("U", instance, before, after))
        for instance in session.deleted:
            if instance.__tablename__ not in _SILENT:
                self._pending.append(("D", instance, image(instance), None))
        self._pending += [("I", i, None, None) for i in session.new if i.__tablename__ not in _SILENT]

    def _after_flush(self, _session: Session, _context: Any) -> None:
        for action, instance, before, after in self._pending:
            if action == "I":
                after = image(instance)
            self.rows.append(Written(instance.__tablename__, instance.id, action, before, after))
        self._pending.clear()


def image(instance: Base) -> dict[str, Any]:
    """All columns of a row in stored form."""
    return {
        attribute.key: _stored(attribute.columns[0].type, getattr(instance, attribute.key))
        for attribute in _mapper(instance).column_attrs
    }


def images_of(kind: type[Base], rows: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """The images of rows yet to be inserted, from plain values and the columns' defaults."""
    columns = [
        (column.name, bulk.default_of(column), getattr(column.type, "process_bind_param", None))
        for column in _table(kind).columns
    ]
    bound = [(name, bind) for name, _default, bind in columns if bind is not None]
    for row in rows:
        made = {name: row.get(name, default) for name, default, _bind in columns}
        for name, bind in bound:
            if made[name] is not None:
                made[name] = bind(made[name], None)
        yield made


def _table(kind: type[Base]) -> Table:
    table = kind.__table__
    assert isinstance(table, Table)
    return table


def _difference(instance: Base) -> tuple[dict[str, Any], dict[str, Any]]:
    state = inspect(instance)
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for attribute in state.mapper.column_attrs:
        if attribute.key in _NOT_COMPARED:
            continue
        history = state.attrs[attribute.key].history
        if history.has_changes():
            kind = attribute.columns[0].type
            old = history.deleted[0] if history.deleted else state.committed_state.get(attribute.key)
            if isinstance(old, LoaderCallableStatus):
                old = None  # never given since the row was inserted, so NULL in the database
            was, now = _stored(kind, old), _stored(kind, getattr(instance, attribute.key))
            if was != now:
                before[attribute.key], after[attribute.key] = was, now
    return before, after


def _stored(kind: Any, value: Any) -> Any:
    bind = getattr(kind, "process_bind_param", None)
    return bind(value, None) if bind and value is not None else value


def _loaded(kind: Any, value: Any) -> Any:
    result = getattr(kind, "process_result_value", None)
    return result(value, None) if result and value is not None else value


def _mapper(instance: Base) -> Mapper[Any]:
    mapper: Mapper[Any] = inspect(instance).mapper
    return mapper


def write_step(session: Session, step: JournalStep, rows: Sequence[Written]) -> None:
    """Append the step and its rows, chained to the step before. Call it last, inside the transaction."""
    previous = session.scalar(select(JournalStep.digest).order_by(JournalStep.id.desc()).limit(1)) or ""
    step.digest = digest(previous, step, rows)
    session.add(step)
    session.flush()
    written = [{"step_id": step.id, **row._asdict()} for row in rows]
    bulk.insert_rows(session.connection(), "journal_rows", written)


def digest(previous: str, step: JournalStep, rows: Sequence[Written | JournalRow]) -> str:
    """The step's link in the chain."""
    at = step.at if isinstance(step.at, str) else step.at.strftime("%Y-%m-%dT%H:%M:%SZ")
    content = [
        [at, step.actor_id, step.kind, step.target_id, step.label, step.params],
        [[r.entity, r.entity_id, r.action, r.before, r.after] for r in rows],
    ]
    text = previous + json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def step_rows(session: Session, step_id: int) -> list[JournalRow]:
    """The rows of one step, in the order they were changed."""
    return list(
        session.scalars(select(JournalRow).where(JournalRow.step_id == step_id).order_by(JournalRow.id))
    )


def take_back(session: Session, rows: list[JournalRow]) -> None:
    """Turn the rows of a step back, last first. Raises Conflict("history.moved_on") if one changed since."""
    for row in reversed(rows):
        instance = session.get(_class_of(row.entity), row.entity_id)
        if row.action == "D":
            _insert(session, row.entity, row.before or {}, instance)
        elif row.action == "I":
            _must_equal(row, instance, row.after or {})
            session.delete(instance)
        else:
            _set(_must_equal(row, instance, row.after or {}), row.before or {})
        _flush(session, row, is_delete=row.action == "I")


def do_again(session: Session, rows: list[JournalRow]) -> None:
    """Do the rows of a step once more, first to last. Raises Conflict as take_back does."""
    for row in rows:
        instance = session.get(_class_of(row.entity), row.entity_id)
        if row.action == "I":
            _insert(session, row.entity, row.after or {}, instance)
        elif row.action == "D":
            _must_equal(row, instance, row.before or {})
            session.delete(instance)
        else:
            _set(_must_equal(row, instance, row.before or {}), row.after or {})
        _flush(session, row, is_delete=row.action == "D")


def _flush(session: Session, row: JournalRow, *, is_delete: bool) -> None:
    """Write the row. What it refers to may be gone by now; a row that goes may itself be referred to."""
    entity, row_id = row.entity, row.entity_id  # a failed flush rolls the row back with all others
    try:
        session.flush()
    except IntegrityError as error:
        if is_delete or "foreign key" not in str(error.orig).lower():
            raise
        raise Conflict("history.moved_on", entity=entity, id=row_id) from error


def _class_of(entity: str) -> type[Base]:
    for mapper in Base.registry.mappers:
        table = mapper.local_table
        if isinstance(table, Table) and table.name == entity:
            found: type[Base] = mapper.class_
            return found
    raise Conflict("history.moved_on", entity=entity)


def _must_equal(row: JournalRow, instance: Base | None, expected: dict[str, Any]) -> Base:
    if instance is None:
        raise Conflict("history.moved_on", entity=row.entity, id=row.entity_id)
    now = image(instance)
    for key, value in expected.items():
        if key not in _NOT_COMPARED and now.get(key) != value:
            raise Conflict("history.moved_on", entity=row.entity, id=row.entity_id, column=key)
    return instance


def _insert(session: Session, entity: str, values: dict[str, Any], present: Base | None) -> None:
    if present is not None:
        raise Conflict("history.moved_on", entity=entity, id=values.get("id"))
    instance = _class_of(entity)()
    _set(instance, values)
    session.add(instance)


def _set(instance: Base, values: dict[str, Any]) -> None:
    mapper = _mapper(instance)
    for key, value in values.items():
        if key in mapper.column_attrs and key not in _NOT_COMPARED:
            setattr(instance, key, _loaded(mapper.column_attrs[key].columns[0].type, value))
