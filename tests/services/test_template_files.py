"""Checklists as YAML and Excel: read back as they were written, and what is wrong is named by its place."""

import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from facilities_app.bootstrap import Program
from facilities_app.domain.checklist_rules import flaws
from facilities_app.domain.checklist_template import KINDS, VERDICTS, Template, TemplateItem, tidy
from facilities_app.domain.errors import DomainError, Invalid, Unavailable
from facilities_app.messages import sentence
from facilities_app.reports.checklist_template_book import HEAD_ROW, write_book
from facilities_app.services.template_book import read_book
from facilities_app.services.template_pictures import picture_of
from facilities_app.services.template_yaml import read_yaml, write_yaml
from facilities_app.services.templates import TemplateService
from resources import asset, texts
from tests.reports.reading import office
from tests.services.test_templates import PUMP, a_picture

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn", "Co"), exclude_characters="\ufeff"),
    max_size=20,
)
LIMITS = st.none() | st.decimals(-9999, 9999, places=3) | st.integers(-9999, 9999).map(Decimal)
HEADINGS = st.sampled_from([("", ""), ("機房", "Machine room"), ("=1+1", "3"), ("機坑", "")])


@st.composite
def items(draw: st.DrawFn, earlier: list[TemplateItem]) -> TemplateItem:
    """An item that may depend on one of those before it."""
    kind = draw(st.sampled_from(KINDS))
    low, high = sorted(draw(st.tuples(LIMITS, LIMITS)), key=lambda limit: (limit is None, limit or 0))
    section = draw(HEADINGS)
    shown_if = ""
    asked: list[int] = [
        at for at, one in enumerate(earlier, 1) if one.kind in ("pass_fail", "reading", "choice")
    ]
    depends = draw(st.booleans())
    if asked and depends:
        at = draw(st.sampled_from(asked))
        offered = earlier[at - 1].options if earlier[at - 1].kind == "choice" else VERDICTS
        shown_if = f"{at}={draw(st.sampled_from(offered))}"
    return TemplateItem(
        draw(WORDS) + "字",
        draw(WORDS),
        kind,
        *section,
        draw(WORDS),
        draw(WORDS),
        draw(st.sampled_from(["", "kPa", "°C", "-1"])),
        low,
        high,
        draw(WORDS),
        draw(WORDS),
        draw(st.booleans()),
        tuple(draw(st.lists(WORDS.map(lambda word: word.strip() + "案"), min_size=2, max_size=4))),
        shown_if,
        draw(st.sampled_from(["", "photo"])),
        draw(WORDS) + draw(st.sampled_from(["", "\n第二行"])),
        draw(WORDS),
    )


@st.composite
def templates_made(draw: st.DrawFn) -> Template:
    """A checklist that could be saved."""
    made: list[TemplateItem] = []
    for _ in range(draw(st.integers(1, 6))):
        made.append(tidy(Template(items=(draw(items(made)),))).items[0])
    return tidy(
        Template("RND-1", draw(WORDS) + "表", draw(WORDS), draw(st.sampled_from(["", "fire"])), tuple(made))
    )


def sound(template: Template) -> bool:
    return not flaws(template) and template == tidy(template)


@pytest.mark.parametrize("language", texts.LANGUAGES)
@given(template=templates_made().filter(sound))
@settings(max_examples=60)
def test_any_checklist_comes_back_from_yaml_and_from_excel(
    tmp_path_factory: pytest.TempPathFactory, language: str, template: Template
) -> None:
    texts.use(language)
    folder = tmp_path_factory.mktemp("round")
    written, book = folder / "x.yaml", folder / "x.xlsx"
    write_yaml(written, template, {})
    write_book(book, template, {})
    texts.use("en" if language == "zh_TW" else "zh_TW")  # another desk speaks another language
    for found in (read_yaml(written), read_book(book)):
        assert found.problems == ()
        assert found.templates == (template,)


@pytest.fixture
def templates(program: Program) -> TemplateService:
    return program.services.templates


def test_the_lists_that_ship_come_back_as_they_are(templates: TemplateService, tmp_path: Path) -> None:
    for code in templates.codes():
        template = templates.named(code).template
        for ending in ("yaml", "xlsx"):
            path = templates.files.export(template, tmp_path / f"{code}.{ending}")
            preview = templates.files.preview(path)
            assert preview.reading.problems == ()
            assert preview.changes[0].is_nothing
            assert not preview.can_take
    shipped = templates.files.preview(asset("reference/checklists.yaml"))
    assert len(shipped.changes) >= 13
    assert all(one.is_nothing for one in shipped.changes)


