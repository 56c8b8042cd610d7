"""Stock-takes and slips in a script: started, fed by a scanner's file, closed, printed."""

import io
import json
from pathlib import Path

import pytest
from pypdf import PdfReader

from facilities_app.bootstrap import open_program
from tests.cli.conftest import Run


@pytest.fixture
def number(run: Run, demo_path: Path) -> str:
    """A stock-take of the pump room."""
    said = run("stocktake", "start", "--database", demo_path, "--place", "SW-B1-PUMP", "--name", "泵浦房")
    assert said.code == 0, said.err
    return said.out.strip()


def test_a_stock_take_goes_from_start_to_slips(
    run: Run, demo_path: Path, tmp_path: Path, number: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = run("stocktake", "scan", "--database", demo_path, number, "SW-PMP-01", "--here", "SW-B1-GEN")
    assert said.out.strip().split("\t")[:3] == ["SW-PMP-01", "位置不符", "揚水泵浦 1 號"]
    monkeypatch.setattr("sys.stdin", io.StringIO("SW-PMP-02\n\nXYZ-9\n"))
    said = run("stocktake", "scan", "--database", demo_path, number)
    assert [line.split("\t")[1] for line in said.out.splitlines()] == ["相符", "清冊外"]
    said = run("stocktake", "close", "--database", demo_path, number, "--apply")
    assert "缺 1 項" in said.out
    slip = said.out.split()[-1]
    shown = json.loads(run("stocktake", "show", "--database", demo_path, number, "--json").out)
    assert shown["counts"] == {"expected": 0, "found": 1, "moved": 1, "missing": 1, "unexpected": 1}
    assert shown["to_apply"] == 0
    missing = run("stocktake", "show", "--database", demo_path, number, "--state", "missing")
    assert "消防泵浦" in missing.out
    assert "揚水泵浦 2 號" not in missing.out
    out = tmp_path / "list.pdf"
    assert run("stocktake", "show", "--database", demo_path, number, "--out", out).code == 0
    assert "盤點人" in PdfReader(out).pages[-1].extract_text()
    paper = tmp_path / "slip.pdf"
    assert run("slip", "--database", demo_path, slip, "--out", paper).code == 0
    assert slip in PdfReader(paper).pages[0].extract_text()
    with open_program(demo_path) as program:
        asset = program.services.assets.detail(program.services.assets.find("SW-PMP-01"))
        assert asset.place_label.endswith("發電機房")


def test_what_cannot_be_done_is_said(run: Run, demo_path: Path, tmp_path: Path, number: str) -> None:
    assert run("stocktake", "show", "--database", demo_path, "115-盤-99").code == 2
    assert run("stocktake", "start", "--database", demo_path, "--place", "NOWHERE").code == 2
    run("stocktake", "close", "--database", demo_path, number)
    said = run("stocktake", "scan", "--database", demo_path, number, "SW-PMP-01")
    assert said.code == 1
    assert "不再變動" in said.err
    assert run("slip", "--database", demo_path, "115-移-9999", "--out", tmp_path / "x.pdf").code == 2
    assert run("slip", "--database", demo_path, "115-移-0001", "--out", tmp_path / "x.doc").code == 2


@pytest.mark.parametrize("code", ["stocktakes", "stocktake_lines", "slips"])
def test_the_lists_of_the_ledger_are_written_like_the_others(
    run: Run, demo_path: Path, tmp_path: Path, code: str
) -> None:
    out = tmp_path / f"{code}.csv"
    said = run("export", code, "--database", demo_path, "--out", out)
    assert said.code == 0, said.err
    assert len(out.read_text(encoding="utf-8-sig").splitlines()) > 1
