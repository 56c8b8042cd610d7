"""A finding at the right of the list: what failed where, and what is done about all that this inspection found."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from facilities_app.domain.changes import Changes
from facilities_app.domain.errors import NotFound
from facilities_app.domain.keying import FindingDetail
from resources.texts import tr
from ui import theme
from ui.components.brief_rows import Brief, BriefRows
from ui.components.record_photos import RecordPhotos
from ui.components.sections import Section, clear_layout
from ui.context import UiContext
from ui.pages.inspections.finding_chapter import FindingChapter
from ui.widgets.buttons import IconButton
from ui.widgets.labels import Hairline, Label, Pill
from ui.widgets.surfaces import EmptyState
from ui.worker import Task

_TOUCHING = ("findings", "tickets", "inspection_tasks", "inspection_results", "attachment_links")


class FindingPane(QWidget):
    """Reads the finding beside the window; ``detail`` is what it shows."""

    closed = Signal()
    back_asked = Signal()
    task_asked = Signal(int)
    ticket_asked = Signal(int)
    asset_asked = Signal(int)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._id: int | None = None
        self._task: Task | None = None
        self.detail: FindingDetail | None = None
        self._build()
        context.bus.changed.connect(self._on_changed)

    def show_record(self, record: int | None) -> None:
        """Show one finding, or the hint to choose one."""
        if record == self._id and self.detail is not None:
            return
        self._id, self.detail = record, None
        if record is None:
            self._stack.setCurrentIndex(0)
        else:
            self._read()

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
        self.setAccessibleName(tr("Finding"))
        self._stack = QStackedWidget(self)
        words = tr("Choose a finding in the list.")
        self._stack.addWidget(EmptyState("triangle-alert", tr("No finding chosen"), words))
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._build_head())
        column.addWidget(Hairline())
        column.addWidget(self._build_body(), 1)
        self._stack.addWidget(whole)
        fill = QVBoxLayout(self)
        fill.setContentsMargins(0, 0, 0, 0)
        fill.addWidget(self._stack)

    def _build_head(self) -> QWidget:
        sizes = theme.current().sizes
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(sizes.edge, sizes.s, sizes.m, sizes.m)
        column.setSpacing(sizes.s)
        bar = QHBoxLayout()
        self.number = Label("", "secondary")
        bar.addWidget(self.number)
        bar.addStretch(1)
        bar.addWidget(IconButton("x", tr("Close the pane"), on_click=self.closed.emit))
        self.name = Label("", "title", wrap=True)
        self._pills = QHBoxLayout()
        self._pills.setSpacing(sizes.s)
        column.addLayout(bar)
        column.addWidget(self.name)
        column.addLayout(self._pills)
        return head

    def _build_body(self) -> QScrollArea:
        body = QWidget()
        body.setProperty("plain", True)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        where = Section(line=False)
        self.links = BriefRows()
        self.links.opened.connect(self._on_link)
        where.body.addWidget(self.links)
        self.findings = FindingChapter(self._context)
        self.findings.ticket_asked.connect(self.ticket_asked)
        self.findings.task_asked.connect(self.task_asked)
        files = Section(tr("Scanned sheets and photos"))
        self.photos = RecordPhotos(self._context, "inspection_tasks")
        files.body.addWidget(self.photos)
        for part in (where, self.findings, files):
            column.addWidget(part)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFrameShape(area.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(body)
        return area

    # -- reading ---------------------------------------------------------------------------------

    def _read(self) -> None:
        if self._task is not None:
            self._task.cancel()
        if self._id is not None:
            read = partial(self._context.services.findings.detail, self._id)
            self._task = self._context.worker.read(read, self._on_read, self._on_failed)

    def _on_read(self, detail: FindingDetail) -> None:
        if detail.row.id != self._id:
            return
        self.detail = detail
        row = detail.row
        self.number.setText(detail.number)
        self.name.setText(f"{row.position} {row.item}" if row.position else row.item)
        self.setAccessibleName(f"{row.item} {detail.target}")
        clear_layout(self._pills)
        state = self._context.services.labels.choice("finding_state", row.state)
        self._pills.addWidget(Pill(state.name, state.tone, state.icon))
        if detail.is_demo:
            self._pills.addWidget(
                Pill(self._context.services.labels.name("demo", True), "neutral", "test-tube")
            )
        self._pills.addStretch(1)
        icon = "boxes" if detail.asset_id else "map-pin"
        self.links.set_rows(
            [
                Brief("asset" if detail.asset_id else None, detail.target, icon=icon),
                Brief("task", detail.title, detail.number, icon="clipboard-check"),
            ]
        )
        self.findings.show_task(detail.task_id)
        self.photos.show_record(detail.task_id, detail.photos)
        self._stack.setCurrentIndex(1)

    def _on_link(self, key: object) -> None:
        if self.detail is None:
            return
        if key == "asset" and self.detail.asset_id is not None:
            self.asset_asked.emit(self.detail.asset_id)
        else:
            self.task_asked.emit(self.detail.task_id)

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, NotFound):
            self._id = self.detail = None
            self._stack.setCurrentIndex(0)
        else:
            self._context.notify.error(error)

    def _on_changed(self, changes: Changes, _initiator: object) -> None:
        if self._id is not None and not self.isHidden() and changes.touches(*_TOUCHING):
            self._read()
