"""The days that matter as a calendar file: planned inspections, and when permits, contracts and insurance end."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from db.models import (
    Asset,
    Contract,
    Duty,
    InspectionPlan,
    InspectionTask,
    InsurancePolicy,
    JournalRow,
    JournalStep,
    Permit,
    Place,
    Vendor,
)
from facilities_app.domain import ladder
from facilities_app.domain.errors import Invalid, Unavailable
from facilities_app.reports.ics import CalendarEvent, write_calendar
from facilities_app.services.calendar_traces import TASKS, Traces, read_traces, sequence
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
    """Writes calendar files. Reads only; any thread."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    def write(self, out: Path, *, days: int = 365, mine_only: bool = False) -> ExportResult:
        """Write ``out``, whole or not at all; ``mine_only`` keeps the acting person's and their role's inspections.

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
            found += [*_permits(session, span, self._base.labels), *_contracts(session, span)]
            found += _policies(session, span, self._base.labels)
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


def _permits(session: Session, span: _Span, labels: Labels) -> Iterator[Found]:
    """The newest of each kind an asset in use has."""
    newer = select(Permit.asset_id, Permit.kind, func.max(Permit.expires_on).label("last")).group_by(
        Permit.asset_id, Permit.kind
    )
    last = newer.subquery()
    rows = session.execute(
        select(Permit, Asset.name, Asset.place_label)
        .join(Asset, Asset.id == Permit.asset_id)
        .join(
            last,
            (last.c.asset_id == Permit.asset_id)
            & (last.c.kind == Permit.kind)
            & (last.c.last == Permit.expires_on),
        )
        .where(Permit.expires_on.between(span.start, span.end), Asset.status != "retired")
    )
    for row, asset, place in rows:
        kind = labels.name("permit_kind", row.kind)
        words = tr("{kind} of {asset} ends").format(kind=kind, asset=asset)
        yield _paper(row, row.expires_on, words, row.number, place, tr("Permit", "calendar file"))


def _contracts(session: Session, span: _Span) -> Iterator[Found]:
    rows = session.execute(
        select(Contract, Vendor.name)
        .join(Vendor, Vendor.id == Contract.vendor_id)
        .where(Contract.ends_on.between(span.start, span.end))
    )
    for row, vendor in rows:
        words = tr("Contract “{title}” ends").format(title=row.title)
        yield _paper(row, row.ends_on, words, f"{row.number} {vendor}", "", tr("Contract", "calendar file"))


def _policies(session: Session, span: _Span, labels: Labels) -> Iterator[Found]:
    rows = session.execute(
        select(InsurancePolicy, Place.label)
        .join(Place, Place.id == InsurancePolicy.place_id)
        .where(InsurancePolicy.ends_on.between(span.start, span.end))
    )
    for row, place in rows:
        kind = labels.name("insurance_kind", row.kind)
        words = tr("{kind} of {place} ends").format(kind=kind, place=place)
        yield _paper(row, row.ends_on, words, row.number, place, tr("Insurance", "calendar file"))


def _paper(
    row: Permit | Contract | InsurancePolicy, day: date, words: str, number: str, place: str, category: str
) -> Found:
    event = CalendarEvent("", day, words, number, place, category, row.version - 1, alarms=ladder.USUAL)
    return row.__tablename__, row.id, event
