"""Two people at one sheet: nothing of either is lost, whatever they typed."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from facilities_app.domain.keying import Keyed
from facilities_app.domain.keying_merge import Clash, merge
from facilities_app.domain.rows import ItemAnswer

DAY = date(2026, 11, 23)
PASS, FAIL = ItemAnswer(1, "pass"), ItemAnswer(1, "fail", note="裂")


def keyed(*answers: ItemAnswer) -> Keyed:
    return Keyed(DAY, answers=answers)


def test_what_only_one_of_them_keyed_is_taken_from_that_one() -> None:
    other = ItemAnswer(2, "pass")
    found = merge(keyed(), keyed(PASS), keyed(other))
    assert (found.keyed.answers, found.taken, found.clashes) == ((PASS, other), (2,), ())


def test_where_both_answered_differently_mine_stands_and_theirs_is_kept_beside_it() -> None:
    found = merge(keyed(), keyed(PASS), keyed(FAIL))
    assert (found.keyed.answers, found.clashes) == ((PASS,), (Clash(1, PASS, FAIL),))


def test_the_same_answer_of_both_is_no_clash_and_what_one_took_back_is_gone() -> None:
    assert merge(keyed(), keyed(PASS), keyed(PASS)).clashes == ()
    assert merge(keyed(PASS), keyed(PASS), keyed()).keyed.answers == ()
    assert merge(keyed(PASS), keyed(), keyed(PASS)).keyed.answers == ()


def test_who_and_when_are_mine_only_if_i_changed_them() -> None:
    before = keyed()
    mine, theirs = replace(before, inspector="林"), replace(before, inspector="吳", licence_id=3)
    found = merge(before, mine, theirs).keyed
    assert (found.inspector, found.licence_id) == ("林", 3)


_ANSWERS = st.dictionaries(st.integers(1, 5), st.sampled_from(("pass", "fail", "na"))).map(
    lambda found: keyed(*(ItemAnswer(key, outcome) for key, outcome in found.items()))
)


@given(_ANSWERS, _ANSWERS, _ANSWERS)
def test_every_answer_of_either_is_on_the_sheet_or_in_a_clash(
    before: Keyed, mine: Keyed, theirs: Keyed
) -> None:
    found = merge(before, mine, theirs)
    seen = {*found.keyed.answers, *(c.theirs for c in found.clashes), *(c.mine for c in found.clashes)}
    kept = set(before.answers)
    assert set(mine.answers) - kept <= seen
    assert set(theirs.answers) - kept <= seen
