"""Full disks, folders that cannot be written, damaged pages: said in words, and nothing half done."""

import hashlib
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
import pytest

from db.engine import connect
from facilities_app.bootstrap import Program, open_program
from facilities_app.domain.errors import Unavailable
from facilities_app.domain.lists import ListQuery
from tests.factories import Make
from tests.source_code import ROOT

pytestmark = pytest.mark.fault


def program_alone(
    *words: object, before: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a verb as a process of its own, perhaps with a limit of its own."""
    return subprocess.run(
        [sys.executable, "-m", "facilities_app", *map(str, words), "--lang", "en"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=before,
        timeout=60,
    )


@pytest.fixture
def database(program: Program, make: Make) -> Path:
    """A database with two tickets at a place, SW, closed."""
    place = make.place("四維行政中心", code="SW")
    for _ in range(2):
        make.ticket(place_id=place)
    program.close()
    assert program.path is not None
    return program.path


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def add(database: Path, summary: str = "漏水", **more: object) -> subprocess.CompletedProcess[str]:
    words = ["ticket", "add", "--database", database, "--place", "SW", "--summary", summary]
    return program_alone(*words, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("room", [0, 3_000, 12_000, 40_000])
def test_a_disk_that_fills_up_anywhere_in_a_save_loses_nothing_else(database: Path, room: int) -> None:
    """The limit on a file's size stands in for the disk's end, at the start, the middle and the end of the log."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    done = add(database, before=limit)
    with open_program(database) as program:
        count = program.services.lists["tickets"].count(ListQuery())
        assert program.services.health.check() == []
    if done.returncode == 0:
        assert (count, len(done.stdout.split())) == (3, 1)
    else:
        assert (done.returncode, done.stdout, count) == (3, "", 2)
        assert "disk" in done.stderr
        assert "Traceback" not in done.stderr
    again = add(database)
    assert again.returncode == 0, "with room again it goes on"


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting a small disk needs root")
def test_a_small_disk_that_is_full_is_said_to_be_full(database: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(disk)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("this machine lets nobody mount: " + mounted.stderr.decode().strip())
    try:
        on_disk = Path(shutil.copy(database, disk / "office.sqlite"))
        free = shutil.disk_usage(disk).free
        (disk / "filler").write_bytes(b"x" * (free - 8192))
        done = add(on_disk)
        assert (done.returncode, done.stdout) == (3, "")
        assert "disk is full" in done.stderr
        (disk / "filler").unlink()
        assert add(on_disk).returncode == 0
        with open_program(on_disk) as program:
            assert program.services.health.check() == []
            assert program.services.lists["tickets"].count(ListQuery()) == 3
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting a disk needs root")
def test_a_disk_mounted_read_only_is_said_to_be_so(database: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(disk)], check=False, capture_output=True)
    if mounted.returncode:
        pytest.skip("this machine lets nobody mount: " + mounted.stderr.decode().strip())
    try:
        on_disk = Path(shutil.copy(database, disk / "office.sqlite"))
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        done = add(on_disk)
        assert (done.returncode, done.stdout) == (3, "")
        assert f"{on_disk} cannot be written" in done.stderr
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.fixture
def readable(database: Path) -> Iterator[Path]:
    """A copy of the database in a folder that everybody may read and nobody but its owner may write."""
    folder = Path(tempfile.mkdtemp(prefix="readable-"))
    copy = Path(shutil.copy(database, folder / "office.sqlite"))
    copy.chmod(0o444)
    folder.chmod(0o555)
    yield copy
    folder.chmod(0o755)
    shutil.rmtree(folder)


def without_rights(scratch: Path, *words: object) -> subprocess.CompletedProcess[str]:
    """Run a verb as someone whom the rights of files stop: as root that is nobody."""
    if os.geteuid() != 0:
        return program_alone(*words)
    command = [sys.executable, "-m", "tests.fault.as_nobody", scratch, *words, "--lang", "en"]
    return subprocess.run(
        [str(word) for word in command], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )


@pytest.mark.parametrize(
    "words",
    [
        ["ticket", "add", "--place", "SW", "--summary", "漏水"],
        ["check"],
        ["remind"],
    ],
    ids=" ".join,
)
def test_a_folder_that_cannot_be_written_is_refused_in_words(
    readable: Path, database: Path, words: list[str]
) -> None:
    before = digest(readable)
    done = without_rights(database, *words, "--database", readable)
    assert (done.returncode, done.stdout) == (3, "")
    assert "cannot be written" in done.stderr
    assert str(readable) in done.stderr
    assert digest(readable) == before
    assert [path.name for path in readable.parent.iterdir()] == ["office.sqlite"]


def test_where_no_database_can_be_made_none_is_half_made(readable: Path, database: Path) -> None:
    new = readable.parent / "new.sqlite"
    done = without_rights(database, "ticket", "add", "--place", "SW", "--summary", "x", "--database", new)
    assert (done.returncode, done.stdout) == (3, "")
    assert "Traceback" not in done.stderr
    assert not new.exists()


@pytest.mark.parametrize("damage", ["zeros", "swapped", "cut", "noise"])
def test_damaged_pages_are_found_and_the_file_is_left_alone(
    demo_file: Path, tmp_path: Path, damage: str
) -> None:
    path = Path(shutil.copy(demo_file, tmp_path / "damaged.sqlite"))
    found = 0
    rng = random.Random(damage)
    good = path.read_bytes()
    size = 4096
    for _ in range(8):
        pages = len(good) // size
        first, second = sorted(rng.sample(range(2, pages - 1), 2))
        data = bytearray(good)
        here, there = slice(first * size, first * size + size), slice(second * size, second * size + size)
        if damage == "zeros":
            data[here] = bytes(size)
        elif damage == "swapped":
            data[here], data[there] = data[there], data[here]
        elif damage == "noise":
            data[first * size : first * size + 64] = rng.randbytes(64)
        else:
            del data[there.start :]
        path.write_bytes(data)
        before = digest(path)
        found += _is_found(path)
        assert digest(path) == before, "looking changes nothing"
    assert found == 8, f"{found} of 8 found"


def _is_found(path: Path) -> bool:
    try:
        with open_program(path, create=False) as program:
            return bool(program.services.health.check())
    except Unavailable as error:
        return error.code in ("database.damaged", "database.disk_error", "database.not_a_database")


def test_a_newer_schema_is_refused_by_every_verb_and_left_untouched(database: Path) -> None:
    engines = connect(database)
    with engines.write.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engines.dispose()
    before = digest(database)
    for words in (["check"], ["remind"], ["export", "tickets", "--out", "x.csv"]):
        done = program_alone(*words, "--database", database)
        assert (done.returncode, done.stdout) == (3, "")
        assert "newer version" in done.stderr
    assert add(database).returncode == 3
    assert digest(database) == before
    assert [path.name for path in database.parent.glob("*-wal")] == []


def test_a_damaged_search_index_and_a_changed_journal_are_found(database: Path) -> None:
    with open_program(database) as program:
        with program.engines.write.begin() as connection:
            connection.exec_driver_sql("DELETE FROM tickets_fts WHERE rowid = 1")
        assert [found.code for found in program.services.health.check()] == ["health.search"]
    done = program_alone("check", "--database", database)
    assert (done.returncode, done.stdout) == (1, "")
    assert "1 of 2 tickets" in done.stderr
    raw = sqlite.connect(str(database))
    raw.execute("DROP TRIGGER journal_steps_no_update")
    raw.execute("UPDATE journal_steps SET actor_id = NULL WHERE id = (SELECT max(id) FROM journal_steps)")
    raw.commit()
    raw.close()
    assert "journal was changed" in program_alone("check", "--database", database).stderr
