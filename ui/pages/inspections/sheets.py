"""The small sheets of an inspection: what was found, another date, why it is left out, a blank checklist."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget

from facilities_app.domain.rows import Choice, TargetHit, TaskDetail
from resources.texts import tr
from ui.components.form_sheet import FormSheet
from ui.context import UiContext
from ui.widgets.labels import Label
from ui.widgets.segments import Segment, SegmentedControl
from ui.widgets.type_ahead import TypeAhead
from ui.widgets.type_ahead_rows import Suggestion
from ui.worker import Task


class ResultSheet(FormSheet):
    """登錄結果: date, outcome, who, with which licence. ``saved`` carries the result's id."""

    def __init__(self, context: UiContext, host: QWidget, task: TaskDetail, me: str = "") -> None:
        super().__init__(context, host, tr("Record result"), f"{task.number}　{task.title}")
        self._task = task
        self.done_on = self.date(tr("Done on"))
        self.done_on.set_value(context.clock.today())
        choices = [c for c in context.services.labels.choices("result_outcome") if c.code in ("pass", "fail")]
        segments = [Segment(c.code, c.name, c.icon, c.tone) for c in choices]
        self.outcome = SegmentedControl(segments, numbered=True, name=tr("Outcome"))  # whoever looked says
        self.inspector = self.line(me, longest=80)
        self.licence = self.line(longest=60, placeholder=tr("where the law asks for one"))
        self.note_field = QPlainTextEdit()
        self.note_field.setTabChangesFocus(True)
        self.note_field.setFixedHeight(64)
        for line in (self.inspector, self.licence):
            line.returnPressed.connect(self.save)
        self.lay(
            self.add("done_on", tr("Done on"), self.done_on, required=True),
            self.add("outcome", tr("Outcome"), self.outcome, required=True),
        )
        self.lay(
            self.add("inspector", tr("Inspector"), self.inspector, required=True),
            self.add("licence", tr("Licence no."), self.licence),
        )
        self.lay(self.add("note", tr("Note"), self.note_field))

    def save(self) -> None:
        """Record the result and mark the inspection done."""
        self.clear_errors()
        if not self.dates_are_readable():
            return
        done_on, task, services = self.done_on.value(), self._task, self.context.services
        if done_on is None:
            self.refuse("done_on", tr("Write the day it was done."))
            return
        outcome, who = str(self.outcome.value() or ""), self.inspector.text()
        licence, note = self.licence.text(), self.note_field.toPlainText()
        self.submit(
            lambda: services.inspections.record(task.id, task.version, done_on, outcome, who, licence, note)
        )


class PostponeSheet(FormSheet):
    """改期: another due date, and why."""

    def __init__(self, context: UiContext, host: QWidget, task: TaskDetail) -> None:
        super().__init__(context, host, tr("Postpone"), f"{task.number}　{task.title}")
        self._task = task
        self.due_on = self.date(tr("New date"))
        self.due_on.set_value(task.due_on)
        self.reason = self.line(longest=400)
        self.reason.returnPressed.connect(self.save)
        hint = ""
        if task.is_statutory and task.window_until:
            hint = tr("until {date}").format(date=context.presenter.date(task.window_until))
        self.lay(
            self.add("due_on", tr("New date"), self.due_on, required=True, hint=hint),
            self.add("reason", tr("Reason"), self.reason, required=True),
        )
        words = tr("Set by law: the new date must still keep the interval.")
        own = tr("Our own schedule: the date is ours to choose.")
        self.body.addWidget(Label(words if task.is_statutory else own, "secondary", wrap=True))

    def save(self) -> None:
        """Give it another date."""
        self.clear_errors()
        if not self.dates_are_readable():
            return
        due_on, task, services = self.due_on.value(), self._task, self.context.services
        if due_on is None:
            self.refuse("due_on", tr("Write the new date."))
            return
        reason = self.reason.text()
        self.submit(lambda: services.inspections.postpone(task.id, task.version, due_on, reason))


class SkipSheet(FormSheet):
    """略過: why this one is left out; its plan goes on."""

    def __init__(self, context: UiContext, host: QWidget, task: TaskDetail) -> None:
        super().__init__(context, host, tr("Skip"), f"{task.number}　{task.title}", save=tr("Skip"))
        self._task = task
        self.reason = self.line(longest=400)
        self.reason.returnPressed.connect(self.save)
        self.lay(self.add("reason", tr("Reason"), self.reason, required=True))
        words = tr("It stays in the list as skipped, with the reason. The plan goes on.")
        self.body.addWidget(Label(words, "secondary", wrap=True))

    def save(self) -> None:
        """Leave it out."""
        self.clear_errors()
        task, services, reason = self._task, self.context.services, self.reason.text()
        self.submit(lambda: services.inspections.skip(task.id, task.version, reason))


class BlankSheet(FormSheet):
    """空白檢查表: for any asset, place or dormitory unit. ``wanted`` carries template, kind and code."""

    wanted = Signal(str, str, str)

    def __init__(self, context: UiContext, host: QWidget, templates: tuple[Choice, ...]) -> None:
        super().__init__(context, host, tr("Blank checklist"), save=tr("Print"))
        self._task: Task | None = None
        self.target = TypeAhead(tr("Name, number or place"), name=tr("Asset, place or unit"))
        self.target.wanted.connect(self._on_wanted)
        self.target.chosen.connect(self._on_target)
        self.template = QComboBox()
        for choice in templates:
            self.template.addItem(f"{choice.code}　{choice.name}", choice.code)
        self.lay(self.add("target", tr("Asset, place or unit"), self.target, required=True))
        self.lay(self.add("template", tr("Checklist"), self.template, required=True))

    def choose(self, hit: TargetHit, template: str = "") -> None:
        """Begin with this target and the checklist that fits it."""
        self.target.choose(_suggestion(hit))
        self._propose(template)

    def save(self) -> None:
        """Hand the wish over."""
        self.clear_errors()
        hit = self.target.value()
        if not isinstance(hit, TargetHit):
            self.refuse("target", tr("Choose what it is for."))
            return
        self.wanted.emit(str(self.template.currentData()), hit.kind, hit.code)
        self.dismiss()

    def _on_wanted(self, words: str) -> None:
        if self._task is not None:
            self._task.cancel()
        services = self.context.services
        self._task = self.context.worker.read(
            lambda: services.targets.search(words), self._on_hits, self.context.notify.error
        )

    def _on_target(self, hit: object) -> None:
        """An asset's category knows its checklist."""
        if isinstance(hit, TargetHit) and hit.kind == "asset":
            services, key = self.context.services, hit.id
            self.context.worker.read(
                lambda: services.assets.detail(key).template_code, self._propose, self.context.notify.error
            )

    def _propose(self, template: str) -> None:
        place = self.template.findData(template)
        if place >= 0:
            self.template.setCurrentIndex(place)

    def _on_hits(self, hits: list[TargetHit]) -> None:
        self.target.set_results([_suggestion(hit) for hit in hits])


def _suggestion(hit: TargetHit) -> Suggestion:
    return Suggestion(hit, hit.name, hit.path, hit.icon)
