"""Lists page from SQL: from both ends the same as a plain sort, and quick by their indexes."""

import random
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from db.models import Ticket
from db.models.tickets import SORTABLE
from db.queries import (
    agreement_lists,
    audit_lists,
    finding_lists,
    patrol_lists,
    plan_lists,
    project_lists,
    property_lists,
    round_lists,
    small_lists,
    stock_lists,
)
from db.queries.sql_list import ListDefinition, SqlList
from db.queries.ticket_list import TICKETS
from facilities_app.bootstrap import Program, open_program
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.compliance import Judged
from facilities_app.domain.errors import Invalid
from facilities_app.domain.lists import ColumnKind, Condition, ListQuery
from resources import texts
from tests.conftest import NOW
from tests.factories import Make

ROOT = Path(__file__).resolve().parents[2]
ALL = (
    TICKETS,
    *small_lists.ALL,
    *project_lists.OF_PROJECTS,
    *property_lists.PROPERTY,
    *stock_lists.OF_STOCK,
    *plan_lists.OF_PLANS,
    *round_lists.OF_ROUNDS,
    *patrol_lists.OF_PATROLS,
    *finding_lists.OF_FINDINGS,
    *audit_lists.OF_AUDITS,
    *agreement_lists.OF_AGREEMENTS,
)
DEFINITIONS = {one.info.code: one for one in ALL}
ORDERS = [(code, key) for code, one in DEFINITIONS.items() for key in one.orders]
CONDITIONS = [(code, key) for code, one in DEFINITIONS.items() for key in one.conditions]


@pytest.fixture(scope="module")
def shuffled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """A database of 400 tickets with many equal and missing values. Only read from."""
    rng = random.Random(7)
    with open_program(tmp_path_factory.mktemp("lists") / "x.sqlite", clock=FixedClock(NOW)) as program:
        make = Make(program)
        places = [make.site(), make.place("9F", parent=make.site()), make.place("別處")]
        users = [None, make.user("甲"), make.user("乙")]
        with program.services.base.uow("test.many") as uow:
            uow.session.add_all(_ticket(rng, n, places, users) for n in range(1, 401))
            uow.commit(None, undoable=False)
        yield program


def _ticket(rng: random.Random, n: int, places: list[int], users: list[int | None]) -> Ticket:
    status = rng.choice([10, 20, 30, 40, 50, 60, 80, 90])
    user = rng.choice(users)
    reported = NOW - timedelta(days=rng.randint(0, 60))
    return Ticket(
        number=f"115-{n:04d}",
        year=115,
        serial=n,
        summary="".join(rng.choices("門水電", k=2)),
        place_id=rng.choice(places),
        site_id=places[0],
        where_label=rng.choice(["9F", "B1", ""]),
        trade_id=rng.randint(1, 6),
        priority=rng.randint(1, 4),
        status=status,
        is_open=status < 80,
        assignee_id=user,
        assignee_label=f"人{user}" if user else "",
        reported_at=reported,
        reported_on=reported.date(),
        due_at=NOW + timedelta(days=rng.randint(-20, 20)),
        closed_at=NOW if status >= 80 and rng.random() < 0.8 else None,
        cost_twd=rng.choice([None, 0, 3200]),
    )


QUERIES = st.builds(
    ListQuery,
    search=st.sampled_from(["", "", "門", "水 電", "不在"]),
    conditions=st.lists(
        st.sampled_from(
            [
                Condition("state", "in", ("open",)),
                Condition("state", "in", ("closed",)),
                Condition("priority", "in", (1, 2)),
                Condition("status", "in", (10,)),
                Condition("assignee", "empty"),
                Condition("due", "to", ("2026-11-25",)),
                Condition("due", "from", ("2026-11-20",)),
                Condition("reported", "from", ("2026-10-01",)),
                Condition("closed", "empty"),
            ]
        ),
        max_size=2,
    ).map(tuple),
    order=st.sampled_from(["", *TICKETS.orders]),
    descending=st.booleans(),
)


