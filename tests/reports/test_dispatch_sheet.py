"""The daily dispatch sheet on paper: who, when, where, whom to call; numbers that can be scanned; pages counted."""

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from facilities_app.domain.errors import Invalid
from facilities_app.reports.dispatch_data import DispatchRow, DispatchSheet
from facilities_app.reports.dispatch_sheet import write_dispatch_sheets

ROW = DispatchRow(
    time="09:30",
    number="115-0342",
    what="客梯關門反覆開啟 <b>A & B</b>",
    where="1F 電梯廳 客梯 3 號",
    contact="民政局 蔡佩珊\n分機 3105",
    note="緊急　115/11/23 17:00 到期",
    qr="115-0342",
)
SHEET = DispatchSheet(
    "高雄市政府秘書處", "林育成", "民國 115 年 11 月 23 日（一）", (ROW,), "列印 115/11/23", has_demo=True
)


def text(path: Path, page: int = 0) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return str(document[page].get_textpage().get_text_range())


def test_everything_of_the_job_is_on_the_sheet(tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    assert write_dispatch_sheets(path, [SHEET]) == 1
    words = text(path)
    for part in (
        "高雄市政府秘書處", "每日派工單", "林育成", "民國 115 年 11 月 23 日", "09:30", "115-0342", "A & B",
        "客梯 3 號", "蔡佩珊", "3105", "緊急", "完成情形", "派工人", "施作人", "第 1 頁，共 1 頁", "示範資料",
        "共 1 件",
    ):  # fmt: skip
        assert part in words, part


def test_the_numbers_are_read_back_from_the_paper(tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    rows = tuple(replace(ROW, number=f"115-{n:04d}", qr=f"115-{n:04d}") for n in (7, 8, 9))
    write_dispatch_sheets(path, [replace(SHEET, rows=rows)])
    with pypdfium2.PdfDocument(path) as document:
        picture = document[0].render(scale=200 / 72).to_pil()
    assert {code.text for code in zxingcpp.read_barcodes(picture)} == {"115-0007", "115-0008", "115-0009"}


def test_each_worker_begins_on_a_page_and_all_pages_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    many = replace(SHEET, rows=(ROW,) * 11)
    assert write_dispatch_sheets(path, [many, replace(SHEET, worker="陳世明")]) == 3
    assert "第 2 頁，共 3 頁" in text(path, 1)
    assert "陳世明" in text(path, 2)
    assert "陳世明" not in text(path, 1)


def test_a_long_subject_makes_its_row_higher_and_nothing_runs_off_the_page(tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    long = replace(ROW, what="字" * 90, where="地" * 90, contact="聯" * 60)
    pages = write_dispatch_sheets(path, [replace(SHEET, rows=(long,) * 6)])
    assert pages >= 2
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            width, height = page.get_size()
            assert (round(width), round(height)) == (595, 842)


def test_a_day_without_work_makes_no_file(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match=r"dispatch\.nothing"):
        write_dispatch_sheets(tmp_path / "none.pdf", [])
    assert not list(tmp_path.iterdir())
