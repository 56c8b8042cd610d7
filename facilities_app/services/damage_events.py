"""Damage events (災損事件): what happened, what it damaged, and the repairs and projects that came of it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.models import Asset, AssetDamage, DamageEvent, EventTicket, Project, Round, Ticket
from db.uow import UnitOfWork
from facilities_app.domain.changes import Outcome
from facilities_app.domain.errors import Invalid
from facilities_app.domain.project_rows import DamageDetail, NewEvent
from facilities_app.services.project_reading import read_event
from facilities_app.services.projects import next_code
from facilities_app.services.record_fields import FieldRules, fitting, must_be_current
from facilities_app.services.rights import must_hold
from facilities_app.services.ticket_checks import LONGEST_SUMMARY
from facilities_app.services.tickets import NewTicket, TicketService

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

RULES = FieldRules(
    lines={"code": 40, "name": 120, "kind": 20, "occurred_text": 60},
    texts={"note": 2000},
    dates=frozenset({"occurred_on"}),
    required=("code", "name", "kind"),
)
_LONGEST_NOTE = 400


class DamageService:
    """All changes to damage events go through here."""

    def __init__(self, base: "ServiceBase", tickets: TicketService) -> None:
        self._base, self._tickets = base, tickets

    def detail(self, event_id: int) -> DamageDetail:
        """The event, whole. Raises NotFound("event.gone")."""
        return read_event(self._base, event_id)

    def create(self, new: NewEvent) -> Outcome[int]:
        """Enter an event. Raises Invalid beside the field that needs it."""
        with self._base.uow("event.created") as uow:
            must_hold(self._base, uow.session, "asset_edit")
            row = DamageEvent()
            for name in RULES.names():
                RULES.set(row, name, getattr(new, name))
            row.code = row.code or next_code(uow.session, DamageEvent, "E", self._base.clock.today())
            self._check(uow, row)
            uow.add(row)
            return uow.commit(row.id, name=row.name)

    def edit(self, event_id: int, version: int, **fields: Any) -> Outcome[int]:
        """Change fields by NewEvent's names. Raises Conflict if it moved on."""
        with self._base.uow("event.edited") as uow:
            must_hold(self._base, uow.session, "asset_edit")
            row = uow.get(DamageEvent, event_id, "event.gone")
            must_be_current(row, version, row.name)
            for name, value in fields.items():
                RULES.set(row, name, value)
            self._check(uow, row)
            return uow.commit(row.id, name=row.name)

    def remove(self, event_id: int) -> Outcome[int]:
        """Take an event away; its repairs, projects and rounds stay, without it."""
        with self._base.uow("event.removed") as uow:
            must_hold(self._base, uow.session, "asset_edit")
            row = uow.get(DamageEvent, event_id, "event.gone")
            name = row.name
            for project in uow.session.scalars(select(Project).where(Project.event_id == row.id)):
                project.event_id = None
            for went in uow.session.scalars(select(Round).where(Round.event_id == row.id)):
                went.event_id = None
            for model in (AssetDamage, EventTicket):
                for link in uow.session.scalars(select(model).where(model.event_id == row.id)):
                    uow.session.delete(link)
            uow.session.flush()
            uow.session.delete(row)
            return uow.commit(event_id, name=name)

    def add_damage(self, event_id: int, asset_id: int, note: str = "") -> Outcome[int]:
        """The event damaged this asset. Raises Invalid if that is known already."""
        with self._base.uow("event.damage_added") as uow:
            must_hold(self._base, uow.session, "asset_edit")
            row = uow.get(DamageEvent, event_id, "event.gone")
            asset = uow.get(Asset, asset_id, "asset.gone")
            if uow.session.scalar(select(AssetDamage.id).filter_by(event_id=row.id, asset_id=asset.id)):
                raise Invalid("event.damage_there", field="asset_id", name=asset.name)
            damage = uow.add(AssetDamage(event_id=row.id, asset_id=asset.id, note=_note(note)))
            return uow.commit(damage.id, name=row.name, asset=asset.name)

    def edit_damage(self, damage_id: int, note: str) -> Outcome[int]:
        """Tell the damage in other words."""
        with self._base.uow("event.damage_edited") as uow:
            must_hold(self._base, uow.session, "asset_edit")
            damage = uow.get(AssetDamage, damage_id, "event.damage_gone")
            damage.note = _note(note)
            asset = uow.get(Asset, damage.asset_id, "asset.gone")
            return uow.commit(damage.id, asset=asset.name)

    def remove_damage(self, damage_id: int) -> Outcome[int]:
        """The event did not damage this asset."""
        with self._base.uow("event.damage_removed") as uow:
            must_hold(self._base, uow.session, "asset_edit")
            damage = uow.get(AssetDamage, damage_id, "event.damage_gone")
            asset = uow.get(Asset, damage.asset_id, "asset.gone")
            uow.session.delete(damage)
            return uow.commit(damage_id, asset=asset.name)

    def link_tickets(self, event_id: int, ticket_ids: Iterable[int]) -> Outcome[int]:
        """These repairs are damage of the event. Gives back how many were not linked before."""
        with self._base.uow("event.tickets_linked") as uow:
            must_hold(self._base, uow.session, "asset_edit")
            row = uow.get(DamageEvent, event_id, "event.gone")
            known = _linked(uow, row.id)
            added = 0
            for ticket_id in ticket_ids:
                ticket = uow.get(Ticket, ticket_id, "ticket.gone")
                if ticket.id not in known:
                    uow.add(EventTicket(event_id=row.id, ticket_id=ticket.id))
                    added += 1
            return uow.commit(added, name=row.name, count=added)

    def unlink_ticket(self, event_id: int, ticket_id: int) -> Outcome[int]:
        """The repair is no damage of the event."""
        with self._base.uow("event.ticket_unlinked") as uow:
            must_hold(self._base, uow.session, "asset_edit")
            row = uow.get(DamageEvent, event_id, "event.gone")
            ticket = uow.get(Ticket, ticket_id, "ticket.gone")
            for link in uow.session.scalars(
                select(EventTicket).filter_by(event_id=row.id, ticket_id=ticket.id)
            ):
                uow.session.delete(link)
            return uow.commit(ticket_id, name=row.name, number=ticket.number)

    def log_tickets(self, event_id: int) -> Outcome[tuple[int, ...]]:
        """Log a repair for each damaged asset that none of the event's repairs is about, all in one step."""
        with self._base.uow("event.tickets_logged") as uow:
            must_hold(self._base, uow.session, "asset_edit")
            row = uow.get(DamageEvent, event_id, "event.gone")
            about = select(Ticket.asset_id).join(EventTicket, EventTicket.ticket_id == Ticket.id)
            done = set(uow.session.scalars(about.where(EventTicket.event_id == row.id)))
            waiting = uow.session.execute(
                select(AssetDamage, Asset.status)
                .join(Asset, Asset.id == AssetDamage.asset_id)
                .where(AssetDamage.event_id == row.id)
                .order_by(Asset.code)
            ).all()
            made = []
            for damage, status in waiting:
                if damage.asset_id not in done and status != "retired":
                    new = _ticket_of(row, damage)
                    ticket = self._tickets.log_within(uow, new)
                    uow.add(EventTicket(event_id=row.id, ticket_id=ticket.id))
                    made.append(ticket.id)
            if not made:
                raise Invalid("event.nothing_to_log", name=row.name)
            return uow.commit(tuple(made), name=row.name, count=len(made))

    def _check(self, uow: UnitOfWork, row: DamageEvent) -> None:
        RULES.check(row)
        if row.occurred_on is None and not row.occurred_text:
            raise Invalid("event.needs_when", field="occurred_on")
        if row.occurred_on is not None and row.occurred_on > self._base.clock.today():
            raise Invalid("event.in_future", field="occurred_on", on=row.occurred_on)
        with uow.session.no_autoflush:
            twin = uow.session.scalar(
                select(DamageEvent.name).where(DamageEvent.code == row.code, DamageEvent.id != (row.id or 0))
            )
        if twin is not None:
            raise Invalid("event.code_taken", field="code", code=row.code, name=twin)


def _ticket_of(event: DamageEvent, damage: AssetDamage) -> NewTicket:
    """The repair of one damaged asset; what is too long for the subject stands whole in the description."""
    words = damage.note.replace("\n", " ")
    summary = f"{event.name}：{words}" if words else event.name
    if len(summary) <= LONGEST_SUMMARY:
        return NewTicket(summary, asset_id=damage.asset_id, source="event")
    return NewTicket(event.name, asset_id=damage.asset_id, description=damage.note, source="event")


def _linked(uow: UnitOfWork, event_id: int) -> set[int]:
    return set(uow.session.scalars(select(EventTicket.ticket_id).where(EventTicket.event_id == event_id)))


def _note(text: str) -> str:
    return fitting(text, "note", _LONGEST_NOTE)
