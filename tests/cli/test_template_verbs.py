"""`template list|export|import`, as a person and a script use them."""

import shutil
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Run


@pytest.fixture
def office(demo_path: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(demo_path, tmp_path / "office.sqlite"))


def test_a_checklist_is_a_line_that_begins_with_its_code(run: Run, office: Path) -> None:
    said = run("template", "list", "--database", office)
    assert said.code == 0, said.err
    lines = {line.split()[0]: line for line in said.out.splitlines()}
    assert lines["ELEV"].startswith("ELEV  1   20  115/")
    assert lines["ELEV"].endswith("昇降設備（電梯）每月檢查表")
    assert len(lines) >= 13


@pytest.mark.parametrize("ending", ["yaml", "xlsx"])
def test_what_was_exported_and_not_changed_changes_nothing(
    ending: str, run: Run, office: Path, tmp_path: Path
) -> None:
    out = tmp_path / f"x.{ending}"
    said = run("template", "export", "hvac", "--out", out, "--database", office)
    assert (said.code, said.out.strip()) == (0, f"已匯出 {out}")
    said = run("template", "import", out, "--database", office)
    assert "沒有變更" in said.out
    assert said.out.splitlines()[-1] == "已匯入 0 份檢查表"


def test_a_dry_run_says_what_would_change_and_changes_nothing(run: Run, office: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.yaml"
    run("template", "export", "ELEV", "--out", out, "--database", office)
    out.write_text(out.read_text("utf-8").replace("max: 40", "max: 38"), "utf-8")
    said = run("template", "import", out, "--dry-run", "--database", office)
    assert said.out.splitlines() == [
        "ELEV 昇降設備（電梯）每月檢查表：存為新版",
        "  修改第 6 項：機房溫度（上限 40 → 38）",
        "僅為預覽，未變更任何資料。",
    ]
    assert "ELEV  1 " in run("template", "list", "--database", office).out
    assert run("template", "import", out, "--database", office).out.splitlines()[-1] == "已匯入 1 份檢查表"
    assert "ELEV  2 " in run("template", "list", "--database", office).out
    english = run("template", "list", "--database", office, "--lang", "en")
    assert "Elevator – monthly check" in english.out


def test_wrong_cells_are_listed_and_nothing_is_taken_over(run: Run, office: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.xlsx"
    run("template", "export", "ELEV", "--out", out, "--database", office)
    book = openpyxl.load_workbook(out)
    book.worksheets[0]["H7"] = "猜"
    book.worksheets[0]["K12"] = "熱"
    book.save(out)
    said = run("template", "import", out, "--database", office)
    assert said.code == 1
    lines = said.err.splitlines()
    assert lines[0].startswith("H7：這裡不能填「猜」")
    assert lines[1] == "K12：「熱」不是數字，請只填數字。"
    assert lines[-1] == "x.xlsx 未匯入，請先修正 2 處。"
    assert "ELEV  1 " in run("template", "list", "--database", office).out


def test_a_code_that_is_not_there_is_said_with_those_that_are(run: Run, office: Path, tmp_path: Path) -> None:
    said = run("template", "export", "NOPE", "--out", tmp_path / "x.yaml", "--database", office)
    assert said.code == 2
    assert "ELEV" in said.err
