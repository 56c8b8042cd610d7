"""Is the database sound: its pages, its references, its journal, its files, and what repeats other rows."""

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from db import journal, migrate
from db.models import Asset, Attachment, InspectionTask, JournalStep, Place, Ticket, User
from facilities_app.domain.naming import where_label
from facilities_app.domain.rows import Problem
from facilities_app.services.attachments import stored_path
from facilities_app.services.health_findings import finding_problems
from facilities_app.services.health_work import work_problems

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

_MOST = 20
_BLOCK = 1024 * 1024


class HealthService:
    """Looks, and changes nothing."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    def check(self) -> list[Problem]:
        """Everything that is not as it should be; empty for a sound database."""
        with self._base.read() as session:
            broken = list(self._pages(session))
            if broken:
                return broken  # what else is read from a damaged file cannot be trusted
            return [
                *self._schema(),
                *_references(session),
                *_journal(session),
                *self._files(session),
                *_search(session),
                *_labels(session),
                *work_problems(session),
                *finding_problems(session),
            ]

    def _pages(self, session: Session) -> Iterator[Problem]:
        if not self._base.engines.is_sqlite:
            return
        try:
            found = session.connection().exec_driver_sql(f"PRAGMA integrity_check({_MOST})").scalars().all()
        except DatabaseError as error:
            found = [str(error.orig)]
        if found != ["ok"]:
            yield from (Problem("health.damaged", {"what": text}) for text in found[:_MOST])

    def _schema(self) -> Iterator[Problem]:
        found, known = migrate.current(self._base.engines), migrate.head()
        if found != known:
            yield Problem("health.schema", {"found": found or "", "known": known})

    def _files(self, session: Session) -> Iterator[Problem]:
        for row in session.scalars(select(Attachment).order_by(Attachment.id)):
            path = stored_path(self._base.files, row.sha256, row.extension)
            if not path.is_file():
                yield Problem("health.attachment_missing", {"name": row.name, "path": str(path)})
                continue
            digest = hashlib.sha256()
            try:
                with path.open("rb") as file:
                    while block := file.read(_BLOCK):
                        digest.update(block)
            except OSError:
                yield Problem("health.attachment_missing", {"name": row.name, "path": str(path)})
                continue
            if digest.hexdigest() != row.sha256:
                yield Problem("health.attachment_changed", {"name": row.name, "path": str(path)})


def _references(session: Session) -> Iterator[Problem]:
    """SQLite only: PostgreSQL never lets go of a reference, SQLite would if a tool switched the check off."""
    if session.get_bind().dialect.name != "sqlite":
        return
    for row in session.connection().exec_driver_sql("PRAGMA foreign_key_check").fetchmany(_MOST):
        yield Problem("health.reference", {"entity": row[0], "id": row[1], "to": row[2]})


def _journal(session: Session) -> Iterator[Problem]:
    """Each step's digest follows from the one before it."""
    previous = ""
    steps = session.scalars(select(JournalStep).order_by(JournalStep.id).execution_options(yield_per=500))
    for step in steps:
        rows = journal.step_rows(session, step.id)
        if journal.digest(previous, step, rows) != step.digest:
            yield Problem("health.journal", {"step": step.id})
            return
        previous = step.digest
        for row in rows:
            session.expunge(row)


def _search(session: Session) -> Iterator[Problem]:
    """SQLite only: PostgreSQL searches the tickets themselves."""
    if session.get_bind().dialect.name != "sqlite":
        return
    tickets = session.scalar(select(func.count()).select_from(Ticket)) or 0
    indexed = session.connection().exec_driver_sql("SELECT count(*) FROM tickets_fts_docsize").scalar_one()
    if indexed != tickets:
        yield Problem("health.search", {"tickets": tickets, "indexed": indexed})


def _labels(session: Session) -> Iterator[Problem]:
    """Names that are repeated elsewhere are the same there."""
    wrong = session.execute(
        select(Asset.code).join(Place, Place.id == Asset.place_id).where(Asset.place_label != Place.label)
    )
    yield from (
        Problem("health.label", {"entity": "assets", "number": code}) for (code,) in wrong.fetchmany(_MOST)
    )
    due = (
        select(func.min(InspectionTask.due_on))
        .where(InspectionTask.asset_id == Asset.id, InspectionTask.status == "planned")
        .scalar_subquery()
    )
    late = session.execute(select(Asset.code).where(Asset.next_due_on.is_distinct_from(due)))
    yield from (Problem("health.next_due", {"number": code}) for (code,) in late.fetchmany(_MOST))
    for model, label in ((Ticket, Ticket.where_label), (InspectionTask, InspectionTask.target_label)):
        named = session.execute(
            select(model.number)
            .join(Asset, Asset.id == model.asset_id)
            .where(label != Asset.name, ~label.endswith(" " + Asset.name))
        )
        yield from (
            Problem("health.label", {"entity": model.__tablename__, "number": number})
            for (number,) in named.fetchmany(_MOST)
        )
        yield from _place_labels(session, model)
        people = session.execute(
            select(model.number)
            .join(User, User.id == model.assignee_id)
            .where(model.assignee_label != User.name)
        )
        yield from (
            Problem("health.label", {"entity": model.__tablename__, "number": number})
            for (number,) in people.fetchmany(_MOST)
        )


def _place_labels(session: Session, model: type[Ticket] | type[InspectionTask]) -> Iterator[Problem]:
    label = Ticket.where_label if model is Ticket else InspectionTask.target_label
    rows = session.execute(
        select(Place.label, label, func.min(model.number))
        .join(Place, Place.id == model.place_id)
        .where(model.asset_id.is_(None))
        .group_by(Place.label, label)
    )
    for place, shown, number in rows:
        if shown != where_label(place):
            yield Problem("health.label", {"entity": model.__tablename__, "number": number})
