"""Audits of actual residence (居住事實查考): a round is frozen, walked unit by unit, and frozen again at its close."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from db.models import AuditRound, AuditVisit
from db.uow import UnitOfWork
from facilities_app.domain import audits as rules
from facilities_app.domain.audit_rows import KeyedVisit, RoundDetail, VisitDetail
from facilities_app.domain.changes import Outcome
from facilities_app.domain.dates import taipei
from facilities_app.domain.errors import Conflict, Invalid, NotFound
from facilities_app.domain.wording import clean_line
from facilities_app.services.audit_freezing import frozen_units, visit_columns
from facilities_app.services.audit_reading import read_round, read_visit
from facilities_app.services.audit_recording import keep
from facilities_app.services.rack import current_round
from facilities_app.services.rights import must_hold
from resources.texts import tr

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

_PERMISSION = "audit_edit"


class AuditService:
    """All changes to rounds and their units go through here; see audit_follow_ups for what comes after a finding."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    def rounds(self) -> list[tuple[int, str]]:
        """Id and name of every round, the newest first."""
        with self._base.read() as session:
            rows = session.execute(
                select(AuditRound.id, AuditRound.name).order_by(
                    AuditRound.year.desc(), AuditRound.ordinal.desc()
                )
            )
            return [(found, name) for found, name in rows]

    def current(self) -> int | None:
        """The round that is going on."""
        with self._base.read() as session:
            row = current_round(session, self._base.clock.today())
            return row.id if row else None

    def find(self, year: int, ordinal: int) -> int:
        """The id of the round of this (Gregorian) year. Raises NotFound("audit.no_such_round")."""
        with self._base.read() as session:
            found = session.scalar(
                select(AuditRound.id).where(AuditRound.year == year, AuditRound.ordinal == ordinal)
            )
        if found is None:
            raise NotFound("audit.no_such_round", year=year - 1911, ordinal=ordinal)
        return found

    def detail(self, round_id: int) -> RoundDetail:
        """The round whole. Raises NotFound("audit.gone")."""
        with self._base.read() as session:
            return read_round(session, round_id)

    def visit(self, visit_id: int) -> VisitDetail:
        """One unit of a round. Raises NotFound("audit.visit_gone")."""
        with self._base.read() as session:
            return read_visit(session, visit_id)

    def new(self, year: int, ordinal: int, starts_on: date, due_on: date, scope: str) -> Outcome[int]:
        """Begin a round: its list of units is frozen with who should live there on its first day.

        Raises Invalid beside its field, Invalid("audit.there_is_one") and ("audit.nobody_to_visit").
        """
        rules.check_round(year, ordinal, starts_on, due_on)
        if scope not in rules.SCOPES:
            raise Invalid("audit.no_such_scope", field="scope")
        name = tr("Audit of actual residence {year}-{ordinal}").format(year=year - 1911, ordinal=ordinal)
        with self._base.uow("audit.started") as uow:
            must_hold(self._base, uow.session, _PERMISSION)
            taken = select(AuditRound.name).where(AuditRound.year == year, AuditRound.ordinal == ordinal)
            if (other := uow.session.scalar(taken)) is not None:
                raise Invalid("audit.there_is_one", field="ordinal", name=other)
            row = AuditRound(
                year=year,
                ordinal=ordinal,
                name=name,
                starts_on=starts_on,
                due_on=due_on,
                scope=scope,
                frozen_at=self._base.clock.now(),
            )
            units = frozen_units(uow.session, row)
            if not units:
                raise Invalid("audit.nobody_to_visit", field="scope")
            uow.add(row)
            for position, (unit_id, frozen) in enumerate(units, 1):
                number = f"DA-{year - 1911}{ordinal:02d}-{position:03d}"
                uow.session.add(
                    AuditVisit(
                        round_id=row.id,
                        unit_id=unit_id,
                        position=position,
                        number=number,
                        **visit_columns(frozen),
                    )
                )
            return uow.commit(row.id, name=name, units=len(units))

    def record(self, visit_id: int, version: int, keyed: KeyedVisit) -> Outcome[int]:
        """Keep what a visit found; the follow-up that the finding asks for begins by itself.

        Raises Invalid beside the field, Invalid("audit.is_closed"), Conflict("audit.moved_on").
        """
        visited = taipei(keyed.visited_at).date()
        today = self._base.clock.today()
        rules.check_finding(keyed.finding, keyed.absence, visited, keyed.revisit_on, today)
        with self._base.uow("audit.recorded") as uow:
            row = self._open_visit(uow, visit_id)
            if row.version != version:
                raise Conflict("audit.moved_on", name=row.unit_code)
            keep(self._base, uow, row, keyed)
            return uow.commit(row.id, name=row.unit_code, finding=keyed.finding)

    def arrange(
        self, round_id: int, visit_ids: Sequence[int], route: str | Mapping[int, str] = ""
    ) -> Outcome[int]:
        """Walk these units in this order, on a route of this name; the others keep theirs behind them.

        With names by unit, one that has none there keeps its own.
        """
        with self._base.uow("audit.arranged") as uow:
            row = self._open_round(uow, round_id)
            visits = list(
                uow.session.scalars(
                    select(AuditVisit).where(AuditVisit.round_id == row.id).order_by(AuditVisit.position)
                )
            )
            place = {visit_id: n for n, visit_id in enumerate(visit_ids)}
            if set(place) - {visit.id for visit in visits}:
                raise NotFound("audit.visit_gone")
            for visit in visits:
                if visit.id in place:
                    named = route if isinstance(route, str) else route.get(visit.id, visit.route)
                    visit.route = clean_line(named)[:40]
            ordered = sorted(visits, key=lambda one: (one.id not in place, place.get(one.id, one.position)))
            for position, visit in enumerate(ordered, 1):
                visit.position = position
            return uow.commit(len(place), name=row.name, units=len(place))

    def explain(self, visit_id: int, text: str) -> Outcome[int]:
        """Say why a unit stays without a final finding, so that the round may be closed."""
        words = clean_line(text)[:400]
        with self._base.uow("audit.explained") as uow:
            row = self._open_visit(uow, visit_id)
            row.explanation = words
            return uow.commit(row.id, name=row.unit_code)

    def close(self, round_id: int) -> Outcome[int]:
        """Freeze the round for good. Raises Invalid("audit.is_closed") and Invalid("audit.still_open", names)."""
        with self._base.uow("audit.closed") as uow:
            row = self._open_round(uow, round_id)
            visits = uow.session.scalars(
                select(AuditVisit).where(AuditVisit.round_id == row.id).order_by(AuditVisit.position)
            )
            left = [one.unit_code for one in visits if one.finding in ("", "not_met") and not one.explanation]
            if left:
                raise Invalid("audit.still_open", n=len(left), names=tr(", ", "between names").join(left[:8]))
            row.closed_on, row.closed_at = self._base.clock.today(), self._base.clock.now()
            row.closed_by = self._base.actor_name[:80]
            return uow.commit(row.id, name=row.name)

    # -- private ---------------------------------------------------------------------------------

    def _open_round(self, uow: UnitOfWork, round_id: int) -> AuditRound:
        must_hold(self._base, uow.session, _PERMISSION)
        row = uow.get(AuditRound, round_id, "audit.gone")
        if row.closed_on is not None:
            raise Invalid("audit.is_closed", name=row.name)
        return row

    def _open_visit(self, uow: UnitOfWork, visit_id: int) -> AuditVisit:
        row = uow.get(AuditVisit, visit_id, "audit.visit_gone")
        self._open_round(uow, row.round_id)
        return row
