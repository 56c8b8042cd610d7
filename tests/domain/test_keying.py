"""Keying rules: what is asked, what is missing, and what depends on what."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from facilities_app.domain.keying import ANSWER, NOTE, PHOTO, KeyingItem, is_shown, missing, without_photo
from facilities_app.domain.rows import ItemAnswer


def item(position: int, kind: str = "pass_fail", **more: object) -> KeyingItem:
    return KeyingItem(position * 10, position, "", f"{position}", f"{position}", kind, **more)  # type: ignore[arg-type]


CHAIN = (
    item(1),
    item(2, "choice", options=("好", "壞"), shown_if="1=fail"),
    item(3, "text", shown_if="2=壞"),
    item(4, "reading", maximum=Decimal(5), shown_if="3=x"),
)


def shown(answers: dict[int, ItemAnswer]) -> list[int]:
    return [one.position for one in CHAIN if is_shown(one, CHAIN, answers)]


def test_what_depends_on_a_hidden_item_is_hidden_whatever_was_answered_before() -> None:
    answers = {20: ItemAnswer(20, text="壞"), 30: ItemAnswer(30, text="x")}
    assert shown(answers) == [1]
    assert shown(answers | {10: ItemAnswer(10, "fail")}) == [1, 2, 3, 4]
    assert shown({10: ItemAnswer(10, "fail"), 20: ItemAnswer(20, text="好")}) == [1, 2]


def test_a_reading_out_of_its_limits_is_a_fail_that_others_depend_on() -> None:
    items = (item(1, "reading", maximum=Decimal(5)), item(2, shown_if="1=fail"))
    assert not is_shown(items[1], items, {10: ItemAnswer(10, reading=Decimal(5))})
    assert is_shown(items[1], items, {10: ItemAnswer(10, reading=Decimal("5.1"))})


def test_a_condition_that_cannot_be_read_or_looks_ahead_hides_nothing() -> None:
    items = (item(1, shown_if="2=fail"), item(2, shown_if="2=fail"), item(3, shown_if="9=fail"))
    assert all(is_shown(one, items, {}) for one in items)
    assert is_shown(item(1, shown_if="abc"), items, {})


def test_signatures_dates_and_photos_are_asked_for_and_may_not_apply() -> None:
    items = (
        item(1, "signature"),
        item(2, "date"),
        item(3, evidence="photo"),
        item(4, evidence="photo_on_fail"),
    )
    told = [(one.position, what) for one, what in missing(items, {}, ())]
    assert told == [(1, ANSWER), (2, ANSWER), (3, ANSWER), (3, PHOTO), (4, ANSWER)]
    answers = {
        10: ItemAnswer(10, "na"),
        20: ItemAnswer(20, text="115/03/02"),
        30: ItemAnswer(30, "pass"),
        40: ItemAnswer(40, "fail"),
    }
    told = [(one.position, what) for one, what in missing(items, answers, (3,))]
    assert told == [(4, NOTE), (4, PHOTO)]


def test_a_photo_that_is_an_item_of_its_own_is_an_answer_like_any_other() -> None:
    items = (item(1, "photo"), item(2, "photo"), item(3, "photo"), item(4, "text"))
    answers = {20: ItemAnswer(20, "na"), 30: ItemAnswer(30, text="無")}
    assert [(one.position, what) for one, what in missing(items, answers, ())] == [(1, ANSWER)]
    assert missing(items, answers, (1,)) == ()


def test_what_failed_without_a_photo_is_known_whatever_the_sheet_asks_for() -> None:
    items = (item(1), item(2, "reading", maximum=Decimal(5)), item(3), item(4, shown_if="3=fail"))
    answers = {
        10: ItemAnswer(10, "fail"),
        20: ItemAnswer(20, reading=Decimal(6)),
        30: ItemAnswer(30, "pass"),
        40: ItemAnswer(40, "fail"),  # not asked any more
    }
    assert [one.position for one in without_photo(items, answers, (1,))] == [2]


@given(
    st.lists(st.sampled_from(["", "1=fail", "2=pass", "3=fail", "4=na", "x", "=", "0=fail"]), max_size=6),
    st.data(),
)
def test_what_is_hidden_is_never_missing(conditions: list[str], data: st.DataObject) -> None:
    items = tuple(item(at, shown_if=words) for at, words in enumerate(conditions, 1))
    outcomes = st.sampled_from(["", "pass", "fail", "na"])
    answers = {one.id: ItemAnswer(one.id, data.draw(outcomes)) for one in items}
    told = {one.position for one, _what in missing(items, answers, ())}
    assert all(is_shown(one, items, answers) for one in items if one.position in told)
