"""One chapter of the page: a list with its pane, whose wishes become forms and changes."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from facilities_app.domain.changes import Outcome
from ui import theme
from ui.components.list_look import ListLook
from ui.components.list_page import ListPage
from ui.components.papers import write_file
from ui.context import UiContext
from ui.pages.contracts.record_form import RecordForm
from ui.pages.contracts.record_pane import RecordPane
from ui.widgets.buttons import IconButton
from ui.widgets.overlay import Overlay


class Chapter(ListPage):
    """Subclasses say ``new_words``, ``new`` and ``edit``, and answer wishes in ``on_wish`` and ``on_part``."""

    pane: RecordPane

    def __init__(
        self, context: UiContext, code: str, look: ListLook, pane: RecordPane, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, context.services.lists[code], look, pane, parent=parent)
        self.new_button = IconButton("plus", self.new_words(), on_click=self.new)
        self.new_button.setToolTip(f"{self.new_words()}  Insert")
        insert = QShortcut(QKeySequence(Qt.Key.Key_Insert), self)
        insert.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        insert.activated.connect(self.new)
        self.views.tabs.add_corner(self.new_button)
        self._column.setMinimumWidth(theme.current().sizes.sheet * 3 // 4)
        for landed in (self.model.loaded, self.model.ordered):
            landed.connect(self._begin)
        pane.wished.connect(self._on_wish)
        pane.record_asked.connect(self._on_record)

    # -- what subclasses say ---------------------------------------------------------------------

    def new_words(self) -> str:
        """What entering a new record is called."""
        raise NotImplementedError

    def new(self) -> None:
        """Enter a new record."""
        raise NotImplementedError

    def edit(self) -> None:
        """Change the record in front."""
        raise NotImplementedError

    def on_wish(self, key: str, what: object) -> None:
        """Do what the pane wishes."""

    # -- ListPage --------------------------------------------------------------------------------

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """Editing and entering begin here, too."""
        return {**super().commands(), "edit": self.edit, "new": self.new}

    def set_shown(self, shown: bool) -> None:
        """Where there is nothing yet, its first step has the focus."""
        super().set_shown(shown)
        if shown and self._middle.currentWidget() is self.empty:
            self._focus_first_step()

    def show_what(self, **what: Any) -> None:
        """A record that the view in front leaves out is shown among all."""
        record, view = what.get("record"), self.views.view("all")
        is_out = record is not None and not what.get("view") and self.model.find(int(record)) < 0
        if is_out and view is not None:
            self.show_view(view)
        super().show_what(**what)

    # -- for subclasses --------------------------------------------------------------------------

    def detail(self) -> Any:
        """The record in the pane, if it is the current one."""
        found = self.pane.detail
        return found if found is not None and found.id == self.current else None

    def open_form(self, form: RecordForm, *, choose: bool = False) -> None:
        """Lay a form over the window; a new record is chosen once it is there."""
        if choose:
            form.saved.connect(self._on_made)
        self.open_sheet(form)

    def open_sheet(self, sheet: Overlay) -> None:
        """Lay a sheet over the window."""
        sheet.closed.connect(sheet.deleteLater)
        sheet.open()

    def change(self, fn: Callable[[], Outcome[Any]]) -> None:
        """Run a change; refusals are said."""
        self.context.change(fn, self)

    def write_file(self, name: str, title: str, write: Callable[[Path], Any]) -> None:
        """Write a file beside the window and offer to open it."""
        write_file(self.context, name, title, lambda path, _job: write(path))

    # -- slots -----------------------------------------------------------------------------------

    def _on_wish(self, key: str, what: object) -> None:
        if key == "edit":
            self.edit()
        elif self.detail() is not None:
            self.on_wish(key, what)

    def _on_record(self, page: str, kind: str, record: int) -> None:
        # A closed repair stands in the view of all.
        more = {"view": "all"} if page == "tickets" else {}
        self.context.navigate(page, record=record, kind=kind, **more)

    def _on_made(self, record: object) -> None:
        if isinstance(record, int):
            self.show_what(record=record)

    def _begin(self) -> None:
        """Nothing chosen yet: begin with the first."""
        if self.current is None and self.model.rowCount() and not self.pane.isHidden():
            self.table.setCurrentIndex(self.model.index(0, 0))

    def _show_empty(self) -> None:
        query = self.model.query
        if query.search or query.conditions != self._home.conditions:
            super()._show_empty()
            return
        look = self.look.empty
        self.empty.offer(look.icon, look.title, look.text, self.new_words())
        self._focus_first_step()

    def _focus_first_step(self) -> None:
        # Qt: the stack hands the focus of the table it hides to the whole empty state.
        if self.isVisible() and QApplication.focusWidget() in (None, self.table, self.empty):
            self.empty.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_first_step(self) -> None:
        self.new()
