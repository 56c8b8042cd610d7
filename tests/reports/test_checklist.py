"""Checklists on paper: all that is known is printed, all that is asked has its box, nothing is clipped."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pypdf
import pytest
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from facilities_app.reports.checklist import write_checklists
from facilities_app.reports.checklist_answers import limit_text
from facilities_app.reports.checklist_data import ChecklistLine, ItemKind
from facilities_app.reports.checklist_rows import Row
from facilities_app.reports.checklist_sheet import paginate
from resources import texts
from tests.reports.conftest import MakeSheet, shipped_checklists, shipped_items
from tests.reports.reading import fonts, ink_outside, page_texts, qr_codes, squeezed

MARGINS = (19.8, 11.8, 14.7, 10)
PAYLOADS = ("=1+1", "A & B <未填>", '<img src="/etc/passwd"/>', "<b>unclosed", "</para>", "a\x00\x1bb")


@dataclass
class Drawn:
    """What went onto the canvas: the texts of each page, and the sides of all square boxes in mm."""

    texts: list[list[str]]
    squares: list[float]


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Drawn:
    heard = Drawn([[]], [])
    string, rect, page = Canvas.drawString, Canvas.rect, Canvas.showPage

    def draw_string(self: Any, x: float, y: float, text: str, *rest: Any) -> None:
        heard.texts[-1].append(text)
        string(self, x, y, text, *rest)

    def draw_rect(self: Any, x: float, y: float, width: float, height: float, **how: Any) -> None:
        if how.get("stroke") and abs(width - height) < 0.01:
            heard.squares.append(round(width / mm, 2))
        rect(self, x, y, width, height, **how)

    def show_page(self: Any) -> None:
        heard.texts.append([])
        page(self)

    monkeypatch.setattr(Canvas, "drawString", draw_string)
    monkeypatch.setattr(Canvas, "rect", draw_rect)
    monkeypatch.setattr(Canvas, "showPage", show_page)
    return heard


def _row(no: int, height: float, heading: str = "") -> Row:
    return Row(ChecklistLine(no, "x"), ("x",), height, heading)


def test_the_sheet_says_all_that_is_known(sheet: MakeSheet, tmp_path: Path) -> None:
    written = write_checklists(tmp_path / "a.pdf", [sheet()])
    page = squeezed(page_texts(tmp_path / "a.pdf")[0])
    assert (written.rows, written.pages, written.missing, written.shortened) == (1, 1, (), 0)
    for text in (
        "高雄市政府秘書處 昇降設備（電梯）每月檢查表 115 年 11 月份",
        "表號 ELEV-11511-003 掃描後直接登錄",
        "設備 客梯 3 號 位置 四維行政中心，中庭東側 使用許可證有效期限 116/06/30",
        "前次檢查 115/10/21",
        "1 機房溫度",
        "°C ≤ 40 前次 33.5",
        "115 年 月 日",
        "證書字號",
        "第 1 頁，共 1 頁",
        "列印 115/11/23　林工程師",
    ):
        assert squeezed(text) in page
    for title in (
        "項次",
        "檢查項目",
        "合格",
        "不合格",
        "不適用",
        "讀值",
        "限值／前次",
        "備註",
        "檢查日期",
        "起訖時間",
    ):
        assert title in page
    for signer in ("檢查人員", "複核", "單位主管"):
        assert signer in page
    assert "續次頁" not in page
    assert "示範資料" not in page
    assert {name.split("+")[1] for name in fonts(tmp_path / "a.pdf")} == {
        "NotoSansTC-Regular",
        "NotoSansTC-Bold",
    }


def test_a_phone_reads_sheet_and_page_from_every_page(sheet: MakeSheet, tmp_path: Path) -> None:
    items = tuple(ChecklistLine(n, f"第 {n} 樣") for n in range(1, 21))
    written = write_checklists(tmp_path / "a.pdf", [sheet(items=items)])
    pages = page_texts(tmp_path / "a.pdf")
    assert written.pages == 2
    assert [qr_codes(tmp_path / "a.pdf", n) for n in range(2)] == [["ELEV-11511-003/1"], ["ELEV-11511-003/2"]]
    assert "續次頁第16項" in squeezed(pages[0])
    assert "第2頁，共2頁" in squeezed(pages[1])
    assert all("證書字號" in page and "昇降設備" in page for page in pages)
    assert all(any(squeezed(item.text) in squeezed(page) for page in pages) for item in items)


@pytest.mark.parametrize("language", ["zh_TW", "en"])
@pytest.mark.parametrize("checklist", shipped_checklists(), ids=lambda c: str(c["code"]))
def test_every_shipped_checklist_fits_its_paper(
    checklist: dict[str, object], language: str, sheet: MakeSheet, tmp_path: Path
) -> None:
    texts.use(language)
    key = "en" if language == "en" else "zh"
    items = shipped_items(checklist, key)
    given = sheet(items=items, title=checklist[f"name_{key}"], sheet_number=f"{checklist['code']}-11511-003")
    written = write_checklists(tmp_path / "a.pdf", [given])
    whole = squeezed("".join(page_texts(tmp_path / "a.pdf")))
    assert written.missing == ()
    assert written.shortened == 0
    for item in items:
        assert squeezed(item.text) in whole
        assert squeezed(item.unit) in whole
        assert squeezed(limit_text(item.min, item.max)) in whole
    assert not any(ink_outside(tmp_path / "a.pdf", n, MARGINS) for n in range(written.pages))


@pytest.mark.parametrize("language", ["zh_TW", "en"])
@pytest.mark.parametrize("checklist", shipped_checklists(), ids=lambda c: str(c["code"]))
def test_what_is_copied_from_every_page_of_a_shipped_checklist_is_what_was_printed(
    checklist: dict[str, object], language: str, sheet: MakeSheet, tmp_path: Path, drawn: Drawn
) -> None:
    texts.use(language)
    key = "en" if language == "en" else "zh"
    number = f"{checklist['code']}-11511-003"
    items = shipped_items(checklist, key)
    given = sheet(items=items, title=checklist[f"name_{key}"], sheet_number=number)
    write_checklists(tmp_path / "a.pdf", [given])
    pages = [squeezed(text) for text in page_texts(tmp_path / "a.pdf")]
    if not drawn.texts[-1]:
        drawn.texts.pop()
    assert [Counter(page) for page in pages] == [Counter(squeezed("".join(said))) for said in drawn.texts]
    for page, said in enumerate(drawn.texts):
        assert qr_codes(tmp_path / "a.pdf", page) == [f"{number}/{page + 1}"]
        assert number in said
        signed = "證書字號" if key == "zh" else "Licence no."
        assert signed in said
        assert any(str(item.no) in said and item.text[:4] in "".join(said) for item in items)  # never alone
    assert min(drawn.squares) >= 5.0


def test_each_kind_of_item_asks_in_its_own_way(sheet: MakeSheet, tmp_path: Path) -> None:
    items = (
        ChecklistLine(1, "上鎖", last_text="不合格", section="機房"),
        ChecklistLine(2, "組件", ItemKind.TEXT, offers_none=True, section="機房"),
        ChecklistLine(3, "說明", ItemKind.TEXT, last_text="已更換", section="其他"),
        ChecklistLine(4, "照片", ItemKind.PHOTO, last_text="3 張", section="其他"),
        ChecklistLine(
            5, "比發電量", ItemKind.READING, "kWh/kWp", Decimal(-5), Decimal("10.50"), section="其他"
        ),
        ChecklistLine(6, "油壓差", ItemKind.READING, "kPa", last_text="210", section="其他"),
    )
    write_checklists(tmp_path / "a.pdf", [sheet(items=items, target_label="宿舍", year_text="", demo=True)])
    page = squeezed(page_texts(tmp_path / "a.pdf")[0])
    for text in (
        "前次不合格",
        "無有，如下：",
        "前次已更換",
        "已拍照張數不適用前次3張",
        "−5~10.5",
        "kPa前次210",
        "示範資料",
    ):
        assert text in page
    assert (page.count("機房"), page.count("其他")) == (1, 1)
    assert "kWh/" in page


def test_a_choice_a_signature_and_a_date_have_their_boxes_and_lines(
    sheet: MakeSheet, tmp_path: Path, drawn: Drawn
) -> None:
    options = ("良好", "尚可", "需汰換（請於備註說明原因與預估金額）", "無法檢查", "已停用")
    items = (
        ChecklistLine(
            1, "外觀", ItemKind.CHOICE, options=options, last_text="良好", guidance="看三處，取最差者"
        ),
        ChecklistLine(2, "廠商簽名", ItemKind.SIGNATURE),
        ChecklistLine(3, "下次清洗日", ItemKind.DATE, last_text="115/05/01"),
    )
    written = write_checklists(tmp_path / "a.pdf", [sheet(items=items)])
    page = squeezed(page_texts(tmp_path / "a.pdf")[0])
    assert (written.pages, written.shortened) == (1, 0)
    assert all(squeezed(option) in page for option in options)
    assert "看三處，取最差者" in page
    assert "前次115/05/01" in page
    assert len(drawn.squares) == len(options)
    assert not ink_outside(tmp_path / "a.pdf", 0, MARGINS)


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (None, None, ""),
        ("0", None, "≥ 0"),
        (None, "40.0", "≤ 40"),
        ("-15", "15", "±15"),
        ("5", "10", "5–10"),
        ("0", "0", "= 0"),
        ("-5", "40", "−5 ~ 40"),
        ("0.2", "1.0", "0.2–1"),
        (None, "1500", "≤ 1,500"),
    ],
)
def test_limits_read_as_they_are_written_by_hand(low: str | None, high: str | None, text: str) -> None:
    assert limit_text(low and Decimal(low), high and Decimal(high)) == text  # type: ignore[arg-type]


@pytest.mark.parametrize("text", PAYLOADS)
def test_user_text_is_printed_as_it_is(text: str, sheet: MakeSheet, tmp_path: Path) -> None:
    given = sheet(items=(ChecklistLine(1, text),), target_name=text, place=text, facts=((text, text),))
    write_checklists(tmp_path / "a.pdf", [given])
    shown = squeezed(text.replace("\x00", "").replace("\x1b", ""))
    assert squeezed(page_texts(tmp_path / "a.pdf")[0]).count(shown) == 5


def test_huge_texts_stay_on_the_paper_and_are_counted(sheet: MakeSheet, tmp_path: Path) -> None:
    huge = "很長的字" * 250_000
    items = (
        ChecklistLine(1, huge),
        ChecklistLine(2, "短", ItemKind.READING, huge[:400], last_text=huge[:400]),
    )
    given = sheet(
        items=items,
        title=huge,
        target_name=huge,
        place=huge,
        office=huge[:500],
        facts=((huge[:99], huge),) * 7,
    )
    written = write_checklists(tmp_path / "a.pdf", [given])
    assert written.shortened >= 10
    assert not any(ink_outside(tmp_path / "a.pdf", n, MARGINS) for n in range(written.pages))


def test_many_sheets_in_one_file_count_their_own_pages(sheet: MakeSheet, tmp_path: Path) -> None:
    items = tuple(ChecklistLine(n, f"第 {n} 樣") for n in range(1, 21))
    heard: list[int] = []
    sheets = (sheet(items=items, sheet_number=f"ELEV-11511-{n:03d}") for n in range(1, 4))
    written = write_checklists(tmp_path / "a.pdf", sheets, heard.append)
    assert (written.rows, written.pages, heard) == (3, 6, [1, 2, 3])
    pages = page_texts(tmp_path / "a.pdf")
    assert [f"第{n % 2 + 1}頁，共2頁" in squeezed(page) for n, page in enumerate(pages)] == [True] * 6
    outline: Any = pypdf.PdfReader(tmp_path / "a.pdf").outline
    assert [str(entry["/Title"])[:14] for entry in outline] == [f"ELEV-11511-{n:03d}" for n in range(1, 4)]


def test_without_a_sheet_there_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no sheet"):
        write_checklists(tmp_path / "a.pdf", [])
    assert list(tmp_path.iterdir()) == []


def test_a_sheet_without_items_is_one_page(sheet: MakeSheet, tmp_path: Path) -> None:
    given = sheet(items=(), facts=(), last_inspected_text="", printed_text="", period_text="", demo=True)
    assert write_checklists(tmp_path / "a.pdf", [given]).pages == 1


def test_a_head_has_room_for_seven_facts(sheet: MakeSheet) -> None:
    with pytest.raises(ValueError, match="facts"):
        sheet(facts=(("a", "b"),) * 8)


def test_no_few_items_are_left_alone_on_the_last_page() -> None:
    rows = [_row(n, 10) for n in range(1, 12)]
    assert [len(page) for page in paginate(rows, 100)] == [8, 3]
    assert [len(page) for page in paginate(rows[:10], 100)] == [10]
    assert [len(page) for page in paginate([_row(1, 60), _row(2, 60)], 100)] == [1, 1]


def test_a_section_heading_is_never_parted_from_its_first_item() -> None:
    rows = [_row(1, 45), _row(2, 45, "機房"), _row(3, 10), _row(4, 10), _row(5, 10)]
    assert [[row.item.no for row in page] for page in paginate(rows, 95)] == [[1], [2, 3, 4, 5]]


def test_a_page_that_begins_within_a_section_names_it_again() -> None:
    lines = [ChecklistLine(no, "x", section="機房") for no in range(1, 12)]
    rows = [Row(line, ("x",), 10, "機房" if line.no == 1 else "") for line in lines]
    first, second = paginate(rows, 100)
    assert (first[0].heading, second[0].heading) == ("機房", "機房（續）")
    assert [row.heading for row in second[1:]] == [""] * (len(second) - 1)
    assert all(sum(row.total for row in page) <= 100 for page in (first, second))
