"""A checklist that was filled in as a file: what stands in it, as it was written, before anyone believes it."""

import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

NONE, SOME, TAKEN = "none", "some", "taken"
"""What a tick beside a text or a photo says: nothing to tell, something, a photo was taken."""
_LONGEST_NUMBER = 24


@dataclass(frozen=True, slots=True)
class RawItem:
    """One item as the file has it; ``answer`` is a code or the words of a cell, ``label`` "" if it has none.

    ``mark`` is item_mark when the file was made.
    """

    position: int
    answer: str = ""
    reading: str = ""
    text: str = ""
    note: str = ""
    mark: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class RawSheet:
    """One sheet as the file has it; ``day`` as it was typed, ``edition`` 0 if the file does not say."""

    number: str
    template: str = ""
    edition: int = 0
    items: tuple[RawItem, ...] = ()
    day: str = ""
    inspector: str = ""
    licence: str = ""
    times: str = ""
    note: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nobody wrote anything into it."""
        written = (self.day, self.inspector, self.licence, self.times, self.note)
        return not any(written) and not any(
            one.answer or one.reading or one.text or one.note for one in self.items
        )


def item_mark(
    text: str, kind: str, unit: str, low: Decimal | None, high: Decimal | None, options: Sequence[str] = ()
) -> str:
    """A short mark of what an item asks; it differs when the wording, the limits or the answers do."""
    limits = ["" if limit is None else f"{limit.normalize():f}" for limit in (low, high)]
    whole = "\x1f".join((text, kind, unit, *limits, *options))
    return hashlib.sha256(whole.encode()).hexdigest()[:10]


def same_words(one: str, other: str) -> bool:
    """Whether two texts are the same but for width, case and spaces."""
    return _plain(one) == _plain(other)


def holds_words(text: str, words: str) -> bool:
    """Whether ``words`` stand in the text, but for width, case and spaces."""
    return _plain(words) in _plain(text)


def number_in(text: str) -> Decimal | None:
    """The number a person wrote, also full-width or with separators; None if it is none."""
    plain = _plain(text).replace(",", "").replace("−", "-")
    if not plain or len(plain) > _LONGEST_NUMBER:
        return None
    try:
        found = Decimal(plain)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def latest_day(month: str, day: str, today: date) -> date | None:
    """The last such day up to ``today``; None if there is none."""
    if not (_plain(month).isdecimal() and _plain(day).isdecimal()):
        return None
    for year in range(today.year, today.year - 5, -1):  # 29 February comes every four years
        try:
            found = date(year, int(_plain(month)), int(_plain(day)))
        except ValueError:
            continue
        if found <= today:
            return found
    return None


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


_PASS = frozenset({"pass", "合格", "p", "ok", "v", "✓", "✔", "○", "o"})
_FAIL = frozenset({"fail", "不合格", "f", "x", "✗", "✘", "×"})
_LEFT_OUT = frozenset({"na", "n/a", "不適用", "n", "-", "－", "—"})


def verdict_in(text: str) -> str | None:
    """pass, fail, na of a code, a word or a mark; "" of nothing; None of anything else."""
    plain = _plain(text)
    if not plain:
        return ""
    for code, words in (("pass", _PASS), ("fail", _FAIL), ("na", _LEFT_OUT)):
        if plain in {_plain(word) for word in words}:
            return code
    return None
