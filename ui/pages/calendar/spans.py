"""The days a view of the calendar shows, how one turns to the next, and what it is called."""

from datetime import date, timedelta
from typing import NamedTuple

from facilities_app.domain.dates import DateStyle, format_period
from facilities_app.domain.periods import Period
from ui.widgets.calendar import month_title
from ui.widgets.week import week_of

MONTH, WEEK, AGENDA = "month", "week", "agenda"
_AGENDA_DAYS = 31
_WEEK = timedelta(days=7)


class Span(NamedTuple):
    """``rows`` weeks from ``first``; an agenda has none and goes to ``last``."""

    first: date
    last: date
    rows: int


def span_of(view: str, day: date) -> Span:
    """The days that a view shows around ``day``."""
    if view == AGENDA:
        return Span(day, day + timedelta(days=_AGENDA_DAYS - 1), 0)
    if view == WEEK:
        first = week_of(day)
        return Span(first, first + _WEEK - timedelta(days=1), 1)
    first = week_of(day.replace(day=1))
    after = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    rows = -(-(after - first).days // 7)
    return Span(first, first + rows * _WEEK - timedelta(days=1), rows)


def turned(view: str, day: date, step: int) -> date:
    """The same place one view on or back: a month, a week, an agenda's length."""
    if view == WEEK:
        return day + step * _WEEK
    if view == AGENDA:
        return day + timedelta(days=step * _AGENDA_DAYS)
    count = day.year * 12 + day.month - 1 + step
    year, month = divmod(count, 12)
    first = date(year, month + 1, 1)
    length = ((first.replace(day=28) + timedelta(days=4)).replace(day=1) - first).days
    return first.replace(day=min(day.day, length))


def title_of(view: str, day: date, style: DateStyle) -> str:
    """民國 115 年 11 月, or the first and last day."""
    if view == MONTH:
        return month_title(day)
    span = span_of(view, day)
    return format_period(Period(span.first, span.last), style)
