"""agreement due tells what wants somebody."""

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_what_is_due_is_told_with_masked_names(run: Run, demo_path: Path) -> None:
    said = run("agreement", "due", "--database", demo_path, "--today", "2026-11-23", "--json")
    told = json.loads(said.out)
    assert (said.code, told["pressing"]) == (10, 1)
    late, first = told["items"][:2]
    assert (late["where"], late["what"], late["amount_twd"]) == ("M407", "arrears", 1500)
    assert (first["where"], first["what"], first["days_left"]) == ("S505", "end", 34)
    (leaving,) = [one for one in told["items"] if one["what"] == "return"]
    assert (leaving["where"], leaving["who"], leaving["due_on"]) == ("M204", "方○宏", "2027-01-16")


def test_the_exit_code_says_that_something_is_late(run: Run, demo_path: Path) -> None:
    said = run("agreement", "due", "--database", demo_path, "--today", "2027-01-20")
    assert said.code == 10
    assert "欠繳  M407  曹○涵  1,500 元" in said.out
    assert "116/01/16  逾期 4 天" in said.out
    assert "方○宏" in said.out
    assert "方俊宏" not in said.out
    english = run("agreement", "due", "--database", demo_path, "--today", "2027-01-20", "--lang", "en")
    assert "To be returned  M204" in english.out
