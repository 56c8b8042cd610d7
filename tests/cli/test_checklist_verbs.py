"""`checklist print` and `checklist import`: the round trip of a sheet on the command line, with its exit codes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from db.models import InspectionTask
from facilities_app.bootstrap import open_program
from tests.cli.conftest import Run
from tests.filling import fill_pdf, fill_workbook, numbers_in, passed

FORMS = ((".pdf", fill_pdf), (".xlsx", fill_workbook))
Fill = Callable[[Path, dict[str, str], Path], Path]
NO_DAY = ("month", "day")


def today(**other: str) -> dict[str, str]:
    """Filled in without a day: it was today."""
    return {name: value for name, value in passed(**other).items() if name not in NO_DAY}


@pytest.fixture
def lift(demo_path: Path) -> str:
    """The number of an open inspection of a lift."""
    with open_program(demo_path) as program, program.services.base.read() as session:
        tasks = session.query(InspectionTask).filter_by(template_code="ELEV", status="planned")
        return tasks.order_by(InspectionTask.id).first().number  # type: ignore[union-attr]


def state(path: Path, number: str) -> tuple[str, str, int]:
    with open_program(path) as program:
        services = program.services
        detail = services.inspections.detail(services.inspections.find(number))
        return detail.status, detail.outcome, len(detail.photos)


@pytest.mark.parametrize(("ending", "fill"), FORMS, ids=[ending for ending, _ in FORMS])
def test_a_sheet_is_printed_filled_in_and_read_back(
    run: Run, demo_path: Path, tmp_path: Path, lift: str, ending: str, fill: Fill
) -> None:
    blank, filled = tmp_path / f"blank{ending}", tmp_path / f"filled{ending}"
    said = run("checklist", "print", "--database", demo_path, "--task", lift, "--fillable", "--out", blank)
    assert said.code == 0, said.err
    number = said.out.split()[0]
    fill(blank, today(a6="fail", r6="42.5", n6="排風扇停轉"), filled)

    dry = run("checklist", "import", filled, "--dry-run", "--database", demo_path)
    assert dry.code == 0, dry.err
    assert number in dry.out
    assert "排風扇停轉" in dry.out
    assert "超過 2.5 °C" in dry.out
    assert state(demo_path, lift) == ("planned", "", 0)

    done = run("checklist", "import", filled, "--database", demo_path)
    assert done.code == 0, done.err
    assert "已報修 1 件" in done.out
    assert state(demo_path, lift) == ("done", "fail", 1)

    again = run("checklist", "import", filled, "--database", demo_path)
    assert (again.code, again.err) == (0, "")
    assert "不會變更" in again.out


def test_what_was_keyed_otherwise_is_refused_unless_told(
    run: Run, demo_path: Path, tmp_path: Path, lift: str
) -> None:
    blank = tmp_path / "blank.pdf"
    run("checklist", "print", "--database", demo_path, "--task", lift, "--fillable", "--out", blank)
    half = fill_pdf(blank, {"1:answer": "pass", "inspector": "吳承翰"}, tmp_path / "half.pdf")
    assert run("checklist", "import", half, "--dry-run", "--database", demo_path).code == 1
    kept = run("checklist", "import", half, "--database", demo_path)
    assert kept.code == 1, "a script must not take it for recorded"
    assert "已暫存" in kept.out
    assert "第 2 項尚未填答" in kept.out
    other = fill_pdf(blank, today(a1="fail", n1="過期"), tmp_path / "other.pdf")
    assert run("checklist", "import", other, "--dry-run", "--database", demo_path).code == 1
    mixed = run("checklist", "import", other, "--database", demo_path)
    assert (mixed.code, state(demo_path, lift)[0]) == (1, "planned"), "a person decides first"
    assert "已暫存" in mixed.out
    again = run("checklist", "import", other, "--database", demo_path)
    assert (again.code, "已暫存" in again.out) == (1, False)
    assert run("checklist", "import", other, "--replace", "--database", demo_path).code == 0
    assert state(demo_path, lift)[:2] == ("done", "fail")


def test_a_file_of_no_use_stops_no_other(run: Run, demo_path: Path, tmp_path: Path, lift: str) -> None:
    blank, broken = tmp_path / "blank.pdf", tmp_path / "broken.pdf"
    run("checklist", "print", "--database", demo_path, "--task", lift, "--fillable", "--out", blank)
    filled = fill_pdf(blank, today(), tmp_path / "filled.pdf")
    broken.write_bytes(b"%PDF-1.7 no")
    said = run("checklist", "import", broken, filled, tmp_path / "gone.xlsx", "--database", demo_path)
    assert said.code == 3
    assert "broken.pdf 已損壞" in said.err
    assert "gone.xlsx" in said.err
    assert state(demo_path, lift)[:2] == ("done", "pass")


def test_a_month_is_printed_into_one_workbook(run: Run, demo_path: Path, tmp_path: Path) -> None:
    import openpyxl

    with open_program(demo_path) as program, program.services.base.read() as session:
        first = session.query(InspectionTask).filter_by(template_code="ELEV", status="planned").first()
        assert first is not None
        day = first.due_on
    out = tmp_path / "month.xlsx"
    words = ["--month", day.isoformat(), "--template", "ELEV", "--out", out]
    said = run("checklist", "print", "--database", demo_path, *words)
    assert said.code == 0, said.err
    book = openpyxl.load_workbook(out)
    assert book.sheetnames
    assert all(name.startswith("ELEV-") for name in book.sheetnames)


def test_a_month_says_how_many_inspections_it_leaves_out_for_want_of_a_checklist(
    run: Run, demo_path: Path, tmp_path: Path
) -> None:
    from facilities_app.services.checklist_month import SheetWish

    with open_program(demo_path) as program:
        with program.services.base.read() as session:
            query = session.query(InspectionTask).filter_by(template_code="", status="planned")
            day = next(row.due_on for row in query)
        without = program.services.checklists.of_month(SheetWish(day)).without
    out = tmp_path / "month.pdf"
    said = run("checklist", "print", "--month", day.isoformat(), "--out", out, "--database", demo_path)
    assert said.code == 0, said.err
    assert said.err == f"另有 {without} 件檢查沒有檢查表，不列印\n"


def test_a_round_is_printed_to_be_filled_in(run: Run, demo_path: Path, tmp_path: Path) -> None:
    started = run("round", "start", "TYPHOON-WARNING", "--database", demo_path)
    out = tmp_path / "round.pdf"
    number = started.out.strip()
    said = run("checklist", "print", "--round", number, "--fillable", "--out", out, "--database", demo_path)
    assert said.code == 0, said.err
    assert len(numbers_in(out)) > 1
    assert run("checklist", "print", "--round", "NONE", "--out", out, "--database", demo_path).code == 2


def test_the_old_words_and_wrong_ones(run: Run, demo_path: Path, tmp_path: Path, lift: str) -> None:
    out = tmp_path / "paper.pdf"
    assert run("checklist", "--database", demo_path, "--task", lift, "--out", out).code == 0
    assert run("checklist", "import", out, "--database", demo_path).code == 3  # paper has no fields
    assert run("checklist", "print", "--task", lift, "--database", demo_path).code == 2
    assert run("checklist", "import", "--database", demo_path).code == 2
    words = tmp_path / "a.docx"
    words.write_bytes(b"x")
    assert run("checklist", "import", words, "--database", demo_path).code == 3
