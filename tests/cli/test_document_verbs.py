"""The verbs that write papers: export in three forms, checklists by asset, place and task."""

import csv
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from facilities_app.bootstrap import open_program
from facilities_app.domain.lists import Condition, ListQuery
from tests.cli.conftest import Run

LISTS = (
    "assets",
    "tickets",
    "units",
    "tasks",
    "contracts",
    "vendors",
    "permits",
    "insurance",
    "duties",
    "projects",
    "events",
)


def read_csv(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


@pytest.mark.parametrize("code", LISTS)
def test_every_list_is_written_as_text_one_line_a_record(
    run: Run, demo_path: Path, tmp_path: Path, code: str
) -> None:
    out = tmp_path / f"{code}.csv"
    said = run("export", code, "--database", demo_path, "--out", out)
    assert said.code == 0, said.err
    with open_program(demo_path) as program:
        source = program.services.lists[code]
        total = source.count(ListQuery())
        first = source.page(ListQuery(order=source.info.columns[0].key), 0, 1)[0][1]
    rows = read_csv(out)
    assert len(rows) == total + 1
    assert rows[1][0] == first, "the number or code stands first"
    assert str(total) in said.out.replace(",", "")
    assert str(out) in said.out


def test_a_workbook_and_a_paper_hold_the_same_rows(run: Run, demo_path: Path, tmp_path: Path) -> None:
    book, paper = tmp_path / "units.xlsx", tmp_path / "units.pdf"
    for out in (book, paper):
        assert run("export", "units", "--database", demo_path, "--out", out).code == 0
    sheet = openpyxl.load_workbook(book).active
    assert sheet is not None
    cells = {str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None}
    text = "".join(page.extract_text() for page in PdfReader(paper).pages)
    with open_program(demo_path) as program:
        source = program.services.lists["units"]
        codes = [row[1] for row in source.page(ListQuery(), 0, 100)]
    assert len(codes) == 66
    assert set(codes) <= cells
    assert all(code in text for code in codes)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--where", "status=40"], (40,)),
        (["--where", "status=處理中,50"], (40, 50)),
        (["--where", "status=In progress"], (40,)),
        (["--where", "status=40", "--where", "priority=1,2,3,4"], (40,)),
    ],
    ids=str,
)
def test_only_rows_with_the_values_named_are_written(
    run: Run, demo_path: Path, tmp_path: Path, words: list[str], expected: tuple[int, ...]
) -> None:
    out = tmp_path / "x.csv"
    assert run("export", "tickets", "--database", demo_path, "--out", out, *words).code == 0
    rows = read_csv(out)
    at = rows[0].index("狀態")
    with open_program(demo_path) as program:
        labels = program.services.labels
        names = {labels.name("ticket_status", code) for code in expected if code != 50}
        if 50 in expected:  # on hold: the state says what it waits for
            names |= {choice.name for choice in labels.choices("hold_reason")}
    assert {row[at] for row in rows[1:]} == names


