"""The settings that keep data safe are really in force, on every connection."""

import os
import shutil
import sys
import threading
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from db import engine
from db.engine import OLDEST_SAFE_SQLITE, Engines, connect, database_url
from facilities_app.bootstrap import Program
from facilities_app.domain.errors import Unavailable
from facilities_app.messages import sentence
from tests.factories import Make


def pragma(program: Program, name: str, *, write: bool) -> object:
    chosen = program.engines.write if write else program.engines.read
    with chosen.connect() as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar()


def test_the_driver_carries_a_sqlite_without_the_wal_reset_bug() -> None:
    assert sqlite.sqlite_version_info >= OLDEST_SAFE_SQLITE >= (3, 51, 3)


@pytest.mark.parametrize("write", [True, False], ids=["writer", "reader"])
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),  # FULL
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("busy_timeout", 30000),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("mmap_size", 0),
    ],
)
def test_every_connection_has_the_safe_settings(
    program: Program, name: str, value: object, write: bool
) -> None:
    assert pragma(program, name, write=write) == value


def test_only_the_writer_may_write(program: Program) -> None:
    assert pragma(program, "query_only", write=True) == 0
    assert pragma(program, "query_only", write=False) == 1
    with pytest.raises(DBAPIError), program.engines.read.begin() as connection:
        connection.execute(text("DELETE FROM settings"))


def test_an_older_sqlite_falls_back_to_a_journal_it_handles_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "OLDEST_SAFE_SQLITE", (9, 0, 0))
    engines = connect(tmp_path / "old.sqlite")
    try:
        with engines.write.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "delete"
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar() in (2, 3)
    finally:
        engines.dispose()


def test_a_deleted_secret_leaves_the_file(program: Program) -> None:
    secret = "A123456789-secret"
    assert program.path is not None
    with program.engines.write.begin() as connection:
        for n in range(200):
            connection.execute(
                text("INSERT INTO vendors (code, name, tax_id, phone, contact, is_demo, version, note) "
                     "VALUES (:c, :n, '', '', '', 0, 1, '')"),
                {"c": f"S{n}", "n": secret},
            )  # fmt: skip
    with program.engines.write.begin() as connection:
        connection.execute(text("DELETE FROM vendors"))
    program.engines.dispose()
    assert secret.encode() not in program.path.read_bytes()


def test_a_failed_statement_takes_table_changes_back_too(program: Program) -> None:
    with pytest.raises(ZeroDivisionError), program.engines.write.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE half (a)")
        raise ZeroDivisionError
    with program.engines.read.connect() as connection:
        found = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master WHERE name = 'half'").scalar()
    assert found == 0


def test_a_reader_sees_one_moment_while_the_writer_goes_on(program: Program) -> None:
    count = text("SELECT count(*) FROM settings")
    with program.engines.read.begin() as reader:
        before = reader.execute(count).scalar_one()
        with program.engines.write.begin() as writer:
            writer.execute(text("INSERT INTO settings (key, value, version) VALUES ('k', '1', 1)"))
        assert reader.execute(count).scalar_one() == before
    with program.engines.read.begin() as reader:
        assert reader.execute(count).scalar_one() == before + 1


def test_two_writers_wait_for_each_other_instead_of_failing(program: Program) -> None:
    held, seen = threading.Event(), list[object]()

    def second() -> None:
        held.wait(5)
        with program.engines.write.begin() as connection:
            seen.append(connection.execute(text("SELECT value FROM settings WHERE key = 'first'")).scalar())

    thread = threading.Thread(target=second)
    thread.start()
    with program.engines.write.begin() as connection:
        held.set()
        connection.execute(text("INSERT INTO settings (key, value, version) VALUES ('first', '1', 1)"))
    thread.join(timeout=10)
    assert seen == [1]


def test_closing_folds_the_write_ahead_log_back_into_the_file(program: Program) -> None:
    assert program.path is not None
    program.services.office.set("money_unit", "元")
    program.close()
    assert not program.path.with_name(program.path.name + "-wal").exists()


