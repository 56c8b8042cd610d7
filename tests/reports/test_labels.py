"""Label sheets: every code is read back from the rendered page, and nothing leaves its label."""

from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from facilities_app.domain.errors import Invalid
from facilities_app.reports.label_data import SHEETS, Label, LabelCodes
from facilities_app.reports.labels import bears_bars, write_labels, write_one_label

LABELS = [
    Label(f"SW-EL-{n:02d}", f"客梯 {n} 號", f"3100103-01-{n:04d}", "四維行政中心 › 1F › 電梯廳", "秘書處")
    for n in range(1, 31)
]


def _codes(path: Path, dpi: int = 200) -> list[tuple[str, str]]:
    found = []
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            picture = page.render(scale=dpi / 72).to_pil()
            found += [(code.text, code.format.name) for code in zxingcpp.read_barcodes(picture)]
    return found


def _texts(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_range() for page in document]


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_label_is_read_back_in_its_order(sheet: str, tmp_path: Path) -> None:
    path = tmp_path / "labels.pdf"
    pages = write_labels(path, LABELS, SHEETS[sheet])
    assert pages == -(-len(LABELS) // SHEETS[sheet].count)
    read = {text for text, kind in _codes(path) if "QR" in kind}
    assert read == {label.code for label in LABELS}


@pytest.mark.parametrize("sheet", [code for code in SHEETS if code != "4x10"])
def test_where_there_is_room_a_label_also_carries_a_bar_code(sheet: str, tmp_path: Path) -> None:
    path = tmp_path / "labels.pdf"
    write_labels(path, LABELS[:4], SHEETS[sheet])
    assert {text for text, kind in _codes(path) if "128" in kind} == {label.code for label in LABELS[:4]}


@pytest.mark.parametrize("sheet", SHEETS)
def test_only_the_codes_that_are_wanted_are_on_the_labels(sheet: str, tmp_path: Path) -> None:
    path, wanted = tmp_path / "labels.pdf", {label.code for label in LABELS[:4]}
    write_labels(path, LABELS[:4], SHEETS[sheet], codes=LabelCodes.QR)
    assert {(text, "QR" in kind) for text, kind in _codes(path)} == {(code, True) for code in wanted}
    write_labels(path, LABELS[:4], SHEETS[sheet], codes=LabelCodes.BAR)
    assert {(text, "128" in kind) for text, kind in _codes(path)} == {(code, True) for code in wanted}


def test_a_number_too_long_for_bars_keeps_its_qr_code(tmp_path: Path) -> None:
    path, long = tmp_path / "labels.pdf", Label("VERY-LONG-ASSET-NUMBER-0001", "泵浦")
    assert not bears_bars(long.code, SHEETS["3x7"], LabelCodes.BAR)
    write_labels(path, [long], SHEETS["3x7"], codes=LabelCodes.BAR)
    assert [text for text, kind in _codes(path) if "QR" in kind] == [long.code]


@pytest.mark.parametrize("sheet", SHEETS)
def test_one_label_alone_has_its_own_size_and_the_same_codes(sheet: str, tmp_path: Path) -> None:
    path = tmp_path / "label.pdf"
    write_one_label(path, LABELS[0], SHEETS[sheet])
    with pypdfium2.PdfDocument(path) as document:
        assert len(document) == 1
        size = [round(points / 72 * 25.4, 1) for points in document[0].get_size()]
    assert size == [SHEETS[sheet].width, SHEETS[sheet].height]
    assert {text for text, _kind in _codes(path)} == {LABELS[0].code}


@pytest.mark.parametrize(
    ("labels", "start", "pages"), [(0, 1, 0), (1, 1, 1), (21, 1, 1), (21, 2, 2), (3, 20, 2)]
)
def test_the_pages_are_known_before_they_are_written(labels: int, start: int, pages: int) -> None:
    assert SHEETS["3x7"].pages(labels, start) == pages


def test_a_begun_sheet_is_used_from_its_first_free_label(tmp_path: Path) -> None:
    sheet = SHEETS["3x7"]
    path = tmp_path / "labels.pdf"
    assert write_labels(path, LABELS[:3], sheet, start=20) == 2
    first, second = _texts(path)
    assert "SW-EL-02" in first
    assert "SW-EL-03" not in first
    assert "SW-EL-03" in second


@pytest.mark.parametrize("start", [0, -1, 22])
def test_a_position_the_sheet_does_not_have_is_refused(start: int, tmp_path: Path) -> None:
    with pytest.raises(Invalid) as caught:
        write_labels(tmp_path / "labels.pdf", LABELS, SHEETS["3x7"], start=start)
    assert (caught.value.code, caught.value.params) == ("label.start", {"most": 21})
    assert not (tmp_path / "labels.pdf").exists()


def test_no_labels_leave_no_file(tmp_path: Path) -> None:
    with pytest.raises(Invalid) as caught:
        write_labels(tmp_path / "labels.pdf", [], SHEETS["3x7"])
    assert caught.value.code == "label.none"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("code", SHEETS)
def test_every_label_lies_on_the_page_and_beside_its_neighbours(code: str) -> None:
    sheet = SHEETS[code]
    corners = [sheet.corner(n) for n in range(sheet.count)]
    assert max(x for x, _ in corners) + sheet.width <= 210.01
    assert max(y for _, y in corners) + sheet.height <= 297.01
    assert len(set(corners)) == sheet.count


def test_a_long_name_stays_on_its_label(tmp_path: Path) -> None:
    path = tmp_path / "labels.pdf"
    write_labels(
        path, [Label("A-1", "非常非常長的設備名稱" * 20, "1" * 60, "某處 › " * 40, "處")], SHEETS["4x10"]
    )
    assert ("A-1", "QRCode") in [(text, kind.replace(" ", "")) for text, kind in _codes(path, 300)]
