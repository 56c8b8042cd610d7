"""The unit of work: the one door through which rows change."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import Any, TypeVar

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from db import bulk, journal
from db.base import Base
from db.engine import Engines
from db.errors import translated
from db.models import JournalStep
from facilities_app.domain.changes import Changes, Outcome
from facilities_app.domain.clock import Clock
from facilities_app.domain.errors import NotFound

V = TypeVar("V")
M = TypeVar("M")

BY_VERB = "by_verb"
"""Marks, in a step's params, what a verb of the command line did."""


class UnitOfWork:
    """One transaction and one journal step. Leaving it without ``commit`` rolls everything back.

    Use it on the writer's thread. Rows never leave it: hand out values.
    """

    def __init__(
        self, engine: Engine, clock: Clock, label: str, actor_id: int | None, *, by_verb: bool = False
    ) -> None:
        self._engine, self._clock, self._label, self._actor_id = engine, clock, label, actor_id
        self._mark = {BY_VERB: True} if by_verb else {}
        self._door = translated(engine.url.database)

    def __enter__(self) -> "UnitOfWork":
        self._door.__enter__()
        try:
            self.session = Session(self._engine, expire_on_commit=False, autoflush=True)
            self.recorder = journal.Recorder(self.session)
            self.session.connection()  # BEGIN IMMEDIATE now: what we read stays true until we commit
        except BaseException as error:
            self.session.close()
            if not self._door.__exit__(type(error), error, error.__traceback__):
                raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self.session.rollback()
        finally:
            self.session.close()
            self._door.__exit__(kind, error, trace)

    def get(self, kind: type[M], row_id: int, code: str = "row.gone") -> M:
        """The row, or NotFound(code, id)."""
        found = self.session.get(kind, row_id)
        if found is None:
            raise NotFound(code, id=row_id, entity=kind.__name__)
        return found

    def called(self, label: str) -> None:
        """Name the step otherwise: what it comes to is known only now."""
        self._label = label

    def add(self, row: M) -> M:
        """Add the row and give it its id."""
        self.session.add(row)
        self.session.flush()
        return row

    def add_many(self, kind: type[Base], rows: Sequence[Mapping[str, Any]]) -> list[int]:
        """Insert very many rows of plain values at once, journalled like any other; gives their ids."""
        self.session.flush()
        connection = self.session.connection()
        first = bulk.next_id(connection, kind.__tablename__)
        numbered = [{**row, "id": first + place} for place, row in enumerate(rows)]
        bulk.insert_rows(connection, kind.__tablename__, numbered)
        self.recorder.note_inserted(kind.__tablename__, journal.images_of(kind, numbered))
        return [row["id"] for row in numbered]

    def commit(
        self, value: V, *, kind: str = "do", target: int | None = None, undoable: bool = True, **params: Any
    ) -> Outcome[V]:
        """Write the journal, commit, and tell what was touched. ``params`` fill the step's sentence."""
        self.session.flush()
        rows = self.recorder.rows
        if not rows:
            self.session.rollback()
            return Outcome(value, Changes(), 0, self._label, params)
        step = JournalStep(
            at=self._clock.now(),
            actor_id=self._actor_id,
            kind=kind,
            target_id=target,
            label=self._label,
            params=params | self._mark,
            undoable=undoable,
        )
        self._follow_names(rows, is_first_time=kind == "do")
        changes = self.recorder.changes()
        journal.write_step(self.session, step, list(rows))
        step_id = step.id
        self.session.commit()
        return Outcome(value, changes, step_id, self._label, params)

    def _follow_names(self, rows: list[journal.Written], *, is_first_time: bool) -> None:
        """Labels that repeat a name follow it: derived, so undo brings them back by the same road."""
        for row in rows:
            after = row.after or {}
            is_renamed = row.action == "U" and "name" in after
            if row.entity == "users" and is_renamed:
                bulk.relabel_user(self.session, row.entity_id, str(after["name"]))
            if row.entity == "vendors" and is_renamed:
                bulk.relabel_vendor(self.session, row.entity_id, str(after["name"]))
            # A place that undo brought back may find what is above it renamed or moved.
            is_back = row.action == "I" and not is_first_time
            is_moved = row.action == "U" and "parent_id" in after
            if row.entity == "places" and (is_renamed or is_moved or is_back):
                bulk.relabel_place(self.session, row.entity_id)


class UowFactory:
    """Makes units of work for one database and one acting user."""

    def __init__(self, engines: Engines, clock: Clock, actor_id: int | None = None) -> None:
        self._engines, self._clock = engines, clock
        self.actor_id = actor_id
        self.by_verb = False
        """Whether a verb of the command line makes the steps: no window takes them for its own."""

    def __call__(self, label: str, *, by_program: bool = False) -> UnitOfWork:
        """A unit of work whose journal step is called ``label`` (a message code).

        ``by_program``: nobody asked for it, so it stands in no user's way back and forth.
        """
        actor = None if by_program else self.actor_id
        return UnitOfWork(self._engines.write, self._clock, label, actor, by_verb=self.by_verb)


@contextmanager
def reading(engines: Engines) -> Iterator[Session]:
    """A short read-only session; what it reads is one moment of the database. Any thread."""
    with translated(engines.path), Session(engines.read, autoflush=False) as session:
        yield session
