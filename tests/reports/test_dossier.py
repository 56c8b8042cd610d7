"""An asset's dossier: one page whatever its history, and what does not fit is counted."""

from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from facilities_app.reports.dossier import write_dossier
from facilities_app.reports.dossier_data import Dossier, Entry, Section


def _photo(width: int, height: int) -> bytes:
    file = BytesIO()
    Image.new("RGB", (width, height), "teal").save(file, "PNG")
    return file.getvalue()


def _dossier(repairs: int = 3, total: int = 0, **more: object) -> Dossier:
    entries = tuple(
        Entry(f"115/{n % 12 + 1:02d}/01", f"115-{n:04d} 冷氣漏水", "結案") for n in range(repairs)
    )
    sections = (
        Section(
            "歷程", (Entry("105 年 9 月", "莫蘭蒂颱風：大面積破損，歷時八個月全力搶修，於汛期前重建完成"),), 1
        ),
        Section("報修紀錄", entries, total or repairs),
        Section("檢查紀錄", (), 0),
        Section("組成設備", (Entry("", "冰水主機 1 號"),), 1),
    )
    return Dossier(
        "高雄市政府秘書處", "SKYLIGHT", "頂樓採光罩",
        (("財產編號", "2010604-01-0009"), ("耐風壓", "450 kgf/㎡（依報告）")),
        sections, printed="列印 115/11/23", **more,  # type: ignore[arg-type]
    )  # fmt: skip


def _page(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        assert len(document) == 1
        return str(document[0].get_textpage().get_text_range())


def test_everything_known_stands_on_one_page(tmp_path: Path) -> None:
    path = tmp_path / "dossier.pdf"
    assert write_dossier(path, _dossier(demo=True)) == 5
    text = _page(path)
    for words in (
        "頂樓採光罩",
        "450 kgf/㎡（依報告）",
        "莫蘭蒂颱風",
        "115-0002 冷氣漏水",
        "組成設備",
        "示範資料",
    ):
        assert words in text
    assert "檢查紀錄" not in text  # a history without entries takes no room


def test_the_code_is_read_back_from_the_page(tmp_path: Path) -> None:
    path = tmp_path / "dossier.pdf"
    write_dossier(path, _dossier())
    with pypdfium2.PdfDocument(path) as document:
        found = zxingcpp.read_barcodes(document[0].render(scale=150 / 72).to_pil())
    assert [code.text for code in found] == ["SKYLIGHT"]


@pytest.mark.parametrize("total", [60, 61, 5000])
def test_what_does_not_fit_is_counted(total: int, tmp_path: Path) -> None:
    path = tmp_path / "dossier.pdf"
    shown = write_dossier(path, _dossier(60, total)) - 2  # beside the two lines of the other histories
    assert 20 < shown < 60
    assert f"另有較早 {total - shown:,} 筆" in _page(path)


@pytest.mark.parametrize(
    "sizes", [[(400, 300)], [(3000, 200), (400, 300)], [(100, 900), (100, 900), (900, 100)]]
)
def test_photos_of_any_shape_leave_room_for_the_histories(
    sizes: list[tuple[int, int]], tmp_path: Path
) -> None:
    path = tmp_path / "dossier.pdf"
    assert write_dossier(path, _dossier(photos=tuple(_photo(*size) for size in sizes))) == 5


def test_a_very_long_event_takes_at_most_three_lines(tmp_path: Path) -> None:
    path = tmp_path / "dossier.pdf"
    long = Dossier("處", "A", "甲", (), (Section("歷程", (Entry("115/01/01", "很長的說明" * 200),), 1),))
    assert write_dossier(path, long) == 1
    assert "…" in _page(path)


def test_a_fuzzy_date_is_read_whole_above_its_event(tmp_path: Path) -> None:
    path = tmp_path / "fuzzy.pdf"
    event = Entry("預計 106 年 11 月底前完工", "屋頂防水層重新施作")
    write_dossier(path, Dossier("處", "A", "甲", (), (Section("歷程", (event,), 1),)))
    words = _page(path)
    assert event.when in words
    assert event.what in words


def test_what_a_repair_took_stands_below_it_and_what_has_no_room_there_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "work.pdf"
    short = Entry("115/01/01", "115-0001 冷氣漏水", "結案", ("工時 1:30", "排水馬達 小型 1 個"))
    long = Entry(
        "115/01/02", "115-0002 跳電", "結案", tuple(f"第 {n} 種名稱很長很長的材料 {n} 個" for n in range(9))
    )
    section = Section("報修紀錄", (short, long), 2)
    assert write_dossier(path, Dossier("處", "A", "甲", (), (section,))) == 2
    text = _page(path)
    assert "工時 1:30；排水馬達 小型 1 個" in text
    shown = sum(f"第 {n} 種" in text for n in range(9))
    assert 0 < shown < 9
    assert f"另有 {9 - shown} 項" in text


def test_lines_below_repairs_are_counted_in_the_room_there_is(tmp_path: Path) -> None:
    path = tmp_path / "full.pdf"
    entries = tuple(Entry("115/01/01", f"115-{n:04d} 漏水", "結案", ("工時 1:00",)) for n in range(60))
    shown = write_dossier(path, Dossier("處", "A", "甲", (), (Section("報修紀錄", entries, 60),)))
    assert 10 < shown < 40
    assert f"另有較早 {60 - shown} 筆" in _page(path)
