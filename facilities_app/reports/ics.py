"""A calendar file (RFC 5545) of whole-day events: the same UID with a higher SEQUENCE updates what was imported.

Lines end in CRLF and are folded at 75 octets, never inside a character.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from facilities_app.reports.files import replacing

LONGEST_LINE = 75
_AT_HOUR = 9  # a reminder is for the morning, not for midnight when a whole day begins
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One day's event. ``alarms`` are days before it; ``modified`` is in UTC, None for not known.

    What is ``cancelled`` or done keeps its place in people's calendars, but reminds nobody.
    """

    uid: str
    day: date
    summary: str
    description: str = ""
    location: str = ""
    category: str = ""
    sequence: int = 0
    modified: datetime | None = None
    alarms: tuple[int, ...] = ()
    cancelled: bool = False


def write_calendar(path: Path, name: str, events: Iterable[CalendarEvent], now: datetime) -> int:
    """Write the file, whole or not at all; how many events it has. Raises OSError."""
    count = 0
    with replacing(path) as file:
        file.writelines(map(folded, _head(name)))
        for event in events:
            file.writelines(map(folded, _event(event, now)))
            count += 1
        file.write(folded("END:VCALENDAR"))
    return count


def escaped(text: str) -> str:
    """A text as a value: backslash, semicolon, comma and line ends are marked, control characters left out."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _CONTROLS.sub("", text).replace("\\", "\\\\")
    return text.replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str) -> bytes:
    """The line with its CRLF, in pieces of at most 75 octets; each further piece begins with a blank."""
    pieces, piece = [], b""
    for sign in line:
        octets = sign.encode("utf-8", "replace")
        if len(piece) + len(octets) > LONGEST_LINE:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece]) + b"\r\n"


def _head(name: str) -> Iterator[str]:
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield "PRODID:-//facilities-app//calendar//ZH"
    yield "CALSCALE:GREGORIAN"
    yield "METHOD:PUBLISH"
    yield f"X-WR-CALNAME:{escaped(name)}"
    yield "REFRESH-INTERVAL;VALUE=DURATION:P1D"


def _event(event: CalendarEvent, now: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{_moment(now)}"
    if event.modified is not None:
        yield f"LAST-MODIFIED:{_moment(event.modified)}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(event.summary)}"
    for key, text in (
        ("DESCRIPTION", event.description),
        ("LOCATION", event.location),
        ("CATEGORIES", event.category),
    ):
        if text:
            yield f"{key}:{escaped(text)}"
    yield f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"
    for days in event.alarms:
        yield from _alarm(days, event.summary)
    yield "END:VEVENT"


def _alarm(days: int, words: str) -> Iterator[str]:
    """At nine in the morning, so many days before."""
    before = days - 1
    trigger = f"PT{_AT_HOUR}H" if days <= 0 else f"-P{before}DT{24 - _AT_HOUR}H"
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"DESCRIPTION:{escaped(words)}"
    yield f"TRIGGER:{trigger}"
    yield "END:VALARM"


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
