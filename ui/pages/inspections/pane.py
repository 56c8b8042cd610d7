"""The inspection at the right of the list: what, when, why by which law, and what was found before."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from facilities_app.domain.changes import Changes
from facilities_app.domain.errors import NotFound
from facilities_app.domain.inspections import TaskState
from facilities_app.domain.rows import TaskDetail
from resources.texts import tr
from ui import icons, theme
from ui.components.sections import clear_layout
from ui.components.task_words import OPEN, standing
from ui.context import UiContext
from ui.pages.inspections.sections import TaskSections
from ui.pages.inspections.sheet_back_menu import add_fill_actions
from ui.widgets.buttons import Button, IconButton, SecondaryButton
from ui.widgets.labels import Hairline, Label, Pill
from ui.widgets.surfaces import EmptyState
from ui.worker import Task

READ_DELAY_MS = 60
_TOUCHING = (
    "inspection_tasks",
    "inspection_results",
    "checklist_sheets",
    "attachment_links",
    "assets",
    "findings",
)


class TaskPane(QWidget):
    """Shows one inspection and tells what is wished."""

    closed = Signal()
    wide_asked = Signal()
    print_asked = Signal()
    record_asked = Signal()
    key_asked = Signal(int)
    postpone_asked = Signal()
    skip_asked = Signal()
    save_as_asked = Signal()
    fill_asked = Signal(str)
    target_asked = Signal(int)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._record: int | None = None
        self._task: Task | None = None
        self.detail: TaskDetail | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(READ_DELAY_MS)
        self._timer.timeout.connect(self._read)
        self.setMinimumWidth(theme.current().sizes.sheet // 2)
        self._build()
        context.bus.changed.connect(self._on_changed)
        self.show_record(None)

    def show_record(self, record: int | None) -> None:
        """Show this inspection; while one moves through the list quickly only the last is read."""
        self._record = record
        if record is None:
            self._timer.stop()
            self.detail = None
            self._stack.setCurrentIndex(0)
        elif self.detail is None:
            self._read()
        else:
            self._timer.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().surface)
        painter.end()

    # -- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        self._stack = QStackedWidget()
        words = tr("Choose an inspection in the list.")
        self._stack.addWidget(EmptyState("clipboard-check", tr("No inspection chosen"), words))
        self._stack.addWidget(self._build_record())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    def _build_record(self) -> QWidget:
        sizes = theme.current().sizes
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._build_head())
        self._title = Label("", "title", wrap=True)
        self._pills = QHBoxLayout()
        self._pills.setSpacing(sizes.xs + 2)
        top = QVBoxLayout()
        top.setContentsMargins(sizes.edge, 0, sizes.edge, sizes.m)
        top.setSpacing(sizes.s + 2)
        top.addWidget(self._title)
        top.addLayout(self._pills)
        top.addLayout(self._build_actions())
        column.addLayout(top)
        column.addWidget(Hairline())
        self.sections = TaskSections(self._context)
        self.sections.target_asked.connect(self.target_asked)
        self.sections.photos.changed.connect(self._read)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(area.horizontalScrollBarPolicy().ScrollBarAlwaysOff)
        area.setFrameShape(area.Shape.NoFrame)
        self.sections.setProperty("plain", True)
        area.setWidget(self.sections)
        column.addWidget(area, 1)
        return box

    def _build_head(self) -> QHBoxLayout:
        sizes = theme.current().sizes
        row = QHBoxLayout()
        row.setContentsMargins(sizes.edge, sizes.s, sizes.m, 0)
        row.setSpacing(sizes.xs)
        self._number = Label("", "secondary")
        row.addWidget(self._number)
        row.addStretch(1)
        row.addWidget(IconButton("maximize-2", tr("Open wide"), on_click=self.wide_asked.emit))
        row.addWidget(IconButton("x", tr("Close the pane"), on_click=self.closed.emit))
        return row

    def _build_actions(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.current().sizes.s)
        self.print = Button(tr("Print checklist"), "printer", kind="outline", on_click=self.print_asked.emit)
        self.record = SecondaryButton(tr("Record result"), on_click=self._on_record)
        self.more = IconButton("ellipsis", tr("More actions"), boxed=True, compact=False)
        self.menu = QMenu(self)
        self.menu.aboutToShow.connect(self._fill_menu)
        self.more.set_menu(self.menu)
        for button in (self.print, self.record):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setMaximumWidth(theme.current().sizes.rail)
        row.addWidget(self.print, 100)
        row.addWidget(self.record, 100)
        row.addWidget(self.more)
        row.addStretch(1)
        return row

    def _fill_menu(self) -> None:
        """What can be done now; made each time, since it depends on the inspection."""
        self.menu.clear()
        task = self.detail
        if task is None:
            return
        offers = []
        if TaskState(task.state) in OPEN and task.template_code:
            offers.append(("clipboard-check", tr("Record result without items"), self.record_asked))
        if TaskState(task.state) in OPEN:
            offers.append(("calendar-clock", tr("Postpone"), self.postpone_asked))
            offers.append(("skip-forward", tr("Skip"), self.skip_asked))
        if task.template_code:
            offers.append(("save", tr("Print to another file"), self.save_as_asked))
        for icon, text, wish in offers:
            self.menu.addAction(icons.icon(icon), text).triggered.connect(wish)
        if task.template_code:
            add_fill_actions(self.menu, self.fill_asked.emit)

    def _on_record(self) -> None:
        """With a checklist its items are keyed, else only the result."""
        if self.detail is not None and self.detail.template_code:
            self.key_asked.emit(self.detail.id)
        else:
            self.record_asked.emit()

    # -- reading ---------------------------------------------------------------------------------

    def _read(self) -> None:
        if self._record is None:
            return
        if self._task is not None:
            self._task.cancel()
        services, key = self._context.services, self._record
        self._task = self._context.worker.read(
            lambda: services.inspections.detail(key), self._on_read, self._on_failed
        )

    def _on_read(self, detail: TaskDetail) -> None:
        if detail.id != self._record:
            return
        self.detail = detail
        self._number.setText(detail.number)
        self._title.setText(detail.title)
        self._show_pills(detail)
        is_open = TaskState(detail.state) in OPEN
        self.print.setVisible(bool(detail.template_code))
        self.record.setVisible(is_open)
        self.record.set_content(tr("Key the sheet") if detail.template_code else tr("Record result"))
        self.record.set_kind("secondary" if detail.template_code else "outline")
        self.more.setVisible(is_open or bool(detail.template_code))
        self.sections.show_task(detail)
        self.setAccessibleName(f"{detail.title} {detail.target}")
        self._stack.setCurrentIndex(1)

    def _show_pills(self, detail: TaskDetail) -> None:
        clear_layout(self._pills)
        labels = self._context.services.labels
        found = standing(self._context, detail.state, detail.due_on, detail.is_statutory)
        self._pills.addWidget(Pill(found.text, found.tone, found.icon))
        if detail.outcome:
            outcome = labels.choice("result_outcome", detail.outcome)
            self._pills.addWidget(Pill(outcome.name, outcome.tone, outcome.icon))
        if detail.is_demo:
            self._pills.addWidget(Pill(labels.name("demo", True), "neutral", "test-tube"))
        self._pills.addStretch(1)

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, NotFound):
            self.show_record(None)
        else:
            self._context.notify.error(error)

    def _on_changed(self, changes: Changes, initiator: object) -> None:
        if self._record is not None and not self.isHidden() and changes.touches(*_TOUCHING):
            self._timer.start()
