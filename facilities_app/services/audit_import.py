"""Findings of a round from a file: every row is kept or none, and one undo takes all of it back."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from db.models import AuditAttempt, AuditRound, AuditVisit
from db.uow import UnitOfWork
from facilities_app.domain import audits as rules
from facilities_app.domain.audit_rows import KeyedVisit
from facilities_app.domain.changes import Changes, Outcome
from facilities_app.domain.clock import at
from facilities_app.domain.dates import parse, taipei
from facilities_app.domain.errors import DomainError, Invalid, NotFound
from facilities_app.messages import sentence
from facilities_app.services.audit_files import FileRow, read_file
from facilities_app.services.audit_recording import keep
from facilities_app.services.rights import must_hold
from resources.texts import tr

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

_TIME = re.compile(r"^(?P<day>.*?)[\sT]+(?P<hour>\d{1,2})[:：](?P<minute>\d{2})(?::\d{2})?$")
_TOLD = 20
"""How many rows that cannot be used are named; more would not be read."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of the rows: kept, there already, without a finding yet."""

    kept: int
    same: int
    without: int


class AuditImportService:
    """Reads a file of findings into a round that is open."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    def read(self, round_id: int, path: Path, *, dry_run: bool = False) -> Outcome[Imported]:
        """Keep every row of the file as a visit, or with ``dry_run`` only say what would be kept.

        A visit that is there already, at the same moment with the same finding, is left out; a row without a
        finding too. Raises what read_file raises, Invalid("audit.is_closed"), and Invalid("audit.import_refused")
        that names every row which cannot be used: then nothing is kept.
        """
        rows = read_file(path)
        with self._base.uow("audit.imported") as uow:
            must_hold(self._base, uow.session, "audit_edit")
            row = uow.get(AuditRound, round_id, "audit.gone")
            if row.closed_on is not None:
                raise Invalid("audit.is_closed", name=row.name)
            done = self._keep_all(uow, row, rows)
            if dry_run:
                return Outcome(done, Changes(), 0, "audit.imported", {})
            return uow.commit(done, name=row.name, visits=done.kept)

    def _keep_all(self, uow: UnitOfWork, audit: AuditRound, rows: list[FileRow]) -> Imported:
        visits = {
            visit.unit_code.casefold(): visit
            for visit in uow.session.scalars(select(AuditVisit).where(AuditVisit.round_id == audit.id))
        }
        there = _attempts(uow, audit.id)
        new: list[tuple[AuditVisit, KeyedVisit]] = []
        without, problems = 0, list[str]()
        for row in rows:
            try:
                visit, keyed = self._found(row.cells, visits, audit.name)
                if keyed is None:
                    without += 1
                elif (visit.id, keyed.visited_at, keyed.finding) not in there:
                    _must_fit(audit, visit, keyed)
                    there.add((visit.id, keyed.visited_at, keyed.finding))
                    new.append((visit, keyed))
            except DomainError as error:
                problems.append(tr("Row {n}: {why}").format(n=row.number, why=sentence(error)))
        if problems:
            raise Invalid("audit.import_refused", n=len(problems), rows="\n".join(problems[:_TOLD]))
        for visit, keyed in sorted(new, key=lambda one: one[1].visited_at):  # the last visit decides
            keep(self._base, uow, visit, keyed)
        return Imported(len(new), len(rows) - len(new) - without, without)

    def _found(
        self, cells: Mapping[str, str], visits: Mapping[str, AuditVisit], name: str
    ) -> tuple[AuditVisit, KeyedVisit | None]:
        """The unit of a row and its visit, None where it has no finding yet. Raises DomainError."""
        visit = visits.get(cells["unit"].casefold())
        if visit is None:
            raise NotFound("audit.no_such_unit", unit=cells["unit"] or "－", name=name)
        return visit, self._keyed(cells) if cells["finding"] else None

    def _keyed(self, cells: Mapping[str, str]) -> KeyedVisit:
        """The visit that a row tells of. Raises Invalid for a word, day or time that cannot be read."""
        today = self._base.clock.today()
        visited = self._moment(cells["visited"])
        revisit = cells.get("revisit", "")
        keyed = KeyedVisit(
            finding=self._finding(cells["finding"]),
            visited_at=visited,
            visitor=cells.get("visitor", ""),
            met=self._code("met_person", cells.get("met", "")),
            absence=self._code("absence_reason", cells.get("absence", "")),
            revisit_on=parse(revisit, today) if revisit else None,
            note=cells.get("note", ""),
        )
        rules.check_finding(keyed.finding, keyed.absence, taipei(visited).date(), keyed.revisit_on, today)
        return keyed

    def _moment(self, text: str) -> datetime:
        """Day and time on Taiwan's clock: 115/11/20 19:10."""
        found = _TIME.match(text)
        if found is None:
            raise Invalid("audit.import_needs_time", text=text or "－")
        hour, minute = int(found["hour"]), int(found["minute"])
        if hour > 23 or minute > 59:
            raise Invalid("audit.import_needs_time", text=text)
        return at(parse(found["day"], self._base.clock.today()), hour, minute)

    def _finding(self, text: str) -> str:
        """By its code, its name or its number key."""
        if text.isdecimal() and 1 <= int(text) <= len(rules.FINDINGS) - 1:
            return rules.FINDINGS[int(text) - 1]
        return self._code("audit_finding", text)

    def _code(self, choices: str, text: str) -> str:
        if not text:
            return ""
        code = self._base.labels.code_named(choices, text)
        if code is None:
            names = (choice.name for choice in self._base.labels.choices(choices))
            raise Invalid("audit.no_such_word", word=text, known=tr(", ", "between names").join(names))
        return str(code)


def _must_fit(audit: AuditRound, visit: AuditVisit, keyed: KeyedVisit) -> None:
    """Raise Invalid for a visit of before the round, or before one that is known: old paper undoes no finding."""
    day = taipei(keyed.visited_at).date()
    if audit.starts_on is not None and day < audit.starts_on:
        raise Invalid("audit.import_before_round", day=day, name=audit.name, start=audit.starts_on)
    if visit.visited_at is not None and keyed.visited_at < visit.visited_at:
        raise Invalid("audit.import_older", name=visit.unit_code, day=taipei(visit.visited_at).date())


def _attempts(uow: UnitOfWork, round_id: int) -> set[tuple[int, datetime, str]]:
    """The visits of the round that are there already."""
    rows = uow.session.execute(
        select(AuditAttempt.visit_id, AuditAttempt.visited_at, AuditAttempt.finding)
        .join(AuditVisit, AuditVisit.id == AuditAttempt.visit_id)
        .where(AuditVisit.round_id == round_id)
    )
    return {(visit, taipei(moment), finding) for visit, moment, finding in rows}
