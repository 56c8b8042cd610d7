"""The chapters of an inspection's pane."""

from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilities_app.domain.inspections import TaskState
from facilities_app.domain.rows import TaskDetail
from resources.texts import tr, trn
from ui.components.brief_rows import Brief, BriefRows
from ui.components.link_button import LinkButton
from ui.components.record_photos import RecordPhotos
from ui.components.sections import Section, clear_layout
from ui.components.task_words import basis
from ui.components.trend_chapter import TrendChapter
from ui.context import UiContext
from ui.pages.inspections.answer_chapter import AnswerChapter
from ui.pages.inspections.filing_chapter import FilingChapter
from ui.pages.inspections.finding_chapter import FindingChapter
from ui.widgets.facts import KeyValueGrid
from ui.widgets.labels import Label
from ui.widgets.surfaces import Notice

_RESULTS = 6


class TaskSections(QWidget):
    """When and where, by which law, the checklist, what was found, and the sheets that were printed."""

    target_asked = Signal(int)
    duty_asked = Signal(int)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._first, self._column = QVBoxLayout(), QVBoxLayout()
        self._first.setSpacing(0)
        self._column.setSpacing(0)
        self.findings, self.filing = FindingChapter(context), FilingChapter(context)
        column.addLayout(self._first)
        column.addWidget(self.findings)
        self.answers = AnswerChapter()
        column.addWidget(self.answers)
        column.addWidget(self.filing)
        self.trend = TrendChapter(context)
        column.addWidget(self.trend)
        column.addLayout(self._column)
        files = Section(tr("Scanned sheets and photos"))
        self.photos = RecordPhotos(context, "inspection_tasks")
        files.body.addWidget(self.photos)
        column.addWidget(files)
        column.addStretch(1)

    def show_task(self, task: TaskDetail) -> None:
        """Show another inspection."""
        clear_layout(self._first)
        clear_layout(self._column)
        target = self._target(task)
        target.layout().setContentsMargins(0, 0, 0, 0)  # type: ignore[union-attr]
        parts = (self._basis(task), self._checklist(task), self._earlier(task))
        for layout, sections in ((self._first, (target, self._result(task))), (self._column, parts)):
            for section in sections:
                if section is not None:
                    layout.addWidget(section)
        self.findings.show_task(task.id)
        self.answers.show_task(task)
        self.filing.show_task(task.id)
        trends, place = self._context.services.trends, None if task.asset_id else task.place_id
        self.trend.show_of(lambda: trends.of_task(task.id), asset_id=task.asset_id, place_id=place)
        self.photos.show_record(task.id, task.photos)

    def _target(self, task: TaskDetail) -> Section:
        section = Section(line=False)
        briefs = BriefRows()
        icon = "boxes" if task.asset_id else "map-pin"
        key = task.asset_id
        where = task.place_label if task.place_label != task.target else ""
        briefs.set_rows([Brief(key, task.target, where, icon=icon)])
        briefs.opened.connect(lambda found: self.target_asked.emit(int(str(found))))
        section.body.addWidget(briefs)
        grid = KeyValueGrid()
        day = self._context.presenter.date
        grid.add(tr("Due"), day(task.due_on))
        if task.window_from or task.window_until:
            grid.add(tr("Window"), self._window(task.window_from, task.window_until))
        if task.assignee:
            grid.add(tr("Assignee"), task.assignee)
        if task.reason:
            grid.add(tr("Reason"), task.reason)
        if task.keyed_at is not None and task.status == "planned":
            grid.add(tr("Half keyed"), self._keyed(task))
        if task.explanation:
            grid.add(tr("Why then"), task.explanation)
        section.body.addWidget(grid)
        return section

    def _window(self, first: date | None, last: date | None) -> str:
        day = self._context.presenter.date
        if first and last:
            return f"{day(first)}–{day(last)}"
        if last:
            return tr("until {date}").format(date=day(last))
        return tr("from {date}").format(date=day(first))

    def _result(self, task: TaskDetail) -> Section | None:
        if TaskState(task.state) not in (TaskState.DONE, TaskState.DONE_LATE):
            return None
        section = Section(tr("Result"))
        grid = KeyValueGrid()
        outcome = self._context.services.labels.choice("result_outcome", task.outcome)
        grid.add(tr("Done"), self._context.presenter.date(task.done_on))
        grid.add(
            tr("Outcome"),
            Label(outcome.name, "strong", colour=outcome.tone if outcome.tone != "neutral" else ""),
        )
        if task.complied_on is not None:
            grid.add(tr("Complied"), self._context.presenter.date(task.complied_on))
        for label, value in (
            (tr("Inspector"), task.inspector),
            (tr("Licence no."), task.licence),
            (tr("Keyed"), self._keyed(task)),
            (tr("Note"), task.result_note),
        ):
            if value:
                grid.add(label, value)
        section.body.addWidget(grid)
        return section

    def _keyed(self, task: TaskDetail) -> str:
        """Who keyed it, and when."""
        if task.keyed_at is None:
            return ""
        return f"{self._context.presenter.moment(task.keyed_at)} {task.keyed_by}".strip()

    def _basis(self, task: TaskDetail) -> Section:
        section = Section(tr("Basis"))
        grid = KeyValueGrid()
        grid.add(tr("Set by"), basis(task.is_statutory))
        keep = trn("{n} year", "{n} years", task.retention_years) if task.retention_years else ""
        for label, value in (
            (tr("Law"), task.legal_basis),
            (tr("Interval"), task.interval),
            (tr("Who"), task.who),
            (tr("Record"), task.record),
            (tr("Filing"), task.filing),
            (tr("To be kept"), keep),
        ):
            if value:
                grid.add(label, value)
        section.body.addWidget(grid)
        if task.duty_id is not None:
            link = LinkButton(tr("All about this duty"))
            link.clicked.connect(partial(self.duty_asked.emit, task.duty_id))
            section.body.addWidget(link)
        if not task.is_statutory:
            words = tr("No statute sets an interval here: the date is our own.")
            section.body.addWidget(Notice(words, task.note, tone="neutral", icon="info"))
        elif task.note:
            section.body.addWidget(Label(task.note, "secondary", wrap=True))
        return section

    def _checklist(self, task: TaskDetail) -> Section | None:
        if not task.template_code:
            return None
        section = Section(tr("Checklist"))
        grid = KeyValueGrid()
        count = trn("{n} item", "{n} items", len(task.items)) if task.items else ""
        grid.add(tr("Template"), "　".join(part for part in (task.template_name, count) if part))
        printed = tr(", ", "list").join(task.sheets)
        grid.add(tr("Printed sheets"), printed or tr("none yet"))
        section.body.addWidget(grid)
        return section

    def _earlier(self, task: TaskDetail) -> Section:
        section = Section(tr("Earlier results"))
        labels, day = self._context.services.labels, self._context.presenter.date
        rows = []
        for done_on, code, inspector in task.history[:_RESULTS]:
            outcome = labels.choice("result_outcome", code)
            rows.append(Brief(None, day(done_on), inspector, outcome.name, outcome.tone, outcome.icon))
        briefs = BriefRows()
        briefs.set_rows(rows, empty=tr("This is the first one."), total=len(task.history))
        section.body.addWidget(briefs)
        return section
