"""Days and moments as a person says them: today 09:20, 3 days late."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from facilities_app.domain.dates import taipei
from facilities_app.presenting import Presenter
from resources.texts import tr, trn

SOON_DAYS = 3
"""A deadline within so many days is amber."""


class Due(NamedTuple):
    """A deadline in words, in the tone of its urgency."""

    text: str
    tone: str = "neutral"
    icon: str = ""


def day_words(day: date, today: date, presenter: Presenter) -> str:
    """Today, yesterday and tomorrow by their names, any other day by its date."""
    if day == today:
        return tr("today")
    if day == today - timedelta(days=1):
        return tr("yesterday")
    if day == today + timedelta(days=1):
        return tr("tomorrow")
    return presenter.date(day)


def moment_words(moment: datetime | str, today: date, presenter: Presenter) -> str:
    """Today 09:20; any day but today and yesterday without the hour."""
    local = taipei(moment)
    day = day_words(local.date(), today, presenter)
    is_near = today - timedelta(days=1) <= local.date() <= today
    return f"{day} {local:%H:%M}" if is_near else day


def due_moment(due: datetime | str, now: datetime, presenter: Presenter) -> Due:
    """The deadline of something that is still open."""
    local, here = taipei(due), taipei(now)
    days = (local.date() - here.date()).days
    if days < 0:
        return Due(trn("{n} day late", "{n} days late", -days), "red", "clock-alert")
    if local < here:
        hours = int((here - local).total_seconds() // 3600)
        words = trn("{n} hour late", "{n} hours late", hours) if hours else tr("just late")
        return Due(words, "red", "clock-alert")
    if days == 0:
        return Due(f"{tr('today')} {local:%H:%M}", "amber", "clock")
    if days <= SOON_DAYS:
        return Due(presenter.date(local.date()), "amber", "clock")
    return Due(presenter.date(local.date()))


def due_lit(
    due: datetime | str, now: datetime, presenter: Presenter, amber: datetime | None, *, waits: bool = False
) -> Due:
    """The same with the light of a promise: amber from the moment its time runs short, still while the clock stands."""
    plain = due_moment(due, now, presenter)
    if plain.tone == "red" or (amber is None and not waits):
        return plain
    if waits:
        return Due(plain.text, "neutral", "circle-pause")
    is_short = amber is not None and now >= amber
    return Due(plain.text, *(("amber", "clock") if is_short else ()))


def due_day(due: date, today: date, presenter: Presenter) -> Due:
    """The same for a deadline that is a whole day."""
    days = (due - today).days
    if days < 0:
        return Due(trn("{n} day late", "{n} days late", -days), "red", "clock-alert")
    if days == 0:
        return Due(tr("today"), "amber", "clock")
    return Due(presenter.date(due), *(("amber", "clock") if days <= SOON_DAYS else ()))


def due_long(due: datetime | str, now: datetime, presenter: Presenter) -> Due:
    """The deadline as a pill says it: due today 17:00."""
    short = due_moment(due, now, presenter)
    if short.tone == "red":
        return short
    return Due(tr("due {when}").format(when=short.text), short.tone, "clock")
