"""Lists written as Excel, PDF and CSV."""

import csv
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader
from sqlalchemy import select

from db.models import Role
from facilities_app.bootstrap import Program
from facilities_app.domain.errors import Invalid, Unavailable
from facilities_app.domain.lists import Condition, ListQuery
from facilities_app.reports.table import Written
from facilities_app.services import exports
from facilities_app.services.jobs import Cancelled, JobContext
from resources import texts
from tests.factories import Make

ALL = ListQuery()


def test_a_csv_has_every_column_number_first_iso_dates_and_names_of_codes(
    program: Program, make: Make, tmp_path: Path
) -> None:
    ticket = make.ticket("=1+1", due_on=date(2026, 11, 30))

    result = program.services.exports.write_list("tickets", ALL, tmp_path / "x.csv")

    header, row = csv.reader((tmp_path / "x.csv").read_text(encoding="utf-8").splitlines())
    assert (result.rows, result.warnings) == (1, ())
    assert row[0] == ticket.number
    assert len(header) == len(program.services.lists["tickets"].info.columns)
    assert row[1] == "'=1+1"
    assert "2026-11-30T17:00+08:00" in row
    assert "新案" in row


def test_a_workbook_has_the_shown_columns_with_office_and_unit(
    program: Program, make: Make, tmp_path: Path
) -> None:
    make.asset("頂樓採光罩", code="SKY-1", cost_twd=45_100_000, property_number="0010604-009")
    out = tmp_path / "x.xlsx"
    program.services.exports.write_list("assets", ALL, out, ["property_number", "name", "cost_twd", "status"])

    sheet = openpyxl.load_workbook(out).worksheets[0]
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert cells[0][0] == "設備清單"
    assert "高雄市政府秘書處" in str(cells[1])
    assert "單位：新臺幣元" in str(cells[1])
    assert "115/11/23" in str(cells[1])
    row = next(row for row in cells if "頂樓採光罩" in row)
    assert row == ["SKY-1", "0010604-009", "頂樓採光罩", 45_100_000, "使用中"], "the number is there unasked"


@pytest.mark.parametrize("columns", [None, ["name", "code"]])
def test_an_asset_without_a_property_number_is_told_apart_by_its_own(
    program: Program, make: Make, tmp_path: Path, columns: list[str] | None
) -> None:
    make.asset("飲水機", code="WD-07")
    for name in ("x.xlsx", "x.pdf"):
        program.services.exports.write_list("assets", ALL, tmp_path / name, columns)
    cells = [cell.value for row in openpyxl.load_workbook(tmp_path / "x.xlsx").worksheets[0] for cell in row]
    text = PdfReader(tmp_path / "x.pdf").pages[0].extract_text()
    assert cells.count("WD-07") == cells.count("設備編號") == 1
    assert text.count("WD-07") == text.count("設備編號") == 1


def test_a_pdf_says_what_was_asked_for(program: Program, make: Make, tmp_path: Path) -> None:
    make.ticket("漏水", requester="林小姐")
    query = ListQuery(
        search="漏水",
        conditions=(
            Condition("status", "in", (10, 20)),
            Condition("reported", "from", ("2026-11-01",)),
            Condition("reported", "to", ("2026-11-30",)),
            Condition("due", "from", ("today",)),
            Condition("place", "in", (1,)),
            Condition("assignee", "empty"),
        ),
    )
    result = program.services.exports.write_list("tickets", query, tmp_path / "x.pdf")
    text = "".join(page.extract_text() for page in PdfReader(tmp_path / "x.pdf").pages)
    assert result.rows == 1
    for wanted in ("新案", "115/11/01", "115/11/30", "漏水"):
        assert wanted in text.replace("\n", "")


