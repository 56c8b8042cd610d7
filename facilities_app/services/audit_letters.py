"""What the letter says that asks a borrower to explain a finding by a deadline."""

from datetime import date

from db.models import AuditFollowUp, AuditRound, AuditVisit
from facilities_app.domain.audits import REPLY_DAYS
from facilities_app.domain.dates import english_text, roc_text, taipei
from facilities_app.reports.audit_data import AuditLetter
from facilities_app.services.audit_form_data import PaperWords
from resources.texts import pick, tr


def letter_of(words: PaperWords, row: AuditRound, visit: AuditVisit, step: AuditFollowUp) -> AuditLetter:
    """The letter of a follow-up, its number and deadline as far as they are known."""
    name = visit.expected_resident
    who = tr("{name}", "addressee").format(name=name) if name else tr("Whoever lives in {unit}")
    subject = tr(
        "On the audit of actual residence of {unit}: please explain in writing {deadline}, with proof."
    )
    return AuditLetter(
        office=words.office,
        addressee=who.format(unit=visit.unit_code),
        document=step.document,
        sent_on="",
        subject=subject.format(unit=visit.unit_code, deadline=_deadline(step.due_on)),
        points=_points(words, row, visit),
        printed_text=words.printed,
        demo=visit.is_demo,
    )


def _deadline(due_on: date | None) -> str:
    if due_on is None:
        return tr("within {days} days of receiving this letter").format(days=REPLY_DAYS)
    return tr("by {date}", "deadline of a letter").format(date=_written(due_on))


def _written(day: date) -> str:
    return pick(roc_text(day), english_text(day))


def _points(words: PaperWords, row: AuditRound, visit: AuditVisit) -> tuple[str, ...]:
    labels = words.base.labels
    is_occupied = visit.finding == "occupied"
    basis = (
        tr("This follows from {round}.")
        if is_occupied
        else tr("This follows from {round} and the loan agreement of the dormitory.")
    )
    found = tr("We visited {unit} ({kind}) {when}; the finding is “{finding}” (sheet no. {number}).").format(
        unit=visit.unit_code,
        kind=labels.name("unit_kind", visit.unit_kind),
        when=_when(visit),
        finding=labels.name("audit_finding", visit.finding),
        number=visit.number,
    )
    asked = (
        tr(
            "Please say by which right you hold the unit, and enclose proof. Without an explanation by then this "
            "office goes on by the facts it has and by law."
        )
        if is_occupied
        else tr(
            "Please explain how you really live there, and enclose proof such as household registration or bills "
            "of water and power. Without an explanation by then this office goes on by the facts it has and by "
            "the loan agreement."
        )
    )
    return (basis.format(round=row.name), found, asked)


def _when(visit: AuditVisit) -> str:
    if visit.visited_at is None:
        return ""
    local = taipei(visit.visited_at)
    return tr("on {date} at {time}", "visit").format(date=_written(local.date()), time=f"{local:%H:%M}")
