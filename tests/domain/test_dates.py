"""Dates as text: every form the office types and writes."""

from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilities_app.domain import dates
from facilities_app.domain.dates import DateStyle, Period
from facilities_app.domain.errors import Invalid

TODAY = date(2026, 11, 23)
SECOND_OF_MARCH = date(2026, 3, 2)
ANY_DAY = st.dates(dates.FIRST, dates.LAST)


@pytest.mark.parametrize(
    "text",
    [
        "1150302", "115/3/2", "115/03/02", "115.3.2", "115.03.02", "115-3-2", "115 3 2", "115/ 3/ 2",
        "2026-03-02", "2026/3/2", "2026.3.2", "20260302", "民國115年3月2日", "民國 115 年 3 月 2 日",
        "中華民國115年03月02日", "115年3月2日", "115 年 3 月 2 日", "115年3月2號", "115年3月2", "民國115/3/2",
        "民國1150302", "2026年3月2日", "西元2026年3月2日", "西元 2026/3/2", "３/２", "3/2", "03/02", "3-2",
        "3月2日", "１１５０３０２", "１１５／３／２", "１１５．３．２", "１１５－３－２",
        "115–3–2", "  115/3/2  ",
        "115/03/02（一）", "115/03/02 (週一)", "115年3月2日（星期一）", "2 March 2026", "2 Mar 2026",
        "March 2, 2026", "mar 2 2026", "２０２６年３月２日", "2026 3 2",
    ],
)  # fmt: skip
def test_the_second_of_march_is_read_in_every_form(text: str) -> None:
    assert dates.parse(text, TODAY) == SECOND_OF_MARCH


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("0990302", date(2010, 3, 2)),
        ("99/3/2", date(2010, 3, 2)),
        ("民國99年3月2日", date(2010, 3, 2)),
        ("民國元年1月1日", date(1912, 1, 1)),
        ("26/3/2", date(1937, 3, 2)),
        ("9991231", date(2910, 12, 31)),
        ("113/2/29", date(2024, 2, 29)),
        ("今天", TODAY),
        ("今日", TODAY),
        (" Today ", TODAY),
        ("明天", date(2026, 11, 24)),
        ("tomorrow", date(2026, 11, 24)),
        ("昨天", date(2026, 11, 22)),
        ("yesterday", date(2026, 11, 22)),
        ("後天", date(2026, 11, 25)),
        ("+7", date(2026, 11, 30)),
        ("＋７", date(2026, 11, 30)),
        ("+ 7 天", date(2026, 11, 30)),
        ("-3", date(2026, 11, 20)),
        ("−3", date(2026, 11, 20)),
        ("+0", TODAY),
        ("12/31", date(2026, 12, 31)),
    ],
)
def test_other_texts_mean_these_days(text: str, day: date) -> None:
    assert dates.parse(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "date.empty"),
        ("   ", "date.empty"),
        ("abc", "date.unreadable"),
        ("12", "date.unreadable"),
        ("115/3/2/1", "date.unreadable"),
        ("115/3.2", "date.unreadable"),
        ("1150302x", "date.unreadable"),
        ("2 Foo 2026", "date.unreadable"),
        ("一百一十五年三月二日", "date.unreadable"),
        ("9" * 50, "date.unreadable"),
        ("²/²", "date.unreadable"),
        ("24/3", "date.no_day"),
        ("115/03", "date.no_day"),
        ("11503", "date.no_day"),
        ("115年3月", "date.no_day"),
        ("990302", "date.ambiguous"),
        ("260302", "date.ambiguous"),
        ("2/3/2026", "date.year_first"),
        ("115/2/29", "date.no_such_day"),
        ("2/29", "date.no_such_day"),
        ("115/13/1", "date.no_such_day"),
        ("13月1日", "date.no_such_day"),
        ("1151332", "date.no_such_day"),
        ("115/0/1", "date.no_such_day"),
        ("115/4/31", "date.no_such_day"),
        ("0/3/2", "date.before_roc"),
        ("0000302", "date.before_roc"),
        ("民國前3年3月2日", "date.before_roc"),
        ("1911-12-31", "date.before_roc"),
        ("18950417", "date.before_roc"),
        ("-99999", "date.before_roc"),
        ("2911-01-01", "date.too_far"),
        ("民國2026年3月2日", "date.too_far"),
        ("+999999", "date.too_far"),
        ("115/03/02（二）", "date.wrong_weekday"),
    ],
)
def test_nonsense_is_refused_with_the_reason(text: str, code: str) -> None:
    with pytest.raises(Invalid) as caught:
        dates.parse(text, TODAY)
    assert caught.value.code == code
    assert caught.value.params["text"] == text


