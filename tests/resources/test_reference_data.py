"""The reference data that ships: complete, consistent, in both languages and honest about the law."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any

import pytest
from dateutil.rrule import rrulestr

from resources import asset
from resources.reference_data import FILES, choices, load

SIMPLIFIED = frozenset(
    "设备报检验务处发电风机层门区间证书线维护应对点图样标条项业为种类国东车长开关时钟级权责无问题见观说话请让认识"
    "试详误读调谈议论计讯这还进运边远连选过达适递转轻较输办动劳势医单卖协压厅厨历参双变复灯灭烟热状现环录绿网联"
    "节药补规觉订记许评该语负财货质费资赔轨软释针钢铁锁错闭闸阀阳陈随险静顶预领额飞馆龄们从众优会传伤体严义乐习"
)
TONES = {"neutral", "blue", "amber", "red", "green"}
CHECKLISTS = load("checklists")
DUTIES = load("duties")
CATEGORIES = load("categories")
CHOICE_LISTS = load("choices")
ITEMS = [item for checklist in CHECKLISTS for item in checklist["items"]]


def texts(value: Any) -> Iterator[str]:
    """Every text in ``value``, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for child in value.values():
            yield from texts(child)
    elif isinstance(value, list):
        for child in value:
            yield from texts(child)


def mappings(value: Any) -> Iterator[dict[str, Any]]:
    """Every mapping in ``value``, however deep."""
    if isinstance(value, dict):
        yield value
        for child in value.values():
            yield from mappings(child)
    elif isinstance(value, list):
        for child in value:
            yield from mappings(child)


def codes(entries: list[dict[str, Any]], key: str = "code") -> set[Any]:
    """The codes of ``entries``, which must all differ."""
    found = [entry[key] for entry in entries]
    assert len(found) == len(set(found))
    return set(found)


@pytest.mark.parametrize("name", FILES)
def test_every_entry_speaks_both_languages(name: str) -> None:
    for entry in mappings(load(name)):
        for key in entry:
            if key in ("zh", "en"):
                assert entry["zh"], entry
                assert entry["en"], entry
            elif key.endswith("_zh"):
                twin = entry[f"{key[:-3]}_en"]
                assert bool(entry[key]) == bool(twin), entry


@pytest.mark.parametrize("name", FILES)
def test_the_words_are_traditional_chinese(name: str) -> None:
    for text in texts(load(name)):
        assert not SIMPLIFIED & set(text), text


@pytest.mark.parametrize("name", FILES)
def test_english_texts_have_no_chinese_in_them(name: str) -> None:
    for entry in mappings(load(name)):
        for key, text in entry.items():
            if (key == "en" or key.endswith("_en")) and isinstance(text, str):
                assert not re.search(r"[\u4e00-\u9fff]", text), text


def test_there_are_13_checklists_with_228_items() -> None:
    assert len(codes(CHECKLISTS)) == 13
    assert Counter(item["type"] for item in ITEMS) == {
        "pass_fail": 134,
        "reading": 66,
        "photo": 14,
        "text": 14,
    }
    assert [len(checklist["items"]) for checklist in CHECKLISTS] == [
        20, 20, 17, 19, 15, 20, 20, 17, 15, 15, 17, 16, 17,
    ]  # fmt: skip


@pytest.mark.parametrize("checklist", CHECKLISTS, ids=lambda checklist: str(checklist["code"]))
def test_sections_cover_their_checklist_from_first_to_last(checklist: dict[str, Any]) -> None:
    expected = 1
    for section in checklist["sections"]:
        assert section["from"] == expected <= section["to"]
        expected = section["to"] + 1
    assert expected == len(checklist["items"]) + 1


@pytest.mark.parametrize("checklist", CHECKLISTS, ids=lambda checklist: str(checklist["code"]))
def test_short_names_fit_an_index_and_tell_the_items_apart(checklist: dict[str, Any]) -> None:
    for language, longest in (("zh", 8), ("en", 24)):
        names = [item[f"short_{language}"] for item in checklist["items"]]
        assert len(set(names)) == len(names)
        assert max(map(len, names)) <= longest


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: str(item["en"]))
def test_an_item_has_what_its_type_needs_and_nothing_else(item: dict[str, Any]) -> None:
    common = {"zh", "en", "short_zh", "short_en", "type"}
    limits = {"unit", "min", "max"}
    own = {"pass_fail": set(), "photo": set(), "text": {"offers_none"}, "reading": limits}[item["type"]]
    extra = set(item) - common - own
    if item["type"] == "reading":
        has_limit = item["min"] is not None or item["max"] is not None
        assert extra == ({"limit_source_zh", "limit_source_en"} if has_limit else set())
        assert None in (item["min"], item["max"]) or item["min"] <= item["max"]
    else:
        assert not extra


