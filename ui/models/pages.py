"""The pages of a list that are in memory: fetched on demand, the oldest forgotten."""

from array import array
from collections import OrderedDict
from collections.abc import Callable
from functools import partial

from facilities_app.domain.lists import ListQuery, ListSource, Row
from ui.worker import Task, Worker

PAGE = 100
KEPT = 64
IN_FLIGHT = 2
WANTED = 4


class PageCache:
    """At most KEPT pages of one question. ``row()`` never blocks; a missing page is asked for once.

    ``landed(page)`` is called on the main thread when a page came.
    """

    def __init__(
        self,
        worker: Worker,
        source: ListSource,
        landed: Callable[[int], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        self._worker = worker
        self._source = source
        self._announce = landed
        self._failed = failed
        self._pages: OrderedDict[int, list[Row]] = OrderedDict()
        self._wanted: OrderedDict[int, None] = OrderedDict()
        self._tasks: dict[int, Task] = {}
        self.query = ListQuery()
        self.ids: array[int] | None = None

    def reset(self, query: ListQuery, pages: dict[int, list[Row]]) -> None:
        """Forget everything and begin with ``pages`` of ``query``."""
        for task in self._tasks.values():
            task.cancel()
        self._tasks.clear()
        self._wanted.clear()
        self._pages = OrderedDict(pages)
        self.query = query
        self.ids = None

    def row(self, index: int) -> Row | None:
        """The row at ``index``, or None while its page is fetched."""
        number, place = divmod(index, PAGE)
        page = self._pages.get(number)
        if page is None:
            self._want(number)
            return None
        self._pages.move_to_end(number)
        return page[place] if place < len(page) else None

    def peek(self, index: int) -> Row | None:
        """The row at ``index`` if it is here; asks for nothing."""
        number, place = divmod(index, PAGE)
        page = self._pages.get(number)
        return page[place] if page is not None and place < len(page) else None

    def loaded(self) -> list[int]:
        """The numbers of the pages that are here."""
        return sorted(self._pages)

    def _want(self, number: int) -> None:
        if number in self._tasks:
            return
        self._wanted[number] = None
        self._wanted.move_to_end(number)
        while len(self._wanted) > WANTED:  # scrolled past: the view asks again if it comes back
            self._wanted.popitem(last=False)
        self._fetch_next()

    def _fetch_next(self) -> None:
        while self._wanted and len(self._tasks) < IN_FLIGHT:
            number, _ = self._wanted.popitem(last=True)
            self._tasks[number] = self._worker.read(
                self._reader(number),
                partial(self._on_page, number),
                partial(self._on_failed, number),
            )

    def _reader(self, number: int) -> Callable[[], list[Row]]:
        source, query, ids, start = self._source, self.query, self.ids, number * PAGE
        if ids is None:
            return lambda: source.page(query, start, PAGE)
        wanted = ids[start : start + PAGE]
        return lambda: _in_place(wanted, source.rows(wanted))

    def _on_page(self, number: int, rows: list[Row]) -> None:
        self._tasks.pop(number, None)
        self._pages[number] = rows
        while len(self._pages) > KEPT:
            self._pages.popitem(last=False)
        self._announce(number)
        self._fetch_next()

    def _on_failed(self, number: int, error: BaseException) -> None:
        self._tasks.pop(number, None)
        self._failed(error)


def _in_place(ids: "array[int]", rows: list[Row]) -> list[Row]:
    """The rows at the places of their ids; a row that went meanwhile keeps its place, empty."""
    if len(rows) == len(ids):
        return rows
    found = {row[0]: row for row in rows}
    width = len(rows[0]) if rows else 1
    return [found.get(key) or (key, *(None,) * (width - 1)) for key in ids]
