"""The ticket list's queries against raw sqlite3 for the same rows, at three sizes.

``python -m tests.benchmarks lists --sizes 10000,100000,1000000``
"""

from collections.abc import Callable
from pathlib import Path

import pysqlite3.dbapi2 as sqlite

from db.search import phrase
from facilities_app.bootstrap import open_program
from facilities_app.domain.lists import Condition, ListQuery, ListSource
from tests.benchmarks.measuring import Times, in_turn, line, timed

PAGE = 100
_COLUMNS = (
    "id, number, summary, where_label, trade_id, priority, status, assignee_label, reported_at, due_at, closed_at, "
    "requester, requester_phone, hold_reason, cost_twd, is_demo"
)
_ORDERS = {"number": "id {0}"}
OPEN = Condition("state", "in", ("open",))
Raw = Callable[[str, tuple[object, ...]], list[tuple[object, ...]]]


def run(database: Path) -> bool:
    """Measure one database; whether every target was reached."""
    connection = sqlite.connect(f"file:{database}?mode=ro", uri=True)
    with open_program(database) as program:
        source = program.services.lists["tickets"]
        total = source.count(ListQuery())
        print(f"\n{total:,} tickets, {source.count(ListQuery(conditions=(OPEN,))):,} open", flush=True)

        def raw(sql: str, values: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
            return list(connection.execute(sql, values).fetchall())

        results = [
            _pages(source, raw, total),
            _sorts(source, raw),
            _searches(source, raw),
        ]
    connection.close()
    return all(results)


def _pages(source: ListSource, raw: Raw, total: int) -> bool:
    everything, open_ones = ListQuery(), ListQuery(conditions=(OPEN,))
    source.count(everything)
    middle = source.ids(everything, lambda: False)[total // 2 : total // 2 + PAGE]
    marks = ",".join("?" * len(middle))
    sql = f"SELECT {_COLUMNS} FROM tickets"
    last = f"{sql} ORDER BY due_at DESC, id DESC LIMIT {PAGE}"
    checks = [
        line(
            "first page, all by due date",
            *in_turn(
                lambda: source.page(everything, 0, PAGE),
                lambda: raw(f"{sql} ORDER BY due_at, id LIMIT {PAGE}", ()),
            ),
            ratio=2,
        ),
        line(
            "first page, open ones by due date",
            *in_turn(
                lambda: source.page(open_ones, 0, PAGE),
                lambda: raw(f"{sql} WHERE is_open = 1 ORDER BY due_at, id LIMIT {PAGE}", ()),
            ),
            ratio=2,
        ),
        line(
            "jump to the end, order not known yet",
            *in_turn(lambda: source.page(everything, total - PAGE, PAGE), lambda: raw(last, ())),
            ratio=2,
        ),
        line(
            "jump to the middle, order known",
            *in_turn(
                lambda: source.rows(middle),
                lambda: raw(f"{sql} WHERE id IN ({marks})", tuple(middle)),
            ),
            ratio=2,
        ),
        line("count all", timed(lambda: source.count(everything))),
        line(
            "order of all rows, in the background", timed(lambda: source.ids(everything, lambda: False), 3, 1)
        ),
    ]
    return all(checks)


def _sorts(source: ListSource, raw: Raw) -> bool:
    worst: tuple[Times, Times, str] | None = None
    for column in (c.key for c in source.info.columns if c.sortable):
        for descending in (False, True):
            order = _ORDERS.get(column, f"{column} {{0}}, id {{0}}").format("DESC" if descending else "ASC")
            query = ListQuery(order=column, descending=descending)
            ours, floor = in_turn(
                lambda q=query: source.page(q, 0, PAGE),  # type: ignore[misc]
                lambda o=order: raw(f"SELECT {_COLUMNS} FROM tickets ORDER BY {o} LIMIT {PAGE}", ()),  # type: ignore[misc]
                5,
            )
            if worst is None or ours.median > worst[0].median:
                worst = ours, floor, f"{column}{' ↓' if descending else ' ↑'}"
    assert worst is not None
    return line(f"first rows, slowest sort ({worst[2]})", worst[0], worst[1], ratio=2, most_ms=100)


def _searches(source: ListSource, raw: Raw) -> bool:
    return all([_search(source, raw, text) for text in ("冷", "冷氣", "冷氣漏水", "漏水", "客梯")])  # noqa: C419 - all of them


def _search(source: ListSource, raw: Raw, text: str) -> bool:
    hits = "SELECT rowid FROM tickets_fts WHERE tickets_fts MATCH ?"
    sql = f"SELECT {_COLUMNS} FROM tickets WHERE id IN ({hits} ORDER BY rowid DESC LIMIT {PAGE}) ORDER BY id DESC"
    newest, by_due = ListQuery(search=text), ListQuery(search=text, order="due_at")
    words = (phrase(text),)
    first = in_turn(lambda: source.page(newest, 0, PAGE), lambda: raw(sql, words))
    count, sorted_ = timed(lambda: source.count(newest)), timed(lambda: source.page(by_due, 0, PAGE))
    checks = [
        line(f"search {text}: first rows, newest first", *first, ratio=2, most_ms=20),
        line(f"search {text}: count ({source.count(newest):,})", count, most_ms=50),
        line(f"search {text}: first rows by due date", sorted_, most_ms=100),
    ]
    return all(checks)
