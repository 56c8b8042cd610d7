"""A table model over a list of any length: one page at once, the count and the order behind it."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
    Slot,
)

from facilities_app.domain.changes import Changes
from facilities_app.domain.lists import ColumnKind, ColumnSpec, ListInfo, ListQuery, ListSource, Row
from resources.texts import tr
from ui.models import roles
from ui.models.cells import Cells
from ui.models.pages import PAGE, PageCache
from ui.worker import Task, Worker

Index = QModelIndex | QPersistentModelIndex
Text = Callable[[ColumnSpec, Any], str]

ORDER_DELAY_MS = 250
REFRESH_DELAY_MS = 40
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_NUMBERS = (ColumnKind.INTEGER, ColumnKind.DECIMAL, ColumnKind.MONEY)
_NOWHERE = QModelIndex()
_PLAIN = Cells()


class WindowedModel(QAbstractTableModel):
    """Holds the pages of one ListQuery; columns are the list's. Main thread only.

    ``data()`` never blocks: what is not here reads "…" until it lands. Answers to an older question are
    dropped. ``text`` turns a stored value into what is shown.
    """

    counted = Signal(int)  # the exact number of rows is known
    loaded = Signal()  # the first page of a question is here
    ordered = Signal()  # the ids of all rows are known
    failed = Signal(object)

    def __init__(
        self,
        worker: Worker,
        source: ListSource,
        text: Text,
        cells: Mapping[str, Cells] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._worker = worker
        self._source = source
        self._info = source.info
        self._text = text
        self._cells = [(cells or {}).get(spec.key) or _PLAIN for spec in self._info.columns]
        self._query = ListQuery()
        self._cache = PageCache(worker, source, self._on_page, self.failed.emit)
        self._rows = 0
        self._exact = False
        self._generation = 0
        self._tasks: list[Task] = []
        self._active = True
        self._stale = False
        self._window = (0, 0)
        self._waiting: list[Callable[[array[int]], None]] = []
        self._refresh_timer = self._timer(REFRESH_DELAY_MS, self.refresh)
        self._order_timer = self._timer(ORDER_DELAY_MS, self._fetch_order)

    # -- what a page asks for ------------------------------------------------------------------

    @property
    def info(self) -> ListInfo:
        """The list's fixed side."""
        return self._info

    @property
    def source(self) -> ListSource:
        """Where the rows come from."""
        return self._source

    @property
    def query(self) -> ListQuery:
        """The question shown, or on its way."""
        return self._query

    def set_query(self, query: ListQuery) -> None:
        """Ask another question; whatever is under way for the previous one is dropped."""
        self._query = query
        self._waiting.clear()
        generation = self._begin()
        self._read(lambda: self._source.page(query, 0, PAGE), lambda rows: self._on_first(generation, rows))

    def refresh(self) -> None:
        """Read the visible pages and the count again, in one step."""
        query, (first, last) = self._query, self._window
        generation = self._begin()
        start, pages = first // PAGE, range(first // PAGE, last // PAGE + 1)

        def read() -> tuple[dict[int, list[Row]], int]:
            rows = self._source.page(query, start * PAGE, len(pages) * PAGE)
            found = {number: rows[i * PAGE : (i + 1) * PAGE] for i, number in enumerate(pages)}
            return found, self._source.count(query)

        self._read(read, lambda answer: self._on_refreshed(generation, *answer))

    def set_active(self, active: bool) -> None:
        """Say whether somebody looks; a list that nobody sees waits with reading again."""
        self._active = active
        if active and self._stale:
            self._refresh_timer.start()

    def set_window(self, first: int, last: int) -> None:
        """The rows that the view shows now."""
        self._window = (max(first, 0), max(first, last, 0))

    @Slot(object, object)
    def on_changed(self, changes: Changes, initiator: object = None) -> None:
        """Hear of a change: not this entity, ignore it; hidden, note it; visible, read again."""
        if not changes.touches(self._info.entity):
            return
        self._stale = True
        if self._active:
            self._refresh_timer.start()

    def behind(self) -> bool:
        """Whether something changed that is not read yet."""
        return self._stale

    def exact(self) -> bool:
        """Whether rowCount is the true number."""
        return self._exact

    def row_at(self, row: int) -> Row | None:
        """The row if it is in memory."""
        return self._cache.peek(row) if 0 <= row < self._rows else None

    def id_at(self, row: int) -> int | None:
        """The id at ``row``, if it is known without asking."""
        if not 0 <= row < self._rows:
            return None
        ids = self._cache.ids
        if ids is not None and row < len(ids):
            return ids[row]
        found = self._cache.peek(row)
        return None if found is None else int(found[0])

    def find(self, key: int) -> int:
        """The row of an id among what is in memory, or -1."""
        ids = self._cache.ids
        if ids is not None:
            try:
                return ids.index(key)
            except ValueError:
                return -1
        for number in self._cache.loaded():
            for row in range(number * PAGE, min((number + 1) * PAGE, self._rows)):
                found = self._cache.peek(row)
                if found is not None and found[0] == key:
                    return row
        return -1

    def with_ids(self, then: Callable[["array[int]"], None]) -> None:
        """Call ``then`` with the ids of all rows in order: at once, or when they land.

        Never called if another question is asked before.
        """
        if self._cache.ids is not None:
            then(self._cache.ids)
            return
        self._waiting.append(then)
        if self._order_timer.isActive():
            self._order_timer.stop()
            self._fetch_order()

    # -- Qt ------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._rows

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._info.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = roles.DISPLAY) -> Any:
        if not index.isValid():
            return None
        spec = self._info.columns[index.column()]
        if role == roles.ALIGNMENT:
            return _RIGHT if spec.kind in _NUMBERS else _LEFT
        if role == roles.SPEC:
            return spec
        if role == roles.ROW_ID:
            return self.id_at(index.row())
        if role not in roles.OF_ROW:
            return None
        return self._of_row(self._cache.row(index.row()), index.column(), role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = roles.DISPLAY) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._info.columns):
            return None
        spec = self._info.columns[section]
        if role in (roles.DISPLAY, roles.ACCESSIBLE, roles.TOOLTIP):
            return tr(spec.title)
        if role == roles.ALIGNMENT:
            return _RIGHT if spec.kind in _NUMBERS else _LEFT
        return spec if role == roles.SPEC else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column, in the database."""
        if not 0 <= column < len(self._info.columns) or not self._info.columns[column].sortable:
            return
        key, descending = self._info.columns[column].key, order == Qt.SortOrder.DescendingOrder
        if (key, descending) != (self._query.order, self._query.descending):
            self.set_query(_ordered(self._query, key, descending))

    # -- answers -------------------------------------------------------------------------------

    def _of_row(self, row: Row | None, column: int, role: int) -> Any:
        if role == roles.LOADING:
            return row is None
        if role == roles.ROW:
            return row
        if row is None:
            return "…" if role in (roles.DISPLAY, roles.ACCESSIBLE) else None
        value = row[column + 1]
        if role == roles.VALUE:
            return value
        cells = self._cells[column]
        if role in roles.LOOKS:
            reading = cells.of(role)
            return reading(value, row) if reading is not None else None
        if cells.text is not None:
            return cells.text(value, row)
        return self._text(self._info.columns[column], value)

    def _begin(self) -> int:
        for task in self._tasks:
            task.cancel()
        self._tasks.clear()
        self._refresh_timer.stop()
        self._order_timer.stop()
        self._stale = False
        self._generation += 1
        return self._generation

    def _read(self, fn: Callable[[], Any], done: Callable[[Any], None]) -> None:
        self._tasks.append(self._worker.read(fn, done, self.failed.emit))

    def _on_first(self, generation: int, rows: list[Row]) -> None:
        if generation != self._generation:
            return
        query, whole = self._query, len(rows) < PAGE
        self._replace({0: rows}, len(rows), exact=whole)
        self.loaded.emit()
        # Counted after the rows: who types on does not wait for the counts of what was typed before.
        if not whole:
            self._read(lambda: self._source.count(query), lambda count: self._on_count(generation, count))

    def _on_count(self, generation: int, count: int) -> None:
        if generation != self._generation:
            return
        self._resize(count)
        self._settle()

    def _on_refreshed(self, generation: int, pages: dict[int, list[Row]], count: int) -> None:
        if generation == self._generation:
            self._replace(pages, count, exact=True)
            self.loaded.emit()

    def _replace(self, pages: dict[int, list[Row]], count: int, exact: bool) -> None:
        self.beginResetModel()
        self._cache.reset(self._query, pages)
        self._rows = count
        self._exact = exact
        self.endResetModel()
        if exact:
            self._settle()

    def _settle(self) -> None:
        """The count is known: tell it, and get the order ready for jumps and for selecting all."""
        self._exact = True
        self.counted.emit(self._rows)
        first = self._cache.peek(0)
        if self._rows <= PAGE and (first is not None or not self._rows):
            self._on_order(
                self._generation,
                array("q", (row[0] for row in map(self._cache.peek, range(self._rows)) if row)),
            )
        elif self._waiting:
            self._fetch_order()
        else:
            self._order_timer.start()

    def _fetch_order(self) -> None:
        generation, query = self._generation, self._query
        self._tasks.append(
            self._worker.read_long(
                lambda task: self._source.ids(query, task.cancelled),
                lambda ids: self._on_order(generation, ids),
                self.failed.emit,
            )
        )

    def _on_order(self, generation: int, ids: "array[int]") -> None:
        if generation != self._generation:
            return
        if len(ids) != self._rows:
            self._resize(len(ids))
            self.counted.emit(self._rows)
        self._cache.ids = ids
        self.ordered.emit()
        waiting, self._waiting = self._waiting, []
        for then in waiting:
            then(ids)

    def _resize(self, count: int) -> None:
        if count > self._rows:
            self.beginInsertRows(_NOWHERE, self._rows, count - 1)
            self._rows = count
            self.endInsertRows()
        elif count < self._rows:
            self.beginRemoveRows(_NOWHERE, count, self._rows - 1)
            self._rows = count
            self.endRemoveRows()

    def _on_page(self, number: int) -> None:
        first, last = number * PAGE, min((number + 1) * PAGE, self._rows) - 1
        if first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, self.columnCount() - 1))

    def _timer(self, milliseconds: int, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(slot)
        return timer


def _ordered(query: ListQuery, key: str, descending: bool) -> ListQuery:
    return ListQuery(query.search, query.conditions, key, descending)


def ids_of_rows(ids: Sequence[int], ranges: Sequence[tuple[int, int]]) -> "array[int]":
    """The ids in these inclusive row ranges."""
    found = array("q")
    for first, last in ranges:
        found.extend(ids[first : last + 1])
    return found
