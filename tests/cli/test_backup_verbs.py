"""backup, backups, restore."""

from pathlib import Path

import pytest

from facilities_app.bootstrap import open_program
from tests.cli.conftest import Run


def spoil(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[5000] ^= 1
    path.write_bytes(content)


def test_a_backup_is_made_listed_checked_and_put_back(run: Run, demo_path: Path) -> None:
    assert "尚無備份" in run("backups", "--database", demo_path).out
    made = run("backup", "--database", demo_path)
    assert made.code == 0
    assert made.err == ""
    kept = next(demo_path.with_name("demo.sqlite.backups").glob("*.sqlite"))
    assert str(kept) in made.out
    listed = run("backups", "--check", "--database", demo_path)
    assert listed.code == 0
    assert "完好" in listed.out
    assert str(kept) in listed.out
    assert "完好" not in run("backups", "--database", demo_path).out
    with open_program(demo_path) as program:
        number = program.services.tickets.detail(1).number
        program.services.tickets.add_note(1, "之後才寫的")
    done = run("restore", "--database", demo_path)
    assert done.code == 0
    assert "replaced-" in done.out
    assert done.err == ""
    with open_program(demo_path) as program:
        detail = program.services.tickets.detail(1)
        assert detail.number == number
        assert "之後才寫的" not in str(detail)


def test_a_backup_elsewhere_says_what_is_not_in_it(run: Run, demo_path: Path, tmp_path: Path) -> None:
    out = tmp_path / "copy.sqlite"
    made = run("backup", "--database", demo_path, "--out", out, "--lang", "en")
    assert made.code == 0
    assert "photos and documents are not part of it" in made.err
    assert str(demo_path.with_suffix(".attachments")) in made.err
    again = run("backup", "--database", demo_path, "--out", out)
    assert again.code == 1
    assert "已存在" in again.err
    assert run("restore", out, "--database", tmp_path / "new.sqlite").code == 0
    with open_program(tmp_path / "new.sqlite", create=False) as program:
        assert program.services.tickets.detail(1).number


def test_a_damaged_backup_is_told_and_passed_over(run: Run, demo_path: Path) -> None:
    run("backup", "--database", demo_path)
    kept = next(demo_path.with_name("demo.sqlite.backups").glob("*.sqlite"))
    spoil(kept)
    listed = run("backups", "--check", "--database", demo_path)
    assert listed.code == 1
    assert "損壞" in listed.out
    assert "1" in listed.err
    named = run("restore", kept, "--database", demo_path)
    assert named.code == 3
    assert "損壞" in named.err
    newest = run("restore", "--database", demo_path)
    assert newest.code == 2
    assert "沒有完好的備份" in newest.err


def test_an_open_database_is_not_replaced(run: Run, demo_path: Path) -> None:
    run("backup", "--database", demo_path)
    with open_program(demo_path):
        refused = run("restore", "--database", demo_path)
    assert refused.code == 3
    assert "關閉" in refused.err


def test_missing_files_are_named_after_a_restore(run: Run, demo_path: Path) -> None:
    run("backup", "--database", demo_path)
    next(demo_path.with_suffix(".attachments").rglob("*.*")).unlink()
    done = run("restore", "--database", demo_path)
    assert done.code == 0
    assert "缺少附件" in done.err


@pytest.mark.parametrize("words", [("backup",), ("backups",), ("restore",), ("restore", "x.sqlite")])
def test_a_server_is_backed_up_by_its_own_tools(run: Run, words: tuple[str, ...]) -> None:
    said = run(*words, "--database", "postgresql://server/office")
    assert said.code == 3
    assert "pg_dump" in said.err


def test_a_missing_database_is_not_made(run: Run, tmp_path: Path) -> None:
    said = run("backup", "--database", tmp_path / "none.sqlite")
    assert said.code == 3
    assert not (tmp_path / "none.sqlite").exists()


@pytest.mark.parametrize("name", ["backup", "backups", "restore"])
def test_each_verb_explains_itself_in_both_languages(run: Run, name: str) -> None:
    for language, word in (("zh_TW", "備份"), ("en", "back")):
        said = run(name, "--lang", language, "--help")
        assert said.code == 0
        assert word in said.out


def test_a_backup_that_is_not_there_is_named(run: Run, demo_path: Path, tmp_path: Path) -> None:
    said = run("restore", tmp_path / "nope", "--database", demo_path)
    assert said.code == 3
    assert f"找不到備份檔 {tmp_path / 'nope'}" in said.err


def test_a_long_text_is_refused_without_being_printed_back(run: Run, demo_path: Path) -> None:
    said = run("ticket", "add", "--database", demo_path, "--place", "SW", "--summary", "長" * 3000)
    assert said.code == 1
    assert len(said.err) < 100
