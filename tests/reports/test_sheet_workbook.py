"""The workbook to fill in: lists, limits and locks; opens in LibreOffice; hostile files end in a sentence."""

import io
import shutil
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from facilities_app.domain.errors import Unavailable
from facilities_app.reports import sheet_workbook_reading
from facilities_app.reports.checklist_data import ChecklistLine, ItemKind
from facilities_app.reports.fillable_data import FormSheet
from facilities_app.reports.sheet_workbook import write_sheets
from facilities_app.reports.sheet_workbook_reading import read_workbook
from tests.reports.conftest import MakeSheet, shipped_checklists, shipped_items
from tests.reports.reading import office

PAYLOADS = ("=1+1", "+886", "-x", "@sum", "<b>", "A & B", "_x0041_", "a\x00\x1bb", '"', "x" * 9000)
SOFFICE = shutil.which("soffice")


def form(sheet: Any, code: str = "ELEV") -> FormSheet:
    return FormSheet(sheet, code, 2, {item.no: f"mark{item.no}" for item in sheet.items})


def written(path: Path, *sheets: FormSheet) -> Any:
    write_sheets(path, sheets)
    return openpyxl.load_workbook(path)


def rows(sheet: Any) -> dict[str, int]:
    return {str(sheet.cell(row, 1).value): row for row in range(7, sheet.max_row + 1)}


def test_all_shipped_checklists_are_sheets_of_one_book(sheet: MakeSheet, tmp_path: Path) -> None:
    given = [
        form(sheet(items=shipped_items(one), sheet_number=f"{one['code']}-11511-003"), one["code"])
        for one in shipped_checklists()
    ]
    book = written(tmp_path / "a.xlsx", *given)
    assert len(book.sheetnames) == len(given)
    for one, page in zip(given, book.worksheets, strict=True):
        at = rows(page)
        for item in one.sheet.items:
            assert str(page.cell(at[str(item.no)], 3).value).startswith(item.text)
    found = read_workbook(tmp_path / "a.xlsx")
    assert [one.number for one in found] == [one.sheet.sheet_number for one in given]
    assert all(one.is_blank and one.edition == 2 for one in found)


def test_answers_are_chosen_from_lists_and_labels_are_locked(sheet: MakeSheet, tmp_path: Path) -> None:
    items = (
        ChecklistLine(1, "上鎖"),
        ChecklistLine(2, "機房溫度", ItemKind.READING, "°C", Decimal(5), Decimal("40.0"), "33.5"),
        ChecklistLine(3, "水位", ItemKind.CHOICE, options=("正常", "偏低")),
        ChecklistLine(4, "組件", ItemKind.TEXT, offers_none=True),
    )
    page = written(tmp_path / "a.xlsx", form(sheet(items=items))).worksheets[0]
    at = rows(page)
    lists = {
        str(rule.sqref): rule.formula1 for rule in page.data_validations.dataValidation if rule.type == "list"
    }
    assert lists[f"D{at['1']}"] == '"合格,不合格,不適用"'
    assert lists[f"D{at['3']}"] == '"正常,偏低"'
    (limits,) = [r for r in page.data_validations.dataValidation if r.type == "decimal"]
    assert (str(limits.sqref), limits.formula1, limits.formula2) == (f"E{at['2']}", "5", "40.0")
    assert (limits.operator, limits.errorStyle, limits.prompt) == ("between", "warning", "5–40 °C")
    reddened = [found.rules[0].formula[0] for found in page.conditional_formatting]
    number = f"E{at['2']}"
    assert f"AND(ISNUMBER({number}),OR({number}<5,{number}>40.0))" in reddened
    assert f'D{at["1"]}="不合格"' in reddened
    assert page.protection.sheet
    assert page.column_dimensions["A"].hidden
    for row in at.values():
        assert page.cell(row, 3).protection.locked or page.cell(row, 1).value == "remarks"
        assert not page.cell(row, 8).protection.locked
    assert not page.cell(at["2"], 5).protection.locked
    assert page.cell(at["1"], 5).protection.locked
    assert page.cell(at["2"], 7).value == "5–40\n前次 33.5"


@pytest.mark.parametrize("text", PAYLOADS, ids=lambda text: repr(text)[:12])
def test_text_stays_text(text: str, sheet: MakeSheet, tmp_path: Path) -> None:
    given = sheet(
        items=(ChecklistLine(1, text, unit=text, guidance=text, section=text),),
        title=text, target_name=text, place=text, office=text,
    )  # fmt: skip
    page = written(tmp_path / "a.xlsx", form(given)).worksheets[0]
    cells = [cell for row in page.iter_rows() for cell in row if cell.value is not None]
    assert all(cell.data_type == "s" for cell in cells)
    assert read_workbook(tmp_path / "a.xlsx")[0].number == "ELEV-11511-003"


