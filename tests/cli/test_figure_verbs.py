"""`figures`: for people, and for scripts that add up."""

import csv
import json
from pathlib import Path

import pytest

from facilities_app.domain.figure_words import by_word
from facilities_app.domain.figures import By
from tests.cli.conftest import Run

REPORT = ("--from", "106/2/16", "--to", "106/7/31")


def test_the_reports_half_year_in_words(run: Run, demo_path: Path) -> None:
    said = run("figures", "--database", demo_path, *REPORT)
    assert said.code == 0, said.err
    lines = said.out.splitlines()
    assert lines[0] == "106/02/16–106/07/31"
    assert lines[1].endswith("等設施維修案，本期共計處理 343 件。")
    assert "工作時數" in said.out, "each figure says how it is counted"
    rows = [line.split("\t") for line in lines[lines.index("") + 2 :]]
    assert sum(int(row[1]) for row in rows) == 343


@pytest.mark.parametrize("by", ["trade", "place", "site", "vendor", "asset", "month", "priority"])
def test_json_rows_add_up_to_the_total(run: Run, demo_path: Path, by: str) -> None:
    said = run("figures", "--database", demo_path, *REPORT, "--by", by, "--json")
    found = json.loads(said.out)
    assert (found["from"], found["to"], found["by"]) == ("2017-02-16", "2017-07-31", by)
    assert found["total"]["cases"] == 343
    for name in ("cases", "kept", "late", "overdue", "running", "unknown", "dropped", "without_cost"):
        assert sum(row[name] for row in found["rows"]) == found["total"][name]
    assert found["hours"] == "working"
    assert found["before"]["cases"] is None, "no record reaches back so far: not known, not 0"
    assert found["before"]["share_on_time"] is None


@pytest.mark.parametrize("by", By)
def test_cases_are_told_apart_by_each_thing_the_figures_know(run: Run, demo_path: Path, by: By) -> None:
    said = run("figures", "--database", demo_path, "--from", "115/1/1", "--to", "115/11/23", "--by", by.value)
    assert said.code == 0, said.err
    rows = [line.split("\t") for line in said.out.partition("\n\n")[2].splitlines()]
    assert rows[0][0] == by_word(by)
    assert len(rows) > 2
    assert len({len(row) for row in rows}) == 1


def test_shares_of_the_cost_are_told_by_budget_line_and_year(run: Run, demo_path: Path) -> None:
    words = ("--from", "115/1/1", "--to", "115/11/23", "--by", "budget")
    found = json.loads(run("figures", "--database", demo_path, *words, "--json").out)
    rows = {row["name"]: row for row in found["rows"]}
    assert list(rows)[-1] == "尚未分攤"
    assert all(name.startswith("115 年度 ") for name in list(rows)[:-1])
    assert len(rows) > 2
    assert sum(row["cost_twd"] or 0 for row in found["rows"]) == found["total"]["cost_twd"]
    said = run("figures", "--database", demo_path, *words)
    assert "另列" in said.out, "how cases are counted that several lines carry"


def test_centres_are_named_by_either_word(run: Run, demo_path: Path) -> None:
    said = [run("figures", "--database", demo_path, *REPORT, "--by", by).out for by in ("centre", "site")]
    assert said[0] == said[1]
    rows = [line.split("\t")[:2] for line in said[0].partition("\n\n")[2].splitlines()[1:]]
    assert [name for name, _count in rows] == ["四維行政中心", "鳳山行政中心"]
    assert sum(int(count) for _name, count in rows) == 343


def test_csv_has_a_line_a_row_and_leaves_empty_what_is_not_known(run: Run, demo_path: Path) -> None:
    said = run("figures", "--database", demo_path, *REPORT, "--by", "asset", "--csv")
    rows = list(csv.DictReader(said.out.splitlines()))
    assert sum(int(row["cases"]) for row in rows) == 343
    assert sum(int(row["faults"] or 0) for row in rows) == 273
    assert {row["days_between"] for row in rows if row["faults"] in ("", "0", "1")} == {""}
    unknown = [row for row in rows if row["cases"] == row["without_cost"]]
    assert unknown
    assert {row["cost_twd"] for row in unknown} == {""}


def test_it_speaks_english(run: Run, demo_path: Path) -> None:
    said = run("figures", "--database", demo_path, *REPORT, "--lang", "en")
    assert "343 handled in this period" in said.out
    assert "Finished on time (%)" in said.out


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("--from", "106/7/31", "--to", "106/2/16"), 2, "106/07/31"),
        (("--from", "106/2/30", "--to", "106/7/31"), 2, "106/2/30"),
        (("--from", "106/2/16"), 2, "--to"),
        ((*REPORT, "--by", "colour"), 2, "colour"),
        ((*REPORT, "--json", "--csv"), 2, "--csv"),
    ],
    ids=str,
)
def test_wrong_words_are_named(
    run: Run, demo_path: Path, words: tuple[str, ...], code: int, sentence: str
) -> None:
    said = run("figures", "--database", demo_path, *words)
    assert said.code == code
    assert sentence in said.err
    assert said.out == ""
