"""What a ticket may be told: texts that fit, amounts, and what a step needs. Each refusal names its field."""

from collections.abc import Callable, Collection
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from db.models import Asset, Ticket
from facilities_app.domain.errors import Invalid
from facilities_app.domain.ticket_step_words import step_word
from facilities_app.domain.tickets import Action, Status, Transition, allowed, transition
from facilities_app.domain.wording import clean_line, clean_text
from resources.texts import tr

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase
    from facilities_app.services.tickets import Move

LONGEST_SUMMARY = 200
LONGEST_TEXT = 4000
LONGEST_NOTE = 2000
LONGEST_LINES = {"requester": 120, "requester_phone": 40, "budget": 80}


def read_summary(text: str) -> str:
    """What is wrong, in one line. Raises Invalid."""
    summary = clean_line(text)
    if not summary:
        raise Invalid("ticket.needs_summary", field="summary")
    return _not_longer(summary, "summary", LONGEST_SUMMARY)


def check_no_code(session: Session, summary: str, description: str) -> None:
    """Refuse an asset's number as all that is told of a repair: it was scanned into the wrong field."""
    if description:
        return
    named = or_(func.lower(Asset.code) == summary.lower(), Asset.property_number == summary)
    found = session.execute(select(Asset.code, Asset.name).where(named).limit(1)).first()
    if found is not None:
        raise Invalid("ticket.summary_is_code", field="summary", code=summary, name=found.name)


def read_line(text: str, field: str) -> str:
    """One line of a field of LONGEST_LINES. Raises Invalid."""
    return _not_longer(clean_line(text), field, LONGEST_LINES[field])


def read_text(text: str, field: str, longest: int) -> str:
    """A text of several lines. Raises Invalid."""
    return _not_longer(clean_text(text), field, longest)


def read_money(value: int | None, field: str) -> int | None:
    """Whole NT$, or None. Raises Invalid."""
    if value is not None and value < 0:
        raise Invalid("money.negative", field=field)
    return value


def read_step(
    base: "ServiceBase",
    row: Ticket,
    action: Action,
    permissions: Callable[[], Collection[str] | None],
    *,
    acceptance: bool,
) -> Transition:
    """The transition. Raises Invalid; a step the state does not allow names the state, and what leads on from it
    for somebody with these permissions.
    """
    was = Status(row.status)
    try:
        return transition(was, action, row.number, acceptance_required=acceptance)
    except Invalid as error:
        if error.code != "ticket.not_from_here":
            raise
        ways = allowed(was, permissions(), acceptance_required=acceptance)
        raise Invalid(
            "ticket.impossible_step" if ways else "ticket.no_step_left",
            number=row.number,
            status=int(was),
            action=action.value,
            state=base.labels.name("ticket_status", int(was)),
            step=step_word(action, was),
            steps=tr(", ", "list").join(step_word(way, was) for way in ways),
        ) from error


def check_needs(base: "ServiceBase", step: Transition, row: Ticket, move: "Move") -> None:
    """The step is told what it needs. Raises Invalid."""
    if step.needs_reason and not move.reason.strip():
        raise Invalid("ticket.needs_reason", field="reason", number=row.number)
    if step.needs_hold:
        _check_hold(base, row.number, move.hold_reason, move.hold_until)
    has_one = row.assignee_id or row.vendor_id
    if step.needs_assignee and not (move.assignee_id or move.vendor_id or has_one):
        raise Invalid("ticket.needs_assignee", field="assignee_id", number=row.number)


def _check_hold(base: "ServiceBase", number: str, reason: str, until: date | None) -> None:
    if not reason:
        raise Invalid("ticket.needs_hold_reason", field="hold_reason", number=number)
    if reason not in {choice.code for choice in base.labels.choices("hold_reason")}:
        raise Invalid("ticket.no_such_hold_reason", field="hold_reason", reason=reason)
    if until is None:
        raise Invalid("ticket.needs_hold_until", field="hold_until", number=number)
    if until < base.clock.today():
        raise Invalid("ticket.hold_in_the_past", field="hold_until", until=until)


def _not_longer(text: str, field: str, longest: int) -> str:
    if len(text) > longest:
        raise Invalid("ticket.text_too_long", field=field, longest=longest)
    return text