def test_what_was_written_is_read_and_formulas_are_no_numbers(sheet: MakeSheet, tmp_path: Path) -> None:
    from datetime import datetime

    items = (
        ChecklistLine(1, "上鎖"),
        *(ChecklistLine(n, f"讀值 {n}", ItemKind.READING) for n in range(2, 6)),
    )
    book = written(tmp_path / "a.xlsx", form(sheet(items=items)))
    page = book.worksheets[0]
    at = rows(page)
    page.cell(at["1"], 4).value = "不合格"
    page.cell(at["1"], 8).value = "鎖壞"
    for no, value in ((2, 42.5), (3, 0.3), (4, "=40+2"), (5, 36)):
        page.cell(at[str(no)], 5).value = value
    page.cell(3, 7).value = datetime(2026, 11, 23)  # noqa: DTZ001 - as a spreadsheet has it
    page.cell(4, 3).value = "吳承翰"
    page.cell(at["remarks"], 3).value = "另見照片"
    book.save(tmp_path / "b.xlsx")
    (found,) = read_workbook(tmp_path / "b.xlsx")
    by_no = {one.position: one for one in found.items}
    assert (by_no[1].answer, by_no[1].note, by_no[1].label) == ("不合格", "鎖壞", "上鎖")
    assert [by_no[n].reading for n in (2, 3, 4, 5)] == ["42.5", "0.3", "=40+2", "36"]
    assert (found.day, found.inspector, found.note) == ("2026-11-23", "吳承翰", "另見照片")


def test_rows_may_be_sorted_and_the_hidden_column_lost(sheet: MakeSheet, tmp_path: Path) -> None:
    items = (ChecklistLine(1, "甲"), ChecklistLine(2, "乙"))
    book = written(tmp_path / "a.xlsx", form(sheet(items=items)))
    page = book.worksheets[0]
    for row, no in ((7, "2"), (8, "1")):
        page.cell(row, 1).value = None
        page.cell(row, 2).value, page.cell(row, 3).value = no, "乙" if no == "2" else "甲"
        page.cell(row, 4).value = "不合格" if no == "2" else "合格"
    book.save(tmp_path / "b.xlsx")
    (found,) = read_workbook(tmp_path / "b.xlsx")
    assert [(one.position, one.answer, one.label) for one in found.items] == [
        (1, "合格", "甲"),
        (2, "不合格", "乙"),
    ]


@pytest.mark.skipif(SOFFICE is None, reason="needs LibreOffice")
def test_libreoffice_opens_it_and_what_it_saves_is_read(sheet: MakeSheet, tmp_path: Path) -> None:
    lift = next(one for one in shipped_checklists() if one["code"] == "ELEV")
    write_sheets(tmp_path / "a.xlsx", [form(sheet(items=shipped_items(lift)))])
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    page = book.worksheets[0]
    at = rows(page)
    page.cell(at["6"], 5).value = 42.5
    page.cell(at["1"], 4).value = "合格"
    book.save(tmp_path / "filled.xlsx")
    (tmp_path / "out").mkdir()
    again = office(str(SOFFICE), tmp_path / "filled.xlsx", "xlsx", tmp_path / "out")
    (found,) = read_workbook(again)
    by_no = {one.position: one for one in found.items}
    assert (by_no[1].answer, by_no[6].reading, by_no[6].mark) == ("合格", "42.5", "mark6")
    assert found.number == "ELEV-11511-003"
    kept = openpyxl.load_workbook(again).worksheets[0]
    assert kept.protection.sheet
    assert len(kept.data_validations.dataValidation) >= 5


def _zip(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def _parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_hostile_and_broken_books_end_in_a_sentence(sheet: MakeSheet, tmp_path: Path) -> None:
    write_sheets(tmp_path / "a.xlsx", [form(sheet())])
    parts = _parts(tmp_path / "a.xlsx")
    page = "xl/worksheets/sheet1.xml"
    bomb = b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'>]>"
    book = openpyxl.Workbook()
    held = io.BytesIO()
    book.save(held)
    cases = {
        "sheet.damaged": (
            _zip(tmp_path / "1.xlsx", {**parts, page: parts[page][:200]}),
            _zip(tmp_path / "2.xlsx", {**parts, page: bomb + parts[page]}),
            _zip(tmp_path / "3.xlsx", {"xl/workbook.xml": b"<x/>"}),
            _plain(tmp_path / "4.xlsx", b"PK\x03\x04nothing"),
            _plain(tmp_path / "5.xlsx", (tmp_path / "a.xlsx").read_bytes()[:900]),
        ),
        "sheet.encrypted": (_plain(tmp_path / "6.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),),
        "sheet.no_sheets": (_plain(tmp_path / "7.xlsx", held.getvalue()),),
        "sheet.too_many_pages": (
            _zip(tmp_path / "8.xlsx", {**parts, "xl/media/x.bin": b"\0" * (17 * 1024 * 1024)}),
            _zip(tmp_path / "9.xlsx", {**parts, **{f"x/{n}": b"" for n in range(3001)}}),
        ),
    }
    for code, paths in cases.items():
        for path in paths:
            with pytest.raises(Unavailable) as refused:
                read_workbook(path)
            assert refused.value.code == code, path.name


def _plain(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def test_a_sheet_that_goes_on_for_ever_is_read_no_further(
    sheet: MakeSheet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = written(tmp_path / "a.xlsx", form(sheet()))
    page = book.worksheets[0]
    for row in range(500, 900):
        page.cell(row, 2).value = str(row)
    book.save(tmp_path / "b.xlsx")
    assert [one.position for one in read_workbook(tmp_path / "b.xlsx")[0].items] == [1]
    monkeypatch.setattr(sheet_workbook_reading, "MOST_SHEETS", 0)
    with pytest.raises(Unavailable, match=r"sheet\.too_many_pages"):
        read_workbook(tmp_path / "b.xlsx")


def test_without_a_sheet_there_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no sheet"):
        write_sheets(tmp_path / "a.xlsx", [])
    assert list(tmp_path.iterdir()) == []
