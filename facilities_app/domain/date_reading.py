"""Reading the dates that people type, 民國 or 西元. Use it through facilities_app.domain.dates.

Decisions where a text could mean two things:

- A year of one to three digits is 民國, one of four is 西元: ``26/3/2`` is 民國 26 年, never 2026.
- Without separators only seven digits (民國, ``0990302``) and eight (西元) are read; six could be either
  and are refused as ambiguous, as is a day put before its month and year (``2/3/2026``).
- ``3/2`` is month and day of this year, also when that day has passed.
- The calendar runs from 民國 1 年 (1912) to 民國 999 年 (2910): the years three digits can write.
- A weekday in brackets, ``115/03/02（一）``, may follow and must be the right one.
"""

import re
from datetime import date

from facilities_app.domain.errors import Invalid
from facilities_app.domain.periods import Period

ROC_OFFSET = 1911
FIRST = date(1912, 1, 1)
LAST = date(2910, 12, 31)
WEEKDAYS_ZH = "一二三四五六日"
MONTHS_EN = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_LONGEST = 40  # no date is longer; spares the patterns a pasted page
_WORDS = {
    "今天": 0, "今日": 0, "today": 0, "明天": 1, "明日": 1, "tomorrow": 1, "昨天": -1, "昨日": -1,
    "yesterday": -1, "後天": 2, "大後天": 3, "前天": -2, "大前天": -3,
}  # fmt: skip
_MONTH_WORDS = {"本月": 0, "這個月": 0, "this month": 0, "上月": -1, "上個月": -1, "last month": -1,
                "下月": 1, "下個月": 1, "next month": 1}  # fmt: skip
_YEAR_WORDS = {"今年": 0, "本年度": 0, "this year": 0, "去年": -1, "last year": -1, "明年": 1, "next year": 1}
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FULL_WIDTH |= {ord(dash): ord("-") for dash in "‐‑‒–—−﹣"}
_FULL_WIDTH |= {0x3000: ord(" "), ord("。"): ord("."), ord("號"): ord("日"), ord("∕"): ord("/")}

_ERA = r"(?P<era>(?:中華)?民國|西元|公元)?"
_YEAR = r"(?P<year>[0-9]{1,4}|元)"
_DAY_FORMS = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        _ERA + r"(?P<year>[0-9]{4}|[0-9]{3})(?P<month>[0-9]{2})(?P<day>[0-9]{2})",
        _ERA + _YEAR + r"(?P<mark>[-/. ])(?P<month>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})",
        _ERA + _YEAR + r"年(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日?",
        r"(?P<month>[0-9]{1,2})(?P<mark>[-/.])(?P<day>[0-9]{1,2})",
        r"(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日?",
        r"(?P<day>[0-9]{1,2}) (?P<name>[a-z]{3,9})\.?,? (?P<year>[0-9]{4})",
        r"(?P<name>[a-z]{3,9})\.? (?P<day>[0-9]{1,2}),? (?P<year>[0-9]{4})",
    )
)
_MONTH_FORMS = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        _ERA + r"(?P<year>[0-9]{4}|[0-9]{3})(?P<month>[0-9]{2})",
        _ERA + r"(?P<year>[0-9]{2,4})[-/. ](?P<month>[0-9]{1,2})",
        _ERA + _YEAR + r"年(?P<month>[0-9]{1,2})月份?",
        r"(?P<month>[0-9]{1,2})月份?",
        r"(?P<name>[a-z]{3,9})\.? (?P<year>[0-9]{4})",
    )
)
_YEAR_FORM = re.compile(_ERA + r"(?P<year>[0-9]{2,4}|元)(?:年度?)?", re.ASCII)
_OFFSET = re.compile(r"(?P<sign>[+-]) ?(?P<days>[0-9]{1,9}) ?(?:天|日|d|days?)?", re.ASCII)
_SHORT_CODE = re.compile(r"[0-9]{6}", re.ASCII)
_DAY_FIRST = re.compile(r"[0-9]{1,2}([-/.])[0-9]{1,2}\1[0-9]{4}", re.ASCII)
_WEEKDAY = re.compile(r" ?\((?:週|周|星期|禮拜)?([一二三四五六日天])\)$")
_BETWEEN = re.compile(r" ?(?:[~～〜∼〰至到]|\.{2,3}|…|(?<= )to(?= )|(?<= )[-–—](?= )|[–—](?=[^ ]*[/.年])) ?")
_ROUND_CJK = re.compile(r" *([年月日民國中華西公元]|(?<=[0-9年月])[/.-](?=[ 0-9])) *")


def parse(text: str, today: date) -> date:
    """The date that ``text`` means, typed on ``today``.

    Raises Invalid: date.empty, date.unreadable, date.ambiguous, date.year_first, date.no_day,
    date.no_such_day, date.before_roc, date.too_far or date.wrong_weekday, each with ``text``.
    """
    return _parse(text, today, today)


