"""What the database refuses reaches a person as a sentence, and a bug stays a bug."""

import resource
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pysqlite3.dbapi2 as sqlite
import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from db.engine import connect
from db.errors import translated
from db.models import Place, Setting, Ticket, Vendor
from db.uow import UowFactory
from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.errors import DomainError, Unavailable
from facilities_app.messages import sentence
from tests.factories import Make


@contextmanager
def refused(code: str) -> Iterator[None]:
    with pytest.raises(DomainError) as caught:
        yield
    assert caught.value.code == code
    assert "{" not in sentence(caught.value), "a fact of the sentence is missing"


def test_a_record_with_a_taken_number_is_already_there(program: Program, make: Make) -> None:
    make.vendor(code="V9")
    with refused("database.already_there"):
        make.vendor(code="V9")


def test_a_record_others_refer_to_stays(program: Program, make: Make) -> None:
    place = make.site()
    make.ticket(place_id=place)
    with refused("database.still_used"), program.services.base.uow("test.deleted") as uow:
        uow.session.delete(uow.get(Place, place))
        uow.commit(None)


def test_values_the_schema_refuses_are_refused(program: Program) -> None:
    with refused("database.refused"), program.services.base.uow("test.empty") as uow:
        uow.add(Vendor(code="V1"))


def test_two_saves_of_one_row_tell_the_second_that_it_moved_on(program: Program, make: Make) -> None:
    ticket = make.ticket().id
    with refused("database.moved_on"), program.services.base.uow("test.stale") as uow:
        row = uow.get(Ticket, ticket)
        uow.session.connection().execute(text("UPDATE tickets SET version = version + 1"))
        row.summary = "別的"
        uow.commit(None)


def test_a_writer_that_waits_too_long_is_told_to_try_again(program: Program) -> None:
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with program.engines.write.begin():
            held.set()
            done.wait(10)

    thread = threading.Thread(target=hold)
    thread.start()
    try:
        assert held.wait(5)
        raw = sqlite.connect(str(program.path), timeout=0.05)
        with refused("database.busy"), translated():
            raw.execute("BEGIN IMMEDIATE")
        raw.close()
    finally:
        done.set()
        thread.join(timeout=10)


def test_a_reader_that_writes_is_refused(program: Program) -> None:
    with refused("database.read_only"), translated(program.path), program.engines.read.begin() as connection:
        connection.execute(text("DELETE FROM settings"))


def test_a_file_in_a_missing_folder_cannot_be_opened(tmp_path: Path) -> None:
    engines = connect(tmp_path / "none" / "x.sqlite")
    with refused("database.cannot_open"), translated(engines.path), engines.write.connect():
        pass
    engines.dispose()


def test_a_file_that_is_there_but_may_not_be_written_is_read_only(
    fresh_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a file system mounted read-only SQLite cannot make its side files, and says that it cannot open."""
    error = sqlite.OperationalError("unable to open database file")
    error.sqlite_errorname = "SQLITE_CANTOPEN"
    with refused("database.cannot_open"), translated(fresh_file):
        raise error
    monkeypatch.setattr("db.errors.os.access", lambda *_: False)
    with refused("database.read_only"), translated(fresh_file):
        raise error


def test_a_letter_is_no_database(tmp_path: Path) -> None:
    letter = tmp_path / "letter.sqlite"
    letter.write_text("敬啟者" * 2000)
    engines = connect(letter)
    with refused("database.not_a_database"), translated(letter), engines.read.connect() as connection:
        connection.execute(text("SELECT * FROM sqlite_master"))
    engines.dispose()


@pytest.mark.fault
def test_a_full_disk_is_said_and_nothing_is_half_saved(program: Program) -> None:
    """The limit on a file's size stands in for the disk: the write fails in the middle of the commit."""
    assert program.path is not None
    program.services.office.set("money_unit", "元")
    wal = program.path.with_name(program.path.name + "-wal")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (wal.stat().st_size + 8192, before[1]))
    try:
        with pytest.raises(Unavailable) as caught, program.services.base.uow("test.big") as uow:
            uow.add(Setting(key="big", value="滿" * 200_000))
            uow.commit(None)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert caught.value.code in ("database.disk_full", "database.disk_error")
    assert program.services.health.check() == []
    assert program.services.office.set("money_unit", "千元").operation > 0


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("SQLITE_FULL", "database.disk_full"),
        ("SQLITE_IOERR_WRITE", "database.disk_error"),
        ("SQLITE_CORRUPT_VTAB", "database.damaged"),
        ("SQLITE_READONLY_DBMOVED", "database.read_only"),
        ("SQLITE_BUSY_SNAPSHOT", "database.busy"),
        ("SQLITE_CANTOPEN_ISDIR", "database.cannot_open"),
        ("SQLITE_PERM", "database.read_only"),
    ],
)
def test_the_kinds_of_one_trouble_share_a_sentence(name: str, code: str) -> None:
    error = sqlite.OperationalError("x")
    error.sqlite_errorname = name
    with refused(code), translated("/srv/x.sqlite"):
        raise error
    with refused(code), translated("/srv/x.sqlite"):
        raise OperationalError("SELECT 1", {}, error)


@pytest.mark.parametrize(
    ("state", "code"),
    [
        ("53100", "database.disk_full"),
        ("25006", "database.read_only"),
        ("57P01", "database.no_server"),
        ("55P03", "database.busy"),
        ("", "database.no_server"),
    ],
)
def test_a_servers_troubles_have_sentences_too(state: str, code: str) -> None:
    psycopg = pytest.importorskip("psycopg")
    error = psycopg.errors.lookup(state)("x") if state else psycopg.OperationalError("connection refused")
    with refused(code), translated():
        raise OperationalError("SELECT 1", {}, error)
    with refused(code), translated():
        raise error


def test_a_bug_passes_as_the_bug_it_is() -> None:
    with pytest.raises(ZeroDivisionError), translated():
        raise ZeroDivisionError
    bug = sqlite.OperationalError("no such table: x")
    bug.sqlite_errorname = "SQLITE_ERROR"
    with pytest.raises(sqlite.OperationalError), translated():
        raise bug
    with pytest.raises(OperationalError), translated():
        raise OperationalError("SELECT 1", {}, bug)


def test_a_step_on_a_file_that_is_no_database_is_refused_before_it_begins(
    tmp_path: Path, clock: FixedClock
) -> None:
    letter = tmp_path / "letter.sqlite"
    letter.write_text("敬啟者" * 2000)
    engines = connect(letter)
    with refused("database.not_a_database"), UowFactory(engines, clock)("test.made"):
        pass
    engines.dispose()


def test_a_disk_error_without_room_on_the_disk_is_a_full_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = sqlite.OperationalError("x")
    error.sqlite_errorname = "SQLITE_IOERR_SHMSIZE"
    for free, code in ((0, "database.disk_full"), (1_000_000_000, "database.disk_error")):
        monkeypatch.setattr("shutil.disk_usage", lambda _folder, free=free: SimpleNamespace(free=free))
        with refused(code), translated(tmp_path / "x.sqlite"):
            raise error
    monkeypatch.undo()
    with refused("database.disk_error"), translated(tmp_path / "none" / "x.sqlite"):
        raise error
