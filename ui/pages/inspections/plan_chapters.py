"""The chapters of a plan's pane."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilities_app.domain.recurrence import Anchor
from facilities_app.services.plan_drafts import PlanDraft
from facilities_app.services.plan_reading import PlanDetail
from resources.texts import tr, trn
from ui.components.brief_rows import Brief, BriefRows
from ui.components.sections import Section, clear_layout
from ui.context import UiContext
from ui.widgets.facts import KeyValueGrid
from ui.widgets.labels import Label
from ui.widgets.line_row import LineRow
from ui.widgets.surfaces import Notice

_MEMBERS = 12


class PlanChapters(QWidget):
    """Shows one plan; ``task_asked`` carries the inspection that was clicked."""

    task_asked = Signal(int)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(self._column)
        outer.addStretch(1)

    def show_plan(self, plan: PlanDetail) -> None:
        """Show another plan."""
        clear_layout(self._column)
        for section in (
            self._rule(plan),
            self._days(plan),
            self._members(plan),
            self._pauses(plan),
            self._past(plan),
        ):
            if section is not None:
                self._column.addWidget(section)

    def _rule(self, plan: PlanDetail) -> Section:
        draft, labels = plan.row.draft, self._context.services.labels
        section = Section(line=False)
        if not plan.row.is_active:
            section.body.addWidget(
                Notice(self._rests(plan), plan.row.pause_reason, tone="amber", icon="circle-pause")
            )
        grid = KeyValueGrid()
        rows = [
            (tr("Duty"), f"{plan.duty.code}　{plan.duty.title}" if plan.duty else ""),
            (tr("Law"), plan.duty.basis if plan.duty else ""),
            (tr("Interval"), labels.name("rule", draft.rule)),
            (tr("Counted from"), labels.name("anchor", draft.anchor)),
            (tr("Days off"), labels.name("holiday_rule", draft.holiday_rule)),
            (tr("Window"), window_words(draft)),
            (tr("Planned ahead"), trn("{n} day", "{n} days", draft.lead_days)),
            (tr("Reminders"), tr("{days} days before").format(days=draft.ladder) if draft.ladder else ""),
            (tr("Assignee"), labels.name("user", draft.assignee_id) if draft.assignee_id else ""),
            (tr("Done by", "plan"), plan.vendor),
            (tr("Kind of licence"), draft.licence_kind),
            (tr("Role to remind"), plan.role),
            (tr("Checklist"), draft.template_code),
            (tr("Note"), draft.note),
        ]
        for label, value in rows:
            if value:
                grid.add(label, value)
        section.body.addWidget(grid)
        return section

    def _rests(self, plan: PlanDetail) -> str:
        if plan.row.paused_until is None:
            return tr("Paused until somebody resumes it")
        return tr("Paused until {date}").format(date=self._context.presenter.date(plan.row.paused_until))

    def _days(self, plan: PlanDetail) -> Section:
        section = Section(tr("Next days"))
        section.body.setSpacing(1)
        for day in plan.days:
            row = LineRow("calendar-days", self._context.presenter.date(day.due_on), day.why, opens=False)
            section.body.addWidget(row)
        if not plan.days:
            section.body.addWidget(Label(no_days_words(plan.row.draft.anchor), "secondary", wrap=True))
        return section

    def _members(self, plan: PlanDetail) -> Section:
        count = len(plan.members)
        section = Section(tr("Inspected") + f"　{count:,}")
        rows = [
            Brief(None, member.label, icon="boxes" if member.asset_id else "map-pin")
            for member in plan.members[:_MEMBERS]
        ]
        briefs = BriefRows()
        briefs.set_rows(rows, empty=tr("Nothing is in the plan's set today."), total=count)
        section.body.addWidget(briefs)
        return section

    def _pauses(self, plan: PlanDetail) -> Section | None:
        if not plan.pauses:
            return None
        section = Section(tr("Pauses"))
        section.body.setSpacing(1)
        day = self._context.presenter.date
        for pause in plan.pauses:
            until = day(pause.until_on) if pause.until_on else ""
            section.body.addWidget(
                LineRow("circle-pause", f"{day(pause.from_on)}–{until}", pause.reason, opens=False)
            )
        return section

    def _past(self, plan: PlanDetail) -> Section:
        section = Section(tr("Past inspections"))
        labels, day = self._context.services.labels, self._context.presenter.date
        rows = []
        for task in plan.past:
            state = labels.choice("task_state", task.state)
            detail = "　".join(part for part in (task.target, task.reason) if part)
            rows.append(Brief(task.id, day(task.on), detail, state.name, state.tone, state.icon))
        briefs = BriefRows()
        briefs.set_rows(rows, empty=tr("Nothing was done yet."), total=len(rows))
        briefs.opened.connect(lambda key: self.task_asked.emit(int(str(key))))
        section.body.addWidget(briefs)
        return section


def window_words(draft: PlanDraft) -> str:
    """How far before and after its day people may do it; "" where the plan says nothing."""
    before, after = draft.window_before_days, draft.window_after_days
    parts = []
    if before is not None:
        parts.append(tr("{n} days before").format(n=before))
    if after is not None:
        parts.append(tr("{n} days after").format(n=after))
    return tr(", ", "list").join(parts)


def no_days_words(anchor: str) -> str:
    """Why a plan has no days ahead."""
    if anchor == Anchor.METER:
        return tr("The next reading that meets the condition makes it due.")
    if anchor == Anchor.PERMIT:
        return tr("No permit with an end is known of what is inspected.")
    return tr("No days ahead.")