@given(ANY_DAY)
def test_every_written_form_reads_back_as_the_same_day(day: date) -> None:
    forms = [
        dates.format_date(day, DateStyle.ROC),
        dates.format_date(day, DateStyle.ISO),
        dates.roc_text(day),
        dates.roc_text(day).replace(" ", ""),
        dates.roc_dots(day),
        dates.roc_code(day),
        dates.english_text(day),
        f"{day:%Y%m%d}",
        f"{dates.format_date(day, DateStyle.ROC)}（{dates.weekday_zh(day)}）",
        f"{dates.roc_year(day)}/{day.month}/{day.day}",
    ]
    assert {dates.parse(form, TODAY) for form in forms} == {day}
    first = day.replace(day=1)
    months = [
        dates.format_month(day, DateStyle.ROC),
        dates.format_month(day, DateStyle.ISO),
        dates.roc_month(day),
    ]
    assert {dates.parse_month(form, TODAY) for form in months} == {first}


@given(ANY_DAY, ANY_DAY, st.sampled_from(DateStyle))
def test_every_written_period_reads_back(one: date, other: date, style: DateStyle) -> None:
    period = Period(min(one, other), max(one, other))
    assert dates.parse_range(dates.format_period(period, style), TODAY) == period
    assert dates.parse_range(dates.roc_period_text(period), TODAY) == period


_ALPHABET = "0123456789０１９/.-+–~至年月日民國元 ()（一）週今明天toMar²①\u3000\x00"


@given(st.text() | st.text(alphabet=_ALPHABET, max_size=14))
def test_any_text_is_read_or_refused_and_never_crashes(text: str) -> None:
    for read in (dates.parse, dates.parse_month, dates.parse_range):
        with suppress(Invalid):
            read(text, TODAY)


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("115/03", date(2026, 3, 1)),
        ("115/3", date(2026, 3, 1)),
        ("11503", date(2026, 3, 1)),
        ("2026-03", date(2026, 3, 1)),
        ("202603", date(2026, 3, 1)),
        ("民國 115 年 3 月", date(2026, 3, 1)),
        ("115年3月份", date(2026, 3, 1)),
        ("3月", date(2026, 3, 1)),
        ("March 2026", date(2026, 3, 1)),
        ("99/12", date(2010, 12, 1)),
        ("本月", date(2026, 11, 1)),
        ("上個月", date(2026, 10, 1)),
        ("下月", date(2026, 12, 1)),
    ],
)
def test_months_are_read(text: str, month: date) -> None:
    assert dates.parse_month(text, TODAY) == month


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "date.empty"),
        ("115/13", "date.no_such_month"),
        ("1911-12", "date.before_roc"),
        ("x", "date.unreadable"),
    ],
)
def test_no_month_is_refused(text: str, code: str) -> None:
    with pytest.raises(Invalid) as caught:
        dates.parse_month(text, TODAY)
    assert caught.value.code == code


HALF_YEAR = Period(date(2017, 2, 16), date(2017, 7, 31))


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("106/2/16–106/7/31", HALF_YEAR),
        ("106/2/16-106/7/31", HALF_YEAR),
        ("106/2/16 - 106/7/31", HALF_YEAR),
        ("106/2/16～7/31", HALF_YEAR),
        ("106/2/16至106/7/31", HALF_YEAR),
        ("106年2月16日至7月31日", HALF_YEAR),
        ("1060216-1060731", HALF_YEAR),
        ("1060216~1060731", HALF_YEAR),
        ("2017-02-16 to 2017-07-31", HALF_YEAR),
        ("2017-02-16..2017-07-31", HALF_YEAR),
        ("2017-02-16 - 2017-07-31", HALF_YEAR),
        ("今天～+7", Period(TODAY, date(2026, 11, 30))),
        ("115/3/2", Period(SECOND_OF_MARCH, SECOND_OF_MARCH)),
        ("115/3", Period(date(2026, 3, 1), date(2026, 3, 31))),
        ("2026-02", Period(date(2026, 2, 1), date(2026, 2, 28))),
        ("202602", Period(date(2026, 2, 1), date(2026, 2, 28))),
        ("115/1～115/6", Period(date(2026, 1, 1), date(2026, 6, 30))),
        ("本月", Period(date(2026, 11, 1), date(2026, 11, 30))),
        ("115", Period.of_year(2026)),
        ("115年度", Period.of_year(2026)),
        ("2026", Period.of_year(2026)),
        ("去年", Period.of_year(2025)),
    ],
)
def test_ranges_are_read(text: str, period: Period) -> None:
    assert dates.parse_range(text, TODAY) == period


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("106/7/31～106/2/16", "date.range_reversed"),
        ("115/1/1～115/2/1～115/3/1", "date.unreadable"),
        ("9" * 90, "date.unreadable"),
        ("～115/3/2", "date.empty"),
        ("115/2/30～115/3/1", "date.no_such_day"),
    ],
)
def test_a_broken_range_is_refused(text: str, code: str) -> None:
    with pytest.raises(Invalid) as caught:
        dates.parse_range(text, TODAY)
    assert caught.value.code == code


