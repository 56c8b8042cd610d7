"""The tabs over a list: its own views and the person's saved ones, with their counts."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from facilities_app.domain.lists import ListQuery, ListSource, ViewPreset
from resources.texts import tr
from ui import theme
from ui.context import UiContext
from ui.widgets.buttons import Button, GhostButton, IconButton
from ui.widgets.fields import FormField
from ui.widgets.overlay import Sheet
from ui.widgets.tabs import ViewTab, ViewTabs
from ui.worker import Task

SAVED = "saved:"


class ListViews(QWidget):
    """``chosen`` carries the view that was picked. Counts come later, from the readers."""

    chosen = Signal(object)  # ViewPreset
    save_asked = Signal()
    counted = Signal()

    def __init__(self, context: UiContext, source: ListSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._source = context, source
        self._saved: tuple[ViewPreset, ...] = ()
        self._task: Task | None = None
        self._key = ""
        self._counts: dict[str, int] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.tabs = ViewTabs()
        self.tabs.setContentsMargins(20, 0, 20, 0)
        self.tabs.setFixedHeight(theme.current().sizes.tabs)
        row.addWidget(self.tabs)
        self.tabs.changed.connect(self._on_tab)
        self.save = GhostButton(tr("Save view"), "plus", on_click=self.save_asked.emit)
        self.drop = IconButton("trash-2", tr("Delete this view"), on_click=self._on_drop)
        self.drop.hide()
        self.tabs.add_action(self.drop)
        self.tabs.add_action(self.save)
        self._show()

    def views(self) -> tuple[ViewPreset, ...]:
        """The list's own views, then the saved ones."""
        return (*self._source.info.presets, *self._saved)

    def view(self, key: str) -> ViewPreset | None:
        """The view of that key."""
        return next((view for view in self.views() if view.key == key), None)

    @property
    def key(self) -> str:
        """The view that is marked."""
        return self._key

    def count(self, key: str) -> int | None:
        """How many rows a view has, once that was counted."""
        return self._counts.get(key)

    def mark(self, key: str) -> None:
        """Mark a view without telling."""
        self._key = key
        self.tabs.set_key(key)
        self.drop.setVisible(key.startswith(SAVED))

    def read(self) -> None:
        """Read the saved views and all counts anew."""
        if self._task is not None:
            self._task.cancel()
        services, source = self._context.services, self._source
        code = source.info.code

        def look() -> tuple[tuple[ViewPreset, ...], dict[str, int]]:
            saved = services.views.saved(code)
            return saved, {view.key: source.count(view.query) for view in (*source.info.presets, *saved)}

        self._task = self._context.worker.read_long(lambda task: look(), self._on_read, self._on_failed)

    def save_as(self, query: ListQuery, host: QWidget) -> None:
        """Ask for a name and keep the query under it."""
        code, services = self._source.info.code, self._context.services
        sheet = NameSheet(host)

        def keep(name: str) -> None:
            self._context.change(lambda: services.views.save(code, name, query), self, self._on_saved)

        sheet.named.connect(keep)
        sheet.open()

    def _show(self) -> None:
        own = [ViewTab(view.key, tr(view.title)) for view in self._source.info.presets]
        saved = [ViewTab(view.key, view.title) for view in self._saved]
        self.tabs.set_tabs([*own, *saved], self._key)

    def _on_tab(self, key: str) -> None:
        self.mark(key)
        view = self.view(key)
        if view is not None:
            self.chosen.emit(view)

    def _on_read(self, found: tuple[tuple[ViewPreset, ...], dict[str, int]]) -> None:
        saved, counts = found
        if saved != self._saved:
            self._saved = saved
            self._show()
            self.mark(self._key)
        self._counts = counts
        self.tabs.set_counts(counts)
        self.counted.emit()

    def _on_failed(self, error: BaseException) -> None:
        self._context.notify.error(error)

    def _on_saved(self, view_id: int) -> None:
        self._key = f"{SAVED}{view_id}"
        self.read()

    def _on_drop(self) -> None:
        view_id = int(self._key.removeprefix(SAVED))
        services, presets = self._context.services, self._source.info.presets
        self._context.change(lambda: services.views.delete(view_id), self, lambda _: self.read())
        self._back_to(presets)

    def _back_to(self, presets: Sequence[ViewPreset]) -> None:
        if presets:
            self._on_tab(presets[0].key)


class NameSheet(Sheet):
    """Asks for the name of a view; stays open until it was taken."""

    named = Signal(str)

    def __init__(self, host: QWidget) -> None:
        super().__init__(host, tr("Save view"))
        self.line = QLineEdit()
        self.line.setMaxLength(40)
        self.field = FormField(tr("Name"), self.line, required=True)
        self.body.addWidget(self.field)
        self.footer.addStretch(1)
        self.ok = Button(tr("Save"), kind="primary", on_click=self._on_ok)
        self.footer.addWidget(self.ok)
        self.line.returnPressed.connect(self._on_ok)
        self.closed.connect(self.deleteLater)

    def _on_ok(self) -> None:
        name = self.line.text().strip()
        if not name:
            self.field.set_error(tr("Give the view a name."))
            self.line.setFocus()
            return
        self.named.emit(name)
        self.dismiss()
