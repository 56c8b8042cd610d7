"""The editor of a plan, with its next ten days in sight while it is written."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from facilities_app.domain.errors import Invalid
from facilities_app.domain.plan_dates import MeterRule
from facilities_app.domain.recurrence import Anchor
from facilities_app.domain.rows import Choice
from facilities_app.services.plan_drafts import PlanDraft
from facilities_app.services.plan_members import TargetLine
from facilities_app.services.plan_reading import DutyBrief, PlanDetail, PlanPeople, TargetChoice
from resources.texts import tr
from ui.components.form_sheet import FormSheet
from ui.context import UiContext
from ui.pages.inspections.plan_fields import (
    MeterFields,
    WhoFields,
    combo,
    days_in,
    days_shown,
    days_text,
    reading_in,
)
from ui.pages.inspections.plan_preview import PlanPreview
from ui.pages.inspections.plan_rule_field import RuleField
from ui.pages.inspections.plan_set_field import SetField
from ui.widgets.type_ahead import TypeAhead
from ui.widgets.type_ahead_rows import Suggestion
from ui.worker import Task

_NOTHING = (TargetLine(place_id=0),)


class PlanForm(FormSheet):
    """``saved`` carries the plan's id. Choosing a duty fills rule, way of counting, checklist and title."""

    def __init__(self, context: UiContext, host: QWidget, plan: PlanDetail | None = None) -> None:
        super().__init__(
            context, host, tr("Edit plan") if plan else tr("New plan"), plan.row.code if plan else ""
        )
        self.closed.connect(self.deleteLater)
        self._plan = plan
        self._old = plan.row.draft if plan else None
        self._task: Task | None = None
        self._templates: tuple[Choice, ...] = ()
        self._make()
        self._make_more()
        self._arrange()
        self._wire()
        self._show_kind()
        self._begin()

    # -- what is written ---------------------------------------------------------------------------

    def draft(self) -> PlanDraft:
        """The plan as it stands in the fields. Raises Invalid beside one that cannot be read."""
        starts = self.starts_on.value()
        if starts is None:
            raise Invalid("date.empty", field="starts_on")
        duty = self.duty.value()
        base = self._old or PlanDraft("", "FREQ=MONTHLY", starts, ())
        anchor = str(self.anchor.currentData())
        is_meter = anchor == Anchor.METER
        is_between = is_meter and self.meter.rule.currentData() == MeterRule.BETWEEN
        return replace(
            base,
            title=self.title_line.text(),
            title_en=self.title_en.text(),
            rule=self.rule.value(),
            starts_on=starts,
            targets=self.set.lines(),
            duty_id=duty.id if isinstance(duty, DutyBrief) else None,
            template_code=str(self.template.currentData() or ""),
            anchor=anchor,
            ends_on=self.ends_on.value(),
            exclusions=self.exclusions.toPlainText(),
            holiday_rule=str(self.holiday.currentData()),
            window_before_days=days_in(self.before, "window_before_days"),
            window_after_days=days_in(self.after, "window_after_days"),
            permit_kind=str(self.permit.currentData() or "") if anchor == Anchor.PERMIT else "",
            meter_kind=str(self.meter.kind.currentData() or "") if is_meter else "",
            meter_rule=str(self.meter.rule.currentData()) if is_meter else "",
            meter_from=reading_in(self.meter.low, "meter_rule") if is_meter else None,
            meter_until=reading_in(self.meter.high, "meter_until") if is_between else None,
            lead_days=days_in(self.lead, "lead_days") or 0,
            ladder=self.ladder.text(),
            assignee_id=self.who.assignee.currentData(),
            vendor_id=self.who.vendor.currentData(),
            role_id=self.who.role.currentData(),
            licence_kind=self.who.licence.currentText(),
            note=self.words.text(),
        )

    def previewed(self) -> PlanDraft:
        """The same for looking ahead: what has no name and no members yet has days already."""
        draft = self.draft()
        return replace(draft, title=draft.title or "－", targets=draft.targets or _NOTHING)

    def save(self) -> None:
        """Keep it, with its inspections up to the horizon."""
        self.clear_errors()
        if not self.dates_are_readable():
            return
        try:
            draft = self.draft()
        except Invalid as error:
            self.refuse(error.field, self.context.notify.sentence(error))
            return
        plans, plan = self.context.services.plans, self._plan
        if plan is None:
            self.submit(lambda: plans.add(draft))
        else:
            self.submit(lambda: plans.edit(plan.row.id, plan.row.version, draft))

    def refuse(self, key: str, sentence: str) -> None:
        """As every form, with the sentence in sight also below the last field."""
        super().refuse(key, sentence)
        field = self.fields.get(key)
        if field is not None:
            scroll = self._scroll
            QTimer.singleShot(0, field, lambda: scroll.ensureWidgetVisible(field, 0, 16))

    # -- building --------------------------------------------------------------------------------

    def _make(self) -> None:
        context, old = self.context, self._old
        self.title_line = self.line(old.title if old else "", longest=160)
        self.title_en = self.line(old.title_en if old else "", longest=200)
        self.duty = TypeAhead(tr("Name, number or system"), name=tr("Duty"))
        self.set = SetField(context)
        self.rule = RuleField(old.rule if old else "FREQ=MONTHLY")
        self.starts_on = self.date(tr("Begins on"))
        self.starts_on.set_value(old.starts_on if old else context.clock.today())
        self.ends_on = self.date(tr("Ends on"))
        self.ends_on.set_value(old.ends_on if old else None)
        labels = context.services.labels
        self.anchor = combo(tr("Counted from"), labels.choices("anchor"), old.anchor if old else "fixed")
        self.permit = combo(
            tr("Permit"), labels.choices("permit_kind"), old.permit_kind if old else "", tr("any permit")
        )
        self.meter = MeterFields.make(context, self, old)
        self.holiday = combo(
            tr("Days off"), labels.choices("holiday_rule"), old.holiday_rule if old else "keep"
        )
        self.who = WhoFields.make(context, old)
        self.template = combo(tr("Checklist"), (), None, tr("none"))

    def _make_more(self) -> None:
        old = self._old
        self.before = self.line(days_text(old.window_before_days) if old else "", longest=3)
        self.after = self.line(days_text(old.window_after_days) if old else "", longest=3)
        self.lead = self.line(str(old.lead_days) if old else "30", longest=3)
        self.ladder = self.line(old.ladder if old else "60,30,7,0", longest=80)
        self.words = self.line(old.note if old else "", longest=1000)
        self.exclusions = QPlainTextEdit(days_shown(old.exclusions, self.context.presenter) if old else "")
        self.exclusions.setTabChangesFocus(True)
        self.exclusions.setFixedHeight(64)
        self.preview = PlanPreview(self.context, self.previewed)

    def _arrange(self) -> None:
        self.lay(
            self.add("duty_id", tr("Duty"), self.duty, hint=tr("fills interval, counting and checklist"))
        )
        self.lay(
            self.add("title", tr("What is inspected"), self.title_line, required=True),
            self.add("title_en", tr("Name in English"), self.title_en),
        )
        self.lay(
            self.add(
                "targets", tr("On what"), self.set, required=True, hint=tr("new ones join by themselves")
            )
        )
        self.lay(
            self.add("anchor", tr("Counted from"), self.anchor),
            self.add("starts_on", tr("Begins on"), self.starts_on, required=True),
        )
        self.lay(self.add("rule", tr("Interval"), self.rule))
        self.lay(self.add("permit_kind", tr("Permit"), self.permit))
        self.lay(
            self.add("meter_kind", tr("Meter"), self.meter.kind),
            self.add("meter_rule", tr("Condition"), self.meter.rule),
            self.add("meter_from", tr("Reading"), self.meter.low),
            self.add("meter_until", tr("Up to"), self.meter.high),
        )
        self.lay(
            self.add("holiday_rule", tr("Days off"), self.holiday),
            self.add("ends_on", tr("Ends on"), self.ends_on),
        )
        self.lay(self.preview)
        unit = tr("days")
        self.lay(
            self.add("window_before_days", tr("May be done before"), self.before, hint=unit),
            self.add("window_after_days", tr("May be done after"), self.after, hint=unit),
            self.add("lead_days", tr("Planned ahead"), self.lead, hint=unit),
        )
        self.lay(
            self.add("assignee_id", tr("Assignee"), self.who.assignee),
            self.add("vendor_id", tr("Done by", "plan"), self.who.vendor),
        )
        self.lay(
            self.add("licence_kind", tr("Kind of licence"), self.who.licence),
            self.add("role_id", tr("Role to remind"), self.who.role),
            self.add("ladder", tr("Reminders"), self.ladder, hint=tr("days before")),
        )
        self.lay(
            self.add("template_code", tr("Checklist"), self.template),
            self.add("note", tr("Note"), self.words),
        )
        example = self.context.presenter.date(date(self.context.clock.today().year, 12, 31))
        hint = tr("one day a line, as {day}").format(day=example)
        self.lay(self.add("exclusions", tr("Left out"), self.exclusions, hint=hint))

    def _wire(self) -> None:
        soon = self.preview.soon
        self.duty.wanted.connect(self._on_duty_wanted)
        self.duty.chosen.connect(self._on_duty)
        self.anchor.currentIndexChanged.connect(self._show_kind)
        self.meter.rule.currentIndexChanged.connect(self._show_kind)
        for box in (self.anchor, self.permit, self.holiday, self.meter.rule, self.meter.kind):
            box.currentIndexChanged.connect(soon)
        for line in (self.before, self.after, self.meter.low, self.meter.high):
            line.textChanged.connect(soon)
        self.starts_on.changed.connect(self._on_start)
        for signal in (
            self.set.changed,
            self.rule.changed,
            self.ends_on.changed,
            self.exclusions.textChanged,
        ):
            signal.connect(soon)
        for entry in (
            self.title_line,
            self.title_en,
            self.before,
            self.after,
            self.lead,
            self.ladder,
            self.words,
        ):
            entry.returnPressed.connect(self.save)

    # -- reading ---------------------------------------------------------------------------------

    def _begin(self) -> None:
        """What the form offers and what the plan's ids are called."""
        self._on_start()
        reading, plan = self.context.services.plans.reading, self._plan
        lines = plan.row.draft.targets if plan else ()
        self.context.worker.read(
            lambda: (reading.templates(), reading.named(lines), reading.people()),
            self._on_begun,
            self.context.notify.error,
        )
        if plan is not None and plan.duty is not None:
            self.duty.choose(_suggestion(plan.duty))
        self.preview.read()

    def _on_begun(self, found: tuple[tuple[Choice, ...], tuple[TargetChoice, ...], PlanPeople]) -> None:
        self._templates, choices, people = found
        self.who.offer(people, self._old)
        wanted = self.template.currentData() or (self._old.template_code if self._old else "")
        duty = self.duty.value()
        if not wanted and self._plan is None and isinstance(duty, DutyBrief):
            wanted = duty.template_code
        for choice in self._templates:
            self.template.addItem(f"{choice.code}　{choice.name}", choice.code)
        self.template.setCurrentIndex(max(self.template.findData(wanted), 0))
        self.set.set_choices((*choices, *(c for c in self.set.choices() if c not in choices)))

    def _on_duty_wanted(self, words: str) -> None:
        if self._task is not None:
            self._task.cancel()
        duties = self.context.services.plans.reading.duties
        self._task = self.context.worker.read(
            lambda: duties(words),
            lambda found: self.duty.set_results([_suggestion(duty) for duty in found[:8]], len(found)),
            self.context.notify.error,
        )

    def _on_duty(self, duty: object) -> None:
        """The catalogue knows how often, counted from what, and by which checklist."""
        if not isinstance(duty, DutyBrief):
            return
        if duty.rule:
            self.rule.set_value(duty.rule)
        self.anchor.setCurrentIndex(max(self.anchor.findData(duty.anchor), 0))
        self.template.setCurrentIndex(max(self.template.findData(duty.template_code), 0))
        if not self.title_line.text().strip():
            self.title_line.setText(duty.title_zh.split("（")[0])
        self.preview.soon()

    def _on_start(self, *_: object) -> None:
        starts = self.starts_on.value()
        if starts is not None:
            self.rule.start_month = starts.month
        self.preview.soon()

    def _show_kind(self, *_: object) -> None:
        """Only what this way of counting asks for."""
        anchor = self.anchor.currentData()
        between = self.meter.rule.currentData() == MeterRule.BETWEEN
        by_rule = anchor != Anchor.METER
        for key, shown in (
            ("rule", by_rule),
            ("permit_kind", anchor == Anchor.PERMIT),
            ("meter_kind", anchor == Anchor.METER),
            ("meter_rule", anchor == Anchor.METER),
            ("meter_from", anchor == Anchor.METER),
            ("meter_until", anchor == Anchor.METER and between),
        ):
            self.fields[key].setVisible(shown)


def _suggestion(duty: DutyBrief) -> Suggestion:
    return Suggestion(
        duty, duty.title, f"{duty.code}　{duty.system}", "scale" if duty.is_statutory else "repeat"
    )
