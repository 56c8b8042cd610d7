"""The verbs of every day: log a repair, what is due, is everything sound, a demo database."""

import json
import re
from pathlib import Path

import pytest

from facilities_app.bootstrap import open_program
from facilities_app.domain.lists import ListQuery
from tests.cli.conftest import Run


@pytest.fixture
def asset_code(demo_path: Path) -> str:
    """The code of some asset of the demo database."""
    with open_program(demo_path) as program:
        source = program.services.lists["assets"]
        row = source.rows([1])[0]
        return str(row[source.info.index("code")])


def test_ticket_add_prints_the_number_and_nothing_else(run: Run, demo_path: Path, asset_code: str) -> None:
    said = run("ticket", "add", "--database", demo_path, "--asset", asset_code, "--summary", "關門反覆開啟")
    assert said.code == 0
    assert re.fullmatch(r"\d{3}-\d{4,}\n", said.out)
    assert said.err == ""
    with open_program(demo_path) as program:
        detail = program.services.tickets.detail(program.services.tickets.find(said.out.strip()))
    assert (detail.summary, detail.asset_code, detail.priority) == ("關門反覆開啟", asset_code, 2)


def test_ticket_add_takes_trade_priority_and_requester_as_people_say_them(run: Run, demo_path: Path) -> None:
    with open_program(demo_path) as program:
        unit = program.services.lists["units"]
        code = str(unit.rows([1])[0][unit.info.index("code")])
    said = run(
        "ticket", "add", "--database", demo_path, "--place", code, "--summary", "漏水",
        "--trade", "空調", "--priority", "Urgent", "--requester", "王小姐", "--as", "lin",
    )  # fmt: skip
    assert said.code == 0, said.err
    with open_program(demo_path) as program:
        detail = program.services.tickets.detail(program.services.tickets.find(said.out.strip()))
        assert program.services.labels.name("trade", detail.trade_id) == "空調"
    assert (detail.priority, detail.requester) == (1, "王小姐")


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["--asset", "NONE", "--summary", "x"], 2, "NONE"),
        (["--place", "NONE", "--summary", "x"], 2, "NONE"),
        (["--place", "SW", "--summary", " "], 1, "請填寫"),
        (["--place", "SW", "--summary", "x", "--trade", "魔術"], 2, "水電"),
        (["--place", "SW", "--summary", "x", "--priority", "soon"], 2, "緊急"),
        (["--place", "SW", "--summary", "x", "--as", "nobody"], 2, "nobody"),
        (["--summary", "x"], 2, "--asset"),
        (["--asset", "A", "--place", "B", "--summary", "x"], 2, "不可與"),
    ],
    ids=lambda value: "-".join(value)[:30] if isinstance(value, list) else None,
)
def test_ticket_add_refuses_with_a_sentence_and_prints_no_number(
    run: Run, demo_path: Path, words: list[str], code: int, sentence: str
) -> None:
    with open_program(demo_path) as program:
        site = next(place.code for place in program.services.places.tree() if place.kind == "site")
        before = program.services.lists["tickets"].count(ListQuery())
    said = run("ticket", "add", "--database", demo_path, *[site if word == "SW" else word for word in words])
    assert (said.code, said.out) == (code, "")
    assert sentence in said.err
    assert "Traceback" not in said.err
    with open_program(demo_path) as program:
        assert program.services.lists["tickets"].count(ListQuery()) == before


def test_remind_lists_what_is_due_and_says_so_by_its_exit_code(run: Run, demo_path: Path) -> None:
    said = run("remind", "--database", demo_path, "--today", "115/11/23")
    assert said.code == 10
    lines = said.out.splitlines()
    assert re.match(r"\d{3}/\d{2}/\d{2}  \S+", lines[0])
    assert re.search(r"\d+ 項", lines[-1])


def test_remind_calls_only_what_a_law_makes_due_overdue(run: Run, demo_path: Path) -> None:
    asked = ("remind", "--database", demo_path, "--today", "2026-12-20")
    items = json.loads(run(*asked, "--json").out)["items"]
    late = [one for one in items if one["kind"] == "task" and one["days_left"] < 0]
    assert {one["statutory"] for one in late} == {True, False}
    for line, item in zip(run(*asked).out.splitlines(), items, strict=False):
        if item in late:
            assert ("逾期" in line, "落後" in line) == (item["statutory"], not item["statutory"])


