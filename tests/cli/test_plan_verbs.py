"""`plan list|preview|generate`, as a person and a scheduler use them."""

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def office(demo_path: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(demo_path, tmp_path / "office.sqlite"))


def test_a_plan_is_a_line_that_begins_with_its_code(run: Run, office: Path) -> None:
    said = run("plan", "list", "--database", office, "--today", "115/11/23")
    first = said.out.splitlines()[0]
    assert said.code == 0, said.err
    assert first.startswith("P001  執行中  115/")
    assert "昇降設備保養" in first


def test_the_days_ahead_say_why_they_are_there(run: Run, office: Path) -> None:
    said = run("plan", "preview", "P001", "--database", office, "--today", "115/11/23")
    lines = said.out.splitlines()
    assert len(lines) == 10
    assert all(line.endswith("依計畫週期排定。") for line in lines)


def test_a_plan_that_follows_a_permit_has_ten_days_too_the_later_ones_as_estimates(
    run: Run, office: Path
) -> None:
    lines = run("plan", "preview", "P011", "--database", office, "--today", "115/11/23").out.splitlines()
    assert len(lines) == 10
    assert "屆期。" in lines[0]
    assert lines[-1].split("推估：")[1].endswith("屆期的許可證照常換發時。")


def test_generating_twice_changes_nothing_the_second_time(run: Run, office: Path) -> None:
    words = ("plan", "generate", "--database", office, "--today", "116/2/1")
    assert not run(*words).out.startswith("新排檢查 0 項")
    assert run(*words).out == "新排檢查 0 項\n"


def test_a_code_that_is_not_there_is_said(run: Run, office: Path) -> None:
    said = run("plan", "preview", "P999", "--database", office)
    assert (said.code, said.err.strip()) == (2, "沒有計畫 P999。")
