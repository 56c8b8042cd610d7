"""What stands in a filled-in file becomes an answer, or the reason why it cannot: never a fault, never a guess."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilities_app.domain.keying import KeyingItem
from facilities_app.domain.rows import ItemAnswer
from facilities_app.domain.sheet_answers import Unread, answer_in
from facilities_app.domain.sheet_back import (
    RawItem,
    RawSheet,
    item_mark,
    latest_day,
    number_in,
    same_words,
    verdict_in,
)
from facilities_app.domain.sheet_compare import compared, note_in
from facilities_app.domain.sheet_preview import Line, State
from tests.domain.keying_forms import form

TODAY = date(2026, 11, 23)
KINDS = ("pass_fail", "reading", "choice", "text", "photo", "signature", "date")


def item(kind: str, **more: object) -> KeyingItem:
    return KeyingItem(7, 1, "", "問題", "題", kind, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("42.5", "42.5"),
        (" ４２．５ ", "42.5"),
        ("1,234", "1234"),
        ("−4", "-4"),
        ("+3", "3"),
        ("1e3", "1000"),
        ("", None),
        ("四十", None),
        ("42 °C", None),
        ("nan", None),
        ("Infinity", None),
        ("=40+2", None),
        ("9" * 30, None),
    ],
)
def test_a_number_is_read_as_people_write_it(text: str, number: str | None) -> None:
    assert number_in(text) == (None if number is None else Decimal(number))


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("pass", "pass"), ("合格", "pass"), ("Pass", "pass"), (" Ｖ ", "pass"), ("✓", "pass"),
        ("不合格", "fail"), ("FAIL", "fail"), ("x", "fail"), ("不適用", "na"), ("N/A", "na"), ("－", "na"),
        ("", ""), ("還可以", None), ("合格?", None),
    ],
)  # fmt: skip
def test_a_verdict_is_read_in_both_languages_and_by_its_mark(text: str, verdict: str | None) -> None:
    assert verdict_in(text) == verdict


@pytest.mark.parametrize(
    ("month", "day", "found"),
    [
        ("11", "23", date(2026, 11, 23)),
        ("12", "31", date(2025, 12, 31)),
        ("１", "５", date(2026, 1, 5)),
        ("2", "29", date(2024, 2, 29)),
        ("2", "30", None),
        ("13", "1", None),
        ("", "1", None),
        ("a", "1", None),
    ],
)
def test_a_month_and_day_are_of_the_last_such_day(month: str, day: str, found: date | None) -> None:
    assert latest_day(month, day, TODAY) == found


@pytest.mark.parametrize(
    ("kind", "raw", "found"),
    [
        ("reading", RawItem(1, reading="36"), ItemAnswer(7, reading=Decimal(36))),
        ("reading", RawItem(1, "fail", "36"), ItemAnswer(7, reading=Decimal(36))),  # the number counts
        ("reading", RawItem(1, "na"), ItemAnswer(7, "na")),
        ("reading", RawItem(1, "pass"), Unread("sheet.no_reading", "pass")),
        ("reading", RawItem(1, reading="很熱"), Unread("sheet.no_number", "很熱")),
        ("reading", RawItem(1, note="儀表壞"), ItemAnswer(7, note="儀表壞")),
        ("pass_fail", RawItem(1, "不合格", note="壞"), ItemAnswer(7, "fail", note="壞")),
        ("pass_fail", RawItem(1, "尚可"), Unread("sheet.no_such_answer", "尚可")),
        ("choice", RawItem(1, "o2"), ItemAnswer(7, text="偏低")),
        ("choice", RawItem(1, "偏低"), ItemAnswer(7, text="偏低")),
        ("choice", RawItem(1, "o9"), Unread("sheet.no_such_answer", "o9")),
        ("text", RawItem(1, "none"), ItemAnswer(7, text="無")),
        ("text", RawItem(1, "some"), Unread("sheet.nothing_said")),
        ("text", RawItem(1, "none", text="其實有"), ItemAnswer(7, text="其實有")),
        ("text", RawItem(1, note="換了馬達"), ItemAnswer(7, text="換了馬達")),
        ("photo", RawItem(1, "taken", text="× 3"), ItemAnswer(7, text="已拍照 × 3")),
        ("photo", RawItem(1, "不適用"), ItemAnswer(7, "na")),
        ("signature", RawItem(1, note="吳承翰"), ItemAnswer(7, text="吳承翰")),
        ("date", RawItem(1, text="115年3月2日"), ItemAnswer(7, text="115/03/02")),
        ("date", RawItem(1, text="前天吧"), Unread("sheet.no_date", "前天吧")),
        ("pass_fail", RawItem(1), None),
    ],
    ids=str,
)
def test_each_kind_of_item_reads_its_answer(kind: str, raw: RawItem, found: object) -> None:
    assert answer_in(item(kind, options=("正常", "偏低")), raw, TODAY) == found


texts = st.text(max_size=40)


@given(st.sampled_from(KINDS), texts, texts, texts, texts)
def test_whatever_stands_there_ends_in_an_answer_or_a_reason(
    kind: str, answer: str, reading: str, text: str, note: str
) -> None:
    asked = item(kind, options=("正常", "偏低"), minimum=Decimal(0), maximum=Decimal(40))
    found = answer_in(asked, RawItem(1, answer, reading, text, note), TODAY)
    assert found is None or isinstance(found, Unread) or found.item_id == asked.id
    if isinstance(found, ItemAnswer):
        assert found.outcome in ("", "pass", "fail", "na")


def test_a_mark_tells_wording_limits_and_answers_apart() -> None:
    same = item_mark("溫度", "reading", "°C", None, Decimal("40.0"))
    assert same == item_mark("溫度", "reading", "°C", None, Decimal(40))
    others = {
        item_mark("溫度 ", "reading", "°C", None, Decimal(40)),
        item_mark("溫度", "reading", "°C", Decimal(40), None),
        item_mark("溫度", "reading", "K", None, Decimal(40)),
        item_mark("溫度", "choice", "°C", None, Decimal(40), ("a", "b")),
    }
    assert len(others | {same}) == 5
    assert same_words(" 昇技字 01872", "昇技字０１８７２")


def test_what_is_read_twice_changes_nothing_the_second_time() -> None:
    raw = RawSheet(
        "X-1", items=(RawItem(1, "fail", note="壞"), RawItem(2, reading="41")), note="另見", times="9–10"
    )
    first = compared(form(), raw, {}, {}, TODAY)
    assert first.state is State.CHANGES
    assert [one.line for one in first.lines] == [Line.NEW, Line.NEW, Line.EMPTY]
    assert str(first.lines[1].beyond) == "1"
    assert note_in(raw) == "檢查時間 9–10\n另見"
    from dataclasses import replace

    from facilities_app.domain.sheet_preview import keyed_with

    kept = replace(form(), keyed=keyed_with(first), draft=1)
    second = compared(kept, raw, {}, {}, TODAY)
    assert (second.state, second.conflicts) == (State.NOTHING, ())


def test_an_item_that_is_not_on_the_form_is_told() -> None:
    raw = RawSheet("X-1", items=(RawItem(99, "pass"), RawItem(98)))
    assert compared(form(), raw, {}, {}, TODAY).strangers == (99,)
