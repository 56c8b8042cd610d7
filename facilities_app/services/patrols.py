"""Patrols (孳生源巡檢): the register of spots in the order they are walked, and what each visit found."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from db.models import DormUnit, PatrolSpot, PatrolVisit, Place
from db.uow import UnitOfWork
from facilities_app.domain import patrols
from facilities_app.domain.changes import Outcome
from facilities_app.domain.errors import Conflict, Invalid, NotFound
from facilities_app.domain.patrols import RouteMonth, SpotDraft, SpotRow, VisitDraft, VisitRow
from facilities_app.domain.wording import clean_line, clean_text
from facilities_app.services.patrol_reading import figures, read_spot, read_spots, read_visits
from facilities_app.services.ticket_checks import LONGEST_SUMMARY
from facilities_app.services.tickets import LoggedTicket, NewTicket, TicketService

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

MONTHS = 12
_PREFIX = "M"
_EMPTY_UNITS = ("vacant", "recovered")
_LONGEST = {"name": 120, "route": 40, "code": 40, "note": 400}


class PatrolService:
    """All changes to the register and its visits go through here."""

    def __init__(self, base: "ServiceBase", tickets: TicketService) -> None:
        self._base, self._tickets = base, tickets

    # -- reading ---------------------------------------------------------------------------------

    def spot(self, spot_id: int) -> SpotRow:
        """One spot. Raises NotFound("patrol.spot_gone")."""
        with self._base.read() as session:
            return read_spot(self._base, session, spot_id)

    def find(self, code: str) -> int:
        """The id of the spot with this code. Raises NotFound."""
        with self._base.read() as session:
            found = session.scalar(select(PatrolSpot.id).where(PatrolSpot.code == code.strip()))
        if found is None:
            raise NotFound("patrol.no_such_code", code=code)
        return found

    def visits(self, spot_id: int) -> tuple[VisitRow, ...]:
        """What the newest visits found, the newest first."""
        with self._base.read() as session:
            return read_visits(self._base, session, spot_id)

    def routes(self) -> tuple[str, ...]:
        """The routes that have spots on the register."""
        query = select(PatrolSpot.route).where(PatrolSpot.is_active).distinct().order_by(PatrolSpot.route)
        with self._base.read() as session:
            return tuple(session.scalars(query))

    def walk(self, route: str) -> tuple[SpotRow, ...]:
        """The spots of a route that are on the register, in the order they are walked."""
        with self._base.read() as session:
            return tuple(read_spots(self._base, session, PatrolSpot.route == route, PatrolSpot.is_active))

    def figures(self, months: int = MONTHS) -> tuple[RouteMonth, ...]:
        """By route and month: visits, containers with water, those with larvae."""
        with self._base.read() as session:
            return tuple(figures(session, patrols.months_before(self._base.clock.today(), months)))

    # -- the register ----------------------------------------------------------------------------

    def add(self, draft: SpotDraft) -> Outcome[int]:
        """Put a place on the register, at the end of its route; the value is its id."""
        with self._base.uow("patrol.spot_added") as uow:
            row = PatrolSpot()
            self._fill(uow, row, draft)
            row.code = row.code or _next_code(uow)
            row.position = _last_position(uow, row.route) + 1
            row.listed_on = row.listed_on or self._base.clock.today()
            uow.add(row)
            return self._told(uow.commit(row.id, name=row.name, route=row.route))

    def edit(self, spot_id: int, version: int, draft: SpotDraft) -> Outcome[int]:
        """Change a spot; on another route it stands at the end. Raises Conflict."""
        with self._base.uow("patrol.spot_edited") as uow:
            row = _current(uow, spot_id, version)
            route = row.route
            self._fill(uow, row, draft)
            if row.route != route:
                row.position = _last_position(uow, row.route, but=row.id) + 1
            return self._told(uow.commit(row.id, name=row.name))

    def list_off(self, spot_id: int, version: int, *, active: bool = False) -> Outcome[int]:
        """Take a spot off the register, or put it on again; its visits stay."""
        with self._base.uow("patrol.spot_on" if active else "patrol.spot_off") as uow:
            row = _current(uow, spot_id, version)
            row.is_active = active
            return self._told(uow.commit(row.id, name=row.name))

    def reorder(self, route: str, spot_ids: Sequence[int]) -> Outcome[int]:
        """Walk the route in this order. Raises Invalid if these are not all its spots."""
        with self._base.uow("patrol.reordered") as uow:
            query = select(PatrolSpot).where(PatrolSpot.route == route, PatrolSpot.is_active)
            rows = {row.id: row for row in uow.session.scalars(query)}
            if sorted(rows) != sorted(spot_ids):
                raise Conflict("patrol.route_moved_on", route=route)
            for position, key in enumerate(spot_ids, 1):
                if rows[key].position != position:
                    rows[key].position = position
            return uow.commit(len(rows), route=route)

    def add_vacant(self, route: str) -> Outcome[int]:
        """Put every vacant or recovered unit that is not on the register on this route; the value is how many."""
        name = _line(route, "route")
        with self._base.uow("patrol.units_added") as uow:
            known = select(PatrolSpot.place_id)
            units = uow.session.execute(
                select(DormUnit.code, DormUnit.place_id)
                .where(DormUnit.status.in_(_EMPTY_UNITS), DormUnit.place_id.not_in(known))
                .order_by(DormUnit.position, DormUnit.code)
            ).all()
            if not units:
                raise Invalid("patrol.no_vacant", field="route")
            first = _last_position(uow, name) + 1
            for position, unit in enumerate(units, first):
                draft = SpotDraft(unit.code, unit.place_id, patrols.UNIT_KIND, name)
                row = PatrolSpot(position=position, listed_on=self._base.clock.today())
                self._fill(uow, row, draft)
                row.code = _next_code(uow)
                uow.add(row)
            return self._told(uow.commit(len(units), count=len(units), route=name, name=units[0].code))

    # -- visits ----------------------------------------------------------------------------------

    def record(self, spot_id: int, draft: VisitDraft) -> Outcome[int]:
        """Write down what a visit found; the value is its id. Raises Invalid beside the field."""
        with self._base.uow("patrol.visited") as uow:
            spot = uow.get(PatrolSpot, spot_id, "patrol.spot_gone")
            if not spot.is_active:
                raise Invalid("patrol.not_listed", name=spot.name)
            row = PatrolVisit(spot_id=spot.id, is_demo=False)
            self._write(uow, spot, row, draft)
            uow.add(row)
            return uow.commit(row.id, name=spot.name, positive=row.positive, containers=row.containers)

    def correct(self, visit_id: int, version: int, draft: VisitDraft) -> Outcome[int]:
        """Change what was written of a visit. Raises Conflict."""
        with self._base.uow("patrol.visit_edited") as uow:
            row = uow.get(PatrolVisit, visit_id, "patrol.visit_gone")
            spot = uow.get(PatrolSpot, row.spot_id, "patrol.spot_gone")
            if row.version != version:
                raise Conflict("patrol.visit_moved_on", name=spot.name)
            self._write(uow, spot, row, draft)
            return uow.commit(row.id, name=spot.name)

    def remove_visit(self, visit_id: int) -> Outcome[int]:
        """Take a visit away that was entered by mistake."""
        with self._base.uow("patrol.visit_removed") as uow:
            row = uow.get(PatrolVisit, visit_id, "patrol.visit_gone")
            name = uow.get(PatrolSpot, row.spot_id, "patrol.spot_gone").name
            uow.session.delete(row)
            return uow.commit(visit_id, name=name)

    def log_ticket(self, visit_id: int) -> Outcome[LoggedTicket]:
        """A finding becomes a repair at the spot's place. Raises Invalid without a finding, or if it has one."""
        with self._base.uow("patrol.ticket_logged") as uow:
            row = uow.get(PatrolVisit, visit_id, "patrol.visit_gone")
            spot = uow.get(PatrolSpot, row.spot_id, "patrol.spot_gone")
            if row.ticket_id is not None:
                raise Invalid("patrol.has_ticket", name=spot.name)
            if not row.finding:
                raise Invalid("patrol.nothing_found", field="finding", name=spot.name)
            words = f"{spot.name}：{row.finding.splitlines()[0]}"[:LONGEST_SUMMARY]
            new = NewTicket(words, place_id=spot.place_id, description=row.finding, source="inspection")
            ticket = self._tickets.log_within(uow, new)
            row.ticket_id = ticket.id
            return uow.commit(LoggedTicket(ticket.id, ticket.number), number=ticket.number, name=spot.name)

    # -- private ---------------------------------------------------------------------------------

    def _fill(self, uow: UnitOfWork, row: PatrolSpot, draft: SpotDraft) -> None:
        name, code = _line(draft.name, "name"), _line(draft.code, "code")
        if not name:
            raise Invalid("patrol.needs_name", field="name")
        if draft.place_id is None:
            raise Invalid("patrol.needs_place", field="place_id")
        if draft.kind not in patrols.KINDS:
            raise Invalid("reference.no_such_value", field="kind")
        if draft.listed_on is not None and draft.listed_on > self._base.clock.today():
            raise Invalid("patrol.listed_in_future", field="listed_on", on=draft.listed_on)
        with uow.session.no_autoflush:
            twin = uow.session.scalar(
                select(PatrolSpot.name).where(PatrolSpot.code == code, PatrolSpot.id != (row.id or 0))
            )
        if code and twin is not None:
            raise Invalid("patrol.code_taken", field="code", code=code, name=twin)
        row.name, row.code = name, code or row.code or ""
        row.place_id = uow.get(Place, draft.place_id, "place.gone").id
        row.kind, row.route = draft.kind, _line(draft.route, "route")
        row.listed_on, row.note = draft.listed_on or row.listed_on, _line(draft.note, "note")

    def _write(self, uow: UnitOfWork, spot: PatrolSpot, row: PatrolVisit, draft: VisitDraft) -> None:
        patrols.check_visit(draft, self._base.clock.today(), spot.listed_on)
        with uow.session.no_autoflush:
            same = uow.session.scalar(
                select(PatrolVisit.id).where(
                    PatrolVisit.spot_id == spot.id,
                    PatrolVisit.visited_on == draft.visited_on,
                    PatrolVisit.id != (row.id or 0),
                )
            )
        if same is not None:
            raise Invalid("patrol.same_day", field="visited_on", name=spot.name, on=draft.visited_on)
        row.visited_on = draft.visited_on
        row.containers, row.positive = draft.containers, draft.positive
        row.visited_by = clean_line(draft.visited_by)[:80]
        row.finding = clean_text(draft.finding)[:1000]

    def _told(self, outcome: Outcome[int]) -> Outcome[int]:
        """The names of routes are read anew from now on."""
        self._base.labels.forget()
        return outcome


def _current(uow: UnitOfWork, spot_id: int, version: int) -> PatrolSpot:
    row = uow.get(PatrolSpot, spot_id, "patrol.spot_gone")
    if row.version != version:
        raise Conflict("patrol.spot_moved_on", name=row.name)
    return row


def _next_code(uow: UnitOfWork) -> str:
    uow.session.flush()
    codes = uow.session.scalars(select(PatrolSpot.code).where(PatrolSpot.code.startswith(_PREFIX)))
    return f"{_PREFIX}{max((int(one[1:]) for one in codes if one[1:].isdigit()), default=0) + 1:03d}"


def _last_position(uow: UnitOfWork, route: str, but: int = 0) -> int:
    query = select(func.max(PatrolSpot.position)).where(PatrolSpot.route == route, PatrolSpot.id != but)
    with uow.session.no_autoflush:
        return uow.session.scalar(query) or 0


def _line(text: str, field: str) -> str:
    words = clean_line(text)
    if len(words) > _LONGEST[field]:
        raise Invalid("round.too_long", field=field, longest=_LONGEST[field])
    return words
