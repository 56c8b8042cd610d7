"""A checklist at the right of the list: its items, its editions and what rests on them, and who asks for it."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from facilities_app.domain.changes import Changes
from facilities_app.domain.errors import NotFound
from facilities_app.services.templates import TemplateDetail
from resources.texts import pick, tr, trn
from ui import icons, theme
from ui.components.sections import clear_layout
from ui.context import UiContext
from ui.pages.inspections.template_chapters import TemplateChapters
from ui.widgets.buttons import Button, IconButton, SecondaryButton
from ui.widgets.labels import Hairline, Label, Pill
from ui.widgets.surfaces import EmptyState
from ui.worker import Task

_TOUCHING = (
    "checklist_templates",
    "checklist_items",
    "checklist_sheets",
    "inspection_results",
    "inspection_plans",
)


class TemplatePane(QWidget):
    """Reads the checklist beside the window; ``detail`` is what it shows. The page turns its wishes into sheets."""

    closed = Signal()
    back_asked = Signal()
    edit_asked = Signal()
    copy_asked = Signal()
    export_asked = Signal(str)
    plan_asked = Signal(int)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._id: int | None = None
        self._task: Task | None = None
        self.detail: TemplateDetail | None = None
        self._build()
        context.bus.changed.connect(self._on_changed)

    def show_record(self, record: int | None) -> None:
        """Show one checklist, or the hint to choose one."""
        if record == self._id and self.detail is not None:
            return
        self._id, self.detail = record, None
        if record is None:
            self._stack.setCurrentIndex(0)
        else:
            self.read()

    def read(self) -> None:
        """Read it again."""
        if self._task is not None:
            self._task.cancel()
        if self._id is not None:
            read = partial(self._context.services.templates.detail, self._id)
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
        self.setAccessibleName(tr("Checklist"))
        self.chapters = TemplateChapters(self._context)
        self.chapters.setProperty("plain", True)
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
        for part in (self._build_bar(), self._build_head(), Hairline()):
            outer.addWidget(part)
        outer.addWidget(area, 1)
        self._stack = QStackedWidget(self)
        words = (tr("No checklist chosen"), tr("Choose a checklist in the list."))
        self._stack.addWidget(EmptyState("clipboard-list", *words))
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
        steps = QHBoxLayout()
        steps.setSpacing(sizes.s)
        self.edit = Button(tr("Edit (F2)"), "pencil", kind="outline", on_click=self.edit_asked.emit)
        self.copy = SecondaryButton(tr("Copy", "checklist"), "copy", on_click=self.copy_asked.emit)
        self.export = SecondaryButton(tr("Export", "checklist"), "download")
        menu = QMenu(self)
        for ending, icon, words in (
            ("xlsx", "file-spreadsheet", tr("Excel workbook")),
            ("yaml", "file-text", tr("YAML, plain text")),
        ):
            action = menu.addAction(icons.icon(icon), words)
            action.triggered.connect(lambda _=False, ending=ending: self.export_asked.emit(ending))
        self.export.set_menu(menu)
        for button in (self.edit, self.copy, self.export):
            steps.addWidget(button)
        steps.addStretch(1)
        column.addWidget(self.name)
        column.addLayout(self._pills)
        column.addLayout(steps)
        return head

    # -- slots -----------------------------------------------------------------------------------

    def _on_read(self, found: TemplateDetail) -> None:
        if found.id != self._id:
            return
        self.detail = found
        template = found.template
        self.code.setText(template.code)
        self.name.setText(pick(template.name_zh, template.name_en))
        clear_layout(self._pills)
        self._pills.addWidget(Pill(tr("edition {n}").format(n=found.edition), "neutral", "layers"))
        self._pills.addWidget(Pill(trn("{n} item", "{n} items", len(template.items)), "neutral"))
        if not found.is_current:
            self._pills.addWidget(Pill(tr("replaced"), "amber", "history"))
        self._pills.addStretch(1)
        self.edit.setEnabled(found.is_current)
        self.chapters.show_template(found)
        self._stack.setCurrentIndex(1)

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, NotFound):
            self._id = self.detail = None
            self._stack.setCurrentIndex(0)
        else:
            self._context.notify.error(error)

    def _on_changed(self, changes: Changes, initiator: object) -> None:
        if self._id is not None and changes.touches(*_TOUCHING):
            self.read()
