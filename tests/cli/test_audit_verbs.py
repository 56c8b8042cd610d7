"""The audit in a script: a round is begun, printed, fed from a file, closed and reported."""

import json
from pathlib import Path

import pytest
from pypdf import PdfReader

from facilities_app.bootstrap import open_program
from tests.cli.conftest import Run, Said


@pytest.fixture
def audit(run: Run, demo_path: Path) -> Run:
    """Runs a verb of the audit over the demo database."""

    def go(verb: object, *words: object) -> Said:
        return run("audit", verb, "--database", demo_path, *words)

    return go


@pytest.fixture
def begun(audit: Run) -> str:
    """A round of years ago, of the units that are lived in today."""
    said = audit("new", "--year", "108", "--ordinal", "1", "--from", "108/05/03", "--to", "108/06/30")
    assert said.code == 0, said.err
    return said.out.strip()


def test_a_round_goes_from_its_list_to_its_report(
    audit: Run, demo_path: Path, tmp_path: Path, begun: str
) -> None:
    assert begun == "108-1"
    with open_program(demo_path) as program:
        lines = program.services.audits.detail(program.services.audits.find(2019, 1)).lines
    rows = [f"{one.unit_code},1,108/05/20 19:10" for one in lines[:-1]]
    rows.append(f"{lines[-1].unit_code},3,108/05/20 20:00")
    path = tmp_path / "found.csv"
    path.write_text("unit,finding,visited\n" + "\n".join(rows) + "\n", encoding="utf-8")
    said = audit("import", begun, path, "--dry-run")
    assert said.out.startswith(f"將匯入 {len(lines)} 筆訪查")
    said = audit("import", begun, path)
    assert (said.code, said.out) == (0, f"已匯入 {len(lines)} 筆訪查\t0 筆已存在\t0 列尚無認定\n")
    said = audit("close", begun)
    assert said.out == (
        f"108 年第 1 次居住事實查考應查 {len(lines)} 戶，已查 {len(lines)} 戶，"
        f"其中確有居住 {len(lines) - 1} 戶、未居住 1 戶。\n"
    )
    for ending in ("pdf", "xlsx"):
        out = tmp_path / f"report.{ending}"
        assert audit("report", begun, "--out", out, "--roster").code == 0
        assert out.stat().st_size > 1000
    assert "清冊" in PdfReader(tmp_path / "report.pdf").pages[0].extract_text()
    assert audit("close", begun).code == 1, "a round is closed once"


def test_the_report_says_the_sentence_and_the_counts_that_add_up(audit: Run, tmp_path: Path) -> None:
    said = audit("report", "115-2", "--out", tmp_path / "a.pdf")
    sentence, titles, *lines = said.out.splitlines()
    assert sentence.startswith("115 年第 2 次居住事實查考應查 ")
    assert titles.split("\t")[1:3] == ["應查", "已查"]
    numbers = [[int(cell) for cell in line.split("\t")[1:]] for line in lines]
    assert [sum(column) for column in zip(*numbers[:-1], strict=True)] == numbers[-1]
    assert "a.pdf" in said.err
    told = json.loads(audit("report", "115-2", "--json").out)
    assert (told["round"], told["counts"]["total"]) == ("115-2", numbers[-1][0])
    assert "115 units" not in audit("report", "115-2", "--lang", "en").out
    assert audit("report", "115-2", "--lang", "en").out.startswith("Audit 115-2 of actual residence: ")


def test_forms_route_and_blank_forms_are_printed(audit: Run, tmp_path: Path) -> None:
    out = tmp_path / "x.pdf"
    assert audit("print", "115-2", "--out", out, "--unit", "M305", "--unit", "m101").code == 0
    texts = ["".join(page.extract_text().split()) for page in PdfReader(out).pages]
    assert ["M101" in texts[0], "M305" in texts[1], len(texts)] == [True, True, 2]
    said = audit("print", "2026-2", "--out", out)
    assert said.out.startswith(f"已將 {len(PdfReader(out).pages)} 張寫入")
    assert audit("print", "115-2", "--out", out, "--route").code == 0
    assert "路線表" in PdfReader(out).pages[0].extract_text()
    assert audit("print", "115-2", "--out", out, "--blank", "2").code == 0
    assert len(PdfReader(out).pages) == 2


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (2, ("report", "115-3")),
        (2, ("report", "115")),
        (2, ("report", "108-1")),
        (2, ("close", "999-1")),
        (2, ("print", "115-2", "--out", "x.doc")),
        (2, ("print", "115-2", "--out", "x.pdf", "--unit", "X999")),
        (2, ("print", "115-2", "--out", "x.pdf", "--route", "--blank", "2")),
        (2, ("report", "115-2", "--out", "x.doc")),
        (2, ("import", "115-2", "x.doc")),
        (3, ("import", "115-2", "nowhere.csv")),
        (3, ("print", "115-2", "--out", "nowhere/x.pdf")),
        (1, ("close", "115-2")),
        (1, ("print", "115-2", "--out", "x.pdf", "--blank", "51")),
        (1, ("new", "--year", "115", "--ordinal", "2", "--from", "115/11/1", "--to", "115/11/30")),
        (1, ("new", "--year", "116", "--ordinal", "1", "--from", "116/6/30", "--to", "116/5/3")),
        (2, ("new", "--year", "116", "--ordinal", "3", "--from", "116/5/3", "--to", "116/6/30")),
        (2, ("new", "--year", "1500", "--ordinal", "1", "--from", "116/5/3", "--to", "116/6/30")),
    ],
    ids=lambda given: " ".join(map(str, given)) if isinstance(given, tuple) else str(given),
)
def test_what_cannot_be_done_is_said_with_its_exit_code(
    audit: Run, code: int, words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = audit(*words)
    assert (said.code, said.out) == (code, "")
    assert said.err.strip()
    assert not list(tmp_path.glob("x.*"))


def test_a_row_that_cannot_be_used_is_named_and_nothing_is_kept(audit: Run, tmp_path: Path) -> None:
    path = tmp_path / "found.csv"
    path.write_text(
        "unit,finding,visited\nM305,1,115/11/20 19:10\nX999,1,115/11/20 19:10\n", encoding="utf-8"
    )
    before = audit("report", "115-2").out
    said = audit("import", "115-2", path)
    assert said.code == 1
    assert "第 3 列" in said.err
    assert "X999" in said.err
    assert audit("report", "115-2").out == before


@pytest.mark.parametrize("code", ["audit_rounds", "audit_visits", "audit_follow_ups"])
def test_the_lists_of_the_audit_are_written_like_the_others(
    run: Run, demo_path: Path, tmp_path: Path, code: str
) -> None:
    out = tmp_path / f"{code}.csv"
    said = run("export", code, "--database", demo_path, "--out", out)
    assert said.code == 0, said.err
    text = out.read_text(encoding="utf-8-sig")
    assert len(text.splitlines()) > 1
