"""The words around one unit: where it is, who should live there, what earlier visits found. Names are masked."""

from facilities_app.domain.audit_rows import Frozen, VisitDetail
from facilities_app.domain.privacy import masked_family, masked_name
from resources.texts import pick, tr, trn
from ui.components.brief_rows import Brief
from ui.context import UiContext
from ui.pages.audits.words import OPEN, mark


def where_words(context: UiContext, frozen: Frozen) -> str:
    """Kind, place, land."""
    labels = context.services.labels
    kind = labels.choice("unit_kind", frozen.unit_kind).name
    land = labels.name("land_ownership", frozen.land) if frozen.land else ""
    below = frozen.where.split(" › ")[2:-1]  # site and block say no more than the kind does
    return "　".join(part for part in (kind, *below, land) if part)


def resident_words(frozen: Frozen) -> str:
    """Who should live there as the list was frozen."""
    if not frozen.resident and not frozen.family:
        return tr("Nobody: no agreement when the list was frozen")
    borrower = masked_name(frozen.resident)
    title = (
        pick("（{}）", " ({})").format(tr("borrower, {title}").format(title=frozen.title))
        if frozen.title
        else ""
    )
    return pick("、", ", ").join(
        part for part in (f"{borrower}{title}", masked_family(frozen.family)) if part
    )


def agreement_words(context: UiContext, frozen: Frozen) -> str:
    """The agreement's period and its notarisation."""
    dates = context.presenter
    parts = []
    if frozen.agreement_from is not None:
        until = dates.date(frozen.agreement_until) if frozen.agreement_until else tr("no end")
        parts.append(
            tr("Agreement {start} – {end}").format(start=dates.date(frozen.agreement_from), end=until)
        )
        parts.append(
            tr("notarised {date}").format(date=dates.date(frozen.notarised_on))
            if frozen.notarised_on
            else tr("not notarised")
        )
    if frozen.agency:
        parts.append(frozen.agency)
    return pick("，", ", ").join(parts)


def previous_words(context: UiContext, frozen: Frozen) -> str:
    """What the round before found."""
    if not frozen.previous_finding:
        return tr("Never audited before")
    found = mark(context, frozen.previous_finding).text
    if frozen.previous_on is None:
        return tr("Last time {finding}").format(finding=found)
    day = context.presenter.date(frozen.previous_on)
    return tr("Last time ({date}) {finding}").format(date=day, finding=found)


def visit_rows(context: UiContext, detail: VisitDetail) -> list[Brief]:
    """Every knock at the door, the newest first."""
    labels, rows = context.services.labels, []
    for one in reversed(detail.attempts):
        found = mark(context, one.finding)
        met = " ".join(
            part for part in (labels.name("met_person", one.met), masked_name(one.met_name)) if part
        )
        words = pick("，", ", ").join(part for part in (one.visitor, met, one.note) if part)
        when = context.presenter.moment(one.visited_at)
        rows.append(Brief(None, when, words, pill=found.text, tone=found.tone, icon=found.icon))
    return rows


def known_words(context: UiContext, detail: VisitDetail) -> str:
    """What this round knows already: visits in vain, a day agreed on, an explanation."""
    parts = []
    if detail.finding in OPEN and detail.attempts:
        last = detail.attempts[-1]
        found = mark(context, last.finding).text
        parts.append(f"{trn('{n} visit so far', '{n} visits so far', len(detail.attempts))}")
        parts.append(f"{context.presenter.moment(last.visited_at)} {found}")
        if last.note:
            parts.append(last.note)
    if detail.revisit_on is not None and detail.finding == "not_met":
        parts.append(tr("to be visited again {date}").format(date=context.presenter.date(detail.revisit_on)))
    if detail.explanation:
        parts.append(tr("Explained: {words}").format(words=detail.explanation))
    return pick("；", "; ").join(parts)
