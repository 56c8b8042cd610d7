"""Who may do what to a ticket: the acting user's permissions against what the domain's table asks for."""

from collections.abc import Collection
from typing import TYPE_CHECKING, NoReturn

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import JournalRow, JournalStep, Role, Setting, Ticket, TicketEvent, User
from facilities_app.domain.errors import Conflict, Invalid
from facilities_app.domain.tickets import RIGHTS, Action, Status, rights
from facilities_app.domain.tickets import may as may_with
from facilities_app.services.office import DEFAULTS
from resources.texts import pick, tr

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

ACCEPTANCE = "acceptance"
"""The setting that says whether a repair must be verified before it is closed: optional or required."""

_MOST_NAMES = 6

REFUSALS = frozenset({"ticket.not_allowed", "ticket.nobody_may"})
"""What is said to somebody who may not do it, whatever the ticket."""


def permissions_of(session: Session, user_id: int | None) -> frozenset[str] | None:
    """What a user may do; None, which is everything, where nobody acts: the scheduler, a new database's set-up."""
    if user_id is None:
        return None
    found = session.scalar(
        select(Role.permissions).join(User, User.role_id == Role.id).where(User.id == user_id)
    )
    return frozenset(found or ())


def acceptance_required(session: Session) -> bool:
    """Whether only a verified repair can be closed; it is, where the office has not chosen otherwise."""
    kept = session.scalar(select(Setting.value).where(Setting.key == ACCEPTANCE))
    return str(DEFAULTS[ACCEPTANCE] if kept is None else kept) == "required"


def check_step(base: "ServiceBase", session: Session, action: Action) -> None:
    """Raise Invalid("ticket.not_allowed") naming the permission needed and who has it."""
    _check(base, session, action.value, rights(action))


def check_right(base: "ServiceBase", session: Session, what: str) -> None:
    """The same for log, note and edit."""
    _check(base, session, what, RIGHTS[what])


def check_verifier(base: "ServiceBase", session: Session, row: Ticket) -> None:
    """A repair is verified by somebody other than who did it: the assignee, and who reported it done. Raises
    Invalid that names who may.
    """
    if did_it(base, session, row):
        _send_on("ticket.own_work", "ticket.own_work_alone", base, session, row)


def check_accepted(base: "ServiceBase", session: Session, row: Ticket) -> None:
    """Where acceptance is required, what is only done is not closed. Raises Invalid that names who may verify it."""
    if row.status == int(Status.DONE) and acceptance_required(session):
        _send_on("ticket.not_accepted", "ticket.not_accepted_alone", base, session, row)


def did_it(base: "ServiceBase", session: Session, row: Ticket) -> bool:
    """Whether the acting user did the repair."""
    actor = base.actor_id
    return actor is not None and (actor == row.assignee_id or actor == _finished_by(base, session, row))


def check_version(base: "ServiceBase", session: Session, row: Ticket, version: int | None) -> None:
    """Refuse what was decided on an older state of the ticket, naming who changed it since and how it stands now."""
    if version is None or row.version == version:
        return
    last = session.scalar(
        select(TicketEvent)
        .where(TicketEvent.ticket_id == row.id)
        .order_by(TicketEvent.at.desc(), TicketEvent.id.desc())
        .limit(1)
    )
    if last is None or not last.actor:
        raise Conflict("ticket.moved_on", number=row.number)
    status = base.labels.name("ticket_status", row.status)
    raise Conflict("ticket.moved_on_by", number=row.number, name=last.actor, status=status)


def rights_of(base: "ServiceBase", session: Session) -> frozenset[str] | None:
    """The acting user's permissions; None for all."""
    return permissions_of(session, base.actor_id)


def _check(base: "ServiceBase", session: Session, what: str, needed: Collection[str]) -> None:
    held = rights_of(base, session)
    if may_with(needed, held):
        return
    words = tr(", ", "between names")
    roles = [
        pick(role.name_zh, role.name_en)
        for role in session.scalars(select(Role).order_by(Role.id))
        if may_with(needed, role.permissions)
    ]
    raise Invalid(
        "ticket.not_allowed" if roles else "ticket.nobody_may",
        name=base.actor_name,
        needed=words.join(base.labels.name("permission", code) for code in sorted(needed)),
        roles=words.join(roles),
        what=what,
    )


def _send_on(code: str, alone: str, base: "ServiceBase", session: Session, row: Ticket) -> NoReturn:
    """Raise Invalid with the people who may verify the repair; ``alone`` where there is nobody."""
    people = session.execute(
        select(User.id, User.name, Role.permissions)
        .join(Role, User.role_id == Role.id)
        .where(User.is_active)
        .order_by(User.id)
    ).all()
    did = (row.assignee_id, _finished_by(base, session, row))
    names = [name for key, name, held in people if key not in did and may_with(rights(Action.VERIFY), held)]
    said = tr(", ", "between names").join(names[:_MOST_NAMES]) + ("…" if len(names) > _MOST_NAMES else "")
    raise Invalid(code if names else alone, number=row.number, name=base.actor_name, people=said)


def _finished_by(base: "ServiceBase", session: Session, row: Ticket) -> int | None:
    """Who pressed "done" last, from the journal; from the history's name where the journal does not know."""
    found = session.execute(
        select(JournalStep.actor_id)
        .join(JournalRow, JournalRow.step_id == JournalStep.id)
        .where(
            JournalRow.entity == "tickets",
            JournalRow.entity_id == row.id,
            JournalStep.label == f"ticket.{Action.FINISH.value}",
            JournalStep.kind == "do",
        )
        .order_by(JournalStep.id.desc())
        .limit(1)
    ).first()
    if found is not None:
        return found[0]
    named = session.scalar(
        select(TicketEvent.actor)
        .where(TicketEvent.ticket_id == row.id, TicketEvent.to_status == int(Status.DONE))
        .order_by(TicketEvent.at.desc(), TicketEvent.id.desc())
        .limit(1)
    )
    return base.actor_id if named and named == base.actor_name else None
