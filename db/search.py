"""Full-text search over tickets: exact for Chinese from one character up, kept in step by triggers.

SQLite: a contentless FTS5 table whose text has a space around every CJK character, so that any Chinese substring
is a phrase. PostgreSQL: trigrams over the same text. The triggers are made by the first migration.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Integer,
    Select,
    String,
    and_,
    column,
    exists,
    false,
    func,
    literal_column,
    select,
    table,
)

from db.models import Ticket

SERIAL_DIGITS = 4
INDEXED = ("number", "summary", "description", "where_label", "requester")
_CJK = re.compile(r"[\u2E80-\U0010FFFF]")
_PLAIN = re.compile(r"[^\W\u2E80-\U0010FFFF]+")
_TOKEN = re.compile(_PLAIN.pattern + "|" + _CJK.pattern)
_FULL_WIDTH = [*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B)]  # digits and letters
_VARIANTS = {"臺": "台", "\u3000": " "} | {chr(code + 0xFEE0): chr(code) for code in _FULL_WIDTH}
_PLAINER = str.maketrans(_VARIANTS)

_fts = table("tickets_fts", column("rowid", Integer), column("tickets_fts", String))


def folded(text: str) -> str:
    """The text as both sides of a search see it: composed, lower case, full width as half, 臺 as 台."""
    return unicodedata.normalize("NFC", text).translate(_PLAINER).lower()


def spaced(text: str) -> str:
    """The text with a space around every CJK character."""
    return _CJK.sub(lambda match: f" {match.group()} ", text.translate(_PLAINER))


def phrase(text: str) -> str:
    """The FTS5 query for ``text``: each word a phrase, a last Latin or digit token matched from its start.

    A short number also finds the ticket that is counted so: 345 finds 115-0345.
    """
    phrases = []
    for word in folded(text).split():
        tokens = _TOKEN.findall(word)
        if not tokens:
            continue
        star = "*" if _PLAIN.fullmatch(tokens[-1]) else ""
        one = '"' + " ".join(tokens) + '"' + star
        if len(tokens) == 1 and word.isdecimal() and len(word) < SERIAL_DIGITS:
            one = f'({one} OR "{word.zfill(SERIAL_DIGITS)}")'
        phrases.append(one)
    return " AND ".join(phrases)


@dataclass(frozen=True, slots=True)
class Finding:
    """How a search enters a statement over tickets: as a condition, or as the table that drives it.

    A driven statement starts from ``driver``, joins Ticket by ``on`` and takes the newest first by ``newest``.
    """

    where: ColumnElement[bool]
    driver: FromClause | None = None
    on: ColumnElement[bool] | None = None
    newest: ColumnElement[int] | None = None


def newest_first(text: str) -> Finding:
    """SQLite: walk the hits from the newest; stops after a page however many there are."""
    # SQLite: the unary plus keeps the planner from walking the tickets and looking each one up in the index.
    bound: ColumnElement[bool] = Ticket.id == literal_column("+tickets_fts.rowid", Integer)
    return Finding(_match(text), _fts, bound, _fts.c.rowid)


def gathered(text: str) -> Finding:
    """SQLite: gather the hits, then sort them: best when they are few."""
    return Finding(Ticket.id.in_(select(_fts.c.rowid).where(_match(text))))


def probed(text: str) -> Finding:
    """SQLite: walk the tickets in the list's order and look each one up: best when hits are many."""
    row: Select[Any] = (
        select(literal_column("1")).select_from(_fts).where(_match(text), _fts.c.rowid == Ticket.id)
    )
    return Finding(exists(row))


def at_most(text: str, limit: int) -> Select[Any]:
    """SQLite: how many hits there are, counted up to ``limit``."""
    some = select(_fts.c.rowid).where(_match(text)).limit(limit).subquery()
    return select(func.count()).select_from(some)


def by_trigrams(text: str) -> Finding:
    """PostgreSQL: the folded text holds every word."""
    whole = func.facilities_search_text(*(getattr(Ticket, name) for name in INDEXED))
    words = unicodedata.normalize("NFKC", folded(text)).split()
    found = and_(*(whole.contains(word, autoescape=True) for word in words))
    return Finding(found)


def nothing() -> Finding:
    """A text without a single letter, digit or character to look for."""
    return Finding(false())


def _match(text: str) -> ColumnElement[bool]:
    return literal_column("tickets_fts", String).op("MATCH", is_comparison=True)(phrase(text))