def test_remind_speaks_json_to_a_scheduler(run: Run, demo_path: Path) -> None:
    said = run("remind", "--database", demo_path, "--today", "2026-11-23", "--json")
    told = json.loads(said.out)
    assert told["today"] == "2026-11-23"
    assert told["pressing"] == sum(item["days_left"] <= 0 for item in told["items"]) > 0
    known = {"kind", "number", "title", "where", "due_on", "days_left", "statutory", "group"}
    assert known | {"rung", "person", "role"} == set(told["items"][0])


def test_remind_of_an_empty_database_has_nothing_pressing(run: Run, fresh_file: Path) -> None:
    said = run("remind", "--database", fresh_file, "--lang", "en")
    assert (said.code, said.out) == (0, "0 things are late or due today.\n")
    told = run("remind", "--database", fresh_file, "--json")
    assert (told.code, json.loads(told.out)["items"]) == (0, [])


def test_check_passes_a_sound_database(run: Run, demo_path: Path) -> None:
    said = run("check", "--database", demo_path)
    assert (said.code, said.err) == (0, "")
    assert said.out.strip() == "資料庫完好，附件齊全。"
    assert run("check", "--database", demo_path, "--lang", "en").out.startswith("The database is sound")


def test_check_names_an_attachment_that_is_gone_and_one_that_was_changed(run: Run, demo_path: Path) -> None:
    files = sorted(path for path in demo_path.with_suffix(".attachments").rglob("*") if path.is_file())
    kept = [path for path in files if len(path.stem) == 64]
    assert len(kept) >= 2, "the demo database has photos"
    kept[0].unlink()
    kept[1].write_bytes(b"changed")
    said = run("check", "--database", demo_path, "--lang", "en")
    assert (said.code, said.out) == (1, "")
    assert "is missing" in said.err
    assert "was changed" in said.err


@pytest.mark.parametrize("verb", [["remind"], ["check"], ["export", "tickets", "--out", "x.csv"]], ids=str)
def test_a_verb_that_only_reads_makes_no_database(run: Run, tmp_path: Path, verb: list[str]) -> None:
    missing = tmp_path / "none.sqlite"
    said = run(*verb, "--database", missing)
    assert (said.code, said.out) == (3, "")
    assert str(missing) in said.err
    assert not missing.exists()


def test_check_of_a_letter_says_that_it_is_no_database(run: Run, tmp_path: Path) -> None:
    letter = tmp_path / "letter.sqlite"
    letter.write_text("敬啟者" * 100)
    said = run("check", "--database", letter, "--lang", "en")
    assert said.code == 3
    assert "is not a database" in said.err
    assert "{" not in said.err


def test_ticket_add_without_a_database_uses_the_users_own(run: Run) -> None:
    from facilities_app import paths

    said = run("ticket", "add", "--place", "NONE", "--summary", "x")
    assert said.code == 2, "the database was made, the place is not there"
    assert paths.default_database().exists()


def test_demo_makes_a_database_and_never_over_another(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "new" / "demo.sqlite"
    said = run("demo", path, "--today", "115/11/23")
    assert said.code == 0, said.err
    assert "66" in said.out
    again = run("demo", path)
    assert again.code == 1
    assert str(path) in again.err
    assert run("check", "--database", path).code == 0


@pytest.mark.parametrize("words", [["--today", "115/2/30"], ["--today", "soon"], ["--tickets", "many"]])
def test_demo_refuses_words_that_mean_nothing(run: Run, tmp_path: Path, words: list[str]) -> None:
    said = run("demo", tmp_path / "x.sqlite", *words)
    assert said.code == 2
    assert words[1] in said.err
    assert not (tmp_path / "x.sqlite").exists()


@pytest.mark.parametrize("words", [("check",), ("ticket", "list"), ("backup",), ("remind",)])
def test_an_empty_file_is_not_called_sound(run: Run, tmp_path: Path, words: tuple[str, ...]) -> None:
    path = tmp_path / "x.sqlite"
    path.touch()
    said = run(*words, "--database", path)
    assert (said.code, said.out) == (3, "")
    assert "是空的" in said.err
    assert path.stat().st_size == 0
    assert list(tmp_path.iterdir()) == [path]
