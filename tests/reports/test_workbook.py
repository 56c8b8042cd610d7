"""Excel: the values arrive whole, text stays text, the page is ready to print."""

import csv
import re
import shutil
import tracemalloc
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from facilities_app.domain.lists import ColumnKind
from facilities_app.reports.book import sheet_name
from facilities_app.reports.table import ReportColumn, Totals
from facilities_app.reports.workbook import write_workbook
from tests.reports.conftest import COLUMNS, ROWS, MakeTable
from tests.reports.reading import office

PAYLOADS = (
    "=1+1",
    "+886-7-3368333",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    '=HYPERLINK("http://evil.example","x")',
    "=cmd|' /C calc'!A0",
    "<b>&amp;</b>",
    "</t></is></c></row>",
    "]]>",
    "_x0041_ and _x000D_",
    "  edges  ",
    "two\nlines",
    "0012",
    "𠮷野家",
)


def _text(value: object) -> object:
    """openpyxl leaves Excel's own escape in place; Excel and LibreOffice read it."""
    return re.sub("_x005F_", "_", value) if isinstance(value, str) else value


def test_the_workbook_holds_what_the_list_held(table: MakeTable, tmp_path: Path) -> None:
    written = write_workbook(tmp_path / "a.xlsx", table(count=3))
    sheet: Any = openpyxl.load_workbook(tmp_path / "a.xlsx", data_only=True).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert written.rows == 3
    assert rows[0][0] == "報修清單"
    assert rows[1][0] == "115/01/01–115/11/23　共 3 筆"
    assert rows[1][3] == "單位：新臺幣元　列印 115/11/23"
    assert rows[2] == tuple(column.title for column in COLUMNS)
    assert rows[3:6] == [
        ("R-115-0001", "冷氣滴水，請派員檢修", "115/03/02", "0912345678", 12500, 33.5),
        ("R-115-0002", "電燈不亮", "115/03/05", "07-3368333", "－", 10),
        ("0031", "漏水", "－", "0800", 800, "－"),
    ]
    assert rows[6] == ("合計", None, None, None, 13300, None)


def test_the_page_is_set_up_for_paper(table: MakeTable, tmp_path: Path) -> None:
    write_workbook(tmp_path / "a.xlsx", table(printed_by="林 & 王", demo=True))
    sheet: Any = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert sheet.freeze_panes == "B4"
    assert sheet.auto_filter.ref == "A3:F6"
    assert sheet.print_title_rows == "$1:$3"
    assert {str(r) for r in sheet.merged_cells.ranges} == {"A1:F1", "A2:C2", "D2:F2"}
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.oddFooter.center.text == "第 &P 頁，共 &N 頁"
    assert sheet.oddFooter.right.text == "列印 115/11/23　林 && 王"
    assert sheet.oddFooter.left.text == "示範資料"
    assert sheet.column_dimensions["B"].width > sheet.column_dimensions["A"].width
    assert sheet["A3"].font.bold
    assert sheet["A3"].border.bottom.style == "thin"
    assert sheet["E7"].value == "=SUBTOTAL(109,E4:E6)"


def test_user_text_is_never_a_formula(table: MakeTable, tmp_path: Path) -> None:
    rows = [(text, text, text, text, 1, None) for text in PAYLOADS]
    write_workbook(tmp_path / "a.xlsx", table(rows=rows, title="=1+1", subtitle="=1+1", unit_note="@x"))
    sheet: Any = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert (sheet["A1"].value, sheet["A1"].data_type, sheet["A1"].quotePrefix) == ("=1+1", "s", True)
    for number, text in enumerate(PAYLOADS, 4):
        cell = sheet.cell(number, 2)
        assert _text(cell.value) == text
        assert cell.data_type == "s"
        assert cell.quotePrefix
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
    assert xml.count("<f>") == 1  # the total, which is ours


def test_control_characters_and_halves_of_characters_do_not_reach_the_file(
    table: MakeTable, tmp_path: Path
) -> None:
    rows = [("a\x00\x0b\x1bb", "c\ud800d", "e\r\nf", "\ufffe\uffff", None, None)]
    write_workbook(tmp_path / "a.xlsx", table(rows=rows))
    sheet: Any = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert [c.value for c in sheet[4]][:4] == ["ab", "cd", "e\nf", "－"]


def test_a_cell_longer_than_excel_allows_is_cut_and_counted(table: MakeTable, tmp_path: Path) -> None:
    rows = [("字" * 1_000_000, "𠮷" * 20_000, "x" * 32_767, None, None, None)]
    written = write_workbook(tmp_path / "a.xlsx", table(rows=rows))
    sheet: Any = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    first, second, third = (cell.value for cell in sheet[4][:3])
    assert written.shortened == 2
    assert first == "字" * 32_766 + "…"
    assert len(second.encode("utf-16-le")) // 2 <= 32_767
    assert second.endswith("𠮷…")
    assert third == "x" * 32_767


def test_a_list_longer_than_a_sheet_goes_on_in_the_next(table: MakeTable, tmp_path: Path) -> None:
    rows = [(f"{n:04d}", "x", None, None, n, None) for n in range(25)]
    written = write_workbook(tmp_path / "a.xlsx", table(rows=rows), sheet_rows=14)
    book: Any = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert (written.rows, written.pages) == (25, 3)
    assert book.sheetnames == ["報修清單", "報修清單 (2)", "報修清單 (3)"]
    codes = [
        c for sheet in book.worksheets for (c,) in sheet.iter_rows(min_row=4, max_col=1, values_only=True)
    ]
    assert codes == [row[0] for row in rows] + ["合計"]
    assert all(sheet["A1"].value == "報修清單" and sheet.max_row <= 14 for sheet in book.worksheets)
    assert [sheet.auto_filter.ref for sheet in book.worksheets] == ["A3:F13", "A3:F13", "A3:F8"]
    assert book.worksheets[2]["E9"].value == sum(range(25))


