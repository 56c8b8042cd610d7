"""Stand-ins for lists and services, so that the frame is tested without a database."""

import threading
import time
from array import array
from collections.abc import Callable, Sequence

from facilities_app.domain.lists import (
    ColumnKind,
    ColumnSpec,
    Condition,
    ListInfo,
    ListQuery,
    Row,
    ViewPreset,
)

COLUMNS = (
    ColumnSpec("number", "Number", width=10),
    ColumnSpec("summary", "Summary", width=30),
    ColumnSpec("status", "Status", ColumnKind.CHOICE, choices="ticket_status"),
    ColumnSpec("due", "Due", ColumnKind.DATE),
    ColumnSpec("cost", "Cost", ColumnKind.MONEY, shown=False),
)
INFO = ListInfo(
    "tickets",
    "ticket",
    "Tickets",
    COLUMNS,
    filters={"status": "ticket_status", "place": "place", "due": "date"},
    presets=(
        ViewPreset("open", "Open", ListQuery()),
        ViewPreset("done", "Done", ListQuery(conditions=(Condition("status", "in", (60,)),))),
    ),
    default_order="number",
)
SUBJECTS = ("冰水管滴水", "污水泵浦 2 號跳脫", "客梯關門反覆開啟", "走廊日光燈閃爍", "麥克風斷續有雜訊")
STATUSES = (10, 20, 30, 40, 50, 60, 80)


class FakeSource:
    """A list of ``size`` made-up tickets, computed and never stored. ``gate`` can hold the readers back."""

    def __init__(self, size: int, info: ListInfo = INFO) -> None:
        self.size = size
        self.info = info
        self.pages: list[tuple[int, int]] = []
        self.fetched: list[int] = []
        self.threads: set[str] = set()
        self.gate: threading.Event | None = None
        self.page_gate: threading.Event | None = None
        self.order_seconds = 0.0
        self.gone: set[int] = set()
        self.error: Exception | None = None
        self.last_query = ListQuery()

    def page(self, query: ListQuery, offset: int, limit: int) -> list[Row]:
        self._enter(query)
        self.pages.append((offset, limit))
        if self.page_gate is not None and offset:
            assert self.page_gate.wait(5)
        keys = self._keys(query)[offset : offset + limit]
        return [self.make(key) for key in keys]

    def count(self, query: ListQuery) -> int:
        self._enter(query)
        return len(self._keys(query))

    def ids(self, query: ListQuery, cancelled: Callable[[], bool]) -> "array[int]":
        self._enter(query)
        time.sleep(self.order_seconds)
        return array("q", self._keys(query))

    def rows(self, ids: Sequence[int]) -> list[Row]:
        self.threads.add(threading.current_thread().name)
        self.fetched.extend(ids)
        return [self.make(key) for key in ids if key not in self.gone]

    def make(self, key: int) -> Row:
        status = STATUSES[key % len(STATUSES)]
        subject = f"{SUBJECTS[key % len(SUBJECTS)]} {key}"
        return (key, f"115-{key:04d}", subject, status, f"2026-11-{key % 28 + 1:02d}", key * 10)

    def _enter(self, query: ListQuery) -> None:
        self.last_query = query
        self.threads.add(threading.current_thread().name)
        if self.gate is not None:
            assert self.gate.wait(5)
        if self.error is not None:
            raise self.error

    def _keys(self, query: ListQuery) -> Sequence[int]:
        keys: Sequence[int] = range(1, self.size + 1)
        if query.search:
            wanted = query.search
            keys = [key for key in keys if wanted in self.make(key)[2]]
        for condition in query.conditions:
            if condition.field == "status":
                keys = [key for key in keys if self.make(key)[3] in condition.values]
        if self.gone:
            keys = [key for key in keys if key not in self.gone]
        return keys[::-1] if query.descending else keys


def plain_text(spec: ColumnSpec, value: object) -> str:
    return "－" if value is None else str(value)
