"""The report of a damage event: gathered from the event, what it damaged, its repairs and its projects."""

from pathlib import Path
from typing import TYPE_CHECKING

from facilities_app.domain.dates import DateStyle
from facilities_app.domain.project_rows import DamageDetail, ProjectDetail
from facilities_app.presenting import EMPTY, Presenter, money, ticket_state
from facilities_app.services.office import OfficeService
from facilities_app.services.project_reading import read_event
from resources.texts import tr

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase


class EventReportService:
    """Writes reports of events. Any thread."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    def write(self, event_id: int, out: Path, *, style: DateStyle = DateStyle.ROC) -> int:
        """Write the event's page; returns how many lines are on it. Raises NotFound("event.gone")."""
        from facilities_app.reports.event_report import (  # late: paper is not needed to open a database
            EventReport,
            Part,
            write_event_report,
        )

        row = read_event(self._base, event_id)
        presenter = Presenter(self._base.labels, style)
        day = presenter.date(self._base.clock.today())
        when = row.occurred_text or presenter.date(row.occurred_on)
        report = EventReport(
            office=str(OfficeService(self._base).get("office_name")),
            code=row.code,
            name=row.name,
            pairs=(
                (
                    (tr("Kind"), self._base.labels.name("event_kind", row.kind)),
                    (tr("When"), when),
                ),
                (
                    (tr("Damaged assets"), f"{len(row.assets):,}"),
                    (tr("Repairs"), f"{len(row.tickets):,}"),
                ),
            ),
            parts=(
                Part(tr("What happened"), tuple(row.note.split("\n")) if row.note else (EMPTY,)),
                Part(tr("Damaged assets"), self._assets(row)),
                Part(tr("Repairs"), self._tickets(row, presenter)),
                Part(tr("Projects"), self._projects(row, presenter)),
                Part(tr("Money"), self._money(row)),
            ),
            printed=f"{tr('Printed {date}').format(date=day)}　{self._base.actor_name}",
            demo=row.is_demo,
        )
        return write_event_report(out, report)

    def _assets(self, row: DamageDetail) -> tuple[str, ...]:
        lines = []
        for one in row.assets:
            status = self._base.labels.name("asset_status", one.status)
            lines.append("　".join(part for part in (one.name, one.place, one.note, status) if part))
        return tuple(lines) or (tr("none"),)

    def _tickets(self, row: DamageDetail, presenter: Presenter) -> tuple[str, ...]:
        lines = []
        for one in row.tickets:
            status = ticket_state(self._base.labels, one.brief.status, one.brief.hold_reason)
            day = presenter.date(one.brief.reported_on)
            parts = (one.brief.number, day, one.brief.summary, status, money(one.cost_twd))
            lines.append("　".join(parts))
        return tuple(lines) or (tr("none"),)

    def _projects(self, row: DamageDetail, presenter: Presenter) -> tuple[str, ...]:
        lines = []
        for one in row.projects:
            status = self._base.labels.name("project_status", one.status)
            lines.append("　".join(part for part in (one.code, one.name, status, one.vendor) if part))
            lines.append("　" + _dates(one, presenter))
            lines += [f"　{line}" for line in one.note.split("\n") if line]
            for step in one.milestones:
                planned, done = presenter.date(step.planned_on), presenter.date(step.done_on)
                words = tr("{name}: planned {planned}, done {done}")
                lines.append("　" + words.format(name=step.name, planned=planned, done=done))
            if one.acceptance_note:
                lines.append("　" + tr("Acceptance: {note}").format(note=one.acceptance_note))
        return tuple(lines) or (tr("none"),)

    def _money(self, row: DamageDetail) -> tuple[str, ...]:
        lines = []
        for one in row.projects:
            lines.append(tr("{name}: budget {sum}").format(name=one.name, sum=money(one.budget_twd)))
            for share in one.funding:
                source = self._base.labels.name("funding_source", share.source)
                rest = tr("(remainder of the budget)") if share.is_remainder else ""
                lines.append(
                    f"　{source}　{money(share.amount_twd)}　{share.share * 100:.1f}%　{rest}".rstrip()
                )
        if row.tickets:
            lines.append(tr("Repairs: {sum}").format(sum=money(row.repair_twd)))
            if row.uncosted:
                lines.append("　" + tr("{n} repairs without a known cost").format(n=f"{row.uncosted:,}"))
        return tuple(lines) or (tr("not known yet"),)


def _dates(row: ProjectDetail, presenter: Presenter) -> str:
    start = row.started_text or presenter.date(row.started_on)
    end = row.completed_text or presenter.date(row.completed_on)
    accepted = row.accepted_text or presenter.date(row.accepted_on)
    return tr("began {start}, completed {end}, accepted {accepted}").format(
        start=start, end=end, accepted=accepted
    )
