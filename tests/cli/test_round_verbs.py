"""`round start|show`, as a person and a scheduler use them."""

from pathlib import Path

from tests.cli.conftest import Run


def test_a_start_prints_the_number_only_and_show_lists_the_stops(run: Run, demo_path: Path) -> None:
    on = ("--database", demo_path, "--today", "115/11/23")
    said = run("round", "start", "EARTHQUAKE", "--title", "11 月地震巡查", "--due", "115/11/25", *on)
    assert (said.code, said.err) == (0, "")
    number = said.out.strip()
    assert number.startswith("R115-")
    shown = run("round", "show", number, *on).out.splitlines()
    assert shown[0].endswith("11 月地震巡查")
    assert "巡查中" in shown[0]
    assert shown[1].split("\t")[2] == "四維行政中心大樓"


def test_a_dry_run_lists_the_stops_and_makes_nothing(run: Run, demo_path: Path) -> None:
    on = ("--database", demo_path, "--today", "115/11/23")
    said = run("round", "start", "地震後巡查（4 級以上）", "--dry-run", *on)
    lines = said.out.splitlines()
    assert lines[0].split("\t")[0] == "1"
    assert lines[-1] == f"共 {len(lines) - 1} 處，未實際發動"
    assert run("round", "show", "R115-99", *on).code == 2


def test_a_second_start_on_the_day_is_refused_unless_it_is_wanted(run: Run, demo_path: Path) -> None:
    words = ("round", "start", "EARTHQUAKE", "--database", demo_path, "--today", "115/11/23")
    first = run(*words).out.strip()
    again = run(*words)
    assert (again.code, again.out) == (1, "")
    assert first in again.err
    assert "--again" in again.err
    assert run(*words, "--again").out.strip() != first


def test_a_round_belongs_to_the_damage_event_that_is_named(run: Run, demo_path: Path) -> None:
    on = ("--database", demo_path, "--today", "115/11/23")
    assert run("round", "start", "TYPHOON-AFTER", "--event", "E999-01", *on).err.startswith(
        "沒有災損事件 E999-01"
    )
    assert run("round", "start", "TYPHOON-AFTER", "--event", "E115-01", *on).code == 0


def test_a_recipe_that_is_not_there_names_those_that_are(run: Run, demo_path: Path) -> None:
    said = run("round", "start", "FLOOD", "--database", demo_path)
    assert said.code == 2
    assert "TYPHOON-WARNING" in said.err


def test_the_list_of_stops_is_written_to_a_file(run: Run, demo_path: Path, tmp_path: Path) -> None:
    on = ("--database", demo_path, "--today", "115/11/23")
    number = run("round", "start", "EARTHQUAKE", *on).out.strip()
    assert run("round", "show", number, "--out", tmp_path / "route.xlsx", *on).code == 0
    assert (tmp_path / "route.xlsx").stat().st_size > 2000