@given(query=QUERIES, offset=st.integers(0, 410), limit=st.integers(1, 60))
@settings(max_examples=150)
def test_any_page_of_any_query_is_the_slice_of_a_plain_sort(
    shuffled: Program, query: ListQuery, offset: int, limit: int
) -> None:
    source = SqlList(shuffled.engines, TICKETS)
    key, descending = source.info.sorting(query)
    rows = source.rows(source.ids(query, lambda: False))
    at = source.info.index(key) if key != "number" else 0
    plain = sorted(rows, key=lambda row: (row[at] is not None, row[at], row[0]), reverse=descending)
    assert rows == plain
    assert source.page(query, offset, limit) == plain[offset : offset + limit], "read from the front"
    assert source.count(query) == len(plain)
    assert source.page(query, offset, limit) == plain[offset : offset + limit], "read from the nearer end"


@pytest.mark.parametrize(("code", "order"), ORDERS)
def test_every_list_pages_in_every_order_both_ways(demo: Program, code: str, order: str) -> None:
    source = SqlList(demo.engines, DEFINITIONS[code])
    up, down = ListQuery(order=order), ListQuery(order=order, descending=True)
    total = source.count(up)
    assert total, "the demo database has rows for every list"
    ids = list(source.ids(up, lambda: False))
    assert len(set(ids)) == total
    assert list(source.ids(down, lambda: False)) == ids[::-1]
    last = source.page(up, max(0, total - 3), 3)
    assert [row[0] for row in last] == ids[-3:]
    assert source.rows(ids[:50]) == source.page(up, 0, 50)
    assert all(len(row) == len(source.info.columns) + 1 for row in last)


@pytest.mark.parametrize("code", DEFINITIONS)
def test_every_column_that_claims_to_sort_does_and_every_filter_is_built(code: str) -> None:
    one = DEFINITIONS[code]
    assert {c.key for c in one.info.columns if c.sortable} <= set(one.orders)
    assert set(one.info.filters) <= set(one.conditions)
    assert len(one.values) == len(one.info.columns)
    assert one.info.default_order in one.orders


@pytest.mark.parametrize(("code", "field"), CONDITIONS)
def test_every_filter_keeps_what_it_names_and_leaves_out_the_rest(
    demo: Program, code: str, field: str
) -> None:
    source = SqlList(demo.engines, DEFINITIONS[code])
    everything = source.count(ListQuery())
    kind = _kind(DEFINITIONS[code], field)
    if kind == "date":
        some, rest = Condition(field, "to", ("2026-11-23",)), Condition(field, "from", ("2026-11-24",))
        empty = source.count(ListQuery(conditions=(Condition(field, "empty"),)))
        parts = [source.count(ListQuery(conditions=(one,))) for one in (some, rest)]
        assert sum(parts) + empty == everything
    else:
        values = _values(demo, DEFINITIONS[code], field)
        counts = [_counted(source, field, value) for value in values]
        assert all(0 <= count <= everything for count in counts)
        if field == "state":
            assert sum(counts) == everything
        elif field != "place":  # places lie in each other
            assert _counted(source, field, *values[:2]) == sum(counts[:2])
            assert _counted(source, field) == 0


def _counted(source: SqlList, field: str, *values: Any) -> int:
    day = ("2026-11-24",) if field == "judged" else ()  # a judgement is that of a day
    return source.count(ListQuery(conditions=(Condition(field, "in", (*values, *day)),)))


def _kind(one: ListDefinition, field: str) -> str:
    dated = (
        "due",
        "next_due",
        "cover",
        "agreement",
        "done",
        "closed",
        "reported",
        "ends",
        "expires",
        "occurred",
        "started",
        "seen",
        "visited",
        "correct_by",
        "found_on",
        "on",
    )
    return "date" if field in dated else one.info.filters.get(field, "")