def test_a_list_that_just_fills_a_sheet_has_one(table: MakeTable, tmp_path: Path) -> None:
    rows = [("a", "b", None, None, 1, None)] * 10
    assert write_workbook(tmp_path / "a.xlsx", table(rows=rows), sheet_rows=14).pages == 1
    assert write_workbook(tmp_path / "a.xlsx", table(rows=rows), sheet_rows=13).pages == 2


def test_an_empty_list_is_a_book_with_its_headings(table: MakeTable, tmp_path: Path) -> None:
    written = write_workbook(tmp_path / "a.xlsx", table(rows=[], count=0))
    sheet: Any = openpyxl.load_workbook(tmp_path / "a.xlsx", data_only=True).worksheets[0]
    assert (written.rows, written.pages) == (0, 1)
    assert sheet["A3"].value == "編號"
    assert sheet["E4"].value == 0


def test_one_column_is_enough(table: MakeTable, tmp_path: Path) -> None:
    write_workbook(tmp_path / "a.xlsx", table(columns=(ReportColumn("名稱"),), rows=[("甲",), (None,)]))
    sheet: Any = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert [sheet[f"A{n}"].value for n in (4, 5)] == ["甲", "－"]


def test_odd_values_are_shown_as_they_are(table: MakeTable, tmp_path: Path) -> None:
    columns = (ReportColumn("數", ColumnKind.DECIMAL, total=True), ReportColumn("字"))
    rows = [(float("nan"), 7), (Decimal("NaN"), Decimal("1.5")), ("未填", True), (0.5, ""), (True, "x")]
    write_workbook(tmp_path / "a.xlsx", table(columns=columns, rows=rows))
    sheet: Any = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    found = [tuple(c.value for c in sheet[n]) for n in range(4, 9)]
    assert found == [("nan", "7"), ("NaN", "1.5"), ("未填", "True"), (0.5, "－"), (1, "x")]


@pytest.mark.parametrize(
    ("title", "number", "name"),
    [
        ("報修[清單]:*?/\\", 1, "報修 清單"),
        ("'引號'", 1, "引號"),
        ("History", 1, "清單"),
        ("", 2, "清單 (2)"),
        ("字" * 40, 12, "字" * 26 + " (12)"),
        ("𠮷" * 40, 1, "𠮷" * 15),
    ],
)
def test_sheet_names_are_ones_that_excel_takes(title: str, number: int, name: str) -> None:
    assert sheet_name(title, number) == name


def test_whoever_watches_hears_every_thousand_rows_and_may_stop_it(table: MakeTable, tmp_path: Path) -> None:
    rows = [("a", "b", None, None, 1, None)] * 2_500
    heard: list[int] = []
    write_workbook(tmp_path / "a.xlsx", table(rows=rows), heard.append)
    assert heard == [1000, 2000, 2500]

    def stop(count: int) -> None:
        raise InterruptedError(count)

    with pytest.raises(InterruptedError):
        write_workbook(tmp_path / "b.xlsx", table(rows=rows), stop)
    assert [p.name for p in tmp_path.iterdir()] == ["a.xlsx"]


def test_memory_stays_flat_while_rows_stream(table: MakeTable, tmp_path: Path) -> None:
    def peak(count: int) -> int:
        rows = ((f"R-{n}", "冷氣滴水，請派員檢修", "115/03/02", "0912345678", n, None) for n in range(count))
        tracemalloc.start()
        try:
            write_workbook(tmp_path / "a.xlsx", table(rows=rows))
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(100)
    assert peak(8_000) < peak(2_000) * 1.3 + 500_000


def test_the_same_list_gives_the_same_rows_byte_for_byte(table: MakeTable, tmp_path: Path) -> None:
    write_workbook(tmp_path / "a.xlsx", table())
    write_workbook(tmp_path / "b.xlsx", table())
    first, second = (zipfile.ZipFile(tmp_path / f"{n}.xlsx") for n in "ab")
    with first, second:
        assert first.read("xl/worksheets/sheet1.xml") == second.read("xl/worksheets/sheet1.xml")


def test_sums_are_exact(table: MakeTable) -> None:
    totals = Totals(COLUMNS)
    for row in (*ROWS, ("", "", "", "", 0.1, None), ("", "", "", "", 0.2, None), ("", "", "", "", "x", None)):
        totals.add(row)
    assert totals.sums == {4: Decimal("13300.3")}


def test_libreoffice_reads_the_workbook_as_it_was_meant(table: MakeTable, tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed here")
    rows = [(text, text, "115/03/02", "0912345678", 100, Decimal("0.5")) for text in PAYLOADS]
    write_workbook(tmp_path / "a.xlsx", table(rows=rows))
    with office(soffice, tmp_path / "a.xlsx", "csv", tmp_path).open(encoding="utf-8", newline="") as file:
        found = list(csv.reader(file))
    assert [row[1] for row in found[3:-1]] == list(PAYLOADS)
    assert {tuple(row[2:4]) for row in found[3:-1]} == {("115/03/02", "0912345678")}
    assert found[-1][0] == "合計"
    assert found[-1][4] in {"1,500", "1500"}
    assert office(soffice, tmp_path / "a.xlsx", "pdf", tmp_path).stat().st_size > 1_000
