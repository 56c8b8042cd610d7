"""The life of an asset against cases that can be checked with pencil and paper."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilities_app.domain.asset_life import (
    Costs,
    Hint,
    ServiceLife,
    Span,
    Thresholds,
    add_years,
    availability,
    down_hours,
    down_minutes,
    judge,
    status_days,
)

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)

# Years in service, years of service life, book cost; repairs of the last 3 years: how many, NT$, of how many known.
# Then: straight line a year, repairs a year, their share in %, age in %, and the hint at 50 % and 80 %.
HINTS = """
since       years cost    n  sum     costed  line    yearly  share  age    hint
2024-11-23  10    100000  2  6000    2       10000   3000    30.0   20.0   keep      # 2 years: 6,000 / 2
2016-11-23  10    100000  4  9000    4       10000   3000    30.0   100.0  watch     # old, but cheap to keep
2022-11-23  10    100000  5  18000   5       10000   6000    60.0   40.0   watch     # young, but dear to keep
2018-11-23  10    100000  5  18000   5       10000   6000    60.0   80.0   replace   # both, the age just
2026-11-01  10    100000  1  5000    1       10000   5000    50.0   0.6    watch     # a few weeks count as one year
2016-11-23  10    100000  0  0       0       10000   0       0.0    100.0  watch     # no repairs are known to cost 0
2016-11-23  10    100000  3  0       0       10000   -       -      100.0  unknown   # repairs, but no cost known
2016-11-23  10    100000  3  9000    2       10000   3000    30.0   100.0  unknown   # short of it, but one is not known
2016-11-23  10    100000  3  18000   2       10000   6000    60.0   100.0  replace   # reached whatever the third cost
2016-11-23  10    -       3  9000    3       -       3000    -      100.0  unknown   # book cost unknown
2016-11-23  -     100000  3  9000    3       -       3000    -      -      unknown   # service life unknown
-           10    100000  3  90000   3       10000   30000   300.0  -      unknown   # age unknown
"""


def _value(text: str, kind: type) -> object:
    return None if text == "-" else kind(text)


@pytest.mark.parametrize("line", HINTS.strip().splitlines()[1:])
def test_the_hint_follows_from_the_table(line: str) -> None:
    since, years, cost, n, total, costed, straight, yearly, share, age, hint = line.split("#")[0].split()
    life = ServiceLife(
        None if since == "-" else date.fromisoformat(since), None if years == "-" else int(years)
    )
    recent = Costs(int(n), int(total), int(costed))
    made = judge(life, None if cost == "-" else int(cost), recent, TODAY, Thresholds())
    assert made.straight_line == _value(straight, int)
    assert made.repairs_a_year == _value(yearly, int)
    assert made.repair_percent == _value(share, Decimal)
    assert made.age_percent == _value(age, Decimal)
    assert made.hint is Hint(hint)


def test_the_service_life_ends_on_the_same_day_and_a_leap_day_on_the_first_of_march() -> None:
    assert ServiceLife(date(2011, 3, 2), 15).ends_on == date(2026, 3, 2)
    assert add_years(date(2024, 2, 29), 1) == date(2025, 3, 1)
    assert add_years(date(2024, 2, 29), 4) == date(2028, 2, 29)
    assert ServiceLife(date(2011, 11, 23), 15).is_reached(TODAY) is True
    assert ServiceLife(date(2011, 11, 24), 15).is_reached(TODAY) is False
    unknown = ServiceLife(None, 15)
    assert (unknown.ends_on, unknown.replacement_year, unknown.is_reached(TODAY)) == (None, None, None)


def hour(n: float) -> datetime:
    return datetime(2026, 11, 1, tzinfo=UTC) + timedelta(hours=n)


# Hours of the spans within [0, 100) with now at 90; "-" is still open. What is down, in hours.
DOWN = """
10-20                = 10
10-20 15-30          = 20   # overlap counts once
10-40 15-30          = 30   # one inside the other
-5-5                 = 5    # began before the period
80--                 = 10   # open: until now, not until the period's end
10-20 20-30          = 20   # they touch
95-99                = 0    # nothing after now counts
100-120              = 0    # after the period
"""


@pytest.mark.parametrize("line", DOWN.strip().splitlines())
def test_downtime_is_the_union_of_its_spans_within_the_period_and_up_to_now(line: str) -> None:
    spans, wanted = line.split("#")[0].split("=")
    read = []
    for text in spans.split():
        start, _, end = text[1:].partition("-") if text.startswith("-") else text.partition("-")
        first = -float(start) if text.startswith("-") else float(start)
        read.append(Span(hour(first), None if end == "-" else hour(float(end))))
    assert down_minutes(reversed(read), hour(0), hour(100), hour(90)) == float(wanted) * 60


@given(st.lists(st.tuples(st.integers(-50, 150), st.integers(1, 80)), max_size=6))
def test_downtime_never_exceeds_the_period_nor_the_sum_of_the_spans(raw: list[tuple[int, int]]) -> None:
    spans = [Span(hour(start), hour(start + length)) for start, length in raw]
    down = down_minutes(spans, hour(0), hour(100), hour(1000))
    assert 0 <= down <= min(100, sum(length for _start, length in raw)) * 60
    percent = availability(down, hour(0), hour(100))
    assert percent is not None
    assert 0 <= percent <= 100


def test_with_any_downtime_availability_never_reads_100() -> None:
    year = (hour(0), hour(24 * 365))
    assert availability(0, *year) == Decimal("100.00")
    assert availability(1, *year) == Decimal("99.99")
    assert availability(24 * 60, hour(0), hour(48)) == Decimal("50.00")
    assert availability(0, hour(1), hour(1)) is None
    assert [down_hours(n) for n in (0, 2, 90)] == [Decimal("0.0"), Decimal("0.1"), Decimal("1.5")]


def test_each_status_lasts_until_the_next() -> None:
    changes = [
        (date(2026, 1, 1), "in_use"),
        (date(2026, 3, 1), "awaiting_parts"),
        (date(2026, 3, 11), "in_use"),
    ]
    assert status_days(changes, date(2026, 3, 31)) == (
        ("in_use", date(2026, 1, 1), date(2026, 3, 1), 59),
        ("awaiting_parts", date(2026, 3, 1), date(2026, 3, 11), 10),
        ("in_use", date(2026, 3, 11), None, 20),
    )
