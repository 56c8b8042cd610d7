"""A list on paper: what is printed can be read back, and nothing leaves its place."""

import tracemalloc
from decimal import Decimal
from pathlib import Path

import pypdf
import pytest

from facilities_app.domain.lists import ColumnKind
from facilities_app.reports.list_pdf import write_list_pdf
from facilities_app.reports.table import ReportColumn
from resources import texts
from tests.reports.conftest import ROWS, MakeTable
from tests.reports.reading import fonts, ink_outside, page_texts, squeezed

PAYLOADS = (
    "=1+1",
    "A & B <未填>",
    '<img src="/etc/passwd"/>',
    "<b>unclosed",
    "(a)\\(b",
    "二\n行",
    "a\x00\x1bb",
)
MARGINS = (11.8, 8, 11.8, 7)


def test_text_read_back_is_the_text_printed(table: MakeTable, tmp_path: Path) -> None:
    written = write_list_pdf(tmp_path / "a.pdf", table(count=3, demo=True))
    (page,) = page_texts(tmp_path / "a.pdf")
    assert (written.rows, written.pages, written.missing, written.shortened) == (3, 1, (), 0)
    for text in (
        "報修清單",
        "115/01/01–115/11/23　共 3 筆",
        "單位：新臺幣元",
        "列印 115/11/23　林工程師",
        "示範資料",
    ):
        assert squeezed(text) in squeezed(page)
    assert squeezed("編號 摘要 日期 電話 費用 讀值") in squeezed(page)
    assert squeezed("R-115-0001 冷氣滴水，請派員檢修 115/03/02 0912345678 12,500 33.5") in squeezed(page)
    assert squeezed("0031 漏水 － 0800 800 －") in squeezed(page)
    assert squeezed("合計 13,300") in squeezed(page)
    assert squeezed("第 1 頁，共 1 頁") in squeezed(page)


def test_fonts_are_embedded_in_part_and_can_be_searched(table: MakeTable, tmp_path: Path) -> None:
    write_list_pdf(tmp_path / "a.pdf", table())
    found = fonts(tmp_path / "a.pdf")
    assert {name.split("+")[1] for name in found} == {"NotoSansTC-Regular", "NotoSansTC-Bold"}
    assert all("/ToUnicode" in font and "/FontFile2" in font["/FontDescriptor"] for font in found.values())
    assert (tmp_path / "a.pdf").stat().st_size < 60_000


def test_every_page_has_heading_footer_and_the_right_numbers(table: MakeTable, tmp_path: Path) -> None:
    rows = [(f"R-{n:05d}", "冷氣", "115/03/02", "07", n, None) for n in range(100)]
    written = write_list_pdf(tmp_path / "a.pdf", table(rows=rows))
    pages = page_texts(tmp_path / "a.pdf")
    assert written.pages == len(pages) == 3
    for number, page in enumerate(pages, 1):
        assert f"第{number}頁，共3頁" in squeezed(page)
        assert "編號摘要日期" in squeezed(page)
        assert not ink_outside(tmp_path / "a.pdf", number - 1, MARGINS)
    assert all(any(row[0] in page for page in pages) for row in rows)
    assert [squeezed("合計 4,950") in squeezed(page) for page in pages] == [False, False, True]


@pytest.mark.parametrize("text", PAYLOADS)
def test_user_text_is_printed_as_it_is(text: str, table: MakeTable, tmp_path: Path) -> None:
    given = table(rows=[(text, text, text, text, None, None)], title=text, subtitle=text, printed_by=text)
    write_list_pdf(tmp_path / "a.pdf", given)
    shown = squeezed(text.replace("\x00", "").replace("\x1b", ""))
    assert squeezed(page_texts(tmp_path / "a.pdf")[0]).count(shown) == 7


def test_long_texts_take_three_lines_and_what_is_cut_is_counted(table: MakeTable, tmp_path: Path) -> None:
    rows = [("A", "字" * 60, None, None, 1, None), ("B", "長" * 1_000_000, None, None, 1, None)]
    written = write_list_pdf(tmp_path / "a.pdf", table(rows=rows))
    page = squeezed(page_texts(tmp_path / "a.pdf")[0])
    assert written.shortened == 1
    assert page.count("字") == 60
    assert "長…" in page
    assert not ink_outside(tmp_path / "a.pdf", 0, MARGINS)


