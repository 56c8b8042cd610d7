"""From what stands in a file to an answer of the keying form, or to the reason why it cannot be one."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from facilities_app.domain import dates
from facilities_app.domain.dates import DateStyle
from facilities_app.domain.errors import DomainError
from facilities_app.domain.keying import KeyingItem
from facilities_app.domain.rows import ItemAnswer
from facilities_app.domain.sheet_back import NONE, SOME, RawItem, number_in, same_words, verdict_in
from resources.texts import tr

_LONGEST = 1000
_WRITTEN = frozenset({"text", "photo", "signature", "date"})


@dataclass(frozen=True, slots=True)
class Unread:
    """Why something in the file cannot be taken: a code of messages, and what stands there."""

    code: str
    text: str = ""


def answer_in(item: KeyingItem, raw: RawItem, today: date) -> ItemAnswer | Unread | None:
    """The answer to ``item``, None if nothing stands there."""
    if not (raw.answer or raw.reading or raw.text or raw.note):
        return None
    if item.kind in _WRITTEN and raw.note:  # what stands beside it says it all
        raw = replace(raw, text=" ".join(part for part in (raw.text, raw.note) if part), note="")
    found = _READERS.get(item.kind, _of_text)(item, raw, today)
    if isinstance(found, Unread):
        return found
    note = raw.note[:_LONGEST]
    return ItemAnswer(item.id, found.outcome, found.reading, found.text[:_LONGEST], note)


def _of_pass_fail(item: KeyingItem, raw: RawItem, _today: date) -> ItemAnswer | Unread:
    outcome = verdict_in(raw.answer)
    return Unread("sheet.no_such_answer", raw.answer) if outcome is None else ItemAnswer(item.id, outcome)


def _of_reading(item: KeyingItem, raw: RawItem, today: date) -> ItemAnswer | Unread:
    """The number counts, whatever was ticked; a tick alone only says that it does not apply."""
    if raw.reading:
        value = number_in(raw.reading)
        return Unread("sheet.no_number", raw.reading) if value is None else ItemAnswer(item.id, reading=value)
    ticked = _of_pass_fail(item, raw, today)
    if isinstance(ticked, ItemAnswer) and ticked.outcome in ("pass", "fail"):
        return Unread("sheet.no_reading", raw.answer)
    return ticked


def _of_choice(item: KeyingItem, raw: RawItem, _today: date) -> ItemAnswer | Unread:
    place = raw.answer.removeprefix("o")
    if raw.answer.startswith("o") and place.isdecimal() and 1 <= int(place) <= len(item.options):
        return ItemAnswer(item.id, text=item.options[int(place) - 1])
    said = raw.answer or raw.text
    found = next((one for one in item.options if same_words(one, said)), None)
    if found is None and said:
        return Unread("sheet.no_such_answer", said)
    return ItemAnswer(item.id, text=found or "")


def _of_text(item: KeyingItem, raw: RawItem, _today: date) -> ItemAnswer | Unread:
    none = tr("none", "answer")
    said = raw.text or (raw.answer if raw.answer not in (NONE, SOME) else "")
    if not said and raw.answer == NONE:
        said = none
    if not said and raw.answer == SOME:
        return Unread("sheet.nothing_said")
    return ItemAnswer(item.id, text=none if same_words(said, none) else said)


def _of_photo(item: KeyingItem, raw: RawItem, _today: date) -> ItemAnswer | Unread:
    if verdict_in(raw.answer) == "na":
        return ItemAnswer(item.id, "na")
    taken = tr("photographed") if raw.answer and not raw.text.startswith(tr("photographed")) else ""
    return ItemAnswer(item.id, text=" ".join(part for part in (taken, raw.text) if part))


def _of_date(item: KeyingItem, raw: RawItem, today: date) -> ItemAnswer | Unread:
    said = raw.text or raw.answer
    try:
        day = dates.parse(said, today)
    except DomainError:
        return Unread("sheet.no_date", said)
    return ItemAnswer(item.id, text=dates.format_date(day, DateStyle.ROC))


_Reader = Callable[[KeyingItem, RawItem, date], ItemAnswer | Unread]
_READERS: dict[str, _Reader] = {
    "pass_fail": _of_pass_fail,
    "reading": _of_reading,
    "choice": _of_choice,
    "photo": _of_photo,
    "date": _of_date,
}