def test_a_date_is_written_in_every_convention_of_the_office() -> None:
    assert dates.format_date(SECOND_OF_MARCH, DateStyle.ROC) == "115/03/02"
    assert dates.format_date("2026-03-02", DateStyle.ROC) == "115/03/02"
    assert dates.format_date("2026-03-02", DateStyle.ISO) == "2026-03-02"
    assert dates.format_date("", DateStyle.ROC) == ""
    assert dates.roc_text(SECOND_OF_MARCH) == "民國 115 年 3 月 2 日"
    assert dates.roc_dots(SECOND_OF_MARCH) == "115.03.02"
    assert dates.roc_code(SECOND_OF_MARCH) == "1150302"
    assert dates.roc_code(date(2010, 3, 2)) == "0990302"
    assert dates.roc_month(SECOND_OF_MARCH) == "115 年 3 月"
    assert dates.format_month(SECOND_OF_MARCH, DateStyle.ISO) == "2026-03"
    assert dates.english_text(SECOND_OF_MARCH) == "2 March 2026"
    assert (dates.weekday_zh(SECOND_OF_MARCH), dates.weekday_en(SECOND_OF_MARCH)) == ("一", "Mon")
    assert dates.format_period(HALF_YEAR, DateStyle.ROC) == "106/02/16–106/07/31"
    assert dates.roc_period_text(HALF_YEAR) == "106 年 2 月 16 日至 7 月 31 日"


def test_years_below_one_hundred_are_padded_in_tables_but_not_in_prose() -> None:
    assert dates.format_date(date(2010, 3, 2), DateStyle.ROC) == "099/03/02"
    assert dates.roc_text(date(2010, 3, 2)) == "民國 99 年 3 月 2 日"


def test_a_date_before_the_republic_is_written_in_the_western_calendar() -> None:
    old = date(1905, 4, 1)
    assert dates.format_date(old, DateStyle.ROC) == "1905-04-01"
    assert dates.roc_text(old) == "西元 1905 年 4 月 1 日"
    assert dates.roc_dots(old) == "1905.04.01"
    assert dates.roc_code(old) == "19050401"
    assert dates.roc_month(old) == "1905 年 4 月"


@pytest.mark.parametrize(
    "moment",
    ["2026-03-02T01:20:00+00:00", "2026-03-02T01:20:00", "2026-03-02 01:20:59", "2026-03-02T09:20:00+08:00",
     datetime(2026, 3, 2, 1, 20, tzinfo=UTC)],
)  # fmt: skip
def test_a_moment_is_written_on_the_clock_of_taiwan(moment: str | datetime) -> None:
    assert dates.format_moment(moment, DateStyle.ROC) == "115/03/02 09:20"
    assert dates.format_moment(moment, DateStyle.ISO) == "2026-03-02 09:20"


def test_a_late_moment_in_utc_is_already_the_next_day_in_taiwan() -> None:
    assert dates.format_moment("2026-03-01T16:00:00+00:00", DateStyle.ROC) == "115/03/02 00:00"


def test_a_stored_date_is_read_back_from_iso() -> None:
    assert dates.from_iso("2026-03-02") == dates.from_iso("2026-03-02T01:30:00+00:00") == SECOND_OF_MARCH
    with pytest.raises(ValueError, match="isoformat"):
        dates.from_iso("115/03/02")


def test_a_period_counts_both_of_its_ends() -> None:
    assert HALF_YEAR.days == 166 == len(list(HALF_YEAR))
    assert HALF_YEAR.start in HALF_YEAR
    assert HALF_YEAR.end in HALF_YEAR
    assert date(2017, 8, 1) not in HALF_YEAR
    assert not HALF_YEAR.is_month
    assert Period.of_month(SECOND_OF_MARCH).is_month
    assert Period.of_year(2026).is_year


def test_periods_overlap_in_the_days_both_have() -> None:
    year = Period.of_year(2017)
    assert year.overlap(HALF_YEAR) == HALF_YEAR
    assert HALF_YEAR.overlap(Period.of_month(date(2017, 7, 1))) == Period.of_month(date(2017, 7, 1))
    assert HALF_YEAR.overlap(Period.of_year(2018)) is None


def test_a_period_s_moments_run_from_midnight_to_midnight_in_taiwan() -> None:
    start, stop = Period.of_month(SECOND_OF_MARCH).moments()
    assert start == datetime(2026, 2, 28, 16, tzinfo=UTC)
    assert stop == datetime(2026, 3, 31, 16, tzinfo=UTC)
