"""Working time over holidays, typhoon days and make-up Saturdays, against worked examples and properties."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilities_app.domain.clock import TAIPEI, at
from facilities_app.domain.clocks import Light, WorkingTime, light, read_hours
from facilities_app.domain.errors import Invalid
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


@given(start=MOMENTS, minutes=st.integers(1, 5000), back=st.integers(0, 4999))
def test_the_way_back_is_as_long_as_the_way_there(start: datetime, minutes: int, back: int) -> None:
    end = OFFICE.after(start, minutes)
    if back < minutes:
        assert OFFICE.before(end, back) == OFFICE.after(start, minutes - back)


@given(start=MOMENTS, minutes=st.integers(1, 5000), pauses=PAUSES)
def test_a_pause_never_brings_a_promise_nearer(
    start: datetime, minutes: int, pauses: list[tuple[datetime, int]]
) -> None:
    due = OFFICE.promised(start, minutes)
    spans = [(begin, begin + timedelta(minutes=length)) for begin, length in pauses]
    moved = OFFICE.moved_on(due, spans, LAST.replace(tzinfo=UTC))
    assert moved >= due
    assert OFFICE.elapsed(start, moved, spans) >= OFFICE.between(start, due)


def test_an_open_pause_holds_the_clock_until_now() -> None:
    start, pause, now = _at("2026-11-23 08:00"), _at("2026-11-23 09:00"), _at("2026-11-25 17:00")
    assert OFFICE.elapsed(start, now, [(pause, None)]) == 60
    assert OFFICE.moved_on(OFFICE.after(start, 120), [(pause, None)], now) == OFFICE.after(now, 60)


def test_a_pause_that_begins_after_the_promise_fell_due_changes_nothing() -> None:
    due = _at("2026-11-23 10:00")
    late = [(_at("2026-11-23 10:30"), _at("2026-11-27 17:00"))]
    assert OFFICE.moved_on(due, late, _at("2026-11-27 17:00")) == due


PROMISES = [
    ("2026-11-23 09:00", 0, "2026-11-23 17:00", "the same day"),
    ("2026-11-23 17:30", 0, "2026-11-24 17:00", "the same day, after closing"),
    ("2026-11-28 10:00", 0, "2026-11-30 17:00", "the same day, on a Saturday"),
    ("2026-11-23 09:00", 90, "2026-11-23 10:30", "an hour and a half"),
    ("2026-11-23 09:00", 3 * 480, "2026-11-26 17:00", "three working days, until closing"),
    ("2026-12-31 09:00", 480, "2027-01-04 17:00", "a working day over New Year"),
    ("2026-08-11 09:00", 480, "2026-08-13 17:00", "a working day over a typhoon day off"),
    ("2024-02-16 09:00", 480, "2024-02-17 17:00", "a working day, the make-up Saturday"),
]


@pytest.mark.parametrize(("start", "minutes", "due", "_why"), PROMISES, ids=[p[3] for p in PROMISES])
def test_whole_days_last_until_closing_and_parts_of_a_day_to_the_minute(
    start: str, minutes: int, due: str, _why: str
) -> None:
    assert OFFICE.promised(_at(start), minutes) == _at(due)


def test_a_share_is_of_the_working_time_between() -> None:
    start, due = _at("2026-11-23 09:00"), _at("2026-11-24 09:00")
    assert OFFICE.share(start, due, 75) == _at("2026-11-23 16:00")
    assert OFFICE.share(start, due, 150) == _at("2026-11-24 14:00")


DUE_AT, AMBER_AT = _at("2026-11-24 17:00"), _at("2026-11-24 10:00")


@pytest.mark.parametrize(
    ("now", "met", "paused_until", "reads"),
    [
        ("2026-11-24 09:59", None, None, Light.GREEN),
        ("2026-11-24 10:00", None, None, Light.AMBER),
        ("2026-11-24 17:00", None, None, Light.AMBER),
        ("2026-11-24 17:01", None, None, Light.RED),
        ("2026-11-24 11:00", None, "2026-11-25 00:00", Light.PAUSED),
        ("2026-11-24 17:01", None, "2026-11-25 00:00", Light.RED),
        ("2026-11-24 11:00", None, "2026-11-24 00:00", Light.AMBER),
        ("2026-11-30 09:00", "2026-11-24 17:00", None, Light.KEPT),
        ("2026-11-30 09:00", "2026-11-24 17:01", None, Light.BROKEN),
    ],
)
def test_a_promise_reads_amber_before_and_red_after(
    now: str, met: str | None, paused_until: str | None, reads: Light
) -> None:
    shown = light(
        due=DUE_AT,
        amber=AMBER_AT,
        now=_at(now),
        met=_at(met) if met else None,
        paused_until=_at(paused_until) if paused_until else None,
    )
    assert shown is reads


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("08:00-12:00, 13:00-17:00", ((480, 720), (780, 1020))),
        ("8:30–17:30", ((510, 1050),)),
        ("09:00～12:00、13:30～18:00", ((540, 720), (810, 1080))),
    ],
)
def test_office_hours_are_read_as_people_write_them(text: str, spans: tuple[tuple[int, int], ...]) -> None:
    assert read_hours(text) == spans


@pytest.mark.parametrize(
    "text", ["", "8 to 5", "17:00-08:00", "08:00-12:00, 11:00-17:00", "08:00-25:00", "08:00-12:00 x"]
)
def test_hours_that_no_office_works_are_refused(text: str) -> None:
    with pytest.raises(Invalid) as caught:
        read_hours(text)
    assert (caught.value.code, caught.value.field) == ("office.hours", "office_hours")


def test_a_calendar_without_working_days_is_refused() -> None:
    class Never:
        def is_workday(self, day: date) -> bool:
            return False

    with pytest.raises(ValueError, match="no working days"):
        WorkingTime(Never()).after(at(date(2026, 1, 1)), 10)
