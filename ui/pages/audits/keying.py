"""What is being keyed of one unit: where it starts from, what of it is unsaved, and how it is kept meanwhile."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from facilities_app.domain.audit_rows import KeyedVisit, VisitDetail
from facilities_app.domain.clock import at
from facilities_app.domain.dates import DateStyle, format_moment, parse, taipei
from facilities_app.domain.errors import DomainError
from facilities_app.domain.workdays import Workdays
from ui.pages.audits.words import OPEN
from ui.prefs import Prefs

REVISIT_AFTER = 2
"""Working days until a second visit, where nobody says another day; the office's own habit, as is its hour."""
REVISIT_AT = (18, 30)
_KEPT = "audits.drafts"
_TIME = re.compile(r"(\d{1,2})[:：](\d{2})|(\d{1,2})(\d{2})")


@dataclass(frozen=True, slots=True)
class Keying:
    """The fields as they stand on the screen. ``when`` and ``revisit`` are the words of their lines."""

    finding: str = ""
    when: str = ""
    visitor: str = ""
    met: str = ""
    met_name: str = ""
    absence: str = ""
    revisit: str = ""
    note: str = ""
    registration: str = ""
    registration_note: str = ""
    neighbour_note: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What is keyed and not saved. ``seen`` is how many visits were known when it was begun."""

    keying: Keying
    seen: int


class Drafts:
    """Drafts by visit, of one database; written down with every change, so that nothing typed is lost."""

    def __init__(self, prefs: Prefs, database: str) -> None:
        self._prefs, self._database = prefs, database
        kept = prefs.get(_KEPT)
        rows = kept.get("drafts", {}) if isinstance(kept, dict) and kept.get("database") == database else {}
        self._drafts: dict[int, Draft] = {}
        for key, one in rows.items():
            try:
                self._drafts[int(key)] = Draft(Keying(**one["keying"]), int(one["seen"]))
            except (TypeError, ValueError, KeyError):
                continue  # of another edition of the program

    def get(self, visit_id: int) -> Draft | None:
        """What was left of that unit."""
        return self._drafts.get(visit_id)

    def ids(self) -> frozenset[int]:
        """The visits with something unsaved."""
        return frozenset(self._drafts)

    def keep(self, visit_id: int, draft: Draft) -> None:
        """Keep this."""
        self._drafts[visit_id] = draft
        self._write()

    def forget(self, visit_id: int) -> None:
        """It was saved, or taken back."""
        if self._drafts.pop(visit_id, None) is not None:
            self._write()

    def _write(self) -> None:
        rows = {str(key): asdict(draft) for key, draft in self._drafts.items()}
        self._prefs.set(_KEPT, {"database": self._database, "drafts": rows} if rows else None)


def start_of(detail: VisitDetail, when: datetime, visitor: str, style: DateStyle = DateStyle.ROC) -> Keying:
    """What the screen shows first: a final finding as it was kept, else a new visit at ``when`` by ``visitor``."""
    kept = Keying(
        registration=detail.registration,
        registration_note=detail.registration_note,
        neighbour_note=detail.neighbour_note,
    )
    if detail.finding in OPEN or detail.visited_at is None:
        return replace(kept, when=format_moment(when, style), visitor=visitor)
    last = detail.attempts[-1] if detail.attempts else None
    return replace(
        kept,
        finding=detail.finding,
        when=format_moment(detail.visited_at, style),
        visitor=detail.visitor,
        met=last.met if last else "",
        met_name=last.met_name if last else "",
        absence=detail.absence,
        note=detail.note,
    )


def next_revisit(today: date, workdays: Workdays) -> datetime:
    """When to visit again where nobody says otherwise."""
    return at(workdays.add_workdays(today, REVISIT_AFTER), *REVISIT_AT)


def read_when(words: str, base: datetime | None, today: date) -> datetime | None:
    """The moment of a line: 115/11/23 19:10, 1910 or 45 (on ``base``'s day, in its hour), a day alone; else None."""
    text = words.strip()
    if base is not None and re.fullmatch(r"\d{1,2}", text) and int(text) < 60:
        return taipei(base).replace(minute=int(text))
    head, _, tail = text.rpartition(" ")
    time = _TIME.fullmatch(tail)
    known = taipei(base) if base is not None else None
    try:
        if time is None:
            return None if known is None else at(parse(text, today), known.hour, known.minute)
        day = parse(head, today) if head.strip() else known.date() if known else today
    except DomainError:
        return None
    hour, minute = int(time[1] or time[3]), int(time[2] or time[4])
    return at(day, hour, minute) if hour < 24 and minute < 60 else None


def moved(words: str, minutes: int, today: date, style: DateStyle) -> str:
    """The same moment so many minutes later; what cannot be read stays."""
    found = read_when(words, None, today)
    return words if found is None else format_moment(found + timedelta(minutes=minutes), style)


def submitted(keying: Keying, when: datetime, revisit: datetime | None) -> KeyedVisit:
    """What the service is told."""
    values: Mapping[str, Any] = {
        name: getattr(keying, name)
        for name in (
            "finding",
            "visitor",
            "met",
            "met_name",
            "absence",
            "note",
            "registration",
            "registration_note",
            "neighbour_note",
        )
    }
    again = taipei(revisit) if revisit is not None and keying.finding == "not_met" else None
    return KeyedVisit(
        visited_at=when,
        revisit_on=again.date() if again else None,
        revisit_time=f"{again:%H:%M}" if again else "",
        **values,
    )
