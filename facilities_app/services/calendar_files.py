"""The days that matter as a calendar file: planned inspections, and whatever else the reminders tell."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from db.models import (
    Duty,
    InspectionPlan,
    InspectionTask,
    JournalRow,
    JournalStep,
)
from facilities_app.domain import ladder
from facilities_app.domain.errors import Invalid, Unavailable
from facilities_app.reports.ics import CalendarEvent, write_calendar
from facilities_app.services.calendar_papers import Asked, Source, sources
from facilities_app.services.calendar_traces import TASKS, Traces, read_table, read_traces, sequence
from facilities_app.services.exports import ExportResult
from facilities_app.services.labels import Labels
from facilities_app.services.office import OfficeService
from facilities_app.services.plan_drafts import ladder_days
from facilities_app.services.standings import speaks_to
from resources.texts import pick, tr

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

BEHIND_DAYS = 31
"""So long what is done or left out stays in the file, for calendars that still show it as planned."""
LONGEST_DAYS = 3_660

Found = tuple[str, int, CalendarEvent]
"""The table, the row, and its event as yet without UID and moment."""


@dataclass(frozen=True, slots=True)
class _Span:
    start: date
    end: date


class CalendarFileService:
    """Writes calendar files. Reads only; any thread. A shortage of parts has no day and stays with the reminders."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    def write(self, out: Path, *, days: int = 365, mine_only: bool = False) -> ExportResult:
        """Write ``out``, whole or not at all; ``mine_only`` keeps of repairs and inspections those of the acting person
        and of inspections those of their role.

        Raises Invalid("ics.bad_days") and Unavailable("file.cannot_write").
        """
        if not 1 <= days <= LONGEST_DAYS:
            raise Invalid("ics.bad_days", field="days", most=LONGEST_DAYS)
        name = tr("{office}: inspections and deadlines").format(
            office=str(OfficeService(self._base).get("office_name"))
        )
        events = self.events(days, mine_only=mine_only)
        try:
            count = write_calendar(out, name, events, self._base.clock.now())
        except OSError as error:
            raise Unavailable("file.cannot_write", path=str(out), why=error.strerror or str(error)) from error
        return ExportResult(out, count)

    def events(self, days: int, *, mine_only: bool = False) -> list[CalendarEvent]:
        """What the file says, by day."""
        today = self._base.clock.today()
        span = _Span(today - timedelta(days=BEHIND_DAYS), today + timedelta(days=days))
        user = self._base.actor_id if mine_only else None
        with self._base.read() as session:
            traces = read_traces(session, self._base.clock.now(), BEHIND_DAYS, user)
            found = list(_tasks(session, span, self._base.labels, user, traces))
            found += _withdrawn(
                session, span, self._base.labels, user, traces, {row for _e, row, _v in found}
            )
            asked = Asked(self._base.labels, span.start, user)
            for source in sources():
                found += _papers(session, source, span, asked, self._base.clock.now())
            origin = session.scalar(select(JournalStep.digest).order_by(JournalStep.id).limit(1)) or ""
            moved = _moments(session, {entity for entity, _id, _event in found})
        host = f"{origin[:12] or 'office'}.facilities-app"
        events = [_with_origin(one, host, moved) for one in found]
        return sorted(events, key=lambda event: (event.day, event.uid))


def _with_origin(found: Found, host: str, moved: dict[tuple[str, int], datetime]) -> CalendarEvent:
    entity, row, event = found
    uid = f"{entity.replace('_', '-')}-{row}@{host}"
    return replace(event, uid=uid, modified=moved.get((entity, row)))


def _moments(session: Session, entities: set[str]) -> dict[tuple[str, int], datetime]:
    """When each row of these tables was last written, as far as the journal tells."""
    newest = (
        select(JournalRow.entity, JournalRow.entity_id, func.max(JournalRow.step_id).label("step"))
        .where(JournalRow.entity.in_(entities))
        .group_by(JournalRow.entity, JournalRow.entity_id)
        .subquery()
    )
    rows = session.execute(
        select(newest.c.entity, newest.c.entity_id, JournalStep.at).join(
            JournalStep, JournalStep.id == newest.c.step
        )
    )
    return {(entity, row): moment for entity, row, moment in rows}