def _values(demo: Program, one: ListDefinition, field: str) -> list[Any]:
    if field == "state" and one.info.code == "tickets":
        return ["open", "closed"]
    if field in ("place", "site", "asset", "parent", "vendor", "assignee", "event", "duty", "plan"):
        return [1, 2, 3]
    ours: dict[str, list[Any]] = {
        "spot": [1, 2, 3],
        "is_closed": [True, False],
        "listed": [True, False],
        "larvae": [True, False],
        "dated": [True, False],
        "stocked": [True, False],
        "short": [True, False],
        "category": [1, 2, 3],
        "stocktake": [1, 2, 3],
        "round": [1, 2, 3],
        "cost": [600, 900, 1200],
        "budget": [(115, "修繕費"), (115, "沒有這個科目")],
        "repeat": [True, False],
        "running": [True, False],
        "escalated": [True, False],
        "outcome": ["kept", "late", "unknown", "dropped"],
        "response": ["kept", "late", "running"],
        "judged": [one.value for one in Judged],
    }
    if field in ours:
        return ours[field]
    return [choice.code for choice in demo.services.labels.choices(one.info.filters[field])]


@pytest.mark.parametrize("code", DEFINITIONS)
def test_every_tab_of_every_list_opens(demo: Program, code: str) -> None:
    source = demo.services.lists[code]
    for preset in source.info.presets:
        rows = source.page(preset.query, 0, 5)
        assert len(rows) == min(5, source.count(preset.query)), preset.key


@pytest.mark.parametrize("code", DEFINITIONS)
def test_every_list_can_be_searched_and_odd_signs_are_letters(demo: Program, code: str) -> None:
    source = demo.services.lists[code]
    row = source.page(ListQuery(), 0, 1)[0]
    columns = {column.key: value for column, value in zip(source.info.columns, row[1:], strict=True)}
    wanted = columns.get("number") or columns.get("code")
    assert row[0] in source.ids(ListQuery(str(wanted)), lambda: False)
    for odd in ("%", "_", "'", '"', "\\"):
        assert source.count(ListQuery(f"zz{odd}zz")) == 0
    if code != "tickets":
        assert source.count(ListQuery(f"{wanted} 不在這裡")) == 0


@pytest.mark.parametrize("code", DEFINITIONS)
def test_stored_values_have_the_form_their_column_promises(demo: Program, code: str) -> None:
    source = demo.services.lists[code]
    kinds: dict[ColumnKind, Any] = {
        ColumnKind.TEXT: str,
        ColumnKind.DATE: str,
        ColumnKind.MOMENT: str,
        ColumnKind.MONEY: int,
        ColumnKind.INTEGER: int,
        ColumnKind.CHOICE: (str, int),
    }
    for row in source.page(ListQuery(), 0, 200):
        for column, value in zip(source.info.columns, row[1:], strict=True):
            if value is None or column.kind not in kinds:
                continue
            assert isinstance(value, kinds[column.kind]), (column.key, value)
            if column.kind is ColumnKind.DATE:
                date.fromisoformat(value)
            if column.kind is ColumnKind.CHOICE and value != "":
                name = demo.services.labels.name(column.choices, value)
                assert name != str(value) or column.choices in ("user", "patrol_route"), (column.key, value)


def test_what_a_list_does_not_know_is_refused(shuffled: Program) -> None:
    source = SqlList(shuffled.engines, TICKETS)
    for condition in (Condition("colour", "in", ("red",)), Condition("reported", "around", ("2026-11-23",))):
        query = ListQuery(conditions=(condition,))
        for ask in (source.count, lambda q: source.page(q, 0, 1), lambda q: source.ids(q, lambda: False)):
            with pytest.raises(Invalid, match="no_such_filter"):
                ask(query)
    for column in ("colour", "cost_twd"):
        for ask in (lambda q: source.page(q, 0, 1), lambda q: source.ids(q, lambda: False)):
            with pytest.raises(Invalid, match="no_such_column"):
                ask(ListQuery(order=column))


def test_collecting_ids_stops_when_it_is_cancelled(shuffled: Program) -> None:
    source = SqlList(shuffled.engines, TICKETS)
    assert len(source.ids(ListQuery(), lambda: True)) == 0
    assert len(source.ids(ListQuery(), lambda: False)) == 400


