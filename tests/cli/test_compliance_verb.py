"""The verb compliance: words, JSON and CSV say the same numbers."""

import csv
import io
import json
from pathlib import Path

from tests.cli.conftest import Run


def test_json_and_csv_come_to_the_same_total(run: Run, demo_path: Path) -> None:
    line = ("compliance", "--database", demo_path, "--today", "2026-11-23", "--year")
    told = json.loads(run(*line, "2026", "--json").out)
    rows = list(csv.DictReader(io.StringIO(run(*line, "115", "--csv").out)))
    for judged in ("on_time", "late", "missed", "overdue", "open", "skipped"):
        assert sum(int(row[judged]) for row in rows) == told["total"][judged]
        assert sum(row[judged] for row in told["month"]) == told["total"][judged]
    assert told["total"]["on_time"] > told["total"]["missed"]
    assert "overdue" in told["definition"] or "逾期" in told["definition"]


def test_words_tell_the_definition_first(run: Run, demo_path: Path) -> None:
    said = run("compliance", "--database", demo_path, "--year", "2026", "--lang", "en")
    assert said.code == 0
    assert said.out.startswith("Inspections by their due day.")
    assert "All together" in said.out


def test_the_register_is_written_by_name(run: Run, demo_path: Path, tmp_path: Path) -> None:
    out = tmp_path / "register.xlsx"
    said = run("compliance", "--database", demo_path, "--year", "2026", "--register", out)
    assert said.code == 0
    assert out.exists()
