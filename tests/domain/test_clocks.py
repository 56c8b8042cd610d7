"""Working time over holidays, typhoon days and make-up Saturdays, against worked examples and properties."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilities_app.domain.clock import TAIPEI, at
from facilities_app.domain.clocks import Light, WorkingTime, light
from facilities_app.domain.workdays import DayKind, DayOverride, Workdays

TYPHOON = date(2026, 8, 12)  # a Wednesday the city closed its offices
OFFICE = WorkingTime(Workdays({TYPHOON: DayOverride(DayKind.HOLIDAY, "颱風停班")}))


def _at(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=TAIPEI)


EXAMPLES = [
    ("2026-11-23 09:00", "2026-11-23 11:30", 150, "within a morning"),
    ("2026-11-23 11:30", "2026-11-23 13:30", 60, "over the noon break"),
    ("2026-11-23 07:00", "2026-11-23 08:10", 10, "before the office opens"),
    ("2026-11-23 16:30", "2026-11-24 08:30", 60, "over a night"),
    ("2026-11-27 16:00", "2026-11-30 09:00", 120, "over a weekend"),
    ("2026-12-31 16:00", "2027-01-04 09:00", 120, "over New Year, 1 January being a Friday"),
    ("2026-02-13 16:00", "2026-02-23 09:00", 120, "over the lunar New Year of 115"),
    ("2026-08-11 16:00", "2026-08-13 09:00", 120, "over a typhoon day off"),
    ("2024-02-16 16:00", "2024-02-19 09:00", 600, "over the make-up Saturday 113/2/17"),
    ("2026-11-28 10:00", "2026-11-29 18:00", 0, "within a weekend"),
    ("2026-11-23 10:00", "2026-11-23 09:00", 0, "backwards"),
]


@pytest.mark.parametrize(("start", "until", "minutes", "_why"), EXAMPLES, ids=[e[3] for e in EXAMPLES])
def test_working_minutes_are_those_of_the_worked_example(
    start: str, until: str, minutes: int, _why: str
) -> None:
    assert OFFICE.between(_at(start), _at(until)) == minutes


DUE = [
    ("2026-11-23 09:00", 60, "2026-11-23 10:00", "the same morning"),
    ("2026-11-23 11:00", 120, "2026-11-23 14:00", "over noon"),
    ("2026-11-23 11:00", 60, "2026-11-23 12:00", "to the very end of the morning"),
    ("2026-11-27 16:00", 480, "2026-11-30 16:00", "a working day over a weekend"),
    ("2026-11-28 10:00", 30, "2026-11-30 08:30", "from a Saturday"),
    ("2026-12-31 16:00", 120, "2027-01-04 09:00", "over New Year"),
    ("2026-08-11 16:30", 60, "2026-08-13 08:30", "over a typhoon day off"),
    ("2024-02-16 16:30", 60, "2024-02-17 08:30", "into a make-up Saturday"),
]


@pytest.mark.parametrize(("start", "minutes", "due", "_why"), DUE, ids=[d[3] for d in DUE])
def test_a_promise_falls_due_as_in_the_worked_example(start: str, minutes: int, due: str, _why: str) -> None:
    assert OFFICE.after(_at(start), minutes) == _at(due)


FIRST, LAST = (datetime.fromisoformat(text) for text in ("2025-01-01", "2026-12-31"))
MOMENTS = st.datetimes(FIRST, LAST).map(lambda m: m.replace(second=0, microsecond=0, tzinfo=UTC))


@given(start=MOMENTS, minutes=st.integers(1, 5000))
def test_after_and_between_are_each_others_inverse(start: datetime, minutes: int) -> None:
    assert OFFICE.between(start, OFFICE.after(start, minutes)) == minutes


@given(start=MOMENTS, hours=st.integers(0, 3000))
def test_working_time_never_exceeds_calendar_time(start: datetime, hours: int) -> None:
    until = start + timedelta(hours=hours)
    assert 0 <= OFFICE.between(start, until) <= hours * 60


PAUSES = st.lists(st.tuples(MOMENTS, st.integers(0, 20_000)), max_size=5)


@given(start=MOMENTS, hours=st.integers(0, 2000), pauses=PAUSES)
def test_a_pause_stops_the_clock_and_overlaps_count_once(
    start: datetime, hours: int, pauses: list[tuple[datetime, int]]
) -> None:
    until = start + timedelta(hours=hours)
    spans = [(begin, begin + timedelta(minutes=length)) for begin, length in pauses]
    elapsed = OFFICE.elapsed(start, until, spans)
    assert 0 <= elapsed <= OFFICE.between(start, until)
    assert OFFICE.elapsed(start, until, [*spans, *spans]) == elapsed
    assert OFFICE.elapsed(start, until, []) == OFFICE.between(start, until)


def test_an_open_pause_holds_the_clock_until_now() -> None:
    start, pause, now = _at("2026-11-23 08:00"), _at("2026-11-23 09:00"), _at("2026-11-25 17:00")
    assert OFFICE.elapsed(start, now, [(pause, None)]) == 60
    assert OFFICE.due(start, 120, [(pause, None)], now) == OFFICE.after(now, 60)


@pytest.mark.parametrize(
    ("used", "met", "paused", "reads"),
    [
        (10, None, False, Light.GREEN),
        (75, None, False, Light.AMBER),
        (101, None, False, Light.RED),
        (80, None, True, Light.PAUSED),
        (101, None, True, Light.RED),
        (100, 100, False, Light.KEPT),
        (300, 101, False, Light.BROKEN),
    ],
)
def test_a_promise_reads_amber_before_and_red_after(
    used: int, met: int | None, paused: bool, reads: Light
) -> None:
    assert light(used=used, promised=100, met_used=met, paused=paused) is reads


def test_a_calendar_without_working_days_is_refused() -> None:
    class Never:
        def is_workday(self, day: date) -> bool:
            return False

    with pytest.raises(ValueError, match="no working days"):
        WorkingTime(Never()).after(at(date(2026, 1, 1)), 10)