def test_only_the_limits_a_statute_sets_cite_one() -> None:
    cited = [item["en"] for item in ITEMS if "第" in item.get("limit_source_zh", "")]
    assert cited == [
        "Indoor CO2",
        "Days since the last periodic test",
        "Days since the last annual outage test",
        "Hydrant nozzle pressure",
        "Emergency lighting duration",
        "Free residual chlorine",
        "pH",
        "Turbidity",
        "Coliform",
    ]


def test_duties_name_known_categories_and_checklists() -> None:
    assert len(codes(DUTIES)) > 40
    for duty in DUTIES:
        assert set(duty["applies_to"]) <= codes(CATEGORIES), duty["code"]
        assert duty["template"] is None or duty["template"] in codes(CHECKLISTS), duty["code"]
        assert duty["basis"] in codes(choices("duty_basis"))
        assert duty["anchor"] in codes(choices("duty_anchor"))
        assert duty["source"] in codes(choices("record_source"))


@pytest.mark.parametrize("duty", DUTIES, ids=lambda duty: str(duty["code"]))
def test_only_a_law_with_an_interval_makes_a_duty_statutory(duty: dict[str, Any]) -> None:
    assert duty["has_statutory_interval"] is (duty["basis"] == "statutory")
    assert (duty["interval_months"] is not None) is (duty["basis"] in ("statutory", "manual"))
    if duty["has_statutory_interval"]:
        assert duty["legal_basis_zh"]
    else:
        assert re.search(r"依|由|手冊|後$", duty["interval_text_zh"])
    assert (duty["retention_years"] is None) is (duty["retention_source"] is None)
    assert duty["retention_source"] in (None, "found", "own")


@pytest.mark.parametrize("duty", DUTIES, ids=lambda duty: str(duty["code"]))
def test_a_statutory_duty_is_planned_as_often_as_the_law_asks(duty: dict[str, Any]) -> None:
    if duty["default_rrule"] is None:
        assert duty["interval_months"] is None
        return
    start = datetime(2026, 3, 1)  # noqa: DTZ001
    first, second = islice(rrulestr(duty["default_rrule"], dtstart=start), 2)
    months = (second.year - first.year) * 12 + second.month - first.month
    if duty["interval_months"] is not None:
        assert months == duty["interval_months"]


def test_annexes_that_were_not_read_leave_their_duties_unconfirmed() -> None:
    for duty in DUTIES:
        if "未讀得" in duty["note_zh"] + duty["interval_text_zh"]:
            assert duty["confirmed"] is False, duty["code"]


def test_the_glossary_has_every_term_once() -> None:
    terms = [(term["zh"], term["en"]) for group in load("glossary") for term in group["terms"]]
    assert len(terms) == len({zh for zh, _ in terms}) == 147
    codes(load("glossary"))


def test_choices_have_unique_codes_known_icons_and_tones() -> None:
    codes(CHOICE_LISTS, "list")
    for choice_list in CHOICE_LISTS:
        codes(choice_list["entries"])
        for entry in choice_list["entries"]:
            assert entry["tone"] in TONES
            assert asset(f"icons/{entry['icon']}.svg").exists()


def test_the_ticket_statuses_are_the_ten_of_the_rules() -> None:
    assert [entry["code"] for entry in choices("ticket_status")] == [10, 20, 30, 40, 50, 60, 70, 80, 90, 95]
    assert [entry["code"] for entry in choices("priority")] == [1, 2, 3, 4]


def test_roles_are_made_of_known_permissions() -> None:
    known = codes(choices("permission"))
    for role in choices("role"):
        assert set(role["permissions"]) <= known
    assert set(choices("role")[0]["permissions"]) == known


def test_an_unknown_list_of_choices_is_an_error() -> None:
    with pytest.raises(KeyError):
        choices("nonsense")


def test_categories_have_known_trades_checklists_icons_and_typed_attributes() -> None:
    codes(CATEGORIES)
    trades, templates = codes(choices("trade")), codes(CHECKLISTS)
    for category in CATEGORIES:
        assert category["trade"] in trades
        assert category["template"] is None or category["template"] in templates
        assert asset(f"icons/{category['icon']}.svg").exists()
        assert (category["service_life_years"] is None) is ("service_life_source_zh" not in category)
        codes(category["attributes"])
        for attribute in category["attributes"]:
            assert attribute["type"] in ("number", "text", "date", "bool")
            assert attribute["unit"] is None or attribute["type"] == "number"


def test_chinese_units_have_an_english_word() -> None:
    units = {item.get("unit") for item in ITEMS} | {a["unit"] for c in CATEGORIES for a in c["attributes"]}
    chinese = {unit for unit in units if unit and re.search(r"[\u4e00-\u9fff]", unit)}
    assert chinese <= codes(choices("measure_unit"))
