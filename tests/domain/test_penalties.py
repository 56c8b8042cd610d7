"""Late-repair penalties against cases worked out by hand.

Every case: the contract's terms, the ticket's own times (day and hour of November 115), and what comes of it.
"""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilities_app.domain.penalties import (
    Charge,
    Kept,
    Penalty,
    Promise,
    Terms,
    Times,
    Wait,
    within_cap,
    work_out,
)

NOW = datetime(2026, 11, 30, 0, 0, tzinfo=UTC)


def t(text: str | None) -> datetime | None:
    """ "03 14:30" is the third of November at half past two."""
    if text is None:
        return None
    day, clock = text.split()
    hour, minute = clock.split(":")
    return datetime(2026, 11, int(day), int(hour), int(minute), tzinfo=UTC)


def moment(text: str) -> datetime:
    found = t(text)
    assert found is not None
    return found


HOURLY = Terms(response_hours=2, kind="fixed_hour", rate=500, amount_twd=1_980_000)
DAILY = Terms(repair_hours=24, kind="fixed_day", rate=2_000, amount_twd=1_980_000)
PERMILLE = Terms(repair_hours=24, kind="permille_day", rate=1, amount_twd=1_980_000)

# what is shown | terms | told | arrived | finished | late minutes | units | NT$
LATE = [
    ("in time to the minute", HOURLY, "03 09:00", "03 11:00", "03 15:00", 0, 0, 0),
    ("one minute late is one begun hour", HOURLY, "03 09:00", "03 11:01", "03 15:00", 1, 1, 500),
    ("60 minutes late are one hour", HOURLY, "03 09:00", "03 12:00", "03 15:00", 60, 1, 500),
    ("61 minutes late are two begun hours", HOURLY, "03 09:00", "03 12:01", "03 15:00", 61, 2, 1_000),
    ("nights count: hours of the clock", HOURLY, "03 22:00", "04 08:00", "04 09:00", 480, 8, 4_000),
    ("repaired within the day", DAILY, "03 09:00", "03 10:00", "04 09:00", 0, 0, 0),
    ("an hour over is one begun day", DAILY, "03 09:00", "03 10:00", "04 10:00", 60, 1, 2_000),
    ("24 hours over are one day", DAILY, "03 09:00", "03 10:00", "05 09:00", 1_440, 1, 2_000),
    ("25 hours over are two begun days", DAILY, "03 09:00", "03 10:00", "05 10:00", 1_500, 2, 4_000),
    ("1 permille of 1,980,000 for three days", PERMILLE, "03 09:00", "03 10:00", "06 10:00", 2_940, 3, 5_940),
]


@pytest.mark.parametrize(("shown", "terms", "told", "arrived", "done", "late", "units", "twd"), LATE)
def test_lateness_costs_what_the_table_says(
    shown: str, terms: Terms, told: str, arrived: str, done: str, late: int, units: int, twd: int
) -> None:
    times = Times(t(told), t(arrived), t(done), is_done=True)
    penalty = work_out(terms, times, NOW)
    (delay,) = penalty.delays
    assert (delay.late, delay.units, penalty.charged_twd) == (late, units, twd), shown
    assert penalty.charge is (Charge.CHARGED if twd else Charge.NOTHING)


# what is shown | pauses (from, until, reason) | minutes taken out | late minutes | NT$
# told 03 09:00, promised 24 h, finished 06 09:00: 72 h passed, so 48 h = 2,880 min late without a pause
WAITS = [
    ("no pause", [], 0, 2_880, 4_000),
    ("the office waited for money: taken out", [("03 12:00", "04 12:00", "budget")], 1_440, 1_440, 2_000),
    ("waiting for the contractor: not taken out", [("03 12:00", "04 12:00", "vendor")], 0, 2_880, 4_000),
    ("waiting for parts: not taken out", [("03 12:00", "04 12:00", "parts")], 0, 2_880, 4_000),
    ("before the dispatch: nothing to take out", [("01 09:00", "03 09:00", "budget")], 0, 2_880, 4_000),
    ("only the part after the dispatch", [("02 09:00", "04 09:00", "budget")], 1_440, 1_440, 2_000),
    ("beyond the end: only until the end", [("05 09:00", "08 09:00", "budget")], 1_440, 1_440, 2_000),
    ("never ended: until the end", [("05 09:00", None, "budget")], 1_440, 1_440, 2_000),
    (
        "two that overlap count once",
        [("03 12:00", "04 12:00", "budget"), ("04 00:00", "05 00:00", "budget")],
        2_160,
        720,
        2_000,
    ),
    ("waited all the time: not late", [("03 09:00", "06 09:00", "budget")], 4_320, 0, 0),
]


@pytest.mark.parametrize(("shown", "waits", "waited", "late", "twd"), WAITS)
def test_what_the_office_itself_delayed_is_taken_out(
    shown: str, waits: list[tuple[str, str | None, str]], waited: int, late: int, twd: int
) -> None:
    pauses = tuple(Wait(moment(start), t(until), reason) for start, until, reason in waits)
    times = Times(t("03 09:00"), t("03 10:00"), t("06 09:00"), is_done=True, waits=pauses)
    penalty = work_out(DAILY, times, NOW)
    (delay,) = penalty.delays
    assert (delay.passed, delay.waited, delay.late, penalty.charged_twd) == (4_320, waited, late, twd), shown