@pytest.mark.parametrize("ending", ["yaml", "xlsx"])
def test_pictures_travel_with_the_file(ending: str, templates: TemplateService, tmp_path: Path) -> None:
    picture = picture_of(a_picture(), "閥門.png")
    drafted = replace(PUMP, items=(replace(PUMP.items[0], picture=picture.sha), *PUMP.items[1:]))
    made = templates.detail(templates.add(drafted, {picture.sha: picture}).value)
    path = templates.files.export(made.template, tmp_path / f"x.{ending}")
    found = templates.files.read(path)
    assert found.templates == (made.template,)
    assert found.pictures[picture.sha].content.data == picture.content.data
    if ending == "yaml":
        (tmp_path / "x-01.png").unlink()
        assert [one.where for one in templates.files.read(path).problems] == ["第 1 項 picture"]


def test_taking_over_makes_editions_of_what_differs_in_one_step(
    program: Program, templates: TemplateService, tmp_path: Path
) -> None:
    lift, fire = templates.named("ELEV").template, templates.named("FIRE").template
    entries = []
    for template in (replace(lift, items=lift.items[:-1]), fire, tidy(PUMP)):
        write_yaml(tmp_path / "one.yaml", template, {})
        entries += yaml.safe_load((tmp_path / "one.yaml").read_text("utf-8"))
    (tmp_path / "all.yaml").write_text(yaml.safe_dump(entries, allow_unicode=True), "utf-8")
    preview = templates.files.preview(tmp_path / "all.yaml")
    assert preview.can_take
    assert [one.is_nothing for one in preview.changes] == [False, True, False]
    taken = templates.take(preview.reading.templates, preview.reading.pictures)
    assert len(taken.value) == 2
    assert (templates.named("ELEV").edition, templates.named("FIRE").edition) == (2, 1)
    assert templates.named("PUMP").template == tidy(PUMP)
    program.services.history.undo()
    assert templates.named("ELEV").edition == 1
    assert "PUMP" not in templates.codes()


