"""The visit form, the route list and the letter of an audit: what is known is printed, nothing is clipped."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from facilities_app.reports.audit_data import AuditForm, AuditLetter, AuditRoute, RouteStop, UsageColumn
from facilities_app.reports.audit_form import write_audit_forms
from facilities_app.reports.audit_letter import write_audit_letter
from facilities_app.reports.audit_route import write_audit_routes
from resources import texts
from tests.reports.reading import fonts, ink_outside, page_texts, qr_codes, squeezed

MARGINS = (19.8, 11.8, 14.7, 10)
NAMES = {
    "zh_TW": ("確有居住", "未遇，再訪", "未居住", "部分居住", "轉借／出租／營業", "其他"),
    "en": (
        "Residing",
        "Not met, visit again",
        "Not residing",
        "Partly residing",
        "Lent on, let or used for business",
        "Other",
    ),
}
ABSENCES = {
    "zh_TW": ("住院", "出差", "探親", "進修"),
    "en": ("In hospital", "Business trip", "Visiting family", "Studying"),
}
USAGES = tuple(
    UsageColumn(month, water, power)
    for month, water, power in (
        ("114/12", "18", "310"),
        ("115/02", "17", "288"),
        ("115/04", "19", "342"),
        ("115/06", "16", "460"),
        ("115/08", "9", "214"),
        ("115/10", "5", "96"),
    )
)
MakeForm = Callable[..., AuditForm]


@pytest.fixture
def form() -> MakeForm:
    def make(language: str = "zh_TW", **given: Any) -> AuditForm:
        known: dict[str, Any] = {
            "office": "高雄市政府秘書處",
            "number": "DA-11502-030",
            "place_in_list": "第 30 戶，共 49 戶",
            "period_text": "115 年第 2 次，查考期間 115/11/09 – 115/11/30",
            "unit_code": "M305",
            "kind": "多房間職務宿舍",
            "where": "3 樓 305 室",
            "area_and_land": "82.6 ㎡，市有地",
            "findings": tuple(enumerate(NAMES[language], 1)),
            "absences": ABSENCES[language],
            "resident": "林育德",
            "agency": "事務科",
            "title": "技士",
            "family": "吳素君（配偶）、林安安（子女）",
            "previous": "115/06/11，確有居住",
            "agreement": "114/07/01 – 117/06/30",
            "notarised": "114/06/24",
            "usages": USAGES,
            "printed_text": "115/11/23　林工程師",
        }
        return AuditForm(**{**known, **given})

    return make


def test_the_form_says_all_that_is_known_and_asks_the_rest(form: MakeForm, tmp_path: Path) -> None:
    written = write_audit_forms(tmp_path / "a.pdf", [form()])
    page = squeezed(page_texts(tmp_path / "a.pdf")[0])
    assert (written.rows, written.pages, written.missing, written.shortened) == (1, 1, (), 0)
    for text in (
        "高雄市政府秘書處宿舍居住事實查考紀錄表",
        "115 年第 2 次，查考期間 115/11/09 – 115/11/30",
        "表號 DA-11502-030 第 30 戶，共 49 戶",
        "一、借用及應居住人",
        "林育德",
        "吳素君（配偶）、林安安（子女）",
        "前次查考 115/06/11，確有居住",
        "114/07/01 – 117/06/30",
        "公證 114/06/24",
        "二、查考事證",
        "第 1 次 月 日 時 分 第 2 次 月 日 時 分",
        "本人 家屬 無人應門 鄰居或其他 姓名、關係",
        "室內（經同意） 水表 電表 共 張 編號",
        "全戶設籍本址 部分設籍 未設籍 說明",
        "114/12 115/02 115/04 115/06 115/08 115/10 訪查當日表數",
        "用水（度） 18 17 19 16 9 5",
        "用電（度） 310 288 342 460 214 96",
        "低用量僅作為再訪提示，不作為認定依據。",
        "三、查考認定",
        "擇一勾選",
        "1 確有居住 2 未遇，再訪 3 未居住 4 部分居住 5 轉借／出租／營業 6 其他",
        "未在家原因 住院 出差 探親 進修 其他 期間",
        "後續處理 無 再訪 函請說明 終止借用 期限 年 月 日",
        "四、受訪人陳述",
        "受訪人簽名",
        "訪查人簽名",
        "個人資料僅供宿舍管理使用",
        "第 1 頁，共 1 頁",
        "列印 115/11/23　林工程師",
    ):
        assert squeezed(text) in page, text
    signers = [page.index(title) for title in ("承辦人", "股長", "科長", "處長")]
    assert signers == sorted(signers)
    assert "示範資料" not in page
    assert qr_codes(tmp_path / "a.pdf") == ["DA-11502-030"]
    assert {name.split("+")[1] for name in fonts(tmp_path / "a.pdf")} == {
        "NotoSansTC-Regular",
        "NotoSansTC-Bold",
    }


@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_nothing_is_clipped_in_either_language(form: MakeForm, language: str, tmp_path: Path) -> None:
    texts.use(language)
    full = form(
        language,
        family="、".join(f"林小{n}（子女）" for n in "一二三四五"),
        agency="高雄市政府秘書處事務科第二股",
        title="技正兼代理股長",
        kind="Multi-room duty unit" if language == "en" else "多房間職務宿舍",
        demo=True,
    )
    written = write_audit_forms(tmp_path / "a.pdf", [full])
    page = squeezed(page_texts(tmp_path / "a.pdf")[0])
    assert (written.pages, written.shortened) == (1, 0)
    for text in (full.family, full.agency, full.title, *NAMES[language], *ABSENCES[language]):
        assert squeezed(text) in page, text
    assert not ink_outside(tmp_path / "a.pdf", 0, MARGINS)


def test_what_is_not_known_is_left_blank(form: MakeForm, tmp_path: Path) -> None:
    blank = form(
        number="",
        place_in_list="",
        unit_code="",
        resident="",
        family="",
        usages=USAGES[-2:],
        kind="",
        where="",
    )
    write_audit_forms(tmp_path / "a.pdf", [blank])
    page = squeezed(page_texts(tmp_path / "a.pdf")[0])
    assert "用水（度）95" in page
    assert "M305" not in page
    assert qr_codes(tmp_path / "a.pdf") == []


def test_many_forms_are_one_page_each_and_are_told_as_they_are_drawn(form: MakeForm, tmp_path: Path) -> None:
    heard: list[int] = []
    forms = [form(number=f"DA-11502-{n:03d}") for n in range(1, 4)]
    assert write_audit_forms(tmp_path / "a.pdf", forms, heard.append).pages == 3
    assert heard == [1, 2, 3]
    assert [qr_codes(tmp_path / "a.pdf", n) for n in range(3)] == [[f.number] for f in forms]
    with pytest.raises(ValueError, match="no form"):
        write_audit_forms(tmp_path / "b.pdf", [])
    assert not (tmp_path / "b.pdf").exists()


def test_markup_and_odd_signs_are_only_text(form: MakeForm, tmp_path: Path) -> None:
    for odd in ("=1+1", "A & B <未填>", "<b>unclosed", "a\x00\x1bb", "𡈽" * 3):
        written = write_audit_forms(tmp_path / "a.pdf", [form(resident=odd, family=odd * 30)])
        assert written.pages == 1
        assert not ink_outside(tmp_path / "a.pdf", 0, MARGINS)


def _stop(n: int, **given: Any) -> RouteStop:
    known: dict[str, Any] = {
        "position": n,
        "number": f"DA-11502-{n:03d}",
        "unit_code": f"M{n:03d}",
        "kind": "多房間職務宿舍",
        "where": "3F",
        "resident": "林○德",
        "previous": "115/06/11，確有居住",
    }
    return RouteStop(**{**known, **given})


def test_the_route_list_walks_in_order_and_each_route_begins_a_page(tmp_path: Path) -> None:
    done = _stop(1, done="確有居住", waits=False)
    east = AuditRoute(
        "高雄市政府秘書處",
        "115 年第 2 次居住事實查考",
        "115 年第 2 次",
        "東線",
        (done, *(_stop(n) for n in range(2, 31))),
    )
    written = write_audit_routes(tmp_path / "a.pdf", [east, replace(east, name="", stops=(_stop(31),))])
    pages = [squeezed(page) for page in page_texts(tmp_path / "a.pdf")]
    assert (written.rows, written.pages, written.shortened) == (31, 3, 0)
    assert "東線" in pages[0]
    assert "應查30戶待訪29戶" in pages[0]
    assert pages[0].index("M001") < pages[0].index("M002") < pages[0].index("M003")
    assert "未分路線" in pages[2]
    assert "M031" in pages[2]
    assert "林○德" in pages[0]
    assert not any(ink_outside(tmp_path / "a.pdf", n, MARGINS) for n in range(3))


@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_the_letter_is_a_draft_until_it_has_its_number(language: str, tmp_path: Path) -> None:
    texts.use(language)
    letter = AuditLetter(
        office="高雄市政府秘書處",
        addressee="林育德　君",
        document="",
        sent_on="",
        subject="有關 M305 宿舍居住事實查考一案，請於文到 15 日內以書面說明並檢附證明文件，請查照。",
        points=("依查考結果辦理。", "本處訪查結果。" * 20, "請說明。"),
        printed_text="115/11/23　林工程師",
    )
    written = write_audit_letter(tmp_path / "a.pdf", letter)
    page = squeezed(page_texts(tmp_path / "a.pdf")[0])
    assert (written.pages, written.missing, written.shortened) == (1, (), 0)
    for text in (letter.addressee, letter.subject, *letter.points):
        assert squeezed(text) in page
    assert ("（稿）" if language == "zh_TW" else "(draft)") in page
    sent = replace(letter, document="高市秘字第 115001 號", points=("說明。" * 900,) * 2)
    assert write_audit_letter(tmp_path / "b.pdf", sent).pages > 1
    pages = squeezed("".join(page_texts(tmp_path / "b.pdf")))
    assert "高市秘字第115001號" in pages
    assert "（稿）" not in pages