def parse_month(text: str, today: date) -> date:
    """The first day of the month that ``text`` means: 115/03, 11503, 2026-03, 202603, 115 年 3 月, 3月, 本月.

    Raises Invalid as parse does, with date.no_such_month for a thirteenth.
    """
    plain = _plain(text)
    if plain in _MONTH_WORDS:
        months = today.year * 12 + today.month - 1 + _MONTH_WORDS[plain]
        return _day(months // 12, months % 12 + 1, 1, text)
    for form in _MONTH_FORMS:
        if found := form.fullmatch(plain):
            return _month_of(found, today, text)
    raise Invalid("date.unreadable" if plain else "date.empty", text=text)


def parse_range(text: str, today: date) -> Period:
    """The days that ``text`` means: one day, month or year, or two ends joined by ～, –, 至 or "to".

    The end may leave its year out (106/2/16～7/31) or count from the start (今天～+7).
    Raises Invalid as parse does, and date.range_reversed.
    """
    parts = _ends(text)
    if len(parts) == 1:
        return _stretch(parts[0], today, today)
    if len(parts) != 2:
        raise Invalid("date.unreadable", text=text)
    first = _stretch(parts[0], today, today)
    last = _stretch(parts[1], today, first.start)
    return Period(first.start, last.end)


def from_iso(text: str) -> date:
    """The date of a stored ISO text, a moment's date part included. Raises ValueError if it is none."""
    return date.fromisoformat(text[:10])


def _parse(text: str, today: date, base: date) -> date:
    """As parse, where ``base`` is what a missing year and a "+7" go by."""
    plain = _plain(text)
    bare = _WEEKDAY.sub("", plain)
    found = _word_or_offset(bare, today, base, text) or _written_day(bare, base, text)
    if found is None:
        raise Invalid(_why_unreadable(bare), text=text)
    weekday = _WEEKDAY.search(plain)
    if weekday and WEEKDAYS_ZH[found.weekday()] != weekday[1].replace("天", "日"):
        raise Invalid("date.wrong_weekday", text=text, date=found)
    return found


def _plain(text: str) -> str:
    """``text`` in half width and lower case, with single blanks only where they part something."""
    if len(text) > _LONGEST:
        return "?"
    half = " ".join(text.translate(_FULL_WIDTH).split()).lower()
    return _ROUND_CJK.sub(r"\1", half)


def _word_or_offset(plain: str, today: date, base: date, text: str) -> date | None:
    if plain in _WORDS:
        return _shift(today, _WORDS[plain], text)
    if found := _OFFSET.fullmatch(plain):
        return _shift(base, int(found["sign"] + found["days"]), text)
    return None


def _shift(day: date, by: int, text: str) -> date:
    """``day`` moved by ``by`` days, within the calendar."""
    ordinal = day.toordinal() + by
    if ordinal < FIRST.toordinal():
        raise Invalid("date.before_roc", text=text)
    if ordinal > LAST.toordinal():
        raise Invalid("date.too_far", text=text)
    return date.fromordinal(ordinal)


def _written_day(plain: str, base: date, text: str) -> date | None:
    for form in _DAY_FORMS:
        if found := form.fullmatch(plain):
            parts = found.groupdict()
            month = _month_number(parts, text)
            if "year" not in parts and not 1 <= month <= 12 and "mark" in parts:
                return None  # 115/03 and 24/3 are no month and day: the caller says what is missing
            year = _year_number(parts, base)
            return _day(year, month, int(parts["day"]), text)
    return None


def _month_of(found: "re.Match[str]", today: date, text: str) -> date:
    parts = found.groupdict()
    month = _month_number(parts, text)
    if not 1 <= month <= 12:
        raise Invalid("date.no_such_month", text=text)
    return _day(_year_number(parts, today), month, 1, text)


def _month_number(parts: "dict[str, str]", text: str) -> int:
    name = parts.get("name")
    if name is None:
        return int(parts["month"])
    for number, full in enumerate(MONTHS_EN, 1):
        if full.lower() == name or full[:3].lower() == name:
            return number
    raise Invalid("date.unreadable", text=text)


def _year_number(parts: "dict[str, str]", base: date) -> int:
    """The 西元 year: of a year with fewer than four digits or with 民國 before it, 1911 years on."""
    written = parts.get("year")
    if written is None:
        return base.year
    era = parts.get("era")
    number = 1 if written == "元" else int(written)
    if era is None:
        return number if len(written) == 4 else number + ROC_OFFSET
    return number + ROC_OFFSET if era.endswith("民國") else number


def _day(year: int, month: int, day: int, text: str) -> date:
    if year < FIRST.year:
        raise Invalid("date.before_roc", text=text)
    if year > LAST.year:
        raise Invalid("date.too_far", text=text)
    try:
        return date(year, month, day)
    except ValueError:
        raise Invalid("date.no_such_day", text=text) from None


def _why_unreadable(plain: str) -> str:
    """The code that helps most for a text that no form fits."""
    if not plain:
        return "date.empty"
    if _SHORT_CODE.fullmatch(plain):
        return "date.ambiguous"
    if _DAY_FIRST.fullmatch(plain):
        return "date.year_first"
    if plain.startswith(("民國前", "民前", "民國-")):
        return "date.before_roc"
    if any(form.fullmatch(plain) for form in _MONTH_FORMS):
        return "date.no_day"
    return "date.unreadable"


def _ends(text: str) -> list[str]:
    """The one or two ends of a range; a plain hyphen joins only ends that use none themselves."""
    if len(text) > 2 * _LONGEST:
        return []
    parts = _BETWEEN.split(" ".join(text.split()))
    if len(parts) == 1:
        halves = text.translate(_FULL_WIDTH).split("-")
        if len(halves) == 2 and all(re.search(r"[/.年]|^\s*[0-9]{7,8}\s*$", half) for half in halves):
            return halves
    return parts


def _stretch(text: str, today: date, base: date) -> Period:
    """One end of a range, or the whole of it, as the days it covers."""
    plain = _plain(text)
    if plain in _YEAR_WORDS:
        return Period.of_year(today.year + _YEAR_WORDS[plain])
    if found := _YEAR_FORM.fullmatch(plain):
        return Period.of_year(_day(_year_number(found.groupdict(), base), 1, 1, text).year)
    if plain in _MONTH_WORDS:
        return Period.of_month(parse_month(text, today))
    try:
        day = _parse(text, today, base)
    except Invalid as error:
        if error.code not in {"date.no_day", "date.ambiguous"}:
            raise
        return Period.of_month(parse_month(text, base))
    return Period(day, day)
