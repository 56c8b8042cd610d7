"""A plan at the right of the list: its next days and why, its members, when it rested, what was done."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from facilities_app.domain.changes import Changes
from facilities_app.domain.errors import NotFound
from facilities_app.services.plan_reading import PlanDetail
from resources.texts import tr
from ui import theme
from ui.components.sections import clear_layout
from ui.components.task_words import basis
from ui.context import UiContext
from ui.pages.inspections.plan_chapters import PlanChapters
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import Hairline, Label, Pill
from ui.widgets.surfaces import EmptyState
from ui.worker import Task

_TOUCHING = ("inspection_plans", "plan_targets", "plan_pauses", "inspection_tasks", "assets", "permits")


class PlanPane(QWidget):
    """Reads the plan beside the window; ``plan`` is what it shows. The page turns its wishes into forms."""

    closed = Signal()
    back_asked = Signal()
    edit_asked = Signal()
    pause_asked = Signal()
    resume_asked = Signal()
    task_asked = Signal(int)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._id: int | None = None
        self._task: Task | None = None
        self.plan: PlanDetail | None = None
        self._build()
        context.bus.changed.connect(self._on_changed)

    def show_record(self, record: int | None) -> None:
        """Show one plan, or the hint to choose one."""
        if record == self._id and self.plan is not None:
            return
        self._id, self.plan = record, None
        if record is None:
            self._stack.setCurrentIndex(0)
        else:
            self.read()

    def read(self) -> None:
        """Read the plan again."""
        if self._task is not None:
            self._task.cancel()
        if self._id is not None:
            detail = self._context.services.plans.reading.detail
            self._task = self._context.worker.read(partial(detail, self._id), self._on_read, self._on_failed)

    # -- Qt --------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.back_asked.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().surface)
        painter.end()

    # -- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setMinimumWidth(theme.current().sizes.sheet * 2 // 5)
        self.setAccessibleName(tr("Plan"))
        self.chapters = PlanChapters(self._context)
        self.chapters.setProperty("plain", True)
        self.chapters.task_asked.connect(self.task_asked)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFrameShape(area.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.chapters)
        whole = QWidget()
        outer = QVBoxLayout(whole)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._build_bar())
        outer.addWidget(self._build_head())
        outer.addWidget(Hairline())
        outer.addWidget(area, 1)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(EmptyState("repeat", tr("No plan chosen"), tr("Choose a plan in the list.")))
        self._stack.addWidget(whole)
        fill = QVBoxLayout(self)
        fill.setContentsMargins(0, 0, 0, 0)
        fill.addWidget(self._stack)

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
        self.plan = plan
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

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, NotFound):
            self._id = self.plan = None
            self._stack.setCurrentIndex(0)
        else:
            self._context.notify.error(error)

    def _on_changed(self, changes: Changes, initiator: object) -> None:
        if self._id is not None and changes.touches(*_TOUCHING):
            self.read()
