"""A checklist at the right of the list: its items, its editions and what rests on them, and who asks for it."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from facilities_app.services.templates import TemplateDetail
from resources.texts import pick, tr, trn
from ui import icons, theme
from ui.components.sections import clear_layout
from ui.pages.inspections.reading_pane import ReadingPane
from ui.pages.inspections.template_chapters import TemplateChapters
from ui.widgets.buttons import Button, IconButton, SecondaryButton
from ui.widgets.labels import Label, Pill
from ui.widgets.surfaces import EmptyState


class TemplatePane(ReadingPane):
    """Reads the checklist beside the window; ``detail`` is what it shows. The page turns its wishes into sheets."""

    edit_asked = Signal()
    copy_asked = Signal()
    export_asked = Signal(str)
    plan_asked = Signal(int)

    entities = (
        "checklist_templates",
        "checklist_items",
        "checklist_sheets",
        "inspection_results",
        "inspection_plans",
    )

    @property
    def detail(self) -> TemplateDetail | None:
        """What it shows; None for nothing, and until it is read."""
        shown: TemplateDetail | None = self._shown
        return shown

    def _reader(self) -> Callable[[int], TemplateDetail]:
        return self._context.services.templates.detail

    # -- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setAccessibleName(tr("Checklist"))
        self.chapters = TemplateChapters(self._context)
        self.chapters.plan_asked.connect(self.plan_asked)
        words = (tr("No checklist chosen"), tr("Choose a checklist in the list."))
        empty = EmptyState("clipboard-list", *words)
        self._lay(empty, self._build_bar(), self._build_head(), self.chapters)

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
        self._shown = found
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
