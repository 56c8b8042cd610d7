"""Keying a sheet: its items with what is known of them, what a person answers, and what is still missing."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from facilities_app.domain.inspections import within
from facilities_app.domain.rows import ItemAnswer, PhotoRow
from facilities_app.domain.sheet_back import holds_words

ANSWER, NOTE, PHOTO = "answer", "note", "photo"
"""What may be missing."""
DRAFT = ""
"""The outcome of a result that is still being keyed."""
_MUST_ANSWER = frozenset({"pass_fail", "reading", "choice", "photo", "signature", "date"})


@dataclass(frozen=True, slots=True)
class KeyingItem:
    """One line of the sheet. ``past`` are its last readings, oldest first; ``options`` the answers of a choice."""

    id: int
    position: int
    section: str
    text: str
    short: str
    kind: str
    unit: str = ""
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    offers_none: bool = False
    options: tuple[str, ...] = ()
    guidance: str = ""
    picture_id: int | None = None
    shown_if: str = ""
    evidence: str = ""
    past: tuple[tuple[date, Decimal], ...] = ()


@dataclass(frozen=True, slots=True)
class LicenceRow:
    """Who may inspect, and until when; ``user`` is the holder's name in the program, if they use it."""

    id: int
    holder: str
    kind: str
    number: str
    expires_on: date | None
    user_id: int | None = None
    vendor: str = ""
    user: str = ""


@dataclass(frozen=True, slots=True)
class Keyed:
    """What was keyed so far. ``correct_by`` is the deadline an authority set for what failed (限期改善).

    ``one_repair``: what failed becomes one repair, not one for each item.
    """

    done_on: date
    inspector: str = ""
    licence_id: int | None = None
    note: str = ""
    answers: tuple[ItemAnswer, ...] = ()
    sheet_id: int | None = None
    correct_by: date | None = None
    one_repair: bool = False


@dataclass(frozen=True, slots=True)
class KeyingForm:
    """Everything the keying of one inspection needs. ``draft`` is 0, or the version of what was keyed before.

    ``task_id`` is 0 for a sheet printed without an inspection: keeping or finishing it makes one (its sheet
    is ``keyed.sheet_id``). ``printed_on`` is the first day it can have been done on, if it was printed at all;
    ``draft_by`` and ``draft_at`` say who keyed last; ``licence_kind`` is what the plan asks of who inspects.
    """

    task_id: int
    version: int
    number: str
    title: str
    template_name: str
    target: str
    place_label: str
    due_on: date
    items: tuple[KeyingItem, ...]
    keyed: Keyed
    sheet_number: str = ""
    draft: int = 0
    is_recheck: bool = False
    last_on: date | None = None
    last_outcome: str = ""
    licences: tuple[LicenceRow, ...] = ()
    photos: tuple[PhotoRow, ...] = ()
    printed_on: date | None = None
    draft_by: str = ""
    draft_at: datetime | None = None
    licence_kind: str = ""


