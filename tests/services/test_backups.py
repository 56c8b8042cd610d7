"""Backups as the program keeps them: when something changed, thinned, the newest good one found, and put back."""

import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from db.backup import manifest_path
from db.migrate import head
from facilities_app import paths
from facilities_app.bootstrap import Program, open_program
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.errors import Invalid, NotFound, Unavailable
from facilities_app.services import backups
from facilities_app.services.backups import Backup
from tests.conftest import NOW
from tests.factories import Make

DAY = timedelta(days=1)


def folder_of(program: Program) -> Path:
    assert program.path is not None
    return paths.backups_folder(program.path)


def spoil(one: Backup) -> None:
    with one.path.open("rb+") as file:
        file.seek(5000)
        byte = file.read(1)
        file.seek(5000)
        file.write(bytes([byte[0] ^ 1]))


def test_a_backup_is_made_when_something_changed_and_not_otherwise(program: Program, make: Make) -> None:
    service = program.services.backups
    assert service.last() is None
    first = service.keep()
    assert first is not None
    assert service.needed() is False
    assert service.keep() is None
    make.ticket()
    second = service.keep()
    assert second is not None
    program.services.history.undo()
    assert service.needed(), "an undo is a change too"
    assert service.all() == sorted([first, second], key=lambda one: one.path.name, reverse=True)
    assert folder_of(program).stat().st_mode & 0o777 == 0o700
    assert folder_of(program).name == "office.sqlite.backups"


def test_backups_are_listed_newest_first_and_only_whole_ones(
    program: Program, make: Make, clock: FixedClock
) -> None:
    service = program.services.backups
    made = []
    for _ in range(3):
        clock.move(DAY)
        made.append(service.make())
    manifest_path(made[1].path).unlink()
    (folder_of(program) / ".draft.sqlite").write_text("x", encoding="utf-8")
    assert service.all() == [made[2], made[0]]
    assert service.last() == made[2]
    assert made[2].made_at == NOW + 3 * DAY


def test_old_backups_are_thinned_as_new_ones_are_made(program: Program, clock: FixedClock) -> None:
    service = program.services.backups
    for _ in range(40):
        service.make()
        clock.move(timedelta(hours=10))
    ages = [(clock.now() - one.made_at).days for one in service.all()]
    assert len(ages) < 25
    assert ages[-1] >= 13
    assert len(list(folder_of(program).iterdir())) == 2 * len(ages), "their manifests went with them"


def test_what_a_killed_program_left_goes_after_a_day(program: Program, clock: FixedClock) -> None:
    service = program.services.backups
    service.make()
    left = [folder_of(program) / name for name in (".x.sqlite.1234.partial", "lonely.sqlite.json")]
    for path in left:
        path.write_text("x", encoding="utf-8")
        os.utime(path, (NOW.timestamp(), NOW.timestamp()))
    clock.move(timedelta(hours=23))
    service.make()
    assert all(path.exists() for path in left), "another program may be writing them"
    clock.move(timedelta(hours=2))
    service.make()
    assert not any(path.exists() for path in left)


