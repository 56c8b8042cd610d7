"""Which rows are chosen, kept as ids: sorting, filtering and reading again do not lose them."""

from array import array
from collections.abc import Callable

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QObject, Signal

from ui.models.windowed import WindowedModel, ids_of_rows

_ROWS = QItemSelectionModel.SelectionFlag.Rows
_SELECT = QItemSelectionModel.SelectionFlag.Select | _ROWS
_SEARCHABLE = 2_000  # more chosen rows than this are not looked up again after a reset


class IdSelection(QObject):
    """Watches a selection model over a WindowedModel. Counting loads no page; main thread only."""

    changed = Signal(int)  # how many rows are chosen
    current_changed = Signal(object)  # id or None

    def __init__(self, model: WindowedModel, selection: QItemSelectionModel) -> None:
        super().__init__(selection)
        self._model = model
        self._selection = selection
        self._kept: set[int] = set()
        self._current: int | None = None
        self._sought: int | None = None
        self._outside: int | None = None  # current though this order has it not
        self._announced: int | None = None
        self._restoring = False
        selection.selectionChanged.connect(self._on_selection)
        selection.currentRowChanged.connect(self._on_current)
        model.modelAboutToBeReset.connect(self._keep)
        model.loaded.connect(self._restore)
        model.ordered.connect(self._restore_rest)
        model.dataChanged.connect(self._on_data)

    @property
    def current(self) -> int | None:
        """The id of the current row."""
        return self._current

    def count(self) -> int:
        """How many rows are chosen."""
        return sum(last - first + 1 for first, last in self.ranges())

    def ranges(self) -> list[tuple[int, int]]:
        """The chosen rows as inclusive ranges, top first."""
        found = self._selection.selection()
        parts = (found.at(place) for place in range(found.count()))
        return sorted({(part.top(), part.bottom()) for part in parts})

    def with_ids(self, then: Callable[["array[int]"], None]) -> None:
        """Call ``then`` with the chosen ids in list order, at once if they are known."""
        ranges = self.ranges()
        if sum(last - first + 1 for first, last in ranges) <= _SEARCHABLE:
            known = [self._model.id_at(row) for first, last in ranges for row in range(first, last + 1)]
            if None not in known:
                then(array("q", [key for key in known if key is not None]))
                return
        self._model.with_ids(lambda ids: then(ids_of_rows(ids, ranges)))

    def choose(self, key: int) -> bool:
        """Make this id current at once, and choose its row: now if it is here (True), else when it lands."""
        row = self._model.find(key)
        if row >= 0:
            self._go(row)
            return True
        self._selection.clear()
        self._kept.clear()
        self._sought = key
        self._set_current(key)
        self._model.with_ids(lambda ids: self._restore_rest())
        return False

    def _go(self, row: int) -> None:
        self._sought = None
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect | _ROWS
        self._selection.setCurrentIndex(self._model.index(row, self._column()), flag)
        self._set_current(self._model.id_at(row))  # Qt: no signal where the row was current before

    def _found_sought(self) -> bool:
        row = self._model.find(self._sought) if self._sought is not None else -1
        if row >= 0:
            self._go(row)
        return row >= 0

    def _column(self) -> int:
        return max(self._selection.currentIndex().column(), 0)

    def _keep(self) -> None:
        self._restoring = True
        ranges = self.ranges()
        if sum(last - first + 1 for first, last in ranges) > _SEARCHABLE:
            self._kept = set()
            return
        ids = (self._model.id_at(row) for first, last in ranges for row in range(first, last + 1))
        self._kept |= {key for key in ids if key is not None}

    def _restore(self) -> None:
        """After a reset: choose again what is in memory; the rest when the order lands."""
        self._restoring = False
        self._outside = None
        if self._found_sought():
            return
        current = self._current
        row = self._model.find(current) if current is not None else -1
        if row >= 0:
            index = self._model.index(row, self._column())
            self._selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        elif current is None and self._selection.currentIndex().isValid():
            self._set_current(self._model.id_at(self._selection.currentIndex().row()))
        self._select_kept()
        self._announce()

    def _restore_rest(self) -> None:
        if self._sought is not None:
            if not self._found_sought():
                self._outside = self._sought
            self._sought = None  # a record outside the list stays current: somebody was sent to it
            return
        self._select_kept()
        self._kept.clear()  # what is not in the list any more is not chosen any more
        if not self._selection.currentIndex().isValid() and self._current is not None:
            row = self._model.find(self._current)
            if row >= 0:
                index = self._model.index(row, self._column())
                self._selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            elif self._current != self._outside:
                self._set_current(None)
        self._announce()

    def _select_kept(self) -> None:
        chosen = QItemSelection()
        for key in tuple(self._kept):
            row = self._model.find(key)
            if row >= 0:
                self._kept.discard(key)
                index = self._model.index(row, 0)
                chosen.select(index, index)
        if not chosen.isEmpty():
            self._selection.select(chosen, _SELECT)

    def _on_selection(self, chosen: QItemSelection, dropped: QItemSelection) -> None:
        if not self._restoring:
            self._announce()

    def _on_current(self, current: QModelIndex, previous: QModelIndex) -> None:
        if not self._restoring and current.isValid():
            self._set_current(self._model.id_at(current.row()))

    def _on_data(self, first: QModelIndex, last: QModelIndex) -> None:
        """A page landed under the current row: now its id is known."""
        row = self._selection.currentIndex().row()
        if self._current is None and first.row() <= row <= last.row():
            self._set_current(self._model.id_at(row))

    def _set_current(self, key: int | None) -> None:
        if key != self._current:
            self._current = key
            self.current_changed.emit(key)

    def _announce(self) -> None:
        count = self.count()
        if count != self._announced:
            self._announced = count
            self.changed.emit(count)