# what is shown | told | arrived | finished | done | charge | kept of arrival and repair
BOTH = Terms(response_hours=2, repair_hours=24, kind="fixed_hour", rate=500, amount_twd=1_000_000)
UNKNOWN = [
    ("the dispatch is not known", None, "03 10:00", "04 10:00", True, Charge.UNKNOWN, "unknown unknown"),
    ("arrival was never written down", "03 09:00", None, "04 08:00", True, Charge.UNKNOWN, "unknown kept"),
    ("done, but not when", "03 09:00", "03 10:00", None, True, Charge.UNKNOWN, "kept unknown"),
    ("not there yet, still in time", "29 23:30", None, None, False, Charge.NOTHING, "waiting waiting"),
    ("there in time, not finished, late by now", "03 09:00", "03 10:00", None, False, Charge.RUNNING, "kept overdue"),
    ("neither there nor finished", "03 09:00", None, None, False, Charge.RUNNING, "overdue overdue"),
]  # fmt: skip


@pytest.mark.parametrize(("shown", "told", "arrived", "done", "is_done", "charge", "kept"), UNKNOWN)
def test_what_is_not_known_is_unknown_and_what_goes_on_is_not_charged(
    shown: str,
    told: str | None,
    arrived: str | None,
    done: str | None,
    is_done: bool,
    charge: Charge,
    kept: str,
) -> None:
    penalty = work_out(BOTH, Times(t(told), t(arrived), t(done), is_done), NOW)
    assert penalty.charge is charge, shown
    assert [delay.kept.value for delay in penalty.delays] == kept.split(), shown
    assert penalty.charged_twd in (None, 0)


def test_arrival_and_repair_are_two_promises_and_both_are_charged() -> None:
    penalty = work_out(BOTH, Times(t("03 09:00"), t("03 12:30"), t("04 10:00"), is_done=True), NOW)
    assert [(d.promise, d.kept, d.late, d.units, d.amount_twd) for d in penalty.delays] == [
        (Promise.ARRIVAL, Kept.LATE, 90, 2, 1_000),
        (Promise.REPAIR, Kept.LATE, 60, 1, 500),
    ]
    assert penalty.charged_twd == 1_500


def test_a_rule_that_needs_the_contracts_sum_and_lacks_it_gives_unknown() -> None:
    late = Times(t("03 09:00"), t("03 10:00"), t("06 09:00"), is_done=True)
    for terms in (
        Terms(repair_hours=24, kind="permille_day", rate=1),
        Terms(repair_hours=24, kind="fixed_day", rate=2_000, cap_percent=20),
    ):
        assert work_out(terms, late, NOW).charge is Charge.UNKNOWN
        assert work_out(terms, late, NOW).charged_twd is None


def test_a_contract_without_a_rule_tells_lateness_and_charges_nothing() -> None:
    penalty = work_out(Terms(repair_hours=24), Times(t("03 09:00"), None, t("06 09:00"), is_done=True), NOW)
    assert penalty.charge is Charge.NO_RULE
    assert (penalty.delays[0].late, penalty.charged_twd) == (2_880, None)


def test_the_cap_is_used_up_in_the_order_of_finishing() -> None:
    # 20 % of 20,000 is 4,000: the first two repairs take 3,000, the third gets the 1,000 left, the fourth nothing
    terms = Terms(repair_hours=24, kind="fixed_day", rate=1_500, cap_percent=20, amount_twd=20_000)
    ends = ("04 10:00", "04 11:00", "04 12:00", "04 13:00")
    found = [work_out(terms, Times(t("03 09:00"), t("03 10:00"), t(end), is_done=True), NOW) for end in ends]
    capped = within_cap(found, terms.cap_twd)
    assert [penalty.asked_twd for penalty in capped] == [1_500] * 4
    assert [penalty.charged_twd for penalty in capped] == [1_500, 1_500, 1_000, 0]
    assert [penalty.cap_left for penalty in capped] == [4_000, 2_500, 1_000, 0]


def test_one_repair_alone_stays_within_the_cap() -> None:
    terms = Terms(repair_hours=1, kind="fixed_hour", rate=10_000, cap_percent=10, amount_twd=100_000)
    penalty = work_out(terms, Times(t("03 09:00"), None, t("05 09:00"), is_done=True), NOW)
    assert (penalty.asked_twd, penalty.charged_twd) == (470_000, 10_000)


HOURS = st.integers(min_value=0, max_value=400)


@given(HOURS, HOURS, HOURS, st.sampled_from(["budget", "vendor", "parts"]))
def test_a_pause_never_makes_a_penalty_dearer_and_only_the_offices_makes_it_cheaper(
    promised: int, took: int, paused: int, reason: str
) -> None:
    start = moment("03 09:00")
    end = start + timedelta(hours=took)
    wait = Wait(start, start + timedelta(hours=paused), reason)
    terms = Terms(repair_hours=max(1, promised), kind="fixed_hour", rate=100)

    def charged(*waits: Wait) -> Penalty:
        return work_out(terms, Times(start, start, end, is_done=True, waits=waits), NOW)

    with_pause, without = charged(wait).charged_twd or 0, charged().charged_twd or 0
    assert with_pause <= without
    if reason != "budget":
        assert with_pause == without


@given(
    st.lists(st.integers(min_value=0, max_value=9_999), max_size=12),
    st.integers(min_value=0, max_value=20_000),
)
def test_all_penalties_together_never_exceed_the_cap_and_what_is_left_only_falls(
    asked: list[int], cap: int
) -> None:
    capped = within_cap([Penalty(Charge.CHARGED, (), one, one) for one in asked], cap)
    assert sum(penalty.charged_twd or 0 for penalty in capped) <= cap
    assert all((a.cap_left or 0) >= (b.cap_left or 0) for a, b in pairwise(capped))