@dataclass(frozen=True, slots=True)
class KeyedBy:
    """An inspection that is over: who keyed it, and what it came to ("" if it was not recorded)."""

    name: str
    at: datetime | None
    done_on: date | None
    outcome: str


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A failed item and how far its repair and re-check are."""

    id: int
    version: int
    item: str
    position: int
    state: str
    note: str
    found_on: date
    correct_by: date | None
    resolved_on: date | None
    ticket_id: int | None
    ticket_number: str
    ticket_status: int | None
    recheck_id: int | None
    recheck_number: str
    recheck_due_on: date | None


@dataclass(frozen=True, slots=True)
class FindingDetail:
    """A finding with the inspection that found it."""

    row: FindingRow
    task_id: int
    number: str
    title: str
    target: str
    asset_id: int | None
    photos: tuple[PhotoRow, ...] = ()
    is_demo: bool = False


def fitting(licences: Sequence[LicenceRow], kind: str) -> tuple[LicenceRow, ...]:
    """Those of the kind that is asked for first, each part in its order."""
    return tuple(sorted(licences, key=lambda one: bool(kind) and one.kind != kind))


def own_licence(
    licences: Sequence[LicenceRow], kind: str, user_id: int | None, on: date
) -> LicenceRow | None:
    """The licence that a person most likely inspects with: of the kind asked for, still valid, and their own."""
    return next(
        (
            one
            for one in licences
            if user_id is not None
            and one.user_id == user_id
            and (not kind or one.kind == kind)
            and (one.expires_on is None or one.expires_on >= on)
        ),
        None,
    )


def is_held_by(licence: LicenceRow, inspector: str) -> bool:
    """Whether who inspected holds the licence: the holder stands in what was written, alone or among others."""
    return any(name and holds_words(inspector, name) for name in (licence.holder, licence.user))


def verdict(item: KeyingItem, answer: ItemAnswer) -> str:
    """What an answer comes to: a reading is judged by its limits whatever was ticked."""
    if answer.reading is None:
        return answer.outcome
    return "pass" if within(answer.reading, item.minimum, item.maximum) else "fail"


def beyond(item: KeyingItem, value: Decimal) -> Decimal | None:
    """By how much a reading is above (positive) or below (negative) its limits; None within them."""
    if item.maximum is not None and value > item.maximum:
        return value - item.maximum
    if item.minimum is not None and value < item.minimum:
        return value - item.minimum
    return None


def is_shown(item: KeyingItem, items: Sequence[KeyingItem], answers: Mapping[int, ItemAnswer]) -> bool:
    """Whether the item is asked at all: ``shown_if`` "3=fail" asks for the answer to the third.

    What depends on an item that is not asked itself is not asked either.
    """
    where, _equals, wanted = item.shown_if.partition("=")
    if not where.strip().isdecimal():
        return True
    earlier = next((one for one in items if one.position == int(where)), None)
    if earlier is None or earlier.position >= item.position:
        return True
    if not is_shown(earlier, items, answers):
        return False
    answer = answers.get(earlier.id, ItemAnswer(earlier.id))
    return wanted.strip() in (verdict(earlier, answer), answer.text)


def missing(
    items: Sequence[KeyingItem], answers: Mapping[int, ItemAnswer], photographed: Collection[int]
) -> tuple[tuple[KeyingItem, str], ...]:
    """What finishing still needs, in paper order. ``photographed`` are the positions that have a photo."""
    lacking = []
    for item in items:
        if not is_shown(item, items, answers):
            continue
        answer = answers.get(item.id, ItemAnswer(item.id))
        found = verdict(item, answer)
        is_pictured = item.kind == "photo" and item.position in photographed
        if item.kind in _MUST_ANSWER and not (found or answer.text or is_pictured):
            lacking.append((item, ANSWER))
        if found == "fail" and not answer.note.strip():
            lacking.append((item, NOTE))
        wants = item.evidence == "photo" or (item.evidence == "photo_on_fail" and found == "fail")
        if wants and item.position not in photographed:
            lacking.append((item, PHOTO))
    return tuple(lacking)


def without_photo(
    items: Sequence[KeyingItem], answers: Mapping[int, ItemAnswer], photographed: Collection[int]
) -> tuple[KeyingItem, ...]:
    """What failed and has no photo: the paper asks for one of each, the program asks before it goes without."""
    return tuple(
        item
        for item in items
        if is_shown(item, items, answers)
        and verdict(item, answers.get(item.id, ItemAnswer(item.id))) == "fail"
        and item.position not in photographed
    )


def photo_caption(position: int, short: str) -> str:
    """What stands under a photo of an item; photo_position reads it back."""
    return f"{position} {short}"


def photo_position(caption: str) -> int | None:
    """The item a photo belongs to, by its caption; None for one of the whole inspection."""
    first = caption.partition(" ")[0]
    return int(first) if first.isdecimal() else None


def sheet_number(text: str) -> str:
    """The number in what was typed or scanned: a sheet's QR code adds its page, "ELEV-11511-001/2"."""
    return text.strip().partition("/")[0].strip().upper()
