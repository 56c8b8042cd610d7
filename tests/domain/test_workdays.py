"""Working days: worked examples from the government's own calendars, and the office's word above them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilities_app.domain.calendar_file import parse_calendar
from facilities_app.domain.dates import Period
from facilities_app.domain.errors import Invalid
from facilities_app.domain.workdays import DayKind, DayName, DayOverride, Workdays

CALENDAR = Workdays()


@pytest.mark.parametrize(
    ("day", "works", "name"),
    [
        ("2017-02-18", True, "補行上班"),
        ("2017-02-27", False, "調整放假"),
        ("2017-10-09", False, "調整放假"),
        ("2024-02-08", False, "調整放假"),
        ("2024-02-09", False, "農曆除夕"),
        ("2024-02-10", False, "春節"),
        ("2024-02-14", False, "春節（補假）"),
        ("2024-02-15", True, ""),
        ("2024-02-17", True, "補行上班"),
        ("2024-02-24", False, ""),
        ("2024-04-04", False, "兒童節、民族掃墓節"),
        ("2025-02-08", True, "補行上班"),
        ("2025-10-24", False, "臺灣光復暨金門古寧頭大捷紀念日（補假）"),
        ("2025-12-25", False, "行憲紀念日"),
        ("2026-02-16", False, "農曆除夕"),
        ("2026-02-20", False, "農曆除夕（補假）"),
        ("2026-02-23", True, ""),
        ("2026-05-01", False, "勞動節"),
        ("2026-09-28", False, "孔子誕辰紀念日"),
        ("2026-10-09", False, "國慶日（補假）"),
        ("2026-10-26", False, "臺灣光復暨金門古寧頭大捷紀念日（補假）"),
        ("2026-11-23", True, ""),
        ("1990-10-11", True, ""),
        ("1990-10-14", False, ""),
    ],
)
def test_the_office_works_on_the_days_the_government_announced(day: str, works: bool, name: str) -> None:
    on = date.fromisoformat(day)
    assert CALENDAR.is_workday(on) is works
    assert CALENDAR.name(on).zh == name


def test_holidays_have_an_english_name_too() -> None:
    assert CALENDAR.name(date(2026, 10, 10)) == DayName("國慶日", "National Day")
    assert CALENDAR.name(date(2024, 2, 17)).en == "Make-up workday"
    assert CALENDAR.name(date(2024, 4, 4)).en == "Children's Day, Tomb-Sweeping Day"
    assert CALENDAR.name(date(2026, 11, 23)) == DayName()


@pytest.mark.parametrize(
    ("day", "count", "lands"),
    [
        ("2026-11-23", 1, "2026-11-24"),
        ("2026-11-23", 5, "2026-11-30"),
        ("2026-11-23", 0, "2026-11-23"),
        ("2026-11-21", 0, "2026-11-21"),
        ("2026-11-21", 1, "2026-11-23"),
        ("2026-11-23", -1, "2026-11-20"),
        ("2026-02-13", 1, "2026-02-23"),
        ("2024-02-07", 2, "2024-02-16"),
        ("2024-02-16", 1, "2024-02-17"),
        ("2024-02-19", -1, "2024-02-17"),
    ],
)
def test_working_days_are_counted_over_weekends_and_feasts(day: str, count: int, lands: str) -> None:
    assert CALENDAR.add_workdays(date.fromisoformat(day), count) == date.fromisoformat(lands)


def test_the_nearest_workday_may_be_the_day_itself() -> None:
    assert CALENDAR.next_workday(date(2026, 11, 23)) == date(2026, 11, 23)
    assert CALENDAR.next_workday(date(2026, 2, 14)) == date(2026, 2, 23)
    assert CALENDAR.previous_workday(date(2026, 2, 22)) == date(2026, 2, 13)
    assert CALENDAR.previous_workday(date(2026, 11, 23)) == date(2026, 11, 23)


def test_a_make_up_workday_is_a_weekend_day_at_work() -> None:
    assert CALENDAR.is_makeup(date(2024, 2, 17))
    assert not CALENDAR.is_makeup(date(2024, 2, 19))
    assert not CALENDAR.is_makeup(date(2024, 2, 18))


def test_a_month_s_working_days_are_counted() -> None:
    assert CALENDAR.count(Period.of_month(date(2026, 2, 1))) == 14
    assert CALENDAR.count(Period.of_month(date(2024, 2, 1))) == 16


def test_the_office_s_own_word_wins_over_the_computed_calendar() -> None:
    typhoon, saturday, feast = date(2026, 11, 24), date(2026, 11, 28), date(2026, 12, 25)
    calendar = Workdays(
        {
            typhoon: DayOverride(DayKind.HOLIDAY, "颱風停班"),
            saturday: DayOverride(DayKind.WORKDAY),
            feast: DayOverride(DayKind.WORKDAY),
        }
    )
    assert not calendar.is_workday(typhoon)
    assert calendar.name(typhoon) == DayName("颱風停班", "颱風停班")
    assert calendar.is_makeup(saturday)
    assert calendar.is_workday(feast)
    assert calendar.name(feast) == DayName()
    assert calendar.add_workdays(date(2026, 11, 23), 1) == date(2026, 11, 25)


def test_an_override_that_agrees_keeps_the_computed_name() -> None:
    feast = date(2026, 10, 10)
    expected = DayName("國慶日", "National Day")
    assert Workdays({feast: DayOverride(DayKind.HOLIDAY)}).name(feast) == expected
    assert Workdays({feast: DayOverride(DayKind.HOLIDAY, "國慶日")}).name(feast) == expected


@given(st.dates(date(1998, 1, 1), date(2040, 12, 31)), st.integers(1, 30))
def test_counting_forth_and_back_lands_on_the_same_workday(day: date, count: int) -> None:
    start = CALENDAR.next_workday(day)
    there = CALENDAR.add_workdays(start, count)
    assert CALENDAR.add_workdays(there, -count) == start
    assert CALENDAR.count(Period(start + timedelta(days=1), there)) == count


CSV = """西元日期,星期,是否放假,備註
20260101,四,2,開國紀念日
20260102,五,0,
20260103,六,2,

