"""The one door for dates as text: reading what people type, writing 民國 and 西元 as the office does.

No prose here: relative words ("3 days overdue") belong to the program's texts.
Table forms pad the 民國 year to three digits, so that a text column sorts (099/03/02); prose does not.
A date before 民國 1 年 is written 西元, since 民國 has no number for it.
"""

from datetime import UTC, date, datetime
from enum import StrEnum

from facilities_app.domain.clock import TAIPEI
from facilities_app.domain.date_reading import (
    FIRST,
    LAST,
    MONTHS_EN,
    ROC_OFFSET,
    WEEKDAYS_ZH,
    from_iso,
    parse,
    parse_month,
    parse_range,
)
from facilities_app.domain.periods import Period

__all__ = [
    "FIRST",
    "LAST",
    "DateStyle",
    "Period",
    "english_text",
    "format_date",
    "format_moment",
    "format_month",
    "format_period",
    "from_iso",
    "parse",
    "parse_month",
    "parse_range",
    "roc_code",
    "roc_dots",
    "roc_month",
    "roc_period_text",
    "roc_text",
    "roc_year",
    "taipei",
    "weekday_en",
    "weekday_zh",
]


class DateStyle(StrEnum):
    """Which calendar the person reads."""

    ROC = "roc"
    ISO = "iso"


def roc_year(day: date) -> int:
    """The 民國 year: 2026 is 115. Zero and below before 民國 1 年."""
    return day.year - ROC_OFFSET


def format_date(day: date | str, style: DateStyle) -> str:
    """The table form: 115/03/02 or 2026-03-02. Takes a date or its stored ISO text, "" for an empty one."""
    if not isinstance(day, str):
        day = day.isoformat()
    # Plain slices: this runs once for each cell of a long list.
    if style is DateStyle.ISO or day < "1912":
        return day[:10]
    return f"{int(day[:4]) - ROC_OFFSET:03d}/{day[5:7]}/{day[8:10]}"


def format_moment(moment: datetime | str, style: DateStyle) -> str:
    """A moment on Taiwan's clock: 115/03/02 09:20. Takes what taipei takes."""
    local = taipei(moment)
    return f"{format_date(local.date(), style)} {local:%H:%M}"


def format_month(day: date, style: DateStyle) -> str:
    """The table form of the day's month: 115/03 or 2026-03."""
    return format_date(day, style)[:-3]


def format_period(period: Period, style: DateStyle) -> str:
    """Both ends in table form: 106/02/16–106/07/31. In 西元 blanks keep the hyphens apart."""
    joint = "–" if style is DateStyle.ROC else " – "
    return f"{format_date(period.start, style)}{joint}{format_date(period.end, style)}"


def taipei(moment: datetime | str) -> datetime:
    """The moment on Taiwan's wall clock. Stored text or a datetime without offset is UTC."""
    if isinstance(moment, str):
        moment = datetime.fromisoformat(moment)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.astimezone(TAIPEI)


def roc_text(day: date) -> str:
    """The form of letters and reports: 民國 115 年 3 月 2 日."""
    if day < FIRST:
        return f"西元 {day.year} 年 {day.month} 月 {day.day} 日"
    return f"民國 {roc_year(day)} 年 {day.month} 月 {day.day} 日"


def roc_dots(day: date) -> str:
    """The dotted table form: 115.03.02."""
    return format_date(day, DateStyle.ROC).replace("/", ".").replace("-", ".")


def roc_code(day: date) -> str:
    """The form of file names and numbers, always three digits of year: 1150302, 0990302."""
    return format_date(day, DateStyle.ROC).replace("/", "").replace("-", "")


def roc_month(day: date) -> str:
    """The day's month in a report: 115 年 3 月."""
    return f"{roc_year(day) if day >= FIRST else day.year} 年 {day.month} 月"


def roc_period_text(period: Period) -> str:
    """A period as a report writes it, the year once if both ends share it: 106 年 2 月 16 日至 7 月 31 日."""
    first, last = (roc_text(day).removeprefix("民國 ") for day in (period.start, period.end))
    if period.start.year == period.end.year:
        last = last.partition(" 年 ")[2]
    return f"{first}至 {last}"


def english_text(day: date) -> str:
    """The English prose form: 2 March 2026."""
    return f"{day.day} {MONTHS_EN[day.month - 1]} {day.year}"


def weekday_zh(day: date) -> str:
    """The weekday's letter, 一 to 日."""
    return WEEKDAYS_ZH[day.weekday()]


def weekday_en(day: date) -> str:
    """The weekday's three letters, Mon to Sun."""
    return ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[day.weekday()]
