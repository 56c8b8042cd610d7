"""What the audit's page says of findings, steps, deadlines and scopes."""

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from facilities_app.domain.audit_rows import FollowUp
from facilities_app.domain.rows import Choice
from resources.texts import tr, trn
from ui.context import UiContext

ROLES = {
    "residing": "green",
    "not_met": "amber",
    "not_residing": "red",
    "partly": "amber",
    "sublet": "red",
    "other": "plan",
    "occupied": "red",
}
"""Finding -> colour role of its cell in the row of progress."""
DIFFERENT = frozenset(("not_residing", "partly", "sublet", "occupied"))
"""Findings that differ from what the agreement says."""
OPEN = frozenset(("", "not_met"))
"""Findings after which somebody still goes there."""
LETTERS = ("letter", "statement", "decision", "contract_end", "recovery")


class Mark(NamedTuple):
    """How a finding is shown: words, icon, tone."""

    text: str
    icon: str
    tone: str


def mark(context: UiContext, finding: str) -> Mark:
    """A finding as a row has room for it."""
    if not finding:
        return Mark(tr("Not visited"), "circle", "neutral")
    choice = context.services.labels.choice("audit_finding", finding)
    short = {
        "not_met": tr("Not met", "audit"),
        "not_residing": tr("Not there", "audit"),
        "partly": tr("Partly", "audit"),
        "sublet": tr("Lent on or let", "audit"),
        "occupied": tr("Occupied", "audit"),
    }.get(finding)
    return Mark(short or choice.name, choice.icon, choice.tone)


def short_choices(context: UiContext, list_code: str) -> list[Choice]:
    """The entries of a list in words that fit a row of segments; what the office added has its whole name."""
    short = {
        "borrower": tr("Borrower", "met"),
        "nobody": tr("Nobody", "met"),
        "other": tr("Other", "met"),
        "hospital": tr("Hospital", "absence"),
        "business_trip": tr("Trip", "absence"),
        "family_visit": tr("Family", "absence"),
        "study": tr("Study", "absence"),
    }
    return [
        replace(one, name=short.get(str(one.code), one.name))
        for one in context.services.labels.choices(list_code)
    ]


def registration(code: str) -> str:
    """Where somebody is registered."""
    return {
        "here": tr("Here", "registered"),
        "partly": tr("Partly", "registered"),
        "elsewhere": tr("Not here", "registered"),
        "unknown": tr("To ask", "registered"),
    }.get(code, "")


def scope(code: str) -> str:
    """Which units a round looks at."""
    return {
        "occupied": tr("All units that are lived in"),
        "quarters": tr("Duty quarters, lived in or not"),
    }[code]


def kind_letter(context: UiContext, kind: str) -> str:
    """A kind of unit in one sign, above its stretch of the row of progress."""
    short = {
        "head": tr("Head", "kind"),
        "single": tr("Sgl", "kind"),
        "multi": tr("Multi", "audit"),
        "family": tr("Fam", "kind"),
    }
    return short.get(kind) or context.services.labels.name("unit_kind", kind)[:1]


def step(kind: str) -> str:
    """A step of a follow-up."""
    return {
        "revisit": tr("Second visit"),
        "letter": tr("Letter asking for a statement"),
        "statement": tr("Statement"),
        "decision": tr("Decision"),
        "contract_end": tr("End of contract"),
        "recovery": tr("Recovery"),
    }[kind]


def deadline(context: UiContext, found: FollowUp) -> str:
    """Until when, or what it waits for."""
    if found.state == "done" and found.done_on is not None:
        return tr("done {date}", "audit").format(date=context.presenter.date(found.done_on))
    if found.state == "dropped" and found.done_on is not None:
        return tr("dropped {date}", "audit").format(date=context.presenter.date(found.done_on))
    if found.due_on is None:
        return tr("Not sent yet") if found.kind == "letter" else tr("No deadline")
    day = context.presenter.date(found.due_on)
    if found.kind == "revisit":
        return f"{day} {found.due_time}".strip()
    return tr("until {date}").format(date=day)


class Left(NamedTuple):
    """How long is left, and in which tone that is told."""

    text: str
    tone: str


def left(found: FollowUp, today: date) -> Left:
    """Red only once the day has passed."""
    if found.state == "draft":
        return Left(tr("Draft", "letter"), "")
    if found.state != "open" or found.due_on is None:
        return Left("", "")
    days = (found.due_on - today).days
    if days < 0:
        return Left(trn("{n} day late", "{n} days late", -days), "red")
    if days == 0:
        return Left(tr("Today"), "amber")
    return Left(trn("{n} day left", "{n} days left", days), "")
