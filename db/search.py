"""Full-text search over tickets: exact for Chinese from one character up, kept in step by triggers.

SQLite: a contentless FTS5 table whose text has a space around every CJK character, so that any Chinese substring
is a phrase. PostgreSQL: trigrams over the same text. The triggers are made by the first migration.
"""

import re
import unicodedata

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    String,
    column,
    exists,
    func,
    literal_column,
    or_,
    select,
    table,
)
from sqlalchemy.engine import Dialect

from db.models import Ticket

INDEXED = ("number", "summary", "description", "where_label", "requester")
_CJK = re.compile(r"[\u2E80-\u9FFF\uF900-\uFAFF\uFF00-\uFFEF\U00020000-\U0003FFFF]")
_VARIANTS = {"臺": "台", "\u3000": " "} | {chr(0xFF10 + n): str(n) for n in range(10)}

_fts = table("tickets_fts", column("rowid", Integer), column("tickets_fts", String))


def folded(text: str) -> str:
    """The text as both sides of a search see it: NFKC, lower case, 臺 as 台."""
    return unicodedata.normalize("NFKC", text).lower().replace("臺", "台")


def spaced(text: str) -> str:
    """The text with a space around every CJK character."""
    for variant, plain in _VARIANTS.items():
        text = text.replace(variant, plain)
    return _CJK.sub(lambda match: f" {match.group()} ", text)


def phrase(text: str) -> str:
    """The FTS5 query for ``text``: each word a phrase, a last Latin or digit token matched from its start."""
    phrases = []
    for word in folded(text).split():
        tokens = re.findall(r"[0-9a-z_]+|" + _CJK.pattern, word)
        tokens = [t for t in tokens if t.strip()]
        if tokens:
            star = "*" if re.fullmatch(r"[0-9a-z_]+", tokens[-1]) else ""
            phrases.append('"' + " ".join(tokens) + '"' + star)
    return " ".join(phrases)


def matches(text: str, dialect: Dialect) -> ColumnElement[bool]:
    """The condition on Ticket that ``text`` is found in it; numbers also match a ticket's serial."""
    if dialect.name == "sqlite":
        hits: Select[tuple[int]] = select(_fts.c.rowid).where(
            literal_column("tickets_fts").op("MATCH")(phrase(text))
        )
        found = Ticket.id.in_(hits) if phrase(text) else literal_column("0") == literal_column("1")
    else:
        whole = func.facilities_search_text(*(getattr(Ticket, name) for name in INDEXED))
        found = whole.contains(folded(text), autoescape=True)
    serial = folded(text).strip()
    if re.fullmatch(r"\d{1,7}", serial):
        return or_(found, Ticket.serial == int(serial))
    return found


def probe(text: str) -> ColumnElement[bool]:
    """SQLite only: the same as a check row by row, quick when most rows match and the list is sorted."""
    match = literal_column("tickets_fts").op("MATCH")(phrase(text))
    return exists(select(literal_column("1")).select_from(_fts).where(_fts.c.rowid == Ticket.id, match))


def hits(text: str) -> Select[tuple[int]]:
    """SQLite only: the ids of matching tickets, newest first when ordered by rowid."""
    match = literal_column("tickets_fts").op("MATCH")(phrase(text))
    return select(_fts.c.rowid).where(match)
