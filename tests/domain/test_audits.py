"""Rules of the audit: low use prompts a visit, and steps follow each other in order."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilities_app.domain import audits
from facilities_app.domain.errors import Invalid

WATER = [Decimal(n) for n in (18, 17, 19, 16, 9, 5)]


def test_the_last_period_is_told_as_a_share_of_the_median_of_five_before() -> None:
    assert audits.share_of_usual(WATER) == Decimal(5) / 17
    assert audits.is_low(WATER)
    assert not audits.is_low([Decimal(n) for n in (18, 17, 19, 16, 9, 12)])


def test_what_is_not_known_is_never_low() -> None:
    assert not audits.is_low([])
    assert not audits.is_low([Decimal(5)])
    assert not audits.is_low([Decimal(0), Decimal(0)]), "a unit that never used anything has no usual"


@given(st.lists(st.decimals(1, 900, places=1), min_size=2, max_size=9))
def test_the_same_use_every_period_is_as_usual(values: list[Decimal]) -> None:
    assert audits.share_of_usual([values[0]] * len(values)) == 1


def test_every_step_but_the_first_two_follows_one() -> None:
    for kind in audits.STEPS:
        if kind in ("revisit", "letter"):
            audits.check_step(None, kind)
        else:
            with pytest.raises(Invalid):
                audits.check_step(None, kind)
    followers = {after for steps in audits.NEXT_STEP.values() for after in steps}
    assert followers | {"revisit", "letter"} == set(audits.STEPS)


def test_who_was_not_met_is_not_done() -> None:
    counts = audits.Counts.of(["residing", "not_met", "", "partly"])
    assert (counts.total, counts.done, counts.unvisited) == (4, 2, 1)
