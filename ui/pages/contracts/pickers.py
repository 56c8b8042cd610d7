"""Choosing a contractor, an asset or a ticket by typing any part of its name or number."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from facilities_app.domain.lists import ListQuery
from resources.texts import tr
from ui.context import UiContext
from ui.widgets.type_ahead import TypeAhead
from ui.widgets.type_ahead_rows import Suggestion
from ui.worker import Task

_MOST = 12
_LISTS = {
    "vendor": ("vendors", "name", "phone", "truck"),
    "asset": ("assets", "name", "place_label", "boxes"),
    "ticket": ("tickets", "number", "summary", "wrench"),
}
"""By kind: the list that is searched, the columns that name a row and tell it apart, its icon."""


class RecordPicker(TypeAhead):
    """A type-ahead over one list; its value is a record's id."""

    def __init__(
        self, context: UiContext, kind: str, *, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(tr("Any part of the name or number"), name=name, parent=parent)
        self._context, self._kind = context, kind
        self._wish: int | None = None
        self._task: Task | None = None
        self.wanted.connect(self._on_wanted)
        self.chosen.connect(self._on_chosen)

    def record_id(self) -> int | None:
        """The record taken, also while its name is still being read."""
        return self._wish

    def choose_record(self, record: int | None) -> None:
        """Take a record without telling, now or once its name is read."""
        self._wish = record
        if record is None:
            self.choose(None)
            return
        source = self._context.services.lists[_LISTS[self._kind][0]]
        self._context.worker.read(
            lambda: [self._suggestion(row) for row in source.rows((record,))],
            self._on_named,
            self._context.notify.error,
        )

    def _on_named(self, found: Sequence[Suggestion]) -> None:
        if found and found[0].value == self._wish:
            self.choose(found[0])

    def _on_chosen(self, record: object) -> None:
        self._wish = record if isinstance(record, int) else None

    def _on_wanted(self, words: str) -> None:
        if self._task is not None:
            self._task.cancel()
        if not words.strip():
            self.set_results((), 0)
            return
        source = self._context.services.lists[_LISTS[self._kind][0]]
        query = ListQuery(words)
        self._task = self._context.worker.read(
            lambda: ([self._suggestion(row) for row in source.page(query, 0, _MOST)], source.count(query)),
            lambda found: self.set_results(*found),
            self._context.notify.error,
        )

    def _suggestion(self, row: Sequence[object]) -> Suggestion:
        code, name, detail, icon = _LISTS[self._kind]
        info = self._context.services.lists[code].info
        return Suggestion(row[0], str(row[info.index(name)]), str(row[info.index(detail)] or ""), icon)
