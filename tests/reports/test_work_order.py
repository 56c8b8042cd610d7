"""The work order on paper: everything printed is on the page, one page a ticket, its number readable as a code."""

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from facilities_app.domain.errors import Invalid
from facilities_app.reports.work_order import write_work_orders
from facilities_app.reports.work_order_data import WorkOrder

ORDER = WorkOrder(
    office="高雄市政府秘書處",
    number="115-0342",
    pairs=((("案號", "115-0342"), ("報修日", "115/11/23 08:12")), (("類別", "電梯"), ("優先", "緊急"))),
    texts=(
        ("設備／位置", "客梯 3 號\n四維行政中心 › 1F › 電梯廳"),
        ("狀況", "在 5F 關門到一半又打開 <b>A & B</b>"),
    ),
    printed="列印 115/11/23　林育成",
    demo=True,
)


def _text(path: Path, page: int = 0) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return str(document[page].get_textpage().get_text_range())


def test_what_is_known_of_the_ticket_is_printed_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "order.pdf"
    assert write_work_orders(path, [ORDER]) == 1
    text = _text(path)
    for words in (
        "高雄市政府秘書處",
        "修繕派工單",
        "115-0342",
        "客梯 3 號",
        "<b>A & B</b>",
        "示範資料",
        "林育成",
    ):
        assert words in text


def test_the_number_is_read_back_from_the_paper(tmp_path: Path) -> None:
    path = tmp_path / "order.pdf"
    write_work_orders(path, [ORDER])
    with pypdfium2.PdfDocument(path) as document:
        picture = document[0].render(scale=150 / 72).to_pil()
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == ["115-0342"]


def test_a_batch_has_one_page_an_order(tmp_path: Path) -> None:
    path = tmp_path / "orders.pdf"
    assert write_work_orders(path, [ORDER] * 3) == 3
    with pypdfium2.PdfDocument(path) as document:
        assert len(document) == 3


def test_no_orders_leave_no_file(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="none_chosen"):
        write_work_orders(tmp_path / "orders.pdf", [])
    assert list(tmp_path.iterdir()) == []


def test_a_very_long_text_stays_on_its_page(tmp_path: Path) -> None:
    path = tmp_path / "order.pdf"
    long = WorkOrder(ORDER.office, ORDER.number, ORDER.pairs, (("狀況", "漏水嚴重。" * 900),), ORDER.printed)
    assert write_work_orders(path, [long]) == 1
    assert "單位主管" in _text(path)


def test_what_was_recorded_of_the_work_stands_in_its_box(tmp_path: Path) -> None:
    path = tmp_path / "order.pdf"
    done = replace(
        ORDER,
        done="原因：門機或門鎖開關異常\n材料：門機皮帶 1 條 NT$650",
        finished="115/11/23 14:30",
        actual="NT$650",
        accepted="陳志豪",
    )
    write_work_orders(path, [done])
    text = _text(path)
    for words in ("門機或門鎖開關異常", "門機皮帶 1 條 NT$650", "115/11/23 14:30", "陳志豪"):
        assert words in text
