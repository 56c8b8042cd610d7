"""Opening a program: who acts, where things are, and that nothing stays open when it fails."""

from pathlib import Path

import pytest
from sqlalchemy import event

from facilities_app import bootstrap, paths
from facilities_app.bootstrap import Program, open_program
from facilities_app.domain.clock import FixedClock, SystemClock
from facilities_app.domain.errors import NotFound, Unavailable
from facilities_app.services import backups
from tests.conftest import NOW
from tests.factories import Make


def test_the_first_active_user_acts_unless_another_is_named(program: Program, make: Make) -> None:
    other = make.user("陳志豪", code="chen")
    assert program.services.base.actor_name == "系統管理員"
    with open_program(program.path, actor="chen") as again:
        assert again.services.base.actor_id == other
        assert again.services.base.actor_name == "陳志豪"
    with pytest.raises(NotFound) as caught:
        open_program(program.path, actor="nobody")
    assert caught.value.params == {"code": "nobody", "known": "admin, chen"}


def test_without_a_name_the_users_own_database_is_opened(clock: FixedClock) -> None:
    with open_program(clock=clock) as program:
        assert program.path == paths.default_database()
        assert program.services.base.files == paths.default_database().with_suffix(".attachments")
    with open_program() as program:
        assert program.services.clock.today() == SystemClock().today()


def test_reference_data_that_was_edited_is_left_as_it_is(program: Program) -> None:
    from db.models import Trade

    with program.services.base.uow("test.renamed") as uow:
        uow.get(Trade, 1).name_zh = "給排水"
        uow.commit(None)
    program.close()
    with open_program(program.path) as again:
        assert again.services.labels.name("trade", 1) == "給排水"


def test_a_parent_folder_is_made_for_a_new_database(tmp_path: Path) -> None:
    path = tmp_path / "新的" / "資料夾" / "x.sqlite"
    open_program(path).close()
    assert path.exists()


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(Unavailable):
        open_program(tmp_path / "file" / "x.sqlite")


def test_an_empty_file_becomes_a_database(tmp_path: Path) -> None:
    (tmp_path / "x.sqlite").touch()
    with open_program(tmp_path / "x.sqlite") as program:
        assert program.services.health.check() == []


def test_a_failure_on_the_way_closes_everything(
    fresh_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("on the way")

    monkeypatch.setattr(bootstrap, "build", broken)
    with pytest.raises(RuntimeError):
        open_program(tmp_path / "x.sqlite")
    assert not (tmp_path / "x.sqlite-wal").exists(), "closed, so the log was folded back"


def test_an_account_without_a_home_is_told_what_to_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless(*_: object, **__: object) -> str:
        raise RuntimeError("could not determine the home directory")

    monkeypatch.delenv("FACILITIES_APP_DATA")
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setattr(Path, "home", homeless)
    monkeypatch.setattr("platformdirs.user_data_dir", homeless)
    with pytest.raises(Unavailable, match=r"file\.no_home"):
        open_program()


def test_a_servers_attachments_live_in_the_users_data_folder() -> None:
    assert paths.files_folder(None) == paths.data_folder() / "attachments"
    assert paths.demo_database().parent == paths.data_folder()
    for folder in (paths.data_folder(), paths.config_folder(), paths.log_folder()):
        assert folder.is_dir()
        assert folder.stat().st_mode & 0o077 == 0


def test_the_calendar_is_read_when_the_database_is_opened_and_anew_when_it_changed(program: Program) -> None:
    """The window asks for it while it draws: it must not wait for the database then."""
    services, asked = program.services, list[str]()

    def count(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if "calendar_days" in statement:
            asked.append(statement)

    event.listen(program.engines.read, "before_cursor_execute", count)
    assert services.workdays.is_workday(NOW.date())
    assert asked == []
    services.base.forget()
    assert len(asked) == 1
    assert services.workdays.is_workday(NOW.date())
    assert len(asked) == 1
    event.remove(program.engines.read, "before_cursor_execute", count)


def test_an_empty_file_is_no_database_for_who_makes_none(tmp_path: Path) -> None:
    (tmp_path / "x.sqlite").touch()
    with pytest.raises(Unavailable) as caught:
        open_program(tmp_path / "x.sqlite", create=False)
    assert caught.value.code == "database.empty"
    assert [(one.name, one.stat().st_size) for one in tmp_path.iterdir()] == [("x.sqlite", 0)]


@pytest.mark.parametrize("create", [True, False])
def test_a_file_that_was_emptied_is_refused_with_its_newest_sound_backup(
    program: Program, clock: FixedClock, create: bool
) -> None:
    made = program.services.backups.make()
    path = program.path
    assert path is not None
    program.close()
    path.write_bytes(b"")
    with pytest.raises(Unavailable) as caught:
        open_program(path, clock=clock, create=create)
    assert caught.value.code == "database.emptied"
    assert caught.value.params["backup"] == str(made.path)
    assert path.read_bytes() == b""
    assert backups.offered(path, caught.value, clock.now()) == made

    made.path.write_bytes(b"spoilt")
    with pytest.raises(Unavailable) as caught:
        open_program(path, clock=clock, create=create)
    assert caught.value.code == "database.empty", "no backup of it is sound"
    assert path.read_bytes() == b""