def test_only_the_chosen_rows_are_written_in_their_order(
    program: Program, make: Make, tmp_path: Path
) -> None:
    first, second = make.ticket("甲"), make.ticket("乙")
    make.ticket("丙")
    out = tmp_path / "x.csv"
    program.services.exports.write_list("tickets", ALL, out, ["summary"], ids=[second.id, first.id])
    assert out.read_text(encoding="utf-8").split()[1:] == ["乙", "甲"]


def test_rows_stream_in_pieces_and_progress_is_told(
    program: Program, make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "_AT_ONCE", 2)
    for number in range(5):
        make.vendor(f"廠商 {number}")
    told: list[tuple[int, int]] = []
    program.services.exports.write_list(
        "vendors", ALL, tmp_path / "x.csv", step=lambda done, total: told.append((done, total))
    )
    assert told == [(5, 5)]


def test_a_cancelled_export_leaves_no_file(program: Program, make: Make, tmp_path: Path) -> None:
    make.vendor()
    job = JobContext()
    job.cancel()
    with pytest.raises(Cancelled):
        program.services.exports.write_list("vendors", ALL, tmp_path / "x.csv", step=job.step)
    assert list(tmp_path.glob("*.csv")) == []


def test_english_has_its_own_titles_and_unit(program: Program, make: Make, tmp_path: Path) -> None:
    texts.use("en")
    make.asset("Lift 1", cost_twd=1)
    program.services.exports.write_list("assets", ALL, tmp_path / "x.xlsx", ["name", "cost_twd"])
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx").worksheets[0]
    assert sheet["A1"].value == "Assets"
    assert "Unit: New Taiwan dollars" in str([cell.value for cell in sheet[2]])


@pytest.mark.parametrize(
    ("code", "name", "columns", "refusal"),
    [
        ("dragons", "x.csv", None, "list.no_such_list"),
        ("vendors", "x.doc", None, "report.ending"),
        ("vendors", "x.csv", ["colour"], "list.no_such_column"),
    ],
)
def test_what_cannot_be_written_is_refused(
    program: Program, tmp_path: Path, code: str, name: str, columns: list[str] | None, refusal: str
) -> None:
    with pytest.raises(Invalid) as refused:
        program.services.exports.write_list(code, ALL, tmp_path / name, columns)
    assert refused.value.code == refusal


def test_a_folder_that_is_not_there_is_said(program: Program, tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"file\.cannot_write"):
        program.services.exports.write_list("vendors", ALL, tmp_path / "no" / "x.csv")


def test_what_the_paper_could_not_show_is_told(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "write_list", lambda *_: Written(1, 1, ("𠀀",), 2))
    result = program.services.exports.write_list("vendors", ALL, tmp_path / "x.pdf")
    assert len(result.warnings) == 2
    assert "𠀀" in result.warnings[0]


def test_invented_rows_are_marked_on_the_paper(program: Program, make: Make, tmp_path: Path) -> None:
    make.vendor("示範廠商", is_demo=True)
    program.services.exports.write_list("vendors", ALL, tmp_path / "x.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx").worksheets[0]
    assert "示範資料" in str([cell.value for cell in sheet[2]])
    program.services.exports.write_list("duties", ALL, tmp_path / "y.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "y.xlsx").worksheets[0]
    assert "示範資料" not in str([cell.value for cell in sheet[2]])


def test_residents_names_are_whole_only_for_roles_that_need_them(
    program: Program, make: Make, tmp_path: Path
) -> None:
    make.unit("M101", resident_label="王大明")
    written = tmp_path / "x.csv"
    with program.services.base.read() as session:
        roles = {role.code: role.id for role in session.scalars(select(Role))}
    for role, name in (("dormitory", "王大明"), ("engineer", "王○明")):
        program.services.base.act_as(make.user(role_id=roles[role]))
        program.services.exports.write_list("units", ALL, written)
        assert name in written.read_text(encoding="utf-8")


def test_counts_have_separators(program: Program) -> None:
    assert texts.trn("{n} record", "{n} records", 2743) == "共 2,743 筆"
