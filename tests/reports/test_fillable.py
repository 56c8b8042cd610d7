"""The fillable PDF: a field for everything that is asked, typed into as in a viewer, read back as typed."""

import ctypes
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from facilities_app.domain.errors import Unavailable
from facilities_app.domain.sheet_back import RawSheet
from facilities_app.reports import fillable_reading
from facilities_app.reports.checklist_data import ChecklistLine, ItemKind
from facilities_app.reports.fillable import write_fillable
from facilities_app.reports.fillable_data import FormSheet, unpacked
from facilities_app.reports.fillable_reading import read_fillable
from resources import texts
from tests.reports.conftest import MakeSheet, shipped_checklists, shipped_items
from tests.reports.reading import fonts, page_texts, picture, qr_codes, squeezed

MM = 72 / 25.4
HEIGHT = 841.89
HEAD = ("month", "day", "inspector", "from_hour", "from_minute", "to_hour", "to_minute", "licence")
ASKED = {
    ItemKind.PASS_FAIL: ("answer", "note"),
    ItemKind.READING: ("answer", "reading", "note"),
    ItemKind.CHOICE: ("answer",),
    ItemKind.TEXT: ("text",),
    ItemKind.PHOTO: ("answer", "count", "text"),
    ItemKind.SIGNATURE: ("text",),
    ItemKind.DATE: ("text",),
}


def form(sheet: Any, code: str = "ELEV") -> FormSheet:
    return FormSheet(sheet, code, 3, {item.no: f"mark{item.no}" for item in sheet.items})


def fields(path: Path) -> dict[str, Any]:
    return dict(pypdf.PdfReader(path).get_fields() or {})


def rectangles(path: Path) -> dict[str, list[tuple[int, list[float]]]]:
    """Page and edges of each field's widgets."""
    found: dict[str, list[tuple[int, list[float]]]] = {}
    for number, page in enumerate(pypdf.PdfReader(path).pages):
        for reference in page.get("/Annots", ()):
            widget = reference.get_object()
            edges = [float(edge) for edge in widget["/Rect"]]
            found.setdefault(str(widget["/Parent"]["/T"]), []).append((number, edges))
    return found


