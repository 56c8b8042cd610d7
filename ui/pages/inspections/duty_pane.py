"""A duty at the right of the list: its law, who may do it, what is kept and filed, and how each thing stands."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from facilities_app.domain.changes import Changes
from facilities_app.domain.errors import NotFound
from facilities_app.services.duties import DutyDetail
from resources.texts import tr
from ui import theme
from ui.components.sections import clear_layout
from ui.components.task_words import basis
from ui.context import UiContext
from ui.pages.inspections.duty_chapters import DutyChapters
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import Hairline, Label, Pill
from ui.widgets.surfaces import EmptyState
from ui.worker import Task

_TOUCHING = (
    "duties",
    "inspection_tasks",
    "inspection_results",
    "inspection_plans",
    "licences",
    "permits",
    "assets",
    "asset_attributes",
)


class DutyPane(QWidget):
    """Reads the duty beside the window; ``duty`` is what it shows. The page goes where its wishes lead."""

    closed = Signal()
    back_asked = Signal()
    edit_asked = Signal()
    task_asked = Signal(int)
    asset_asked = Signal(int)
    plan_asked = Signal(int)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._id: int | None = None
        self._task: Task | None = None
        self.duty: DutyDetail | None = None
        self._build()
        context.bus.changed.connect(self._on_changed)

    def show_record(self, record: int | None) -> None:
        """Show one duty, or the hint to choose one."""
        if record == self._id and self.duty is not None:
            return
        self._id, self.duty = record, None
        if record is None:
            self._stack.setCurrentIndex(0)
        else:
            self.read()

    def read(self) -> None:
        """Read the duty again."""
        if self._task is not None:
            self._task.cancel()
        if self._id is not None:
            read = partial(self._context.services.duties.detail, self._id)
            self._task = self._context.worker.read(read, self._on_read, self._on_failed)

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
        self.setAccessibleName(tr("Duty"))
        self.chapters = DutyChapters(self._context)
        self.chapters.setProperty("plain", True)
        self.chapters.task_asked.connect(self.task_asked)
        self.chapters.asset_asked.connect(self.asset_asked)
        self.chapters.plan_asked.connect(self.plan_asked)
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
        self._stack.addWidget(EmptyState("scale", tr("No duty chosen"), tr("Choose a duty in the list.")))
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
        self.edit = Button(tr("Edit (F2)"), "pencil", kind="outline", on_click=self.edit_asked.emit)
        steps = QHBoxLayout()
        steps.addWidget(self.edit)
        steps.addStretch(1)
        column.addWidget(self.name)
        column.addLayout(self._pills)
        column.addLayout(steps)
        return head

    # -- slots -----------------------------------------------------------------------------------

    def _on_read(self, duty: DutyDetail) -> None:
        if duty.id != self._id:
            return
        self.duty = duty
        self.code.setText(f"{duty.code}　{duty.system}")
        self.name.setText(duty.title)
        clear_layout(self._pills)
        icon = "scale" if duty.is_statutory else "calendar-days"
        self._pills.addWidget(Pill(basis(duty.is_statutory), "neutral", icon))
        if not duty.is_confirmed:
            self._pills.addWidget(Pill(tr("To be confirmed"), "amber", "circle-help"))
        self._pills.addStretch(1)
        self.chapters.show_duty(duty)
        self._stack.setCurrentIndex(1)

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, NotFound):
            self._id = self.duty = None
            self._stack.setCurrentIndex(0)
        else:
            self._context.notify.error(error)

    def _on_changed(self, changes: Changes, initiator: object) -> None:
        if self._id is not None and changes.touches(*_TOUCHING):
            self.read()
