"""An event's story from its rows, newest first: what was damaged, repaired, rebuilt and accepted."""

from datetime import date

from facilities_app.domain.project_rows import DamageDetail, ProjectDetail
from facilities_app.presenting import money
from resources.texts import tr
from ui.context import UiContext
from ui.widgets.facts import TimelineEntry

_Step = tuple[date | None, int, TimelineEntry]


def story(context: UiContext, row: DamageDetail) -> list[TimelineEntry]:
    """The lines; days that are only roughly known stand in the words of their source, in the order of events."""
    steps: list[_Step] = [(row.occurred_on, 0, _happened(context, row))]
    for ticket in row.tickets:
        status = context.services.labels.choice("ticket_status", ticket.brief.status)
        text = tr("Repair {number}: {what}").format(number=ticket.brief.number, what=ticket.brief.summary)
        day = context.presenter.date(ticket.brief.reported_on)
        entry = TimelineEntry(text, day, "wrench", status.tone, status.name, key=("ticket", ticket.brief.id))
        steps.append((ticket.brief.reported_on, 1, entry))
    for project in row.projects:
        steps += _project(context, project)
    known = all(day is not None for day, _rank, _entry in steps)
    ordered = sorted(steps, key=_by_day if known else _by_rank, reverse=True)
    return [entry for _day, _rank, entry in ordered]


def _by_day(step: _Step) -> tuple[date, int]:
    return step[0] or date.min, step[1]


def _by_rank(step: _Step) -> tuple[int, date]:
    """Where a day is missing an event comes before its repairs, a beginning before an end."""
    return step[1], step[0] or date.min


def _happened(context: UiContext, row: DamageDetail) -> TimelineEntry:
    kind = context.services.labels.choice("event_kind", row.kind)
    when = row.occurred_text or context.presenter.date(row.occurred_on)
    hit = [tr("{asset}: {what}").format(asset=one.name, what=one.note) for one in row.assets if one.note]
    return TimelineEntry(
        row.name,
        when,
        kind.icon,
        "red",
        "\n".join([*([row.note] if row.note else []), *hit]),
    )


def _project(context: UiContext, row: ProjectDetail) -> list[_Step]:
    day, key = context.presenter.date, ("project", row.id)
    steps: list[_Step] = []
    paid = _paid(context, row)
    if row.started_on or row.started_text:
        text = tr("{name} began").format(name=row.name)
        when = row.started_text or day(row.started_on)
        steps.append((row.started_on, 2, TimelineEntry(text, when, "hammer", "blue", paid, key=key)))
    steps += [
        (one.done_on, 3, TimelineEntry(one.name, day(one.done_on), "flag", "neutral", one.note, key=key))
        for one in row.milestones
        if one.done_on is not None
    ]
    if row.completed_on or row.completed_text:
        text = tr("{name} completed").format(name=row.name)
        when = row.completed_text or day(row.completed_on)
        note = "\n".join(part for part in (row.note, "" if steps else paid) if part)
        steps.append((row.completed_on, 4, TimelineEntry(text, when, "circle-check", "green", note, key=key)))
    elif row.due_on or row.due_text:
        text = tr("{name} to be completed").format(name=row.name)
        when = row.due_text or day(row.due_on)
        entry = TimelineEntry(text, when, "calendar-clock", "neutral", "" if steps else paid, True, key)
        steps.append((row.due_on, 4, entry))
    if row.accepted_on or row.accepted_text:
        text = tr("{name} accepted").format(name=row.name)
        when = row.accepted_text or day(row.accepted_on)
        entry = TimelineEntry(text, when, "badge-check", "green", row.acceptance_note, key=key)
        steps.append((row.accepted_on, 5, entry))
    return steps


def _paid(context: UiContext, row: ProjectDetail) -> str:
    """What it cost and who paid, in one line; "" where the budget is not known."""
    if row.budget_twd is None:
        return ""
    labels = context.services.labels
    shares = tr(", ", "list").join(
        f"{labels.name('funding_source', share.source)} {money(share.amount_twd)}" for share in row.funding
    )
    total = tr("Budget {sum}").format(sum=money(row.budget_twd))
    return f"{total}（{shares}）" if shares else total
