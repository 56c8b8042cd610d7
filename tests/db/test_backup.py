"""Backups against everything that goes wrong: other writers, damage, full disks, kills; and putting one back."""

import errno
import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
import pytest
from sqlalchemy.exc import DBAPIError

from db import backup
from db.backup import manifest_path, read_manifest, verify, write
from db.engine import Engines, connect
from db.migrate import head
from db.restore import attachments, restore
from facilities_app.bootstrap import Program, open_program
from facilities_app.domain.errors import Unavailable
from tests.conftest import NOW
from tests.factories import Make

WRITER = """
import sys
from facilities_app.bootstrap import open_program
from facilities_app.services.tickets import NewTicket
with open_program(sys.argv[1], create=False) as program:
    place = program.services.places.tree()[0].id
    while True:
        print(program.services.tickets.log(NewTicket("漏水", place_id=place)).value.number, flush=True)
"""
KEEPER = """
import sys
from facilities_app.bootstrap import open_program
with open_program(sys.argv[1], create=False) as program:
    while True:
        print(program.services.backups.make().path, flush=True)
"""
BUSY = """
import sys, pysqlite3
raw = pysqlite3.connect(sys.argv[1], timeout=0, isolation_level=None)
try:
    raw.execute("BEGIN IMMEDIATE")
except pysqlite3.OperationalError as error:
    print(error)
"""


