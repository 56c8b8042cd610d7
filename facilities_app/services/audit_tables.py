"""The tables of a round: its counts by kind of unit and finding, and every unit with what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import AuditFollowUp, AuditVisit
from facilities_app.domain.audits import FINDINGS, Counts
from facilities_app.domain.lists import ColumnKind
from facilities_app.domain.privacy import masked_name
from facilities_app.presenting import Presenter
from facilities_app.reports.table import ReportColumn
from facilities_app.services.labels import Labels
from resources.texts import tr

Steps = Mapping[int, Sequence[AuditFollowUp]]
"""Follow-ups by visit, in the order they were begun."""


@dataclass(frozen=True, slots=True)
class TableBody:
    """A table's own part: what stands around it is the same for all tables of a round."""

    title: str
    columns: tuple[ReportColumn, ...]
    rows: tuple[tuple[Any, ...], ...]


def summary_body(labels: Labels, by_kind: Sequence[tuple[str, Counts]]) -> TableBody:
    """查考結果彙整表: a row a kind; the totals are summed by whoever writes it."""
    whole = ColumnKind.INTEGER
    names = [labels.name("audit_finding", code) for code in FINDINGS]
    columns = (
        ReportColumn(tr("Kind"), width=20),
        ReportColumn(tr("To audit"), whole, 9, total=True),
        ReportColumn(tr("Audited"), whole, 9, total=True),
        *(ReportColumn(name, whole, 12, total=True) for name in names),
        ReportColumn(tr("Not yet visited"), whole, 10, total=True),
    )
    rows = tuple(
        (
            labels.name("unit_kind", kind),
            counts.total,
            counts.done,
            *(counts.by_finding[code] for code in FINDINGS),
            counts.unvisited,
        )
        for kind, counts in by_kind
    )
    return TableBody(tr("Results of the audit of actual residence"), columns, rows)


def roster_body(
    labels: Labels, presenter: Presenter, visits: Sequence[AuditVisit], steps: Steps, whole_names: bool
) -> TableBody:
    """查考清冊: a row a unit in walking order."""
    columns = (
        ReportColumn(tr("Order", "route"), width=6, align="right"),
        ReportColumn(tr("Sheet no."), width=13),
        ReportColumn(tr("Dormitory unit", "form"), width=10),
        ReportColumn(tr("Kind"), width=20),
        ReportColumn(tr("Should live there", "route"), width=10),
        ReportColumn(tr("Job title"), width=9),
        ReportColumn(tr("Finding", "route"), width=15),
        ReportColumn(tr("Time of visit"), width=16),
        ReportColumn(tr("Visitor", "roster"), width=10),
        ReportColumn(tr("Reason for absence"), width=10),
        ReportColumn(tr("Second visit", "roster"), width=11),
        ReportColumn(tr("Follow-up", "roster"), width=23),
        ReportColumn(tr("Note and explanation", "roster"), width=23),
    )
    rows = tuple(_unit(labels, presenter, visit, steps.get(visit.id, ()), whole_names) for visit in visits)
    return TableBody(tr("Roster of the audit of actual residence"), columns, rows)


def steps_of(session: Session, round_id: int) -> Steps:
    """Every follow-up of a round that was not dropped."""
    found: dict[int, list[AuditFollowUp]] = {}
    rows = session.scalars(
        select(AuditFollowUp)
        .join(AuditVisit, AuditVisit.id == AuditFollowUp.visit_id)
        .where(AuditVisit.round_id == round_id, AuditFollowUp.state != "dropped")
        .order_by(AuditFollowUp.id)
    )
    for row in rows:
        found.setdefault(row.visit_id, []).append(row)
    return found


def _unit(
    labels: Labels,
    presenter: Presenter,
    visit: AuditVisit,
    steps: Sequence[AuditFollowUp],
    whole_names: bool,
) -> tuple[Any, ...]:
    name = visit.expected_resident if whole_names else masked_name(visit.expected_resident)
    finding = labels.name("audit_finding", visit.finding) if visit.finding else tr("Not yet visited")
    joint = tr("; ", "between entries")
    return (
        str(visit.position),
        visit.number,
        visit.unit_code,
        labels.name("unit_kind", visit.unit_kind),
        name or None,
        visit.expected_title or None,
        finding,
        presenter.moment(visit.visited_at) if visit.visited_at else None,
        visit.visitor or None,
        labels.name("absence_reason", visit.absence) if visit.absence else None,
        presenter.date(visit.revisit_on) if visit.revisit_on else None,
        joint.join(_step(labels, presenter, step) for step in steps) or None,
        joint.join(part for part in (visit.note, visit.explanation) if part) or None,
    )


def _step(labels: Labels, presenter: Presenter, step: AuditFollowUp) -> str:
    """函請說明（高市秘字第1號）待辦，期限 115/12/08."""
    said = labels.name("follow_up_kind", step.kind)
    if step.document:
        said += tr(" ({document})").format(document=step.document)
    said += " " + labels.name("follow_up_state", step.state)
    if step.state == "done" and step.done_on:
        return f"{said} {presenter.date(step.done_on)}"
    if step.due_on:
        said += tr(", due {date}").format(date=presenter.date(step.due_on))
    return said
