"""The verb that tells everything about one ticket, a fact a line."""

import argparse
from datetime import datetime
from typing import TYPE_CHECKING

from facilities_app.cli.common import OK, a_text, add_database, add_language, opened, say, verb
from facilities_app.domain.rows import TicketDetail
from facilities_app.domain.ticket_link_words import link_words
from resources.texts import tr

if TYPE_CHECKING:
    from facilities_app.services.all import Services

Facts = list[tuple[str, str]]


def add_verb(inner: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """ticket show."""
    show = verb(inner, "show", tr("everything about one ticket"), _show)
    add_database(show)
    show.add_argument("number", type=a_text, metavar="N", help=tr("the ticket's number"))
    add_language(show)


def _show(args: argparse.Namespace) -> int:
    with opened(args, create=False) as program:
        services = program.services
        ticket = services.tickets.detail(services.tickets.find(args.number))
        for label, value in _facts(services, ticket):
            if value:
                say(f"{label}\t{value}")
    return OK


def _facts(services: "Services", ticket: TicketDetail) -> Facts:
    from facilities_app.presenting import Presenter, money, ticket_state
    from facilities_app.services.work_words import work_facts

    labels = services.labels
    facts = [
        (tr("Ticket no."), ticket.number),
        (tr("Status"), ticket_state(labels, ticket.status, ticket.hold_reason)),
        (tr("Priority"), labels.name("priority", ticket.priority)),
        (tr("Trade"), labels.name("trade", ticket.trade_id)),
        (tr("Asset / place"), f"{ticket.asset_name} {ticket.place_label}".strip()),
        (tr("Subject"), ticket.summary),
        (tr("What is wrong"), ticket.description.replace("\n", " ")),
        (tr("Assignee"), ticket.assignee),
        (tr("Contractor"), ticket.vendor),
        (tr("Reported"), _when(ticket.reported_at)),
        (tr("Due"), _when(ticket.due_at)),
        *_clock_facts(services, ticket),
        (tr("Possible steps"), " ".join(ticket.actions)),
    ]
    for link in ticket.links:
        other = link.ticket
        state = ticket_state(labels, other.status, other.hold_reason)
        facts.append((link_words(link.kind, link.is_inverse), f"{other.number} {other.summary} {state}"))
    facts += work_facts(ticket, Presenter(labels))
    if ticket.cost_twd is not None:
        facts.append((tr("Actual"), money(ticket.cost_twd)))
    return facts + _history(services, ticket)


def _history(services: "Services", ticket: TicketDetail) -> Facts:
    """What happened, oldest first; a hold says what was waited for."""
    from facilities_app.domain.event_words import event_words
    from facilities_app.domain.tickets import Status
    from facilities_app.presenting import ticket_state

    waits = {pause.from_at: pause.reason for pause in ticket.clocks.pauses}
    facts = []
    for event in reversed(ticket.events):
        status = ""
        if event.to_status is not None:
            reason = waits.get(event.at, "") if event.at and event.to_status == Status.ON_HOLD else ""
            status = ticket_state(services.labels, event.to_status, reason)
        line, below = event_words(event, status)
        said = " ".join(part for part in (line, below.replace("\n", " ")) if part)
        facts.append((_when(event.at) if event.at else "", said))
    return facts


def _clock_facts(services: "Services", ticket: TicketDetail) -> Facts:
    """Arrival, repair, the pause that lasts and who is to be told."""
    from facilities_app.domain.dates import DateStyle, format_date
    from facilities_app.domain.durations import clock_words
    from facilities_app.domain.lateness import light_word

    clocks, facts = ticket.clocks, []
    for name, clock in ((tr("Arrival"), clocks.response), (tr("Repair", "clock"), clocks.repair)):
        if clock is not None:
            used = tr("{used} of {promised} h").format(
                used=clock_words(clock.used), promised=clock_words(clock.promised)
            )
            by = tr("at {when}") if clock.met_at else tr("by {when}")
            when = by.format(when=_when(clock.met_at or clock.due_at))
            facts.append((name, f"{light_word(clock.light)}\t{used}\t{when}"))
    if clocks.paused is not None:
        reason = services.labels.name("hold_reason", clocks.paused.reason)
        until = ticket.hold_until
        said = [reason, *([format_date(until, DateStyle.ROC)] if until else [])]
        facts.append((tr("Paused"), "\t".join(said)))
    if clocks.escalation is not None:
        told = tr(", ", "between names").join(clocks.escalation.roles)
        facts.append((tr("Escalation"), f"{clocks.escalation.percent} %\t{told}"))
    return facts


def _when(moment: datetime) -> str:
    from facilities_app.domain.dates import DateStyle, format_moment

    return format_moment(moment, DateStyle.ROC)
