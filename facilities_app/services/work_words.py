"""What a repair took, in words for paper and command line."""

from facilities_app.domain.rows import TicketDetail
from facilities_app.domain.work import BEST, PhotoStage, hours_text, quantity_text
from facilities_app.presenting import Presenter, money
from resources.texts import tr


def work_facts(ticket: TicketDetail, presenter: Presenter) -> tuple[tuple[str, str], ...]:
    """Label and value of everything recorded, in the order of the work; nothing for what was not recorded."""
    work = ticket.work
    facts = [
        (tr("Cause"), work.cause.name if work.cause else ""),
        (tr("Remedy"), work.remedy.name if work.remedy else ""),
        (tr("Out of service"), _downtimes(ticket, presenter)),
        (tr("Hours", "work"), _labour(ticket, presenter)),
        (tr("Parts"), _parts(ticket)),
        (tr("Green label"), tr("Replacement bears the green label") if work.is_green else ""),
        (tr("Other cost"), money(work.other_twd) if work.other_twd and (work.labour or work.parts) else ""),
        (tr("Split of the cost"), _shares(ticket)),
        (tr("Photos"), _photos(ticket)),
        (tr("Verified by"), work.verified_by),
        (tr("Satisfaction"), f"{work.satisfaction}／{BEST}" if work.satisfaction else ""),
    ]
    return tuple((label, value) for label, value in facts if value)


def _labour(ticket: TicketDetail, presenter: Presenter) -> str:
    """Who, when, how long and what it cost; the sum where there are several."""
    told = []
    for row in ticket.work.labour:
        charged = money(row.amount_twd) if row.amount_twd is not None else ""
        parts = (row.who, presenter.date(row.worked_on), hours_text(row.minutes), charged, row.note)
        told.append(" ".join(part for part in parts if part))
    if len(told) > 1:
        told.append(tr("{hours} in all").format(hours=hours_text(ticket.work.minutes)))
    return tr("; ", "between entries").join(told)


def _parts(ticket: TicketDetail) -> str:
    return tr("; ", "between entries").join(
        f"{row.name} {quantity_text(row.quantity_milli)} {row.unit} {money(row.amount_twd)}"
        for row in ticket.work.parts
    )


def _shares(ticket: TicketDetail) -> str:
    lines = [
        f"{tr('{year} {line}').format(year=line.year, line=line.budget_line)} {money(line.amount_twd)}"
        for line in ticket.work.cost_lines
    ]
    if lines and ticket.work.unsplit_twd > 0:
        lines.append(f"{tr('Not split yet')} {money(ticket.work.unsplit_twd)}")
    return tr("; ", "between entries").join(lines)


def _downtimes(ticket: TicketDetail, presenter: Presenter) -> str:
    return tr("; ", "between entries").join(
        f"{presenter.moment(row.from_at)}–{presenter.moment(row.until_at) if row.until_at else tr('still')}"
        for row in ticket.work.downtimes
    )


def _photos(ticket: TicketDetail) -> str:
    before, after = (sum(p.caption == stage.value for p in ticket.photos) for stage in PhotoStage)
    if not before and not after:
        return ""
    return tr("{before} before, {after} after").format(before=before, after=after)