def test_the_report_period_holds_exactly_its_343_cases(run: Run, demo_path: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.csv"
    words = ["--from", "106/2/16", "--to", "民國106年7月31日"]
    assert run("export", "tickets", "--database", demo_path, "--out", out, *words).code == 0
    assert len(read_csv(out)) == 344


def test_a_day_can_be_named_as_a_filter(run: Run, demo_path: Path, tmp_path: Path) -> None:
    counts = []
    for words in (["--where", "reported=106/3/2"], ["--from", "106/3/2", "--to", "106/3/2"]):
        out = tmp_path / "x.csv"
        assert run("export", "tickets", "--database", demo_path, "--out", out, *words).code == 0
        counts.append(len(read_csv(out)))
    assert counts[0] == counts[1] > 1


def test_rows_of_a_place_are_those_in_it_and_below(run: Run, demo_path: Path, tmp_path: Path) -> None:
    with open_program(demo_path) as program:
        site = next(place for place in program.services.places.tree() if place.assets)
    out = tmp_path / "x.csv"
    said = run("export", "assets", "--database", demo_path, "--out", out, "--where", f"place={site.code}")
    assert said.code == 0, said.err
    assert len(read_csv(out)) == site.assets + 1


def test_an_english_export_has_english_words(run: Run, demo_path: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.csv"
    said = run("export", "units", "--database", demo_path, "--out", out, "--lang", "en")
    assert said.code == 0
    assert "66 rows written" in said.out
    assert read_csv(out)[0][:3] == ["Unit", "Kind", "Status"]


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["wishes", "--out", "x.csv"], 2, "tickets"),
        (["tickets", "--out", "x.doc"], 2, ".xlsx"),
        (["tickets", "--out", "x"], 2, ".xlsx"),
        (["tickets", "--out", "x.csv", "--where", "colour=red"], 2, "colour"),
        (["tickets", "--out", "x.csv", "--where", "status"], 2, "status"),
        (["tickets", "--out", "x.csv", "--where", "status=purple"], 2, "purple"),
        (["tickets", "--out", "x.csv", "--where", "place=NONE"], 2, "NONE"),
        (["tickets", "--out", "x.csv", "--where", "due=soon"], 2, "soon"),
        (["vendors", "--out", "x.csv", "--from", "115/1/1"], 2, "--from/--to"),
        (["tickets", "--out", "x.csv", "--from", "115/2/30"], 2, "115/2/30"),
        (["tickets"], 2, "--out"),
    ],
    ids=str,
)
def test_an_export_that_cannot_be_meant_is_refused_with_a_sentence(
    run: Run, demo_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], code: int,
    sentence: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    said = run("export", *words, "--database", demo_path)
    assert (said.code, said.out) == (code, "")
    assert sentence in said.err
    assert "Traceback" not in said.err
    assert [path.name for path in tmp_path.glob("x*")] == []


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".pdf"])
def test_a_folder_that_is_not_there_is_named(run: Run, demo_path: Path, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / "none" / f"x{suffix}"
    said = run("export", "units", "--database", demo_path, "--out", out)
    assert said.code in (1, 3)
    assert "none" in said.err
    assert "Traceback" not in said.err


def test_a_checklist_is_printed_for_a_task_an_asset_and_a_place(
    run: Run, demo_path: Path, tmp_path: Path
) -> None:
    with open_program(demo_path) as program:
        tasks = program.services.lists["tasks"]
        row = next(r for r in tasks.page(ListQuery(), 0, 50) if r[tasks.info.index("template_code")])
        number = row[1]
        assets = program.services.lists["assets"]
        lift = next(i for i in program.services.labels.choices("category") if i.name == "昇降設備").code
        lifts = ListQuery().where(Condition("category", "in", (lift,)))
        code = assets.page(lifts, 0, 1)[0][assets.info.index("code")]
        site = next(place.code for place in program.services.places.tree())
    for words in (
        ["--task", number],
        ["--template", "ELEV", "--asset", code],
        ["--template", "FIRE", "--place", site],
    ):
        out = tmp_path / "sheet.pdf"
        out.unlink(missing_ok=True)
        said = run("checklist", "--database", demo_path, "--out", out, *words)
        assert said.code == 0, said.err
        assert str(out) in said.out
        sheet = said.out.split()[0]
        assert sheet in PdfReader(out).pages[0].extract_text().replace(" ", "")


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["--out", "x.pdf"], 2, "--task"),
        (["--out", "x.pdf", "--template", "ELEV"], 2, "--asset"),
        (["--out", "x.pdf", "--template", "NONE", "--place", "*"], None, "NONE"),
        (["--out", "x.pdf", "--template", "ELEV", "--asset", "NONE"], 2, "NONE"),
        (["--out", "x.pdf", "--task", "NONE"], 2, "NONE"),
        (["--out", "x.txt", "--task", "NONE"], 2, ".pdf"),
    ],
    ids=str,
)
def test_a_checklist_that_cannot_be_meant_is_refused_with_a_sentence(
    run: Run, demo_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str],
    code: int | None, sentence: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    with open_program(demo_path) as program:
        site = next(place.code for place in program.services.places.tree())
    said = run("checklist", "--database", demo_path, *[site if word == "*" else word for word in words])
    assert said.code == code or (code is None and said.code in (1, 2))
    assert sentence in said.err
    assert [path.name for path in tmp_path.glob("x.*")] == []


@pytest.mark.parametrize(
    "words",
    [
        *(("export", name) for name in ("tickets", "tasks", "assets", "units", "contracts")),
        ("figures",),
    ],
    ids=" ".join,
)
def test_a_period_that_ends_before_it_starts_is_refused(
    run: Run, demo_path: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    out = tmp_path / "x.csv"
    target = () if words == ("figures",) else ("--out", out)
    said = run(
        *words, "--database", demo_path, "--from", "115/3/2", "--to", "115/3/1", "--lang", "en", *target
    )
    assert (said.code, said.out) == (2, "")
    assert said.err == "The period ends on 115/03/01, before it starts on 115/03/02.\n"
    assert not out.exists()
    one_day = run(*words, "--database", demo_path, "--from", "115/3/2", "--to", "115/3/2", *target)
    assert one_day.code == 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--where", "status"], "「status」不是篩選條件。請寫成「條件=值」"),
        (["--where", "colour=red"], "沒有「colour」篩選條件。可用的有：status、place、"),
        (["--where", "status=abc"], "「狀態」沒有「abc」這個值。可用的有：新案、受理、"),
        (["--where", "trade=abc"], "「類別」沒有「abc」這個值。"),
    ],
)
def test_a_condition_that_cannot_be_meant_says_how_to_write_one(
    run: Run, demo_path: Path, tmp_path: Path, words: list[str], sentence: str
) -> None:
    said = run("export", "tickets", "--database", demo_path, "--out", tmp_path / "x.csv", *words)
    assert (said.code, said.out) == (2, "")
    assert sentence in said.err


@pytest.mark.parametrize(
    "words", [("workorder", "115-0001"), ("labels", "--place", "SW"), ("export", "units")]
)
def test_a_folder_that_is_not_there_is_said_and_not_made(
    run: Run, demo_path: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    out = tmp_path / "none" / "x.pdf"
    said = run(*words, "--database", demo_path, "--out", out)
    assert said.code == 3
    assert f"{out}：找不到該檔案或資料夾" in said.err
    assert not out.parent.exists()