def test_rows_moved_in_excel_keep_their_conditions(templates: TemplateService, tmp_path: Path) -> None:
    path = templates.files.export(tidy(PUMP), tmp_path / "x.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sheet.insert_rows(HEAD_ROW + 1)
    sheet.cell(HEAD_ROW + 1, 4).value = "電源指示"
    book.save(path)
    found = templates.files.read(path)
    assert found.problems == ()
    assert [one.shown_if for one in found.templates[0].items] == ["", "", "", "", "4=不佳", "2=fail", ""]
    assert found.templates[0].items[0].kind == "pass_fail"


def cells(*changes: tuple[str, Any]) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        book = openpyxl.load_workbook(path)
        for address, value in changes:
            book.worksheets[0][address] = value
        book.save(path)

    return change


@pytest.mark.parametrize(
    ("address", "value", "words"),
    [
        ("C1", "揚水", "代碼請用英文字母"),
        ("C2", None, "請填檢查表名稱"),
        ("D7", None, "請填檢查項目的內容"),
        ("H7", "猜", "「猜」"),
        ("I7", "kPa", "只有讀值才有單位"),
        ("J8", "一百", "「一百」不是數字"),
        ("K8", 3, "上限 3 低於下限 100"),
        ("K8", "=1+1", "這裡是公式"),
        ("N9", "良好", "至少要有兩個選項"),
        ("N9", "良好\n良好", "重複"),
        ("O10", "也許", "請填：是"),
        ("P10", "6=不合格", "第 6 項排在後面"),
        ("P10", "隨便", "看不懂「隨便」"),
        ("P10", "77=不合格", "條件所依的項目已刪除"),
        ("Q12", "不合格附說明及照片", "一律附照片"),
        ("A8", 1, "項次 1 重複"),
        ("U6", "備忘", "沒有「備忘」這一欄"),
    ],
)
def test_a_wrong_cell_is_named_with_what_to_do(
    address: str, value: object, words: str, templates: TemplateService, tmp_path: Path
) -> None:
    path = templates.files.export(tidy(PUMP), tmp_path / "x.xlsx")
    cells((address, value))(path)
    told = [(one.where, sentence(one.error)) for one in templates.files.read(path).problems]
    assert address in [where for where, _words in told], told
    assert words in next(said for where, said in told if where == address)


def test_dates_that_excel_made_of_limits_are_told(templates: TemplateService, tmp_path: Path) -> None:
    from datetime import datetime

    path = templates.files.export(tidy(PUMP), tmp_path / "x.xlsx")
    cells(("J8", datetime(2026, 3, 5)))(path)  # noqa: DTZ001 - a cell of Excel has no zone
    assert [one.where for one in templates.files.read(path).problems] == ["J8"]


@pytest.mark.parametrize(
    ("old", "new", "where", "words"),
    [
        ("kind", "kind", "", ""),
        ("type: reading", "type: guess", "第 2 項 type", "沒有「guess」"),
        ("max: 250.5", "max: lots", "第 2 項 max", "「lots」不是數字"),
        ("max: 250.5", "max: true", "第 2 項 max", "不是數字"),
        ("max: 250.5", "max: .inf", "第 2 項 max", "不是數字"),
        ("unit: kPa", "unit: no", "第 2 項 unit", "請加上引號"),
        ("unit: kPa", "colour: red", "第 2 項 colour", "沒有 colour"),
        ("shown_if: 3=不佳", "shown_if: 9=不佳", "第 4 項 shown_if", "已刪除"),
        ("name_zh: 揚水泵檢查表", "name_zh: ''", "name_zh", "請填檢查表名稱"),
        ("to: 1", "to: 99", "sections", "介於 1 與 6"),
        ("guidance_zh: 聽 30 秒", "picture: ../x.png", "第 5 項 picture", "所在資料夾"),
        ("guidance_zh: 聽 30 秒", "picture: /etc/passwd", "第 5 項 picture", "所在資料夾"),
        ("- 良好", "- {a: 1}", "第 3 項 options", "請加上引號"),
    ],
)
def test_a_wrong_key_is_named_with_what_to_do(
    old: str, new: str, where: str, words: str, templates: TemplateService, tmp_path: Path
) -> None:
    path = templates.files.export(tidy(PUMP), tmp_path / "x.yaml")
    text = path.read_text("utf-8")
    path.write_text(text.replace(old, new), "utf-8")
    told = {one.where: sentence(one.error) for one in templates.files.read(path).problems}
    if not where:
        assert told == {}
        return
    assert old in text
    assert words in told[where], told


def test_what_is_no_checklist_is_refused_whole(templates: TemplateService, tmp_path: Path) -> None:
    def refused(name: str, data: bytes) -> str:
        path = tmp_path / name
        path.write_bytes(data)
        with pytest.raises(Invalid) as caught:
            templates.files.read(path)
        return caught.value.code

    assert refused("x.doc", b"") == "template.ending"
    assert refused("x.yaml", b"a: [1") == "template.not_yaml"
    assert refused("x.yaml", b"\xff\xfe\x00") == "template.not_yaml"
    assert refused("x.yaml", b"- 1") == "template.no_checklist_in"
    assert refused("x.yaml", b"") == "template.no_checklist_in"
    assert refused("x.xlsx", b"PK no zip") == "template.not_a_workbook"
    with zipfile.ZipFile(tmp_path / "e.xlsx", "w") as archive:
        archive.writestr("hello.txt", "hello")
    assert refused("y.xlsx", (tmp_path / "e.xlsx").read_bytes()) == "template.not_a_workbook"
    openpyxl.Workbook().save(tmp_path / "z.xlsx")
    assert refused("z.xlsx", (tmp_path / "z.xlsx").read_bytes()) == "template.no_checklist_in"
    with pytest.raises(Invalid, match=r"template\.no_file"):
        templates.files.read(tmp_path / "gone.yaml")
    with pytest.raises(Invalid, match=r"template\.no_file"):
        (tmp_path / "folder.yaml").mkdir()
        templates.files.read(tmp_path / "folder.yaml")


def test_aliases_of_yaml_cannot_blow_up_and_odd_items_are_told(
    templates: TemplateService, tmp_path: Path
) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("code: A\nname_zh: 表\nitems: [1, {zh: 好}]\nsections: [7]\n", "utf-8")
    told = {one.where: one.error.code for one in templates.files.read(path).problems}
    assert told == {"第 1 項 items": "template.not_an_item", "sections": "template.section_range"}
    path.write_text("- {code: A, name_zh: 表, items: [{zh: 好}]}\n" * 2, "utf-8")
    assert [one.error.code for one in templates.files.read(path).problems] == ["template.code_twice"]
    laughs = "a0: &a0 [x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30)
    )
    path.write_text(
        f"{laughs}code: A\nname_zh: 表\nitems: [{{zh: *a29, max: *a29, options: [*a29]}}]\n", "utf-8"
    )
    told = {one.where: one.error.code for one in templates.files.read(path).problems}
    assert told["第 1 項 zh"] == "template.quote_it"
    assert told["第 1 項 max"] == "template.not_a_number"


def test_a_folder_that_takes_no_file_is_said(templates: TemplateService, tmp_path: Path) -> None:
    for name in ("x.yaml", "x.xlsx"):
        with pytest.raises(Unavailable):
            templates.files.export(tidy(PUMP), tmp_path / "gone" / name)
    with pytest.raises(DomainError, match=r"template\.ending"):
        templates.files.export(tidy(PUMP), tmp_path / "x.pdf")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_what_libreoffice_saved_again_is_still_the_same_checklist(tmp_path: Path) -> None:
    picture = picture_of(a_picture(), "閥門.png")
    first = replace(PUMP.items[0], zh="=運轉無異音", short_zh="-1", picture=picture.sha, guidance_zh="一\n二")
    template = tidy(replace(PUMP, items=(first, *PUMP.items[1:])))
    write_book(tmp_path / "x.xlsx", template, {picture.sha: picture.content.data})
    soffice = str(shutil.which("soffice"))
    between = office(soffice, tmp_path / "x.xlsx", "ods", tmp_path)
    (tmp_path / "x.xlsx").unlink()
    found = read_book(office(soffice, between, "xlsx", tmp_path))
    assert found.problems == ()
    assert found.templates == (template,)
