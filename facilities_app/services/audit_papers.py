"""The audit on paper: visit forms, the route list, blank forms, and the draft of a letter."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import AuditFollowUp, AuditRound, AuditVisit
from facilities_app.domain.dates import DateStyle
from facilities_app.domain.errors import Invalid, NotFound, Unavailable
from facilities_app.presenting import Presenter
from facilities_app.services.audit_disclosing import FORM, LETTER, disclosed
from facilities_app.services.audit_form_data import (
    PaperWords,
    blank_form,
    forms_of,
    routes_of,
    usages_of,
)
from facilities_app.services.audit_letters import letter_of
from facilities_app.services.exports import ExportResult, warnings_of

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

Step = Callable[[int, int], None]
_MOST_BLANK = 50


class AuditPaperService:
    """Writes PDF files, whole or not at all. Forms and letters name people whole and are journalled for it."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    def forms(
        self,
        round_id: int,
        out: Path,
        *,
        unit_codes: Sequence[str] = (),
        step: Step | None = None,
        style: DateStyle = DateStyle.ROC,
    ) -> ExportResult:
        """One visit form a unit in walking order, of all units or of these.

        Raises NotFound("audit.gone"), NotFound("audit.no_such_unit") and Invalid("record.not_allowed").
        """
        from facilities_app.reports.audit_form import write_audit_forms  # slow to import, and rarely needed

        _must_be_pdf(out)
        words = self._words(style)
        with self._base.read() as session:
            row = _round(session, round_id)
            visits = _visits(session, row, unit_codes)
            usages = usages_of(session, row, words)
            total = session.scalar(select(func.count()).where(AuditVisit.round_id == row.id)) or 0
        told = None if step is None else lambda done: step(done, len(visits))
        with disclosed(self._base, FORM, [one.id for one in visits], row.name), _file_errors(out):
            written = write_audit_forms(out, forms_of(words, row, visits, usages, total), told)
        return ExportResult(out, written.rows, warnings_of(written))

    def blank(
        self, round_id: int, out: Path, count: int = 1, *, style: DateStyle = DateStyle.ROC
    ) -> ExportResult:
        """Forms without a unit, to be filled in by hand: 1 to 50. Raises Invalid("audit.too_many_blank")."""
        from facilities_app.reports.audit_form import write_audit_forms

        _must_be_pdf(out)
        if not 1 <= count <= _MOST_BLANK:
            raise Invalid("audit.too_many_blank", field="count", most=_MOST_BLANK)
        words = self._words(style)
        with self._base.read() as session:
            form = blank_form(words, _round(session, round_id))
        with _file_errors(out):
            written = write_audit_forms(out, [form] * count)
        return ExportResult(out, written.rows, warnings_of(written))

    def route(self, round_id: int, out: Path, *, style: DateStyle = DateStyle.ROC) -> ExportResult:
        """The route list, a page a route at least, names masked. Raises NotFound("audit.gone")."""
        from facilities_app.reports.audit_route import write_audit_routes

        _must_be_pdf(out)
        words = self._words(style)
        with self._base.read() as session:
            row = _round(session, round_id)
            routes = routes_of(words, row, _visits(session, row, ()))
        with _file_errors(out):
            written = write_audit_routes(out, routes)
        return ExportResult(out, written.rows, warnings_of(written))

    def letter(self, step_id: int, out: Path, *, style: DateStyle = DateStyle.ROC) -> ExportResult:
        """The letter that asks to explain by a deadline, as a draft until it was sent under a number.

        Raises NotFound("audit.step_gone"), Invalid("audit.no_letter") and Invalid("record.not_allowed").
        """
        from facilities_app.reports.audit_letter import write_audit_letter

        _must_be_pdf(out)
        words = self._words(style)
        with self._base.read() as session:
            follow = session.get(AuditFollowUp, step_id)
            if follow is None:
                raise NotFound("audit.step_gone")
            if follow.kind != "letter":
                raise Invalid("audit.no_letter")
            visit = session.get_one(AuditVisit, follow.visit_id)
            row = session.get_one(AuditRound, visit.round_id)
            letter = letter_of(words, row, visit, follow)
        with disclosed(self._base, LETTER, [visit.id], f"{row.name} {visit.number}"), _file_errors(out):
            written = write_audit_letter(out, letter)
        return ExportResult(out, written.rows, warnings_of(written))

    def _words(self, style: DateStyle) -> PaperWords:
        return PaperWords(self._base, Presenter(self._base.labels, style))


def _must_be_pdf(out: Path) -> None:
    if out.suffix.lower() != ".pdf":
        raise Invalid("file.unknown_kind", path=str(out), known=".pdf")


def _round(session: Session, round_id: int) -> AuditRound:
    row = session.get(AuditRound, round_id)
    if row is None:
        raise NotFound("audit.gone")
    return row


def _visits(session: Session, row: AuditRound, unit_codes: Sequence[str]) -> list[AuditVisit]:
    """The units of the round in walking order, all or these. Raises NotFound("audit.no_such_unit")."""
    statement = select(AuditVisit).where(AuditVisit.round_id == row.id)
    visits = list(session.scalars(statement.order_by(AuditVisit.position, AuditVisit.id)))
    wanted = {code.strip().upper() for code in unit_codes}
    for code in wanted - {one.unit_code.upper() for one in visits}:
        raise NotFound("audit.no_such_unit", unit=code, name=row.name)
    found = [one for one in visits if not wanted or one.unit_code.upper() in wanted]
    if not found:
        raise NotFound("audit.no_units", name=row.name)
    return found


@contextmanager
def _file_errors(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Unavailable("file.cannot_write", path=str(out), why=error.strerror or str(error)) from error