def test_errors_never_carry_the_values_that_were_written(program: Program) -> None:
    statement = text("INSERT INTO settings (key, value, version) VALUES (:k, '1', 1)")
    with pytest.raises(DBAPIError) as caught, program.engines.write.begin() as connection:
        connection.execute(statement, {"k": "A123456789"})
        connection.execute(statement, {"k": "A123456789"})
    assert "A123456789" not in str(caught.value)


@pytest.mark.parametrize(
    ("target", "backend", "name"),
    [
        ("postgresql://u:p@host/db", "postgresql", "db"),
        ("postgresql+psycopg://host/db", "postgresql", "db"),
        ("sqlite:////srv/x.sqlite", "sqlite", "/srv/x.sqlite"),
    ],
)
def test_a_database_is_named_by_file_or_url(target: str, backend: str, name: str) -> None:
    url = database_url(target)
    assert (url.get_backend_name(), url.database) == (backend, name)
    if backend == "postgresql":
        assert url.drivername == "postgresql+psycopg"


def test_a_file_is_named_absolutely_even_with_odd_letters(tmp_path: Path) -> None:
    odd = tmp_path / "資料 庫?#%20.sqlite"
    engines = connect(odd)
    try:
        assert engines.path == odd.resolve()
        with engines.write.begin() as connection:
            connection.exec_driver_sql("CREATE TABLE a (b)")
        assert odd.exists()
    finally:
        engines.dispose()


@pytest.mark.parametrize(
    "target",
    [
        "sqlite://",
        "sqlite:///:memory:",
        "mysql://u:secret@h/x",
        "foo://bar",
        "://x",
        "http://x",
        "postgresql://h:port/x",
    ],
)
def test_an_address_of_no_database_we_know_is_refused_without_its_password(target: str) -> None:
    with pytest.raises(Unavailable) as refused:
        connect(target)
    assert refused.value.code == "database.bad_address"
    assert "secret" not in sentence(refused.value)


@pytest.mark.parametrize(
    "target", ["sqlite:///{}?mode=ro", "sqlite+aiosqlite:///{}", "sqlite+pysqlite:///{}"]
)
def test_every_way_to_name_a_file_by_url_opens_it_with_our_own_driver(tmp_path: Path, target: str) -> None:
    engines = connect(target.format(tmp_path / "x.sqlite"))
    try:
        with engines.read.connect() as connection:
            assert connection.exec_driver_sql("SELECT sqlite_version()").scalar() == sqlite.sqlite_version
    finally:
        engines.dispose()


def test_without_its_driver_a_server_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(Unavailable) as refused:
        connect("postgresql://nobody@127.0.0.1:1/none")
    assert refused.value.code == "database.no_driver"


@pytest.mark.skipif(os.name == "nt", reason="Windows lets nobody move an open file")
@pytest.mark.parametrize("how", ["moved", "deleted", "replaced"])
def test_nothing_is_written_to_a_file_that_is_no_longer_there(
    program: Program, make: Make, tmp_path: Path, how: str
) -> None:
    """What a cloud folder or a tidy colleague does: SQLite alone would say that all is saved."""
    place = make.place("四維行政中心")
    assert program.path is not None
    if how == "moved":
        program.path.rename(tmp_path / "elsewhere.sqlite")
    elif how == "deleted":
        program.path.unlink()
    else:
        other = tmp_path / "other.sqlite"
        shutil.copy(program.path, other)
        other.replace(program.path)
    for _ in range(2):
        with pytest.raises(Unavailable, match=r"database\.moved_away"):
            make.ticket(place_id=place)


def test_a_server_has_no_path_and_is_not_contacted_before_it_is_used() -> None:
    engines: Engines = connect("postgresql://nobody@127.0.0.1:1/none")
    assert engines.path is None
    assert not engines.is_sqlite
    engines.dispose()