def test_a_number_is_never_cut(table: MakeTable, tmp_path: Path) -> None:
    columns = (ReportColumn("編號", width=60), ReportColumn("費用", ColumnKind.MONEY, 3, total=True))
    write_list_pdf(tmp_path / "a.pdf", table(columns=columns, rows=[("a", 123_456_789_012)]))
    assert page_texts(tmp_path / "a.pdf")[0].count("123,456,789,012") == 2


def test_characters_without_a_shape_are_marked_and_reported(table: MakeTable, tmp_path: Path) -> None:
    written = write_list_pdf(
        tmp_path / "a.pdf", table(rows=[("林🦀明", "☐", None, None, None, None)], title="🦀")
    )
    assert written.missing == ("☐", "🦀")
    assert "林〓明" in page_texts(tmp_path / "a.pdf")[0]


def test_an_empty_list_says_so(table: MakeTable, tmp_path: Path) -> None:
    written = write_list_pdf(tmp_path / "a.pdf", table(rows=[], count=0))
    page = squeezed(page_texts(tmp_path / "a.pdf")[0])
    assert (written.rows, written.pages) == (0, 1)
    assert "沒有資料" in page
    assert "第1頁，共1頁" in page


def test_many_columns_still_stand_on_the_page(table: MakeTable, tmp_path: Path) -> None:
    columns = tuple(ReportColumn(f"第 {n} 欄的標題很長很長", width=16) for n in range(22))
    rows = [tuple(f"值{n}" for n in range(22))] * 60
    write_list_pdf(tmp_path / "a.pdf", table(columns=columns, rows=rows))
    assert not ink_outside(tmp_path / "a.pdf", 0, MARGINS)
    assert "值21" in page_texts(tmp_path / "a.pdf")[0]


def test_the_paper_speaks_english_too(table: MakeTable, tmp_path: Path) -> None:
    texts.use("en")
    write_list_pdf(tmp_path / "a.pdf", table(count=3, rows=[]))
    page = page_texts(tmp_path / "a.pdf")[0]
    for text in ("Page1of1", "Printed115/11/23", "3records", "Nothingtolist", "Total"):
        assert text in squeezed(page)
    assert pypdf.PdfReader(tmp_path / "a.pdf").trailer["/Root"]["/Lang"] == "en"  # type: ignore[index]


def test_progress_is_heard_and_a_stop_leaves_nothing(table: MakeTable, tmp_path: Path) -> None:
    rows = [("a", "b", None, None, 1, None)] * 1_500
    heard: list[int] = []
    write_list_pdf(tmp_path / "a.pdf", table(rows=rows), heard.append)
    assert heard == [1000, 1500]

    def stop(count: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        write_list_pdf(tmp_path / "b.pdf", table(rows=rows), stop)
    assert [p.name for p in tmp_path.iterdir()] == ["a.pdf"]


def test_memory_grows_by_the_compressed_page_only(table: MakeTable, tmp_path: Path) -> None:
    def peak(count: int) -> int:
        rows = ((f"R-{n}", f"冷氣滴水 {n}", "115/03/02", "09", n, Decimal(n)) for n in range(count))
        tracemalloc.start()
        try:
            write_list_pdf(tmp_path / "a.pdf", table(rows=rows))
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(50)
    pages = (6_000 - 2_000) / 40
    assert (peak(6_000) - peak(2_000)) / pages < 20_000


def test_cells_beyond_the_cache_are_laid_out_all_the_same(
    table: MakeTable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("facilities_app.reports.list_page._CACHED", 3)
    rows = [(f"R-{n}", "x" * 300, None, None, n, None) for n in range(10)]
    write_list_pdf(tmp_path / "a.pdf", table(rows=rows))
    assert all(row[0] in page_texts(tmp_path / "a.pdf")[0] for row in rows)


def test_remarks_stand_below_the_last_row_and_above_who_signs(table: MakeTable, tmp_path: Path) -> None:
    for rows in (1, 30, 45, 46):
        given = table(
            rows=[ROWS[0]] * rows, remarks=("應查 5 戶，已查 3 戶。" * 12, "尚未結束。"), signs=("承辦人",)
        )
        written = write_list_pdf(tmp_path / "a.pdf", given)
        text = squeezed("".join(page_texts(tmp_path / "a.pdf")))
        assert text.count("應查5戶，已查3戶。") == 12
        assert text.index("尚未結束。") < text.index("承辦人")
        assert written.shortened == 0
