"""Search over tickets is exact for Chinese of every length, and odd signs never break it."""

import re
import string
from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from db import search
from db.queries import ticket_list
from facilities_app.bootstrap import Program, open_program
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.lists import Condition, ListQuery
from facilities_app.services.tickets import NewTicket
from tests.factories import Make

SUMMARIES = (
    "關門反覆開啟",
    "臺北廳舍漏水",
    "台電停電",
    "３樓 ＡＥＤ 電池沒電",
    "LED 牆 2 片不亮",
    "天窗 450 kgf/㎡ 檢修",
    "門門門",
    "門，開",
    "Café 咖啡機",
    "電梯🛗故障",
    "50% 亮度_過低",
    "𠮷野家招牌",
    "한국 손님 방문",
    "「引號」與 \"quotes\" 和 'single'",
    "100% OR NOT (NEAR)",
)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """A database with one ticket for each of SUMMARIES. Only read from."""
    from tests.conftest import NOW

    with open_program(tmp_path_factory.mktemp("search") / "x.sqlite", clock=FixedClock(NOW)) as program:
        place = Make(program).site()
        for summary in SUMMARIES:
            program.services.tickets.log(NewTicket(summary, place_id=place, requester="王"))
        yield program


def found(program: Program, wanted: str, **query: object) -> set[str]:
    source = program.services.lists["tickets"]
    asked = ListQuery(wanted, **query)  # type: ignore[arg-type]
    rows = source.page(asked, 0, 100)
    assert source.count(asked) == len(rows)
    assert [row[0] for row in rows] == list(source.ids(asked, lambda: False))
    return {str(row[source.info.index("summary")]) for row in rows}


@pytest.mark.parametrize(
    ("wanted", "summaries"),
    [
        ("漏", {"臺北廳舍漏水"}),
        ("漏水", {"臺北廳舍漏水"}),
        ("廳舍漏水", {"臺北廳舍漏水"}),
        ("舍水", set()),
        ("門", {"關門反覆開啟", "門門門", "門，開"}),
        ("門門", {"門門門"}),
        ("門門門門", set()),
        ("台", {"臺北廳舍漏水", "台電停電"}),
        ("臺", {"臺北廳舍漏水", "台電停電"}),
        ("臺電", {"台電停電"}),
        ("3樓", {"３樓 ＡＥＤ 電池沒電"}),
        ("３樓", {"３樓 ＡＥＤ 電池沒電"}),
        ("aed", {"３樓 ＡＥＤ 電池沒電"}),
        ("ＡＥＤ", {"３樓 ＡＥＤ 電池沒電"}),
        ("ＬＥＤ", {"LED 牆 2 片不亮"}),
        ("led 片", {"LED 牆 2 片不亮"}),
        ("片 led", {"LED 牆 2 片不亮"}),
        ("le", {"LED 牆 2 片不亮"}),
        ("kgf/㎡", {"天窗 450 kgf/㎡ 檢修"}),
        ("450", {"天窗 450 kgf/㎡ 檢修"}),
        ("café", {"Café 咖啡機"}),
        ("Cafe\u0301", {"Café 咖啡機"}),
        ("梯🛗", {"電梯🛗故障"}),
        ("𠮷", {"𠮷野家招牌"}),
        ("손님", {"한국 손님 방문"}),
        ('"quotes"', {"「引號」與 \"quotes\" 和 'single'"}),
        ("「引號」", {"「引號」與 \"quotes\" 和 'single'"}),
        ("OR", {"100% OR NOT (NEAR)"}),
        ("NOT (NEAR)", {"100% OR NOT (NEAR)"}),
        ("亮度_過", {"50% 亮度_過低"}),
        ("關門　反覆", {"關門反覆開啟"}),
        ("四維", set(SUMMARIES)),  # the place counts too
        ("王 門門", {"門門門"}),  # and who reported it
    ],
)
def test_what_is_typed_is_found(filled: Program, wanted: str, summaries: set[str]) -> None:
    assert found(filled, wanted) == summaries


@pytest.mark.parametrize("wanted", ['"', "''", "*", "-", "()", "%", "^", ":", "\\", "\x00", "「」", "；"])
def test_signs_alone_find_nothing_and_break_nothing(filled: Program, wanted: str) -> None:
    assert found(filled, wanted) == set()
    assert found(filled, wanted, order="summary") == set()


@pytest.mark.parametrize("wanted", ["", "  ", "\u3000"])
def test_an_empty_search_shows_everything(filled: Program, wanted: str) -> None:
    assert found(filled, wanted) == set(SUMMARIES)


def test_a_short_number_finds_the_ticket_counted_so(filled: Program) -> None:
    assert SUMMARIES[6] in found(filled, "7")
    assert found(filled, "115-0007") == {SUMMARIES[6]}
    assert found(filled, "0007") == {SUMMARIES[6]}


@given(wanted=st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=12))
@example(wanted='a" OR b:*')
@example(wanted="{漏 水}")
@settings(max_examples=150)
def test_no_text_whatsoever_breaks_the_search(filled: Program, wanted: str) -> None:
    found(filled, wanted)


@given(
    start=st.integers(0, 20),
    length=st.integers(1, 6),
    of=st.sampled_from([s for s in SUMMARIES if re.fullmatch(r"[\u4e00-\u9fff]+", s)]),
)
@settings(max_examples=60)
def test_every_part_of_a_chinese_text_finds_it(filled: Program, start: int, length: int, of: str) -> None:
    part = of[start % len(of) :][:length]
    assert of in found(filled, part)


LETTERS = "門開關漏水電梯"