def test_a_backup_that_cannot_be_deleted_waits(
    program: Program, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = program.services.backups
    for _ in range(12):
        service.make()
        clock.move(timedelta(hours=1))
    monkeypatch.setattr(Path, "unlink", _refuse)
    backups.thin(folder_of(program), NOW + 3000 * DAY)
    assert len(service.all()) == 12
    monkeypatch.undo()
    backups.thin(folder_of(program), NOW + 3000 * DAY)
    assert len(service.all()) == 10


def _refuse(*_: object, **__: object) -> None:
    raise PermissionError("in use")


def test_a_clock_that_was_set_wrong_costs_no_backup_of_now(program: Program, clock: FixedClock) -> None:
    service = program.services.backups
    real = [service.make() for _ in range(3)]
    clock.move(3650 * DAY)
    wrong = service.make()
    clock.move(-3650 * DAY)
    assert sorted(one.path for one in service.all()) == sorted(one.path for one in [*real, wrong])
    assert backups.newest_good(program.path, clock.now()) != wrong
    assert service.needed() is False


def test_a_failure_is_remembered_until_it_is_over_and_thins_nothing(
    program: Program, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = program.services.backups
    service.keep()
    make.ticket()
    monkeypatch.setattr("db.backup._ROOM_LEFT", 1 << 60)
    with pytest.raises(Unavailable) as caught:
        service.keep()
    assert service.trouble is caught.value
    assert caught.value.code == "backup.disk_full"
    assert len(service.all()) == 1
    monkeypatch.undo()
    assert service.keep() is not None
    assert service.trouble is None


def test_a_damaged_database_never_pushes_out_the_good_backups(fresh_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "office.sqlite"
    shutil.copy(fresh_file, path)
    clock = FixedClock(NOW)
    with open_program(path, clock=clock) as program:
        good = [program.services.backups.make() for _ in range(12)]
    with path.open("rb+") as file:
        file.seek(60 * 4096)
        file.write(b"\0" * 4096)
    clock.move(3000 * DAY)
    with open_program(path, clock=clock) as program:
        with pytest.raises(Unavailable) as caught:
            program.services.backups.make()
        assert caught.value.code == "backup.source_damaged"
        assert {one.path for one in program.services.backups.all()} == {one.path for one in good}


def test_a_big_database_is_left_to_the_next_start_when_it_must_be_quick(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "_QUICK_BYTES", 10_000)
    assert program.services.backups.keep(quick=True) is None
    monkeypatch.setattr(backups, "_QUICK_BYTES", 10_000_000)
    assert program.services.backups.keep(quick=True) is not None


def test_a_backup_elsewhere_is_a_new_file_and_not_listed(program: Program, tmp_path: Path) -> None:
    out = tmp_path / "stick" / "copy.sqlite"
    out.parent.mkdir()
    made = program.services.backups.make(out)
    assert backups.is_good(made)
    assert program.services.backups.all() == []
    with pytest.raises(Invalid):
        program.services.backups.make(out)
    out.unlink()
    with pytest.raises(Invalid):
        program.services.backups.make(out)


def test_a_folder_that_cannot_be_made_is_said(program: Program) -> None:
    folder_of(program).write_text("a file is in the way", encoding="utf-8")
    with pytest.raises(Unavailable) as caught:
        program.services.backups.make()
    assert caught.value.code == "backup.cannot_write"


def test_a_server_is_backed_up_by_its_own_tools(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program.services.base, "engines", _Server())
    service = program.services.backups
    assert service.all() == []
    assert service.keep() is None
    with pytest.raises(Unavailable) as caught:
        service.make()
    assert caught.value.code == "backup.on_server"
    with pytest.raises(Unavailable):
        backups.database_file("postgresql://server/office")


class _Server:
    path = None
    is_sqlite = False


def test_the_newest_good_backup_is_found_past_the_damaged(
    program: Program, make: Make, clock: FixedClock
) -> None:
    service = program.services.backups
    made = []
    for _ in range(4):
        made.append(service.make())
        clock.move(DAY)
    assert backups.newest_good(program.path, clock.now()) == made[3]
    spoil(made[3])
    spoil(made[2])
    assert backups.newest_good(program.path, clock.now()) == made[1]
    for one in made[:2]:
        spoil(one)
    with pytest.raises(NotFound):
        backups.newest_good(program.path, clock.now())


@pytest.mark.parametrize("harm", ["garbage", "no pages"])
def test_a_damaged_database_is_refused_with_the_newest_sound_backup_to_put_back(
    program: Program, make: Make, clock: FixedClock, harm: str
) -> None:
    ticket = make.ticket().number
    sound = program.services.backups.make()
    clock.move(DAY)
    spoil(program.services.backups.make())
    database = program.path
    assert database is not None
    program.close()
    whole = database.read_bytes()
    database.write_bytes(b"?" * 100 + whole[100:] if harm == "garbage" else whole[:4096] + b"?" * 8192)
    with pytest.raises(Unavailable) as refused:
        open_program(database, clock=clock, create=False)

    offer = backups.offered(database, refused.value, clock.now())

    assert offer == sound
    assert (offer.tickets, offer.size) == (1, offer.path.stat().st_size)
    assert len(backups.restorable(database)) == 2
    backups.restore(offer.path, database, clock)
    with open_program(database, clock=clock) as again:
        assert again.services.tickets.find(ticket)


def test_nothing_is_offered_for_what_a_backup_does_not_help(program: Program, clock: FixedClock) -> None:
    now, damaged = clock.now(), Unavailable("database.damaged")
    assert backups.offered(program.path, damaged, now) is None, "there is no backup"
    program.services.backups.make()
    assert backups.offered(program.path, Unavailable("database.busy"), now) is None
    assert backups.offered(program.path, ValueError("a bug"), now) is None
    assert backups.offered("postgresql://server/office", damaged, now) is None
    assert backups.restorable("postgresql://server/office") == []


def test_the_copy_made_before_a_migration_is_among_what_can_be_restored(
    program: Program, clock: FixedClock
) -> None:
    from db import backup

    assert program.path is not None
    kept = program.services.backups.make()
    clock.move(DAY)
    target = backup.before_migration(program.path, head(), clock.now())
    backup.write(program.engines, target, clock.now())
    assert [one.path for one in backups.restorable(program.path)] == [target, kept.path]


def test_the_default_database_is_meant_when_none_is_named() -> None:
    assert backups.database_file(None) == paths.default_database()


def test_a_restore_drill_brings_back_every_row_and_names_missing_files(
    demo: Program, clock: FixedClock
) -> None:
    database = demo.path
    assert database is not None
    made = demo.services.backups.make()
    assert made.manifest.attachments == len(list(demo.services.base.files.rglob("*.*")))
    demo.services.tickets.add_note(1, "later")
    demo.close()
    done = backups.restore(made.path, database, clock)
    assert done.missing == ()
    assert done.aside is not None
    with open_program(database, clock=clock) as program:
        assert program.services.health.check() == []
        assert program.services.backups.make().manifest.rows == made.manifest.rows
        lost = next(program.services.base.files.rglob("*.*"))
    lost.unlink()
    assert len(backups.restore(made.path, database, clock).missing) == 1
    with open_program(database, clock=clock) as program:
        assert [one.code for one in program.services.health.check()] == ["health.attachment_missing"]


def test_the_copy_made_before_a_migration_can_be_put_back(program: Program, clock: FixedClock) -> None:
    from db import backup

    database = program.path
    assert database is not None
    target = backup.before_migration(database, head(), clock.now())
    backup.write(program.engines, target, clock.now())
    program.close()
    assert backups.restore(target, database, clock).backup.manifest.schema == head()