def test_rows_come_in_the_order_asked_for_and_leave_out_what_is_gone(shuffled: Program) -> None:
    source = SqlList(shuffled.engines, TICKETS)
    assert [row[0] for row in source.rows([7, 9999, 3, 5, 7])] == [7, 3, 5, 7]
    assert source.rows([]) == []
    many = list(range(1, 401)) * 3
    assert [row[0] for row in source.rows(many)] == many


def test_only_so_many_prepared_pages_are_kept(shuffled: Program) -> None:
    source = SqlList(shuffled.engines, TICKETS)
    for n in range(100):
        source.page(ListQuery(conditions=(Condition("status", "in", (n,)),)), 0, 1)
        source.count(ListQuery(conditions=(Condition("status", "in", (n,)),)))
    assert len(source._pages) == len(source._counts) == 64


@pytest.mark.parametrize("which", ["all", "open"])
@pytest.mark.parametrize("descending", [False, True], ids=["up", "down"])
@pytest.mark.parametrize("order", ["number", *SORTABLE])
def test_every_sortable_column_walks_an_index_instead_of_sorting(
    shuffled: Program, order: str, descending: bool, which: str
) -> None:
    conditions = (Condition("state", "in", ("open",)),) if which == "open" else ()
    query = ListQuery(conditions=conditions, order=order, descending=descending)
    plan = _plan_of_first_page(shuffled, query)
    assert "TEMP B-TREE" not in "".join(line for line in plan if "picked" not in line), plan
    if which == "open" and order != "number":
        assert any(f"ix_tickets_open_{order}" in line for line in plan), plan


def _plan_of_first_page(program: Program, query: ListQuery) -> list[str]:
    """How SQLite finds the ids of a page: the inner part of the statement, without the sort of the page itself."""
    source = SqlList(program.engines, TICKETS)
    with program.engines.read.connect() as connection:
        statement = source._ids(query, connection, backwards=False).limit(50)
        compiled = statement.compile(connection, compile_kwargs={"literal_binds": True})
        return [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}")]


def test_a_page_costs_one_statement(shuffled: Program) -> None:
    source, seen = SqlList(shuffled.engines, TICKETS), list[str]()
    query = ListQuery(order="summary")
    source.page(query, 0, 50)
    event.listen(shuffled.engines.read, "before_cursor_execute", lambda *a: seen.append(a[2]))
    source.page(query, 50, 50)
    assert len(seen) <= 1


class TestLiveLists:
    """Values that depend on who asks and when."""

    def test_me_now_and_days_from_today_are_filled_in(self, program: Program) -> None:
        source: Any = program.services.lists["tickets"]
        given = {
            "me": program.services.base.actor_id,
            "now": "2026-11-23T01:00:00Z",
            "today": "2026-11-23",
            "yesterday": "2026-11-22",
            "month": "2026-11-01",
            "+30": "2026-12-23",
            "-7": "2026-11-16",
            "+x": "+x",
            "": "",
            "parts": "parts",
            40: 40,
            True: True,
        }
        for value, concrete in given.items():
            resolved = source.resolved(ListQuery(conditions=(Condition("status", "in", (value,)),)))
            assert resolved.conditions[0].values == (concrete,)

    def test_mine_are_the_open_tickets_of_whoever_asks(self, program: Program, make: Make) -> None:
        from facilities_app.domain.tickets import Action
        from facilities_app.services.tickets import Move

        user, source = make.user("陳志豪"), program.services.lists["tickets"]
        mine = next(preset.query for preset in source.info.presets if preset.key == "mine")
        logged = make.ticket()
        program.services.tickets.move((logged.id,), Move(Action.DISPATCH, assignee_id=user))
        assert source.count(mine) == 0
        program.services.base.act_as(user)
        assert list(source.ids(mine, lambda: False)) == [logged.id]
        program.services.base.act_as(None)
        assert source.count(mine) == 0

    def test_a_ticket_is_overdue_from_the_minute_after_it_was_due(
        self, program: Program, make: Make, clock: FixedClock
    ) -> None:
        source = program.services.lists["tickets"]
        overdue = next(preset.query for preset in source.info.presets if preset.key == "overdue")
        make.ticket(priority=1)  # due at five in the afternoon, eight hours from now
        assert source.count(overdue) == 0
        clock.move(timedelta(hours=8))
        assert source.count(overdue) == 0
        clock.move(timedelta(minutes=1))
        assert source.count(overdue) == 1

    def test_due_on_a_day_means_the_whole_day_in_taiwan(self, program: Program, make: Make) -> None:
        source = program.services.lists["tickets"]
        make.ticket(due_on=date(2026, 11, 24))

        def count(op: str, day: str) -> int:
            return source.count(ListQuery(conditions=(Condition("due", op, (day,)),)))

        assert [count("to", "2026-11-23"), count("to", "2026-11-24")] == [0, 1]
        assert [count("from", "2026-11-24"), count("from", "2026-11-25")] == [1, 0]

    def test_an_inspection_reads_overdue_when_its_day_has_passed(
        self, program: Program, make: Make, clock: FixedClock
    ) -> None:
        make.task(due=date(2026, 11, 23))
        source = program.services.lists["tasks"]
        at = source.info.index("status")
        before = source.page(ListQuery(), 0, 1)[0][at]
        clock.move(timedelta(days=1))
        after = source.page(ListQuery(), 0, 1)[0]
        assert before != after[at] == "overdue"
        assert source.rows([after[0]]) == [after]

    def test_a_place_filter_takes_in_everything_below(self, program: Program, make: Make) -> None:
        floor = make.place("9F", parent=make.site(), kind="floor")
        room = make.place("機房", parent=floor)
        make.ticket(place_id=room)
        make.ticket(place_id=make.place("別棟"))
        source = program.services.lists["tickets"]
        counts = [
            source.count(ListQuery(conditions=(Condition("place", "in", places),)))
            for places in ((make.site(),), (floor,), (room,), (9999,), (floor, room))
        ]
        assert counts == [1, 1, 1, 0, 1]


