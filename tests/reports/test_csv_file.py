"""CSV: one record is one line, and nothing in it runs."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from facilities_app.domain.errors import Invalid
from facilities_app.domain.lists import ColumnKind
from facilities_app.reports.csv_file import safe_text, write_csv
from facilities_app.reports.lists import write_list
from facilities_app.reports.table import ReportColumn
from tests.reports.conftest import MakeTable


def test_a_header_line_then_one_line_a_record(table: MakeTable, tmp_path: Path) -> None:
    assert write_csv(tmp_path / "a.csv", table()).rows == 3
    assert (tmp_path / "a.csv").read_bytes().decode("utf-8").split("\n") == [
        "編號,摘要,日期,電話,費用,讀值",
        "R-115-0001,冷氣滴水，請派員檢修,115/03/02,0912345678,12500,33.5",
        "R-115-0002,電燈不亮,115/03/05,07-3368333,,10",
        "0031,漏水,,0800,800,",
        "",
    ]


def test_line_breaks_and_control_characters_inside_a_value_become_one_space(
    table: MakeTable, tmp_path: Path
) -> None:
    rows = [('一\r\n二\n\n三\t四\x00\x0b"五",六', "a\u2028b", None, None, None, None)]
    write_csv(tmp_path / "a.csv", table(rows=rows))
    lines = (tmp_path / "a.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2
    assert next(csv.reader(lines[1:]))[:2] == ['一 二 三 四"五",六', "a b"]


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+886", "'+886"),
        ("-5", "'-5"),
        ("@x", "'@x"),
        ("\t=1", "' =1"),
        ("\r=1", "' =1"),
        ("\n=1", "' =1"),
        ("  =1", "'  =1"),
        ("＝1", "'＝1"),
        ("a=1", "a=1"),
        ("'=1", "'=1"),
        ("", ""),
    ],
)
def test_text_a_spreadsheet_would_run_stands_behind_an_apostrophe(text: str, safe: str) -> None:
    assert safe_text(text) == safe


def test_numbers_stay_numbers(table: MakeTable, tmp_path: Path) -> None:
    columns = (ReportColumn("數", ColumnKind.DECIMAL), ReportColumn("元", ColumnKind.MONEY))
    rows = [(Decimal("-1234.50"), -1_234_567), (Decimal("1E+3"), 0), (0.1, None), ("=1+1", 1)]
    write_csv(tmp_path / "a.csv", table(columns=columns, rows=rows))
    lines = (tmp_path / "a.csv").read_text(encoding="utf-8").splitlines()
    assert lines[1:] == ["-1234.5,-1234567", "1000,0", "0.1,", "'=1+1,1"]


def test_a_mark_for_old_excel_can_be_asked_for(table: MakeTable, tmp_path: Path) -> None:
    write_csv(tmp_path / "a.csv", table(), bom=True)
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_progress_is_heard_and_a_stop_leaves_nothing(table: MakeTable, tmp_path: Path) -> None:
    rows = [("a", "b", None, None, 1, None)] * 2_001
    heard: list[int] = []
    write_csv(tmp_path / "a.csv", table(rows=rows), heard.append)
    assert heard == [1000, 2000, 2001]

    def stop(count: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_csv(tmp_path / "a.csv", table(rows=rows[:1000]), stop)
    assert [p.name for p in tmp_path.iterdir()] == ["a.csv"]
    assert len((tmp_path / "a.csv").read_text(encoding="utf-8").splitlines()) == 2_002


@pytest.mark.parametrize("ending", [".xlsx", ".pdf", ".csv", ".PDF"])
def test_the_ending_chooses_the_writer(table: MakeTable, tmp_path: Path, ending: str) -> None:
    assert write_list(tmp_path / f"清單{ending}", table()).rows == 3
    assert (tmp_path / f"清單{ending}").stat().st_size > 100


def test_another_ending_is_refused_with_a_code(table: MakeTable, tmp_path: Path) -> None:
    with pytest.raises(Invalid) as caught:
        write_list(tmp_path / "a.docx", table())
    assert caught.value.code == "report.ending"
    assert list(tmp_path.iterdir()) == []
