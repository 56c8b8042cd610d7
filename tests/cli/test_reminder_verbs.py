"""remind says rung and person; ics writes the calendar file."""

import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.ics_reading import read_events


def test_remind_says_the_rung_of_each_and_for_whom(run: Run, demo_path: Path) -> None:
    said = run("remind", "--database", demo_path, "--today", "2026-11-23", "--json")
    items = json.loads(said.out)["items"]
    assert all(item["rung"] == item["days_left"] for item in items if item["days_left"] <= 0)
    assert {item["rung"] for item in items if 0 < item["days_left"] <= 7} == {7}
    assert any(item["person"] for item in items if item["kind"] == "task")
    lines = run("remind", "--database", demo_path, "--today", "2026-11-23", "--lang", "en").out
    assert "[7-day reminder]" in lines
    assert "for " in lines


def test_remind_of_one_user_leaves_out_what_is_not_theirs(run: Run, demo_path: Path) -> None:
    said = run("remind", "--database", demo_path, "--today", "2026-11-23", "--json", "--user", "chen")
    assert said.code == 10
    told = json.loads(said.out)
    tickets = [item for item in told["items"] if item["kind"] == "ticket"]
    assert tickets
    assert {item["person"] for item in tickets} == {"陳志豪"}
    assert told["pressing"] == sum(item["days_left"] <= 0 for item in told["items"])


def test_remind_of_a_user_who_is_not_there_says_so(run: Run, demo_path: Path) -> None:
    said = run("remind", "--database", demo_path, "--user", "nobody", "--lang", "en")
    assert said.code == 2
    assert "nobody" in said.err


def test_the_calendar_file_is_written_and_again_says_the_same_uids(
    run: Run, demo_path: Path, tmp_path: Path
) -> None:
    uids = []
    for name in ("a.ics", "b.ics"):
        out = tmp_path / name
        said = run("ics", "--database", demo_path, "--today", "2026-11-23", "--out", out, "--days", "90")
        assert said.code == 0
        events = read_events(out)
        assert f"{len(events)} 個日期" in said.out
        uids.append([event["UID"][0] for event in events])
    assert uids[0] == uids[1]
    assert len(set(uids[0])) == len(uids[0]) > 50


def test_a_calendar_file_has_its_own_ending(run: Run, demo_path: Path, tmp_path: Path) -> None:
    said = run("ics", "--database", demo_path, "--out", tmp_path / "x.pdf", "--lang", "en")
    assert said.code == 2
