"""檢查表: the checklists in force with their editions; edited, copied, exported and taken over from files."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog

from facilities_app.domain.checklist_template import Template
from facilities_app.domain.lists import ListInfo
from facilities_app.services.template_files import ImportPreview
from facilities_app.services.templates import TemplateDetail
from resources.texts import tr
from ui.components.list_look import ColumnLook, EmptyLook, ListLook
from ui.components.list_page import ListPage
from ui.components.page_segments import OF_INSPECTIONS, PageSegments
from ui.components.papers import choose_file, export_folder, offer_file
from ui.context import UiContext
from ui.pages.inspections import template_keeping
from ui.pages.inspections.landing import Landing
from ui.pages.inspections.template_editor import TemplateEditor
from ui.pages.inspections.template_import import ImportSheet
from ui.pages.inspections.template_pane import TemplatePane
from ui.widgets.buttons import IconButton


class TemplatesPage(ListPage):
    """The list of checklists with a TemplatePane; at most one is edited at a time."""

    pane: TemplatePane

    def __init__(self, context: UiContext) -> None:
        source = context.services.lists["templates"]
        super().__init__(context, source, make_look(source.info), TemplatePane(context))
        self.landing = Landing(self)
        self.editor: TemplateEditor | None = None
        self.segments = PageSegments(context, OF_INSPECTIONS, "templates", self)
        self.views.tabs.add_corner(self.segments, first=True)
        self.new_button = IconButton("plus", tr("New checklist (Insert)"), on_click=self.new)
        self.take_button = IconButton("import", tr("Take over from a file"), on_click=self.ask_file)
        self.filters.tools.insertWidget(0, self.take_button)
        self.filters.tools.insertWidget(0, self.new_button)
        insert = QShortcut(QKeySequence(Qt.Key.Key_Insert), self.table)
        insert.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        insert.activated.connect(self.new)
        pane = self.pane
        pane.edit_asked.connect(self.edit)
        pane.copy_asked.connect(self.copy)
        pane.export_asked.connect(self.export_to)
        pane.back_asked.connect(self.table.setFocus)
        pane.plan_asked.connect(lambda key: self.context.navigate("plans", record=key))
        for landed in (self.model.loaded, self.model.ordered):
            landed.connect(self._begin)
        self._go_on()

    # -- ListPage --------------------------------------------------------------------------------

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """The list's, and those of a checklist."""
        return {**super().commands(), "new": self.new, "edit": self.edit}

    def take_focus(self) -> None:
        """A checklist that is being edited keeps the keyboard."""
        if self.editor is not None:
            self.editor.items.setFocus()
        else:
            super().take_focus()

    def keep_state(self) -> None:
        """What was being written is kept too."""
        if self.editor is not None and self.editor.state.is_changed():
            template_keeping.keep(self.context, self.editor.state)
        super().keep_state()

    # -- what can be done --------------------------------------------------------------------------

    def new(self) -> None:
        """Write a new checklist."""
        self._open(None)

    def edit(self) -> None:
        """Edit the checklist in front."""
        if self.pane.detail is not None and self.pane.detail.id == self.current:
            self._open(self.pane.detail)

    def copy(self) -> None:
        """Begin a new checklist with the items of the one in front."""
        found = self.pane.detail
        if found is not None:
            items = tuple(replace(item, key=0) for item in found.template.items)
            self._open(None, replace(found.template, code="", items=items))

    def export_to(self, ending: str) -> None:
        """Ask for a file and write the checklist in front into it."""
        found = self.pane.detail
        if found is None:
            return
        name = f"{found.template.code}_{found.edition}.{ending}"
        choose_file(self.context, name, tr("Export the checklist"), partial(self.write, found.template))

    def write(self, template: Template, path: Path) -> None:
        """Write a checklist into a file."""
        files = self.context.services.templates.files
        self.context.worker.read(
            lambda: files.export(template, path), partial(offer_file, self.context), self.context.notify.error
        )

    def ask_file(self) -> None:
        """Ask for a file to take over."""
        dialog = QFileDialog(self, tr("Take over from a file"), str(export_folder(self.context)))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(tr("Checklists (*.xlsx *.yaml *.yml)"))
        dialog.fileSelected.connect(lambda name: self.preview_file(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def preview_file(self, path: Path) -> None:
        """Read the file and show what taking it over would change."""
        files = self.context.services.templates.files
        self.context.worker.read(
            lambda: files.preview(path), partial(self._on_preview, path), self.context.notify.error
        )

    # -- slots -----------------------------------------------------------------------------------

    def _on_preview(self, path: Path, preview: ImportPreview) -> None:
        sheet = ImportSheet(self.context, self.window(), path, preview)
        sheet.taken.connect(self._on_saved)
        sheet.again_asked.connect(lambda: self.preview_file(path))
        sheet.closed.connect(sheet.deleteLater)
        sheet.open()

    def _open(self, known: TemplateDetail | None, draft: Template | None = None) -> None:
        if self.editor is None:
            self.editor = TemplateEditor(self.context, self, known, draft)
            self.editor.saved.connect(self._on_saved)
            self.editor.closed.connect(self._on_closed)
            self.editor.open()

    def _on_saved(self, template_id: int) -> None:
        """The edition that was saved is the one in front."""
        self.landing.at(template_id)

    def _go_on(self) -> None:
        """Open the editor again where it was left; what was replaced meanwhile goes on as a new checklist."""
        found, templates = template_keeping.kept(self.context), self.context.services.templates
        if found is None:
            return
        draft = found.draft
        if not found.template_id:
            QTimer.singleShot(0, self, lambda: self._open(None, draft))
            return

        def opened(known: TemplateDetail) -> None:
            self._open(known, draft) if known.is_current else anew(None)

        def anew(_error: BaseException | None) -> None:
            self._open(None, replace(draft, code=""))

        self.context.worker.read(lambda: templates.detail(found.template_id), opened, anew)

    def _on_closed(self) -> None:
        template_keeping.forget(self.context)
        if self.editor is not None:
            self.editor.deleteLater()
            self.editor = None

    def _begin(self) -> None:
        """Nothing chosen yet: begin with the first."""
        if self.current is None and self.model.rowCount() and not self.pane.isHidden():
            self.table.setCurrentIndex(self.model.index(0, self.source.info.index("name") - 1))

    def _on_first_step(self) -> None:
        self.new()


def make_look(info: ListInfo) -> ListLook:
    """The looks, in the language of the moment."""
    return ListLook(
        columns={
            "code": ColumnLook(124),
            "name": ColumnLook(),
            "edition": ColumnLook(64),
            "items": ColumnLook(64),
            "plans": ColumnLook(92),
            "results": ColumnLook(84),
            "last_used": ColumnLook(92),
        },
        stretch="name",
        counted=lambda n: (tr("{n} checklist") if n == "1" else tr("{n} checklists")).format(n=n),
        filter_names={"used": tr("Last used")},
        empty=EmptyLook(
            "clipboard-list",
            tr("No checklists here"),
            tr("A checklist says what is looked at, what is read off and within which limits."),
            tr("New checklist"),
        ),
        kind="template",
    )


def create(context: UiContext) -> TemplatesPage:
    """Make the page."""
    return TemplatesPage(context)
