"""What a list says when it has no rows: what would be here, or where else the search finds something."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from facilities_app.domain.lists import ListQuery, ListSource, ViewPreset
from resources.texts import tr
from ui.components.list_look import ListLook
from ui.context import UiContext
from ui.widgets.surfaces import EmptyState
from ui.worker import Task


class ListEmpty(EmptyState):
    """``cleared`` asks for the list without what narrows it, ``stepped`` for the first step of a list with nothing.

    ``elsewhere`` asks for the same search in the view of everything.
    """

    cleared = Signal()
    stepped = Signal()
    elsewhere = Signal()

    def __init__(
        self, context: UiContext, source: ListSource, look: ListLook, parent: QWidget | None = None
    ) -> None:
        super().__init__(look.empty.icon, "", on_action=self._on_action, parent=parent)
        self._context, self._source, self._look = context, source, look
        self._query = ListQuery()
        self._action = self.stepped
        self._task: Task | None = None

    def show_for(self, query: ListQuery, is_narrowed: bool) -> None:
        """Say why this question has no answer; ``is_narrowed`` by a search or filters of a person's own."""
        self.forget()
        self._query = query
        if not is_narrowed:
            look = self._look.empty
            self.offer(look.icon, look.title or tr("Nothing here yet"), look.text, look.button)
            return
        self._action = self.cleared
        text = tr("Take a filter away, or search for something else.")
        self.set_content("search-x", tr("Nothing fits"), text, tr("Clear"))
        everything = view_of_all(self._source)
        if everything is not None and query.search and query.conditions:
            self._look_elsewhere(everything)

    def offer(self, icon: str, title: str, text: str, step: str) -> None:
        """Say what would be here and offer its first step."""
        self.forget()
        self._action = self.stepped
        self.set_content(icon, title, text, step)

    def forget(self) -> None:
        """There are rows again: nobody waits for the count of another view."""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _look_elsewhere(self, view: ViewPreset) -> None:
        source, asked = self._source, self._query
        whole = ListQuery(asked.search, view.query.conditions)

        def counted(found: int) -> None:
            if self._query is asked and found:
                self._say_elsewhere(view, found)

        self._task = self._context.worker.read(
            lambda: source.count(whole), counted, self._context.notify.error
        )

    def _say_elsewhere(self, view: ViewPreset, found: int) -> None:
        self._action = self.elsewhere
        name, rows = tr(view.title), self._look.counted(f"{found:,}")
        text = tr("“{search}” is not in this view.").format(search=self._query.search)
        button = tr("Search in {view} ({n} found)").format(view=name, n=rows)
        self.set_content("search-x", tr("Nothing fits"), text, button)

    def _on_action(self) -> None:
        self._action.emit()


def view_of_all(source: ListSource) -> ViewPreset | None:
    """The view that leaves nothing out, if the list has one."""
    return next((view for view in source.info.presets if not view.query.conditions), None)