@contextmanager
def beside(script: str, database: Path | None) -> "Iterator[subprocess.Popen[str]]":
    """Another program on the same database, from its first line of output until it is killed."""
    words = [sys.executable, "-c", script, str(database)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        try:
            assert other.stdout.readline()
            yield other
        finally:
            other.kill()


@pytest.fixture
def source(fresh_file: Path, tmp_path: Path) -> Iterator[Engines]:
    engines = connect(shutil.copy(fresh_file, tmp_path / "office.sqlite"))
    yield engines
    engines.dispose()


def rows_of(path: Path) -> dict[str, int]:
    with closing(sqlite.connect(str(path))) as raw:
        return backup.counts(raw)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def code_of(doing: Callable[[], object]) -> str:
    with pytest.raises(Unavailable) as caught:
        doing()
    return caught.value.code


# -- making -----------------------------------------------------------------------------------------


def test_a_backup_is_one_private_file_with_its_manifest(source: Engines, tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    target = folder / "one.sqlite"
    steps: list[tuple[int, int]] = []
    made = write(source, target, NOW, lambda done, total: steps.append((done, total)))
    assert names(folder) == ["one.sqlite", "one.sqlite.json"]
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    assert verify(target) == made == read_manifest(target)
    assert made.moment == NOW
    assert made.schema == head()
    assert made.journal_step == 1
    assert len(made.journal_digest) == 64
    assert made.rows == rows_of(tmp_path / "office.sqlite")
    assert made.attachments == 0
    assert steps[-1][0] == steps[-1][1] > 0
    assert names(folder) == ["one.sqlite", "one.sqlite.json"], "looking leaves nothing beside it"


def test_a_copy_that_is_given_up_leaves_nothing(source: Engines, tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()

    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(source, folder / "one.sqlite", NOW, stop)
    assert names(folder) == []


def test_the_locks_of_this_process_outlive_a_backup(source: Engines, tmp_path: Path) -> None:
    """A plain copy of the file would let go of them, and a second program would write straight through."""

    def second() -> str:
        words = [sys.executable, "-c", BUSY, str(source.path)]
        return subprocess.run(words, capture_output=True, text=True, check=True).stdout

    with source.write.connect() as connection, connection.begin():
        assert "locked" in second()
        write(source, tmp_path / "one.sqlite", NOW)
        verify(tmp_path / "one.sqlite")
        assert "locked" in second()
    assert second() == ""


def test_every_backup_is_sound_while_another_program_writes(
    program: Program, make: Make, tmp_path: Path
) -> None:
    make.site()
    kept = [tmp_path / f"{number}.sqlite" for number in range(6)]
    with beside(WRITER, program.path) as other:
        for target in kept:
            write(program.engines, target, NOW)
            assert other.stdout is not None
            other.stdout.readline()
    counted = []
    for target in kept:
        made = verify(target)
        counted.append(made.rows["tickets"])
        back = tmp_path / f"back-{target.name}"
        restore(target, back, NOW)
        assert rows_of(back) == made.rows, "a backup counts once it was restored and compared"
        with open_program(back) as copy:
            assert copy.services.health.check() == []
    assert counted == sorted(counted), "each later one holds as much or more"
    assert counted[0] < counted[-1]


def test_two_programs_back_up_at_once_and_every_backup_is_whole(program: Program, tmp_path: Path) -> None:
    folder = tmp_path / "office.sqlite.backups"
    with beside(KEEPER, program.path):
        mine = [program.services.backups.make().path for _ in range(5)]
    found = list(folder.glob("[!.]*.sqlite"))
    assert set(mine) < set(found)
    assert all(verify(path).rows == rows_of(path) for path in found)


@pytest.mark.fault
def test_a_kill_leaves_whole_backups_only(program: Program, tmp_path: Path) -> None:
    chance = random.Random(17)
    for _ in range(6):
        with beside(KEEPER, program.path) as other:
            with pytest.raises(subprocess.TimeoutExpired):
                other.wait(chance.uniform(0, 0.06))
            other.send_signal(signal.SIGKILL)
    found = list((tmp_path / "office.sqlite.backups").glob("[!.]*.sqlite"))
    assert len(found) >= 6
    assert all(verify(path).rows["choices"] for path in found)


# -- damage -----------------------------------------------------------------------------------------


@pytest.mark.fault
def test_every_damage_to_a_backup_is_found(source: Engines, tmp_path: Path) -> None:
    target = tmp_path / "one.sqlite"
    write(source, target, NOW)
    chance = random.Random(5)
    for path in (target, manifest_path(target)):
        whole = path.read_bytes()
        for _ in range(150):
            spoilt = bytearray(whole)
            spoilt[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
            path.write_bytes(spoilt)
            assert code_of(lambda: verify(target)) in ("backup.damaged", "backup.no_manifest")
        for other in (whole[:-1], whole + b"\0", b"", whole[: len(whole) // 2]):
            path.write_bytes(other)
            assert code_of(lambda: verify(target)) in ("backup.damaged", "backup.no_manifest")
        path.write_bytes(whole)
    verify(target)


def test_a_manifest_of_another_form_is_none(source: Engines, tmp_path: Path) -> None:
    target = tmp_path / "one.sqlite"
    write(source, target, NOW)
    for words in ("[]", '{"seal": 1}', "null", "{"):
        manifest_path(target).write_text(words, encoding="utf-8")
        assert code_of(lambda: read_manifest(target)) == "backup.no_manifest"


def test_what_is_gone_is_damaged(source: Engines, tmp_path: Path) -> None:
    target = tmp_path / "one.sqlite"
    write(source, target, NOW)
    target.unlink()
    assert code_of(lambda: verify(target)) == "backup.damaged"
    assert code_of(lambda: restore(target, tmp_path / "back.sqlite", NOW)) == "backup.damaged"
    assert not (tmp_path / "back.sqlite").exists()


@pytest.mark.parametrize("page", [1, 20, 60])
def test_a_damaged_database_is_not_backed_up(fresh_file: Path, tmp_path: Path, page: int) -> None:
    path = tmp_path / "office.sqlite"
    shutil.copy(fresh_file, path)
    with path.open("rb+") as file:
        file.seek(page * 4096)
        file.write(b"\0" * 4096)
    engines = connect(path)
    folder = tmp_path / "kept"
    folder.mkdir()
    assert code_of(lambda: write(engines, folder / "one.sqlite", NOW)) == "backup.source_damaged"
    engines.dispose()
    assert names(folder) == []


# -- disks ------------------------------------------------------------------------------------------


def test_a_disk_without_room_is_not_filled(
    source: Engines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "_ROOM_LEFT", 1 << 60)
    assert code_of(lambda: write(source, tmp_path / "one.sqlite", NOW)) == "backup.disk_full"
    assert names(tmp_path) == ["office.sqlite"] + [f"office.sqlite{side}" for side in ("-shm", "-wal")]


@pytest.mark.fault
def test_a_file_that_cannot_grow_leaves_no_backup(source: Engines, tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    resource = pytest.importorskip("resource")
    write(source, tmp_path / "first.sqlite", NOW)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    for limit in (0, 4096, 300_000, 1_000_000):
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
        try:
            code = code_of(lambda: write(source, folder / "one.sqlite", NOW))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        assert code in ("backup.cannot_write", "backup.disk_full")
        assert names(folder) == []


@pytest.mark.fault
def test_a_full_disk_leaves_a_whole_backup_or_none(
    source: Engines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "_ROOM_LEFT", -(1 << 60))
    folder = tmp_path / "small"
    folder.mkdir()
    assert source.path is not None
    size = source.path.stat().st_size
    full = 0
    for room in (200_000, size - 8192, size, size + 4096, size + 8192, size + 100_000):
        words = ["mount", "-t", "tmpfs", "-o", f"size={room}", "tmpfs", str(folder)]
        if subprocess.run(words, capture_output=True, check=False).returncode:
            pytest.skip("a small disk can only be mounted by root")
        codes = []
        try:
            write(source, folder / "one.sqlite", NOW)
            verify(folder / "one.sqlite")
        except Unavailable as error:
            codes.append(error.code)
        left = names(folder)
        subprocess.run(["umount", str(folder)], check=True)
        full += len(codes)
        assert (codes, left) in (
            (["backup.disk_full"], []),
            ([], ["one.sqlite", "one.sqlite.json"]),
        )
    assert 3 <= full < 6


@pytest.mark.parametrize("failing", [errno.ENOSPC, errno.EIO])
def test_a_manifest_that_cannot_be_written_takes_the_copy_with_it(
    source: Engines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    syncs = iter([False, True])
    real = os.fsync

    def sync(handle: int) -> None:
        if next(syncs):
            raise OSError(failing, os.strerror(failing))
        real(handle)

    monkeypatch.setattr("db.backup.os.fsync", sync)
    code = code_of(lambda: write(source, folder / "one.sqlite", NOW))
    assert code == ("backup.disk_full" if failing == errno.ENOSPC else "backup.cannot_write")
    assert names(folder) == []


def test_a_folder_that_is_not_there_is_said(source: Engines, tmp_path: Path) -> None:
    assert code_of(lambda: write(source, tmp_path / "no" / "one.sqlite", NOW)) == "backup.cannot_write"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (sqlite.OperationalError("database is locked"), "database.busy"),
        (sqlite.DatabaseError("file is not a database"), "backup.source_damaged"),
        (sqlite.OperationalError("database or disk is full"), "backup.disk_full"),
        (sqlite.OperationalError("disk I/O error"), "backup.cannot_write"),
        (
            DBAPIError("", {}, sqlite.DatabaseError("database disk image is malformed")),
            "backup.source_damaged",
        ),
        (DBAPIError("", {}, sqlite.OperationalError("disk I/O error")), "database.cannot_open"),
    ],
)
def test_each_failure_of_sqlite_has_its_words(tmp_path: Path, error: Exception, code: str) -> None:

    def fail() -> None:
        with backup.told(tmp_path / "one.sqlite"):
            raise error

    assert code_of(fail) == code


# -- putting one back -------------------------------------------------------------------------------


@pytest.fixture
def kept(program: Program, make: Make, tmp_path: Path) -> Path:
    """A backup with one ticket in it, of a database that has two since, and is closed."""
    make.ticket()
    made = program.services.backups.make().path
    make.ticket("漏水")
    program.close()
    return made


def tickets(path: Path) -> int:
    return rows_of(path)["tickets"]


def test_a_restored_database_is_what_was_backed_up_and_the_other_is_kept(kept: Path, tmp_path: Path) -> None:
    database = tmp_path / "office.sqlite"
    done = restore(kept, database, NOW)
    carried = {
        "journal_rows": 1,
        "journal_steps": 1,
        "settings": 1,
    }  # the numbers given since; see numbers_given
    known = read_manifest(kept).rows
    assert done.manifest.rows == known
    assert rows_of(database) == {name: count + carried.get(name, 0) for name, count in known.items()}
    assert done.aside == tmp_path / "office.sqlite.replaced-20261123T010000Z"
    assert (tickets(database), tickets(done.aside)) == (1, 2)
    assert database.stat().st_mode & 0o777 == 0o600
    again = restore(kept, database, NOW)
    assert again.aside == tmp_path / "office.sqlite.replaced-20261123T010000Z-2"
    assert not list(tmp_path.glob(".*")), "no draft is left"
    assert attachments(database) == []


def test_what_a_killed_program_left_in_its_log_is_kept_with_the_replaced_file(
    program: Program, make: Make, tmp_path: Path
) -> None:
    make.site()
    made = program.services.backups.make()
    program.close()
    database = tmp_path / "office.sqlite"
    with beside(WRITER, database):
        pass
    assert (tmp_path / "office.sqlite-wal").exists()
    done = restore(made.path, database, NOW)
    assert done.aside is not None
    assert names(tmp_path) == ["office.sqlite", "office.sqlite.backups", done.aside.name]
    assert tickets(database) == 0
    assert tickets(done.aside) >= 1


def test_a_missing_database_comes_back_and_its_left_over_log_is_not_played(
    kept: Path, tmp_path: Path
) -> None:
    database = tmp_path / "office.sqlite"
    database.unlink()
    (tmp_path / "office.sqlite-wal").write_bytes(b"left over")
    assert restore(kept, database, NOW).aside is None
    assert tickets(database) == 1
    assert (tmp_path / "office.sqlite.replaced-20261123T010000Z-wal").read_bytes() == b"left over"


@pytest.mark.parametrize(("first", "last"), [(0, 100), (0, 4096), (4096, 400_000), (0, None)])
def test_a_damaged_database_is_replaced_and_kept_as_it_was(
    kept: Path, tmp_path: Path, first: int, last: int | None
) -> None:
    database = tmp_path / "office.sqlite"
    whole = database.read_bytes()
    spoilt = whole[:first] + b"\xaa" * ((last or len(whole)) - first) + whole[last or len(whole) :]
    database.write_bytes(spoilt)
    done = restore(kept, database, NOW)
    assert tickets(database) == 1
    assert done.aside is not None
    assert done.aside.read_bytes()[4096:] == spoilt[4096:]


def test_a_database_that_is_open_elsewhere_is_not_replaced(kept: Path, tmp_path: Path) -> None:
    database = tmp_path / "office.sqlite"
    with open_program(database) as here:
        assert code_of(lambda: restore(kept, database, NOW)) == "backup.in_use"
        assert len(here.services.tickets.detail(1).events) >= 0
    with beside(WRITER, database):
        assert code_of(lambda: restore(kept, database, NOW)) == "backup.in_use"
    assert tickets(database) >= 2
    assert not list(tmp_path.glob("*replaced*"))


def test_a_damaged_database_that_another_program_holds_is_not_replaced(kept: Path, tmp_path: Path) -> None:
    database = tmp_path / "office.sqlite"
    with beside(WRITER, database) as other:
        other.send_signal(signal.SIGSTOP)
        with database.open("rb+") as file:
            file.write(b"\xaa" * 100)
        assert code_of(lambda: restore(kept, database, NOW)) == "backup.in_use"


@pytest.mark.parametrize("spoil", ["copy", "manifest", "newer"])
def test_a_bad_backup_changes_nothing(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoil: str
) -> None:
    database = tmp_path / "office.sqlite"
    if spoil == "copy":
        kept.write_bytes(kept.read_bytes()[:-4096])
    elif spoil == "manifest":
        manifest_path(kept).unlink()
    else:
        monkeypatch.setattr("db.migrate.known_revisions", lambda: ["0000"])
    expected = {"copy": "backup.damaged", "manifest": "backup.no_manifest", "newer": "backup.newer"}
    assert code_of(lambda: restore(kept, database, NOW)) == expected[spoil]
    assert tickets(database) == 2
    assert names(tmp_path) == ["office.sqlite", "office.sqlite.backups"]


@pytest.mark.parametrize("links", [True, False])
@pytest.mark.parametrize("stood", [True, False])
def test_a_swap_that_fails_leaves_everything_where_it_was(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool, stood: bool
) -> None:
    database = tmp_path / "office.sqlite"
    if not stood:
        database.unlink()
        (tmp_path / "office.sqlite-wal").write_bytes(b"left over")
    before = names(tmp_path)
    real = os.replace

    def replace(source: Path, target: Path) -> None:
        if source.name.startswith(".") and target == database:
            raise OSError(errno.EACCES, "no")
        real(source, target)

    monkeypatch.setattr("db.restore.os.replace", replace)
    if not links:
        monkeypatch.setattr("db.restore.os.link", _no_links)
    assert code_of(lambda: restore(kept, database, NOW)) == "restore.cannot_write"
    assert names(tmp_path) == before
    if stood:
        assert tickets(database) == 2


def test_a_file_system_without_second_names_will_do(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.restore.os.link", _no_links)
    done = restore(kept, tmp_path / "office.sqlite", NOW)
    assert done.aside is not None
    assert (tickets(tmp_path / "office.sqlite"), tickets(done.aside)) == (1, 2)


def test_a_database_of_another_kind_names_no_attachments(tmp_path: Path) -> None:
    with closing(sqlite.connect(str(tmp_path / "x.sqlite"))) as raw:
        raw.execute('CREATE TABLE "a ""b" (c)')
    assert attachments(tmp_path / "x.sqlite") == []


def _no_links(*_: object) -> None:
    raise OSError(errno.EPERM, "no")
