"""A plan at the right of the list: its next days and why, its members, when it rested, what was done."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilities_app.services.plan_reading import PlanDetail
from resources.texts import tr
from ui import theme
from ui.components.sections import clear_layout
from ui.components.task_words import basis
from ui.pages.inspections.plan_chapters import PlanChapters
from ui.pages.inspections.reading_pane import ReadingPane
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import Label, Pill
from ui.widgets.surfaces import EmptyState


class PlanPane(ReadingPane):
    """Reads the plan beside the window; ``plan`` is what it shows. The page turns its wishes into forms."""

    edit_asked = Signal()
    pause_asked = Signal()
    resume_asked = Signal()
    task_asked = Signal(int)

    entities = ("inspection_plans", "plan_targets", "plan_pauses", "inspection_tasks", "assets", "permits")

    @property
    def plan(self) -> PlanDetail | None:
        """What it shows; None for nothing, and until it is read."""
        shown: PlanDetail | None = self._shown
        return shown

    def _reader(self) -> Callable[[int], PlanDetail]:
        return self._context.services.plans.reading.detail

    # -- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setAccessibleName(tr("Plan"))
        self.chapters = PlanChapters(self._context)
        self.chapters.task_asked.connect(self.task_asked)
        empty = EmptyState("repeat", tr("No plan chosen"), tr("Choose a plan in the list."))
        self._lay(empty, self._build_bar(), self._build_head(), self.chapters)

    def _build_bar(self) -> QWidget:
        sizes = theme.current().sizes
        bar = QWidget()
        bar.setFixedHeight(sizes.tabs)
        row = QHBoxLayout(bar)
        row.setContentsMargins(sizes.edge, 0, sizes.m, 0)
        row.setSpacing(sizes.xs)
        self.code = Label("", "section")
        row.addWidget(self.code)
        row.addStretch(1)
        row.addWidget(IconButton("x", tr("Close the pane"), on_click=self.closed.emit))
        return bar

    def _build_head(self) -> QWidget:
        sizes = theme.current().sizes
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(sizes.edge, 0, sizes.edge, sizes.m)
        column.setSpacing(sizes.s + 2)
        self.name = Label("", "title", wrap=True)
        self._pills = QHBoxLayout()
        self._pills.setSpacing(sizes.s)
        steps = QHBoxLayout()
        steps.setSpacing(sizes.s)
        self.edit = Button(tr("Edit (F2)"), "pencil", kind="outline", on_click=self.edit_asked.emit)
        self.pause = Button(tr("Pause"), "circle-pause", on_click=self.pause_asked.emit)
        self.resume = Button(tr("Resume", "plan"), "circle-play", on_click=self.resume_asked.emit)
        for button in (self.edit, self.pause, self.resume):
            steps.addWidget(button)
        steps.addStretch(1)
        column.addWidget(self.name)
        column.addLayout(self._pills)
        column.addLayout(steps)
        return head

    # -- slots -----------------------------------------------------------------------------------

    def _on_read(self, plan: PlanDetail) -> None:
        if plan.row.id != self._id:
            return
        self._shown = plan
        self.code.setText(plan.row.code)
        self.name.setText(self._context.presenter.term(plan.row.draft.title))
        self._show_pills(plan)
        self.pause.setVisible(plan.row.is_active)
        self.resume.setVisible(not plan.row.is_active)
        self.chapters.show_plan(plan)
        self._stack.setCurrentIndex(1)

    def _show_pills(self, plan: PlanDetail) -> None:
        clear_layout(self._pills)
        status = self._context.services.labels.choice("plan_status", plan.row.is_active)
        self._pills.addWidget(Pill(status.name, status.tone, status.icon))
        is_statutory = plan.duty is not None and plan.duty.is_statutory
        self._pills.addWidget(
            Pill(basis(is_statutory), "neutral", "scale" if is_statutory else "calendar-days")
        )
        if plan.is_demo:
            self._pills.addWidget(Pill(tr("Demo"), "neutral"))
        self._pills.addStretch(1)
