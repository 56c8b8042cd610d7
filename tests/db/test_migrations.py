"""Opening and migrating: old or new schema, never between, and strangers are refused untouched."""

import contextlib
import hashlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from db import migrate
from db.base import Base
from db.engine import Engines, connect
from facilities_app.bootstrap import Program, open_program
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.errors import Unavailable
from facilities_app.domain.lists import ListQuery


@pytest.fixture
def engines(tmp_path: Path) -> Iterator[Engines]:
    made = connect(tmp_path / "x.sqlite")
    yield made
    made.dispose()


def _ours(_object: object, name: str | None, kind: str, *_: object) -> bool:
    return not (kind == "table" and (name or "").startswith("tickets_fts"))


# The indexes of migration 0002 hold computed values: SQLAlchemy cannot read those back, and says so.
@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index")
def test_the_newest_schema_is_what_the_models_say(engines: Engines) -> None:
    migrate.upgrade(engines)
    with engines.read.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _ours})
        assert compare_metadata(context, Base.metadata) == []


def test_every_step_goes_down_and_up_again_with_data_in_it(demo_file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    copy.write_bytes(demo_file.read_bytes())
    engines = connect(copy)
    try:
        before = _schema(engines)
        for revision in ["base", *migrate.known_revisions()][-2::-1]:
            migrate.downgrade(engines, revision)
        migrate.upgrade(engines)
        assert _schema(engines) == before
        assert migrate.look(engines) == "ready"
    finally:
        engines.dispose()


def test_a_step_that_fails_leaves_the_schema_as_it_was(
    engines: Engines, monkeypatch: pytest.MonkeyPatch
) -> None:
    import alembic.op

    real = alembic.op.create_table
    made: list[str] = []

    def create_three(name: str, *args: Any, **more: Any) -> object:
        if len(made) == 3:
            raise RuntimeError("the power went")
        made.append(name)
        return real(name, *args, **more)

    monkeypatch.setattr(alembic.op, "create_table", create_three)
    with pytest.raises(RuntimeError):
        migrate.upgrade(engines)
    assert len(made) == 3
    assert _schema(engines) == {}
    assert migrate.look(engines) == "empty"


def test_a_newer_schema_is_refused_before_anything_is_written(engines: Engines, clock: FixedClock) -> None:
    migrate.upgrade(engines)
    with engines.write.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engines.dispose()
    assert engines.path is not None
    before = _digest(engines.path)
    with pytest.raises(Unavailable) as caught:
        open_program(engines.path, clock=clock)
    assert caught.value.code == "database.newer"
    assert caught.value.params["revision"] == "9999"
    assert _digest(engines.path) == before


def test_a_file_that_is_no_database_is_refused_untouched(tmp_path: Path, clock: FixedClock) -> None:
    letter = tmp_path / "letter.sqlite"
    letter.write_text("敬啟者：" * 100)
    with pytest.raises(Unavailable) as caught:
        open_program(letter, clock=clock)
    assert caught.value.code == "database.not_a_database"
    assert letter.read_text().startswith("敬啟者")


@pytest.mark.parametrize("data", [b"", b"hello", bytes(100), b"SQLite format 3\x00" + b"\xff" * 5000])
def test_what_only_looks_like_a_database_is_refused_untouched(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.sqlite"
    path.write_bytes(data)
    engines = connect(path)
    try:
        if data:
            with pytest.raises(Unavailable, match=r"database\.not_a_database"):
                migrate.look(engines)
        else:
            assert migrate.look(engines) == "empty"
    finally:
        engines.dispose()
    assert path.read_bytes() == data
    assert [one.name for one in tmp_path.iterdir()] == ["x.sqlite"]


@pytest.mark.skipif(os.name == "nt", reason="only POSIX drops locks when any handle is closed")
def test_looking_at_a_database_that_is_open_keeps_its_locks(program: Program) -> None:
    """A second process may not change the journal while we have the file open."""
    assert program.services.lists["tickets"].count(ListQuery()) == 0
    other = connect(str(program.path))
    migrate.look(other)
    other.dispose()
    intruder = (
        "import sys, pysqlite3.dbapi2 as s; c = s.connect(sys.argv[1], timeout=0);"
        "print(c.execute('PRAGMA journal_mode = DELETE').fetchone())"
    )
    done = subprocess.run(
        [sys.executable, "-c", intruder, str(program.path)], capture_output=True, text=True, check=False
    )
    assert "locked" in done.stderr


@pytest.mark.skipif(sqlite3.sqlite_version_info < (3, 9), reason="a SQLite older than ten years")
def test_an_older_sqlite_reads_what_we_wrote(demo_file: Path) -> None:
    """Python's own, and the tools people have at hand; Debian 12 has 3.40."""
    with contextlib.closing(sqlite3.connect(f"file:{demo_file}?mode=ro", uri=True)) as connection:
        assert connection.execute("SELECT count(*) FROM tickets").fetchone()[0] > 343
        assert connection.execute("SELECT count(*) FROM dorm_units").fetchone() == (66,)


def test_another_programs_database_is_refused(tmp_path: Path, clock: FixedClock) -> None:
    other = connect(tmp_path / "other.sqlite")
    with other.write.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE songs (name text)")
    other.dispose()
    with pytest.raises(Unavailable) as caught:
        open_program(tmp_path / "other.sqlite", clock=clock)
    assert caught.value.code == "database.not_ours"


def test_a_folder_is_refused(tmp_path: Path, clock: FixedClock) -> None:
    with pytest.raises(Unavailable) as caught:
        open_program(tmp_path, clock=clock)
    assert caught.value.code == "database.is_folder"


def test_a_missing_database_is_made_only_when_that_was_asked_for(tmp_path: Path, clock: FixedClock) -> None:
    with pytest.raises(Unavailable) as caught:
        open_program(tmp_path / "none.sqlite", clock=clock, create=False)
    assert caught.value.code == "database.missing"
    assert not (tmp_path / "none.sqlite").exists()


def test_a_new_database_is_readable_by_its_owner_only(tmp_path: Path, clock: FixedClock) -> None:
    open_program(tmp_path / "new.sqlite", clock=clock).close()
    assert (tmp_path / "new.sqlite").stat().st_mode & 0o077 == 0


def test_an_older_schema_is_copied_before_it_is_migrated(
    tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old.sqlite"
    open_program(path, clock=clock).close()
    monkeypatch.setattr(migrate, "look", lambda _engines: "older")
    open_program(path, clock=clock).close()
    kept = list(tmp_path.glob("old.before-*.sqlite"))
    assert len(kept) == 1
    assert migrate.current(connect(kept[0])) == migrate.head()


def _schema(engines: Engines) -> dict[str, str]:
    with engines.read.connect() as connection:
        rows = connection.exec_driver_sql(
            "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' "
            "AND name <> 'alembic_version'"
        ).all()
    return {row[0]: row[1] for row in rows}


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_files_are_named_for_their_revisions() -> None:
    steps = ScriptDirectory.from_config(migrate._config()).walk_revisions()
    assert [step.revision for step in steps][::-1] == migrate.known_revisions()


def test_the_figures_indexes_come_and_go_with_the_rows_untouched(demo_file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    copy.write_bytes(demo_file.read_bytes())
    engines = connect(copy)
    tickets = "SELECT count(*), sum(cost_twd), max(finished_at) FROM tickets"
    indexes = "SELECT count(*) FROM sqlite_master WHERE type = 'index' AND name LIKE 'ix_tickets_figures%'"
    try:
        found = []
        for move, to in ((migrate.downgrade, "0001"), (migrate.upgrade, "0002")):
            move(engines, to)
            with engines.read.connect() as connection:
                rows = tuple(connection.exec_driver_sql(tickets).one())
                found.append((rows, connection.exec_driver_sql(indexes).scalar_one()))
        assert found[0][0] == found[1][0]
        assert [count for _rows, count in found] == [0, 4]
    finally:
        engines.dispose()