class Viewer:
    """A real viewer's engine: clicks and types into the first page, then saves."""

    def __init__(self, path: Path) -> None:
        self._document = pypdfium2.PdfDocument(path)
        self._document.init_forms()
        self._page, self._form = self._document[0], self._document.formenv.raw
        pdfium.FORM_OnAfterLoadPage(self._page.raw, self._form)

    def click(self, box: list[float]) -> None:
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        pdfium.FORM_OnMouseMove(self._form, self._page.raw, 0, x, y)
        pdfium.FORM_OnLButtonDown(self._form, self._page.raw, 0, x, y)
        pdfium.FORM_OnLButtonUp(self._form, self._page.raw, 0, x, y)

    def type(self, box: list[float], words: str) -> None:
        self.click(box)
        wide = (words + "\0").encode("utf-16-le")
        text = (ctypes.c_ushort * (len(wide) // 2)).from_buffer_copy(wide)
        pdfium.FORM_ReplaceSelection(self._form, self._page.raw, text)

    def save(self, path: Path) -> None:
        pdfium.FORM_ForceToKillFocus(self._form)
        self._document.save(path)
        self._document.close()


def has_chinese_font() -> bool:
    """What is typed is shown in the viewer's own typeface; a computer without one shows none."""
    found = shutil.which("fc-list")
    said = subprocess.run([found, ":lang=zh-tw"], capture_output=True, check=False) if found else None
    return bool(said and said.stdout.strip())


def darkness(path: Path, box: list[float]) -> int:
    """How much of a box is inked, in pixels."""
    document = pypdfium2.PdfDocument(path)
    document.init_forms()
    scale = 150 / 72
    image = document[0].render(scale=scale, may_draw_forms=True).to_pil().convert("L")
    document.close()
    left, right = round(box[0] * scale), round(box[2] * scale)
    top, bottom = round((HEIGHT - box[3]) * scale), round((HEIGHT - box[1]) * scale)
    return sum(1 for level in image.crop((left, top, right, bottom)).tobytes() if level < 128)


@pytest.mark.parametrize("language", ["zh_TW", "en"])
@pytest.mark.parametrize("checklist", shipped_checklists(), ids=lambda c: str(c["code"]))
def test_every_shipped_checklist_has_a_field_for_all_it_asks(
    checklist: dict[str, Any], language: str, sheet: MakeSheet, tmp_path: Path
) -> None:
    texts.use(language)
    items = shipped_items(checklist, "en" if language == "en" else "zh")
    given = sheet(items=items, sheet_number=f"{checklist['code']}-11511-003")
    written = write_fillable(tmp_path / "a.pdf", [form(given, checklist["code"])])
    names = {name.partition(":")[2] for name in fields(tmp_path / "a.pdf")}
    wanted = {*HEAD, "sheet"}
    for item in items:
        wanted |= {
            f"{item.no}:{what}" for what in ASKED[item.kind] if not (item.last_text and what == "text")
        }
    assert wanted <= names
    assert (written.missing, written.shortened) == ((), 0)
    for boxes in rectangles(tmp_path / "a.pdf").values():
        for _page, (left, bottom, right, top) in boxes:
            assert left == bottom == right == top == 0 or (
                20 * MM <= left < right <= 195.2 * MM and 10 * MM <= bottom < top <= 286 * MM
            )


def test_fields_of_a_page_do_not_lie_over_each_other(sheet: MakeSheet, tmp_path: Path) -> None:
    items = (
        ChecklistLine(1, "上鎖", last_text="不合格"),
        ChecklistLine(2, "組件", ItemKind.TEXT, offers_none=True),
        ChecklistLine(3, "照片", ItemKind.PHOTO),
        ChecklistLine(4, "機房溫度", ItemKind.READING, "°C", None, Decimal(40)),
        ChecklistLine(5, "水位", ItemKind.CHOICE, options=("正常", "偏低", "a=b")),
        ChecklistLine(6, "日期", ItemKind.DATE),
        ChecklistLine(7, "簽名", ItemKind.SIGNATURE),
    )
    write_fillable(tmp_path / "a.pdf", [form(sheet(items=items))])
    boxes = [box for boxes in rectangles(tmp_path / "a.pdf").values() for _page, box in boxes if any(box)]
    for place, one in enumerate(boxes):
        for other in boxes[place + 1 :]:
            apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            assert apart, (one, other)


def test_what_is_typed_in_a_viewer_appears_and_is_read_as_typed(sheet: MakeSheet, tmp_path: Path) -> None:
    items = (
        ChecklistLine(1, "許可證張貼於出入口"),
        ChecklistLine(2, "機房溫度", ItemKind.READING, "°C", None, Decimal(40)),
        ChecklistLine(3, "水位", ItemKind.CHOICE, options=("正常", "偏低")),
        ChecklistLine(4, "說明", ItemKind.TEXT),
    )
    blank, typed = tmp_path / "a.pdf", tmp_path / "b.pdf"
    write_fillable(blank, [form(sheet(items=items))])
    at = {name.partition(":")[2]: boxes for name, boxes in rectangles(blank).items()}
    viewer = Viewer(blank)
    said = {
        "1:note": "門鎖鬆脫「遺失」，堃",
        "2:reading": "42.5",
        "4:text": "鋼索磨損２條",
        "inspector": "吳承翰",
    }
    for name, words in said.items():
        viewer.type(at[name][0][1], words)
    viewer.click(at["1:answer"][1][1])  # 不合格
    viewer.click(at["3:answer"][1][1])  # 偏低
    viewer.save(typed)

    (found,) = read_fillable(typed)
    assert (found.number, found.template, found.edition) == ("ELEV-11511-003", "ELEV", 3)
    assert found.inspector == "吳承翰"
    by_no = {one.position: one for one in found.items}
    assert (by_no[1].answer, by_no[1].note, by_no[1].mark) == ("fail", "門鎖鬆脫「遺失」，堃", "mark1")
    assert (by_no[2].reading, by_no[3].answer, by_no[4].text) == ("42.5", "o2", "鋼索磨損２條")
    for name in ("1:note", "2:reading", "4:text", "inspector") if has_chinese_font() else ("2:reading",):
        assert darkness(typed, at[name][0][1]) > darkness(blank, at[name][0][1]) + 40, name
    assert darkness(typed, at["1:answer"][1][1]) > darkness(blank, at["1:answer"][1][1]) + 20


def test_it_is_the_paper_sheet_with_fields_on_it(sheet: MakeSheet, tmp_path: Path) -> None:
    from facilities_app.reports.checklist import write_checklists

    given = sheet(items=tuple(ChecklistLine(n, f"第 {n} 樣") for n in range(1, 21)))
    write_checklists(tmp_path / "paper.pdf", [given])
    write_fillable(tmp_path / "form.pdf", [form(given)])
    paper, filled = page_texts(tmp_path / "paper.pdf"), page_texts(tmp_path / "form.pdf")
    assert [squeezed(page) for page in paper] == [squeezed(page) for page in filled]
    assert qr_codes(tmp_path / "form.pdf", 1) == ["ELEV-11511-003/2"]
    assert picture(tmp_path / "paper.pdf").tobytes() == picture(tmp_path / "form.pdf").tobytes()
    assert {name.split("+")[1] for name in fonts(tmp_path / "form.pdf")} == {
        "NotoSansTC-Regular",
        "NotoSansTC-Bold",
    }
    heads = rectangles(tmp_path / "form.pdf")["ELEV-11511-003:inspector"]
    assert [page for page, _box in heads] == [0, 1]  # typed once, shown on both


def test_many_sheets_keep_their_fields_apart(sheet: MakeSheet, tmp_path: Path) -> None:
    sheets = [form(sheet(sheet_number=f"ELEV-11511-{n:03d}")) for n in range(1, 4)]
    heard: list[int] = []
    assert write_fillable(tmp_path / "a.pdf", sheets, heard.append).rows == 3
    assert heard == [1, 2, 3]
    found = read_fillable(tmp_path / "a.pdf")
    assert [one.number for one in found] == [f"ELEV-11511-{n:03d}" for n in range(1, 4)]
    assert all(one.is_blank for one in found)
    with pytest.raises(ValueError, match="no sheet"):
        write_fillable(tmp_path / "b.pdf", [])


def test_a_screen_reader_hears_which_item_a_field_belongs_to(sheet: MakeSheet, tmp_path: Path) -> None:
    write_fillable(tmp_path / "a.pdf", [form(sheet())])
    told = {name.partition(":")[2]: field.get("/TU") for name, field in fields(tmp_path / "a.pdf").items()}
    assert told["1:reading"] == "1 機房溫度 讀值"
    assert told["inspector"] == "檢查人員"
    assert told["1:answer"] == "1 機房溫度 答案"


Change = Callable[[pypdf.PdfWriter], object]


def changed(path: Path, change: Change, out: Path) -> Path:
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(path))
    change(writer)
    writer.write(out)
    return out


def test_a_broken_form_ends_in_a_sentence_not_in_a_circle(sheet: MakeSheet, tmp_path: Path) -> None:
    from pypdf.generic import ArrayObject, NameObject

    def circle(writer: pypdf.PdfWriter) -> None:
        field: Any = writer.root_object["/AcroForm"]["/Fields"][0]  # type: ignore[index]
        field.get_object()[NameObject("/Kids")] = ArrayObject([field, field])

    def no_dictionary(writer: pypdf.PdfWriter) -> None:
        writer.root_object["/AcroForm"][NameObject("/Fields")] = NameObject("/no")  # type: ignore[index]

    write_fillable(tmp_path / "a.pdf", [form(sheet())])
    looped = read_fillable(changed(tmp_path / "a.pdf", circle, tmp_path / "b.pdf"))
    assert [one.number for one in looped] == ["ELEV-11511-003"]
    with pytest.raises(Unavailable, match=r"sheet\.(damaged|no_fields)"):
        read_fillable(changed(tmp_path / "a.pdf", no_dictionary, tmp_path / "c.pdf"))


def test_more_fields_or_pages_than_allowed_are_refused(
    sheet: MakeSheet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_fillable(tmp_path / "a.pdf", [form(sheet()), form(sheet(sheet_number="ELEV-11511-004"))])
    for limit, value in (("MOST_PAGES", 1), ("MOST_FIELDS", 5)):
        with monkeypatch.context() as patch:
            patch.setattr(fillable_reading, limit, value)
            with pytest.raises(Unavailable, match=r"sheet\.too_many_pages"):
                read_fillable(tmp_path / "a.pdf")


@pytest.mark.parametrize("text", ["", "{}", "[1]", "null", '{"format":"other"}', "x" * 99, "[" * 5000])
def test_marks_of_others_are_not_ours(text: str) -> None:
    assert unpacked(text) is None


def test_marks_come_back_as_they_were_packed(sheet: MakeSheet) -> None:
    given = replace(form(sheet()), edition=12)
    found = unpacked(given.packed())
    assert found is not None
    assert (found.number, found.edition, dict(found.items)) == ("ELEV-11511-003", 12, {1: "mark1"})
    assert RawSheet("x").is_blank