def test_a_first_page_is_one_walk_along_an_index_where_there_is_one(shuffled: Program) -> None:
    source = SqlList(shuffled.engines, TICKETS)
    open_ones = ListQuery(conditions=(Condition("state", "in", ("open",)),), order="due_at")
    unindexed = ListQuery(conditions=(Condition("trade", "in", (1,)),), order="due_at")
    for query in (ListQuery(order="due_at"), open_ones, unindexed):
        plain = source.rows(source.ids(query, lambda: False))
        assert source.page(query, 0, 20) == plain[:20]
        assert source.page(query, 0, 5) == plain[:5]
        source.count(query)
        assert source.page(query, len(plain) - 5, 5) == plain[-5:]
    told = {kind[:3]: prepared.text for kind, prepared in source._pages.items()}
    assert "picked" not in told[open_ones, False, 20]
    assert "picked" not in told[open_ones, True, 5]
    assert len(source._pages) == 9


_FIRST_ASKED = """
import db.queries.property_lists as lists
from sqlalchemy import select
from db.models import StocktakeLine
before = set(vars(lists._EXPECTED)), set(vars(lists._FOUND))
lists._line_joins(select(StocktakeLine.id))
assert before == (set(vars(lists._EXPECTED)), set(vars(lists._FOUND)))
"""


def test_the_places_of_a_stocktake_are_known_before_two_threads_ask_for_them() -> None:
    subprocess.run([sys.executable, "-c", _FIRST_ASKED], cwd=ROOT, check=True)


@pytest.mark.parametrize("key", ["system", "title", "legal_basis", "interval", "who", "record", "filing"])
def test_the_catalogue_is_sorted_by_what_is_shown_in_either_language(demo: Program, key: str) -> None:
    source, labels = demo.services.lists["duties"], demo.services.labels
    at = source.info.index(key)
    by = ListQuery(order=key)
    for language in (
        *texts.LANGUAGES,
        texts.DEFAULT_LANGUAGE,
    ):  # what was prepared for one is not another's
        texts.use(language)
        rows = source.page(by, 0, 500)
        shown = [labels.name("term", row[at]) if language == "en" else row[at] for row in rows]
        assert shown == sorted(shown, key=str.lower), language
        assert list(source.ids(by, lambda: False)) == [row[0] for row in rows]