20260214,六,0,補行上班
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp950"])
def test_the_government_s_calendar_file_becomes_overrides(encoding: str) -> None:
    overrides = parse_calendar(CSV.replace("\n", "\r\n").encode(encoding))
    assert overrides == {
        date(2026, 1, 1): DayOverride(DayKind.HOLIDAY, "開國紀念日"),
        date(2026, 1, 2): DayOverride(DayKind.WORKDAY),
        date(2026, 1, 3): DayOverride(DayKind.HOLIDAY),
        date(2026, 2, 14): DayOverride(DayKind.WORKDAY, "補行上班"),
    }
    assert Workdays(overrides).is_makeup(date(2026, 2, 14))


def test_the_reason_of_a_day_is_one_clean_line_that_fits() -> None:
    row = "20260101,四,2,\u202e\x07放" + "假" * 200 + "\n"
    (override,) = parse_calendar((CSV.splitlines()[0] + "\n" + row).encode()).values()
    assert override.name == "放" + "假" * 79


@pytest.mark.parametrize("data", [b"", b"a,b,c\n", b"\xff\xfe\x00", "日期,星期\n".encode()])
def test_another_file_is_not_taken_for_a_calendar(data: bytes) -> None:
    with pytest.raises(Invalid) as caught:
        parse_calendar(data)
    assert caught.value.code == "calendar.not_recognised"


@pytest.mark.parametrize(
    "row",
    [
        "20261301,一,0,",
        "20260101,四,1,",
        "20260101,四",
        "x,y,0,z",
        "00010101,四,2,",
        f"20260101,四,2,{'x' * 200_000}",
    ],
)
def test_a_broken_row_is_named_by_its_line(row: str) -> None:
    with pytest.raises(Invalid) as caught:
        parse_calendar((CSV + row + "\n").encode())
    assert caught.value.code == "calendar.bad_row"
    assert caught.value.params["line"] == 7
