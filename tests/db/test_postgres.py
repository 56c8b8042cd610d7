"""The same house on PostgreSQL: schema, reference data, repairs, lists, search, undo, and what it refuses."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from db import migrate
from db.base import Base
from db.engine import connect
from db.models import JournalStep, Place, Setting, Ticket, Trade, Vendor
from db.queries import audit_lists, project_lists, small_lists
from db.queries.ticket_list import TICKETS
from facilities_app.bootstrap import Program, open_program
from facilities_app.domain.audit_rows import KeyedVisit
from facilities_app.domain.clock import at
from facilities_app.domain.errors import DomainError
from facilities_app.domain.lists import Condition, ListQuery
from facilities_app.domain.tickets import Action
from facilities_app.services.tickets import Move, NewTicket
from tests.factories import Make

DEFINITIONS = {
    one.info.code: one
    for one in (TICKETS, *small_lists.ALL, *project_lists.OF_PROJECTS, *audit_lists.OF_AUDITS)
}


@pytest.fixture
def make(on_postgres: Program) -> Make:
    """Makes rows on PostgreSQL."""
    return Make(on_postgres)


@contextmanager
def refused(code: str) -> Iterator[None]:
    with pytest.raises(DomainError) as caught:
        yield
    assert caught.value.code == code


def test_a_place_moves_with_all_below_it_and_an_undone_number_is_not_given_again(
    on_postgres: Program, make: Make
) -> None:
    services = on_postgres.services
    site, other = make.place("四維"), make.place("鳳山")
    floor = make.place("11F", parent=site, kind="floor")
    room = make.place("機房", parent=floor)
    ticket = make.ticket("漏水", place_id=room)
    services.places.move(floor, services.places.detail(floor).version, other)
    assert services.places.label(room) == "鳳山 › 11F › 機房"
    with services.base.read() as session:
        assert session.get_one(Ticket, ticket.id).site_id == other
    services.history.undo()
    assert services.places.label(room) == "四維 › 11F › 機房"
    gone = make.ticket("漏水", place_id=room).number
    services.history.undo()
    assert make.ticket("漏水", place_id=room).number > gone


def test_the_schema_goes_up_down_and_up_again_and_is_what_the_models_say(postgres_url: str) -> None:
    engines = connect(postgres_url)
    try:
        assert migrate.look(engines) == "empty"
        migrate.upgrade(engines)
        with engines.read.connect() as connection:
            context = MigrationContext.configure(
                connection, opts={"include_object": lambda _o, name, *_: name != "ix_tickets_search"}
            )
            assert compare_metadata(context, Base.metadata) == []
        migrate.downgrade(engines, "base")
        with engines.read.connect() as connection:
            left = connection.execute(
                text("SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'")
            ).scalar()
        assert left == 1, "only the table that remembers the revision"
        assert migrate.look(engines) == "empty"
        migrate.upgrade(engines)
        assert migrate.look(engines) == "ready"
    finally:
        engines.dispose()


def test_a_step_that_fails_leaves_nothing_behind(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import alembic.op

    engines = connect(postgres_url)
    monkeypatch.setattr(alembic.op, "execute", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        migrate.upgrade(engines)
    assert migrate.look(engines) == "empty"
    engines.dispose()


def test_a_newer_schema_and_another_programs_database_are_refused(postgres_url: str) -> None:
    engines = connect(postgres_url)
    with engines.write.begin() as connection:
        connection.execute(text("CREATE TABLE songs (name text)"))
    with refused("database.not_ours"):
        open_program(postgres_url)
    with engines.write.begin() as connection:
        connection.execute(text("DROP TABLE songs"))
    migrate.upgrade(engines)
    with engines.write.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engines.dispose()
    with refused("database.newer"):
        open_program(postgres_url)


def test_reference_data_is_there_and_more_can_be_added(on_postgres: Program) -> None:
    assert on_postgres.services.labels.name("trade", 5) == "空調"
    assert on_postgres.services.lists["duties"].count(ListQuery()) > 20
    with on_postgres.services.base.uow("test.added") as uow:
        added = uow.add(Trade(code="pest", name_zh="病媒", name_en="Pest control")).id
        uow.commit(None)
    assert added > 6, "its number follows the shipped ones"


def test_a_repair_is_logged_moved_edited_found_undone_and_redone(on_postgres: Program, make: Make) -> None:
    services = on_postgres.services
    lift, user = make.asset("客梯 1 號", category="elevator"), make.user("陳志豪")
    make.contract(lift, until=date(2026, 12, 31))
    logged = make.ticket("臺北廳舍 關門反覆開啟", asset=lift)
    assert logged.number == "115-0001"
    services.tickets.move((logged.id,), Move(Action.DISPATCH, assignee_id=user))
    version = services.tickets.detail(logged.id).version
    services.tickets.edit(logged.id, version, priority=1, cost_twd=3200)
    seen = services.tickets.detail(logged.id)
    assert (seen.assignee, seen.cost_twd, seen.priority, len(seen.events)) == ("陳志豪", 3200, 1, 3)
    assert len(seen.covers) == 1
    for _ in range(3):
        services.history.undo()
    assert services.lists["tickets"].count(ListQuery()) == 0
    for _ in range(3):
        services.history.redo()
    again = services.tickets.detail(logged.id)
    assert (again.cost_twd, again.events) == (3200, seen.events)
    assert services.health.check() == []


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("關", True),
        ("關門反覆", True),
        ("台北", True),
        ("臺北", True),
        ("舍關", False),
        ("北 開啟", True),
        ("ＡＥＤ", True),
        ("aed", True),
        ("㎡", True),
        ("50%", True),
        ("5_%", False),
        ("'", False),
        ("\\", False),
        ("115-0001", True),
        ("1", True),
    ],
)
def test_search_is_exact_for_chinese_of_every_length(
    on_postgres: Program, make: Make, wanted: str, found: bool
) -> None:
    make.ticket("臺北廳舍 關門反覆開啟 AED 450 kgf/㎡ 50%")
    source = on_postgres.services.lists["tickets"]
    assert source.count(ListQuery(wanted)) == len(source.page(ListQuery(wanted), 0, 10)) == int(found)


@pytest.mark.parametrize("code", DEFINITIONS)
def test_every_list_runs_every_order_filter_and_tab(on_postgres: Program, make: Make, code: str) -> None:
    asset, unit = make.asset(), make.unit()
    make.permit(asset, until=date(2027, 1, 1))
    make.contract(asset, until=date(2027, 1, 1))
    make.agreement(unit, starts_on=date(2026, 1, 1))
    make.task(due=date(2026, 12, 1), asset=asset)
    for n in range(3):
        make.ticket(f"漏水 {n}")
    audits = on_postgres.services.audits
    found = audits.detail(audits.new(2026, 2, date(2026, 11, 9), date(2026, 11, 30), "occupied").value)
    audits.record(found.lines[0].id, 1, KeyedVisit("not_residing", at(date(2026, 11, 20), 19, 0)))
    source, definition = on_postgres.services.lists[code], DEFINITIONS[code]
    for order in definition.orders:
        up = ListQuery(order=order)
        ids = list(source.ids(up, lambda: False))
        assert [row[0] for row in source.page(ListQuery(order=order, descending=True), 0, 999)] == ids[::-1]
        assert source.count(up) == len(ids)
        assert [row[0] for row in source.page(up, max(0, len(ids) - 2), 2)] == ids[-2:]
    for preset in source.info.presets:
        assert len(source.page(preset.query, 0, 999)) == source.count(preset.query)
    for field, kind in source.info.filters.items():
        values = ("2026-11-23",) if kind == "date" else tuple(_some(on_postgres, kind))
        for op in ("from", "to") if kind == "date" else ("in", "empty"):
            source.count(ListQuery(conditions=(Condition(field, op, values),)))
    assert source.count(ListQuery("不在這裡")) == 0


def _some(program: Program, kind: str) -> list[object]:
    return [1] if kind == "place" else [c.code for c in program.services.labels.choices(kind)[:2]]


def test_the_same_sort_and_the_same_pages_from_both_ends(on_postgres: Program, make: Make) -> None:
    for n in range(7):
        make.ticket("漏水" if n % 2 else "關門", priority=1 + n % 3)
    source = on_postgres.services.lists["tickets"]
    query = ListQuery(order="priority")
    everything = source.page(query, 0, 100)
    source.count(query)
    assert [source.page(query, n, 1)[0] for n in range(7)] == everything
    assert source.rows([row[0] for row in everything]) == everything


def test_two_programs_writing_at_once_count_on_without_gaps(
    on_postgres: Program, make: Make, ready_url: str
) -> None:
    place, numbers = make.site(), list[str]()

    def work() -> None:
        with open_program(ready_url) as other:
            for _ in range(10):
                numbers.append(other.services.tickets.log(NewTicket("漏水", place_id=place)).value.number)

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(number.split("-")[1] for number in numbers) == [f"{n:04d}" for n in range(1, 31)]
    assert on_postgres.services.health.check() == []


def test_another_programs_change_is_seen(on_postgres: Program, make: Make, ready_url: str) -> None:
    place = make.site()
    on_postgres.services.watch.poll()
    with open_program(ready_url) as other:
        logged = other.services.tickets.log(NewTicket("漏水", place_id=place)).value
    seen = on_postgres.services.watch.poll()
    assert seen is not None
    assert seen.ids("tickets") == {logged.id}


def test_readers_cannot_write_and_the_journal_cannot_be_rewritten(on_postgres: Program, make: Make) -> None:
    make.ticket()
    with pytest.raises(DBAPIError), on_postgres.engines.read.begin() as connection:
        connection.execute(text("DELETE FROM settings"))
    for statement in ("DELETE FROM journal_rows", "UPDATE journal_steps SET label = 'x'"):
        with pytest.raises(DBAPIError), on_postgres.engines.write.begin() as connection:
            connection.execute(text(statement))
    with on_postgres.services.base.read() as session:
        assert session.scalars(select(JournalStep)).first() is not None


def test_its_refusals_have_the_same_sentences(on_postgres: Program, make: Make) -> None:
    make.vendor(code="V9")
    with refused("database.already_there"):
        make.vendor(code="V9")
    place = make.site()
    make.ticket(place_id=place)
    with refused("database.still_used"), on_postgres.services.base.uow("test.deleted") as uow:
        uow.session.delete(uow.get(Place, place))
        uow.commit(None)
    with refused("database.refused"), on_postgres.services.base.uow("test.empty") as uow:
        uow.add(Vendor(code="V1"))
    with refused("database.moved_on"), on_postgres.services.base.uow("test.stale") as uow:
        row = uow.session.scalars(select(Setting)).first()
        assert row is not None
        uow.session.connection().execute(text("UPDATE settings SET version = version + 1"))
        row.value = "別的"
        uow.commit(None)


def test_a_server_that_is_not_there_is_said_to_be_silent() -> None:
    with refused("database.no_server"):
        open_program("postgresql://nobody@127.0.0.1:1/none")


def test_a_connection_that_was_cut_is_made_anew(on_postgres: Program, make: Make) -> None:
    make.ticket()
    with on_postgres.engines.write.connect() as connection:
        connection.execute(
            text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
                 "AND datname = current_database()")
        )  # fmt: skip
    assert make.ticket().number == "115-0002"
    assert on_postgres.services.lists["tickets"].count(ListQuery()) == 2


def test_the_pages_of_the_program_read_from_it_too(on_postgres: Program, make: Make) -> None:
    services = on_postgres.services
    lift, unit = make.asset("客梯 1 號", category="elevator"), make.unit("M101")
    task = make.task(due=date(2026, 11, 20), asset=lift)
    make.ticket(asset=lift)
    assert services.overview.read() is not None
    assert services.assets.detail(lift).name == "客梯 1 號"
    assert services.dormitories.detail(unit) is not None
    assert services.dormitories.rack()
    assert services.inspections.detail(task).number
    assert services.places.tree()
    assert services.reminders.due()
    assert services.search.everything("客梯")
    assert [hit.id for hit in services.targets.search("客梯")] == [lift]
    assert services.targets.info("asset", lift).open_tickets