def _tasks(
    session: Session, span: _Span, labels: Labels, user_id: int | None, traces: Traces
) -> Iterator[Found]:
    """Planned ones however late, others since a month ago, and whatever was moved or settled within that month."""
    shown = (InspectionTask.due_on <= span.end) & (
        (InspectionTask.status == "planned") | (InspectionTask.due_on >= span.start)
    )
    statement = _with_plan().where(shown | InspectionTask.id.in_(traces.changed))
    if user_id is not None:
        statement = statement.where(speaks_to(session, user_id))
    for row, steps, duty in session.execute(statement):
        yield _task(row, steps, duty, labels, traces)


def _withdrawn(
    session: Session, span: _Span, labels: Labels, user_id: int | None, traces: Traces, told: set[int]
) -> Iterator[Found]:
    """What calendars written before show and should no longer: taken away, or given to somebody else."""
    for one in traces.gone:
        if span.start <= one.due_on <= span.end:
            title = labels.name("term", one.title)
            summary = f"{title}（{one.target_label}）" if one.target_label else title
            words = f"{one.number}\n{tr('no longer planned', 'calendar file')}"
            event = CalendarEvent("", one.due_on, summary, words, sequence=one.sequence, cancelled=True)
            yield TASKS, one.id, event
    mine = [key for key, people in traces.former.items() if user_id in people and key not in told]
    for row, steps, duty in session.execute(_with_plan().where(InspectionTask.id.in_(mine))):
        entity, key, event = _task(row, steps, duty, labels, traces)
        yield entity, key, replace(event, alarms=(), cancelled=True)


def _with_plan() -> Select[InspectionTask, str, Duty]:
    return (
        select(InspectionTask, InspectionPlan.ladder, Duty)
        .outerjoin(InspectionPlan, InspectionPlan.id == InspectionTask.plan_id)
        .outerjoin(Duty, Duty.id == InspectionTask.duty_id)
    )


def _task(row: InspectionTask, steps: str | None, duty: Duty | None, labels: Labels, traces: Traces) -> Found:
    title = labels.name("term", row.title)
    rungs = ladder.USUAL if steps is None else (ladder_days(steps) or (0,))
    planned = row.status == "planned"
    law = pick(duty.legal_basis, duty.legal_basis_en) if duty is not None and row.is_statutory else ""
    lines = [row.number, law, _window(row), "" if planned else _state_word(row)]
    summary = " ".join(part for part in ("✓" if row.status == "done" else "", title) if part)
    event = CalendarEvent(
        "",
        row.due_on,
        f"{summary}（{row.target_label}）" if row.target_label else summary,
        "\n".join(line for line in lines if line),
        row.target_label,
        tr("Statutory inspection") if row.is_statutory else tr("Planned inspection"),
        sequence(row.version, traces.deletions.get(row.id, 0)),
        alarms=rungs if planned else (),
        cancelled=row.status == "skipped",
    )
    return TASKS, row.id, event


def _window(row: InspectionTask) -> str:
    if row.window_until is None:
        return ""
    return tr("at the latest {day}").format(day=row.window_until.isoformat())


def _state_word(row: InspectionTask) -> str:
    words = {
        "done": tr("done", "calendar file"),
        "missed": tr("missed", "calendar file"),
        "skipped": tr("left out", "calendar file"),
    }
    told = words.get(row.status, row.status)
    return f"{told} {row.done_on.isoformat()}" if row.done_on is not None else told


def _papers(session: Session, source: Source, span: _Span, asked: Asked, now: datetime) -> Iterator[Found]:
    """What is due of one kind, what was moved lately wherever it went, and what is settled, replaced or gone."""
    found = list(source.read(session, asked))
    there = {paper.id for paper in found}
    traces = read_table(session, source.tables, source.days, now, BEHIND_DAYS, there)
    for paper in found:
        past, ahead = paper.day < span.start, paper.day > span.end
        if paper.id not in traces.moved and (ahead or (past and not (paper.live and paper.lasts))):
            continue
        yield (
            paper.kind,
            paper.id,
            CalendarEvent(
                "",
                paper.day,
                paper.summary,
                paper.words if paper.live else f"{paper.words}\n{tr('settled', 'calendar file')}".strip(),
                paper.place,
                source.category,
                traces.step,
                alarms=ladder.USUAL if paper.live else (),
                cancelled=not paper.live,
            ),
        )
    for one in traces.removed if asked.user_id is None or source.table != "tickets" else ():
        if span.start <= one.day <= span.end:
            summary = f"{source.category} {one.name}".strip()
            words = tr("no longer there", "calendar file")
            event = CalendarEvent("", one.day, summary, words, sequence=traces.step, cancelled=True)
            yield source.kind, one.id, event