@pytest.fixture(scope="module")
def chinese(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """300 tickets of random Chinese from seven letters, so that every short text is somewhere."""
    import random

    from tests.conftest import NOW

    rng = random.Random(106)
    with open_program(tmp_path_factory.mktemp("zh") / "x.sqlite", clock=FixedClock(NOW)) as program:
        place = Make(program).place("處")
        with program.services.base.uow("test.many") as uow:
            _many(uow, rng, place)
            uow.commit(None, undoable=False)
        yield program


def _many(uow: object, rng: object, place: int) -> None:
    from datetime import date

    from db.models import Ticket
    from tests.conftest import NOW

    for n in range(1, 301):
        words = "".join(rng.choices(LETTERS, k=rng.randint(1, 9)))  # type: ignore[attr-defined]
        uow.session.add(  # type: ignore[attr-defined]
            Ticket(
                number=f"115-{n:04d}",
                year=115,
                serial=n,
                summary=words,
                place_id=place,
                site_id=place,
                where_label="處",
                trade_id=1,
                priority=3,
                status=10 if n % 3 else 80,
                is_open=bool(n % 3),
                reported_at=NOW,
                reported_on=date(2026, 11, 23),
                due_at=NOW,
            )
        )


@given(wanted=st.text(LETTERS, min_size=1, max_size=5))
@settings(max_examples=120)
def test_search_finds_exactly_what_like_finds(chinese: Program, wanted: str) -> None:
    with chinese.engines.read.connect() as connection:
        like = text("SELECT id FROM tickets WHERE summary LIKE :like ORDER BY id DESC")
        expected = [row[0] for row in connection.execute(like, {"like": f"%{wanted}%"})]
    source = chinese.services.lists["tickets"]
    assert list(source.ids(ListQuery(wanted), lambda: False)) == expected


@pytest.mark.parametrize("many", [5, 10_000], ids=["walked", "gathered"])
@pytest.mark.parametrize("order", ["", "number", "summary", "status", "due_at"])
@pytest.mark.parametrize("state", [(), ("open",)], ids=["all", "open"])
def test_few_hits_and_many_are_found_alike_in_every_order(
    chinese: Program, monkeypatch: pytest.MonkeyPatch, many: int, order: str, state: tuple[str, ...]
) -> None:
    monkeypatch.setattr(ticket_list, "MANY", many)
    monkeypatch.setattr(ticket_list, "MANY_FOR_OPEN", many)
    conditions = (Condition("state", "in", state),) if state else ()
    query = ListQuery("漏 水", conditions, order, descending=order == "summary")
    from db.queries.sql_list import SqlList

    source = SqlList(chinese.engines, ticket_list.TICKETS)
    ids = list(source.ids(query, lambda: False))
    everything = source.page(
        ListQuery("", conditions, order or "number", query.descending or not order), 0, 999
    )
    at_summary = source.info.index("summary")
    assert ids == [row[0] for row in everything if "漏" in row[at_summary] and "水" in row[at_summary]]
    assert source.count(query) == len(ids)
    assert [row[0] for row in source.page(query, 0, 1000)] == ids


def test_the_index_follows_edits_and_deletions(program: Program, make: Make) -> None:
    logged = make.ticket("舊的說明")
    program.services.tickets.edit(logged.id, 1, summary="新的樣子")
    assert found(program, "舊的") == set()
    assert found(program, "新的") == {"新的樣子"}
    program.services.history.undo()
    assert found(program, "舊的") == {"舊的說明"}
    program.services.history.undo()
    assert found(program, "舊的") == set()


@given(body=st.text(alphabet=LETTERS + string.ascii_letters + "０９Ａｚ臺　，。🛗𠮷㎡\"'é 5", max_size=30))
@settings(max_examples=80)
def test_the_trigger_writes_what_the_bulk_loader_writes(chinese: Program, body: str) -> None:
    """Two writers of one index, in SQL and in Python, must agree for every text."""
    with chinese.engines.write.connect() as connection:
        transaction = connection.begin()
        try:
            connection.execute(text("UPDATE tickets SET summary = :body WHERE id = 1"), {"body": body})
            by_trigger = _tokens(connection)
            whole = search.spaced(f"115-0001 {body}  處 ")
            connection.execute(text("DELETE FROM tickets_fts WHERE rowid = 1"))
            connection.execute(text("INSERT INTO tickets_fts(rowid, body) VALUES (1, :w)"), {"w": whole})
            assert _tokens(connection) == by_trigger
        finally:
            transaction.rollback()


def _tokens(connection: object) -> list[tuple[object, ...]]:
    run = connection.exec_driver_sql  # type: ignore[attr-defined]
    run("CREATE VIRTUAL TABLE IF NOT EXISTS temp.words USING fts5vocab('main', 'tickets_fts', 'instance')")
    return [tuple(row) for row in run("SELECT term, offset FROM temp.words WHERE doc = 1 ORDER BY offset")]


PASTED = ("漏" * 100_000, "a" * 1_000_000, " ".join(["漏"] * 2_000), "\ud800", "漏\udcff水", "\u0301" * 5_000)


@pytest.mark.parametrize("code", ["tickets", "assets", "units", "tasks", "contracts", "vendors", "duties"])
@pytest.mark.parametrize("pasted", PASTED, ids=lambda text: f"{len(text)} of {text[:1]!a}")
def test_a_pasted_page_or_half_a_character_is_only_a_search(filled: Program, code: str, pasted: str) -> None:
    source = filled.services.lists[code]
    assert source.count(ListQuery(search=pasted)) == len(source.page(ListQuery(search=pasted), 0, 500))
    assert len(filled.services.search.everything(pasted)) <= 20
